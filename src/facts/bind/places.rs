//! Where: the place that a figure is about.
//!
//! Invariant: the place of a comparison, of a maker or of where something came from is taken only
//! where its sentence names no other; how old someone is has a place only where one stands behind.
//! Known gap: a place named two sentences before without a figure is not seen.

use super::Binder;
use crate::facts::cue::{self, Roles};
use crate::facts::lexicon::Words;
use crate::facts::place::{self, Place, Stand};
use crate::facts::quantity::{Measure, Quantity};
use std::ops::Range;

/// How many words behind a figure the place may begin that says where it is.
const NEAR: usize = 9;

/// The place that a title is about: one that it begins with, that stands behind a preposition or
/// that has what it tells of: "Doanh thu du lịch Quảng Ngãi".
pub(super) fn of_title(title: &Words<'_>) -> Option<String> {
    let all = 0..title.len();
    let capitals = all.clone().any(|i| title.is_capital(i));
    let places = if capitals {
        place::places(title, all)
    } else {
        place::small_letters(title, all)
    };
    let measured = |place: &Place| {
        let start = place.tokens.start;
        let headed = |i: usize| {
            cue::cue(title, i, start - i).is_some_and(|(_, roles)| roles.any(Roles::HEAD))
        };
        place.stand == Stand::Of && (0..start).all(|i| title.joined(i) || i == 0) && headed(0)
    };
    let small = !capitals;
    let about = places
        .iter()
        .find(|p| p.stand == Stand::At)
        .or_else(|| {
            places
                .iter()
                .find(|p| matches!(p.stand, Stand::Begins | Stand::Office))
        })
        .or_else(|| places.iter().find(|p| measured(p) || small))?;
    Some(written(title, about))
}

/// A place as it is written.
fn written(words: &Words<'_>, place: &Place) -> String {
    let tokens = &place.tokens;
    let span = words.span(tokens.start).cover(words.span(tokens.end - 1));
    span.of(words.text()).to_owned()
}

impl Binder<'_> {
    /// The place of a figure before the figure `next`, where `places` are those of its sentence.
    pub(super) fn place(
        &mut self,
        quantity: &Quantity,
        next: Option<&Quantity>,
        places: &[Place],
    ) -> Option<String> {
        let next = next.map_or(usize::MAX, |q| q.tokens.start);
        let behind = self.behind(quantity, next, places);
        // "Nguyễn Văn A, 35 tuổi": nobody asks where; "trẻ 11 tuổi ở Huế" says it.
        if quantity.measure == Measure::Unit("age") {
            let at = behind.filter(|p| p.tokens.start <= quantity.tokens.end + 1)?;
            return Some(written(self.words, at));
        }
        let before = || {
            let ends = places.partition_point(|p| p.tokens.end <= quantity.tokens.start);
            places[..ends].iter().rev()
        };
        let told = |p: &&Place| {
            matches!(
                p.stand,
                Stand::At | Stand::Begins | Stand::Office | Stand::Of
            )
        };
        let weaker = |p: &&Place| matches!(p.stand, Stand::People | Stand::From);
        let follows = || {
            places.iter().find(|p| {
                p.tokens.start >= quantity.tokens.end && told(p) && self.open(quantity, p)
            })
        };
        let own = behind.or_else(|| before().find(told));
        if let Some(own) = own.or_else(follows) {
            self.carried.place = Some(written(self.words, own));
        } else if let Some(own) = before().find(weaker) {
            return Some(written(self.words, own));
        } else if self.carried.place.is_none() {
            // "250 suất học bổng cho học sinh nghèo, đang học tại Huế"
            let later = || {
                let at = places.iter().find(|p| p.stand == Stand::At)?;
                Some(written(self.words, at))
            };
            let place = later();
            self.carried.place = place.or_else(|| self.of_sentence_before());
        }
        self.carried
            .place
            .clone()
            .or_else(|| self.title_place.clone())
    }

    /// The place behind the figure that says where it is: "115 dự án tại Việt Nam", "1.500 người dân
    /// xã Sơn Bao".
    fn behind<'p>(
        &self,
        quantity: &Quantity,
        next: usize,
        places: &'p [Place],
    ) -> Option<&'p Place> {
        /// Nouns whose names follow them: "2 tỉnh Vĩnh Long, Hậu Giang" count these.
        const NAMED: &[&str] = &["tỉnh", "thành", "quận", "huyện", "xã", "phường", "nước"];
        let end = quantity.tokens.end;
        let counts = match &quantity.measure {
            Measure::Counted(_) => !quantity.tokens.clone().any(|i| self.words.is_any(i, NAMED)),
            _ => false,
        };
        let first = places.partition_point(|p| p.tokens.start < end);
        places[first..]
            .iter()
            .take_while(|p| p.tokens.start <= end + NEAR && p.tokens.start < next)
            .find(|p| match p.stand {
                Stand::At => true,
                Stand::Of => {
                    let start = p.tokens.start;
                    (end..start).any(|i| self.words.is_any(i, &["tại", "ở"]))
                        || (counts && start == end)
                }
                _ => false,
            })
            .filter(|p| self.open(quantity, p))
    }

    /// Whether no sign parts the figure from the place behind it.
    fn open(&self, quantity: &Quantity, place: &Place) -> bool {
        (quantity.tokens.end..place.tokens.start)
            .all(|i| !self.words.gap(i).contains([',', ';', ':', '(']))
    }

    /// The place that the sentence right before names, where it has no figure.
    fn of_sentence_before(&mut self) -> Option<String> {
        let tokens: Range<usize> = self.passed.take()?;
        let places = place::places(self.words, tokens);
        let told = places
            .iter()
            .rfind(|p| matches!(p.stand, Stand::At | Stand::Begins))?;
        Some(written(self.words, told))
    }
}

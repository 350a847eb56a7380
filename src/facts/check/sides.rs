//! Sides that exclude each other: "đạt" and "chưa đạt", "nam" and "nữ".
//!
//! Invariant: together they are never more than the whole; which exclude each other is said by
//! `tables/opposites.tsv`. Known gap: a side that stands further from its number than three words.

use super::counts::counts_same;
use super::figure::Figure;
use super::interval::Interval;
use super::joint::{Bond, Sign};
use super::message;
use super::page::Page;
use super::{Contradiction, ContradictionKind};
use crate::facts::fact::Kind;
use crate::facts::lexicon::{PhraseTable, list, rows};
use std::ops::Range;
use std::sync::LazyLock;

/// The table of sides: one, other, example, source.
pub(super) const TABLE: &str = include_str!("tables/opposites.tsv");

/// The most tokens behind a count in which its side is looked for.
const NEAR: usize = 3;

/// One of two sides that exclude each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stand {
    /// The row of the table.
    row: usize,
    /// Whether it is the second side.
    other: bool,
}

static STANDS: LazyLock<PhraseTable<Stand>> = LazyLock::new(|| {
    let mut table = PhraseTable::default();
    for (row, cells) in rows(TABLE).enumerate() {
        if let [one, other, ..] = cells.as_slice() {
            for phrase in list(one) {
                table.insert(phrase, Stand { row, other: false });
            }
            for phrase in list(other) {
                table.insert(phrase, Stand { row, other: true });
            }
        }
    }
    table
});

/// A figure that is on a side.
#[derive(Debug, Clone)]
struct Sided<'p, 'a> {
    figure: &'p Figure<'a>,
    stand: Stand,
    /// Whether a percent is said to be that side's part of all: "nữ chiếm 55%", "55% không đạt".
    parts_all: bool,
    /// Whether the counted noun itself names the side: "40 nam".
    inside: bool,
    /// The tokens between the number and its side, but for the counted noun.
    between: (usize, usize),
    /// The tokens of the words that name the side.
    named: Range<usize>,
}

impl Sided<'_, '_> {
    /// The words that name the side.
    fn words(&self, page: &Page<'_>) -> String {
        let words: Vec<&str> = self.named.clone().map(|i| page.word(i)).collect();
        words.join(" ")
    }
}

/// "14/15 chỉ tiêu đạt và vượt, có 4 chỉ tiêu chưa đạt": together more than the whole.
pub fn opposed(page: &Page<'_>) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let sided: Vec<Sided<'_, '_>> = page.figures().filter_map(|f| sided(page, f)).collect();
    for (at, first) in sided.iter().enumerate() {
        let near = sided[at + 1..]
            .iter()
            .take_while(|second| page.is_near(first.figure, second.figure));
        let opposite = near.take(4).find(|second| {
            second.stand.row == first.stand.row
                && second.stand.other != first.stand.other
                && are_of_one_thing(page, first, second)
        });
        if let Some(second) = opposite {
            found.extend(exceeding(page, first, second));
        }
    }
    found
}

/// A report where two sides are together more than the whole that one of them names, that stands
/// before them, or than all.
fn exceeding(page: &Page<'_>, one: &Sided<'_, '_>, other: &Sided<'_, '_>) -> Option<Contradiction> {
    let (first, second) = (one.figure, other.figure);
    let side = |f: &Figure<'_>| f.fraction.map(|f| f.part).or(f.ways.first().copied());
    let together = first.fact.sentence == second.fact.sentence;
    let mut figures = vec![first, second];
    let whole = match (first.fraction, second.fraction) {
        (Some(f), None) | (None, Some(f)) => f.whole,
        (Some(f), Some(g)) if f.whole == g.whole && together => f.whole,
        (None, None) if first.is_percent() && together => Interval::exactly(100.0)?,
        (None, None) if !first.is_percent() => {
            let whole = whole_before(page, first, second)?;
            figures.push(whole);
            *whole.ways.first()?
        }
        _ => return None,
    };
    let sum = side(first)?.plus(side(second)?)?;
    sum.exceeds(whole).then(|| {
        let (a, b) = (one.words(page), other.words(page));
        let said = message::opposed((first, &a), (second, &b), whole.high);
        page.report(ContradictionKind::Parts, &figures, said)
    })
}

/// "10 xã, trong đó": the whole of both counts, right before the first.
fn whole_before<'p, 'a>(
    page: &'p Page<'a>,
    first: &Figure<'a>,
    second: &Figure<'a>,
) -> Option<&'p Figure<'a>> {
    let (joint, whole) = page.previous(first)?;
    let leads = [Bond::Among, Bond::All, Bond::Have];
    let beside = [&leads[..], &[Bond::Mute, Bond::Reach]].concat();
    let told = joint.has(&leads) && joint.only(&beside, &[Sign::Comma, Sign::Colon, Sign::Open], 4);
    let of_both = counts_same(first, whole) && counts_same(second, whole);
    (told && of_both && whole.fraction.is_none()).then_some(whole)
}

/// Whether the sides are of the same thing: the same noun counted, the same words before the side,
/// and nothing more said of the second than of the first ("chưa đạt tiêu chí thu nhập").
fn are_of_one_thing(page: &Page<'_>, first: &Sided<'_, '_>, second: &Sided<'_, '_>) -> bool {
    let (a, b) = (first.figure, second.figure);
    let plain = |f: &Figure<'_>| f.is_amount() || f.fraction.is_some() || f.is_percent();
    let stated = plain(a)
        && plain(b)
        && a.fact.kind != Kind::Change
        && b.fact.kind != Kind::Change
        && a.fact.per == b.fact.per
        && a.fact.period == b.fact.period
        && a.fact.place == b.fact.place;
    let noun = a.fact.unit == b.fact.unit && a.fact.unit.is_some() || first.inside && second.inside;
    let said = |(from, to): (usize, usize)| (from..to).map(|i| page.word(i).to_lowercase());
    stated
        && noun
        && said(first.between).eq(said(second.between))
        && match a.is_percent() {
            // "tỷ lệ có việc làm của nam là 60%, của nữ 55%" are of two wholes.
            true => first.parts_all && second.parts_all,
            false => more(page, first).starts_with(&more(page, second)),
        }
}

/// The words behind a side, up to a sign or a word that leads on.
fn more(page: &Page<'_>, sided: &Sided<'_, '_>) -> Vec<String> {
    let words = page.words();
    let behind = sided.named.end.max(sided.figure.tokens.end);
    (behind..behind + 4)
        .take_while(|i| words.joined(*i) && !words.is_number(*i))
        .map(|i| words.word(i).to_lowercase())
        .take_while(|word| !matches!(word.as_str(), "và" | "còn" | "trong" | "chiếm" | "là"))
        .collect()
}

/// On which side the figure is: "4 chỉ tiêu chưa đạt", "hoàn thành 14/15 chỉ tiêu", "nữ chiếm 55%".
fn sided<'p, 'a>(page: &'p Page<'a>, figure: &'p Figure<'a>) -> Option<Sided<'p, 'a>> {
    let words = page.words();
    let end = figure.tokens.end;
    let noun = figure.tokens.start + 1..end;
    let near = (end..end + NEAR).take_while(|i| words.joined(*i) && !words.is_number(*i));
    let behind = noun
        .chain(near)
        .find_map(|i| Some((i, STANDS.longest(words, i).filter(|_| !is_name(page, i))?)));
    if let Some((at, found)) = behind {
        let mut sided = Sided {
            figure,
            stand: *found.value,
            parts_all: true,
            inside: at < end,
            between: (end, at.max(end)),
            named: at..at + found.tokens,
        };
        sided.parts_all = more(page, &sided).is_empty();
        return Some(sided);
    }
    // "hoàn thành 14/15 chỉ tiêu", "nữ chiếm 55%"
    let lead = page.before(figure, 6);
    let linked = lead
        .parts
        .iter()
        .rev()
        .take_while(|part| part.is_any(&[Bond::Share, Bond::Mute, Bond::Again]))
        .count();
    // A joining word has up to three tokens.
    let ends = (figure.begin.saturating_sub(linked * 3)..=figure.begin).rev();
    let mut phrases = ends.flat_map(|end| (1..=3).rev().map(move |length| (end, length)));
    let (named, stand) = phrases.find_map(|(end, length)| {
        let at = end.checked_sub(length)?;
        let found = STANDS.longest(words, at)?;
        let whole = found.tokens == length && !is_name(page, at);
        whole.then_some((at..end, *found.value))
    })?;
    Some(Sided {
        figure,
        stand,
        parts_all: lead.has(&[Bond::Share]),
        inside: false,
        between: (end, end),
        named,
    })
}

/// "Việt Nam", "Hà Nam": a capital within a sentence.
fn is_name(page: &Page<'_>, at: usize) -> bool {
    page.words().is_capital(at) && page.words().joined(at)
}

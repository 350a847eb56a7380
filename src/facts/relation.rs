//! How a figure relates to what it measures: kind, trend, base and status.
//!
//! The nearest verb on the left decides; for a percent without one, the words on its right.
//! Invariant: a base is given only for changes, shares and multiples, and for the end of "từ A
//! lên B". Known gap: a comparison that stands in a sentence before is not seen.

use super::cue::Roles;
use super::fact::{Base, Kind, Status, Trend};
use super::piece::{Piece, Sign};
use super::quantity::{Amount, Measure, Quantity};

/// What the words around a figure say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relation {
    /// What sort of statement it is.
    pub kind: Kind,
    /// Whether it rose or fell.
    pub trend: Option<Trend>,
    /// What it is measured against.
    pub base: Option<Base>,
    /// The name of the rule.
    pub rule: &'static str,
}

/// The nearest verb on the left of `pieces[figure]`, past words that only say how or when.
#[must_use]
pub fn verb(pieces: &[Piece], figure: usize) -> Roles {
    const DECISIVE: &[Roles] = &[
        Roles::RISE_TO,
        Roles::FALL_TO,
        Roles::MULTIPLE,
        Roles::HIGHER,
        Roles::LOWER,
        Roles::RISE,
        Roles::FALL,
        Roles::EXCEED,
        Roles::SHARE,
        Roles::EQUAL,
        Roles::REACH,
    ];
    let mut at = figure;
    while at > 0 && pieces[at].before == Sign::None {
        at -= 1;
        let piece = &pieces[at];
        if let Some(role) = DECISIVE.iter().find(|role| piece.does(**role)) {
            return *role;
        }
        let passes = piece.is_time()
            || piece.does(
                Roles::ADVERB | Roles::AUX | Roles::ESTIMATE | Roles::PLAN | Roles::BASE_PLAN,
            );
        if !passes {
            break;
        }
    }
    Roles::default()
}

/// What the words on the right of a figure compare it with.
#[must_use]
pub fn base_on_right(pieces: &[Piece], figure: usize) -> Option<Base> {
    let mut at = figure + 1;
    while let Some(piece) = pieces.get(at) {
        if piece.is_quantity() || piece.before == Sign::Other || piece.does(Roles::CLAUSE) {
            return None;
        }
        if piece.does(Roles::VERSUS) {
            return Some(versus(&pieces[at + 1..]));
        }
        if piece.before != Sign::None && at > figure + 1 {
            return None;
        }
        if piece.does(Roles::BASE_YOY) {
            return Some(Base::Yoy);
        }
        if piece.does(Roles::BASE_PLAN) && piece.before == Sign::None {
            return Some(Base::Plan);
        }
        at += 1;
    }
    None
}

/// What follows "so với".
fn versus(pieces: &[Piece]) -> Base {
    for (i, piece) in pieces.iter().enumerate() {
        if piece.is_quantity() || (i > 0 && piece.before != Sign::None) || i > 6 {
            break;
        }
        for (role, base) in [
            (Roles::BASE_YOY, Base::Yoy),
            (Roles::BASE_PREV, Base::Prev),
            (Roles::BASE_PLAN, Base::Plan),
        ] {
            if piece.does(role) {
                return base;
            }
        }
    }
    Base::Other
}

/// Reads the relation of the figure `pieces[figure]`. `rate` says that its metric is a rate by
/// name, so that a percent of it is a level.
#[must_use]
pub fn relation(pieces: &[Piece], figure: usize, quantity: &Quantity, rate: bool) -> Relation {
    let verb = verb(pieces, figure);
    let right = base_on_right(pieces, figure);
    let percent = matches!(quantity.measure, Measure::Unit("%" | "pp"));
    let fraction = matches!(quantity.amount, Amount::Fraction(..));
    let counted = matches!(quantity.measure, Measure::Counted(_));
    let make = |kind, trend, base, rule| Relation {
        kind,
        trend,
        base,
        rule,
    };
    if quantity.measure == Measure::Unit("times") {
        let trend = (verb == Roles::RISE)
            .then_some(Trend::Up)
            .or((verb == Roles::FALL).then_some(Trend::Down));
        let base = right.or((verb == Roles::MULTIPLE).then_some(Base::Other));
        return make(Kind::Multiple, trend, base, "multiple");
    }
    let change = |trend, base| make(Kind::Change, Some(trend), base, "change after its verb");
    match verb {
        Roles::RISE => return change(Trend::Up, right),
        Roles::FALL => return change(Trend::Down, right),
        Roles::HIGHER => return change(Trend::Up, right.or(Some(Base::Other))),
        Roles::LOWER => return change(Trend::Down, right.or(Some(Base::Other))),
        Roles::EXCEED if percent => return change(Trend::Up, right.or(Some(Base::Plan))),
        _ => {}
    }
    let trend = match verb {
        Roles::RISE_TO => Some(Trend::Up),
        Roles::FALL_TO => Some(Trend::Down),
        _ => None,
    };
    if percent || fraction {
        let planned = right == Some(Base::Plan);
        let share = |base, rule| make(Kind::Share, trend, base, rule);
        if planned {
            return share(right, "share of plan");
        }
        if verb == Roles::SHARE {
            return share(Some(Base::Total), "share after its verb");
        }
        if verb == Roles::EQUAL {
            return share(right.or(Some(Base::Other)), "share after bằng");
        }
        if fraction {
            return share(Some(Base::Total), "fraction");
        }
        let noun_follows = pieces.get(figure + 1).is_some_and(|p| {
            p.before == Sign::None
                && !p.is_time()
                && (matches!(p.sort, super::piece::Sort::Word)
                    || p.does(Roles::WHOLE | Roles::HEAD | Roles::WORD))
        });
        if rate && !noun_follows {
            return make(Kind::Level, trend, None, "level of a rate");
        }
        return share(Some(Base::Total), "percent of a whole");
    }
    let kind = if counted { Kind::Count } else { Kind::Level };
    make(kind, trend, None, "level")
}

/// Whether the words before a figure call it estimated or planned.
#[must_use]
pub fn status(pieces: &[Piece], from: usize, figure: usize) -> Option<Status> {
    let mut at = figure;
    while at > from {
        at -= 1;
        let piece = &pieces[at];
        if piece.does(Roles::ESTIMATE) {
            return Some(Status::Estimate);
        }
        if piece.does(Roles::PLAN) {
            let measured_against = piece.does(Roles::BASE_PLAN)
                && at
                    .checked_sub(1)
                    .and_then(|before| pieces.get(before))
                    .is_some_and(|p| {
                        p.is_quantity() || p.does(Roles::VERSUS | Roles::EXCEED | Roles::EQUAL)
                    });
            if !measured_against {
                return Some(Status::Plan);
            }
        }
    }
    None
}

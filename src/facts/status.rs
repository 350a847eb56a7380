//! Whether a figure is told as reached, estimated or planned.
//!
//! Invariant: a plan that something is measured against ("bằng 80% kế hoạch") plans nothing. What
//! a figure does not say itself it takes from the one before it in its sentence, until a word says
//! that something has come about: "phấn đấu thu 300 tỷ đồng, chi 250 tỷ đồng, nhưng đã thu 200 tỷ".
//! Known gap: a rule told without a word for rules ("vé trẻ em 5.000 đồng") is taken as reached.

use super::cue::Roles;
use super::fact::{Comparator, Status};
use super::lexicon::Words;
use super::piece::{Piece, Sign};
use super::quantity::{Amount, Quantity};

/// How a figure is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// The status.
    pub status: Status,
    /// Whether it holds for its own clause alone: "sẽ", "phải".
    alone: bool,
}

/// Words that say that something has come about (Diệp Quang Ban, Ngữ pháp tiếng Việt, 2005).
const REACHED: &[&str] = &["đã", "đang", "hiện", "vừa", "từng"];

/// Words that set what follows against what was told (same source).
const BUT: &[&str] = &["nhưng", "tuy", "song", "dù", "mặc", "còn"];

/// A figure in its sentence, and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Figure<'a> {
    /// The words of the text.
    pub words: &'a Words<'a>,
    /// The pieces of the sentence.
    pub pieces: &'a [Piece],
    /// The piece after the figure before it.
    pub floor: usize,
    /// The piece that it is.
    pub at: usize,
    /// Its quantity.
    pub quantity: &'a Quantity,
    /// Whether it has a metric of its own.
    pub named: bool,
    /// Whether it is about a time to come.
    pub foreseen: bool,
}

/// How the figure is told, `before` being how the one before it was told.
#[must_use]
pub fn told(figure: &Figure<'_>, before: Option<Told>) -> Option<Told> {
    let between = figure.pieces.get(figure.floor..figure.at)?;
    if let Some(own) = ahead(figure) {
        return Some(own);
    }
    let denied = between.iter().any(|p| {
        let first = p.tokens.start;
        (p.does(Roles::AUX) && figure.words.is_any(first, REACHED))
            || figure.words.is(first, "nay")
            || (p.does(Roles::CLAUSE)
                && (figure.words.is_any(first, BUT)
                    || (figure.words.is(first, "trong") && figure.words.is(first + 1, "khi"))))
    });
    if (figure.foreseen && !denied) || fined(figure) || behind(figure) {
        return Some(Told {
            status: Status::Plan,
            alone: true,
        });
    }
    before.filter(|told| {
        let own = (figure.quantity.measure.is_lasting() || (figure.named && told.alone))
            && !enumerated(between);
        !denied && !own
    })
}

/// Whether the words between two figures only name the next one of a list: ", tổng vốn".
fn enumerated(between: &[Piece]) -> bool {
    let told = Roles::VERB
        | Roles::ACT
        | Roles::PASSIVE
        | Roles::RISE
        | Roles::FALL
        | Roles::AUX
        | Roles::CLAUSE;
    between
        .first()
        .is_some_and(|p| matches!(p.before, Sign::Comma | Sign::Other) || p.does(Roles::AND))
        && !between
            .iter()
            .any(|p| p.does(told) && !p.does(Roles::AND | Roles::HEAD))
}

/// "phạt tiền từ 3 đến 5 triệu đồng": a fine that is a range is what a rule threatens.
fn fined(figure: &Figure<'_>) -> bool {
    /// How many words before the range the fine may stand.
    const NEAR: usize = 5;
    let first = figure.quantity.with_modifiers.start;
    matches!(figure.quantity.amount, Amount::Range(..))
        && figure.pieces[figure.at].before == Sign::None
        && (first.saturating_sub(NEAR)..first).any(|at| figure.words.is(at, "phạt"))
}

/// What the words before a figure call it; an estimate that is foreseen ("dự kiến cả năm ước đạt")
/// is an estimate.
fn ahead(figure: &Figure<'_>) -> Option<Told> {
    let (words, pieces, from) = (figure.words, figure.pieces, figure.floor);
    let before = pieces.get(from..figure.at)?;
    if before.iter().any(|p| p.does(Roles::ESTIMATE)) {
        return Some(Told {
            status: Status::Estimate,
            alone: false,
        });
    }
    // The words of the figure's own clause; a wish or a rule of another one is not for it.
    let own = (0..before.len())
        .rev()
        .take_while(|i| {
            let next = &pieces[from + i + 1];
            // "sẽ xây mới và mở rộng 713 km"
            let same = before[*i].does(Roles::AND) && !next.does(Roles::HEAD);
            (same || !before[*i].does(Roles::CLAUSE)) && next.before == Sign::None
        })
        .last()
        .unwrap_or(before.len());
    let mut plans = before.iter().enumerate().filter(|(i, piece)| {
        // "Hứa Thị Phấn" is a name.
        let name = piece.tokens.len() == 1
            && words.is_capital(piece.tokens.start)
            && words.is_capital(piece.tokens.end)
            && words.joined(piece.tokens.end);
        piece.does(Roles::PLAN)
            && !name
            && !against(before, *i, from > 0)
            && (*i >= own || !piece.does(Roles::MAY))
    });
    // "chỉ tiêu 525 học sinh" names this figure alone.
    let passes = |(at, piece): (usize, &Piece)| {
        piece.does(Roles::MAY) || (piece.does(Roles::BASE_PLAN) && at + 1 == before.len())
    };
    let alone = passes(plans.next()?) && plans.all(passes);
    // "dự kiến cả năm đạt" estimates the year that runs.
    let begins = |word: &str| before.iter().any(|p| words.is(p.tokens.start, word));
    let whole_year = begins("dự") && begins("cả");
    Some(Told {
        status: if whole_year {
            Status::Estimate
        } else {
            Status::Plan
        },
        alone,
    })
}

/// Whether the plan `before[at]` is only what the figure behind the pieces is measured against:
/// "bằng 80% kế hoạch", "vượt kế hoạch", "so với dự toán", but not "so với mục tiêu là 80 tỷ đồng".
/// `goes_on` says that a figure stands before the pieces.
fn against(before: &[Piece], at: usize, goes_on: bool) -> bool {
    let measured = match at.checked_sub(1).and_then(|i| before.get(i)) {
        Some(p) if before[at].does(Roles::BASE_PLAN) => {
            p.does(Roles::VERSUS | Roles::EXCEED | Roles::EQUAL | Roles::HIGHER | Roles::LOWER)
        }
        Some(p) => p.does(Roles::VERSUS | Roles::HIGHER | Roles::LOWER),
        None => goes_on && before[at].does(Roles::BASE_PLAN) && before[at].before == Sign::None,
    };
    measured
        && !before[at + 1..]
            .iter()
            .take_while(|p| p.before == Sign::None)
            .any(|p| p.does(Roles::REACH))
}

/// Whether the words behind a figure plan it: "dưới 3% theo quy định", "250 suất học bổng sẽ được
/// trao", "từ 20 triệu đồng trở lên phải chuyển khoản".
fn behind(figure: &Figure<'_>) -> bool {
    /// How many pieces behind its subject a verb may stand.
    const REACH: usize = 6;
    let (words, pieces, at) = (figure.words, figure.pieces, figure.at);
    let joined = |at: usize| pieces.get(at).is_some_and(|p| p.before == Sign::None);
    let first = |at: usize, list: &[&str]| words.is_any(pieces[at].tokens.start, list);
    let fined = || (at.saturating_sub(4)..at).any(|i| words.is(pieces[i].tokens.start, "phạt"));
    let ruled = joined(at + 1) && pieces[at + 1].does(Roles::PLAN) && first(at + 1, &["theo"]);
    if ruled && !fined() {
        return true;
    }
    if figure.quantity.measure.is_lasting() {
        return false;
    }
    let verb = (at + 1..at + 1 + REACH)
        .take_while(|at| joined(*at) && !pieces[*at].does(Roles::CLAUSE))
        .find(|at| pieces[*at].does(Roles::PLAN | Roles::AUX | Roles::PASSIVE | Roles::REACH));
    let Some(verb) = verb else {
        return false;
    };
    let punished = first(verb, &["bị"])
        && words.is_any(
            pieces[verb].tokens.end,
            &["phạt", "xử", "truy", "tước", "coi"],
        );
    if figure.quantity.cmp != Comparator::Equal && (punished || first(verb, &["phải", "sẽ"])) {
        return true;
    }
    // A figure that is the subject: no verb stands before it in its clause.
    let verbs = Roles::REACH
        | Roles::RISE
        | Roles::FALL
        | Roles::RISE_TO
        | Roles::FALL_TO
        | Roles::VERB
        | Roles::ACT
        | Roles::HAVE
        | Roles::SHARE
        | Roles::EQUAL
        | Roles::AUX;
    let mut start = at;
    while start > 0 && pieces[start].before == Sign::None {
        start -= 1;
        if pieces[start].does(verbs) {
            return false;
        }
    }
    first(verb, &["sẽ"])
}

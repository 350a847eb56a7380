//! A sentence as the choice of a metric sees it: what is seen of its figures and of its phrases.
//!
//! Invariant: what a piece shows for itself is looked up once a sentence, whatever the number of
//! figures and phrases. Known gap: the sentence before is not seen, only what it measured.

use super::cue::Roles;
use super::lexicon::{PhraseTable, Sieve, Words, list, rows};
use super::metric::{is_link, named};
use super::piece::{Piece, Sign};
use super::place::Place;
use super::quantity::{Measure, Quantity};
use super::relation::Verb;
use super::traits::{Setting, Traits};
use crate::text::key;
use std::ops::Range;
use std::sync::LazyLock;

/// Words that are looked for everywhere, with the keys of their folded forms.
struct Looked<const N: usize> {
    words: [&'static str; N],
    keys: Sieve,
}

impl<const N: usize> Looked<N> {
    const fn new(words: [&'static str; N], folded: [&str; N]) -> Self {
        let (mut keys, mut at) = ([0; N], 0);
        while at < N {
            keys[at] = key(folded[at]);
            at += 1;
        }
        Self {
            words,
            keys: Sieve::of(&keys),
        }
    }

    fn hold(&self, words: &Words<'_>, token: usize) -> bool {
        self.keys.may_hold(words.key(token)) && words.is_any(token, &self.words)
    }
}

/// Words that open a noun phrase without naming anything.
static DETERMINERS: Looked<12> = Looked::new(
    [
        "các", "một", "mỗi", "những", "nhiều", "mọi", "từng", "cả", "toàn", "riêng", "chỉ", "nếu",
    ],
    [
        "cac", "mot", "moi", "nhung", "nhieu", "moi", "tung", "ca", "toan", "rieng", "chi", "neu",
    ],
);
/// Words that point at what was named before.
static POINTERS: Looked<4> = Looked::new(["này", "đó", "kia", "ấy"], ["nay", "do", "kia", "ay"]);
/// Titles before the name of a person.
static TITLES: Looked<9> = Looked::new(
    ["ông", "bà", "anh", "chị", "cô", "chú", "bác", "em", "cụ"],
    ["ong", "ba", "anh", "chi", "co", "chu", "bac", "em", "cu"],
);
/// Words of times.
static TIMES: Looked<7> = Looked::new(
    ["năm", "tháng", "quý", "tuần", "ngày", "kỳ", "nay"],
    ["nam", "thang", "quy", "tuan", "ngay", "ky", "nay"],
);

/// What the text before says of a figure.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// Whether something was measured before.
    pub carried: bool,
    /// Whether a known head begins that.
    pub headed: bool,
    /// What figures of that head are usually in.
    pub measures: Option<Setting>,
    /// Whether the title names something.
    pub titled: bool,
    /// Whether the figure before in the sentence is of the same unit.
    pub same: bool,
}

/// How many of each stand before a piece of a sentence.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Figures.
    pub figures: u16,
    /// Known heads.
    pub heads: u16,
    signs: u16,
    /// Words that begin a clause.
    clauses: u16,
    /// Verbs that carry no figure.
    verbs: u16,
    /// Verbs that carry a figure.
    links: u16,
    /// Words that begin a comparison.
    versus: u16,
    /// Words of times.
    times: u16,
}

impl Counts {
    /// The counts behind the piece.
    fn past(mut self, words: &Words<'_>, piece: &Piece) -> Self {
        let add = |count: &mut u16, more: bool| *count = count.saturating_add(u16::from(more));
        add(&mut self.figures, piece.is_quantity());
        add(&mut self.heads, named(piece) && piece.does(Roles::HEAD));
        add(&mut self.signs, piece.before != Sign::None);
        let clause = piece.does(Roles::CLAUSE) && !piece.does(Roles::AND);
        add(&mut self.clauses, clause);
        add(&mut self.verbs, tells(piece));
        add(&mut self.links, is_link(piece) && !piece.is_time());
        add(&mut self.versus, piece.does(Roles::VERSUS));
        let mut tokens = piece.tokens.clone();
        add(
            &mut self.times,
            tokens.any(|token| TIMES.hold(words, token)),
        );
        self
    }
}

/// What the figures of a metric are in, from `tables/metric_measures.tsv`.
static MEASURES: LazyLock<PhraseTable<Setting>> = LazyLock::new(|| {
    let mut table = PhraseTable::default();
    for row in rows(include_str!("tables/metric_measures.tsv")) {
        if let [phrase, measures, ..] = row.as_slice() {
            let measures = list(measures)
                .filter_map(Setting::named)
                .fold(Setting::default(), |all, one| all | one);
            table.insert(phrase, measures);
        }
    }
    table
});

/// What figures of the metric that begins with token `at` are usually in.
#[must_use]
pub fn measures(words: &Words<'_>, at: usize) -> Option<Setting> {
    MEASURES.longest(words, at).map(|found| *found.value)
}

/// Whether a metric is usually in the unit of the figure. A percent by which something rose, or
/// which it is of another, fits every metric.
pub fn fits(measures: Option<Setting>, figure: Setting, traits: &mut Traits) {
    let relative = Setting::MOVED | Setting::SHARED | Setting::EQUALLED | Setting::MULTIPLIED;
    if let Some(measures) = measures
        && !(figure.any(Setting::PERCENT) && figure.any(relative))
    {
        traits.set(Traits::FITS, measures.any(figure));
        traits.set(Traits::MISFITS, !measures.any(figure));
    }
}

/// The pieces of a sentence with what its figures share.
#[derive(Debug)]
pub struct Sentence<'a> {
    /// The words of the text.
    pub words: &'a Words<'a>,
    /// The pieces of the sentence.
    pub pieces: &'a [Piece],
    /// What stands before each of them, and before their end.
    pub counts: Vec<Counts>,
    /// What each of them shows for itself.
    pub looks: Vec<Look>,
    places: &'a [Place],
}

/// What is seen of a piece for itself, looked up once.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Whether it is a determiner alone.
    pub determines: bool,
    /// Whether its last word points at what was named before.
    pub points: bool,
    /// What figures of the head that begins with it are usually in.
    pub measures: Option<Setting>,
    /// What a candidate has that goes on with it.
    inner: Traits,
    /// Before what a candidate ends whose next piece it is.
    ending: Traits,
}

impl Look {
    fn at(words: &Words<'_>, pieces: &[Piece], at: usize) -> Self {
        let piece = &pieces[at];
        let headed = named(piece) && piece.does(Roles::HEAD);
        Self {
            determines: piece.tokens.len() == 1 && DETERMINERS.hold(words, piece.tokens.start),
            points: POINTERS.hold(words, piece.tokens.end.saturating_sub(1)),
            measures: headed
                .then(|| measures(words, piece.tokens.start))
                .flatten(),
            inner: inner(piece),
            ending: ending(words, pieces, at),
        }
    }
}

/// What a candidate has that goes on with the piece.
fn inner(piece: &Piece) -> Traits {
    let plain = !named(piece);
    let mut traits = Traits::default();
    traits.set(Traits::HAS_OF, piece.does(Roles::OF));
    traits.set(Traits::HAS_VERB, plain && tells(piece));
    traits.set(Traits::HAS_AND, piece.does(Roles::AND));
    traits.set(Traits::HAS_COMMA, piece.before == Sign::Comma);
    traits.set(Traits::HAS_PREP, plain && piece.does(Roles::PREP));
    traits.set(Traits::HAS_LINK, is_link(piece));
    traits
}

/// Before what a candidate ends whose next piece is `pieces[next]`.
fn ending(words: &Words<'_>, pieces: &[Piece], next: usize) -> Traits {
    let piece = &pieces[next];
    if piece.before != Sign::None {
        return Traits::TO_SIGN;
    }
    let mut traits = match piece {
        p if p.is_quantity() => Traits::TO_FIGURE,
        p if p.is_time() => Traits::TO_TIME,
        p if is_link(p) => Traits::TO_LINK,
        p if p.does(Roles::OF) => Traits::TO_OF,
        p if named(p) => Traits::TO_WORD,
        p if p.does(Roles::PREP) => Traits::TO_PREP,
        p if p.does(TELLS | Roles::HAVE) => Traits::TO_VERB,
        p if p.roles() != Roles::default() => Traits::TO_SIGN,
        p if words.is_capital(p.tokens.start) => Traits::TO_NAME,
        _ => Traits::TO_WORD,
    };
    let cut = next > 0
        && words.is_capital(piece.tokens.start)
        && words.is_capital(pieces[next - 1].tokens.end - 1);
    traits.set(Traits::CUTS_NAME, cut);
    traits
}

/// What a verb that carries no figure does.
const TELLS: Roles = Roles::VERB.or(Roles::ACT).or(Roles::PASSIVE);

/// Whether the piece is a verb that carries no figure.
#[must_use]
pub fn tells(piece: &Piece) -> bool {
    piece.does(TELLS) && !named(piece) && !piece.does(Roles::PREP) && !is_link(piece)
}

/// Whether no name goes on through the piece.
#[must_use]
pub fn opaque(piece: &Piece) -> bool {
    piece.is_quantity() || piece.is_time()
}

impl<'a> Sentence<'a> {
    /// Counts over the pieces of a sentence.
    #[must_use]
    pub fn new(words: &'a Words<'a>, pieces: &'a [Piece], places: &'a [Place]) -> Self {
        let mut before = Counts::default();
        let mut counts = Vec::with_capacity(pieces.len() + 1);
        counts.push(before);
        for piece in pieces {
            before = before.past(words, piece);
            counts.push(before);
        }
        let looks = (0..pieces.len())
            .map(|at| Look::at(words, pieces, at))
            .collect();
        Self {
            words,
            pieces,
            counts,
            places,
            looks,
        }
    }

    /// What is seen of the figure `pieces[figure]`.
    #[must_use]
    pub fn setting(&self, figure: usize, quantity: &Quantity, verb: Verb, known: Known) -> Setting {
        let mut seen = Setting::ANY;
        seen.set(
            match &quantity.measure {
                measure if measure.is_percent() => Setting::PERCENT,
                measure if measure.is_lasting() => Setting::LASTING,
                Measure::Unit("VND" | "USD" | "EUR" | "CNY" | "JPY") => Setting::MONEY,
                Measure::Unit(_) => Setting::OTHER,
                Measure::Counted(_) => Setting::COUNTED,
                Measure::Bare => Setting::BARE,
            },
            true,
        );
        let moves = Roles::RISE | Roles::FALL | Roles::RISE_TO | Roles::FALL_TO | Roles::LOSE;
        let told = match verb.role {
            role if role.any(Roles::REACH) => Setting::REACHED,
            role if role.any(moves | Roles::HIGHER | Roles::LOWER) => Setting::MOVED,
            role if role.any(Roles::SHARE | Roles::EXCEED) => Setting::SHARED,
            role if role.any(Roles::EQUAL) => Setting::EQUALLED,
            role if role.any(Roles::MULTIPLE) => Setting::MULTIPLIED,
            _ => Setting::UNTOLD,
        };
        seen.set(told, true);
        let piece = &self.pieces[figure];
        let before = figure.checked_sub(1).map(|at| &self.pieces[at]);
        seen.set(Setting::LATER, self.counts[figure].figures > 0);
        seen.set(Setting::CLOSED, piece.before != Sign::None);
        seen.set(
            Setting::BRACKET,
            (0..=figure)
                .rev()
                .take(5)
                .map(|at| self.pieces[at].before)
                .find(|sign| *sign != Sign::None)
                == Some(Sign::Open),
        );
        seen.set(
            Setting::DONE,
            piece.before == Sign::None && before.is_some_and(tells),
        );
        seen.set(Setting::NAMED, known.carried);
        seen.set(Setting::SAME, known.same);
        let last = (0..figure).rev().find(|at| self.pieces[*at].is_quantity());
        let between = last.map_or(0, |at| at + 1)..figure;
        seen.set(
            Setting::EMPTY,
            self.pieces[between].iter().all(|p| {
                p.is_time()
                    || is_link(p)
                    || p.does(Roles::AND | Roles::CLAUSE | Roles::PREP) && !named(p)
            }),
        );
        seen.set(Setting::SAID, self.has_subject(figure));
        let apart = last.is_some_and(|last| {
            (last + 1..=figure).any(|at| self.words.gap(self.pieces[at].tokens.start).contains(';'))
        });
        seen.set(Setting::APART, apart);
        seen.set(
            Setting::SIZED,
            piece.before == Sign::None && before.is_some_and(|p| p.does(Roles::MEASURE)),
        );
        if let Some(behind) = self.pieces.get(figure + 1)
            && behind.before == Sign::None
        {
            seen.set(Setting::OF_WHOLE, behind.does(Roles::WHOLE | Roles::HEAD));
            let goes_on = !opaque(behind) && !behind.does(Roles::CLAUSE);
            seen.set(Setting::FOLLOWED, goes_on);
        }
        seen
    }

    /// Whether a phrase that no preposition begins stands before the verb of the figure.
    fn has_subject(&self, figure: usize) -> bool {
        let mut at = figure;
        while at > 0 && self.pieces[at].before == Sign::None && is_link(&self.pieces[at - 1]) {
            at -= 1;
        }
        if at == figure || self.pieces[at].before != Sign::None {
            return false;
        }
        let mut first = at;
        while first > 0 && (first == at || self.pieces[first].before == Sign::None) {
            let before = &self.pieces[first - 1];
            if before.is_quantity() || before.does(Roles::CLAUSE) {
                break;
            }
            first -= 1;
        }
        self.pieces[first..at]
            .iter()
            .find(|p| !p.is_time())
            .is_some_and(|p| !p.does(Roles::PREP | Roles::AND) || named(p))
    }

    /// What a candidate begins with, and behind what it stands.
    pub fn starting(&self, start: usize, traits: &mut Traits) {
        let piece = &self.pieces[start];
        let noun = named(piece);
        traits.set(Traits::HEAD, noun && piece.does(Roles::HEAD));
        traits.set(Traits::OPEN, noun && piece.does(Roles::OPEN | Roles::RATE));
        traits.set(Traits::ACT, piece.does(Roles::ACT));
        traits.set(
            Traits::VERB,
            !noun && piece.does(Roles::VERB) && !piece.does(Roles::ACT),
        );
        traits.set(Traits::UNKNOWN, piece.roles() == Roles::default());
        traits.set(
            Traits::NOUN,
            noun && !piece.does(Roles::HEAD | Roles::MEASURE),
        );
        traits.set(Traits::BASE, piece.does(Roles::BASE_PLAN | Roles::WHOLE));
        traits.set(Traits::MEASURE, piece.does(Roles::MEASURE));
        traits.set(Traits::GROWTH, piece.does(Roles::GROWTH));
        traits.set(
            Traits::CAPITAL,
            start > 0 && self.words.is_capital(piece.tokens.start),
        );
        let opens = start == 0 || piece.before != Sign::None;
        traits.set(Traits::OPENS, opens);
        let Some(before) = start
            .checked_sub(1)
            .map(|at| &self.pieces[at])
            .filter(|_| !opens)
        else {
            return;
        };
        traits.set(Traits::AFTER_VERB, tells(before));
        traits.set(Traits::AFTER_OF, before.does(Roles::OF));
        traits.set(Traits::AFTER_PREP, before.does(Roles::PREP));
        traits.set(Traits::AFTER_AND, before.does(Roles::AND));
        traits.set(Traits::AFTER_FIGURE, before.is_quantity());
        traits.set(Traits::AFTER_LINK, is_link(before) && !before.is_time());
        traits.set(
            Traits::AFTER_NOUN,
            named(before) || before.roles() == Roles::default() && !opaque(before),
        );
        let clause = (0..start)
            .rev()
            .take(6)
            .find(|at| self.pieces[*at].before != Sign::None || self.pieces[*at].is_quantity())
            .unwrap_or(start.saturating_sub(6));
        traits.set(
            Traits::AFTER_VERSUS,
            self.counts[start].versus > self.counts[clause].versus,
        );
    }

    /// What stands in a candidate from the piece `start` to the piece `end`.
    pub fn within(&self, start: usize, end: usize, traits: &mut Traits) {
        let end = end.min(self.pieces.len());
        let mut inner = Traits::default();
        for at in start..end {
            inner = inner | self.going_on(start, at);
        }
        *traits = *traits | inner;
        if start < end {
            self.ended(start, end, traits);
        }
    }

    /// What a candidate from the piece `start` has that goes on with the piece `at`.
    pub fn going_on(&self, start: usize, at: usize) -> Traits {
        // Behind a figure the counted noun in it is what begins.
        if at > start || self.is_behind_figure(start) {
            self.looks[at].inner
        } else {
            Traits::default()
        }
    }

    fn is_behind_figure(&self, start: usize) -> bool {
        start > 0 && self.pieces[start - 1].is_quantity()
    }

    /// How a candidate from the piece `start` ends before the piece `end`.
    pub fn ended(&self, start: usize, end: usize, traits: &mut Traits) {
        let timely = self.counts[end].times > self.counts[start].times;
        traits.set(Traits::TIMELY, timely);
        let last = &self.pieces[end - 1];
        let several = end - start > 1;
        traits.set(
            Traits::ENDS_NAME,
            several && self.words.is_capital(last.tokens.end - 1),
        );
        let ends = several || self.is_behind_figure(start);
        traits.set(Traits::POINTS, self.looks[end - 1].points);
        traits.set(Traits::MEASURE_ENDS, ends && last.does(Roles::MEASURE));
        traits.set(
            Traits::HEAD_ENDS,
            ends && named(last) && last.does(Roles::HEAD),
        );
    }

    /// Before what a candidate ends whose next piece is `next`.
    pub fn ending(&self, next: usize, traits: &mut Traits) {
        let ending = self.looks.get(next).map(|look| look.ending);
        *traits = *traits | ending.unwrap_or(Traits::TO_SIGN);
    }

    /// Whether the words name places or a person and nothing else.
    pub fn alone(&self, tokens: &Range<usize>) -> bool {
        let capital = |token: usize| self.words.is_capital(token);
        let titled = tokens.len() > 1
            && (tokens.start + 1..tokens.end).all(capital)
            && TITLES.hold(self.words, tokens.start);
        titled || self.places.iter().any(|place| place.tokens == *tokens)
    }

    /// How many syllables the words have.
    pub fn size(&self, tokens: &Range<usize>, traits: &mut Traits) {
        traits.set(
            match tokens.len() {
                0 | 1 => Traits::ONE,
                2 => Traits::TWO,
                3 => Traits::THREE,
                4 => Traits::FOUR,
                5 | 6 => Traits::LONG,
                _ => Traits::LONGER,
            },
            true,
        );
    }

    /// What stands between the pieces `from` and `to`.
    pub fn distance(&self, from: usize, to: usize, traits: &mut Traits) {
        let to = to.max(from);
        let (before, behind) = (self.counts[from], self.counts[to]);
        traits.set(Traits::STEP, (1..=2).contains(&(to - from)));
        traits.set(Traits::STRIDE, (3..=6).contains(&(to - from)));
        traits.set(Traits::FAR, to - from > 6);
        let figures = behind.figures - before.figures;
        traits.set(Traits::PAST_FIGURE, figures == 1);
        traits.set(Traits::PAST_FIGURES, figures > 1);
        // The sign before the figure itself parts too.
        let signs = behind.signs - before.signs
            + u16::from(
                self.pieces
                    .get(to)
                    .is_some_and(|piece| piece.before != Sign::None),
            );
        traits.set(Traits::PAST_SIGN, signs == 1);
        traits.set(Traits::PAST_SIGNS, signs > 1);
        traits.set(Traits::PAST_CLAUSE, behind.clauses > before.clauses);
        traits.set(Traits::PAST_VERB, behind.verbs > before.verbs);
        traits.set(Traits::PAST_HEAD, behind.heads > before.heads);
        traits.set(Traits::NEXT_LINK, behind.links > before.links);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::cue;
    use crate::facts::lexicon::Spelling;
    use crate::text::Analysis;

    #[test]
    fn every_row_of_measures_is_of_a_head_and_is_found() {
        for row in rows(include_str!("tables/metric_measures.tsv")) {
            let [phrase, classes, source] = row.as_slice() else {
                panic!("three cells expected: {row:?}");
            };
            let all = list(classes)
                .map(Setting::named)
                .collect::<Option<Vec<_>>>();
            let wanted = all.unwrap_or_else(|| panic!("unknown class: {row:?}"));
            assert!(!wanted.is_empty() && !source.is_empty(), "{row:?}");
            let analysis = Analysis::new(phrase);
            let words = Words::new(phrase, &analysis, Spelling::Marked);
            let cue = cue::cue(&words, 0, words.len());
            let head = cue.is_some_and(|(n, roles)| n == words.len() && roles.any(Roles::HEAD));
            assert!(head, "no head: {row:?}");
            let found = measures(&words, 0).unwrap_or_default();
            assert!(wanted.iter().all(|class| found.any(*class)), "{row:?}");
        }
    }

    #[test]
    fn looked_words_fold_to_their_keys() {
        #[track_caller]
        fn check<const N: usize>(looked: &Looked<N>) {
            for word in looked.words {
                let analysis = Analysis::new(word);
                let words = Words::new(word, &analysis, Spelling::Marked);
                assert!(looked.hold(&words, 0), "{word}");
            }
        }
        check(&DETERMINERS);
        check(&POINTERS);
        check(&TITLES);
        check(&TIMES);
    }
}

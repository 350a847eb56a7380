//! Comparators and approximations around a number, from `tables/comparators.tsv`: "hơn 80%",
//! "80% trở lên", "khoảng 5 tỷ đồng", ">= 5".
//!
//! Invariant: a modifier stands right before the number or right behind its unit, with nothing but
//! other modifiers between.

use super::fact::Comparator;
use super::lexicon::{PhraseTable, Words, rows};
use std::sync::LazyLock;

const TABLE: &str = include_str!("tables/comparators.tsv");

/// The most words of a modifier.
const LONGEST: usize = 4;

/// What a modifier says of the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Modifier {
    /// How the number bounds the true one.
    pub cmp: Comparator,
    /// Whether it calls the number approximate.
    pub approx: bool,
}

#[derive(Debug, Default)]
struct Modifiers {
    before: PhraseTable<Modifier>,
    after: PhraseTable<Modifier>,
    english_before: PhraseTable<Modifier>,
    english_after: PhraseTable<Modifier>,
}

static MODIFIERS: LazyLock<Modifiers> = LazyLock::new(|| {
    let mut all = Modifiers::default();
    for row in rows(TABLE) {
        let [phrase, language, position, cmp, approx, ..] = row.as_slice() else {
            continue;
        };
        let Some(cmp) = comparator(cmp) else { continue };
        let modifier = Modifier {
            cmp,
            approx: *approx == "yes",
        };
        let table = match (*language, *position) {
            ("en", "before") => &mut all.english_before,
            ("en", _) => &mut all.english_after,
            (_, "before") => &mut all.before,
            _ => &mut all.after,
        };
        table.insert(phrase, modifier);
    }
    all
});

fn comparator(sign: &str) -> Option<Comparator> {
    Some(match sign {
        "=" => Comparator::Equal,
        ">" => Comparator::Above,
        ">=" => Comparator::AtLeast,
        "<" => Comparator::Below,
        "<=" => Comparator::AtMost,
        _ => return None,
    })
}

/// The modifier whose last word is token `end - 1`, and how many tokens it takes.
fn ending_at(words: &Words<'_>, end: usize) -> Option<(usize, Modifier)> {
    let tables = [
        Some(&MODIFIERS.before),
        english(words, &MODIFIERS.english_before),
    ];
    (1..=LONGEST.min(end)).rev().find_map(|length| {
        let at = end - length;
        tables.into_iter().flatten().find_map(|table| {
            table
                .longest(words, at)
                .filter(|found| found.tokens == length)
                .map(|found| (length, *found.value))
        })
    })
}

fn english<'t>(
    words: &Words<'_>,
    table: &'t PhraseTable<Modifier>,
) -> Option<&'t PhraseTable<Modifier>> {
    words.typed().then_some(table)
}

/// The modifiers right before token `first`, as one, and the token at which they begin.
#[must_use]
pub fn before(words: &Words<'_>, first: usize) -> Option<(usize, Modifier)> {
    let gap = words.gap(first).trim();
    let mut found: Option<Modifier> = MODIFIERS
        .before
        .symbol(gap)
        .filter(|(length, _)| *length == gap.len() && !gap.is_empty())
        .map(|(_, modifier)| *modifier);
    let mut begin = first;
    while (begin == first && found.is_some()) || words.joined(begin) {
        let Some((length, modifier)) = ending_at(words, begin) else {
            break;
        };
        begin -= length;
        found = Some(found.map_or(modifier, |inner| inner.within(modifier)));
    }
    found.map(|modifier| (begin, modifier))
}

/// The modifier right behind token `last`, and the token after it.
#[must_use]
pub fn after(words: &Words<'_>, next: usize) -> Option<(usize, Modifier)> {
    if next >= words.len() || words.gap(next).contains(['.', ',', ';', ':', '(', '\n']) {
        return None;
    }
    let tables = [
        Some(&MODIFIERS.after),
        english(words, &MODIFIERS.english_after),
    ];
    tables.into_iter().flatten().find_map(|table| {
        table
            .longest(words, next)
            .map(|found| (next + found.tokens, *found.value))
    })
}

impl Modifier {
    /// This modifier, nearer to the number, under another one: "khoảng hơn 5" is more than about 5.
    #[must_use]
    pub fn within(self, outer: Self) -> Self {
        Self {
            cmp: match self.cmp {
                Comparator::Equal => outer.cmp,
                cmp => cmp,
            },
            approx: self.approx || outer.approx,
        }
    }
}

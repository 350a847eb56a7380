//! Which counted nouns count the same sort of things, so that a number of the one may be a part of a
//! number of the other: "40 nam" of "100 người".
//!
//! Invariant: said by `tables/same_counts.tsv`, or by the noun itself ("trường mầm non" of "trường").

use super::figure::Figure;
use crate::facts::lexicon::{list, rows};
use crate::facts::unit::COUNT;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The table of nouns that count the same: whole, parts, example, source.
pub(super) const TABLE: &str = include_str!("tables/same_counts.tsv");

/// The rows in which a noun is a whole, and those in which it is a part.
#[derive(Debug, Default)]
struct Places {
    whole: Vec<usize>,
    part: Vec<usize>,
}

static NOUNS: LazyLock<HashMap<&'static str, Places>> = LazyLock::new(|| {
    let mut nouns: HashMap<&'static str, Places> = HashMap::new();
    for (row, cells) in rows(TABLE).enumerate() {
        if let [wholes, parts, ..] = cells.as_slice() {
            for noun in list(wholes) {
                nouns.entry(noun).or_default().whole.push(row);
            }
            for noun in list(parts) {
                nouns.entry(noun).or_default().part.push(row);
            }
        }
    }
    nouns
});

/// Whether the part counts or measures what the whole does.
#[must_use]
pub fn counts_same(part: &Figure<'_>, whole: &Figure<'_>) -> bool {
    if !part.compares(whole) {
        return false;
    }
    if part.dimension != COUNT {
        return true;
    }
    let noun = |f: &Figure<'_>| f.fact.unit.clone().unwrap_or_default();
    let (part, whole) = (noun(part), noun(whole));
    let longer =
        |one: &str, other: &str| one.strip_prefix(other).is_some_and(|r| r.starts_with(' '));
    if part == whole || longer(&part, &whole) || longer(&whole, &part) {
        return true;
    }
    let (Some(part), Some(whole)) = (known(&part), known(&whole)) else {
        return false;
    };
    whole.whole.iter().any(|row| part.part.contains(row))
}

/// What the table says of the noun, or of its first word: "nữ" of "nữ nhân viên".
fn known(noun: &str) -> Option<&'static Places> {
    let first = noun.split(' ').next().unwrap_or_default();
    NOUNS.get(noun).or_else(|| NOUNS.get(first))
}

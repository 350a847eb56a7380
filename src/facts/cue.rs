//! Cue words: what a word or phrase does in a sentence about figures, from `tables/cues.tsv`.
//!
//! Invariant: the longest phrase of the table wins, so that "tăng lên" is never read as "tăng".
//! Known gap: a phrase has all its roles everywhere; the rules decide by what stands beside it.

use super::lexicon::{PhraseTable, Words, list, rows};
use std::collections::BTreeMap;
use std::ops::BitOr;
use std::sync::LazyLock;

const TABLE: &str = include_str!("tables/cues.tsv");

/// A set of things that a cue does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles(u64);

macro_rules! roles {
    ($($name:ident $text:literal $doc:literal;)*) => {
        roles!(@each 0u64; $($name $text $doc;)*);
        /// The names of the roles in the table.
        const NAMES: &[(&str, Roles)] = &[$(($text, Roles::$name)),*];
    };
    (@each $shift:expr; $name:ident $text:literal $doc:literal; $($rest:tt)*) => {
        impl Roles {
            #[doc = $doc]
            pub const $name: Self = Self(1 << $shift);
        }
        roles!(@each $shift + 1; $($rest)*);
    };
    (@each $shift:expr;) => {};
}

roles! {
    REACH "reach" "Stands between what is measured and its figure: \"đạt\", \"là\".";
    RISE "rise" "The figure is an increase: \"tăng\".";
    FALL "fall" "The figure is a decrease: \"giảm\".";
    RISE_TO "rise_to" "The figure is what it rose to: \"tăng lên\".";
    FALL_TO "fall_to" "The figure is what it fell to: \"giảm còn\".";
    HIGHER "higher" "The figure is by how much one exceeds another: \"cao hơn\".";
    LOWER "lower" "The figure is by how much one falls short of another: \"thấp hơn\".";
    EXCEED "exceed" "The figure is by how much a plan was exceeded: \"vượt\".";
    SHARE "share" "The figure is a part of a whole: \"chiếm\".";
    EQUAL "equal" "The figure says the one before in another way: \"bằng\", \"tương đương\".";
    MULTIPLE "multiple" "The figure is a multiple: \"gấp\".";
    ADVERB "adverb" "Says how, between a verb and its figure: \"mạnh\".";
    AUX "aux" "Stands before a verb: \"đã\".";
    ESTIMATE "estimate" "The figure is estimated: \"ước\".";
    PLAN "plan" "The figure is wanted, foreseen or ruled: \"mục tiêu\".";
    VERSUS "versus" "What follows is what it is measured against: \"so với\".";
    BASE_YOY "base_yoy" "The same period of the year before.";
    BASE_PREV "base_prev" "The period just before.";
    BASE_PLAN "base_plan" "A plan.";
    WHOLE "whole" "A whole of which parts are told: \"tổng số\".";
    CLAUSE "clause" "Begins another clause: \"rằng\", \"trong khi\".";
    VERB "verb" "A verb whose object may carry the figure: \"có\", \"ghi nhận\".";
    PREP "prep" "A preposition: \"tại\".";
    OF "of" "\"của\".";
    HEAD "head" "Begins a noun phrase that names what is measured: \"doanh thu\".";
    RATE "rate" "Such a noun whose percent is a level: \"tỷ lệ\", \"lãi suất\".";
    OPEN "open" "Such a noun that goes on through verbs: \"số lao động tham gia bảo hiểm\".";
    GROWTH "growth" "A noun that says that it grew: \"tốc độ tăng trưởng\".";
    ACT "act" "A verb that names what an amount was for: \"hỗ trợ\".";
    AND "and" "Joins two names or two clauses: \"và\".";
    TO "to" "Says who or what an amount is for: \"cho\".";
    WITH "with" "Joins a verb and its figure: \"tăng cao nhất với 2%\".";
    FROM "from" "Begins a range or a lowest price: \"từ\".";
    LOSE "lose" "A decrease of an index, a cost of money: \"mất\".";
    MAY "may" "A plan for its own clause alone: \"có thể\".";
    HAVE "have" "Gives what it has to its subject: \"có\".";
    MORE "more" "An increase where no other verb says what: \"thêm\".";
    PASSIVE "passive" "Turns a verb to what it is done to: \"bị\".";
    MEASURE "measure" "An adjective that names what is measured: \"dài\", \"rộng\".";
    WORD "word" "A word that only hides the cues in it: \"sản xuất\".";
}

impl Roles {
    /// The roles of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it does any of `others`.
    #[must_use]
    pub fn any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }
}

impl BitOr for Roles {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

const METRICS: &str = include_str!("tables/metrics.tsv");

static CUES: LazyLock<PhraseTable<Roles>> = LazyLock::new(|| {
    // A phrase of both tables has the roles of both.
    let mut roles_of: BTreeMap<&str, Roles> = BTreeMap::new();
    for row in rows(TABLE).chain(rows(METRICS)) {
        let [phrase, names, ..] = row.as_slice() else {
            continue;
        };
        let roles = list(names)
            .filter_map(|name| NAMES.iter().find(|(text, _)| *text == name))
            .fold(Roles::default(), |all, (_, role)| all | *role);
        let known = roles_of.entry(phrase).or_default();
        *known = *known | roles;
    }
    let mut table = PhraseTable::default();
    for (phrase, roles) in roles_of {
        table.insert(phrase, roles);
    }
    table
});

/// The longest cue of at most `room` tokens that begins with token `at`: how many it takes, and
/// what it does.
#[must_use]
pub fn cue(words: &Words<'_>, at: usize, room: usize) -> Option<(usize, Roles)> {
    CUES.longest_within(words, at, room)
        .map(|f| (f.tokens, *f.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::lexicon::Spelling;
    use crate::text::{Analysis, Normalized};

    /// What the cues of `text` do, each as "phrase roles".
    fn cues(text: &str) -> Vec<(String, Roles)> {
        let normalised = Normalized::new(text);
        let analysis = Analysis::new(normalised.as_str());
        let words = Words::new(normalised.as_str(), &analysis, Spelling::Marked);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match cue(&words, at, words.len() - at) {
                Some((tokens, roles)) => {
                    let span = words.span(at).cover(words.span(at + tokens - 1));
                    found.push((span.of(normalised.as_str()).to_lowercase(), roles));
                    at += tokens;
                }
                None => at += 1,
            }
        }
        found
    }

    #[test]
    fn every_row_is_used_by_its_example() {
        let mut missed = Vec::new();
        for row in rows(TABLE).chain(rows(METRICS)) {
            assert_eq!(row.len(), 4, "cells in {row:?}");
            assert!(
                list(row[1]).all(|name| NAMES.iter().any(|(n, _)| *n == name)),
                "{row:?}"
            );
            let wanted = Normalized::new(row[0]).as_str().to_lowercase();
            let used = cues(row[2]).iter().any(|(phrase, roles)| {
                *phrase == wanted
                    && list(row[1])
                        .all(|name| NAMES.iter().any(|(n, role)| *n == name && roles.any(*role)))
            });
            if !used {
                missed.push(format!("{}: {}", row[0], row[2]));
            }
            assert!(!row[3].is_empty() && row[3] != "-", "source of {row:?}");
        }
        assert!(missed.is_empty(), "{missed:#?}");
    }

    #[test]
    fn the_longest_phrase_wins() {
        for (text, phrase, role, other) in [
            (
                "giá tăng lên 5 triệu",
                "tăng lên",
                Roles::RISE_TO,
                Roles::RISE,
            ),
            ("giá tăng 5 triệu", "tăng", Roles::RISE, Roles::RISE_TO),
            ("giảm còn 3%", "giảm còn", Roles::FALL_TO, Roles::FALL),
            ("tăng gấp 3 lần", "tăng gấp", Roles::MULTIPLE, Roles::REACH),
        ] {
            let found = cues(text);
            assert!(
                found
                    .iter()
                    .any(|(p, r)| p == phrase && r.any(role) && !r.any(other)),
                "{text}: {found:?}"
            );
        }
        // A compound hides the cue in it.
        assert!(
            !cues("các lực lượng")
                .iter()
                .any(|(_, r)| r.any(Roles::HEAD))
        );
    }
}

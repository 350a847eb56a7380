//! What stands between two figures: signs, joining words of `tables/joints.tsv` and other words.
//!
//! Invariant: says nothing of the figures themselves; every token between them is one part or in
//! one, but that a date is one number. Known gap: a number that is no fact is only known to be
//! there.

use super::figure::Figure;
use crate::facts::lexicon::{PhraseTable, Words, rows};
use crate::facts::number;
use std::sync::LazyLock;

/// The table of joining words: phrase, what it says, example, source.
pub(super) const TABLE: &str = include_str!("tables/joints.tsv");

/// What a joining word says of the figure behind it, or of the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bond {
    /// The same in another way: "bằng", "tương đương".
    Again,
    /// A value: "đạt", "là".
    Reach,
    /// A part: "chiếm".
    Share,
    /// An increase by it.
    Up,
    /// A decrease by it.
    Down,
    /// By how much a plan was exceeded, or that it was: "vượt".
    Exceed,
    /// What follows is measured against: "so với".
    Versus,
    /// A change begins with it: "từ".
    From,
    /// A change ends with it: "lên", "xuống còn".
    To,
    /// Parts of which none is missing: "gồm".
    All,
    /// Parts that exclude each other: "cơ cấu".
    Structure,
    /// Some of the parts: "trong đó".
    Among,
    /// The part that is left: "còn lại".
    Rest,
    /// A whole of which parts are told: "tổng số".
    Whole,
    /// A plan.
    Plan,
    /// A time.
    Then,
    /// "và".
    And,
    /// "có".
    Have,
    /// Those of a whole that came: "có mặt".
    Present,
    /// A value follows: "mức", "con số".
    Level,
    /// Nothing about the figures: "của".
    Mute,
}

/// A sign between words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A comma.
    Comma,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// The end of a sentence or a line.
    Stop,
    /// "…" or "...": the list goes on.
    More,
    /// A slash.
    Slash,
    /// A dash with space around it.
    Dash,
}

/// A part of a joint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A sign.
    Sign(Sign),
    /// A joining word.
    Bond(Bond),
    /// A number that is no figure: a year, a date, "một".
    Number,
    /// Another word, by its token.
    Word(usize),
    /// Another word with a capital, by its token: of a name, or the first of a sentence.
    Name(usize),
}

impl Part {
    /// Whether it is one of these bonds.
    #[must_use]
    pub fn is_any(self, bonds: &[Bond]) -> bool {
        matches!(self, Self::Bond(bond) if bonds.contains(&bond))
    }
}

static BONDS: LazyLock<PhraseTable<Bond>> = LazyLock::new(|| {
    let mut table = PhraseTable::default();
    for row in rows(TABLE) {
        if let [phrase, says, ..] = row.as_slice()
            && let Some(bond) = bond(says)
        {
            table.insert(phrase, bond);
        }
    }
    table
});

/// The bond of that name in the table.
pub(super) fn bond(name: &str) -> Option<Bond> {
    Some(match name {
        "again" => Bond::Again,
        "reach" => Bond::Reach,
        "share" => Bond::Share,
        "up" => Bond::Up,
        "down" => Bond::Down,
        "exceed" => Bond::Exceed,
        "versus" => Bond::Versus,
        "from" => Bond::From,
        "to" => Bond::To,
        "all" => Bond::All,
        "structure" => Bond::Structure,
        "among" => Bond::Among,
        "rest" => Bond::Rest,
        "whole" => Bond::Whole,
        "plan" => Bond::Plan,
        "then" => Bond::Then,
        "and" => Bond::And,
        "have" => Bond::Have,
        "present" => Bond::Present,
        "level" => Bond::Level,
        "mute" => Bond::Mute,
        _ => return None,
    })
}

/// What stands between two figures, or beside one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Joint {
    /// Its parts in order.
    pub parts: Vec<Part>,
}

impl Joint {
    /// Reads the tokens `from..to` and the signs around them, from byte `start` to byte `end` of the
    /// normalised text.
    #[must_use]
    pub fn read(
        words: &Words<'_>,
        (from, start): (usize, usize),
        (to, end): (usize, usize),
    ) -> Self {
        let mut parts = Vec::new();
        let mut at = start;
        let mut token = from;
        while token < to {
            let span = words.span(token);
            signs(
                words.text().get(at..span.start).unwrap_or_default(),
                &mut parts,
            );
            let found = BONDS.longest_within(words, token, to - token);
            let (part, tokens) = match found {
                Some(found) => (Part::Bond(*found.value), found.tokens),
                None if is_number(words, token) => (Part::Number, 1),
                None if words.is_capital(token) => (Part::Name(token), 1),
                None => (Part::Word(token), 1),
            };
            push(&mut parts, part);
            token += tokens;
            at = words.span(token - 1).end;
        }
        signs(words.text().get(at..end).unwrap_or_default(), &mut parts);
        Self { parts }
    }

    /// How many words it has besides joining ones.
    #[must_use]
    pub fn words(&self) -> usize {
        count(&self.parts)
    }

    /// Whether a word stands in it before any sign.
    #[must_use]
    pub fn has_word(&self) -> bool {
        !matches!(self.parts.first(), None | Some(Part::Sign(_)))
    }

    /// Whether one of these bonds is in it.
    #[must_use]
    pub fn has(&self, bonds: &[Bond]) -> bool {
        has(&self.parts, bonds)
    }

    /// Whether that sign is in it.
    #[must_use]
    pub fn has_sign(&self, sign: Sign) -> bool {
        self.parts.contains(&Part::Sign(sign))
    }

    /// Whether there is nothing else in it than these bonds and signs, at most that many other
    /// words, and numbers of years and dates.
    #[must_use]
    pub fn only(&self, bonds: &[Bond], signs: &[Sign], words: usize) -> bool {
        only(&self.parts, bonds, signs, words)
    }

    /// Whether the figure behind says the one before again: ", đạt", " (chiếm", ", tương đương".
    #[must_use]
    pub fn restates(&self) -> bool {
        self.ties(&[Bond::Again, Bond::Reach, Bond::Share])
    }

    /// Whether the figure behind tells a change of the one before: ", tăng", " (giảm".
    #[must_use]
    pub fn changes(&self) -> bool {
        self.ties(&[Bond::Up, Bond::Down, Bond::Exceed])
    }

    /// Whether nothing but one of `links`, set off from what stands before it, leads to the figure
    /// behind.
    fn ties(&self, links: &[Bond]) -> bool {
        let beside = [links, &[Bond::Mute, Bond::Again]].concat();
        let apart = self.parts.iter().rposition(|part| {
            matches!(part, Part::Sign(Sign::Comma | Sign::Open | Sign::Dash))
                || part.is_any(&[Bond::And])
        });
        // "44 cán bộ nữ chiếm 7,2%"
        let glued = self
            .parts
            .iter()
            .position(|part| part.is_any(&[Bond::Again, Bond::Share]) && part.is_any(links));
        let (head, tail, bracket) = match (apart, glued) {
            (Some(at), _) => (
                &self.parts[..at],
                &self.parts[at + 1..],
                self.parts[at] == Part::Sign(Sign::Open),
            ),
            (None, Some(at)) => (&self.parts[..at], &self.parts[at..], false),
            (None, None) => return false,
        };
        // "chỉ đứng sau Trung Quốc (41%)": a bare bracket is of the name before it.
        let named = matches!(head.last(), Some(Part::Name(_)));
        only(tail, &beside, &[], 0)
            && (bracket && !named || has(tail, links))
            && only(
                head,
                &[
                    Bond::Mute,
                    Bond::Reach,
                    Bond::And,
                    Bond::Plan,
                    Bond::Then,
                    Bond::Have,
                    Bond::Exceed,
                ],
                &[Sign::Comma],
                8,
            )
    }

    /// As [`Self::restates`] or [`Self::changes`], from one percent to another of the same value:
    /// what the first is measured against may stand between.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        let links = [
            Bond::Again,
            Bond::Reach,
            Bond::Share,
            Bond::Up,
            Bond::Down,
            Bond::Exceed,
        ];
        let Some(at) = self
            .parts
            .iter()
            .position(|part| part.is_any(&links) && !part.is_any(&[Bond::Share]))
        else {
            return false;
        };
        let (head, tail) = self.parts.split_at(at);
        let apart = head
            .iter()
            .any(|part| matches!(part, Part::Sign(Sign::Comma)) || part.is_any(&[Bond::And]));
        let against = [Bond::Versus, Bond::Then, Bond::Plan, Bond::Mute, Bond::And];
        apart
            && only(head, &against, &[Sign::Comma], 4)
            && only(tail, &[&links[..], &[Bond::Mute]].concat(), &[], 0)
    }
}

/// Whether a number in digits or words stands there.
fn is_number(words: &Words<'_>, token: usize) -> bool {
    words.is_number(token)
        || number::begins(words, token) && number::numeral(words, token).is_some()
}

/// Adds a part; the numbers of a date are one.
fn push(parts: &mut Vec<Part>, part: Part) {
    let dated = part == Part::Number
        && matches!(
            parts.as_slice(),
            [.., Part::Number, Part::Sign(Sign::Slash)]
        );
    if dated {
        parts.pop();
    } else {
        parts.push(part);
    }
}

/// How many of the parts are words besides joining ones.
pub fn count(parts: &[Part]) -> usize {
    parts
        .iter()
        .filter(|part| matches!(part, Part::Word(_) | Part::Name(_)))
        .count()
}

/// Whether one of these bonds is among the parts.
pub fn has(parts: &[Part], bonds: &[Bond]) -> bool {
    parts.iter().any(|part| part.is_any(bonds))
}

/// Whether there is nothing else among the parts than these bonds and signs, at most that many
/// other words, and numbers of years and dates.
pub fn only(parts: &[Part], bonds: &[Bond], signs: &[Sign], words: usize) -> bool {
    let then = |at: Option<usize>| at.and_then(|at| parts.get(at)) == Some(&Part::Bond(Bond::Then));
    let known = parts.iter().enumerate().all(|(at, part)| match part {
        Part::Sign(sign) => signs.contains(sign),
        Part::Bond(Bond::Level) => bonds.contains(&Bond::Mute),
        Part::Bond(bond) => bonds.contains(bond),
        Part::Number => then(at.checked_sub(1)) || then(Some(at + 1)),
        Part::Word(_) | Part::Name(_) => true,
    });
    known && count(parts) <= words
}

/// The signs in what stands between two tokens.
fn signs(gap: &str, parts: &mut Vec<Part>) {
    let mut rest = gap;
    while let Some(c) = rest.chars().next() {
        let sign = match c {
            '…' => Some(Part::Sign(Sign::More)),
            '.' if rest.starts_with("..") => Some(Part::Sign(Sign::More)),
            ',' => Some(Part::Sign(Sign::Comma)),
            '(' | '[' => Some(Part::Sign(Sign::Open)),
            ')' | ']' => Some(Part::Sign(Sign::Close)),
            ':' => Some(Part::Sign(Sign::Colon)),
            ';' => Some(Part::Sign(Sign::Semicolon)),
            '.' | '!' | '?' | '\n' => Some(Part::Sign(Sign::Stop)),
            '/' => Some(Part::Sign(Sign::Slash)),
            '-' if gap.contains(" - ") => Some(Part::Sign(Sign::Dash)),
            '=' => Some(Part::Bond(Bond::Again)),
            _ => None,
        };
        parts.extend(sign);
        rest = match sign {
            Some(Part::Sign(Sign::More)) => rest.trim_start_matches(['.', '…']),
            _ => rest.get(c.len_utf8()..).unwrap_or_default(),
        };
    }
}

/// Reads what stands around the figures of one text.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// The text.
    pub words: &'a Words<'a>,
}

impl Reader<'_> {
    /// What stands between two figures that follow each other.
    #[must_use]
    pub fn between(self, left: &Figure<'_>, right: &Figure<'_>) -> Joint {
        let end = self.words.span(right.begin).start;
        let start = (left.tokens.end, self.end_of(left));
        Joint::read(self.words, start, (right.begin, end))
    }

    /// What stands behind a figure, up to `most` tokens and not past byte `limit`.
    #[must_use]
    pub fn behind(self, figure: &Figure<'_>, most: usize, limit: usize) -> Joint {
        let from = figure.tokens.end;
        let to = (from..from + most)
            .find(|token| *token >= self.words.len() || self.words.span(*token).start >= limit)
            .unwrap_or(from + most);
        let start = self.end_of(figure);
        let end = self.words.span(to).start.min(limit).max(start);
        Joint::read(self.words, (from, start), (to, end))
    }

    /// What stands before a figure, up to `most` tokens and not before token `floor`.
    #[must_use]
    pub fn before(self, figure: &Figure<'_>, most: usize, floor: usize) -> Joint {
        let from = figure
            .begin
            .saturating_sub(most)
            .max(floor)
            .min(figure.begin);
        let start = match from.checked_sub(1) {
            Some(before) => self.words.span(before).end,
            None => 0,
        };
        let end = self.words.span(figure.begin).start;
        Joint::read(self.words, (from, start), (figure.begin, end))
    }

    /// Where the last token of the figure ends; its sign ("%") says nothing more.
    fn end_of(self, figure: &Figure<'_>) -> usize {
        self.words.span(figure.tokens.end.saturating_sub(1)).end
    }
}

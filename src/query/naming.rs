//! From the pieces that say what is measured to the names that a fact's metric may go by.
//!
//! Invariant: names are closest first: as typed, then with synonyms, then shortened; every name has
//! at least one syllable. Words that a shortened name leaves out are asked of the article.

use super::cue::Cue;
use super::piece::{Piece, Sort};
use super::vocabulary::{self, MOST_WAYS, Measures, Name, Role, Term};
use crate::facts::{Spelling, Words};

/// What a metric may be called, and what the article must say besides.
#[derive(Debug, Clone, Default)]
pub(super) struct Naming {
    pub(super) names: Vec<Name>,
    /// Each inner list holds alternatives, one of which the article must have.
    pub(super) words: Vec<Vec<Name>>,
    /// What a bare number of it is measured in.
    pub(super) measures: Option<Measures>,
}

/// One content piece with the ways to say it.
#[derive(Debug, Clone)]
struct Part {
    ways: Vec<Name>,
    term: Option<&'static Term>,
    place: bool,
    quoted: bool,
    unknown_english: bool,
}

/// Tokens as typed, as a name.
pub(super) fn typed(words: &Words<'_>, piece: &Piece) -> Name {
    let text: Vec<&str> = piece.tokens.clone().map(|i| words.word(i)).collect();
    Name::new(&text.join(" "))
}

/// The ways to say a piece: as typed where it is Vietnamese, then the names of its term.
pub(super) fn ways(words: &Words<'_>, piece: &Piece) -> Vec<Name> {
    let as_typed = typed(words, piece);
    let Some(term) = piece.term() else {
        return vec![as_typed];
    };
    let folded =
        |name: &Name| -> Vec<String> { name.syllables.iter().map(|s| s.folded.clone()).collect() };
    let mut ways: Vec<Name> = term.names.iter().map(|name| Name::new(name)).collect();
    let vietnamese = ways.iter().any(|name| folded(name) == folded(&as_typed));
    if vietnamese {
        // The marks that were typed count, not those of the table; and what was typed comes first.
        let typed_folded = folded(&as_typed);
        ways.retain(|name| folded(name) != typed_folded);
        ways.insert(0, as_typed);
    }
    ways
}

/// The names for `content`, the pieces left of a comparator (or right of it), in their order, with
/// the joints ("của", "of") between them. `dimension` is that of the figure's unit; it may tell what
/// is measured where no word does.
pub(super) fn naming(words: &Words<'_>, content: &[&Piece], dimension: &str) -> Naming {
    let english = words.spelling() == Spelling::English;
    let mut groups: Vec<Vec<Part>> = vec![Vec::new()];
    for piece in content {
        if piece.cue() == Some(Cue::Of) {
            groups.push(Vec::new());
            continue;
        }
        let part = Part {
            ways: ways(words, piece),
            term: piece.term(),
            place: piece.is_place(),
            quoted: matches!(piece.sort, Sort::Quoted),
            unknown_english: english
                && matches!(piece.sort, Sort::Word)
                && !words.is_capital(piece.tokens.start),
        };
        if let Some(group) = groups.last_mut() {
            group.push(part);
        }
    }
    // English says what narrows a noun before it, Vietnamese behind it.
    if english {
        for group in &mut groups {
            group.reverse();
        }
    }
    let parts: Vec<Part> = groups.into_iter().flatten().collect();
    let mut naming = Naming {
        measures: parts
            .iter()
            .filter_map(|part| part.term)
            .map(|term| term.measures)
            .find(|measures| *measures != Measures::Open),
        ..Naming::default()
    };
    let (places, parts): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(|part| part.place);
    naming
        .words
        .extend(places.into_iter().map(|part| part.ways));
    // Unknown English words are left to the ranking, unless nothing else says what is measured.
    let known: Vec<Part> = parts
        .iter()
        .filter(|part| !part.unknown_english)
        .cloned()
        .collect();
    let parts = if known.is_empty() { parts } else { known };
    name_parts(parts, implied(dimension), &mut naming);
    naming
}

fn name_parts(parts: Vec<Part>, implied: &[&str], naming: &mut Naming) {
    if parts.is_empty() {
        return;
    }
    // Heads at the front may be left out of a text: "tỷ lệ hộ nghèo" and "hộ nghèo".
    let heads = parts
        .iter()
        .take_while(|part| part.term.is_some_and(|t| t.role == Role::Head))
        .count()
        .min(parts.len() - 1);
    combine(&parts, &mut naming.names);
    let core = &parts[heads..];
    let core_syllables: usize = core
        .iter()
        .map(|p| p.ways.first().map_or(0, |w| w.syllables.len()))
        .sum();
    if heads > 0 && (core_syllables > 1 || core.iter().any(|p| p.term.is_some())) {
        combine(core, &mut naming.names);
    }
    let known_parts: Vec<bool> = (0..core.len()).map(|i| names_alone(core, i)).collect();
    if core.len() == 2 {
        let turned: Vec<Part> = core.iter().rev().cloned().collect();
        combine(&turned, &mut naming.names);
    }
    let known = known_parts.contains(&true);
    let unknown = !known
        && !core
            .iter()
            .any(|part| part.term.is_some_and(Term::is_metric));
    if known && core.len() > 1 {
        for (part, _) in core.iter().zip(&known_parts).filter(|(_, known)| **known) {
            naming.names.extend(part.ways.iter().cloned());
        }
    } else if unknown && !core.iter().any(|part| part.quoted) {
        naming.names.extend(stretches(core));
    }
    let by_unit = unknown && heads == 0 && !implied.is_empty();
    if by_unit {
        naming
            .names
            .extend(implied.iter().map(|name| Name::new(name)));
    }
    if core.len() > 1 || by_unit {
        let rest = core
            .iter()
            .zip(&known_parts)
            .filter(|(part, known)| !**known && !part.term.is_some_and(Term::is_metric));
        require(rest.map(|(part, _)| part), &mut naming.words);
    }
    naming.names = vocabulary::distinct(std::mem::take(&mut naming.names));
    naming.names.truncate(MOST_WAYS);
}

/// What a thing is likely measured in with a unit: "khu kinh tế trên 300 km2" asks for its area.
fn implied(dimension: &str) -> &'static [&'static str] {
    match dimension {
        "m2" => &["diện tích", "quy mô", "rộng"],
        "m" => &["dài", "chiều dài", "độ dài"],
        "kg" => &["sản lượng", "khối lượng", "trọng lượng"],
        "VND" | "USD" => &["trị giá", "giá trị", "vốn", "giá", "kinh phí"],
        "W" => &["công suất"],
        _ => &[],
    }
}

/// Whether part `i` names a metric without the others. Of one syllable, it does where Vietnamese
/// puts it: "giá" before what has the price, "dài" behind what is long.
fn names_alone(parts: &[Part], i: usize) -> bool {
    let Some(part) = parts.get(i) else {
        return false;
    };
    let single = part.ways.iter().all(|way| way.syllables.len() == 1);
    let last = i + 1 == parts.len();
    // "xuất khẩu thủy sản" is not all exports; "FPT doanh thu" is the revenue of a subject.
    let narrowed = parts[i + 1..]
        .iter()
        .any(|part| part.term.is_some_and(|t| t.role == Role::Word));
    match part.term.map(|term| term.role) {
        Some(Role::Size) => true,
        Some(Role::Metric) => !narrowed && (!single || i == 0 || last),
        Some(Role::Noun) => !single,
        _ => false,
    }
}

/// Asks the article for the parts; words as typed that stand side by side are asked together.
fn require<'p>(parts: impl Iterator<Item = &'p Part>, words: &mut Vec<Vec<Name>>) {
    let mut open: Option<Name> = None;
    for part in parts {
        match (part.ways.as_slice(), open.take()) {
            ([way], Some(name)) if part.term.is_none() && !part.quoted => {
                open = Some(name.then(way));
            }
            ([way], None) if part.term.is_none() && !part.quoted => open = Some(way.clone()),
            (ways, before) => {
                words.extend(before.map(|name| vec![name]));
                words.push(ways.to_vec());
            }
        }
    }
    words.extend(open.map(|name| vec![name]));
}

/// Every way to say the parts one after the other.
fn combine(parts: &[Part], names: &mut Vec<Name>) {
    let ways = parts.iter().map(|part| part.ways.as_slice());
    names.extend(vocabulary::one_after_other(ways));
}

/// Shorter stretches of a metric that no table knows, at least half of it and two syllables, longest
/// first: "đất hiếm" of "đất hiếm khai thác".
fn stretches(parts: &[Part]) -> Vec<Name> {
    let Some(whole) = parts
        .iter()
        .map(|part| part.ways.first().cloned())
        .collect::<Option<Vec<Name>>>()
    else {
        return Vec::new();
    };
    let whole = whole
        .into_iter()
        .reduce(|name, next| name.then(&next))
        .unwrap_or_default();
    let length = whole.syllables.len();
    let syllable_texts: Vec<&str> = whole.text.split(' ').collect();
    if syllable_texts.len() != length {
        return Vec::new();
    }
    let least = length.div_ceil(2).max(2);
    (least..length)
        .rev()
        .flat_map(|size| (0..=length - size).map(move |from| (from, from + size)))
        .take(MOST_WAYS)
        .map(|(from, to)| Name {
            text: syllable_texts[from..to].join(" "),
            syllables: whole.syllables[from..to].to_vec(),
        })
        .collect()
}

/// The names of the counted noun that begins with token `at`: those of the longest term there, or
/// as typed up to token `end`.
pub(super) fn noun(words: &Words<'_>, at: usize, end: usize, limit: usize) -> (Vec<Name>, usize) {
    let english = words.spelling() == Spelling::English;
    let term = vocabulary::term(words, at, english)
        .filter(|(tokens, _)| at + tokens <= limit && at + tokens >= end.min(at + 1));
    match term {
        Some((tokens, term)) if at + tokens >= end || english => {
            let piece = Piece {
                tokens: at..at + tokens,
                sort: Sort::Term(term),
            };
            (ways(words, &piece), at + tokens)
        }
        _ => {
            let piece = Piece {
                tokens: at..end,
                sort: Sort::Word,
            };
            (vec![typed(words, &piece)], end)
        }
    }
}

//! A plan spelled as a question that reads back to the same plan.
//!
//! Invariant: every clause has a spelling, and fields carry what free text would leave to the
//! reader. Known gap: accents of foreign letters are spelled as some accent on that letter.

use super::plan::{Clause, Condition, Filter, Matching, Near, Plan, SyllablePattern};
use crate::facts::Period;
use crate::index::{base_name, kind_name, status_name, trend_name};
use crate::text::letters::{self, Letter, Shape, Tone};
use crate::text::split_signature;
use std::fmt;

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        join(&self.clauses, " ", f)
    }
}

fn join(clauses: &[Clause], between: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (i, clause) in clauses.iter().enumerate() {
        if i > 0 {
            f.write_str(between)?;
        }
        write!(f, "{clause}")?;
    }
    Ok(())
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => {
                let text = phrase(&words.syllables);
                match words.matching {
                    Matching::Phrase => write!(f, "\"{text}\""),
                    Matching::All => write!(f, "words:\"{text}\""),
                    Matching::Any => write!(f, "any:\"{text}\""),
                    Matching::Optional => write!(f, "maybe:\"{text}\""),
                }
            }
            Self::Near(near) => write!(f, "{near}"),
            Self::Figure(condition) => write!(f, "({condition})"),
            Self::Filter(filter) => write!(f, "{filter}"),
            Self::All(clauses) => {
                f.write_str("(")?;
                join(clauses, " ", f)?;
                f.write_str(")")
            }
            Self::Any(clauses) => {
                f.write_str("(")?;
                join(clauses, " OR ", f)?;
                f.write_str(")")
            }
            Self::Not(clause) => match clause.as_ref() {
                // "NOT" takes all that stands behind it up to a field, a group or an operator.
                Self::Words(words) if words.matching == Matching::Phrase => {
                    write!(f, "NOT ({clause})")
                }
                Self::Near(_) => write!(f, "NOT ({clause})"),
                _ => write!(f, "NOT {clause}"),
            },
        }
    }
}

impl fmt::Display for Near {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = (names(&self.first), names(&self.second));
        write!(f, "\"{first}\" NEAR/{} \"{second}\"", self.apart)
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds: Vec<&str> = self.kinds.iter().map(|kind| kind_name(*kind)).collect();
        let kinds = if kinds.is_empty() {
            "any".to_owned()
        } else {
            kinds.join(",")
        };
        if !self.metric.is_empty() {
            write!(f, "metric:=\"{}\" ", names(&self.metric))?;
        }
        if self.also {
            f.write_str("also:yes ")?;
        }
        if !self.counted.is_empty() {
            write!(f, "counted:\"{}\" ", names(&self.counted))?;
        }
        if !self.extents.is_empty() {
            let extents: Vec<String> = self
                .extents
                .iter()
                .map(|e| format!("{}..{} {}", e.lo, e.hi, e.dimension))
                .collect();
            write!(f, "extent:\"{}\" ", extents.join("|"))?;
        }
        write!(f, "kind:{kinds}")?;
        if let Some(trend) = self.trend {
            write!(f, " trend:{}", trend_name(trend))?;
        }
        if let Some(status) = self.status {
            write!(f, " status:{}", status_name(status))?;
        }
        if let Some(base) = self.base {
            write!(f, " base:{}", base_name(base))?;
        }
        if let Some(per) = &self.per {
            write!(f, " per:\"{per}\"")?;
        }
        if let Some(period) = self.period {
            write!(f, " period:{}", days(period))?;
        }
        if !self.places.is_empty() {
            write!(f, " place:\"{}\"", names(&self.places))?;
        }
        Ok(())
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Published(period) => write!(f, "published:{}", days(*period)),
            Self::Source(source) => write!(f, "source:\"{source}\""),
            Self::Author(name) => write!(f, "author:\"{}\"", phrase(name)),
            Self::Title(words) => write!(f, "title:\"{}\"", phrase(words)),
            Self::Id(id) => write!(f, "id:\"{id}\""),
        }
    }
}

/// The first and the last day.
fn days(period: Period) -> String {
    let last = period.to.yesterday().unwrap_or(period.to);
    format!("{}..{last}", period.from)
}

fn names(names: &[Vec<SyllablePattern>]) -> String {
    let names: Vec<String> = names.iter().map(|name| phrase(name)).collect();
    names.join("|")
}

fn phrase(syllables: &[SyllablePattern]) -> String {
    let syllables: Vec<String> = syllables.iter().map(syllable).collect();
    syllables.join(" ")
}

/// A spelling of the syllable that has its folded form and its marks.
fn syllable(pattern: &SyllablePattern) -> String {
    let (pairs, tone) = split_signature(&pattern.signature);
    let mark_at = |position: usize, marks: &[u8]| {
        pairs.chunks(2).find_map(|pair| match pair {
            [place, mark] if usize::from(*place) == position + usize::from(b'0') => {
                marks.contains(mark).then_some(*mark)
            }
            _ => None,
        })
    };
    let tone = tone.first().copied().and_then(tone_of);
    let on_i = mark_at(1, b"i").is_some();
    let carrier = if on_i {
        Some(1)
    } else {
        let vowel = |(_, c): &(usize, char)| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        let gi = pattern.folded.starts_with("gia");
        let vowels = || {
            pattern
                .folded
                .char_indices()
                .filter(vowel)
                .filter(|(i, _)| !(gi && *i == 1))
        };
        vowels()
            .rfind(|(i, _)| mark_at(*i, b"^w").is_some())
            .or_else(|| vowels().next_back())
            .map(|(i, _)| i)
    };
    let mut spelled = String::new();
    for (i, c) in pattern.folded.char_indices() {
        let shape = match (c, mark_at(i, b"^wd")) {
            (_, Some(b'^')) => Shape::Circumflex,
            ('a', Some(b'w')) => Shape::Breve,
            (_, Some(b'w')) => Shape::Horn,
            (_, Some(b'd')) => Shape::Stroke,
            _ => Shape::Plain,
        };
        let tone = tone
            .filter(|_| carrier == Some(i))
            .or_else(|| mark_at(i, b"fsrxj").and_then(tone_of));
        let letter = u8::try_from(c).ok().and_then(|base| {
            letters::compose(Letter {
                base,
                shape,
                tone: tone.unwrap_or(Tone::Level),
                upper: false,
            })
        });
        spelled.push(letter.unwrap_or(c));
        if mark_at(i, b"*").is_some() {
            // An accent that Unicode has on that letter, and Vietnamese has not.
            spelled.push(match c {
                'n' => '\u{303}',
                'c' => '\u{327}',
                's' | 'z' | 'r' => '\u{30C}',
                _ => '\u{308}',
            });
        }
    }
    if pattern.folded.contains('/') {
        // The number of a document is one token only in capitals.
        return spelled.to_uppercase();
    }
    spelled
}

fn tone_of(mark: u8) -> Option<Tone> {
    Some(match mark {
        b'f' => Tone::Grave,
        b's' => Tone::Acute,
        b'r' => Tone::Hook,
        b'x' => Tone::Tilde,
        b'j' => Tone::Dot,
        _ => return None,
    })
}

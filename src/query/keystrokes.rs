//! Words of a question that were typed as keystrokes of Telex or VNI and never became letters:
//! "thu ngaan sachs treen 80%".
//!
//! Invariant: a word is taken for keystrokes only where nothing else explains it: no article has it,
//! an article has the syllable that it spells, no table of questions knows it, and it stands in free
//! text of a question that is not English. Known gap: a foreign word that no article has and whose
//! letters happen to be the keys of a syllable is retyped; the reading says so.

use super::language;
use super::lex::{self, Lexeme};
use super::plan::SyllablePattern;
use crate::facts::{self, Spelling, Words};
use crate::text::{Analysis, Normalized, TokenKind, telex};
use serde::Serialize;

/// A word that was read as keystrokes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Keystrokes {
    /// What was typed.
    pub typed: String,
    /// The syllable that it spells.
    pub syllable: String,
    /// The first byte of what was typed, in the question.
    pub start: usize,
    /// The byte after its last one.
    pub end: usize,
}

/// A question with the keystrokes in it turned into letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retyped {
    /// The question anew.
    pub text: String,
    /// What was turned, in order; never empty.
    pub keystrokes: Vec<Keystrokes>,
}

/// The question with its keystrokes turned into letters; none where there are none. `holds` says
/// whether the index has the word: with just its marks if the second argument is true, else with any
/// marks more.
///
/// # Errors
/// Those of `holds`.
pub fn retype<E>(
    text: &str,
    mut holds: impl FnMut(&SyllablePattern, bool) -> Result<bool, E>,
) -> Result<Option<Retyped>, E> {
    let normalised = Normalized::new(text);
    let analysis = Analysis::new(normalised.as_str());
    let spelling = language::spelling(&analysis);
    let Ok(lexemes) = lex::lex(normalised.as_str(), &analysis) else {
        return Ok(None);
    };
    if spelling == Spelling::English {
        return Ok(None);
    }
    let words = Words::new(normalised.as_str(), &analysis, spelling);
    let mut found = Vec::new();
    let (mut small, mut certain) = (false, false);
    for lexeme in &lexemes {
        let Lexeme::Text { tokens, quoted, .. } = &lexeme.lexeme else {
            continue;
        };
        let free = |token: &usize| !quoted.iter().any(|phrase| phrase.contains(token));
        for token in tokens.clone().filter(free) {
            if let Some(syllable) = syllable(&words, &analysis, token, &mut holds)? {
                small |= !words.is_capital(token);
                certain |= is_certain(words.word(token));
                found.push((token, syllable));
            }
        }
    }
    // Who types "Haf Nooij" types other words so too; a word alone with a capital is a name, and
    // "max", "gas" or "co2" alone is no "mã", "gá" or "cò".
    if !small || !(certain || found.len() > 1) {
        return Ok(None);
    }
    let mut retyped = Retyped {
        text: String::with_capacity(text.len()),
        keystrokes: Vec::with_capacity(found.len()),
    };
    let mut copied = 0;
    for (token, mut syllable) in found {
        let span = normalised.original(words.span(token));
        if words.is_capital(token) {
            syllable = capitalised(&syllable);
        }
        retyped.text.push_str(&text[copied..span.start]);
        retyped.text.push_str(&syllable);
        copied = span.end;
        retyped.keystrokes.push(Keystrokes {
            typed: span.of(text).to_owned(),
            syllable,
            start: span.start,
            end: span.end,
        });
    }
    retyped.text.push_str(&text[copied..]);
    Ok(Some(retyped))
}

/// The syllable that token `at` is the keystrokes of, where nothing else explains the token.
fn syllable<E>(
    words: &Words<'_>,
    analysis: &Analysis,
    at: usize,
    holds: &mut impl FnMut(&SyllablePattern, bool) -> Result<bool, E>,
) -> Result<Option<String>, E> {
    if analysis.kind(at) != Some(TokenKind::Word) || language::is_known(words.folded(at)) {
        return Ok(None);
    }
    let Some(syllable) = telex::from_keystrokes(words.word(at)) else {
        return Ok(None);
    };
    if facts::known_place(words, at).is_some() {
        return Ok(None);
    }
    let pattern = |folded: &str, signature: &str| SyllablePattern {
        folded: folded.to_owned(),
        signature: signature.to_owned(),
    };
    let meant = Analysis::new(&syllable);
    let Some(meant) = meant.get(0) else {
        return Ok(None);
    };
    let spelled = !holds(&pattern(words.folded(at), words.signature(at)), false)?
        && holds(&pattern(meant.folded(), meant.signature()), true)?;
    Ok(spelled.then_some(syllable))
}

/// Whether no word but keystrokes looks so: it has the keys of letters, or ends with a tone key that
/// ends few words of any language.
fn is_certain(typed: &str) -> bool {
    let typed = typed.to_ascii_lowercase();
    let keys = ["aa", "ee", "oo", "dd", "w", "6", "7", "8", "9"];
    keys.iter().any(|key| typed.contains(key)) || typed.ends_with(['f', 'j'])
}

fn capitalised(syllable: &str) -> String {
    let mut letters = syllable.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    /// What becomes of the question where articles have these words.
    fn retyped(text: &str, articles: &str) -> Option<String> {
        let analysis = Analysis::new(articles);
        let holds = |pattern: &SyllablePattern, exactly: bool| {
            Ok::<bool, Infallible>(analysis.tokens().any(|token| {
                token.folded() == pattern.folded
                    && (!exactly || token.signature() == pattern.signature)
            }))
        };
        let Ok(found) = retype(text, holds);
        found.map(|retyped| {
            for keys in &retyped.keystrokes {
                assert_eq!(&text[keys.start..keys.end], keys.typed);
            }
            retyped.text
        })
    }

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let articles = "thu ngân sách trên địa bàn thành phố hà nội đạt tét mã tã tỷ lệ hộ nghèo \
                        giảm xuất khẩu gạo tăng bus cò sĩ";
        assert_eq!(retyped(text, articles).as_deref(), expected, "{text}");
    }

    #[test]
    fn keystrokes_become_letters() {
        check("ngaan sachs", Some("ngân sách"));
        check("ngan6 sach1", Some("ngân sách"));
        check("thu ngaan sachs treen 80%", Some("thu ngân sách trên 80%"));
        check(
            "thu ngaan sachs Haf Nooij trên 80%",
            Some("thu ngân sách Hà Nội trên 80%"),
        );
        check("giamr", None);
        check("gạo giamr thuees", None);
        check("giamr thu", None);
        check("xuất khẩu giamr, tawng", Some("xuất khẩu giảm, tăng"));
        check("tyr leej hooj ngheof", Some("tỷ lệ hộ nghèo"));
        check("xuaast khaaur gạo", Some("xuất khẩu gạo"));
        // Letters before the keystrokes are two bytes or more.
        check("gạo – xuaast", Some("gạo – xuất"));
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        for text in [
            // what articles have
            "bus",
            "ngân sách",
            "ngan sach",
            // what spells no word of theirs: "đề" is nowhere
            "ddeef",
            // test is tét only where nobody wrote it, and tết is another word
            "teets",
            // words of questions
            "max 80%",
            "tax above 5%",
            "low",
            // what co2 would be
            "co2 trên 5 triệu tấn",
            // English, quotations, fields, names
            "budget of ngaan",
            "\"ngaan sachs\"",
            "source:ngaan",
            "Sachs",
            "",
            "80%",
        ] {
            check(text, None);
        }
    }
}

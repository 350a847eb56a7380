//! Words of a question that were typed as keystrokes of Telex or VNI and never became letters:
//! "thu ngaan sachs treen 80%".
//!
//! A word that no article has and no table of questions is a trace of keystrokes, if it spells a
//! syllable of theirs. A trace is believed where what it spells stands beside the next word in some
//! article ("hộ nghèo") or makes a quantity of a number ("trên 80", "5 tỷ"), or else where it is
//! typed as hardly any other word is. One that is believed brings in the other traces, and words that
//! articles also have as they were typed, if none has them so beside their neighbour: next to "ngân",
//! "sachs" is not the bank. In 40,000 articles, which hold slips of the keyboard and foreign names,
//! 9 % of what is typed in Telex is some word of theirs.
//!
//! Invariant: without a trace nothing is retyped, and never what stands in quotes or in a field, has
//! capitals behind its first letter, or is of an English question.
//! Known gap: a foreign word that nobody knows, whose letters happen to be the keys of a syllable, is
//! retyped among others; the reading says so. Words side by side may be of two sentences. A question
//! all in capitals is not retyped.

use super::abbreviations::Abbreviations;
use super::language;
use super::lex::{self, Lexeme, Placed};
use super::plan::SyllablePattern;
use crate::facts::{self, Measure, Spelling, Words};
use crate::text::{Analysis, Normalized, syllable, telex};
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

/// The question with its keystrokes turned into letters; none where there are none. Short forms of
/// `abbreviations` are no keystrokes. `holds` says whether some article has the words side by side:
/// each with just its marks if the second argument is true, else with any marks more.
///
/// # Errors
/// Those of `holds`.
pub fn retype<E>(
    text: &str,
    abbreviations: &Abbreviations,
    holds: impl FnMut(&[SyllablePattern], bool) -> Result<bool, E>,
) -> Result<Option<Retyped>, E> {
    let normalised = Normalized::new(text);
    let analysis = Analysis::new(normalised.as_str());
    let Ok(lexemes) = lex::lex(normalised.as_str(), &analysis) else {
        return Ok(None);
    };
    let words = Words::new(normalised.as_str(), &analysis, Spelling::Typed);
    let (mut keys, mut foreign) = (Vec::new(), Vec::new());
    for token in lexemes.iter().flat_map(unquoted) {
        match Keys::of(&words, token, abbreviations) {
            Some(found) => keys.push(found),
            None if is_ordinary(&words, token) => {}
            None => foreign.push(token),
        }
    }
    let other = |token: usize| keys.iter().all(|keys| keys.token != token);
    if keys.is_empty() || language::is_english(&analysis, other) {
        return Ok(None);
    }
    let mut typist = Typist {
        words: &words,
        keys,
        foreign,
        holds,
    };
    typist.find()?;
    let mut retyped = Retyped {
        text: String::with_capacity(text.len()),
        keystrokes: Vec::new(),
    };
    let mut copied = 0;
    for keys in typist.keys.into_iter().filter(|keys| keys.taken) {
        let span = normalised.original(words.span(keys.token));
        retyped.text.push_str(&text[copied..span.start]);
        retyped.text.push_str(&keys.syllable);
        copied = span.end;
        retyped.keystrokes.push(Keystrokes {
            typed: span.of(text).to_owned(),
            syllable: keys.syllable,
            start: span.start,
            end: span.end,
        });
    }
    retyped.text.push_str(&text[copied..]);
    Ok((!retyped.keystrokes.is_empty()).then_some(retyped))
}

/// The tokens of free text outside of quotes.
fn unquoted(placed: &Placed) -> Vec<usize> {
    let Lexeme::Text { tokens, quoted, .. } = &placed.lexeme else {
        return Vec::new();
    };
    let free = |token: &usize| !quoted.iter().any(|phrase| phrase.contains(token));
    tokens.clone().filter(free).collect()
}

/// Whether the token is no foreign word: a number, a word of the tables, an abbreviation, a syllable
/// with or without its marks.
fn is_ordinary(words: &Words<'_>, at: usize) -> bool {
    let (word, folded) = (words.word(at), words.folded(at));
    words.is_number(at)
        || language::is_known(folded)
        || telex::is_bare(folded)
        || syllable::is_syllable(word)
        || !word.chars().any(char::is_lowercase)
}

/// A word that may be keystrokes.
struct Keys {
    token: usize,
    /// What they spell, with the capital that was typed.
    syllable: String,
    /// The same as it is looked for.
    meant: SyllablePattern,
    /// The word as it was typed.
    typed: SyllablePattern,
    /// Whether a table knows the word as it was typed.
    known: bool,
    /// Whether some article has what they spell.
    attested: bool,
    /// Whether neither an article nor a table has the word as it was typed.
    trace: bool,
    /// Whether it is read as what it spells.
    taken: bool,
}

impl Keys {
    fn of(words: &Words<'_>, token: usize, abbreviations: &Abbreviations) -> Option<Self> {
        let (word, folded) = (words.word(token), words.folded(token));
        let capitals = word.bytes().skip(1).any(|b| b.is_ascii_uppercase());
        if capitals || words.is_number(token) {
            return None;
        }
        let syllable = telex::from_keystrokes(word)?;
        let analysis = Analysis::new(&syllable);
        let meant = analysis.get(0)?;
        Some(Self {
            token,
            meant: pattern(meant.folded(), meant.signature()),
            typed: pattern(folded, words.signature(token)),
            known: language::is_known(folded)
                || abbreviations.has_short(folded)
                || facts::known_place(words, token).is_some(),
            syllable: match words.is_capital(token) {
                true => capitalised(&syllable),
                false => syllable,
            },
            attested: false,
            trace: false,
            taken: false,
        })
    }
}

/// Who typed a question, as far as its words tell.
struct Typist<'a, H> {
    words: &'a Words<'a>,
    keys: Vec<Keys>,
    /// The tokens of free text that are neither Vietnamese nor of the tables.
    foreign: Vec<usize>,
    holds: H,
}

impl<E, H: FnMut(&[SyllablePattern], bool) -> Result<bool, E>> Typist<'_, H> {
    /// Takes what is to be read as what it spells.
    fn find(&mut self) -> Result<(), E> {
        self.find_traces()?;
        let traces: Vec<usize> = (0..self.keys.len())
            .filter(|i| self.keys[*i].trace)
            .collect();
        let believed = self.believed(&traces)?;
        if believed.is_empty() {
            return Ok(());
        }
        // Who types in one way types so everywhere.
        let in_vni = |keys: &Keys| has_digit(&keys.typed.folded);
        let methods = [false, true].map(|vni| {
            let of_it = |i: &usize| in_vni(&self.keys[*i]) == vni;
            believed.iter().any(of_it)
        });
        for i in traces {
            let keys = &mut self.keys[i];
            let same = methods[usize::from(in_vni(keys))];
            let formula = may_be_a_formula(&keys.typed.folded);
            keys.taken = believed.contains(&i) || (same && !formula);
        }
        while self.find_followers()? {}
        Ok(())
    }

    /// Tells the traces, and leaves out what spells nothing.
    fn find_traces(&mut self) -> Result<(), E> {
        let mut kept = Vec::with_capacity(self.keys.len());
        for mut keys in std::mem::take(&mut self.keys) {
            keys.attested = (self.holds)(std::slice::from_ref(&keys.meant), true)?;
            if keys.attested || language::is_table_word(&keys.meant) {
                keys.trace = !keys.known
                    && !self.is_part_of_a_name(keys.token)
                    && !(self.holds)(std::slice::from_ref(&keys.typed), false)?;
                kept.push(keys);
            }
        }
        self.keys = kept;
        Ok(())
    }

    /// Those of `traces` that are keystrokes beyond doubt.
    fn believed(&mut self, traces: &[usize]) -> Result<Vec<usize>, E> {
        let mut believed = Vec::new();
        for i in traces.iter().copied() {
            let attested = self.keys[i].attested;
            if attested && (self.makes_quantity(i) || self.stands_beside(i)?) {
                believed.push(i);
            }
        }
        if believed.is_empty() && self.foreign.is_empty() {
            let certain = |i: &usize| {
                let keys = &self.keys[*i];
                // A word alone with a capital is a name.
                let named = self.words.is_capital(keys.token);
                keys.attested && !named && is_certain(&keys.typed.folded)
            };
            believed.extend(traces.iter().copied().filter(certain));
        }
        Ok(believed)
    }

    /// The tokens beside token `at` across white space alone, and whether each stands before it.
    fn beside(&self, at: usize) -> Vec<(usize, bool)> {
        let before = at.checked_sub(1).filter(|_| self.words.joined(at));
        let behind = self.words.joined(at + 1).then_some(at + 1);
        let before = before.map(|before| (before, true));
        let behind = behind.map(|behind| (behind, false));
        before.into_iter().chain(behind).collect()
    }

    /// Whether the word has a capital and stands beside a foreign one: "Dalai Lama".
    fn is_part_of_a_name(&self, at: usize) -> bool {
        let beside = self.beside(at);
        let foreign = |(other, _): &(usize, bool)| self.foreign.contains(other);
        self.words.is_capital(at) && beside.iter().any(foreign)
    }

    /// Whether what the word spells bounds the number behind it or measures the one before it.
    fn makes_quantity(&self, i: usize) -> bool {
        let Keys {
            token, syllable, ..
        } = &self.keys[i];
        self.beside(*token).into_iter().any(|(other, before)| {
            let text = match before {
                true => format!("5 {syllable}"),
                false => format!("{syllable} 5"),
            };
            self.words.is_number(other) && is_quantity(&text)
        })
    }

    /// Whether what the word spells stands in an article beside its neighbour, as that was typed or
    /// as what that spells.
    fn stands_beside(&mut self, i: usize) -> Result<bool, E> {
        let meant = self.keys[i].meant.clone();
        for (other, before) in self.beside(self.keys[i].token) {
            if self.words.is_number(other) {
                continue;
            }
            let keys = self.keys.iter().find(|keys| keys.token == other);
            let spelled = keys.map(|keys| keys.meant.clone());
            for way in spelled.into_iter().chain([self.typed(other)]) {
                if (self.holds)(&pair(&meant, &way, before), true)? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Takes words that an article or a table has as they were typed, where the one beside them says
    /// that they are what they spell; whether there was one. Of a word of a table only one that is
    /// taken says so: "hair" before "quan" may be hair.
    fn find_followers(&mut self) -> Result<bool, E> {
        let mut found = false;
        for i in 0..self.keys.len() {
            if self.keys[i].taken {
                continue;
            }
            for (other, before) in self.beside(self.keys[i].token) {
                let beside = match self.keys.iter().find(|keys| keys.token == other) {
                    Some(keys) if keys.taken => keys.meant.clone(),
                    None if !self.keys[i].known => self.typed(other),
                    _ => continue,
                };
                let keys = &mut self.keys[i];
                if (self.holds)(&pair(&keys.meant, &beside, before), true)?
                    && !(self.holds)(&pair(&keys.typed, &beside, before), true)?
                {
                    keys.taken = true;
                    found = true;
                    break;
                }
            }
        }
        Ok(found)
    }

    /// A token as it was typed.
    fn typed(&self, at: usize) -> SyllablePattern {
        pattern(self.words.folded(at), self.words.signature(at))
    }
}

fn pattern(folded: &str, signature: &str) -> SyllablePattern {
    SyllablePattern {
        folded: folded.to_owned(),
        signature: signature.to_owned(),
    }
}

/// A word and the one beside it in the order of the question.
fn pair(word: &SyllablePattern, other: &SyllablePattern, before: bool) -> [SyllablePattern; 2] {
    match before {
        true => [other.clone(), word.clone()],
        false => [word.clone(), other.clone()],
    }
}

/// Whether the two words of `text` are a number with its bound, scale or unit.
fn is_quantity(text: &str) -> bool {
    let analysis = Analysis::new(text);
    let words = Words::new(text, &analysis, Spelling::Marked);
    facts::quantities(&words, &[]).first().is_some_and(|found| {
        found.with_modifiers.len() == 2 && !matches!(found.measure, Measure::Counted(_))
    })
}

fn has_digit(typed: &str) -> bool {
    typed.bytes().any(|b| b.is_ascii_digit())
}

/// Whether the word is like the formulas of chemistry: CO2, SO3.
fn may_be_a_formula(typed: &str) -> bool {
    typed.len() < 4 && typed.ends_with(['2', '3'])
}

/// Whether hardly any word but keystrokes looks so: it has the keys of letters, or ends with a tone
/// key that ends few words of any language.
fn is_certain(typed: &str) -> bool {
    let keys = ["aa", "ee", "oo", "dd", "aw", "ow", "uw", "d9"];
    // Two letters and a number are also the name of a thing: "su27".
    let letters = typed.bytes().filter(u8::is_ascii_alphabetic).count();
    let marked = letters > 2 && typed.contains(['6', '7', '8', '9']);
    marked || keys.iter().any(|key| typed.contains(key)) || typed.ends_with(['f', 'j'])
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
        let tokens: Vec<_> = analysis.tokens().collect();
        let holds = |words: &[SyllablePattern], exactly: bool| {
            let found = tokens.windows(words.len()).any(|side_by_side| {
                side_by_side.iter().zip(words).all(|(token, word)| {
                    token.folded() == word.folded
                        && (!exactly || token.signature() == word.signature)
                })
            });
            Ok::<bool, Infallible>(found)
        };
        let Ok(found) = retype(text, Abbreviations::built_in(), holds);
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

    /// The same where articles also have words that could be keystrokes.
    #[track_caller]
    fn check_among(articles: &str, text: &str, expected: Option<&str>) {
        assert_eq!(retyped(text, articles).as_deref(), expected, "{text}");
    }

    #[test]
    fn words_of_articles_follow_what_stands_beside_them() {
        let bank = "Goldman Sachs dự báo. Thu ngân sách tỉnh. Nhạc teen, lứa tuổi teen. Họ tên.";
        check_among(bank, "ngaan sachs", Some("ngân sách"));
        check_among(bank, "ngan6 sachs", Some("ngân sách"));
        check_among(bank, "goldman sachs", None);
        check_among(bank, "sachs", None);
        check_among(bank, "tuooir teen", Some("tuổi teen"));
        check_among(bank, "hoj teen", Some("họ tên"));
        // Words of tables follow too.
        let places = "Tỉnh Lạng Sơn. Cục hải quan. Giá cả. Mã số thuế, giá gas.";
        check_among(places, "Lajng Sown", Some("Lạng Sơn"));
        check_among(places, "cucj hair quan", Some("cục hải quan"));
        check_among(places, "max soos thuees", Some("mã số thuế"));
        check_among(places, "gias car", Some("giá cả"));
        check_among(places, "gias gas", Some("giá gas"));
        check_among(places, "hair quan", None);
        // "tỷ" is written "tỉ" there.
        check_among("tỉ lệ", "tyr leej", Some("tỷ lệ"));
    }

    #[test]
    fn numbers_say_what_words_beside_them_mean() {
        let articles = "Sản lượng trên địa bàn đạt nhiều tỷ đồng, mã cổ phiếu, bằng 9 tấn.";
        check_among(articles, "treen 80%", Some("trên 80%"));
        check_among(articles, "doanh thu 100 tyr", Some("doanh thu 100 tỷ"));
        check_among(articles, "sản lượng 5 taans", Some("sản lượng 5 tấn"));
        // A code bounds no number.
        check_among(articles, "Boeing 737 max 8", None);
        check_among(articles, "vốn max 80%", None);
    }

    #[test]
    fn a_question_in_keystrokes_is_read_as_a_whole() {
        let articles = "Tỷ lệ hộ nghèo. Cà phê. Rét hại. Con cò. Phát thải giảm.";
        // Lợi nhuận is in no article, but in a table.
        check_among(
            articles,
            "lowij nhuaanj, hooj ngheof",
            Some("lợi nhuận, hộ nghèo"),
        );
        check_among(articles, "hooj ngheof, rets", Some("hộ nghèo, rét"));
        check_among(articles, "rets", None);
        // One way of typing says nothing of the other, nor of a formula.
        check_among(articles, "hooj ngheof, ret1", Some("hộ nghèo, ret1"));
        check_among(articles, "phats thair co2", Some("phát thải co2"));
        check_among(articles, "phat1 thai3 co2", Some("phát thải co2"));
        check_among(articles, "con co2", None);
        check_among(
            "Sò huyết. Phát thải.",
            "phat1 thai3 so2",
            Some("phát thải so2"),
        );
        check_among("Sò huyết. Phát thải.", "so2 huyet61", Some("sò huyết"));
    }

    #[test]
    fn names_and_acronyms_stay() {
        let articles = "Lão nông. Ông Lâm phát biểu. Úa vàng. Cô giáo. Đó là. Vía bà. Lão sừ.";
        for text in [
            "Laos",
            "USA",
            "COO",
            "Dalai Lama phát biểu",
            "Lâm USA",
            "DDoS",
            "tấn công ddos",
            "visa",
            "may bay su27",
            "queen bee",
            "did this last",
        ] {
            check_among(articles, text, None);
        }
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

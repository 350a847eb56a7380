//! The Vietnamese syllable: onset, rime and tone, and which combinations the orthography allows.
//!
//! A word is read without regard to case and to where in the rime the tone is written (hoà, hòa).
//! Invariant: [`Syllable::parse`] of what [`Syllable::spell`] writes is the same syllable, for
//! every syllable of [`all`]. Source of onsets, rimes and their constraints: Đoàn Thiện Thuật,
//! *Ngữ âm tiếng Việt* (1977), and the letter rules of Quyết định 240/QĐ (Bộ Giáo dục, 1984).
//! Known gap: names of other peoples that use Vietnamese letters (Kạn, Đắk, Krông) are foreign, and
//! some allowed combinations are no word ("boe").

use super::letters::{self, Letter, Shape, Tone};

/// Onsets. The empty one stands first; "g" and "gi" are told apart while parsing.
pub const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];

/// Rimes, sorted by code point for the search in them.
pub const RIMES: [&str; 168] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec",
    "em", "en", "eng", "eo", "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu",
    "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", "o", "oa", "oac", "oach", "oai", "oam",
    "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe", "oen", "oeo", "oet", "oi", "om",
    "on", "ong", "ooc", "oong", "op", "ot", "oăc", "oăm", "oăn", "oăng", "oăt", "u", "ua", "uc",
    "ui", "um", "un", "ung", "up", "ut", "uy", "uya", "uych", "uyn", "uynh", "uyp", "uyt", "uyu",
    "uyên", "uyêt", "uân", "uâng", "uât", "uây", "uê", "uêch", "uên", "uênh", "uêt", "uôc", "uôi",
    "uôm", "uôn", "uông", "uôt", "uơ", "y", "ych", "yn", "ynh", "yp", "yt", "yu", "yêm", "yên",
    "yêng", "yêt", "yêu", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "ê", "êch", "êm", "ên",
    "ênh", "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ăc", "ăm", "ăn",
    "ăng", "ăp", "ăt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng",
    "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu",
];

/// Onsets after which an open syllable is written with i as well as with y: kĩ and kỹ.
const I_OR_Y: [&str; 12] = ["b", "h", "k", "l", "m", "n", "qu", "s", "t", "th", "v", "x"];

/// Words with two spellings in d and gi (Hoàng Phê, *Từ điển tiếng Việt*, 2003: giòng → dòng,
/// giông → dông), as terms. All other pairs (dành and giành) are different words.
const D_OR_GI: [(&str, &str); 2] = [("dong|f", "giong|f"), ("dong|1^", "giong|2^")];

/// The longest syllable has seven letters: "nghiêng".
const LONGEST: usize = 7;

/// A syllable taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Syllable {
    /// One of [`ONSETS`].
    pub onset: &'static str,
    /// One of [`RIMES`].
    pub rime: &'static str,
    /// The tone.
    pub tone: Tone,
}

/// Where the tone of oa, oe and uy is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// On the vowel that carries the syllable: hoà, thuý.
    New,
    /// On the vowel before it: hòa, thúy.
    Old,
}

impl Syllable {
    /// Reads `word`, in composed letters of any case; none where it is no Vietnamese syllable.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        if word.len() > LONGEST * 3 {
            return None;
        }
        let mut plain = String::with_capacity(LONGEST * 2);
        let mut tone = Tone::Level;
        let mut toned = 0;
        for (i, c) in word.chars().enumerate() {
            let letter = letters::letter(c)?;
            if i >= LONGEST || (letter.tone != Tone::Level && tone != Tone::Level) {
                return None;
            }
            if letter.tone != Tone::Level {
                tone = letter.tone;
                toned = i;
            }
            plain.push(letters::compose(Letter {
                tone: Tone::Level,
                upper: false,
                ..letter
            })?);
        }
        join(split(&plain, tone == Tone::Dot && toned == 1)?, tone)
    }

    /// Whether the letters before the rime, the rime and the tone go together.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        let stop_fits = !self.is_stopped() || matches!(self.tone, Tone::Acute | Tone::Dot);
        // "gịa" is the one syllable of gi and ia; in all other tones the letters spell gi and a.
        let ia_fits = (self.onset, self.rime) != ("gi", "ia") || self.tone == Tone::Dot;
        stop_fits && ia_fits && fits(self.onset, self.rime)
    }

    /// Whether the rime ends in a stop (p, t, c, ch), which takes only sắc and nặng.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.rime.ends_with(['p', 't', 'c']) || self.rime.ends_with("ch")
    }

    /// Writes the syllable in small letters.
    #[must_use]
    pub fn spell(&self, placement: Placement) -> String {
        let mut spelled = String::with_capacity(LONGEST * 3);
        spelled.push_str(self.onset);
        let rime = match self.onset {
            // gi and a rime in i share the letter: gì, giếng, gịa.
            "gi" if self.rime.starts_with('i') => {
                spelled.pop();
                self.rime
            }
            _ => self.rime,
        };
        let place = tone_place(self.onset, rime, placement);
        for (i, c) in rime.chars().enumerate() {
            let toned = letters::letter(c)
                .filter(|_| i == place)
                .and_then(|letter| {
                    letters::compose(Letter {
                        tone: self.tone,
                        ..letter
                    })
                });
            spelled.push(toned.unwrap_or(c));
        }
        spelled
    }
}

/// All syllables that the rules allow, in the order of the tables.
pub fn all() -> impl Iterator<Item = Syllable> {
    ONSETS.iter().flat_map(|onset| {
        RIMES.iter().flat_map(move |rime| {
            letters::TONES.iter().filter_map(move |tone| {
                let syllable = Syllable {
                    onset,
                    rime,
                    tone: *tone,
                };
                syllable.is_allowed().then_some(syllable)
            })
        })
    })
}

/// Whether `word` can be a Vietnamese syllable; else it is foreign, an abbreviation or a slip.
#[must_use]
pub fn is_syllable(word: &str) -> bool {
    Syllable::parse(word).is_some()
}

/// The terms of other spellings of the same word: "kĩ" for "kỹ". The marks stay as they are, so
/// that the term of a bare syllable gives one of a bare syllable.
///
/// An open syllable in i or y has two spellings after b, h, k, l, m, n, qu, s, t, th, v and x;
/// "tay" and "tai" are different words.
#[must_use]
pub fn spelling_variants(term: &str) -> Vec<String> {
    let mut variants = Vec::new();
    let (folded, signature) = term.split_once(super::SEPARATOR).unwrap_or((term, ""));
    let swapped = match folded.strip_suffix('y') {
        Some(onset) if I_OR_Y.contains(&onset) => Some(format!("{onset}i")),
        Some(_) => None,
        None => folded
            .strip_suffix('i')
            .filter(|onset| I_OR_Y.contains(onset))
            .map(|onset| format!("{onset}y")),
    };
    // A letter of the onset with a mark is another onset: đi has one spelling.
    if let Some(swapped) = swapped
        && signature.len() <= 1
    {
        variants.push(format!("{swapped}{}{signature}", super::SEPARATOR));
    }
    for (d, gi) in D_OR_GI {
        if term == d {
            variants.push(gi.to_owned());
        } else if term == gi {
            variants.push(d.to_owned());
        }
    }
    variants
}

/// The syllable of small letters without tone, and a tone.
pub(super) fn assemble(plain: &str, tone: Tone) -> Option<Syllable> {
    join(split(plain, false)?, tone)
}

fn join((onset, rime): (&'static str, &'static str), tone: Tone) -> Option<Syllable> {
    let syllable = Syllable { onset, rime, tone };
    syllable.is_allowed().then_some(syllable)
}

/// Onset and rime of toneless small letters; `dot_on_second` tells gịa from giạ.
fn split(plain: &str, dot_on_second: bool) -> Option<(&'static str, &'static str)> {
    if let Some(rest) = plain.strip_prefix("gi") {
        let shared = &plain[1..];
        let is_shared = rest.is_empty() || shared.starts_with("iê") || !starts_with_vowel(rest);
        let is_shared = is_shared || (shared == "ia" && dot_on_second);
        return match rime(shared).filter(|_| is_shared) {
            Some(rime) => Some(("gi", rime)),
            None => rime(rest).map(|rime| ("gi", rime)),
        };
    }
    let onset = ONSETS
        .iter()
        .filter(|onset| plain.starts_with(**onset))
        .max_by_key(|onset| onset.len())?;
    rime(&plain[onset.len()..]).map(|rime| (*onset, rime))
}

fn rime(letters: &str) -> Option<&'static str> {
    RIMES.binary_search(&letters).ok().map(|i| RIMES[i])
}

fn starts_with_vowel(letters: &str) -> bool {
    letters.starts_with(['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'])
}

/// Whether the rime has a rounded glide before its vowel: oa, uê, uy.
fn is_rounded(rime: &str) -> bool {
    ["oa", "oă", "oe", "uâ", "uê", "uơ", "uy"]
        .iter()
        .any(|glide| rime.starts_with(glide))
}

/// Whether onset and rime go together.
fn fits(onset: &str, rime: &str) -> bool {
    let front = rime.starts_with(['e', 'ê', 'i', 'y']);
    // y alone stands where i could; its compounds stand after no consonant (yên) or after qu.
    let y_fits = match rime {
        "y" => onset.is_empty() || I_OR_Y.contains(&onset),
        "yêm" | "yêng" | "yêu" => onset.is_empty(),
        "yên" | "yêt" => matches!(onset, "" | "qu"),
        _ if rime.starts_with('y') => onset == "qu",
        _ => true,
    };
    let onset_fits = match onset {
        "" => !rime.starts_with("iê"),
        "c" => !front && !is_rounded(rime),
        "g" | "ng" => !front,
        "gh" | "ngh" | "k" => front,
        // Where i and the rime share letters, the longer rime is meant: giết is gi and iêt.
        "gi" => !rime.starts_with('y') && !matches!(rime, "êm" | "ên" | "êp" | "êt" | "êu" | "iu"),
        "qu" => qu_fits(rime),
        _ => true,
    };
    y_fits && onset_fits
}

/// qu holds the rounded glide, so that the rime has none: quốc is its one rime in ô.
fn qu_fits(rime: &str) -> bool {
    match rime {
        "ôc" => true,
        "ia" | "ich" | "im" | "iu" => false,
        _ => {
            rime.starts_with(['a', 'ă', 'â', 'e', 'ê', 'y', 'ơ'])
                || (rime.starts_with('i') && !rime.starts_with("iê"))
        }
    }
}

/// Which letter of the rime carries the tone.
fn tone_place(onset: &str, rime: &str, placement: Placement) -> usize {
    let vowels: Vec<Letter> = rime
        .chars()
        .filter(|c| starts_with_vowel(c.encode_utf8(&mut [0; 4])))
        .filter_map(letters::letter)
        .collect();
    if let Some(shaped) = vowels.iter().rposition(|v| v.shape != Shape::Plain) {
        return shaped;
    }
    let closed = vowels.len() < rime.chars().count();
    match vowels.len() {
        0 | 1 => 0,
        2 if closed => 1,
        2 if matches!(rime, "oa" | "oe" | "uy") && onset != "qu" => {
            usize::from(placement == Placement::New)
        }
        2 => 0,
        _ => 1,
    }
}

#[cfg(test)]
mod tests;

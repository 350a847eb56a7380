//! Keystrokes of the Telex and VNI typing methods that were never turned into letters.
//!
//! Invariant: a result is a Vietnamese syllable with marks; of two keys it has two letters ("as" is
//! no á), unless it is y; and it never stands for a token that is a syllable without its marks.
//! Whether a token is meant as keystrokes is for the caller to decide, who knows the words of the
//! index: "test" are the keys of "tét", and "xoong", a word itself, those of "xông".
//! Known gap: a second tone key that corrects the first is not followed, and "giaj" is giạ.

use super::letters::{self, Letter, Shape, Tone};
use super::syllable::{self, Placement, Syllable};
use std::collections::HashSet;
use std::sync::LazyLock;

/// More keys than any syllable takes: n g h i e e n g and a tone.
const MOST_KEYS: usize = 12;

/// A mark typed somewhere behind its letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// The stroke of đ.
    Stroke,
    /// The circumflex of this vowel, or of any.
    Circumflex(Option<u8>),
    /// The horn of o and u.
    Horn,
    /// The breve of a.
    Breve,
    /// Telex w: a breve or a horn.
    BreveOrHorn,
}

/// Keys told apart into letters and what is done to them.
#[derive(Debug, Default)]
struct Keys {
    letters: Vec<(u8, Shape)>,
    marks: Vec<Mark>,
    tone: Option<Tone>,
}

/// The syllable that someone typed as `token`: "ngaan" and "ngan6" are ngân, "dduongwf" and
/// "d9uong72" are đường. None if the keys give no syllable with marks, or if the token is one
/// without ("sach", "hoa").
#[must_use]
pub fn from_keystrokes(token: &str) -> Option<String> {
    let typed = token.to_ascii_lowercase();
    let is_typed = typed.bytes().all(|b| b.is_ascii_alphanumeric()) && typed.len() <= MOST_KEYS;
    if !is_typed || is_bare(&typed) {
        return None;
    }
    let syllable = if typed.bytes().any(|b| b.is_ascii_digit()) {
        vni(&typed)?.syllable()
    } else {
        // A repeated vowel is a circumflex, or a letter of its own as in "ngoeos".
        telex(&typed, true)
            .and_then(|keys| keys.syllable())
            .or_else(|| telex(&typed, false)?.syllable())
    };
    let word = syllable?.spell(Placement::New);
    // "as" and "or" are words; y alone is no end of one.
    let short = word.chars().count() == 1 && typed.len() == 2 && !typed.starts_with('y');
    (!short && !word.is_ascii()).then_some(word)
}

/// Whether `word`, in lower case, is a Vietnamese syllable written without its marks.
#[must_use]
pub fn is_bare(word: &str) -> bool {
    static BARE: LazyLock<HashSet<String>> = LazyLock::new(|| {
        syllable::all()
            // Whoever types oo means ô: the few words in oong and ooc are loans (xoong).
            .filter(|syllable| !syllable.rime.starts_with("oo"))
            .map(|syllable| {
                let spelled = syllable.spell(Placement::New);
                let bases = spelled.chars().filter_map(letters::letter);
                bases.map(|letter| char::from(letter.base)).collect()
            })
            .collect()
    });
    // No syllable ends in another letter; most keys do, and then the table need not be built.
    word.ends_with(|c| "aeiouycghmnpt".contains(c)) && BARE.contains(word)
}

fn telex(typed: &str, doubled: bool) -> Option<Keys> {
    let mut keys = Keys::default();
    for key in typed.bytes() {
        let has_vowel = keys.has_vowel();
        match key {
            b's' | b'f' | b'r' | b'x' | b'j' if has_vowel => {
                keys.set_tone(match key {
                    b's' => Tone::Acute,
                    b'f' => Tone::Grave,
                    b'r' => Tone::Hook,
                    b'x' => Tone::Tilde,
                    _ => Tone::Dot,
                })?;
            }
            b'w' if has_vowel => keys.marks.push(Mark::BreveOrHorn),
            b'w' => keys.letters.push((b'u', Shape::Horn)),
            b'd' if !keys.letters.is_empty() => keys.marks.push(Mark::Stroke),
            b'a' | b'e' | b'o' if doubled && keys.letters.contains(&(key, Shape::Plain)) => {
                keys.marks.push(Mark::Circumflex(Some(key)));
            }
            _ => keys.letters.push((key, Shape::Plain)),
        }
    }
    Some(keys)
}

fn vni(typed: &str) -> Option<Keys> {
    let mut keys = Keys::default();
    for key in typed.bytes() {
        match key {
            b'1' => keys.set_tone(Tone::Acute)?,
            b'2' => keys.set_tone(Tone::Grave)?,
            b'3' => keys.set_tone(Tone::Hook)?,
            b'4' => keys.set_tone(Tone::Tilde)?,
            b'5' => keys.set_tone(Tone::Dot)?,
            b'6' => keys.marks.push(Mark::Circumflex(None)),
            b'7' => keys.marks.push(Mark::Horn),
            b'8' => keys.marks.push(Mark::Breve),
            b'9' => keys.marks.push(Mark::Stroke),
            b'0' => return None,
            _ => keys.letters.push((key, Shape::Plain)),
        }
        // A figure before the first letter is a figure.
        if keys.letters.is_empty() {
            return None;
        }
    }
    Some(keys)
}

impl Keys {
    fn has_vowel(&self) -> bool {
        let is_vowel = |b: &u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
        self.letters.iter().any(|(base, _)| is_vowel(base))
    }

    /// None if a tone was typed before.
    fn set_tone(&mut self, tone: Tone) -> Option<()> {
        self.tone.replace(tone).is_none().then_some(())
    }

    /// The first way to place the marks that gives a syllable.
    fn syllable(&self) -> Option<Syllable> {
        place(&self.letters, &self.marks, self.tone.unwrap_or(Tone::Level))
    }
}

/// Places the first of `marks` in every possible way, and then the others.
fn place(letters: &[(u8, Shape)], marks: &[Mark], tone: Tone) -> Option<Syllable> {
    let Some((mark, rest)) = marks.split_first() else {
        return syllable::assemble(&plain(letters)?, tone);
    };
    ways(letters, *mark)
        .into_iter()
        .find_map(|marked| place(&marked, rest, tone))
}

/// The letters with one more mark, the likeliest place first: uo takes the horn twice (ươ), else
/// the last letter that can take the mark does.
fn ways(letters: &[(u8, Shape)], mark: Mark) -> Vec<Vec<(u8, Shape)>> {
    let with = |places: &[usize], shape: Shape| {
        let mut marked = letters.to_vec();
        for place in places {
            marked[*place].1 = shape;
        }
        marked
    };
    let mut ways = Vec::new();
    let horn = matches!(mark, Mark::Horn | Mark::BreveOrHorn);
    let plain = Shape::Plain;
    if horn {
        let pairs = letters.windows(2).enumerate();
        let uo = |pair: &[(u8, Shape)]| pair == [(b'u', plain), (b'o', plain)];
        ways.extend(
            pairs
                .filter(|(_, pair)| uo(pair))
                .map(|(i, _)| with(&[i, i + 1], Shape::Horn)),
        );
    }
    for (i, (base, shape)) in letters.iter().enumerate().rev() {
        if *shape != plain {
            continue;
        }
        let shape = match (mark, base) {
            (Mark::Stroke, b'd') if i == 0 => Some(Shape::Stroke),
            (Mark::Circumflex(None), b'a' | b'e' | b'o') => Some(Shape::Circumflex),
            (Mark::Circumflex(Some(vowel)), base) if vowel == *base => Some(Shape::Circumflex),
            (Mark::Breve | Mark::BreveOrHorn, b'a') => Some(Shape::Breve),
            (_, b'o' | b'u') if horn => Some(Shape::Horn),
            _ => None,
        };
        ways.extend(shape.map(|shape| with(&[i], shape)));
    }
    ways
}

fn plain(letters: &[(u8, Shape)]) -> Option<String> {
    letters
        .iter()
        .map(|(base, shape)| {
            letters::compose(Letter {
                base: *base,
                shape: *shape,
                tone: Tone::Level,
                upper: false,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(keys: &str, expected: &str) {
        let typed: Vec<String> = keys
            .split(' ')
            .map(|token| from_keystrokes(token).unwrap_or_else(|| token.to_owned()))
            .collect();
        assert_eq!(typed.join(" "), expected, "{keys}");
    }

    #[test]
    fn telex_keys() {
        check("ngaan sachs", "ngân sách");
        check("dduongwf dduwowngf duongdwf", "đường đường đường");
        check("hooj ngheof", "hộ nghèo");
        check("thuwr luuw muaw thuowr", "thử lưu mưa thuở");
        check("hoacwj hoawcj", "hoặc hoặc");
        check("quoocs quoocs quys", "quốc quốc quý");
        check("ngoeos nguwowif tw", "ngoéo người tư");
        check("Tyr TYR", "tỷ tỷ");
        check("xuaats khaaur", "xuất khẩu");
        check("giees gieesng gif", "giế giếng gì");
        check("truwowng coong ddoongf", "trương công đồng");
        check("owr ys oor uwf", "ở ý ổ ừ");
    }

    #[test]
    fn vni_keys() {
        check("ngan6 sach1", "ngân sách");
        check("d9uong72 d9u7o7ng2", "đường đường");
        check("ho65 ngheo2", "hộ nghèo");
        check("ty3 d9o62ng", "tỷ đồng");
        check("ha8m hoa8c5", "hăm hoặc");
        check("nguoi72", "người");
        check("o73 y1", "ở ý");
    }

    #[test]
    fn other_tokens_are_left() {
        for token in [
            "",
            "a",
            "sach",
            "ngan",
            "hoa",
            "as",
            "or",
            "is",
            "ow",
            "u2",
            "m2",
            "h30",
            "u23",
            "covid",
            "street",
            "google",
            "vietnam",
            "ubnd",
            "7h30",
            "2018",
            "sachss",
            "sách",
            "ngoan",
            "windows",
            "h5n1",
            "qh15",
            "street",
            "0",
            "9d",
            "ddd",
            "software",
            "giaa2018abcdef",
        ] {
            assert_eq!(from_keystrokes(token), None, "{token}");
        }
    }

    /// The keys of a word: those of its letters, marks in place or last, then the tone.
    fn keys(word: &str, vni: bool, marks_last: bool) -> String {
        let (mut keys, mut last) = (String::new(), String::new());
        let mut tone = Tone::Level;
        for letter in word.chars().filter_map(letters::letter) {
            keys.push(char::from(letter.base));
            if letter.tone != Tone::Level {
                tone = letter.tone;
            }
            let key = match (letter.shape, vni) {
                (Shape::Plain, _) => None,
                (Shape::Circumflex, false) => Some(char::from(letter.base)),
                (Shape::Stroke, false) => Some('d'),
                (_, false) => Some('w'),
                (Shape::Circumflex, true) => Some('6'),
                (Shape::Horn, true) => Some('7'),
                (Shape::Breve, true) => Some('8'),
                (Shape::Stroke, true) => Some('9'),
            };
            if marks_last {
                last.extend(key);
            } else {
                keys.extend(key);
            }
        }
        // One key marks both letters of ươ.
        let last = last.replace("ww", "w").replace("77", "7");
        let tones = if vni { "02345" } else { "_frxj" };
        let tone = match tone {
            Tone::Level => None,
            Tone::Acute => Some(if vni { '1' } else { 's' }),
            Tone::Grave => tones.chars().nth(1),
            Tone::Hook => tones.chars().nth(2),
            Tone::Tilde => tones.chars().nth(3),
            Tone::Dot => tones.chars().nth(4),
        };
        keys + &last + &tone.map(String::from).unwrap_or_default()
    }

    #[test]
    fn every_syllable_can_be_typed() {
        let mut missed = Vec::new();
        for syllable in syllable::all() {
            let word = syllable.spell(Placement::New);
            for (vni, marks_last) in [(false, false), (false, true), (true, false), (true, true)] {
                let keys = keys(&word, vni, marks_last);
                let is_loan = syllable.rime.starts_with("oo");
                let is_gia = (syllable.onset, syllable.rime) == ("gi", "ia");
                if word.chars().count() == 1 || is_bare(&keys) || is_loan || is_gia {
                    continue;
                }
                if from_keystrokes(&keys).as_ref() != Some(&word) {
                    missed.push((keys, word.clone()));
                }
            }
        }
        assert_eq!(missed, [], "{}", missed.len());
    }
}

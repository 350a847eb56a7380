//! The letters of Vietnamese: one table from a character to its base letter, shape mark and tone.
//!
//! Invariant: [`letter`] and [`compose`] are inverse on the 134 marked letters (12 vowels × 6 tones
//! and đ, in two cases, without the 12 plain ones) and on ASCII letters. Nothing else in the crate
//! lists Vietnamese letters. Known gap: letters of other languages are not decomposed here.

/// What is drawn on a letter besides the tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shape {
    /// Nothing.
    Plain,
    /// The breve of ă.
    Breve,
    /// The circumflex of â, ê, ô.
    Circumflex,
    /// The horn of ơ, ư.
    Horn,
    /// The stroke of đ.
    Stroke,
}

/// The six tones, in the order of the columns of the letter table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tone {
    /// ngang: no mark.
    Level,
    /// huyền: grave.
    Grave,
    /// sắc: acute.
    Acute,
    /// hỏi: hook above.
    Hook,
    /// ngã: tilde.
    Tilde,
    /// nặng: dot below.
    Dot,
}

/// All tones, in table order.
pub const TONES: [Tone; 6] = [
    Tone::Level,
    Tone::Grave,
    Tone::Acute,
    Tone::Hook,
    Tone::Tilde,
    Tone::Dot,
];

/// A Latin letter taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Letter {
    /// The lower-case ASCII letter under the marks.
    pub base: u8,
    /// The shape mark.
    pub shape: Shape,
    /// The tone.
    pub tone: Tone,
    /// Whether it is a capital.
    pub upper: bool,
}

/// Base, shape, and the letter in its six tones, small and capital.
type Row = (u8, Shape, [char; 6], [char; 6]);

/// The vowels (Unicode blocks Latin-1 Supplement, Latin Extended-A/B and Additional).
const VOWELS: [Row; 12] = [
    (
        b'a',
        Shape::Plain,
        ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
        ['A', 'À', 'Á', 'Ả', 'Ã', 'Ạ'],
    ),
    (
        b'a',
        Shape::Breve,
        ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ'],
        ['Ă', 'Ằ', 'Ắ', 'Ẳ', 'Ẵ', 'Ặ'],
    ),
    (
        b'a',
        Shape::Circumflex,
        ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ'],
        ['Â', 'Ầ', 'Ấ', 'Ẩ', 'Ẫ', 'Ậ'],
    ),
    (
        b'e',
        Shape::Plain,
        ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
        ['E', 'È', 'É', 'Ẻ', 'Ẽ', 'Ẹ'],
    ),
    (
        b'e',
        Shape::Circumflex,
        ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ'],
        ['Ê', 'Ề', 'Ế', 'Ể', 'Ễ', 'Ệ'],
    ),
    (
        b'i',
        Shape::Plain,
        ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'],
        ['I', 'Ì', 'Í', 'Ỉ', 'Ĩ', 'Ị'],
    ),
    (
        b'o',
        Shape::Plain,
        ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
        ['O', 'Ò', 'Ó', 'Ỏ', 'Õ', 'Ọ'],
    ),
    (
        b'o',
        Shape::Circumflex,
        ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ'],
        ['Ô', 'Ồ', 'Ố', 'Ổ', 'Ỗ', 'Ộ'],
    ),
    (
        b'o',
        Shape::Horn,
        ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ'],
        ['Ơ', 'Ờ', 'Ớ', 'Ở', 'Ỡ', 'Ợ'],
    ),
    (
        b'u',
        Shape::Plain,
        ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
        ['U', 'Ù', 'Ú', 'Ủ', 'Ũ', 'Ụ'],
    ),
    (
        b'u',
        Shape::Horn,
        ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự'],
        ['Ư', 'Ừ', 'Ứ', 'Ử', 'Ữ', 'Ự'],
    ),
    (
        b'y',
        Shape::Plain,
        ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'],
        ['Y', 'Ỳ', 'Ý', 'Ỷ', 'Ỹ', 'Ỵ'],
    ),
];

const LOW: usize = 0xC0;
const LOW_END: usize = 0x1B1;
const HIGH: usize = 0x1EA0;
const HIGH_END: usize = 0x1EFA;

type Table = [Option<Letter>; (LOW_END - LOW) + (HIGH_END - HIGH)];

static TABLE: Table = build();

const fn slot(code: u32) -> Option<usize> {
    let code = code as usize;
    if code >= LOW && code < LOW_END {
        Some(code - LOW)
    } else if code >= HIGH && code < HIGH_END {
        Some(code - HIGH + (LOW_END - LOW))
    } else {
        None
    }
}

const fn build() -> Table {
    let mut table: Table = [None; (LOW_END - LOW) + (HIGH_END - HIGH)];
    let mut row = 0;
    while row < VOWELS.len() {
        let (base, shape, small, capital) = VOWELS[row];
        let mut tone = 0;
        while tone < 6 {
            if let Some(i) = slot(small[tone] as u32) {
                table[i] = Some(Letter {
                    base,
                    shape,
                    tone: TONES[tone],
                    upper: false,
                });
            }
            if let Some(i) = slot(capital[tone] as u32) {
                table[i] = Some(Letter {
                    base,
                    shape,
                    tone: TONES[tone],
                    upper: true,
                });
            }
            tone += 1;
        }
        row += 1;
    }
    let stroke = Letter {
        base: b'd',
        shape: Shape::Stroke,
        tone: Tone::Level,
        upper: false,
    };
    if let Some(i) = slot('đ' as u32) {
        table[i] = Some(stroke);
    }
    if let Some(i) = slot('Đ' as u32) {
        table[i] = Some(Letter {
            upper: true,
            ..stroke
        });
    }
    table
}

/// Takes an ASCII or Vietnamese letter apart; none for every other character.
#[must_use]
pub fn letter(c: char) -> Option<Letter> {
    if c.is_ascii_alphabetic() {
        return Some(Letter {
            base: c.to_ascii_lowercase() as u8,
            shape: Shape::Plain,
            tone: Tone::Level,
            upper: c.is_ascii_uppercase(),
        });
    }
    marked(c as u32)
}

/// Takes a marked letter of Vietnamese apart, by its code point; none for every other character.
#[must_use]
#[inline]
pub fn marked(code: u32) -> Option<Letter> {
    slot(code).and_then(|i| TABLE[i])
}

/// Puts a letter together; none where Vietnamese has no such letter ("b" with a tone).
#[must_use]
pub fn compose(letter: Letter) -> Option<char> {
    let Letter {
        base,
        shape,
        tone,
        upper,
    } = letter;
    let row = VOWELS.iter().find(|row| row.0 == base && row.1 == shape);
    match (row, shape, tone) {
        (Some((_, _, small, capital)), ..) => {
            Some(if upper { capital } else { small }[tone as usize])
        }
        (None, Shape::Stroke, Tone::Level) if base == b'd' => Some(if upper { 'Đ' } else { 'đ' }),
        (None, Shape::Plain, Tone::Level) if base.is_ascii_lowercase() => {
            let c = char::from(base);
            Some(if upper { c.to_ascii_uppercase() } else { c })
        }
        _ => None,
    }
}

/// The tone that a combining character writes.
#[must_use]
pub fn combining_tone(c: char) -> Option<Tone> {
    match c {
        '\u{300}' | '\u{340}' => Some(Tone::Grave),
        '\u{301}' | '\u{341}' => Some(Tone::Acute),
        '\u{309}' => Some(Tone::Hook),
        '\u{303}' => Some(Tone::Tilde),
        '\u{323}' => Some(Tone::Dot),
        _ => None,
    }
}

/// The shape that a combining character writes.
#[must_use]
pub fn combining_shape(c: char) -> Option<Shape> {
    match c {
        '\u{306}' => Some(Shape::Breve),
        '\u{302}' => Some(Shape::Circumflex),
        '\u{31B}' => Some(Shape::Horn),
        '\u{335}' => Some(Shape::Stroke),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_letter_round_trips() {
        let marked: Vec<char> = ('\u{C0}'..'\u{1F00}')
            .filter(|c| letter(*c).is_some())
            .collect();
        assert_eq!(marked.len(), 134);
        for c in marked.into_iter().chain('a'..='z').chain('A'..='Z') {
            let taken = letter(c).unwrap();
            assert_eq!(compose(taken), Some(c));
            assert_eq!(taken.upper, c.is_uppercase(), "{c}");
        }
    }

    #[test]
    fn other_letters_are_not_taken_apart() {
        for c in ['ü', 'ç', 'ñ', 'Ð', 'ß', '1', ' ', '日'] {
            assert_eq!(letter(c), None, "{c}");
        }
        let no_such = Letter {
            base: b'b',
            shape: Shape::Plain,
            tone: Tone::Acute,
            upper: false,
        };
        assert_eq!(compose(no_such), None);
    }
}

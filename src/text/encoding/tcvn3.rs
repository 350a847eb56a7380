//! TCVN3 (TCVN 5712:1993, VN3), the encoding of the "ABC" fonts (.VnTime).
//!
//! Invariant: [`decode`] gives one character for every byte. Known gap: the encoding has no capital
//! vowels with tones: a heading in a capitals font (.VnTimeH) was stored in small letters, and is
//! read so.

/// The upper half of the table, from byte 0x80. 0x80 to 0x9F hold the quotes and dashes that
/// Windows puts there, the rest is the table of TCVN 5712:1993 (VN2, of which VN3 is a part).
const HIGH: [char; 128] = [
    '€', '�', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '�', 'Ž', '�', '�',
    '\u{2018}', '\u{2019}', '\u{201C}', '\u{201D}', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '�',
    'ž', 'Ÿ', '\u{A0}', 'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', 'Ằ',
    '\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}', 'à', 'ả', 'ã', 'á', 'ạ', 'Ẳ', 'ằ', 'ẳ',
    'ẵ', 'ắ', 'Ẵ', 'Ắ', 'Ầ', 'Ẩ', 'Ẫ', 'Ấ', 'Ề', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', 'Ể', 'ẻ', 'ẽ',
    'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', 'Ễ', 'Ế', 'Ồ', 'ĩ', 'í', 'ị', 'ò', 'Ổ', 'ỏ', 'õ',
    'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù', 'Ỗ', 'ủ', 'ũ', 'ú', 'ụ', 'ừ',
    'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', 'Ố',
];

/// What `byte` stands for; U+FFFD for a byte without a character.
pub(super) fn decode(byte: u8) -> char {
    match byte {
        0x80.. => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

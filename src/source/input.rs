//! Bytes to read: what is known of them beforehand, their lines, their encoding.
//!
//! Invariant: reading a line keeps at most [`MAX_DOCUMENT`] bytes; text in UTF-16 comes out as UTF-8, so
//! that lines and cells end where they end.
//! Known gap: the encoding of a table is told from its beginning.

use super::columns::Mapping;
use crate::text::encoding::{Decoded, Encoding, decode};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::PathBuf;
use std::sync::Arc;

/// The longest document that is read, in bytes of the file, line or row: 16 MiB, ten novels.
pub const MAX_DOCUMENT: usize = 16 << 20;

/// How many bytes are read together.
pub(super) const BUFFER: usize = 1 << 18;

/// The most of an article that may be unreadable: one byte in so many.
const READABLE: usize = 20;

/// How sure an encoding must be that is told from the bytes, to be taken without a word.
const SURE: f64 = 0.8;

/// Bytes to read.
pub(super) type Bytes<'a> = Box<dyn BufRead + Send + 'a>;

/// What is known of an input before it is read.
#[derive(Clone)]
pub(super) struct Known {
    /// What problems call it.
    pub(super) path: PathBuf,
    /// The id of its only document, or that by which those without id are called.
    pub(super) id: String,
    /// The encoding that was asked for.
    pub(super) encoding: Option<Encoding>,
    /// The columns that were named.
    pub(super) columns: Arc<[Mapping]>,
}

/// The first bytes of an input, at most `length`, and the whole of it.
pub(super) fn begin(mut input: Bytes<'_>, length: usize) -> io::Result<(Vec<u8>, Bytes<'_>)> {
    let mut begin = Vec::new();
    input.by_ref().take(length as u64).read_to_end(&mut begin)?;
    let whole = Box::new(Cursor::new(begin.clone()).chain(input));
    Ok((begin, whole))
}

/// An input of many documents as bytes in one encoding, without a byte order mark and never in UTF-16;
/// and what is odd about it, if anything.
///
/// # Errors
/// If it can't be read or is no text.
pub(super) fn text(
    input: Bytes<'_>,
    forced: Option<Encoding>,
) -> Result<(Bytes<'_>, Encoding, Option<String>), String> {
    let (sample, mut input) = begin(input, BUFFER).map_err(|error| explain(&error))?;
    // A character may be cut in two at the end of the sample.
    let whole = match sample.iter().rposition(|byte| *byte == b'\n') {
        Some(at) if sample.len() == BUFFER => sample.get(..at - at % 2).unwrap_or(&sample),
        _ => &sample,
    };
    let decoded = decode(whole, forced);
    let encoding = decoded.encoding;
    if matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
        let transcoded = Transcoded {
            input,
            encoding,
            begun: false,
            ended: false,
            kept: Vec::new(),
        };
        let input = BufReader::with_capacity(BUFFER, transcoded);
        return Ok((Box::new(input), Encoding::Utf8, None));
    }
    let warning = judge(&decoded, whole.len())?;
    // Unreadable bytes are told row by row.
    let warning = warning.filter(|_| decoded.unreadable.first.is_none());
    if sample.starts_with(b"\xEF\xBB\xBF") {
        input
            .read_exact(&mut [0; 3])
            .map_err(|error| explain(&error))?;
    }
    Ok((input, encoding, warning))
}

/// UTF-16 read as UTF-8.
struct Transcoded<'a> {
    input: Bytes<'a>,
    encoding: Encoding,
    begun: bool,
    ended: bool,
    /// What is read and not yet handed on.
    kept: Vec<u8>,
}

impl Read for Transcoded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.kept.is_empty() && !self.ended {
            let mut units = Vec::new();
            let room = (buffer.len() / 3).max(8) & !1;
            self.input
                .by_ref()
                .take(room as u64)
                .read_to_end(&mut units)?;
            self.ended = units.is_empty();
            // A pair of surrogates stays together.
            let high = |pair: &[u8]| match (self.encoding, pair) {
                (Encoding::Utf16Le, [_, byte]) | (_, [byte, _]) => (0xD8..0xDC).contains(byte),
                _ => false,
            };
            if units.len().is_multiple_of(2) && units.rchunks(2).next().is_some_and(high) {
                self.input.by_ref().take(2).read_to_end(&mut units)?;
            }
            let text = decode(&units, Some(self.encoding)).text;
            let text = match self.begun {
                false => text.trim_start_matches('\u{FEFF}'),
                true => &text,
            };
            self.begun = true;
            self.kept = text.as_bytes().to_vec();
        }
        let length = self.kept.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(self.kept.drain(..length)) {
            *to = from;
        }
        Ok(length)
    }
}

/// What is odd about decoded text, if anything.
///
/// # Errors
/// If it is no text.
pub(super) fn judge(decoded: &Decoded<'_>, bytes: usize) -> Result<Option<String>, String> {
    if decoded.text.contains('\0') {
        return Err("the file holds zero bytes: it is no text".to_owned());
    }
    let encoding = decoded.encoding;
    let lost = decoded.unreadable;
    if let Some(first) = lost.first {
        let what = format!(
            "{} of its bytes can't be read as {encoding}, the first is byte {}",
            lost.bytes,
            first + 1
        );
        if lost.bytes > bytes / READABLE {
            return Err(format!(
                "{what}: save it as UTF-8, or name its encoding with `--encoding`"
            ));
        }
        return Ok(Some(format!("{what}: they stand as \u{FFFD}")));
    }
    if decoded.confidence < SURE {
        return Ok(Some(format!(
            "its encoding seems to be {encoding}, by {:.0} %: save it as UTF-8, or name its encoding with `--encoding`",
            decoded.confidence * 100.0
        )));
    }
    Ok(None)
}

pub(super) fn too_long(what: &str) -> String {
    format!(
        "the {what} is longer than {} MiB, the most that is read as one document: split it",
        MAX_DOCUMENT >> 20
    )
}

/// The bytes after a byte order mark.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// Reads a line with its end, and says how many bytes it took. Of a line that is too long only so
/// much is kept as shows that.
pub(super) fn take_line(input: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<u64> {
    let mut taken = 0;
    loop {
        let available = match input.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let end = memchr::memchr(b'\n', available);
        let length = end.map_or(available.len(), |at| at + 1);
        let room = (MAX_DOCUMENT + 1).saturating_sub(line.len());
        line.extend_from_slice(&available[..length.min(room)]);
        input.consume(length);
        taken += length as u64;
        if end.is_some() || length == 0 {
            return Ok(taken);
        }
    }
}

/// An error of the system in plain words.
pub(super) fn explain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission to read it is denied".to_owned(),
        _ => format!("it can't be read: {error}"),
    }
}

/// An input that counts what is taken from it.
pub(super) struct Counted<R> {
    pub(super) input: R,
    pub(super) taken: Arc<std::sync::atomic::AtomicU64>,
}

impl<R> Counted<R> {
    fn count(&self, bytes: usize) {
        self.taken
            .fetch_add(bytes as u64, std::sync::atomic::Ordering::Relaxed);
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.input.read(buffer)?;
        self.count(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, length: usize) {
        self.count(length);
        self.input.consume(length);
    }
}

//! Files packed with gzip or zstd, told by their first bytes.
//!
//! Invariant: a file that unpacks to more than [`MOST_TIMES`] its size ends with an error, however
//! it goes on. Known gap: archives of several files are not read.

use super::input::BUFFER;
use std::io::{BufRead, BufReader, Error, Read, Result};

/// How many times its size a file may unpack to; texts come to some ten times.
pub const MOST_TIMES: u64 = 500;

/// What a small file may unpack to, whatever its size, in bytes.
const ALWAYS: u64 = 64 << 20;

/// The content of a file of `size` bytes, unpacked where it is packed.
///
/// # Errors
/// If its first bytes can't be read.
pub(super) fn content(
    input: impl Read + Send + 'static,
    size: u64,
) -> Result<Box<dyn BufRead + Send>> {
    let mut input = BufReader::with_capacity(BUFFER, input);
    let begin = input.fill_buf()?;
    let unpacked: Box<dyn Read + Send> = if begin.starts_with(&[0x1F, 0x8B]) {
        Box::new(flate2::bufread::MultiGzDecoder::new(input))
    } else if begin.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) {
        Box::new(zstd::Decoder::with_buffer(input)?)
    } else {
        return Ok(Box::new(input));
    };
    let limited = Limited {
        unpacked,
        left: size.saturating_mul(MOST_TIMES).max(ALWAYS),
    };
    Ok(Box::new(BufReader::with_capacity(BUFFER, limited)))
}

/// Unpacked bytes, of which so many may come.
struct Limited {
    unpacked: Box<dyn Read + Send>,
    left: u64,
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let read = self.unpacked.read(buffer)?;
        let bytes = read as u64;
        if bytes > self.left {
            return Err(Error::other(format!(
                "it unpacks to more than {MOST_TIMES} times its size, which no text does: unpack it \
                 yourself if it is one"
            )));
        }
        self.left -= bytes;
        Ok(read)
    }
}

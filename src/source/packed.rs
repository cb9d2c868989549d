//! Streams that may be packed with gzip, unpacked as they are read.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

use crate::story::inflate;

/// How much of a source is read at a time, in bytes.
const BUFFER: usize = 256 * 1024;

/// `from` as it reads once it is unpacked; of others, as it is.
///
/// # Errors
/// When its first bytes cannot be read.
pub fn unpacked(from: impl Read + 'static) -> io::Result<Box<dyn BufRead>> {
    let mut from = BufReader::with_capacity(BUFFER, from);
    let mut head = Vec::new();
    // A pipe may give its first bytes one by one.
    while head.len() < 3 {
        let buffered = from.fill_buf()?;
        if buffered.is_empty() {
            break;
        }
        let more = buffered.len().min(3 - head.len());
        head.extend_from_slice(&buffered[..more]);
        from.consume(more);
    }
    let is_packed = inflate::is_gzip(&head);
    let from = Cursor::new(head).chain(from);
    Ok(match is_packed {
        true => Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(from))),
        false => Box::new(from),
    })
}

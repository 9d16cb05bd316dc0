//! What is read, from its beginning as often as it takes.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::Progress;

/// So many bytes of a stream are kept, so that it can be read again.
const KEPT: usize = 8 << 20;

/// An export to be read.
pub struct Input<'a> {
    /// Its name as the user gave it; `-` for standard input.
    pub name: String,
    /// Its bytes.
    pub source: Source<'a>,
}

/// Where bytes come from.
pub enum Source<'a> {
    /// From a file, which can be read again.
    File(Box<dyn ReadSeek + 'a>),
    /// From a pipe, which passes once.
    Stream(Box<dyn Read + Send + 'a>),
}

/// What can be read at any place.
pub trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

impl<'a> Input<'a> {
    /// A text at hand.
    #[must_use]
    pub fn text(name: &str, text: &'a [u8]) -> Self {
        Self { name: name.to_owned(), source: Source::File(Box::new(io::Cursor::new(text))) }
    }
}

/// The bytes of an input.
pub(super) struct Bytes<'a> {
    source: Source<'a>,
    /// The beginning of a stream, as far as it is kept.
    kept: Vec<u8>,
    /// How many bytes of what is kept have been given since the last beginning.
    given: usize,
    /// Whether the stream has passed what is kept.
    is_past: bool,
    hasher: Option<Sha256>,
    progress: Arc<Progress>,
}

impl<'a> Bytes<'a> {
    /// At the beginning; hashed as they pass if that is asked for.
    pub(super) fn new(source: Source<'a>, digest: bool, progress: Arc<Progress>) -> Self {
        let hasher = digest.then(Sha256::new);
        Self { source, kept: Vec::new(), given: 0, is_past: false, hasher, progress }
    }

    /// The SHA-256 of what has been read since the beginning, in hexadecimal, when it was asked for.
    pub(super) fn sha256(&self) -> Option<String> {
        let digest = self.hasher.clone()?.finalize();
        let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        Some(digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect())
    }

    /// Goes back to the beginning; false where that has passed for good.
    pub(super) fn rewind(&mut self) -> io::Result<bool> {
        self.hasher = self.hasher.as_ref().map(|_| Sha256::new());
        match &mut self.source {
            Source::File(file) => file.seek(SeekFrom::Start(0)).map(|_| true),
            Source::Stream(_) => {
                self.given = 0;
                Ok(!self.is_past)
            }
        }
    }
}

impl Read for Bytes<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.pass(buffer)?;
        self.progress.add_bytes(count);
        if let Some(hasher) = &mut self.hasher {
            hasher.update(&buffer[..count]);
        }
        Ok(count)
    }
}

impl Bytes<'_> {
    fn pass(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let stream = match &mut self.source {
            Source::File(file) => return file.read(buffer),
            Source::Stream(stream) => stream,
        };
        if let Some(again @ [_, ..]) = self.kept.get(self.given..) {
            let count = again.len().min(buffer.len());
            buffer[..count].copy_from_slice(&again[..count]);
            self.given += count;
            return Ok(count);
        }
        let count = stream.read(buffer)?;
        if self.is_past || self.kept.len() + count > KEPT {
            self.is_past |= count > 0;
            self.kept = Vec::new();
            self.given = 0;
        } else {
            self.kept.extend_from_slice(&buffer[..count]);
            self.given = self.kept.len();
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_can_be_read_again_until_it_is_too_long() {
        for (length, again) in [(0, true), (10, true), (KEPT, true), (KEPT + 1, false)] {
            let text = vec![b'x'; length];
            let mut bytes =
                Bytes::new(Source::Stream(Box::new(text.as_slice())), false, Arc::default());
            let mut first = Vec::new();
            bytes.read_to_end(&mut first).unwrap();
            assert_eq!(bytes.rewind().unwrap(), again, "{length}");
            if again {
                let mut second = Vec::new();
                bytes.read_to_end(&mut second).unwrap();
                assert_eq!(first, second);
            }
        }
    }
}

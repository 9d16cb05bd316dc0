//! A stream that remembers what has passed: the raw bytes of the record at hand, the line it begins on, and a digest.

use std::io::{self, Chain, Cursor, Read};
use std::ops::Range;

use sha2::{Digest, Sha256};

/// How many bytes are looked at before anything is read as text.
const HEAD: u64 = 512;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The bytes of a file after its byte order mark. Offsets count from there.
pub(super) struct Tap<'a> {
    source: Chain<Cursor<Vec<u8>>, Hashed<'a>>,
    /// The bytes from `start` on that have been read and may still be asked for.
    window: Vec<u8>,
    start: u64,
    /// How many bytes of the window are no longer needed. They are dropped at the next read, not one by one.
    passed: usize,
    /// How many line breaks stand before `start + passed`.
    line_breaks: u64,
    /// Whether the last byte before `start + passed` is a carriage return, which makes one break with a line feed.
    after_carriage_return: bool,
}

impl<'a> Tap<'a> {
    /// Reads the first bytes, which [`Self::head`] shows.
    pub(super) fn open(bytes: Box<dyn Read + 'a>, digest: bool) -> io::Result<Self> {
        let mut rest = Hashed { bytes, hasher: digest.then(Sha256::new) };
        let mut head = Vec::new();
        rest.by_ref().take(HEAD).read_to_end(&mut head)?;
        if head.starts_with(BYTE_ORDER_MARK) {
            head.drain(..BYTE_ORDER_MARK.len());
        }
        Ok(Self {
            source: Cursor::new(head).chain(rest),
            window: Vec::new(),
            start: 0,
            passed: 0,
            line_breaks: 0,
            after_carriage_return: false,
        })
    }

    /// The first bytes of the file.
    pub(super) fn head(&self) -> &[u8] {
        self.source.get_ref().0.get_ref()
    }

    /// Gives up what stands before an offset.
    pub(super) fn pass(&mut self, offset: u64) {
        let passed = self.position(offset);
        for byte in self.window.get(self.passed..passed).unwrap_or_default() {
            let completes_a_break = *byte == b'\n' && self.after_carriage_return;
            self.line_breaks += u64::from(matches!(byte, b'\r' | b'\n') && !completes_a_break);
            self.after_carriage_return = *byte == b'\r';
        }
        self.passed = passed.max(self.passed);
    }

    /// The line, counted from 1, of the first byte that has not been given up.
    pub(super) fn line(&self) -> u64 {
        self.line_breaks + 1
    }

    /// Bytes that have been read and not been given up.
    pub(super) fn slice(&self, range: Range<u64>) -> &[u8] {
        self.window.get(self.position(range.start)..self.position(range.end)).unwrap_or_default()
    }

    /// The SHA-256 of what has been read, in hexadecimal.
    pub(super) fn sha256(self) -> Option<String> {
        let (_, hashed) = self.source.into_inner();
        let digest = hashed.hasher?.finalize();
        Some(
            digest
                .iter()
                .flat_map(|byte| [byte >> 4, byte & 15])
                .filter_map(|digit| char::from_digit(digit.into(), 16))
                .collect(),
        )
    }

    fn position(&self, offset: u64) -> usize {
        usize::try_from(offset.saturating_sub(self.start))
            .map_or(self.window.len(), |position| position.min(self.window.len()))
    }
}

impl Read for Tap<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.window.drain(..self.passed);
        self.start += self.passed as u64;
        self.passed = 0;
        let count = self.source.read(buffer)?;
        self.window.extend_from_slice(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}

/// The bytes of a file, hashed as they pass when that was asked for.
struct Hashed<'a> {
    bytes: Box<dyn Read + 'a>,
    hasher: Option<Sha256>,
}

impl Read for Hashed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        if let Some(hasher) = &mut self.hasher {
            hasher.update(buffer.get(..count).unwrap_or_default());
        }
        Ok(count)
    }
}

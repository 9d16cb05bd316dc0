//! Text in other encodings than UTF-8: which one it is, and the UTF-8 text of it, strictly.

use std::io::{self, Read};
use std::{error, fmt};

use encoding_rs::{
    BIG5, DecoderResult, EUC_KR, GBK, REPLACEMENT, SHIFT_JIS, UTF_16BE, UTF_16LE, X_USER_DEFINED,
};

/// How many bytes are asked of the source at a time.
const CHUNK: usize = 16 * 1024;

/// More bytes than the decoder may have taken in when it finds that a character is none.
const KEPT: usize = 8;

/// Names that people use beside the labels of the web.
const MORE_LABELS: [(&str, &encoding_rs::Encoding); 7] = [
    ("cp936", GBK),
    ("cp950", BIG5),
    ("cp932", SHIFT_JIS),
    ("cp949", EUC_KR),
    ("utf16", UTF_16LE),
    ("utf16le", UTF_16LE),
    ("utf16be", UTF_16BE),
];

/// Byte order marks; U+FEFF as each encoding has it.
const MARKS: [(&[u8], Encoding); 4] = [
    (b"\xEF\xBB\xBF", Encoding::UTF_8),
    (b"\xFF\xFE", Encoding(UTF_16LE)),
    (b"\xFE\xFF", Encoding(UTF_16BE)),
    (b"\x84\x31\x95\x33", Encoding::GB18030),
];

/// An encoding of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Self = Self(encoding_rs::UTF_8);
    /// GB18030, of which GBK and GB 2312 are parts: what spreadsheet programs write in China.
    pub const GB18030: Self = Self(encoding_rs::GB18030);

    /// The encoding of a name such as `big5`, `gbk`, `utf-16le` or `shift_jis`: the labels of the WHATWG's
    /// Encoding Standard and some more, in upper or lower case; `None` if there is none of that name.
    ///
    /// `utf-16` is little-endian, and `latin1` is Windows-1252, as the standard has it. A byte order mark says
    /// more than a name: see [`Self::of_byte_order_mark`].
    #[must_use]
    pub fn for_label(label: &str) -> Option<Self> {
        let label = label.trim();
        MORE_LABELS
            .into_iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(label))
            .map(|(_, encoding)| encoding)
            .or_else(|| encoding_rs::Encoding::for_label_no_replacement(label.as_bytes()))
            // The one stands for whatever a browser must not read, the other for no text at all.
            .filter(|encoding| *encoding != REPLACEMENT && *encoding != X_USER_DEFINED)
            .map(Self)
    }

    /// The name as people write it: `UTF-8`, `UTF-16LE`, `GB18030`, `Big5`, `Shift_JIS`, `windows-1252`.
    #[must_use]
    pub fn name(self) -> &'static str {
        if self == Self::GB18030 { "GB18030" } else { self.0.name() }
    }

    /// The encoding that the byte order mark at the head of a file stands for, and the length of the mark in bytes;
    /// `None` without a mark.
    ///
    /// A mark decides, whatever encoding the user has named. It is no part of the text: [`Decoded`] is to be given
    /// what follows it.
    #[must_use]
    pub fn of_byte_order_mark(head: &[u8]) -> Option<(Self, usize)> {
        MARKS
            .into_iter()
            .find(|(mark, _)| head.starts_with(mark))
            .map(|(mark, encoding)| (encoding, mark.len()))
    }

    /// Whether the head of a file without a byte order mark looks like UTF-16, and of which byte order.
    ///
    /// In UTF-16 one byte of each digit, comma, tab and line break is NUL, always on the same side. That most of
    /// those at the head have it there gives the encoding away, however many other characters there are; a NUL that
    /// has strayed into other text does not. This is for a message, not for reading on: it is a guess.
    #[must_use]
    pub fn guessed_utf_16(head: &[u8]) -> Option<Self> {
        // In most files there is no such byte.
        memchr::memchr(0, head)?;
        let is_telling = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | b',' | b'0'..=b'9');
        let (mut little, mut big, mut telling) = (0_usize, 0_usize, 0_usize);
        for unit in head.chunks_exact(2) {
            let [first, second] = *unit else { continue };
            telling += usize::from(is_telling(first)) + usize::from(is_telling(second));
            little += usize::from(is_telling(first) && second == 0);
            big += usize::from(is_telling(second) && first == 0);
        }
        if little * 2 > telling {
            Some(Self(UTF_16LE))
        } else if big * 2 > telling {
            Some(Self(UTF_16BE))
        } else {
            None
        }
    }

    /// Whether the standard gives bytes without a meaning that of a control character, which no text holds.
    fn fills_gaps_with_controls(self) -> bool {
        self.0 == SHIFT_JIS || self.0.name().starts_with("windows-")
    }
}

/// The bytes at which a text ends because they are no character in its encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecodable {
    /// The encoding of the text.
    pub encoding: Encoding,
    /// The bytes, at least one and at most four; those of a character that the end of the file cuts off too.
    pub bytes: Vec<u8>,
}

impl fmt::Display for Undecodable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (noun, verb) = if self.bytes.len() == 1 { ("byte", "is") } else { ("bytes", "are") };
        write!(formatter, "the {noun}")?;
        for byte in &self.bytes {
            write!(formatter, " 0x{byte:02X}")?;
        }
        write!(formatter, " {verb} no character in {}", self.encoding.name())
    }
}

impl error::Error for Undecodable {}

/// The text of a source in UTF-8.
///
/// Nothing is replaced: where the bytes are no text in the encoding, the text ends. All of it that stands before is
/// read first; then [`Read::read`] fails with an [`io::Error`] of the kind [`io::ErrorKind::InvalidData`] that holds an
/// [`Undecodable`], at each call. A U+FFFD which the source itself holds is a character like another.
pub struct Decoded<R> {
    source: R,
    encoding: Encoding,
    decoder: encoding_rs::Decoder,
    /// Bytes of the source: the last ones that the decoder has taken, and those that it has not.
    input: Vec<u8>,
    /// How many of them it has taken.
    taken: usize,
    /// Text that has been decoded.
    text: Box<[u8]>,
    /// The part of it that is still to be read.
    unread: std::ops::Range<usize>,
    state: State,
}

/// What there will be behind the text at hand.
enum State {
    /// More of the source.
    Open,
    /// What the decoder holds: the source is at its end.
    SourceEnded,
    /// Nothing.
    Ended,
    /// A failure.
    Failed(Undecodable),
}

impl<R: Read> Decoded<R> {
    /// The text of a source which begins behind its byte order mark, if it has one.
    #[must_use]
    pub fn new(source: R, encoding: Encoding) -> Self {
        Self {
            source,
            encoding,
            decoder: encoding.0.new_decoder_without_bom_handling(),
            input: Vec::new(),
            taken: 0,
            text: vec![0; CHUNK].into(),
            unread: 0..0,
            state: State::Open,
        }
    }

    /// The source, of which more may have been read than its text.
    #[must_use]
    pub fn into_inner(self) -> R {
        self.source
    }

    /// Reads on in the source, and keeps the bytes that the decoder took last.
    fn read_source(&mut self) -> io::Result<()> {
        self.input.drain(..self.taken.saturating_sub(KEPT));
        self.taken = self.taken.min(KEPT);
        let held = self.input.len();
        self.input.resize(held + CHUNK, 0);
        let outcome = self.source.read(self.input.get_mut(held..).unwrap_or_default());
        self.input.truncate(held + outcome.as_ref().map_or(0, |count| *count));
        if outcome? == 0 {
            self.state = State::SourceEnded;
        }
        Ok(())
    }

    /// Decodes what has been read of the source, as far as there is room for its text.
    fn decode(&mut self) {
        let is_last = matches!(self.state, State::SourceEnded);
        let (result, taken, written) = self.decoder.decode_to_utf8_without_replacement(
            self.input.get(self.taken..).unwrap_or_default(),
            &mut self.text,
            is_last,
        );
        self.taken += taken;
        self.unread = 0..written;
        match result {
            DecoderResult::InputEmpty if is_last => self.state = State::Ended,
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, behind) => {
                let end = self.taken.saturating_sub(behind.into());
                let start = end.saturating_sub(length.into());
                let bytes = self.input.get(start..end).unwrap_or_default().to_vec();
                self.state = State::Failed(Undecodable { encoding: self.encoding, bytes });
            }
        }
        if self.encoding.fills_gaps_with_controls() {
            self.end_at_control();
        }
    }

    /// Ends the text before the first of the controls U+0080 to U+009F, each of which stands for the byte of its number.
    fn end_at_control(&mut self) {
        let text = self.text.get(self.unread.clone()).unwrap_or_default();
        let control = text.windows(2).enumerate().find_map(|(at, pair)| match *pair {
            [0xC2, byte @ 0x80..=0x9F] => Some((at, byte)),
            _ => None,
        });
        if let Some((at, byte)) = control {
            self.unread = 0..at;
            self.state = State::Failed(Undecodable { encoding: self.encoding, bytes: vec![byte] });
        }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.unread.is_empty() && !buffer.is_empty() {
            match &self.state {
                State::Ended => return Ok(0),
                State::Failed(undecodable) => {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, undecodable.clone()));
                }
                State::Open if self.taken == self.input.len() => self.read_source()?,
                State::Open | State::SourceEnded => {}
            }
            self.decode();
        }
        let text = self.text.get(self.unread.clone()).unwrap_or_default();
        let count = text.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), text.get(..count)) {
            to.copy_from_slice(from);
        }
        self.unread.start += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives so many bytes at a time, so that every border between two reads is tried.
    struct Pieces<'a>(&'a [u8], usize);

    impl Read for Pieces<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = buffer.len().min(self.1);
            self.0.read(&mut buffer[..length])
        }
    }

    /// The text, and the bytes at which it ends.
    fn decoded(label: &str, bytes: &[u8]) -> (String, Option<Vec<u8>>) {
        let encoding = Encoding::for_label(label).unwrap();
        let results = [1, 2, 3, 5, usize::MAX].map(|size| {
            let mut reader = Decoded::new(Pieces(bytes, size), encoding);
            let (mut text, mut buffer) = (Vec::new(), vec![0; size.min(1000)]);
            let failure = loop {
                match reader.read(&mut buffer) {
                    Ok(0) => break None,
                    Ok(count) => text.extend_from_slice(&buffer[..count]),
                    Err(error) => break Some(error),
                }
            };
            let again = reader.read(&mut buffer);
            assert_eq!(failure.is_none(), matches!(again, Ok(0)), "{label}: an end stays the end");
            let undecodable = failure.map(|error| {
                assert_eq!(error.kind(), io::ErrorKind::InvalidData);
                error.downcast::<Undecodable>().unwrap()
            });
            assert!(undecodable.iter().all(|undecodable| undecodable.encoding == encoding));
            (String::from_utf8(text).unwrap(), undecodable.map(|undecodable| undecodable.bytes))
        });
        assert!(results.iter().all(|result| *result == results[0]), "{label}: {results:?}");
        let [result, ..] = results;
        result
    }

    /// The bytes are what the codecs of Python 3 make of the text.
    #[test]
    fn text_is_decoded() {
        for (label, bytes, text) in [
            (
                "gb18030",
                b"\xD6\xB8\xB1\xEA,\xCD\xEA\xB3\xC9\xD6\xB5\n88.5".as_slice(),
                "指标,完成值\n88.5",
            ),
            ("gb18030", b"\x95\x34\xB2\x35\x81\x39\xEE\x39\xA8\xA6", "𠮷㐀é"),
            ("gbk", b"\xD4\xA4\xCB\xE3\xD6\xB4\xD0\xD0\xC2\xCA", "预算执行率"),
            (
                "Big5",
                b"\xAB\xFC\xBC\xD0,\xA7\xB9\xA6\xA8\xAD\xC8\n\xBB\x4F\xA5\x5F",
                "指標,完成值\n臺北",
            ),
            ("utf-16le", b"\x07\x63\x07\x68,\0\x3D\xD8\0\xDE\xE9\0", "指标,😀é"),
            ("utf-16be", b"\x63\x07\x68\x07\0,\xD8\x3D\xDE\0\0\xE9", "指标,😀é"),
            ("shift_jis", b"\x96\xDA\x95\x57,\x92\x42\x90\xAC\x97\xA6 \xB6\xC5", "目標,達成率 ｶﾅ"),
            ("euc-jp", b"\xCC\xDC\xC9\xB8\xC3\xCD", "目標値"),
            ("iso-2022-jp", b"\x1B$B\x4C\x5C\x49\x38\x1B(Ba", "目標a"),
            ("euc-kr", b"\xB8\xF1\xC7\xA5", "목표"),
            ("windows-1252", b"Gr\xF6\xDFe \x96 5 \x80", "Größe – 5 €"),
            ("windows-1251", b"\xD6\xE5\xEB\xFC", "Цель"),
            ("utf-8", "指标,😀é\u{fffd}".as_bytes(), "指标,😀é\u{fffd}"),
            ("big5", b"", ""),
        ] {
            assert_eq!(decoded(label, bytes), (text.to_owned(), None), "{label}");
        }
    }

    /// Python 3 refuses the same places; how many bytes it blames there is its own.
    #[test]
    fn text_ends_where_it_cannot_be_decoded() {
        for (label, bytes, text, undecodable) in [
            ("gb18030", b"\xD6\xB8\x81\x30a".as_slice(), "指", b"\x81".as_slice()),
            ("gb18030", b"a\xFFb", "a", b"\xFF"),
            ("gb18030", b"a,\xD6", "a,", b"\xD6"),
            ("gb18030", b"\xD6\xB8\x90\x30\x81", "指", b"\x90\x30\x81"),
            ("gb18030", b"\xE3\x32\x9A\x36", "", b"\xE3\x32\x9A\x36"),
            ("big5", b"\xA4\x40\xFF", "一", b"\xFF"),
            ("big5", b"\xA4\x40\n\xA4", "一\n", b"\xA4"),
            ("utf-16le", b"a\0\0\xD8b\0", "a", b"\0\xD8"),
            ("utf-16le", b"a\0\x07\xDCb\0", "a", b"\x07\xDC"),
            ("utf-16le", b"a\0b", "a", b"b"),
            ("utf-16le", b"a\0\x3D\xD8", "a", b"\x3D\xD8"),
            ("utf-16le", b"a\0\x3D\xD8\0", "a", b"\x3D\xD8\0"),
            ("utf-16be", b"\0a\xDC\0\0b", "a", b"\xDC\0"),
            ("utf-16be", b"\0a\xD8\x3D\xD8\x3D\xDE\0", "a", b"\xD8\x3D"),
            ("shift_jis", b"a\x81", "a", b"\x81"),
            ("shift_jis", b"\x96\xDA\x80", "目", b"\x80"),
            ("windows-1252", b"\xF6\x81\xF6", "ö", b"\x81"),
            ("utf-8", b"a\xED\xA0\x80", "a", b"\xED"),
            ("utf-8", b"\xE6\x8C", "", b"\xE6\x8C"),
        ] {
            let expected = (text.to_owned(), Some(undecodable.to_vec()));
            assert_eq!(decoded(label, bytes), expected, "{label} {bytes:x?}");
        }
    }

    #[test]
    fn long_text_is_read_to_its_end() {
        let (line, text) = (b"\xD6\xB8\x81\x39\xEE\x39,1\n", "指㐀,1\n");
        for ends_well in [true, false] {
            let mut bytes = line.repeat(20_000);
            bytes.extend_from_slice(if ends_well { b"" } else { b"\xD6" });
            let (found, undecodable) = decoded("gb18030", &bytes);
            assert!(found == text.repeat(20_000) && undecodable.is_none() == ends_well);
        }
    }

    #[test]
    fn a_failing_source_is_no_undecodable_text() {
        struct Failing(u8);
        impl Read for Failing {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                self.0 += 1;
                match self.0 {
                    1 => b"\xD6".as_slice().read(buffer),
                    2 => Err(io::ErrorKind::Interrupted.into()),
                    3 => b"\xB8".as_slice().read(buffer),
                    _ => Err(io::Error::other("the disk is gone")),
                }
            }
        }
        let mut text = Vec::new();
        let error = Decoded::new(Failing(0), Encoding::GB18030).read_to_end(&mut text).unwrap_err();
        assert_eq!(
            (text.as_slice(), error.to_string().as_str()),
            ("指".as_bytes(), "the disk is gone")
        );
    }

    #[test]
    fn undecodable_bytes_are_named() {
        let shown =
            |encoding, bytes: &[u8]| Undecodable { encoding, bytes: bytes.to_vec() }.to_string();
        assert_eq!(shown(Encoding::UTF_8, b"\xD6"), "the byte 0xD6 is no character in UTF-8");
        assert_eq!(
            shown(Encoding::GB18030, b"\x90\x30"),
            "the bytes 0x90 0x30 are no character in GB18030"
        );
    }

    #[test]
    fn encodings_are_named() {
        for (label, name) in [
            ("utf8", Some("UTF-8")),
            (" UTF-16 ", Some("UTF-16LE")),
            ("utf-16le", Some("UTF-16LE")),
            ("UTF16BE", Some("UTF-16BE")),
            ("gb18030", Some("GB18030")),
            ("gb2312", Some("GBK")),
            ("CP936", Some("GBK")),
            ("big5", Some("Big5")),
            ("sjis", Some("Shift_JIS")),
            ("cp1252", Some("windows-1252")),
            ("latin1", Some("windows-1252")),
            ("iso-8859-15", Some("ISO-8859-15")),
            ("hz-gb-2312", None),
            ("replacement", None),
            ("x-user-defined", None),
            ("utf-7", None),
            ("", None),
        ] {
            assert_eq!(Encoding::for_label(label).map(Encoding::name), name, "{label}");
        }
    }

    #[test]
    fn marks_name_the_encoding() {
        let mark = |head: &[u8]| {
            Encoding::of_byte_order_mark(head).map(|(encoding, length)| (encoding.name(), length))
        };
        assert_eq!(mark(b"\xEF\xBB\xBFa"), Some(("UTF-8", 3)));
        assert_eq!(mark(b"\xFF\xFEa\0"), Some(("UTF-16LE", 2)));
        assert_eq!(mark(b"\xFE\xFF"), Some(("UTF-16BE", 2)));
        assert_eq!(mark(b"\x84\x31\x95\x33a"), Some(("GB18030", 4)));
        assert_eq!(mark(b"\xEF\xBB"), None);
        assert_eq!(mark(b""), None);
    }

    #[test]
    fn utf_16_without_a_mark_is_seen() {
        let of = |text: &str, little: bool| -> Option<&'static str> {
            let bytes = text
                .encode_utf16()
                .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() });
            Encoding::guessed_utf_16(&bytes.collect::<Vec<_>>()).map(Encoding::name)
        };
        for text in [
            "a,b",
            "indicator\tperiod\r\n",
            "指标名称,期间,完成值\r\n一、一般公共预算,2022-09,88.5\r\n",
            "一二三四五六七八九十,一一一一一一\n",
        ] {
            assert_eq!(of(text, true), Some("UTF-16LE"), "{text}");
            assert_eq!(of(text, false), Some("UTF-16BE"), "{text}");
            assert_eq!(Encoding::guessed_utf_16(text.as_bytes()), None, "{text}");
        }
        for bytes in [
            b"".as_slice(),
            b"a",
            b"a,b\n1,\0\n",
            b"a,b\n1\0,2\n",
            b"\0\0\0\0",
            b"MZ\x90\0\x03\0\0\0",
        ] {
            assert_eq!(Encoding::guessed_utf_16(bytes), None, "{bytes:x?}");
        }
    }
}

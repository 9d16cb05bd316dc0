//! Files in other encodings than UTF-8.

use std::io::Cursor;

use super::*;
use crate::actuals::Source;

const TEXT: &str =
    "指标,期间,学校,数值\r\nenrolment,2022-01,城关,88\r\nenrolment,2022-02,𠮷野㐀é,n\r\n";
const BAD_FIGURE: &str =
    "a.csv:3:24 bad-figure `n` `n` is not a number; expected one number, such as 1234.5";

/// The findings of one file, for any size of blocks and number of threads.
fn findings(bytes: &[u8], named: &str, is_stream: bool) -> String {
    let results = [(1, 1), (7, 2), (64 * 1024, 3)].map(|(block, threads)| {
        let options =
            Options { encoding: Encoding::for_label(named), block, threads, ..Options::default() };
        let source: Source<'_> = if is_stream {
            Source::Stream(Box::new(bytes))
        } else {
            Source::File(Box::new(Cursor::new(bytes)))
        };
        let mut shown = String::new();
        match read(&plan(), vec![Input { name: "a.csv".into(), source }], &options) {
            Err(problems) => problems.iter().for_each(|problem| describe(&mut shown, problem)),
            Ok(actuals) => {
                for file in &actuals.files {
                    writeln!(shown, "{} {} rows", file.encoding.name(), file.rows).unwrap();
                }
                actuals.warnings.iter().for_each(|warning| describe(&mut shown, warning));
            }
        }
        shown.trim_end().to_owned()
    });
    assert!(results.iter().all(|result| *result == results[0]), "{results:#?}");
    let [result, ..] = results;
    result
}

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn gb18030(text: &str) -> Vec<u8> {
    let mut bytes = vec![0; 4 * text.len() + 16];
    let (_, _, written, is_lossy) =
        encoding_rs::GB18030.new_encoder().encode_from_utf8(text, &mut bytes, true);
    assert!(!is_lossy);
    bytes.truncate(written);
    bytes
}

#[test]
fn the_encoding_is_found_in_a_fixed_order() {
    let marked = |mark: &[u8], text: Vec<u8>| [mark, &text].concat();
    let sound = TEXT.replace(",n\r", ",90\r");
    let texts = [sound.clone(), TEXT.to_owned()];
    let outcomes = texts.map(|text| {
        [
            findings(text.as_bytes(), "", false),
            findings(&marked(b"\xEF\xBB\xBF", text.clone().into()), "gbk", false),
            findings(&marked(b"\xFF\xFE", utf_16(&text, u16::to_le_bytes)), "", true),
            findings(&marked(b"\xFE\xFF", utf_16(&text, u16::to_be_bytes)), "utf-8", false),
            findings(&utf_16(&text, u16::to_le_bytes), "utf-16le", false),
            findings(&gb18030(&text), "", true),
            findings(&gb18030(&text), "", false),
            findings(&gb18030(&text), "gbk", false),
            findings(&marked(b"\x84\x31\x95\x33", gb18030(&text)), "big5", false),
        ]
    });
    let names = [
        "UTF-8", "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16LE", "GB18030", "GB18030", "GBK",
        "GB18030",
    ];
    assert_eq!(outcomes[0], names.map(|name| format!("{name} 2 rows")));
    assert_eq!(outcomes[1], [BAD_FIGURE; 9], "places are those of the text");
}

#[test]
fn what_is_in_no_encoding_is_refused_at_its_place() {
    let neither = b"\xFF\n";
    for (bytes, named, expected) in [
        (
            b"indicator,period,value\nn\xF6,2022,n\n".as_slice(),
            "",
            "a.csv:2:2 not-utf-8 `` the file is neither UTF-8 nor GB18030: byte 0xF6 is out of place; \
             expected CSV in UTF-8 or GB18030; a.csv:2:2 the byte 0xF6 is no character in GB18030",
        ),
        (
            neither,
            "",
            "a.csv:1:1 not-utf-8 `` the file is neither UTF-8 nor GB18030: byte 0xFF is out of place; \
             expected CSV in UTF-8 or GB18030; a.csv:1:1 the byte 0xFF is no character in GB18030",
        ),
        (
            neither,
            "utf-8",
            "a.csv:1:1 not-utf-8 `` the file is not UTF-8: byte 0xFF is out of place; expected CSV in UTF-8",
        ),
        (
            b"indicator,period,value\nenrolment,2022,n\nn\xA4\x40,2022,n\r\xA4\x40\xFF,,\n",
            "big5",
            "a.csv:2:16 bad-figure `n` `n` is not a number; expected one number, such as 1234.5\n\
             a.csv:4:2 undecodable `` the byte 0xFF is no character in Big5; expected CSV in Big5",
        ),
        (
            b"\xFE\xFF\x63\x07\x68\x07\0,\x67\x1F\x95\xF4\0,\x65\x70\x50\x3C\0\n\xD8\0",
            "",
            "a.csv:2:1 undecodable `` the bytes 0xD8 0x00 are no character in UTF-16BE; expected CSV in UTF-16BE",
        ),
        (
            b"a\0,\0b\0",
            "gbk",
            "a.csv not-utf-8 `` the file looks like UTF-16, not GBK; expected CSV in UTF-8, or in a known encoding",
        ),
    ] {
        assert_eq!(findings(bytes, named, false), expected, "{named} {}", bytes.escape_ascii());
    }
}

#[test]
fn a_byte_late_in_a_file_decides_too() {
    let mut text = "指标,期间,学校,数值\nenrolment,2022-01,North,88\n".to_owned();
    text.extend((0..7000).map(|number| format!("other,2022-02,{number},7\n")));
    let ascii = text.replace("指标,期间,学校,数值", "indicator,period,school,value");
    let with = |end: &[u8]| [ascii.as_bytes(), end].concat();
    let row = gb18030("enrolment,2022-03,城关,n\n");
    assert_eq!(
        findings(&with(&row), "", false),
        BAD_FIGURE.replace(":3:24", ":7003:22"),
        "read anew as GB18030"
    );
    assert_eq!(
        findings(&with(b"x,2022-03,\xAA\xA1,\n"), "", true),
        "GB18030 7002 rows\na.csv:7003:11 private-use `\u{E000}` the file is not UTF-8 and was read as GB18030, \
         and the text holds U+E000, which is no character there; expected letters, digits and signs"
    );
    assert_eq!(findings(&with(b"x,2022-03,\xAA\xA1,\n"), "gb18030", false), "GB18030 7002 rows");
    // A character without a meaning hides no word that is torn.
    let header = b"indicator,period,school,value\n";
    let private =
        [&header[..], b"x,2022-03,\xAA\xA1,\n", &ascii.as_bytes()[header.len()..]].concat();
    let torn = b"x,2022-03,M\xFCnchen,\n";
    assert_eq!(
        findings(&[&private[..], torn].concat(), "", false),
        "a.csv:7004:11 not-utf-8 `M黱chen` the file is not UTF-8, and hardly GB18030, in which it has the word `M黱chen`; \
         a Chinese character within a Latin word"
    );
    assert_eq!(findings(&with(torn), "windows-1252", false), "windows-1252 7002 rows");
    let at_begin = b"x,2022-03,\xD6sterreich,\n";
    assert_eq!(
        findings(&with(at_begin), "", false),
        "a.csv:7003:11 not-utf-8 `謘terreich` the file is not UTF-8, and hardly GB18030, in which it has the word \
         `謘terreich`; a Chinese character within a Latin word"
    );
    // A rare character in a name.
    assert_eq!(findings(&with(&gb18030("x,2022-03,镕a,\n")), "", false), "GB18030 7002 rows");
    assert_eq!(
        findings(&with(b"x,2022-03,\xB3\xC7\xE9,\nx,\"\n"), "", false),
        "a.csv:7003:11 not-utf-8 `` the file is neither UTF-8 nor GB18030: byte 0xB3 is out of place; \
         expected CSV in UTF-8 or GB18030; a.csv:7003:12 the byte 0xE9 is no character in GB18030"
    );
}

#[test]
fn a_long_stream_cannot_be_tried_twice() {
    let mut bytes = b"indicator,period,value\n".to_vec();
    bytes.extend(b"other,2022,1\n".repeat(700_000));
    bytes.extend(b"\xB3\xC7,2022,1\n");
    let options = Options::default();
    let source = Source::Stream(Box::new(bytes.as_slice()));
    let input = Input { name: "-".into(), source };
    let problems = read(&plan(), vec![input], &options).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].place.to_string(), "-:700002:1");
    assert!(problems[0].help.as_ref().unwrap().english().contains("--encoding gb18030"));
    let options = Options { encoding: Some(Encoding::GB18030), ..Options::default() };
    let source = Source::Stream(Box::new(bytes.as_slice()));
    let input = Input { name: "-".into(), source };
    assert_eq!(read(&plan(), vec![input], &options).unwrap().files[0].rows, 700_001);
}

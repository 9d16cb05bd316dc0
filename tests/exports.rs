//! One export as many programs would write it: whatever the encoding, the delimiter, the line breaks and what stands around
//! the rows, the verdicts are the same.

use plancheck::actuals::{self, Encoding, Input, Options};
use plancheck::diagnostic::Diagnostic;
use plancheck::evaluate::{self, evaluate};
use plancheck::plan::Plan;
use plancheck::report::{Format as _, Report, json::Json, table::Table};

const PLAN: &str = r#"
[plan]
period = "2022"

[dimension.school]
members = ["一小", "二小"]

[target.rate]
title = "入學率"
unit = "%"
at_least = 89.5
aggregate = "latest"
reported_by = "school"
combine = "mean"
due = "2022-02"

[target.visits]
at_least = 2000
aggregate = "sum"
combine = "sum"
each = ["school"]
due = "2022-02"
"#;

const ROWS: &str = "indicator,period,school,value
入學率,2022-01,一小,88
入學率,2022-01,\"二小\",90％
\"入學率\",2022-02,一小,\"89.0\"
visits,2022-01,一小,1200
visits,2022-02,一小,800
visits,2022-02,二小,\"1999\"
";

/// A character, and its bytes.
type Entry = (char, &'static [u8], &'static [u8]);

/// The characters of the export in GB18030, which is GBK for these, and in Big5, as the codecs of Python 3 write them.
const CHARACTERS: [Entry; 23] = [
    ('入', b"\xC8\xEB", b"\xA4\x4A"),
    ('學', b"\x8C\x57", b"\xBE\xC7"),
    ('率', b"\xC2\xCA", b"\xB2\x76"),
    ('一', b"\xD2\xBB", b"\xA4\x40"),
    ('小', b"\xD0\xA1", b"\xA4\x70"),
    ('二', b"\xB6\xFE", b"\xA4\x47"),
    ('完', b"\xCD\xEA", b"\xA7\xB9"),
    ('成', b"\xB3\xC9", b"\xA6\xA8"),
    ('情', b"\xC7\xE9", b"\xB1\xA1"),
    ('況', b"\x9B\x72", b"\xAA\x70"),
    ('合', b"\xBA\xCF", b"\xA6\x58"),
    ('計', b"\xD3\x8B", b"\xAD\x70"),
    ('年', b"\xC4\xEA", b"\xA6\x7E"),
    ('製', b"\xD1\x75", b"\xBB\x73"),
    ('表', b"\xB1\xED", b"\xAA\xED"),
    ('人', b"\xC8\xCB", b"\xA4\x48"),
    ('：', b"\xA3\xBA", b"\xA1\x47"),
    ('（', b"\xA3\xA8", b"\xA1\x5D"),
    ('）', b"\xA3\xA9", b"\xA1\x5E"),
    ('％', b"\xA3\xA5", b"\xA2\x48"),
    ('註', b"\xD4\x5D", b"\xB5\xF9"),
    ('截', b"\xBD\xD8", b"\xBA\x49"),
    ('至', b"\xD6\xC1", b"\xA6\xDC"),
];

fn in_gb18030(text: &str) -> Vec<u8> {
    coded(text, |(_, gb18030, _)| gb18030)
}

fn in_big5(text: &str) -> Vec<u8> {
    coded(text, |(_, _, big5)| big5)
}

fn coded(text: &str, bytes: fn(Entry) -> &'static [u8]) -> Vec<u8> {
    let mut coded = Vec::new();
    for character in text.chars() {
        match CHARACTERS.into_iter().find(|(known, ..)| *known == character) {
            Some(entry) => coded.extend_from_slice(bytes(entry)),
            None => coded.push(u8::try_from(character).unwrap()),
        }
    }
    coded
}

fn in_utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// A text in each encoding: what the output calls it, what has to be named, the bytes.
fn encodings(text: &str) -> Vec<(&'static str, Option<&'static str>, Vec<u8>)> {
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    vec![
        ("UTF-8", None, text.into()),
        ("UTF-8", Some("big5"), marked(b"\xEF\xBB\xBF", text.into())),
        ("UTF-16LE", None, marked(b"\xFF\xFE", in_utf_16(text, u16::to_le_bytes))),
        ("UTF-16BE", None, marked(b"\xFE\xFF", in_utf_16(text, u16::to_be_bytes))),
        ("UTF-16LE", Some("utf-16le"), in_utf_16(text, u16::to_le_bytes)),
        ("GB18030", None, in_gb18030(text)),
        ("GBK", Some("gbk"), in_gb18030(text)),
        ("Big5", Some("big5"), in_big5(text)),
    ]
}

/// The verdicts as the table shows them, and what the JSON says about the file.
fn run(bytes: &[u8], options: &Options) -> Result<(String, serde_json::Value), Vec<Diagnostic>> {
    let plan = Plan::parse("targets.toml", PLAN, &|_| Ok(Vec::new()))?;
    let actuals = actuals::read(&plan, vec![Input::text("export.csv", bytes)], options)?;
    let evaluation = evaluate(&plan, &actuals, &evaluate::Options::default())?;
    assert_eq!(evaluation.warnings, []);
    let report = Report {
        plan: &plan,
        plan_sha256: None,
        actuals: &actuals,
        evaluation: &evaluation,
        language: plancheck::plan::Language::English,
        narrowed: None,
    };
    let (mut table, mut json) = (Vec::new(), Vec::new());
    Table { width: 100, color: false }.write(&report, &mut table).unwrap();
    Json.write(&report, &mut json).unwrap();
    let table = String::from_utf8(table).unwrap();
    let verdicts = table.split("\n\n").next().unwrap().to_owned();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    Ok((verdicts, json["inputs"][0].clone()))
}

#[test]
fn an_export_gives_the_same_verdicts_however_it_is_written() {
    let (verdicts, _) = run(ROWS.as_bytes(), &Options::default()).unwrap();
    assert_eq!(verdicts.matches("  met").count(), 1, "{verdicts}");
    assert_eq!(verdicts.matches("  missed").count(), 1, "{verdicts}");
    let frames = [
        ("", "", 0),
        ("2022年完成情況（unit: %）\n\n", "", 1),
        ("sep=,\n", "合計,,,5998\n", 1),
        ("完成情況,,,\n,,,\n", "入學率,2022-02,合 計：,89\n製表人：,\n註：截至2022-09-30\n", 5),
    ];
    let mut count = 0;
    for (above, below, set_aside) in frames {
        // A unit above the header is of all figures, also of visits.
        let below = below.to_owned();
        let rows = if above.contains("unit") {
            ROWS.replace("visits,", "other,")
        } else {
            ROWS.to_owned()
        };
        let expected = run(rows.as_bytes(), &Options::default()).unwrap().0;
        for delimiter in [',', ';', '\t', '|'] {
            for line_break in ["\n", "\r\n", "\r"] {
                let text = format!("{above}{rows}{below}")
                    .replace(',', &delimiter.to_string())
                    .replace('\n', line_break);
                for (name, named, bytes) in encodings(&text) {
                    let options = Options {
                        encoding: named.and_then(Encoding::for_label),
                        ..Options::default()
                    };
                    let (verdicts, file) = run(&bytes, &options)
                        .unwrap_or_else(|problems| panic!("{name} {text}: {problems:#?}"));
                    assert_eq!(verdicts, expected, "{name} {text}");
                    assert_eq!(file["encoding"], name);
                    let shown = file.get("delimiter").and_then(|shown| shown.as_str());
                    assert_eq!(shown.unwrap_or(","), delimiter.to_string());
                    let rows: u64 = file["rows"].as_u64().unwrap();
                    assert_eq!(rows, 6 + set_aside, "{text}");
                    count += 1;
                }
            }
        }
    }
    assert_eq!(count, 4 * 4 * 3 * 8);
}

#[test]
fn an_encoding_that_is_not_that_of_the_file_is_no_silent_change() {
    for (label, bytes) in
        [("utf-8", in_big5(ROWS)), ("big5", ROWS.into()), ("shift_jis", in_gb18030(ROWS))]
    {
        let options = Options { encoding: Encoding::for_label(label), ..Options::default() };
        assert!(run(&bytes, &options).is_err(), "{label}");
    }
}

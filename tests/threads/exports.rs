//! Exports as they arrive: in several layouts, with line breaks inside cells, and with things that are wrong.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// The indicators of the plans; the layout that has a column for each takes them in this order.
pub(super) const INDICATORS: [&str; 8] =
    ["trained", "cost", "visits", "books", "staff", "rate", "wait", "site"];

const OFFICES: [&str; 4] = ["North", "Süd", "东", "\"No, where\""];
const KINDS: [&str; 7] = ["a", "乙", "丙", "a", "乙", "", "区合计"];

/// Remarks; `|` is a line break.
const NOTES: [&str; 9] = [
    "见合计",
    "",
    "",
    "checked",
    "\"a, b\"",
    "\"one|two\"",
    "\"说\"\"好\"\"|\"",
    "\"||,\"\"|x,1\"",
    "\"a long remark: 二〇二二年第一季度的数字还要核对, see the letter of the office|and its annex\"",
];

/// What stands instead of a figure where something is wrong; `|` is a line break.
const WRONG: [&str; 16] = [
    "abc",
    "1.2.3",
    "\"12,34\"",
    "5 kg",
    "120%",
    "3万元",
    "#REF!",
    "\"1|2\"",
    "5\" pipe",
    "\"7\"x",
    "\"8|\"x",
    "\"9",
    "1,2",
    "\u{0}",
    "\"1|\u{0}\"",
    // Stands for a byte that is no UTF-8.
    "\u{fffd}",
];

/// A row, from which each layout takes what it needs.
#[derive(Clone, Debug)]
struct Row {
    indicator: usize,
    month: usize,
    office: usize,
    kind: usize,
    /// Which figure it is, where several are as good.
    pick: usize,
    /// A bit for each column that has no figure.
    gaps: u16,
    note: usize,
    line_break: usize,
    wrong: Option<&'static str>,
}

/// What holds for a file as a whole.
#[derive(Clone, Debug)]
struct Style {
    layout: usize,
    /// The usual line break; 3 for all of them.
    line_break: usize,
    has_mark: bool,
    breaks_at_end: usize,
    blank_lines: usize,
    is_clean: bool,
    /// What rows of no office name instead of one, if there are any.
    nobody: Option<&'static str>,
    /// What long rows name in a column that no plan knows, if there is one.
    batch: Option<&'static str>,
    /// Whether it begins with the rows of the first file.
    is_copy: bool,
}

impl Style {
    /// Whether a row is one figure.
    fn is_long(&self) -> bool {
        matches!(self.layout, 0 | 1 | 4)
    }
}

fn row() -> impl Strategy<Value = Row> {
    let names = (0..INDICATORS.len(), 0..12_usize, 0..40_usize, 0..KINDS.len());
    let rest = (0..6_usize, any::<u16>(), 0..24_usize, 0..3_usize);
    let wrong = option::weighted(0.04, select(WRONG.to_vec()));
    (names, rest, wrong).prop_map(
        |((indicator, month, office, kind), (pick, gaps, note, line_break), wrong)| Row {
            indicator,
            month,
            office: if office == 0 { 3 } else { office % 3 },
            kind,
            pick,
            gaps,
            note,
            line_break,
            wrong,
        },
    )
}

fn style() -> impl Strategy<Value = Style> {
    let layout = select(vec![0, 1, 2, 3, 0, 1, 2, 3, 4]);
    let form = (layout, 0..4_usize, prop::bool::weighted(0.2));
    let rest = (0..3_usize, select(vec![0, 0, 0, 1, 5]));
    let [is_clean, is_copy] = [0.65, 0.2].map(prop::bool::weighted);
    let nobody = option::weighted(0.4, select(vec!["", "", "NULL", " ", "\\N"]));
    let batch = option::weighted(0.15, select(vec!["first", "first", "second", "", "NULL"]));
    (form, rest, (is_clean, nobody, batch, is_copy)).prop_map(|(form, rest, content)| {
        let (layout, line_break, has_mark) = form;
        let (breaks_at_end, blank_lines) = rest;
        let (is_clean, nobody, batch, is_copy) = content;
        Style {
            layout,
            line_break,
            has_mark,
            breaks_at_end,
            blank_lines,
            is_clean,
            nobody,
            batch,
            is_copy,
        }
    })
}

/// One to three files.
pub(super) fn exports() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let rows = prop_oneof![vec(row(), 1..20), vec(row(), 20..200)];
    vec((style(), rows), 1..4).prop_map(|files| {
        let first = files.first().map(|(style, rows)| (style.layout, rows.clone()));
        let with_copies = files.into_iter().enumerate().map(|(number, (mut style, mut rows))| {
            if let (true, true, Some((layout, copied))) = (number > 0, style.is_copy, &first) {
                style.layout = *layout;
                rows.splice(0..0, copied.iter().cloned());
            }
            text(&style, &rows)
        });
        with_copies.collect()
    })
}

const BREAKS: [&str; 3] = ["\n", "\r\n", "\r"];

fn text(style: &Style, rows: &[Row]) -> Vec<u8> {
    let mut header = match style.layout {
        0 | 1 => "indicator,period,office,kind,value,note".to_owned(),
        // Of no office.
        4 => "indicator,period,kind,value,note".to_owned(),
        2 => {
            let months = (1..=12).map(|month| format!(",2022-{month:02}"));
            format!("indicator,office,kind,note{}", months.collect::<String>())
        }
        _ => format!("period,office,kind,note,{}", INDICATORS.join(",")),
    };
    if style.batch.is_some() && style.is_long() {
        header.push_str(",batch");
    }
    let usual = BREAKS[style.line_break % 3];
    let mut text = if style.has_mark { "\u{feff}".to_owned() } else { String::new() };
    text.push_str(&usual.repeat(style.blank_lines));
    text.push_str(&header);
    let mut line_break = usual;
    for row in rows {
        text.push_str(line_break);
        line_break = if style.line_break == 3 { BREAKS[row.line_break] } else { usual };
        text.push_str(&cells(style, row).replace('|', line_break));
    }
    text.push_str(&line_break.repeat(style.breaks_at_end));
    let mut bytes = text.into_bytes();
    while let Some(at) = bytes.windows(3).position(|three| three == "\u{fffd}".as_bytes()) {
        bytes.splice(at..at + 3, [0xFF]);
    }
    bytes
}

fn cells(style: &Style, row: &Row) -> String {
    // A row of no kind beside others of one may be their total.
    let kind = if row.pick > 0 && KINDS[row.kind].is_empty() { "丙" } else { KINDS[row.kind] };
    let nobody = style.nobody.filter(|_| row.office == 3);
    let office = nobody.unwrap_or(OFFICES[row.office]);
    let period = match row.pick {
        0 => format!("2022年{}月", row.month + 1),
        1 => format!("\"2022/{}\"", row.month + 1),
        _ => format!("2022-{:02}", row.month + 1),
    };
    let indicator = INDICATORS[row.indicator];
    let note = NOTES.get(row.note).unwrap_or(&"");
    let wrong = row.wrong.filter(|_| !style.is_clean);
    // In wide layouts something is wrong in one column.
    let figure = |indicator: usize, month: usize, column: usize| {
        let gap = row.gaps >> column & 1 == 1;
        match wrong {
            Some(wrong) if column == row.pick => wrong.to_owned(),
            _ if gap => String::new(),
            _ => format!(",{}", figure(indicator, month, row)).split_off(1),
        }
    };
    match style.layout {
        0 | 1 | 4 => {
            let value =
                wrong.map_or_else(|| self::figure(row.indicator, row.month, row), str::to_owned);
            let office = if style.layout == 4 { String::new() } else { format!("{office},") };
            let batch = style.batch.map_or_else(String::new, |batch| match row.pick {
                // One row among several names none.
                0 => ",".to_owned(),
                _ => format!(",{batch}"),
            });
            format!("{indicator},{period},{office}{kind},{value},{note}{batch}")
        }
        2 => {
            let figures: Vec<_> =
                (0..12).map(|month| figure(row.indicator, month, month)).collect();
            format!("{indicator},{office},{kind},{note},{}", figures.join(","))
        }
        _ => {
            let figures: Vec<_> =
                (0..INDICATORS.len()).map(|one| figure(one, row.month, one)).collect();
            format!("{period},{office},{kind},{note},{}", figures.join(","))
        }
    }
}

/// A figure that is right, and the same for the same month, office and kind where it is a level.
fn figure(indicator: usize, month: usize, row: &Row) -> String {
    let level = month + 1 + row.office + row.kind;
    match (INDICATORS[indicator], row.pick) {
        ("trained", 0) => "\"1,250\"".to_owned(),
        ("trained", 1) => "tbd".to_owned(),
        ("trained", pick) => format!("{pick}.{level}"),
        ("cost", 0) => "1.25万元".to_owned(),
        ("cost", 1) => " 12000 元".to_owned(),
        ("cost", pick) => format!("{pick}元"),
        ("visits", 0) => "-3".to_owned(),
        ("visits", pick) => pick.to_string(),
        ("books", 0 | 1) => format!("\"{},000册\"", month + 1),
        ("books", _) => format!("{}千册", month + 1),
        ("staff", _) => level.to_string(),
        ("rate", 0) => format!("{}.50%", 60 + level),
        ("rate", _) => format!("{}.5%", 60 + level),
        ("wait", _) => format!("{level}.25"),
        _ => ["planned", "begun", "done"][month / 4].to_owned(),
    }
}

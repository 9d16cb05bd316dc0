//! How files begin: delimiters, titles and headers.

use super::*;
use crate::wording::Text;

const LONG: &str = "指标,期间,学校,数值\nenrolment,2022-01,North,88\n产值（规上）,2022-02,\"a,b\",\"1,234.5万元\"\n";
const FIGURES: &str = "by 学校\n\
    L1.3 enrolment 2022-01 [North] 88\n\
    L2.3 output 2022-02 [D] 1234.5 from `1,234.5万元`";

/// The cells of [`LONG`] with another delimiter; the one that is quoted holds it.
fn separated(delimiter: char) -> String {
    let quoted = LONG.replace("\"a,b\"", "\u{1}").replace("\"1,234.5万元\"", "\u{2}");
    let separated = quoted.replace(',', &delimiter.to_string());
    let quoted = if delimiter == ',' { "\"1,234.5万元\"" } else { "1,234.5万元" };
    separated.replace('\u{1}', &format!("\"a{delimiter}b\"")).replace('\u{2}', quoted)
}

/// [`FIGURES`] where the header is on a line.
fn figures(line: u64, delimiter: char) -> String {
    FIGURES
        .replace("L1", &(line + 1).to_string())
        .replace("L2", &(line + 2).to_string())
        .replace('D', &format!("a{delimiter}b"))
}

#[test]
fn delimiters_are_found() {
    for delimiter in [',', ';', '\t', '|'] {
        let text = separated(delimiter);
        let rows = format!("a.csv long, 2 rows\n{}", figures(1, delimiter));
        for line_break in ["\n", "\r\n", "\r"] {
            check(&[&text.replace('\n', line_break)], &rows);
        }
        let rows = format!("a.csv long, 2 rows\n{}", figures(2, delimiter));
        check(&[&format!("sep={delimiter}\n{text}")], &rows);
        let rows = format!("a.csv long, 4 rows, 2 preamble\n{}", figures(5, delimiter));
        check(&[&format!("完成情况(一季度,二季度;三季度)\n\n制表: 一,二\n\n{text}")], &rows);
    }
}

#[test]
fn a_delimiter_that_makes_a_header_is_better_than_one_that_makes_more_cells() {
    let text = "indicator;period;value (1,000)\nbooks;2022-01;1,5,5\nbooks;2022-02;2,5,5\n";
    check(
        &[text],
        "a.csv:2:15 ambiguous-figure `1,5,5` `1,5,5` could be two different numbers; expected a point before \
         decimals, and one of comma, space and apostrophe only between thousands\n\
         a.csv:3:15 ambiguous-figure `2,5,5` `2,5,5` could be two different numbers; expected a point before \
         decimals, and one of comma, space and apostrophe only between thousands",
    );
}

#[test]
fn a_delimiter_can_be_given() {
    let read_with = |delimiter, text: &str| {
        let options = Options { delimiter, ..Options::default() };
        read(&plan(), vec![Input::text("a.csv", text.as_bytes())], &options)
    };
    let text = "indicator^period^value\nenrolment^2022^88\n";
    let actuals = read_with(Some(b'^'), text).unwrap();
    assert_eq!((actuals.files[0].delimiter, actuals.files[0].rows), ('^', 1));
    let problems = read_with(None, text).unwrap_err();
    assert_eq!(problems[0].code, "unknown-layout");
    let text = "indicator;period;value\nenrolment;2022;88;\n";
    let problems = read_with(None, text).unwrap_err();
    assert_eq!(
        problems[0].help.as_ref().map(Text::english),
        Some("take out what is too much at the end of the row: a semicolon after the last cell")
    );
    assert_eq!(read_with(Some(b','), text).unwrap_err()[0].code, "unknown-layout");
    assert_eq!(
        read_with(Some(b','), "sep=;\nindicator,period,value\nenrolment,2022,88\n").unwrap().files
            [0]
        .rows,
        1,
        "what is given wins"
    );
}

#[test]
fn rows_above_the_header_are_set_aside() {
    for (above, rows, line) in [
        ("附件1\n", 1, 2),
        ("2022年完成情况,,,\n,,,\n", 2, 3),
        ("教育局,2022,7\n\n\"一\n二\"\n", 2, 5),
        (&"x\n".repeat(19), 19, 20),
    ] {
        check(
            &[&format!("{above}{LONG}")],
            &format!("a.csv long, {} rows, {rows} preamble\n{}", rows + 2, figures(line, ',')),
        );
    }
    check(
        &["title\nindicator,2022-01,学校\nenrolment,88,North\n"],
        "a.csv wide-by-period, 2 rows, 1 preamble\nby 学校\n3.1 enrolment 2022-01 [North] 88",
    );
}

#[test]
fn a_file_without_a_header_is_refused_at_the_row_that_is_most_like_one() {
    for (text, expected) in [
        (
            "title\nindicator,when,figure\nenrolment,2022,88\n",
            "a.csv:2:1 unknown-layout `indicator,when,figure` the columns are `indicator`, `when`, `figure`; \
             not found: period, value",
        ),
        (
            "title\nindicator,period,amount\nenrolment,2022,88\nindicator,period,value\nenrolment,2022,88\n",
            "a.csv:2:1 unknown-layout `indicator,period,amount` the columns are `indicator`, `period`, `amount`; \
             not found: value",
        ),
        (
            "title\nindicator,period,value,value\nenrolment,2022,88,1\n",
            "a.csv:2:24 duplicate-column `value` two columns are called `value`; expected one column of each kind; \
             a.csv:2:18 the first one",
        ),
        (
            "a \"title\"\nindicator,when\n",
            "a.csv:1:3 bad-quote `\"` a quote stands inside a cell that does not begin with one; \
             expected the cell to begin with a quote, or to hold none\n\
             a.csv:2:1 unknown-layout `indicator,when` the columns are `indicator`, `when`; not found: period, value",
        ),
        (
            "a \"title\"\nindicator,period,value\nenrolment,2022,88\n",
            "a.csv:1:3 bad-quote `\"` a quote stands inside a cell that does not begin with one; \
             expected the cell to begin with a quote, or to hold none",
        ),
        (
            "sep=,\n",
            "a.csv empty-file `` the file is empty; expected a header and at least one row",
        ),
        (
            "title\nindicator,period,value\n",
            "a.csv no-rows `` the file has a header and no rows; expected a header and at least one row",
        ),
    ] {
        check(&[text], expected);
    }
    let far = format!("{}{LONG}", "x\n".repeat(20));
    check(
        &[&far],
        "a.csv:1:1 unknown-layout `x` the columns are `x`; not found: indicator, period, value",
    );
}

#[test]
fn a_unit_above_the_header_holds_for_figures_without_one() {
    let unknown = |name: &str| {
        format!(
            "unknown-unit `单位：{name}` above the header stands the unit `{name}`, which the plan does not know; \
             expected a unit that the plan uses or defines"
        )
    };
    for (above, header, cell, expected) in [
        ("单位：亿元", "数值", "1.5", "15000 from `1.5亿元`".to_owned()),
        ("完成情况（单位：亿元）", "数值", "1.5", "15000 from `1.5亿元`".to_owned()),
        ("Unit:,,亿元", "数值", "1.5", "15000 from `1.5亿元`".to_owned()),
        ("单位：亿元", "数值", "5万元", "5 from `5万元`".to_owned()),
        ("单位：亿元", "数值（万元）", "5", "2022-01 5\n".to_owned()),
        ("单位：千元", "数值（万元）", "5", "2022-01 5\n".to_owned()),
        ("单位,亿元", "数值", "1.5", "15000 from `1.5亿元`".to_owned()),
        ("计量单位,亿元", "数值", "1.5", "15000 from `1.5亿元`".to_owned()),
        ("金额单位,亿元,,", "数值", "1.5", "15000 from `1.5亿元`".to_owned()),
        ("投资情况表,,单位,亿元", "数值", "1.5", "15000 from `1.5亿元`".to_owned()),
        ("投资情况表（亿元）,,", "数值", "1.5", "15000 from `1.5亿元`".to_owned()),
        ("投资情况表,,(亿元)", "数值", "1.5", "15000 from `1.5亿元`".to_owned()),
        ("投资情况表（规上）", "数值", "1.5", "2022-01 1.5\n".to_owned()),
        ("投资（亿元）,增速（%）", "数值", "1.5", "2022-01 1.5\n".to_owned()),
        ("序号,单位,名称", "数值", "1.5", "2022-01 1.5\n".to_owned()),
        (
            "投资情况表（亿元）\n单位：万元",
            "数值",
            "5",
            "unit-mismatch `单位：万元` above the header stand two units, `亿元` and `万元`"
                .to_owned(),
        ),
        (
            "单位,千元",
            "数值",
            "5",
            "unknown-unit `千元` above the header stands the unit `千元`, which the plan does not know".to_owned(),
        ),
        ("单位：教育局,,填报单位：某某", "数值", "5", "5".to_owned()),
        ("以亿元为单位", "数值", "1.5", "15000 from `1.5亿元`".to_owned()),
        ("【单位：亿元】,,", "数值", "1.5", "15000 from `1.5亿元`".to_owned()),
        ("投资情况表 单位/亿元", "数值", "1.5", "15000 from `1.5亿元`".to_owned()),
        ("金额：亿元", "数值", "1.5", "15000 from `1.5亿元`".to_owned()),
        ("（金额单位：人民币亿元）", "数值", "1.5", "15000 from `1.5亿元`".to_owned()),
        ("计量单位：亿元", "数值", "1.5", "15000 from `1.5亿元`".to_owned()),
        (
            "以千元为单位",
            "数值",
            "5",
            unknown("千元").replace("单位：千元", "以千元为单位"),
        ),
        ("单位：亿元\n单位：亿元", "数值", "5", "50000 from `5亿元`".to_owned()),
        ("单位：千元", "数值", "5", unknown("千元")),
        ("单位：万元、%", "数值", "5", "unit-mismatch `5` the figure is in 万元、%".to_owned()),
        ("单位：万元、%", "数值", "1.5亿元", "15000 from `1.5亿元`".to_owned()),
        ("单位：局", "数值", "5", unknown("局")),
        ("单位：%", "数值", "5", "unit-mismatch `5` ".to_owned()),
        (
            "单位：亿元\n单位：万元",
            "数值",
            "5",
            "unit-mismatch `单位：万元` above the header stand two units, `亿元` and `万元`"
                .to_owned(),
        ),
    ] {
        let text = format!("{above}\n指标,期间,{header}\noutput,2022-01,{cell}\n");
        let shown = outcome(&plan(), &Columns::default(), &[&text]);
        assert!(shown.contains(&expected), "{text}{shown}");
    }
    let text = "单位：亿元\n指标,期间,数值,单位\noutput,2022-01,5,\noutput,2022-02,5,万元\n";
    check(
        &[text],
        "a.csv long, 3 rows, 1 preamble\n3.2 output 2022-01 50000 from `5亿元`\n4.2 output 2022-02 5",
    );
    check(
        &["单位：亿元\nperiod,output,books(册)\n2022-01,5,3000\n"],
        "a.csv wide-by-indicator, 2 rows, 1 preamble\n3.1 output 2022-01 50000 from `5亿元`\n\
         3.2 books 2022-01 3 from `3000册`",
    );
}

#[test]
fn a_unit_below_the_header_does_not_pass_in_silence() {
    let of_footer = "a.csv:3:1 unit-mismatch `单位：亿元` the unit `亿元` stands below the header, where it holds for no \
         figure; expected it above the header on line 1";
    for text in [
        "指标,期间,数值\noutput,2022-01,5\n单位：亿元\n",
        "指标,期间,数值\noutput,2022-01,5\n单位：亿元,,\n",
        "期间,output\n2022-01,5\n单位：亿元,\n",
        "指标,2022-01\noutput,5\n单位：亿元,\n",
    ] {
        check(&[text], of_footer);
    }
    for footer in ["单位：教育局", "填报单位：某某", "制表人：张三"] {
        let text = format!("指标,期间,数值\noutput,2022-01,5\n{footer}\n");
        check(&[&text], "a.csv long, 2 rows, 1 footer\n2.2 output 2022-01 5");
    }
    check(
        &["单位：亿元\n指标,期间,数值\noutput,2022-01,5\n单位：亿元\n"],
        "a.csv long, 3 rows, 1 preamble, 1 footer\n3.2 output 2022-01 50000 from `5亿元`",
    );
    check(
        &["指标,期间,数值(万元)\noutput,2022-01,5\n单位：亿元\n"],
        "a.csv long, 2 rows, 1 footer\n2.2 output 2022-01 5",
    );
}

#[test]
fn the_line_of_the_header_can_be_named() {
    let read_with = |header: u64, text: &str| {
        let options = Options { header: Some(header), ..Options::default() };
        match read(&plan(), vec![Input::text("a.csv", text.as_bytes())], &options) {
            Ok(actuals) => format!("{} rows", actuals.files[0].rows),
            Err(problems) => {
                assert_eq!(problems.len(), 1, "{problems:#?}");
                format!("{} {}", problems[0].place, problems[0].code)
            }
        }
    };
    let rows = format!("{LONG}\n{LONG}");
    assert_eq!(read_with(1, LONG), "2 rows");
    assert_eq!(read_with(5, &rows), "5 rows");
    assert_eq!(read_with(22, &format!("{}{LONG}", "\n\"x\"\n\n".repeat(7))), "9 rows");
    assert_eq!(read_with(2, LONG), "a.csv:2:1 unknown-layout");
    assert_eq!(read_with(4, &rows), "a.csv unknown-layout");
    assert_eq!(read_with(9, LONG), "a.csv unknown-layout");
    assert_eq!(read_with(1, "sep=,\n指标,期间,数值\n"), "a.csv unknown-layout");
}

#[test]
fn figures_above_the_header_are_not_lost() {
    let shown = outcome(&plan(), &Columns::default(), &[&format!("enrolment,2022-01,88\n{LONG}")]);
    assert_eq!(
        shown,
        "a.csv:1:1 row-above-header `enrolment,2022-01,88` the row stands above the header, and holds a figure of \
         `enrolment`; expected rows with figures below the header; a.csv:2:1 the header\n"
    );
    for title in ["enrolment", "enrolment,2022,,", "enrolment,first quarter", "report,2022,88"] {
        let text = format!("{title}\n{LONG}");
        let rows = format!("a.csv long, 3 rows, 1 preamble\n{}", figures(2, ','));
        check(&[&text], &rows);
    }
}

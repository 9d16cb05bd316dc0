//! What the formats say of small plans.

mod bounds;
mod explanations;
mod reasons;
mod turns;

use super::{
    Format, Report, by_member::ByMember, diagnostics, explain::explain, json::Json, table::Table,
};
use crate::actuals::{self, Input};
use crate::diagnostic::Diagnostic;
use crate::evaluate::{Options, evaluate};
use crate::plan::{Language, Plan};
use crate::source::{Place, SourceText};
use crate::wording::Text;

const HEAD: &str = r#"
[plan]
title = "A plan"
period = "2022"
[section.3]
title = "Quality of teaching"
[dimension.school]
column = "学校"
members = ["一小", "二小", "三小", "四小", "五小"]
[ladder]
construction = ["前期工作", "开工", "主体完工", "全面完工"]
"#;

/// Evaluates the targets of a plan and hands the report to `write`.
fn report(
    targets: &str,
    rows: &str,
    as_of: &str,
    write: impl Fn(&Report<'_>, &mut Vec<u8>),
) -> String {
    let text = format!("{HEAD}{targets}");
    let plan = Plan::parse("targets.toml", &text, &|_: &str| Ok(Vec::new()))
        .unwrap_or_else(|faults| panic!("{faults:#?}"));
    let rows = format!("indicator,period,value,unit,学校\n{rows}");
    let input = Input::text("year.csv", rows.as_bytes());
    let actuals = actuals::read(&plan, vec![input], &actuals::Options::default())
        .unwrap_or_else(|faults| panic!("{faults:#?}"));
    let as_of = plan.period_of(as_of).map(|period| period.last);
    let evaluation = evaluate(&plan, &actuals, &Options { as_of, ..Options::default() })
        .unwrap_or_else(|faults| panic!("{faults:#?}"));
    let report = Report {
        plan: &plan,
        plan_sha256: None,
        actuals: &actuals,
        evaluation: &evaluation,
        language: Language::English,
        narrowed: None,
    };
    let mut out = Vec::new();
    write(&report, &mut out);
    String::from_utf8(out).unwrap()
}

fn table(targets: &str, rows: &str, as_of: &str, width: usize, color: bool) -> String {
    report(targets, rows, as_of, |report, out| Table { width, color }.write(report, out).unwrap())
}

fn json(targets: &str, rows: &str, as_of: &str) -> serde_json::Value {
    let text = report(targets, rows, as_of, |report, out| Json.write(report, out).unwrap());
    serde_json::from_str(&text).unwrap()
}

/// A plan with long names, CJK titles, long units and figures.
const WIDE: &str = r#"
[target.a-very-long-identifier-that-is-also-the-title-because-there-is-no-other]
unit = "平方米每人均可支配面积"
at_least = 12345678901234567890
[target.x]
title = "Training"
section = "3"
clause = "4"
unit = "项"
at_least = 1234567
aggregate = "sum"
severity = "warning"
[target.y]
title = "义务教育阶段集团化办学、“双减”与课后服务质量\u001B[31m提升\u202E工程"
section = "3"
clause = "12（三）之二十四"
reach = "主体完工"
ladder = "construction"
"#;
const WIDE_ROWS: &str = "x,2022-01,1000000.5,,\ny,2022-02,开工,,\nz,2022-02,1,,\n\
    a-very-long-identifier-that-is-also-the-title-because-there-is-no-other,2022,12345678901234567889,,";

#[test]
fn no_line_is_wider_than_the_table_may_be() {
    for language in [Language::English, Language::Chinese] {
        for width in 60..=200 {
            let table = report(WIDE, WIDE_ROWS, "2022", |report, out| {
                let report = Report { language, ..*report };
                Table { width, color: false }.write(&report, out).unwrap();
            });
            for line in table.lines() {
                assert!(super::text::width(line) <= width, "{width}: {line}");
                assert!(!line.contains(super::text::is_control), "{line:?}");
            }
        }
    }
}

#[test]
fn no_figure_is_cut_where_titles_can_give_way() {
    let targets = "[target.x]\ntitle = 'A title of many words that can be set on many lines'\n\
        at_least = '987654321098.7654321%'\n\
        [target.y]\ntitle = '义务教育阶段集团化办学质量提升'\nat_least = '1万元'\n";
    let rows = "x,2022,987654321098.7654320,,\ny,2022,9876543210.12,,";
    let figures = ["987,654,321,098.7654321%", "987,654,321,098.7654320%", "987654321012.00%"];
    for width in 95..=120 {
        let found = table(targets, rows, "2022", width, false);
        for figure in figures {
            assert!(found.contains(figure), "{width}: {figure} in\n{found}");
        }
        assert!(found.lines().all(|line| super::text::width(line) <= width), "{width}:\n{found}");
    }
}

#[test]
fn a_table_by_members_is_no_narrower_than_any_other() {
    let each = "[target.x]\nat_least = 3\neach = 'school'";
    let by = |width: usize| {
        report(each, "x,2022,3,,一小", "2022", |report, out| {
            ByMember { dimension: 0, width, color: false }.write(report, out).unwrap();
        })
    };
    assert_eq!(by(10), by(60));
}

#[test]
fn the_table_is_laid_out() {
    let plan = r#"
[target.x]
title = "义务教育阶段集团化办学质量提升"
section = "3"
clause = "4"
unit = "项"
at_least = 1234567
severity = "warning"
[target.y]
title = "No section"
unit = "%"
at_least = 88
waiver = { reason = "flood", until = "2023", by = "board" }
[target.z]
title = "Zero"
section = "3"
at_most = 0
"#;
    let rows = "y,2022,87.5,,\nx,2022,1000000.5,,\nz,2022-01,1,,\nz,2022-02,0,,\nw,2022-02,0,,";
    let found =
        table(&plan.replace("at_most", "aggregate = \"sum\"\nat_most"), rows, "", 60, false);
    assert_eq!(
        found,
        "\
cl.  title        goal              actual  attain-  verdict
                                               ment
------------------------------------------------------------
     No section   ≥ 88%              87.5%   99.43%  waived
       waived until 2023-12-31 by board: flood (would be
       missed: 0.5 percentage points short of 88%)

3  Quality of teaching
4    义务教育阶   ≥ 1,234,567  1,000,000.5   81.00%  missed
     段集团化办   项
     学质量提升
       234,566.5 项 short of 1,234,567 项
       does not count: severity warning
     Zero         ≤ 0                    1    0.00%  missed
       1 above the limit of 0

3 targets: 2 missed, 1 waived — 1 fails (1 more falls short,
severity warning)
5 rows read from year.csv (long layout, UTF-8): 4 used, 1
set aside (1 unknown-indicator)
as of 2022-12-31 (the last period in the actuals)
FAIL: 1 target fails
"
    );
}

#[test]
fn a_plan_without_sections_and_clauses_is_a_plain_list() {
    let found = table("[target.x]\nat_least = 3", "x,2022,3,,", "2022", 80, false);
    let lines: Vec<_> = found.lines().collect();
    assert_eq!(
        lines[..4],
        [
            "title  goal  actual  attainment  verdict",
            "----------------------------------------",
            "x      ≥ 3        3     100.00%  met",
            "",
        ]
    );
}

#[test]
fn colour_only_adds() {
    let plain = table(WIDE, WIDE_ROWS, "2022", 80, false);
    let coloured = table(WIDE, WIDE_ROWS, "2022", 80, true);
    let mut stripped = coloured.clone();
    for code in ["0", "1", "31", "32", "33"] {
        stripped = stripped.replace(&format!("\u{1b}[{code}m"), "");
    }
    assert_eq!(stripped, plain);
    assert!(
        coloured.contains("\u{1b}[31mmissed\u{1b}[0m")
            && coloured.contains("\u{1b}[33mmissed\u{1b}[0m")
    );
}

#[test]
fn json_is_as_designed() {
    let json = json(WIDE, WIDE_ROWS, "");
    let keys = |value: &serde_json::Value| {
        value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        keys(&json["summary"]),
        "behind exceeded failing met missed no-data on-track open score targets waived"
    );
    let text = report(WIDE, WIDE_ROWS, "", |report, out| Json.write(report, out).unwrap());
    let mut rest = text.as_str();
    for key in [
        "schema",
        "plan",
        "title",
        "period",
        "file",
        "sha256",
        "as_of",
        "exit",
        "status",
        "reason",
        "summary",
        "targets",
        "exceeded",
        "met",
        "on-track",
        "open",
        "behind",
        "missed",
        "no-data",
        "waived",
        "failing",
        "score",
        "inputs",
        "file",
        "sha256",
        "encoding",
        "layout",
        "rows",
        "used",
        "set_aside",
        "unknown-indicator",
        "targets",
        "id",
        "title",
        "section",
        "clause",
        "commitment",
        "severity",
        "goal",
        "kind",
        "value",
        "unit",
        "text",
        "actual",
        "unit",
        "attainment",
        "percent",
        "numerator",
        "denominator",
        "verdict",
        "reason",
        "gap",
        "baseline",
        "progress",
        "required_now",
        "stretch",
        "due",
        "cells",
        "sensitivity",
        "score",
        "evidence",
        "file",
        "line",
        "indicator",
        "members",
        "period",
        "value",
        "evidence_total",
    ] {
        let (_, after) =
            rest.split_once(&format!("\"{key}\": ")).unwrap_or_else(|| panic!("{key} in {rest}"));
        rest = after;
    }
    assert!(text.ends_with("}\n") && text.contains("\\u001b[31m提升\\u202e"), "{text}");
    assert_eq!(json["targets"][0]["actual"], "12345678901234567889");
    assert_eq!(json["targets"][0]["attainment"]["percent"], "99.99");
    assert_eq!(json["exit"]["reason"], "2 targets fail");
}

#[test]
fn lists_in_json_are_capped_and_counted() {
    let each = "[target.x]\nat_least = 1\naggregate = 'sum'\neach = ['school', 'month']";
    let rows: Vec<_> = (1..=12).map(|month| format!("x,2022-{month:02},0,,一小")).collect();
    let json = json(each, &rows.join("\n"), "2022");
    let cells = &json["targets"][0]["cells"];
    assert_eq!(
        (cells["failing"].as_array().unwrap().len(), &cells["failing_total"]),
        (50, &serde_json::json!(60))
    );
    assert_eq!(
        cells["failing"][0],
        serde_json::json!({ "school": "一小", "month": "2022-01", "actual": "0" })
    );
    assert_eq!(
        cells["failing"][12],
        serde_json::json!({ "school": "二小", "month": "2022-01", "actual": null })
    );
}

#[test]
fn an_explanation_can_be_redone_by_hand() {
    let target = "[target.x]\ntitle = '毛入园率'\nsection = '3'\nclause = '9'\nquote = '达到97%'\nunit = '%'\nat_least = 97\nratio = ['a', 'b']";
    let rows = "a,2022-06,200,,一小\na,2022-12,212,,二小\nb,2022,420,,";
    let found = report(target, rows, "2022", |report, out| explain(report, 0, out).unwrap());
    assert_eq!(
        found,
        "\
x: 毛入园率
  section 3: Quality of teaching
  clause 9: “达到97%”
  severity error: its failure counts
  in the plan at targets.toml:12, its goal at targets.toml:18

1. The goal
  ≥ 97%
  due 2022-12-31, judged as of 2022-12-31: due
  figures of 2022 count

2. The figures
  a (numerator):
    year.csv:2  2022-06  一小  200
    year.csv:3  2022-12  二小  212
    sum over 2 combinations: 200 + 212 = 412
  b (denominator):
    year.csv:4  2022  420
  ratio: 412 / 420 × 100 = 98.095238% (rounded)
  actual: 98.095238% (rounded)

3. The comparison
  compared by cross-multiplication, so that nothing is rounded:
  412 × 100 = 41200 ≥ 97 × 420 = 40740: satisfied

4. Attainment
  41200 / 40740 = 101.12% (rounded down)

5. What it turns on
  margin: 1.09 percentage points to spare

Verdict: met
  1.09 percentage points above 97%

3 rows read from year.csv (long layout, UTF-8): 3 used, 0 set aside
as of 2022-12-31
"
    );
}

#[test]
fn an_explanation_shows_conversions_pace_and_cells() {
    let target = "[target.x]\nunit = '万元'\nat_least = 8000\naggregate = 'sum'\ncombine = 'sum'";
    let rows = "x,2022-01,0.5,亿元,一小\nx,2022-02,\"500\",,一小";
    let found = report(target, rows, "2022-09", |report, out| explain(report, 0, out).unwrap());
    for line in [
        "    year.csv:2  2022-01  一小  5000 万元 (written 0.5亿元)",
        "    year.csv:3  2022-02  一小  500 万元",
        "    sum: 5000 + 500 = 5500",
        "  5500 < 8000: not satisfied",
        "  of 2022, f = 9/12 has passed",
        "  linear: s + f × (t - s) = 0 + 9/12 × (8000 - 0) = 6000",
        "  5500 < 6000: not kept",
        "  5500 / 8000 = 68.75%",
        "Verdict: behind",
    ] {
        assert!(found.lines().any(|found| found == line), "{line}\n{found}");
    }
    let target = "[target.x]\nat_least = 1\naggregate = 'sum'\neach = 'school'\ncoverage = '40%'";
    let rows = "x,2022-01,1,,一小\nx,2022-02,1,,一小\nx,2022-02,2,,三小\nx,2022-02,0,,五小";
    let found = report(target, rows, "2022", |report, out| explain(report, 0, out).unwrap());
    let steps = "2. The cells
  5 cells (school): 2 satisfy the goal, 3 fail
  coverage: 2 of 5 cells ≥ 40%
  those that fail:
    二小: no figure for `x`
    四小: no figure for `x`
    五小:
      x:
        year.csv:5  2022-02  五小  0
      0 < 1: not satisfied
  those that satisfy the goal:
    一小: 2, year.csv:2, 3
    三小: 2, year.csv:4
";
    assert!(found.contains(steps), "{found}");
}

#[test]
fn diagnostics_underline_what_is_meant() {
    let source = SourceText::new("targets.toml", "[target.x]\n标题 = \"二\u{1b}\"\n");
    let start = source.text().find('"').unwrap();
    let all = [
        Diagnostic::error(
            "bad-value",
            source.place(start..start + 6),
            Text::same("the title is bad"),
        )
        .label(Text::same("expected a title"))
        .and(source.place(0..10), Text::same("of this target"))
        .help(Text::same("write another")),
        Diagnostic::warning(
            "empty-file",
            Place::file(source.name()),
            Text::same("the file is empty"),
        ),
    ];
    let mut out = Vec::new();
    diagnostics::render(&all, Language::English, false, &mut out).unwrap();
    assert_eq!(
        String::from_utf8(out).unwrap(),
        r#"error[bad-value]: the title is bad
 --> targets.toml:2:6
  |
2 | 标题 = "二\u{1b}"
  |        ^^^^^^^^^^ expected a title
  |
 ::: targets.toml:1:1
  |
1 | [target.x]
  | ---------- of this target
  |
  = help: write another

warning[empty-file]: the file is empty
--> targets.toml

for more about a code: plancheck explain bad-value
"#
    );
}

//! HTML, Markdown, CSV and templates, read back and held against the JSON of the same run.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// The verdicts in the order of tallies: their codes, and their words in Chinese reports.
const VERDICTS: [(&str, &str); 8] = [
    ("exceeded", "超额完成"),
    ("met", "达标"),
    ("on-track", "进度正常"),
    ("open", "未到期"),
    ("behind", "滞后"),
    ("missed", "未达标"),
    ("no-data", "无数据"),
    ("waived", "豁免"),
];

const TEMPLATE: &str = "{% for t in targets %}{{ t.id }} {{ t.verdict }}\n{% endfor %}\
    {{ summary.failing }}/{{ summary.targets }} {{ exit.status }}\n";

/// What one run wrote.
struct Written {
    json: Value,
    html: String,
    markdown: String,
    csv: String,
    template: String,
    table: String,
}

fn run(plan: &Path, actuals: &Path, more: &[&str]) -> Written {
    let out = tempfile::tempdir().unwrap();
    fs::write(out.path().join("list.j2"), TEMPLATE).unwrap();
    let formats = ["json", "html", "markdown", "csv", "template", "table"];
    let file = |format: &str| out.path().join(format);
    let output = Command::new(env!("CARGO_BIN_EXE_plancheck"))
        .arg("evaluate")
        .arg(actuals)
        .arg("--plan")
        .arg(plan)
        .arg("--template")
        .arg(out.path().join("list.j2"))
        .args(formats.iter().flat_map(|format| {
            ["--output".to_owned(), format!("{format}={}", file(format).display())]
        }))
        .args(more)
        .env("COLUMNS", "100")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.code().is_some_and(|status| status < 2), "{output:?}");
    let read = |format: &str| fs::read_to_string(file(format)).unwrap();
    Written {
        json: serde_json::from_str(&read("json")).unwrap(),
        html: read("html"),
        markdown: read("markdown"),
        csv: read("csv"),
        template: read("template"),
        table: read("table"),
    }
}

/// Ids with verdicts as the JSON has them.
fn verdicts(json: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let targets = json["targets"].as_array().unwrap();
    targets.iter().map(|target| (text(&target["id"]), text(&target["verdict"]))).collect()
}

/// How many targets have which verdict, by the JSON's summary; only those that there are.
fn tally(json: &Value) -> Vec<(&'static str, u64)> {
    let numbers = VERDICTS.map(|(code, _)| (code, json["summary"][code].as_u64().unwrap()));
    numbers.into_iter().filter(|(_, number)| *number > 0).collect()
}

/// How many of these verdicts there are, in the order of tallies.
fn counted<'v>(verdicts: impl Iterator<Item = &'v str>) -> Vec<(&'static str, u64)> {
    let verdicts: Vec<_> = verdicts.collect();
    let numbers = VERDICTS.map(|(code, word)| {
        let number = verdicts.iter().filter(|known| **known == code || **known == word).count();
        (code, number as u64)
    });
    let numbers: Vec<_> = numbers.into_iter().filter(|(_, number)| *number > 0).collect();
    assert_eq!(numbers.iter().map(|(_, number)| number).sum::<u64>(), verdicts.len() as u64);
    numbers
}

/// The texts between two marks.
fn between<'t>(text: &'t str, start: &'t str, end: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(start).skip(1).map(move |rest| rest.split(end).next().unwrap())
}

/// The verdicts of the articles of a page, and the numbers of its tally.
fn of_page(html: &str) -> (Vec<&str>, Vec<(&str, u64)>) {
    let articles = between(html, "<article class=\"", "\"").map(|classes| {
        let names = VERDICTS.map(|(code, _)| code);
        classes.split(' ').find(|class| names.contains(class)).unwrap()
    });
    let list = between(html, "<ul class=\"tally\">", "</ul>").next().unwrap();
    let shares = list.split("<li>").skip(1).map(|share| {
        let number = between(share, "<b class=\"figure\">", "</b>").next().unwrap();
        let class = between(share, "<span class=\"badge ", "\"").next().unwrap();
        (class, number.parse().unwrap())
    });
    (articles.collect(), shares.collect())
}

/// The verdicts of the tables below `All targets`.
fn of_markdown(markdown: &str) -> Vec<&str> {
    let all = markdown.split("<details>").nth(1).unwrap();
    let rows: Vec<Vec<&str>> = all
        .lines()
        .filter(|line| line.starts_with("| "))
        .map(|row| row.split(" | ").collect())
        .collect();
    let is_head = |cell: &&str| matches!(*cell, "verdict" | "判定");
    let column = rows[0].iter().position(&is_head).unwrap();
    let cells = rows.iter().map(|row| row[column]).filter(|cell| !is_head(cell));
    // A sign stands before the word.
    cells.map(|cell| cell.split_once(' ').unwrap().1).collect()
}

#[test]
fn every_format_of_a_run_says_the_same() {
    let examples = Path::new("examples");
    for (folder, plan, more) in [
        ("enyang-2022", Path::new("targets.toml"), &["--as-of", "2022Q3", "--lang", "zh"][..]),
        ("enyang-2022", Path::new("targets.toml"), &["--as-of", "2022", "--lang", "en"]),
        ("public-services", &examples.join("public-services/targets.toml"), &["--lang", "en"]),
        ("smallest", &examples.join("smallest/targets.toml"), &["--lang", "zh"]),
    ] {
        let written = run(plan, &examples.join(folder).join("actuals.csv"), more);
        let expected = tally(&written.json);
        let by_id = verdicts(&written.json);
        assert_eq!(counted(by_id.iter().map(|(_, verdict)| verdict.as_str())), expected);

        let (articles, shares) = of_page(&written.html);
        assert_eq!(counted(articles.into_iter()), expected, "{folder}: articles of the page");
        assert_eq!(shares, expected, "{folder}: tally of the page");

        let rows = of_markdown(&written.markdown);
        assert_eq!(counted(rows.into_iter()), expected, "{folder}: Markdown");
        let fails = |verdict: &str| matches!(verdict, "behind" | "missed" | "no-data");
        let failing = by_id.iter().filter(|(_, verdict)| fails(verdict)).count();
        let counting = written.json["summary"]["failing"].as_u64().unwrap();
        let all = written.markdown.split("<details>").nth(1).unwrap();
        let spared = all.matches("does not count").count() + all.matches("不计入考核").count();
        assert_eq!(u64::try_from(failing - spared).unwrap(), counting, "{folder}: Markdown");

        let mut reader = csv::Reader::from_reader(written.csv.as_bytes());
        let records: Vec<_> = reader.records().map(|record| record.unwrap()).collect();
        let code = |word: &str| {
            let known = VERDICTS.iter().find(|(code, zh)| *code == word || *zh == word);
            known.unwrap().0.to_owned()
        };
        let of_csv: Vec<_> =
            records.iter().map(|record| (record[0].to_owned(), code(&record[10]))).collect();
        assert_eq!(of_csv, by_id, "{folder}: CSV");

        let (targets, last) = written.template.trim_end().rsplit_once('\n').unwrap();
        let of_template: Vec<_> = targets
            .lines()
            .map(|line| line.rsplit_once(' ').unwrap())
            .map(|(id, verdict)| (id.to_owned(), verdict.to_owned()))
            .collect();
        assert_eq!(of_template, by_id, "{folder}: template");
        let (summary, exit) = (&written.json["summary"], &written.json["exit"]);
        assert_eq!(
            last,
            format!("{}/{} {}", summary["failing"], summary["targets"], exit["status"])
        );

        let is_failing = exit["status"] == 1;
        for (format, text) in
            [("table", &written.table), ("html", &written.html), ("markdown", &written.markdown)]
        {
            let fails = text.contains("FAIL: ") || text.contains("不通过：");
            let passes = text.contains("PASS: ") || text.contains(">通过：") || {
                text.contains("\n通过：") || text.contains("✅ 通过：")
            };
            assert_eq!((fails, passes), (is_failing, !is_failing), "{folder}: {format}");
        }
    }
}

const HOSTILE: &str = "</title></style><script>alert(1)</script>]]>\u{202e}`|@all [x](http://evil.example) {{ 7 * 7 }}";

#[test]
fn hostile_text_is_harmless_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let (plan, actuals) = (folder.path().join("targets.toml"), folder.path().join("actuals.csv"));
    fs::write(
        &plan,
        format!(
            "[plan]\nperiod = \"2022\"\ntitle = '''{HOSTILE}'''\nowner = \"\\u001b[31m\"\n\
             [section.a]\ntitle = '''{HOSTILE}'''\n\
             [target.\"=cmd()\"]\ntitle = '''{HOSTILE}'''\nsection = \"a\"\nunit = '''{HOSTILE}'''\n\
             owner = \"@SUM(A1)\"\nquote = '''{HOSTILE}'''\nat_least = 2\naggregate = \"sum\"\n"
        ),
    )
    .unwrap();
    fs::write(&actuals, "indicator,period,value\n=cmd(),2022,1\n").unwrap();
    let written = run(&plan, &actuals, &["--lang", "en"]);
    for (format, text) in [
        ("html", &written.html),
        ("markdown", &written.markdown),
        ("csv", &written.csv),
        ("template", &written.template),
        ("table", &written.table),
    ] {
        let steers =
            |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!text.contains(steers), "{format} steers whoever shows it");
    }
    assert!(!written.html.contains("<script"));
    assert_eq!(written.html.matches("</style>").count(), 1, "only the style sheet's own");
    assert_eq!(written.html.matches("</title>").count(), 1);
    assert!(written.html.contains("{{ 7 * 7 }}"), "text is not laid out as a template");
    for line in written.markdown.lines().filter(|line| line.contains("alert")) {
        for active in ["<script", "x](", "@all", "://e"] {
            assert!(!line.contains(active), "{active} in {line}");
        }
        let open: Vec<_> = line.match_indices('`').map(|(at, _)| &line[at - 1..at]).collect();
        assert!(open.iter().all(|before| *before == "\\"), "{line}");
    }
    let mut reader = csv::Reader::from_reader(written.csv.as_bytes());
    let record = reader.records().next().unwrap().unwrap();
    for cell in &record {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
    assert_eq!(&record[0], "'=cmd()");
}

#[test]
fn the_same_run_writes_the_same_bytes() {
    let plan = Path::new("targets.toml");
    let actuals = Path::new("examples/enyang-2022/actuals.csv");
    let (one, other) = (run(plan, actuals, &[]), run(plan, actuals, &[]));
    assert_eq!(one.html, other.html);
    assert_eq!(one.markdown, other.markdown);
    assert_eq!(one.csv, other.csv);
    assert_eq!(one.json, other.json);
}

#[test]
fn what_is_not_shown_still_counts() {
    let plan = Path::new("targets.toml");
    let actuals = Path::new("examples/enyang-2022/actuals.csv");
    let all = run(plan, actuals, &["--as-of", "2022Q3"]);
    let some = run(plan, actuals, &["--as-of", "2022Q3", "--verdict", "behind,missed"]);
    assert_eq!(some.json["summary"], all.json["summary"]);
    assert_eq!(some.json["exit"], all.json["exit"]);
    let shown = verdicts(&some.json);
    let expected: Vec<_> = verdicts(&all.json)
        .into_iter()
        .filter(|(_, verdict)| matches!(verdict.as_str(), "behind" | "missed"))
        .collect();
    assert_eq!(shown, expected);
    assert!(!shown.is_empty());
    let (articles, shares) = of_page(&some.html);
    assert_eq!(articles.len(), shown.len());
    assert_eq!(shares, tally(&all.json));
}

#[test]
fn excel_is_told_the_encoding_when_asked() {
    let plan = Path::new("examples/smallest/targets.toml");
    let actuals = Path::new("examples/smallest/actuals.csv");
    assert!(run(plan, actuals, &["--bom"]).csv.starts_with('\u{feff}'));
    assert!(!run(plan, actuals, &[]).csv.starts_with('\u{feff}'));
}

/// A plan and figures in a folder of their own, as HTML in a language.
fn page(plan: &str, actuals: &str, language: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let [plan_file, actuals_file] =
        ["targets.toml", "actuals.csv"].map(|name| folder.path().join(name));
    fs::write(&plan_file, plan).unwrap();
    fs::write(&actuals_file, actuals).unwrap();
    run(&plan_file, &actuals_file, &["--lang", language]).html
}

#[test]
fn a_trend_has_a_point_where_the_target_has_evidence() {
    let plan = "[plan]\nperiod = \"2022\"\n\
        [target.quarterly]\nat_least = 9\naggregate = \"latest\"\n\
        [target.monthly]\nat_least = 9\naggregate = \"sum\"\n";
    let quarterly = (1..=3).map(|quarter| format!("quarterly,2022Q{quarter},{quarter}\n"));
    let monthly = (1..=12).map(|month| format!("monthly,2022-{month:02},1\n"));
    let rows: String = quarterly.chain(monthly).collect();
    for (language, expected) in [
        ("en", "over time: 2022-03-31 1, 2022-06-30 2, 2022-09-30 3"),
        ("zh", "历期走势：2022年3月31日 1、2022年6月30日 2、2022年9月30日 3"),
    ] {
        let html = page(plan, &format!("indicator,period,value\n{rows}"), language);
        let trend = between(&html, "<figure class=\"trend\">", "</figure>").next().unwrap();
        assert_eq!(between(trend, "aria-label=\"", "\"").next(), Some(expected));
        assert_eq!(between(trend, "points=\"", "\"").next().unwrap().split(' ').count(), 3);
    }
}

#[test]
fn cells_of_a_wide_matrix_name_their_periods() {
    let plan = |length: &str| {
        format!(
            "[plan]\nperiod = \"2022\"\n[dimension.site]\nmembers = [\"North\"]\n\
             [target.visits]\nat_least = 1\naggregate = \"sum\"\neach = [\"site\", \"{length}\"]\n"
        )
    };
    let rows: Vec<String> =
        (1..=12).map(|month| format!("visits,2022-{month:02},North,2\n")).collect();
    let rows = format!("indicator,period,site,value\n{}", rows.concat());
    let months: Vec<String> = (1..=12).map(|month| format!("2022-{month:02}")).collect();
    let wide = page(&plan("month"), &rows, "en");
    let named: Vec<_> = between(&wide, "data-period=\"", "\"").collect();
    assert_eq!(named, months);
    let narrow = page(&plan("quarter"), &rows, "en");
    assert!(narrow.contains("2022Q4") && !narrow.contains("data-period=\""));
}

#[test]
fn evidence_of_several_indicators_names_them() {
    let plan = "[plan]\nperiod = \"2022\"\n[target.share]\nat_least = \"5%\"\nratio = [\"held\", \"due\"]\n";
    let html = page(plan, "indicator,period,value\nheld,2022,5\ndue,2022,10\n", "en");
    let evidence = between(&html, "aria-label=\"evidence\">", "</table>").next().unwrap();
    let cells: Vec<_> = between(evidence, "<td class=\"text\">", "</td>").collect();
    assert!(cells.contains(&"held") && cells.contains(&"due"), "{cells:?}");
}

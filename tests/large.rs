//! Exports of more figures than are kept one by one, held against sums that the test computes itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const OFFICES: usize = 20;

/// More figures than are kept one by one: for each office and month some, in hundredths, some of them written with
/// quotes, thousands separators, a sign or another unit of money.
const ROWS: usize = 7_000;

/// What a cell may come to, in hundredths.
const LIMIT: i64 = 4_000_000;

const PLAN: &str = r#"
[plan]
period = "2022"

[dimension.office]
roster = "offices.csv"

[target.spent]
aggregate = "sum"
each = ["office", "month"]
at_most = 40000
stretch = 100
unit = "元"

[target.spent-in-all]
indicator = "paid"
aggregate = "sum"
at_least = 1000000
unit = "元"
"#;

/// For each office and month the sum in hundredths and the lines that it comes from.
type Sums = BTreeMap<(usize, usize), (i64, Vec<usize>)>;

/// An export, and what it comes to.
fn export() -> (String, Sums) {
    let mut rows = vec!["indicator,period,office,value".to_owned()];
    let mut sums = Sums::new();
    for number in 0..ROWS {
        let (office, month) = ((number * 7) % OFFICES, (number / 3) % 12 + 1);
        let hundredths = i64::try_from((number * number) % 260_000).unwrap() - 20_000;
        let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
        let sign = if hundredths < 0 { "-" } else { "" };
        let figure = match number % 50 {
            0 if whole >= 1000 => {
                format!("\"{sign}{},{:03}.{rest:02}\"", whole / 1000, whole % 1000)
            }
            1 => format!("\"{sign}{whole}.{rest:02}\""),
            2 => format!("{sign}{}.{:06}万元", whole / 10_000, whole % 10_000 * 100 + rest),
            _ => format!("{sign}{whole}.{rest:02}"),
        };
        for indicator in ["spent", "paid"] {
            rows.push(format!("{indicator},2022-{month:02},Office {office:02},{figure}"));
        }
        let sum = sums.entry((office, month)).or_default();
        sum.0 += hundredths;
        sum.1.push(2 * number + 2);
    }
    (rows.join("\n"), sums)
}

fn output(folder: &Path, arguments: &[&str], input: Option<&str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plancheck"));
    let input =
        input.map_or(Stdio::null(), |name| fs::File::open(folder.join(name)).unwrap().into());
    command.args(arguments).current_dir(folder).env("LC_ALL", "C").stdin(input).output().unwrap()
}

fn run(folder: &Path, arguments: &[&str], input: Option<&str>) -> String {
    let output = output(folder, arguments, input);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A folder with the plan, its roster and an export.
fn folder(export: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let offices: Vec<String> = (0..OFFICES).map(|office| format!("Office {office:02}")).collect();
    let files = [
        ("offices.csv", format!("office\n{}", offices.join("\n"))),
        ("targets.toml", PLAN.to_owned()),
        ("actuals.csv", export.to_owned()),
    ];
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn shown(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let text = format!("{sign}{}.{:02}", hundredths.abs() / 100, hundredths.abs() % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[test]
fn sums_by_member_are_those_of_the_rows() {
    let (text, sums) = export();
    let folder = folder(&text);
    let arguments = ["evaluate", "actuals.csv", "--format", "json", "--as-of", "2022"];
    let json = run(folder.path(), &arguments, None);
    let report: Value = serde_json::from_str(&json).unwrap();

    let cells: Vec<(usize, usize, i64)> = (0..OFFICES)
        .flat_map(|office| (1..=12).map(move |month| (office, month)))
        .map(|(office, month)| (office, month, sums.get(&(office, month)).map_or(0, |sum| sum.0)))
        .collect();
    let has_rows = |office, month| sums.contains_key(&(office, month));
    let satisfied =
        cells.iter().filter(|(office, month, sum)| has_rows(*office, *month) && *sum <= LIMIT);
    let failing: Vec<(String, String, Option<String>)> = cells
        .iter()
        .filter(|(office, month, sum)| !has_rows(*office, *month) || *sum > LIMIT)
        .map(|(office, month, sum)| {
            let actual = has_rows(*office, *month).then(|| shown(*sum));
            (format!("Office {office:02}"), format!("2022-{month:02}"), actual)
        })
        .collect();
    let satisfied = satisfied.count();
    assert!(satisfied > 20 && failing.len() > 50, "{satisfied} of {}", cells.len());

    let found = &report["targets"][0]["cells"];
    assert_eq!(found["satisfied"], satisfied);
    assert_eq!(found["total"], OFFICES * 12);
    assert_eq!(found["failing_total"], failing.len());
    let text_of = |value: &Value| value.as_str().map(str::to_owned);
    let named: Vec<_> = found["failing"].as_array().unwrap().iter().collect();
    assert_eq!(named.len(), 50);
    for (named, expected) in named.into_iter().zip(&failing) {
        let (office, month) =
            (text_of(&named["office"]).unwrap(), text_of(&named["month"]).unwrap());
        assert_eq!(&(office, month, text_of(&named["actual"])), expected);
    }
    // The sum of all has as many decimals as its rows.
    let all: i64 = sums.values().map(|sum| sum.0).sum();
    assert_eq!(report["targets"][1]["actual"], format!("{}.{:02}", all / 100, all % 100));
    assert_eq!(report["inputs"][0]["rows"], 2 * ROWS);
    assert_eq!(report["inputs"][0]["used"], 2 * ROWS);

    // A pipe that cannot be read again tells the same.
    let piped = ["evaluate", "-", "--format", "json", "--as-of", "2022"];
    let piped = run(folder.path(), &piped, Some("actuals.csv"));
    assert_eq!(piped.replace("\"file\": \"-\"", "\"file\": \"actuals.csv\""), json);

    // To explain a target the places of all its cells are kept, also of members that are late in the roster.
    let explained =
        run(folder.path(), &["explain", "spent", "actuals.csv", "--as-of", "2022"], None);
    let last = sums.iter().next_back().unwrap();
    let place = format!("actuals.csv:{} ", last.1.1[0]);
    assert!(explained.contains(&place), "{place} is not in\n{explained}");
}

/// Whether figures of overlapping periods are of the same member is known only of figures that are kept one by one.
#[test]
fn periods_that_overlap_are_found_in_what_has_been_added_up() {
    // More than is kept of a stream.
    let remark = "x".repeat(2_000);
    let mut rows = vec!["indicator,period,office,value,note".to_owned()];
    for number in 0..5_000 {
        let office = number % OFFICES;
        rows.push(format!("spent,2022-01,Office {office:02},1,{remark}"));
    }
    rows.push("spent,2022-01-05,Office 19,1,".to_owned());
    let folder = folder(&rows.join("\n"));
    let ending = |output: Output| {
        (output.status.code(), String::from_utf8(output.stderr).unwrap(), output.stdout)
    };
    let (status, found, report) = ending(output(folder.path(), &["evaluate", "actuals.csv"], None));
    assert_eq!((status, report), (Some(3), Vec::new()));
    assert!(found.starts_with("error[overlapping-periods]: the figures of `spent`"), "{found}");
    assert!(found.contains("actuals.csv:5002:28"), "{found}");

    let (status, found, report) =
        ending(output(folder.path(), &["evaluate", "-"], Some("actuals.csv")));
    assert_eq!((status, report), (Some(3), Vec::new()));
    assert!(found.starts_with("error[overlapping-periods]: figures of `spent`"), "{found}");
    assert!(found.contains("give the export as a file"), "{found}");

    // Of different members nothing counts twice.
    rows.retain(|row| !row.starts_with("spent,2022-01,Office 19"));
    let folder = self::folder(&rows.join("\n"));
    let json = run(folder.path(), &["evaluate", "actuals.csv", "--format", "json"], None);
    let report: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["inputs"][0]["used"], rows.len() - 1);
}

/// Members without a figure are judged together, and counted and named as if each had been looked at.
#[test]
fn members_without_a_figure_count_as_all_others_do() {
    const MANY: usize = 400;
    let plan = r#"
[plan]
period = "2022"
[dimension.office]
roster = "offices.csv"
[defaults]
aggregate = "sum"
each = ["office", "month"]
[target.visits]
at_least = 5
[target.losses]
at_most = 5
missing = "zero"
[target.books]
each = "office"
at_least = 5
"#;
    let name = |office: usize| format!("Office {office:03}");
    let offices: Vec<String> = (0..MANY).map(name).collect();
    // By office and month; the first office has nothing, and others who have stand apart.
    let figures: BTreeMap<(usize, usize), i64> = [1, 2, 57, 58, 199, 200, 399]
        .iter()
        .flat_map(|office| (1..=12).step_by(office % 3 + 1).map(|month| (*office, month)))
        .map(|(office, month)| ((office, month), i64::try_from(office % 5 + month).unwrap() - 4))
        .collect();
    let rows = figures.iter().flat_map(|((office, month), figure)| {
        let row = |indicator| format!("{indicator},2022-{month:02},{},{figure}", name(*office));
        ["visits", "losses", "books"].map(row)
    });
    let rows: Vec<String> =
        std::iter::once("indicator,period,office,value".to_owned()).chain(rows).collect();
    let folder = tempfile::tempdir().unwrap();
    let roster = format!("office\n{}", offices.join("\n"));
    let files = [
        ("offices.csv", roster),
        ("targets.toml", plan.to_owned()),
        ("actuals.csv", rows.join("\n")),
    ];
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let json = run(folder.path(), &["evaluate", "actuals.csv", "--format", "json"], None);
    let json: Value = serde_json::from_str(&json).unwrap();
    let check = |target: usize,
                 cells: &[(usize, Option<usize>)],
                 fails: &dyn Fn(Option<i64>) -> bool| {
        let figure = |(office, month): &(usize, Option<usize>)| {
            let is_of = |cell: &(usize, usize)| {
                cell.0 == *office && month.is_none_or(|month| cell.1 == month)
            };
            let of_cell: Vec<i64> =
                figures.iter().filter(|(cell, _)| is_of(cell)).map(|(_, figure)| *figure).collect();
            (!of_cell.is_empty()).then(|| of_cell.iter().sum())
        };
        let failing: Vec<&(usize, Option<usize>)> =
            cells.iter().filter(|cell| fails(figure(cell))).collect();
        let found = &json["targets"][target]["cells"];
        assert_eq!(found["total"], cells.len());
        assert_eq!(found["failing_total"], failing.len());
        assert_eq!(found["satisfied"], cells.len() - failing.len());
        let named: Vec<(String, Option<String>)> = found["failing"]
            .as_array()
            .unwrap()
            .iter()
            .map(|cell| {
                let month = cell["month"].as_str().map(str::to_owned);
                (cell["office"].as_str().unwrap().to_owned(), month)
            })
            .collect();
        let expected: Vec<(String, Option<String>)> = failing
            .iter()
            .take(named.len())
            .map(|(office, month)| (name(*office), month.map(|month| format!("2022-{month:02}"))))
            .collect();
        assert_eq!(named, expected);
        assert_eq!(named.len(), failing.len().min(50));
    };
    let months: Vec<(usize, Option<usize>)> =
        (0..MANY).flat_map(|office| (1..=12).map(move |month| (office, Some(month)))).collect();
    check(0, &months, &|figure| figure.is_none_or(|figure| figure < 5));
    check(1, &months, &|figure| figure.is_some_and(|figure| figure > 5));
    let offices: Vec<(usize, Option<usize>)> = (0..MANY).map(|office| (office, None)).collect();
    check(2, &offices, &|figure| figure.is_none_or(|figure| figure < 5));
}

/// The table by member tells of each how many cells there are, however many members and figures there are.
#[test]
fn the_table_by_member_tells_all_cells() {
    const MANY: usize = 700;
    let plan = "[plan]\nperiod = \"2022\"\n[dimension.office]\nroster = \"offices.csv\"\n[target.visits]\n\
                aggregate = \"sum\"\neach = [\"office\", \"month\"]\nat_least = 5\n\
                [target.in-all]\naggregate = \"sum\"\ncombine = \"sum\"\nat_least = 5\n";
    let offices: Vec<String> = (0..MANY).map(|office| format!("O{office:03}")).collect();
    // Of so many months each office has a figure: few figures in all, or many.
    for months in
        [|office: usize| if office % 100 == 42 { 7 } else { 0 }, |office: usize| office % 13]
    {
        let rows = (0..MANY)
            .flat_map(|office| (1..=months(office)).map(move |month| (office, month)))
            .flat_map(|(office, month)| {
                let figure = 4 + month % 2;
                ["visits", "in-all"]
                    .map(|name| format!("{name},2022-{month:02},O{office:03},{figure}"))
            });
        let rows: Vec<String> =
            std::iter::once("indicator,period,office,value".to_owned()).chain(rows).collect();
        let folder = tempfile::tempdir().unwrap();
        let roster = format!("office\n{}", offices.join("\n"));
        for (name, text) in [
            ("offices.csv", roster.as_str()),
            ("targets.toml", plan),
            ("actuals.csv", &rows.join("\n")),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let arguments = ["evaluate", "actuals.csv", "--by", "office", "--as-of", "2022-12-31"];
        let table = run(folder.path(), &arguments, None);
        let of_lines = |begin: &str| -> Vec<String> {
            let lines = table.lines().filter_map(|line| line.trim_start().strip_prefix(begin));
            lines
                .flat_map(|line| line.split("  ").map(str::trim).map(str::to_owned))
                .filter(|cell| !cell.is_empty())
                .collect()
        };
        let expected = (0..MANY).map(|office| match months(office).div_ceil(2) {
            12 => "12/12".to_owned(),
            satisfied => format!("✗ {satisfied}/12"),
        });
        assert_eq!(of_lines("title"), offices);
        assert_eq!(of_lines("visits"), expected.collect::<Vec<String>>());
        let expected = (0..MANY).map(|office| match months(office) {
            0 => "-".to_owned(),
            months => (4 * months + months.div_ceil(2)).to_string(),
        });
        assert_eq!(of_lines("in-all"), expected.collect::<Vec<String>>());
    }
}

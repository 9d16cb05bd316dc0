//! The submission gate: everything that is wrong with a submission in one run, each at its place.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The files of a submission in which everything is wrong, in the order in which they are given.
const FILES: [&str; 3] = ["long.csv", "wide.csv", "again.csv"];

fn validate(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plancheck"))
        .arg("validate")
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .args(["--lang", "en"])
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn wrong(arguments: &[&str]) -> Output {
    let mut all = FILES.to_vec();
    all.extend(["--as-of", "2022Q3", "--previous", "last.csv"]);
    all.extend(arguments);
    validate(Path::new("tests/submission"), &all)
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// The findings as `severity code place`, read from the JSON.
fn findings(output: &Output) -> Vec<String> {
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let word = |value: &serde_json::Value| match value {
        serde_json::Value::Null => "-".to_owned(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let shown = |finding: &serde_json::Value| {
        let [severity, code, file, line, column] =
            ["severity", "code", "file", "line", "column"].map(|key| word(&finding[key]));
        format!("{severity} {code} {file}:{line}:{column}")
    };
    findings.iter().map(shown).collect()
}

#[test]
fn everything_that_is_wrong_is_told_in_one_run_in_file_order() {
    let output = wrong(&["--format", "json"]);
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
    let found = findings(&output);
    let expected = fs::read_to_string("tests/submission/findings.txt").unwrap();
    if std::env::var("PAGES").as_deref() == Ok("overwrite") {
        fs::write("tests/submission/findings.txt", found.join("\n") + "\n").unwrap();
    } else {
        assert_eq!(found, expected.lines().collect::<Vec<_>>());
    }
    // As many faults as were put in, of so many kinds, whatever the golden file says.
    assert!(found.len() >= 40, "{found:#?}");
    let mut codes: Vec<&str> = found.iter().filter_map(|one| one.split(' ').nth(1)).collect();
    codes.sort_unstable();
    codes.dedup();
    assert!(codes.len() >= 30, "{codes:?}");
    let place = |finding: &String| {
        let mut parts = finding.rsplit(' ').next().unwrap().split(':');
        let file = parts.next().unwrap().to_owned();
        let order = FILES.iter().position(|name| *name == file).unwrap_or(FILES.len());
        let mut number = || parts.next().unwrap().parse::<u64>().unwrap_or(u64::MAX);
        (order, number(), number())
    };
    let places: Vec<_> = found.iter().map(place).collect();
    assert!(places.is_sorted(), "{found:#?}");
}

#[test]
fn what_is_wrong_does_not_depend_on_how_it_is_written() {
    let human = wrong(&[]);
    let json = wrong(&["--format", "json"]);
    assert_eq!(human.status.code(), Some(3));
    let count = text(&human.stdout)
        .lines()
        .filter(|line| line.starts_with("error[") || line.starts_with("warning["))
        .count();
    assert_eq!(count, findings(&json).len());
    assert!(human.stderr.is_empty(), "{}", text(&human.stderr));
}

#[test]
fn rows_at_fault_are_sent_back_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("back.csv");
    let path = file.to_str().unwrap();
    let arguments = ["long.csv", "--as-of", "2022Q3", "--previous", "last.csv", "--extract", path];
    let output = validate(Path::new("tests/submission"), &arguments);
    assert_eq!(output.status.code(), Some(3));
    let extract = fs::read_to_string(&file).unwrap();
    let mut lines = extract.strip_prefix('\u{feff}').unwrap().split("\r\n");
    assert_eq!(lines.next(), Some("file,line,codes,indicator,period,school,value,unit,note,"));
    let rows: Vec<&str> = lines.collect();
    for row in [
        "long.csv,9,bad-figure,meals,2022-01,West School,=SUM(B2:B9),,,",
        "long.csv,26,cumulative-fell restated,budget,2022-04,,300,,,",
        "long.csv,28,contradiction,staff,2022-06,,18,,,",
        "long.csv,29,contradiction,staff,2022-06,,19,,,",
        "long.csv,33,bad-quote,staff,2022-09,,\"2\"\"1\",,,",
    ] {
        assert!(rows.contains(&row), "{row}\n{extract}");
    }
    assert!(!extract.contains("2022-07,,20,,,\r\nlong.csv,31"), "the first of two is not at fault");
    // A submission without faults leaves no rows of an earlier run.
    let plan = "examples/smallest/targets.toml";
    let arguments = ["examples/smallest/actuals.csv", "--plan", plan, "--extract"];
    let output = validate(Path::new("."), &[&arguments[..], &[file.to_str().unwrap()]].concat());
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        "\u{feff}file,line,codes,indicator,period,value\r\n"
    );
}

#[test]
fn a_submission_that_is_fit_to_be_judged_prints_one_line() {
    for (arguments, line) in [
        (
            &["examples/smallest/actuals.csv", "--plan", "examples/smallest/targets.toml"][..],
            "PASS: examples/smallest/actuals.csv: 3 rows as of 2022-09-30, no findings\n",
        ),
        (
            &[
                "examples/enyang-2022/actuals.csv",
                "--allow",
                "unknown-member",
                "--allow",
                "unknown-indicator",
            ],
            "PASS: examples/enyang-2022/actuals.csv: 1,199 rows as of 2022-12-31, no findings\n",
        ),
    ] {
        let output = validate(Path::new("."), arguments);
        assert_eq!(text(&output.stdout), line);
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    }
}

#[test]
fn warnings_are_let_pass_or_refused_as_the_user_says() {
    let actuals = "examples/enyang-2022/actuals.csv";
    for (arguments, status, told) in [
        (&[actuals][..], 0, "2 warnings"),
        (&[actuals, "--deny", "warnings"], 3, "2 errors"),
        (&[actuals, "--deny", "unknown-member"], 3, "1 error, 1 warning"),
        (&[actuals, "--deny", "warnings", "--allow", "unknown-member"], 3, "1 error"),
        (&[actuals, "--allow", "unknown-member"], 0, "1 warning"),
        (&[actuals, "--allow", "unknown-member", "--deny", "unknown-member"], 0, "1 warning"),
        (&[actuals, "--as-of", "2022Q3"], 3, "2 errors, 3 warnings"),
        (&[actuals, "--as-of", "2022Q3", "--allow", "missing-member"], 3, "2 errors, 3 warnings"),
    ] {
        let output = validate(Path::new("."), arguments);
        assert_eq!(output.status.code(), Some(status), "{arguments:?}");
        let last = text(&output.stdout).lines().last().unwrap();
        let word = if status == 0 { "PASS: " } else { "FAIL: " };
        assert!(last.starts_with(word), "{arguments:?}: {last}");
        assert!(last.ends_with(&format!(", {told}")), "{arguments:?}: {last}");
    }
}

#[test]
fn what_the_command_line_cannot_mean_is_refused() {
    let actuals = "examples/smallest/actuals.csv";
    let plan = "examples/smallest/targets.toml";
    for (arguments, told) in [
        (&["--allow", "contradiction"][..], "only warnings and notes can be left out"),
        (&["--allow", "dublicate"], "did you mean `duplicate`?"),
        (&["--deny", "duplicat"], "did you mean `duplicate`?"),
        (&["--extract", actuals], "would overwrite what it is made from"),
        (&["--extract", plan], "would overwrite what it is made from"),
        (&["--output", "x.txt", "--extract", "./x.txt"], "name another file"),
        (&["--plan", "no-such-plan.toml"], "the plan cannot be read"),
    ] {
        let arguments = [&[actuals][..], arguments].concat();
        let arguments = if arguments.contains(&"--plan") {
            arguments
        } else {
            [&arguments[..], &["--plan", plan]].concat()
        };
        let output = validate(Path::new("."), &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let all = format!("{}{}", text(&output.stdout), text(&output.stderr));
        assert!(all.contains(told), "{arguments:?}: {all}");
    }
    let output = validate(Path::new("."), &["no-such-file.csv", "--plan", plan]);
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stdout).contains("error[unreadable]"));
}

/// An extract without what it says of its own, as it is submitted again.
fn resubmitted(extract: &str) -> String {
    let rows = extract.strip_prefix('\u{feff}').unwrap().lines();
    rows.map(|row| row.splitn(4, ',').nth(3).unwrap().to_owned() + "\n").collect()
}

#[test]
fn rows_that_are_sent_back_keep_the_unit_above_their_header() {
    let plan = "[plan]\nperiod = \"2022\"\n[target.\"产值\"]\nunit = \"万元\"\nat_least = 20\n\
                aggregate = \"sum\"\n";
    let rows = "指标,期间,完成值,单位\n产值,2022年1月,\"100,000\",\n产值,2022年13月,\"200,000\",\n\
                产值,2022年14月,5,万元\n";
    let folder = submission(plan, &[("a.csv", &format!("全区产值统计表（单位：元）\n{rows}"))]);
    let output = validate(folder.path(), &["a.csv", "--extract", "back.csv"]);
    assert_eq!(output.status.code(), Some(3));
    let extract = fs::read_to_string(folder.path().join("back.csv")).unwrap();
    assert_eq!(
        extract,
        "\u{feff},,,全区产值统计表（单位：元）\r\nfile,line,codes,指标,期间,完成值,单位\r\n\
         a.csv,4,bad-period,产值,2022年13月,\"200,000\",\r\n\
         a.csv,5,bad-period,产值,2022年14月,5,万元\r\n"
    );
    let mended = resubmitted(&extract).replace("13月", "2月").replace("14月", "3月");
    fs::write(folder.path().join("mended.csv"), mended).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_plancheck"))
        .args(["evaluate", "mended.csv", "--format", "json"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["targets"][0]["actual"], "25", "{}", text(&output.stderr));
}

#[test]
fn rows_of_different_columns_are_not_sent_back_in_one_file() {
    let plan = "[plan]\nperiod = \"2022\"\n[target.meals]\nat_least = 20\naggregate = \"sum\"\n";
    let long = "indicator,period,value\nmeals,2022-01,many\n";
    let turned = "value,indicator,period\nfew,meals,2022-02\n";
    let wide = "indicator,2022-03,2022-04\nmeals,1,none\n";
    let sound = "indicator,2022-05\nmeals,1\n";
    let files = [
        ("long.csv", long),
        ("turned.csv", turned),
        ("wide.csv", wide),
        ("sound.csv", sound),
        ("unit.csv", &format!("unit: %\n{long}")),
    ];
    let folder = submission(plan, &files);
    for other in ["wide.csv", "unit.csv"] {
        let output = validate(folder.path(), &["long.csv", other, "--extract", "back.csv"]);
        assert_eq!(output.status.code(), Some(3));
        let told = text(&output.stderr);
        assert!(
            told.contains(&format!("the rows of long.csv and {other} into one file")),
            "{told}"
        );
        assert!(!folder.path().join("back.csv").exists());
    }
    let files = ["sound.csv", "long.csv", "turned.csv", "--extract", "back.csv"];
    assert_eq!(validate(folder.path(), &files).stderr, b"");
    assert_eq!(
        fs::read_to_string(folder.path().join("back.csv")).unwrap(),
        "\u{feff}file,line,codes,indicator,period,value\r\nlong.csv,2,bad-figure,meals,2022-01,many\r\n\
         turned.csv,2,bad-figure,meals,2022-02,few\r\n"
    );
}

#[test]
fn levels_and_totals_to_date_are_known_again_by_the_end_of_their_period() {
    let plan = "[plan]\nperiod = \"2022\"\n[ladder]\nbuilding = [\"started\", \"complete\"]\n\
                [target.spent]\nat_least = 10\naggregate = \"cumulative\"\ncombine = \"sum\"\n\
                [target.hall]\nreach = \"complete\"\nladder = \"building\"\n\
                [target.meals]\nat_least = 10\naggregate = \"sum\"\n";
    let header = "indicator,period,school,value\n";
    let last =
        "spent,2022Q1,East,5\nspent,2022Q1,West,5\nhall,2022-03,,started\nmeals,2022-03,,7\n";
    let now =
        "spent,2022-03,East,6\nspent,2022-03-31,West,5\nhall,2022Q1,,started\nmeals,2022Q1,,7\n";
    let of = |rows: &str| format!("{header}{rows}");
    let folder = submission(plan, &[("last.csv", &of(last)), ("now.csv", &of(now))]);
    let output = validate(folder.path(), &["now.csv", "--previous", "last.csv"]);
    let told = text(&output.stdout);
    let heads: Vec<&str> = told.lines().filter(|line| line.starts_with("warning[")).collect();
    assert_eq!(
        heads,
        [
            "warning[restated]: `spent` of East for 2022-03 was 5, and is 6 now",
            // What was counted in a month says nothing about a quarter.
            "warning[withdrawn]: `meals` for 2022-03 is not given any more",
        ],
        "{told}"
    );
}

/// A submission written to a folder of its own, with its plan.
fn submission(plan: &str, files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("targets.toml"), plan).unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn many_schools_and_months_do_not_drown_the_reader() {
    let schools: Vec<String> = (1..=120).map(|number| format!("\"School {number}\"")).collect();
    let plan = format!(
        "[plan]\nperiod = \"2022\"\n[dimension.school]\nmembers = [{}]\n[target.meals]\n\
         each = [\"school\", \"month\"]\naggregate = \"sum\"\nat_least = 1\n",
        schools.join(", ")
    );
    let mut csv = String::from("indicator,school,period,value\n");
    for school in (1..=120).filter(|school| ![7, 50].contains(school)) {
        for month in (1..=12).filter(|month| !(*month == 5 && school % 10 == 0)) {
            writeln!(csv, "meals,School {school},2022-{month:02},3").unwrap();
        }
    }
    let folder = submission(&plan, &[("a.csv", &csv)]);
    let output = validate(folder.path(), &["a.csv"]);
    let told = text(&output.stdout);
    let heads: Vec<&str> = told.lines().filter(|line| line.starts_with("error[")).collect();
    assert_eq!(
        heads,
        [
            "error[missing-member]: no figure of `meals` of School 7 and School 50 in 2022-01 to 2022-12",
            "error[missing-member]: no figure of `meals` of School 10, School 20, School 30, School 40, \
             School 60, School 70, School 80, School 90 and 3 more in 2022-05",
        ],
        "{told}"
    );
}

#[test]
fn large_submissions_are_examined_to_their_end() {
    let plan = "[plan]\nperiod = \"2022\"\n[dimension.school]\nmembers = [\"East\", \"West\"]\n\
                [target.meals]\neach = [\"school\", \"month\"]\naggregate = \"sum\"\nat_least = 1\n\
                [target.staff]\naggregate = \"latest\"\ncombine = \"sum\"\nat_least = 1\n";
    let mut csv = String::from("indicator,school,period,value\n");
    for row in 0..130_000 {
        // Every hundredth row is at fault, by turns of one kind and of the other.
        let value = if row % 100 == 50 { "=A1" } else { "1" };
        let school = if row % 100 == 99 { "Wset" } else { ["East", "West"][row % 2] };
        writeln!(csv, "meals,{school},2022-{:02},{value}", row / 20_000 + 1).unwrap();
    }
    csv += "staff,East,2022-07,4\nstaff,East,2022-07,4\n";
    let folder = submission(plan, &[("a.csv", &csv)]);
    let output = validate(folder.path(), &["a.csv", "--as-of", "2022-08"]);
    assert_eq!(output.status.code(), Some(3));
    let told = text(&output.stdout);
    assert_eq!(
        told.matches("error[bad-figure]").count(),
        999,
        "the misspelt school is the first of 1000"
    );
    assert!(
        told.contains(
            "unknown school `Wset`; likewise on lines 201, 301, 401, 501, 601 and 1294 more"
        ),
        "{}",
        &told[..2000]
    );
    // 1300 wrong figures, of which 999 are shown; the month without a row, the figure that stands there twice.
    assert!(told.contains("error[more-problems]: 303 more problems are not shown"), "{told}");
}

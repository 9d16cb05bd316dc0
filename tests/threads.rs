//! The same file gives the same output, however it is cut into blocks and however many threads read them.

mod exports;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::io::{self, Cursor, ErrorKind, Read, Seek, SeekFrom};

use plancheck::actuals::{self, Input, Options, Source};
use plancheck::diagnostic::Diagnostic;
use plancheck::evaluate::{self, evaluate};
use plancheck::plan::Plan;
use plancheck::report::explain::explain;
use plancheck::report::json::Json;
use plancheck::report::table::Table;
use plancheck::report::{Format as _, Report, diagnostics};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{RngSeed, TestError, TestRunner};
use serde_json::Value;

/// A plan that asks about the same indicators in all ways: see [`exports::INDICATORS`].
const PLAN: &str = include_str!("threads/kinds.toml");

/// Another plan, which asks for sums only: figures that it does not tell apart are added up.
const SUMS: &str = include_str!("threads/sums.toml");

/// Another plan, which asks for sums by member.
const EACH: &str = include_str!("threads/each.toml");

/// One way of reading.
#[derive(Clone, Copy, Debug)]
struct Way {
    threads: usize,
    block: usize,
    /// How many bytes the source gives at a time.
    given: usize,
    is_stream: bool,
    /// Whether a file can be read again.
    can_seek: bool,
}

/// The usual way: as a whole, by one thread.
const WHOLE: Way =
    Way { threads: 1, block: 1 << 20, given: usize::MAX, is_stream: false, can_seek: true };

/// A source that gives few bytes at a time and lets other threads go first.
struct Slow<'t> {
    text: Cursor<&'t [u8]>,
    given: usize,
    can_seek: bool,
}

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        std::thread::yield_now();
        let count = buffer.len().min(self.given);
        self.text.read(&mut buffer[..count])
    }
}

impl Seek for Slow<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        if self.can_seek { self.text.seek(to) } else { Err(ErrorKind::NotSeekable.into()) }
    }
}

/// So little is read at first that short exports are read in blocks, too.
const HEAD: usize = 256;

/// What reading has come to.
#[derive(PartialEq)]
struct Outcome {
    /// The findings as they are shown, or the evaluation as JSON, as a table and explained target by target.
    shown: String,
    /// All that is known of the actuals or the findings.
    known: String,
    /// The findings, or the evaluation without the rows that it rests on.
    judged: String,
}

/// A report in JSON without its lists of rows: where figures are brought together, these are other ones.
fn without_evidence(json: &[u8]) -> String {
    let mut report: Value = serde_json::from_slice(json).unwrap();
    let mut values = vec![&mut report];
    while let Some(value) = values.pop() {
        match value {
            Value::Object(entries) => {
                entries.retain(|key, _| !key.starts_with("evidence"));
                values.extend(entries.iter_mut().map(|(_, value)| value));
            }
            Value::Array(entries) => values.extend(entries),
            _ => {}
        }
    }
    format!("{report:#}")
}

/// The findings as text, with one contradiction of each figure: where figures are brought together, only the first row
/// that contradicts one is known.
fn with_first_contradictions(mut found: Vec<Diagnostic>) -> String {
    let mut contradicted = BTreeSet::new();
    found.retain(|finding| {
        finding.code != "contradiction" || contradicted.insert(format!("{:?}", finding.other))
    });
    let mut shown = Vec::new();
    diagnostics::render(&found, plancheck::plan::Language::English, false, &mut shown).unwrap();
    String::from_utf8(shown).unwrap()
}

fn outcome(plan: &Plan, files: &[Vec<u8>], kept: usize, way: Way) -> Outcome {
    let input = |(text, number): (_, usize)| {
        let bytes = Slow { text: Cursor::new(text), given: way.given, can_seek: way.can_seek };
        let source = if way.is_stream {
            Source::Stream(Box::new(bytes))
        } else {
            Source::File(Box::new(bytes))
        };
        Input { name: format!("{number}.csv"), source }
    };
    let inputs = files.iter().map(Vec::as_slice).zip(1..).map(input).collect();
    let options = Options {
        kept,
        detailed: kept % 3,
        threads: way.threads,
        head: HEAD,
        block: way.block,
        digest: true,
        ..Options::default()
    };
    let mut shown = Vec::new();
    let mut judged = None;
    let known = match actuals::read(plan, inputs, &options) {
        Err(problems) => {
            diagnostics::render(&problems, plancheck::plan::Language::English, false, &mut shown)
                .unwrap();
            format!("{problems:#?}")
        }
        Ok(actuals) => {
            match evaluate(plan, &actuals, &evaluate::Options::default()) {
                Err(problems) => {
                    diagnostics::render(
                        &problems,
                        plancheck::plan::Language::English,
                        false,
                        &mut shown,
                    )
                    .unwrap();
                    judged = Some(with_first_contradictions(problems));
                }
                Ok(evaluation) => {
                    let actuals = &actuals;
                    let evaluation = &evaluation;
                    let report = Report {
                        plan,
                        plan_sha256: None,
                        actuals,
                        evaluation,
                        language: plancheck::plan::Language::English,
                        narrowed: None,
                    };
                    diagnostics::render(
                        &evaluation.warnings,
                        plancheck::plan::Language::English,
                        false,
                        &mut shown,
                    )
                    .unwrap();
                    let mut json = Vec::new();
                    Json.write(&report, &mut json).unwrap();
                    judged = Some(without_evidence(&json));
                    shown.extend(json);
                    Table { width: 100, color: false }.write(&report, &mut shown).unwrap();
                    for target in 0..plan.targets.len() {
                        explain(&report, target, &mut shown).unwrap();
                    }
                }
            }
            format!("{actuals:#?}")
        }
    };
    let shown = String::from_utf8(shown).unwrap();
    Outcome { judged: judged.unwrap_or_else(|| shown.clone()), shown, known }
}

/// Where two texts begin to differ, with a few lines before.
fn difference(one: &str, other: &str) -> String {
    let same = one.lines().zip(other.lines()).take_while(|(one, other)| one == other).count();
    let excerpt = |text: &str, mark: &str| {
        let lines = text.lines().skip(same.saturating_sub(3)).take(12);
        lines.fold(String::new(), |shown, line| format!("{shown}{mark} {line}\n"))
    };
    if one == other { String::new() } else { excerpt(one, "-") + &excerpt(other, "+") }
}

/// Says in what a way of reading differs from the usual one.
fn check(plan: &str, files: &[Vec<u8>], kept: usize, ways: &[Way]) -> Result<Outcome, String> {
    let no_roster = |_: &str| Err(ErrorKind::NotFound.into());
    let plan =
        Plan::parse("targets.toml", plan, &no_roster).map_err(|found| format!("{found:#?}"))?;
    let usual = outcome(&plan, files, kept, WHOLE);
    for way in ways {
        let found = outcome(&plan, files, kept, *way);
        if found != usual {
            let shown = difference(&usual.shown, &found.shown);
            let known = difference(&usual.known, &found.known);
            let files: Vec<_> = files.iter().map(|text| String::from_utf8_lossy(text)).collect();
            return Err(format!("{way:?}, kept: {kept}\n{shown}{known}{files:#?}"));
        }
    }
    Ok(usual)
}

/// Ways of reading with each number of threads, and blocks from 1 byte to 1 MiB.
fn ways() -> impl Strategy<Value = Vec<Way>> {
    let block = prop_oneof![
        select(vec![1, 2, 3, 64, 1 << 10, 1 << 12, 1 << 16, 1 << 20]),
        1..100_usize,
        100..3000_usize,
    ];
    let given = select(vec![1, 7, 100, 4096, usize::MAX]);
    vec((block, given, any::<bool>()), 4).prop_map(|ways| {
        let way = |(threads, (block, given, is_stream))| Way {
            threads,
            block,
            given,
            is_stream,
            can_seek: true,
        };
        [1, 2, 7, 7].into_iter().zip(ways).map(way).collect()
    })
}

/// How many cases of the property are tried.
const CASES: u32 = 300;

#[test]
fn any_number_of_threads_and_any_size_of_blocks_give_the_same() {
    let config = ProptestConfig {
        cases: CASES,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(3),
        ..ProptestConfig::default()
    };
    let evaluated = Cell::new(0);
    let plan = select(vec![PLAN, PLAN, SUMS, EACH, EACH]);
    let cases = (plan, exports::exports(), select(vec![0, 1, 5, 50]), ways());
    let result = TestRunner::new(config).run(&cases, |(plan, files, kept, ways)| {
        let one_by_one = check(plan, &files, 10_000, &ways).map_err(TestCaseError::fail)?;
        let together = check(plan, &files, kept, &ways).map_err(TestCaseError::fail)?;
        prop_assert_eq!(&one_by_one.judged, &together.judged, "kept: {}, {:#?}", kept, files);
        if one_by_one.judged != one_by_one.shown {
            evaluated.set(evaluated.get() + 1);
            // What has no fault is cut right at once.
            let once: Vec<Way> =
                ways.iter().map(|way| Way { is_stream: false, can_seek: false, ..*way }).collect();
            check(plan, &files, 10_000, &once[..2]).map_err(TestCaseError::fail)?;
        }
        Ok(())
    });
    match result {
        Err(TestError::Fail(reason, _)) => panic!("{}", reason.message()),
        Err(error) => panic!("{error}"),
        Ok(()) => {}
    }
    let evaluated = evaluated.get();
    let is_balanced = (CASES / 4..CASES * 3 / 4).contains(&evaluated);
    assert!(is_balanced, "{evaluated} of {CASES} cases could be evaluated");
}

/// Rows of a member wait for being added while others bring ever new periods.
#[test]
fn sums_by_member_are_right_when_there_are_many_periods() {
    let mut rows = vec!["indicator,period,office,value".to_owned()];
    for newest in 1..=28 {
        for day in 1..=newest {
            rows.push(format!("cost,2022-01-{day:02},Süd,-{day}.5"));
        }
    }
    let text = rows.join("\n").into_bytes();
    let one_by_one = check(EACH, std::slice::from_ref(&text), 10_000, &[]).unwrap();
    let together = check(EACH, &[text], 1, &[]).unwrap();
    assert_eq!(one_by_one.judged, together.judged);
    assert!(together.judged.contains("Süd (-4263 元"), "{}", together.judged);
}

/// A sum of eight bytes has room for four places and for so many digits; what has more is brought together with the rest.
#[test]
fn sums_by_member_are_right_whether_they_fit_into_a_cell_or_not() {
    let sum = |figures: &[&str]| {
        let row = |figure: &&str| format!("visits,2022-01,东,{figure}\n");
        let rows: String = figures.iter().map(row).collect();
        let other = "visits,2022-01,Süd,7\n".repeat(100);
        let text = format!("indicator,period,office,value\n{other}{rows}").into_bytes();
        let one_by_one = check(EACH, std::slice::from_ref(&text), 10_000, &[]).unwrap();
        let together = check(EACH, &[text], 1, &[]).unwrap();
        assert_eq!(one_by_one.judged, together.judged, "{figures:?}");
        let Some((_, sum)) = together.judged.split_once("东 2022-01 (") else {
            panic!("{figures:?}: {}", together.judged)
        };
        sum.split(')').next().unwrap_or_default().to_owned()
    };
    assert_eq!(sum(&["1.5", "0.00001"]), "1.50001");
    assert_eq!(sum(&["0.00001", "1.5", "0.00009"]), "1.5001");
    assert_eq!(sum(&["0.00001", "1.5", "-0.00001"]), "1.5");
    let most = "-900000000000000";
    assert_eq!(sum(&[most, "-1.25", most]), "-1800000000000001.25");
    assert_eq!(sum(&[most, "1.25", "9", "900000000000000"]), "10.25");
}

/// What a row is of may stand in any columns, side by side or apart, written in more ways than there is room for.
#[test]
fn plain_rows_are_added_up_whatever_the_order_of_their_columns() {
    let row = |day: u32| {
        let date = format!("2022-{:02}-{:02}", day / 28 % 12 + 1, day % 28 + 1);
        let date = if day.is_multiple_of(3) { date.replace('-', "/") } else { date };
        let office = if day.is_multiple_of(2) { "Süd" } else { "\"North\"" };
        ["cost".to_owned(), date, office.to_owned(), format!("{day}.25")]
    };
    for (order, line_break) in
        [([0, 1, 2, 3], "\n"), ([1, 0, 3, 2], "\r\n"), ([0, 2, 1, 3], "\r\n"), ([1, 3, 2, 0], "\n")]
    {
        let line = |cells: [String; 4]| order.map(|cell| cells[cell].clone()).join(",");
        let header = line(["indicator", "period", "office", "value"].map(str::to_owned));
        let rows = (0..3000).map(|number| line(row(number * 7 % 900)));
        let lines: Vec<String> = std::iter::once(header).chain(rows).collect();
        let text = lines.join(line_break).into_bytes();
        for plan in [SUMS, EACH] {
            let ways = [(1, 1 << 12), (2, 1 << 16), (7, 3000)];
            let ways = ways.map(|(threads, block)| Way { threads, block, ..WHOLE });
            let one_by_one = check(plan, std::slice::from_ref(&text), 10_000, &ways).unwrap();
            let together = check(plan, std::slice::from_ref(&text), 1, &ways).unwrap();
            assert_eq!(one_by_one.judged, together.judged, "{order:?}");
            assert!(one_by_one.judged != one_by_one.shown, "{}", one_by_one.shown);
        }
    }
}

/// A row without a member may be the total of those with one: it is not taken with them.
#[test]
fn a_row_of_nobody_is_found_among_plain_rows() {
    let export = |at: usize, row: &str| {
        let rows = (0..3_000).map(|number| if number == at { row } else { "cost,2022-01,Süd,5" });
        let rows: Vec<&str> =
            std::iter::once("indicator,period,office,value").chain(rows).collect();
        rows.join("\n").into_bytes()
    };
    let ways = [(1, 1 << 12), (2, 3000), (7, 500)];
    let ways = ways.map(|(threads, block)| Way { threads, block, ..WHOLE });
    let found = |at: usize, row: &str| {
        let files = [export(at, row)];
        let one_by_one = check(SUMS, &files, 10_000, &ways).unwrap();
        let together = check(SUMS, &files, 1, &ways).unwrap();
        assert_eq!(one_by_one.judged, together.judged, "{at} {row:?}");
        together.judged
    };
    for at in [0, 20, 1_500, 2_999] {
        for row in [
            "cost,2022-01,,15000",
            "cost,2022Q1,\"\",15000",
            "cost,2022-01, \u{3000},7",
            "cost,2022-01,NULL,7",
            "cost,2022-01,(null) ,7",
            "cost,2022-01,[NULL],7",
            "cost,2022-01,\\N,7",
        ] {
            let found = found(at, row);
            let place = format!("--> 1.csv:{}:", at + 2);
            assert!(found.starts_with("error[total-among-members]"), "{row}: {found}");
            assert!(found.contains(&place), "{row}: {found}");
        }
        // What happens on a day is logged as it comes.
        assert!(found(at, "cost,2022-02-05,,7").contains("15002"));
    }
    // Nobody is named at all.
    let rows = String::from_utf8(export(0, "cost,2022-01,Süd,5")).unwrap().replace("Süd", "");
    let together = check(SUMS, &[rows.into_bytes()], 1, &ways).unwrap();
    assert!(together.judged.contains("15000"), "{}", together.judged);
    // A stream that cannot be read again is refused.
    let stream = Way { is_stream: true, can_seek: false, block: 4096, ..WHOLE };
    let plan = Plan::parse("targets.toml", SUMS, &|_: &str| Ok(Vec::new())).unwrap();
    let refused = outcome(&plan, &[export(1_500, "cost,2022-01,,15000")], 1, stream);
    assert!(refused.judged.starts_with("error[total-among-members]"), "{}", refused.judged);
}

/// Figures of a file without a column that the plan does not know may be those of another one with it.
#[test]
fn a_file_that_lacks_a_column_is_found_among_plain_rows() {
    let export = |header: &str, row: &str| {
        let rows = std::iter::once(header).chain(std::iter::repeat_n(row, 3_000));
        rows.collect::<Vec<_>>().join("\n").into_bytes()
    };
    let with_batch = |row: &str| export("indicator,period,office,value,batch", row);
    let without = |row: &str| export("indicator,period,office,value", row);
    let ways = [(1, 1 << 12), (2, 3000), (7, 500)];
    let ways = ways.map(|(threads, block)| Way { threads, block, ..WHOLE });
    let found = |files: [Vec<u8>; 2]| {
        let one_by_one = check(SUMS, &files, 10_000, &ways).unwrap();
        let together = check(SUMS, &files, 1, &ways).unwrap();
        assert_eq!(one_by_one.judged, together.judged);
        together
    };
    for (row, other) in [
        ("cost,2022Q1,Süd,5", "cost,2022-03,Süd,5,x"),
        ("cost,2022-01,Süd,5", "cost,2022Q1,Süd,5,x"),
        ("cost,2022-01-05,Süd,5", "cost,2022-01,Süd,5,x"),
    ] {
        for files in [[without(row), with_batch(other)], [with_batch(other), without(row)]] {
            let found = found(files).judged;
            assert!(found.starts_with("error[overlapping-periods]"), "{row}, {other}: {found}");
        }
    }
    for (row, other, is_doubtful) in [
        ("cost,2022-01,Süd,5", "cost,2022-01,Süd,5,x", true),
        ("cost,2022-01,Süd,5", "cost,2022-02,Süd,5,x", false),
        ("cost,2022-01-05,Süd,5", "cost,2022-01-05,Süd,5,x", false),
    ] {
        let found = found([without(row), with_batch(other)]);
        assert!(found.judged.contains("\"actual\": \"30000\""), "{row}, {other}: {}", found.judged);
        assert_eq!(found.known.contains("possible-total"), is_doubtful, "{row}, {other}");
    }
    // Nothing of it counts, and nothing counts twice.
    let found = found([without("cost,2021-01,Süd,5"), with_batch("cost,2021-01,Süd,5,x")]);
    assert!(!found.shown.contains("possible-total"), "{}", found.shown);
}

/// An export of so many rows, with a remark of two thousand characters in each.
fn long(rows: usize) -> Vec<String> {
    let remark = "二x".repeat(500);
    let row = |number| format!("trained,2022-{:02},North,a,1,{remark}", number % 12 + 1);
    let header = "indicator,period,office,kind,value,note".to_owned();
    std::iter::once(header).chain((0..rows).map(row)).collect()
}

/// Checks a long export in some ways that differ for it; gives what its reading comes to.
fn check_long(rows: &[String], is_stream: bool) -> Outcome {
    let text = rows.join("\n").into_bytes();
    let way =
        |(threads, block)| Way { threads, block, given: usize::MAX, is_stream, can_seek: true };
    let ways: Vec<Way> = [(1, 1 << 17), (2, 1 << 20), (7, 99_999), (2, 1 << 24)].map(way).into();
    check(PLAN, &[text], 10_000, &ways)
        .map_err(|difference| difference.chars().take(4000).collect::<String>())
        .unwrap()
}

#[test]
fn what_is_no_text_is_found_among_plain_rows() {
    let plan = "[plan]\nperiod = \"2022\"\n[target.a]\naggregate = \"sum\"\nat_least = 1\n";
    let plan = Plan::parse("targets.toml", plan, &|_: &str| Ok(Vec::new())).unwrap();
    let export = |damaged: usize, row: &[u8]| {
        let mut export = b"indicator,period,value,office,remark\n".to_vec();
        for number in 0..3_000 {
            let row = if number == damaged { row } else { b"a,2022-01,5,North,nothing\n" };
            export.extend_from_slice(row);
        }
        export
    };
    // Blocks behind the one in which rows have been learnt are not looked at as a whole.
    let way = Way { block: 9_000, ..WHOLE };
    let sound = outcome(&plan, &[export(0, "a,2022-01,5,东,nothing\n".as_bytes())], 2, way);
    assert!(sound.judged.contains("\"15000\""), "{}", sound.judged);
    let rows: [(&[u8], &str); 6] = [
        (b"a,2022-01,5,No\xffth,nothing\n", "not-utf-8"),
        (b"a,2022-01,5,North,noth\xe4\xffng\n", "not-utf-8"),
        (b"a,2022-01,5,\xe4\xb8\x9c,noth\xffng\n", "not-utf-8"),
        (b"\xffa,2022-01,5,North,nothing\n", "not-utf-8"),
        (b"a,2022-01,5,No\0th,nothing\n", "not-csv"),
        (b"a,2022-01,5,North,\"noth\0ng\"\n", "not-csv"),
    ];
    for (row, code) in rows {
        for damaged in [20, 629, 630, 631, 1_500, 2_999] {
            let found = outcome(&plan, &[export(damaged, row)], 2, way).shown;
            assert!(found.contains(&format!("[{code}]")), "{row:?} {damaged}: {found}");
            assert!(
                found.contains(&format!(" 1.csv:{}:", damaged + 2)),
                "{row:?} {damaged}: {found}"
            );
        }
    }
}

#[test]
fn totals_and_dashes_are_found_among_plain_rows() {
    let plan = "[plan]\nperiod = \"2022\"\n[target.a]\naggregate = \"sum\"\nat_least = 1\n";
    let plan = Plan::parse("targets.toml", plan, &|_: &str| Ok(Vec::new())).unwrap();
    let export = |name: &str, figure: &str| {
        let mut export = b"indicator,period,value,office\n".to_vec();
        for number in 0..3_000 {
            let (name, figure) = match number {
                1_500 | 1_600 | 2_999 => (name, figure),
                1_601 => (&*format!("\"{name}\""), figure),
                _ => ("North", "5"),
            };
            export.extend_from_slice(format!("a,2022-01,{figure},{name}\n").as_bytes());
        }
        export
    };
    let way = Way { block: 9_000, ..WHOLE };
    let shown = |name: &str, figure: &str| outcome(&plan, &[export(name, figure)], 2, way).shown;
    for name in [
        "Grand Total",
        "Summe",
        "gesamt",
        "GESAMTSUMME",
        "Gesamtergebnis",
        "Zwischensumme",
        "Total Result",
        "Total Ergebnis",
        "Total général",
        "Totale",
        "Sous-total",
        "All",
    ] {
        let shown = shown(name, "7");
        assert!(shown.contains("4 total-row"), "{name}: {shown}");
    }
    for name in ["Gesamtschule", "Geneva", "Allen", "Albi", "Zwickau", "South", "Somme", "N-total"]
    {
        let shown = shown(name, "7");
        assert!(
            shown.contains("3000 rows read") && !shown.contains("total-row"),
            "{name}: {shown}"
        );
    }
    let shown = shown("North", " - ");
    assert!(shown.contains("[ambiguous-figure]") && shown.contains("1.csv:1502:"), "{shown}");
}

#[test]
fn long_cells_and_quotes_at_fault_in_long_exports_are_read_alike() {
    // As long as a cell can be, and longer; over lines, or not.
    let most = 1 << 20;
    for (length, is_fine) in [(most - 100, true), (most, true), (most + 1, false)] {
        for unit in ["x", "x\n"] {
            let mut rows = long(1000);
            rows[700] =
                format!("trained,2022-01,North,a,1,\"{}\"", unit.repeat(length / unit.len()));
            rows[700].insert_str(26, &"y".repeat(length % unit.len()));
            let outcome = check_long(&rows, false);
            let found = outcome.shown.lines().next().unwrap_or_default();
            assert_eq!(!found.starts_with("error"), is_fine, "{length} {unit:?}: {found}");
        }
    }
    // Quotes at fault early, late, and where the text is cut that is looked at once more.
    let mut rows = long(3000);
    let faults =
        [(20, "\"5"), (600, "\"6\n\"x"), (900, "5\" pipe"), (2900, "\"7\"x"), (2950, "\"8\n\"x")];
    for (number, cell) in faults {
        rows[number] = format!("trained,2022-01,North,a,{cell},");
    }
    rows[2050] = "trained,2022-01,North,a,1,\"from here".to_owned();
    rows[2100] = "\"to here,2022-01,North,a,1,".to_owned();
    let shown = check_long(&rows, false).shown;
    let places = [(21, 25), (601, 25), (902, 26), (2052, 27), (2902, 27), (2952, 25)];
    for (line, column) in places {
        assert!(shown.contains(&format!("--> 1.csv:{line}:{column}\n")), "{line}\n{shown}");
    }
    for line in [602, 2102, 2953] {
        assert!(shown.contains(&format!("::: 1.csv:{line}:1\n")), "{line}\n{shown}");
    }
}

#[test]
fn a_stream_that_cannot_be_read_again_is_read_whole_or_refused() {
    let mut rows = long(6000);
    let cell = format!("\"{}\"", "long\n".repeat(150_000));
    rows[4500] = format!("{cell},2022-01,North,{cell},1,{cell}");
    let outcome = check_long(&rows, true);
    assert!(outcome.shown.contains("6000 rows read"), "{}", outcome.shown);
    // Nothing after it tells that the quote is at fault.
    rows[4500] = "trained,2022-01,North,a,\"1,".to_owned();
    let outcome = check_long(&rows, true);
    assert!(outcome.shown.starts_with("error[bad-quote]"), "{}", outcome.shown);
    assert!(outcome.shown.contains("--> 1.csv:4501:25\n"), "{}", outcome.shown);
}

#[test]
fn more_problems_than_are_shown_are_counted_alike() {
    for at_end in
        [None, Some("trained,2022-01,North,a,\u{0},"), Some("trained,2022-01,North,a,\"1,")]
    {
        for end in [700, 2500] {
            let mut rows = long(3000);
            for (row, number) in rows.iter_mut().zip(0..).skip(1) {
                *row = format!("trained,2022-01,North,a,bad {number},");
            }
            if let Some(row) = at_end {
                row.clone_into(&mut rows[end]);
            }
            for is_stream in [false, true] {
                check_long(&rows, is_stream);
            }
        }
    }
}

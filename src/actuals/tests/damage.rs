//! One character too many or too few: it is found in its row, and the other rows are read as they are.

use std::collections::BTreeSet;

use super::*;

/// The header and the rows, in cells as they are written. The last figure is none, so that it is seen whether the rows
/// below a damaged one are still read at their lines.
const ROWS: [[&str; 5]; 6] = [
    ["indicator", "period", "school", "\"remark\"", "value"],
    ["enrolment", "2022-01", "North", "\"as planned\"", "88"],
    ["output", "2022-02", "\"Lake, East\"", "\"said \"\"late\"\"\"", "1234"],
    ["output", "2022-03", "", "", "\"1500\""],
    ["enrolment", "2022-04", "West", "\"\"", "90"],
    ["enrolment", "2022-05", "West", "", "many"],
];

/// A row, and how its text is changed.
type Damage = (usize, String);

fn joined(cells: &[String], delimiter: &str) -> String {
    cells.join(delimiter)
}

/// The rows with a quote too many before or after each cell.
fn extra_quotes(delimiter: &str) -> Vec<Damage> {
    let mut damages = vec![];
    for (row, cells) in ROWS.iter().enumerate() {
        for at in 0..cells.len() {
            for cell in [format!("\"{}", cells[at]), format!("{}\"", cells[at])] {
                let mut cells = cells.map(str::to_owned);
                // Two quotes are an empty cell.
                if cell != "\"" {
                    cells[at] = cell;
                    damages.push((row, joined(&cells, delimiter)));
                }
            }
        }
    }
    damages
}

/// The rows with a delimiter too many or too few between each two cells.
fn other_widths(delimiter: &str) -> Vec<Damage> {
    let mut damages = vec![];
    for (row, cells) in ROWS.iter().enumerate() {
        for at in 0..cells.len() {
            let mut more = cells.map(str::to_owned).to_vec();
            more.insert(at, String::new());
            damages.push((row, joined(&more, delimiter)));
            if at > 0 {
                let mut fewer = cells.map(str::to_owned).to_vec();
                let cell = fewer.remove(at);
                fewer[at - 1] += &cell;
                damages.push((row, joined(&fewer, delimiter)));
            }
        }
    }
    damages
}

/// The lines and codes of what is wrong with the rows when one is damaged, below some others.
fn findings(
    (row, damaged): &Damage,
    delimiter: &str,
    line_break: &str,
    others: usize,
) -> BTreeSet<(u64, &'static str)> {
    let mut lines: Vec<String> =
        ROWS.iter().map(|cells| joined(&cells.map(str::to_owned), delimiter)).collect();
    lines[*row].clone_from(damaged);
    let other = ["other", "2022-01", "\"x\"", "", "1"].map(str::to_owned);
    lines.splice(1..1, std::iter::repeat_n(joined(&other, delimiter), others));
    let text = lines.join(line_break);
    let options = Options { threads: 2, block: 64, ..Options::default() };
    let problems = read(&plan(), vec![Input::text("a.csv", text.as_bytes())], &options)
        .expect_err("the last figure is none");
    problems.iter().map(|problem| (problem.place.line, problem.code)).collect()
}

fn delimiters_and_line_breaks() -> impl Iterator<Item = (&'static str, &'static str)> {
    [",", ";", "\t", "|"]
        .into_iter()
        .flat_map(|delimiter| ["\n", "\r\n", "\r"].map(|line_break| (delimiter, line_break)))
}

fn line(row: usize) -> u64 {
    u64::try_from(row).unwrap() + 1
}

#[test]
fn a_quote_too_many_is_found_in_its_row_only() {
    for (delimiter, line_break) in delimiters_and_line_breaks() {
        let damages = extra_quotes(delimiter);
        assert_eq!(damages.len(), 54);
        for damage in damages {
            let found = findings(&damage, delimiter, line_break, 0);
            let mut expected = BTreeSet::from([(line(damage.0), "bad-quote")]);
            // Without a header nothing more is read, and a row at fault is told by its quotes alone.
            if (1..5).contains(&damage.0) {
                expected.insert((6, "bad-figure"));
            }
            assert_eq!(found, expected, "{damage:?} {line_break:?}");
        }
    }
}

#[test]
fn a_delimiter_too_many_or_too_few_is_found_in_its_row_only() {
    for (delimiter, line_break) in delimiters_and_line_breaks() {
        for damage in other_widths(delimiter).into_iter().filter(|(row, _)| *row > 0) {
            let mut found = findings(&damage, delimiter, line_break, 0);
            assert_eq!(damage.0 < 5, found.remove(&(6, "bad-figure")), "{damage:?}");
            // Two cells in one have quotes inside.
            let expected = ["ragged-row", "bad-quote"].map(|code| (line(damage.0), code));
            assert_eq!(found.len(), 1, "{damage:?}: {found:?}");
            assert!(found.iter().all(|found| expected.contains(found)), "{damage:?}: {found:?}");
        }
    }
}

#[test]
fn a_header_of_another_width_than_its_rows_is_not_fitted_to_them() {
    for damage in other_widths(",").into_iter().filter(|(row, _)| *row == 0) {
        let found = findings(&damage, ",", "\n", 0);
        let is_told = |(line, code): &(u64, &str)| match *code {
            "ragged-row" => *line > 1,
            "unknown-layout" | "bad-quote" => *line == 1,
            _ => false,
        };
        assert!(found.iter().all(is_told), "{damage:?}: {found:?}");
    }
}

#[test]
fn damage_far_below_the_header_is_found_at_its_line() {
    let others = 5000;
    let far = |row| line(row) + others as u64;
    for damage in extra_quotes(",").into_iter().filter(|(row, _)| (1..4).contains(row)) {
        let expected = BTreeSet::from([(far(damage.0), "bad-quote"), (far(5), "bad-figure")]);
        assert_eq!(findings(&damage, ",", "\r\n", others), expected, "{damage:?}");
    }
}

/// Rows as [`findings`] has them, with a quote before a cell of one and after a cell of a later one.
fn between_quotes(
    [(from, opened), (to, closed)]: [(usize, usize); 2],
    delimiter: &str,
    line_break: &str,
) -> String {
    let mut rows = ROWS.map(|cells| cells.map(|cell| cell.replace('"', "").replace(", ", " ")));
    rows[from][opened].insert(0, '"');
    rows[to][closed].push('"');
    rows.map(|cells| joined(&cells, delimiter)).join(line_break)
}

#[test]
fn rows_between_two_quotes_that_do_not_belong_together_are_not_swallowed() {
    for (delimiter, line_break) in delimiters_and_line_breaks() {
        for (from, to) in [(1, 2), (1, 4), (2, 3), (3, 4)] {
            for (opened, closed) in (0..5).flat_map(|opened| (0..5).map(move |one| (opened, one))) {
                let quotes = [(from, opened), (to, closed)];
                let text = between_quotes(quotes, delimiter, line_break);
                let shown = outcome(&plan(), &Columns::default(), &[&text]);
                let problems: Vec<&str> = shown.lines().collect();
                let place = format!("a.csv:{}:", line(from));
                let [quote, figure] = problems[..] else { panic!("{text}: {shown}") };
                assert!(
                    quote.starts_with(&place) && quote.contains(" bad-quote `\"` "),
                    "{text}: {shown}"
                );
                let inside = format!("; a.csv:{}:1 the row inside the cell", line(from + 1));
                assert!(quote.ends_with(&inside), "{text}: {shown}");
                assert!(figure.starts_with("a.csv:6:"), "{text}: {shown}");
            }
        }
    }
}

#[test]
fn a_swallowed_row_is_found_in_each_layout() {
    for text in [
        "indicator,school,2022-01\noutput,\"North,5\noutput,South\",6\n",
        "indicator,school,2022-01,2022-02\noutput,\"North,5,6\nother,South\",7,8\n",
        "indicator,period,school,value\n\"output\",2022-01,\"North,\"\"5\noutput,2022-02,South\",6\n",
        "period,school,output\n2022-01,\"North,5\n2022-02,South\",6\n",
        "indicator,period,school,value\noutput,2022-01,\"North,5\nother,2022-02,South\",6\n",
    ] {
        let shown = outcome(&plan(), &Columns::default(), &[text]);
        assert!(shown.starts_with("a.csv:2:"), "{shown}");
        assert!(
            shown.ends_with("bad-quote `\"` a quote opens here, and a row stands before the one that closes it; \
                 expected a closing quote at the end of the cell; a.csv:3:1 the row inside the cell\n"),
            "{shown}"
        );
    }
}

#[test]
fn a_remark_of_several_lines_is_no_row() {
    check(
        &["indicator,period,note,value\n\
           output,2022-01,\"late,\nas output, and 2022-02,\n2022,2022,2022,2022\",5\n\
           output,2022-02,\"output,2022-03,,5\",6\n\
           output,2022-03,\"output,2022-01,5\n\n\",7\n"],
        "a.csv long, 3 rows\n4.3 output 2022-01 5\n5.3 output 2022-02 6\n8.3 output 2022-03 7",
    );
    check(
        &["school,indicator,period,value\n\"first, second, third,\nfourth\",output,2022-01,5\n\
           \"\n\nlast\",output,2022-01,6\n"],
        "a.csv long, 2 rows\nby school\n3.3 output 2022-01 [first, second, third,\nfourth] 5\n\
         6.3 output 2022-01 [last] 6",
    );
}

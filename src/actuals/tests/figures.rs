//! Cells and what they come to.

use super::*;
use crate::wording::Text;

#[test]
fn every_bad_cell_of_every_row_is_reported() {
    check(
        &["period,indicator,school,value,unit\r\n\
           2022,output,East,5\r\n\
           \r\n\
           Sep-22,output,\"a,\r\nb\",1-2,\r\n\
           ,output,East,\"1,23\",\r\n\
           ,双减,East,1,\r\n\
           2022,projects,East,1.5,%\r\n\
           2022,output,East,5,万元,\r\n"],
        "a.csv:2:1 ragged-row `2022,output,East,5` the row has 4 cells, the header has 5; expected 5 cells\n\
         a.csv:4:1 bad-period `Sep-22` `Sep-22` is not a period; expected a period\n\
         a.csv:5:4 bad-figure `1-2` `1-2` is a date, a range or a score, not one figure; expected one number, such as 1234.5\n\
         a.csv:6:1 bad-period `` a figure without a period; expected a period\n\
         a.csv:6:14 ambiguous-figure `\"1,23\"` `1,23` could be two different numbers; expected a point before decimals, and one of comma, space and apostrophe only between thousands\n\
         a.csv:7:2 ambiguous-indicator `双减` `双减` is the name of several indicators of the plan; could be `output` or `projects`\n\
         a.csv:8:20 unit-mismatch `1.5` the figure is in %, its indicator in 项; expected 项\n\
         a.csv:9:1 ragged-row `2022,output,East,5,万元,` the row has 6 cells, the header has 5; expected 5 cells",
    );
    check(
        &["value,period,indicator\nx,never,output\n"],
        "a.csv:2:1 bad-figure `x` `x` is not a number; expected one number, such as 1234.5\n\
         a.csv:2:3 bad-period `never` `never` is not a period; expected a period",
    );
    check(
        &["period,output,projects\nnever,=A1,1.5\nnever,,\n"],
        "a.csv:2:1 bad-period `never` `never` is not a period; expected a period\n\
         a.csv:2:7 bad-figure `=A1` `=A1` is a formula, not its result; expected one number, such as 1234.5\n\
         a.csv:2:11 not-whole `1.5` `1.5` is no whole number, and `projects` comes in whole numbers; expected a whole number\n\
         a.csv:3:1 bad-period `never` `never` is not a period; expected a period",
    );
    check(
        &["indicator,2022-01,2022-02,2022-03\noutput,x,1,y\n"],
        "a.csv:2:8 bad-figure `x` `x` is not a number; expected one number, such as 1234.5\n\
         a.csv:2:12 bad-figure `y` `y` is not a number; expected one number, such as 1234.5",
    );
}

#[test]
fn a_comma_beside_semicolons_may_be_one_of_decimals() {
    let rows = |figures: &[&str]| {
        let rows =
            (1..).zip(figures).map(|(month, figure)| format!("output;2022-{month:02};{figure}\n"));
        "indicator;period;value\n".to_owned() + &rows.collect::<String>()
    };
    let ambiguous = |line: u32, figure: &str| {
        format!(
            "a.csv:{line}:16 ambiguous-figure `{figure}` `{}` could be two different numbers; where semicolons set cells \
             apart, a single comma may stand before decimals as well as between thousands",
            figure.trim_matches('"'),
        )
    };
    check(
        &[&rows(&["1,500", "1,234,567", "\"2,250\"", "1,500.5", "1500"])],
        &[ambiguous(2, "1,500"), ambiguous(4, "\"2,250\"")].join("\n"),
    );
    // Also among rows that are added up.
    let sums = rows(&[]) + &"output;2022-02;\"2\"\n".repeat(5000) + "output;2022-02;\"2,250\"\n";
    check(&[&sums], &ambiguous(5002, "\"2,250\""));
}

#[test]
fn figures_come_into_the_unit_of_their_indicator() {
    for (indicator, cell, unit, expected) in [
        ("output", "5230", "", "5230"),
        ("output", "5230", "万元", "5230"),
        ("output", "5230.0", "", "5230.0"),
        ("output", "5,230万元", "", "5230 from `5,230万元`"),
        ("output", "0.5", "亿元", "5000 from `0.5亿元`"),
        ("output", "12345", "元", "1.2345 from `12345元`"),
        ("output", "(5)", "", "-5 from `(5)`"),
        ("enrolment", "881", "‰", "88.1 from `881‰`"),
        ("enrolment", "88％", "%", "88 from `88％`"),
        ("projects", "5", "项", "5"),
        ("passed", "5", "人", "5"),
        ("passed", "5", "万元", "50000 from `5万元`"),
        ("passed", "88%", "", "880 from `88%`"),
        ("passed", "5", "元", "5"),
        ("books", "2500", "册", "2.5 from `2500册`"),
        (
            "output",
            "5",
            "%",
            "unit-mismatch `\"5\"` the figure is in %, its indicator in 万元; expected 万元",
        ),
        (
            "output",
            "5",
            "USD",
            "unit-mismatch `\"5\"` the figure is in USD, its indicator in 万元; expected 万元",
        ),
        (
            "output",
            "5%",
            "万元",
            "unit-mismatch `\"5%\"` the cell says %, the unit column 万元; expected one unit for the figure",
        ),
        (
            "projects",
            "5",
            "个",
            "unit-mismatch `\"5\"` the figure is in 个, its indicator in 项; expected 项",
        ),
        (
            "passed",
            "5万",
            "",
            "unit-mismatch `\"5万\"` the plan does not say what 万 is a multiple of; expected a unit that the plan knows",
        ),
        (
            "passed",
            "5",
            "万人",
            "unit-mismatch `\"5\"` the plan does not say what 万人 is a multiple of; expected a unit that the plan knows",
        ),
        (
            "output",
            "0.0000000000000000000000000001",
            "元",
            "inexact-conversion `\"0.0000000000000000000000000001\"` 0.0000000000000000000000000001元 cannot be expressed exactly in 万元; expected a figure that converts into 万元",
        ),
        (
            "enrolment",
            "101",
            "",
            "out-of-range `\"101\"` 101% is outside the plausible range of `enrolment`; expected 0% to 100%",
        ),
        (
            "enrolment",
            "-1‰",
            "",
            "out-of-range `\"-1‰\"` -0.1% is outside the plausible range of `enrolment`; expected 0% to 100%",
        ),
        (
            "projects",
            "2.5",
            "",
            "not-whole `\"2.5\"` `2.5` is no whole number, and `projects` comes in whole numbers; expected a whole number",
        ),
        ("projects", "2.0", "", "2.0"),
        ("enrolment", "100", "", "100"),
        ("enrolment", "0", "", "0"),
        (
            "output",
            "12345678901234567890123456789",
            "",
            "too-wide `\"12345678901234567890123456789\"` `12345678901234567890123456789` has more than 28 digits; expected at most 28 digits",
        ),
    ] {
        check_figure(indicator, cell, unit, expected);
    }
    check(
        &[
            "indicator,period,value (亿元),unit\noutput,2022,5,万元\noutput,2022,5%,\noutput,2022,0,\n",
        ],
        "a.csv:2:13 unit-mismatch `5` the unit column says 万元, the header 亿元; expected one unit for the figure\n\
         a.csv:3:13 unit-mismatch `5%` the cell says %, the header 亿元; expected one unit for the figure",
    );
    check(
        &["indicator,period,value (元)\noutput,2022,0\nweight,2022,5\n"],
        "a.csv long, 2 rows, 1 unknown-indicator\n\
         2.2 output 2022 0 from `0元`",
    );
}

#[test]
fn remedies_fit_the_unit() {
    let mut plan = plan();
    let dozen = Unit { name: "打".into(), base: "个".into(), scale: Quantity::from(12_u32) };
    plan.indicators[6].figures = Figures::Numbers(Some(dozen));
    let check = |row: &str, message: &str, help: &str| {
        let text = format!("indicator,period,value\n{row}\n");
        let inputs = vec![Input::text("a.csv", text.as_bytes())];
        let problems = read(&plan, inputs, &Options::default()).unwrap_err();
        assert_eq!(
            (problems[0].message.english(), problems[0].help.as_ref().map(Text::english)),
            (message, Some(help))
        );
    };
    check(
        "books,2022,11个",
        "11个 cannot be expressed exactly in 打: 11 does not divide by 12",
        "give the figure in 打, the plan's unit, or choose 个 as the unit of the target",
    );
    check(
        "books,2022,0.0000000000000000000000000003个",
        "0.0000000000000000000000000003个 cannot be expressed exactly in 打",
        "give the figure in 打 or with fewer digits",
    );
    check(
        "enrolment,2022,5万元",
        "the figure is in 万元, its indicator in %",
        "give the figure in %",
    );
}

#[test]
fn figures_know_the_place_of_their_cell() {
    let text = "school,indicator,period,value\n\"东\r\n校\",output,2022,\"5\"\n西,output,2022, 6\n";
    let inputs = vec![Input::text("a.csv", text.as_bytes())];
    let actuals = read(&plan(), inputs, &Options::default()).unwrap();
    let places: Vec<String> =
        actuals.observations[1].iter().map(|one| actuals.place(one).to_string()).collect();
    assert_eq!(places, ["a.csv:3:16", "a.csv:4:16"]);
}

#[test]
fn parts_of_a_ratio_must_not_mix_their_units() {
    let export = |cells: [&str; 3]| {
        let rows: Vec<String> = cells.iter().map(|cell| format!("passed,2022,{cell}\n")).collect();
        format!("indicator,period,value\n{}", rows.concat())
    };
    check(
        &[&export(["5", "6人", "7"])],
        "a.csv long, 3 rows\n\
         2.2 passed 2022 5\n\
         3.2 passed 2022 6 from `6人`\n\
         4.2 passed 2022 7",
    );
    check(
        &[&export(["5万元", "6元", "7亿元"])],
        "a.csv long, 3 rows\n\
         2.2 passed 2022 50000 from `5万元`\n\
         3.2 passed 2022 6 from `6元`\n\
         4.2 passed 2022 700000000 from `7亿元`",
    );
    check(
        &[&export(["5", "6万元", "7"])],
        "a.csv:3:13 unit-mismatch `6万元` the figures of one indicator are in different units: 万元 here, no unit there; 万元; a.csv:2:13 no unit",
    );
    check(
        &[&export(["5%", "6", "7元"])],
        "a.csv:3:13 unit-mismatch `6` the figures of one indicator are in different units: no unit here, % there; no unit; a.csv:2:13 %\n\
         a.csv:4:13 unit-mismatch `7元` the figures of one indicator are in different units: 元 here, % there; 元; a.csv:2:13 %",
    );
    check(
        &[&export(["5人", "6个", "7人"])],
        "a.csv:3:13 unit-mismatch `6个` the figures of one indicator are in different units: 个 here, 人 there; 个; a.csv:2:13 人",
    );
    check(
        &[&export(["5册", "6", "7千册"])],
        "a.csv:3:13 unit-mismatch `6` the figures of one indicator are in different units: no unit here, 册 there; no unit; a.csv:2:13 册",
    );
}

#[test]
fn stages_are_read_by_name() {
    for (indicator, cell, expected) in [
        ("hall", "preliminary", "1"),
        ("hall", " main structure", "3"),
        ("hall", "ｃomplete", "4 from `ｃomplete`"),
        (
            "hall",
            "mian structure",
            "unknown-stage `\"mian structure\"` `mian structure` is no stage of the ladder `construction`; expected preliminary, started, main structure, complete",
        ),
        (
            "hall",
            "是",
            "unknown-stage `\"是\"` `是` is no stage of the ladder `construction`; expected preliminary, started, main structure, complete",
        ),
        (
            "hall",
            "3",
            "unknown-stage `\"3\"` `3` is no stage of the ladder `construction`; expected preliminary, started, main structure, complete",
        ),
        (
            "hall",
            "否",
            "unknown-stage `\"否\"` `否` is no stage of the ladder `construction`; expected preliminary, started, main structure, complete",
        ),
        ("open", "open", "2"),
        ("open", "closed", "1"),
        ("open", "YES", "2 from `YES`"),
        ("open", "是", "2 from `是`"),
        ("open", "已", "2 from `已`"),
        ("open", "✓", "2 from `✓`"),
        ("open", "True", "2 from `True`"),
        (
            "open",
            "否",
            "unknown-stage `\"否\"` `否` is no stage of the ladder `opening`; expected closed, open",
        ),
        (
            "open",
            "1",
            "unknown-stage `\"1\"` `1` is no stage of the ladder `opening`; expected closed, open",
        ),
    ] {
        check_figure(indicator, cell, "", expected);
    }
}

#[test]
fn findings_beyond_a_thousand_are_counted() {
    let text = format!("indicator,period,value\n{}", "output,2022,x\n".repeat(1234));
    let inputs = vec![Input::text("a.csv", text.as_bytes())];
    let problems = read(&plan(), inputs, &Options::default()).unwrap_err();
    let last = problems.last().unwrap();
    assert_eq!(
        (problems.len(), last.code, last.message.english()),
        (1001, "more-problems", "234 more problems are not shown")
    );
    assert_eq!(last.place.to_string(), "a.csv:1002:13");
}

#[test]
fn letters_behind_a_number_are_a_unit_or_refused() {
    for (indicator, cell, unit, expected) in [
        ("passed", "12 km", "", "12 from `12 km`"),
        ("passed", "12 l", "", "12 from `12 l`"),
        ("passed", "12", "l", "12"),
        ("passed", "12m2", "", "12 from `12m2`"),
        (
            "passed",
            "10to20",
            "",
            "bad-figure `\"10to20\"` `10to20` has a text behind its number that is hardly a unit; expected one number, such as 1234.5",
        ),
        (
            "passed",
            "9月",
            "",
            "bad-figure `\"9月\"` `9月` has a text behind its number that is hardly a unit; expected one number, such as 1234.5",
        ),
        ("books", "5(千册)", "", "5 from `5(千册)`"),
        (
            "passed",
            "12l",
            "",
            "bad-figure `\"12l\"` `12l` has a letter where a digit may be meant; expected one number, such as 1234.5",
        ),
        (
            "output",
            "5O万元",
            "",
            "bad-figure `\"5O万元\"` `5O万元` has a letter where a digit may be meant; expected one number, such as 1234.5",
        ),
        (
            "passed",
            "12K",
            "",
            "unit-mismatch `\"12K\"` the plan does not say what K is a multiple of; expected a unit that the plan knows",
        ),
    ] {
        check_figure(indicator, cell, unit, expected);
    }
}

#[test]
fn a_letter_like_a_digit_is_a_unit_where_the_plan_names_it() {
    let plan = Plan::parse(
        "targets.toml",
        "[plan]\nperiod = \"2022\"\n[unit.kl]\nof = \"l\"\nscale = 1000\n\
         [target.water]\nat_least = 1\nunit = \"l\"\naggregate = \"sum\"\n\
         [target.milk]\nat_least = 1\nunit = \"kl\"\naggregate = \"sum\"\n",
        &|_: &str| Err(std::io::ErrorKind::NotFound.into()),
    )
    .unwrap();
    let export = "indicator,period,value\nwater,2022,12l\nmilk,2022,500l\n";
    check_with(
        &plan,
        &Columns::default(),
        &[export],
        "a.csv long, 2 rows\n2.2 water 2022 12 from `12l`\n3.2 milk 2022 0.5 from `500l`",
    );
}

#[test]
fn what_nobody_sees_at_the_ends_of_cells_is_no_part_of_them() {
    check(
        &["\u{feff}\u{feff}indicator,period,\u{200b}school,value\u{200e}\n\
           output\u{200b},\u{200e}2022-01,East\u{2060},\u{202a}12\u{202c}\n\
           \u{feff}hall,2022年2月\u{200b},East,started\u{ad}\n\
           \u{200b},,\u{feff},\n\
           output,2022,\u{200b}合计\u{200b},12\n"],
        "a.csv long, 4 rows, 1 blank-row, 1 total-row\n\
         by school\n\
         2.3 output 2022-01 [East] 12\n\
         3.3 hall 2022-02 [East] 2",
    );
    check(
        &["indicator,period,value\noutput,2022\u{200b}-01,1\u{200b}2\n"],
        "a.csv:2:8 bad-period `2022\u{200b}-01` `2022\u{200b}-01` is not a period: it holds the invisible character \
         `U+200B`; expected a period\n\
         a.csv:2:17 bad-figure `1\u{200b}2` `1\u{200b}2` holds the invisible character `U+200B`; expected one number, \
         such as 1234.5",
    );
}

#[test]
fn a_currency_before_a_figure_is_its_unit() {
    check_figure("passed", "$12", "", "12 from `$12`");
    check_figure("passed", "($12)", "", "-12 from `($12)`");
    check_figure("passed", "$(12)", "", "-12 from `$(12)`");
    let refused =
        "unit-mismatch `\"$12\"` the figure is in $, its indicator in 万元; expected 万元";
    check_figure("output", "$12", "", refused);
    check_figure("output", "12 $", "", &refused.replace("$12", "12 $"));
}

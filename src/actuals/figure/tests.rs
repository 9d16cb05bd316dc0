//! Cells, and the figures that they are.

use proptest::prelude::*;

use super::*;

fn check(cell: &str, expected: &str) {
    let found = match parse(cell) {
        Ok(Figure { value, unit: None }) => value.to_string(),
        Ok(Figure { value, unit: Some(unit) }) => format!("{value} {unit}"),
        Err(fault) => format!("{fault:?}"),
    };
    assert_eq!(found, expected, "{cell}");
}

#[test]
fn numbers_are_read_as_people_write_them() {
    for (cell, expected) in [
        ("88", "88"),
        (" 88.10 ", "88.10"),
        ("+5", "5"),
        (".5", "0.5"),
        ("-.25%", "-0.25 %"),
        ("-120", "-120"),
        ("−120", "-120"),
        ("－120", "-120"),
        ("(120)", "-120"),
        ("（1,200.5）", "-1200.5"),
        ("007", "7"),
        ("0.5", "0.5"),
        ("1,234,567.5", "1234567.5"),
        ("12,345", "12345"),
        ("1 234", "1234"),
        ("1\u{a0}234\u{a0}567.25", "1234567.25"),
        ("1'234'567.5", "1234567.5"),
        ("1’234’567.5", "1234567.5"),
        ("１＇２３４", "1234"),
        ("-12'345", "-12345"),
        ("'123", "123"),
        ("’123", "123"),
        ("12\u{200b}", "12"),
        ("\u{200e}12", "12"),
        ("12\u{ad} ", "12"),
        ("\u{202a}-12\u{202c}", "-12"),
        ("\u{feff}'12", "12"),
        ("'\u{200b}12", "12"),
        ("＇１２３", "123"),
        (" ' 1'234 ", "1234"),
        ("'-5", "-5"),
        ("'(120)", "-120"),
        ("１２３４", "1234"),
        ("１，２３４．５", "1234.5"),
        ("1.2E+07", "12000000"),
        ("1.2e-3", "0.0012"),
        ("9999999999999999999999999999", "9999999999999999999999999999"),
    ] {
        check(cell, expected);
    }
}

proptest! {
    #[test]
    fn what_is_shown_alike_is_known_from_the_text(text in "[-+']?[0-9]{0,3}[.,]?[0-9]{0,3}[%E]?[0-9]?") {
        if let Ok(figure) = parse(&text) {
            prop_assert_eq!(is_shown_alike(&text), figure.value.to_string() == text);
        }
    }
}

#[test]
fn units_may_follow() {
    for (cell, expected) in [
        ("88%", "88 %"),
        ("88 ％", "88 %"),
        ("8.8‰", "8.8 ‰"),
        ("5,230万元", "5230 万元"),
        ("5230 (万元)", "5230 万元"),
        ("(120)万元", "-120 万元"),
        ("(120万元)", "-120 万元"),
        ("-3 ℃", "-3 °C"),
        ("100㎡", "100 m2"),
        ("100m²", "100 m2"),
        ("2E3件", "2000 件"),
        ("3.1件/10万人", "3.1 件/10万人"),
        ("12 EUR", "12 EUR"),
        ("1'234 CHF", "1234 CHF"),
        ("'88%", "88 %"),
        ("$12", "12 $"),
        ("€12.50", "12.50 €"),
        ("¥ 12", "12 ¥"),
        ("￥1,200", "1200 ¥"),
        ("RMB 12", "12 RMB"),
        ("EUR12", "12 EUR"),
        ("-$12", "-12 $"),
        ("$-12", "-12 $"),
        ("($12)", "-12 $"),
        ("$(1,200.50)", "-1200.50 $"),
        ("+CNY 5", "5 CNY"),
    ] {
        check(cell, expected);
    }
}

#[test]
fn what_could_be_two_numbers_is_not_guessed() {
    for cell in [
        "1,23",
        "1,2,3.5",
        "1234,567",
        "1,2345",
        "0,125",
        "012,345",
        ",5",
        "1,",
        "1,,234",
        "1.234,5",
        "1.234.567",
        "1 23",
        "1,234 567",
        "1,234'567",
        "1'234 567",
        "1'234,567",
        "1'23",
        "5'6",
        "0'125",
        "1.234'567",
        "1.5 000",
        "1 2 3",
    ] {
        check(cell, "Ambiguous");
    }
}

#[test]
fn what_is_no_number_is_named() {
    for (fault, cells) in [
        ("Formula", vec!["=SUM(A1:A3)", "＝A1", "'=A1"]),
        ("SpreadsheetError", vec!["#REF!", "#N/A", "#DIV/0!"]),
        ("TooNarrow", vec!["########"]),
        (
            "DateLike",
            vec![
                "1-2",
                "2022-09-30",
                "2022/9/30",
                "1/2",
                "2-Jan",
                "1月2日",
                "2022年9月",
                "2022.9.30",
                "12:30",
                "1:2",
                "Jan-02",
                "'Sept 2022",
                "DEC/5",
            ],
        ),
        ("Range", vec!["10~20", "10至20", "10～20", "10—20", "3到5个"]),
        ("Vague", vec!["100余人", "100多", "88%以上", "50左右", "50 以下"]),
        (
            "NoNumber",
            vec![
                "US$5", "$", "EUR", "EURO 5", "ABC 5", "eur 5", "..", ",", "abc", "五", "约120",
                ".", "-.", "5.", ".E5", "10²", "10 ½", "1①", "5Ⅳ", "-(5)", "(-5)", "(5", "()",
                "--5", "5*", "5?", "1e", "1E+", "Jan", "Jan-x", "Ja-02", "marks 5", "٣", "5 ٣",
                "(5%)%", "inf", "NaN", "+", "5,000.", "''123", "'123'", "5'", "5'6\"", "1''234",
                "'abc", "-'5",
            ],
        ),
        ("TwoUnits", vec!["$12 EUR", "¥12万元", "$5%", "-$5%", "$$5", "EUR $5"]),
        ("MinusBehind", vec!["12-", "1,234.56-", "1.234,56-", "12 -", "12−", "88%-", "$12-"]),
        ("Dash", vec!["-", "—", "–", "－", "--", "——", "−"]),
        (
            "DashBeside",
            vec!["$-", "$ -", "€ -", "-   €", "¥\u{a0}——\u{a0}", "- 0 €", "- 0", "- EUR"],
        ),
        ("Invisible('\\u{200b}')", vec!["1\u{200b}2", "-\u{200b}5", "12\u{200b}万元"]),
        (
            "TooWide",
            vec![
                "12345678901234567890123456789",
                "0.12345678901234567890123456789",
                "1e40",
                "1e99999999999",
            ],
        ),
    ] {
        for cell in cells {
            check(cell, fault);
        }
    }
}

#[test]
fn no_figure_is_not_zero() {
    let plan = |null_values: &[&str], stages: &[&str]| {
        let strings = |texts: &[&str]| {
            texts.iter().map(|text| format!("{text:?}")).collect::<Vec<_>>().join(", ")
        };
        let text = format!(
            "[plan]\nperiod = \"2022\"\nnull_values = [{}]\n[ladder]\nsteps = [{}]\n[target.x]\nat_least = 1\n",
            strings(null_values),
            strings(stages),
        );
        Plan::read("p.toml", &text, &|_| Ok(Vec::new())).0
    };
    let usual = plan(&["待定"], &["x", "y"]);
    for cell in [
        "",
        "  ",
        "\u{3000}",
        "-",
        "－",
        "—",
        "–",
        "/",
        "／",
        "N/A",
        "n/a",
        "Ｎ／Ａ",
        "未报",
        "'",
        "'-",
        "’未报",
        " 未报 ",
        "暂无",
        "待定",
        "NA",
        "NULL",
        "null",
        "\\N",
        "NaN",
        "nan",
        "None",
        "--",
        "－－",
        "——",
        "…",
        "……",
        "...",
        "\u{200b}",
        "\u{feff}未报",
    ] {
        assert!(is_blank(cell, &usual), "{cell}");
    }
    for cell in ["0", "---", "无", "未", "na", "none", "..", "Nil", "'0", "''"] {
        assert!(!is_blank(cell, &usual), "{cell}");
    }
    for cell in [" - ", " -   ", "\u{a0}—\u{a0}", " －－ ", "\t–\t"] {
        assert!(is_blank(cell, &usual) && may_be_zero(cell, &usual), "{cell}");
    }
    for cell in ["-", " -", "- ", "\u{200b}-\u{200b}", " / ", " NA ", "  ", " --- ", " 0 "] {
        assert!(!may_be_zero(cell, &usual), "{cell}");
    }
    assert!(!may_be_zero(" - ", &plan(&["-"], &[])) && may_be_zero(" — ", &plan(&["-"], &[])));
    let staged = plan(&[], &["None", "暂无"]);
    for cell in ["None", "暂无", " None "] {
        assert!(!is_blank(cell, &staged), "{cell}");
    }
    for cell in ["NA", "-", ""] {
        assert!(is_blank(cell, &staged), "{cell}");
    }
    let named = plan(&["999", "0 (x)"], &["x", "y"]);
    for cell in ["999", " 999 ", "'999", "９９９", "0 (x)", "-"] {
        assert!(is_blank(cell, &named), "{cell}");
    }
    for cell in ["99", "9999", "999.0", "0"] {
        assert!(!is_blank(cell, &named), "{cell}");
    }
}

#[test]
fn units_are_told_from_what_is_run_together() {
    let is_hardly = |cell: &str| is_hardly_a_unit(cell, &parse(cell).unwrap().unit.unwrap());
    for cell in [
        "10to20",
        "5or6",
        "5of10",
        "12h30",
        "2022m9",
        "0x1F",
        "1e5e3",
        "5x3",
        "5to3",
        "5X2",
        "2022Q3",
        "5m20",
        "5人10",
        "5人/10",
        "9月",
        "30日",
        "3季度",
        "5年",
        "5（预计）",
        "5人(预计)",
        "5 (人)",
        "(5)(人)",
        "5人[1]",
    ] {
        if parse(cell).is_ok() {
            assert!(is_hardly(cell), "{cell}");
        }
    }
    for cell in [
        "120m2",
        "120 m3",
        "5㎡",
        "5km²",
        "5CO2",
        "5 Nm3",
        "5kg/m3",
        "5m2/人",
        "3.1件/10万人",
        "5人",
        "5 km",
        "5次/年",
        "(5人)",
        "'(5人)",
        "5个月",
    ] {
        assert!(!is_hardly(cell), "{cell}");
    }
}

#[test]
fn letters_that_look_like_digits_are_told_from_units() {
    for (cell, meant) in [
        ("12O", "120"),
        ("12o", "120"),
        ("12О", "120"),
        ("１２Ｏ", "120"),
        ("'12O", "120"),
        ("-3l", "-31"),
        ("(3I)", "(31)"),
        ("1O5", "105"),
        ("1Ol5", "1015"),
        ("1O,000.5", "10,000.5"),
        ("1.5O", "1.50"),
        ("5O%", "50%"),
        ("5O万元", "50万元"),
        ("5O (人)", "50 (人)"),
    ] {
        assert_eq!(with_digits(cell).as_deref(), Some(meant), "{cell}");
    }
    for cell in [
        "12", "12人", "12 km", "12 O", "12 l", "12oz", "12lbs", "12l/h", "12In", "5m2O", "12kOl",
        "O5", "人O", "12%",
    ] {
        assert_eq!(with_digits(cell), None, "{cell}");
    }
}

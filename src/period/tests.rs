//! Periods as they are written and shown.

use proptest::prelude::*;

use super::*;

#[test]
fn forms_are_read_and_shown_in_the_shortest_form() {
    for (text, shown) in [
        ("2022", "2022"),
        ("2022H1", "2022H1"),
        ("2022Q3", "2022Q3"),
        ("2022-q3", "2022Q3"),
        ("2022-Q3", "2022Q3"),
        ("2022 Q3", "2022Q3"),
        ("2022-09", "2022-09"),
        ("2022/9", "2022-09"),
        ("2022.09", "2022-09"),
        ("2022.10", "2022-10"),
        ("２０２２．０９", "2022-09"),
        ("202209", "2022-09"),
        ("2022-09-30", "2022-09-30"),
        ("2022/9/3", "2022-09-03"),
        ("20220930", "2022-09-30"),
        ("2022.9.30", "2022-09-30"),
        ("2022.09.30", "2022-09-30"),
        ("2022-09-30 00:00:00", "2022-09-30"),
        ("2022-09-30T00:00:00", "2022-09-30"),
        ("2022-09-30 00:00:00.000", "2022-09-30"),
        ("2022/9/3 0:00", "2022-09-03"),
        ("2022/9/30 0:00:00", "2022-09-30"),
        ("2022-09-30\u{3000}16:30", "2022-09-30"),
        ("2022年9月30日 23:59:59", "2022-09-30"),
        ("2022-09-01 0:00..2022-09-30 0:00", "2022-09"),
        ("2022-W05", "2022-W05"),
        ("2022M09", "2022-09"),
        ("2022-m9", "2022-09"),
        ("2022.01-2022.09", "2022-01..2022-09"),
        ("2022-09-2023-08", "2022-09..2023-08"),
        ("2022/1/3 ~ 2022/1/12", "2022-01-03..2022-01-12"),
        ("2022Q1-2022Q3", "2022-01..2022-09"),
        ("2022-09..2022", "2022-09..2022-12"),
        ("2021..2025", "2021..2025"),
        ("2022-09..2023-08", "2022-09..2023-08"),
        ("2022-01-03..2022-01-12", "2022-01-03..2022-01-12"),
        ("2024-02", "2024-02"),
    ] {
        assert_eq!(
            Period::parse(text).map(|period| period.to_string()).as_deref(),
            Some(shown),
            "{text}"
        );
    }
}

#[test]
fn what_is_read_without_a_second_look_is_read_alike_with_one() {
    for (month, day) in (0..=99).flat_map(|month| (0..=99).map(move |day| (month, day))) {
        for text in [format!("2024-{month:02}"), format!("2023-{month:02}-{day:02}")] {
            let quickly = Period::parse_iso(text.as_bytes());
            assert_eq!(quickly, Period::parse_any(&text), "{text}");
        }
    }
    for text in ["0999-01", "-999-01", "2022-1", "2022-01-", "2022-01-1", "2022/01/01", "２022-01"]
    {
        assert_eq!(Period::parse_iso(text.as_bytes()), None, "{text}");
    }
}

#[test]
fn what_is_no_period_is_refused() {
    for text in [
        "",
        "22-09",
        "2022-13",
        "2022-00",
        "2022-02-30",
        "2022Q5",
        "2022Q",
        "2022H3",
        "2022-9-",
        "2022.9",
        "2022.1",
        "2022.13",
        "2022.9.",
        "2022.9-30",
        "2022.009",
        "2022-09-30 24:00",
        "2022-09-30 00:60",
        "2022-09-30 0:0",
        "2022-09-30 00:00:00Z",
        "2022-09-30T00:00:00+08:00",
        "2022-09-30 00:00:00.",
        "2022-09-30 00:00:00:00",
        "2022-09-30 0",
        "2022-09 00:00",
        "2022 0:00",
        "T00:00",
        "2022-2023",
        "2022-09-2023",
        "2022-2022-09",
        "2022.9-2022.12",
        "2022-09-2022-01",
        "2022M13",
        "2022M",
        "202209-202308",
        "Sep-22",
        "20221301",
        "202",
        "2022-09..2022-01",
        "2022-W54",
        "0022",
        "+022",
        "2022-+9",
        "全年",
    ] {
        assert_eq!(Period::parse(text), None, "{text}");
    }
}

#[test]
fn the_pattern_lets_pass_what_can_be_read() {
    let pattern = regex_lite::Regex::new(Period::PATTERN).unwrap();
    for text in [
        " 2022 Q3 ",
        "2022-09-30 0:00",
        "2022-q3",
        "202209",
        "2022/9/3",
        "2022.09.30",
        "2022-W05",
        "2022M09",
        "2022.01-2022.09",
        "2022年9月",
    ] {
        assert!(pattern.is_match(text), "{text}");
    }
    for text in
        ["", "22-09", "2022-13", "2022Q5", "2022H3", "2022.9", "2022-2023", "Sep-22", "mid 2022"]
    {
        assert!(!pattern.is_match(text), "{text}");
    }
}

proptest! {
    #[test]
    fn the_pattern_agrees_with_what_is_read(
        text in r"(19|20)[0-9]{2}(-?[QqHhMmWw]?[0-9]{0,3}|[-/.]?[0-9]{1,2}([-/.]?[0-9]{1,2})?)(T[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?(\.[0-9]?)?)?((\.\.|-|~)202[0-9](Q[0-9]|-[0-9]{2})?)?"
    ) {
        let pattern = regex_lite::Regex::new(Period::PATTERN).unwrap();
        let period = Period::parse(&text);
        if pattern.is_match(&text) {
            // What only a calendar tells: the 31st of April, the 53rd week, an end before the beginning.
            let calendar = text.contains("..") || text.contains("-202") || text.contains('~') || text.contains(['W', 'w']) || text.len() >= 8;
            prop_assert!(period.is_some() || calendar, "{} is refused", text);
        } else {
            prop_assert!(period.is_none(), "{} is read", text);
        }
    }
}

#[test]
fn calendars_cut_a_span_into_whole_periods() {
    let cut = |granularity: Granularity, text: &str| {
        let periods = granularity.within(Period::parse(text).unwrap());
        (periods.len(), periods.first().map(ToString::to_string))
    };
    assert_eq!(cut(Granularity::Month, "2022-09..2023-08"), (12, Some("2022-09".to_owned())));
    assert_eq!(cut(Granularity::Quarter, "2022-02..2022-12"), (3, Some("2022Q2".to_owned())));
    assert_eq!(cut(Granularity::Half, "2021..2025"), (10, Some("2021H1".to_owned())));
    assert_eq!(cut(Granularity::Week, "2022"), (51, Some("2022-W01".to_owned())));
    assert_eq!(cut(Granularity::Day, "2024-02"), (29, Some("2024-02-01".to_owned())));
}

//! What a plan says of the score: the whole of it, and what each target is worth.

use super::super::syntax::{
    Amount, Faults, Map, RuleSyntax, ScoreSyntax, ScoringSyntax, ScoringWord, Spanned, TargetSyntax,
};
use super::super::{Band, Grade, Score, Scoring, Target, Weight};
use super::{missing_key, number_and_unit, plain_number};
use crate::diagnostic::Diagnostic;
use crate::plan::normalized;
use crate::quantity::Quantity;

/// The score of a plan, which has one if it weighs a target.
pub(super) fn score(
    syntax: Option<&Spanned<ScoreSyntax>>,
    targets: &[Target],
    faults: &mut Faults<'_>,
) -> Option<Score> {
    let mut score = Score::default();
    if let Some(syntax) = syntax {
        let ScoreSyntax { cap, floor, grades, .. } = &syntax.value;
        if let Some(cap) = cap {
            let range = |cap: &Quantity| *cap >= Quantity::HUNDRED;
            let expected = ["a percentage from 100% on", "write cap = \"120%\""];
            score.cap = percent_within(cap, range, expected, faults).unwrap_or(score.cap);
        }
        if let Some(floor) = floor {
            let range = |floor: &Quantity| !floor.is_negative() && *floor <= Quantity::HUNDRED;
            let expected = ["a percentage from 0% to 100%", "write floor = \"60%\""];
            score.floor = percent_within(floor, range, expected, faults).unwrap_or(score.floor);
        }
        if let Some(grades) = grades {
            score.grades = grades_of(grades, faults);
        }
    }
    targets.iter().any(|target| target.weight.is_some()).then_some(score)
}

/// The grades, the best one first.
fn grades_of(map: &Spanned<Map<Amount>>, faults: &mut Faults<'_>) -> Vec<Grade> {
    let mut grades: Vec<Grade> = Vec::new();
    for (name, from) in &map.value.entries {
        let range = |from: &Quantity| !from.is_negative();
        let expected = [
            "a percentage of the points that can be had",
            "write the share that it begins at: A = 90",
        ];
        let Some(percent) = percent_within(from, range, expected, faults) else { continue };
        if let Some(other) = grades.iter().find(|grade| grade.from == percent) {
            faults.add(&from.span, |place| {
                let message = format!("`{}` begins where `{}` does", name.value, other.name);
                Diagnostic::error("conflicting-keys", place, message)
                    .label("second time here")
                    .help("let each grade begin at a share of its own")
            });
            continue;
        }
        grades.push(Grade { name: name.value.clone(), from: percent });
    }
    grades.sort_by_key(|grade| std::cmp::Reverse(grade.from));
    grades
}

/// What a target is worth; nothing without `weight`, or with one of 0.
pub(super) fn weight(
    own: &TargetSyntax,
    filled: &TargetSyntax,
    faults: &mut Faults<'_>,
) -> Option<Weight> {
    let Some(amount) = &filled.weight else {
        if let Some(scoring) = &own.scoring
            && !own.attempted.contains(&"weight")
        {
            missing_key(
                faults,
                &scoring.span,
                "weight",
                "a target with `scoring`",
                "write how many points it is worth: weight = 5",
            );
        }
        return None;
    };
    let points = plain_number(amount, faults)?;
    if points.is_negative() {
        faults.add(&amount.span, |place| {
            Diagnostic::error("bad-value", place, "a weight cannot be below 0")
                .label("expected 0 or more")
                .help("write how many points the target is worth: weight = 5")
        });
        return None;
    }
    let scoring = match &filled.scoring {
        None => Scoring::Proportional,
        Some(scoring) => self::scoring(scoring, faults)?,
    };
    (!points.is_zero()).then_some(Weight { points, scoring })
}

fn scoring(syntax: &Spanned<ScoringSyntax>, faults: &mut Faults<'_>) -> Option<Scoring> {
    match &syntax.value {
        ScoringSyntax::Word(ScoringWord::Proportional) => Some(Scoring::Proportional),
        ScoringSyntax::Word(ScoringWord::AllOrNothing) => Some(Scoring::AllOrNothing),
        ScoringSyntax::Table(rule) => rule_of(rule, &syntax.span, faults),
    }
}

fn rule_of(
    rule: &RuleSyntax,
    span: &std::ops::Range<usize>,
    faults: &mut Faults<'_>,
) -> Option<Scoring> {
    if !rule.attempted.is_empty() {
        return None;
    }
    match (&rule.per, &rule.minus, &rule.bands) {
        (Some(per), Some(minus), None) => {
            let range = |per: &Quantity| *per > Quantity::ZERO && *per <= Quantity::HUNDRED;
            let expected = [
                "a percentage above 0%, at most 100%",
                "write scoring = { per = \"3%\", minus = 1 }",
            ];
            let per = percent_within(per, range, expected, faults);
            let points = plain_number(minus, faults)?;
            if points <= Quantity::ZERO {
                faults.add(&minus.span, |place| {
                    Diagnostic::error("bad-value", place, "a step takes away no points")
                        .label("expected a number above 0")
                        .help("write scoring = { per = \"3%\", minus = 1 }")
                });
                return None;
            }
            Some(Scoring::Steps { per: per?, minus: points })
        }
        (None, None, Some(bands)) => bands_of(bands, faults).map(Scoring::Bands),
        _ => {
            faults.add(span, |place| {
                Diagnostic::error("conflicting-keys", place, "this is no rule of scoring")
                    .label("expected `per` and `minus`, or `bands`")
                    .help("write { per = \"3%\", minus = 1 } or { bands = { \"100%\" = 5, \"80%\" = 3 } }")
            });
            None
        }
    }
}

/// The bands, the highest one first; a higher one earns more.
fn bands_of(map: &Spanned<Map<Amount>>, faults: &mut Faults<'_>) -> Option<Vec<Band>> {
    let mut bands: Vec<(Band, &Spanned<String>)> = Vec::new();
    for (name, points) in &map.value.entries {
        let from = Spanned { value: Amount::Text(name.value.clone()), span: name.span.clone() };
        let range = |from: &Quantity| !from.is_negative();
        let expected =
            ["an attainment such as \"80%\"", "write { bands = { \"100%\" = 5, \"80%\" = 3 } }"];
        let from = percent_within(&from, range, expected, faults);
        let points = plain_number(points, faults);
        bands.push((Band { from: from?, points: points? }, name));
    }
    bands.sort_by_key(|(band, _)| std::cmp::Reverse(band.from));
    let worse = |pair: &[(Band, &Spanned<String>)]| match pair {
        [(higher, name), (lower, _)] => {
            (higher.from == lower.from || higher.points < lower.points).then(|| name.span.clone())
        }
        _ => None,
    };
    if let Some(span) = bands.windows(2).find_map(worse) {
        faults.add(&span, |place| {
            Diagnostic::error(
                "bad-value",
                place,
                "this band earns less than the one below it, or begins where that does",
            )
            .label("expected more points than below")
            .help("let each band begin at an attainment of its own, and earn more from there on")
        });
        return None;
    }
    if bands.is_empty() || bands.iter().any(|(band, _)| band.points.is_negative()) {
        faults.add(&map.span, |place| {
            Diagnostic::error("bad-value", place, "these bands earn nothing")
                .label("expected attainments with points of 0 or more")
                .help("write { bands = { \"100%\" = 5, \"80%\" = 3 } }")
        });
        return None;
    }
    Some(bands.into_iter().map(|(band, _)| band).collect())
}

/// A share in per cent, written `95` or `"95%"`.
pub(super) fn percent(amount: &Amount) -> Option<Quantity> {
    match amount {
        Amount::Number(number) => Some(*number),
        Amount::Text(text) => {
            let reading = number_and_unit(&normalized(text)).ok();
            reading.filter(|(_, unit)| unit == "%").map(|(number, _)| number)
        }
    }
}

/// A share in per cent that has to lie in a range; `expected` says which, and what to write.
pub(super) fn percent_within(
    amount: &Spanned<Amount>,
    range: impl FnOnce(&Quantity) -> bool,
    expected: [&str; 2],
    faults: &mut Faults<'_>,
) -> Option<Quantity> {
    let share = percent(&amount.value).filter(range);
    if share.is_none() {
        let [expected, help] = expected;
        faults.add(&amount.span, |place| {
            Diagnostic::error("bad-value", place, "this is no such share")
                .label(format!("expected {expected}"))
                .help(help)
        });
    }
    share
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostic;
    use crate::plan::Plan;

    fn parse(score: &str, target: &str) -> Result<Plan, Vec<Diagnostic>> {
        let text = format!(
            "[plan]\nperiod = \"2022\"\n[score]\n{score}\n[target.a]\nat_least = 1\n{target}\n"
        );
        Plan::parse("targets.toml", &text, &|_: &str| Ok(Vec::new()))
    }

    /// The code and what it underlines, of every fault.
    fn faults(score: &str, target: &str) -> Vec<(&'static str, String)> {
        let faults = parse(score, target).err().unwrap_or_default();
        let meant = |fault: &Diagnostic| fault.place.meant().unwrap_or_default().to_owned();
        faults.iter().map(|fault| (fault.code, meant(fault))).collect()
    }

    #[test]
    fn each_fault_of_a_score_is_found_where_it_stands() {
        for (score, target, code, meant) in [
            ("cap = \"99.99%\"", "", "bad-value", "\"99.99%\""),
            ("cap = 99", "", "bad-value", "99"),
            ("cap = \"120 points\"", "", "bad-value", "\"120 points\""),
            ("cap = \"120\"", "", "bad-value", "\"120\""),
            ("floor = \"100.01%\"", "", "bad-value", "\"100.01%\""),
            ("floor = -1", "", "bad-value", "-1"),
            ("grades = { A = -0.01 }", "", "bad-value", "-0.01"),
            ("grades = { A = \"good\" }", "", "bad-value", "\"good\""),
            ("grades = { A = 90, B = \"90.0%\" }", "", "conflicting-keys", "\"90.0%\""),
            ("grades = { A = 90, B = 80, A = 70 }", "", "syntax", "A"),
            ("celling = 100", "", "unknown-key", "celling"),
            ("", "scoring = \"all-or-nothing\"", "missing-key", "\"all-or-nothing\""),
            ("", "weight = -0.01", "bad-value", "-0.01"),
            ("", "weight = \"5 points\"", "bad-value", "\"5 points\""),
            ("", "weight = true", "wrong-type", "true"),
            ("", "veto = \"yes\"", "wrong-type", "\"yes\""),
            ("", "weight = 5\nscoring = \"proportionate\"", "unknown-word", "\"proportionate\""),
            ("", "weight = 5\nscoring = { per = 0, minus = 1 }", "bad-value", "0"),
            ("", "weight = 5\nscoring = { per = -3, minus = 1 }", "bad-value", "-3"),
            ("", "weight = 5\nscoring = { per = 100.01, minus = 1 }", "bad-value", "100.01"),
            ("", "weight = 5\nscoring = { per = 3, minus = 0 }", "bad-value", "0"),
            ("", "weight = 5\nscoring = { per = 3, minus = -1 }", "bad-value", "-1"),
            ("", "weight = 5\nscoring = { per = 3 }", "conflicting-keys", "{ per = 3 }"),
            ("", "weight = 5\nscoring = { minus = 3 }", "conflicting-keys", "{ minus = 3 }"),
            (
                "",
                "weight = 5\nscoring = { minus = 1, bands = { \"80%\" = 3 } }",
                "conflicting-keys",
                "{ minus = 1, bands = { \"80%\" = 3 } }",
            ),
            (
                "",
                "weight = 5\nscoring = { per = 3, minus = 1, bands = { \"80%\" = 3 } }",
                "conflicting-keys",
                "{ per = 3, minus = 1, bands = { \"80%\" = 3 } }",
            ),
            ("", "weight = 5\nscoring = { bands = {} }", "bad-value", "{}"),
            ("", "weight = 5\nscoring = { bands = { 80 = 3 } }", "bad-value", "80"),
            ("", "weight = 5\nscoring = { bands = { \"-1%\" = 3 } }", "bad-value", "\"-1%\""),
            ("", "weight = 5\nscoring = { bands = { \"80%\" = \"3%\" } }", "bad-value", "\"3%\""),
            (
                "",
                "weight = 5\nscoring = { bands = { \"0%\" = -1 } }",
                "bad-value",
                "{ \"0%\" = -1 }",
            ),
            (
                "",
                "weight = 5\nscoring = { bands = { \"80%\" = 5, \"100%\" = 4.99 } }",
                "bad-value",
                "\"100%\"",
            ),
            (
                "",
                "weight = 5\nscoring = { bands = { \"80%\" = 3, \"80.0%\" = 5 } }",
                "bad-value",
                "\"80%\"",
            ),
        ] {
            assert_eq!(faults(score, target), [(code, meant.to_owned())], "{score} {target}");
        }
    }

    #[test]
    fn what_lies_on_a_border_is_no_fault() {
        for (score, target) in [
            ("cap = 100\nfloor = \"0%\"", ""),
            ("floor = 100", ""),
            ("grades = { A = 120, B = 0 }", ""),
            ("", "weight = 0"),
            ("", "weight = 0\nscoring = \"all-or-nothing\""),
            ("", "weight = 0.01\nscoring = { per = \"100%\", minus = 0.01 }"),
            ("", "weight = 5\nscoring = { bands = { \"0%\" = 0 } }"),
            ("", "weight = 5\nscoring = { bands = { \"80%\" = 3, \"120%\" = 3 } }"),
        ] {
            assert_eq!(faults(score, target), [], "{score} {target}");
        }
    }

    #[test]
    fn grades_and_bands_stand_in_any_order() {
        let plan = parse(
            "grades = { C = 0, A = 90, B = 60 }",
            "weight = 5\nscoring = { bands = { \"0%\" = 1, \"100%\" = 5, \"80%\" = 3 } }",
        )
        .unwrap();
        let grades = plan.score.unwrap().grades;
        let names: Vec<&str> = grades.iter().map(|grade| grade.name.as_str()).collect();
        assert_eq!(names, ["A", "B", "C"]);
        let crate::plan::Scoring::Bands(bands) = &plan.targets[0].weight.as_ref().unwrap().scoring
        else {
            panic!("no bands")
        };
        let from: Vec<String> = bands.iter().map(|band| band.from.to_string()).collect();
        assert_eq!(from, ["100", "80", "0"]);
    }

    #[test]
    fn a_plan_has_a_score_as_soon_as_a_target_has_a_weight() {
        assert!(parse("cap = 120", "").unwrap().score.is_none());
        assert!(parse("cap = 120", "weight = 0\nveto = true").unwrap().score.is_none());
        assert!(parse("cap = 120", "weight = 1").unwrap().score.is_some());
    }
}

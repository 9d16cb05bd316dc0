//! What a plan says of the score: the whole of it, and what each target is worth.

use std::ops::Range;

use super::super::syntax::{
    Amount, Faults, Map, RuleSyntax, ScoreSyntax, ScoringSyntax, ScoringWord, Spanned, Table,
    TargetSyntax,
};
use super::super::{Band, Grade, Score, Scoring, Target, Weight};
use super::{missing_key, number_and_unit, plain_number};
use crate::diagnostic::Diagnostic;
use crate::plan::normalized;
use crate::quantity::Quantity;
use crate::wording::Text;
use crate::wording::diagnostics::resolve::each::expected_a_share;
use crate::wording::diagnostics::resolve::{expected_above_zero, score as say};
use crate::wording::diagnostics::second_time;

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
            let expected = [say::from_hundred(), say::write_cap()];
            score.cap = percent_within(cap, range, expected, faults).unwrap_or(score.cap);
        }
        if let Some(floor) = floor {
            let range = |floor: &Quantity| !floor.is_negative() && *floor <= Quantity::HUNDRED;
            let expected = [say::up_to_hundred(), say::write_floor()];
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
        let expected = [say::share_of_points(), say::write_grade()];
        let Some(percent) = percent_within(from, range, expected, faults) else { continue };
        if let Some(other) = grades.iter().find(|grade| grade.from == percent) {
            faults.add(&from.span, |place| {
                let message = say::same_grade(&name.value, &other.name);
                Diagnostic::error("conflicting-keys", place, message)
                    .label(second_time())
                    .help(say::separate_grades())
            });
            continue;
        }
        grades.push(Grade { name: name.value.clone(), from: percent });
    }
    grades.sort_by_key(|grade| std::cmp::Reverse(grade.from));
    grades
}

/// What a target is worth; nothing without `weight`, or with one of 0. `own_scoring` is where it says itself how it is
/// scored.
pub(super) fn weight(
    own_scoring: Option<&Range<usize>>,
    syntax: &TargetSyntax,
    faults: &mut Faults<'_>,
) -> Option<Weight> {
    let Some(amount) = &syntax.weight else {
        if let Some(scoring) = own_scoring
            && !syntax.attempted("weight")
        {
            missing_key(
                faults,
                scoring,
                "weight",
                &say::target_with_scoring(),
                say::write_weight(),
            );
        }
        return None;
    };
    let points = plain_number(amount, faults)?;
    if points.is_negative() {
        faults.add(&amount.span, |place| {
            Diagnostic::error("bad-value", place, say::negative_weight())
                .label(say::zero_or_more())
                .help(say::write_weight_of_target())
        });
        return None;
    }
    let scoring = match &syntax.scoring {
        None => Scoring::Proportional,
        Some(scoring) => self::scoring(scoring, faults)?,
    };
    if points.is_zero() {
        return None;
    }
    if let Scoring::Bands(bands) = &scoring {
        let span = syntax.scoring.as_ref().map_or(&amount.span, |scoring| &scoring.span);
        refuse_bands_beside(points, bands, span, &amount.span, faults);
    }
    Some(Weight { points, scoring })
}

/// Reports bands by which a goal that is not met would earn more than the weight, or none all of it. Those above 100% may be
/// for more, or for the rest.
fn refuse_bands_beside(
    weight: Quantity,
    bands: &[Band],
    scoring: &Range<usize>,
    weighed: &Range<usize>,
    faults: &mut Faults<'_>,
) {
    // A higher one earns no less: that of goals that are met is the greatest up to 100%.
    let of_met = bands.iter().find(|band| band.from <= Quantity::HUNDRED);
    let is_all = |band: &Band| band.points == weight;
    let keeps_some = |band: &Band| band.points < weight && bands.first().is_some_and(is_all);
    if of_met.is_some_and(|band| is_all(band) || keeps_some(band)) {
        return;
    }
    let weighed = faults.place(weighed);
    faults.add(scoring, |place| {
        let message = match of_met {
            Some(band) if band.points > weight => say::more_than_weight(band.points, band.from),
            Some(band) => say::less_than_weight(band.points),
            None => say::less_than_weight(Quantity::ZERO),
        };
        Diagnostic::error("bad-value", place, message)
            .label(say::expected_weight_at_hundred(weight))
            .and(weighed, say::the_weight(weight))
            .help(say::points_and_not_shares(weight))
    });
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
            let expected = [expected_a_share(), say::write_steps()];
            let per = percent_within(per, range, expected, faults);
            let points = plain_number(minus, faults)?;
            if points <= Quantity::ZERO {
                faults.add(&minus.span, |place| {
                    Diagnostic::error("bad-value", place, say::takes_nothing())
                        .label(expected_above_zero())
                        .help(say::write_steps())
                });
                return None;
            }
            Some(Scoring::Steps { per: per?, minus: points })
        }
        (None, None, Some(bands)) => bands_of(bands, faults).map(Scoring::Bands),
        _ => {
            faults.add(span, |place| {
                Diagnostic::error("conflicting-keys", place, say::no_rule())
                    .label(say::steps_or_bands())
                    .help(say::write_steps_or_bands())
            });
            None
        }
    }
}

/// The bands, the highest one first; a higher one earns no less.
fn bands_of(map: &Spanned<Map<Amount>>, faults: &mut Faults<'_>) -> Option<Vec<Band>> {
    let mut bands: Vec<(Band, &Spanned<String>)> = Vec::new();
    for (name, points) in &map.value.entries {
        let from = Spanned { value: Amount::Text(name.value.clone()), span: name.span.clone() };
        let range = |from: &Quantity| !from.is_negative();
        let expected = [say::an_attainment(), say::write_bands()];
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
            Diagnostic::error("bad-value", place, say::turned_bands())
                .label(say::no_fewer_than_below())
                .help(say::separate_bands())
        });
        return None;
    }
    if bands.is_empty() || bands.iter().any(|(band, _)| band.points.is_negative()) {
        faults.add(&map.span, |place| {
            Diagnostic::error("bad-value", place, say::idle_bands())
                .label(say::attainments_with_points())
                .help(say::write_bands())
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

/// Reports a number that may be meant as a share of 1 or in per cent: `0.95` is 0.95% or 95%.
pub(super) fn refuse_ambiguous(share: &Spanned<Amount>, faults: &mut Faults<'_>) -> Option<()> {
    let Amount::Number(number) = &share.value else { return Some(()) };
    if *number <= Quantity::ZERO || *number > Quantity::ONE {
        return Some(());
    }
    let number = number.normalized();
    let hundredfold = number.times(Quantity::HUNDRED).unwrap_or(number).normalized();
    faults.add(&share.span, |place| {
        Diagnostic::error("bad-value", place, say::ambiguous_share(number, hundredfold))
            .label(say::expected_per_cent())
            .help(say::write_per_cent(number, hundredfold))
    });
    None
}

/// A share in per cent that has to lie in a range; `expected` says which, and what to write.
pub(super) fn percent_within(
    amount: &Spanned<Amount>,
    range: impl FnOnce(&Quantity) -> bool,
    expected: [Text; 2],
    faults: &mut Faults<'_>,
) -> Option<Quantity> {
    refuse_ambiguous(amount, faults)?;
    let share = percent(&amount.value).filter(range);
    if share.is_none() {
        let [expected, help] = expected;
        faults.add(&amount.span, |place| {
            Diagnostic::error("bad-value", place, say::no_share()).label(expected).help(help)
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
            ("floor = 0.6", "", "bad-value", "0.6"),
            ("cap = 1", "", "bad-value", "1"),
            ("grades = { A = 0.9 }", "", "bad-value", "0.9"),
            ("", "weight = 5\nscoring = { per = 0.03, minus = 1 }", "bad-value", "0.03"),
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
            (
                "",
                "weight = 5\nscoring = { bands = { \"100%\" = 100, \"50%\" = 60 } }",
                "bad-value",
                "{ bands = { \"100%\" = 100, \"50%\" = 60 } }",
            ),
            (
                "",
                "weight = 5\nscoring = { bands = { \"100%\" = 5, \"50%\" = 5.01 } }",
                "bad-value",
                "\"100%\"",
            ),
            (
                "",
                "weight = 5\nscoring = { bands = { \"80%\" = 4.99 } }",
                "bad-value",
                "{ bands = { \"80%\" = 4.99 } }",
            ),
            (
                "",
                "weight = 5\nscoring = { bands = { \"100.01%\" = 5 } }",
                "bad-value",
                "{ bands = { \"100.01%\" = 5 } }",
            ),
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
            ("", "weight = 0\nscoring = { bands = { \"0%\" = 0 } }"),
            ("", "weight = 5\nscoring = { bands = { \"0%\" = 0, \"80%\" = 5.0 } }"),
            ("", "weight = 3\nscoring = { bands = { \"80%\" = 3, \"120%\" = 3 } }"),
            ("", "weight = 3\nscoring = { bands = { \"100%\" = 3, \"120%\" = 4 } }"),
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

//! Two answers side by side.

use super::Answer;
use super::exact::{Exact, decimal_text, parse_decimal, whole};
use super::judge::{Fault, Judgement, Outcome, Sheet, Sum, Verdict};
use super::model::{Case, Target};
use serde_json::Value;

/// The codes under which the program may report a fault of the figures.
fn codes(fault: Fault) -> &'static [&'static str] {
    match fault {
        Fault::Contradiction => &["contradiction"],
        Fault::CumulativeFell => &["cumulative-fell"],
        Fault::SeveralRows => &["no-aggregate"],
        Fault::SeveralCombinations | Fault::StrangeDates => &["no-combine"],
        Fault::OverlappingPeriods => &["overlapping-periods"],
        Fault::RatioOverZero => &["bad-denominator"],
        Fault::NothingToEvaluate => &["nothing-evaluated", "unknown-layout", "no-rows"],
    }
}

/// Whether the program says that an exact result does not fit its decimals, which is an error and never a rounded figure.
pub(crate) fn does_not_fit(answer: &Answer) -> bool {
    matches!(answer, Answer::Refused { codes } if codes.iter().all(|code| code == "inexact"))
}

/// Every way in which the program's answer is not the reference's.
pub(crate) fn differences(case: &Case, judgement: &Judgement, answer: &Answer) -> Vec<String> {
    match (judgement, answer) {
        (_, Answer::PlanRefused { .. }) => vec!["the program refuses the plan".to_owned()],
        _ if does_not_fit(answer) => Vec::new(),
        (Judgement::Refused(faults), Answer::Refused { codes: found }) => {
            let expected: Vec<&str> =
                faults.iter().flat_map(|fault| codes(*fault)).copied().collect();
            let named = found.iter().any(|code| expected.contains(&code.as_str()));
            if named {
                Vec::new()
            } else {
                vec![format!("refused for {found:?}, not for any of {expected:?}")]
            }
        }
        (Judgement::Refused(faults), Answer::Evaluated(_)) => {
            vec![format!("evaluated in spite of {faults:?}")]
        }
        (Judgement::Evaluated { .. }, Answer::Refused { codes }) => {
            vec![format!("refused for {codes:?}, sound to the reference")]
        }
        (
            Judgement::Evaluated { as_of, status, used, outcomes, score },
            Answer::Evaluated(report),
        ) => {
            let mut differences = Differences(Vec::new());
            differences.text("as_of", Some(&as_of.text()), &report["as_of"]);
            differences.number("exit.status", u64::from(*status), &report["exit"]["status"]);
            differences.summary(case, outcomes, &report["summary"]);
            differences.rows(&report["inputs"]);
            if report["inputs"][0]["layout"] == "long" {
                differences.number("rows used", to_u64(*used), &report["inputs"][0]["used"]);
                differences.number("rows", to_u64(case.rows.len()), &report["inputs"][0]["rows"]);
            }
            let targets = report["targets"].as_array().map_or(&[][..], Vec::as_slice);
            differences.number("targets", to_u64(outcomes.len()), &Value::from(targets.len()));
            for ((target, outcome), found) in case.plan.targets.iter().zip(outcomes).zip(targets) {
                differences.target(case, target, outcome, found);
            }
            differences.score(case, score.as_deref(), report);
            differences.0
        }
    }
}

struct Differences(Vec<String>);

impl Differences {
    fn text(&mut self, what: &str, expected: Option<&str>, found: &Value) {
        if found.as_str() != expected || (expected.is_none() && !found.is_null()) {
            self.0.push(format!("{what}: reference {expected:?}, program {found}"));
        }
    }

    fn number(&mut self, what: &str, expected: u64, found: &Value) {
        if found.as_u64() != Some(expected) {
            self.0.push(format!("{what}: reference {expected}, program {found}"));
        }
    }

    /// The tally of the verdicts.
    fn summary(&mut self, case: &Case, outcomes: &[Outcome], found: &Value) {
        let failing = |(target, outcome): &(&Target, &Outcome)| {
            target.counts(&case.plan) && outcome.verdict.fails()
        };
        let failing = case.plan.targets.iter().zip(outcomes).filter(failing).count();
        self.number("summary.failing", to_u64(failing), &found["failing"]);
        self.number("summary.targets", to_u64(outcomes.len()), &found["targets"]);
        for verdict in Verdict::ALL {
            let count = outcomes.iter().filter(|outcome| outcome.verdict == verdict).count();
            self.number(
                &format!("summary.{}", verdict.name()),
                to_u64(count),
                &found[verdict.name()],
            );
        }
    }

    /// Every row is accounted for: used, or set aside by reason.
    fn rows(&mut self, inputs: &Value) {
        for input in inputs.as_array().into_iter().flatten() {
            let aside = input["set_aside"].as_object().into_iter().flatten();
            let aside: Option<u64> = aside.map(|(_, count)| count.as_u64()).sum();
            let sum = aside.zip(input["used"].as_u64()).map(|(aside, used)| aside + used);
            if sum.is_none() || sum != input["rows"].as_u64() {
                self.0.push(format!("rows do not add up: {input}"));
            }
        }
    }

    /// What every target earns, the sums, and the grade.
    fn score(&mut self, case: &Case, expected: Option<&Sheet>, report: &Value) {
        let found = &report["score"];
        let Some(sheet) = expected else {
            self.text("score", None, found);
            return;
        };
        for ((target, points), entry) in case
            .plan
            .targets
            .iter()
            .zip(&sheet.targets)
            .zip(report["targets"].as_array().into_iter().flatten())
        {
            let entry = &entry["score"];
            let Some((weight, earned)) = points else {
                self.text(&format!("{}.score", target.id), None, entry);
                continue;
            };
            self.points(&format!("{}.weight", target.id), Some(weight), &entry["weight"]);
            self.points(&format!("{}.points", target.id), earned.as_ref(), &entry["points"]);
        }
        self.sum("score.total", &sheet.total, &found["total"]);
        self.points("summary.score", Some(&sheet.total.earned), &report["summary"]["score"]);
        self.text("score.grade", sheet.grade.as_deref(), &found["grade"]);
        let ids: Vec<&str> =
            sheet.vetoes.iter().map(|veto| case.plan.targets[*veto].id.as_str()).collect();
        if found["vetoes"] != Value::from(ids.clone()) {
            self.0.push(format!("score.vetoes: reference {ids:?}, program {}", found["vetoes"]));
        }
        if found["final"] != sheet.is_final {
            self.0.push(format!("score.final: reference {}", sheet.is_final));
        }
        let sections = found["sections"].as_array().map_or(&[][..], Vec::as_slice);
        self.number("score.sections", to_u64(sheet.sections.len()), &Value::from(sections.len()));
        for ((section, sum), found) in sheet.sections.iter().zip(sections) {
            let id = section.map(|section| case.plan.sections[section].as_str());
            self.text("score.sections.section", id, &found["section"]);
            self.sum("score.sections.total", sum, &found["total"]);
        }
    }

    fn sum(&mut self, what: &str, expected: &Sum, found: &Value) {
        self.points(&format!("{what}.points"), Some(&expected.earned), &found["points"]);
        self.points(&format!("{what}.weight"), Some(&expected.weight), &found["weight"]);
        self.points(&format!("{what}.percent"), expected.share().as_ref(), &found["percent"]);
    }

    /// Points are shown with six decimals at most, rounded down.
    fn points(&mut self, what: &str, expected: Option<&Exact>, found: &Value) {
        let million = whole(1_000_000);
        let shown = expected.map(|points| (points * &million).floor() / &million);
        if number(found) != shown || (shown.is_none() && !found.is_null()) {
            self.0.push(format!("{what}: reference {shown:?}, program {found}"));
        }
    }

    fn target(&mut self, case: &Case, target: &Target, outcome: &Outcome, found: &Value) {
        let named = |key: &str| format!("{}.{key}", target.id);
        self.text(&named("verdict"), Some(outcome.verdict.name()), &found["verdict"]);
        let due = target.due_day(&case.plan).text();
        self.text(&named("due"), Some(&due), &found["due"]);
        let attainment = &found["attainment"];
        self.text(&named("attainment.percent"), outcome.percent.as_deref(), &attainment["percent"]);
        let quotient = number(&attainment["numerator"])
            .zip(number(&attainment["denominator"]))
            .map(|(numerator, denominator)| numerator / denominator);
        if quotient != outcome.attainment {
            self.0.push(format!("{}: reference {:?}", named("attainment"), outcome.attainment));
        }
        self.turns(target, outcome, &found["sensitivity"]);
        if let Some((satisfied, total)) = outcome.cells {
            self.number(&named("cells.satisfied"), to_u64(satisfied), &found["cells"]["satisfied"]);
            self.number(&named("cells.total"), to_u64(total), &found["cells"]["total"]);
            return;
        }
        self.actual(case, target, outcome.actual.as_ref(), &found["actual"]);
        if !target.is_reach() {
            self.ending(&named("gap"), outcome.gap.as_ref(), &found["gap"]);
            self.ending(&named("required_now"), outcome.required.as_ref(), &found["required_now"]);
        }
    }

    /// What the verdict turns on.
    fn turns(&mut self, target: &Target, outcome: &Outcome, found: &Value) {
        let named = |key: &str| format!("{}.sensitivity.{key}", target.id);
        let turns = &outcome.turns;
        self.ending(&named("change"), turns.change.as_ref(), &found["change"]);
        self.ending(&named("margin"), turns.margin.as_ref(), &found["margin"]);
        let least = &found["closest"]["margin"];
        self.ending(&named("closest.margin"), turns.least_margin.as_ref(), least);
        for (key, expected) in
            [("cells_needed", turns.cells_needed), ("cells_to_spare", turns.cells_to_spare)]
        {
            if found[key].as_u64() != expected.map(to_u64) {
                self.0.push(format!(
                    "{}: reference {expected:?}, program {}",
                    named(key),
                    found[key]
                ));
            }
        }
        let fails = outcome.verdict.fails() || outcome.verdict == Verdict::Waived;
        let wrong = if fails { "margin" } else { "change" };
        if !found[wrong].is_null() {
            self.0.push(format!("{}: {found}", named(wrong)));
        }
    }

    /// A number that ends soon, if there is one, is shown as it is.
    fn ending(&mut self, what: &str, expected: Option<&Exact>, found: &Value) {
        let Some(expected) = expected else {
            return;
        };
        let places = |text: &str| text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let ends = decimal_text(expected).is_some_and(|text| places(&text) <= 6);
        if ends && number(found).as_ref() != Some(expected) {
            self.0.push(format!("{what}: reference {expected}, program {found}"));
        }
    }

    /// A figure that ends is shown whole; one that does not is rounded for show and not compared.
    fn actual(&mut self, case: &Case, target: &Target, expected: Option<&Exact>, found: &Value) {
        let what = format!("{}.actual", target.id);
        match expected {
            None => self.text(&what, None, found),
            Some(stage) if target.is_reach() => {
                let name = case
                    .plan
                    .ladder
                    .iter()
                    .enumerate()
                    .find(|(index, _)| *stage == Exact::from_integer((index + 1).into()));
                self.text(&what, name.map(|(_, name)| name.as_str()), found);
            }
            Some(figure) if decimal_text(figure).is_some() => {
                if number(found).as_ref() != Some(figure) {
                    self.0.push(format!("{what}: reference {figure}, program {found}"));
                }
            }
            Some(_) => {}
        }
    }
}

fn number(value: &Value) -> Option<Exact> {
    parse_decimal(value.as_str()?)
}

fn to_u64(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

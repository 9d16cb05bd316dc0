//! The plan file.

use super::roster::{quota_name, roster_name};
use super::{Layout, Style};
use crate::reference::dates::Span;
use crate::reference::exact::{Exact, decimal_text, whole};
use crate::reference::model::{
    Aggregate, Amount, Baseline, Bounds, Case, Change, Combine, Cycle, Kind, Measure, Pace, Plan,
    Quantity, Scoring, Severity, Target, Tolerance,
};
use crate::reference::random::Random;
use num_traits::Signed;
use std::fmt::Write as _;

/// The case's plan as a plan file.
pub(crate) fn toml(case: &Case, style: &Style) -> String {
    let plan = &case.plan;
    let mut random = Random::new(case.seed ^ 0x70);
    let mut text = String::new();
    let mut line = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    line("[plan]".to_owned());
    line(format!("title = \"Plan {}\"", case.seed));
    line(format!("period = \"{}\"", plan.period.plan_text()));
    if style.own_null {
        line("null_values = [\"缺\"]".to_owned());
    }
    if style.own_headers {
        line("\n[columns]".to_owned());
        if style.layout != Layout::WideByIndicator {
            line(format!("indicator = \"{}\"", style.indicator));
        }
        if style.layout == Layout::Long {
            line(format!("value = \"{}\"", style.value));
        }
    }
    for commitment in &plan.commitments {
        line(format!("\n[commitment.{}]\nlabel = \"{}\"", commitment.name, commitment.name));
        if let Some(severity) = commitment.severity {
            line(format!("severity = \"{}\"", severity_name(severity)));
        }
    }
    line("\n[unit.\"千册\"]\nof = \"册\"\nscale = 1000".to_owned());
    line("\n[unit.\"打\"]\nof = \"个\"\nscale = 12".to_owned());
    for dimension in plan.dimensions.iter().filter(|dimension| dimension.declared) {
        line(format!("\n[dimension.{}]", dimension.name));
        if dimension.column != dimension.name {
            line(format!("column = \"{}\"", dimension.column));
        }
        if style.rosters {
            line(format!("roster = \"{}\"", roster_name(dimension)));
        } else {
            line(format!("members = {}", list(&dimension.members)));
        }
    }
    line(calendars(plan));
    line(format!("[ladder]\nconstruction = {}", list(&plan.ladder)));
    for section in &plan.sections {
        line(format!("\n[section.\"{section}\"]\ntitle = \"part {section}\""));
    }
    score(&mut random, plan).into_iter().for_each(&mut line);
    if plan.default_aggregate.is_some()
        || plan.default_severity.is_some()
        || plan.default_weight.is_some()
    {
        line("\n[defaults]".to_owned());
        if let Some(weight) = &plan.default_weight {
            line(format!("weight = {}", digits(weight)));
        }
        if let Some(scoring) = &plan.default_scoring {
            line(format!("scoring = {}", scoring_text(&mut random, scoring)));
        }
        if let Some(aggregate) = plan.default_aggregate {
            line(format!("aggregate = \"{}\"", aggregate_name(aggregate)));
        }
        if let Some(severity) = plan.default_severity {
            line(format!("severity = \"{}\"", severity_name(severity)));
        }
    }
    for target in &plan.targets {
        line(format!("\n[target.{}]", target.id));
        for (key, value) in keys(&mut random, plan, target, style.rosters) {
            line(format!("{key} = {value}"));
        }
    }
    text
}

/// `[score]`, its keys in any order.
fn score(random: &mut Random, plan: &Plan) -> Option<String> {
    let score = plan.score.as_ref()?;
    let mut keys = Vec::new();
    keys.extend(score.cap.as_ref().map(|cap| format!("cap = {}\n", share(random, cap))));
    keys.extend(score.floor.as_ref().map(|floor| format!("floor = {}\n", share(random, floor))));
    let grades: Vec<String> = score
        .grades
        .iter()
        .map(|(name, from)| format!("\"{name}\" = {}", share(random, from)))
        .collect();
    if !grades.is_empty() {
        keys.push(format!("grades = {{ {} }}\n", grades.join(", ")));
    }
    random.shuffle(&mut keys);
    Some(format!("\n[score]\n{}", keys.concat()))
}

/// Per cent, with its sign or without.
fn share(random: &mut Random, share: &Exact) -> String {
    let text = digits(share);
    // A number up to 1 could be one of 1 or one in per cent.
    let is_ambiguous = share.is_positive() && *share <= whole(1);
    if is_ambiguous || random.chance(50) { format!("\"{text}%\"") } else { text }
}

fn scoring_text(random: &mut Random, scoring: &Scoring) -> String {
    match scoring {
        Scoring::Proportional => quoted("proportional"),
        Scoring::AllOrNothing => quoted("all-or-nothing"),
        Scoring::Steps { per, minus } => {
            format!("{{ per = {}, minus = {} }}", share(random, per), digits(minus))
        }
        Scoring::Bands(bands) => {
            let bands: Vec<String> = bands
                .iter()
                .map(|(from, points)| format!("\"{}%\" = {}", digits(from), digits(points)))
                .collect();
            format!("{{ bands = {{ {} }} }}", bands.join(", "))
        }
    }
}

fn list(items: &[String]) -> String {
    let quoted: Vec<String> = items.iter().map(|item| format!("\"{item}\"")).collect();
    format!("[{}]", quoted.join(", "))
}

fn one_or_list(items: &[String]) -> String {
    if let [only] = items { format!("\"{only}\"") } else { list(items) }
}

fn calendars(plan: &Plan) -> String {
    let mut unnamed = String::from("\n[calendar]\n");
    let mut named = String::new();
    for calendar in &plan.calendars {
        let texts: Vec<String> =
            calendar.periods.iter().map(|(_, span)| span.plan_text()).collect();
        if calendar.periods.iter().all(|(label, _)| label.is_none()) {
            let _ = writeln!(unnamed, "\"{}\" = {}", calendar.name, list(&texts));
            continue;
        }
        let _ = writeln!(named, "\n[calendar.\"{}\"]", calendar.name);
        for ((label, _), text) in calendar.periods.iter().zip(&texts) {
            let _ = writeln!(named, "\"{}\" = \"{text}\"", label.as_deref().unwrap_or_default());
        }
    }
    if plan.calendars.is_empty() { String::new() } else { unnamed + &named }
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn aggregate_name(aggregate: Aggregate) -> &'static str {
    match aggregate {
        Aggregate::Sum => "sum",
        Aggregate::Cumulative => "cumulative",
        Aggregate::Latest => "latest",
        Aggregate::Max => "max",
        Aggregate::Min => "min",
        Aggregate::Mean => "mean",
        Aggregate::Count => "count",
    }
}

fn combine_name(combine: Combine) -> &'static str {
    match combine {
        Combine::Sum => "sum",
        Combine::Max => "max",
        Combine::Min => "min",
        Combine::Mean => "mean",
    }
}

fn cycle_name(plan: &Plan, cycle: Cycle) -> String {
    match cycle {
        Cycle::Year => "year".to_owned(),
        Cycle::Half => "half".to_owned(),
        Cycle::Quarter => "quarter".to_owned(),
        Cycle::Month => "month".to_owned(),
        Cycle::Own(index) => plan.calendars[index].name.clone(),
    }
}

fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::AtLeast => "at_least",
        Kind::MoreThan => "more_than",
        Kind::AtMost => "at_most",
        Kind::LessThan => "less_than",
        Kind::Equals => "equals",
        Kind::Between => "between",
        Kind::About => "about",
        Kind::Reach => "reach",
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// The number in digits; the generator uses none that do not end, and the program would refuse this word.
fn digits(number: &Exact) -> String {
    decimal_text(number).unwrap_or_else(|| "endless".to_owned())
}

/// The keys of a target, in any order.
fn keys(random: &mut Random, plan: &Plan, target: &Target, rosters: bool) -> Vec<(String, String)> {
    let mut keys: Vec<(String, String)> = Vec::new();
    let mut key = |name: &str, value: String| keys.push((name.to_owned(), value));
    key("title", quoted(&target.title));
    if let Some(alias) = &target.alias {
        key("alias", if random.chance(50) { quoted(alias) } else { format!("[\"{alias}\"]") });
    }
    measure(&mut key, plan, target);
    goal(random, &mut key, plan, target, rosters);
    for_whom(&mut key, plan, target);
    by_when(random, &mut key, plan, target);
    if let Some(index) = target.commitment {
        key("commitment", quoted(&plan.commitments[index].name));
    }
    if let Some(severity) = target.severity {
        key("severity", quoted(severity_name(severity)));
    }
    if let Some(until) = target.waived_until {
        key(
            "waiver",
            format!(
                "{{ reason = \"approved\", until = \"{}\", by = \"office\" }}",
                until.plan_text()
            ),
        );
    }
    if target.progress {
        key("attainment", quoted("progress"));
    }
    if let Some(section) = target.section {
        key("section", quoted(&plan.sections[section]));
    }
    if let Some(weight) = &target.weight {
        key("weight", digits(weight));
    }
    if let Some(scoring) = &target.scoring {
        key("scoring", scoring_text(random, scoring));
    }
    if target.veto {
        key("veto", "true".to_owned());
    }
    random.shuffle(&mut keys);
    keys
}

fn measure(key: &mut impl FnMut(&str, String), plan: &Plan, target: &Target) {
    let name = |index: &usize| plan.series[*index].key.clone();
    match &target.measure {
        Measure::Added(series) => {
            let names: Vec<String> = series.iter().map(name).collect();
            if names != [target.id.clone()] {
                key("indicator", one_or_list(&names));
            }
        }
        Measure::Ratio(numerator, denominator) => {
            key("ratio", list(&[name(numerator), name(denominator)]));
        }
    }
    if let Some(unit) = target.unit.as_ref().filter(|_| target.unit_written) {
        key("unit", quoted(unit.text));
    }
    if let Some(aggregate) = target.aggregate {
        key("aggregate", quoted(aggregate_name(aggregate)));
    }
    if let Some(combine) = target.combine {
        key("combine", quoted(combine_name(combine)));
    }
    if target.missing_is_zero {
        key("missing", quoted("zero"));
    }
    if target.empty_is_met {
        key("when_empty", quoted("met"));
    }
}

fn goal(
    random: &mut Random,
    key: &mut impl FnMut(&str, String),
    plan: &Plan,
    target: &Target,
    rosters: bool,
) {
    let name = kind_key(target.goal.kind);
    let one = |amounts: &[Amount]| {
        let texts: Vec<String> = amounts.iter().map(|amount| amount_text(plan, amount)).collect();
        if target.goal.kind == Kind::Between {
            format!("[{}]", texts.join(", "))
        } else {
            texts.concat()
        }
    };
    match &target.goal.bounds {
        Bounds::Same(amounts) => key(name, one(amounts)),
        Bounds::Members { each, total, total_beside } => {
            let members: Vec<String> = each
                .iter()
                .map(|(member, amounts)| format!("\"{member}\" = {}", one(amounts)))
                .collect();
            let mut table = if rosters {
                format!("roster = \"{}\"", quota_name(target))
            } else {
                format!("members = {{ {} }}", members.join(", "))
            };
            if let Some(total) = total {
                let total = amount_text(plan, total);
                if *total_beside {
                    key("total", total);
                } else {
                    let _ = write!(table, ", total = {total}");
                }
            }
            key(name, format!("{{ {table} }}"));
        }
    }
    if target.is_reach() {
        key("ladder", quoted("construction"));
    }
    if let Some(tolerance) = &target.goal.tolerance {
        key(
            "tolerance",
            match tolerance {
                Tolerance::Percent(percent) => quoted(&format!("{}%", digits(percent))),
                Tolerance::Points(points) => quoted(&format!("{}pp", digits(points))),
                Tolerance::Plain(quantity) => quantity_text(quantity),
            },
        );
    }
    if let Some(stretch) = &target.stretch {
        key("stretch", amount_text(plan, stretch));
    }
    if let Some(baseline) = &target.baseline {
        key(
            "baseline",
            match baseline {
                Baseline::Number(quantity) => quantity_text(quantity),
                Baseline::Period(span) => quoted(&span.plan_text()),
            },
        );
    }
    if let (Some(coverage), true) = (&target.coverage, target.has_cells()) {
        let space = if random.chance(10) { " " } else { "" };
        key("coverage", quoted(&format!("{}{space}%", digits(coverage))));
    }
}

fn for_whom(key: &mut impl FnMut(&str, String), plan: &Plan, target: &Target) {
    let name = |index: &usize| plan.dimensions[*index].name.clone();
    if !target.filter.is_empty() {
        let conditions: Vec<String> = target
            .filter
            .iter()
            .map(|(dimension, values)| format!("\"{}\" = {}", name(dimension), one_or_list(values)))
            .collect();
        key("where", format!("{{ {} }}", conditions.join(", ")));
    }
    if !target.reported_by.is_empty() {
        let names: Vec<String> = target.reported_by.iter().map(name).collect();
        key("reported_by", one_or_list(&names));
    }
    if target.has_cells() {
        let mut names: Vec<String> = target.each.iter().map(name).collect();
        names.extend(target.each_period.map(|cycle| cycle_name(plan, cycle)));
        key("each", one_or_list(&names));
    }
}

fn by_when(random: &mut Random, key: &mut impl FnMut(&str, String), plan: &Plan, target: &Target) {
    if let Some(due) = target.due {
        let day = Span { first: due.last, last: due.last };
        key("due", quoted(&if random.chance(30) { day.plan_text() } else { due.plan_text() }));
    }
    if let Some(cadence) = target.cadence {
        key("cadence", quoted(&cycle_name(plan, cadence)));
    }
    if let Some(pace) = target.pace {
        key(
            "pace",
            quoted(match pace {
                Pace::Linear => "linear",
                Pace::Compound => "compound",
                Pace::None => "none",
            }),
        );
    }
    if !target.checkpoints.is_empty() {
        let points: Vec<String> = target
            .checkpoints
            .iter()
            .map(|(span, amount)| format!("{} = {}", span.plan_text(), amount_text(plan, amount)))
            .collect();
        key("checkpoints", format!("{{ {} }}", points.join(", ")));
    }
}

fn quantity_text(quantity: &Quantity) -> String {
    let number = digits(&quantity.number);
    quantity.unit.as_ref().map_or(number.clone(), |unit| quoted(&format!("{number}{}", unit.text)))
}

pub(super) fn amount_text(plan: &Plan, amount: &Amount) -> String {
    match amount {
        Amount::Tbd => quoted("tbd"),
        Amount::Number(quantity) => quantity_text(quantity),
        Amount::Stage(stage) => quoted(&plan.ladder[*stage]),
        Amount::Relative(change) => quoted(&match change {
            Change::Unchanged => "baseline".to_owned(),
            Change::Percent(percent) => signed(percent, "%"),
            Change::Points(points) => signed(points, "pp"),
            Change::Add(quantity) => {
                signed(&quantity.number, quantity.unit.as_ref().map_or("", |unit| unit.text))
            }
            Change::Times(factor) => format!("baseline * {}", digits(factor)),
        }),
    }
}

fn signed(number: &Exact, unit: &str) -> String {
    let sign = if number.is_negative() { "-" } else { "+" };
    format!("baseline {sign} {}{unit}", digits(&number.abs()))
}

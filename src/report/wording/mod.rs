//! Every word of the reports in English, one function a phrase, so that a catalogue of another language can stand in
//! its place. What is put in comes formatted: figures rounded, units attached.

pub(super) mod steps;

use jiff::civil::Date;

use crate::diagnostic::Severity;
use crate::evaluate::Verdict;

/// `3 targets`, `1 target`
pub(super) fn count(number: usize, singular: &str) -> String {
    if number == 1 { format!("1 {singular}") } else { format!("{number} {singular}s") }
}

/// The heads of the table's columns.
pub(super) const COLUMNS: [&str; 6] =
    ["clause", "title", "goal", "actual", "attainment", "verdict"];

/// The same where space is short.
pub(super) const COLUMNS_NARROW: [&str; 6] =
    ["cl.", "title", "goal", "actual", "attain- ment", "verdict"];

/// What stands where there is no figure.
pub(super) const NOTHING: &str = "-";

// The conclusion.

pub(super) fn targets_fail(failing: usize) -> String {
    if failing == 1 { "1 target fails".to_owned() } else { format!("{failing} targets fail") }
}

pub(super) const EVERY_TARGET_PASSES: &str = "every target that counts passes";

pub(super) fn conclusion(fails: bool, reason: &str) -> String {
    format!("{}: {reason}", if fails { "FAIL" } else { "PASS" })
}

/// How many findings there are, by severity.
pub(super) fn found(numbers: &[(usize, Severity)]) -> String {
    let found = numbers.iter().filter(|(number, _)| *number > 0);
    let found: Vec<_> = found.map(|(number, severity)| count(*number, severity.name())).collect();
    if found.is_empty() { "nothing found".to_owned() } else { found.join(", ") }
}

/// What stands above a line as it could be.
pub(super) const SUGGESTION: &str = "did you mean this?";

/// How to learn more about a finding.
pub(super) fn more_about(code: &str) -> String {
    format!("for more about a code: plancheck explain {code}")
}

/// Why inputs are refused, with the number of findings.
pub(super) fn refused(status: u8, found: &str) -> String {
    match status {
        3 => format!("{found}: the actuals cannot be trusted"),
        _ => format!("{found}: the command line or the plan is wrong"),
    }
}

/// What has been found of a plan: `targets.toml: 99 targets, no findings`.
pub(super) fn plan_checked(file: &str, targets: usize, found: Option<&str>) -> String {
    format!("{file}: {}, {}", count(targets, "target"), found.unwrap_or("no findings"))
}

pub(super) fn tally(
    targets: usize,
    verdicts: &[(usize, Verdict)],
    failing: usize,
    as_warning: usize,
) -> String {
    let targets = count(targets, "target");
    let verdicts: Vec<_> =
        verdicts.iter().map(|(number, verdict)| format!("{number} {}", verdict.name())).collect();
    let verdicts =
        if verdicts.is_empty() { String::new() } else { format!(": {}", verdicts.join(", ")) };
    let fail = match failing {
        0 => "none fails".to_owned(),
        1 => "1 fails".to_owned(),
        several => format!("{several} fail"),
    };
    let more = if failing > 0 { " more" } else { "" };
    let warnings = match as_warning {
        0 => String::new(),
        1 => format!(" (1{more} falls short, severity warning)"),
        several => format!(" ({several}{more} fall short, severity warning)"),
    };
    format!("{targets}{verdicts} — {fail}{warnings}")
}

pub(super) fn rows(
    rows: u64,
    file: &str,
    layout: &str,
    form: &str,
    used: u64,
    set_aside: &[(u64, &str)],
) -> String {
    let rows = if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") };
    let total: u64 = set_aside.iter().map(|(number, _)| number).sum();
    let reasons: Vec<_> =
        set_aside.iter().map(|(number, reason)| format!("{number} {reason}")).collect();
    let reasons = if total == 0 { String::new() } else { format!(" ({})", reasons.join(", ")) };
    format!(
        "{rows} read from {file} ({layout} layout, {form}): {used} used, {total} set aside{reasons}"
    )
}

/// How a text is encoded and, where that is no comma, what separates its cells.
pub(super) fn text_form(encoding: &str, delimiter: char) -> String {
    match delimiter {
        ',' => encoding.to_owned(),
        '\t' => format!("{encoding}, delimiter tab"),
        other => format!("{encoding}, delimiter {other}"),
    }
}

pub(super) fn as_of(date: Date, given: bool) -> String {
    if given {
        format!("as of {date}")
    } else {
        format!("as of {date} (the last period in the actuals)")
    }
}

pub(super) const DOES_NOT_COUNT: &str = "does not count: severity warning";

// Goals.

pub(super) const TBD: &str = "tbd";

pub(super) fn reach(stage: &str) -> String {
    format!("reach {stage}")
}

/// `low` to `high` where a dash would be misread.
pub(super) fn from_to(low: &str, high: &str) -> String {
    format!("{low} to {high}")
}

pub(super) fn about(middle: &str, low: &str, high: &str) -> String {
    format!("about {middle} ({low}–{high})")
}

pub(super) fn by_member(comparator: &str, dimension: &str, total: Option<&str>) -> String {
    let total = total.map(|total| format!(", total {total}")).unwrap_or_default();
    format!("{comparator} by {dimension}{total}")
}

/// The comparators that have no sign, for a goal broken down to members.
pub(super) const BETWEEN: &str = "between,";
pub(super) const ABOUT: &str = "about,";
pub(super) const REACH: &str = "reach,";

pub(super) fn each(goal: &str, over: &[&str]) -> String {
    format!("{goal}, each {}", over.join(", "))
}

pub(super) fn coverage(goal: &str, percent: &str) -> String {
    format!("{goal} ({percent}% of cells)")
}

// Distances: `by` is a difference with its unit, `value` a figure with its unit.

/// A difference of shares: `0.5 percentage points`.
pub(super) fn points(number: &str, permille: bool) -> String {
    let plural = if number == "1" { "" } else { "s" };
    if permille {
        format!("{number} per-mille point{plural}")
    } else {
        format!("{number} percentage point{plural}")
    }
}

pub(super) fn short_of(by: &str, value: &str) -> String {
    format!("{by} short of {value}")
}

pub(super) fn short_of_more_than(by: &str, value: &str) -> String {
    format!("{by} short of {value}, and more than that is asked for")
}

pub(super) fn below(by: &str, value: &str) -> String {
    format!("{by} below {value}")
}

pub(super) fn above(by: &str, value: &str) -> String {
    format!("{by} above {value}")
}

pub(super) fn above_limit(by: &str, value: &str) -> String {
    format!("{by} above the limit of {value}")
}

pub(super) fn below_limit(by: &str, value: &str) -> String {
    format!("{by} below the limit of {value}")
}

pub(super) fn above_less_than(by: &str, value: &str) -> String {
    format!("{by} above {value}, and less than that is asked for")
}

pub(super) fn just_more_than(value: &str) -> String {
    format!("just reached, but more than {value} is asked for")
}

pub(super) fn just_less_than(value: &str) -> String {
    format!("just kept, but less than {value} is asked for")
}

pub(super) fn exactly(value: &str) -> String {
    format!("exactly {value}")
}

pub(super) fn at_limit(value: &str) -> String {
    format!("at the limit of {value}")
}

pub(super) fn within(value: &str) -> String {
    format!("within {value}")
}

/// Where the exact difference is too wide to be told.
pub(super) fn not_kept(actual: &str, goal: &str) -> String {
    format!("{actual} against {goal}")
}

// Milestones.

pub(super) fn stage_not_reached(at: &str, goal: &str) -> String {
    format!("at {at}, {goal} not reached")
}

pub(super) fn no_stage(goal: &str) -> String {
    format!("no stage reached, {goal} asked for")
}

pub(super) const NO_STAGE: &str = "no stage reached";

pub(super) fn at_stage(at: &str) -> String {
    format!("at {at}")
}

pub(super) fn stage_reached(goal: &str) -> String {
    format!("{goal} reached")
}

pub(super) fn stage_passed(at: &str, goal: &str) -> String {
    format!("at {at}, beyond {goal}")
}

// Verdicts.

pub(super) fn stretch_too(reason: &str, stretch: &str) -> String {
    format!("{reason}; the stretch of {stretch} satisfied too")
}

pub(super) const SATISFIED: &str = "the goal is satisfied";
pub(super) const NOT_SATISFIED: &str = "the goal is not satisfied";
pub(super) const NOTHING_TO_BREACH: &str = "0 of 0: no case, so nothing to breach";
pub(super) const VALUE_OPEN: &str = "the plan leaves the value open";

pub(super) fn not_due(due: Date) -> String {
    format!("not due until {due}")
}

pub(super) fn nothing_elapsed(calendar: &str, due: Date) -> String {
    format!("no {calendar} has ended yet; due {due}")
}

/// What the pace asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
}

pub(super) fn needed(asked: Asked, value: &str) -> String {
    match asked {
        Asked::AtLeast => format!("needs {value} by now"),
        Asked::MoreThan => format!("needs more than {value} by now"),
        Asked::AtMost => format!("may have {value} at most by now"),
        Asked::LessThan => format!("must be below {value} by now"),
    }
}

pub(super) fn required(asked: Asked, value: &str, as_of: Date) -> String {
    format!("{} ({as_of})", needed(asked, value))
}

pub(super) fn pace_short(required: &str, by: &str) -> String {
    format!("{required}: {by} short")
}

pub(super) fn pace_above(required: &str, by: &str) -> String {
    format!("{required}: {by} above")
}

pub(super) fn pace_just_reached(required: &str) -> String {
    format!("{required}: just reached, not passed")
}

pub(super) fn pace_stage(required: &str, at: Option<&str>) -> String {
    at.map_or_else(|| format!("{required}: no stage reached"), |at| format!("{required}: at {at}"))
}

pub(super) fn pace_kept(required: &str) -> String {
    format!("{required}: kept")
}

pub(super) const PACE_KEPT: &str = "the pace is kept";
pub(super) const PACE_NOT_KEPT: &str = "the pace is not kept";

pub(super) fn rest_a_month(behind: &str, rate: &str, months: u32, strict: bool) -> String {
    let more = if strict { "more than " } else { "" };
    match months {
        1 => format!("{behind}; {more}{rate} in the remaining month"),
        _ => format!("{behind}; {more}{rate} a month for the remaining {months} months"),
    }
}

pub(super) fn rest(behind: &str, distance: &str, due: Date) -> String {
    format!("{behind}; {distance}, due {due}")
}

pub(super) fn due_on(behind: &str, due: Date) -> String {
    format!("{behind}; due {due}")
}

// Absent figures.

pub(super) fn up_to(date: Date) -> String {
    format!("up to {date}")
}

pub(super) fn within_period(period: &str) -> String {
    format!("in {period}")
}

pub(super) fn no_rows(indicator: &str, span: &str) -> String {
    format!("no figure for `{indicator}` {span}").trim_end().to_owned()
}

pub(super) fn not_reported_by(members: &str) -> String {
    format!("not reported by {members}")
}

pub(super) fn no_figure_for(indicator: Option<&str>, periods: &str) -> String {
    match indicator {
        Some(indicator) => format!("no figure for `{indicator}` in {periods}"),
        None => format!("no figure for {periods}"),
    }
}

pub(super) fn empty_ratio(numerator: &str, denominator: &str) -> String {
    format!("`{numerator}` and `{denominator}` are both 0")
}

pub(super) fn no_cell_has_a_figure(cells: usize) -> String {
    match cells {
        0 => "no cell has a figure".to_owned(),
        1 => "the one cell has no figure".to_owned(),
        several => format!("none of {several} cells has a figure"),
    }
}

pub(super) fn no_baseline(why: &str) -> String {
    format!("no baseline: {why}")
}

/// Some of several names.
pub(super) fn list(names: &[String], more: usize) -> String {
    let names = names.join(", ");
    if more == 0 { names } else { format!("{names} and {more} more") }
}

// Cells.

pub(super) fn cells_satisfy(satisfied: usize, total: usize) -> String {
    if total == 1 {
        return format!("{satisfied} of 1 cell satisfies the goal");
    }
    format!(
        "{satisfied} of {total} cells {} the goal",
        if satisfied == 1 { "satisfies" } else { "satisfy" }
    )
}

pub(super) fn cells_keep_pace(keeping: usize, total: usize) -> String {
    if total == 1 {
        return format!("{keeping} of 1 cell keeps the pace");
    }
    format!("{keeping} of {total} cells {} the pace", if keeping == 1 { "keeps" } else { "keep" })
}

pub(super) fn share_of_cells(share: &str, asked: &str) -> String {
    format!("{share}% of cells, {asked}% asked for")
}

pub(super) const NO_FIGURE: &str = "no figure";
pub(super) const NO_BASELINE: &str = "no baseline";

pub(super) fn cell(name: &str, what: &str) -> String {
    format!("{name} ({what})")
}

/// A cell that is behind its pace: `6, needs 9 by now`.
pub(super) fn cell_behind(actual: &str, needed: &str) -> String {
    format!("{actual}, {needed}")
}

pub(super) fn with_list(sentence: &str, list: &str) -> String {
    if list.is_empty() { sentence.to_owned() } else { format!("{sentence}: {list}") }
}

pub(super) fn total_sum(value: &str, distance: &str, required_now: Option<Date>) -> String {
    let now =
        required_now.map_or_else(String::new, |day| format!(", which is needed by now ({day})"));
    format!("the total of {value} is {distance}{now}")
}

pub(super) const TOTAL_UNKNOWN: &str = "the total is not known: a member has no figure";

pub(super) fn and(first: &str, second: &str) -> String {
    format!("{first}; {second}")
}

// Waivers.

pub(super) fn waived(
    until: Date,
    by: Option<&str>,
    reason: &str,
    excused: Option<Verdict>,
    why: &str,
) -> String {
    let by = by.map(|by| format!(" by {by}")).unwrap_or_default();
    let would =
        excused.map(|verdict| format!(" (would be {}: {why})", verdict.name())).unwrap_or_default();
    format!("waived until {until}{by}: {reason}{would}")
}

pub(super) fn waiver_void(why: &str, until: Date, reason: &str) -> String {
    format!("{why}; the waiver ran out on {until}: {reason}")
}

pub(super) fn waiver_ran_out(until: Date, reason: &str) -> String {
    format!("the waiver ran out on {until}: {reason}")
}

//! The changes by kind, each kind as a heading, column heads and rows: what the formats for people share.

use super::DiffReport;
use crate::actuals::SetAside;
use crate::diff::{
    Alteration, CellMove, Flip, Pair, RecordedCell, RecordedRow, RecordedScore, RecordedTarget,
    Restatement, Term, TermKind,
};
use crate::evaluate::Verdict;
use crate::quantity::{Quantity, Ratio, Rounding};
use crate::report::reason::listed;
use crate::wording::Words;

/// How many members or cells are named.
const NAMED: usize = 6;

/// The changes of one kind; never without rows.
pub(super) struct Part {
    pub(super) heading: String,
    pub(super) columns: Vec<&'static str>,
    pub(super) rows: Vec<Vec<String>>,
}

/// The changes of all kinds that there are.
pub(super) fn parts(report: &DiffReport<'_>) -> Vec<Part> {
    let (words, difference) = (report.words(), report.difference);
    let [_, title, goal, _, _, _, verdict] = words.columns();
    let (before, after) = (words.head_before(), words.head_after());
    let flipped = difference.flipped.iter().map(|flip| {
        let Pair { before, after } = flip.target;
        vec![
            after.title.clone(),
            verdict_word(words, before),
            verdict_word(words, after),
            course(words, flip),
            after.reason.clone(),
        ]
    });
    let moved = difference.moved.iter().map(|moved| {
        let Pair { before, after } = moved.target;
        vec![
            after.title.clone(),
            figure(words, before, &moved.cells, |cell| cell.before),
            figure(words, after, &moved.cells, |cell| cell.after),
            after.goal.text.clone(),
        ]
    });
    let altered = difference.altered.iter().map(|alteration| altered_row(words, alteration));
    let restated = difference.restated.iter().map(|restatement| restated_row(words, restatement));
    let target = |target: &&RecordedTarget| {
        vec![target.title.clone(), target.goal.text.clone(), verdict_word(words, target)]
    };
    let rows = difference.rows.iter().map(|change| {
        let number = |number: Option<u64>| {
            number.map_or_else(|| words.absent().to_owned(), |number| number.to_string())
        };
        vec![
            change.file.to_owned(),
            rows_word(words, change.what),
            number(change.before),
            number(change.after),
        ]
    });
    let parts = [
        Part {
            heading: words.flipped_verdicts(difference.flipped.len()),
            columns: vec![title, before, after, words.head_change(), words.label_reason()],
            rows: flipped.collect(),
        },
        Part {
            heading: words.restated_figures(difference.restated.len()),
            columns: vec![
                title,
                words.label_members(),
                words.label_period(),
                before,
                after,
                words.label_place(),
            ],
            rows: restated.collect(),
        },
        Part {
            heading: words.moved_figures(difference.moved.len()),
            columns: vec![title, before, after, goal],
            rows: moved.collect(),
        },
        Part {
            heading: words.altered_goals(difference.altered.len()),
            columns: vec![title, before, after, words.head_change()],
            rows: altered.collect(),
        },
        Part {
            heading: words.added_targets(difference.added.len()),
            columns: vec![title, goal, verdict],
            rows: difference.added.iter().map(target).collect(),
        },
        Part {
            heading: words.dropped_targets(difference.dropped.len()),
            columns: vec![title, goal, verdict],
            rows: difference.dropped.iter().map(target).collect(),
        },
        Part {
            heading: words.changed_rows().to_owned(),
            columns: vec![words.head_file(), words.head_rows(), before, after],
            rows: rows.collect(),
        },
    ];
    parts.into_iter().filter(|part| !part.rows.is_empty()).collect()
}

/// A goal as it was and as it is, with what is asked beside it and is another.
fn altered_row(words: Words, alteration: &Alteration<'_>) -> Vec<String> {
    let Pair { before, after } = alteration.target;
    let mut was = vec![before.goal.text.clone()];
    let mut is = vec![after.goal.text.clone()];
    if before.due != after.due {
        was.push(words.due_by(&date(words, &before.due)));
        is.push(words.due_by(&date(words, &after.due)));
    }
    if before.severity != after.severity {
        was.push(words.severity(before.counts()));
        is.push(words.severity(after.counts()));
    }
    let (of_members, others): (Vec<_>, Vec<_>) =
        alteration.terms.iter().partition(|term| term.kind == TermKind::Member);
    if !of_members.is_empty() {
        was.push(goals_of_members(words, &of_members, |term| term.before));
        is.push(goals_of_members(words, &of_members, |term| term.after));
    }
    for term in others {
        was.push(term_text(words, term.kind, before, term.before));
        is.push(term_text(words, term.kind, after, term.after));
    }
    vec![after.title.clone(), was.join(", "), is.join(", "), words.way(alteration.way)]
}

fn restated_row(words: Words, restatement: &Restatement<'_>) -> Vec<String> {
    let values = |rows: &[&RecordedRow]| {
        rows.iter().map(|row| row.value.as_str()).collect::<Vec<_>>().join(", ")
    };
    let after = if restatement.after.is_empty() {
        words.no_longer_used().to_owned()
    } else {
        values(&restatement.after)
    };
    let rows = if restatement.after.is_empty() { &restatement.before } else { &restatement.after };
    let places: Vec<_> = rows.iter().map(|row| format!("{}:{}", row.file, row.line)).collect();
    vec![
        restatement.target.after.title.clone(),
        restatement.members.join(" "),
        restatement.period.to_owned(),
        values(&restatement.before),
        after,
        places.join(", "),
    ]
}

/// A verdict by its code, in words where it is known.
fn verdict_word(words: Words, target: &RecordedTarget) -> String {
    let known = Verdict::ALL.into_iter().find(|verdict| verdict.name() == target.verdict);
    known.map_or_else(|| target.verdict.clone(), |verdict| words.verdict(verdict))
}

/// What rows are, in words where it is known.
fn rows_word(words: Words, what: &str) -> String {
    match what {
        "rows" => words.rows_read().to_owned(),
        "used" => words.rows_used().to_owned(),
        _ => {
            let known = SetAside::ALL.into_iter().find(|reason| reason.name() == what);
            known.map_or_else(|| what.to_owned(), |reason| words.set_aside(reason))
        }
    }
}

/// What a change of verdict comes to, and whether that counts.
fn course(words: Words, flip: &Flip<'_>) -> String {
    let course = words.course(flip.course);
    if course.is_empty() || flip.counts() { course } else { words.uncounted(&course) }
}

/// A figure with its unit; of a goal on `each` the cells, with those that fail if they are others than before, these first.
fn figure<'r>(
    words: Words,
    target: &'r RecordedTarget,
    moved: &[CellMove<'r>],
    side: fn(&CellMove<'r>) -> Option<&'r RecordedCell>,
) -> String {
    let Some(figure) = target.figure() else { return words.nothing().to_owned() };
    let Some(cells) = &target.cells else { return in_unit(target, &figure) };
    if moved.is_empty() || cells.failing.is_empty() {
        return figure;
    }
    let changed: Vec<_> = moved.iter().filter_map(side).collect();
    let others = cells.failing.iter().filter(|cell| !changed.contains(cell));
    let failing = changed.iter().copied().chain(others).map(|cell| {
        let name: Vec<_> = cell.names.values().map(String::as_str).collect();
        let figure = cell.actual.as_ref().map(|actual| in_unit(target, actual));
        words.cell(&name.join(" "), &figure.unwrap_or_else(|| words.no_figure().to_owned()))
    });
    let failing: Vec<_> = failing.take(NAMED).collect();
    let more = usize::try_from(cells.failing_total).unwrap_or(usize::MAX) - failing.len();
    words.failing_cells(&figure, &listed(words, &failing, more))
}

/// What is asked of the members of whom something else is asked than before.
fn goals_of_members<'r>(
    words: Words,
    terms: &[&Term<'r>],
    side: fn(&Term<'r>) -> Option<&'r str>,
) -> String {
    let goals: Vec<_> = terms
        .iter()
        .take(NAMED)
        .map(|term| {
            let goal = side(term).map_or_else(|| words.no_term(term.kind), str::to_owned);
            words.asked_of(term.member.unwrap_or_default(), &goal)
        })
        .collect();
    listed(words, &goals, terms.len() - goals.len())
}

/// A figure of a target with its unit; a stage has none.
fn in_unit(target: &RecordedTarget, figure: &str) -> String {
    match target.goal.unit.as_deref().filter(|_| target.goal.kind != "reach") {
        None => figure.to_owned(),
        Some(unit @ ("%" | "‰")) => format!("{figure}{unit}"),
        Some(unit) => format!("{figure} {unit}"),
    }
}

/// What is said of a target beside its goal.
fn term_text(words: Words, kind: TermKind, target: &RecordedTarget, value: Option<&str>) -> String {
    let value = match (kind, value) {
        (_, None) => return words.no_term(kind),
        (TermKind::Title | TermKind::Weight, Some(value)) => value.to_owned(),
        (_, Some(value)) => in_unit(target, value),
    };
    words.term(kind, &value)
}

/// A date in the words of the report's language, as far as it is one.
pub(super) fn date(words: Words, text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), |date| words.date(date))
}

/// What the targets earned, with the grade; rounded down as `rounded` does.
pub(super) fn score_text(
    words: Words,
    score: Option<&RecordedScore>,
    rounded: fn(&str) -> String,
) -> String {
    let Some(RecordedScore { total, grade }) = score else { return words.absent().to_owned() };
    let points = words.points_of(&rounded(&total.points), &rounded(&total.weight));
    let points = match &total.percent {
        Some(percent) => words.points_with_share(&points, &rounded(percent)),
        None => points,
    };
    match grade {
        Some(grade) => words.graded(&points, grade),
        None => points,
    }
}

/// Points as `evaluate` shows them: with two decimals, rounded down.
pub(super) fn short(points: &str) -> String {
    match Quantity::parse(points) {
        Ok(exact) if exact.decimals() > 2 => Ratio::whole(exact).rounded(2, Rounding::Down),
        _ => points.to_owned(),
    }
}

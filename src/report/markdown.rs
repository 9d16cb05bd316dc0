//! Markdown as GitHub renders it, for comments on pull requests and for `GITHUB_STEP_SUMMARY`: what fails at the top,
//! all else folded.

use std::io;

use super::figures::Figures;
use super::reason::reason;
use super::score::points_short;
use super::text::visible;
use super::{Findings, FindingsFormat, Format, Report};
use crate::diagnostic::Severity;
use crate::evaluate::{Outcome, Verdict};
use crate::plan::Target;
use crate::wording::Words;

/// The Markdown format.
#[derive(Clone, Copy, Debug, Default)]
pub struct Markdown;

impl Format for Markdown {
    fn write(&self, report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let words = report.words();
        let (status, reason) = report.exit();
        let conclusion = if status == 0 { words.pass(&reason) } else { words.fail(&reason) };
        writeln!(out, "## {} {}\n", if status == 0 { "✅" } else { "❌" }, escaped(&conclusion))?;
        let plan = report.plan;
        let title = plan.title.as_deref().unwrap_or(&plan.file);
        let (period, as_of) = (words.period(plan.period), report.as_of());
        let heading = [Some(title), plan.owner.as_deref(), Some(&*period), Some(&*as_of)];
        let heading: Vec<_> = heading.into_iter().flatten().collect();
        writeln!(out, "{}\n", paragraph(&heading.join(" · ")))?;
        writeln!(out, "{}\n", escaped(&report.tally()))?;
        for line in report.narrowing().into_iter().chain(report.score_lines()) {
            writeln!(out, "{}\n", escaped(&line))?;
        }

        let targets: Vec<_> = report.shown_targets().collect();
        let failing: Vec<_> =
            targets.iter().copied().filter(|(_, _, outcome)| outcome.verdict.fails()).collect();
        if !failing.is_empty() {
            writeln!(out, "### {}\n", words.what_fails())?;
            table(report, &failing, out)?;
        }
        let all = escaped(&words.all_targets(targets.len()));
        writeln!(out, "<details>\n<summary>{all}</summary>\n")?;
        let sections = std::iter::once(None).chain((0..plan.sections.len()).map(Some));
        for section in sections {
            let of_section: Vec<_> = targets
                .iter()
                .copied()
                .filter(|(_, target, _)| target.section == section)
                .collect();
            if of_section.is_empty() {
                continue;
            }
            if let Some(section) = section.and_then(|section| plan.sections.get(section)) {
                writeln!(out, "#### {} {}\n", escaped(&section.id), escaped(&section.title))?;
            }
            table(report, &of_section, out)?;
        }
        writeln!(out, "</details>\n")?;
        writeln!(out, "<details>\n<summary>{}</summary>\n", escaped(words.label_rows()))?;
        for line in report.account() {
            writeln!(out, "- {}", escaped(&line))?;
        }
        writeln!(out, "\n</details>")
    }
}

impl FindingsFormat for Markdown {
    fn write(&self, findings: &Findings<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let words = Words::of(findings.language);
        writeln!(out, "## ❌ {}\n", escaped(&findings.conclusion))?;
        for found in findings.found {
            let (place, message) =
                (escaped(&found.place.to_string()), escaped(words.said(&found.message)));
            writeln!(out, "- **{}** {place} — {message}", found.code)?;
            let instead = found.replacement.as_ref().map(|text| words.did_you_mean(text));
            let help = found.help.as_ref().map(|help| words.said(help).to_owned());
            if let Some(help) = help.or(instead) {
                writeln!(out, "  - {}", escaped(&help))?;
            }
        }
        Ok(())
    }
}

/// A table of targets, its figures aligned to the right.
fn table(
    report: &Report<'_>,
    targets: &[(usize, &Target, &Outcome)],
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let words = report.words();
    let is_scored = report.evaluation.score.is_some();
    let [clause, title, goal, actual, attainment, points, verdict] = words.columns();
    let points = if is_scored { format!(" {points} |") } else { String::new() };
    let reason_head = words.label_reason();
    writeln!(
        out,
        "| {clause} | {title} | {goal} | {actual} | {attainment} |{points} {verdict} | {reason_head} |"
    )?;
    writeln!(out, "|---|---|---|--:|--:|{}---|---|", if is_scored { "--:|" } else { "" })?;
    for &(at, target, outcome) in targets {
        let figures = Figures::grouped(report, target).beside(outcome.actual());
        let earned = report.points(at).and_then(|points| points.earned.as_ref());
        let earned = earned.map(points_short).unwrap_or_default();
        let is_uncounted = outcome.verdict.fails() && target.severity != Severity::Error;
        let why = reason(report, figures, outcome);
        let cells = [
            Some(target.clause.clone().unwrap_or_default()),
            Some(target.title.clone()),
            Some(figures.goal(outcome.baseline)),
            Some(figures.actual_of(outcome)),
            Some(figures.attainment_of(outcome)),
            is_scored.then_some(earned),
            Some(format!("{} {}", sign(outcome.verdict), words.verdict(outcome.verdict))),
            Some(if is_uncounted { words.told_but_not_counted(&why) } else { why }),
        ];
        let cells: Vec<_> = cells.iter().flatten().map(|cell| escaped(cell)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    writeln!(out)
}

/// A sign beside the word, for the eye that runs down a column.
fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Exceeded => "🌟",
        Verdict::Met => "✅",
        Verdict::OnTrack => "🟢",
        Verdict::Open => "⚪",
        Verdict::Behind => "🔻",
        Verdict::Missed => "❌",
        Verdict::NoData => "❓",
        Verdict::Waived => "➖",
    }
}

/// A text that Markdown shows as it is, on one line and within one cell: no markup, no HTML, no mention of anybody, no
/// link.
pub(super) fn escaped(text: &str) -> String {
    /// Nothing, which keeps what stands on both sides of it from being read as one.
    const APART: &str = "<!-- -->";
    let text = visible(text);
    let mut shown = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    let mut last = [' '; 4];
    while let Some(character) = characters.next() {
        match character {
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '&' => shown.push_str("&amp;"),
            '#' if !characters.peek().is_some_and(|next| next.is_alphanumeric()) => {
                shown.push_str("\\#");
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                shown.push('\\');
                shown.push(character);
            }
            _ => shown.push(character),
        }
        last.rotate_left(1);
        last[3] = character.to_ascii_lowercase();
        let joins = characters.peek().is_some_and(|next| next.is_alphanumeric() || *next == '/');
        if joins && (matches!(character, '@' | '#' | ':') || last == ['w', 'w', 'w', '.']) {
            shown.push_str(APART);
        }
    }
    shown
}

/// The same at the start of a paragraph, which is not to become a list, code or the line below a heading.
fn paragraph(text: &str) -> String {
    let text = escaped(text.trim_start());
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = text.len() - rest.len();
    let is_marker =
        if number == 0 { rest.starts_with(['-', '+', '=']) } else { rest.starts_with(['.', ')']) };
    if is_marker { format!("{}\\{rest}", &text[..number]) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        for (text, expected) in [
            ("a|b`c`", "a\\|b\\`c\\`"),
            ("<script>&amp;", "&lt;script&gt;&amp;amp;"),
            ("[x](https://example.com)", "\\[x\\](https:<!-- -->//example.com)"),
            ("WWW.example.com", "WWW.<!-- -->example.com"),
            ("@everybody, see #12 :tada:", "@<!-- -->everybody, see #<!-- -->12 :<!-- -->tada:"),
            ("needs 15: 1 short", "needs 15: 1 short"),
            ("# hash", "\\# hash"),
            ("ends in ##", "ends in \\#\\#"),
            ("$x_1$ ~~no~~", "\\$x\\_1\\$ \\~\\~no\\~\\~"),
            ("a\nb", "a\\\\u{a}b"),
        ] {
            assert_eq!(escaped(text), expected, "{text}");
        }
    }
    #[test]
    fn a_paragraph_stays_a_paragraph() {
        for (text, expected) in [
            ("# hash", "\\# hash"),
            ("- dash", "\\- dash"),
            ("+ plus", "\\+ plus"),
            ("=", "\\="),
            ("1. List", "1\\. List"),
            ("12) list", "12\\) list"),
            ("    code", "code"),
            ("\t- code", "\\- code"),
            ("2022 plan", "2022 plan"),
            ("a - b", "a - b"),
        ] {
            assert_eq!(paragraph(text), expected, "{text}");
        }
    }
}

//! Diagnostics for people: the line that is meant, underlined, with what was expected and what to do.

use std::io;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet,
};

use super::color::conclusion;
use super::text::{is_control, visible};
use super::{Findings, FindingsFormat};
use crate::diagnostic::{Diagnostic, Severity};
use crate::plan::Language;
use crate::source::Place;
use crate::wording::Words;

/// Findings for people: each with its line, then what they come to.
#[derive(Clone, Copy, Debug)]
pub struct Human {
    /// Whether it is coloured. Colour only adds: nothing is said by it alone.
    pub color: bool,
}

impl FindingsFormat for Human {
    fn write(&self, findings: &Findings<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let words = Words::of(findings.language);
        each(findings.found, words, self.color, out)?;
        if let Some(first) = findings.found.first() {
            writeln!(out, "\n{}", more_about(words, first.code))?;
        }
        let reason = visible(&findings.conclusion);
        writeln!(out, "{}", conclusion(words, findings.status, &reason, self.color))
    }
}

/// Writes diagnostics, in their order, with a blank line between two. Where there are errors, it says once how to learn
/// more: warnings, which are seen again and again, stay short.
///
/// # Errors
/// When `out` cannot be written.
pub fn render(
    diagnostics: &[Diagnostic],
    language: Language,
    color: bool,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let words = Words::of(language);
    each(diagnostics, words, color, out)?;
    match diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error) {
        Some(first) => writeln!(out, "\n{}", more_about(words, first.code)),
        None => Ok(()),
    }
}

/// Writes the errors alone, and nothing below them.
///
/// # Errors
/// When `out` cannot be written.
pub fn render_errors(
    diagnostics: &[Diagnostic],
    language: Language,
    color: bool,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
    let errors: Vec<Diagnostic> = diagnostics.iter().filter(is_error).cloned().collect();
    each(&errors, Words::of(language), color, out)
}

fn each(
    diagnostics: &[Diagnostic],
    words: Words,
    color: bool,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    for (index, diagnostic) in diagnostics.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let groups: Vec<_> =
            [group(diagnostic, words)].into_iter().chain(suggestion(diagnostic, words)).collect();
        writeln!(out, "{}", renderer.render(&groups))?;
    }
    Ok(())
}

fn group(diagnostic: &Diagnostic, words: Words) -> Group<'static> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(words.error()),
        Severity::Warning => Level::WARNING.with_name(words.warning()),
        Severity::Note => Level::NOTE.with_name(words.note()),
    };
    let title = visible(words.said(&diagnostic.message));
    let title = level.primary_title(title).id(diagnostic.code);
    let mut group = place(
        Group::with_title(title),
        &diagnostic.place,
        words.said(&diagnostic.label),
        AnnotationKind::Primary,
        words,
    );
    if let Some((other, label)) = &diagnostic.other {
        group = place(group, other, words.said(label), AnnotationKind::Context, words);
    }
    if let Some(help) = diagnostic.help.as_ref().filter(|_| diagnostic.replacement.is_none()) {
        let level = Level::HELP.with_name(words.help());
        group = group.element(level.message(visible(words.said(help))));
    }
    group
}

/// The line as it could be, where the edit is known.
fn suggestion(diagnostic: &Diagnostic, words: Words) -> Option<Group<'static>> {
    let replacement = visible(diagnostic.replacement.as_ref()?);
    let title = diagnostic
        .help
        .as_ref()
        .map_or(words.suggestion().to_owned(), |help| visible(words.said(help)));
    let title = Level::HELP.with_name(words.help()).secondary_title(title);
    let Some((text, range)) = &diagnostic.place.excerpt else {
        return Some(title.element(Level::HELP.no_name().message(replacement)));
    };
    let (text, range) = visible_line(text, range.clone());
    let line = usize::try_from(diagnostic.place.line).unwrap_or(usize::MAX);
    let file = visible(&diagnostic.place.file);
    let patch = Patch::new(range, replacement);
    Some(title.element(Snippet::source(text).line_start(line).path(file).patch(patch)))
}

/// Adds a place with its label: its line underlined, or its name and a note where there is no line at hand.
fn place(
    group: Group<'static>,
    place: &Place,
    label: &str,
    kind: AnnotationKind,
    words: Words,
) -> Group<'static> {
    let file = visible(&place.file);
    let label = (!label.is_empty()).then(|| visible(label));
    let line = usize::try_from(place.line).unwrap_or(usize::MAX);
    if let Some((text, range)) = &place.excerpt {
        let (text, range) = visible_line(text, range.clone());
        let annotation: Annotation<'_> = kind.span(range).label(label);
        return group
            .element(Snippet::source(text).line_start(line).path(file).annotation(annotation));
    }
    let mut origin = Origin::path(file);
    if line > 0 {
        origin = origin.line(line).char_column(usize::try_from(place.column).unwrap_or(usize::MAX));
    }
    let group = group.element(origin);
    match label {
        Some(label) => group.element(Level::NOTE.with_name(words.note()).message(label)),
        None => group,
    }
}

/// A line of an input with its control characters made visible, and a byte range in it moved along.
fn visible_line(line: &str, range: std::ops::Range<usize>) -> (String, std::ops::Range<usize>) {
    let mut text = String::with_capacity(line.len());
    let (mut start, mut end) = (None, None);
    for (index, character) in line.char_indices() {
        if index >= range.start {
            start.get_or_insert(text.len());
        }
        if index >= range.end {
            end.get_or_insert(text.len());
        }
        match character {
            // A tab only moves on; how far is not worth an escape.
            '\t' => text.push(' '),
            _ if is_control(character) => text.extend(character.escape_unicode()),
            _ => text.push(character),
        }
    }
    let range = start.unwrap_or(text.len())..end.unwrap_or(text.len());
    (text, range)
}

fn more_about(words: Words, code: &str) -> String {
    words.more_about(&format!("plancheck explain {code}"))
}

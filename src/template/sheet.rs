//! The sheet as CSV.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Row, Template};
use crate::plan::{
    Aggregate, Figures, Formula, IndicatorMatch, Language, Plan, Target, normalized,
};
use crate::wording::Words;

impl Template {
    /// Writes the sheet: the plan's own headers where it names any, units filled in, values left blank. The note says
    /// which stages there are, and what else has to be known about a figure.
    ///
    /// What it writes is read back as the same names, and no cell begins as a formula does. Months and days are written
    /// as spreadsheets leave them.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&self, plan: &Plan, language: Language, out: impl Write) -> io::Result<()> {
        let sheet = Sheet { plan, template: self, language, words: Words::of(language) };
        sheet.write(out)
    }
}

struct Sheet<'a> {
    plan: &'a Plan,
    template: &'a Template,
    language: Language,
    words: Words,
}

impl Sheet<'_> {
    fn write(&self, out: impl Write) -> io::Result<()> {
        let (words, columns) = (self.words, &self.plan.columns);
        let units: Vec<&str> = self.template.rows.iter().map(|row| self.unit(row)).collect();
        let notes: Vec<String> = self.template.rows.iter().map(|row| self.note(row)).collect();
        let has_units = units.iter().any(|unit| !unit.is_empty());
        let has_notes = notes.iter().any(|note| !note.is_empty());
        let mut writer = csv::WriterBuilder::new().from_writer(out);
        let mut write = |cells: Vec<&str>| {
            writer.write_record(cells.into_iter().map(|cell| harmless(cell).into_owned()))
        };

        let known = [words.indicator_header(), words.other_indicator_header()];
        let indicator = self.header(columns.indicator.as_deref(), &known);
        let known =
            [words.period_header(), words.other_period_header(), words.third_period_header()];
        let period = self.header(columns.period.as_deref(), &known);
        let mut header = vec![indicator, period];
        header.extend(self.template.dimensions.iter().map(String::as_str));
        header.push(self.header(columns.value.as_deref(), &[words.value_header()]));
        header.extend(
            has_units.then(|| self.header(columns.unit.as_deref(), &[words.unit_header()])),
        );
        header.extend(has_notes.then(|| {
            self.header(columns.notes.first().map(String::as_str), &[words.note_header()])
        }));
        write(header)?;
        for ((row, unit), note) in self.template.rows.iter().zip(units).zip(&notes) {
            let period = self.period(row);
            let mut cells = vec![self.name(row.indicator), &period];
            cells.extend(row.members.iter().map(String::as_str));
            cells.push("");
            cells.extend(has_units.then_some(unit));
            cells.extend(has_notes.then_some(note.as_str()));
            write(cells)?;
        }
        writer.flush()
    }

    /// The header that the plan gives a column, else the first that is not that of a dimension.
    fn header<'h>(&self, named: Option<&'h str>, known: &[&'static str]) -> &'h str {
        let is_free = |header: &&&str| {
            let mut dimensions = self.template.dimensions.iter();
            !dimensions.any(|dimension| normalized(dimension).eq_ignore_ascii_case(header))
        };
        named
            .or_else(|| known.iter().find(is_free).copied())
            .or_else(|| known.first().copied())
            .unwrap_or("")
    }

    /// What the sheet calls an indicator: by the title of the target that it is the figure of, where that title means
    /// no other one.
    fn name(&self, indicator: usize) -> &str {
        let Some(own) = self.plan.indicators.get(indicator).map(|one| one.name.as_str()) else {
            return "";
        };
        let targets: Vec<&Target> = self.targets(indicator).collect();
        let called = targets.iter().find(|target| target.id == own).or(match targets.as_slice() {
            [only] => Some(only),
            _ => None,
        });
        let is_whole = |target: &&&Target| {
            let is_sum = matches!(&target.measure.formula, Formula::Sum(all) if all.len() == 1);
            is_sum && self.plan.indicator(&target.title) == IndicatorMatch::One(indicator)
        };
        called.filter(is_whole).map_or(own, |target| &target.title)
    }

    fn targets(&self, indicator: usize) -> impl Iterator<Item = &Target> {
        let uses = move |target: &&Target| target.measure.formula.indicators().contains(&indicator);
        self.plan.targets.iter().filter(uses)
    }

    /// Months and days are written so that a spreadsheet takes them for no date of its own, or shows it in the same way.
    fn period(&self, row: &Row) -> String {
        let period = row.period;
        let (year, month, day) = (period.first.year(), period.first.month(), period.first.day());
        let is_day = period.first == period.last;
        match self.language {
            _ if !is_day && period.whole_months() != Some(1) => period.to_string(),
            Language::English if is_day => format!("{year:04}{month:02}{day:02}"),
            Language::English => format!("{year:04}{month:02}"),
            Language::Chinese => self.words.period(period),
        }
    }

    fn unit(&self, row: &Row) -> &str {
        match self.plan.indicators.get(row.indicator).map(|indicator| &indicator.figures) {
            Some(Figures::Numbers(Some(unit))) => &unit.name,
            _ => "",
        }
    }

    fn note(&self, row: &Row) -> String {
        let words = self.words;
        let mut notes = Vec::new();
        let Some(indicator) = self.plan.indicators.get(row.indicator) else { return String::new() };
        if let Figures::Stages(ladder) = indicator.figures
            && let Some(ladder) = self.plan.ladders.get(ladder)
        {
            notes.push(words.one_of(&ladder.stages));
        }
        let aggregates = |wanted: Aggregate| {
            self.targets(row.indicator).any(|target| target.measure.aggregate == Some(wanted))
        };
        if aggregates(Aggregate::Cumulative) {
            notes.push(words.total_to_date().to_owned());
        }
        if aggregates(Aggregate::Count) {
            notes.push(words.row_for_each().to_owned());
        }
        if indicator.whole {
            notes.push(words.whole_number().to_owned());
        }
        if let Some((low, high)) = indicator.valid {
            notes.push(words.plausible(low, high));
        }
        if !row.rest_of.is_empty() {
            notes.push(words.all_the_rest(&row.rest_of));
        }
        words.notes(&notes)
    }
}

/// A cell that no spreadsheet takes for a formula: one that begins as a formula begins with a wide blank instead, which
/// does not count where names are compared.
fn harmless(cell: &str) -> Cow<'_, str> {
    let is_start =
        |first: char| matches!(first, '=' | '+' | '-' | '@' | '−' | '＝' | '＋' | '－' | '＠');
    if cell.trim_start().starts_with(is_start) || cell.starts_with(char::is_control) {
        Cow::Owned(format!("\u{3000}{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

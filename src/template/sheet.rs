//! The sheet as CSV.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Row, Template};
use crate::plan::{
    Aggregate, Figures, Formula, IndicatorMatch, Language, Plan, Target, normalized,
};

/// The words of a sheet in one language.
struct Words {
    indicator: &'static [&'static str],
    period: &'static [&'static str],
    value: &'static str,
    unit: &'static str,
    note: &'static str,
    one_of: &'static str,
    to_date: &'static str,
    whole: &'static str,
    to: &'static str,
    each_event: &'static str,
    rest: [&'static str; 2],
    and: &'static str,
    between: &'static str,
}

const ENGLISH: Words = Words {
    indicator: &["indicator", "kpi"],
    period: &["period", "date", "month"],
    value: "value",
    unit: "unit",
    note: "note",
    one_of: "one of: ",
    to_date: "total to date",
    whole: "a whole number",
    to: " to ",
    each_event: "a row for each",
    rest: ["all that is in no row with a ", ""],
    and: ", ",
    between: "; ",
};

const CHINESE: Words = Words {
    indicator: &["指标", "指标名称"],
    period: &["期间", "时间", "月份"],
    value: "完成值",
    unit: "单位",
    note: "备注",
    one_of: "填其一：",
    to_date: "累计数",
    whole: "整数",
    to: "至",
    each_event: "每件一行",
    rest: ["未按", "分列的其余部分"],
    and: "、",
    between: "；",
};

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
        let words = match language {
            Language::English => &ENGLISH,
            Language::Chinese => &CHINESE,
        };
        let sheet = Sheet { plan, template: self, language, words };
        sheet.write(out)
    }
}

struct Sheet<'a> {
    plan: &'a Plan,
    template: &'a Template,
    language: Language,
    words: &'a Words,
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

        let indicator = self.header(columns.indicator.as_deref(), words.indicator);
        let period = self.header(columns.period.as_deref(), words.period);
        let mut header = vec![indicator, period];
        header.extend(self.template.dimensions.iter().map(String::as_str));
        header.push(self.header(columns.value.as_deref(), &[words.value]));
        header.extend(has_units.then(|| self.header(columns.unit.as_deref(), &[words.unit])));
        header.extend(has_notes.then(|| self.header(columns.note.as_deref(), &[words.note])));
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
            Language::Chinese if is_day => format!("{year:04}年{month}月{day}日"),
            Language::Chinese => format!("{year:04}年{month}月"),
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
            notes.push(format!("{}{}", words.one_of, ladder.stages.join(" / ")));
        }
        let aggregates = |wanted: Aggregate| {
            self.targets(row.indicator).any(|target| target.measure.aggregate == Some(wanted))
        };
        if aggregates(Aggregate::Cumulative) {
            notes.push(words.to_date.to_owned());
        }
        if aggregates(Aggregate::Count) {
            notes.push(words.each_event.to_owned());
        }
        if indicator.whole {
            notes.push(words.whole.to_owned());
        }
        if let Some((low, high)) = indicator.valid {
            notes.push(format!("{low}{}{high}", words.to));
        }
        if !row.rest_of.is_empty() {
            let [before, after] = words.rest;
            notes.push(format!("{before}{}{after}", row.rest_of.join(words.and)));
        }
        notes.join(words.between)
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

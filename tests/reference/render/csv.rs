//! The export.

use super::{Layout, Style};
use crate::reference::dates::Span;
use crate::reference::exact::{Exact, decimal_text};
use crate::reference::model::{Case, Quantity, Row, Value};
use crate::reference::random::Random;
use num_traits::Signed;
use std::collections::BTreeMap;

/// The case's rows as an export.
pub(crate) fn csv(case: &Case, style: &Style) -> String {
    let mut writer = Writer { case, style, random: Random::new(case.seed ^ 0xC5) };
    let lines = match style.layout {
        Layout::Long => writer.long(),
        Layout::WideByPeriod => writer.wide_by_period(),
        Layout::WideByIndicator => writer.wide_by_indicator(),
    };
    let mut text = String::new();
    for fields in lines {
        let fields: Vec<String> = fields.iter().map(|field| quote(field)).collect();
        text.push_str(&fields.join(","));
        text.push_str(style.line_end);
    }
    text
}

fn quote(field: &str) -> String {
    if field.contains([',', '"', '\n']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

struct Writer<'a> {
    case: &'a Case,
    style: &'a Style,
    random: Random,
}

impl Writer<'_> {
    fn dimension_headers(&self) -> Vec<String> {
        self.case.plan.dimensions.iter().map(|dimension| dimension.column.clone()).collect()
    }

    fn long(&mut self) -> Vec<Vec<String>> {
        let style = self.style;
        let unit_column = style.header_unit.is_none() && self.random.chance(50);
        let note_column = self.random.chance(20);
        let value_header = match &style.header_unit {
            None => style.value.to_owned(),
            Some(unit) if self.random.chance(50) => format!("{}({})", style.value, unit.text),
            Some(unit) => format!("{}（{}）", style.value, unit.text),
        };
        let mut header = vec![style.indicator.to_owned(), style.period.to_owned()];
        header.extend(self.dimension_headers());
        header.push(value_header);
        header.extend(unit_column.then(|| style.unit.to_owned()));
        header.extend(note_column.then(|| style.note.to_owned()));
        let mut lines = vec![header];
        for row in &self.case.rows {
            let mut line = vec![self.series_name(row.series), self.period(row.period)];
            line.extend(row.at.iter().cloned());
            let unit = match &row.value {
                Some(Value::Number(Quantity { unit: Some(unit), .. })) => unit.text,
                _ => "",
            };
            line.push(self.figure(row.value.as_ref(), !unit_column && style.header_unit.is_none()));
            line.extend(unit_column.then(|| unit.to_owned()));
            line.extend(
                note_column.then(|| (*self.random.pick(&["", "补报", "see, letter"])).to_owned()),
            );
            lines.push(line);
        }
        lines
    }

    fn wide_by_period(&mut self) -> Vec<Vec<String>> {
        let mut periods: Vec<Span> = self.case.rows.iter().map(|row| row.period).collect();
        periods.sort();
        periods.dedup();
        let mut header = vec![self.style.indicator.to_owned()];
        header.extend(self.dimension_headers());
        header.extend(periods.iter().map(|period| self.period(*period)));
        let mut lines = vec![header];
        for rows in split(&self.case.rows, |row| (row.series, row.at.clone()), |row| row.period) {
            let mut line = vec![self.series_name(rows[0].series)];
            line.extend(rows[0].at.iter().cloned());
            for period in &periods {
                let row = rows.iter().find(|row| row.period == *period);
                line.push(self.figure(row.and_then(|row| row.value.as_ref()), true));
            }
            lines.push(line);
        }
        lines
    }

    fn wide_by_indicator(&mut self) -> Vec<Vec<String>> {
        let mut series: Vec<usize> = self.case.rows.iter().filter_map(|row| row.series).collect();
        series.sort_unstable();
        series.dedup();
        let mut header = vec![self.style.period.to_owned()];
        header.extend(self.dimension_headers());
        header.extend(series.iter().map(|series| self.series_name(Some(*series))));
        let mut lines = vec![header];
        for rows in split(&self.case.rows, |row| (row.period, row.at.clone()), |row| row.series) {
            let mut line = vec![self.period(rows[0].period)];
            line.extend(rows[0].at.iter().cloned());
            for series in &series {
                let row = rows.iter().find(|row| row.series == Some(*series));
                line.push(self.figure(row.and_then(|row| row.value.as_ref()), true));
            }
            lines.push(line);
        }
        lines
    }

    fn series_name(&mut self, series: Option<usize>) -> String {
        series.map_or("无关指标".to_owned(), |index| {
            self.random.pick(&self.case.plan.series[index].names).clone()
        })
    }

    fn period(&mut self, period: Span) -> String {
        let mut texts = period.export_texts();
        let named = self.case.plan.calendars.iter().flat_map(|calendar| &calendar.periods);
        texts.extend(
            named.filter(|(_, span)| *span == period).filter_map(|(label, _)| label.clone()),
        );
        self.random.pick(&texts).clone()
    }

    fn figure(&mut self, value: Option<&Value>, with_unit: bool) -> String {
        match value {
            None if self.style.own_null && self.random.chance(30) => "缺".to_owned(),
            None => (*self.random.pick(&["", "", "", "-", "—", "/", "N/A", "未报"])).to_owned(),
            Some(Value::Stage(stage)) => self.case.plan.ladder[*stage].clone(),
            Some(Value::Number(quantity)) => {
                let unit =
                    quantity.unit.as_ref().filter(|_| with_unit).map_or("", |unit| unit.text);
                let unit = if unit == "%" && self.random.chance(30) { "％" } else { unit };
                number_text(&mut self.random, &quantity.number) + unit
            }
        }
    }
}

/// Rows gathered into lines: those of one key together, the same slot twice on two lines.
fn split<K: Ord, S: Ord>(
    rows: &[Row],
    key: impl Fn(&Row) -> K,
    slot: impl Fn(&Row) -> S,
) -> Vec<Vec<&Row>> {
    let mut lines: BTreeMap<(K, usize), Vec<&Row>> = BTreeMap::new();
    let mut uses: BTreeMap<(K, S), usize> = BTreeMap::new();
    for row in rows {
        let line = uses.entry((key(row), slot(row))).or_insert(0);
        lines.entry((key(row), *line)).or_default().push(row);
        *line += 1;
    }
    lines.into_values().collect()
}

/// One of the spellings of a number that exports use.
fn number_text(random: &mut Random, number: &Exact) -> String {
    let text = decimal_text(number).unwrap_or_default();
    let unsigned = text.trim_start_matches('-');
    let sign = if number.is_negative() { "-" } else { "" };
    match random.below(20) {
        8 => format!("{sign}{}", grouped(unsigned, ",")),
        9 => format!("{sign}{}", grouped(unsigned, " ")),
        10 => text.chars().map(full_width).collect(),
        11 if number.is_negative() => format!("({unsigned})"),
        12 if number.is_negative() => format!("−{unsigned}"),
        11 | 12 => format!("+{unsigned}"),
        13 => scientific(unsigned, sign),
        14 if text.contains('.') => format!("{text}0"),
        14 => format!("{text}.00"),
        _ => text,
    }
}

fn grouped(unsigned: &str, separator: &str) -> String {
    let (integer, rest) =
        unsigned.find('.').map_or((unsigned, ""), |point| unsigned.split_at(point));
    let mut groups: Vec<&str> = Vec::new();
    let mut end = integer.len();
    while end > 3 {
        groups.push(&integer[end - 3..end]);
        end -= 3;
    }
    groups.push(&integer[..end]);
    groups.reverse();
    groups.join(separator) + rest
}

fn full_width(character: char) -> char {
    match character {
        '0'..='9' => char::from_u32(u32::from(character) - 0x30 + 0xFF10).unwrap_or(character),
        _ => character,
    }
}

fn scientific(unsigned: &str, sign: &str) -> String {
    let (integer, fractional) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let (first, rest) = integer.split_at(1);
    let tail = format!("{rest}{fractional}");
    let point = if tail.is_empty() { "" } else { "." };
    format!("{sign}{first}{point}{tail}E+{:02}", integer.len() - 1)
}

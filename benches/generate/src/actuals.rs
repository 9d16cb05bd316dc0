//! The actual figures: `target,period,entity,value`, one row a line.

use std::io::{self, Write};

use crate::random::Random;
use crate::targets::{Measure, Target};

/// How many entities report. Their names are `school-00000` and so on.
pub(crate) const ENTITIES: u64 = 20_000;

const MONTHS: u64 = 12;

/// In which order the rows come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Every row anywhere: the worst case for a table of cells.
    Random,
    /// One entity after the other, as most exports come.
    Entity,
    /// One month after the other.
    Period,
}

/// Which field of a row is in quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quoted {
    None,
    Target,
    Entity,
    Value,
}

/// A figure in decimal digits.
#[derive(Clone, Copy, Debug)]
struct Figure {
    whole: u64,
    decimals: u32,
    fraction: u64,
}

impl Figure {
    fn draw(measure: Measure, random: &mut Random) -> Self {
        let whole = |whole| Self { whole, decimals: 0, fraction: 0 };
        match measure {
            Measure::Heads => whole(random.below(2_500)),
            Measure::Percentage => Self::with_decimals(100, 3, random),
            Measure::Hours => Self::with_decimals(40, 5, random),
            Measure::Visits => whole(match random.below(8) {
                0..=2 => 0,
                3..=5 => 1,
                6 => 2,
                _ => 3,
            }),
            Measure::Money => {
                let whole = random.below(99_999);
                Self { whole, decimals: 2, fraction: random.below(100) }
            }
        }
    }

    /// A figure below `end` with fewer than `choices` decimals.
    fn with_decimals(end: u64, choices: u32, random: &mut Random) -> Self {
        let decimals = u32::try_from(random.below(u64::from(choices))).unwrap_or(0);
        let whole = random.below(end);
        Self { whole, decimals, fraction: random.below(10_u64.pow(decimals)) }
    }

    fn write(self, thousands: bool, out: &mut Vec<u8>) {
        if thousands {
            write_thousands(self.whole, out);
        } else {
            write_digits(self.whole, 1, out);
        }
        if self.decimals > 0 {
            out.push(b'.');
            write_digits(self.fraction, self.decimals, out);
        }
    }
}

/// Writes `rows` rows and a header.
///
/// The order in which numbers are drawn is part of the format: target, month and entity as far as the order of the rows
/// does not fix them, 64 bits that decide about sign and quotes, then the figure: its number of decimals if that
/// varies, its whole part, its fraction.
///
/// # Errors
///
/// When `out` cannot be written.
pub(crate) fn write(
    rows: u64,
    seed: u64,
    order: Order,
    targets: &[Target],
    out: &mut impl Write,
) -> io::Result<()> {
    let mut random = Random::new(seed);
    let mut line = Vec::with_capacity(128);
    out.write_all(b"target,period,entity,value\n")?;
    for row in 0..rows {
        let drawn = random.below(u64::try_from(targets.len()).unwrap_or(0));
        let Some(target) = usize::try_from(drawn).ok().and_then(|index| targets.get(index)) else {
            return Ok(());
        };
        let month =
            if order == Order::Period { share(row, rows, MONTHS) } else { random.below(MONTHS) };
        let entity = if order == Order::Entity {
            share(row, rows, ENTITIES)
        } else {
            random.below(ENTITIES)
        };
        let chance = random.bits();
        let figure = Figure::draw(target.measure, &mut random);

        let negative = chance % 1_000 < 3;
        let thousands = (chance >> 16).is_multiple_of(100) && figure.whole >= 1_000;
        let quoted = match (chance >> 16, (chance >> 32) % 4) {
            (bits, _) if !bits.is_multiple_of(100) => Quoted::None,
            _ if thousands => Quoted::Value,
            (_, 0) => Quoted::Target,
            (_, 1) => Quoted::Entity,
            _ => Quoted::Value,
        };

        line.clear();
        field(quoted == Quoted::Target, &mut line, |line| line.extend(target.id.bytes()));
        line.extend(b",2022-");
        write_digits(month + 1, 2, &mut line);
        line.push(b',');
        field(quoted == Quoted::Entity, &mut line, |line| write_entity(entity, line));
        line.push(b',');
        field(quoted == Quoted::Value, &mut line, |line| {
            if negative {
                line.push(b'-');
            }
            figure.write(thousands, line);
        });
        line.push(b'\n');
        out.write_all(&line)?;
    }
    Ok(())
}

/// Writes the roster of the entities: a header and a name a line.
///
/// # Errors
///
/// When `out` cannot be written.
pub(crate) fn write_roster(out: &mut impl Write) -> io::Result<()> {
    let mut line = b"entity".to_vec();
    for entity in 0..ENTITIES {
        line.push(b'\n');
        out.write_all(&line)?;
        line.clear();
        write_entity(entity, &mut line);
    }
    line.push(b'\n');
    out.write_all(&line)
}

/// The part, of `parts` equal ones, that a row falls into.
fn share(row: u64, rows: u64, parts: u64) -> u64 {
    let part = u128::from(row) * u128::from(parts) / u128::from(rows.max(1));
    u64::try_from(part).unwrap_or(u64::MAX)
}

fn write_entity(entity: u64, out: &mut Vec<u8>) {
    out.extend(b"school-");
    write_digits(entity, 5, out);
}

fn field(quoted: bool, out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    if quoted {
        out.push(b'"');
    }
    write(out);
    if quoted {
        out.push(b'"');
    }
}

/// Writes a number with at least `least` digits.
fn write_digits(number: u64, least: u32, out: &mut Vec<u8>) {
    let start = out.len();
    let (mut rest, mut written) = (number, 0);
    while rest > 0 || written < least {
        out.push(digit(rest));
        rest /= 10;
        written += 1;
    }
    if let Some(digits) = out.get_mut(start..) {
        digits.reverse();
    }
}

/// Writes a number with a comma before every three digits.
fn write_thousands(number: u64, out: &mut Vec<u8>) {
    if number >= 1_000 {
        write_thousands(number / 1_000, out);
        out.push(b',');
        write_digits(number % 1_000, 3, out);
    } else {
        write_digits(number, 1, out);
    }
}

/// The last decimal digit of a number.
fn digit(number: u64) -> u8 {
    b'0' + u8::try_from(number % 10).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Order, write, write_roster, write_thousands};
    use crate::targets;

    fn text(rows: u64, order: Order) -> String {
        let mut out = Vec::new();
        write(rows, 42, order, &targets::all(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn more_rows_begin_with_the_same_rows() {
        let (few, many) = (text(200, Order::Random), text(1_000, Order::Random));
        assert!(many.starts_with(&few));
        assert_eq!(few.lines().count(), 201);
    }

    #[test]
    fn rows_come_in_the_order_asked_for() {
        for (order, column) in [(Order::Period, 1), (Order::Entity, 2)] {
            let text = text(1_000, order);
            let names: Vec<&str> = text
                .lines()
                .skip(1)
                .map(|line| line.split(',').nth(column).unwrap().trim_matches('"'))
                .collect();
            assert!(names.is_sorted(), "{order:?}");
        }
    }

    #[test]
    fn thousands_are_quoted() {
        let text = text(10_000, Order::Random);
        assert!(text.lines().any(|line| line.ends_with('"') && line.matches(',').count() == 4));
        let mut out = Vec::new();
        write_thousands(1_002_034, &mut out);
        assert_eq!(out, b"1,002,034");
    }

    #[test]
    fn roster_names_every_entity() {
        let mut out = Vec::new();
        write_roster(&mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with("entity\nschool-00000\nschool-00001\n"));
        assert!(text.ends_with("\nschool-19999\n"));
        assert_eq!(text.lines().count(), 20_001);
    }
}

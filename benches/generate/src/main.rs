//! Writes the data, the plans and the roster of plancheck's benchmark. The same arguments give the same bytes on every
//! machine.

mod actuals;
mod plan;
mod random;
mod targets;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use actuals::Order;
use plan::Job;

const USAGE: &str = "usage:
  generate actuals ROWS SEED random|entity|period OUT   rows of target,period,entity,value
  generate roster OUT                                   every entity, as a roster of a plan
  generate plan sum|cells OUT                           60 goals; cells reads roster.csv beside OUT
  generate targets OUT                                  the same goals as target,goal,cell_minimum";

/// The file name by which the plan of cells names its roster, relative to the plan.
const ROSTER: &str = "roster.csv";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (status, message) = match run(&arguments) {
        Some(Ok(())) => return ExitCode::SUCCESS,
        Some(Err(error)) => (1, format!("error: {error}")),
        None => (2, USAGE.to_owned()),
    };
    // Nobody is left to tell when this fails.
    let _ = writeln!(io::stderr(), "{message}");
    ExitCode::from(status)
}

/// Does what the arguments say; `None` when they are not understood.
fn run(arguments: &[&str]) -> Option<io::Result<()>> {
    let targets = targets::all();
    Some(match *arguments {
        ["actuals", rows, seed, order, path] => {
            let (rows, seed) = (rows.parse().ok()?, seed.parse().ok()?);
            let order = match order {
                "random" => Order::Random,
                "entity" => Order::Entity,
                "period" => Order::Period,
                _ => return None,
            };
            to_file(path, |out| actuals::write(rows, seed, order, &targets, out))
        }
        ["roster", path] => to_file(path, actuals::write_roster),
        ["plan", "sum", path] => to_file(path, |out| plan::write(Job::Sum, ROSTER, &targets, out)),
        ["plan", "cells", path] => {
            to_file(path, |out| plan::write(Job::Cells, ROSTER, &targets, out))
        }
        ["targets", path] => to_file(path, |out| plan::write_targets(&targets, out)),
        _ => return None,
    })
}

fn to_file(
    path: &str,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    write(&mut out)?;
    out.flush()
}

//! Why a cell is no figure, and what to do about it.

use crate::quantity::MAX_DIGITS;

/// Why the text of a cell is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It could be two different numbers.
    Ambiguous,
    /// It has more digits than a figure may have.
    TooWide,
    /// A formula instead of its result.
    Formula,
    /// `#REF!` and the like.
    SpreadsheetError,
    /// `####`, which a spreadsheet shows when a column is too narrow.
    TooNarrow,
    /// A date, or what a spreadsheet makes a date of.
    DateLike,
    /// Two numbers with something between them.
    Range,
    /// A bound or an estimate.
    Vague,
    /// Letters where digits were meant: `12O`.
    Letters,
    /// Anything else.
    NoNumber,
}

impl Fault {
    /// The code of the finding.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Ambiguous => "ambiguous-figure",
            Self::TooWide => "too-wide",
            _ => "bad-figure",
        }
    }

    /// What a cell is, to be read after its text.
    pub(super) fn found(self) -> String {
        match self {
            Self::Ambiguous => "could be two different numbers".to_owned(),
            Self::TooWide => format!("has more than {MAX_DIGITS} digits"),
            Self::Formula => "is a formula, not its result".to_owned(),
            Self::SpreadsheetError => "is an error of the spreadsheet, not a figure".to_owned(),
            Self::TooNarrow => {
                "is what a spreadsheet shows where a column is too narrow".to_owned()
            }
            Self::DateLike => "is a date, a range or a score, not one figure".to_owned(),
            Self::Range => "holds two numbers, not one".to_owned(),
            Self::Vague => "is a bound or an estimate, not a figure".to_owned(),
            Self::Letters => "has a letter where a digit may be meant".to_owned(),
            Self::NoNumber => "is not a number".to_owned(),
        }
    }

    /// What was expected in its place.
    pub(super) fn expected(self) -> String {
        match self {
            Self::Ambiguous => {
                "expected a point before decimals, and one of comma, space and apostrophe only between thousands"
                    .to_owned()
            }
            Self::TooWide => format!("expected at most {MAX_DIGITS} digits"),
            _ => "expected one number, such as 1234.5".to_owned(),
        }
    }

    /// What to do.
    pub(super) fn remedy(self) -> &'static str {
        match self {
            Self::Ambiguous => {
                "write the number without separators and with a point before its decimals"
            }
            Self::TooWide => "give the figure in a larger unit or with fewer decimals",
            Self::Formula => "save the sheet with the results of its formulas",
            Self::SpreadsheetError => {
                "mend the formula in the sheet, or leave the cell empty if there is no figure"
            }
            Self::TooNarrow => "widen the column in the sheet and save it again",
            Self::DateLike => {
                "enter the one figure in a column formatted as numbers or text: \
                 spreadsheets turn entries such as 1-2 into dates"
            }
            Self::Range | Self::Vague => "write the one figure that was reached",
            Self::Letters => {
                "write the number in digits; if the letter is a unit, set it apart, as in `12 l`, \
                 or name it in the plan"
            }
            Self::NoNumber => {
                "write the number in digits; leave the cell empty if there is no figure, \
                 or name the text in `null_values` of the plan"
            }
        }
    }
}

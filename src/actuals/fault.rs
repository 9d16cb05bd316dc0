//! Why a cell is no figure, and what to do about it.

use crate::wording::Text;
use crate::wording::diagnostics::actuals::figure as say;
use crate::wording::diagnostics::take_out_invisible;

/// Why the text of a cell is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It could be two different numbers.
    Ambiguous,
    /// Its comma may stand before decimals, among semicolons.
    AmbiguousComma,
    /// Its point may stand between thousands, among semicolons.
    AmbiguousPoint,
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
    /// A text behind the number that is hardly a unit: `10to20`, `9月`.
    Label,
    /// A currency before the number and a unit behind it: `¥12万元`.
    TwoUnits,
    /// A minus behind the number: `12-`.
    MinusBehind,
    /// A dash that may be a 0 or no figure.
    Dash,
    /// A dash beside a currency or a 0: `$ -`.
    DashBeside,
    /// A character within it that nobody sees.
    Invisible(char),
    /// Anything else.
    NoNumber,
}

impl Fault {
    /// The code of the finding.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Ambiguous | Self::AmbiguousComma | Self::AmbiguousPoint | Self::Dash => {
                "ambiguous-figure"
            }
            Self::TooWide => "too-wide",
            _ => "bad-figure",
        }
    }

    /// What a cell of this text is.
    pub(super) fn found(self, cell: &str) -> Text {
        match self {
            Self::Ambiguous | Self::AmbiguousComma | Self::AmbiguousPoint => {
                say::could_be_two_numbers(cell)
            }
            Self::TooWide => say::has_too_many_digits(cell),
            Self::Formula => say::is_formula(cell),
            Self::SpreadsheetError => say::is_spreadsheet_error(cell),
            Self::TooNarrow => say::is_too_narrow(cell),
            Self::DateLike => say::is_date_like(cell),
            Self::Range => say::holds_two_numbers(cell),
            Self::Vague => say::is_vague(cell),
            Self::Letters => say::has_letter(cell),
            Self::Label => say::has_text_behind(cell),
            Self::TwoUnits => say::has_two_units(cell),
            Self::MinusBehind => say::has_minus_behind(cell),
            Self::Dash => say::could_be_zero_or_none(cell),
            Self::Invisible(character) => say::holds_invisible(cell, character),
            Self::DashBeside | Self::NoNumber => say::is_no_number(cell),
        }
    }

    /// What was expected in its place.
    pub(super) fn expected(self) -> Text {
        match self {
            Self::Ambiguous => say::expected_point(),
            Self::AmbiguousComma => say::expected_no_comma(),
            Self::AmbiguousPoint => say::expected_no_three_decimals(),
            Self::TooWide => say::expected_digits(),
            Self::Dash => say::expected_zero_or_nothing(),
            _ => say::expected_number(),
        }
    }

    /// What to do.
    pub(super) fn remedy(self) -> Text {
        match self {
            Self::Ambiguous | Self::AmbiguousComma => say::write_without_separators(),
            Self::AmbiguousPoint => say::write_thousands_or_fourth_decimal(),
            Self::TooWide => say::larger_unit_or_fewer_decimals(),
            Self::Formula => say::save_results(),
            Self::SpreadsheetError => say::mend_formula(),
            Self::TooNarrow => say::widen_column(),
            Self::DateLike => say::format_as_number(),
            Self::Range | Self::Vague => say::write_what_was_reached(),
            Self::Letters => say::write_in_digits_or_set_unit_apart(),
            Self::Label => say::write_number_alone_or_name_unit(),
            Self::TwoUnits => say::keep_one_unit(),
            Self::MinusBehind => say::write_minus_before(),
            Self::Dash => say::write_zero_or_name_dash(),
            Self::DashBeside => say::write_zero_or_leave_empty(),
            Self::Invisible(_) => take_out_invisible(),
            Self::NoNumber => say::write_in_digits_or_leave_empty(),
        }
    }
}

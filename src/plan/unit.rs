//! Units of measurement and their conversion.

use crate::quantity::{Inexact, Quantity};

/// A unit: so many of a base unit. Units of the same base convert into each other; a label is its own base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The name as shown.
    pub name: String,
    /// The name of the base unit.
    pub base: String,
    /// How many base units one of it is; above 0.
    pub scale: Quantity,
}

impl Unit {
    /// A unit that converts to nothing but itself.
    #[must_use]
    pub fn label(name: &str) -> Self {
        Self { name: name.to_owned(), base: name.to_owned(), scale: Quantity::ONE }
    }

    /// The units that every plan knows: `%`, `‰`, `元`, `万元`, `亿元`.
    #[must_use]
    pub fn built_in() -> [Self; 5] {
        let of = |base: &str, name: &str, scale: u32| Self {
            name: name.to_owned(),
            base: base.to_owned(),
            scale: Quantity::from(scale),
        };
        [
            of("‰", "%", 10),
            of("‰", "‰", 1),
            of("元", "元", 1),
            of("元", "万元", 10_000),
            of("元", "亿元", 100_000_000),
        ]
    }

    /// How many of this unit a whole is, for the units that express a share: 100 for `%`, 1000 for `‰`.
    #[must_use]
    pub fn per_whole(&self) -> Option<Quantity> {
        (self.base == "‰").then(|| Quantity::from(1000_u32).divided_by(self.scale).ok()).flatten()
    }

    /// Whether figures in the two units can be compared.
    #[must_use]
    pub fn converts_to(&self, other: &Self) -> bool {
        self.base == other.base
    }

    /// A figure in this unit, expressed in another one of the same base.
    ///
    /// # Errors
    /// [`Inexact`] when the result does not fit or does not end.
    pub fn convert(&self, figure: Quantity, into: &Self) -> Result<Quantity, Inexact> {
        if self.scale == into.scale {
            return Ok(figure);
        }
        match figure.times(self.scale).and_then(|base| base.divided_by(into.scale)) {
            Ok(converted) => Ok(converted),
            // The way over the base unit may be too wide where the direct one is not.
            Err(Inexact) => figure.times(self.scale.divided_by(into.scale)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_and_shares_convert() {
        let [percent, permille, yuan, ten_thousand, hundred_million] = Unit::built_in();
        let convert = |from: &Unit, text: &str, into: &Unit| {
            from.convert(Quantity::parse(text).unwrap(), into).map(|figure| figure.to_string())
        };
        assert_eq!(convert(&hundred_million, "0.5", &ten_thousand).as_deref(), Ok("5000"));
        assert_eq!(convert(&yuan, "12345", &hundred_million).as_deref(), Ok("0.00012345"));
        assert_eq!(convert(&permille, "880", &percent).as_deref(), Ok("88"));
        assert_eq!(percent.per_whole(), Some(Quantity::HUNDRED));
        assert!(!yuan.converts_to(&percent));
        let dozen = Unit { name: "打".into(), base: "个".into(), scale: Quantity::from(12_u32) };
        assert_eq!(convert(&Unit::label("个"), "24", &dozen).as_deref(), Ok("2"));
        assert_eq!(convert(&Unit::label("个"), "25", &dozen), Err(Inexact));
    }
}

//! What is said of values that can be read in two ways, and of shares that are added up.

use crate::quantity::Quantity;
use crate::wording::texts;

texts! {
    fn two_readings() {
        en: "can be read in two ways",
        zh: "可作两种理解",
    }

    fn year_or_figure(target: &str, year: i16) {
        en: "the baseline of `{target}` is the figure {year}, not the year",
        zh: "`{target}`的基数是数值{year}，而不是年份",
    }

    fn quote_the_year(year: i16) {
        en: "if the figure of that year is meant, write baseline = \"{year}\"; otherwise say in `allow` that it is a number",
        zh: "如指该年的数据，写作`baseline = \"{year}\"`；否则请在`allow`中说明它是数值",
    }

    /// Of a goal such as 5% where the baseline is a figure of the actuals.
    fn level_or_growth(target: &str, value: &str) {
        en: "the goal of `{target}` is a level of {value}, whatever its baseline",
        zh: "`{target}`的目标值是`{value}`这一水平，与基数无关",
    }

    fn over_the_baseline(sign: char, value: &str, unit: &str) {
        en: "if a change against the baseline is meant, write \"baseline {sign} {value}\"; if the figures are shares, say so with unit = \"{unit}\"",
        zh: "如指比基数增减，写作`\"baseline {sign} {value}\"`；如数据本身是占比，写明`unit = \"{unit}\"`",
    }

    fn percent_or_points(target: &str, value: &str) {
        en: "the goal of `{target}`, {value}, is a share of the baseline, not percentage points",
        zh: "`{target}`的目标值`{value}`是基数的百分之几，而不是百分点",
    }

    fn write_points(value: &str) {
        en: "if percentage points are meant, write \"{value}\"; if it is meant so, say why in `allow`",
        zh: "如指百分点，写作`\"{value}\"`；如确指基数的百分之几，请在`allow`中说明",
    }

    fn fraction_or_percent(target: &str, number: Quantity, hundredfold: Quantity) {
        en: "the goal of `{target}` is {number}%, not {hundredfold}%",
        zh: "`{target}`的目标值是{number}%，而不是{hundredfold}%",
    }

    fn write_the_percentage(number: Quantity, hundredfold: Quantity) {
        en: "write \"{hundredfold}%\", or \"{number}%\" if that is meant",
        zh: "写作`\"{hundredfold}%\"`；若确指{number}%，写作`\"{number}%\"`",
    }

    fn shares_added(target: &str, key: &str) {
        en: "`{key}` adds up the shares of `{target}`: 40% and 40% make 80%",
        zh: "`{key}`把`{target}`的占比相加：40%与40%得80%",
    }

    fn no_sum_of_shares() {
        en: "shares of different wholes do not add up",
        zh: "不同总体的占比不能相加",
    }

    fn write_a_ratio() {
        en: "write ratio = [\"NUMERATOR\", \"DENOMINATOR\"], or \"latest\" or \"mean\"; if they are parts of one whole, say so in `allow`",
        zh: "写作`ratio = [\"分子\", \"分母\"]`，或改为`\"latest\"`、`\"mean\"`；如果确是同一总体的各部分，请在`allow`中说明",
    }
}

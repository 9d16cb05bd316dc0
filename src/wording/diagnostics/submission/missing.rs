//! What is said of figures that are due and not there.

use super::super::enumerated;
use crate::period::Period;
use crate::wording::{Text, texts};

texts! {
    /// Nobody has reported anything.
    fn no_figure(indicator: &Text, when: &Text) {
        en: "no figure of `{indicator}` in {when}",
        zh: "缺少{when}的`{indicator}`",
    }

    /// The same of a goal on each of these members.
    fn no_figure_at_all(indicator: &Text, when: &Text, members: &Text) {
        en: "no figure of `{indicator}` in {when}, of any of {members}",
        zh: "全部{members}都缺少{when}的`{indicator}`",
    }

    /// There are figures, though none that has what the target asks of their columns.
    fn no_figure_with(indicator: &Text, when: &Text, asked: &[Text]) {
        en: {
            let asked = asked.join(" and ");
            format!("no figure of `{indicator}` in {when} has {asked}, though others are there")
        },
        zh: { format!("{when}有`{indicator}`的数据，但没有{}的", asked.join("且")) },
    }

    /// A column, and the values of which it is to have one.
    fn with(column: &str, values: &Text) {
        en: "{values} under `{column}`",
        zh: "`{column}`为{values}",
    }

    fn add_or_correct_filter() {
        en: "add the rows; or correct those that are meant, or `where` of the target in the plan",
        zh: "补报这些行；或改正本应符合的行，或改正计划中该目标的`where`",
    }

    /// All members have the same gap.
    fn no_figure_of_any(indicator: &Text, when: &Text, members: &Text) {
        en: "no figure of `{indicator}` of any of {members} in {when}",
        zh: "全部{members}都缺少{when}的`{indicator}`",
    }

    fn no_figure_of(indicator: &Text, when: &Text, who: &Text) {
        en: "no figure of `{indicator}` of {who} in {when}",
        zh: "{who}缺少{when}的`{indicator}`",
    }

    fn baseline(period: Period) {
        en: "{period}, which is the baseline",
        zh: "{period}（基期）",
    }

    fn one_period(period: Period) {
        en: "{period}",
        zh: "{period}",
    }

    /// Neighbours of a list drawn together.
    fn periods_from(first: Period, last: Period) {
        en: "{first} to {last}",
        zh: "{first}至{last}",
    }

    /// A number of members, or of pairs of them, by their dimensions.
    fn members(number: usize, dimensions: &[Text]) {
        en: {
            match dimensions.as_slice() {
                [only] => counted(number, only),
                several => format!("{} of {}", counted(number, "pair"), enumerated(several, 0)),
            }
        },
        zh: {
            match dimensions.as_slice() {
                [only] => format!("{number}个`{only}`"),
                several => format!("{number}个`{}`的组合", several.join("`与`")),
            }
        },
    }

    fn some_of(some: usize, members: &Text) {
        en: "{some} of {members}",
        zh: "{members}中的{some}个",
    }

    /// Of a series of a ratio, of members of whom the other one has figures.
    fn no_figure_beside(indicator: &Text, who: &Text, other: &Text) {
        en: "no figure of `{indicator}` of {who}, of whom `{other}` has one",
        zh: "{who}有`{other}`的数据，却缺少`{indicator}`",
    }

    /// The same, for periods.
    fn none_in_time_beside(indicator: &Text, when: &Text, other: &Text) {
        en: "no figure of `{indicator}` in {when}, for which `{other}` has one",
        zh: "{when}有`{other}`的数据，却缺少`{indicator}`",
    }

    fn ratio_asked_here(target: &str) {
        en: "the two make the ratio of `{target}`",
        zh: "`{target}`由两者相除得出",
    }

    fn add_the_other_half() {
        en: "add the rows, with a 0 where nothing happened; a ratio of unlike sums is none",
        zh: "补报这些行，没有发生的填0；口径不同的两个合计不能相除",
    }

    fn none_in_baseline(indicator: &Text, who: &Text, baseline: Period) {
        en: "no figure of `{indicator}` of {who} in {baseline}, the baseline, and some since",
        zh: "{who}在基数期{baseline}没有`{indicator}`的数据，之后却有",
    }

    fn only_in_baseline(indicator: &Text, who: &Text, baseline: Period) {
        en: "no figure of `{indicator}` of {who} since {baseline}, the baseline, which has some",
        zh: "{who}只在基数期{baseline}有`{indicator}`的数据，之后没有",
    }

    fn baseline_asked_here(target: &str) {
        en: "`{target}` compares the two",
        zh: "`{target}`将两者相比",
    }

    fn add_who_is_missing() {
        en: "add the rows, with a 0 for who was not there; to compare with fewer makes the goal easier",
        zh: "补报这些行，当时尚未设立或已撤销的填0；口径缺漏会使目标变得容易",
    }

    fn empty_ratio(above: &Text, below: &Text) {
        en: "`{above}` and `{below}` are both 0, of which there is no ratio",
        zh: "`{above}`与`{below}`都是0，无法计算比率",
    }

    fn correct_or_say_when_empty() {
        en: "correct the figures; if no case is no breach, let the plan say when_empty = \"met\"",
        zh: "改正数据；如果没有发生就算达到，请在计划中写`when_empty = \"met\"`",
    }

    fn asked_here() {
        en: "asked for here",
        zh: "此处要求填报",
    }

    fn asked_here_by(title: &str) {
        en: "asked for here: {title}",
        zh: "此处要求填报：`{title}`",
    }

    fn add_or_rename() {
        en: "add the rows; or give their indicator the name, or one of the aliases, that the plan has",
        zh: "补报这些行；或将其指标改为计划中的名称或别名",
    }

    fn add_or_take_off() {
        en: "add the rows, or take off the roster who need not report",
        zh: "补报这些行；无须填报的成员，从名单中删去",
    }
}

/// `1 school`, `12 schools`.
fn counted(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ if noun.is_ascii() && !noun.ends_with('s') => format!("{number} {noun}s"),
        _ => format!("{number} {noun}"),
    }
}

#[cfg(test)]
mod tests {
    use super::members;
    use crate::wording::Text;

    #[test]
    fn members_and_pairs_of_them_are_counted() {
        let both = ["school", "quarter"].map(|name| Text::each(|_| name.to_owned()));
        let counted =
            |number, dimensions: &[Text]| members(number, dimensions).english().to_owned();
        assert_eq!(counted(1, &both[..1]), "1 school");
        assert_eq!(counted(12, &both[..1]), "12 schools");
        assert_eq!(counted(1, &both), "1 pair of school and quarter");
        assert_eq!(counted(12, &both), "12 pairs of school and quarter");
    }
}

//! What is said of a series that targets do not agree about.

use crate::wording::texts;

texts! {
    fn disagree_about_figures(name: &str) {
        en: "two targets disagree about the figures or the unit of `{name}`",
        zh: "两个目标对`{name}`的数值或单位规定不一致",
    }

    fn disagree_about_range(name: &str) {
        en: "two targets disagree about the plausible range of `{name}`",
        zh: "两个目标对`{name}`的合理范围规定不一致",
    }

    fn here_one() {
        en: "here one thing",
        zh: "这里是一种规定",
    }

    fn here_another() {
        en: "here another",
        zh: "这里是另一种规定",
    }

    fn say_the_same(name: &str) {
        en: "say the same in both, or measure another series than `{name}` in one of them",
        zh: "两处写得一致，或在其中一处改用`{name}`以外的指标",
    }

    /// Of a name that a target uses for a series, where another target is called so.
    fn could_be_series_of(name: &str, target: &str) {
        en: "`{name}` could be a series of that name, or the one that `{target}` measures",
        zh: "`{name}`可以是同名的指标，也可以是`{target}`所衡量的指标",
    }

    fn which_series() {
        en: "which of the two?",
        zh: "是哪一个？",
    }

    /// Of a target and its series.
    fn measures(target: &str, series: &str) {
        en: "so `{target}` is called, which measures `{series}`",
        zh: "`{target}`也叫这个名称，它衡量的是`{series}`",
    }

    fn write_the_series(name: &str, series: &str) {
        en: "write `{series}` if that is meant; if `{name}` is a series of its own, call the target otherwise",
        zh: "如指后者，写作`{series}`；如`{name}`是另一个指标，请给该目标换一个名称",
    }
}

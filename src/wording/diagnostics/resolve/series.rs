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
}

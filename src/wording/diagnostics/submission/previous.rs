//! What is said of figures that have changed since the last submission.

use crate::evaluate::Verdict;
use crate::wording::{Text, count, texts};

texts! {
    /// Errors of the last submission, and what the first of them says.
    fn errors_before(errors: usize, first: &Text) {
        en: { format!("{} in the last submission, beginning with: {first}", count(errors, "error")) },
        zh: "上次报送的数据有{errors}处错误，第一处：{first}",
    }

    fn not_comparable() {
        en: "what stands here cannot be compared",
        zh: "此处内容无法比较",
    }

    fn compare_as_accepted() {
        en: "compare with the last submission as it was accepted",
        zh: "改与上次通过审核的文件比较",
    }

    fn restated(figures: &Text, old: &Text, new: &Text) {
        en: "{figures} was {old}, and is {new} now",
        zh: "{figures}原为{old}，现为{new}",
    }

    fn differs() {
        en: "differs from the last submission",
        zh: "与上次报送不同",
    }

    fn before(figure: &Text) {
        en: "{figure} before",
        zh: "上次为{figure}",
    }

    fn why_changed_untold() {
        en: "say why the figure has changed; whether a verdict turns on it cannot be told yet",
        zh: "说明数据改动的原因；是否影响判定尚不能确定",
    }

    fn why_changed_unturned() {
        en: "say why the figure has changed; no verdict turns on it",
        zh: "说明数据改动的原因；不影响判定",
    }

    fn why_changed(turns: &[Text]) {
        en: { format!("say why the figure has changed: {}", turns.join("; ")) },
        zh: { format!("说明数据改动的原因：{}", turns.join("；")) },
    }

    /// That the verdict on a target is another one now.
    fn turns(target: &str, old: Verdict, new: Verdict) {
        en: "it turns `{target}` from {old} to {new}",
        zh: "`{target}`的判定由“{old}”变为“{new}”",
    }

    fn withdrawn(figures: &Text) {
        en: "{figures} is not given any more",
        zh: "这次没有报{figures}",
    }

    /// The same with other figures of the indicator.
    fn withdrawn_too(figures: &Text, more: usize) {
        en: {
            let more = count(more, "other figure");
            format!("{figures} is not given any more, nor {more} of it")
        },
        zh: "这次没有报{figures}，该指标另有{more}个数据也没有报",
    }

    fn in_the_last() {
        en: "in the last submission",
        zh: "上次报送的数据",
    }

    fn give_or_say_why() {
        en: "give the figure again, or say why it is withdrawn",
        zh: "重新填报，或说明撤回的原因",
    }

    fn give_or_say_why_as(turns: &[Text]) {
        en: { format!("give the figure again, or say why it is withdrawn: {}", turns.join("; ")) },
        zh: { format!("重新填报，或说明撤回的原因：{}", turns.join("；")) },
    }
}

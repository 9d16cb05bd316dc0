//! What is said of for whom and in which periods a goal holds.

use jiff::civil::Date;

use crate::wording::texts;

texts! {
    fn twice_in_each(name: &str) {
        en: "`{name}` stands twice in `each`",
        zh: "`{name}`在`each`中写了两次",
    }

    fn name_each_dimension_once() {
        en: "name each dimension once",
        zh: "每个维度只写一次",
    }

    fn both_calendars(one: &str, other: &str) {
        en: "`{one}` and `{other}` are both calendars",
        zh: "`{one}`和`{other}`都是日历",
    }

    fn name_one_calendar() {
        en: "name one calendar",
        zh: "只写一个日历",
    }

    fn no_period_ends_by(calendar: &str, due: Date) {
        en: "no period of `{calendar}` ends by {due}, when the target is due",
        zh: "到目标的到期日{due}为止，日历`{calendar}`没有一期结束",
    }

    fn choose_finer() {
        en: "choose a finer calendar, or a later `due`",
        zh: "改用更细的日历，或推后`due`",
    }

    fn each_names_nobody() {
        en: "`each` names nobody",
        zh: "`each`没有写明任何对象",
    }

    fn name_a_dimension() {
        en: "name a dimension, a calendar or both: each = [\"school\", \"month\"]",
        zh: "写明维度、日历或两者：`each = [\"school\", \"month\"]`",
    }

    fn no_share() {
        en: "this is no share of the cells",
        zh: "这不是应考核项次的占比",
    }

    fn expected_a_share() {
        en: "expected a percentage above 0%, at most 100%",
        zh: "应为大于0%、不超过100%的百分数",
    }

    fn write_coverage() {
        en: "write coverage = \"95%\"",
        zh: "写作`coverage = \"95%\"`",
    }
}

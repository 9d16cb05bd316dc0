//! What is said of templates of a report.

use crate::wording::{Text, texts};

texts! {
    fn no_template() {
        en: "this is no template",
        zh: "这不是有效的模板",
    }

    /// What is wrong with it, in the words of the engine.
    fn engine_says(error: &str) {
        en: "{error}",
        zh: "无法解析（{error}）",
    }

    /// What is wrong with one, which only shows when it is laid out.
    fn wrong(place: &str, why: &Text) {
        en: "the template is wrong at {place}: {why}",
        zh: "模板有误，位于`{place}`：{why}",
    }

    /// What it asks for that the engine cannot do, in the words of the engine.
    fn engine_refuses(error: &str) {
        en: "{error}",
        zh: "无法执行（{error}）",
    }

    fn no_such_name(name: &str) {
        en: "there is no `{name}`; the names are those of --format json",
        zh: "没有`{name}`；可用的名称与`--format json`所写的相同",
    }

    fn a_name_is_not_there() {
        en: "a name is not there; the names are those of --format json",
        zh: "有名称不存在；可用的名称与`--format json`所写的相同",
    }

    fn too_many_decimals(figure: &str, decimals: u32) {
        en: "{figure} has more than {decimals} decimals, and a template does not round",
        zh: "{figure}的小数多于{decimals}位，而模板不舍入",
    }

    fn no_figure(text: &str) {
        en: "`{text}` is no figure",
        zh: "`{text}`不是数值",
    }

    fn no_day(text: &str) {
        en: "`{text}` is no day",
        zh: "`{text}`不是日期",
    }

    fn no_form_of_day(form: &str) {
        en: "a day cannot be written as `{form}`; forms are such as %Y-%m-%d and %-d %B %Y",
        zh: "日期不能写成`{form}`；格式如`%Y-%m-%d`、`%Y年%-m月%-d日`",
    }

    fn write_as_for_jinja() {
        en: "templates are written as for Jinja: {{{{ value }}}}, {{% for target in targets %}} … {{% endfor %}}",
        zh: "模板按Jinja的写法：`{{{{ value }}}}`、`{{% for target in targets %}} … {{% endfor %}}`",
    }
}

//! What is said of templates of a report.

use crate::wording::texts;

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

    fn write_as_for_jinja() {
        en: "templates are written as for Jinja: {{{{ value }}}}, {{% for target in targets %}} … {{% endfor %}}",
        zh: "模板按Jinja的写法：`{{{{ value }}}}`、`{{% for target in targets %}} … {{% endfor %}}`",
    }
}

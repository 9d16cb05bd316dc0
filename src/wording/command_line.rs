//! What the command line says beside reports and findings: why it cannot do what it was told, and what it has done.
//! What the argument parser says is in English alone.

use super::{Text, texts};
use crate::period::Period;

texts! {
    /// That the program ends for this.
    fn failure(why: &Text) {
        en: "error: {why}",
        zh: "错误：{why}",
    }

    /// What is said, and the words of the system for its cause.
    fn because(why: &Text, cause: &Text) {
        en: "{why}: {cause}",
        zh: "{why}（{cause}）",
    }

    fn unreadable(file: &str) {
        en: "{file} cannot be read",
        zh: "无法读取`{file}`",
    }

    fn unreadable_template(file: &str) {
        en: "the template {file} cannot be read",
        zh: "无法读取模板`{file}`",
    }

    fn unreadable_again(file: &str) {
        en: "the rows of {file} cannot be read again",
        zh: "无法再次读取`{file}`中的行",
    }

    fn unwritable(file: &str) {
        en: "{file} cannot be written",
        zh: "无法写入`{file}`",
    }

    fn unwritable_directory(directory: &str) {
        en: "the directory {directory} cannot be made",
        zh: "无法建立目录`{directory}`",
    }

    fn unwritable_report(file: &str) {
        en: "the report cannot be written to {file}",
        zh: "无法把报告写入`{file}`",
    }

    fn make_the_directory(directory: &str) {
        en: "there is no directory {directory}; make it first",
        zh: "目录`{directory}`不存在，请先建立",
    }

    fn unwritable_to_standard_output() {
        en: "the report cannot be written to standard output",
        zh: "无法把报告写到标准输出",
    }

    fn output_overwrites(file: &str) {
        en: "--output {file} would overwrite what the report is made from",
        zh: "`--output {file}`会覆盖报告所依据的文件",
    }

    fn output_overwrites_sheet(file: &str) {
        en: "--output {file} would overwrite what the sheet is made from",
        zh: "`--output {file}`会覆盖填报表所依据的文件",
    }

    fn sheet_in_the_way(file: &str) {
        en: "{file} is there already, and may have been filled in; nothing is overwritten: name another file",
        zh: "`{file}`已经存在，可能已经填报；不会覆盖：请另写一个文件",
    }

    fn output_twice(file: &str) {
        en: "--output {file} is given twice; name another file",
        zh: "`--output {file}`写了两次；请另写一个文件",
    }

    fn extract_overwrites(file: &str) {
        en: "--extract {file} would overwrite what it is made from",
        zh: "`--extract {file}`会覆盖其所依据的文件",
    }

    fn extract_is_output(file: &str) {
        en: "--extract {file} is an --output too; name another file",
        zh: "`--extract {file}`同时又是`--output`；请另写一个文件",
    }

    fn extract_of_stream() {
        en: "--extract reads the rows once more, and standard input passes once; give a file",
        zh: "`--extract`须再读一遍各行，而标准输入只能读一遍；请改用文件",
    }

    fn extract_of_several(one: &str, other: &str) {
        en: "--extract cannot write the rows of {one} and {other} into one file: their columns differ, or the units above \
             them; extract those of each file by itself",
        zh: "`--extract`无法把`{one}`和`{other}`的行写入同一个文件：两者的列不同，或表头以上的单位不同；请逐个文件导出",
    }

    fn one_stream_for_two() {
        en: "standard input is this submission or the last one, not both",
        zh: "标准输入只能是本次或上次报送的数据之一",
    }

    fn one_stream_for_both_evaluations() {
        en: "standard input is the earlier or the later evaluation, not both",
        zh: "标准输入只能是较早或较晚的考核结果之一",
    }

    fn not_allowable(code: &str) {
        en: "--allow {code}: only warnings and notes can be left out, and here `{code}` is none",
        zh: "`--allow {code}`：只能略去警告和说明，而`{code}`在这里两者都不是",
    }

    fn no_such_allowed_code(code: &str, hint: &Text) {
        en: "--allow {code}: there is no such code; {hint}",
        zh: "`--allow {code}`：没有这个代码；{hint}",
    }

    fn allowable_codes(codes: &Text) {
        en: "those that can be left out are {codes}",
        zh: "可以略去的有{codes}",
    }

    fn no_such_code(code: &str, hint: &Text) {
        en: "`{code}` is no code of a finding; {hint}",
        zh: "没有代码`{code}`；{hint}",
    }

    fn name_the_actuals(name: &str) {
        en: "to explain a target, name the actuals too: plancheck explain {name} ACTUALS",
        zh: "要解释目标，请同时写明实际数据文件：`plancheck explain {name} ACTUALS`",
    }

    fn name_the_target(file: &str) {
        en: "to explain a target, name it before the actuals: plancheck explain TARGET {file}",
        zh: "要解释目标，请在实际数据文件之前写明目标：`plancheck explain TARGET {file}`",
    }

    fn score_of_actuals() {
        en: "to explain the score, name the actuals too: plancheck explain --score ACTUALS",
        zh: "要解释得分，请同时写明实际数据文件：`plancheck explain --score ACTUALS`",
    }

    fn no_target_but_code(name: &str) {
        en: "the plan has no target `{name}`; plancheck explain {name}, without files, explains the code",
        zh: "计划中没有目标`{name}`；要看这个代码的说明，不要写文件：`plancheck explain {name}`",
    }

    fn its_targets_are(targets: &Text, more: usize) {
        en: { format!("its targets are {targets}{}", and_more(more)) },
        zh: { format!("已有的目标是{targets}{}", others(more)) },
    }

    /// The targets whose titles contain what was written.
    fn titles_with_it(targets: &Text, more: usize) {
        en: { format!("it stands in the titles of {targets}{}", and_more(more)) },
        zh: { format!("标题中含有它的目标有{targets}{}", others(more)) },
    }

    fn several_targets(name: &str, targets: &Text, more: usize) {
        en: { format!("several targets are called `{name}`: {targets}{}; write the id of one", and_more(more)) },
        zh: { format!("有多个目标名为`{name}`：{targets}{}；请写其中一个的标识", others(more)) },
    }

    fn several_sections(name: &str, sections: &Text) {
        en: "several sections are called `{name}`: {sections}; write the id of one",
        zh: "有多个章节名为`{name}`：{sections}；请写其中一个的标识",
    }

    fn no_target(name: &str, hint: &Text) {
        en: "the plan has no target `{name}`; {hint}",
        zh: "计划中没有目标`{name}`；{hint}",
    }

    fn no_section(name: &str, hint: &Text) {
        en: "the plan has no section `{name}`; {hint}",
        zh: "计划中没有章节`{name}`；{hint}",
    }

    fn no_dimension(name: &str, hint: &Text) {
        en: "the plan has no dimension `{name}`; {hint}",
        zh: "计划中没有维度`{name}`；{hint}",
    }

    fn it_has(names: &Text) {
        en: "it has {names}",
        zh: "已有的是{names}",
    }

    fn it_has_none() {
        en: "it has none",
        zh: "计划中一个也没有",
    }

    fn no_score() {
        en: "the plan has no score; give its targets points, such as weight = 5",
        zh: "计划不计分；请为目标写明权重，如`weight = 5`",
    }

    fn no_such_command(name: &str, hint: &Text) {
        en: "there is no command `{name}`; {hint}",
        zh: "没有命令`{name}`；{hint}",
    }

    fn help_names_them() {
        en: "plancheck --help names them",
        zh: "全部命令见`plancheck --help`",
    }

    fn format_needs_template() {
        en: "the format `template` needs a template; name it with --template FILE",
        zh: "格式`template`需要模板；请用`--template FILE`指明",
    }

    fn nothing_expected(period: Period, of_plan: Period) {
        en: "the plan expects no figure in {period}; its period is {of_plan}",
        zh: "计划在{period}没有应填报的数据；计划期为{of_plan}",
    }

    fn in_the_way(files: &[String]) {
        en: {
            let verb = if files.len() == 1 { "is there" } else { "are there" };
            let files = files.join(" and ");
            format!("{files} {verb} already; nothing is overwritten: name another directory")
        },
        zh: { format!("`{}`已经存在；不会覆盖：请另写一个目录", files.join("`和`")) },
    }

    fn written(plan: &str, actuals: &str) {
        en: "{plan} and {actuals} are written; next:",
        zh: "已写好`{plan}`和`{actuals}`；下一步：",
    }

    fn in_file(file: &str, wrong: &Text) {
        en: "{file}: {wrong}",
        zh: "`{file}`：{wrong}",
    }

    fn no_evaluation(error: &str) {
        en: "this is no evaluation ({error}); expected what `plancheck evaluate --format json` writes",
        zh: "这不是考核结果（{error}）；应为`plancheck evaluate --format json`所写的内容",
    }

    fn no_whole_evaluation(error: &str) {
        en: "this is no whole evaluation ({error}); \
             expected what `plancheck evaluate --format json` writes",
        zh: "这不是完整的考核结果（{error}）；应为`plancheck evaluate --format json`所写的内容",
    }

    fn other_schema(found: &str, expected: &str) {
        en: "this is `{found}`, not `{expected}`; \
             expected what `plancheck evaluate --format json` writes",
        zh: "这是`{found}`，不是`{expected}`；应为`plancheck evaluate --format json`所写的内容",
    }

    fn holds_some_targets(held: usize, all: usize) {
        en: "this holds {held} of {all} targets; \
             write it again without --only, --section and --verdict, which leave out the others",
        zh: "其中只有全部{all}项目标中的{held}项；\
             请不带`--only`、`--section`和`--verdict`重新写出，这些选项会略去其他目标",
    }

    fn holds_findings() {
        en: "this holds findings, not verdicts: the inputs were refused when it was written; \
             mend what it lists and evaluate again",
        zh: "其中是所发现的问题，没有判定：写入时输入未被采用；请改正其中所列问题后重新考核",
    }
}

/// How many there are besides those that are named.
fn and_more(more: usize) -> String {
    if more == 0 { String::new() } else { format!(" and {more} more") }
}

/// The same in a Chinese text.
fn others(more: usize) -> String {
    if more == 0 { String::new() } else { format!("等（另有{more}个）") }
}

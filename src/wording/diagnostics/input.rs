//! What is said of the files that the command line names, before anything of them is read.

use crate::wording::{Text, texts};

texts! {
    fn given_twice() {
        en: "the file is given twice",
        zh: "同一文件列了两次",
    }

    fn name_each_file_once() {
        en: "name each file once; its figures would count twice",
        zh: "每个文件只列一次，否则其中的数据会重复计算",
    }

    fn is_directory() {
        en: "this is a directory",
        zh: "这是一个目录",
    }

    fn name_files_in_it() {
        en: "name the CSV files in it, such as with DIRECTORY/*.csv",
        zh: "指明其中的CSV文件，如`目录/*.csv`",
    }

    fn check_the_name() {
        en: "check the name; actuals are CSV files, or - for standard input",
        zh: "核对文件名；实际数据应为CSV文件，标准输入写作`-`",
    }

    /// That the plan cannot be opened; why, in the words of the system.
    fn unreadable(error: &Text) {
        en: "the file cannot be read: {error}",
        zh: "无法读取文件（{error}）",
    }

    fn plan_unreadable(error: &Text) {
        en: "the plan cannot be read: {error}",
        zh: "无法读取计划文件（{error}）",
    }

    fn name_the_plan() {
        en: "name the plan's file with --plan FILE",
        zh: "用`--plan 文件`指明计划文件",
    }

    fn plan_not_utf_8(line: u64) {
        en: "the plan is not UTF-8 at line {line}",
        zh: "计划文件第{line}行不是UTF-8编码",
    }

    fn save_plan_as_utf_8() {
        en: "save it as UTF-8",
        zh: "另存为UTF-8编码",
    }
}

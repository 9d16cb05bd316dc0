//! What is said of a file of actuals as a whole, and of several of them.

use crate::wording::{Text, texts};

texts! {
    /// That the file cannot be read; why, in the words of the system.
    fn unreadable(error: &str) {
        en: "the file cannot be read: {error}",
        zh: "无法读取文件（{error}）",
    }

    fn is_empty() {
        en: "the file is empty",
        zh: "文件为空",
    }

    fn has_no_rows() {
        en: "the file has a header and no rows",
        zh: "文件只有表头，没有数据行",
    }

    fn expected_header_and_row() {
        en: "expected a header and at least one row",
        zh: "应有表头和至少一行数据",
    }

    fn export_or_leave_out() {
        en: "export the sheet again, or leave the file out",
        zh: "重新导出表格，或不要列入该文件",
    }

    /// Of a row that is longer than any.
    fn row_has_no_end() {
        en: "a row of the file has no end",
        zh: "文件中有一行没有结尾",
    }

    fn expected_shorter_rows() {
        en: "expected rows of less than 64 MiB",
        zh: "每行应小于64MiB",
    }

    fn check_the_file() {
        en: "check that this is the file that is meant, and its quotes",
        zh: "核对是否为要用的文件，以及其中的引号",
    }

    fn periods_overlap(indicator: &Text) {
        en: "figures of `{indicator}` are for periods that overlap; a sum might count twice",
        zh: "`{indicator}`的数据期间重叠，求和可能重复计算",
    }

    fn expected_periods_of_one_length() {
        en: "expected periods of one length",
        zh: "各行应用同样长度的期间",
    }

    fn some_rows_name_nobody(indicator: &Text) {
        en: "some rows of `{indicator}` name no member and others do: a total would count twice",
        zh: "`{indicator}`的部分行未注明成员，其余注明了成员：如前者是合计，就会重复计算",
    }

    fn expected_members_throughout() {
        en: "expected a member in each row, or in none",
        zh: "各行应都注明成员，或都不注明",
    }

    fn columns_differ(indicator: &Text, column: &str) {
        en: "two files have figures of `{indicator}` for the same time, one of them without `{column}`: all of them count",
        zh: "两个文件都有`{indicator}`同期的数据，其中一个没有`{column}`：全部计入",
    }

    fn lacks_column(column: &str) {
        en: "has no `{column}`",
        zh: "没有`{column}`",
    }

    fn has_column(column: &str) {
        en: "has `{column}`",
        zh: "有`{column}`",
    }

    fn take_out_or_name_as_note(column: &str) {
        en: "if one file repeats the other, or has the totals of it, leave it out; if all are to be added, name `{column}` as a `note` in the plan's `[columns]`",
        zh: "如果一个文件重复另一个或是其合计，请不要提供；如果都应计入，请在计划的`[columns]`中将`{column}`列为`note`",
    }

    fn give_a_file() {
        en: "give the export as a file: a stream cannot be read again to find the rows",
        zh: "以文件提供数据：数据流无法重读，找不出是哪些行",
    }

    /// Of rows that two files have in common.
    fn rows_in_both(rows: usize, one: &str, other: &str) {
        en: {
            match rows {
                1 => format!("a row stands both in {one} and in {other}"),
                rows => format!("{rows} rows stand both in {one} and in {other}"),
            }
        },
        zh: "`{one}`和`{other}`中有{rows}行相同",
    }

    fn the_same_cells() {
        en: "the same cells",
        zh: "相同的单元格",
    }

    fn leave_one_out() {
        en: "if both files report the same thing, leave one of them out",
        zh: "如两个文件报的是同一内容，只列入其中一个",
    }
}

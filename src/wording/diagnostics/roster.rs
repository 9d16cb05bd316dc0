//! What is said of roster files.

use crate::wording::{Text, count, texts};

texts! {
    /// That the file cannot be opened; why, in the words of the system.
    fn unreadable(path: &str, error: &Text) {
        en: "the roster `{path}` cannot be read: {error}",
        zh: "无法读取名单文件`{path}`（{error}）",
    }

    fn name_a_file() {
        en: "the path is relative to the plan file; name a CSV file that is there",
        zh: "路径相对于计划文件；请写一个确实存在的CSV文件",
    }

    fn not_utf_8(path: &str, line: u64) {
        en: "the roster `{path}` is not UTF-8 at line {line}",
        zh: "名单文件`{path}`第{line}行不是UTF-8编码",
    }

    fn save_as_utf_8() {
        en: "save it as CSV in UTF-8",
        zh: "另存为UTF-8编码的CSV文件",
    }

    /// What is wrong inside the file.
    fn in_the_roster(path: &str, message: &Text) {
        en: "in the roster `{path}`, {message}",
        zh: "名单文件`{path}`中，{message}",
    }

    fn names_nobody(path: &str) {
        en: "the roster `{path}` names nobody",
        zh: "名单文件`{path}`中没有成员",
    }

    fn write_a_line_each() {
        en: "write a header line and below it a line for each member",
        zh: "第一行写表头，其下每个成员写一行",
    }

    /// The number of cells of a row.
    fn row_has_fields(fields: usize) {
        en: { format!("a row has {}", count(fields, "field")) },
        zh: "有一行为{fields}列",
    }

    fn expected_fields(fields: usize) {
        en: "expected {fields} fields, as in the header",
        zh: "应与表头一样为{fields}列",
    }

    fn as_many_fields() {
        en: "give every row as many fields as the header has",
        zh: "每行的列数应与表头相同",
    }

    fn unclear_quote() {
        en: "a quote of a row could mean several things",
        zh: "有一行的引号含义不清",
    }

    fn expected_quotes_around() {
        en: "expected quotes around whole cells",
        zh: "引号应括住整个单元格",
    }

    fn write_quotes_twice() {
        en: "put the whole cell in quotes and write each quote inside it twice",
        zh: "用引号括住整个单元格，其中的引号写两次",
    }

    fn no_column_of_members() {
        en: "no header says which column holds the members",
        zh: "表头没有说明哪一列是成员",
    }

    fn expected_a_column(column: &str) {
        en: "expected a column `{column}`",
        zh: "应有`{column}`一列",
    }

    fn call_the_column(column: &str) {
        en: "call the column of the members `{column}`",
        zh: "把成员所在的列命名为`{column}`",
    }

    /// Of a column of a header.
    fn column_twice(column: &str) {
        en: "the header has `{column}` twice",
        zh: "表头中`{column}`出现了两次",
    }

    /// Of the columns that are called as the dimension in the actuals and in the plan.
    fn two_columns_of_members(column: &str, dimension: &str) {
        en: "both `{column}` and `{dimension}` could be the column of the members",
        zh: "`{column}`和`{dimension}`都可能是成员所在的列",
    }

    fn which_of_them() {
        en: "nobody can say which of them counts",
        zh: "无法确定以哪一列为准",
    }

    fn name_columns_apart() {
        en: "rename one of the two, or delete it",
        zh: "把其中一列改名或删去",
    }

    fn row_names_no_member() {
        en: "a row names no member",
        zh: "有一行没有写成员名称",
    }

    fn expected_a_name(column: &str) {
        en: "expected a name in the column `{column}`",
        zh: "`{column}`一列应有名称",
    }

    fn name_or_delete() {
        en: "write the name, or delete the row",
        zh: "补上名称，或删去该行",
    }

    /// Of a member.
    fn named_twice(name: &str) {
        en: "`{name}` is named twice",
        zh: "成员`{name}`列了两次",
    }

    fn name_each_once() {
        en: "name each member once",
        zh: "每个成员只列一次",
    }

    /// Of a member.
    fn is_a_total(name: &str) {
        en: "`{name}` is a total and no member",
        zh: "`{name}`是合计，不是成员",
    }

    fn expected_a_member() {
        en: "sums would count it once more",
        zh: "求和时会重复计入",
    }

    fn leave_the_total_out() {
        en: "leave it out; a total that is reported in a row of its own is chosen with `where`",
        zh: "删去；如合计另行填报，用`where`选取该行",
    }
}

//! What is said of headers, and of what stands above them.

use crate::wording::diagnostics::quoted;
use crate::wording::{Text, texts};

texts! {
    // What columns are for.

    fn indicator() {
        en: "indicator",
        zh: "指标",
    }

    fn period() {
        en: "period",
        zh: "期间",
    }

    fn value() {
        en: "value",
        zh: "完成值",
    }

    fn unit() {
        en: "unit",
        zh: "单位",
    }

    fn note() {
        en: "note",
        zh: "备注",
    }

    // Where the header is.

    fn expected_header() {
        en: "expected the header",
        zh: "应为表头",
    }

    fn no_row_begins_on(line: u64) {
        en: "no row begins on line {line}, on which the header is said to be",
        zh: "指明的表头在第{line}行，但没有一行从该处开始",
    }

    fn check_header() {
        en: "check --header; it counts the lines of the file from 1",
        zh: "核对`--header`；它从文件的第1行数起",
    }

    /// Of a row that looks as if it stood below the header.
    fn row_above_header(indicator: &str) {
        en: "the row stands above the header, and holds a figure of `{indicator}`",
        zh: "该行在表头以上，却有`{indicator}`的数据",
    }

    fn expected_rows_below() {
        en: "expected rows with figures below the header",
        zh: "数据行应在表头以下",
    }

    /// The label of the header.
    fn the_header() {
        en: "the header",
        zh: "表头",
    }

    fn move_below_header() {
        en: "move the row below the header; or name the line of the header with --header LINE, then nothing above it \
             counts",
        zh: "将该行移到表头以下；或用`--header 行号`指明表头所在的行，其上的内容即不计入",
    }

    // Units above the header.

    fn two_units_above(first: &str, second: &str) {
        en: "above the header stand two units, `{first}` and `{second}`",
        zh: "表头以上有两个单位：`{first}`和`{second}`",
    }

    fn expected_one_unit() {
        en: "expected one unit for the figures",
        zh: "数据应只有一个单位",
    }

    fn the_other_unit() {
        en: "the other one",
        zh: "另一个单位",
    }

    fn put_units_into_headers() {
        en: "put the unit into the headers of the columns, as in `value(万元)`",
        zh: "把单位写在各列的表头中，如`完成值(万元)`",
    }

    fn unknown_unit_above(unit: &str) {
        en: "above the header stands the unit `{unit}`, which the plan does not know",
        zh: "表头以上的单位`{unit}`不在计划中",
    }

    fn expected_unit_of_plan() {
        en: "expected a unit that the plan uses or defines",
        zh: "应为计划使用或定义的单位",
    }

    fn define_unit_or_take_out(unit: &str) {
        en: "define it in the plan under [unit.\"{unit}\"], put a unit into the headers of the columns, or take the line \
             out if it is about something else",
        zh: "在计划的`[unit.\"{unit}\"]`中定义，或把单位写在各列的表头中；如该行说的不是单位，删去该行",
    }

    fn another_header() {
        en: "another header stands here, with other columns of figures",
        zh: "此处另有一行表头，数据列不同",
    }

    fn second_line_of_header() {
        en: "the header goes on here, and says of figures that they are not actual ones",
        zh: "表头在此还有一行，其中标明有的数据不是实际数据",
    }

    fn write_header_on_one_line() {
        en: "write the header on one line, and take out the columns that hold no actual figures",
        zh: "把表头合为一行，并删去不是实际数据的列",
    }

    fn expected_rows_of_first_header(line: u64) {
        en: "expected rows of the header on line {line}",
        zh: "应为第{line}行表头的数据行",
    }

    fn one_table_a_file() {
        en: "give each table a file of its own",
        zh: "每张表单独存为一个文件",
    }

    fn unit_below_header(unit: &str) {
        en: "the unit `{unit}` stands below the header, where it holds for no figure",
        zh: "单位`{unit}`写在表头以下，对任何数据都不起作用",
    }

    fn expected_unit_above(line: u64) {
        en: "expected it above the header on line {line}",
        zh: "应在第{line}行表头以上",
    }

    fn move_unit_above() {
        en: "move it above the header, or put the unit into the headers of the columns, as in `value(万元)`; take the line out \
             if it is about something else",
        zh: "移到表头以上，或把单位写在各列的表头中，如`完成值(万元)`；如该行说的不是单位，删去该行",
    }

    // Columns.

    fn two_columns_called(name: &str) {
        en: "two columns are called `{name}`",
        zh: "有两列都名为`{name}`",
    }

    fn mean_the_same(first: &str, second: &str) {
        en: "`{first}` and `{second}` mean the same thing",
        zh: "`{first}`与`{second}`含义相同",
    }

    fn expected_one_of_each() {
        en: "expected one column of each kind",
        zh: "每种列应只有一列",
    }

    fn the_first_column() {
        en: "the first one",
        zh: "前一列",
    }

    fn rename_or_leave_out() {
        en: "rename one of the columns or leave it out",
        zh: "给其中一列改名，或删去",
    }

    /// Of a column that the command line names; what it is for, and which columns there are.
    fn no_such_column(name: &str, role: &Text, columns: &Text) {
        en: "there is no column `{name}`, which --column names for the {role}: the columns are {columns}",
        zh: "`--column`指明`{name}`为{role}列，但没有这一列：各列为{columns}",
    }

    /// Of a column that the command line names twice, or the plan for one thing and the command line for another.
    fn cannot_be_both(name: &str, role: &Text, other: &Text) {
        en: "the column `{name}` is named for the {role} and for the {other}: one column cannot be both",
        zh: "`{name}`既被指明为{role}列，又被指明为{other}列：一列不能兼作两种",
    }

    fn expected_one_purpose() {
        en: "expected one purpose",
        zh: "应只有一种用途",
    }

    fn name_another_column() {
        en: "name another column with --column, or leave one of the two out",
        zh: "用`--column`指明另一列，或去掉其中一个",
    }

    fn expected_in_header() {
        en: "expected it in this header",
        zh: "应在此表头中",
    }

    fn check_or_leave_option() {
        en: "check the name, or leave the option out",
        zh: "核对名称，或去掉该选项",
    }

    /// The headers of a file, and how many more there are.
    fn columns(names: &[&str], more: usize) {
        en: {
            let mut columns = quoted(names);
            if more > 0 {
                columns.push(format!("{more} more"));
            }
            columns.join(", ")
        },
        zh: {
            let more = if more > 0 { format!("，另有{more}列") } else { String::new() };
            format!("{}{more}", quoted(names).join("、"))
        },
    }

    fn two_columns_for(first: &str, second: &str, role: &Text) {
        en: "`{first}` and `{second}` could both be the {role} column",
        zh: "`{first}`和`{second}`都可能是{role}列",
    }

    fn expected_one_column(role: &Text) {
        en: "expected one {role} column",
        zh: "{role}列应只有一列",
    }

    fn the_other_column() {
        en: "the other one",
        zh: "另一列",
    }

    /// By the key of the role that both columns could have.
    fn name_one_column(role: &str) {
        en: "name one with --column {role}=HEADER and the other as --column note=HEADER, or delete it",
        zh: "用`--column {role}=表头`指明其中一列，用`--column note=表头`将另一列列为备注，或删去",
    }

    fn column_of_units(header: &str, unit: &str) {
        en: "the column `{header}` holds units, such as `{unit}`, and is not known to be the unit column",
        zh: "`{header}`列中是计量单位（如`{unit}`），但未指明为单位列",
    }

    fn expected_known_column() {
        en: "expected to be told what it is for",
        zh: "须指明该列的用途",
    }

    fn name_unit_or_note(header: &str) {
        en: "name it with --column unit={header} or `unit = \"{header}\"` in `[columns]`, if these are the units of the figures; else with `note`",
        zh: "如果是数据的计量单位，用`--column unit={header}`或在`[columns]`中以`unit = \"{header}\"`指明；否则用`note`",
    }

    /// Of a column of figures, by what stands in its header in parentheses.
    fn of_another_kind(header: &str, word: &str) {
        en: "the figures of `{header}` are not actual ones, as `{word}` says",
        zh: "`{header}`列标明“{word}”，不是实际数据",
    }

    /// Of a column that the plan does not know, by a cell of it.
    fn tells_kinds_apart(header: &str, word: &str) {
        en: "the column `{header}` tells figures of different kinds apart: those of `{word}` are not actual ones",
        zh: "`{header}`列区分不同类别的数据：其中“{word}”不是实际数据",
    }

    fn expected_actual_figures() {
        en: "expected actual figures",
        zh: "应为实际数据",
    }

    fn note_or_rename(header: &str) {
        en: "read over the column with --column \"note={header}\", or take it out; rename it if its figures are actual ones",
        zh: "用`--column \"note={header}\"`略过该列，或删去；如果确是实际数据，给它改名",
    }

    /// What to do about rows of figures that are no actual ones.
    fn keep_actual_rows(header: &str) {
        en: "keep the rows of actual figures only, or choose them in the plan, as in `where = {{ \"{header}\" = \"actual\" }}`; \
             name the column with `note` if all of its rows are actual figures",
        zh: "只保留实际数据的行，或在计划中以`where`选取，如`where = {{ \"{header}\" = \"实际\" }}`；如果各行均为实际数据，用`note`指明该列",
    }

    // Periods in headers.

    fn period_beside_period_and_value(header: &str) {
        en: "the header `{header}` is a period, beside columns for period and value",
        zh: "表头`{header}`是一个期间，而另有期间列和完成值列",
    }

    fn period_beside_period(header: &str) {
        en: "the header `{header}` is a period, beside a column for the period",
        zh: "表头`{header}`是一个期间，而另有期间列",
    }

    fn expected_no_period() {
        en: "expected no column for a period",
        zh: "不应有某一期间的列",
    }

    fn remove_for_wide_layout(period: &str, value: &str) {
        en: "remove the column, or remove `{period}` and `{value}` to read the wide layout",
        zh: "删去该列；如为宽表，删去`{period}`和`{value}`",
    }

    fn remove_or_rename() {
        en: "remove the column, or rename it if it is about something else",
        zh: "删去该列；如另有含义，给它改名",
    }

    // Layouts.

    /// Which columns there are, and which ones the command line names that are not there.
    fn columns_are(columns: &Text, absent: &[&str]) {
        en: {
            let absent = absent.iter().map(|name| format!("; --column names `{name}`, which is not there"));
            format!("the columns are {columns}{}", absent.collect::<String>())
        },
        zh: {
            let absent = absent.iter().map(|name| format!("；`--column`指明的`{name}`不存在"));
            format!("各列为{columns}{}", absent.collect::<String>())
        },
    }

    /// Of a column for a period whose header has no year.
    fn write_year(name: &str) {
        en: "the year is missing in `{name}`: give the column of each period its year, as in `2022-01` or `2022年1月`",
        zh: "`{name}`没有年份：每期一列的，表头写明年份，如`2022-01`或`2022年1月`",
    }

    /// How to write a period, where the header may be that of something else.
    fn or_no_period(help: &Text, name: &str) {
        en: "{help}; if the column is about something else, take it out, or call it with `--column note={name}`",
        zh: "{help}；如该列另有含义，删去该列，或用`--column note={name}`指明",
    }

    /// What none of the columns is for.
    fn not_found(missing: &[Text]) {
        en: {
            match missing.as_slice() {
                [] => "not found: figures".to_owned(),
                missing => format!("not found: {}", missing.join(", ")),
            }
        },
        zh: {
            match missing.as_slice() {
                [] => "未找到：数据".to_owned(),
                missing => format!("未找到：{}", missing.join("、")),
            }
        },
    }

    /// What a column is for, with the headers by which that is known.
    fn known_by(role: &Text, known: &[&str]) {
        en: { format!("{role} ({})", known.join(", ")) },
        zh: { format!("{role}（{}）", quoted(known).join("、")) },
    }

    /// What would cut the header into known columns.
    fn give_delimiter(delimiter: char) {
        en: "if `{delimiter}` is what sets the cells apart, read the file with --delimiter '{delimiter}'",
        zh: "如各单元格以`{delimiter}`分隔，用`--delimiter '{delimiter}'`读取",
    }

    /// The columns for indicator, period and value, each in the words of `known_by`.
    fn name_the_columns(columns: &[Text]) {
        en: {
            format!(
                "expected the columns {}, or a column for each period, or one for each indicator of the plan; name others \
                 under [columns] in the plan or with --column",
                columns.join(", ")
            )
        },
        zh: {
            format!(
                "应有{}三列，或每期一列，或计划的每项指标一列；表头用其他名称的，在计划的`[columns]`中或用`--column`指明",
                columns.join("、")
            )
        },
    }

    // Names of indicators.

    fn name_of_several(name: &str) {
        en: "`{name}` is the name of several indicators of the plan",
        zh: "`{name}`对应计划中的多个指标",
    }

    fn could_be(names: &Text) {
        en: "could be {names}",
        zh: "可能是{names}",
    }

    fn write_what_is_meant(names: &Text) {
        en: "write the one that is meant: {names}",
        zh: "写明是哪一个：{names}",
    }
}

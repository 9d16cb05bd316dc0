//! What is said of rows.

use crate::wording::{Text, count, texts};

texts! {
    fn has_cells(found: usize, expected: usize) {
        en: { format!("the row has {}, the header has {expected}", count(found, "cell")) },
        zh: "该行有{found}个单元格，表头有{expected}个",
    }

    fn expected_cells(expected: usize) {
        en: { format!("expected {}", count(expected, "cell")) },
        zh: "应有{expected}个单元格",
    }

    /// What to do where a delimiter may stand in a cell.
    fn quote_delimiter(delimiter: char) {
        en: {
            let example = if delimiter == ',' { ", as in \"1,234\"" } else { "" };
            format!("put quotes around a cell that holds {}{example}", delimiter_name(delimiter))
        },
        zh: {
            let example = if delimiter == ',' { "，如`\"1,234\"`" } else { "" };
            format!("含{}的单元格加引号{example}", chinese_delimiter_name(delimiter))
        },
    }

    /// What to do where a row ends too early.
    fn fill_up_or_take_out() {
        en: "give the row all its cells, empty ones too, if it has been cut short; take it out if it is a remark",
        zh: "该行如被截断，补全单元格，空的也要有；如是说明，删去该行",
    }

    /// What to do where nothing stands behind the delimiters at the end of a row.
    fn take_out_delimiters(delimiter: char) {
        en: { format!("take out what is too much at the end of the row: {} after the last cell", delimiter_name(delimiter)) },
        zh: { format!("删去行末多余的{}", chinese_delimiter_name(delimiter)) },
    }

    /// The same where commas may have split a figure of the row.
    fn quote_figure_or(figure: &str, take_out: &Text) {
        en: "put quotes around a cell that holds a comma, as in \"{figure}\"; if none does, {take_out}",
        zh: "含逗号的单元格加引号，如`\"{figure}\"`；如没有这样的单元格，{take_out}",
    }

    /// What to do where a row has one cell before those that the header names.
    fn name_first_column_or(quote: &Text) {
        en: "if each row begins with its number or its name, the header lacks a name for the first column: write one, such \
             as `No.`; else {quote}",
        zh: "如各行以行号或行名开头，表头缺第一列的名称，应补上，如`No.`；否则{quote}",
    }

    fn in_unnamed_column(cell: &str) {
        en: "`{cell}` stands in a column without a header",
        zh: "`{cell}`所在的列没有表头",
    }

    fn expected_empty_cell() {
        en: "expected an empty cell",
        zh: "应为空单元格",
    }

    /// Of a column, counted from 1.
    fn name_or_clear_column(column: usize) {
        en: "give column {column} of the header a name, or clear the column; read over one that only counts the rows with \
             `--column note=`; if the header stands on two lines, write it on one",
        zh: "给表头的第{column}列写上名称，或清空该列；如该列只是行号，用`--column note=`略过；如表头占两行，合为一行",
    }

    /// Of a period without a year, beside a column that holds one.
    fn year_in_other_column(column: &str) {
        en: "the year stands in the column `{column}`: write it into the same cell, as in `2022-09` or `2022年9月`",
        zh: "年份在另一列`{column}`中：应与期间写在同一单元格，如`2022-09`或`2022年9月`",
    }

    /// How to write a period, where the row may be a total.
    fn or_leave_out_total(help: &Text) {
        en: "{help}; if the row is a total, leave it out",
        zh: "{help}；如该行是合计，删去该行",
    }

    /// Of a period such as `截至2022年9月末`.
    fn added_up_as_at(text: &str, indicator: &Text) {
        en: "`{text}` does not say since when a figure counts, and those of `{indicator}` are added up",
        zh: "`{text}`没有写明从何时算起，而`{indicator}`的数据要相加",
    }

    fn expected_period_of_row() {
        en: "expected the period in which it came about",
        zh: "应为数据发生的期间",
    }

    fn write_since_when() {
        en: "write the whole period, as in `2022-01..2022-09` or `2022-09`; if the figures are totals to date, say so in the \
             plan with `aggregate = \"cumulative\"`",
        zh: "写明整个期间，如`2022-01..2022-09`或`2022-09`；如填报的是累计数，在计划中写明`aggregate = \"cumulative\"`",
    }

    fn names_no_indicator() {
        en: "the row names no indicator",
        zh: "该行没有写指标",
    }

    fn expected_indicator() {
        en: "expected the name of an indicator",
        zh: "应为指标名称",
    }

    fn write_indicator() {
        en: "write which indicator the figure is of, in each row where merged cells showed it once, or leave the row out",
        zh: "写明是哪项指标的数据（合并单元格须逐行填写），或删去该行",
    }

    fn figure_without_period() {
        en: "a figure without a period",
        zh: "有数据而没有期间",
    }

    /// What is said of a row and of others: some of their lines, and how many more rows there are.
    fn likewise(message: &Text, lines: &[u64], more: u64) {
        en: {
            let mut words: Vec<String> = lines.iter().map(u64::to_string).collect();
            let last = match (more, words.len()) {
                (0, 1) => return format!("{message}; likewise on line {}", words.concat()),
                (0, _) => words.pop().unwrap_or_default(),
                (more, _) => format!("{more} more"),
            };
            format!("{message}; likewise on lines {} and {last}", words.join(", "))
        },
        zh: {
            let words: Vec<String> = lines.iter().map(u64::to_string).collect();
            let more = match (more, lines.len() as u64 + more) {
                (0, _) => String::new(),
                (_, all) => format!("等{all}行"),
            };
            format!("{message}；第{}行{more}也是如此", words.join("、"))
        },
    }
}

fn delimiter_name(delimiter: char) -> String {
    match delimiter {
        ',' => "a comma".to_owned(),
        ';' => "a semicolon".to_owned(),
        '\t' => "a tab".to_owned(),
        other => format!("`{other}`"),
    }
}

fn chinese_delimiter_name(delimiter: char) -> String {
    match delimiter {
        ',' => "逗号".to_owned(),
        ';' => "分号".to_owned(),
        '\t' => "制表符".to_owned(),
        other => format!("`{other}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Language;

    #[test]
    fn other_rows_are_named_and_the_rest_of_them_counted() {
        for (lines, more, english, chinese) in [
            (&[3][..], 0, "x; likewise on line 3", "x；第3行也是如此"),
            (&[3, 4], 0, "x; likewise on lines 3 and 4", "x；第3、4行也是如此"),
            (&[3, 4, 9], 0, "x; likewise on lines 3, 4 and 9", "x；第3、4、9行也是如此"),
            (
                &[3, 4, 9],
                2,
                "x; likewise on lines 3, 4, 9 and 2 more",
                "x；第3、4、9行等5行也是如此",
            ),
        ] {
            let text = likewise(&Text::same("x"), lines, more);
            assert_eq!(text.english(), english);
            assert_eq!(text.of(Language::Chinese), chinese);
        }
    }
}

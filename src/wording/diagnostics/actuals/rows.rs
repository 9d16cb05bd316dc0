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

    /// What to do where a delimiter may stand in a cell, or be missing.
    fn quote_delimiter(delimiter: char) {
        en: {
            match delimiter {
                ',' => "put quotes around a cell that holds a comma, as in \"1,234\"; give every row all its commas".to_owned(),
                ';' => "put quotes around a cell that holds a semicolon; give every row all its semicolons".to_owned(),
                '\t' => "put quotes around a cell that holds a tab; give every row all its tabs".to_owned(),
                other => format!("put quotes around a cell that holds `{other}`; give every row all its `{other}`"),
            }
        },
        zh: {
            match delimiter {
                ',' => "含逗号的单元格加引号，如`\"1,234\"`；每行的逗号应写全".to_owned(),
                ';' => "含分号的单元格加引号；每行的分号应写全".to_owned(),
                '\t' => "含制表符的单元格加引号；每行的制表符应写全".to_owned(),
                other => format!("含`{other}`的单元格加引号；每行的`{other}`应写全"),
            }
        },
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
        en: "give column {column} of the header a name, or clear the column",
        zh: "给表头的第{column}列写上名称，或清空该列",
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

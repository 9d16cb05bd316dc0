//! What is said of quotes in an export.

use crate::wording::texts;

texts! {
    fn expected_closing_quote() {
        en: "expected a closing quote at the end of the cell",
        zh: "单元格末尾应有后引号",
    }

    fn close_or_take_out() {
        en: "close the quote at the end of its cell, or take it out",
        zh: "在单元格末尾补上后引号，或删去该引号",
    }

    fn not_closed() {
        en: "a quote opens here and is not closed",
        zh: "引号从这里开始，没有闭合",
    }

    fn next_does_not_close() {
        en: "a quote opens here, and the next one does not close it",
        zh: "引号从这里开始，而下一个引号并未使它闭合",
    }

    /// The label of the second quote.
    fn next_inside_a_cell() {
        en: "the next one, inside a cell",
        zh: "下一个引号，在单元格中间",
    }

    fn row_before_closing_quote() {
        en: "a quote opens here, and a row stands before the one that closes it",
        zh: "引号从这里开始，而在与它配对的引号之前有一整行",
    }

    fn row_inside_cell() {
        en: "the row inside the cell",
        zh: "单元格中的一行",
    }

    fn blanks_before() {
        en: "blanks stand before the opening quote",
        zh: "前引号之前有空白",
    }

    fn expected_quote_at_beginning() {
        en: "expected the quote at the beginning of its cell",
        zh: "引号应在单元格开头",
    }

    fn blanks_after() {
        en: "blanks stand after the closing quote",
        zh: "后引号之后有空白",
    }

    fn expected_end_of_cell() {
        en: "expected the end of the cell",
        zh: "单元格应到此为止",
    }

    fn take_out_blanks() {
        en: "take out the blanks around the quotes",
        zh: "删去引号外的空白",
    }

    fn inside_unquoted_cell() {
        en: "a quote stands inside a cell that does not begin with one",
        zh: "单元格中间有引号，开头却没有",
    }

    fn expected_quote_or_none() {
        en: "expected the cell to begin with a quote, or to hold none",
        zh: "单元格应以引号开头，或不含引号",
    }

    fn text_after_quote() {
        en: "the cell goes on after its closing quote",
        zh: "后引号之后，单元格还有内容",
    }

    fn write_twice() {
        en: "put the whole cell in quotes and write each quote inside it twice, as in \"5\"\" pipe\"; or take the quote out",
        zh: "单元格整体加引号，其中的引号写两个，如`\"5\"\"管\"`；或删去该引号",
    }

    fn write_twice_without_backslash() {
        en: "put the whole cell in quotes and write each quote inside it twice, as in \"5\"\" pipe\"; a backslash before a \
             quote is a character like others",
        zh: "单元格整体加引号，其中的引号写两个，如`\"5\"\"管\"`；引号前的反斜杠只是普通字符",
    }
}

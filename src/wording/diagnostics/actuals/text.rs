//! What is said of bytes that are no text, or not in the encoding in which they are read.

use crate::wording::{Text, texts};

texts! {
    // What a file is instead of CSV.

    fn expected_csv() {
        en: "expected CSV",
        zh: "应为CSV文件",
    }

    fn is_workbook() {
        en: "this is a workbook (XLSX) or another ZIP archive, not a CSV file",
        zh: "这是工作簿（XLSX）或其他ZIP压缩包，不是CSV文件",
    }

    fn is_old_workbook() {
        en: "this is an old Excel workbook (XLS) or one with a password, not a CSV file",
        zh: "这是旧版Excel工作簿（XLS）或加了密码的工作簿，不是CSV文件",
    }

    fn is_compressed() {
        en: "this is a compressed file (gzip), not a CSV file",
        zh: "这是压缩文件（gzip），不是CSV文件",
    }

    fn is_pdf() {
        en: "this is a PDF document, not a CSV file",
        zh: "这是PDF文档，不是CSV文件",
    }

    fn is_web_page() {
        en: "this is a web page or XML, not a CSV file, whatever its name says",
        zh: "无论文件名如何，这是网页或XML，不是CSV文件",
    }

    fn is_web_archive() {
        en: "this is a web archive (MHTML), not a CSV file, whatever its name says",
        zh: "无论文件名如何，这是网页存档（MHTML），不是CSV文件",
    }

    fn is_json() {
        en: "this is JSON, not a CSV file",
        zh: "这是JSON，不是CSV文件",
    }

    fn save_the_sheet() {
        en: "open it in the spreadsheet program and save the sheet as \"CSV UTF-8\"",
        zh: "用表格软件打开，将工作表另存为“CSV UTF-8”",
    }

    fn export_again() {
        en: "export the figures as CSV from where they come from",
        zh: "在数据的来源处将数据导出为CSV",
    }

    fn unpack() {
        en: "unpack it, and name the file that comes out",
        zh: "先解压，再指明解压出的文件",
    }

    // UTF-16 that does not say so.

    fn looks_like_utf_16() {
        en: "the file looks like UTF-16, and has no byte order mark",
        zh: "文件疑似UTF-16编码，但没有字节顺序标记",
    }

    fn looks_like_utf_16_not(encoding: &str) {
        en: "the file looks like UTF-16, not {encoding}",
        zh: "文件疑似UTF-16编码，而不是{encoding}",
    }

    fn expected_known_encoding() {
        en: "expected CSV in UTF-8, or in a known encoding",
        zh: "应为UTF-8或其他已知编码的CSV",
    }

    fn if_utf_16(label: &str) {
        en: "if it is UTF-16, say so with --encoding {label}; else save the sheet as \"CSV UTF-8\" in the spreadsheet program",
        zh: "如确为UTF-16，用`--encoding {label}`指明；否则在表格软件中将工作表另存为“CSV UTF-8”",
    }

    // Bytes that are no text.

    fn holds_nul() {
        en: "the line holds a NUL byte: the file is no text, or is UTF-16",
        zh: "该行有空字节（NUL）：文件不是文本，或为UTF-16编码",
    }

    fn save_as_utf_8() {
        en: "save the sheet as \"CSV UTF-8\" in the spreadsheet program",
        zh: "在表格软件中将工作表另存为“CSV UTF-8”",
    }

    /// Of bytes in hexadecimal.
    fn no_character(bytes: &[String], encoding: &str) {
        en: {
            match bytes {
                [byte] => format!("the byte {byte} is no character in {encoding}"),
                bytes => format!("the bytes {} are no character in {encoding}", bytes.join(" ")),
            }
        },
        zh: {
            let bytes = bytes.join(" ");
            format!("字节`{bytes}`不是{encoding}中的字符")
        },
    }

    fn is_damaged(encoding: &str) {
        en: "the byte order mark says {encoding}, so the file is damaged; save the sheet as \"CSV UTF-8\" in the spreadsheet program",
        zh: "字节顺序标记表明是{encoding}，可见文件已损坏；在表格软件中将工作表另存为“CSV UTF-8”",
    }

    fn check_the_encoding() {
        en: "check the name of the encoding; or save the sheet as \"CSV UTF-8\" in the spreadsheet program",
        zh: "核对编码的名称；或在表格软件中将工作表另存为“CSV UTF-8”",
    }

    fn is_not_utf_8(byte: u8) {
        en: "the file is not UTF-8: byte 0x{byte:02X} is out of place",
        zh: "文件不是UTF-8编码：字节`0x{byte:02X}`不应出现在此处",
    }

    fn name_the_encoding() {
        en: "name its encoding, such as with --encoding big5; or save the sheet as \"CSV UTF-8\" in the spreadsheet program",
        zh: "指明其编码，如`--encoding big5`；或在表格软件中将工作表另存为“CSV UTF-8”",
    }

    fn expected_csv_in(encoding: &str) {
        en: "expected CSV in {encoding}",
        zh: "应为{encoding}编码的CSV",
    }

    // Trials of two encodings.

    fn is_in_neither(byte: u8) {
        en: "the file is neither UTF-8 nor GB18030: byte 0x{byte:02X} is out of place",
        zh: "文件既不是UTF-8也不是GB18030编码：字节`0x{byte:02X}`不应出现在此处",
    }

    fn expected_either() {
        en: "expected CSV in UTF-8 or GB18030",
        zh: "应为UTF-8或GB18030编码的CSV",
    }

    fn stream_has_passed() {
        en: "the stream cannot be read again: name its encoding, such as with --encoding gb18030",
        zh: "数据流无法重读：请指明其编码，如`--encoding gb18030`",
    }

    /// What to do where names are not known in a text that has been read as the second encoding; what else there is to do.
    fn if_names_look_wrong(other: Option<&Text>) {
        en: {
            let other = other.map(|other| format!("; else {other}")).unwrap_or_default();
            format!(
                "the file is not UTF-8 and was read as GB18030: if the names look wrong, name its encoding, such as \
                 with --encoding big5{other}"
            )
        },
        zh: {
            let other = other.map(|other| format!("；否则，{other}")).unwrap_or_default();
            format!("文件不是UTF-8编码，已按GB18030读取：如名称显示不对，指明其编码，如`--encoding big5`{other}")
        },
    }

    /// Of a character by its number.
    fn is_hardly_gb18030(word: &str) {
        en: "the file is not UTF-8, and hardly GB18030, in which it has the word `{word}`",
        zh: "文件不是UTF-8编码，也不像GB18030编码：按后者读取会有`{word}`",
    }

    fn expected_a_word() {
        en: "a Chinese character within a Latin word",
        zh: "西文单词中夹有汉字",
    }

    fn name_western_or_insist() {
        en: "name the encoding of the file, such as with --encoding windows-1252; if the word is right, with \
             --encoding gb18030",
        zh: "指明文件的编码，如`--encoding windows-1252`；如该词无误，写明`--encoding gb18030`",
    }

    fn holds_private_use(character: u32) {
        en: "the file is not UTF-8 and was read as GB18030, and the text holds U+{character:04X}, which is no character there",
        zh: "文件不是UTF-8编码，已按GB18030读取，而文本中的`U+{character:04X}`不是其中的字符",
    }

    fn expected_characters() {
        en: "expected letters, digits and signs",
        zh: "应为文字、数字和符号",
    }

    fn name_or_silence() {
        en: "if the names look wrong, name the encoding of the file, such as with --encoding big5; if they are right, \
             silence this with --encoding gb18030",
        zh: "如名称显示不对，指明文件的编码，如`--encoding big5`；如无误，写明`--encoding gb18030`即不再提示",
    }
}

//! What the system says of files, by the kinds of errors that people meet. All others are told in its own words.

use std::io::{Error, ErrorKind};

use super::{Text, texts};

/// What an error says.
pub(crate) fn of_system(error: &Error) -> Text {
    match error.kind() {
        _ if error.get_ref().is_some() => Text::same(error.to_string()),
        ErrorKind::NotFound => not_found(),
        ErrorKind::PermissionDenied => permission_denied(),
        ErrorKind::AlreadyExists => already_exists(),
        ErrorKind::IsADirectory => is_directory(),
        ErrorKind::NotADirectory => not_a_directory(),
        ErrorKind::InvalidFilename => invalid_name(),
        ErrorKind::StorageFull => storage_full(),
        ErrorKind::QuotaExceeded => quota_exceeded(),
        ErrorKind::ReadOnlyFilesystem => read_only(),
        ErrorKind::BrokenPipe => broken_pipe(),
        _ => Text::same(error.to_string()),
    }
}

texts! {
    fn not_found() {
        en: "no such file or directory",
        zh: "没有这个文件或目录",
    }

    fn permission_denied() {
        en: "permission denied",
        zh: "没有权限",
    }

    fn already_exists() {
        en: "it is there already",
        zh: "已经存在",
    }

    fn is_directory() {
        en: "this is a directory",
        zh: "这是一个目录",
    }

    fn not_a_directory() {
        en: "what stands before a / is no directory",
        zh: "路径中的上一级不是目录",
    }

    fn invalid_name() {
        en: "there can be no file of that name",
        zh: "文件名无效",
    }

    fn storage_full() {
        en: "no space is left",
        zh: "磁盘空间不足",
    }

    fn quota_exceeded() {
        en: "no space is left for this user",
        zh: "超出磁盘限额",
    }

    fn read_only() {
        en: "the file system is read-only",
        zh: "文件系统只读",
    }

    fn broken_pipe() {
        en: "whoever was to read it has gone",
        zh: "读取的一方已经关闭",
    }
}

//! What people read in the log of a job. A runner of GitHub Actions takes lines of it for commands: such as begin with `::`,
//! and such as hold `##[`. Text of a plan or an export must not become one.

use std::io::{self, Write};

use sha2::{Digest as _, Sha256};

/// Writes what people read so that no line of it is a command to whoever runs the job.
pub(super) fn to_people(
    out: &mut dyn Write,
    report: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if std::env::var_os("GITHUB_ACTIONS").is_none_or(|value| value != "true") {
        return report(out);
    }
    let mut text = Vec::new();
    report(&mut text)?;
    out.write_all(&guarded(text))
}

/// The same text, where a line could be a command between two that keep commands from being followed.
fn guarded(text: Vec<u8>) -> Vec<u8> {
    let is_command = |line: &str| line.trim_start().starts_with("::") || line.contains("##[");
    if !String::from_utf8_lossy(&text).lines().any(is_command) {
        return text;
    }
    // No text can hold the digest of itself, and so none can end what the digest began.
    let mut token = String::new();
    for byte in Sha256::digest(&text) {
        let _ = std::fmt::Write::write_fmt(&mut token, format_args!("{byte:02x}"));
    }
    let mut guarded = format!("::stop-commands::{token}\n").into_bytes();
    let ends = text.ends_with(b"\n");
    guarded.extend(text);
    guarded.extend(if ends { &b""[..] } else { b"\n" });
    guarded.extend(format!("::{token}::\n").into_bytes());
    guarded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_could_be_a_command_is_guarded() {
        for harmless in ["", "a :: b\n", "a::b\n", "# [x]\n"] {
            assert_eq!(guarded(harmless.as_bytes().to_vec()), harmless.as_bytes());
        }
        for command in ["a\n  ::error::x\n", "│ ##[add-mask]x │\n", "::set-output::"] {
            let text = String::from_utf8(guarded(command.as_bytes().to_vec())).unwrap();
            let (first, rest) = text.split_once('\n').unwrap();
            let token = first.strip_prefix("::stop-commands::").unwrap();
            assert_eq!(token.len(), 64);
            assert!(rest.starts_with(command), "{text}");
            assert!(text.ends_with(&format!("\n::{token}::\n")), "{text}");
        }
    }
}

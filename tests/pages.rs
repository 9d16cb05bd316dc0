//! Pages that bring their own inputs.
//!
//! A page is Markdown. Its `toml` blocks become `targets.toml` and its `csv` blocks `actuals.csv` in an empty folder,
//! or files of another name when the block names one (```` ```csv roster.csv ````); with the word `escaped` after the
//! name, `\xNN` stands for a byte, and with `times=N` the last line stands there N times. Its `console` blocks hold
//! commands after `$ `, a status other than 0 after `? `, and what is printed, stdout before stderr; a line `...` stands
//! for any lines. Set `PAGES=overwrite` to write what the program prints into the pages, and read the difference before
//! committing it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

#[test]
fn the_readme_shows_what_the_program_prints() {
    run_pages(&[Path::new("README.md").to_owned()]);
}

#[test]
fn every_diagnostic_says_what_its_page_shows() {
    let pages = diagnostic_pages();
    assert!(!pages.is_empty());
    for page in &pages {
        let code = page.file_stem().unwrap().to_str().unwrap();
        let text = fs::read_to_string(page).unwrap();
        assert!(
            text.starts_with(&format!("# {code}\n")),
            "{} is headed by its code",
            page.display()
        );
        assert!(text.contains(&format!("[{code}]")), "{} shows its code", page.display());
    }
    run_pages(&pages);
}

#[test]
fn every_diagnostic_is_told_in_chinese_too() {
    let mut wrong = String::new();
    let mut titles = 0;
    for page in diagnostic_pages() {
        let text = fs::read_to_string(&page).unwrap();
        let (folder, consoles) = laid_out(&text);
        for command in consoles.iter().flat_map(|block| &block.lines) {
            let Some(command) =
                command.strip_prefix("$ ").filter(|line| !line.contains("--format"))
            else {
                continue;
            };
            let output = run(&format!("{command} --lang zh"), folder.path());
            // What evaluate prints to stdout has names of the plan in it.
            let is_report = command.starts_with("plancheck evaluate");
            let told = if is_report { output.stderr } else { output.stdout };
            for line in String::from_utf8(told).unwrap().lines() {
                let is_title =
                    ["错误[", "警告[", "说明["].iter().any(|head| line.starts_with(head));
                titles += usize::from(is_title);
                let is_untold = is_title && !told_words(line).contains(is_chinese);
                if is_untold || !left_in_english(line).is_empty() {
                    let _ = writeln!(wrong, "{}: {line}", page.display());
                }
            }
        }
    }
    assert!(wrong.is_empty(), "these lines are not in Chinese:\n{wrong}");
    assert!(titles > plancheck::diagnostic::CODES.len(), "{titles} findings");
}

fn is_chinese(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}

/// What a line tells, without lines of the inputs, places, codes, commands and what stands in backticks.
fn told_words(line: &str) -> String {
    let start = line.trim_start();
    let rest = start.trim_start_matches(|character: char| character.is_ascii_digit());
    let is_excerpt = rest.len() < start.len() && rest.starts_with(' ');
    if is_excerpt || start.starts_with("--> ") || start.starts_with("::: ") {
        return String::new();
    }
    let told = start.split_once("plancheck explain").map_or(start, |(before, _)| before);
    let told = told.split_once("]: ").map_or(told, |(_, title)| title);
    told.split('`').step_by(2).collect()
}

/// The words of a line that are in English and should not be; abbreviations are the same in every language.
fn left_in_english(line: &str) -> Vec<String> {
    const NAMES: &[&str] = &["Big", "Excel", "gzip", "Jinja"];
    // In brackets follow the words of the system and of parsers; the command line is parsed by one in English.
    let others = ["（No such file", "无法解析（", "error: invalid value", "For more information"];
    let end = others.iter().filter_map(|words| line.find(words)).min();
    let line = end.map_or(line, |end| &line[..end]);
    let told = told_words(line);
    let words = told.split(|character: char| character.is_whitespace() || !character.is_ascii());
    let words = words.filter(|word| ![".csv", ".toml"].iter().any(|end| word.ends_with(end)));
    let words =
        words.flat_map(|word| word.split(|character: char| !character.is_ascii_alphabetic()));
    let words = words.filter(|word| word.contains(|letter: char| letter.is_ascii_lowercase()));
    words.filter(|word| word.len() > 1 && !NAMES.contains(word)).map(str::to_owned).collect()
}

#[test]
fn every_diagnostic_code_has_a_page() {
    let pages = diagnostic_pages();
    let mut pages: Vec<&str> =
        pages.iter().map(|page| page.file_stem().unwrap().to_str().unwrap()).collect();
    pages.sort_unstable();
    assert_eq!(pages, plancheck::diagnostic::CODES);
}

#[test]
fn every_verdict_comes_about_as_its_page_shows() {
    for verdict in plancheck::evaluate::Verdict::ALL {
        let page = format!("tests/verdicts/{}.md", verdict.name());
        let text = fs::read_to_string(&page).unwrap();
        assert!(
            text.starts_with(&format!("# {}\n", verdict.name())),
            "{page} is headed by its verdict"
        );
        assert!(text.contains(&format!("  {}\n", verdict.name())), "{page} shows its verdict");
    }
    run_pages(&crate::tidy::files_below(Path::new("tests/verdicts"), "md"));
}

fn diagnostic_pages() -> Vec<PathBuf> {
    crate::tidy::files_below(Path::new("tests/diagnostics"), "md")
}

/// A block between fences: its info string and its lines.
struct Block {
    info: String,
    first_line: usize,
    lines: Vec<String>,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in text.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                let (info, first_line) = (info.to_owned(), number + 1);
                open = Some(Block { info, first_line, lines: Vec::new() });
            }
            (Some(_), Some("")) => blocks.extend(open.take()),
            (Some(block), _) => block.lines.push(line.to_owned()),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

fn run_pages(pages: &[PathBuf]) {
    let mut wrong = String::new();
    for page in pages {
        let text = fs::read_to_string(page).unwrap();
        let printed = run_page(&text);
        let compared = snapbox::Assert::new().normalize_paths(false).try_eq(
            Some(&page.display()),
            printed.clone().into(),
            text.into(),
        );
        match compared {
            Ok(()) => {}
            Err(_) if std::env::var("PAGES").as_deref() == Ok("overwrite") => {
                fs::write(page, printed).unwrap();
            }
            Err(difference) => wrong.push_str(&difference.to_string()),
        }
    }
    assert!(wrong.is_empty(), "these pages are not what the program prints:\n{wrong}");
}

/// The page with what the program prints in place of what it shows.
fn run_page(text: &str) -> String {
    let mut printed: Vec<String> = text.lines().map(ToOwned::to_owned).collect();
    let (folder, consoles) = laid_out(text);
    for block in consoles.into_iter().rev() {
        let mut output = Vec::new();
        for command in block.lines.iter().filter_map(|line| line.strip_prefix("$ ")) {
            output.push(format!("$ {command}"));
            output.extend(run_command(command, folder.path()));
        }
        printed.splice(block.first_line..block.first_line + block.lines.len(), output);
    }
    printed.into_iter().map(|line| line + "\n").collect()
}

/// A folder with the files of a page, and its blocks with commands.
fn laid_out(text: &str) -> (tempfile::TempDir, Vec<Block>) {
    let folder = tempfile::tempdir().unwrap();
    let mut consoles = Vec::new();
    for block in blocks(text) {
        let mut words = block.info.split(' ');
        let default = match words.next() {
            Some("toml") => "targets.toml",
            Some("csv") => "actuals.csv",
            Some("console") => {
                consoles.push(block);
                continue;
            }
            _ => continue,
        };
        let name = words.next().unwrap_or(default);
        fs::write(folder.path().join(name), content(&block, words)).unwrap();
    }
    (folder, consoles)
}

/// The bytes of a file that a block holds.
fn content<'a>(block: &Block, words: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut lines = block.lines.clone();
    let mut escaped = false;
    for word in words {
        match word.strip_prefix("times=") {
            Some(times) => {
                let last = lines.pop().unwrap();
                lines.extend(vec![last; times.parse().unwrap()]);
            }
            None => escaped = word == "escaped",
        }
    }
    let text: String = lines.into_iter().map(|line| line + "\n").collect();
    if !escaped {
        return text.into_bytes();
    }
    let mut parts = text.split("\\x");
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    bytes
}

fn run(command: &str, folder: &Path) -> Output {
    let mut words = command.split(' ');
    assert_eq!(words.next(), Some("plancheck"), "pages run nothing but plancheck: {command}");
    Command::new(env!("CARGO_BIN_EXE_plancheck"))
        .args(words)
        .current_dir(folder)
        .env("COLUMNS", "80")
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn run_command(command: &str, folder: &Path) -> Vec<String> {
    let output = run(command, folder);
    let mut lines = Vec::new();
    if output.status.code() != Some(0) {
        lines.push(format!("? {}", output.status.code().expect("the program ends by itself")));
    }
    for stream in [output.stdout, output.stderr] {
        lines.extend(String::from_utf8(stream).unwrap().lines().map(ToOwned::to_owned));
    }
    lines
}

//! The examples of the help, run where `plancheck init` has written a plan; and what there is to install and to start from.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn plancheck(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plancheck"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// What a command prints when all is well.
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = plancheck(folder, arguments);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*stderr), (Some(0), ""), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The commands that the help names.
fn commands() -> Vec<String> {
    let help = printed(Path::new("."), &["--help"]);
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| line.starts_with("  "));
    let names =
        listed.filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
    let names: Vec<String> =
        names.filter_map(|line| line.split(' ').next()).map(ToOwned::to_owned).collect();
    assert!(names.len() >= 6, "{names:?}");
    names.into_iter().filter(|name| name != "help").collect()
}

/// A plan to start from, its figures by the quarter, and the same as a municipal system would export them.
fn starter() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    printed(folder.path(), &["init"]);
    let actuals = fs::read_to_string(folder.path().join("actuals.csv")).unwrap();
    let (header, rows) = actuals.split_once('\n').unwrap();
    for (name, quarter) in [("q1.csv", "2026Q1"), ("q2.csv", "2026Q2")] {
        let mut text = format!("{header}\n");
        for row in rows
            .lines()
            .filter(|row| row.contains(quarter) || row.contains(",2025,") && name == "q1.csv")
        {
            text.push_str(row);
            text.push('\n');
        }
        fs::write(folder.path().join(name), text).unwrap();
    }
    for (output, files) in
        [("json=before.json", &["q1.csv"][..]), ("json=after.json", &["q1.csv", "q2.csv"])]
    {
        plancheck(folder.path(), &[&["evaluate", "--output", output], files].concat());
        assert!(folder.path().join(&output["json=".len()..]).is_file());
    }
    let long: Vec<String> = actuals
        .lines()
        .filter(|row| !row.contains('"'))
        .map(|row| row.replace(',', "\t"))
        .collect();
    // 教育局 in Big5.
    let mut export = b"Export\n\n\xb1\xd0\xa8\x7c\xa7\xbd\n".to_vec();
    export.extend(long.join("\n").bytes());
    fs::write(folder.path().join("export.txt"), export).unwrap();
    folder
}

#[test]
fn examples_of_the_help_run() {
    let mut run = 0;
    for command in commands() {
        let folder = starter();
        let help = printed(folder.path(), &[&command, "--help"]);
        let (_, examples) =
            help.split_once("\nExamples:\n").unwrap_or_else(|| panic!("{command} has no examples"));
        let before = run;
        for example in examples.lines().map_while(|line| line.strip_prefix("  ")) {
            let mut words = example.split(' ');
            assert_eq!(words.next(), Some("plancheck"), "{example}");
            let mut words: Vec<&str> = words.collect();
            // A shell would write what is printed to the file behind `>`.
            let redirected = words.iter().position(|word| *word == ">");
            let redirected = redirected.map(|at| words.split_off(at)).unwrap_or_default();
            assert_eq!(
                words.first(),
                Some(&command.as_str()),
                "an example of another command: {example}"
            );
            let output = plancheck(folder.path(), &words);
            let stderr = String::from_utf8_lossy(&output.stderr);
            // The targets of the starter plan may fail where an example leaves rows out.
            assert!(matches!(output.status.code(), Some(0 | 1)), "{example}: {stderr}");
            assert_eq!(stderr, "", "{example}");
            if let Some(file) = redirected.get(1) {
                fs::write(folder.path().join(file), &output.stdout).unwrap();
            }
            let files: Vec<&str> =
                words.windows(2).filter(|pair| pair[0] == "--output").map(|pair| pair[1]).collect();
            for file in &files {
                let file = file.split_once('=').map_or(*file, |(_, file)| file);
                assert!(fs::metadata(folder.path().join(file)).unwrap().len() > 0, "{example}");
            }
            assert!(!output.stdout.is_empty() || !files.is_empty(), "{example}");
            run += 1;
        }
        assert!(run > before, "{command} has no examples");
    }
    assert!(run > 12, "{run} examples");
}

#[test]
fn every_shell_completes_every_command_and_option() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = printed(Path::new("."), &["completions", shell]);
        for word in commands().iter().map(String::as_str).chain(["as-of", "bom", "no-fail"]) {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    // Where there is a bash, it understands the script.
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("plancheck.bash");
    fs::write(&script, printed(Path::new("."), &["completions", "bash"])).unwrap();
    if let Ok(checked) = Command::new("bash").arg("-n").arg(&script).output() {
        assert_eq!(String::from_utf8_lossy(&checked.stderr), "");
        assert!(checked.status.success());
        let complete = format!(
            "source {}; COMP_WORDS=(plancheck templ); COMP_CWORD=1; _plancheck plancheck templ plancheck; echo ${{COMPREPLY[@]}}",
            script.display()
        );
        let completed = Command::new("bash").args(["-c", &complete]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&completed.stdout), "template\n");
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let page = printed(Path::new("."), &["man"]);
    assert!(page.contains(".TH plancheck 1"), "{page}");
    for command in commands() {
        assert!(page.contains(&format!("plancheck\\-{command}(1)")), "{command}");
        let page = printed(Path::new("."), &["man", &command]);
        assert!(page.contains(&format!(".TH plancheck-{command} 1")), "{page}");
        assert!(page.contains(&format!("\\fBplancheck {command}\\fR")), "{page}");
        let (_, examples) = page.split_once("\nExamples:\n").expect("a page has examples");
        assert!(page.contains("\n.nf\nExamples:\n"), "the lines of examples stay lines: {page}");
        assert!(examples.lines().any(|line| line == ".fi"), "{page}");
    }
    let unknown = plancheck(Path::new("."), &["man", "evaluat"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("did you mean `evaluate`?"));
}

#[test]
fn init_writes_a_plan_that_passes_and_says_what_to_run() {
    for (language, verdict, rows) in
        [("en", "PASS", "17 used, 0 set aside"), ("zh", "\n通过", "采用17行，未采用0行")]
    {
        let outer = tempfile::tempdir().unwrap();
        let said = printed(outer.path(), &["init", "my plan/2026", "--lang", language]);
        let next = said.lines().last().unwrap().trim();
        assert!(next.contains("'my plan/2026/actuals.csv'"), "{next}");
        // As a shell takes it apart.
        let words: Vec<&str> = next
            .split('\'')
            .flat_map(|part| {
                if part.starts_with("my plan") {
                    vec![part]
                } else {
                    part.split_whitespace().collect()
                }
            })
            .skip(1)
            .collect();
        let report = printed(outer.path(), &words);
        assert!(report.contains(verdict), "{report}");
        assert!(report.contains(rows), "{report}");
    }
}

#[cfg(unix)]
#[test]
fn what_to_run_next_can_be_run_as_it_stands() {
    for name in ["-x", "-", "--", "back\\slash", "it's $HOME; ~", "~", "plain"] {
        let outer = tempfile::tempdir().unwrap();
        let said = printed(outer.path(), &["init", "--", name]);
        let next = said.lines().last().unwrap().trim();
        let next = next.strip_prefix("plancheck").unwrap();
        let program = env!("CARGO_BIN_EXE_plancheck");
        let command = format!("'{program}'{next}");
        let output =
            Command::new("sh").args(["-c", &command]).current_dir(outer.path()).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), &*stderr), (Some(0), ""), "{next}");
    }
}

#[test]
fn init_overwrites_nothing() {
    for there in [&["targets.toml"][..], &["actuals.csv"], &["targets.toml", "actuals.csv"]] {
        let folder = tempfile::tempdir().unwrap();
        for name in there {
            fs::write(folder.path().join(name), "mine").unwrap();
        }
        let output = plancheck(folder.path(), &["init"]);
        assert_eq!(output.status.code(), Some(2));
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        for name in ["targets.toml", "actuals.csv"] {
            let text = fs::read_to_string(folder.path().join(name));
            assert_eq!(text.is_ok(), there.contains(&name), "{name}");
            assert_eq!(stderr.contains(name), there.contains(&name), "{stderr}");
            assert!(text.is_err() || text.is_ok_and(|text| text == "mine"));
        }
    }
}

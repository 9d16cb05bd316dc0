//! Where reports go and where actuals come from: files, pipes, devices.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

const PLAN: &str =
    "[plan]\nperiod = \"2022\"\n\n[target.training]\nat_least = 20\naggregate = \"sum\"\n";
const ACTUALS: &str = "indicator,period,value\ntraining,2022Q1,6\ntraining,2022Q2,15\n";

/// A folder with the smallest plan and figures that meet it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("targets.toml"), PLAN).unwrap();
    fs::write(folder.path().join("actuals.csv"), ACTUALS).unwrap();
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plancheck"));
    command.args(arguments).current_dir(folder).env("LC_ALL", "C").stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

/// The status, and what was printed to stderr.
fn ending(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8(output.stderr.clone()).unwrap())
}

fn piped(folder: &Path, arguments: &[&str]) -> Child {
    command(folder, arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn a_report_in_a_file_is_the_one_on_standard_output() {
    let folder = folder();
    let printed = run(folder.path(), &["evaluate", "actuals.csv", "--format", "json"]);
    let written = run(
        folder.path(),
        &["evaluate", "actuals.csv", "--format", "json", "--output", "out.json"],
    );
    assert_eq!(ending(&written), (Some(0), String::new()));
    assert!(written.stdout.is_empty());
    assert_eq!(fs::read(folder.path().join("out.json")).unwrap(), printed.stdout);
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        3,
        "nothing else is left in the folder"
    );
}

#[test]
fn a_report_is_written_also_when_targets_fail() {
    let folder = folder();
    fs::write(folder.path().join("actuals.csv"), "indicator,period,value\ntraining,2022,6\n")
        .unwrap();
    assert_eq!(
        run(folder.path(), &["evaluate", "actuals.csv", "--output", "out.txt"]).status.code(),
        Some(1)
    );
    assert!(
        fs::read_to_string(folder.path().join("out.txt")).unwrap().contains("FAIL: 1 target fails")
    );
}

#[test]
fn findings_replace_the_last_report_when_the_actuals_cannot_be_trusted() {
    let folder = folder();
    fs::write(folder.path().join("out.txt"), "PASS").unwrap();
    fs::write(folder.path().join("actuals.csv"), "indicator,period,value\ntraining,2022,many\n")
        .unwrap();
    let json = ["evaluate", "actuals.csv", "--format", "json"];
    let output = run(
        folder.path(),
        &[&json[..], &["--output", "json=out.json", "--output", "table=out.txt"]].concat(),
    );
    let (status, told) = ending(&output);
    assert_eq!(status, Some(3));
    assert!(told.contains("[bad-figure]"), "{told}");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(read("out.txt").starts_with("error[bad-figure]"), "{}", read("out.txt"));
    assert!(
        read("out.txt")
            .ends_with("explain bad-figure\nFAIL: 1 error: the actuals cannot be trusted\n"),
        "{}",
        read("out.txt")
    );
    assert_eq!(read("out.json").as_bytes(), output.stdout);
    let found: serde_json::Value = serde_json::from_str(&read("out.json")).unwrap();
    let finding = serde_json::json!({
        "code": "bad-figure",
        "severity": "error",
        "message": "`many` is not a number",
        "file": "actuals.csv",
        "line": 2,
        "column": 15,
        "end_column": 19,
        "label": "expected one number, such as 1234.5",
        "other": null,
        "help": found["findings"][0]["help"],
        "replacement": null,
    });
    let document = serde_json::json!({
        "schema": "plancheck/diagnostics/1",
        "command": "evaluate",
        "exit": { "status": 3, "reason": "1 error: the actuals cannot be trusted" },
        "summary": { "errors": 1, "warnings": 0, "notes": 0 },
        "findings": [finding],
    });
    assert_eq!(found, document);
    assert!(found["findings"][0]["help"].is_string());
}

#[test]
fn people_are_told_once_what_is_wrong_with_the_inputs() {
    let folder = folder();
    fs::write(folder.path().join("targets.toml"), "[plan]\n").unwrap();
    let output = run(folder.path(), &["evaluate", "actuals.csv", "--output", "json=out.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let found = fs::read_to_string(folder.path().join("out.json")).unwrap();
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    assert_eq!(found["exit"]["status"], 2);
    assert_eq!(found["findings"][0]["code"], "missing-key");
}

#[test]
fn one_run_writes_several_formats() {
    let folder = folder();
    let table = run(folder.path(), &["evaluate", "actuals.csv"]).stdout;
    let json = run(folder.path(), &["evaluate", "actuals.csv", "--format", "json"]).stdout;
    let all = ["--output", "json=result.json", "--output", "table=./a=b.txt"];
    let output = run(folder.path(), &[&["evaluate", "actuals.csv"][..], &all].concat());
    assert_eq!(ending(&output), (Some(0), String::new()));
    assert_eq!(output.stdout, table);
    assert_eq!(fs::read(folder.path().join("result.json")).unwrap(), json);
    assert_eq!(fs::read(folder.path().join("a=b.txt")).unwrap(), table);
}

#[test]
fn a_report_that_cannot_be_written_does_not_keep_the_others_from_being_written() {
    let folder = folder();
    let outputs = ["--output", "json=absent/out.json", "--output", "json=result.json"];
    let output = run(folder.path(), &[&["evaluate", "actuals.csv"][..], &outputs].concat());
    let (status, told) = ending(&output);
    assert_eq!(status, Some(2));
    assert!(told.contains("absent/out.json"), "{told}");
    assert!(!output.stdout.is_empty());
    assert!(folder.path().join("result.json").exists());
    fs::write(folder.path().join("actuals.csv"), "indicator,period,value\ntraining,2022,many\n")
        .unwrap();
    let output = run(folder.path(), &[&["evaluate", "actuals.csv"][..], &outputs].concat());
    assert_eq!(output.status.code(), Some(3), "the higher status outranks the lower");
}

#[test]
fn outputs_that_cannot_be_meant_are_refused() {
    let folder = folder();
    for (outputs, word) in [
        (&["json=out.json", "table=./out.json"][..], "twice"),
        (&["out.json", "out.json"], "twice"),
        (&["jnit=out.xml"], "`jnit` is no format; the formats are table, json"),
        (&["json="], "missing"),
        (&["-"], "--format"),
        (&["json=-"], "--format"),
    ] {
        let mut arguments = vec!["evaluate", "actuals.csv"];
        arguments.extend(outputs.iter().flat_map(|output| ["--output", output]));
        let (status, told) = ending(&run(folder.path(), &arguments));
        assert_eq!(status, Some(2), "{outputs:?}");
        assert!(told.contains(word), "{outputs:?}: {told}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "{outputs:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_format_is_known_before_a_name_that_is_no_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let folder = folder();
    let output = command(folder.path(), &["evaluate", "actuals.csv", "--output"])
        .arg(OsStr::from_bytes(b"json=\xb1\xa8=1.json"))
        .output()
        .unwrap();
    assert_eq!(ending(&output), (Some(0), String::new()));
    assert!(!output.stdout.is_empty());
    let written = fs::read(folder.path().join(OsStr::from_bytes(b"\xb1\xa8=1.json"))).unwrap();
    assert!(written.starts_with(b"{"));
}

#[test]
fn a_report_does_not_overwrite_a_roster() {
    let folder = folder();
    let plan = format!("{PLAN}\n[dimension.town]\nroster = \"towns.csv\"\n");
    fs::write(folder.path().join("targets.toml"), &plan).unwrap();
    fs::write(folder.path().join("towns.csv"), "town\nEast\n").unwrap();
    for plan in [&plan, &format!("{plan}colour = 1\n")] {
        fs::write(folder.path().join("targets.toml"), plan).unwrap();
        let (status, told) =
            ending(&run(folder.path(), &["evaluate", "actuals.csv", "--output", "json=towns.csv"]));
        assert_eq!(status, Some(2), "{told}");
        assert!(told.contains("would overwrite"), "{told}");
        assert_eq!(fs::read_to_string(folder.path().join("towns.csv")).unwrap(), "town\nEast\n");
    }
}

#[test]
fn a_report_does_not_overwrite_what_it_is_made_from() {
    let folder = folder();
    for file in ["actuals.csv", "targets.toml", "./actuals.csv"] {
        let (status, told) =
            ending(&run(folder.path(), &["evaluate", "actuals.csv", "--output", file]));
        assert_eq!(status, Some(2), "{file}");
        assert!(told.contains("would overwrite"), "{told}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("actuals.csv")).unwrap(), ACTUALS);
    assert_eq!(fs::read_to_string(folder.path().join("targets.toml")).unwrap(), PLAN);
}

#[test]
fn a_report_does_not_overwrite_its_template() {
    let folder = folder();
    let template = folder.path().join("t.j2");
    fs::write(&template, "{{ summary.failing }}\n").unwrap();
    for output in ["t.j2", "json=./t.j2"] {
        let arguments = ["evaluate", "actuals.csv", "--template", "t.j2", "--output", output];
        let (status, told) = ending(&run(folder.path(), &arguments));
        assert_eq!(status, Some(2), "{output}");
        assert!(told.contains("would overwrite"), "{told}");
        assert_eq!(fs::read_to_string(&template).unwrap(), "{{ summary.failing }}\n");
    }
}

#[test]
fn a_report_that_cannot_be_written_is_an_error_with_the_name_of_the_file() {
    let folder = folder();
    let (status, told) =
        ending(&run(folder.path(), &["evaluate", "actuals.csv", "--output", "absent/out.txt"]));
    assert_eq!(status, Some(2));
    assert!(told.contains("absent/out.txt") && !told.contains(".tmp"), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_goes_to_a_pipe_by_its_name() {
    let folder = folder();
    let printed = run(folder.path(), &["evaluate", "actuals.csv", "--format", "json"]);
    for name in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
        let written =
            run(folder.path(), &["evaluate", "actuals.csv", "--format", "json", "--output", name]);
        assert_eq!(ending(&written), (Some(0), String::new()), "{name}");
        assert_eq!(written.stdout, printed.stdout, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_private_file_private() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder();
    let (real, link) = (folder.path().join("real.txt"), folder.path().join("link.txt"));
    fs::write(&real, "before").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).unwrap();
    symlink("real.txt", &link).unwrap();
    assert_eq!(
        run(folder.path(), &["evaluate", "actuals.csv", "--output", "link.txt"]).status.code(),
        Some(0)
    );
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert!(fs::read_to_string(&real).unwrap().contains("PASS"));
    assert_eq!(real.metadata().unwrap().permissions().mode() & 0o777, 0o600);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_that_is_not_there_yet_stays_a_link() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    fs::create_dir(folder.path().join("reports")).unwrap();
    symlink("reports/current.txt", folder.path().join("link.txt")).unwrap();
    symlink("real.txt", folder.path().join("reports/current.txt")).unwrap();
    let evaluate = ["evaluate", "actuals.csv", "--output", "link.txt"];
    let twice = [&evaluate[..], &["--output", "json=reports/real.txt"]].concat();
    let (status, told) = ending(&run(folder.path(), &twice));
    assert_eq!(status, Some(2));
    assert!(told.contains("twice"), "{told}");
    assert_eq!(ending(&run(folder.path(), &evaluate)), (Some(0), String::new()));
    for link in ["link.txt", "reports/current.txt"] {
        assert!(folder.path().join(link).symlink_metadata().unwrap().is_symlink(), "{link}");
    }
    assert!(fs::read_to_string(folder.path().join("reports/real.txt")).unwrap().contains("PASS"));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_back_to_itself_is_an_error_and_stays_one() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    let (one, other) = (folder.path().join("one.txt"), folder.path().join("other.txt"));
    symlink("other.txt", &one).unwrap();
    symlink("one.txt", &other).unwrap();
    let (status, told) =
        ending(&run(folder.path(), &["evaluate", "actuals.csv", "--output", "one.txt"]));
    assert_eq!(status, Some(2), "{told}");
    let expected = "error: the report cannot be written to one.txt: Too many levels of symbolic";
    assert!(told.starts_with(expected), "{told}");
    for link in [one, other] {
        assert!(link.symlink_metadata().unwrap().is_symlink(), "{}", link.display());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_and_the_device_survives() {
    let folder = folder();
    let full = Path::new("/dev/full");
    for arguments in [
        &["evaluate", "actuals.csv", "--output", "/dev/full"][..],
        &["evaluate", "actuals.csv"],
        &["--help"],
        &["--version"],
        &["help", "lint"],
        &["lint", "-h"],
    ] {
        let mut command = command(folder.path(), arguments);
        command.stdout(fs::File::options().write(true).open(full).unwrap());
        let (status, told) =
            ending(&command.stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap());
        assert_eq!(status, Some(2), "{arguments:?}");
        assert!(told.contains("cannot be written"), "{told}");
    }
    assert!(!full.metadata().unwrap().is_file());
}

#[test]
fn a_closed_pipe_is_nobody_s_fault() {
    let folder = folder();
    let mut child = piped(folder.path(), &["evaluate", "-"]);
    drop(child.stdout.take());
    child.stdin.take().unwrap().write_all(ACTUALS.as_bytes()).unwrap();
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert_eq!((child.wait().unwrap().code(), told.as_str()), (Some(0), ""));
}

#[test]
fn actuals_come_from_standard_input_too() {
    let folder = folder();
    let mut child = piped(folder.path(), &["evaluate", "-", "--format", "json"]);
    child.stdin.take().unwrap().write_all(ACTUALS.as_bytes()).unwrap();
    let piped = child.wait_with_output().unwrap();
    let read = run(folder.path(), &["evaluate", "actuals.csv", "--format", "json"]);
    let of_file = String::from_utf8(read.stdout).unwrap();
    assert_eq!(
        String::from_utf8(piped.stdout).unwrap(),
        of_file.replace("\"actuals.csv\"", "\"-\"")
    );
}

#[test]
fn an_evaluation_to_compare_comes_from_standard_input_too() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    run(folder.path(), &["evaluate", "actuals.csv", "--output", "json=after.json"]);
    fs::write(path("actuals.csv"), "indicator,period,value\ntraining,2022Q1,6\n").unwrap();
    run(folder.path(), &["evaluate", "actuals.csv", "--output", "json=before.json"]);
    let expected = run(folder.path(), &["diff", "before.json", "after.json"]).stdout;
    assert!(!expected.is_empty());
    for (sides, input) in
        [(["-", "after.json"], "before.json"), (["before.json", "-"], "after.json")]
    {
        let mut child = piped(folder.path(), &["diff", sides[0], sides[1]]);
        // Some shells write a byte order mark before what they redirect.
        let text = format!("\u{feff}{}", fs::read_to_string(path(input)).unwrap());
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(ending(&output), (Some(0), String::new()), "{sides:?}");
        assert_eq!(
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(expected.clone()).unwrap()
        );
    }
    let (status, told) = ending(&run(folder.path(), &["diff", "-", "-"]));
    assert_eq!(status, Some(2));
    assert!(told.contains("not both"), "{told}");
}

#[test]
fn targets_and_sections_are_known_by_what_they_are_called() {
    let folder = tempfile::tempdir().unwrap();
    let plan = "[plan]\nperiod = '2022'\n[section.1]\ntitle = 'Teaching'\n[section.2]\ntitle = 'Care'\n\
        [section.3]\ntitle = 'Care'\n\
        [target.a]\ntitle = 'Staff trained'\nalias = ['training']\nat_least = 2\naggregate = 'sum'\nsection = '1'\n\
        [target.b]\ntitle = 'Visits'\nindicator = 'b'\nat_least = 2\naggregate = 'sum'\nsection = '2'\n\
        [target.c]\ntitle = 'Visits'\nindicator = 'c'\nat_least = 2\naggregate = 'sum'\nsection = '2'\n\
        [target.Visits-2]\ntitle = 'a'\nat_least = 2\naggregate = 'sum'\nsection = '2'\n";
    fs::write(folder.path().join("targets.toml"), plan).unwrap();
    let rows =
        "indicator,period,value\nStaff trained,2022,3\nb,2022,3\nc,2022,3\nVisits-2,2022,3\n";
    fs::write(folder.path().join("actuals.csv"), rows).unwrap();
    let shown = |option: &str, name: &str| -> Result<Vec<String>, String> {
        let arguments = ["evaluate", "actuals.csv", "--format", "json", option, name];
        let output = run(folder.path(), &arguments);
        if output.status.code() != Some(0) {
            return Err(ending(&output).1);
        }
        let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let targets = found["targets"].as_array().unwrap().iter();
        Ok(targets.map(|target| target["id"].as_str().unwrap().to_owned()).collect())
    };
    for (option, name, expected) in [
        ("--only", "Staff trained", Ok("a")),
        ("--only", "ｔraining", Ok("a")),
        // An id comes before a title.
        ("--only", "a", Ok("a")),
        ("--only", "Visits", Err("several targets are called `Visits`: b, c; write the id of one")),
        ("--only", "Staf trained", Err("did you mean `Staff trained`?")),
        ("--only", "isit", Err("it stands in the titles of b, c")),
        ("--only", "xyz", Err("its targets are a, b, c, Visits-2")),
        ("--section", "Teaching", Ok("a")),
        ("--section", "1", Ok("a")),
        ("--section", "Care", Err("several sections are called `Care`: 2, 3; write the id of one")),
        ("--section", "Teachin", Err("did you mean `Teaching`?")),
    ] {
        match (shown(option, name), expected) {
            (Ok(found), Ok(id)) => assert_eq!(found, [id], "{name}"),
            (Err(found), Err(said)) => assert!(found.contains(said), "{name}: {found}"),
            (found, _) => panic!("{name}: {found:?}"),
        }
    }
    let explained = run(folder.path(), &["explain", "Staff trained", "actuals.csv"]);
    assert_eq!(explained.status.code(), Some(0));
    assert!(String::from_utf8(explained.stdout).unwrap().starts_with("a: Staff trained\n"));
}

#[test]
fn colours_are_as_asked_for_also_where_the_command_line_is_wrong() {
    let folder = folder();
    let coloured = |arguments: &[&str]| {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap().contains('\u{1b}')
    };
    assert!(coloured(&["--color", "always", "evalute"]));
    assert!(coloured(&["evaluate", "--nonsense", "--color=always"]));
    assert!(!coloured(&["--color", "never", "evalute"]));
    assert!(!coloured(&["evalute"]));
}

#[test]
fn names_that_the_plan_does_not_have_are_refused() {
    let folder = folder();
    let plan = format!("{PLAN}\n[dimension.town]\nmembers = [\"East\"]\n");
    let sections = "\n[section.1]\ntitle = \"Reading\"\n[section.2]\ntitle = \"Writing\"\n";
    for (plan, option, name, hint) in [
        (PLAN, "--section", "nope", "the plan has no section `nope`; it has none"),
        (&format!("{PLAN}{sections}"), "--section", "3", "no section `3`; it has 1, 2"),
        (PLAN, "--only", "trainin", "no target `trainin`; did you mean `training`?"),
        (PLAN, "--by", "town", "the plan has no dimension `town`; it has none"),
        (&plan, "--by", "twon", "the plan has no dimension `twon`; did you mean `town`?"),
        (&plan, "--by", "branch", "the plan has no dimension `branch`; it has town"),
    ] {
        fs::write(folder.path().join("targets.toml"), plan).unwrap();
        let (status, told) =
            ending(&run(folder.path(), &["evaluate", "actuals.csv", option, name]));
        assert_eq!(status, Some(2), "{told}");
        assert!(told.ends_with(&format!("{hint}\n")), "{told}");
    }
}

#[test]
fn a_table_by_members_says_whether_no_target_has_any_or_none_of_those_shown() {
    let folder = folder();
    let town = "combine = \"sum\"\n\n[dimension.town]\nmembers = [\"East\"]\n";
    fs::write(folder.path().join("targets.toml"), format!("{PLAN}{town}")).unwrap();
    let rows = "indicator,period,town,value\ntraining,2022Q1,East,6\n";
    fs::write(folder.path().join("actuals.csv"), rows).unwrap();
    let by_town = ["evaluate", "actuals.csv", "--by", "town"];
    for (narrowing, first) in [
        (&[][..], " title     East"),
        (&["--verdict", "missed"], "no target fits what is to be shown"),
    ] {
        let printed = run(folder.path(), &[&by_town, narrowing].concat()).stdout;
        let printed = String::from_utf8(printed).unwrap();
        assert_eq!(printed.lines().next(), Some(first), "{printed}");
    }
    fs::write(folder.path().join("actuals.csv"), ACTUALS).unwrap();
    for (narrowing, first) in [
        (&[][..], "no target has figures by town"),
        (&["--only", "training"], "no target that is shown has figures by town"),
    ] {
        let printed = run(folder.path(), &[&by_town, narrowing].concat()).stdout;
        let printed = String::from_utf8(printed).unwrap();
        assert_eq!(printed.lines().next(), Some(first), "{printed}");
    }
}

#[test]
fn broken_input_on_both_sides_ends_with_the_higher_status() {
    let folder = folder();
    fs::write(folder.path().join("targets.toml"), "[plan]\n").unwrap();
    assert_eq!(run(folder.path(), &["evaluate", "actuals.csv"]).status.code(), Some(2));
    let (status, told) = ending(&run(folder.path(), &["evaluate", "absent.csv"]));
    assert_eq!(status, Some(3));
    assert!(told.contains("[missing-key]") && told.contains("[unreadable]"), "{told}");
}

#[test]
fn escape_sequences_of_arguments_plans_and_cells_do_not_reach_the_terminal() {
    let folder = folder();
    let hostile = "\u{1b}[31m\u{202e}\u{7}";
    fs::write(
        folder.path().join("targets.toml"),
        PLAN.replace("[target", &format!("# {hostile}\n[target")),
    )
    .unwrap();
    fs::write(
        folder.path().join("actuals.csv"),
        format!("indicator,period,value\ntraining,2022,\"{hostile}\"\n{hostile},2022,1\n"),
    )
    .unwrap();
    let explain = format!("none{hostile}");
    for arguments in [
        &["evaluate", "actuals.csv"][..],
        &["explain", &explain, "actuals.csv"],
        &["evaluate", hostile],
    ] {
        let output = run(folder.path(), arguments);
        let shown = [output.stdout, output.stderr].concat();
        let text = String::from_utf8(shown).unwrap();
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{arguments:?}: {text:?}");
    }
}

#[test]
fn quiet_runs_print_the_report_and_errors_alone() {
    let folder = folder();
    let plan = "[plan]\nperiod = \"2022\"\n\n[target.training]\nat_least = 20\naggregate = \"sum\"\n\
                where = { town = [\"\", \"East\"] }\n";
    fs::write(folder.path().join("targets.toml"), plan).unwrap();
    let told = run(folder.path(), &["evaluate", "actuals.csv"]);
    let (status, stderr) = ending(&told);
    assert_eq!(status, Some(0));
    assert!(stderr.contains("warning[unmatched-filter]"), "{stderr}");
    for arguments in [["--quiet", "evaluate", "actuals.csv"], ["evaluate", "actuals.csv", "-q"]] {
        let quiet = run(folder.path(), &arguments);
        assert_eq!(ending(&quiet), (Some(0), String::new()));
        assert_eq!(quiet.stdout, told.stdout);
    }

    fs::write(folder.path().join("actuals.csv"), "indicator,period,value\ntraining,2022Q5,6\n")
        .unwrap();
    let (told, stderr) = ending(&run(folder.path(), &["evaluate", "actuals.csv"]));
    let (status, errors) = ending(&run(folder.path(), &["evaluate", "actuals.csv", "--quiet"]));
    assert_eq!((status, told), (Some(3), Some(3)));
    assert!(errors.starts_with("error[bad-period]"), "{errors}");
    let hint = stderr.strip_prefix(&errors).expect("the errors are the same");
    assert_eq!(hint, "\nfor more about a code: plancheck explain bad-period\n");
}

/// What is printed to standard output in a locale.
fn printed(folder: &Path, arguments: &[&str], locale: &str) -> String {
    let output = command(folder, arguments).env("LC_ALL", locale).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_language_is_the_one_asked_for_or_the_plans_or_the_locales() {
    const CHINESE: &str = "\n通过：";
    const ENGLISH: &str = "\nPASS: ";
    let folder = folder();
    let plan = folder.path().join("targets.toml");
    for (of_plan, locale, arguments, expected) in [
        ("", "C", &[][..], ENGLISH),
        ("", "zh_CN.UTF-8", &[], CHINESE),
        ("", "zh_CN.UTF-8", &["--lang", "en"], ENGLISH),
        ("zh", "C", &[], CHINESE),
        ("zh", "C", &["--lang", "en"], ENGLISH),
        ("en", "zh_CN.UTF-8", &[], ENGLISH),
        ("en", "zh_CN.UTF-8", &["--lang", "zh"], CHINESE),
    ] {
        let named = match of_plan {
            "" => String::new(),
            name => format!("[plan]\nlanguage = \"{name}\"\n"),
        };
        fs::write(
            &plan,
            PLAN.replace("[plan]\n", if named.is_empty() { "[plan]\n" } else { &named }),
        )
        .unwrap();
        let table =
            printed(folder.path(), &[&["evaluate", "actuals.csv"], arguments].concat(), locale);
        assert!(table.contains(expected), "{of_plan:?} {locale} {arguments:?}: {table}");
    }
}

#[test]
fn json_is_in_english_unless_another_language_is_asked_for() {
    let folder = folder();
    let evaluate = ["evaluate", "actuals.csv", "--format", "json"];
    let english = printed(folder.path(), &evaluate, "C");
    assert!(english.contains("every target that counts passes"), "{english}");
    let plan = folder.path().join("targets.toml");
    fs::write(&plan, PLAN.replace("[plan]\n", "[plan]\nlanguage = \"zh\"\n")).unwrap();
    assert_eq!(printed(folder.path(), &evaluate, "zh_CN.UTF-8"), english);
    let chinese = printed(folder.path(), &[&evaluate[..], &["--lang", "zh"]].concat(), "C");
    assert!(chinese.contains("计入考核的目标全部达到要求"), "{chinese}");
    assert!(chinese.contains("\"verdict\": \"met\""), "{chinese}");
}

#[test]
fn no_text_of_an_input_is_a_command_to_the_runner_of_a_job() {
    let folder = folder();
    let hostile = PLAN.replace("at_least", "title = \"##[add-mask]x\"\nat_least");
    fs::write(folder.path().join("targets.toml"), hostile).unwrap();
    fs::write(folder.path().join("wrong.csv"), "indicator,period,value\ntraining,##[endgroup],6\n")
        .unwrap();
    for (arguments, is_on_stderr) in [
        (&["evaluate", "actuals.csv"][..], false),
        (&["explain", "training", "actuals.csv"], false),
        (&["validate", "wrong.csv"], false),
        (&["evaluate", "wrong.csv"], true),
    ] {
        let output = command(folder.path(), arguments).env("GITHUB_ACTIONS", "true").output();
        let output = output.unwrap();
        let printed = if is_on_stderr { output.stderr } else { output.stdout };
        let printed = String::from_utf8(printed).unwrap();
        let (first, rest) = printed.split_once('\n').unwrap();
        let token = first.strip_prefix("::stop-commands::").expect(&printed);
        let end = format!("\n::{token}::\n");
        assert!(rest.contains("##[") && rest.ends_with(&end), "{printed}");
        // Elsewhere nothing is added.
        let output = command(folder.path(), arguments).env_remove("GITHUB_ACTIONS").output();
        let output = output.unwrap();
        let plain = if is_on_stderr { output.stderr } else { output.stdout };
        assert_eq!(rest.strip_suffix(&end[1..]), Some(&*String::from_utf8(plain).unwrap()));
    }
}

#[test]
fn errors_are_in_the_language_that_is_known_by_then() {
    let folder = folder();
    let no_target = (
        &["evaluate", "actuals.csv", "--only", "trainin"][..],
        "error: the plan has no target `trainin`; did you mean `training`?\n",
        "错误：计划中没有目标`trainin`；是否应为`training`？\n",
    );
    let unwritable = (
        &["evaluate", "actuals.csv", "--output", "absent/a.txt"][..],
        "error: the report cannot be written to absent/a.txt: there is no directory absent; make it first\n",
        "错误：无法把报告写入`absent/a.txt`（目录`absent`不存在，请先建立）\n",
    );
    // Before the plan is read, nobody knows its language.
    let twice = (
        &["evaluate", "actuals.csv", "--output", "a.txt", "--output", "a.txt"][..],
        "error: --output a.txt is given twice; name another file\n",
        "错误：`--output a.txt`写了两次；请另写一个文件\n",
    );
    let absent = (
        &["diff", "a.json", "b.json"][..],
        "error: a.json cannot be read: no such file or directory\n",
        "错误：无法读取`a.json`（没有这个文件或目录）\n",
    );
    for (of_plan, locale, asked, run, is_chinese) in [
        ("", "C", &[][..], no_target, false),
        ("", "zh_CN.UTF-8", &[], no_target, true),
        ("zh", "C", &[], no_target, true),
        ("zh", "zh_CN.UTF-8", &["--lang", "en"], no_target, false),
        ("zh", "C", &[], unwritable, true),
        ("en", "zh_CN.UTF-8", &[], unwritable, false),
        ("zh", "C", &[], twice, false),
        ("en", "zh_CN.UTF-8", &[], twice, true),
        ("", "C", &["--lang", "zh"], absent, true),
        ("", "C", &[], absent, false),
    ] {
        let named = format!("[plan]\nlanguage = \"{of_plan}\"\n");
        let plan =
            if of_plan.is_empty() { PLAN.to_owned() } else { PLAN.replace("[plan]\n", &named) };
        fs::write(folder.path().join("targets.toml"), plan).unwrap();
        let (arguments, english, chinese) = run;
        let mut command = command(folder.path(), &[arguments, asked].concat());
        let (status, told) = ending(&command.env("LC_ALL", locale).output().unwrap());
        assert_eq!(status, Some(2), "{told}");
        let expected = if is_chinese { chinese } else { english };
        assert!(told.starts_with(expected), "{of_plan:?} {locale} {arguments:?} {asked:?}: {told}");
    }
}

#[test]
fn a_sheet_that_is_there_is_not_overwritten() {
    let folder = folder();
    let sheet = folder.path().join("q1.csv");
    let arguments = ["template", "--period", "2022Q1", "--output", "q1.csv"];
    assert_eq!(ending(&run(folder.path(), &arguments)), (Some(0), String::new()));
    fs::write(&sheet, ACTUALS).unwrap();
    let (status, told) = ending(&run(folder.path(), &arguments));
    let expected = "error: q1.csv is there already, and may have been filled in; \
                    nothing is overwritten: name another file\n";
    assert_eq!((status, told.as_str()), (Some(2), expected));
    assert_eq!(fs::read_to_string(&sheet).unwrap(), ACTUALS);
}

#[test]
fn a_table_by_members_keeps_marks_beside_their_figures() {
    let folder = folder();
    let names: Vec<String> = (1..=40).map(|number| format!("M{number:03}")).collect();
    let plan = format!(
        "[plan]\nperiod = \"2022\"\n[dimension.m]\nmembers = {names:?}\n\
         [target.a]\nat_least = 1\naggregate = \"sum\"\neach = [\"m\", \"month\"]\n"
    );
    fs::write(folder.path().join("targets.toml"), plan).unwrap();
    let row = |name: &String, month: u32| format!("a,2022-{month:02},{name},1\n");
    let rows: Vec<String> =
        names.iter().flat_map(|name| (2..=12).map(move |month| row(name, month))).collect();
    let actuals = format!("indicator,period,m,value\n{}", rows.concat());
    fs::write(folder.path().join("actuals.csv"), actuals).unwrap();
    for width in 60..=100 {
        let mut command =
            command(folder.path(), &["evaluate", "actuals.csv", "--as-of", "2022", "--by", "m"]);
        let output = command.env("COLUMNS", width.to_string()).output().unwrap();
        let table = String::from_utf8(output.stdout).unwrap();
        assert_eq!(table.matches("✗ 11/12").count(), 40, "{width}\n{table}");
    }
}

#[test]
fn a_long_figure_breaks_none_of_the_other_rows() {
    let folder = folder();
    let plan = "[plan]\nperiod = \"2022\"\n\
        [target.training]\nat_least = 12345678\naggregate = \"sum\"\n\
        [target.costs]\nat_most = 12345678901234567890\naggregate = \"sum\"\n";
    fs::write(folder.path().join("targets.toml"), plan).unwrap();
    let actuals = "indicator,period,value\ntraining,2022,1\ncosts,2022,12345678901234567890\n";
    fs::write(folder.path().join("actuals.csv"), actuals).unwrap();
    let mut command = command(folder.path(), &["evaluate", "actuals.csv"]);
    let output = command.env("COLUMNS", "60").output().unwrap();
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(table.contains("12,345,678 "), "{table}");
}

#[test]
fn a_plan_to_start_from_is_announced_in_its_language() {
    let folder = tempfile::tempdir().unwrap();
    let init = ["init", "new", "--lang", "zh"];
    let told = printed(folder.path(), &init, "C");
    assert_eq!(
        told,
        "已写好`new/targets.toml`和`new/actuals.csv`；下一步：\n  \
         plancheck evaluate new/actuals.csv --plan new/targets.toml\n"
    );
    assert_eq!(
        ending(&run(folder.path(), &init)),
        (
            Some(2),
            "错误：`new/targets.toml`和`new/actuals.csv`已经存在；不会覆盖：请另写一个目录\n"
                .to_owned()
        )
    );
}

//! What `plancheck explain CODE` says of the codes in messages.

use std::fs;
use std::process::{Command, Output, Stdio};

use plancheck::diagnostic::CODES;

fn explain(arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let plan = "[plan]\nperiod = \"2022\"\n[target.bad-figure]\nat_least = 1\n";
    fs::write(folder.path().join("targets.toml"), plan).unwrap();
    fs::write(folder.path().join("actuals.csv"), "indicator,period,value\nbad-figure,2022,2\n")
        .unwrap();
    Command::new(env!("CARGO_BIN_EXE_plancheck"))
        .arg("explain")
        .args(arguments)
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn printed(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn every_code_is_explained_by_its_page() {
    for code in CODES {
        let output = explain(&[code]);
        assert_eq!(output.status.code(), Some(0), "{code}");
        let page = fs::read_to_string(format!("tests/diagnostics/{code}.md")).unwrap();
        assert_eq!(printed(output.stdout), page);
    }
}

#[test]
fn a_target_may_have_the_name_of_a_code() {
    let output = explain(&["bad-figure", "actuals.csv"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(printed(output.stdout).contains("\nVerdict: met\n"));
}

#[test]
fn what_is_no_code_and_no_target_gets_a_hint() {
    for (arguments, hint) in [
        (&["bad-figur"][..], "did you mean `bad-figure`?"),
        (&["training"], "plancheck explain training ACTUALS"),
        (&["bad-period", "actuals.csv"], "plancheck explain bad-period, without files"),
        (&["bad-figur", "actuals.csv"], "did you mean `bad-figure`?"),
    ] {
        let output = explain(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = printed(output.stderr);
        assert!(told.contains(hint), "{arguments:?}: {told}");
    }
}

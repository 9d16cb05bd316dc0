use super::*;
use crate::diff::compare;

/// What must not come out as it is: markup, cells, escapes, directions, line breaks.
const HOSTILE: &str = "<script>]]>\u{1b}[31m\u{202e}`|`\n| # @you =cmd()";

fn recorded(verdict: &str, id: &str) -> Recorded {
    let document = serde_json::json!({
        "schema": "plancheck/evaluation/1",
        "plan": { "title": HOSTILE, "period": HOSTILE },
        "as_of": HOSTILE,
        "exit": { "status": 1, "reason": HOSTILE },
        "summary": { "targets": 2 },
        "inputs": [{ "file": format!("{HOSTILE}{id}"), "sha256": null, "rows": 1, "used": 0,
            "set_aside": { HOSTILE: 1 } }],
        "targets": [target(verdict, HOSTILE), target(verdict, &format!("{HOSTILE}{id}"))],
    });
    Recorded::parse(&document.to_string()).unwrap()
}

fn target(verdict: &str, id: &str) -> serde_json::Value {
    serde_json::json!({
        "id": id, "title": format!("{HOSTILE}{verdict}"), "severity": verdict, "stretch": verdict,
        "goal": { "kind": HOSTILE, "value": verdict, "unit": HOSTILE, "text": HOSTILE },
        "actual": format!("{verdict}{HOSTILE}"), "verdict": verdict, "reason": HOSTILE, "due": verdict,
        "cells": null,
        "evidence": [{ "indicator": HOSTILE, "members": { HOSTILE: HOSTILE }, "file": HOSTILE, "line": 2,
            "period": HOSTILE, "value": verdict }],
        "evidence_total": 1,
    })
}

fn written(format: &dyn DiffFormat, language: Language) -> String {
    let (before, after) = (recorded(HOSTILE, "before"), recorded("met", "after"));
    let difference = compare(&before, &after);
    assert!(!difference.flipped.is_empty() && !difference.restated.is_empty());
    assert!(!difference.added.is_empty() && !difference.dropped.is_empty());
    assert!(!difference.altered.is_empty() && !difference.rows.is_empty());
    let report = DiffReport { before: &before, after: &after, difference: &difference, language };
    let mut out = Vec::new();
    format.write(&report, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn hostile_text_is_harmless_in_each_format() {
    for language in [Language::English, Language::Chinese] {
        for format in [&Table { width: 80 } as &dyn DiffFormat, &Json, &Markdown] {
            let text = written(format, language);
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
        }
        let markdown = written(&Markdown, language);
        let markup = markdown.replace("<!-- -->", "");
        assert!(!markup.contains('<') && !markdown.contains("@you"), "{markdown}");
        // Each row has as many cells as the head of its table.
        let mut columns = 0;
        let mut rows = 0;
        for line in markdown.lines() {
            let cells = line.replace("\\|", "").matches('|').count();
            if cells > 0 && columns > 0 {
                assert_eq!(cells, columns, "{line}");
                rows += 1;
            }
            columns = cells;
        }
        assert!(rows >= 14, "{rows} rows");
        let json: serde_json::Value = serde_json::from_str(&written(&Json, language)).unwrap();
        assert_eq!(json["flipped"][0]["reason"], HOSTILE);
    }
}

#[test]
fn a_table_keeps_within_its_width() {
    for width in [60, 80, 120] {
        for line in written(&Table { width }, Language::Chinese).lines() {
            assert!(crate::report::text::width(line) <= width, "{width}: {line}");
        }
    }
}

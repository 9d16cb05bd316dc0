//! Totals and remarks below the rows.

use super::*;
use crate::plan::Dimension;

#[test]
fn totals_do_not_count_twice() {
    for (text, expected) in [
        (
            "指标,期间,学校,数值\nenrolment,2022-01,North,88\n合计,,,\nenrolment,2022-01,小　计：,88\n\
             Total,2022-01,,300\nenrolment,总计,North,88\nenrolment,,SUBTOTAL,88\n",
            "a.csv long, 6 rows, 5 total-row\nby 学校\n2.3 enrolment 2022-01 [North] 88",
        ),
        (
            "indicator,school,2022-01\nenrolment,North,88\nenrolment,total,88\nGrand total,,88\n",
            "a.csv wide-by-period, 3 rows, 2 total-row\nby school\n2.2 enrolment 2022-01 [North] 88",
        ),
        (
            "period,school,enrolment\n2022-01,North,88\n2022-01,共计,90\n合计,,many\n",
            "a.csv wide-by-indicator, 3 rows, 2 total-row\nby school\n2.2 enrolment 2022-01 [North] 88",
        ),
        (
            "indicator,period,school,value\nenrolment,2022-01,Gesamtschule,88\nenrolment,2022-01,Summe,88\nenrolment,All,,88\n\
             enrolment,2022-01,Sous-total,88\nTotal général,2022-01,,88\nenrolment,2022-01,Allen,5\n",
            "a.csv long, 6 rows, 4 total-row\nby school\n2.3 enrolment 2022-01 [Gesamtschule] 88\n\
             7.3 enrolment 2022-01 [Allen] 5",
        ),
        // A remark that says `All` is none, either.
        (
            "indicator,period,school,value,note\nenrolment,2022-01,North,88,All\nenrolment,2022-01,South,88,Gesamt\n",
            "a.csv long, 2 rows, 1 total-row\nby school\n2.3 enrolment 2022-01 [North] 88",
        ),
        // A remark is none, however it ends.
        (
            "指标,期间,学校,数值,备注\nenrolment,2022-01,North,88,不含合计\nenrolment,2022-01,全区合计,300,\n\
             enrolment,2022-01,East Total,300,\nenrolment,2022-01,总计（人）,300,\nenrolment,2022-01,South,5,小计\n",
            "a.csv long, 5 rows, 4 total-row\nby 学校\n2.3 enrolment 2022-01 [North] 88",
        ),
    ] {
        check(&[text], expected);
    }
}

#[test]
fn a_total_that_the_plan_asks_about_counts() {
    let mut plan = plan();
    let text = "indicator,period,school,value\nenrolment,2022-01,合 计,88\ntotal,2022-01,North,5\n";
    check_with(&plan, &Columns::default(), &[text], "a.csv long, 2 rows, 2 total-row\nby school");
    plan.indicator_names.insert("Total".into(), vec![1]);
    plan.dimensions.push(Dimension {
        name: "school".into(),
        column: "school".into(),
        members: vec!["North".into(), "合计".into(), "All".into()],
    });
    check_with(
        &plan,
        &Columns::default(),
        &[
            "indicator,period,school,value\nenrolment,2022-01,合计,88\nTotal,2022-01,North,5\nenrolment,2022-01,ALL,8\n",
        ],
        "a.csv long, 3 rows\nby school\n2.3 enrolment 2022-01 [合计] 88\n4.3 enrolment 2022-01 [ALL] 8\n\
         3.3 output 2022-01 [North] 5",
    );
}

#[test]
fn remarks_below_the_rows_are_set_aside() {
    let rows = "indicator,period,school,value\nenrolment,2022-01,North,88\n";
    for remark in [
        "注：数据截至9月30日",
        "制表人:,张三",
        "制表人：张三,审核人：李四,填报日期:2022-10-08",
        "Source: x,,",
    ] {
        check(
            &[&format!("{rows}{remark}\n")],
            "a.csv long, 2 rows, 1 footer\nby school\n2.3 enrolment 2022-01 [North] 88",
        );
    }
    for (header, figure, remark) in [
        (
            "indicator,period,school,value",
            "enrolment,2022-01,North,88",
            "填报人：张三,,审核人：李四,",
        ),
        ("indicator,period,school,value", "enrolment,2022-01,North,88", ",填报人:,张三,"),
        ("indicator,period,value,note,", "enrolment,2022-01,88,,", "填报人：,张三,审核人：,李四,"),
        ("indicator,period,value,", "enrolment,2022-01,88,", "填报人：张三,,,审核人：李四"),
        ("indicator,2022-01,2022-02", "enrolment,88,", "填报人：张三,审核人：李四,"),
        ("period,enrolment,note", "2022-01,88,", "填报人：张三,填报日期：2022-10-08,"),
    ] {
        let shown =
            outcome(&plan(), &Columns::default(), &[&format!("{header}\n{figure}\n{remark}\n")]);
        let first = shown.lines().next().unwrap_or_default();
        assert!(first.ends_with(", 2 rows, 1 footer"), "{remark}: {shown}");
    }
    for (row, expected) in [
        ("其中：甲,2022-01,,5", "1 unknown-indicator"),
        ("其中：甲,2022-01,,", "1 unknown-indicator"),
        ("其中：甲,,,=A1", "1 unknown-indicator"),
        ("合计：,,,", "1 total-row"),
        ("甲：,,enrolment,", "1 unknown-indicator"),
    ] {
        let shown = outcome(&plan(), &Columns::default(), &[&format!("{rows}{row}\n")]);
        let first = shown.lines().next().unwrap_or_default();
        assert_eq!(first, format!("a.csv long, 2 rows, {expected}"), "{row}: {shown}");
    }
    for ragged in [
        "合计,88",
        "注,88",
        "注:,88",
        "enrolment",
        "enrol",
        "人:,2022-01",
        "a:,enrolment",
        "a:,,,,b",
        "注",
    ] {
        let shown = outcome(&plan(), &Columns::default(), &[&format!("{rows}{ragged}\n")]);
        assert!(shown.starts_with("a.csv:3:1 ragged-row "), "{ragged}: {shown}");
    }
    let mut plan = plan();
    plan.indicator_names.insert("一:在园幼儿".into(), vec![1]);
    let shown = outcome(&plan, &Columns::default(), &[&format!("{rows}一：在园幼儿,,,张三：\n")]);
    assert!(shown.starts_with("a.csv:3:8 bad-period"), "{shown}");
    let shown = outcome(&plan, &Columns::default(), &[&format!("{rows}一：在园\n")]);
    assert!(shown.starts_with("a.csv:3:1 ragged-row "), "{shown}");
    check(
        &["period,enrolment\n2022-01,88\n注：x,\n注：x,5\n"],
        "a.csv:4:1 bad-period `注：x` `注：x` is not a period; expected a period",
    );
}

#[test]
fn rows_of_nothing_are_blank_however_long_they_are() {
    let rows = "indicator,period,school,value\nenrolment,2022-01,North,88\n";
    for blank in [",", "\u{3000},", ",,,,,", "\"\",\" \"", "\u{1a}"] {
        check(
            &[&format!("{rows}{blank}\n")],
            "a.csv long, 2 rows, 1 blank-row\nby school\n2.3 enrolment 2022-01 [North] 88",
        );
    }
    let shown = outcome(&plan(), &Columns::default(), &[&format!("{rows}x\u{1a}\n")]);
    assert!(shown.starts_with("a.csv:3:1 ragged-row "), "{shown}");
}

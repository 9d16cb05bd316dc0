//! Files, headers and the rows below them.

use super::*;
use crate::plan::Dimension;

#[test]
fn long_exports_are_read() {
    check(
        &["\u{feff}indicator,Period,school,VALUE,unit,note\r\n\
           enrolment,2022-01,East,88.10,%,x\r\n\
           \r\n\
           enrolment,2022Q1,East,\"88\r\n\",,\"two\r\nlines\"\r\n\
           毛入园率,spring, Ｗest ,90%,,\r\n\
           weather,never,East,=A1,°C,\r\n\
           ,,,,,\r\n\
           enrolment,2022-02,West,暂无,%,\r\n\
           enrolment,,West,-,%,\r\n"],
        "a.csv long, 7 rows, 1 blank-row, 1 unknown-indicator, 2 no-figure\n\
         by school\n\
         2.3 enrolment 2022-01 [East] 88.10\n\
         4.3 enrolment 2022Q1 [East] 88\n\
         7.3 enrolment 2022-02..2022-07 [West] 90 from `90%`",
    );
    check(
        &[
            "指标名称,月份,学校,完成值（万元）,备注\n产值（规上）,2022年1月,东,\"1,234.50\",\noutput,2022年2月,东,0.5,-\n",
        ],
        "a.csv long, 2 rows\n\
         by 学校\n\
         2.3 output 2022-01 [东] 1234.50 from `1,234.50万元`\n\
         3.3 output 2022-02 [东] 0.5",
    );
}

#[test]
fn headers_are_read_over_the_ends_of_their_lines() {
    let figure = "a.csv long, 1 rows\n";
    for (header, expected) in [
        ("指标,期间,\"完成\n值\"", format!("{figure}3.2 output 2022-01 5")),
        (
            "\"指标\r\n名称\",期间,\"完成值\n（亿元）\"",
            format!("{figure}4.2 output 2022-01 50000 from `5亿元`"),
        ),
        (
            "indicator,period,\"value\n(亿元)\"",
            format!("{figure}3.2 output 2022-01 50000 from `5亿元`"),
        ),
    ] {
        check(&[&format!("{header}\noutput,2022-01,5\n")], &expected);
    }
    check(
        &["指标,\"所在\n学校\",\"home\ntown\",\"2022年\n1月\"\noutput,North,East,5\n"],
        "a.csv wide-by-period, 1 rows\nby 所在学校, home town\n5.3 output 2022-01 [North] [East] 5",
    );
    check(
        &["期间,\"毛入\n园率\",\"产值\n（规上）\"\n2022-01,88,5\n"],
        "a.csv wide-by-indicator, 1 rows\n4.1 enrolment 2022-01 88\n4.2 output 2022-01 5",
    );
    let value = |name: &str| Columns { value: Some(name.into()), ..Columns::default() };
    let text = "指标,期间,\"全年\n实绩\",\"last\nyear\"\noutput,2022-01,5,4\n";
    for (name, rest) in [
        ("全年实绩", "by last year\n4.2 output 2022-01 [4] 5"),
        ("last year", "by 全年实绩\n4.3 output 2022-01 [5] 4"),
    ] {
        check_with(&plan(), &value(name), &[text], &format!("{figure}{rest}"));
    }
}

#[test]
fn exports_with_a_column_for_each_period_are_read() {
    check(
        &["kpi,school,2022-01,2022年2月（亿元）,spring,unit,note\n\
           output,East,1,0.5,-,,\n\
           output,West,2,,5,万元,n\n\
           output,West,,/,未报,,\n\
           unknown,West,?,?,?,,\n"],
        "a.csv wide-by-period, 4 rows, 1 unknown-indicator, 1 no-figure\n\
         by school\n\
         2.2 output 2022-01 [East] 1\n\
         2.3 output 2022-02 [East] 5000 from `0.5亿元`\n\
         3.2 output 2022-01 [West] 2\n\
         3.4 output 2022-02..2022-07 [West] 5",
    );
    check(
        &["指标,计量单位,2022年,Comments\n毛入园率,%,88,x\n"],
        "a.csv wide-by-period, 1 rows\n\
         2.2 enrolment 2022 88",
    );
    check(
        &["指标,单位,2022年\n毛入园率,%,88\n"],
        "a.csv wide-by-period, 1 rows\n\
         2.2 enrolment 2022 88",
    );
}

#[test]
fn exports_with_a_column_for_each_indicator_are_read() {
    check(
        &["period,school,enrolment,产值(规上)(亿元),hall,weather\n\
           2022-01,East,88.1,0.5,started,rain\n\
           2022-02,East,,,,sun\n\
           ,East,-,-,,sun\n"],
        "a.csv wide-by-indicator, 3 rows, 2 no-figure\n\
         by school, weather\n\
         2.2 enrolment 2022-01 [East] [rain] 88.1\n\
         2.3 output 2022-01 [East] [rain] 5000 from `0.5亿元`\n\
         2.4 hall 2022-01 [East] [rain] 2",
    );
    check(
        &["时间,学校,毛入园率(‰)\n2022年9月,东,881\n"],
        "a.csv wide-by-indicator, 1 rows\n\
         by 学校\n\
         2.2 enrolment 2022-09 [东] 88.1 from `881‰`",
    );
}

#[test]
fn a_column_of_a_dimension_is_one_whatever_it_is_called() {
    let text = "指标,期间,单位,备注,数值\noutput,2022-01,东校,好,5\noutput,2022-01,西校,,6\n";
    let mut plan = plan();
    for column in ["单位", "备注"] {
        let dimension =
            Dimension { name: column.into(), column: column.into(), members: Vec::new() };
        plan.dimensions.push(dimension);
    }
    check_with(
        &plan,
        &Columns::default(),
        &[text],
        "a.csv long, 2 rows\n\
         by 单位, 备注\n\
         2.4 output 2022-01 [东校] [好] 5\n\
         3.4 output 2022-01 [西校] [] 6",
    );
}

#[test]
fn serial_numbers_and_who_filled_a_row_in_tell_no_rows_apart() {
    let rows = "1,张三,2022-01,projects,5,\n2,李四,2022-02,projects,6,好\n合计,,2022-02,projects,11,\n3,,2022-02,projects,11,合计\n";
    let header = "序号,填报人,期间,指标,数值,备注\n";
    check(
        &[&format!("{header}{rows}")],
        "a.csv long, 4 rows, 2 total-row\n\
         2.4 projects 2022-01 5\n\
         3.4 projects 2022-02 6",
    );
}

#[test]
fn files_share_their_dimensions() {
    check(
        &[
            "indicator,period,school,value\nprojects,2022-01,East,1\nprojects,2022-01,,2\n",
            "indicator,period,town,school,value\nprojects,2022-02,,East,3\nprojects,2022-02,T,East,4\n",
            "indicator,period,value\nprojects,2022-03,5\n",
        ],
        "a.csv long, 2 rows\n\
         b.csv long, 2 rows\n\
         c.csv long, 1 rows\n\
         by school, town\n\
         2.3 projects 2022-01 [East] [] 1\n\
         3.3 projects 2022-01 [] [] 2\n\
         2.4 projects 2022-02 [East] [] 3\n\
         3.4 projects 2022-02 [East] [T] 4\n\
         2.2 projects 2022-03 [] [] 5",
    );
    check(
        &[
            "indicator,period,value,school,town\nprojects,2022-01,1,ab,c\nprojects,2022-01,2,a,bc\n",
            "indicator,period,value,town\nprojects,2022-01,3,East\n",
            "indicator,period,value,school\nprojects,2022-01,4,East\n",
        ],
        "a.csv long, 2 rows\n\
         b.csv long, 1 rows\n\
         c.csv long, 1 rows\n\
         by school, town\n\
         2.2 projects 2022-01 [ab] [c] 1\n\
         3.2 projects 2022-01 [a] [bc] 2\n\
         2.2 projects 2022-01 [] [East] 3\n\
         2.2 projects 2022-01 [East] [] 4",
    );
    let text = "indicator,period,school,value\nprojects,2022-01,East,1\nprojects,2022-01,,2\n";
    let inputs = [text, "indicator,period,town,school,value\nprojects,2022-02,,East,3\n"]
        .map(|text| Input::text("a", text.as_bytes()));
    let actuals =
        read(&plan(), inputs.into(), &Options { digest: true, ..Options::default() }).unwrap();
    let combinations: Vec<u32> =
        actuals.observations[2].iter().map(|observation| observation.combination).collect();
    assert_eq!(combinations, [0, 1, 0]);
    assert_eq!(actuals.files[0].sha256.as_deref().map(str::len), Some(64));
    assert_eq!(actuals.last_day(), Some("2022-02-28".parse().unwrap()));
}

#[test]
fn rows_that_stand_in_two_files_are_reported() {
    check(
        &[
            "indicator,period,value\nprojects,2022-01,1\nprojects,2022-02,2\nprojects,2022-02,2\n",
            "indicator,period,value\nweather,2022-02,2\nprojects,2022-02,2\nprojects,2022-02,2\nprojects,2022-02,3\nprojects,2022-01,1\n",
            "indicator,period,value\nprojects,2022-02,3\n",
        ],
        "a.csv long, 3 rows\n\
         b.csv long, 5 rows, 1 unknown-indicator\n\
         c.csv long, 1 rows\n\
         2.2 projects 2022-01 1\n\
         3.2 projects 2022-02 2\n\
         4.2 projects 2022-02 2\n\
         3.2 projects 2022-02 2\n\
         4.2 projects 2022-02 2\n\
         5.2 projects 2022-02 3\n\
         6.2 projects 2022-01 1\n\
         2.2 projects 2022-02 3\n\
         a.csv:2:18 identical-rows `` 3 rows stand both in a.csv and in b.csv; the first of them; b.csv:6:18 the same cells\n\
         b.csv:5:18 identical-rows `` a row stands both in b.csv and in c.csv; the first of them; c.csv:2:18 the same cells",
    );
    let wide = "period,output,projects\n2022-01,1,2\n";
    check(
        &[wide, wide],
        "a.csv wide-by-indicator, 1 rows\n\
         b.csv wide-by-indicator, 1 rows\n\
         2.1 output 2022-01 1\n\
         2.1 output 2022-01 1\n\
         2.2 projects 2022-01 2\n\
         2.2 projects 2022-01 2\n\
         a.csv:2:9 identical-rows `` a row stands both in a.csv and in b.csv; the first of them; b.csv:2:9 the same cells",
    );
}

#[test]
fn columns_can_be_named() {
    let named = |value: &str| Columns { value: Some(value.into()), ..Columns::default() };
    let mut plan = plan();
    plan.columns = named("本期");
    let long = "indicator,period,target,本期（亿元）,累计\noutput,2022-01,5,1,2\n";
    let both = Columns { indicator: Some("Indicator".into()), ..Columns::default() };
    check_with(
        &plan,
        &both,
        &[long, "indicator,period,value\noutput,2022-02,1\n"],
        "a.csv long, 1 rows\n\
         b.csv long, 1 rows\n\
         by target, 累计\n\
         2.3 output 2022-01 [5] [2] 10000 from `1亿元`\n\
         2.2 output 2022-02 [] [] 1",
    );
    check_with(
        &plan,
        &Columns { value: Some("累计".into()), ..both.clone() },
        &[long],
        "a.csv long, 1 rows\n\
         by target, 本期(亿元)\n\
         2.4 output 2022-01 [5] [1] 2",
    );
    check_with(
        &plan,
        &Columns { value: Some("累计(亿元)".into()), ..both.clone() },
        &["indicator,period,累计（亿元）\noutput,2022-01,1\n"],
        "a.csv long, 1 rows\n\
         2.2 output 2022-01 10000 from `1亿元`",
    );
    check_with(
        &plan,
        &Columns { value: Some("value (final)".into()), ..both.clone() },
        &["indicator,period,value (final)\noutput,2022-01,1\n"],
        "a.csv long, 1 rows\n\
         2.2 output 2022-01 1",
    );
    check_with(
        &plan,
        &named("合计"),
        &["indicator,period,value\noutput,2022-01,1\n"],
        "a.csv:1:1 unknown-layout `indicator,period,value` the columns are `indicator`, `period`, `value`; --column names `合计`, which is not there; not found: value",
    );
    check_with(
        &plan,
        &Columns { unit: Some("计量单位".into()), ..both },
        &["indicator,period,value\noutput,2022-01,1\n"],
        "a.csv:1:1 unknown-column `indicator,period,value` there is no column `计量单位`, which --column names for the unit: the columns are `indicator`, `period`, `value`; expected it in this header",
    );
    check_with(
        &super::plan(),
        &Columns { unit: Some("value".into()), ..named("Value") },
        &["indicator,period,value\noutput,2022-01,1\n"],
        "a.csv:1:18 unknown-column `value` the column `value` is named for the value and for the unit: one column cannot be both; expected one purpose",
    );
    check_with(
        &super::plan(),
        &Columns { notes: vec!["actual".into()], ..named("value") },
        &["indicator,period,value,actual,note\noutput,2022-01,1,2,x\n"],
        "a.csv long, 1 rows\n\
         2.2 output 2022-01 1",
    );
    check_with(
        &super::plan(),
        &named("Target"),
        &["kpi,period,target\noutput,2022-01,1\n"],
        "a.csv long, 1 rows\n\
         2.2 output 2022-01 1",
    );
}

#[test]
fn a_header_that_cannot_be_understood_is_refused() {
    check(&[""], "a.csv empty-file `` the file is empty; expected a header and at least one row");
    check(
        &["\u{feff}\r\n \r\n"],
        "a.csv empty-file `` the file is empty; expected a header and at least one row",
    );
    check(
        &["indicator,period,value\n\n"],
        "a.csv no-rows `` the file has a header and no rows; expected a header and at least one row",
    );
    check(
        &["指标,学校,完成数\n毛入园率,东,5\n"],
        "a.csv:1:1 unknown-layout `指标,学校,完成数` the columns are `指标`, `学校`, `完成数`; not found: period, value",
    );
    check(
        &["indicator;period;result\noutput;2022;5\n"],
        "a.csv:1:1 unknown-layout `indicator;period;result` the columns are `indicator`, `period`, `result`; not found: value",
    );
    check(
        &["indicator,period,School,value,ｓchool\noutput,2022,a,5,b\n"],
        "a.csv:1:31 duplicate-column `ｓchool` two columns are called `school`; expected one column of each kind; a.csv:1:18 the first one",
    );
    check(
        &["indicator,kpi,period,value\noutput,5,2022,5\n"],
        "a.csv:1:11 ambiguous-column `kpi` `indicator` and `kpi` could both be the indicator column; expected one indicator column; a.csv:1:1 the other one",
    );
    check(
        &["indicator,period,value,Value\noutput,2022,5,5\n"],
        "a.csv:1:24 duplicate-column `Value` two columns are called `Value`; expected one column of each kind; a.csv:1:18 the first one",
    );
    check(
        &["indicator,2022-01,2022-01\noutput,5,6\n"],
        "a.csv:1:19 duplicate-column `2022-01` two columns are called `2022-01`; expected one column of each kind; a.csv:1:11 the first one",
    );
    check(
        &["indicator,期间,value,2022-01\noutput,2022,5,6\n"],
        "a.csv:1:20 ambiguous-column `2022-01` the header `2022-01` is a period, beside columns for period and value; expected no column for a period",
    );
    check(
        &["period,output,2022年1月(万元),spring\n2022,5,6,7\n"],
        "a.csv:1:15 ambiguous-column `2022年1月(万元)` the header `2022年1月(万元)` is a period, beside a column for the period; expected no column for a period\n\
         a.csv:1:27 ambiguous-column `spring` the header `spring` is a period, beside a column for the period; expected no column for a period",
    );
    check(
        &["indicator,2022-01,2022年1月\noutput,5,6\n"],
        "a.csv:1:19 duplicate-column `2022年1月` `2022-01` and `2022年1月` mean the same thing; expected one column of each kind; a.csv:1:11 the first one",
    );
    check(
        &["period,enrolment,毛入园率(%)\n2022,5,6\n"],
        "a.csv:1:18 duplicate-column `毛入园率(%)` `enrolment` and `毛入园率(%)` mean the same thing; expected one column of each kind; a.csv:1:8 the first one",
    );
    check(
        &["period,双减,output\n2022,5,6\n"],
        "a.csv:1:8 ambiguous-indicator `双减` `双减` is the name of several indicators of the plan; could be `output` or `projects`",
    );
    check(
        &["indicator,period,value,,\noutput,2022,5,,\noutput,2022,5,, x \n"],
        "a.csv:3:17 unnamed-column `x` `x` stands in a column without a header; expected an empty cell",
    );
    check(
        &["indicator,period,value\n", "nonsense\n", "indicator,period,value\noutput,2022,x\n"],
        "a.csv no-rows `` the file has a header and no rows; expected a header and at least one row\n\
         b.csv:1:1 unknown-layout `nonsense` the columns are `nonsense`; not found: indicator, period, value\n\
         c.csv:2:13 bad-figure `x` `x` is not a number; expected one number, such as 1234.5",
    );
}

#[test]
fn a_header_on_two_lines_is_said_once_a_row() {
    check(
        &["indicator,2022年,,\n,1月,2月,3月\noutput,1,2,3\n"],
        "a.csv:2:5 unnamed-column `2月` `2月` stands in a column without a header; expected an empty cell\n\
         a.csv:3:10 unnamed-column `2` `2` stands in a column without a header; expected an empty cell",
    );
}

/// The help of each finding in the text.
fn helps(text: &str) -> Vec<String> {
    let problems = read(&plan(), vec![Input::text("a.csv", text.as_bytes())], &Options::default());
    let help = |problem: Diagnostic| {
        problem.help.map_or_else(String::new, |help| help.english().to_owned())
    };
    problems.unwrap_err().into_iter().map(help).collect()
}

#[test]
fn a_missing_year_is_asked_for() {
    for header in ["指标,1月,2月", "指标,学校,一季度", "指标,年份,1,2", "指标,Jan,Feb"]
    {
        let found = helps(&format!("{header}\noutput,1,2\n"));
        let name = header.split(',').find(|name| crate::period::lacks_year(name)).unwrap();
        let expected = format!("the year is missing in `{name}`: ");
        assert!(found[0].starts_with(&expected), "{header}: {found:?}");
    }
    let found = helps("指标,2022年,一季度\noutput,1,2\n");
    assert!(found[0].starts_with("write the year too, as in `2022-09`"), "{found:?}");
    for (cell, column) in [("9", "年份"), ("9月", "Year"), ("Q3", "年度")] {
        let found = helps(&format!("指标,{column},月份,数值\noutput,2022,{cell},1\n"));
        let expected = format!("the year stands in the column `{column}`: ");
        assert!(found[0].starts_with(&expected), "{found:?}");
    }
    let found = helps("指标,月份,数值\noutput,9月,1\n");
    assert!(found[0].starts_with("write the year too"), "{found:?}");
}

#[test]
fn what_is_added_up_does_not_stand_as_at_a_date() {
    let text = "[plan]\nperiod = \"2022\"\n[target.visits]\nat_least = 1\naggregate = \"sum\"\n\
                [target.stock]\nat_least = 1\naggregate = \"latest\"\n";
    let plan = Plan::parse("p.toml", text, &|_| Ok(Vec::new())).unwrap();
    for (text, place) in [
        ("指标,期间,数值\nstock,截至2022年9月末,1\nvisits,截至2022年9月末,1\n", "3:8"),
        ("指标,期间,数值\nstock,2022年9月底,1\nvisits,2022年9月末,1\n", "3:8"),
        ("指标,截至2022年9月末\nstock,1\nvisits,1\n", "3:8"),
        ("期间,stock,visits\n截至2022年9月末,1,1\n", "2:1"),
    ] {
        let shown = outcome(&plan, &Columns::default(), &[text]);
        assert!(shown.starts_with(&format!("a.csv:{place} bad-period ")), "{text}: {shown}");
        assert_eq!(shown.lines().count(), 1, "{shown}");
    }
    check_with(
        &plan,
        &Columns::default(),
        &["指标,期间,数值\nstock,截至2022年9月末,1\nvisits,2022-09-30,2\n"],
        "a.csv long, 2 rows\n3.2 visits 2022-09-30 2\n2.2 stock 2022-09-30 1",
    );
}

#[test]
fn a_column_among_periods_may_be_no_period() {
    let found = helps("指标,2022年,2022年增速\noutput,1,2\n");
    let expected = "; if the column is about something else, take it out, or call it with `--column note=2022年增速`";
    assert!(found[0].ends_with(expected), "{found:?}");
}

#[test]
fn what_stands_below_the_header_is_told_alike_in_any_block() {
    let rows = "enrolment,2022-01,North,88\n".repeat(40);
    let text =
        format!("indicator,period,school,value\n{rows}indicator,period,school,value (%)\n{rows}");
    for block in [1, 100, 1 << 20] {
        let options = Options { head: 64, block, ..Options::default() };
        let input = Input::text("a.csv", text.as_bytes());
        let mut shown = String::new();
        for problem in read(&plan(), vec![input], &options).unwrap_err() {
            describe(&mut shown, &problem);
        }
        assert_eq!(
            shown,
            "a.csv:42:1 unknown-layout `indicator,period,school,value (%)` another header stands here, with other columns \
             of figures; expected rows of the header on line 1\n",
            "{block}"
        );
    }
}

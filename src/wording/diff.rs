//! What changed between two evaluations.

use super::messages;
use crate::diff::{Course, TermKind, Way};

messages! {
    /// The heads of columns: what was, and what is.
    fn head_before() {
        en: "before",
        zh: "变化前",
    }

    /// What is.
    fn head_after() {
        en: "after",
        zh: "变化后",
    }

    /// What the change comes to.
    fn head_change() {
        en: "change",
        zh: "变化",
    }

    /// The file whose rows are counted.
    fn head_file() {
        en: "file",
        zh: "文件",
    }

    /// Which of its rows are counted.
    fn head_rows() {
        en: "rows",
        zh: "数据行",
    }

    /// Over the comparison: the dates as of which both were judged.
    fn since_until(before: &str, after: &str) {
        en: "from {before} to {after}",
        zh: "从{before}到{after}",
    }

    /// That two evaluations say the same.
    fn nothing_changed() {
        en: "nothing changed",
        zh: "无变化",
    }

    /// Over the targets whose verdict is another one.
    fn flipped_verdicts(targets: usize) {
        en: "Verdicts that flipped ({targets})",
        zh: "判定变化（{targets}项）",
    }

    /// Over the targets whose figure is another one.
    fn moved_figures(targets: usize) {
        en: "Figures that moved ({targets})",
        zh: "实际完成变化（{targets}项）",
    }

    /// Over the figures that were given otherwise before.
    fn restated_figures(figures: usize) {
        en: "Figures that were restated ({figures})",
        zh: "数据更正（{figures}处）",
    }

    /// Over the targets that are new.
    fn added_targets(targets: usize) {
        en: "Targets that were added ({targets})",
        zh: "新增目标（{targets}项）",
    }

    /// Over the targets that are gone.
    fn dropped_targets(targets: usize) {
        en: "Targets that were dropped ({targets})",
        zh: "取消目标（{targets}项）",
    }

    /// Over the goals that are others.
    fn altered_goals(targets: usize) {
        en: "Goals that were altered ({targets})",
        zh: "目标调整（{targets}项）",
    }

    /// Over the numbers of rows that are others.
    fn changed_rows() {
        en: "Rows that moved",
        zh: "数据行变化",
    }

    /// What a change of verdict comes to.
    fn course(course: Course) {
        en: {
            match course {
                Course::Recovered => "passes now",
                Course::Failed => "fails now",
                Course::Excused => "fails no more",
                Course::Same => "",
            }
            .to_owned()
        },
        zh: {
            match course {
                Course::Recovered => "转为达到要求",
                Course::Failed => "转为未达要求",
                Course::Excused => "不再判为未达要求",
                Course::Same => "",
            }
            .to_owned()
        },
    }

    /// In which way a goal changed.
    fn way(way: Way) {
        en: {
            match way {
                Way::Raised => "raised",
                Way::Lowered => "lowered",
                Way::Tightened => "tightened",
                Way::Eased => "eased",
                Way::Changed => "changed",
                Way::Renamed => "renamed",
            }
            .to_owned()
        },
        zh: {
            match way {
                Way::Raised => "提高",
                Way::Lowered => "降低",
                Way::Tightened => "收紧",
                Way::Eased => "放宽",
                Way::Changed => "改变",
                Way::Renamed => "更名",
            }
            .to_owned()
        },
    }

    /// What is asked of a member.
    fn asked_of(member: &str, goal: &str) {
        en: "{member} {goal}",
        zh: "{member}：{goal}",
    }

    /// The cells of a goal, and those of them that fail.
    fn failing_cells(cells: &str, failing: &str) {
        en: "{cells}, failing: {failing}",
        zh: "{cells}，未达要求：{failing}",
    }

    /// A change of verdict of a target whose failure is but a warning.
    fn uncounted(course: &str) {
        en: "{course}, does not count",
        zh: "{course}，不计入考核",
    }

    /// What targets earned, with the grade.
    fn graded(sum: &str, grade: &str) {
        en: "{sum}, grade {grade}",
        zh: "{sum}，等次{grade}",
    }

    /// A score that is another one.
    fn score_change(before: &str, after: &str) {
        en: "score: {before} → {after}",
        zh: "总分：{before} → {after}",
    }

    /// What is said of a target beside its goal.
    fn term(kind: TermKind, value: &str) {
        en: {
            match kind {
                TermKind::Member => value.to_owned(),
                TermKind::Stretch => format!("stretch {value}"),
                TermKind::RequiredNow => format!("needs {value} by now"),
                TermKind::Baseline => format!("baseline {value}"),
                TermKind::Weight => format!("weight {value}"),
                TermKind::Title => format!("called {value}"),
            }
        },
        zh: {
            match kind {
                TermKind::Member => value.to_owned(),
                TermKind::Stretch => format!("争取值{value}"),
                TermKind::RequiredNow => format!("目前应达{value}"),
                TermKind::Baseline => format!("基数{value}"),
                TermKind::Weight => format!("权重{value}"),
                TermKind::Title => format!("名称{value}"),
            }
        },
    }

    /// That nothing of the kind is said of a target.
    fn no_term(kind: TermKind) {
        en: {
            match kind {
                TermKind::Member => "no goal",
                TermKind::Stretch => "no stretch",
                TermKind::RequiredNow => "nothing needed by now",
                TermKind::Baseline => "no baseline",
                TermKind::Weight => "no weight",
                TermKind::Title => "without a title",
            }
            .to_owned()
        },
        zh: {
            match kind {
                TermKind::Member => "无目标",
                TermKind::Stretch => "无争取值",
                TermKind::RequiredNow => "目前无要求",
                TermKind::Baseline => "无基数",
                TermKind::Weight => "无权重",
                TermKind::Title => "无名称",
            }
            .to_owned()
        },
    }

    /// That a figure is used no more.
    fn no_longer_used() {
        en: "no longer used",
        zh: "不再采用",
    }

    /// Where there was nothing.
    fn absent() {
        en: "not there",
        zh: "无",
    }

    /// The rows of a file that were read.
    fn rows_read() {
        en: "read",
        zh: "读入",
    }

    /// Those that figures rest on.
    fn rows_used() {
        en: "used",
        zh: "采用",
    }

    /// By when a goal has to hold, in the words of the goal.
    fn due_by(date: &str) {
        en: "due {date}",
        zh: "{date}到期",
    }

    /// That not all rows are known, since an evaluation writes down only the first of them.
    fn partial_evidence(targets: usize) {
        en: {
            let (them, are) = if targets == 1 {
                ("1 target".to_owned(), "its rows are")
            } else {
                (format!("{targets} targets"), "their rows are")
            };
            format!("of {them} it is not known whether figures were restated: not all {are} written down")
        },
        zh: "{targets}项目标的数据行未全部记录，是否有更正无法比对",
    }

    /// The last line: how many failed, recovered and fail no more for another reason, and how it stands.
    fn diff_conclusion(failed: usize, recovered: usize, excused: usize, failing: [usize; 2]) {
        en: {
            let [before, after] = failing;
            let excused = match excused {
                0 => String::new(),
                1 => ", 1 fails no more without passing".to_owned(),
                several => format!(", {several} fail no more without passing"),
            };
            format!(
                "{failed} newly failing, {recovered} recovered{excused}; failures that count: {before} before, {after} now"
            )
        },
        zh: {
            let [before, after] = failing;
            let excused = match excused {
                0 => String::new(),
                several => format!("，不再判为未达要求但未达标{several}项"),
            };
            format!(
                "新增未达要求{failed}项，转为达到要求{recovered}项{excused}；计入考核的未达要求由{before}项变为{after}项"
            )
        },
    }
}

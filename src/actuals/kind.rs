//! Words by which exports tell figures that are not actual ones: what was planned, is expected, or has changed.

/// What was planned or is expected, in lower case and without what may stand behind it.
const PLANNED: [&str; 27] = [
    "计划",
    "計劃",
    "目标",
    "目標",
    "预算",
    "預算",
    "预测",
    "預測",
    "预计",
    "預計",
    "预估",
    "plan",
    "planned",
    "target",
    "budget",
    "forecast",
    "projected",
    "projection",
    "estimate",
    "estimated",
    "soll",
    "planung",
    "prognose",
    "objectif",
    "prévision",
    "objetivo",
    "previsto",
];

/// What was at another time, or has changed by how much, likewise.
const COMPARED: [&str; 24] = [
    "上年",
    "去年",
    "上年同期",
    "去年同期",
    "prior year",
    "previous year",
    "last year",
    "vorjahr",
    "同比",
    "环比",
    "環比",
    "同比增长",
    "环比增长",
    "同比增速",
    "环比增速",
    "增速",
    "增幅",
    "yoy",
    "y/y",
    "mom",
    "m/m",
    "change",
    "growth",
    "variance",
];

/// What has been reached, likewise.
const ACTUAL: [&str; 12] = [
    "实际",
    "實際",
    "实绩",
    "实际完成",
    "完成",
    "actual",
    "actuals",
    "ist",
    "real",
    "réel",
    "réalisé",
    "realizado",
];

/// Whether a normalised text says of figures that they are actual ones.
pub(super) fn is_actual(text: &str) -> bool {
    ACTUAL.contains(&word_of(text).as_str())
}

/// Whether a normalised text says of figures that they were planned or are expected.
pub(super) fn is_planned(text: &str) -> bool {
    PLANNED.contains(&word_of(text).as_str())
}

/// Whether a normalised text says of figures that they are not actual ones, but planned, expected, or what those are
/// compared with.
pub(super) fn is_of_another(text: &str) -> bool {
    is_planned(text) || COMPARED.contains(&word_of(text).as_str())
}

/// A text in lower case without what may stand behind a word: `计划数`, `同比,%`.
fn word_of(text: &str) -> String {
    let behind = ['数', '數', '值', '额', '額', '%', '.', ',', '、', ' '];
    text.trim_end_matches(behind).to_lowercase()
}

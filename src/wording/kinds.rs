//! What findings of a code are about and what to do, in Chinese. Their details are in English, where they are found.

use super::Words;
use crate::plan::Language;

/// A code, what a finding of it says, and the remedy; in the order of [`CODES`](crate::diagnostic::CODES).
const KINDS: &[(&str, &str, &str)] = &[
    ("ambiguous-column", "有两列都可能是所需的列", "在计划的[columns]中或用--column指明是哪一列"),
    ("ambiguous-figure", "数字有两种读法", "去掉分隔符，小数用点号"),
    (
        "ambiguous-indicator",
        "指标名称对应计划中的多个指标",
        "改用指标在计划中的名称，或给各目标不同的标题",
    ),
    ("bad-calendar", "日历有误", "按先后列出期间，不得重叠或重名"),
    ("bad-denominator", "分母为零或为负", "核对分母的数据及其期间"),
    ("bad-figure", "单元格中不是一个数", "填写一个确切的数；没有数据的留空"),
    ("bad-ladder", "阶段表有误", "按先后列出各阶段，每个阶段只列一次"),
    (
        "bad-period",
        "期间缺失或无法识别",
        "写作2022、2022年上半年、2022年三季度、2022年9月或2022年9月30日",
    ),
    ("bad-quote", "引号的位置有歧义", "单元格整体加引号，其中的引号写两个"),
    ("bad-template", "模板无法解析", "按 Jinja 的写法改正所示的一行"),
    ("bad-value", "计划中的值不可用", "按提示改写该值"),
    ("built-in-unit", "重复定义内置单位", "删去该单位的定义"),
    ("checkpoint-beyond-goal", "节点要求高于目标本身", "降低节点要求，或核对目标值"),
    ("checkpoints-turn-back", "节点要求前后倒退", "按时间顺序核对各节点的值"),
    ("conflicting-keys", "计划中的键相互冲突", "删去多余的键"),
    ("conflicting-series", "两个目标对同一指标的规定不一致", "统一单位和取值范围，或分作两个指标"),
    ("contradiction", "同一数据有两个不同的值", "保留正确的一行"),
    ("cumulative-fell", "累计数下降", "核对该行；如非累计数，改用aggregate = \"sum\""),
    ("duplicate", "同一数据报了两次", "删去重复的一行"),
    ("duplicate-column", "表头有重复的列", "改名，或删去其中一列"),
    ("duplicate-member", "名单中有重复的成员", "每个成员只列一次"),
    ("duplicate-name", "名称与另一目标相同", "改用不同的标题或别名"),
    ("empty-file", "文件为空", "重新导出，或不要列入该文件"),
    ("empty-roster", "名单为空", "在名单中列出成员，或去掉名单"),
    ("empty-section", "该部分没有目标", "删去该部分，或把目标归入其中"),
    ("future-period", "期间在截至日期之后", "核对期间和--as-of；该行不计入"),
    ("goal-against-baseline", "目标与基数的方向相反", "核对方向、目标值和基数"),
    ("identical-rows", "两个文件中有相同的行", "核对是否重复报送；属实的可保留"),
    ("idle-checkpoint", "节点不起作用", "节点应在计划期开始之后、到期之前"),
    ("idle-veto", "一票否决没有等次可以锁定", "写明[score.grades]和权重，或删去veto"),
    ("impossible-goal", "目标值不可能达到", "核对目标值与valid、whole的规定"),
    ("inexact", "运算结果超过28位", "核对数据，或改用更大的单位"),
    ("inexact-conversion", "单位换算除不尽", "按目标的单位填报"),
    ("looks-like-a-fraction", "数字疑似小数形式的百分比", "写成百分数，如88%；确实很小的，写明%"),
    ("met-at-baseline", "基数已达到目标", "核对目标值；如为保持水平，写at_least = \"baseline\""),
    ("missing-column", "缺少说明所属成员的列", "按计划中的名称增加该列，或改正表头"),
    ("missing-indicator", "应报的指标没有数据", "补报数据，或按计划中的名称或别名改写指标"),
    ("missing-key", "计划中缺少必需的键", "按提示补上"),
    ("missing-member", "有成员没有数据或分解值", "补报数据；在计划中则为每个成员写明目标值"),
    ("more-problems", "其余问题未显示", "先改正以上问题，再运行一次"),
    ("no-aggregate", "没有规定各期如何汇总", "写明aggregate，如\"sum\"或\"latest\""),
    ("no-cells", "没有可考核的成员或期间", "each应写明维度或期间"),
    ("no-combine", "没有规定各单位如何汇总", "写明combine，如\"sum\"或\"mean\""),
    ("no-compound-pace", "基数不适用复合增长", "改用线性进度或节点"),
    ("no-pace", "半年以上没有进度要求", "写明pace或checkpoints，或在allow中说明"),
    ("no-roster", "没有成员名单", "为该维度写明members或roster"),
    ("no-rows", "文件只有表头，没有数据", "重新导出，或不要列入该文件"),
    ("no-section", "目标没有归入任何部分", "写明section"),
    ("no-source", "目标没有出处", "写明clause和quote"),
    ("no-targets", "计划中没有目标", "为每个目标写一张表"),
    ("no-weight", "目标没有权重，不得分", "写明weight；确不计分的写weight = 0"),
    ("not-csv", "不是CSV文件", "用表格软件打开，另存为CSV"),
    ("not-in-roster", "筛选条件中的成员不在名单内", "按名单改写名称，或补充名单"),
    ("not-utf-8", "文件编码无法识别", "另存为UTF-8，或用--encoding指明编码"),
    ("not-whole", "应为整数", "核对数据；如允许小数，去掉whole"),
    ("nothing-evaluated", "没有一行可用", "核对指标名称、年份和截至日期"),
    ("out-of-range", "数据超出合理范围", "核对数据；属实的，放宽valid"),
    ("outside-the-plan", "期间不在计划要求之内", "核对期间，或删去该行；该行不计入"),
    (
        "overlapping-periods",
        "期间重叠，会重复计算",
        "各行用同样长度的期间；如为累计数，写aggregate = \"cumulative\"",
    ),
    ("previous-at-fault", "上次报送的数据有误", "改用上次已通过审核的文件"),
    ("private-use", "文本中有无定义的字符", "核对编码，如用--encoding big5"),
    ("ragged-row", "该行的列数与表头不符", "含逗号的单元格加引号，缺少的列补上"),
    ("repeated-file", "同一文件列了两次", "每个文件只列一次"),
    ("restated", "数据与上次报送不同", "说明改动的原因，或改正"),
    ("roster-unreadable", "名单文件不可用", "核对路径（相对于计划文件）和格式"),
    ("row-above-header", "表头以上有疑似数据的行", "移到表头以下"),
    ("several-goals", "一个目标写了多个目标值", "分成多个目标；区间写作between = [2, 3]"),
    ("spans-periods", "期间跨越多个应分别填报的期间", "按各期间分别填报；该行不计入"),
    ("stage-went-back", "阶段倒退", "改正有误的一行；以后一行为准"),
    ("syntax", "计划文件不是有效的TOML", "改正所指之处，如未闭合的引号"),
    ("taken-name", "名称已被日历占用", "给该维度另取名称"),
    ("too-wide", "数字超过28位", "减少位数，或改用更大的单位"),
    ("total-mismatch", "各成员的分解值与合计不符", "核对分解值和合计，或在allow中说明"),
    ("undecodable", "文件中有无法解码的字节", "用--encoding指明正确的编码，或重新导出"),
    ("unit-mismatch", "单位不能换算", "改用可换算的单位，或在计划中定义"),
    ("unknown-calendar", "计划中没有此日历", "改用已有的名称，或在[calendar]中定义"),
    ("unknown-column", "没有此列", "按表头改写列名"),
    ("unknown-commitment", "计划中没有此措辞", "改用已有的名称，或在[commitment]中定义"),
    ("unknown-dimension", "计划中没有此维度", "改用已有的名称，或在[dimension]中定义"),
    ("unknown-indicator", "计划中没有此指标", "按计划中的名称改写，或删去该行"),
    ("unknown-key", "计划中没有此键", "按提示改写，或删去"),
    ("unknown-ladder", "计划中没有此阶段表", "改用已有的名称，或在[ladder]中定义"),
    (
        "unknown-layout",
        "找不到可识别的表头",
        "表头应有指标、期间、完成值三列，或每期一列，或每项指标一列",
    ),
    ("unknown-member", "该成员不在名单内", "按名单改写名称，或补充名单"),
    ("unknown-section", "计划中没有此部分", "改用已有的名称，或增加该部分"),
    ("unknown-stage", "阶段表中没有此阶段", "改用[ladder]中的名称"),
    ("unknown-unit", "表头以上的单位不在计划中", "在计划中定义，或在单元格中写明单位"),
    ("unknown-word", "取值不在允许的范围内", "改用所列的词"),
    ("unmatched-filter", "没有符合筛选条件的行", "核对名称；数据尚未报来的可不管"),
    ("unnamed-column", "单元格所在的列没有表头", "清空该单元格，或给该列加表头"),
    ("unreadable", "文件无法读取", "核对文件名和所在目录"),
    ("unused-allow", "allow没有作用", "删去"),
    ("unused-calendar", "没有目标使用此日历", "删去，或用于目标"),
    ("unused-commitment", "没有目标使用此措辞", "删去，或用于目标"),
    ("unused-dimension", "没有目标使用此维度", "删去，或用于目标的each"),
    ("unused-ladder", "没有目标使用此阶段表", "删去，或用于目标"),
    ("unused-score", "有[score]而没有目标带权重", "为目标写明weight，或删去该表"),
    ("unused-unit", "没有目标使用此单位", "删去，或用于目标"),
    ("value-open", "目标值待定", "确定后写入计划"),
    ("waiver-past", "豁免已到期", "延期或删去"),
    ("weak-stretch", "争取目标不高于目标", "核对争取目标"),
    ("weight-total", "权重之和不是100", "核对权重，或在allow中说明"),
    ("withdrawn", "上次报送的数据这次没有", "重新填报，或说明撤回的原因"),
    ("wrong-type", "值的类型不对", "按提示增减引号或方括号"),
];

impl Words {
    /// What findings of a code say and what to do, where that is not said in the finding's own words.
    pub(crate) fn kind(self, code: &str) -> Option<(&'static str, &'static str)> {
        match self.0 {
            Language::English => None,
            Language::Chinese => KINDS
                .iter()
                .find(|(known, ..)| *known == code)
                .map(|(_, kind, remedy)| (*kind, *remedy)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_kind_and_its_remedy() {
        let codes: Vec<&str> = KINDS.iter().map(|(code, ..)| *code).collect();
        assert_eq!(codes, crate::diagnostic::CODES);
        let is_chinese =
            |text: &str| text.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c));
        for (code, kind, remedy) in KINDS {
            assert!(is_chinese(kind) && is_chinese(remedy), "{code}");
        }
    }
}

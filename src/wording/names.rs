//! What verdicts, layouts and reasons to set a row aside are called.

use super::{Words, messages};
use crate::actuals::{Layout, SetAside};
use crate::evaluate::Verdict;
use crate::period::Granularity;
use crate::plan::{Dimension, Indicator, Language, Plan};

/// What the pace asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
}

messages! {
    /// A verdict.
    fn verdict(verdict: Verdict) {
        en: { verdict.name().to_owned() },
        zh: {
            match verdict {
                Verdict::Exceeded => "超额完成",
                Verdict::Met => "达标",
                Verdict::OnTrack => "进度正常",
                Verdict::Open => "未到期",
                Verdict::Behind => "滞后",
                Verdict::Missed => "未达标",
                Verdict::NoData => "无数据",
                Verdict::Waived => "豁免",
            }
            .to_owned()
        },
    }

    /// How an export is laid out.
    fn layout(layout: Layout) {
        en: { format!("{} layout", layout.name()) },
        zh: {
            match layout {
                Layout::Long => "长表",
                Layout::WideByPeriod => "宽表，每期一列",
                Layout::WideByIndicator => "宽表，每项指标一列",
            }
            .to_owned()
        },
    }

    /// Why rows were set aside.
    fn set_aside(reason: SetAside) {
        en: { reason.name().to_owned() },
        zh: {
            match reason {
                SetAside::Preamble => "表头以上",
                SetAside::BlankRow => "空行",
                SetAside::TotalRow => "合计行",
                SetAside::Footer => "表尾说明",
                SetAside::UnknownIndicator => "计划中无此指标",
                SetAside::NoFigure => "未填数",
                SetAside::AfterAsOf => "晚于截至日期",
                SetAside::AfterDue => "晚于完成期限",
                SetAside::OutsideThePlan => "不在计划期内",
                SetAside::SpansPeriods => "跨多个考核期",
                SetAside::PeriodNotOver => "考核期未满",
                SetAside::UnknownMember => "不在名单内",
                SetAside::NotSelected => "不符合筛选条件",
                SetAside::Duplicate => "重复填报",
            }
            .to_owned()
        },
    }

    /// The periods of a calendar, by its name in the plan.
    fn calendar(name: &str) {
        en: "{name}",
        zh: {
            let known = Granularity::ALL.into_iter().find(|known| known.name() == name);
            match known {
                Some(Granularity::Year) => "年",
                Some(Granularity::Half) => "半年",
                Some(Granularity::Quarter) => "季度",
                Some(Granularity::Month) => "月",
                Some(Granularity::Week) => "周",
                Some(Granularity::Day) => "日",
                None => name,
            }
            .to_owned()
        },
    }
}

impl Words {
    /// An indicator: in English by its name in the plan, in Chinese by the title of the target of that name, which is
    /// written for people.
    pub(crate) fn indicator<'p>(self, plan: &'p Plan, indicator: &'p Indicator) -> &'p str {
        let title = || plan.targets.iter().find(|target| target.id == indicator.name);
        match self.0 {
            Language::English => &indicator.name,
            Language::Chinese => title().map_or(&indicator.name, |target| &target.title),
        }
    }

    /// A dimension: in English by its name in the plan, in Chinese by the header of its column, which is written for
    /// people.
    pub(crate) fn dimension(self, dimension: &Dimension) -> &str {
        match self.0 {
            Language::English => &dimension.name,
            Language::Chinese => &dimension.column,
        }
    }
}

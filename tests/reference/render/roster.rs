//! The roster files that a plan may name: who must report, and what is asked of each.

use super::toml::amount_text;
use crate::reference::model::{Amount, Bounds, Case, Dimension, Plan, Target};

pub(super) fn roster_name(dimension: &Dimension) -> String {
    format!("{}.csv", dimension.name)
}

/// The column of a roster that holds a target's values.
pub(super) fn quota_name(target: &Target) -> String {
    format!("quota {}", target.id)
}

/// Every roster file of the plan, by name.
pub(crate) fn rosters(case: &Case) -> Vec<(String, String)> {
    let plan = &case.plan;
    let declared = (0..plan.dimensions.len()).filter(|&index| plan.dimensions[index].declared);
    declared.map(|index| (roster_name(&plan.dimensions[index]), roster(plan, index))).collect()
}

fn roster(plan: &Plan, dimension: usize) -> String {
    let broken_down: Vec<(&Target, _)> = plan
        .targets
        .iter()
        .filter(|target| target.each.first() == Some(&dimension))
        .filter_map(|target| match &target.goal.bounds {
            Bounds::Members { each, .. } => Some((target, each)),
            Bounds::Same(_) => None,
        })
        .collect();
    let mut header = vec!["no".to_owned(), plan.dimensions[dimension].column.clone()];
    header.extend(broken_down.iter().map(|(target, _)| quota_name(target)));
    let mut lines = vec![header.join(",")];
    for (number, member) in plan.dimensions[dimension].members.iter().enumerate() {
        let mut line = vec![format!("{}", number + 1), member.clone()];
        for (_, each) in &broken_down {
            let own = each.iter().find(|(name, _)| name == member);
            line.push(own.map_or_else(String::new, |(_, amounts)| cell(plan, amounts)));
        }
        lines.push(line.join(","));
    }
    lines.join("\n") + "\n"
}

/// A value as a cell: without the quotes of TOML, a range as `2..3`.
fn cell(plan: &Plan, amounts: &[Amount]) -> String {
    let texts: Vec<String> =
        amounts.iter().map(|amount| amount_text(plan, amount).replace('"', "")).collect();
    texts.join("..")
}

//! Weights, rules, grades and vetoes, aimed at what the targets come to.

use crate::reference::exact::{Exact, decimal, decimal_text, whole, zero};
use crate::reference::judge::{Judgement, judge, score};
use crate::reference::model::{Case, Score, Scoring};
use crate::reference::random::Random;
use num_traits::Signed;

/// Gives half of the plans a score. It has its own random numbers, and changes nothing else about a case.
pub(crate) fn weigh(case: &mut Case) {
    let mut random = Random::new(case.seed ^ 0x5C0E);
    sections(&mut random, case);
    if !random.chance(50) {
        return;
    }
    let judgement = judge(case);
    let reached: Vec<Option<Exact>> = match &judgement {
        Judgement::Refused(_) => vec![None; case.plan.targets.len()],
        Judgement::Evaluated { outcomes, .. } => outcomes
            .iter()
            .map(|outcome| outcome.attainment.as_ref().map(|attainment| attainment * whole(100)))
            .collect(),
    };
    let plan = &mut case.plan;
    plan.default_weight = random.chance(20).then(|| weight(&mut random));
    let shares: Vec<&Exact> = reached.iter().flatten().collect();
    if plan.default_weight.is_some() && random.chance(40) {
        let share = shares.first().copied();
        let rule = scoring(&mut random, share, &whole(1));
        // Bands are of one weight, and targets have weights of their own.
        plan.default_scoring = Some(rule).filter(|rule| !matches!(rule, Scoring::Bands(_)));
    }
    for (target, share) in plan.targets.iter_mut().zip(&reached) {
        let own = if plan.default_weight.is_some() { 40 } else { 85 };
        target.weight = random.chance(own).then(|| weight(&mut random));
        if let Some(weight) = target.weight.clone().filter(|_| random.chance(65)) {
            target.scoring = Some(scoring(&mut random, share.as_ref(), &weight));
        }
        target.veto = random.chance(15);
    }
    if random.chance(85) {
        let mut score = Score::default();
        let aimed = |random: &mut Random, low: i32, usual: &[i32], high: i32| {
            let share = shares.get(random.below(shares.len())).filter(|_| random.chance(50));
            let share = share.and_then(|share| beside(random, share));
            let fits = share.filter(|share| *share >= whole(low) && *share <= whole(high));
            fits.unwrap_or_else(|| whole(*random.pick(usual)))
        };
        score.cap =
            random.chance(75).then(|| aimed(&mut random, 100, &[100, 110, 150, 400, 400], 99_999));
        score.floor = random.chance(50).then(|| aimed(&mut random, 0, &[0, 50, 60, 80, 100], 100));
        plan.score = Some(score);
        if random.chance(80) {
            grades(&mut random, case, &judgement);
        }
    }
}

fn sections(random: &mut Random, case: &mut Case) {
    let count = random.weighted(&[(50, 0), (15, 1), (20, 2), (15, 3)]);
    case.plan.sections = ["3", "一", "last"][..count].iter().map(ToString::to_string).collect();
    for target in &mut case.plan.targets {
        target.section = random.chance(75).then(|| random.below(count)).filter(|_| count > 0);
    }
}

/// Points; now and then 0, which says that there are none.
fn weight(random: &mut Random) -> Exact {
    random.weighted(&[
        (20, whole(1)),
        (20, whole(5)),
        (20, whole(10)),
        (15, decimal(25, 1)),
        (10, decimal(3333, 2)),
        (10, whole(100)),
        (5, zero()),
    ])
}

/// A share, or a hair beside it, if it can be written.
fn beside(random: &mut Random, share: &Exact) -> Option<Exact> {
    let hair = decimal(random.weighted(&[(60, 0), (20, 1), (20, -1)]), 4);
    let text = decimal_text(share)?;
    let ends = text.split_once('.').is_none_or(|(_, decimals)| decimals.len() <= 6);
    (ends && text.len() < 16).then(|| share + hair).filter(|share| !share.is_negative())
}

fn scoring(random: &mut Random, share: Option<&Exact>, weight: &Exact) -> Scoring {
    match random.below(6) {
        0 => Scoring::Proportional,
        1 => Scoring::AllOrNothing,
        2 | 3 => {
            let parts = whole(*random.pick(&[1, 1, 2, 4]));
            let missing = share.map(|share| (whole(100) - share) / parts);
            let fits = missing
                .and_then(|missing| beside(random, &missing))
                .filter(|per| per.is_positive() && *per <= whole(100) && random.chance(60));
            let usual = [whole(3), whole(1), whole(10), decimal(5, 1), whole(100)];
            let per = fits.unwrap_or_else(|| random.pick(&usual).clone());
            let minus = [whole(1), decimal(5, 1), whole(2), decimal(1, 2), whole(50)];
            Scoring::Steps { per, minus: random.pick(&minus).clone() }
        }
        _ => {
            let mut from: Vec<Exact> =
                random.some_of(&[0, 50, 80, 95, 100, 120]).into_iter().map(whole).collect();
            from.extend(share.and_then(|share| beside(random, share)));
            if !from.iter().any(|from| *from <= whole(100)) {
                from.push(whole(*random.pick(&[0, 95, 100])));
            }
            from.sort();
            from.dedup();
            // What a goal that is met is in earns the weight, and what is above it no less.
            let of_met = from.iter().rposition(|from| *from <= whole(100));
            let mut points = zero();
            let mut bands: Vec<(Exact, Exact)> = from
                .into_iter()
                .enumerate()
                .map(|(at, from)| {
                    points += decimal(random.between(0, 30), 1);
                    if Some(at) < of_met {
                        points = points.clone().min(weight.clone());
                    } else if Some(at) == of_met {
                        points = weight.clone();
                    }
                    (from, points.clone())
                })
                .collect();
            random.shuffle(&mut bands);
            Scoring::Bands(bands)
        }
    }
}

/// Grades around the share of the points that is reached, often exactly there.
fn grades(random: &mut Random, case: &mut Case, judgement: &Judgement) {
    let share = match judgement {
        Judgement::Evaluated { outcomes, as_of, .. } => score(&case.plan, outcomes, *as_of),
        Judgement::Refused(_) => None,
    };
    let share = share.and_then(|sheet| sheet.total.share());
    let mut from: Vec<Exact> =
        random.some_of(&[0, 40, 60, 80, 90]).into_iter().map(whole).collect();
    from.extend(share.and_then(|share| beside(random, &share)));
    from.sort();
    from.dedup();
    random.shuffle(&mut from);
    let names = ["A", "B", "优", "合格", "lowest", "z"];
    if let Some(score) = &mut case.plan.score {
        score.grades = names.iter().map(ToString::to_string).zip(from).collect();
    }
}

//! Goals that ask for something else than before, and what is asked beside them.

use std::cmp::Ordering;

use super::{
    Pair, RecordedByMember, RecordedEach, RecordedOwnGoal, RecordedTarget, RecordedValues, number,
    same,
};

/// A goal that changed, or what is asked beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alteration<'r> {
    /// The target.
    pub target: Pair<'r>,
    /// In which way.
    pub way: Way,
    /// What is said beside the goal and is another than before.
    pub terms: Vec<Term<'r>>,
}

/// Something that is said of a target beside its goal, and is another than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term<'r> {
    /// What it is.
    pub kind: TermKind,
    /// Of which member, where it is asked of one.
    pub member: Option<&'r str>,
    /// As it was; `None` where there was none.
    pub before: Option<&'r str>,
    /// As it is.
    pub after: Option<&'r str>,
}

/// What is said of a target beside its goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermKind {
    /// What is asked of a member.
    Member,
    /// The better value striven for.
    Stretch,
    /// What the pace or a checkpoint requires as of the day.
    RequiredNow,
    /// What the figure was before.
    Baseline,
    /// What it is worth.
    Weight,
    /// What it is called.
    Title,
}

impl TermKind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Member, Self::Stretch, Self::RequiredNow, Self::Baseline, Self::Weight, Self::Title];

    /// Its name in the JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Stretch => "stretch",
            Self::RequiredNow => "required-now",
            Self::Baseline => "baseline",
            Self::Weight => "weight",
            Self::Title => "title",
        }
    }
}

/// In which way a goal changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It asks for a greater value.
    Raised,
    /// It asks for a smaller value.
    Lowered,
    /// It is harder to keep to: a limit is lower, a range narrower, a coverage or what the pace requires more, or its failure
    /// counts now.
    Tightened,
    /// It is easier to keep to.
    Eased,
    /// It is another goal, in another unit, due at another time, for others, or neither harder nor easier; or what is
    /// asked beside it is another.
    Changed,
    /// Only what it is called is another.
    Renamed,
}

impl Way {
    /// All ways.
    pub const ALL: [Self; 6] =
        [Self::Raised, Self::Lowered, Self::Tightened, Self::Eased, Self::Changed, Self::Renamed];

    /// Its name in the JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Raised => "raised",
            Self::Lowered => "lowered",
            Self::Tightened => "tightened",
            Self::Eased => "eased",
            Self::Changed => "changed",
            Self::Renamed => "renamed",
        }
    }
}

impl Way {
    /// The way of several changes together; `None` where there is none.
    fn of_all(ways: impl IntoIterator<Item = Self>) -> Option<Self> {
        ways.into_iter().reduce(|one, other| if one == other { one } else { Self::Changed })
    }

    /// The way of a number that went up or down, where more of it asks for more.
    fn of_what_is_asked(before: Option<&str>, after: Option<&str>) -> Self {
        match number(after).zip(number(before)).map(|(after, before)| after.cmp(&before)) {
            Some(Ordering::Greater) => Self::Tightened,
            Some(Ordering::Less) => Self::Eased,
            _ => Self::Changed,
        }
    }
}

impl<'r> Pair<'r> {
    /// How the goal changed, and what is asked beside it.
    pub(super) fn alteration(self, is_same_day: bool) -> Option<Alteration<'r>> {
        let mut terms = self.terms_of_members();
        terms.extend(self.terms(is_same_day));
        let asked = terms.iter().filter(|term| term.kind != TermKind::Title);
        let asked = Way::of_all(asked.map(|term| self.way_of(term)));
        let renamed = terms.first().map(|_| Way::Renamed);
        let way = self.goal_way().or(asked).or(renamed)?;
        Some(Alteration { target: self, way, terms })
    }

    /// What is said beside the goal and is another than before.
    fn terms(self, is_same_day: bool) -> Vec<Term<'r>> {
        let Self { before, after } = self;
        let of = |kind: TermKind, target: &'r RecordedTarget| match kind {
            TermKind::Member => None,
            TermKind::Stretch => target.stretch.as_deref(),
            TermKind::RequiredNow => target.required_now.as_deref(),
            TermKind::Baseline => target.baseline.as_deref(),
            TermKind::Weight => target.weight(),
            TermKind::Title => Some(target.title.as_str()),
        };
        let terms = TermKind::ALL.into_iter().filter(|kind| match kind {
            TermKind::RequiredNow => is_same_day && self.is_required_alike(),
            _ => true,
        });
        terms
            .map(|kind| Term {
                kind,
                member: None,
                before: of(kind, before),
                after: of(kind, after),
            })
            .filter(|term| match term.kind {
                TermKind::Title => term.before != term.after,
                _ => !same(term.before, term.after),
            })
            .collect()
    }

    /// In which way it changed what is asked beside the goal: nothing is said of what is not asked now.
    fn way_of(self, term: &Term<'_>) -> Way {
        let required = |target: &RecordedTarget| RecordedValues {
            value: target.required_now.clone(),
            low: None,
            high: None,
        };
        match (term.kind, term.before, term.after) {
            (TermKind::RequiredNow, None, Some(_)) => Way::Tightened,
            (TermKind::RequiredNow, Some(_), None) => Way::Eased,
            (TermKind::RequiredNow, ..) => required(self.before)
                .way_to(&required(self.after), &self.after.goal.kind)
                .unwrap_or(Way::Changed),
            _ => Way::Changed,
        }
    }

    /// Whether what is required now is that of the same end of the goal: of a goal with two ends it is the one that the
    /// figure breaks.
    fn is_required_alike(self) -> bool {
        let has_one_end = |kind: &str| {
            matches!(kind, "at-least" | "more-than" | "at-most" | "less-than" | "reach")
        };
        let Self { before, after } = self;
        let are_of_one_end = has_one_end(&before.goal.kind) && has_one_end(&after.goal.kind);
        are_of_one_end || same(before.actual.as_deref(), after.actual.as_deref())
    }

    /// In which way the goal itself changed.
    fn goal_way(self) -> Option<Way> {
        let Self { before, after } = self;
        let values = Way::of_all(self.ways_of_values());
        let beside = Way::of_all(self.ways_beside_the_values());
        let wants_more = matches!(after.goal.kind.as_str(), "at-least" | "more-than");
        match (values, beside) {
            (Some(Way::Tightened), None) if wants_more => Some(Way::Raised),
            (Some(Way::Eased), None) if wants_more => Some(Way::Lowered),
            // Values that nobody knows stand in the text alone.
            (None, None) => {
                let is_in_text = after.goal.values.are_unknown() && after.goal.by_member.is_none();
                (is_in_text && before.goal.text != after.goal.text).then_some(Way::Changed)
            }
            (values, beside) => Way::of_all(values.into_iter().chain(beside)),
        }
    }

    /// In which ways the values of the goal changed: those for all, those of members, and their total.
    fn ways_of_values(self) -> Vec<Way> {
        let (before, after) = (&self.before.goal, &self.after.goal);
        let kind = after.kind.as_str();
        let own = before.values.way_to(&after.values, kind);
        let by_member = match (&before.by_member, &after.by_member) {
            (None, None) => Vec::new(),
            (Some(before), Some(after)) => before.ways_to(after, kind),
            _ => vec![Way::Changed],
        };
        own.into_iter().chain(by_member).collect()
    }

    /// In which ways changed what the goal is besides its values.
    fn ways_beside_the_values(self) -> Vec<Way> {
        let Self { before, after } = self;
        let (goal, new) = (&before.goal, &after.goal);
        let is_other = goal.kind != new.kind || goal.unit != new.unit || before.due != after.due;
        let severity = (before.severity != after.severity)
            .then(|| if after.counts() { Way::Tightened } else { Way::Eased });
        // Who wrote the one down may not have known of it.
        let is_told = goal.each.is_some() == new.each.is_some() || goal.text != new.text;
        let each = RecordedEach::way(goal.each.as_ref(), new.each.as_ref()).filter(|_| is_told);
        is_other.then_some(Way::Changed).into_iter().chain(severity).chain(each).collect()
    }

    /// What is asked of members and is another than before.
    fn terms_of_members(self) -> Vec<Term<'r>> {
        let (before, after) = (&self.before.goal, &self.after.goal);
        let (Some(old), Some(new)) = (&before.by_member, &after.by_member) else {
            return Vec::new();
        };
        let kind = TermKind::Member;
        let kept = old.members.iter().filter_map(|old| {
            let member = Some(old.member.as_str());
            let Some(new) = new.of(&old.member) else {
                return Some(Term { kind, member, before: Some(&old.goal.text), after: None });
            };
            let is_same = before.kind == after.kind
                && before.unit == after.unit
                && old.goal.way_to(&new.goal, &after.kind).is_none();
            (!is_same).then(|| Term {
                kind,
                member,
                before: Some(&old.goal.text),
                after: Some(&new.goal.text),
            })
        });
        let added = new.members.iter().filter(|new| old.of(&new.member).is_none());
        let added = added.map(|new| Term {
            kind,
            member: Some(new.member.as_str()),
            before: None,
            after: Some(&new.goal.text),
        });
        kept.chain(added).collect()
    }
}

impl RecordedValues {
    /// In which way they changed for a goal of this kind; `None` where they are the same.
    fn way_to(&self, after: &Self, kind: &str) -> Option<Way> {
        let pairs =
            [(&self.value, &after.value), (&self.low, &after.low), (&self.high, &after.high)]
                .map(|(before, after)| (before.as_deref(), after.as_deref()));
        if pairs.iter().all(|(before, after)| same(*before, *after)) {
            return None;
        }
        let [(value, new_value), (low, new_low), (high, new_high)] = pairs;
        let asked = Way::of_what_is_asked;
        Some(match kind {
            "at-least" | "more-than" => asked(value, new_value),
            "at-most" | "less-than" => asked(new_value, value),
            "between" | "about" => {
                let low = (!same(low, new_low)).then(|| asked(low, new_low));
                let high = (!same(high, new_high)).then(|| asked(new_high, high));
                Way::of_all(low.into_iter().chain(high)).unwrap_or(Way::Changed)
            }
            _ => Way::Changed,
        })
    }
}

impl RecordedOwnGoal {
    /// In which way it changed for a goal of this kind; values that nobody knows stand in the text alone.
    fn way_to(&self, after: &Self, kind: &str) -> Option<Way> {
        let is_in_text = after.values.are_unknown() && self.text != after.text;
        self.values.way_to(&after.values, kind).or(is_in_text.then_some(Way::Changed))
    }
}

impl RecordedByMember {
    /// In which ways changed what is asked of the members and of their sum.
    fn ways_to(&self, after: &Self, kind: &str) -> Vec<Way> {
        let same_members = self.dimension == after.dimension
            && self.members.len() == after.members.len()
            && self.members.iter().all(|member| after.of(&member.member).is_some());
        let members = self
            .members
            .iter()
            .filter_map(|old| old.goal.way_to(&after.of(&old.member)?.goal, kind));
        let total = match (&self.total, &after.total) {
            (None, None) => None,
            (Some(_), None) => Some(Way::Eased),
            (None, Some(_)) => Some(Way::Tightened),
            (Some(before), Some(after)) => before.way_to(after, kind),
        };
        (!same_members).then_some(Way::Changed).into_iter().chain(members).chain(total).collect()
    }
}

impl RecordedEach {
    /// In which way changed for whom and in which periods a goal holds; `None` where that is the same.
    fn way(before: Option<&Self>, after: Option<&Self>) -> Option<Way> {
        let (Some(before), Some(after)) = (before, after) else {
            return (before != after).then_some(Way::Changed);
        };
        let (coverage, new_coverage) = (Some(&*before.coverage), Some(&*after.coverage));
        let is_over_the_same =
            before.dimensions == after.dimensions && before.calendar == after.calendar;
        if !is_over_the_same {
            return Some(Way::Changed);
        }
        (!same(coverage, new_coverage)).then(|| Way::of_what_is_asked(coverage, new_coverage))
    }
}

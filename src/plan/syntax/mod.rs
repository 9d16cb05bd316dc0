//! The plan file as written: every key with its place, nothing resolved yet.
//!
//! The doc comments on the tables of this module are the reference of the plan format. Every key of a table may be
//! left out here; what a plan cannot do without is checked when it is resolved. A number is taken from its literal
//! text, never through a binary float.

mod read;
mod schema;
pub(crate) mod value;
mod word;

pub(crate) use read::{Faults, Read};
pub use read::{Map, Spanned};
pub(crate) use schema::Key;
pub use value::{Amount, GoalSyntax, OneOrMany, ScoringSyntax, Text};
pub use word::{PaceWord, ScoringWord};

use std::borrow::Cow;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::{Aggregate, AttainmentKind, Combine, GoalKind, Language, Missing, WhenEmpty};
use crate::diagnostic::Severity;
use crate::period::Period;
use crate::wording;
use crate::wording::diagnostics::resolve::target as say;
use crate::wording::diagnostics::syntax::a_table;

/// A table of the plan file.
pub(crate) trait Table: JsonSchema {
    /// What the reference says of the table, line by line.
    const DOC: &'static [&'static str];

    /// The keys that the table may have.
    const KEYS: &'static [&'static str];

    /// The keys, with what is known of each.
    fn keys() -> Vec<Key>;

    /// Whether a key was meant to be there, though it could not be read.
    fn attempted(&self, key: &str) -> bool;

    /// Where the value of a key stands.
    fn span(&self, key: &str) -> Option<&Range<usize>>;

    /// Takes over every key that this table lacks and `defaults` has.
    fn fill_from(&mut self, defaults: Self);
}

/// Defines tables of the plan file: a struct of optional, spanned keys that reads itself, reports keys that it does
/// not know with the nearest one that it does, takes from another table what it lacks, and has a JSON Schema in which its
/// doc comments are the descriptions. A key marked `[required]` cannot be left out; the function behind `refined by` adds
/// to the schema what the types do not say.
macro_rules! tables {
    ($(
        $(#[doc = $table_doc:literal])*
        $name:ident $(refined by $refine:path)? {
            $(
                $(#[doc = $doc:literal])*
                $field:ident $([$required:ident])? $(as $key:literal)? : $type:ty
            ),* $(,)?
        }
    )*) => { $(
        $(#[doc = $table_doc])*
        #[derive(Clone, Debug, Default)]
        pub struct $name {
            $( $(#[doc = $doc])* pub $field: Option<Spanned<$type>>, )*
            /// Keys that are there but could not be read, or that a misspelt one was meant to be: they are reported
            /// already, and are not missing.
            pub(crate) attempted: Vec<&'static str>,
        }

        impl Table for $name {
            const DOC: &'static [&'static str] = &[$($table_doc),*];

            const KEYS: &'static [&'static str] = &[$( tables!(@key $field $($key)?) ),*];

            fn keys() -> Vec<Key> {
                vec![$( Key {
                    name: tables!(@key $field $($key)?),
                    doc: &[$($doc),*],
                    required: tables!(@required $($required)?),
                    schema: <$type as Read>::schema,
                } ),*]
            }

            fn span(&self, key: &str) -> Option<&Range<usize>> {
                match key {
                    $( tables!(@key $field $($key)?) => {
                        self.$field.as_ref().map(|value| &value.span)
                    } )*
                    _ => None,
                }
            }

            fn attempted(&self, key: &str) -> bool {
                self.attempted.contains(&key)
            }

            fn fill_from(&mut self, defaults: Self) {
                $( if self.$field.is_none() { self.$field = defaults.$field; } )*
                self.attempted.extend(defaults.attempted);
            }
        }

        impl Read for $name {
            const EXPECTED: fn() -> wording::Text = a_table;

            fn read(value: &read::Value<'_>, faults: &mut Faults<'_>) -> Option<Self> {
                let mut found = Self::default();
                for (key, value) in read::table::<Self>(value, faults)? {
                    match key.get_ref().as_ref() {
                        $( tables!(@key $field $($key)?) => {
                            found.$field = read::spanned(value, faults);
                            if found.$field.is_none() {
                                found.attempted.push(tables!(@key $field $($key)?));
                            }
                        } )*
                        _ => found.attempted.extend(read::unknown_key(key, Self::KEYS, faults)),
                    }
                }
                Some(found)
            }

            fn schema(generator: &mut SchemaGenerator) -> Schema {
                generator.subschema_for::<Self>()
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).trim_end_matches("Syntax").into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let schema = schema::table::<Self>(generator);
                $( let schema = $refine(schema, generator); )?
                schema
            }
        }
    )* };
    (@required required) => { true };
    (@required) => { false };
    (@key $field:ident $key:literal) => { $key };
    (@key $field:ident) => { stringify!($field) };
}

tables! {
    /// The whole file.
    Document refined by schema::document {
        /// What the plan is: `[plan]`.
        plan [required]: PlanSyntax,
        /// The plan's own structure: `[section.3]`. Reports follow it in file order.
        section: Map<SectionSyntax>,
        /// The strength words of the plan's text: `[commitment.strive]`.
        commitment: Map<CommitmentSyntax>,
        /// Units beside the built-in `%`, `‰`, `元`, `万元`, `亿元`: `[unit."千册"]`. A unit that is neither is a plain
        /// label that converts to nothing.
        unit: Map<UnitSyntax>,
        /// Columns of the actuals that goals may quantify over: `[dimension.school]`.
        dimension: Map<DimensionSyntax>,
        /// Named lists of periods, beside the built-in `year`, `half`, `quarter`, `month`, `week`, `day`:
        /// `term = ["2022-02..2022-07", "2022-09..2023-01"]`, or with a name for each period:
        /// `term = { spring = "2022-02..2022-07", autumn = "2022-09..2023-01" }`.
        calendar: Map<CalendarSyntax>,
        /// Ordered stages for milestone goals: `construction = ["started", "main structure", "complete"]`.
        ladder: Map<Vec<Spanned<String>>>,
        /// How the exports name their columns; common English and Chinese headers are known without it.
        columns: ColumnsSyntax,
        /// Any key of a target, for all targets that do not have it: `aggregate = "latest"`.
        defaults: TargetSyntax,
        /// How targets are scored: `[score]`. A plan has a score as soon as it weighs a target. It never changes a
        /// verdict.
        score: ScoreSyntax,
        /// The goals, one table each: `[target.enrolment]`.
        target [required]: Map<TargetSyntax>,
    }

    /// `[plan]`: what the plan is.
    PlanSyntax {
        /// What it is called.
        title: String,
        /// Whose plan it is.
        owner: String,
        /// The span of time it is for: `"2022"`, `"2021..2025"`, `"2022-09..2023-08"`, `"2022Q3"`.
        period [required]: Period,
        /// The language of its reports, `"en"` or `"zh"`.
        language: Language,
        /// Cells that mean "no figure", beside the built-in ones: `["待定", "nil"]`.
        null_values: Vec<Spanned<String>>,
        /// What `plancheck lint` need not say of this plan, by code, each with the reason:
        /// `{ no-pace = "the text sets no dates within the year" }`.
        allow: Map<String>,
    }

    /// `[section.ID]`: a part of the plan document.
    SectionSyntax {
        /// Its heading.
        title [required]: String,
    }

    /// `[commitment.ID]`: a strength word of the plan's text.
    CommitmentSyntax {
        /// The word, such as `"力争"`.
        label: String,
        /// The severity of targets with this word that do not give one: `"error"` (the default) or `"warning"`.
        severity: Severity,
    }

    /// `[unit."NAME"]`: a unit that converts into another one.
    UnitSyntax {
        /// The unit that it is a multiple of: `"册"`.
        of [required]: String,
        /// How many of that it is: `1000`.
        scale [required]: Amount,
    }

    /// `[dimension.NAME]`: a column of the actuals that goals may quantify over.
    DimensionSyntax {
        /// The header of the column in the exports; the dimension's name unless given.
        column: String,
        /// A CSV file that lists who must report, in the column of the same header, else in its first column. The path
        /// is relative to the plan file.
        roster: String,
        /// Who must report, written here: `["East", "West"]`.
        members: Vec<Spanned<String>>,
    }

    /// `[columns]`: headers of the exports.
    ColumnsSyntax {
        /// The column that names the indicator.
        indicator: String,
        /// The column that holds the period.
        period: String,
        /// The column that holds the figure.
        value: String,
        /// The column that holds the unit of the figure.
        unit: String,
        /// The column that holds remarks, or several that tell no rows apart: `["同比", "完成率"]`.
        note: OneOrMany,
    }

    /// `[score]`: how targets are scored. A target earns its `weight` × its attainment, unless its `scoring` says
    /// otherwise; a goal that is met earns its weight or more, unless bands keep some of it for more than 100%, one that is not
    /// never more than its weight, and one without data nothing. Where there is no attainment, a target that passes earns all of its weight and one that fails nothing.
    /// What is `open` or `waived` is left out together with its weight.
    ScoreSyntax {
        /// The attainment above which there are no more points, 100% unless given: `"120%"`.
        cap: Amount,
        /// The attainment below which there are none, 0% unless given: `"60%"`.
        floor: Amount,
        /// The grades with the share from which on each is given, in per cent of the points that can be had:
        /// `{ A = 90, B = 80 }`.
        grades: Map<Amount>,
    }

    /// `[target.ID]`: one goal of the plan. It has exactly one of the goal keys `at_least`, `more_than`, `at_most`,
    /// `less_than`, `equals`, `between`, `about` and `reach`.
    TargetSyntax refined by schema::target {
        /// What it is called, also in the actuals: `"学前三年毛入园率"`.
        title: String,
        /// The section it belongs to: `"3"`.
        section: Text,
        /// Where the plan's text says so: `"9"`.
        clause: Text,
        /// The words of the plan's text that say so.
        quote: String,
        /// Who answers for it.
        owner: String,
        /// A remark for readers of the plan.
        note: String,
        /// Its strength word: `"ensure"`.
        commitment: String,
        /// `"error"`, or `"warning"` for a goal whose failure is shown but does not count.
        severity: Severity,

        /// The series in the actuals, the target's id unless given; of a list the series are added up. What another
        /// target is called means the series of that one.
        indicator: OneOrMany,
        /// Other names that exports give the series.
        alias: OneOrMany,
        /// Two series, numerator and denominator: sum over sum, never a mean of ratios. What another target is called
        /// means the series of that one.
        ratio: Vec<Spanned<String>>,
        /// Only rows with these dimension values count: `{ stage = "junior" }`, a value or a list.
        filter as "where": Map<OneOrMany>,
        /// How rows are brought together over time, within one combination of dimension values: `"sum"` (each row
        /// adds), `"cumulative"` (each row is the total to date and must not fall), `"latest"` (a level at a date),
        /// `"max"`, `"min"`, `"mean"`, `"count"`.
        aggregate: Aggregate,
        /// How combinations are then brought together: `"sum"`, `"max"`, `"min"`, `"mean"`.
        combine: Combine,
        /// Dimensions of whose rosters every member must report, of several each combination of their members.
        reported_by: OneOrMany,
        /// What a ratio of 0 to 0 means: `"no-data"` (the default) or `"met"` (no case, no breach).
        when_empty: WhenEmpty,
        /// `"fail"` (the default), or `"zero"` where what nobody reports did not happen: each member who must report and
        /// does not is a 0, and for a mean, the least and the greatest so is each period of the cadence without a
        /// figure.
        missing: Missing,
        /// The unit of the goal and of figures that have none of their own.
        unit: String,
        /// With how many decimals its figures are shown.
        decimals: Amount,
        /// Whether a figure must be a whole number.
        whole: bool,
        /// The plausible range of a figure, `[0, 100]`; outside it is an error in the data.
        valid: Vec<Spanned<Amount>>,

        /// The figure is this or more: `88`, `"88%"`, `"baseline + 5%"`.
        at_least: GoalSyntax,
        /// The figure is more than this: `"35亿元"`.
        more_than: GoalSyntax,
        /// The figure is this or less: `0`.
        at_most: GoalSyntax,
        /// The figure is less than this.
        less_than: GoalSyntax,
        /// The figure is exactly this: `28`.
        equals: GoalSyntax,
        /// The figure lies in this range, both ends included: `[2, 3]`.
        between: GoalSyntax,
        /// The figure is this, within the `tolerance`: `50`.
        about: GoalSyntax,
        /// How far from `about` is still good: `"5%"` of it, or an amount in the unit.
        tolerance: Amount,
        /// The stage of the `ladder` to be reached: `"main structure"`.
        reach: GoalSyntax,
        /// The ladder of a `reach`.
        ladder: String,
        /// What the sum over the members must satisfy as well, for a goal broken down to members.
        total: GoalSyntax,
        /// The better value striven for.
        stretch: GoalSyntax,
        /// What the figure was before: a number, or the period whose figure in the actuals it is: `"2021"`.
        baseline: Amount,

        /// The goal holds for every member of these dimensions, in every period of this calendar:
        /// `["school", "month"]`.
        each: OneOrMany,
        /// The share of those cells that must satisfy the goal, `"95%"`; all unless given.
        coverage: Amount,
        /// The period at whose end the goal has to hold; the plan's unless given.
        due: Period,
        /// The calendar in each period of which a figure is expected: `"quarter"`.
        cadence: String,
        /// What is required on the way from the plan's first day until the goal is due, month by month and within a
        /// month by days: `"linear"`, `"compound"` or `"none"`. The way starts at the baseline; without one, and on a
        /// linear way of what adds up anew (`sum`, `count`, a `cumulative` total that has been below the baseline), at 0.
        /// `"linear"` unless given for `at_least` and `more_than` of a sum or a total to date, else `"none"`.
        pace: PaceWord,
        /// The pace written out: `{ 2022Q1 = 3, 2022Q2 = 8 }`.
        checkpoints: Map<GoalSyntax>,
        /// How many points it is worth when its goal is met: `5`. Without it, or with 0, it earns none.
        weight: Amount,
        /// How many of its points an attainment earns: `"proportional"` (the default), `"all-or-nothing"`,
        /// `{ per = "3%", minus = 1 }` (a point less for every full 3% that is missing to 100%), or
        /// `{ bands = { "100%" = 5, "80%" = 3 } }` (so many from an attainment on, none below the lowest). The highest
        /// band up to 100% earns the weight; only bands above 100% may earn more.
        scoring: ScoringSyntax,
        /// Whether its failure locks the grade at the lowest.
        veto: bool,
        /// How attainment is computed: `"ratio"` (the default) or `"progress"` (from the baseline).
        attainment: AttainmentKind,
        /// An approved exception: `{ reason = "…", until = "2022-12", by = "…" }`.
        waiver: WaiverSyntax,
        /// What `plancheck lint` need not say of this target, by code, each with the reason:
        /// `{ met-at-baseline = "the level is to be kept" }`. Not in `[defaults]`: for all targets it stands in
        /// `[plan]`.
        allow: Map<String>,
    }

    /// A goal broken down to members. It has either `members` or `roster`.
    ByMemberSyntax {
        /// A value for each member: `{ East = 8000, West = 3800 }`.
        members: Map<GoalSyntax>,
        /// The column of the roster file that holds the values: `"quota"`.
        roster: String,
        /// What the sum over the members must satisfy as well: `11800`.
        total: GoalSyntax,
    }

    /// A rule of scoring. It has either `per` and `minus`, or `bands`.
    RuleSyntax {
        /// The share that is a step: `"3%"`.
        per: Amount,
        /// The points that each step takes away which is missing to 100%: `1`.
        minus: Amount,
        /// Points from an attainment on: `{ "100%" = 5, "80%" = 3 }`; none below the lowest.
        bands: Map<Amount>,
    }

    /// `waiver`: an approved exception, void once `until` is past.
    WaiverSyntax {
        /// Why.
        reason [required]: String,
        /// The last period in which it holds.
        until [required]: Period,
        /// Who approved it.
        by: String,
    }
}

/// A key of a target that says something only beside another key (`true`), or only without it: the key, the other, which
/// of the two, and what it belongs to.
type Company = (&'static str, &'static str, bool, fn() -> crate::wording::Text);

/// All such keys.
pub(crate) const COMPANY: [Company; 10] = [
    ("tolerance", "about", true, say::goal_about),
    ("ladder", "reach", true, say::goal_to_reach),
    ("coverage", "each", true, say::goal_for_each),
    ("when_empty", "ratio", true, say::a_ratio),
    ("alias", "ratio", false, say::indicator_not_ratio),
    ("indicator", "ratio", false, say::target_without_ratio),
    ("ratio", "reach", false, say::goal_in_numbers),
    ("baseline", "reach", false, say::goal_in_numbers),
    ("valid", "reach", false, say::goal_in_numbers),
    ("whole", "reach", false, say::goal_in_numbers),
];

/// A calendar of the plan's own: a list of periods, some of which may have a name.
#[derive(Clone, Debug)]
pub struct CalendarSyntax {
    /// The periods with their names.
    pub periods: Vec<(Option<Spanned<String>>, Spanned<Period>)>,
}

impl Document {
    /// Reads the text of a plan file; what is wrong with it goes to `faults`.
    pub(crate) fn parse(text: &str, faults: &mut Faults<'_>) -> Self {
        // Places count the bytes of a byte order mark.
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => Cow::Owned(format!("   {rest}")),
            None => Cow::Borrowed(text),
        };
        let (table, errors) = toml::de::DeTable::parse_recoverable(&text);
        for error in errors {
            faults.syntax(&error);
        }
        let span = table.span();
        let value = toml::Spanned::new(span, toml::de::DeValue::Table(table.into_inner()));
        Self::read(&value, faults).unwrap_or_default()
    }

    /// What targets take where they lack it, if the plan says anything. Where `[defaults]` cannot be read, it may be any
    /// key.
    pub(crate) fn defaults(&self) -> Option<TargetSyntax> {
        match &self.defaults {
            Some(defaults) => Some(defaults.value.clone()),
            None if self.attempted("defaults") => Some(TargetSyntax {
                attempted: TargetSyntax::KEYS.to_vec(),
                ..TargetSyntax::default()
            }),
            None => None,
        }
    }
}

impl TargetSyntax {
    /// The goal keys that the target has.
    pub(crate) fn goals(&self) -> impl Iterator<Item = (GoalKind, &Spanned<GoalSyntax>)> {
        let goals = [
            (GoalKind::AtLeast, &self.at_least),
            (GoalKind::MoreThan, &self.more_than),
            (GoalKind::AtMost, &self.at_most),
            (GoalKind::LessThan, &self.less_than),
            (GoalKind::Equals, &self.equals),
            (GoalKind::Between, &self.between),
            (GoalKind::About, &self.about),
            (GoalKind::Reach, &self.reach),
        ];
        goals.into_iter().filter_map(|(kind, goal)| Some((kind, goal.as_ref()?)))
    }

    /// The goal keys, to be changed.
    pub(crate) fn goals_mut(&mut self) -> [&mut Option<Spanned<GoalSyntax>>; 8] {
        [
            &mut self.at_least,
            &mut self.more_than,
            &mut self.at_most,
            &mut self.less_than,
            &mut self.equals,
            &mut self.between,
            &mut self.about,
            &mut self.reach,
        ]
    }
}

//! A unit that stands above the header and holds for all figures without one of their own: `单位：万元`, `(unit: %)`.

use super::heading::heading;
use super::layout::{Header, is_unit};
use super::role::Role;
use super::row::{Row, trim};
use crate::diagnostic::{Diagnostic, Spelling};
use crate::plan::labels::{self, MULTIPLES, nearest_unit};
use crate::plan::{Figures, Plan, normalized};
use crate::source::Place;
use crate::wording::diagnostics::actuals::header as say;

/// How a unit is introduced in English; the longer of two that begin alike comes first.
const WORDS: [&str; 4] = ["units of measure", "unit of measure", "units", "unit"];

/// What stands before a colon and a unit in other languages.
const LABELS: [&str; 6] = ["unité", "unités", "unidad", "unidade", "einheit", "einheiten"];

/// What stands before a colon and a currency.
const LABELS_OF_MONEY: [&str; 5] = ["currency", "währung", "devise", "moneda", "moeda"];

/// What may stand before the word, and does not make it mean something else. `填报单位` is who reports.
const KINDS: [&str; 14] = [
    "计量", "計量", "计价", "計價", "统计", "統計", "金额", "金額", "货币", "貨幣", "数据", "數據",
    "数值", "本表",
];

/// What makes the word mean who it is that does something, even where a blank stands between: `填 报 单 位`.
const DOERS: [&str; 16] = [
    "填报", "填報", "报送", "上报", "报告", "编制", "制表", "主管", "责任", "牵头", "负责", "实施",
    "承办", "协办", "配合", "考核",
];

/// What has the unit behind a colon when that is one: `金额：万元`.
const AMOUNTS: [&str; 8] = ["金额", "金額", "数值", "數值", "数据", "數據", "货币", "貨幣"];

/// What stands between several units.
const SEPARATORS: [char; 3] = ['、', ',', ';'];

/// The currency that may stand before its own units.
const CURRENCIES: [&str; 2] = ["人民币", "人民幣"];

/// Amounts of money, of which a unit may be a multiple.
const MONEY: [&str; 5] = ["元", "美元", "欧元", "港元", "日元"];

/// How the names of organisations end, which are 单位 too.
const ORGANISATIONS: [&str; 38] = [
    "妇联", "机关", "局", "委", "办", "院", "校", "镇", "乡", "村", "县", "区", "市", "省", "部",
    "处", "科", "厅", "会", "所", "站", "室", "队", "园", "馆", "厂", "行", "集团", "公司", "中心",
    "街道", "政府", "大学", "中学", "小学", "学校", "医院", "银行",
];

/// What is said above the header about the unit.
#[derive(Debug)]
pub(super) struct UnitLine {
    /// The unit as written, normalised.
    pub(super) name: String,
    /// Where it stands.
    pub(super) place: Place,
}

impl UnitLine {
    /// What a row says about the unit: in so many words, or by a unit of the plan in brackets behind a title.
    pub(super) fn of(plan: &Plan, row: &Row<'_, '_>) -> Option<Self> {
        Self::said(plan, row).or_else(|| Self::behind_a_title(plan, row))
    }

    /// What a row says about the unit in so many words.
    pub(super) fn said(plan: &Plan, row: &Row<'_, '_>) -> Option<Self> {
        let is_unit = |name: &str| is_unit(plan, name);
        let filled = filled(row);
        for (at, field) in filled.iter().enumerate() {
            let next = filled.get(at + 1);
            let (name, field) = match introduced(&compared(&row.cell(*field)), &is_unit) {
                Introduced::Nothing => continue,
                Introduced::Unit(name) => (name, *field),
                Introduced::Next => match next {
                    Some(next) => (read(&compared(&row.cell(*next)), &is_unit), *next),
                    None => continue,
                },
                Introduced::MaybeNext => {
                    let Some(next) = next else { continue };
                    let name = read(&compared(&row.cell(*next)), &is_unit);
                    // Without a colon it may as well be the header of a column, beside others.
                    if filled.len() > 2 && !(is_unit(&name) && at + 2 == filled.len()) {
                        continue;
                    }
                    (name, *next)
                }
            };
            return Some(Self { name, place: row.place(field) });
        }
        None
    }

    /// The one unit that a row names in brackets, or that is a cell of its own. Several are headers of columns.
    fn behind_a_title(plan: &Plan, row: &Row<'_, '_>) -> Option<Self> {
        let mut found: Option<Self> = None;
        for field in filled(row) {
            let cell = compared(&row.cell(field));
            let mut names: Vec<&str> =
                in_brackets(&cell).filter(|name| names_units(plan, name)).collect();
            names.extend(labelled(plan, &cell));
            if names.is_empty() {
                // `Costs in TEUR`
                let begins = cell.strip_prefix("in ");
                let behind_in = begins.or_else(|| Some(cell.rsplit_once(" in ")?.1)).map(str::trim);
                let whole = behind_in.into_iter().chain([cell.as_str()]);
                names.extend(whole.filter(|name| may_be_unit(plan, name)).take(1));
            }
            for name in names {
                match &found {
                    Some(first) if first.name != name => return None,
                    Some(_) => {}
                    None => found = Some(Self { name: name.to_owned(), place: row.place(field) }),
                }
            }
        }
        found
    }

    /// What a row below the header says about the unit: in so many words, or as the title of another table where the first
    /// one has said its unit.
    pub(super) fn below(plan: &Plan, row: &Row<'_, '_>, header: &Header) -> Option<Self> {
        const NUMBERS: [char; 12] =
            ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '(', '表'];
        let line = Self::said(plan, row).or_else(|| Self::under_figures(plan, row, header));
        line.or_else(|| {
            let [field] = *filled(row) else { return None };
            let cell = compared(&row.cell(field));
            let begins_as_title = cell.starts_with(NUMBERS)
                || cell.starts_with(|first: char| first.is_ascii_digit())
                || cell.contains(['表', '况']);
            let is_title =
                begins_as_title && cell.ends_with([')', ']']) && header.unit_above.is_some();
            is_title.then(|| Self::behind_a_title(plan, row)).flatten()
        })
    }

    /// The unit of a row that has units where figures belong, and names no indicator, as a second line of the header does.
    fn under_figures(plan: &Plan, row: &Row<'_, '_>, header: &Header) -> Option<Self> {
        let names_indicator = header.indicator.is_some_and(|field| {
            let name = heading(&row.cell(field));
            !name.is_empty() && !Role::Unit.is_known_by(&name)
        });
        if names_indicator {
            return None;
        }
        let mut first = None;
        for column in &header.figures {
            let cell = compared(&row.cell(column.field));
            let name = in_brackets(&cell).next().filter(|_| cell.starts_with(['(', '[']));
            let name = name.unwrap_or(&cell);
            if name.is_empty() {
                continue;
            }
            if !may_be_unit(plan, name) {
                return None;
            }
            first = first
                .or_else(|| Some(Self { name: name.to_owned(), place: row.place(column.field) }));
        }
        first
    }

    /// The finding that it stands below the header, where it holds for nothing, unless all the figures are known to be in
    /// that unit.
    pub(super) fn misplaced(self, header: &Header) -> Option<Diagnostic> {
        let is_known = header.unit_above.as_ref().is_some_and(|above| above.name == self.name)
            || header.unit.is_some()
            || header.figures.iter().all(|column| column.unit.is_some());
        if is_known || self.is_organisation() {
            return None;
        }
        let message = say::unit_below_header(&self.name);
        Some(
            Diagnostic::error("unit-mismatch", self.place, message)
                .label(say::expected_unit_above(header.place.line))
                .help(say::move_unit_above()),
        )
    }

    /// Whether it may as well be the name of an organisation.
    fn is_organisation(&self) -> bool {
        is_organisation(&self.name)
    }
}

/// Whether a name in brackets or alone is that of a unit, or of a multiple that the plan does not know.
pub(super) fn may_be_unit(plan: &Plan, name: &str) -> bool {
    let is_multiple = || {
        is_money(name)
            || name.len() > 1 && name.is_ascii() && labels::is_multiple(name)
            || is_magnitude(plan, name)
            || labels::multiplied(name).is_some_and(|unit| is_unit(plan, unit))
    };
    is_unit(plan, name) || is_multiple()
}

/// Whether a name is that of a magnitude, or of a currency where the plan has to do with money.
pub(super) fn is_magnitude(plan: &Plan, name: &str) -> bool {
    labels::is_magnitude(name) && (!labels::CURRENCY_CODES.contains(&name) || uses_money(plan))
}

fn uses_money(plan: &Plan) -> bool {
    let is_of_money = |unit: &str| labels::CURRENCY_CODES.contains(&unit) || is_money(unit);
    known(plan).any(|unit| is_of_money(unit) || unit.contains(['€', '$', '£', '¥']))
}

/// The unit behind a label in another language. A currency of the plan is that of its money, and of nothing else.
fn labelled<'c>(plan: &Plan, cell: &'c str) -> Option<&'c str> {
    let (label, name) = cell.split_once(':')?;
    let (label, name) = (label.trim().to_lowercase(), name.trim());
    let is_of_money = LABELS_OF_MONEY.contains(&label.as_str());
    let is_other = || !is_unit(plan, name) || labels::is_multiple(name);
    let is_unit = LABELS.contains(&label.as_str()) || is_of_money && is_other();
    (is_unit && may_be_unit(plan, name)).then_some(name)
}

/// Whether a name in brackets or alone is that of a unit, or of several of which one may be meant: `亿元、%`.
fn names_units(plan: &Plan, name: &str) -> bool {
    let mut pieces = name.split(SEPARATORS);
    may_be_unit(plan, name) || pieces.any(|piece| may_be_unit(plan, piece.trim()))
}

/// Whether a name may be that of an organisation. What is counted, such as `个乡镇`, is none.
pub(super) fn is_organisation(name: &str) -> bool {
    const COUNTED: [char; 8] = ['个', '家', '所', '座', '十', '百', '千', '万'];
    // `县妇联(盖章)`
    let name = name.split(['(', '[', ' ']).next().unwrap_or_default();
    name.chars().nth(2).is_some()
        && ORGANISATIONS.iter().any(|end| name.ends_with(end))
        && !name.starts_with(COUNTED)
}

/// The unit that rows above the header give.
///
/// # Errors
/// Two different ones, or one that nobody knows: figures would be wrong by a factor. Of several in one, what has no unit of
/// its own is found to be in none.
pub(super) fn agreed(
    plan: &Plan,
    lines: Vec<UnitLine>,
) -> Result<Option<UnitLine>, Vec<Diagnostic>> {
    let mut agreed: Option<UnitLine> = None;
    let mut problems = Vec::new();
    for line in lines {
        if !is_unit(plan, &line.name) && !line.name.contains(SEPARATORS) {
            if !line.is_organisation() {
                problems.push(unknown(plan, &line));
            }
            continue;
        }
        match &agreed {
            None => agreed = Some(line),
            Some(first) if first.name == line.name => {}
            Some(first) => {
                let message = say::two_units_above(&first.name, &line.name);
                problems.push(
                    Diagnostic::error("unit-mismatch", line.place, message)
                        .label(say::expected_one_unit())
                        .and(first.place.clone(), say::the_other_unit())
                        .help(say::put_units_into_headers()),
                );
            }
        }
    }
    if problems.is_empty() { Ok(agreed) } else { Err(problems) }
}

fn unknown(plan: &Plan, line: &UnitLine) -> Diagnostic {
    let message = say::unknown_unit_above(&line.name);
    let problem = Diagnostic::error("unknown-unit", line.place.clone(), message)
        .label(say::expected_unit_of_plan());
    match nearest_unit(&line.name, known(plan)) {
        Some(near) => problem.meant(near, Spelling::Part(&line.name)),
        None => problem.help(say::define_unit_or_take_out(&line.name)),
    }
}

/// The units that an export may be in.
fn known(plan: &Plan) -> impl Iterator<Item = &str> {
    let of_indicators = plan.indicators.iter().filter_map(|indicator| match &indicator.figures {
        Figures::Numbers(unit) => unit.as_ref(),
        Figures::Stages(_) => None,
    });
    plan.units.values().chain(of_indicators).map(|unit| unit.name.as_str())
}

/// What a cell says about the unit.
#[derive(Debug, PartialEq, Eq)]
enum Introduced {
    Nothing,
    /// This one.
    Unit(String),
    /// That of the next cell.
    Next,
    /// That of the next cell, if there the word is not the header of a column.
    MaybeNext,
}

/// The cells of a row that are not blank.
fn filled(row: &Row<'_, '_>) -> Vec<usize> {
    (0..row.len()).filter(|field| !trim(&row.cell(*field)).is_empty()).collect()
}

/// A cell as it is compared: normalised, with one kind of brackets in place of others.
fn compared(cell: &str) -> String {
    let bracket = |letter| match letter {
        '【' | '〔' | '〖' => '[',
        '】' | '〕' | '〗' => ']',
        letter => letter,
    };
    normalized(cell).chars().map(bracket).collect()
}

/// What a cell, as it is compared, introduces as the unit.
fn introduced(cell: &str, is_unit: &dyn Fn(&str) -> bool) -> Introduced {
    let is_sure = |name: &str| is_unit(name) || is_money(name);
    let found = cell.char_indices().find_map(|(at, _)| {
        let (before, rest) = cell.split_at(at);
        let length = word_length(rest)?;
        let is_chinese = !rest.starts_with(|first: char| first.is_ascii());
        // `各 单 位 情 况` is a title that is set wide.
        let may_be_unknown = is_chinese && !before.ends_with(char::is_whitespace);
        let may_stand = may_stand_before(before);
        match after_word(rest.get(length..)?, is_chinese, may_be_unknown, is_unit) {
            _ if is_doer(before) => None,
            // What is surely a unit may stand behind any title: `产值统计表单位：万元`.
            Introduced::Unit(name) if may_stand || is_chinese && is_sure(&name) => {
                Some(Introduced::Unit(name))
            }
            Introduced::Next if may_stand => Some(Introduced::Next),
            Introduced::MaybeNext
                if is_chinese && (before.is_empty() || KINDS.contains(&before)) =>
            {
                Some(Introduced::MaybeNext)
            }
            _ => None,
        }
    });
    let otherwise = || {
        let name = in_a_clause(cell, is_unit).or_else(|| of_amounts(cell, is_unit))?;
        is_sure(&name).then_some(Introduced::Unit(name))
    };
    found.or_else(otherwise).unwrap_or(Introduced::Nothing)
}

/// `万元` of `以万元为单位` or `金额以万元计`.
fn in_a_clause(cell: &str, is_unit: &dyn Fn(&str) -> bool) -> Option<String> {
    let (before, _) =
        ["为单位", "為單位", "计", "計"].iter().find_map(|end| cell.split_once(end))?;
    let (_, name) = before.rsplit_once(['以', '按'])?;
    Some(read(name, is_unit))
}

/// `万元` of `金额：万元`.
fn of_amounts(cell: &str, is_unit: &dyn Fn(&str) -> bool) -> Option<String> {
    let (_, name) =
        cell.match_indices(':').map(|(at, _)| cell.split_at(at)).find(|(label, _)| {
            let label = label.trim_end();
            AMOUNTS.iter().any(|amount| label.ends_with(amount))
        })?;
    Some(read(name.trim_start_matches(':'), is_unit))
}

/// Whether a name is that of a unit of money, also of one that the plan does not know.
pub(super) fn is_money(name: &str) -> bool {
    MONEY.contains(&name.trim_start_matches(['十', '百', '千', '万', '萬', '亿', '億']))
}

/// What the word for a unit introduces, by what stands behind it; without a colon it may be one that nobody knows, or not.
fn after_word(
    after: &str,
    is_chinese: bool,
    may_be_unknown: bool,
    is_unit: &dyn Fn(&str) -> bool,
) -> Introduced {
    // `(单位):万元`
    let text = after.trim_start();
    let text = match text.strip_prefix([')', ']']).map(str::trim_start) {
        Some(rest) if rest.starts_with(':') => rest,
        _ => text,
    };
    if let Some(unit) = text.strip_prefix([':', '=']).or_else(|| {
        let is_said = ["均为", "均為", "为", "為", "/"];
        is_said.iter().find_map(|word| text.strip_prefix(word)).filter(|_| is_chinese)
    }) {
        let name = read(unit, is_unit);
        let is_said = text.starts_with([':', '=']) || is_unit(&name) || is_money(&name);
        return match name.as_str() {
            _ if !is_said => Introduced::Nothing,
            "" => Introduced::Next,
            _ => Introduced::Unit(name),
        };
    }
    if text.is_empty() {
        return Introduced::MaybeNext;
    }
    let name = read(text, is_unit);
    // `单位(盖章)` is who reports, `单位名称` or `单位负责人` are about that one, too.
    let is_seal = text.contains(['章', '签', '簽']);
    let is_set_apart = text.starts_with(['(', '[']) || text.len() < after.len();
    let is_said = may_be_unknown && is_set_apart && !is_seal && !text.contains(':');
    if is_unit(&name) || is_said { Introduced::Unit(name) } else { Introduced::Nothing }
}

/// How long the word for a unit is with which a text begins, if it does.
fn word_length(text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix(['单', '單']) {
        let rest = rest.trim_start().strip_prefix('位')?;
        return Some(text.len() - rest.len());
    }
    let is_word =
        |word: &&str| text.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
    WORDS.iter().find(|word| is_word(word)).map(|word| word.len())
}

/// A text without white space.
fn compact(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// Whether the word for a unit means who it is that does something where it follows a text.
fn is_doer(text: &str) -> bool {
    let compact = compact(text);
    DOERS.iter().any(|doer| compact.ends_with(doer))
}

/// Whether the word for a unit may follow a text, and mean the unit.
fn may_stand_before(text: &str) -> bool {
    let mut compact = compact(text);
    if text.ends_with(char::is_whitespace) {
        return true;
    }
    let mut rest = text;
    while let Some(kind) = KINDS.iter().find(|kind| compact.ends_with(*kind)) {
        compact.truncate(compact.len() - kind.len());
        let first = kind.chars().next().unwrap_or_default();
        rest = rest.rfind(first).and_then(|at| rest.get(..at)).unwrap_or_default();
    }
    compact.is_empty()
        || rest.ends_with(char::is_whitespace)
        || compact.ends_with(['(', '[', ',', ';', '、', '。', ':', '-', '|', ')', ']'])
}

/// The unit with which a normalised text begins: it ends before a bracket or a blank. What may say more about the unit
/// than that belongs to it, so that nothing is understood by half.
fn read(text: &str, is_unit: &dyn Fn(&str) -> bool) -> String {
    const BRACKETS: [char; 4] = ['(', ')', '[', ']'];
    let text = text.trim().trim_start_matches(['(', '[']).trim_start();
    let of_currency = CURRENCIES.iter().find_map(|currency| text.strip_prefix(currency));
    if let Some(unit) = of_currency.filter(|unit| unit.contains('元')) {
        return read(unit, is_unit);
    }
    let whole = text.trim_end_matches(['。', ';', ',']).trim_end();
    let opened = whole.matches(['(', '[']).count();
    let whole = match whole.matches([')', ']']).count() {
        closed if closed > opened => whole.trim_end_matches([')', ']']).trim_end(),
        _ => whole,
    };
    let compact = compact(whole);
    if is_unit(whole) {
        return whole.to_owned();
    }
    if is_unit(&compact) {
        return compact;
    }
    let is_end = |letter: char| letter.is_whitespace() || BRACKETS.contains(&letter);
    let (first, rest) = text.split_at(text.find(is_end).unwrap_or(text.len()));
    let first = first.trim_end_matches(['。', ';', ',']);
    // What has a label of its own is about something else: `制表：张三`.
    let about_unit = rest.split(is_end).take_while(|piece| !piece.contains(':'));
    let is_more = rest
        .split(|letter: char| is_end(letter) || ":;,、。/和及或".contains(letter))
        .any(&is_unit)
        || about_unit.clone().any(is_multiple)
        || rest.starts_with(char::is_whitespace)
            && rest.split(is_end).find(|piece| !piece.is_empty()).is_some_and(|piece| {
                piece.chars().count() == 1
                    || piece.starts_with(['、', ',', ';', '/', '和', '及', '或'])
            });
    if is_more { whole.to_owned() } else { first.to_owned() }
}

/// Whether a piece beside a unit makes a multiple of it: `EUR thousand`, `元（百万）`, `EUR '000`.
fn is_multiple(piece: &str) -> bool {
    piece.contains(MULTIPLES)
        || piece.contains("000")
        || piece
            .split(|letter: char| !letter.is_alphabetic())
            .any(|word| labels::is_multiple(word) || matches!(word, "m" | "b" | "t"))
}

/// What stands in brackets in a cell, as it is compared.
fn in_brackets(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['(', '[']).skip(1).filter_map(|rest| {
        let (within, _) = rest.split_once([')', ']'])?;
        Some(within.trim())
    })
}

#[cfg(test)]
mod tests;

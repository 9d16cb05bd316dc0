//! What is no member: the sum of others, or nobody.

use super::names::{is_padding, normalized, trim};

/// What totals are called, without white space, in lower case.
const TOTALS: [&str; 33] = [
    "合计",
    "合計",
    "总计",
    "總計",
    "小计",
    "小計",
    "共计",
    "共計",
    "总和",
    "總和",
    "合计数",
    "合計數",
    "总计数",
    "總計數",
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "sub-total",
    "grandtotal",
    "sum",
    "summe",
    "gesamt",
    "gesamtsumme",
    "gesamtergebnis",
    "zwischensumme",
    "totalresult",
    "totalergebnis",
    "totalgénéral",
    "totalgeneral",
    "totale",
    "soustotal",
    "sous-total",
];

/// What pandas calls a total where members are named; as a note it may say anything.
const ALL: &str = "all";

/// How the names of totals end that say of what they are: `全区合计`, `东区 汇总`.
const ENDINGS: [&str; 8] = ["合计", "合計", "总计", "總計", "小计", "小計", "汇总", "匯總"];

/// The same in Latin letters, in any case.
const LATIN_ENDINGS: [&[u8]; 2] = [b" total", b"sous-total"];

/// What databases write where a row is of nobody, which it is where they sum up others.
const NOBODY: [&str; 5] = ["null", "(null)", "<null>", "[null]", "\\n"];

/// More bytes than what a total is called has, however it is written.
const LONGEST: usize = 64;

/// The total that a name stands for, as it is compared: it is one altogether, or ends as one, or is `All`.
pub(crate) fn total(name: &str) -> Option<String> {
    bare_total(name).or_else(|| {
        let compared = (name.len() <= LONGEST).then(|| compared(name))?;
        (ends_as_total(name) || compared == ALL).then_some(compared)
    })
}

/// The total that a name altogether stands for, whatever follows in brackets: `合计`, `Total (all schools)`.
pub(crate) fn bare_total(name: &str) -> Option<String> {
    if name.len() > LONGEST {
        return None;
    }
    let name = compared(name);
    let label = name.split_once('(').map_or(name.as_str(), |(label, _)| label);
    TOTALS.contains(&label).then_some(name)
}

/// Whether a name says that nobody is meant.
pub(crate) fn is_nobody(name: &str) -> bool {
    let bare = name.trim_ascii();
    trim(name).is_empty() || NOBODY.iter().any(|nobody| bare.eq_ignore_ascii_case(nobody))
}

/// A name of a total as it is compared.
fn compared(name: &str) -> String {
    let mut name = normalized(name);
    name.retain(|character| !character.is_whitespace());
    let mut name = name.to_lowercase();
    let length = name.trim_end_matches(':').len();
    name.truncate(length);
    name
}

/// Whether a name ends as that of a total does which says of what it is.
#[inline]
pub(crate) fn ends_as_total(name: &str) -> bool {
    let bytes = name.as_bytes();
    if bytes.last_chunk().is_none_or(|end| may_end_as_total(u32::from_be_bytes(*end)) == 0) {
        return false;
    }
    let name = name.trim_end_matches(|last| is_padding(last) || matches!(last, ':' | '：'));
    let bytes = name.as_bytes();
    let ends_in = |ending: &[u8]| {
        let begin = bytes.len().checked_sub(ending.len());
        begin
            .and_then(|begin| bytes.get(begin..))
            .is_some_and(|end| end.eq_ignore_ascii_case(ending))
    };
    LATIN_ENDINGS.into_iter().any(ends_in) || ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Whether four bytes, the first one highest, may be the last ones of such a name or of one of nobody: not 0 if so. Nothing is decided on the
/// way, so that this can be asked of several names at once.
#[inline]
pub(crate) fn may_end_as_total(end: u32) -> u32 {
    const LETTERS: u32 = u32::from_be_bytes(*b"    ");
    let is = |ending: [u8; 4]| u32::from(end | LETTERS == u32::from_be_bytes(ending));
    let is_ideograph = |ideograph: [u8; 3]| {
        let [first, second, third] = ideograph;
        u32::from(end << 8 == u32::from_be_bytes([first, second, third, 0]))
    };
    is(*b"otal")
        | is(*b"null")
        | is(*b"ull)")
        | is(*b"ull>")
        // As letters: it is a `]`.
        | is(*b"ull}")
        | u32::from(end & 0xFF <= u32::from(b' '))
        | u32::from(end & 0xFF == u32::from(b':'))
        | is_ideograph([0xEF, 0xBC, 0x9A])
        | is_ideograph([0xE8, 0xAE, 0xA1])
        | is_ideograph([0xE8, 0xA8, 0x88])
        | is_ideograph([0xE6, 0x80, 0xBB])
        | is_ideograph([0xE7, 0xB8, 0xBD])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_known_by_what_databases_write() {
        for name in ["", " ", "\u{3000}", "NULL", " null ", "(NULL)", "<null>", "[NULL]", "\\N"] {
            assert!(is_nobody(name), "{name}");
            let end = name.as_bytes().last_chunk();
            assert!(
                end.is_none_or(|end| may_end_as_total(u32::from_be_bytes(*end)) != 0),
                "{name}"
            );
        }
        for name in ["N", "Null Island", "NA", "None", "\\", "Nul", "0"] {
            assert!(!is_nobody(name), "{name}");
        }
    }

    #[test]
    fn each_ending_may_end_a_total() {
        let others = ["East Total", "EAST TOTAL", "东区 total", "Sous-Total"];
        let with_colons = ["合计：", "小计:", "East Total : "];
        for ending in ENDINGS.into_iter().chain(others).chain(with_colons) {
            assert!(ends_as_total(&format!("全区{ending}")), "{ending}");
            let end = *ending.as_bytes().last_chunk().unwrap();
            assert_ne!(may_end_as_total(u32::from_be_bytes(end)), 0, "{ending}");
        }
        for name in [
            "",
            "计",
            "设计",
            "审计",
            "会计",
            "总",
            "办公室总",
            "subtotal",
            "Teetotal",
            "N-total",
            "local",
            "设计：",
            "：",
        ] {
            assert!(!ends_as_total(name), "{name}");
        }
        assert_eq!(may_end_as_total(u32::from_be_bytes(*b"ocal")), 0);
    }
}

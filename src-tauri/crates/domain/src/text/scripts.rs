//! Chinese characters that are to be taken for another one: those that only look like it, and those of the other script.

use icu_normalizer::properties::{CanonicalDecompositionBorrowed, Decomposed};
use std::sync::LazyLock;

/// A character for each character, by the first.
type Pairs = Vec<(char, char)>;

static RADICALS: LazyLock<Pairs> = LazyLock::new(|| pairs(include_str!("../../../../data/radicals.txt")));
static SCRIPTS: LazyLock<Pairs> = LazyLock::new(|| pairs(include_str!("../../../../data/scripts.txt")));

fn pairs(text: &str) -> Pairs {
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    let mut pairs: Pairs = rows.filter_map(|row| row.chars().next().zip(row.chars().nth(1))).collect();
    pairs.sort_unstable();
    pairs
}

fn other(pairs: &Pairs, c: char) -> char {
    pairs.binary_search_by_key(&c, |(from, _)| *from).map_or(c, |at| pairs[at].1)
}

/// The Chinese character that one of a compatibility block stands for; any other as it is. Files made from print carry
/// radicals for characters, and old code pages carry one character twice.
pub(crate) fn unified(c: char) -> char {
    match c {
        '\u{2e80}'..='\u{2fd5}' => other(&RADICALS, c),
        '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => {
            match CanonicalDecompositionBorrowed::new().decompose(c) {
                Decomposed::Singleton(unified) => unified,
                Decomposed::Default | Decomposed::Expansion(..) => c,
            }
        }
        _ => c,
    }
}

/// The simplified form of a Chinese character; of several the commonest, so that it is for comparing only.
pub(crate) fn simplified(c: char) -> char {
    if is_chinese(c) { other(&SCRIPTS, c) } else { c }
}

/// A Chinese character, those of the newest extensions included.
pub(crate) fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_character_is_it_and_rare_ones_stay() {
        let read = |text: &str| text.chars().map(unified).collect::<String>();
        for (typed, meant) in [
            ("⽅⼤⽂", "方大文"),
            ("⺠⻘⻤⻳", "民青鬼龟"),
            ("\u{f9e1}\u{f914}\u{2f800}", "李樂丽"),
            ("\u{fa0e}", "\u{fa0e}"),
            ("𬭼㛃𬱖\u{30EDD}", "𬭼㛃𬱖\u{30EDD}"),
            ("·•O’Ａ", "·•O’Ａ"),
        ] {
            assert_eq!(read(typed), meant, "{typed}");
        }
    }

    #[test]
    fn every_radical_stands_for_a_character_that_is_none() {
        assert_eq!(RADICALS.len(), 328);
        assert!(RADICALS.iter().all(|(from, to)| unified(*from) == *to && unified(*to) == *to && is_chinese(*to)));
    }

    #[test]
    fn both_scripts_come_to_one_and_nothing_is_simplified_twice() {
        for (traditional, meant) in
            [("王國強", "王国强"), ("蕭劉陳", "萧刘陈"), ("戶戸户", "户户户"), ("衞衛", "卫卫"), ("沢田", "泽田")]
        {
            assert_eq!(traditional.chars().map(simplified).collect::<String>(), meant);
        }
        assert!(SCRIPTS.len() > 4_000 && SCRIPTS.iter().all(|(_, to)| simplified(*to) == *to));
    }
}

//! The letters of a name in the form they are compared in: one script, one case, one width, no accents.

use super::marks::{is_selector, is_space, is_unseen, narrow};
use super::scripts::{is_chinese, simplified, unified};
use icu_normalizer::ComposingNormalizerBorrowed;
use icu_normalizer::properties::{CanonicalDecompositionBorrowed, Decomposed};
use std::borrow::Cow;

/// A letter, digit or Chinese character of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// What it is compared as.
    pub form: char,
    /// What is typed for it as well: a Chinese character in the script it stands in, `v` for `ü`.
    pub other: char,
    /// Something that is no letter stands before it.
    pub after_gap: bool,
}

/// Marks on the letters of Latin, Greek and Cyrillic end here; further on a mark may make another letter.
const ACCENTED_BELOW: char = '\u{530}';

/// The letters of a text. Spaces, dots of every kind, dashes and apostrophes are gaps.
pub fn letters(text: &str) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(text.len());
    let mut after_gap = true;
    for c in plain(text).chars() {
        if is_chinese(c) {
            letters.push(Letter { form: simplified(c), other: c, after_gap });
        } else if matches!(c, '\u{2b0}'..='\u{36f}') {
            continue; // An accent, or an apostrophe that is part of a letter.
        } else if c.is_alphanumeric() {
            for folded in c.to_lowercase() {
                push(&mut letters, folded, after_gap);
            }
        } else {
            after_gap = true;
            continue;
        }
        after_gap = false;
    }
    letters
}

/// The text in ordinary width and composed, without what cannot be seen.
fn plain(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c.is_ascii() || (is_chinese(c) && unified(c) == c)) {
        return Cow::Borrowed(text);
    }
    let ordinary = |c: char| if is_space(c) { ' ' } else { unified(narrow(c)) };
    let seen = text.chars().filter(|c| !is_unseen(*c) && !is_selector(*c)).map(ordinary);
    Cow::Owned(ComposingNormalizerBorrowed::new_nfkc().normalize_iter(seen).collect())
}

fn push(letters: &mut Vec<Letter>, c: char, after_gap: bool) {
    let base = base(c);
    if base == 'ü' {
        return letters.push(Letter { form: 'u', other: 'v', after_gap });
    }
    let two = match base {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ĳ' => "ij",
        'đ' | 'ð' | 'ɖ' => "d",
        'ł' => "l",
        'ø' => "o",
        'ı' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ə' => "e",
        'ſ' => "s",
        '\u{300}'..='\u{36f}' => "",
        _ => return letters.push(Letter { form: base, other: base, after_gap }),
    };
    letters.extend(two.chars().zip([after_gap, false]).map(|(c, after_gap)| Letter { form: c, other: c, after_gap }));
}

/// The letter without its accents; `ü` is a letter of its own, which pinyin has.
fn base(c: char) -> char {
    if c.is_ascii() || c == 'ü' {
        return c;
    }
    match CanonicalDecompositionBorrowed::new().decompose(c) {
        Decomposed::Expansion(first, _) if first < ACCENTED_BELOW || first > '\u{1dff}' && first < '\u{2000}' => {
            base(first)
        }
        Decomposed::Expansion(..) | Decomposed::Singleton(_) | Decomposed::Default => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> String {
        letters(text).iter().map(|letter| letter.form).collect()
    }

    #[test]
    fn letters_come_without_accents_in_one_script_and_one_width() {
        for (written, compared) in [
            ("Nguyễn", "nguyen"),
            ("Nguye\u{302}\u{303}n", "nguyen"),
            ("Đặng Thị Hương", "dangthihuong"),
            ("Fernández", "fernandez"),
            ("Łukasz Żółć", "lukaszzolc"),
            ("Søren Ågård", "sorenagard"),
            ("Straße", "strasse"),
            ("IŞIK İnan ışık", "isikinanisik"),
            ("Œuvre Æsir Þór", "oeuvreaesirthor"),
            ("Oʻzbek O’Brien", "ozbekobrien"),
            ("王國強", "王国强"),
            ("⽅⼤⽂", "方大文"),
            ("葛\u{e0101}城", "葛城"),
            ("ＡＢＣ公司（北京）", "abc公司北京"),
            ("ﾀﾅｶ", "タナカ"),
            ("阿卜杜拉•买买提‧艾力・吐尔逊⋅玉", "阿卜杜拉买买提艾力吐尔逊玉"),
            ("𬭼㛃", "𬭼㛃"),
            ("李\u{30EDD}", "李\u{30EDD}"),
            ("Ёлкин Андрей", "елкинандреи"),
        ] {
            assert_eq!(forms(written), compared, "{written}");
        }
        assert_eq!(forms("ガ"), "ガ", "another letter, no accent");
    }

    #[test]
    fn words_begin_after_gaps_and_an_umlaut_is_typed_two_ways() {
        let gaps: Vec<bool> = letters("Wu Lǚ").iter().map(|letter| letter.after_gap).collect();
        assert_eq!(gaps, [true, false, true, false]);
        assert_eq!(letters("ǚ"), [Letter { form: 'u', other: 'v', after_gap: true }]);
    }
}

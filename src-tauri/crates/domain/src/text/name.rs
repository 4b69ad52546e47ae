//! Names of people, companies and halls.

use super::letters::letters;
use super::marks::{is_space, is_unseen, narrow};
use super::scripts::{is_chinese, unified};
use icu_normalizer::ComposingNormalizerBorrowed;

/// A name, or another text of one line, as it is kept: without marks that cannot be seen, with ordinary spaces, letters and
/// digits; signs, dots and rare characters stay as they are.
pub fn clean_name(typed: &str) -> String {
    let seen = typed.chars().filter(|c| !is_unseen(*c)).map(|c| {
        let ordinary = Some(narrow(c)).filter(char::is_ascii_alphanumeric).unwrap_or(c);
        if is_space(c) { ' ' } else { unified(ordinary) }
    });
    let composed: String = ComposingNormalizerBorrowed::new_nfc().normalize_iter(seen).collect();
    composed.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What a name is compared by: its letters alone.
pub fn name_key(name: &str) -> String {
    letters(name).iter().map(|letter| letter.form).collect()
}

/// Whether a text has a letter or a Chinese character, those of the newest extensions included.
pub fn has_letter(text: &str) -> bool {
    text.chars().map(unified).any(|c| c.is_alphabetic() || is_chinese(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kept_as_it_was_meant() {
        for (typed, kept) in [
            (" 王\u{3000}伟 ", "王 伟"),
            ("王伟\r\n", "王伟"),
            ("\u{202a}王\u{200b}伟\u{202c}", "王伟"),
            ("⽅⼤⽂", "方大文"),
            ("\u{f9e1}\u{2f894}", "李弢"),
            ("Nguye\u{302}\u{303}n", "Nguyễn"),
            ("ＡＢＣ１公司（北京）", "ABC1公司（北京）"),
            ("买买提·艾力", "买买提·艾力"),
            ("阿卜杜拉•吐尔逊", "阿卜杜拉•吐尔逊"),
            ("葛\u{e0101}城", "葛\u{e0101}城"),
            ("𬭼㛃\u{30EDD}", "𬭼㛃\u{30EDD}"),
            ("O’Brien-Łuk", "O’Brien-Łuk"),
        ] {
            assert_eq!(clean_name(typed), kept, "{typed:?}");
        }
    }

    #[test]
    fn a_radical_is_a_letter_and_a_dot_is_none() {
        for (text, expected) in
            [("⽅", true), ("⺠", true), ("\u{323B0}", true), ("é", true), ("·", false), ("123", false), ("", false)]
        {
            assert_eq!(has_letter(text), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_clean_stays_and_is_the_same_name(name: String) {
            let once = clean_name(&name);
            proptest::prop_assert_eq!(&clean_name(&once), &once);
            proptest::prop_assert_eq!(name_key(&once), name_key(&name));
        }
    }
}

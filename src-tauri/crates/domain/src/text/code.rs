//! Codes and numbers that are no telephone's and no document's: on a slip, of an item, for enrolling, for recovery; and dates.

use super::marks::{is_dash, is_space, is_unseen, narrow};

/// A code as it is compared: its letters and digits in one case and one width. Spaces, dashes and whatever a scanner puts
/// around it are dropped; other signs stay, so that it can be refused.
pub fn clean_code(typed: &str) -> String {
    let dropped = |c: &char| is_unseen(*c) || is_space(*c) || is_dash(*c) || c.is_control() || matches!(c, '_' | '·');
    typed.chars().map(narrow).filter(|c| !dropped(c)).map(|c| c.to_ascii_uppercase()).collect()
}

/// A date or a time as it is read: ordinary digits and signs, no space around it.
pub fn clean_date(typed: &str) -> String {
    let plain = |c: char| if is_dash(c) { '-' } else { narrow(c) };
    let kept: String = typed.chars().filter(|c| !is_unseen(*c)).map(plain).collect();
    kept.trim_matches(is_space).to_owned()
}

/// An address of the network, or a folder's, as a paste brings it: the marks that Windows puts around a path are gone.
pub fn clean_path(typed: &str) -> String {
    let kept: String = typed.chars().filter(|c| !is_unseen(*c) && !c.is_control()).collect();
    kept.trim_matches(|c| is_space(c) || c == '"').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_its_letters_and_digits() {
        for typed in [
            "482 913 0576",
            "482-913-0576",
            "\u{202d}482\u{2011}913\u{2011}0576\r\n",
            "４８２９１３０５７６",
            "\u{1d}4829130576",
        ] {
            assert_eq!(clean_code(typed), "4829130576", "{typed:?}");
        }
        assert_eq!(clean_code("ab\u{2013}cd"), "ABCD");
        assert_eq!(clean_code("48/29"), "48/29");
    }

    #[test]
    fn a_pasted_path_has_no_marks_around_it() {
        assert_eq!(clean_path("\u{202a}C:\\备份 二\u{202c}\r\n"), "C:\\备份 二");
        assert_eq!(clean_path("\"D:\\Yanshi\""), "D:\\Yanshi");
    }

    #[test]
    fn a_date_has_ordinary_signs() {
        assert_eq!(clean_date("\u{200e}２０２６\u{2010}11－28\u{3000}"), "2026-11-28");
        assert_eq!(clean_date("０９：３０"), "09:30");
    }
}

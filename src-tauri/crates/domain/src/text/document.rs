//! Numbers of documents. Which document a number is of, and whether it can be one, is `booking`'s.

use super::code::clean_code;

/// Characters that stand for the last one of a citizen's number, and are no X.
const LIKE_X: [char; 9] = ['Х', 'х', 'Χ', 'χ', '×', '✕', '✖', 'Ⅹ', 'ⅹ'];
/// Characters of a citizen's number: now, before its check character, and in the form before 1999.
const NOW: usize = 18;
const OLD: usize = 15;
/// Weight of each of the first seventeen digits. Source: GB 11643-1999, ISO 7064 MOD 11-2.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check character for each remainder. Source: as above.
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// As it is kept: letters and digits in one case and one width.
pub fn clean_identity(typed: &str) -> String {
    let mut number: Vec<char> = clean_code(typed).chars().collect();
    if number.len() == NOW && number.last().is_some_and(|last| LIKE_X.contains(last)) {
        number[NOW - 1] = 'X';
    }
    number.into_iter().collect()
}

/// What a number is compared by: the fifteen digits of the form before 1999 are the eighteen of today. What was not readable
/// is no number, so two of them are nobody's same document.
pub fn identity_key(typed: &str) -> String {
    let number = clean_identity(typed);
    if number.contains('\u{fffd}') {
        return String::new();
    }
    if number.len() != OLD || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return number;
    }
    let body = format!("{}19{}", &number[..6], &number[6..]);
    check_character(&body).map_or(number, |check| format!("{body}{check}"))
}

/// The last character that belongs to the first seventeen digits.
pub(crate) fn check_character(body: &str) -> Option<char> {
    let digits: Option<Vec<u32>> = body.chars().map(|character| character.to_digit(10)).collect();
    let sum: u32 = digits?.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    CHECKS.get(usize::try_from(sum % 11).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_readable_is_nobodys() {
        use crate::text::{name_key, phone_key};
        assert_eq!(identity_key("\u{fffd}"), "");
        assert_eq!((name_key("\u{fffd}"), phone_key("\u{fffd}")), (String::new(), None));
    }

    #[test]
    fn a_number_is_the_same_however_it_comes() {
        for typed in [
            "11010519491231002X",
            "11010519491231002x",
            " 110105 19491231 002Ｘ ",
            "１１０１０５１９４９１２３１００２Ｘ",
            "\u{202a}110105\u{2013}19491231\u{2011}002X\u{202c}",
            "110105\u{a0}19491231\u{200b}002Х",
            "11010519491231002×",
            "11010519491231002X\r\n",
            "١١٠١٠٥١٩٤٩١٢٣١٠٠٢X",
        ] {
            assert_eq!(clean_identity(typed), "11010519491231002X", "{typed:?}");
        }
        assert_eq!(clean_identity("h-12345678"), "H12345678");
    }

    #[test]
    fn fifteen_digits_are_the_person_with_eighteen() {
        assert_eq!(identity_key("110105491231002"), "11010519491231002X");
        for same in ["11010519491231002X", "ABC123456789012", "12345678"] {
            assert_eq!(identity_key(same), same);
        }
    }
}

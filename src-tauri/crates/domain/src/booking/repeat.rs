//! When a booking repeats one that is there: the same person, the same item, the same day (PRODUCT rule 11).
//!
//! Deliberately not here: names. Two people may bear one; a name alone only warns.

use crate::event::ItemSnapshot;

/// Digits of a mobile number in the mainland, without the country's 86.
const MOBILE_DIGITS: usize = 11;

/// What tells one line from another: the digits, without the country's 86 in front of a mobile number, however they were
/// typed. `None` where there is no number, which is nobody's.
pub fn phone_key(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let without = |prefix: &str| digits.strip_prefix(prefix).filter(|rest| is_mobile(rest)).map(str::to_owned);
    let key = without("0086").or_else(|| without("86")).unwrap_or(digits);
    (!key.is_empty()).then_some(key)
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == MOBILE_DIGITS && digits.starts_with('1')
}

/// Whether two bookings have an item in common.
pub fn shares_item(one: &[ItemSnapshot], other: &[ItemSnapshot]) -> bool {
    one.iter().any(|item| other.iter().any(|another| another.item == item.item))
}

#[cfg(test)]
mod tests {
    use super::phone_key;

    #[test]
    fn a_number_is_the_same_however_it_is_typed() {
        let same = ["13800138000", "138 0013 8000", "+86 138-0013-8000", "0086 13800138000", "8613800138000"];
        for typed in same {
            assert_eq!(phone_key(typed).as_deref(), Some("13800138000"), "{typed}");
        }
        assert_eq!(phone_key("86001234").as_deref(), Some("86001234"), "a landline that begins with 86 is one");
        assert_eq!(phone_key("(010) 6509 0000转8012").as_deref(), Some("010650900008012"));
        assert_eq!(phone_key(" "), None);
    }
}

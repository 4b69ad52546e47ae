//! The mainland's numbering plan: what of a number's digits reaches the line.

/// Digits of a mobile number in the mainland.
pub(super) const MOBILE_DIGITS: usize = 11;
/// Digits of a number inside Beijing, where the halls are, and what is dialled before it from elsewhere.
const LOCAL_DIGITS: usize = 8;
const AREA: &str = "010";

/// The digits of the line, without what is dialled before it from elsewhere.
pub(super) fn line(plus: bool, digits: &str) -> String {
    let abroad = if plus { Some(digits) } else { digits.strip_prefix("00") };
    if let Some(number) = abroad.filter(|number| !number.starts_with('0')) {
        return number.strip_prefix("86").map_or_else(|| number.to_owned(), inland);
    }
    let mobile = |prefix: &str| digits.strip_prefix(prefix).filter(|rest| is_mobile(rest));
    if let Some(number) = ["0", "86", "086"].into_iter().find_map(mobile) {
        return number.to_owned();
    }
    // No number inside the country has so many digits: the 86 is the country's.
    if let Some(number) = digits.strip_prefix("86").filter(|_| matches!(digits.len(), 12..=15)) {
        return inland(number);
    }
    if digits.len() == LOCAL_DIGITS && digits.starts_with(|first: char| ('2'..='8').contains(&first)) {
        return format!("{AREA}{digits}");
    }
    // A spreadsheet drops the zero in front.
    if digits.len() == AREA.len() - 1 + LOCAL_DIGITS && digits.starts_with("10") {
        return format!("0{digits}");
    }
    digits.to_owned()
}

/// A number behind the country's 86: the zero before the area is not dialled from abroad.
fn inland(number: &str) -> String {
    let service = ["400", "800", "95", "96"].iter().any(|prefix| number.starts_with(prefix));
    match number {
        mobile if is_mobile(mobile) => mobile.to_owned(),
        trunk if trunk.starts_with('0') => {
            trunk.strip_prefix('0').filter(|rest| is_mobile(rest)).unwrap_or(trunk).to_owned()
        }
        short if short.len() <= LOCAL_DIGITS || service || (begins_as_mobile(short) && !short.starts_with("10")) => {
            short.to_owned()
        }
        area => format!("0{area}"),
    }
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == MOBILE_DIGITS && begins_as_mobile(digits)
}

/// Source: MIIT's numbering plan: mobile numbers begin with 13 to 19.
pub(super) fn begins_as_mobile(digits: &str) -> bool {
    let mut digits = digits.chars();
    digits.next() == Some('1') && digits.next().is_some_and(|second| ('3'..='9').contains(&second))
}

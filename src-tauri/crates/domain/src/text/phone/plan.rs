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
    if has_lost_zero(digits) { format!("0{digits}") } else { digits.to_owned() }
}

/// Digits of an area and a number from whose front a spreadsheet dropped the zero. Not the numbers of companies, nor those
/// of Hong Kong, Macao and Taiwan, whose first digits are no area's.
fn has_lost_zero(digits: &str) -> bool {
    let other = ["400", "800", "852", "853", "886"].iter().any(|prefix| digits.starts_with(prefix));
    matches!(digits.len(), 10 | 11) && !other && !digits.starts_with('0') && is_landline(&format!("0{digits}"))
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

/// Whether a line of the mainland may have these digits: a mobile number, a landline with or without its area, or a number
/// of a company. The hotlines of five digits are nobody's own. Source: MIIT's numbering plan.
pub(super) fn is_plausible(line: &str) -> bool {
    match line.len() {
        10..=12 if line.starts_with('0') => is_landline(line),
        MOBILE_DIGITS => begins_as_mobile(line),
        7 | 8 => line.starts_with(|first: char| ('2'..='9').contains(&first)),
        10 => line.starts_with("400") || line.starts_with("800"),
        5 | 6 => line.starts_with("95") || line.starts_with("96"),
        _ => false,
    }
}

/// An area of three digits (010, 02x) or four (03xx to 09xx), then a number of seven or eight.
fn is_landline(line: &str) -> bool {
    let area = if line.starts_with("010") || line.starts_with("02") { 3 } else { 4 };
    let known = area == 3 || line[1..].starts_with(|first: char| ('3'..='9').contains(&first));
    let number = &line[area.min(line.len())..];
    known && matches!(number.len(), 7 | 8) && number.starts_with(|first: char| ('2'..='9').contains(&first))
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == MOBILE_DIGITS && begins_as_mobile(digits)
}

/// Source: MIIT's numbering plan: mobile numbers begin with 13 to 19.
pub(super) fn begins_as_mobile(digits: &str) -> bool {
    let mut digits = digits.chars();
    digits.next() == Some('1') && digits.next().is_some_and(|second| ('3'..='9').contains(&second))
}

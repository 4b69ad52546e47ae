//! Telephone numbers: read as a caller display, a card or a paste writes them, compared as the line they reach.

mod plan;

use super::marks::{is_dash, is_space, is_unseen, narrow};
use plan::{MOBILE_DIGITS, begins_as_mobile, is_plausible, line};

/// Digits a number may have with everything that belongs to it. Source: ITU-T E.164 for the most; the hotlines of five.
const DIGITS: std::ops::RangeInclusive<usize> = 5..=15;
/// Digits from which a number that begins like a mobile is meant as one; what is shorter is a hotline.
const MEANT_AS_MOBILE: usize = 7;
/// Digits from which each of two numbers in a field is one of its own, and not an area or an extension.
const WHOLE_DIGITS: usize = 7;
/// Most digits of an extension behind a comma, which a telephone takes as a pause.
const EXTENSION_DIGITS_MAX: usize = 6;
/// Words before a number, as cards and messages write them.
const LABELS: [&str; 12] = [
    "联系电话",
    "聯絡電話",
    "手机号码",
    "手機號碼",
    "手机号",
    "手机",
    "手機",
    "电话",
    "電話",
    "telephone",
    "tel",
    "phone",
];
/// What stands before an extension; each is kept as the first.
const EXTENSIONS: [&str; 13] =
    ["转", "轉", "分机号", "分机", "分機", "内线", "內線", ";ext=", "extension", "ext.", "ext", "x", "#"];

/// Why a number cannot be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneFault {
    /// Something that is no digit and no sign of a number.
    Characters,
    /// Too few or too many digits.
    Length,
    /// It begins like a mobile number and has not its eleven digits.
    Mobile,
    /// One digit over and over.
    Repeated,
    /// More than one number.
    Several,
    /// Neither a mobile number nor a landline has so many digits.
    Unlikely,
}

impl PhoneFault {
    /// Whether it only looks wrong: whoever has asked the person may keep it as it is.
    pub fn is_doubt(self) -> bool {
        match self {
            Self::Mobile | Self::Repeated | Self::Unlikely => true,
            Self::Characters | Self::Length | Self::Several => false,
        }
    }
}

/// A line, as it is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phone {
    /// All digits: the number with its area but without the mainland's 86, then the extension.
    digits: String,
    /// How many of them are the extension's.
    extension: u8,
}

/// As a number is kept: ordinary digits and signs, no marks, labels or doubled spaces. The way it is grouped stays.
pub fn clean_phone(typed: &str) -> String {
    let plain = |c: char| match narrow(c) {
        c if is_dash(c) => '-',
        c if is_space(c) => ' ',
        '〇' | '零' => '0',
        '、' => ',',
        '【' | '[' => '(',
        '】' | ']' => ')',
        c => c,
    };
    let text: String = typed
        .trim_matches(is_space)
        .chars()
        .filter(|c| !is_unseen(*c) && !c.is_control() || is_space(*c))
        .map(plain)
        .collect();
    let text = without_label(text.trim());
    text.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn without_label(text: &str) -> &str {
    let lower = text.to_ascii_lowercase();
    let rest = LABELS.iter().find_map(|label| lower.starts_with(label).then(|| &text[label.len()..]));
    let Some(rest) = rest else { return text };
    let number = rest.trim_start_matches([':', '.', ' ', '-']);
    // A word that only begins like a label is no label.
    if number.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '(')) { number } else { text }
}

/// What is wrong with a cleaned number; nothing is wrong with none.
pub fn phone_fault(phone: &str) -> Option<PhoneFault> {
    if phone.is_empty() { None } else { read(phone).err() }
}

/// What tells one line from another, however it was typed. `None` where there is no number, which is nobody's.
pub fn phone_key(phone: &str) -> Option<String> {
    let digits = Phone::new(phone).digits;
    (!digits.is_empty()).then_some(digits)
}

impl Phone {
    /// The line of a number that is kept, or as far as it is typed: what does not read counts by its digits.
    pub fn new(phone: &str) -> Self {
        let phone = clean_phone(phone);
        let (base, extension) = parts(&phone);
        let base = without_trunk(&base);
        let digits = line(base.trim_start().starts_with('+'), &digits_of(&base));
        let extension = digits_of(&extension);
        Self { extension: u8::try_from(extension.len()).unwrap_or(u8::MAX), digits: digits + &extension }
    }

    /// All digits, the extension's last.
    pub fn digits(&self) -> &str {
        &self.digits
    }

    fn base(&self) -> &str {
        &self.digits[..self.digits.len().saturating_sub(usize::from(self.extension))]
    }

    fn extension(&self) -> &str {
        &self.digits[self.base().len()..]
    }

    /// Whether this is what was asked for: the line, its last digits, its base number, or its extension.
    pub fn answers(&self, sought: &SoughtPhone) -> bool {
        if self.digits.is_empty() || sought.typed.is_empty() {
            return false;
        }
        if self.digits.ends_with(&sought.typed) || self.digits == sought.line.digits {
            return true;
        }
        let ends = |number: &str| self.base().ends_with(number);
        match sought.line.extension() {
            "" => ends(&sought.typed) || self.base() == sought.line.base(),
            extension => {
                self.extension() == extension && (ends(&sought.typed_base) || self.base() == sought.line.base())
            }
        }
    }
}

/// A number that is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SoughtPhone {
    /// The digits as they were typed, and those before an extension.
    typed: String,
    typed_base: String,
    line: Phone,
}

impl SoughtPhone {
    /// What was typed as a number; `None` where it holds anything that no number has.
    pub fn new(text: &str) -> Option<Self> {
        let text = clean_phone(text);
        let (base, extension) = parts(&text);
        let is_number = base.chars().all(is_sign) && extension.chars().all(is_sign);
        let (typed_base, extension) = (digits_of(&base), digits_of(&extension));
        let typed = format!("{typed_base}{extension}");
        (is_number && !typed.is_empty()).then(|| Self { typed, typed_base, line: Phone::new(&text) })
    }

    /// The digits as they were typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }
}

/// `+44 (0)20`: the zero is dialled inside the country alone.
fn without_trunk(base: &str) -> String {
    let abroad = ["+", "(+", "00"].iter().any(|sign| base.trim_start().starts_with(sign));
    if abroad { base.replacen("(0)", "", 1) } else { base.to_owned() }
}

fn is_sign(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')' | '.' | '/' | ',' | ';')
}

fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn read(phone: &str) -> Result<(), PhoneFault> {
    let (base, extension) = parts(phone);
    let base = without_trunk(&base);
    let base = base.trim();
    let without_plus = base.strip_prefix('+').or_else(|| base.strip_prefix("(+")).unwrap_or(base);
    if without_plus.contains('+') || !without_plus.chars().chain(extension.chars()).all(is_sign) {
        return Err(PhoneFault::Characters);
    }
    let numbers = base.split(['/', ',', ';']).filter(|number| digits_of(number).len() >= WHOLE_DIGITS);
    let (typed, extension) = (digits_of(base), digits_of(&extension));
    let grouped = base.split(' ').filter(|group| digits_of(group).len() >= WHOLE_DIGITS).count();
    if numbers.count() > 1 || grouped > 1 {
        return Err(PhoneFault::Several);
    }
    let abroad = base.starts_with('+') || base.starts_with("(+") || typed.starts_with("00");
    let line = line(abroad && !typed.starts_with("00"), &typed);
    if !DIGITS.contains(&(line.len() + extension.len())) {
        return Err(PhoneFault::Length);
    }
    let elsewhere = !typed.trim_start_matches('0').starts_with("86");
    let foreign = abroad && elsewhere && line.len() >= MEANT_AS_MOBILE && !line.starts_with('0');
    if typed.len() >= MEANT_AS_MOBILE && typed.bytes().all(|digit| typed.as_bytes().first() == Some(&digit)) {
        Err(PhoneFault::Repeated)
    } else if !foreign && line.len() >= MEANT_AS_MOBILE && begins_as_mobile(&line) && line.len() != MOBILE_DIGITS {
        Err(PhoneFault::Mobile)
    } else if !foreign && !is_plausible(&line) {
        Err(PhoneFault::Unlikely)
    } else {
        Ok(())
    }
}

/// The number, and the extension behind it.
fn parts(phone: &str) -> (String, String) {
    let lower = phone.to_ascii_lowercase();
    // A Latin letter may be a document's: it is a mark only between a number and digits.
    let is_mark = |at: usize, mark: &str| {
        let between =
            digits_of(&lower[..at]).len() >= *DIGITS.start() && !digits_of(&lower[at + mark.len()..]).is_empty();
        at > 0 && (!mark.is_ascii() || between)
    };
    let found = EXTENSIONS.iter().filter_map(|mark| Some((lower.find(mark)?, *mark)));
    // Of several marks the first; of those that begin at one place the longest.
    let marks = found.filter(|(at, mark)| is_mark(*at, mark)).map(|(at, mark)| (at, std::cmp::Reverse(mark.len())));
    if let Some((at, std::cmp::Reverse(length))) = marks.min() {
        let extension = lower[at + length..].replace(['转', '轉', '#', ':', '：'], "-");
        return (lower[..at].to_owned(), extension);
    }
    after_pause(&lower).or_else(|| after_dash(&lower)).unwrap_or((lower, String::new()))
}

/// `65090000,8012`: a telephone takes the comma as a pause.
fn after_pause(phone: &str) -> Option<(String, String)> {
    let (base, extension) = phone.split_once([',', ';'])?;
    let digits = digits_of(extension).len();
    let fits = digits_of(base).len() >= WHOLE_DIGITS && (1..=EXTENSION_DIGITS_MAX).contains(&digits);
    fits.then(|| (base.to_owned(), extension.trim_start_matches([',', ';']).to_owned()))
}

/// `010-65090000-8012`, `65090000-8012`: a group behind a whole number of an area.
fn after_dash(phone: &str) -> Option<(String, String)> {
    let (base, extension) = phone.rsplit_once('-')?;
    let last = base.rsplit(['-', ' ', ')']).next()?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = matches!(last.len(), 7 | 8) && digits(last) && !last.starts_with(['0', '1']);
    let fits = whole && digits(extension) && (1..=EXTENSION_DIGITS_MAX).contains(&extension.len());
    fits.then(|| (base.to_owned(), extension.to_owned()))
}

#[cfg(test)]
mod tests;

//! What was typed into a find field, read once: a number, a name, or a name with a number.

use domain::booking::BookingNumber;
use domain::text::{SoughtPhone, clean_code, clean_phone, has_letter, identity_key};

/// Digits of a phone or a number that are enough to look for it.
const DIGITS_MIN: usize = 3;
/// Digits of a booking's number.
const NUMBER_DIGITS: usize = 10;

/// What is looked for.
pub(super) struct Sought {
    /// A name, where there are letters.
    pub name: Option<String>,
    /// A number.
    pub number: Option<SoughtNumber>,
    /// The end of a document's number that has letters (`002X`).
    pub document: Option<String>,
    /// A name and a number at once: `张 8000`.
    pub both: Option<(String, SoughtNumber)>,
}

/// Digits that may be a telephone's, a document's or a booking's.
pub(super) struct SoughtNumber {
    pub phone: SoughtPhone,
    /// As a document has it.
    pub document: String,
    /// Ends of bookings' numbers: the digits, and how many there are.
    booking: Option<(u64, u32)>,
}

impl Sought {
    pub(super) fn new(text: &str) -> Self {
        let has_letters = has_letter(text);
        let code = clean_code(text);
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let number = SoughtNumber::new(text).or_else(|| number_among_words(&digits));
        let is_document = has_letters && digits.len() >= DIGITS_MIN && code.chars().all(|c| c.is_ascii_alphanumeric());
        Self {
            name: has_letters.then(|| text.to_owned()),
            document: is_document.then(|| identity_key(text)),
            both: if has_letters && number.is_none() { name_and_number(text) } else { None },
            number,
        }
    }
}

impl SoughtNumber {
    /// Nothing where it is no number, or too short to look for.
    fn new(text: &str) -> Option<Self> {
        let phone = SoughtPhone::new(text)?;
        let digits = phone.typed();
        let length = u32::try_from(digits.len()).unwrap_or(u32::MAX);
        let booking = digits.parse().ok().filter(|_| digits.len() <= NUMBER_DIGITS).map(|value| (value, length));
        let document = Some(identity_key(digits)).filter(|_| digits.len() >= DIGITS_MIN)?;
        Some(Self { phone, document, booking })
    }

    /// Whether a booking's number begins with the digits.
    pub(super) fn begins(&self, number: u64) -> bool {
        self.booking.is_some_and(|(digits, length)| number / 10_u64.pow(10 - length) == digits)
    }

    /// Whether a booking's number ends with the digits.
    pub(super) fn ends(&self, number: u64) -> bool {
        self.booking.is_some_and(|(digits, length)| number % 10_u64.pow(length) == digits)
    }
}

/// The number of a slip with words around it, as it is read out or copied; its check digit says that it is one.
fn number_among_words(digits: &str) -> Option<SoughtNumber> {
    let number = (digits.len() == NUMBER_DIGITS).then_some(digits)?;
    number.parse::<BookingNumber>().ok().and_then(|_| SoughtNumber::new(number))
}

/// The words of a name and those of a number, in either order; Chinese and digits need no space between them.
fn name_and_number(text: &str) -> Option<(String, SoughtNumber)> {
    let mut apart = String::with_capacity(text.len() + 1);
    let mut last = ' ';
    for c in clean_phone(text).chars() {
        let chinese = |c: char| !c.is_ascii() && c.is_alphabetic();
        if (chinese(last) && c.is_ascii_digit()) || (last.is_ascii_digit() && chinese(c)) {
            apart.push(' ');
        }
        apart.push(c);
        last = c;
    }
    let (numbers, names): (Vec<&str>, Vec<&str>) = apart.split(' ').partition(|word| !has_letter(word));
    let number = SoughtNumber::new(&numbers.join(" "))?;
    let name = names.join(" ");
    has_letter(&name).then_some((name, number))
}

#[cfg(test)]
mod tests {
    use super::Sought;

    #[test]
    fn what_was_typed_is_a_name_a_number_or_both() {
        let read = |text: &str| {
            let sought = Sought::new(text);
            let number = sought.number.map(|number| number.phone.typed().to_owned());
            let both = sought.both.map(|(name, number)| (name, number.phone.typed().to_owned()));
            (sought.name.is_some(), number, sought.document, both)
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(read("王伟"), (true, None, None, None));
        assert_eq!(read("\u{202d}８０００\u{202c}"), (false, some("8000"), None, None));
        assert_eq!(read("80"), (false, None, None, None));
        assert_eq!(read("010-65090000转8012"), (true, some("010650900008012"), None, None));
        assert_eq!(read("002x"), (true, None, some("002X"), None));
        for both in ["张 8000", "张8000", "8000 张", "张\u{3000}８０００"] {
            assert_eq!(read(both).3, Some(("张".to_owned(), "8000".to_owned())), "{both}");
        }
        assert_eq!(read("wang wei 8000").3, Some(("wang wei".to_owned(), "8000".to_owned())));
        assert_eq!(read("E12345678").3, None);
        assert_eq!(read("张 80").3, None);
    }
}

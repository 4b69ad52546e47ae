//! Texts that mean something: dates, times, identities. In the schema they have a `format`.

use super::walk::Fault;
use crate::FailureCode as Code;
use domain::record::RecordId;
use domain::time::{DateFault, FIRST_DAY, LAST_DAY, read_date, read_time};

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// `2026-11-28`.
    Date,
    /// `09:00`.
    Time,
    /// The identity of a record, as it was given out.
    Record,
    /// The screen's own id of a request.
    Request,
}

impl Format {
    /// The format of that name, and whether the text may be empty.
    pub(crate) fn named(name: &str) -> Option<(Self, bool)> {
        Some(match name {
            "date" => (Self::Date, false),
            "date-or-empty" => (Self::Date, true),
            "time" => (Self::Time, false),
            "time-or-empty" => (Self::Time, true),
            "record" => (Self::Record, false),
            "record-or-empty" => (Self::Record, true),
            "request" => (Self::Request, false),
            _ => return None,
        })
    }

    /// What is wrong with a text at a field.
    pub(crate) fn fault(self, field: &str, text: &str) -> Option<Fault> {
        match self {
            Self::Date => match read_date(text) {
                Ok(_) => None,
                Err(DateFault::Unreadable) => Some(Fault::new(Code::DayInvalid)),
                Err(DateFault::OutOfRange) => {
                    Some(Fault::new(Code::DayOutOfRange).with("first", FIRST_DAY).with("last", LAST_DAY))
                }
            },
            Self::Time => read_time(text).is_none().then(|| Fault::new(time_code(field))),
            Self::Record => text.parse::<RecordId>().is_err().then(|| Fault::new(id_code(field))),
            Self::Request => (!is_request(text)).then(|| Fault::new(id_code(field))),
        }
    }

    /// A text of it, to stand in for one that does not read. The last day: no rule finds it to be before another.
    pub(crate) fn stand_in(self) -> String {
        match self {
            Self::Date => LAST_DAY.to_string(),
            Self::Time => "00:00".to_owned(),
            Self::Record => RecordId { device: [0; 8], seq: 1 }.to_string(),
            Self::Request => "0".repeat(16),
        }
    }
}

/// 16 to 64 letters, digits and dashes.
fn is_request(text: &str) -> bool {
    (16..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// A booking or person that nobody knows is told as such, whatever its identity looks like; elsewhere it is a thing between
/// screen and core.
pub(crate) fn id_code(field: &str) -> Code {
    match field {
        "booking" => Code::BookingNotFound,
        "person" => Code::PersonNotFound,
        _ => Code::RequestUnreadableId,
    }
}

fn time_code(field: &str) -> Code {
    match field {
        "expected" => Code::CallExpected,
        "saturday" => Code::SetupSessionOrder,
        _ => Code::SessionsTime,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_reads() {
        for format in [Format::Date, Format::Time, Format::Record, Format::Request] {
            assert!(format.fault("x", &format.stand_in()).is_none(), "{format:?}");
            assert!(format.fault("x", "").is_some() && format.fault("x", "\u{0}").is_some(), "{format:?}");
        }
    }
}

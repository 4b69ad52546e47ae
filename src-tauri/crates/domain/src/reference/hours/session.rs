//! From when to when.

use crate::reference::import::parse_time;
use chrono::NaiveTime;

/// A stretch of a day, the end not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionTimes {
    /// Beginning.
    pub from: NaiveTime,
    /// End.
    pub to: NaiveTime,
}

/// What is wrong with sessions somebody entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SessionError {
    /// Not a time of day.
    #[error("not a time of day")]
    Time,
    /// A session ends before it begins, or at once.
    #[error("the end is not after the beginning")]
    Order,
    /// Two sessions of a day overlap.
    #[error("two sessions overlap")]
    Overlap,
}

impl SessionTimes {
    /// Reads both ends, as `09:00`.
    ///
    /// # Errors
    /// [`SessionError::Time`] or [`SessionError::Order`].
    pub fn parse(from: &str, to: &str) -> Result<Self, SessionError> {
        let time = |text: &str| parse_time(text.trim()).ok_or(SessionError::Time);
        let times = Self { from: time(from)?, to: time(to)? };
        if times.from < times.to { Ok(times) } else { Err(SessionError::Order) }
    }

    /// Checks the sessions of one day: each in order, none over another. Sessions may touch.
    ///
    /// # Errors
    /// [`SessionError::Order`] or [`SessionError::Overlap`].
    pub fn validate(sessions: &[Self]) -> Result<(), SessionError> {
        if sessions.iter().any(|session| session.from >= session.to) {
            return Err(SessionError::Order);
        }
        let mut sorted = sessions.to_vec();
        sorted.sort_unstable();
        if sorted.windows(2).any(|pair| pair[1].from < pair[0].to) {
            return Err(SessionError::Overlap);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_both_ends() {
        let morning = SessionTimes::parse("9:00", " 12:00 ").expect("a morning");
        assert_eq!(morning.to.to_string(), "12:00:00");
        assert_eq!(SessionTimes::parse("9", "12:00"), Err(SessionError::Time));
        assert_eq!(SessionTimes::parse("12:00", "12:00"), Err(SessionError::Order));
    }

    #[test]
    fn sessions_of_a_day_do_not_overlap() {
        let check = |times: &[(&str, &str)], expect: Result<(), SessionError>| {
            let sessions: Vec<_> = times
                .iter()
                .map(|(from, to)| SessionTimes {
                    from: parse_time(from).expect("a time"),
                    to: parse_time(to).expect("a time"),
                })
                .collect();
            assert_eq!(SessionTimes::validate(&sessions), expect, "{times:?}");
        };
        check(&[("13:30", "16:30"), ("09:00", "12:00")], Ok(()));
        check(&[("09:00", "12:00"), ("12:00", "13:30")], Ok(()));
        check(&[("09:00", "12:00"), ("11:30", "13:30")], Err(SessionError::Overlap));
        check(&[("12:00", "09:00")], Err(SessionError::Order));
        check(&[], Ok(()));
    }
}

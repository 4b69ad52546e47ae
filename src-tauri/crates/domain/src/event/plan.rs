//! Facts about sessions: the hall's timetable, single dates, the plan of an opened day, and which seats a booking has since.

use super::installation::MintedSeats;
use crate::record::RecordId;
use crate::reference::hours::Days;
use crate::seat::{DatedPlan, Place, SessionPlan, Token};
use crate::time::{BeijingDay, MinuteOfDay};
use minicbor::{Decode, Encode};

/// When the hall takes bookings, as a whole: the usual Saturday and dated plans. Days that have been opened keep the plan
/// they have; [`DayReplanned`] changes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct TimetableSet {
    /// The usual ordinary Saturday.
    #[n(0)]
    pub usual: Vec<SessionPlan>,
    /// Dated plans; of several that hold on a date the last counts.
    #[n(1)]
    pub dated: Vec<DatedSessions>,
}

/// Sessions that hold between two dates.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DatedSessions {
    /// First day; absent: always has.
    #[n(0)]
    pub from: Option<BeijingDay>,
    /// Last day; absent: until further notice.
    #[n(1)]
    pub to: Option<BeijingDay>,
    /// On which days.
    #[n(2)]
    pub days: Days,
    /// The sessions; none: closed on those days.
    #[n(3)]
    pub sessions: Vec<SessionPlan>,
}

impl From<DatedSessions> for DatedPlan {
    fn from(dated: DatedSessions) -> Self {
        Self {
            valid_from: dated.from.map(BeijingDay::date),
            valid_to: dated.to.map(BeijingDay::date),
            days: dated.days,
            sessions: dated.sessions,
        }
    }
}

/// What the hall decides for one date alone. It goes before dated plans and the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DayExcepted {
    /// The date.
    #[n(0)]
    pub day: BeijingDay,
    /// Its sessions; none of them: closed. Absent: nothing is decided for this date any more.
    #[n(1)]
    pub sessions: Option<Vec<SessionPlan>>,
    /// Why.
    #[n(2)]
    pub reason: ExceptionReason,
}

/// Why a single date is different. No words of people: those would belong into the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum ExceptionReason {
    /// A notice of the government or the centre.
    #[n(0)]
    Notice,
    /// Weather, an incident, anything sudden.
    #[n(1)]
    Emergency,
    /// Building, power, network.
    #[n(2)]
    Premises,
    /// Too few or more people at work.
    #[n(3)]
    Staffing,
    /// Many citizens are expected.
    #[n(4)]
    Demand,
    /// None of these.
    #[n(5)]
    Other,
}

/// The host opens a day with numbered sessions; one seat token is minted for each seat of each slot. Of several openings
/// of a day, of this kind or of [`super::DayOpened`], the first stands.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DayPlanned {
    /// The day.
    #[n(0)]
    pub day: BeijingDay,
    /// Its sessions.
    #[n(1)]
    pub sessions: Vec<SessionPlan>,
}

/// The sessions of an opened day change: tokens are retired for good, others are minted under numbers never used before
/// (invariant A6). A session number means the same times for as long as the day is known.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DayReplanned {
    /// The day.
    #[n(0)]
    pub day: BeijingDay,
    /// Its sessions from now on; none: closed.
    #[n(1)]
    pub sessions: Vec<SessionPlan>,
    /// Tokens minted; they belong to the PC that wrote this.
    #[n(2)]
    pub minted: Vec<MintedSeats>,
    /// Tokens that can never be used again.
    #[n(3)]
    pub retired: Vec<MintedSeats>,
}

/// A booking has other seats at the time it was promised, or none any more, or seats again. It changes nothing that its
/// author would have to know, so it is no change an edit has to be based on.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct BookingSeated {
    /// The event that promised the time: the making, or the last move. If that no longer stands, this says nothing.
    #[n(0)]
    pub of: RecordId,
    /// Its seats; absent: the day's seats no longer support it.
    #[n(1)]
    pub place: Option<Place>,
    /// The time promised, which stays: the first slot of the new seats may begin earlier.
    #[n(2)]
    pub start: MinuteOfDay,
}

/// Tokens as runs of seat numbers, in order.
pub fn seat_runs(tokens: impl IntoIterator<Item = Token>) -> Vec<MintedSeats> {
    let mut tokens: Vec<Token> = tokens.into_iter().collect();
    tokens.sort_unstable();
    let mut runs: Vec<MintedSeats> = Vec::new();
    for Token { session, slot, seat } in tokens {
        match runs.last_mut() {
            Some(run) if (run.session, run.slot) == (session, slot) && run.first.saturating_add(run.count) == seat => {
                run.count += 1;
            }
            _ => runs.push(MintedSeats { session, slot, first: seat, count: 1 }),
        }
    }
    runs
}

impl MintedSeats {
    /// The tokens of the run.
    pub fn tokens(self) -> impl Iterator<Item = Token> {
        let seats = self.first..self.first.saturating_add(self.count);
        seats.map(move |seat| Token { session: self.session, slot: self.slot, seat })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_as_long_as_can_be_and_give_the_tokens_back() {
        let token = |session, slot, seat| Token { session, slot, seat };
        let tokens = [token(0, 1, 3), token(0, 1, 2), token(0, 2, 4), token(0, 1, 5), token(1, 0, 1)];
        let runs = seat_runs(tokens);
        assert_eq!(
            runs.iter().map(|run| (run.session, run.slot, run.first, run.count)).collect::<Vec<_>>(),
            [(0, 1, 2, 2), (0, 1, 5, 1), (0, 2, 4, 1), (1, 0, 1, 1)]
        );
        let mut sorted = tokens.to_vec();
        sorted.sort_unstable();
        assert_eq!(runs.into_iter().flat_map(MintedSeats::tokens).collect::<Vec<_>>(), sorted);
    }
}

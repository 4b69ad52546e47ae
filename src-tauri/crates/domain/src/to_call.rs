//! Why somebody has to be called: what they know of their booking differs from what holds, or they have not come. One rule
//! for every list, count and paper. Pure; which day is over, and which clock says so, is asked elsewhere.

use crate::booking::{Known, Status};
use crate::duty::promise::Word;
use crate::event::CancelReason;
use crate::reference::catalogue::DepartmentId;
use crate::time::{BeijingDay, MinuteOfDay};

/// A reason to call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It was cancelled without them.
    GivenUp(GivenUp),
    /// The hall moved it to another time.
    Moved,
    /// There is no seat for them any more.
    SeatLost,
    /// There is a seat for them now.
    SeatFound,
    /// They were told that it was cancelled, and it is not.
    Stands,
    /// A department does not come.
    DoesNotCome(DepartmentId),
    /// A department comes, but not at their time.
    ComesInPart(DepartmentId),
    /// A department comes after all.
    ComesAfterAll(DepartmentId),
    /// They asked for another time and have none yet.
    WantsAnotherTime,
    /// Their time has begun, they are not here, and nobody has called.
    NotArrived,
}

/// Why the hall gave a booking up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GivenUp {
    /// It was provisional, and no seat could be had.
    NoSeat,
    /// The hall closes that day.
    HallClosed,
}

/// A booking as it is now, and what its person knows.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// What the person knows.
    pub known: &'a Known,
    /// The time they know.
    pub known_at: MinuteOfDay,
    /// Departments of which they know that they do not come; what older calls told included.
    pub denied: &'a [DepartmentId],
    /// Its day now.
    pub day: BeijingDay,
    /// Its time now.
    pub at: MinuteOfDay,
    /// Where it stands.
    pub status: Status,
    /// It has a seat.
    pub seated: bool,
}

impl Situation<'_> {
    /// The reasons to call, in their order. `asked` are the departments that have to approve something of the booking, each
    /// with what it says of it.
    pub fn reasons(&self, asked: impl IntoIterator<Item = (DepartmentId, Word)>) -> Vec<Reason> {
        let mut reasons = Vec::new();
        match self.status {
            Status::Undone => return reasons,
            Status::Cancelled(reason) => {
                reasons.extend(given_up(reason).filter(|_| self.known.stands).map(Reason::GivenUp));
                return reasons;
            }
            Status::Confirmed => {}
        }
        let known = self.known;
        reasons.extend((!known.stands).then_some(Reason::Stands));
        reasons.extend(((known.day, self.known_at) != (self.day, self.at)).then_some(Reason::Moved));
        match (known.seated, self.seated) {
            (true, false) => reasons.push(Reason::SeatLost),
            (false, true) => reasons.push(Reason::SeatFound),
            (true, true) | (false, false) => {}
        }
        reasons.extend(asked.into_iter().filter_map(|(department, word)| self.of_department(department, word)));
        reasons.extend(known.wants_another_time.then_some(Reason::WantsAnotherTime));
        reasons.sort_unstable();
        reasons
    }

    /// Until it has answered nobody is called: what was told still holds.
    fn of_department(&self, department: DepartmentId, word: Word) -> Option<Reason> {
        let denied = self.denied.contains(&department);
        match word.denies? {
            true if denied => None,
            true if word.comes_at_all => Some(Reason::ComesInPart(department)),
            true => Some(Reason::DoesNotCome(department)),
            false => denied.then_some(Reason::ComesAfterAll(department)),
        }
    }
}

/// `None` where whoever cancelled had spoken with the person, or there was nobody to speak with.
pub fn given_up(reason: CancelReason) -> Option<GivenUp> {
    match reason {
        CancelReason::NoSeat => Some(GivenUp::NoSeat),
        CancelReason::HallClosed => Some(GivenUp::HallClosed),
        CancelReason::CitizenAsked | CancelReason::WrongEntry | CancelReason::Duplicate | CancelReason::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::RecordId;

    const DAY: BeijingDay = BeijingDay(20_785);
    const TAX: DepartmentId = DepartmentId(2);

    fn known() -> Known {
        Known {
            day: DAY,
            slot: (0, 0),
            start: Some(MinuteOfDay(540)),
            seated: true,
            stands: true,
            denied: Vec::new(),
            since: (1, RecordId { device: [1; 8], seq: 1 }),
            wants_another_time: false,
            unanswered: 0,
        }
    }

    fn as_known(known: &Known) -> Situation<'_> {
        Situation {
            known,
            known_at: MinuteOfDay(540),
            denied: &known.denied,
            day: DAY,
            at: MinuteOfDay(540),
            status: Status::Confirmed,
            seated: known.seated,
        }
    }

    const SILENT: Word = Word { denies: None, comes_at_all: false };
    const COMES: Word = Word { denies: Some(false), comes_at_all: true };
    const REFUSES: Word = Word { denies: Some(true), comes_at_all: false };
    const IN_PART: Word = Word { denies: Some(true), comes_at_all: true };

    #[test]
    fn whoever_knows_what_holds_is_not_called() {
        let known = known();
        for word in [SILENT, COMES] {
            assert_eq!(as_known(&known).reasons([(TAX, word)]), []);
        }
        let undone = Situation { status: Status::Undone, seated: false, ..as_known(&known) };
        assert_eq!(undone.reasons([]), []);
    }

    #[test]
    fn each_difference_is_a_reason_and_all_come_together() {
        let known = known();
        let other = Situation { day: BeijingDay(20_792), seated: false, ..as_known(&known) };
        assert_eq!(other.reasons([(TAX, REFUSES)]), [Reason::Moved, Reason::SeatLost, Reason::DoesNotCome(TAX)]);
        let wants = Known { wants_another_time: true, seated: false, stands: false, ..known.clone() };
        let found = Situation { seated: true, ..as_known(&wants) };
        assert_eq!(found.reasons([]), [Reason::SeatFound, Reason::Stands, Reason::WantsAnotherTime]);
    }

    #[test]
    fn a_department_that_comes_for_others_is_told_apart_from_one_that_stays_away() {
        let known = known();
        assert_eq!(as_known(&known).reasons([(TAX, IN_PART)]), [Reason::ComesInPart(TAX)]);
        assert_eq!(as_known(&known).reasons([(TAX, REFUSES)]), [Reason::DoesNotCome(TAX)]);
    }

    #[test]
    fn whoever_was_told_that_it_does_not_come_is_called_when_it_does_and_not_when_it_still_does_not() {
        let told = Known { denied: vec![TAX], ..known() };
        let check = |word, expect: &[Reason]| assert_eq!(as_known(&told).reasons([(TAX, word)]), expect);
        check(REFUSES, &[]);
        check(IN_PART, &[]);
        check(SILENT, &[]);
        check(COMES, &[Reason::ComesAfterAll(TAX)]);
    }

    #[test]
    fn only_what_the_hall_gave_up_is_told() {
        let known = known();
        let check = |reason, expect: &[Reason]| {
            let cancelled = Situation { status: Status::Cancelled(reason), ..as_known(&known) };
            assert_eq!(cancelled.reasons([]), expect, "{reason:?}");
        };
        check(CancelReason::CitizenAsked, &[]);
        check(CancelReason::Duplicate, &[]);
        check(CancelReason::HallClosed, &[Reason::GivenUp(GivenUp::HallClosed)]);
        check(CancelReason::NoSeat, &[Reason::GivenUp(GivenUp::NoSeat)]);
    }
}

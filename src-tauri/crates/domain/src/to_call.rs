//! Why somebody has to be called: what they know of their booking differs from what holds, or they have not come. One rule
//! for every list, count and paper. Pure; which day is over, and which clock says so, is asked elsewhere.

use crate::booking::{Known, Status};
use crate::event::{CancelReason, DutyAnswered};
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
    /// with its last answer for the booking's day.
    pub fn reasons<'d>(
        &self,
        asked: impl IntoIterator<Item = (DepartmentId, Option<&'d DutyAnswered>)>,
    ) -> Vec<Reason> {
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
        reasons.extend(asked.into_iter().filter_map(|(department, answer)| self.of_department(department, answer?)));
        reasons.extend(known.wants_another_time.then_some(Reason::WantsAnotherTime));
        reasons.sort_unstable();
        reasons
    }

    /// Until it has answered nobody is called: what was told still holds.
    fn of_department(&self, department: DepartmentId, answer: &DutyAnswered) -> Option<Reason> {
        let denied = self.denied.contains(&department);
        match answer.comes_at(self.at)? {
            false if denied => None,
            false if answer.is_partial() => Some(Reason::ComesInPart(department)),
            false => Some(Reason::DoesNotCome(department)),
            true => denied.then_some(Reason::ComesAfterAll(department)),
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
    use crate::event::{DutyAnswer, Means};
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

    fn answer(answer: DutyAnswer, from: Option<u16>, until: Option<u16>) -> DutyAnswered {
        DutyAnswered {
            day: DAY,
            department: TAX,
            answer,
            approvers: 1,
            means: Some(Means::Telephone),
            told_by: None,
            from: from.map(MinuteOfDay),
            until: until.map(MinuteOfDay),
        }
    }

    #[test]
    fn whoever_knows_what_holds_is_not_called() {
        let known = known();
        assert_eq!(as_known(&known).reasons([(TAX, None)]), []);
        let asked = answer(DutyAnswer::Asked, None, None);
        assert_eq!(as_known(&known).reasons([(TAX, Some(&asked))]), []);
        let whole = answer(DutyAnswer::Confirmed, None, None);
        assert_eq!(as_known(&known).reasons([(TAX, Some(&whole))]), []);
        let undone = Situation { status: Status::Undone, seated: false, ..as_known(&known) };
        assert_eq!(undone.reasons([]), []);
    }

    #[test]
    fn each_difference_is_a_reason_and_all_come_together() {
        let known = known();
        let refused = answer(DutyAnswer::Refused, None, None);
        let other = Situation { day: BeijingDay(20_792), seated: false, ..as_known(&known) };
        assert_eq!(other.reasons([(TAX, Some(&refused))]), [Reason::Moved, Reason::SeatLost, Reason::DoesNotCome(TAX)]);
        let wants = Known { wants_another_time: true, seated: false, stands: false, ..known.clone() };
        let found = Situation { seated: true, ..as_known(&wants) };
        assert_eq!(found.reasons([]), [Reason::SeatFound, Reason::Stands, Reason::WantsAnotherTime]);
    }

    #[test]
    fn a_department_for_part_of_the_day_comes_for_those_of_its_hours() {
        let known = known();
        let check = |from, until, expect: &[Reason]| {
            let part = answer(DutyAnswer::Confirmed, from, until);
            assert_eq!(as_known(&known).reasons([(TAX, Some(&part))]), expect, "{from:?} {until:?}");
        };
        check(Some(540), Some(720), &[]);
        check(None, Some(541), &[]);
        check(None, Some(540), &[Reason::ComesInPart(TAX)]);
        check(Some(541), None, &[Reason::ComesInPart(TAX)]);
    }

    #[test]
    fn whoever_was_told_that_it_does_not_come_is_called_when_it_does_and_not_when_it_still_does_not() {
        let told = Known { denied: vec![TAX], ..known() };
        let check = |said, expect: &[Reason]| {
            let answer = answer(said, None, None);
            assert_eq!(as_known(&told).reasons([(TAX, Some(&answer))]), expect);
        };
        check(DutyAnswer::Refused, &[]);
        check(DutyAnswer::Asked, &[]);
        check(DutyAnswer::Confirmed, &[Reason::ComesAfterAll(TAX)]);
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

//! What is on record of a case and of a visit, as the figures of a month take it (PRODUCT rule 29): whether somebody was there,
//! and what came of it. Nothing is concluded from silence: what nobody noted is not recorded.

use super::answer::Stands;
use super::attendance::{Place, Standing, staffing};
use super::figures::{Coverage, Outcome};
use super::half::Half;
use super::promise::DepartmentDay;
use crate::booking::BookingState;
use crate::event::{Coming, Items};
use crate::reference::catalogue::{DepartmentId, ItemId};
use crate::time::MinuteOfDay;

/// What a day has on record of who was there.
#[derive(Debug, Clone, Copy)]
pub struct Attended<'a> {
    /// The list of who came.
    pub places: &'a [Place],
    /// The answers it is made of.
    pub answers: &'a [Standing<'a>],
}

impl Attended<'_> {
    /// Whether somebody who may do an item was there for a visit that begins at a time: of the department, or of another whose
    /// answer names the item. `known`: what is known of the department; `None` if the catalogue does not have it.
    ///
    /// That it was not covered has to be on record too: nobody comes by the answer that stands, or not for that item and time,
    /// or everybody who was to come is missing, or the department has no back office here. Without an answer, with answers
    /// that contradict each other, on call, and as long as nobody noted who came, nothing is.
    pub fn coverage(
        &self,
        department: DepartmentId,
        known: Option<&DepartmentDay>,
        item: ItemId,
        at: MinuteOfDay,
    ) -> Coverage {
        let Some(known) = known else { return Coverage::NotRecorded };
        let own = if known.present { self.own(department, known, item, at) } else { Coverage::NotCovered };
        if own != Coverage::Covered && self.colleague(department, item, at) { Coverage::Covered } else { own }
    }

    fn own(&self, department: DepartmentId, known: &DepartmentDay, item: ItemId, at: MinuteOfDay) -> Coverage {
        let half = Half::of(at);
        let Stands::One(tip) = &known.answers.of(half).stands else { return Coverage::NotRecorded };
        match tip.answer.coming {
            Coming::Comes if tip.answer.covers(item, at) => {
                let found = staffing(self.places, department, half);
                if found.here > 0 {
                    Coverage::Covered
                } else if found.everybody_missing() {
                    Coverage::NotCovered
                } else {
                    Coverage::NotRecorded
                }
            }
            Coming::Comes | Coming::Cannot => Coverage::NotCovered,
            Coming::OnCall | Coming::NotReached => Coverage::NotRecorded,
        }
    }

    /// Whether somebody of another department is here who may do it: only an answer that names the item says so.
    fn colleague(&self, department: DepartmentId, item: ItemId, at: MinuteOfDay) -> bool {
        self.answers.iter().any(|one| {
            let names = matches!(&one.answer.items, Items::Only(items) if items.contains(&item));
            one.department != department
                && one.half == Half::of(at)
                && one.answer.coming == Coming::Comes
                && names
                && one.answer.is_at(at)
                && staffing(self.places, one.department, one.half).here > 0
        })
    }
}

impl Outcome {
    /// What came of a booking that stands. `uncovered`: of one of its cases it is on record that nobody was there.
    ///
    /// On record is what its person was told on arriving: that the case is decided the same day, or forwarded. The first is
    /// not believed where nobody was there. Nobody came where the seats were given up after a call and nobody arrived since.
    pub fn of(booking: &BookingState, uncovered: bool) -> Self {
        match (booking.arrived_ms, booking.decided_on) {
            (Some(_), Some(day)) if day > booking.place.day => Self::Forwarded,
            (Some(_), Some(_)) if !uncovered => Self::SameDay,
            (Some(_), _) => Self::NotRecorded,
            (None, _) if booking.released => Self::NotCome,
            (None, _) => Self::NotRecorded,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::attendance::{Noted, places};
    use super::super::samples::{DAY, TAX, answer, known, tip};
    use super::*;
    use crate::booking::{BookingFact, fold};
    use crate::event::{BookingMade, Channel, HalfAnswer, Language, Presence};
    use crate::record::{Order, RecordId, Stamped};
    use crate::time::BeijingDay;

    const OTHER: DepartmentId = DepartmentId(3);
    const ITEM: ItemId = ItemId(4);
    const TEN: MinuteOfDay = MinuteOfDay(600);

    /// What a case at ten is, by the answer of its department for the morning and what is noted of its places.
    fn own(said: Option<HalfAnswer>, noted: &[Presence]) -> Coverage {
        covered(said, noted, None)
    }

    fn covered(said: Option<HalfAnswer>, noted: &[Presence], colleague: Option<(HalfAnswer, Presence)>) -> Coverage {
        let mut day = known(DAY.date().into());
        if let Some(said) = &said {
            day.answers.morning.stands = Stands::One(tip(1, said.clone()));
        }
        let of = |department, answer| Standing { department, half: Half::Morning, answer, names: &[] };
        let note =
            |department, place, presence| Noted { department, half: Half::Morning, place, presence, substitute: None };
        let mut answers: Vec<Standing<'_>> = said.iter().map(|said| of(TAX, said)).collect();
        answers.extend(colleague.iter().map(|(said, _)| of(OTHER, said)));
        let mut rows: Vec<Noted> = (0..).zip(noted).map(|(place, presence)| note(TAX, place, *presence)).collect();
        rows.extend(colleague.iter().map(|(_, presence)| note(OTHER, 0, *presence)));
        let places = places(&answers, &rows);
        Attended { places: &places, answers: &answers }.coverage(TAX, Some(&day), ITEM, TEN)
    }

    #[test]
    fn a_case_is_covered_by_whoever_came_and_may_do_it() {
        use Presence::{Came, Missing, Substitute, Unknown};
        let two = || Some(answer(Coming::Comes, 2));
        for (noted, expect) in [
            (&[][..], Coverage::NotRecorded),
            (&[Came][..], Coverage::Covered),
            (&[Missing, Substitute][..], Coverage::Covered),
            (&[Missing][..], Coverage::NotRecorded),
            (&[Missing, Unknown][..], Coverage::NotRecorded),
            (&[Missing, Missing][..], Coverage::NotCovered),
        ] {
            assert_eq!(own(two(), noted), expect, "{noted:?}");
        }
    }

    #[test]
    fn that_nobody_comes_is_on_record_and_silence_is_not() {
        let only = |item| HalfAnswer { items: Items::Only(vec![ItemId(item)]), ..answer(Coming::Comes, 1) };
        let until = HalfAnswer { until: Some(TEN), ..answer(Coming::Comes, 1) };
        for (said, expect) in [
            (None, Coverage::NotRecorded),
            (Some(answer(Coming::OnCall, 1)), Coverage::NotRecorded),
            (Some(answer(Coming::Cannot, 0)), Coverage::NotCovered),
            (Some(only(5)), Coverage::NotCovered),
            (Some(until), Coverage::NotCovered),
            (Some(only(ITEM.0)), Coverage::Covered),
            (Some(answer(Coming::Comes, 0)), Coverage::NotRecorded),
        ] {
            assert_eq!(own(said.clone(), &[Presence::Came]), expect, "{said:?}");
        }
        let mut day = known(DAY.date().into());
        let none = Attended { places: &[], answers: &[] };
        let contradicting = vec![tip(1, answer(Coming::Comes, 1)), tip(2, answer(Coming::Cannot, 0))];
        day.answers.morning.stands = Stands::Contradicting(contradicting);
        assert_eq!(none.coverage(TAX, Some(&day), ITEM, TEN), Coverage::NotRecorded);
        day.present = false;
        assert_eq!(none.coverage(TAX, Some(&day), ITEM, TEN), Coverage::NotCovered, "no back office here");
        assert_eq!(none.coverage(TAX, None, ITEM, TEN), Coverage::NotRecorded, "gone from the catalogue");
    }

    #[test]
    fn a_colleague_who_is_here_covers_what_their_answer_names() {
        let names = HalfAnswer { items: Items::Only(vec![ITEM]), ..answer(Coming::Comes, 1) };
        let (cannot, all) = (|| Some(answer(Coming::Cannot, 0)), answer(Coming::Comes, 1));
        let late = HalfAnswer { from: Some(MinuteOfDay(601)), ..names.clone() };
        for (colleague, expect) in [
            ((names.clone(), Presence::Came), Coverage::Covered),
            ((names.clone(), Presence::Unknown), Coverage::NotCovered),
            ((names, Presence::Missing), Coverage::NotCovered),
            ((late, Presence::Came), Coverage::NotCovered),
            ((all, Presence::Came), Coverage::NotCovered),
        ] {
            assert_eq!(covered(cannot(), &[], Some(colleague.clone())), expect, "{colleague:?}");
        }
    }

    fn booked() -> BookingState {
        let made = BookingMade {
            number: 1,
            day: DAY,
            session: 0,
            slot: 0,
            seats: vec![0],
            items: Vec::new(),
            party: 1,
            channel: Channel::Desk,
            green_channel: false,
            slip_language: Language::ZhHans,
            personal: Vec::new(),
            start: None,
            group: None,
            earlier: None,
            denied: None,
            promised: None,
        };
        let order = Order { lamport: 1, id: RecordId { device: [1; 8], seq: 1 } };
        fold(vec![Stamped { order, wall_ms: 0, fact: BookingFact::Made(made) }]).expect("made").state
    }

    #[test]
    fn an_outcome_is_what_was_told_on_arriving() {
        let check = |arrived: bool, decided: Option<u32>, released: bool, uncovered: bool, expect: Outcome| {
            let mut booking = booked();
            booking.arrived_ms = arrived.then_some(1);
            booking.decided_on = decided.map(|after| BeijingDay(DAY.0 + after));
            booking.released = released;
            assert_eq!(Outcome::of(&booking, uncovered), expect, "{arrived} {decided:?} {released} {uncovered}");
        };
        check(true, Some(0), false, false, Outcome::SameDay);
        check(true, Some(0), true, false, Outcome::SameDay);
        check(true, Some(0), false, true, Outcome::NotRecorded);
        check(true, Some(2), false, true, Outcome::Forwarded);
        check(true, None, false, false, Outcome::NotRecorded);
        check(false, None, true, false, Outcome::NotCome);
        check(false, None, false, false, Outcome::NotRecorded);
    }
}

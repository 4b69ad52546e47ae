//! The rules of seats as a hall keeps them, whatever is done in whatever order: random days through the real use-cases,
//! each with its journal on disk. The pure rules have their own tests; here they hold with events, views and undo.

mod common;

use chrono::NaiveTime;
use common::{SATURDAY, TestHall, date, request};
use domain::event::{CallOutcome, CancelReason, ExceptionReason};
use domain::record::RecordId;
use hall::{BookingWish, DayView, Desk, Refusal, Saved, SessionWish, SessionsChange, SlotState, WaitingKind, Warning};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use std::collections::BTreeSet;

/// What can happen on a day.
#[derive(Debug, Clone)]
enum Step {
    /// Somebody books: which item, which of the times offered.
    Book(prop::sample::Index, prop::sample::Index),
    Cancel(prop::sample::Index),
    /// Somebody waits for a seat, where the day has none for their item.
    Wait(prop::sample::Index, prop::sample::Index),
    /// Whoever waits is told that there is none.
    Decline(prop::sample::Index),
    /// Nobody answers the call, and the seats are given up.
    Release(prop::sample::Index),
    /// They come all the same.
    Return(prop::sample::Index),
    /// A booking is moved to another time, and that is taken back.
    MoveAndUndo(prop::sample::Index, prop::sample::Index),
    /// Cancelled and booked again as it was.
    CancelAndRebook(prop::sample::Index),
    /// The sessions change: seats of the first, and whether there is a second over it for one item.
    Replan(u16, Option<u16>),
}

fn step() -> impl Strategy<Value = Step> {
    let any = any::<prop::sample::Index>;
    prop_oneof![
        8 => (any(), any()).prop_map(|(item, at)| Step::Book(item, at)),
        2 => any().prop_map(Step::Cancel),
        3 => (any(), any()).prop_map(|(item, at)| Step::Wait(item, at)),
        2 => any().prop_map(Step::Decline),
        2 => any().prop_map(Step::Release),
        2 => any().prop_map(Step::Return),
        2 => (any(), any()).prop_map(|(which, at)| Step::MoveAndUndo(which, at)),
        1 => any().prop_map(Step::CancelAndRebook),
        2 => (0u16..3, prop::option::of(1u16..3)).prop_map(|(seats, over)| Step::Replan(seats, over)),
    ]
}

/// A hall with its day, and what is known of it from outside.
struct Day {
    test: TestHall,
    desk: Desk,
    /// Wishes of bookings that stand.
    made: Vec<(RecordId, BookingWish)>,
    /// The same of those whose seats were given up.
    released: Vec<(RecordId, BookingWish)>,
    capacity: (u16, u16),
}

/// What citizens notice of a day: who has a seat, who waits, what is free. Not which seat.
#[derive(Debug, PartialEq)]
struct Seen {
    seated: BTreeSet<RecordId>,
    waiting: Vec<RecordId>,
    totals: hall::DayTotals,
    free: Vec<(NaiveTime, SlotState, u16)>,
}

fn waits(kind: WaitingKind) -> bool {
    matches!(kind, WaitingKind::Orphaned | WaitingKind::Provisional)
}

impl Day {
    fn new() -> Self {
        let test = TestHall::friday();
        let desk = test.hall();
        let mut day = Self { test, desk, made: Vec::new(), released: Vec::new(), capacity: (0, 0) };
        // Few seats, so that days get full and people wait.
        day.replan(1, None);
        day
    }

    fn view(&self) -> DayView {
        self.desk.book_day(date(SATURDAY)).expect("a day")
    }

    fn seen(&self) -> Seen {
        let view = self.view();
        let cells = view.sessions.iter().flat_map(|session| &session.slots).flat_map(|slot| &slot.cells);
        let items = self.items();
        let outlooks = items.iter().map(|item| self.desk.outlook(date(SATURDAY), &[*item], None).expect("an outlook"));
        Seen {
            seated: cells.map(|cell| cell.booking).collect(),
            waiting: view.waiting.iter().filter(|card| waits(card.kind)).map(|card| card.booking).collect(),
            totals: view.totals,
            free: outlooks.flat_map(|outlook| outlook.slots).map(|slot| (slot.start, slot.state, slot.free)).collect(),
        }
    }

    fn items(&self) -> [domain::reference::catalogue::ItemId; 2] {
        [self.test.item("食品经营许可"), self.test.item("小客车过户手续")]
    }

    /// A wish at one of the times that are free for an item.
    fn wish(&self, item: &prop::sample::Index, at: &prop::sample::Index) -> Option<BookingWish> {
        let item = *item.get(&self.items());
        let outlook = self.desk.outlook(date(SATURDAY), &[item], None).expect("an outlook");
        let free: Vec<_> = outlook.slots.iter().filter(|slot| slot.state == SlotState::Free).collect();
        let slot = if free.is_empty() { return None } else { at.get(&free) };
        Some(BookingWish { session: slot.session, slot: slot.slot, items: vec![item], ..self.test.wish() })
    }

    fn book(&mut self, wish: BookingWish) {
        let saved = self.desk.make_booking(request(), wish.clone()).expect("what is free can be booked");
        self.made.push((saved.booking, wish));
    }

    fn base(&self, booking: RecordId) -> RecordId {
        self.desk.show_booking(booking).expect("a booking").booking.last
    }

    fn cancel(&mut self, at: usize) -> (Saved, BookingWish) {
        let (booking, wish) = self.made.remove(at);
        let base = self.base(booking);
        (self.desk.cancel_booking(booking, base, CancelReason::CitizenAsked, "").expect("cancelled"), wish)
    }

    /// Changes the sessions after having seen what it costs; says who was announced to lose their seat.
    fn replan(&mut self, seats: u16, over: Option<u16>) -> Vec<RecordId> {
        let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
        let session = |from, to, slot_minutes, seats, items| SessionWish {
            from: time(from),
            to: time(to),
            slot_minutes,
            seats,
            items,
            departments: Vec::new(),
        };
        let mut sessions = Vec::new();
        if seats > 0 {
            sessions.push(session(9, 11, 30, seats, Vec::new()));
        }
        sessions.extend(over.map(|seats| session(9, 12, 20, seats, vec![self.items()[0].0])));
        let change = SessionsChange::Exception { date: date(SATURDAY), reason: ExceptionReason::Staffing, sessions };
        let orphaned = self.desk.preview_sessions(&change).expect("a preview").orphaned;
        let orphaned: Vec<RecordId> = orphaned.into_iter().map(|(_, card)| card.booking).collect();
        let base = self.desk.sessions().expect("sessions").base;
        self.desk.change_sessions(base, change, orphaned.clone()).expect("changed");
        self.capacity = (seats, over.unwrap_or(0));
        orphaned
    }

    /// Nobody answers: the seats are somebody else's to take, and what was provisional is none.
    fn release(&mut self, at: usize, before: &Seen) -> Result<(), TestCaseError> {
        let (booking, wish) = self.made.remove(at);
        let base = self.base(booking);
        self.desk.record_call(booking, base, CallOutcome::NoAnswer, None, true).expect("noted");
        self.released.push((booking, wish));
        let after = self.seen();
        let mut kept = before.seated.clone();
        kept.remove(&booking);
        prop_assert!(kept.is_subset(&after.seated), "what somebody gives up costs nobody a seat");
        prop_assert!(!after.seated.contains(&booking) && !after.waiting.contains(&booking), "nor do they wait");
        Ok(())
    }

    /// They come after all: seats where some are free at their time or later, and never somebody's.
    fn come_back(&mut self, at: usize, before: &Seen) -> Result<(), TestCaseError> {
        let (booking, wish) = self.released[at].clone();
        let base = self.base(booking);
        let start = self.desk.show_booking(booking).expect("a booking").start;
        let outlook = self.desk.outlook(wish.date, &wish.items, Some(booking)).expect("an outlook");
        let later = outlook.slots.iter().any(|slot| slot.state == SlotState::Free && slot.start >= start);
        match self.desk.seat_again(booking, base) {
            Ok(_) => {
                self.released.remove(at);
                let place = self.desk.show_booking(booking).expect("a booking").booking.place;
                self.made.push((booking, BookingWish { session: place.session, slot: place.slot, ..wish }));
                let after = self.seen();
                prop_assert!(later && after.seated.contains(&booking));
                prop_assert!(before.seated.is_subset(&after.seated), "who comes back costs nobody a seat");
                prop_assert_eq!(&after.waiting, &before.waiting, "and nobody their place in the line");
            }
            Err(Refusal::SlotFull { .. }) => prop_assert!(!later, "there was a seat for them"),
            Err(other) => prop_assert!(false, "{other}"),
        }
        Ok(())
    }

    /// Declined: nobody else notices, and no seat that becomes free later is theirs.
    fn decline(&mut self, which: &prop::sample::Index, before: &Seen) -> Result<(), TestCaseError> {
        let waiting = self.view().waiting;
        let pending: Vec<_> = waiting.iter().filter(|card| card.kind == WaitingKind::Provisional).collect();
        if pending.is_empty() {
            return Ok(());
        }
        let booking = which.get(&pending).booking;
        let base = self.base(booking);
        self.desk.cancel_booking(booking, base, CancelReason::NoSeat, "").expect("declined");
        self.made.retain(|(made, _)| *made != booking);
        let after = self.seen();
        prop_assert_eq!((&after.seated, after.totals, &after.free), (&before.seated, before.totals, &before.free));
        let mut waiting = before.waiting.clone();
        waiting.retain(|other| *other != booking);
        prop_assert_eq!(after.waiting, waiting);
        Ok(())
    }

    /// Where the day has no seat for their item they wait, and cost nobody anything.
    fn wait(
        &mut self,
        item: &prop::sample::Index,
        at: &prop::sample::Index,
        before: &Seen,
    ) -> Result<(), TestCaseError> {
        let item = *item.get(&self.items());
        let outlook = self.desk.outlook(date(SATURDAY), &[item], None).expect("an outlook");
        let full: Vec<_> = outlook.slots.iter().filter(|slot| slot.state == SlotState::Full).collect();
        if !outlook.provisional {
            return Ok(());
        }
        let slot = at.get(&full);
        let accepted = vec![Warning::Provisional];
        let (session, slot) = (slot.session, slot.slot);
        self.book(BookingWish { session, slot, items: vec![item], accepted, ..self.test.wish() });
        let after = self.seen();
        prop_assert_eq!(&after.seated, &before.seated, "whoever waits takes nobody's seat");
        prop_assert_eq!((after.totals, &after.free), (before.totals, &before.free), "and none that is free");
        prop_assert_eq!(after.waiting.len(), before.waiting.len() + 1);
        Ok(())
    }

    /// Cancelled and booked again as it was: as much is free as before.
    fn cancel_and_rebook(&mut self, which: usize, before: &Seen) -> Result<(), TestCaseError> {
        let start = self.desk.show_booking(self.made[which].0).expect("a booking").start;
        let (_, wish) = self.cancel(which);
        let again = match self.desk.make_booking(request(), wish.clone()) {
            Ok(saved) => saved.booking,
            // Its time has another name since the sessions changed.
            Err(Refusal::SlotUnknown | Refusal::NotServed) => return Ok(()),
            Err(other) => return Err(TestCaseError::fail(format!("it had a seat a moment ago: {other}"))),
        };
        self.made.push((again, wish));
        // A time promised before the slots changed may lie across two of them; booked anew it begins with one.
        if self.desk.show_booking(again).expect("a booking").start == start {
            prop_assert_eq!(&self.seen().free, &before.free, "as much is free as before");
        }
        Ok(())
    }

    fn do_step(&mut self, step: &Step) -> Result<(), TestCaseError> {
        let before = self.seen();
        match step {
            Step::Book(item, at) => {
                let Some(wish) = self.wish(item, at) else { return Ok(()) };
                self.book(wish);
                prop_assert!(
                    before.seated.is_subset(&self.seen().seated),
                    "a later booking costs no earlier one its seat"
                );
            }
            Step::Wait(item, at) => self.wait(item, at, &before)?,
            Step::Cancel(which) if !self.made.is_empty() => {
                let gone = which.index(self.made.len());
                let booking = self.made[gone].0;
                self.cancel(gone);
                let mut kept = before.seated;
                kept.remove(&booking);
                prop_assert!(kept.is_subset(&self.seen().seated), "a cancellation costs nobody a seat");
            }
            Step::MoveAndUndo(which, at) if !self.made.is_empty() => {
                let (booking, wish) = which.get(&self.made).clone();
                let outlook = self.desk.outlook(wish.date, &wish.items, Some(booking)).expect("an outlook");
                let free: Vec<_> = outlook.slots.iter().filter(|slot| slot.state == SlotState::Free).collect();
                if free.is_empty() || !before.seated.contains(&booking) {
                    return Ok(());
                }
                let slot = at.get(&free);
                let moved = BookingWish { session: slot.session, slot: slot.slot, ..wish };
                let base = self.base(booking);
                let saved = self.desk.edit_booking(booking, base, moved).expect("what is free can be had");
                if saved.undo.token != base && before.waiting.is_empty() {
                    self.desk.undo(saved.undo.token).expect("nobody was waiting for its seat");
                    // Somebody who made room may sit in a session of other slots since, and take more or fewer of them.
                    let mut after = self.seen();
                    after.totals.free = before.totals.free;
                    prop_assert_eq!(after, before, "an edit and its undo are as if nothing had happened");
                } else if saved.undo.token != base {
                    let place = self.made.iter().position(|(id, _)| *id == booking).expect("made");
                    self.made[place].1.session = slot.session;
                    self.made[place].1.slot = slot.slot;
                }
            }
            Step::CancelAndRebook(which) if !self.made.is_empty() && before.waiting.is_empty() => {
                self.cancel_and_rebook(which.index(self.made.len()), &before)?;
            }
            Step::Replan(seats, over) => {
                let was = self.capacity;
                let announced = self.replan(*seats, *over);
                let after = self.seen();
                let lost: BTreeSet<RecordId> = before.seated.difference(&after.seated).copied().collect();
                prop_assert_eq!(
                    announced.into_iter().collect::<BTreeSet<_>>(),
                    lost,
                    "who loses a seat was shown before"
                );
                let added = self.capacity.0 >= was.0 && self.capacity.1 >= was.1;
                prop_assert!(!added || before.seated.is_subset(&after.seated), "added capacity orphans nobody");
            }
            Step::Decline(which) => self.decline(which, &before)?,
            Step::Release(which) if !self.made.is_empty() => self.release(which.index(self.made.len()), &before)?,
            Step::Return(which) if !self.released.is_empty() => {
                self.come_back(which.index(self.released.len()), &before)?;
            }
            Step::Cancel(_) | Step::MoveAndUndo(..) | Step::CancelAndRebook(_) | Step::Release(_) | Step::Return(_) => {
            }
        }
        Ok(())
    }

    fn check(&self) -> Result<(), TestCaseError> {
        let view = self.view();
        let (mut tokens, mut seats, mut free) = (BTreeSet::new(), 0, 0);
        for session in &view.sessions {
            for (slot, board) in (0u16..).zip(&session.slots) {
                seats += u32::from(board.seats);
                free += u32::from(board.free);
                prop_assert_eq!(usize::from(board.seats - board.free), board.cells.len(), "taken is who sits there");
                for cell in &board.cells {
                    prop_assert!(tokens.insert((session.session, slot, cell.seat)), "a token twice: {:?}", cell);
                }
            }
        }
        prop_assert_eq!((view.totals.seats, view.totals.free), (seats, free), "the day is the sum of its slots");
        let known: BTreeSet<RecordId> = self.made.iter().map(|(booking, _)| *booking).collect();
        let seen = self.seen();
        let mut all = seen.seated.clone();
        all.extend(&seen.waiting);
        prop_assert_eq!(all, known, "nobody is dropped");
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("proptest-regressions"))),
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_rules_of_seats_hold_through_every_use_case(steps in prop::collection::vec(step(), 6..24)) {
        let mut day = Day::new();
        for step in &steps {
            day.do_step(step)?;
            day.check()?;
        }
        let before = day.view();
        day.desk.rebuild_views().expect("rebuilt");
        prop_assert_eq!(day.view(), before, "views are a function of the journal");
    }
}

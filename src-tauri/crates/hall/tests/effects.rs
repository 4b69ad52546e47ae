//! What a booking, a change and a cancellation do to the departments, said before they are saved (PRODUCT rule 14).

mod common;

use common::{SATURDAY, TestHall, date};
use domain::duty::effect::Effect;
use domain::duty::half::Half;
use domain::duty::state::{NextAct, State};
use domain::event::{CancelReason, Coming, HalfAnswer};
use domain::record::RecordId;
use domain::reference::catalogue::DepartmentId;
use domain::time::MinuteOfDay;
use hall::{AllocationLine, AnswerNote, BookingWish, DutyEffect, HalfNote};

/// Asking has begun, and the cut-off is two days away.
const WEDNESDAY: &str = "2026-11-25T10:00:00";
const NEXT_SATURDAY: &str = "2026-12-05";
const ITEM: &str = "食品经营许可";

struct Book {
    test: TestHall,
    food: DepartmentId,
}

type Said = Vec<(Half, Effect)>;

impl Book {
    fn at(now: &str) -> Self {
        let test = TestHall::at(now);
        let reference = test.hall().reference();
        let item = reference.catalogue.item(test.item(ITEM)).expect("an item").clone();
        Self { food: item.departments().next().expect("a department"), test }
    }

    fn said(&self, effects: &[DutyEffect]) -> Said {
        assert!(effects.iter().all(|one| one.department == self.food && !one.short.zh_hans.is_empty()));
        effects.iter().map(|one| (one.half, one.effect)).collect()
    }

    /// What the form says for the first free time of a session.
    fn of_time(&self, day: &str, session: u8, editing: Option<RecordId>) -> Vec<DutyEffect> {
        let outlook = self.test.hall().outlook(date(day), &[self.test.item(ITEM)], editing).expect("an outlook");
        let taken = outlook.slots.iter().filter(|slot| slot.state != hall::SlotState::Free);
        assert!(taken.clone().all(|slot| slot.effects.is_empty()), "only what gives a seat asks anybody to come");
        let slot = outlook.slots.iter().find(|slot| slot.session == session && slot.state == hall::SlotState::Free);
        slot.expect("a free time").effects.clone()
    }

    fn morning(&self) -> Said {
        self.said(&self.of_time(SATURDAY, 0, None))
    }

    fn afternoon(&self) -> Said {
        self.said(&self.of_time(SATURDAY, 1, None))
    }

    fn book(&self, session: u8, slot: u16) -> RecordId {
        self.test.book(BookingWish { session, slot, ..self.test.wish() }).expect("booked").booking
    }

    fn cancelling(&self, booking: RecordId) -> Said {
        self.said(&self.test.hall().show_booking(booking).expect("shown").leaving)
    }

    fn tell(&self) {
        self.test.hall().tell_departments(date(SATURDAY), vec![self.food], None).expect("told");
    }

    fn found(&self) -> Option<AllocationLine> {
        let all = self.test.hall().allocation(date(SATURDAY)).expect("an allocation").departments;
        all.into_iter().find(|line| line.department == self.food)
    }

    fn line(&self) -> AllocationLine {
        self.found().expect("a line")
    }

    fn answer(&self, morning: HalfNote, afternoon: HalfNote) {
        let seen = self.found().map(|line| line.seen).unwrap_or_default();
        let note = AnswerNote { seen, morning: Some(morning), afternoon: Some(afternoon), ..AnswerNote::default() };
        self.test.hall().note_answer(date(SATURDAY), self.food, note).expect("answered");
    }
}

fn comes() -> HalfNote {
    HalfNote::plain(Coming::Comes, 1)
}

fn cannot() -> HalfNote {
    HalfNote::plain(Coming::Cannot, 0)
}

#[test]
fn a_booking_says_whom_it_makes_the_hall_ask_and_afterwards_it_is_the_task() {
    let book = Book::at(WEDNESDAY);
    assert_eq!(book.morning(), [(Half::Morning, Effect::NeedsAsking)]);
    assert_eq!(book.afternoon(), [(Half::Afternoon, Effect::NeedsAsking)]);
    book.book(0, 0);
    assert_eq!((book.line().state, book.line().next), (State::ToTell, Some(NextAct::Tell)));
    book.tell();
    assert_eq!(book.morning(), [(Half::Morning, Effect::NeedsMore)], "a case more than it was told of");
    book.book(0, 1);
    assert_eq!(book.line().state, State::TellMore);
    book.answer(comes(), cannot());
    book.tell();
    let more = book.test.hall().outlook(date(SATURDAY), &[], None).expect("an outlook");
    assert!(more.slots.iter().all(|slot| slot.effects.is_empty()), "no item, no department");
}

#[test]
fn before_the_hall_asks_a_booking_says_that_it_is_asked_later_and_after_the_cut_off_that_nobody_confirmed() {
    assert_eq!(Book::at("2026-11-23T10:00:00").morning(), [(Half::Morning, Effect::AskedLater)]);
    let late = Book::at(common::FRIDAY);
    assert_eq!(late.morning(), [(Half::Morning, Effect::PastCutoff)]);
    late.book(0, 0);
    assert_eq!(late.line().state, State::Unanswered);
}

#[test]
fn what_was_answered_covers_a_booking_or_does_not() {
    let book = Book::at(WEDNESDAY);
    book.answer(comes(), cannot());
    assert_eq!((book.morning(), book.afternoon()), (vec![], vec![(Half::Afternoon, Effect::NotOnDuty)]));
    let late = HalfAnswer { from: Some(MinuteOfDay(660)), ..comes().answer };
    book.answer(HalfNote { answer: late, ..comes() }, comes());
    assert_eq!(
        (book.morning(), book.afternoon()),
        (vec![(Half::Morning, Effect::NotOnDuty)], vec![]),
        "not before eleven"
    );
}

#[test]
fn a_cancellation_says_who_is_no_more_needed_and_only_the_last_one_does() {
    let book = Book::at(WEDNESDAY);
    let (first, second) = (book.book(0, 0), book.book(0, 1));
    assert_eq!(book.cancelling(first), [], "nobody was told");
    book.tell();
    assert_eq!(book.cancelling(first), [], "the other booking needs it all the same");
    let cancel = |booking: RecordId| {
        let last = book.test.hall().show_booking(booking).expect("shown").booking.last;
        book.test.hall().cancel_booking(booking, last, CancelReason::CitizenAsked, "").expect("cancelled");
    };
    cancel(first);
    assert_eq!(book.cancelling(second), [(Half::Morning, Effect::NoMoreNeeded)]);
    cancel(second);
    assert_eq!((book.line().state, book.line().next), (State::MayStay, Some(NextAct::TellMayStay)));
    assert_eq!(book.cancelling(second), [], "it is cancelled");
}

#[test]
fn a_move_says_what_the_old_place_no_longer_needs_and_what_the_new_one_does() {
    let book = Book::at(WEDNESDAY);
    let booking = book.book(0, 0);
    book.answer(comes(), cannot());
    let of = |day, session| book.of_time(day, session, Some(booking));
    assert_eq!(book.said(&of(SATURDAY, 0)), [], "it stays in the morning");
    let moved = [(Half::Morning, Effect::NoMoreNeeded), (Half::Afternoon, Effect::NotOnDuty)];
    assert_eq!(book.said(&of(SATURDAY, 1)), moved);
    let away = of(NEXT_SATURDAY, 0);
    assert_eq!(book.said(&away), [(Half::Morning, Effect::NoMoreNeeded), (Half::Morning, Effect::AskedLater)]);
    let days: Vec<_> = away.iter().map(|one| one.date).collect();
    assert_eq!(days, [date(SATURDAY), date(NEXT_SATURDAY)], "each of its own day");
}

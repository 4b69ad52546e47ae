//! Random weeks: who is on the list to call is who believes something else than what holds, and nobody else. What each person
//! believes is kept here, act by act, with none of the program's rules.

mod common;

use chrono::{NaiveDate, NaiveTime, Timelike as _};
use common::{DutyNote, RecordDuty, SATURDAY, TestHall, date, request};
use domain::booking::Status;
use domain::event::{CallOutcome, CancelReason, Coming, DutyAnswer, ExceptionReason};
use domain::record::RecordId;
use domain::reference::catalogue::DepartmentId;
use hall::{BookingWish, CallNote, DayMove, Desk, Refusal, SessionWish, SessionsChange, SlotState, UndoOffer, Warning};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const NEXT: &str = "2026-12-05";
const ITEMS: [&str; 2] = ["食品经营许可", "小客车过户手续"];

/// What somebody does.
#[derive(Debug, Clone)]
enum Step {
    /// At a free time, or waiting for one; without a number now and then.
    Book {
        day: bool,
        item: usize,
        at: prop::sample::Index,
        phone: Option<u8>,
    },
    Cancel {
        which: prop::sample::Index,
        reason: CancelReason,
    },
    /// Another time, agreed with the person.
    Agree {
        which: prop::sample::Index,
        day: bool,
        at: prop::sample::Index,
    },
    /// What a department says; with an hour, it is there until then.
    Answer {
        day: bool,
        item: usize,
        answer: DutyAnswer,
        until: Option<u32>,
    },
    /// Seats of the usual morning, 0: closed.
    Cut {
        day: bool,
        seats: u16,
    },
    MoveDay {
        close: bool,
    },
    Call {
        which: prop::sample::Index,
        outcome: CallOutcome,
    },
    Undo,
}

fn step() -> impl Strategy<Value = Step> {
    let index = any::<prop::sample::Index>;
    let reason =
        prop::sample::select(vec![CancelReason::CitizenAsked, CancelReason::HallClosed, CancelReason::Duplicate]);
    let answer = prop::sample::select(vec![DutyAnswer::Asked, DutyAnswer::Confirmed, DutyAnswer::Refused]);
    let outcome = prop::sample::select(vec![
        CallOutcome::Coming,
        CallOutcome::Coming,
        CallOutcome::NoAnswer,
        CallOutcome::Rescheduled,
        CallOutcome::Cancelled,
    ]);
    prop_oneof![
        5 => (any::<bool>(), 0usize..2, index(), prop::option::weighted(0.8, 0u8..6))
            .prop_map(|(day, item, at, phone)| Step::Book { day, item, at, phone }),
        1 => (index(), reason).prop_map(|(which, reason)| Step::Cancel { which, reason }),
        2 => (index(), any::<bool>(), index()).prop_map(|(which, day, at)| Step::Agree { which, day, at }),
        3 => (any::<bool>(), 0usize..2, answer, prop::option::of(9u32..12))
            .prop_map(|(day, item, answer, until)| Step::Answer { day, item, answer, until }),
        2 => (any::<bool>(), 0u16..3).prop_map(|(day, seats)| Step::Cut { day, seats }),
        1 => any::<bool>().prop_map(|close| Step::MoveDay { close }),
        4 => (index(), outcome).prop_map(|(which, outcome)| Step::Call { which, outcome }),
        2 => Just(Step::Undo),
    ]
}

/// What a person believes of a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Belief {
    when: (NaiveDate, NaiveTime),
    seat: bool,
    stands: bool,
    /// Departments that do not come for them.
    denied: BTreeSet<DepartmentId>,
    /// They asked for another time.
    waits_for_time: bool,
}

struct Weeks {
    test: TestHall,
    desk: Desk,
    beliefs: BTreeMap<RecordId, Belief>,
    wishes: BTreeMap<RecordId, BookingWish>,
    /// The last deed that can be taken back, and what those it touched believed before.
    last: Option<(UndoOffer, BTreeMap<RecordId, Option<Belief>>)>,
}

fn day_of(next: bool) -> NaiveDate {
    date(if next { NEXT } else { SATURDAY })
}

impl Weeks {
    fn new() -> Self {
        let test = TestHall::with_windows(1);
        let desk = test.hall();
        let mut weeks = Self { test, desk, beliefs: BTreeMap::new(), wishes: BTreeMap::new(), last: None };
        weeks.cut(false, 2);
        weeks.cut(true, 2);
        weeks
    }

    /// What holds of a booking. A department that has not answered says nothing about anybody.
    fn holds(&self, booking: RecordId) -> (Belief, BTreeSet<DepartmentId>) {
        let shown = self.desk.show_booking(booking).expect("shown");
        let when = (shown.booking.place.day.date(), shown.start);
        let list = self.desk.allocation(when.0).expect("a list").departments;
        let (mut denied, mut silent) = (BTreeSet::new(), BTreeSet::new());
        for id in shown.booking.items.iter().flat_map(|item| item.departments.iter().copied()) {
            // Who is asked of nothing and has said nothing is on no list.
            let Some(line) = list.iter().find(|line| line.department == id) else {
                silent.insert(id);
                continue;
            };
            let half = if when.1.hour() < 12 { &line.halves.morning } else { &line.halves.afternoon };
            let said = half.answers.first().map(|card| &card.answer);
            let within = said.is_some_and(|answer| answer.until.is_none_or(|until| when.1 < until.time()));
            match said.map(|answer| answer.coming) {
                Some(Coming::Comes) if within => {}
                Some(Coming::Comes | Coming::Cannot) => drop(denied.insert(id)),
                _ => drop(silent.insert(id)),
            }
        }
        let stands = shown.booking.status == Status::Confirmed;
        (Belief { when, seat: shown.booking.seated, stands, denied, waits_for_time: false }, silent)
    }

    /// Believes what holds; of departments that have not answered, what was believed before.
    fn tell(&mut self, booking: RecordId) {
        let (mut now, _) = self.holds(booking);
        if !now.stands {
            now.seat = self.beliefs.get(&booking).is_some_and(|belief| belief.seat);
        }
        self.beliefs.insert(booking, now);
    }

    fn remember(&mut self, undo: UndoOffer, touched: &[RecordId], before: &BTreeMap<RecordId, Belief>) {
        let before = touched.iter().map(|id| (*id, before.get(id).cloned())).collect();
        self.last = Some((undo, before));
    }

    fn cut(&mut self, next: bool, seats: u16) {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
        let session =
            SessionWish { from: at(9), to: at(12), slot_minutes: 60, seats, items: vec![], departments: vec![] };
        let sessions = if seats == 0 { Vec::new() } else { vec![session] };
        let change = SessionsChange::Exception { date: day_of(next), reason: ExceptionReason::Staffing, sessions };
        let seen = self.desk.preview_sessions(&change).expect("a preview").orphaned;
        let base = self.desk.sessions().expect("sessions").base;
        let seen = seen.into_iter().map(|(_, card)| card.booking).collect();
        self.desk.change_sessions(base, change, seen).expect("changed");
    }

    fn wish(
        &self,
        day: NaiveDate,
        item: usize,
        at: &prop::sample::Index,
        editing: Option<RecordId>,
    ) -> Option<BookingWish> {
        let item = self.test.item(ITEMS[item]);
        let outlook = self.desk.outlook(day, &[item], editing).expect("an outlook");
        let wanted = if outlook.provisional { SlotState::Full } else { SlotState::Free };
        let slots: Vec<_> = outlook.slots.iter().filter(|slot| slot.state == wanted).collect();
        if slots.is_empty() || outlook.closed.is_some() {
            return None;
        }
        let slot = at.get(&slots);
        let accepted = vec![Warning::Provisional];
        Some(BookingWish {
            date: day,
            session: slot.session,
            slot: slot.slot,
            items: vec![item],
            accepted,
            ..self.test.wish()
        })
    }

    fn standing(&self, which: &prop::sample::Index) -> Option<RecordId> {
        let stands = |id: &&RecordId| self.holds(**id).0.stands;
        let standing: Vec<RecordId> = self.beliefs.keys().filter(stands).copied().collect();
        (!standing.is_empty()).then(|| *which.get(&standing))
    }

    fn base(&self, booking: RecordId) -> RecordId {
        self.desk.show_booking(booking).expect("shown").booking.last
    }

    fn act(&mut self, step: &Step) {
        let before = self.beliefs.clone();
        match step {
            Step::Book { day, item, at, phone } => self.book(*day, *item, at, *phone, &before),
            Step::Cancel { which, reason } => {
                let Some(booking) = self.standing(which) else { return };
                let saved = self.desk.cancel_booking(booking, self.base(booking), *reason, "").expect("cancelled");
                if *reason != CancelReason::HallClosed {
                    self.beliefs.get_mut(&booking).expect("known").stands = false;
                }
                self.remember(saved.undo, &[booking], &before);
            }
            Step::Agree { which, day, at } => self.agree(which, *day, at, &before),
            Step::Answer { day, item, answer, until } => self.answer(*day, *item, *answer, *until),
            Step::Cut { day, seats } => self.cut(*day, *seats),
            Step::MoveDay { close } => {
                let close = close.then_some(ExceptionReason::Emergency);
                let wish = DayMove { from: day_of(false), to: Some(day_of(true)), close };
                let Ok(shown) = self.desk.preview_day_move(wish) else { return };
                let seen: Vec<RecordId> = shown.iter().map(|line| line.booking).collect();
                let moved: Vec<RecordId> =
                    shown.iter().filter(|line| line.to.is_some()).map(|line| line.booking).collect();
                let done = self.desk.move_day(wish, Some(seen)).expect("moved");
                if let Some(undo) = done.undo {
                    self.remember(undo, &moved, &before);
                }
            }
            Step::Call { which, outcome } => self.call(which, *outcome, &before),
            Step::Undo => {
                let Some((undo, beliefs)) = self.last.take() else { return };
                match self.desk.undo(undo.token) {
                    Ok(_) => {
                        for (booking, belief) in beliefs {
                            match belief {
                                Some(belief) => drop(self.beliefs.insert(booking, belief)),
                                None => drop(self.beliefs.remove(&booking)),
                            }
                        }
                    }
                    Err(Refusal::UndoChanged | Refusal::UndoTooLate | Refusal::Confirm(_)) => {}
                    Err(other) => panic!("{other}"),
                }
            }
        }
    }

    fn book(
        &mut self,
        day: bool,
        item: usize,
        at: &prop::sample::Index,
        phone: Option<u8>,
        before: &BTreeMap<RecordId, Belief>,
    ) {
        let Some(mut wish) = self.wish(day_of(day), item, at, None) else { return };
        let number = self.beliefs.len();
        wish.entry.name = format!("甲{number}");
        wish.entry.phone = phone.map_or_else(String::new, |phone| format!("1380013800{phone}"));
        wish.entry.agent_name = "周代办".into();
        wish.entry.agent_phone = if number.is_multiple_of(3) { "13900139000".into() } else { String::new() };
        match self.desk.make_booking(request(), wish.clone()) {
            Ok(saved) => {
                self.wishes.insert(saved.booking, wish);
                self.tell(saved.booking);
                self.remember(saved.undo, &[saved.booking], before);
            }
            // One number books an item once a day, and one agent is in one place.
            Err(Refusal::Repeat(_) | Refusal::SharedLine(_) | Refusal::SlotFull { .. }) => {}
            Err(other) => assert!(other.to_string().contains("agent"), "{other}"),
        }
    }

    fn agree(
        &mut self,
        which: &prop::sample::Index,
        day: bool,
        at: &prop::sample::Index,
        before: &BTreeMap<RecordId, Belief>,
    ) {
        let Some(booking) = self.standing(which) else { return };
        let item = usize::from(self.wishes[&booking].items[0] == self.test.item(ITEMS[1]));
        let Some(found) = self.wish(day_of(day), item, at, Some(booking)) else { return };
        let wish = BookingWish { entry: self.wishes[&booking].entry.clone(), ..found };
        let base = self.base(booking);
        match self.desk.edit_booking(booking, base, wish) {
            Ok(saved) if saved.undo.token != base => {
                self.tell(booking);
                self.remember(saved.undo, &[booking], before);
            }
            Ok(_) | Err(Refusal::Repeat(_) | Refusal::SharedLine(_) | Refusal::SlotFull { .. }) => {}
            Err(other) => assert!(other.to_string().contains("agent"), "{other}"),
        }
    }

    fn answer(&self, day: bool, item: usize, answer: DutyAnswer, until: Option<u32>) {
        let until = until.and_then(|hour| NaiveTime::from_hms_opt(hour, 30, 0));
        let reference = self.desk.reference();
        let item = reference.catalogue.item(self.test.item(ITEMS[item])).expect("an item").clone();
        let department = item.departments().next().expect("a department");
        let note = DutyNote { answer, approvers: 1, hours: (None, until), means: None, told_by: String::new() };
        match self.desk.record_duty(day_of(day), department, note) {
            Ok(()) | Err(Refusal::Closed { .. } | Refusal::NotSaturday) => {}
            Err(other) => panic!("{other}"),
        }
    }

    fn call(&mut self, which: &prop::sample::Index, outcome: CallOutcome, before: &BTreeMap<RecordId, Belief>) {
        let tasks = self.desk.to_call().expect("a list").tasks;
        if tasks.is_empty() {
            return;
        }
        let task = which.get(&tasks);
        let seen: Vec<_> = task.bookings.iter().map(|one| (one.booking, one.base)).collect();
        let note = CallNote { outcome, expected: None, release: false };
        let saved = self.desk.note_call(seen.clone(), note).expect("noted");
        let touched: Vec<RecordId> = seen.iter().map(|(booking, _)| *booking).collect();
        if outcome != CallOutcome::NoAnswer {
            for booking in &touched {
                self.tell(*booking);
                let belief = self.beliefs.get_mut(booking).expect("known");
                belief.waits_for_time = outcome == CallOutcome::Rescheduled;
            }
        }
        self.remember(saved.undo, &touched, before);
    }

    /// Somebody has to be called when what they believe is not so.
    fn misled(&self) -> BTreeSet<RecordId> {
        let misled = |(booking, belief): (&RecordId, &Belief)| {
            let (now, silent) = self.holds(*booking);
            let differs = if !now.stands {
                // Of what no longer stands nothing else matters, and an entry that was taken back never was.
                belief.stands && self.desk.show_booking(*booking).expect("shown").booking.status != Status::Undone
            } else {
                let said = |set: &BTreeSet<DepartmentId>| set.difference(&silent).copied().collect::<BTreeSet<_>>();
                (belief.when, belief.seat, belief.stands) != (now.when, now.seat, true)
                    || said(&belief.denied) != said(&now.denied)
                    || belief.waits_for_time
            };
            differs.then_some(*booking)
        };
        self.beliefs.iter().filter_map(misled).collect()
    }

    fn check(&self) -> Result<(), TestCaseError> {
        let tasks = self.desk.to_call().expect("a list").tasks;
        let mut listed = BTreeSet::new();
        for booking in tasks.iter().flat_map(|task| &task.bookings) {
            prop_assert!(listed.insert(booking.booking), "nobody twice");
        }
        prop_assert_eq!(listed, self.misled());
        prop_assert!(tasks.windows(2).all(|pair| pair[0].soonest <= pair[1].soonest), "whoever waits soonest first");
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_list_holds_whoever_believes_something_else_than_what_holds(steps in prop::collection::vec(step(), 6..26)) {
        let mut weeks = Weeks::new();
        for step in &steps {
            weeks.act(step);
            weeks.check()?;
        }
        let before = weeks.desk.to_call().expect("a list");
        weeks.desk.rebuild_views().expect("rebuilt");
        prop_assert_eq!(weeks.desk.to_call().expect("a list"), before, "the list is a function of the journal");
    }
}

//! Random days: whatever is done to two dates in whatever order, and whatever of it is taken back at any later point of
//! the minute, there are never more bookings than seats, nobody is left off every list, and no agent is in two places.
//!
//! `PROPTEST_CASES` says how many days are tried.

#![allow(clippy::print_stdout)] // A long run says how far it is, and what came about in it.

mod common;
#[path = "seat_days/count.rs"]
mod count;
#[path = "seat_days/two.rs"]
mod two;

use chrono::{Days, NaiveTime};
use common::{SATURDAY, TestHall, date, request};
use hall::{FieldRefusal, Refusal};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{FileFailurePersistence, TestRunner};
use std::cell::RefCell;
use two::{Tally, Two};

/// Days that are tried in one hall, each on dates of its own: founding one takes longer than a day in it.
const DAYS_A_HALL: u64 = 24;

/// What can happen. Which booking, time or offer is meant is chosen among those there are.
#[derive(Debug, Clone)]
enum Act {
    /// Items, date, time, agent, whom else the agent books for.
    Make(usize, usize, Index, Option<usize>, Vec<Option<Index>>),
    /// Items and agent anew, at the same time or another.
    Edit(Index, usize, Option<(usize, Index)>, Option<usize>),
    Cancel(Index),
    Decline(Index),
    Arrive(Index),
    /// Nobody answers: with or without giving up the seat.
    Call(Index, bool),
    Return(Index),
    /// The whole of a date goes to the other one, or is only closed.
    MoveDay(usize, bool, bool),
    Sessions(usize, usize),
    Undo(Index, bool),
}

fn act() -> impl Strategy<Value = Act> {
    let at = any::<Index>;
    let agent = || prop::option::weighted(0.4, 0..2usize);
    // One of the two dates has most of it, so that it gets full.
    let day = || prop_oneof![3 => Just(0usize), 1 => Just(1)];
    let items = || prop_oneof![4 => Just(0usize), 1 => Just(1), 1 => Just(2)];
    prop_oneof![
        12 => (items(), day(), at(), agent(), prop::collection::vec(prop::option::of(at()), 0..3))
            .prop_map(|(items, day, time, agent, others)| Act::Make(items, day, time, agent, others)),
        5 => (at(), items(), prop::option::of((day(), at())), agent())
            .prop_map(|(which, items, to, agent)| Act::Edit(which, items, to, agent)),
        3 => at().prop_map(Act::Cancel),
        1 => at().prop_map(Act::Decline),
        1 => at().prop_map(Act::Arrive),
        2 => (at(), any::<bool>()).prop_map(|(which, release)| Act::Call(which, release)),
        2 => at().prop_map(Act::Return),
        1 => (day(), any::<bool>(), any::<bool>()).prop_map(|(day, to, close)| Act::MoveDay(day, to, close)),
        5 => (day(), 0..PLANS).prop_map(|(day, plan)| Act::Sessions(day, plan)),
        9 => (at(), any::<bool>()).prop_map(|(which, warned)| Act::Undo(which, warned)),
    ]
}

/// Ways to set the sessions of a date.
const PLANS: usize = 8;

/// Halls one after the other, each for so many days.
#[derive(Default)]
struct Halls {
    halls: RefCell<(u64, Option<TestHall>)>,
    tally: Tally,
}

impl Halls {
    fn day(&self, acts: &[Act]) -> Result<(), TestCaseError> {
        let (days, hall) = &mut *self.halls.borrow_mut();
        let of_hall = *days % DAYS_A_HALL;
        if of_hall == 0 {
            *hall = None;
        }
        *days += 1;
        if *days % 1000 == 0 {
            println!("{days} days");
        }
        let hall = hall.get_or_insert_with(TestHall::friday);
        let date = |further| date(SATURDAY).checked_add_days(Days::new(further)).expect("a date");
        let mut two = Two::new(hall, &self.tally, [date(2 * of_hall), date(2 * of_hall + 1)]);
        for act in acts {
            two.do_act(act)?;
            two.check()?;
        }
        if of_hall == DAYS_A_HALL - 1 {
            let before = two.names.map(|name| two.desk.book_day(name).expect("a day"));
            two.desk.rebuild_views().expect("rebuilt");
            let after = two.names.map(|name| two.desk.book_day(name).expect("a day"));
            prop_assert_eq!(after, before, "views are a function of the journal");
        }
        Ok(())
    }
}

#[test]
fn no_sequence_of_acts_gives_more_bookings_than_seats_or_one_that_nobody_lists() {
    let config = ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("proptest-regressions"))),
        source_file: Some(file!()),
        ..ProptestConfig::default()
    };
    let halls = Halls::default();
    let run = TestRunner::new(config).run(&prop::collection::vec(act(), 8..36), |acts| halls.day(&acts));
    run.unwrap_or_else(|failed| panic!("{failed}"));
    let tally = halls.tally.0.borrow();
    let days = halls.halls.borrow().0;
    println!("{days} days: {tally:?}");
    let often = [
        "made provisionally",
        "other items at the same time",
        "refused for the agent",
        "a day moved",
        "somebody lost a seat",
        "warned that it would wait",
        "undone, and waits",
    ];
    for what in often {
        assert!(days < 200 || tally.contains_key(what), "in {days} days nothing was ever {what}");
    }
}

#[test]
fn a_saturday_has_as_many_sessions_as_a_day_may_have_and_no_more() {
    let found = |sessions: u32| {
        let dir = tempfile::TempDir::new().expect("a folder");
        let program = hall::Program::open(dir.path().to_owned(), common::clock(common::FRIDAY));
        let time = |minute: u32| NaiveTime::from_hms_opt(8 + minute / 60, minute % 60, 0).expect("a time");
        let times = |at: u32| domain::reference::hours::SessionTimes { from: time(10 * at), to: time(10 * at + 10) };
        let saturday = (0..sessions).map(times).collect();
        let founding = hall::Founding { slot_minutes: 10, saturday, ..common::founding(&dir) };
        program.found(&founding).map(|_| TestHall::new(dir, program))
    };
    let hall = found(32).expect("a hall");
    assert_eq!(hall.hall().book_day(date(SATURDAY)).expect("a day").sessions.len(), 32);
    let Err(Refusal::Fields(faults)) = found(33).map(|_| ()) else { panic!("refused at its field") };
    assert_eq!(faults, [FieldRefusal::TooManySaturdaySessions { max: 32 }]);
}

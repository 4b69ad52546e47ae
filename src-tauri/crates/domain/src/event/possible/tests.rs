use crate::assist::blocks::Run;
use crate::assist::leg::{LegEntry, LegKind};
use crate::assist::moment::{Stretch, When};
use crate::event::*;
use crate::record::RecordId;
use crate::reference::catalogue::DepartmentId;
use crate::seat::{Place, PlannedSession, Serves, SessionPlan};
use crate::time::{BeijingDay, MinuteOfDay};

const DAY: BeijingDay = BeijingDay(20_785);
const NEVER: BeijingDay = BeijingDay(u32::MAX);
const ID: RecordId = RecordId { device: [1; 8], seq: 9 };

fn times(from: u16, to: u16, slot_minutes: u16, seats: u16) -> PlannedSession {
    PlannedSession { from: MinuteOfDay(from), to: MinuteOfDay(to), slot_minutes, seats }
}

fn check(fact: Fact, can_be: bool) {
    let read = Fact::decode(fact.kind(), fact.version(), &fact.encode());
    assert_eq!(read.is_ok(), can_be, "{fact:?}");
}

#[test]
fn sessions_that_no_day_has_cannot_be() {
    let good = times(540, 720, 30, 8);
    let cases = [
        (vec![good], true),
        (vec![good; 32], true),
        (vec![good; 33], false),
        (vec![good; 300], false),
        (vec![times(540, 720, 30, 0)], false),
        (vec![times(0, 1440, 5, 99)], true),
        (vec![times(720, 540, 30, 8)], false),
        (vec![times(540, 540, 30, 8)], false),
        (vec![times(540, 1441, 30, 8)], false),
        (vec![times(540, 720, 0, 8)], false),
        (vec![times(540, 720, 240, 8)], false),
        (vec![times(540, 720, 1, 8)], false),
        (vec![times(540, 720, 30, u16::MAX)], false),
        (vec![], true),
    ];
    for (saturday, can_be) in cases {
        let plan = |(number, times): (u8, &PlannedSession)| SessionPlan { number, times: *times, serves: Serves::All };
        let sessions: Vec<SessionPlan> = (0..).zip(saturday.iter().take(40)).map(plan).collect();
        check(Fact::DayOpened(DayOpened { day: DAY, sessions: saturday }), can_be);
        check(Fact::DayPlanned(DayPlanned { day: DAY, sessions: sessions.clone() }), can_be);
        check(Fact::TimetableSet(TimetableSet { usual: sessions.clone(), dated: vec![] }), can_be);
        let (reason, excepted) = (ExceptionReason::Other, Some(sessions.clone()));
        check(Fact::DayExcepted(DayExcepted { day: DAY, sessions: excepted, reason }), can_be);
        check(Fact::DayReplanned(DayReplanned { day: DAY, sessions, minted: vec![], retired: vec![] }), can_be);
    }
    let twice = SessionPlan { number: 3, times: good, serves: Serves::All };
    check(Fact::DayPlanned(DayPlanned { day: DAY, sessions: vec![twice.clone(), twice] }), false);
}

#[test]
fn days_times_and_places_that_there_are_not_cannot_be() {
    let edited = |place| Fact::BookingEdited(BookingEdited { place: Some(place), ..BookingEdited::default() });
    let place = |day, slot, seats: usize| Place { day, session: 255, slot, seats: vec![1; seats] };
    check(edited(place(DAY, 1439, 1)), true);
    check(edited(place(DAY, 1440, 1)), false);
    check(edited(place(DAY, u16::MAX, 2)), false);
    check(edited(place(NEVER, 0, 1)), false);
    check(Fact::BookingEdited(BookingEdited { start: Some(MinuteOfDay(1441)), ..BookingEdited::default() }), false);
    check(Fact::BookingEdited(BookingEdited { moved_from: Some(NEVER), ..BookingEdited::default() }), false);
    check(Fact::Arrived(Arrived { decided_on: Some(NEVER) }), false);
    check(Fact::ListHandedOut(ListHandedOut { day: BeijingDay(0) }), true);
    let department = DepartmentId(2);
    check(Fact::CutoffSet(CutoffSet { department, weekday: Some(6), at: Some(MinuteOfDay(1440)) }), true);
    check(Fact::CutoffSet(CutoffSet { department, weekday: Some(7), at: Some(MinuteOfDay(990)) }), false);
    check(Fact::HallStaffed(HallStaffed { asks_from: Some(0), walk_ins: None }), false);
    check(Fact::WindowsSet(WindowsSet { day: DAY, clerks: Some(0) }), true);
    check(Fact::WindowsSet(WindowsSet { day: NEVER, clerks: Some(6) }), false);
    let seats = |first, count| vec![MintedSeats { session: 0, slot: 0, first, count }];
    check(Fact::SeatsReminted(SeatsReminted { day: DAY, tokens: seats(9, 5) }), true);
    check(Fact::SeatsReminted(SeatsReminted { day: DAY, tokens: seats(u16::MAX, 2) }), false);
    check(Fact::SeatsReminted(SeatsReminted { day: DAY, tokens: seats(0, 60_000).repeat(16) }), false);
}

#[test]
fn what_no_log_has_cannot_be() {
    let when = |day, at| When { day, at: Some(MinuteOfDay(at)) };
    check(Fact::CaseSuspended(CaseAt { at: when(DAY, 1440) }), true);
    check(Fact::CaseSuspended(CaseAt { at: when(DAY, 1441) }), false);
    check(Fact::CaseHandedOver(CaseHandedOver { to: ID, at: when(NEVER, 5) }), false);
    let leg = |trips, to| LegEntry {
        kind: LegKind::Form,
        helper: ID,
        time: Stretch { day: DAY, from: Some(MinuteOfDay(600)), to: Some(MinuteOfDay(to)), past_midnight: false },
        trips,
    };
    check(Fact::CaseLeg(leg(2, 5)), true);
    check(Fact::CaseLeg(leg(3, 610)), false);
    check(Fact::CaseLegCorrected(CaseLegCorrected { leg: ID, entry: leg(1, 2000) }), false);
    let printed = |first, count| Fact::CardsPrinted(CardsPrinted { new: Some(Run { first, count }), again: vec![] });
    check(printed(482_000, 1000), true);
    check(printed(482_000, 1001), false);
    check(printed(99_999, 1), false);
    let spoilt = |number: u32| Fact::decode(104, 1, &[&[0xa1, 0, 0x1a][..], &number.to_be_bytes()].concat());
    let number = crate::assist::number::CardNumber::from_serial(482_913).expect("a serial").digits();
    assert!(spoilt(number).is_ok() && spoilt(number + 1).is_err() && spoilt(u32::MAX).is_err());
    let check_of = |minutes| EntryCheck { number: 1, holds_minutes: Some(minutes), or_before: false };
    check(Fact::AssistSet(AssistSet { checks: vec![check_of(7 * 24 * 60)], ..AssistSet::default() }), true);
    check(Fact::AssistSet(AssistSet { checks: vec![check_of(u32::MAX)], ..AssistSet::default() }), false);
}

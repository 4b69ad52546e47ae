//! A journal of a program from before sessions had numbers and bookings told their time: it opens, shows what it showed,
//! and the day goes on under today's rules.

mod common;

use common::{FRIDAY, SATURDAY, TestHall, date, request};
use domain::event::{DayOpened, ExceptionReason, Fact};
use domain::seat::PlannedSession;
use domain::time::{BeijingDay, MinuteOfDay};
use hall::{BookingWish, Program, Refusal, SessionWish, SessionsChange};
use journal::{KindCode, KindVersion, WallTime};
use store::{NewEvent, Store, StoreError, WriteTx, keys};

/// A booking as it was written then: for 食品经营许可 at the second slot of the first session, seat 3, nobody's name.
const BOOKING: &str = "ab001b000000011fd6af500119513102000301048103058\
1a50004018372e9a39fe59381e7bb8fe890a5e8aeb8e58faf72e9a39fe59381e7b693e7879fe8a8b1e58faf75466f6f6420627573696e65737320\
6c6963656e636502810103f504140601070008f409000a80";

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hex")).collect()
}

fn append(tx: &mut WriteTx<'_>, kind: u16, body: Vec<u8>) -> Result<(), StoreError> {
    tx.append(NewEvent {
        kind: KindCode(kind),
        version: KindVersion(1),
        must_understand: true,
        entity: None,
        base: None,
        actor: None,
        wall: WallTime(0),
        body,
    })?;
    Ok(())
}

fn older() -> TestHall {
    let TestHall { dir, program, .. } = TestHall::friday();
    drop(program);
    let key = keys::read(dir.path()).expect("the key");
    let store = Store::open(dir.path(), WallTime(0), &key).expect("opens");
    let session =
        |from, to| PlannedSession { from: MinuteOfDay(from), to: MinuteOfDay(to), slot_minutes: 30, seats: 8 };
    let day = BeijingDay::from(date(SATURDAY));
    assert_eq!(day.0, 0x5131, "the Saturday of the booking");
    let opened = Fact::DayOpened(DayOpened { day, sessions: vec![session(540, 720), session(810, 990)] });
    store
        .write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            append(tx, 10, opened.encode())?;
            append(tx, 20, bytes(BOOKING))
        })
        .expect("written");
    drop(store);
    let program = Program::open(dir.path().to_owned(), common::clock(FRIDAY));
    TestHall::new(dir, program)
}

#[test]
fn a_day_opened_under_the_old_kind_stays_as_it_is_and_goes_on() {
    let hall = older();
    let day = hall.hall().book_day(date(SATURDAY)).expect("a day");
    let slot = &day.sessions[0].slots[1];
    assert_eq!((day.sessions.len(), slot.seats, slot.free, slot.cells[0].seat), (2, 8, 7, 3));
    let old = slot.cells[0].booking;
    let detail = hall.hall().show_booking(old).expect("the old booking");
    assert_eq!((detail.start.to_string(), detail.end.to_string()), ("09:30:00".into(), "10:00:00".into()));
    // Its seat is its own still: seven more find room, and no eighth.
    for _ in 0..7 {
        hall.book(BookingWish { slot: 1, ..hall.wish() }).expect("room");
    }
    let full = hall.hall().make_booking(request(), BookingWish { slot: 1, ..hall.wish() });
    assert!(matches!(full, Err(Refusal::SlotFull { .. })), "{full:?}");
    // The usual Saturday changes: the day opened before follows, and the old booking, made first, keeps its place.
    let time = |hour, minute| chrono::NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
    let change = SessionsChange::Exception {
        date: date(SATURDAY),
        reason: ExceptionReason::Staffing,
        sessions: vec![SessionWish {
            from: time(9, 0),
            to: time(12, 0),
            slot_minutes: 20,
            seats: 1,
            items: Vec::new(),
            departments: Vec::new(),
        }],
    };
    let orphaned = hall.hall().preview_sessions(&change).expect("a preview").orphaned;
    let orphaned: Vec<_> = orphaned.into_iter().map(|(_, card)| card.booking).collect();
    assert_eq!(orphaned.len(), 7);
    assert!(!orphaned.contains(&old));
    let base = hall.hall().sessions().expect("sessions").base;
    hall.hall().change_sessions(base, change, orphaned).expect("changed");
    let detail = hall.hall().show_booking(old).expect("the old booking");
    assert_eq!(detail.start.to_string(), "09:30:00", "in slots of another length, at its old time");
    let before = hall.hall().book_day(date(SATURDAY)).expect("a day");
    hall.hall().rebuild_views().expect("rebuilt");
    assert_eq!(hall.hall().book_day(date(SATURDAY)).expect("a day"), before);
}

/// An arrival of before says nothing of when its case is decided: it is reckoned for the moment of it.
#[test]
fn an_arrival_of_before_is_forwarded_as_it_was_promised_then() {
    let test = older();
    let booking = test.hall().book_day(date(SATURDAY)).expect("a day").sessions[0].slots[1].cells[0].booking;
    let monday = date("2026-11-30");
    assert!(test.hall().walk_ins(monday).expect("a list").forwarded_here.is_empty());
    let TestHall { dir, program, .. } = test;
    drop(program);
    let key = keys::read(dir.path()).expect("the key");
    let store = Store::open(dir.path(), WallTime(0), &key).expect("opens");
    let saturday = common::moment("2026-11-28T09:40:00").and_utc().timestamp_millis() - 8 * 3_600_000;
    let came = move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
        tx.append(NewEvent {
            kind: KindCode(28),
            version: KindVersion(1),
            must_understand: false,
            entity: Some(store::event_id(booking)),
            base: None,
            actor: None,
            wall: WallTime(saturday),
            body: vec![0xa0],
        })?;
        Ok(())
    };
    store.write(came).expect("written");
    drop(store);
    let program = Program::open(dir.path().to_owned(), common::clock("2026-11-30T09:00:00"));
    let test = TestHall::new(dir, program);
    let listed = test.hall().walk_ins(monday).expect("a list").forwarded_here;
    assert_eq!(listed.iter().map(|line| (line.booking, line.booked)).collect::<Vec<_>>(), [(booking, true)]);
    assert!(test.hall().walk_ins(date("2026-12-01")).expect("a list").forwarded_here.is_empty(), "on one day alone");
}

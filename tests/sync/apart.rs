//! Two installations of a hall that were apart: what both did to the same person is put together, and shown.

use crate::halls::{HOUR_MS, Pc, code, listening, wish};
use domain::booking::{Entry, Status};
use domain::duty::promise::Promise;
use domain::duty::state::State;
use domain::event::{CallOutcome, CancelReason, Channel, Coming, Language};
use domain::record::RecordId;
use domain::reference::catalogue::DepartmentId;
use domain::reference::shipped;
use domain::to_call::Reason;
use hall::{AllocationLine, AnswerNote, BookingWish, CallNote, DayMove, Desk, HalfNote, JoinWish, Warning};
use yanshi_tests::sync_lab::LabServer;

/// A hall's PC, and another that joined it.
pub(crate) fn two(server: &LabServer) -> (Pc, Pc) {
    let old = Pc::demo(10);
    let recovery = old.manager().renew_recovery_code().unwrap();
    old.enrol(server);
    old.until_synced();
    let new = Pc::empty();
    let enrol = wish(server, &code(server, shipped::DEMO_HALL.0, HOUR_MS));
    new.program.join(&JoinWish { dir: new.dir.path().to_owned(), enrol }).unwrap();
    new.until_joined();
    new.program.finish_joining(&recovery).unwrap();
    new.until_synced();
    (old, new)
}

/// Both have what either has.
pub(crate) fn meet(old: &Pc, new: &Pc) {
    new.until_synced();
    old.until_synced();
    new.until_synced();
}

fn last(desk: &Desk, booking: RecordId) -> RecordId {
    desk.show_booking(booking).unwrap().booking.last
}

#[test]
fn cancelled_here_and_arrived_there_is_arrived_and_flagged_on_both() {
    let server = listening();
    let (old, new) = two(&server);
    let focus = old.hall().focus().unwrap();
    let day = old.manager().book_day(focus).unwrap();
    let booking = day.sessions[0].slots.iter().flat_map(|slot| &slot.cells).next().unwrap().booking;
    let (here, there) = (old.manager(), new.manager());
    here.cancel_booking(booking, last(&here, booking), CancelReason::CitizenAsked, "").unwrap();
    there.mark_arrived(booking, last(&there, booking), &[Warning::NotToday]).unwrap();
    assert_eq!(
        old.manager().show_booking(booking).unwrap().booking.status,
        Status::Cancelled(CancelReason::CitizenAsked)
    );
    meet(&old, &new);
    for pc in [&old, &new] {
        let shown = pc.manager().show_booking(booking).unwrap().booking;
        assert!(shown.stands() && shown.contested && shown.arrived_ms.is_some(), "{shown:?}");
        assert!(!shown.holds_seats(), "the seat may be somebody's by now");
        let list = pc.manager().call_list(focus).unwrap().lines;
        let line = list.iter().find(|line| line.booking == booking).unwrap();
        assert!(line.contested && line.arrived.is_some() && !line.waiting, "{line:?}");
    }
}

#[test]
fn the_same_person_booked_on_both_is_flagged_when_they_meet() {
    let server = listening();
    let (old, new) = two(&server);
    let focus = old.hall().focus().unwrap();
    let items = old.hall().reference();
    let item = items.catalogue.items().iter().find(|item| item.names.zh_hans == "食品经营许可").unwrap().id;
    let slot = |desk: &Desk| {
        let outlook = desk.outlook(focus, &[item], None).unwrap();
        let slot =
            outlook.slots.iter().find(|slot| slot.state == hall::SlotState::Free).or(outlook.slots.first()).unwrap();
        (slot.session, slot.slot)
    };
    let book = |pc: &Pc| {
        let desk = pc.manager();
        let (session, slot) = slot(&desk);
        let entry = Entry { name: "赵一".into(), phone: "13911112222".into(), party: 1, ..Entry::default() };
        let wish = BookingWish {
            date: focus,
            session,
            slot,
            items: vec![item],
            entry,
            channel: Channel::Desk,
            green_channel: false,
            slip_language: Language::ZhHans,
            earlier: None,
            accepted: vec![Warning::Provisional],
        };
        let request = format!("apart-{}", pc.dir.path().display());
        desk.make_booking(request, wish).unwrap().booking
    };
    // The PC that joined has no seats of its own: it books all the same, provisionally.
    let (first, second) = (book(&old), book(&new));
    let flagged = |pc: &Pc| {
        let lines = pc.manager().call_list(focus).unwrap().lines;
        let mut flagged: Vec<_> = lines.into_iter().filter(|line| line.repeated).map(|line| line.booking).collect();
        flagged.sort_unstable();
        flagged
    };
    assert_eq!((flagged(&old), flagged(&new)), (Vec::new(), Vec::new()), "neither knows of the other");
    meet(&old, &new);
    let mut both = vec![first, second];
    both.sort_unstable();
    assert_eq!((flagged(&old), flagged(&new)), (both.clone(), both));
    for (pc, booking, other) in
        [(&old, first, second), (&new, first, second), (&old, second, first), (&new, second, first)]
    {
        let repeats = pc.manager().show_booking(booking).unwrap().repeats;
        assert_eq!(repeats.iter().map(|member| member.booking).collect::<Vec<_>>(), [other]);
    }
}

/// Each line as the bookings it is about, with the reasons of each.
fn to_call(pc: &Pc) -> Vec<Vec<(RecordId, Vec<Reason>)>> {
    let of = |booking: hall::CallBooking| (booking.booking, booking.whys.iter().map(|why| why.reason).collect());
    let tasks = pc.manager().to_call().unwrap().tasks;
    tasks.into_iter().map(|task| task.bookings.into_iter().map(of).collect()).collect()
}

fn answered(pc: &Pc, department: DepartmentId, answer: Coming) {
    let half = Some(HalfNote::plain(answer, 1));
    let (desk, day) = (pc.manager(), pc.hall().focus().unwrap());
    let line = desk.allocation(day).unwrap().departments.into_iter().find(|line| line.department == department);
    let seen = line.map(|line| line.seen).unwrap_or_default();
    let note = AnswerNote { seen, morning: half.clone(), afternoon: half, ..AnswerNote::default() };
    desk.note_answer(day, department, note).unwrap();
}

fn called(pc: &Pc, bookings: &[(RecordId, Vec<Reason>)], outcome: CallOutcome) {
    let desk = pc.manager();
    let seen = bookings.iter().map(|(booking, _)| (*booking, last(&desk, *booking))).collect();
    desk.note_call(seen, CallNote { outcome, expected: None, release: false }).unwrap();
}

#[test]
fn calls_recorded_apart_say_what_was_told_and_both_lists_are_one() {
    let server = listening();
    let (old, new) = two(&server);
    let day = old.manager().book_day(old.hall().focus().unwrap()).unwrap();
    let busiest = day.departments.iter().max_by_key(|entry| entry.bookings).unwrap();
    let (department, bookings) = (busiest.department, usize::from(busiest.bookings));
    answered(&old, department, Coming::Cannot);
    meet(&old, &new);
    let list = to_call(&old);
    assert_eq!(list, to_call(&new));
    let about = |list: &[Vec<(RecordId, Vec<Reason>)>], reason| {
        list.iter().flatten().filter(|(_, reasons)| reasons.contains(&reason)).count()
    };
    assert_eq!(about(&list, Reason::DoesNotCome(department)), bookings);
    assert!(bookings >= 3, "enough to share");
    // Apart: each calls some, one is called by both, and here the department comes after all.
    let mut theirs =
        list.iter().filter(|line| line.iter().any(|(_, why)| why.contains(&Reason::DoesNotCome(department))));
    let (first, second, third) = (theirs.next().unwrap(), theirs.next().unwrap(), theirs.next().unwrap());
    called(&old, first, CallOutcome::Coming);
    called(&old, third, CallOutcome::NoAnswer);
    answered(&old, department, Coming::Comes);
    called(&new, second, CallOutcome::Coming);
    called(&new, third, CallOutcome::Coming);
    meet(&old, &new);
    let list = to_call(&old);
    assert_eq!(list, to_call(&new));
    // Whoever was told that it does not come is told again, wherever that was; nobody else is called about it.
    let told = first.len() + second.len() + third.len();
    assert_eq!(about(&list, Reason::ComesAfterAll(department)), told);
    assert_eq!(about(&list, Reason::DoesNotCome(department)), 0);
    for pc in [&old, &new] {
        pc.manager().rebuild_views().unwrap();
        assert_eq!(to_call(pc), list);
    }
}

fn line(pc: &Pc, department: DepartmentId) -> AllocationLine {
    let lines = pc.manager().allocation(pc.hall().focus().unwrap()).unwrap().departments;
    lines.into_iter().find(|line| line.department == department).unwrap()
}

/// What was said of the morning, each with how many come.
fn mornings(pc: &Pc, department: DepartmentId) -> Vec<(Coming, u16)> {
    let answers = line(pc, department).halves.morning.answers;
    answers.into_iter().map(|said| (said.answer.coming, said.answer.approvers)).collect()
}

#[test]
fn a_department_that_answered_differently_on_both_is_shown_with_both_until_it_is_asked_again() {
    let server = listening();
    let (old, new) = two(&server);
    let lines = old.manager().allocation(old.hall().focus().unwrap()).unwrap().departments;
    let busiest = lines.into_iter().max_by_key(|line| line.halves.morning.cases.held).unwrap();
    let department = busiest.department;
    meet(&old, &new);
    answered(&old, department, Coming::Cannot);
    answered(&new, department, Coming::Comes);
    assert_eq!(mornings(&old, department), [(Coming::Cannot, 0)]);
    assert_eq!(mornings(&new, department), [(Coming::Comes, 1)]);
    meet(&old, &new);
    for pc in [&old, &new] {
        let line = line(pc, department);
        assert_eq!((line.state, line.seen.len()), (State::Contradicted, 2), "{line:?}");
        assert_eq!(line.halves.morning.coming, 0, "neither is chosen");
        let strips = pc.manager().book_day(pc.hall().focus().unwrap()).unwrap().departments;
        let strip = strips.iter().find(|strip| strip.department == department).unwrap();
        assert_eq!(strip.promise, Promise::Asked);
    }
    let both = mornings(&old, department);
    assert_eq!(both, [(Coming::Cannot, 0), (Coming::Comes, 1)]);
    assert_eq!(both, mornings(&new, department), "in the same order on both");
    // Asked again it says what holds, and both know.
    answered(&new, department, Coming::Comes);
    meet(&old, &new);
    for pc in [&old, &new] {
        assert_eq!(mornings(pc, department), [(Coming::Comes, 1)]);
        assert_ne!(line(pc, department).state, State::Contradicted);
    }
}

/// Whose booking was made first goes first, whatever the PCs are called: made by turns, so that no names sort like that.
#[test]
fn a_day_is_moved_in_the_order_of_making_on_both() {
    let server = listening();
    let (old, new) = two(&server);
    let desk = old.manager();
    let far = desk.book_day(old.hall().focus().unwrap()).unwrap().next.date;
    let to = desk.book_day(far).unwrap().next.date;
    let item = desk.reference().catalogue.items().iter().find(|item| item.names.zh_hans == "食品经营许可").unwrap().id;
    let before = desk.preview_day_move(DayMove { from: far, to: Some(to), close: None }).unwrap();
    let mut made: Vec<RecordId> = before.into_iter().map(|line| line.booking).collect();
    for (pc, name) in [(&old, "赵一"), (&new, "钱二"), (&old, "孙三")] {
        let entry = Entry { name: name.into(), party: 1, ..Entry::default() };
        let wish = BookingWish {
            date: far,
            session: 0,
            slot: 0,
            items: vec![item],
            entry,
            channel: Channel::Desk,
            green_channel: false,
            slip_language: Language::ZhHans,
            earlier: None,
            accepted: vec![Warning::Provisional],
        };
        made.push(pc.manager().make_booking(format!("by-turns-{name}"), wish).unwrap().booking);
        meet(&old, &new);
    }
    for pc in [&old, &new] {
        let moved = pc.manager().preview_day_move(DayMove { from: far, to: Some(to), close: None }).unwrap();
        assert_eq!(moved.into_iter().map(|line| line.booking).collect::<Vec<_>>(), made);
    }
}

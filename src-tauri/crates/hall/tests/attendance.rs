//! Who came on the day: a line a person, what hangs on whoever did not come, and what could be done.

mod common;

use common::{SATURDAY, TestHall, date};
use domain::duty::attendance::Remedy;
use domain::duty::half::Half;
use domain::event::{Coming, Items, Presence};
use domain::record::RecordId;
use domain::reference::catalogue::DepartmentId;
use domain::to_call::Reason;
use hall::{
    AnswerNote, AttendanceHalf, AttendanceNote, BookingWish, DutyRefusal, FieldRefusal, HalfNote, Refusal, Role,
    Warning,
};

const MORNING: &str = "2026-11-28T09:10:00";

struct Day {
    test: TestHall,
    food: DepartmentId,
}

impl Day {
    /// Bookings made and answers given on Friday, then the Saturday: two of the department come in the morning, one of them named.
    fn begin(booked: &[(&str, u8, u16)]) -> (Self, Vec<RecordId>) {
        let test = TestHall::friday();
        let reference = test.hall().reference();
        let item = reference.catalogue.item(test.item("食品经营许可")).expect("an item").clone();
        let food = item.departments().next().expect("a department");
        let book = |(name, session, slot): &(&str, u8, u16)| {
            let mut wish = BookingWish { session: *session, slot: *slot, ..test.wish() };
            wish.entry.name = (*name).into();
            test.book(wish).expect("booked").booking
        };
        let bookings = booked.iter().map(book).collect();
        let day = Self { test, food };
        let morning = HalfNote { names: "王芳".into(), ..HalfNote::plain(Coming::Comes, 2) };
        day.answer(food, Some(morning), Some(HalfNote::plain(Coming::Comes, 1)));
        (Self { test: day.test.restart_at(MORNING), food }, bookings)
    }

    fn answer(&self, department: DepartmentId, morning: Option<HalfNote>, afternoon: Option<HalfNote>) {
        let note = AnswerNote { morning, afternoon, ..AnswerNote::default() };
        self.test.hall().note_answer(date(SATURDAY), department, note).expect("recorded");
    }

    fn of(&self, half: Half) -> AttendanceHalf {
        let found = self.test.hall().attendance(date(SATURDAY)).expect("a list").halves;
        found.into_iter().find(|one| one.department.department == self.food && one.half == half).expect("a half-day")
    }

    fn written(&self, place: u16, presence: Presence, name: &str) -> AttendanceNote {
        AttendanceNote { department: self.food, half: Half::Morning, place, presence, name: name.into() }
    }

    fn note(&self, place: u16, presence: Presence, name: &str) {
        let note = self.written(place, presence, name);
        self.test.desk(Role::DutyLeader).note_attendance(date(SATURDAY), note, &[]).expect("noted");
    }

    /// The counts of the morning: here, missing, open.
    fn counts(&self) -> (u16, u16, u16) {
        let staffing = self.of(Half::Morning).staffing;
        (staffing.here, staffing.missing, staffing.open)
    }

    /// Whom the list of calls names, with the reasons.
    fn to_call(&self) -> Vec<(RecordId, Vec<Reason>)> {
        let tasks = self.test.hall().to_call().expect("a list").tasks;
        let bookings = tasks.iter().flat_map(|task| &task.bookings);
        bookings.map(|one| (one.booking, one.whys.iter().map(|why| why.reason).collect())).collect()
    }
}

fn to_ring(half: &AttendanceHalf) -> Vec<RecordId> {
    half.to_ring.iter().map(|link| link.booking).collect()
}

#[test]
fn each_who_is_to_come_has_a_line_and_a_note_counts_at_once() {
    let (day, _) = Day::begin(&[]);
    let shown = |half| {
        let line = |one: &hall::AttendancePlace| (one.line.place, one.line.name.clone(), one.line.presence);
        day.of(half).places.iter().map(line).collect::<Vec<_>>()
    };
    let named = Some("王芳".to_owned());
    assert_eq!(shown(Half::Morning), [(0, named.clone(), Presence::Unknown), (1, None, Presence::Unknown)]);
    assert_eq!(shown(Half::Afternoon), [(0, None, Presence::Unknown)]);
    assert_eq!(day.counts(), (0, 0, 2));
    day.note(0, Presence::Came, "");
    day.note(1, Presence::Missing, "");
    assert_eq!(shown(Half::Morning), [(0, named, Presence::Came), (1, None, Presence::Missing)]);
    assert_eq!(day.counts(), (1, 1, 0));
    let (by, _) = day.of(Half::Morning).places[0].noted.clone().expect("noted");
    assert!(!by.is_empty(), "whoever noted it is named");
    day.note(1, Presence::Unknown, "");
    assert_eq!((day.counts(), day.of(Half::Morning).places[1].noted.clone()), ((1, 0, 1), None));
    day.test.hall().rebuild_views().expect("rebuilt");
    assert_eq!(day.counts(), (1, 0, 1));
}

#[test]
fn where_everybody_is_missing_their_bookings_are_to_be_rung_and_a_substitute_heals_it() {
    let (day, booked) = Day::begin(&[("李娜", 0, 3), ("张三", 0, 1), ("赵四", 0, 2), ("钱五", 1, 0)]);
    let [late, early, here, afternoon] = booked[..] else { panic!("four bookings") };
    day.test.hall().mark_arrived(here, here, &[]).expect("arrived");
    day.note(0, Presence::Missing, "");
    let half = day.of(Half::Morning);
    assert_eq!((to_ring(&half), half.remedies, day.to_call()), (vec![], vec![], vec![]), "one may still come");
    day.note(1, Presence::Missing, "");
    let half = day.of(Half::Morning);
    assert_eq!(to_ring(&half), [early, late], "in the order of their times, without whoever is here");
    assert_eq!(half.here.iter().map(|link| link.booking).collect::<Vec<_>>(), [here]);
    let remedies: Vec<_> = half.remedies.iter().map(|line| (line.remedy, line.bookings)).collect();
    assert_eq!(remedies, [(Remedy::AnotherDay, 3), (Remedy::Forward, 3)]);
    let why = vec![Reason::ComesInPart(day.food)];
    let mut called = day.to_call();
    called.sort_by_key(|(booking, _)| booking.seq);
    assert_eq!(called, [(late, why.clone()), (early, why)], "the afternoon still holds");
    assert!(!called.iter().any(|(booking, _)| *booking == afternoon));
    day.note(1, Presence::Substitute, " 李强 ");
    let half = day.of(Half::Morning);
    assert_eq!((to_ring(&half), day.to_call(), day.counts()), (vec![], vec![], (1, 1, 0)));
    assert_eq!(half.places[1].line.substitute.as_deref(), Some("李强"));
}

#[test]
fn a_substitute_is_of_one_date_and_post_and_changes_no_answer() {
    let (day, _) = Day::begin(&[]);
    let answers = |day: &Day| {
        let lines = day.test.hall().allocation(date(SATURDAY)).expect("an allocation").departments;
        let line = lines.into_iter().find(|line| line.department == day.food).expect("a line");
        let cards = [line.halves.morning.answers, line.halves.afternoon.answers];
        cards.map(|cards| cards.into_iter().map(|card| (card.answer, card.names)).collect::<Vec<_>>())
    };
    let before = answers(&day);
    day.note(0, Presence::Substitute, "李强");
    assert_eq!(answers(&day), before);
    let places = day.of(Half::Morning).places;
    assert_eq!(
        places.iter().map(|one| one.line.substitute.as_deref()).collect::<Vec<_>>(),
        [Some("李强"), None],
        "the other place of the half-day has none"
    );
    assert_eq!(day.of(Half::Afternoon).places[0].line.presence, Presence::Unknown);
    // Of nobody known, and then of another: the last that was noted stands.
    day.note(0, Presence::Substitute, "");
    assert_eq!(day.of(Half::Morning).places[0].line.substitute, None);
    day.note(0, Presence::Came, "李强");
    assert_eq!(day.of(Half::Morning).places[0].line.substitute, None, "whoever came themselves has no substitute");
}

#[test]
fn a_colleague_of_another_department_helps_where_their_answer_names_the_item() {
    let (day, booked) = Day::begin(&[("李娜", 0, 3)]);
    let item = day.test.item("食品经营许可");
    let reference = day.test.hall().reference();
    let other =
        reference.catalogue.departments().iter().find(|one| one.present && one.id != day.food).expect("another");
    let mut named = HalfNote::plain(Coming::Comes, 1);
    named.answer.items = Items::Only(vec![item]);
    // A department may only name what is its own, so the item is given to both.
    let csv = format!(
        "id,zh_hans,departments,window_minutes,needs_approver\n{},食品经营许可,{}|{},15,yes\n",
        item.0, day.food.0, other.id.0
    );
    day.test.import(domain::event::ReferenceKind::Items, &csv);
    day.answer(other.id, Some(named), None);
    day.note(0, Presence::Missing, "");
    day.note(1, Presence::Missing, "");
    let half = day.of(Half::Morning);
    assert_eq!(to_ring(&half), booked);
    let colleagues: Vec<_> = half.remedies.iter().filter_map(|line| line.colleague.as_ref()).collect();
    assert_eq!(colleagues.iter().map(|one| one.department).collect::<Vec<_>>(), [other.id]);
    assert_eq!(half.remedies[0].bookings, 1);
}

#[test]
fn a_department_that_the_case_visits_anyway_is_no_colleague() {
    let test = TestHall::friday();
    let (item, reference) = (test.item("食品经营许可"), test.hall().reference());
    let legs: Vec<DepartmentId> =
        reference.catalogue.departments().iter().filter(|one| one.present).map(|one| one.id).take(2).collect();
    let [food, other] = legs[..] else { panic!("two departments") };
    let csv = format!(
        "id,zh_hans,departments,window_minutes,needs_approver\n{},食品经营许可,{}|{},15,yes\n",
        item.0, food.0, other.0
    );
    test.import(domain::event::ReferenceKind::Items, &csv);
    test.book(test.wish()).expect("booked");
    let day = Day { test, food };
    let mut named = HalfNote::plain(Coming::Comes, 1);
    named.answer.items = Items::Only(vec![item]);
    day.answer(food, Some(HalfNote::plain(Coming::Comes, 1)), None);
    day.answer(other, Some(named), None);
    let day = Day { test: day.test.restart_at(MORNING), food };
    day.note(0, Presence::Missing, "");
    let half = day.of(Half::Morning);
    assert_eq!(half.to_ring.len(), 1);
    let remedies: Vec<_> = half.remedies.iter().map(|line| line.remedy).collect();
    assert_eq!(remedies, [Remedy::AnotherDay, Remedy::Forward]);
}

#[test]
fn what_cannot_be_is_told_at_its_field() {
    let (day, _) = Day::begin(&[]);
    let check = |note: AttendanceNote, expect: &[DutyRefusal]| {
        let revision = day.test.program.revision().expect("a revision");
        match day.test.hall().note_attendance(date(SATURDAY), note, &[]) {
            Err(Refusal::Fields(faults)) => {
                let expect: Vec<_> = expect.iter().cloned().map(FieldRefusal::from).collect();
                assert_eq!(faults, expect);
            }
            other => panic!("{other:?} in the place of {expect:?}"),
        }
        assert_eq!(day.test.program.revision().expect("a revision"), revision, "nothing is written");
    };
    drop(day.test.hall());
    let long = "李".repeat(200);
    let max = domain::booking::NAME_CHARACTERS_MAX;
    check(day.written(2, Presence::Came, ""), &[DutyRefusal::Place]);
    check(day.written(0, Presence::Substitute, &long), &[DutyRefusal::SubstituteTooLong { max }]);
    check(day.written(1, Presence::Substitute, "王芳"), &[DutyRefusal::SubstituteTwice]);
    check(day.written(9, Presence::Substitute, &long), &[DutyRefusal::Place, DutyRefusal::SubstituteTooLong { max }]);
    let unknown = AttendanceNote { department: DepartmentId(9999), ..day.written(0, Presence::Came, "") };
    let unknown = day.test.hall().note_attendance(date(SATURDAY), unknown, &[]);
    assert!(matches!(unknown, Err(Refusal::Fields(faults)) if faults == [FieldRefusal::DepartmentUnknown]));
    day.note(0, Presence::Substitute, "李强");
    check(day.written(1, Presence::Substitute, "李强"), &[DutyRefusal::SubstituteTwice]);
}

#[test]
fn another_day_than_today_is_asked_about_and_what_stands_is_not_noted_again() {
    let (day, _) = Day::begin(&[]);
    day.note(0, Presence::Came, "");
    let leader = day.test.desk(Role::DutyLeader);
    let revision = day.test.program.revision().expect("a revision");
    leader.note_attendance(date(SATURDAY), day.written(0, Presence::Came, ""), &[]).expect("stands already");
    assert_eq!(day.test.program.revision().expect("a revision"), revision);
    drop(leader);
    let day = Day { test: day.test.restart_at("2026-11-30T09:00:00"), food: day.food };
    let note = || day.written(0, Presence::Missing, "");
    let asked = day.test.hall().note_attendance(date(SATURDAY), note(), &[]);
    assert!(matches!(asked, Err(Refusal::Confirm(Warning::NotToday))), "{asked:?}");
    assert_eq!(day.counts(), (1, 0, 1));
    day.test.hall().note_attendance(date(SATURDAY), note(), &[Warning::NotToday]).expect("noted later");
    assert_eq!(day.counts(), (0, 1, 1));
}

#[test]
fn who_records_duty_sees_it_and_who_leads_the_day_notes_it() {
    let (day, _) = Day::begin(&[]);
    for role in [Role::WindowClerk, Role::Runner, Role::Approver, Role::Supervisor, Role::Administrator] {
        let desk = day.test.desk(role);
        assert!(matches!(desk.attendance(date(SATURDAY)), Err(Refusal::NotPermitted)), "{role:?}");
        let noted = desk.note_attendance(date(SATURDAY), day.written(0, Presence::Came, ""), &[]);
        assert!(matches!(noted, Err(Refusal::NotPermitted)), "{role:?}");
    }
    day.test.desk(Role::DutyLeader).attendance(date(SATURDAY)).expect("a list");
    // Whoever asks the departments sees who came; the duty leader and the manager note it.
    let consultant = day.test.desk(Role::Consultant);
    consultant.attendance(date(SATURDAY)).expect("a list");
    let noted = consultant.note_attendance(date(SATURDAY), day.written(0, Presence::Came, ""), &[]);
    assert!(matches!(noted, Err(Refusal::NotPermitted)), "{noted:?}");
    day.note(0, Presence::Came, "");
    day.test.hall().note_attendance(date(SATURDAY), day.written(1, Presence::Came, ""), &[]).expect("noted");
    assert_eq!(day.counts(), (2, 0, 0));
}

//! What the hall reports of a month: every number is the records behind it, and what nobody noted is told as that.

mod common;

use common::{SATURDAY, TestHall, date};
use domain::duty::figures::{Covered, Outcomes, Share};
use domain::duty::half::Half;
use domain::event::{Coming, Presence};
use domain::record::RecordId;
use domain::reference::catalogue::DepartmentId;
use hall::{AnswerNote, AttendanceNote, BookingWish, HalfNote, MonthFigures, Refusal, Role};

const MORNING: &str = "2026-11-28T09:10:00";

struct Month {
    test: TestHall,
    food: DepartmentId,
}

impl Month {
    /// Bookings of Friday for the Saturday, by name, session and slot; then the department's answer, the morning first.
    fn begin(booked: &[(&str, u8, u16)], answers: Option<[HalfNote; 2]>) -> (Self, Vec<RecordId>) {
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
        if let Some([morning, afternoon]) = answers {
            let note = AnswerNote { morning: Some(morning), afternoon: Some(afternoon), ..AnswerNote::default() };
            test.hall().note_answer(date(SATURDAY), food, note).expect("recorded");
        }
        (Self { test, food }, bookings)
    }

    fn on_saturday(self) -> Self {
        Self { test: self.test.restart_at(MORNING), food: self.food }
    }

    fn note(&self, half: Half, place: u16, presence: Presence) {
        let note = AttendanceNote { department: self.food, half, place, presence, name: String::new() };
        self.test.desk(Role::DutyLeader).note_attendance(date(SATURDAY), note, &[]).expect("noted");
    }

    fn figures(&self) -> MonthFigures {
        self.test.hall().month_figures(date(SATURDAY)).expect("figures")
    }

    /// The department's cases in a half-day, or in both.
    fn cases(&self, half: Option<Half>) -> Covered<RecordId> {
        let lines = self.figures().coverage;
        let line = lines.into_iter().find(|line| (line.department, line.half) == (Some(self.food), half));
        line.map(|line| line.cases).unwrap_or_default()
    }
}

fn two_and_one() -> Option<[HalfNote; 2]> {
    Some([HalfNote::plain(Coming::Comes, 2), HalfNote::plain(Coming::Comes, 1)])
}

#[test]
fn a_case_is_covered_not_covered_or_not_recorded_and_leads_to_its_booking() {
    let (month, booked) = Month::begin(&[("李娜", 0, 0), ("张三", 0, 1), ("赵四", 1, 0)], two_and_one());
    let [first, second, late] = booked[..] else { panic!("three bookings") };
    let month = month.on_saturday();
    let noted = |covered: &[RecordId], not_covered: &[RecordId], not_recorded: &[RecordId]| Covered {
        covered: covered.to_vec(),
        not_covered: not_covered.to_vec(),
        not_recorded: not_recorded.to_vec(),
    };
    assert_eq!(month.cases(None), noted(&[], &[], &[first, second, late]), "nobody has noted who came");
    assert_eq!(month.cases(None).share(), None, "which is not zero");
    month.note(Half::Morning, 0, Presence::Missing);
    assert_eq!(month.cases(Some(Half::Morning)), noted(&[], &[], &[first, second]), "the other one may be here");
    month.note(Half::Morning, 1, Presence::Missing);
    assert_eq!(month.cases(Some(Half::Morning)), noted(&[], &[first, second], &[]));
    month.note(Half::Morning, 0, Presence::Substitute);
    month.note(Half::Afternoon, 0, Presence::Came);
    assert_eq!(month.cases(Some(Half::Morning)), noted(&[first, second], &[], &[]));
    assert_eq!(month.cases(None).share(), Some(Share { part: 3, whole: 3 }));
    let figures = month.figures();
    let of_all = |half| figures.coverage.iter().find(|line| line.department.is_none() && line.half == half);
    assert_eq!(of_all(None).map(|line| line.cases.total()), Some(3));
    assert_eq!(of_all(Some(Half::Afternoon)).map(|line| line.cases.covered.clone()), Some(vec![late]));
    let listed: Vec<RecordId> = figures.bookings.iter().map(|link| link.booking).collect();
    assert_eq!(listed, [first, second, late], "every booking behind a number is in the list, by its time");
    month.test.hall().rebuild_views().expect("rebuilt");
    assert_eq!(month.figures(), figures);
}

#[test]
fn an_answer_that_nobody_comes_leaves_cases_uncovered_and_silence_does_not() {
    let cannot = || Some([HalfNote::plain(Coming::Cannot, 0), HalfNote::plain(Coming::OnCall, 1)]);
    let (month, booked) = Month::begin(&[("李娜", 0, 0), ("赵四", 1, 0)], cannot());
    let month = month.on_saturday();
    assert_eq!(month.cases(None).not_covered, [booked[0]]);
    assert_eq!(month.cases(None).not_recorded, [booked[1]], "on call is not on the list of who came");
    let (month, booked) = Month::begin(&[("李娜", 0, 0)], None);
    let figures = month.on_saturday();
    assert_eq!(figures.cases(None).not_recorded, booked);
    let figures = figures.figures();
    assert_eq!((figures.unanswered, figures.presence.called), (1, 0), "that is told beside those called in");
}

#[test]
fn who_is_called_in_is_told_against_everybody_whether_they_came_or_not() {
    let (month, _) = Month::begin(&[("李娜", 0, 0)], two_and_one());
    let month = month.on_saturday();
    month.note(Half::Morning, 0, Presence::Missing);
    let figures = month.figures();
    let [day] = &figures.days[..] else { panic!("one day: {:?}", figures.days) };
    let stationed = u64::from(day.stationed);
    assert!(stationed > 1 && day.sessions.morning && day.sessions.afternoon);
    assert_eq!((figures.presence.called, figures.presence.everybody), (3, 2 * stationed));
    assert_eq!(figures.presence.saved(), i128::from(2 * stationed) - 3);
    assert_eq!((day.date, figures.presence.days), (date(SATURDAY), 1));
    let silent = ["2026-11-07", "2026-11-14", "2026-11-21"].map(date);
    assert_eq!(figures.silent, silent, "a Saturday without any record counts on neither side");
}

#[test]
fn a_promise_is_held_against_what_was_told_on_arriving() {
    let (month, _) = Month::begin(&[], two_and_one());
    let book = |name: &str, session: u8, slot: u16| {
        let mut wish = BookingWish { session, slot, ..month.test.wish() };
        wish.entry.name = name.into();
        month.test.book(wish).expect("booked").booking
    };
    let (kept, silent, late) = (book("李娜", 0, 0), book("张三", 0, 1), book("赵四", 1, 0));
    let month = month.on_saturday();
    month.test.hall().mark_arrived(kept, kept, &[]).expect("arrived");
    month.note(Half::Afternoon, 0, Presence::Missing);
    month.test.hall().mark_arrived(late, late, &[]).expect("arrived");
    let of = |same_day: &[RecordId], forwarded: &[RecordId], not_recorded: &[RecordId]| Outcomes {
        same_day: same_day.to_vec(),
        forwarded: forwarded.to_vec(),
        not_come: Vec::new(),
        not_recorded: not_recorded.to_vec(),
    };
    let promises = month.figures().promises;
    assert_eq!(promises.on_the_spot, of(&[kept], &[late], &[silent]));
    assert_eq!(promises.on_the_spot.kept(), Some(Share { part: 1, whole: 3 }));
    assert_eq!(promises.together().total(), 3, "each is counted once");
    for place in [0, 1] {
        month.note(Half::Morning, place, Presence::Missing);
    }
    let promises = month.figures().promises;
    assert_eq!(promises.on_the_spot, of(&[], &[late], &[kept, silent]), "nobody was there: it is not believed");
}

#[test]
fn a_day_that_has_not_come_counts_for_nothing() {
    let (month, _) = Month::begin(&[("李娜", 0, 0)], two_and_one());
    let figures = month.figures();
    assert_eq!(figures.until, Some(date("2026-11-27")));
    assert_eq!((figures.bookings.len(), figures.coverage.len(), figures.days.len()), (0, 0, 0));
    assert_eq!(figures.presence.everybody, 0);
    let december = month.test.hall().month_figures(date("2026-12-05")).expect("figures");
    assert_eq!((december.first, december.until, december.silent.len()), (date("2026-12-01"), None, 0));
}

#[test]
fn whoever_records_duty_sees_them_and_nobody_else() {
    let (month, _) = Month::begin(&[], None);
    assert!(month.test.desk(Role::DutyLeader).month_figures(date(SATURDAY)).is_ok());
    let refused = month.test.desk(Role::WindowClerk).month_figures(date(SATURDAY));
    assert!(matches!(refused, Err(Refusal::NotPermitted)), "{refused:?}");
}

//! A demo hall in a temporary folder with a clock of its own, and wishes to build on.

#![allow(dead_code)] // Each test binary uses its part.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::booking::Entry;
use domain::event::{Channel, Coming, DutyAnswer, Language, Means, ReferenceKind};
use domain::reference::catalogue::{DepartmentId, ItemId};
use hall::{
    AnswerNote, BookingWish, Clock, DEMO_SECRET, Desk, Founding, HalfNote, ImportReport, Program, Refusal, Role, Saved,
    Wanted,
};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;

/// Friday 16:50, the moment that matters.
pub(crate) const FRIDAY: &str = "2026-11-27T16:50:00";
/// The Saturday after it.
pub(crate) const SATURDAY: &str = "2026-11-28";

pub(crate) struct TestHall {
    pub(crate) dir: TempDir,
    pub(crate) program: Program,
    /// Sessions begun so far: hashing on purpose takes its time.
    tokens: RefCell<BTreeMap<Role, String>>,
}

pub(crate) fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").expect("a moment")
}

pub(crate) fn date(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").expect("a date")
}

pub(crate) fn clock(text: &str) -> Clock {
    Clock::starting_at(moment(text))
}

impl TestHall {
    pub(crate) fn at(now: &str) -> Self {
        let dir = TempDir::new().expect("a folder");
        let program = Program::open(dir.path().to_owned(), clock(now));
        program.found_demo(0).expect("a demo hall");
        Self::new(dir, program)
    }

    pub(crate) fn new(dir: TempDir, program: Program) -> Self {
        Self { dir, program, tokens: RefCell::default() }
    }

    /// The demo hall with bookings of invented people.
    pub(crate) fn with_samples(samples: u16) -> Self {
        let dir = TempDir::new().expect("a folder");
        let program = Program::open(dir.path().to_owned(), clock(FRIDAY));
        program.found_demo(samples).expect("a demo hall");
        Self::new(dir, program)
    }

    pub(crate) fn friday() -> Self {
        Self::at(FRIDAY)
    }

    /// A hall with its own number of windows.
    pub(crate) fn with_windows(windows: u16) -> Self {
        let dir = TempDir::new().expect("a folder");
        let program = Program::open(dir.path().to_owned(), clock(FRIDAY));
        let founding = Founding { windows, ..founding(&dir) };
        program.found(&founding).expect("a hall");
        Self::new(dir, program)
    }

    /// The same data under another clock, as after a restart.
    pub(crate) fn restart_at(self, now: &str) -> Self {
        let Self { dir, program, .. } = self;
        drop(program);
        let program = Program::open(dir.path().to_owned(), clock(now));
        Self::new(dir, program)
    }

    /// The same, where the data lies in a folder of its own below.
    pub(crate) fn restart_in(self, folder: &str, now: &str) -> Self {
        let Self { dir, program, .. } = self;
        drop(program);
        let program = Program::open(dir.path().join(folder), clock(now));
        Self::new(dir, program)
    }

    /// The manager at work.
    pub(crate) fn hall(&self) -> Desk {
        self.desk(Role::HallManager)
    }

    /// Somebody of a role at work, signed in anew.
    pub(crate) fn desk(&self, role: Role) -> Desk {
        let hall = self.program.hall().expect("an open hall");
        let begin = || {
            let people = hall.can_sign_in().expect("people");
            let person = people.iter().find(|card| card.roles == [role]);
            let person = person.or(people.iter().find(|card| card.roles.contains(&role)));
            let person = person.expect("somebody of the role").person;
            hall.sign_in(person, DEMO_SECRET, None).expect("signed in")
        };
        let token = self.tokens.borrow_mut().entry(role).or_insert_with(begin).clone();
        // A restored hall knows no session of before.
        hall.desk(Some(&token)).or_else(|_| hall.desk(Some(&begin()))).expect("at work")
    }

    /// Imports what has been seen.
    pub(crate) fn import(&self, kind: ReferenceKind, csv: &str) -> ImportReport {
        let wanted = Wanted::Csv { text: csv.to_owned(), source: "test".to_owned() };
        let seen = self.hall().preview_reference(kind, &wanted).expect("a preview").seen;
        self.hall().take_reference(kind, &wanted, Some(&seen)).expect("a report")
    }

    pub(crate) fn item(&self, name: &str) -> ItemId {
        let reference = self.hall().reference();
        let found = reference.catalogue.items().iter().find(|item| item.names.zh_hans.contains(name));
        found.map(|item| item.id).unwrap_or_else(|| panic!("no item {name}"))
    }

    /// A booking of 食品经营许可 on Saturday at the first slot, by nobody in particular: without a number.
    pub(crate) fn wish(&self) -> BookingWish {
        BookingWish {
            date: date(SATURDAY),
            session: 0,
            slot: 0,
            items: vec![self.item("食品经营许可")],
            entry: Entry {
                name: "王伟".into(),
                phone: String::new(),
                party: 1,
                missing: String::new(),
                note: String::new(),
                carried_over: false,
                ..Entry::default()
            },
            channel: Channel::Desk,
            green_channel: false,
            slip_language: Language::ZhHans,
            earlier: None,
            accepted: Vec::new(),
        }
    }

    /// The same by 王伟 with his number.
    pub(crate) fn wish_with_phone(&self) -> BookingWish {
        let mut wish = self.wish();
        wish.entry.phone = "13800138000".into();
        wish
    }

    pub(crate) fn book(&self, wish: BookingWish) -> Result<Saved, Refusal> {
        self.hall().make_booking(request(), wish)
    }
}

pub(crate) fn founding(dir: &TempDir) -> Founding {
    let times = |from, to| domain::reference::hours::SessionTimes::parse(from, to).expect("times");
    Founding {
        dir: dir.path().to_owned(),
        directory: None,
        name: domain::names::Names::same("某区政务服务中心"),
        demo: false,
        saturday: vec![times("09:00", "12:00"), times("13:30", "16:30")],
        windows: 8,
        slot_minutes: 30,
        shipped_catalogue: true,
        manager: "吴建国".into(),
        secret: DEMO_SECRET.into(),
    }
}

/// A request id nobody used before.
pub(crate) fn request() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("test-request-{:08}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// An answer for a day as a whole.
pub(crate) struct DutyNote {
    pub(crate) answer: DutyAnswer,
    pub(crate) approvers: u16,
    /// From when to when somebody is there, where that is not all of it.
    pub(crate) hours: (Option<NaiveTime>, Option<NaiveTime>),
    pub(crate) means: Option<Means>,
    pub(crate) told_by: String,
}

pub(crate) trait RecordDuty {
    /// Writes down what was said of the whole day, in the place of all that was said of it.
    fn record_duty(&self, day: NaiveDate, department: DepartmentId, note: DutyNote) -> Result<(), Refusal>;
}

impl RecordDuty for Desk {
    fn record_duty(&self, day: NaiveDate, department: DepartmentId, note: DutyNote) -> Result<(), Refusal> {
        let coming = match note.answer {
            DutyAnswer::Asked => return self.tell_departments(day, vec![department], note.means),
            DutyAnswer::Confirmed => Coming::Comes,
            DutyAnswer::Refused => Coming::Cannot,
        };
        let noon = NaiveTime::from_hms_opt(12, 0, 0).expect("noon");
        let (from, until) = note.hours;
        let half = |morning: bool| {
            let away =
                if morning { from.is_some_and(|from| from >= noon) } else { until.is_some_and(|until| until <= noon) };
            let mut half = HalfNote::plain(if away { Coming::Cannot } else { coming }, note.approvers);
            half.answer.from = from.filter(|from| (*from < noon) == morning).map(Into::into);
            half.answer.until = until.filter(|until| (*until <= noon) == morning).map(Into::into);
            Some(half)
        };
        let lines = self.allocation(day)?.departments;
        let seen = lines.into_iter().find(|line| line.department == department).map(|line| line.seen);
        let (morning, afternoon) = (half(true), half(false));
        let (seen, means, told_by) = (seen.unwrap_or_default(), note.means, note.told_by);
        self.note_answer(day, department, AnswerNote { seen, morning, afternoon, means, told_by })
    }
}

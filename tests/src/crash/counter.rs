//! The counter: every call into the program's use-cases that the crash tests make, and nothing else.

use super::book::{Book, Booking, Deed, Place};
use super::tables;
use chrono::NaiveDate;
use domain::booking::{Entry, Status};
use domain::event::{CancelReason, Channel, Coming, Language, PersonalField};
use domain::names::Names;
use domain::record::RecordId;
use domain::reference::catalogue::{DepartmentId, ItemId};
use domain::reference::hours::SessionTimes;
use domain::time::BeijingDay;
use hall::{AnswerNote, BookingWish, Clock, Desk, Founding, HalfNote, Program, Refusal, RestoreWish, Stage};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Saturdays that are booked, as (year, month, day): ordinary ones.
pub(super) const SATURDAYS: [(i32, u32, u32); 4] = [(2026, 11, 28), (2026, 12, 5), (2026, 12, 12), (2026, 12, 19)];
pub(super) const SESSIONS: u8 = 2;
/// In each session.
pub(super) const SLOTS: u16 = 6;
/// The manager's PIN.
const SECRET: &str = "246813";
/// Windows: enough that no slot is ever full.
const WINDOWS: u16 = 99;

/// A folder after the program has opened it.
pub enum Opened {
    /// No hall yet.
    Setup(Setup),
    /// At work.
    Ready(Counter),
    /// The data cannot be used as it is.
    Trouble(InTrouble),
}

/// A program before its hall.
pub struct Setup(Program, PathBuf);

/// A program whose data cannot be used.
pub struct InTrouble {
    program: Program,
    dir: PathBuf,
    /// What is wrong.
    pub detail: String,
    /// The newest verified backup, where it would help.
    pub backup: Option<String>,
}

/// A hall at work.
pub struct Counter {
    /// Keeps the hall open.
    _program: Program,
    hall: Desk,
    dir: PathBuf,
    item: ItemId,
    department: DepartmentId,
    /// Bookings by the deed that made them.
    bookings: BTreeMap<usize, RecordId>,
}

impl Counter {
    /// Opens a folder as a start of the program does.
    pub fn open(dir: &Path) -> Result<Opened, Refusal> {
        let friday = NaiveDate::from_ymd_opt(2026, 11, 27).and_then(|day| day.and_hms_opt(16, 50, 0));
        let program = Program::open(dir.to_owned(), Clock::starting_at(friday.expect("a moment")));
        Ok(match program.stage() {
            Stage::Setup => Opened::Setup(Setup(program, dir.to_owned())),
            Stage::Ready => Opened::Ready(Self::at_work(program, dir)?),
            Stage::Joining => unreachable!("no counter joins a hall"),
            Stage::Trouble => {
                let trouble = program.trouble().expect("it is in trouble");
                let backup = trouble.backup.map(|backup| backup.file);
                Opened::Trouble(InTrouble { program, dir: dir.to_owned(), detail: trouble.detail, backup })
            }
        })
    }

    /// Opens, and founds the hall where there is none.
    pub fn open_or_found(dir: &Path) -> Result<Self, Refusal> {
        match Self::open(dir)? {
            Opened::Setup(setup) => setup.found(),
            Opened::Ready(counter) => Ok(counter),
            Opened::Trouble(trouble) => Err(Refusal::Broken(trouble.detail)),
        }
    }

    fn at_work(program: Program, dir: &Path) -> Result<Self, Refusal> {
        let hall = program.hall()?;
        let manager = hall.can_sign_in()?.first().ok_or(Refusal::PersonNotFound)?.person;
        let token = hall.sign_in(manager, SECRET, None)?;
        let hall = hall.desk(Some(&token))?;
        let reference = hall.reference();
        let item = reference.catalogue.items().iter().find(|item| item.names.zh_hans.contains("食品经营许可"));
        let item = item.expect("the item is shipped");
        let department = item.departments().next().expect("an item has a department");
        let mut counter =
            Self { _program: program, hall, dir: dir.to_owned(), item: item.id, department, bookings: BTreeMap::new() };
        for id in tables::bookings(dir).map_err(|error| Refusal::Broken(error.to_string()))? {
            let (deed, _) = counter.show(id)?;
            counter.bookings.insert(deed, id);
        }
        Ok(counter)
    }

    /// Does a deed; when this returns `Ok`, it is acknowledged.
    pub fn perform(&mut self, deed: &Deed) -> Result<(), Refusal> {
        match deed {
            Deed::Found => {}
            Deed::Book { booking, name, phone, place } => {
                let wish = self.wish(*booking, name, phone, *place);
                let saved = self.hall.make_booking(format!("crash-request-{booking:08}"), wish)?;
                self.bookings.insert(*booking, saved.booking);
            }
            Deed::Edit { booking, name, phone, place } => {
                let (id, last) = self.last_of(*booking)?;
                self.hall.edit_booking(id, last, self.wish(*booking, name, phone, *place))?;
            }
            Deed::Cancel { booking } => {
                let (id, last) = self.last_of(*booking)?;
                self.hall.cancel_booking(id, last, CancelReason::CitizenAsked, "")?;
            }
            Deed::Duty { saturday, approvers } => {
                let half = Some(HalfNote::plain(Coming::Comes, *approvers));
                let seen = self.answers_seen(*saturday)?;
                let note = AnswerNote { morning: half.clone(), afternoon: half, seen, ..AnswerNote::default() };
                self.hall.note_answer(date(*saturday), self.department, note)?;
            }
            Deed::Draft { text } => self.hall.keep_draft(hall::DraftOf::Booking, text.clone())?,
        }
        Ok(())
    }

    /// Reads everything that deeds have led to, as screens would show it.
    pub fn book(&self) -> Result<Book, Refusal> {
        let mut book = Book { founded: true, draft: self.hall.draft(hall::DraftOf::Booking)?, ..Book::default() };
        for id in tables::bookings(&self.dir).map_err(|error| Refusal::Broken(error.to_string()))? {
            let (deed, booking) = self.show(id)?;
            book.bookings.insert(deed, booking);
        }
        for saturday in 0..SATURDAYS.len() {
            let day = self.hall.book_day(date(saturday))?;
            let standing = book.standing().filter(|(_, booking)| booking.place.saturday == saturday).count();
            if day.totals.bookings as usize != standing {
                let shown = day.totals.bookings;
                return Err(Refusal::Broken(format!("the board shows {shown} bookings where {standing} stand")));
            }
            let strip = day.departments.iter().find(|strip| strip.department == self.department);
            book.duty.extend(strip.filter(|strip| strip.approvers > 0).map(|strip| (saturday, strip.approvers)));
        }
        Ok(book)
    }

    /// Throws the views away and folds them anew.
    pub fn rebuild_views(&self) -> Result<(), Refusal> {
        self.hall.rebuild_views()
    }

    /// Makes a verified backup; says its file.
    pub fn back_up(&self) -> Result<String, Refusal> {
        Ok(self.hall.back_up()?.file)
    }

    /// Verified backups of the folder, newest first.
    pub fn backups(&self) -> Result<Vec<String>, Refusal> {
        let backups = self.hall.settings()?.backups;
        Ok(backups.into_iter().filter(|backup| backup.verified).map(|backup| backup.file).collect())
    }

    /// The department's answers as a screen names them when the next is noted.
    fn answers_seen(&self, saturday: usize) -> Result<Vec<RecordId>, Refusal> {
        let allocation = self.hall.allocation(date(saturday))?;
        let line = allocation.departments.into_iter().find(|line| line.department == self.department);
        Ok(line.map(|line| line.seen).unwrap_or_default())
    }

    fn last_of(&self, booking: usize) -> Result<(RecordId, RecordId), Refusal> {
        let id = *self.bookings.get(&booking).ok_or(Refusal::BookingNotFound)?;
        Ok((id, self.hall.show_booking(id)?.booking.last))
    }

    /// The number of the deed that made a booking, out of its note, and what stands in it now.
    fn show(&self, id: RecordId) -> Result<(usize, Booking), Refusal> {
        let detail = self.hall.show_booking(id)?;
        // Out of the vault itself: asking the program to reveal them would be a deed of its own.
        let value = |field| match detail.booking.personal.get(&field) {
            Some(event) => {
                tables::vault_value(&self.dir, *event, field).map_err(|error| Refusal::Broken(error.to_string()))
            }
            None => Ok(String::new()),
        };
        let note = value(PersonalField::Note)?;
        let Ok(deed) = note.parse() else {
            return Err(Refusal::Broken(format!("the note of booking {id:?} is {note:?}")));
        };
        let place = &detail.booking.place;
        let saturday = (0..SATURDAYS.len()).find(|saturday| BeijingDay::from(date(*saturday)) == place.day);
        let booking = Booking {
            name: value(PersonalField::Name)?,
            phone: value(PersonalField::Phone)?,
            place: Place { saturday: saturday.unwrap_or(usize::MAX), session: place.session, slot: place.slot },
            cancelled: matches!(detail.booking.status, Status::Cancelled(_)),
        };
        Ok((deed, booking))
    }

    fn wish(&self, deed: usize, name: &str, phone: &str, place: Place) -> BookingWish {
        BookingWish {
            date: date(place.saturday),
            session: place.session,
            slot: place.slot,
            items: vec![self.item],
            entry: Entry {
                name: name.to_owned(),
                phone: phone.to_owned(),
                party: 1,
                missing: String::new(),
                note: deed.to_string(),
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
}

impl Setup {
    /// Founds the hall.
    pub fn found(self) -> Result<Counter, Refusal> {
        let Self(program, dir) = self;
        let times = |from, to| SessionTimes::parse(from, to).expect("times");
        program.found(&Founding {
            dir: dir.clone(),
            directory: None,
            name: Names::same("断电演练大厅"),
            demo: false,
            saturday: vec![times("09:00", "12:00"), times("13:30", "16:30")],
            windows: WINDOWS,
            slot_minutes: 30,
            shipped_catalogue: true,
            manager: "吴建国".to_owned(),
            secret: SECRET.to_owned(),
        })?;
        Counter::at_work(program, &dir)
    }
}

impl InTrouble {
    /// Puts a backup in the place of the data.
    pub fn restore(self, file: &str) -> Result<Counter, Refusal> {
        let file = self.program.backup_file(file);
        self.program.restore_backup(None, &RestoreWish { file, code: String::new(), any_hall: false })?;
        Counter::at_work(self.program, &self.dir)
    }
}

fn date(saturday: usize) -> NaiveDate {
    let (year, month, day) = SATURDAYS[saturday];
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

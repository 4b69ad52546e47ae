//! Who came, on the day: one list of everybody who was to come (PRODUCT rules 20 and 28). Where everybody of a department is
//! missing, the bookings that hang on it stand beside it, and what could be done. A substitute is noted for a date, half-day
//! and place: no answer and no other day changes by it.

use super::called::{DepartmentName, name_of};
use super::gathered::{Gathered, names as names_on_record};
use super::links::{BookingLink, Numbers};
use super::names::{SUBSTITUTE, put, split, text};
use crate::ground::{Desk, DutyRefusal, FieldRefusal, Look, Refusal, Right, Warning, wall_to_beijing};
use chrono::{NaiveDate, NaiveDateTime};
use domain::booking::NAME_CHARACTERS_MAX;
use domain::duty::answer::Stands;
use domain::duty::attendance::{Noted, Place, Remedy, Staffing, Standing, places, remedies, staffing};
use domain::duty::demand::Case;
use domain::duty::half::Half;
use domain::event::{DutyAttended, Fact, HalfAnswer, Presence};
use domain::record::RecordId;
use domain::reference::catalogue::{DepartmentId, ItemId};
use domain::text::{clean_name, name_key};
use domain::time::BeijingDay;
use std::collections::{BTreeMap, BTreeSet};
use store::{StoreError, Written};

/// Who came on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    pub date: NaiveDate,
    /// Half-days of departments of which somebody was to come, or something is noted: by department, the morning first.
    pub halves: Vec<AttendanceHalf>,
}

/// A half-day of a department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendanceHalf {
    pub department: DepartmentName,
    pub half: Half,
    pub places: Vec<AttendancePlace>,
    pub staffing: Staffing,
    /// Where everybody is missing: the bookings that hang on it and have not come yet, in the order of their times.
    pub to_ring: Vec<BookingLink>,
    /// The bookings that hang on it whose people are here: they are told in person.
    pub here: Vec<BookingLink>,
    /// What could be done for all of them; empty where there are none.
    pub remedies: Vec<RemedyLine>,
}

/// Somebody who was to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendancePlace {
    pub line: Place,
    /// Who noted it, and when; `None` if nothing is noted.
    pub noted: Option<(String, NaiveDateTime)>,
}

/// What could be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemedyLine {
    pub remedy: Remedy,
    /// The department whose colleague it is.
    pub colleague: Option<DepartmentName>,
    /// How many bookings it would help.
    pub bookings: usize,
}

/// What is noted of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendanceNote {
    pub department: DepartmentId,
    pub half: Half,
    /// Which of those who come, the first being 0.
    pub place: u16,
    pub presence: Presence,
    /// Who came instead, of a substitute; may be empty.
    pub name: String,
}

impl Desk {
    /// Who came on a day, and what hangs on whoever did not.
    ///
    /// # Errors
    /// What the store says.
    pub fn attendance(&self, date: NaiveDate) -> Result<Attendance, Refusal> {
        self.require(Right::RecordDuty)?;
        let people = self.names_of_people()?;
        self.read(|look| -> Result<Attendance, Refusal> {
            let gathered = Gathered::read(look, date)?;
            let list = List::read(look, &gathered)?;
            Ok(Attendance { date, halves: list.halves(look, &gathered, &people) })
        })
    }

    /// Notes whether somebody is here, of a place on the day's list; what stands already is not noted again. On another day
    /// than today it asks first.
    ///
    /// # Errors
    /// Every fault at its field; [`Warning::NotToday`] unless it was accepted.
    pub fn note_attendance(&self, date: NaiveDate, note: AttendanceNote, accepted: &[Warning]) -> Result<(), Refusal> {
        self.require(Right::NoteAttendance)?;
        let asks = !accepted.contains(&Warning::NotToday);
        let typed = clean_name(&note.name).chars().filter(|c| !c.is_control()).collect::<String>();
        let name = if note.presence == Presence::Substitute { typed } else { String::new() };
        self.write(move |w| -> Result<(), Refusal> {
            let list = List::read(w, &Gathered::read(w, date)?)?;
            let now = refuse_faults(w, &list, &note, &name)?;
            if now.presence == note.presence && now.substitute.as_deref().unwrap_or_default() == name {
                return Ok(());
            }
            if asks && date != w.now.date() {
                return Err(Refusal::Confirm(Warning::NotToday));
            }
            let attended = DutyAttended {
                day: BeijingDay::from(date),
                department: note.department,
                morning: note.half.is_morning(),
                place: note.place,
                presence: note.presence,
                named: (!name.is_empty()).then_some(true),
            };
            let event = w.record(&Fact::DutyAttended(attended), None, None)?;
            Ok(put(w, event, SUBSTITUTE, &name)?)
        })
    }
}

/// The place as it is on the list now, or what is wrong with the note.
fn refuse_faults<'l>(
    look: &impl Look,
    list: &'l List,
    note: &AttendanceNote,
    name: &str,
) -> Result<&'l Place, Refusal> {
    if look.reference().catalogue.department(note.department).is_none() {
        return Err(FieldRefusal::DepartmentUnknown.into());
    }
    let theirs = || list.places.iter().filter(|one| (one.department, one.half) == (note.department, note.half));
    let place = theirs().find(|one| one.place == note.place);
    let mut faults = Vec::new();
    faults.extend(place.is_none().then_some(DutyRefusal::Place));
    if name.chars().count() > NAME_CHARACTERS_MAX {
        faults.push(DutyRefusal::SubstituteTooLong { max: NAME_CHARACTERS_MAX });
    }
    let others = theirs().filter(|one| one.place != note.place).filter_map(|one| one.substitute.as_deref());
    let stands = |other: &str| name_key(other) == name_key(name);
    if !name.is_empty() && theirs().filter_map(|one| one.name.as_deref()).chain(others).any(stands) {
        faults.push(DutyRefusal::SubstituteTwice);
    }
    match place {
        Some(place) if faults.is_empty() => Ok(place),
        _ => Err(Refusal::Fields(faults.into_iter().map(FieldRefusal::from).collect())),
    }
}

/// The answer that stands for a half-day of a department, with its names.
struct Answered {
    department: DepartmentId,
    half: Half,
    answer: HalfAnswer,
    names: Vec<String>,
}

impl Answered {
    fn standing(&self) -> Standing<'_> {
        Standing { department: self.department, half: self.half, answer: &self.answer, names: &self.names }
    }
}

/// The list of a day, and what it is made of.
struct List {
    answers: Vec<Answered>,
    notes: Vec<Written<DutyAttended>>,
    places: Vec<Place>,
}

impl List {
    fn read(look: &impl Look, gathered: &Gathered) -> Result<Self, StoreError> {
        let mut answers = Vec::new();
        for department in look.reference().catalogue.departments().iter().filter(|department| department.present) {
            let Some(known) = gathered.promises.known(department.id) else { continue };
            for (half, said) in known.answers.iter() {
                let Stands::One(tip) = &said.stands else { continue };
                let names = split(&names_on_record(look, tip.order.id, half)?);
                answers.push(Answered { department: department.id, half, answer: tip.answer.clone(), names });
            }
        }
        let notes = look.views().attended(gathered.day)?;
        let noted = notes.iter().map(|note| noted(look, note)).collect::<Result<Vec<_>, _>>()?;
        let standing: Vec<Standing<'_>> = answers.iter().map(Answered::standing).collect();
        let places = places(&standing, &noted);
        Ok(Self { answers, notes, places })
    }

    fn standing(&self) -> Vec<Standing<'_>> {
        self.answers.iter().map(Answered::standing).collect()
    }

    fn halves(
        &self,
        look: &impl Look,
        gathered: &Gathered,
        people: &BTreeMap<RecordId, String>,
    ) -> Vec<AttendanceHalf> {
        let keys: BTreeSet<(DepartmentId, Half)> = self.places.iter().map(|one| (one.department, one.half)).collect();
        let half = |(id, half): (DepartmentId, Half)| {
            let department = name_of(look.reference().catalogue.department(id)?);
            let lines = self.places.iter().filter(|one| (one.department, one.half) == (id, half));
            let place = |line: &Place| AttendancePlace { noted: self.noted_by(line, people), line: line.clone() };
            let mut found = AttendanceHalf {
                department,
                half,
                places: lines.map(place).collect(),
                staffing: staffing(&self.places, id, half),
                to_ring: Vec::new(),
                here: Vec::new(),
                remedies: Vec::new(),
            };
            if found.staffing.everybody_missing() {
                self.hang(look, gathered, &mut found);
            }
            Some(found)
        };
        keys.into_iter().filter_map(half).collect()
    }

    fn noted_by(&self, line: &Place, people: &BTreeMap<RecordId, String>) -> Option<(String, NaiveDateTime)> {
        let is_of = |note: &&Written<DutyAttended>| {
            let DutyAttended { department, morning, place, .. } = note.body;
            (department, morning, place) == (line.department, line.half.is_morning(), line.place)
        };
        let note = self.notes.iter().find(is_of).filter(|_| line.presence != Presence::Unknown)?;
        let by = note.actor.and_then(|actor| people.get(&actor).cloned()).unwrap_or_default();
        Some((by, wall_to_beijing(note.wall)))
    }

    /// What hangs on a half-day of which everybody is missing.
    fn hang(&self, look: &impl Look, gathered: &Gathered, half: &mut AttendanceHalf) {
        let id = half.department.department;
        let Some(known) = gathered.promises.known(id) else { return };
        let demand = gathered.demand.get(&id).and_then(|demand| demand.of_half(half.half));
        // Whoever they were denied to by the answer itself knew it before.
        let answer = known.answers.of(half.half).stands.one();
        let hangs = |item: ItemId| answer.is_some_and(|answer| answer.items.include(item));
        let cases: Vec<(ItemId, &Case)> =
            demand.into_iter().flat_map(|demand| demand.all_cases()).filter(|(item, _)| hangs(*item)).collect();
        let bookings = gathered.book.bookings.iter();
        let arrived: BTreeSet<RecordId> =
            bookings.filter(|booking| booking.arrived_ms.is_some()).map(|booking| booking.id).collect();
        let numbers = Numbers::of(&gathered.book.bookings);
        let is_here = |(_, case): &&(ItemId, &Case)| arrived.contains(&case.booking);
        half.to_ring = numbers.links(cases.iter().filter(|case| !is_here(case)).map(|(_, case)| *case));
        half.here = numbers.links(cases.iter().filter(is_here).map(|(_, case)| *case));
        half.remedies = self.remedies(look, gathered, id, &cases);
    }

    fn remedies(
        &self,
        look: &impl Look,
        gathered: &Gathered,
        id: DepartmentId,
        cases: &[(ItemId, &Case)],
    ) -> Vec<RemedyLine> {
        let standing = self.standing();
        let legs = |item: ItemId, case: &Case| {
            let booking = gathered.book.bookings.iter().find(|booking| booking.id == case.booking);
            let theirs = booking.and_then(|booking| booking.items.iter().find(|one| one.item == item));
            theirs.map_or_else(|| vec![id], |one| one.departments.clone())
        };
        let mut helped: Vec<(Remedy, BTreeSet<RecordId>)> = Vec::new();
        for (item, case) in cases {
            for remedy in remedies(&self.places, &standing, &legs(*item, case), *item, case.at) {
                match helped.iter_mut().find(|(known, _)| *known == remedy) {
                    Some((_, bookings)) => drop(bookings.insert(case.booking)),
                    None => helped.push((remedy, BTreeSet::from([case.booking]))),
                }
            }
        }
        // Colleagues come first, whichever case has found them.
        helped.sort_by_key(|(remedy, _)| match remedy {
            Remedy::Colleague(other) => (0, other.0),
            Remedy::AnotherDay => (1, 0),
            Remedy::Forward => (2, 0),
        });
        let colleague = |remedy: &Remedy| match remedy {
            Remedy::Colleague(other) => look.reference().catalogue.department(*other).map(name_of),
            Remedy::AnotherDay | Remedy::Forward => None,
        };
        let line = |(remedy, bookings): (Remedy, BTreeSet<RecordId>)| RemedyLine {
            colleague: colleague(&remedy),
            remedy,
            bookings: bookings.len(),
        };
        helped.into_iter().map(line).collect()
    }
}

fn noted(look: &impl Look, note: &Written<DutyAttended>) -> Result<Noted, StoreError> {
    let DutyAttended { department, morning, place, presence, named, .. } = note.body;
    let substitute = match named {
        Some(true) => Some(text(look, note.order.id, SUBSTITUTE)?).filter(|name| !name.is_empty()),
        _ => None,
    };
    Ok(Noted { department, half: Half::from_morning(morning), place, presence, substitute })
}

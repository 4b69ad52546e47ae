//! What is on record of a day, as the figures of its month take it: its cases with whoever was there, who was called in, and the
//! bookings that stand on it.

use crate::day::{DayBook, Promises, demand};
use crate::ground::{Look, Reading};
use chrono::NaiveDate;
use domain::booking::{BookingNumber, BookingState};
use domain::duty::answer::Stands;
use domain::duty::attendance::{Noted, Place, Standing, places};
use domain::duty::demand::{Visit, without_department};
use domain::duty::figures::{BookedCase, CalledIn, Coverage, ServedDay};
use domain::duty::half::{Half, Halves};
use domain::duty::on_record::Attended;
use domain::event::{Coming, DutyAttended, HalfAnswer};
use domain::record::RecordId;
use domain::reference::catalogue::DepartmentId;
use domain::time::{BeijingDay, MinuteOfDay};
use std::collections::BTreeSet;
use store::StoreError;

/// A booking behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigureBooking {
    pub booking: RecordId,
    pub number: BookingNumber,
    pub date: NaiveDate,
    pub at: MinuteOfDay,
    pub seated: bool,
}

/// What is on record of a day.
pub(super) struct DayRecord {
    day: BeijingDay,
    book: DayBook,
    known: Promises,
    /// Answers that stand, by department and half-day.
    answers: Vec<Answered>,
    places: Vec<Place>,
    /// Bookings that stand, those whose seats were given up too.
    pub(super) visits: Vec<BookingState>,
}

impl DayRecord {
    pub(super) fn read(look: &Reading<'_>, date: NaiveDate) -> Result<Self, StoreError> {
        let (views, day, known) = (look.views(), BeijingDay::from(date), Promises::for_day(look, date)?);
        let mut answers = Vec::new();
        for department in look.reference().catalogue.departments().iter().filter(|department| department.present) {
            let halves = known.known(department.id).into_iter().flat_map(|known| known.answers.iter());
            answers.extend(halves.filter_map(|(half, said)| match &said.stands {
                Stands::One(tip) => Some((department.id, half, tip.order.id, tip.answer.clone())),
                Stands::None | Stands::Contradicting(_) => None,
            }));
        }
        let noted: Vec<Noted> = views.attended(day)?.iter().map(|note| noted(&note.body)).collect();
        let places = places(&standing(&answers), &noted);
        let (book, visits) = (DayBook::read(look, date)?, views.visits_of_day(day)?);
        Ok(Self { day, book, known, answers, places, visits })
    }

    /// Its cases that hold a seat, and the bookings of which one was not covered.
    pub(super) fn cases(&self) -> (Vec<BookedCase<RecordId>>, BTreeSet<RecordId>) {
        let answers = standing(&self.answers);
        let attended = Attended { places: &self.places, answers: &answers };
        let (mut cases, mut uncovered) = (Vec::new(), BTreeSet::new());
        for (department, demand) in demand::of_day(&self.book) {
            let known = self.known.known(department);
            for (item, case) in demand.all_cases().filter(|(_, case)| case.seated) {
                let coverage = attended.coverage(department, known, item, case.at);
                if coverage == Coverage::NotCovered {
                    uncovered.insert(case.booking);
                }
                let half = Half::of(case.at);
                cases.push(BookedCase { id: case.booking, day: self.day, half, department, coverage });
            }
        }
        (cases, uncovered)
    }

    pub(super) fn unrouted(&self) -> Vec<RecordId> {
        let seated = self.book.bookings.iter().filter(|booking| booking.seated);
        let visits = seated.map(|booking| {
            let from = self.book.start(booking);
            Visit { id: booking.id, items: &booking.items, seated: true, from, to: from }
        });
        without_department(visits).into_values().flat_map(|(_, cases)| cases).map(|case| case.booking).collect()
    }

    pub(super) fn link(&self, date: NaiveDate, booking: &BookingState) -> FigureBooking {
        let in_book = self.book.bookings.iter().find(|other| other.id == booking.id);
        FigureBooking {
            booking: booking.id,
            number: BookingNumber::from_digits(booking.number),
            date,
            at: self.book.start(booking),
            seated: in_book.is_some_and(|booking| booking.seated),
        }
    }

    pub(super) fn served(&self, look: &impl Look) -> ServedDay {
        let stationed = look.reference().catalogue.departments().iter().filter(|department| department.present);
        let stationed = u16::try_from(stationed.count()).unwrap_or(u16::MAX);
        ServedDay { day: self.day, sessions: Halves::with_slots(self.book.plan.sessions()), stationed }
    }

    /// Who comes by the answers that stand, be they missing or not: they were called in.
    pub(super) fn calls(&self) -> Vec<CalledIn<RecordId>> {
        let comes = self.answers.iter().filter(|(_, _, _, answer)| answer.coming == Coming::Comes);
        let call = |(_, half, id, answer): &Answered| CalledIn {
            id: *id,
            day: self.day,
            half: *half,
            approvers: answer.approvers,
        };
        comes.map(call).collect()
    }

    /// Half-days in which departments were told or have cases, and of which no answer stands.
    pub(super) fn unanswered(&self, look: &impl Look, sessions: Halves<bool>) -> usize {
        let demand = demand::of_day(&self.book);
        let open = |id: DepartmentId, half: Half| {
            let has_cases =
                demand.get(&id).and_then(|demand| demand.of_half(half)).is_some_and(|half| half.cases.held > 0);
            let known = self.known.known(id);
            known.is_some_and(|known| {
                (has_cases || known.was_told(half)) && known.answers.of(half).stands.one().is_none()
            })
        };
        let stationed = look.reference().catalogue.departments().iter().filter(|department| department.present);
        let halves = |id| Half::BOTH.into_iter().filter(move |half| *sessions.of(*half) && open(id, *half)).count();
        stationed.map(|department| halves(department.id)).sum()
    }
}

/// An answer that stands, with the department and half-day it is for and the event that says it.
type Answered = (DepartmentId, Half, RecordId, HalfAnswer);

fn standing(answers: &[Answered]) -> Vec<Standing<'_>> {
    let mut found = Vec::new();
    for (department, half, _, answer) in answers {
        found.push(Standing { department: *department, half: *half, answer, names: &[] });
    }
    found
}

/// A note without the name of a substitute, which no figure needs.
fn noted(note: &DutyAttended) -> Noted {
    let DutyAttended { department, morning, place, presence, .. } = *note;
    Noted { department, half: Half::from_morning(morning), place, presence, substitute: None }
}

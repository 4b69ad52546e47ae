//! A person has one booking for an item on a Saturday: a repeat is offered as an edit of the one that is there (PRODUCT
//! rule 11). Asked while the form is filled in, and once more inside the transaction that would make it.

use super::personal::Visitor;
use super::wish::CheckedWish;
use crate::book::find::Known;
use crate::day::kept::{keep_people, people};
use crate::day::{DayBook, times};
use crate::ground::{Desk, Look, Refusal, Repeat, Right, Warning, Writing};
use chrono::NaiveDate;
use domain::booking::{BookingNumber, BookingState, Citizen, Likeness, mask_name, read_identity, shares_item};
use domain::event::ItemSnapshot;
use domain::record::RecordId;
use domain::reference::catalogue::ItemId;
use domain::text::name_key;
use domain::time::BeijingDay;
use std::collections::BTreeSet;
use std::collections::hash_map::Entry;
use store::StoreError;

/// Digits from which a number is looked up: fewer are still being typed.
const DIGITS_MIN: usize = 5;

/// What the form may say of the person whose name and number are being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonHint {
    /// Whose number or document this is: offered, so that the name need not be typed again.
    pub known: Option<Known>,
    /// The same number or document has the same item that day: saving will be refused, or asked about under another name.
    pub repeat: Option<Repeat>,
    /// Somebody of the same name has: that alone only warns.
    pub same_name: Option<Repeat>,
}

/// What is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonTyped {
    pub date: NaiveDate,
    pub items: Vec<ItemId>,
    pub name: String,
    pub phone: String,
    /// Number of a document, as far as it is typed.
    pub identity: String,
    /// The booking that is being edited is nobody's repeat.
    pub editing: Option<RecordId>,
}

impl Desk {
    /// Who this may be, while the form is filled in.
    ///
    /// # Errors
    /// What the store says.
    pub fn person_hint(&self, typed: &PersonTyped) -> Result<PersonHint, Refusal> {
        self.require(Right::SeeFullName)?;
        let mut person = Citizen::of(&typed.phone, &typed.identity);
        person.phone = person.phone.filter(|digits| digits.len() >= DIGITS_MIN);
        person.identity = person.identity.filter(|number| read_identity(number).is_ok());
        let known = self.citizens.last_of(&person, typed.editing);
        let name = name_key(&typed.name);
        let same_items = |row: &BookingState| row.items.iter().any(|item| typed.items.contains(&item.item));
        self.read(|look| -> Result<PersonHint, Refusal> {
            let mut hint = PersonHint { known, ..PersonHint::default() };
            let rows = look.views().bookings_of_day(BeijingDay::from(typed.date))?;
            for row in rows.iter().filter(|row| Some(row.id) != typed.editing && same_items(row)) {
                let Visitor { citizen: theirs, name: their_name } = Visitor::of(look, row)?;
                if person.is(&theirs) {
                    hint.repeat = Some(repeat(look, row, &their_name)?);
                    break;
                }
                if hint.same_name.is_none() && !name.is_empty() && name_key(&their_name) == name {
                    hint.same_name = Some(repeat(look, row, &their_name)?);
                }
            }
            Ok(hint)
        })
    }
}

/// Refuses what would repeat a booking that stands.
///
/// # Errors
/// [`Refusal::Repeat`]; [`Refusal::SharedLine`] where it is only the number, until somebody has asked.
pub(super) fn require_none(
    w: &mut Writing<'_, '_>,
    checked: &CheckedWish,
    editing: Option<RecordId>,
) -> Result<(), Refusal> {
    let person = Citizen::of(&checked.wish.entry.phone, &checked.wish.entry.identity);
    if person.is_nobody() {
        return Ok(());
    }
    let day = BeijingDay::from(checked.wish.date);
    let book = DayBook::while_writing(w, checked.wish.date)?;
    // Bookings may have arrived for a day whose opening has not.
    let rows = if book.is_opened() { Vec::new() } else { w.views().bookings_of_day(day)? };
    let mut known = people(w, day);
    for row in book.bookings.iter().chain(&rows) {
        if Some(row.id) == editing || !shares_item(&row.items, &checked.items) {
            continue;
        }
        let theirs = match known.entry(row.id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(Visitor::of(w, row)?),
        };
        match person.likeness(&checked.wish.entry.name, &theirs.citizen, &theirs.name) {
            Likeness::Other => {}
            Likeness::SameLine if checked.wish.accepted.contains(&Warning::SharedLine) => {}
            Likeness::SameLine => return Err(Refusal::SharedLine(repeat(w, row, &theirs.name)?)),
            Likeness::Same => return Err(Refusal::Repeat(repeat(w, row, &theirs.name)?)),
        }
    }
    keep_people(w, day, known);
    Ok(())
}

/// Whether an edit changes anything that could make it a repeat: what stood twice before, as when two PCs meet, may still
/// have its note changed.
pub(super) fn could_become_one(current: &BookingState, before: &Citizen, checked: &CheckedWish) -> bool {
    let ids = |items: &[ItemSnapshot]| items.iter().map(|item| item.item).collect::<Vec<_>>();
    current.place.day != BeijingDay::from(checked.wish.date)
        || ids(&current.items) != ids(&checked.items)
        || *before != Citizen::of(&checked.wish.entry.phone, &checked.wish.entry.identity)
}

/// Of the bookings that ask for seats of a day, those that repeat each other: both of each pair. Such a pair is made on
/// installations that are apart, and meets when they sync.
///
/// # Errors
/// What the store says.
pub(crate) fn standing_twice(look: &impl Look, rows: &[BookingState]) -> Result<BTreeSet<RecordId>, StoreError> {
    let mut known: Vec<(Citizen, String, &BookingState)> = Vec::new();
    let mut twice = BTreeSet::new();
    for row in rows {
        let Visitor { citizen: person, name } = Visitor::of(look, row)?;
        let same = |(other, their_name, earlier): &&(Citizen, String, &BookingState)| {
            other.likeness(their_name, &person, &name) == Likeness::Same && shares_item(&earlier.items, &row.items)
        };
        for (.., earlier) in known.iter().filter(same) {
            twice.extend([earlier.id, row.id]);
        }
        if !person.is_nobody() {
            known.push((person, name, row));
        }
    }
    Ok(twice)
}

fn repeat(look: &impl Look, row: &BookingState, name: &str) -> Result<Repeat, StoreError> {
    Ok(Repeat {
        booking: row.id,
        number: BookingNumber::from_digits(row.number),
        masked_name: mask_name(name),
        date: row.place.day.date(),
        start: times(look.views(), row)?.map(|(start, _)| start).unwrap_or_default(),
    })
}

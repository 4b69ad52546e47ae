//! Finding bookings by their people: an index in memory, made from the vault when the hall is opened, gone when it is
//! closed. Nothing of it ever touches the disk (invariant A9).
//!
//! The bulk is indexed once; what changes afterwards lies in a small second index that is made anew with every change, and
//! covers what it replaces in the first.

use crate::rights::Right;
use crate::{Desk, Hall, Refusal};
use chrono::NaiveDate;
use domain::booking::{BookingNumber, Person, clean_identity, mask_name, mask_phone, phone_key};
use domain::event::PersonalField;
use domain::names::Names;
use domain::record::RecordId;
use domain::search::NameIndex;
use domain::time::BeijingDay;
use journal::EventId;
use std::collections::{BTreeSet, HashMap};
use std::sync::{PoisonError, RwLock};
use store::{BookingRow, PersonalRow, ReadTx, Store, StoreError, VaultField};

/// Digits of a phone or a number that are enough to look for it.
const DIGITS_MIN: usize = 3;

/// Bookings in the second index from which all is indexed anew.
const CHANGED_MAX: usize = 2000;

/// Items whose bookings are listed: more would be a list of everything.
const ITEMS_MAX: usize = 5;

/// The same within one day, which is short enough.
const ITEMS_OF_DAY_MAX: usize = 200;

/// Bookings to come that are looked through for an item: many Saturdays of the busiest hall.
const UPCOMING_MAX: u32 = 2000;

/// A booking that was found, masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundBooking {
    pub booking: RecordId,
    pub number: BookingNumber,
    pub date: NaiveDate,
    /// Neither cancelled nor taken back.
    pub stands: bool,
    pub masked_name: String,
    pub masked_phone: String,
    /// The item it was found by; nothing where it was found by its person or number.
    pub item: Option<Names>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FoundBookings {
    pub bookings: Vec<FoundBooking>,
    /// Values in the vault that do not open: they are damaged, and nobody can be found by them.
    pub unreadable: u32,
}

struct Entry {
    booking: RecordId,
    number: u64,
    date: NaiveDate,
    stands: bool,
    name: String,
    phone: String,
    /// The phone's digits, for its tail.
    digits: String,
    /// The number of a document.
    identity: String,
}

struct Part {
    entries: Vec<Entry>,
    names: NameIndex,
}

/// The index of an open hall.
pub(crate) struct PeopleIndex(RwLock<Parts>);

struct Parts {
    bulk: Part,
    changed: Part,
    /// Bookings of the bulk that the second part covers, or that are erased.
    covered: BTreeSet<RecordId>,
    unreadable: u32,
}

impl Parts {
    fn read(store: &Store) -> Result<Self, Refusal> {
        let (entries, unreadable) = read_all(store)?;
        Ok(Self { bulk: Part::new(entries), changed: Part::new(Vec::new()), covered: BTreeSet::new(), unreadable })
    }
}

impl Part {
    /// The newest day first, so that of equally good names the one to come is on top.
    fn new(mut entries: Vec<Entry>) -> Self {
        entries.sort_unstable_by_key(|entry| (std::cmp::Reverse(entry.date), entry.booking));
        let names = NameIndex::new(entries.iter().map(|entry| entry.name.as_str()));
        Self { entries, names }
    }

    fn by_name(&self, text: &str, limit: usize) -> impl Iterator<Item = &Entry> {
        let found = self.names.search(text, limit);
        found.into_iter().filter_map(|place| self.entries.get(usize::try_from(place).ok()?))
    }

    fn by_digits<'a>(&'a self, digits: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.entries
            .iter()
            .filter(move |entry| ends(entry, digits) || format!("{:010}", entry.number).starts_with(digits))
    }

    /// By the end of a document's number that has letters (`002X`).
    fn by_document<'a>(&'a self, tail: Option<&'a str>) -> impl Iterator<Item = &'a Entry> {
        tail.into_iter().flat_map(|tail| self.entries.iter().filter(move |entry| entry.identity.ends_with(tail)))
    }
}

/// Whether an entry can be of a person at all: asked of all of them, so nothing is copied for it.
fn touches(entry: &Entry, person: &Person) -> bool {
    let same = |known: &Option<String>, own: &str| known.as_deref().is_some_and(|known| known == own);
    same(&person.phone, &entry.digits) || same(&person.identity, &entry.identity)
}

/// By the last digits of the phone or the document.
fn ends(entry: &Entry, digits: &str) -> bool {
    entry.digits.ends_with(digits) || entry.identity.ends_with(digits)
}

impl Entry {
    fn person(&self) -> Person {
        let some = |text: &String| (!text.is_empty()).then(|| text.clone());
        Person { phone: some(&self.digits), identity: some(&self.identity) }
    }
}

impl PeopleIndex {
    /// Reads names and phones of every booking that has them.
    pub(crate) fn load(store: &Store) -> Result<Self, Refusal> {
        Ok(Self(RwLock::new(Parts::read(store)?)))
    }

    /// Reads everything anew: a sync has brought bookings or names.
    pub(crate) fn reload(&self, store: &Store) -> Result<(), Refusal> {
        let fresh = Parts::read(store)?;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }

    /// Takes over how bookings stand now.
    pub(crate) fn refresh(&self, store: &Store, bookings: &[RecordId]) -> Result<(), Refusal> {
        let fresh: Vec<Entry> = store.read(|tx: &ReadTx<'_>| -> Result<Vec<Entry>, StoreError> {
            let rows = bookings.iter().filter_map(|id| tx.views().booking(*id).transpose());
            rows.map(|row| row.and_then(|row| entry(tx, PersonalRow::from(row))))
                .filter_map(Result::transpose)
                .collect()
        })?;
        let mut parts = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let mut changed = std::mem::take(&mut parts.changed.entries);
        changed.retain(|entry| !bookings.contains(&entry.booking));
        changed.extend(fresh);
        parts.covered.extend(bookings);
        if changed.len() <= CHANGED_MAX {
            parts.changed = Part::new(changed);
            return Ok(());
        }
        let mut all = std::mem::take(&mut parts.bulk.entries);
        all.retain(|entry| !parts.covered.contains(&entry.booking));
        all.extend(changed);
        parts.bulk = Part::new(all);
        parts.changed = Part::new(Vec::new());
        parts.covered.clear();
        Ok(())
    }

    fn search(&self, text: &str, limit: usize, on: Option<NaiveDate>) -> FoundBookings {
        let parts = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let digits: String = domain::people::clean_secret(text).chars().filter(char::is_ascii_digit).collect();
        let has_letters = text.chars().any(char::is_alphabetic);
        let tail = Some(clean_identity(text)).filter(|_| digits.len() >= DIGITS_MIN);
        let covered = |entry: &&Entry| !parts.covered.contains(&entry.booking);
        let asked = |entry: &&Entry| on.is_none_or(|date| entry.date == date);
        // What is covered in the bulk, or of another day, must not take the places of what is asked for.
        let room = if on.is_some() { usize::MAX } else { limit.saturating_add(parts.covered.len()) };
        let found: Vec<&Entry> = if has_letters {
            let tail = tail.as_deref();
            let old = parts.bulk.by_document(tail).chain(parts.bulk.by_name(text, room)).filter(covered);
            let new = parts.changed.by_document(tail).chain(parts.changed.by_name(text, room));
            new.chain(old).filter(asked).take(limit).collect()
        } else if digits.len() >= DIGITS_MIN {
            let old = parts.bulk.by_digits(&digits).filter(covered);
            parts.changed.by_digits(&digits).chain(old).filter(asked).take(limit).collect()
        } else {
            Vec::new()
        };
        FoundBookings { bookings: found.into_iter().map(masked).collect(), unreadable: parts.unreadable }
    }

    /// Bookings as they would be listed.
    pub(crate) fn found(&self, bookings: &[RecordId]) -> Vec<FoundBooking> {
        let parts = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let old = parts.bulk.entries.iter().filter(|entry| !parts.covered.contains(&entry.booking));
        let all = parts.changed.entries.iter().chain(old);
        all.filter(|entry| bookings.contains(&entry.booking)).map(masked).collect()
    }

    /// The newest booking of a person, with their masked name.
    pub(crate) fn last_of(&self, person: &Person, except: Option<RecordId>) -> Option<(RecordId, String)> {
        if person.is_nobody() {
            return None;
        }
        let parts = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let old = parts.bulk.entries.iter().filter(|entry| !parts.covered.contains(&entry.booking));
        let all = parts.changed.entries.iter().chain(old);
        let theirs =
            all.filter(|entry| Some(entry.booking) != except && touches(entry, person) && person.is(&entry.person()));
        let last = theirs.max_by_key(|entry| (entry.date, entry.booking))?;
        Some((last.booking, mask_name(&last.name)))
    }

    /// Bookings of the same person: the same phone or document, or, where there is neither, nobody else's.
    pub(crate) fn of_same_person(&self, booking: RecordId) -> Vec<RecordId> {
        let parts = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let old = parts.bulk.entries.iter().filter(|entry| !parts.covered.contains(&entry.booking));
        let all = || parts.changed.entries.iter().chain(old.clone());
        let person = all().find(|entry| entry.booking == booking).map(Entry::person).unwrap_or_default();
        if person.is_nobody() {
            return vec![booking];
        }
        let theirs = all().filter(|entry| touches(entry, &person) && person.is(&entry.person()));
        theirs.map(|entry| entry.booking).collect()
    }
}

fn masked(entry: &Entry) -> FoundBooking {
    FoundBooking {
        booking: entry.booking,
        number: BookingNumber::from_digits(entry.number),
        date: entry.date,
        stands: entry.stands,
        masked_name: mask_name(&entry.name),
        masked_phone: mask_phone(&entry.phone),
        item: None,
    }
}

fn entry(tx: &ReadTx<'_>, row: PersonalRow) -> Result<Option<Entry>, StoreError> {
    let value = |field: PersonalField| match row.personal.get(&field) {
        Some(event) => tx.vault_get(store::event_id(*event), VaultField(field.number())),
        None => Ok(None),
    };
    let (name, phone) = (value(PersonalField::Name)?, value(PersonalField::Phone)?);
    let identity = value(PersonalField::Identity)?.unwrap_or_default();
    Ok(name.map(|name| made(&row, name, phone.unwrap_or_default(), identity)))
}

fn made(row: &PersonalRow, name: String, phone: String, identity: String) -> Entry {
    let digits = phone_key(&phone).unwrap_or_default();
    Entry {
        booking: row.id,
        number: row.number,
        date: row.day.date(),
        stands: row.stands,
        name,
        phone,
        digits,
        identity,
    }
}

/// Names and phones by the event that set them, in one pass over the vault; then whose they are.
fn read_all(store: &Store) -> Result<(Vec<Entry>, u32), Refusal> {
    store.read(|tx: &ReadTx<'_>| -> Result<(Vec<Entry>, u32), Refusal> {
        let fields = [PersonalField::Name, PersonalField::Phone, PersonalField::Identity]
            .map(|field| VaultField(field.number()));
        let mut values: HashMap<(EventId, VaultField), String> = HashMap::new();
        let unopened = tx.vault_each(&fields, |event, field, value| {
            values.insert((event, field), value.to_owned());
        })?;
        let mut entries = Vec::new();
        tx.views().each_with_personal(|row| {
            let mut value = |field: PersonalField| {
                let event = store::event_id(*row.personal.get(&field)?);
                values.remove(&(event, VaultField(field.number())))
            };
            let (name, phone) = (value(PersonalField::Name), value(PersonalField::Phone));
            let identity = value(PersonalField::Identity).unwrap_or_default();
            entries.extend(name.map(|name| made(&row, name, phone.unwrap_or_default(), identity)));
        })?;
        Ok((entries, u32::try_from(unopened.len()).unwrap_or(u32::MAX)))
    })
}

impl Hall {
    /// The index follows a change that is on the disk. Should that fail, the booking is still there and found next time.
    pub(crate) fn reindex(&self, bookings: &[RecordId]) {
        if let Err(refusal) = self.people.refresh(&self.store, bookings) {
            tracing::error!(%refusal, "the index of people could not follow a change");
        }
    }
}

impl Hall {
    /// Values in the vault that did not open when the hall was opened.
    pub(crate) fn people_unreadable(&self) -> u32 {
        self.people.0.read().unwrap_or_else(PoisonError::into_inner).unreadable
    }
}

impl Desk {
    /// Bookings by name (characters, pinyin, initials), tail of the phone, or number; then those to come by item. Names
    /// masked.
    ///
    /// # Errors
    /// [`Refusal::NotPermitted`].
    pub fn find_bookings(&self, text: &str, limit: usize) -> Result<FoundBookings, Refusal> {
        self.require(Right::SeeFullName)?;
        let mut found = self.people.search(text, limit, None);
        if text.chars().any(char::is_alphabetic) && found.bookings.len() < limit {
            let known: BTreeSet<RecordId> = found.bookings.iter().map(|one| one.booking).collect();
            let by_item = self.upcoming_by_item(text, limit - found.bookings.len(), &known)?;
            found.bookings.extend(by_item);
        }
        Ok(found)
    }

    /// Bookings of one day by the same, whatever their number: a filter over its board and its lists.
    ///
    /// # Errors
    /// [`Refusal::NotPermitted`].
    pub fn find_on_day(&self, text: &str, date: NaiveDate) -> Result<FoundBookings, Refusal> {
        self.require(Right::SeeFullName)?;
        let mut found = self.people.search(text, usize::MAX, Some(date));
        if text.chars().any(char::is_alphabetic) {
            let known: BTreeSet<RecordId> = found.bookings.iter().map(|one| one.booking).collect();
            let by_item = self.by_item(text, ITEMS_OF_DAY_MAX, usize::MAX, &known, |tx| {
                tx.views().visits_of_day(BeijingDay::from(date))
            })?;
            found.bookings.extend(by_item);
        }
        Ok(found)
    }

    /// Bookings from today on whose item matches, the next day first.
    fn upcoming_by_item(
        &self,
        text: &str,
        limit: usize,
        known: &BTreeSet<RecordId>,
    ) -> Result<Vec<FoundBooking>, Refusal> {
        let today = BeijingDay::from(self.clock.now().date());
        self.by_item(text, ITEMS_MAX, limit, known, |tx| tx.views().upcoming(today, UPCOMING_MAX))
    }

    /// Of some bookings those whose item matches and that are not known yet.
    fn by_item(
        &self,
        text: &str,
        items: usize,
        limit: usize,
        known: &BTreeSet<RecordId>,
        rows: impl FnOnce(&ReadTx<'_>) -> Result<Vec<BookingRow>, StoreError>,
    ) -> Result<Vec<FoundBooking>, Refusal> {
        let hits = self.reference().index.search(text, items).hits;
        if hits.is_empty() {
            return Ok(Vec::new());
        }
        self.store.read(|tx: &ReadTx<'_>| -> Result<Vec<FoundBooking>, Refusal> {
            let mut found = Vec::new();
            for row in rows(tx)? {
                let item = row.items.iter().find(|item| hits.iter().any(|hit| hit.item == item.item));
                let Some(item) = item.filter(|_| !known.contains(&row.id)) else { continue };
                let value = |field| crate::booking::personal_value(tx, &row.personal, field);
                found.push(FoundBooking {
                    booking: row.id,
                    number: BookingNumber::from_digits(row.number),
                    date: row.place.day.date(),
                    stands: true,
                    masked_name: mask_name(&value(PersonalField::Name)?),
                    masked_phone: mask_phone(&value(PersonalField::Phone)?),
                    item: Some(item.names.clone()),
                });
                if found.len() == limit {
                    break;
                }
            }
            Ok(found)
        })
    }
}

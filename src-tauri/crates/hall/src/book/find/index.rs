//! Finding bookings by their people: an index in memory, made from the vault when the hall is opened, gone when it is
//! closed. Nothing of it ever touches the disk (invariant A9).
//!
//! The bulk is indexed once; what changes afterwards lies in a small second index that is made anew when somebody is sought
//! after a change, and covers what it replaces in the first.

use super::entry::{Entry, FIELDS, FoundBooking, FoundBookings, Known, Part};
use super::sought::Sought;
use crate::ground::Refusal;
use chrono::NaiveDate;
use domain::booking::Citizen;
use domain::record::RecordId;
use journal::EventId;
use std::collections::{BTreeSet, HashMap};
use std::sync::{PoisonError, RwLock};
use store::{PersonalRow, ReadTx, Store, StoreError, VaultField, WriteTx};

/// Bookings in the second index from which all is indexed anew.
const CHANGED_MAX: usize = 2000;

/// The index of an open hall.
pub(crate) struct Citizens(RwLock<Parts>);

/// Bookings that a write has changed, and how those of them that have a name stand since.
pub(crate) struct Changed {
    bookings: BTreeSet<RecordId>,
    entries: Vec<Entry>,
}

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
        Ok(Self { bulk: Part::indexed(entries), changed: Part::new(Vec::new()), covered: BTreeSet::new(), unreadable })
    }

    /// Every booking as it stands.
    fn all(&self) -> impl Iterator<Item = &Entry> {
        self.changed
            .entries
            .iter()
            .chain(self.bulk.entries.iter().filter(|entry| !self.covered.contains(&entry.booking)))
    }

    /// What answers to what was typed, none twice: numbers, documents, names, then names with numbers.
    fn answers<'a>(
        &'a self,
        sought: &'a Sought,
        room: usize,
        on: Option<NaiveDate>,
        limit: usize,
    ) -> Vec<(&'a Entry, bool)> {
        let (number, document) = (sought.number.as_ref(), sought.document.as_deref());
        let exact = |entry| (entry, false);
        let numbers = number.into_iter().flat_map(|number| {
            self.standing(self.changed.by_number(number).map(exact), self.bulk.by_number(number).map(exact))
        });
        let documents =
            self.standing(self.changed.by_document(document).map(exact), self.bulk.by_document(document).map(exact));
        let names = sought.name.as_deref().into_iter().flat_map(|name| self.names(name, room, on, false));
        let both = sought.both.as_ref().into_iter().flat_map(|(name, number)| {
            self.standing(self.changed.by_both(name, number), self.bulk.by_both(name, number))
        });
        let mut seen = BTreeSet::new();
        numbers
            .chain(documents)
            .chain(names)
            .chain(both)
            .filter(|(entry, _)| on.is_none_or(|date| entry.date == date) && seen.insert(entry.booking))
            .take(limit)
            .collect()
    }

    /// By name; where nothing matches, by names that sound alike.
    fn names<'a>(
        &'a self,
        name: &'a str,
        room: usize,
        on: Option<NaiveDate>,
        alike: bool,
    ) -> impl Iterator<Item = (&'a Entry, bool)> {
        let found = self.standing(self.changed.by_name(name, room, alike), self.bulk.by_name(name, room, alike));
        let mut seen = BTreeSet::new();
        found.filter(move |(entry, _)| on.is_none_or(|date| entry.date == date) && seen.insert(entry.booking))
    }

    /// What changed, then what still stands of the bulk.
    fn standing<'a>(
        &'a self,
        changed: impl IntoIterator<Item = (&'a Entry, bool)>,
        bulk: impl IntoIterator<Item = (&'a Entry, bool)>,
    ) -> impl Iterator<Item = (&'a Entry, bool)> {
        let bulk = bulk.into_iter().filter(|(entry, _)| !self.covered.contains(&entry.booking));
        changed.into_iter().chain(bulk)
    }
}

impl Citizens {
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

    /// How bookings stand within a write that has changed them: to be taken over once it is committed.
    pub(crate) fn changed(tx: &WriteTx<'_>, bookings: BTreeSet<RecordId>) -> Result<Changed, StoreError> {
        let rows = bookings.iter().filter_map(|id| tx.views().booking(*id).transpose());
        let entry = |row: PersonalRow| {
            Entry::new(&row, |field| match row.personal.get(&field) {
                Some(event) => tx.vault_get(store::event_id(*event), VaultField(field.number())),
                None => Ok(None),
            })
        };
        let entries = rows.map(|row| row.and_then(|row| entry(PersonalRow::from(row))));
        Ok(Changed { entries: entries.filter_map(Result::transpose).collect::<Result<_, _>>()?, bookings })
    }

    /// Bookings that have lost every name.
    pub(crate) fn erased(bookings: BTreeSet<RecordId>) -> Changed {
        Changed { bookings, entries: Vec::new() }
    }

    /// Takes over what a write has changed.
    pub(crate) fn take(&self, changed: Changed) {
        let Changed { bookings, entries: fresh } = changed;
        if bookings.is_empty() {
            return;
        }
        let mut parts = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let mut changed = std::mem::take(&mut parts.changed.entries);
        changed.retain(|entry| !bookings.contains(&entry.booking));
        changed.extend(fresh);
        parts.covered.extend(bookings);
        if changed.len() <= CHANGED_MAX {
            parts.changed = Part::new(changed);
            return;
        }
        let mut all = std::mem::take(&mut parts.bulk.entries);
        all.retain(|entry| !parts.covered.contains(&entry.booking));
        all.extend(changed);
        parts.bulk = Part::indexed(all);
        parts.changed = Part::new(Vec::new());
        parts.covered.clear();
    }

    pub(super) fn search(&self, text: &str, limit: usize, on: Option<NaiveDate>) -> FoundBookings {
        let sought = Sought::new(text);
        let parts = self.0.read().unwrap_or_else(PoisonError::into_inner);
        // What is covered in the bulk, or of another day, must not take the places of what is asked for; and somebody may be
        // found twice, as a person and as an agent.
        let room = limit.saturating_add(parts.covered.len()).saturating_mul(2);
        let room = if on.is_some() { usize::MAX } else { room };
        let mut found = parts.answers(&sought, room, on, limit);
        if let Some(name) = sought.name.as_deref().filter(|_| found.is_empty()) {
            found = parts.names(name, room, on, true).take(limit).collect();
        }
        let found = found.into_iter().map(|(entry, by_sound)| entry.masked(by_sound));
        FoundBookings { bookings: found.collect(), unreadable: parts.unreadable }
    }

    /// Bookings as they would be listed.
    pub(crate) fn found(&self, bookings: &[RecordId]) -> Vec<FoundBooking> {
        let parts = self.0.read().unwrap_or_else(PoisonError::into_inner);
        parts.all().filter(|entry| bookings.contains(&entry.booking)).map(|entry| entry.masked(false)).collect()
    }

    /// The newest booking of a person with their masked name, or else the newest in which they act for somebody.
    pub(crate) fn last_of(&self, person: &Citizen, except: Option<RecordId>) -> Option<Known> {
        if person.is_nobody() {
            return None;
        }
        let parts = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let all = || parts.all().filter(|entry| Some(entry.booking) != except);
        let theirs = all().filter(|entry| entry.touches(person) && person.is(&entry.person()));
        let last = theirs.max_by_key(|entry| (entry.date, entry.booking)).map(|entry| entry.known(false));
        last.or_else(|| {
            let as_agent = all().filter(|entry| entry.is_agent(person));
            as_agent.max_by_key(|entry| (entry.date, entry.booking)).map(|entry| entry.known(true))
        })
    }

    /// Bookings of the same person: the same phone or document, also where they are the agent; or, where there is neither,
    /// nobody else's.
    pub(crate) fn of_same_person(&self, booking: RecordId) -> Vec<RecordId> {
        let parts = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let person = parts.all().find(|entry| entry.booking == booking).map(Entry::person).unwrap_or_default();
        if person.is_nobody() {
            return vec![booking];
        }
        let is_theirs =
            |entry: &&Entry| (entry.touches(&person) && person.is(&entry.person())) || entry.is_agent(&person);
        parts.all().filter(is_theirs).map(|entry| entry.booking).collect()
    }
}

/// Names and phones by the event that set them, in one pass over the vault; then whose they are.
fn read_all(store: &Store) -> Result<(Vec<Entry>, u32), Refusal> {
    store.read(|tx: &ReadTx<'_>| -> Result<(Vec<Entry>, u32), Refusal> {
        let fields = FIELDS.map(|field| VaultField(field.number()));
        let mut values: HashMap<(EventId, VaultField), String> = HashMap::new();
        let unopened = tx.vault_each(&fields, |event, field, value| {
            values.insert((event, field), value.to_owned());
        })?;
        let mut entries = Vec::new();
        tx.views().each_with_personal(|row| {
            let made = Entry::new(&row, |field| {
                let event = row.personal.get(&field).map(|event| store::event_id(*event));
                let value = event.and_then(|event| values.remove(&(event, VaultField(field.number()))));
                Ok::<_, std::convert::Infallible>(value)
            });
            entries.extend(made.ok().flatten());
        })?;
        Ok((entries, u32::try_from(unopened.len()).unwrap_or(u32::MAX)))
    })
}

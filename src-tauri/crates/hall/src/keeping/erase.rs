//! Erasing a person: their values leave every file of this PC, backups included; the bookings stay as counts. And the days
//! after which that happens by itself (PRODUCT rule 38).

use super::traces::{drop_drafts_with, phone_trace};
use crate::assist::erase::{HeldStill, events_of_orders};
use crate::book::find::FoundBooking;
use crate::book::find::index::Citizens;
use crate::ground::{Author, Desk, Hall, Refusal, Right, record, wall_to_beijing};
use chrono::Days;
use domain::assist::step::Step;
use domain::event::{BookingErased, EraseReason, Fact, PersonalField};
use domain::limits::ERASE_AFTER_DAYS;
use domain::record::RecordId;
use domain::text::{identity_key, name_key};
use journal::EventId;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::PathBuf;
use store::{ReadTx, Store, StoreError, VaultField, WriteTx};

/// Bookings erased at once in the background: each lot is one short write.
const LOT: usize = 200;

/// A hall that works only on Saturdays leaves a date in the journal every seven days.
const DAYS_A_DATE: u16 = 9;
const DATES_NEEDED: std::ops::RangeInclusive<usize> = 2..=10;

/// What erasing did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    pub bookings: u32,
    /// Cases of the assisted-handling log that came from them and of which papers are still held.
    pub held: Vec<HeldStill>,
    /// Files that could not be cleaned now; they are tried again every day and at every start.
    pub unreached: Vec<PathBuf>,
}

impl Desk {
    /// Bookings that would be erased with this one: those under the same phone.
    ///
    /// # Errors
    /// [`Refusal::BookingNotFound`].
    pub fn erase_preview(&self, booking: RecordId) -> Result<Vec<FoundBooking>, Refusal> {
        self.require(Right::ErasePersonal)?;
        let found = self.citizens.found(&self.citizens.of_same_person(booking));
        if found.is_empty() { Err(Refusal::BookingNotFound) } else { Ok(found) }
    }

    /// Erases the personal values of bookings, for good.
    ///
    /// # Errors
    /// [`Refusal::BookingNotFound`] for one that is not there; `LogRefusal::OrdersOpen` while a work order of one, or of a case
    /// that came from it, is not settled; what the disk says.
    pub fn erase(&self, bookings: Vec<RecordId>) -> Result<Erased, Refusal> {
        self.require(Right::ErasePersonal)?;
        self.erase_now(self.author(), bookings, EraseReason::Asked)
    }
}

impl Hall {
    fn erase_now(&self, author: Author, bookings: Vec<RecordId>, reason: EraseReason) -> Result<Erased, Refusal> {
        // The cases first: cut short, the booking still names its person, and is erased again.
        let of_the_log = if reason == EraseReason::Asked { self.cases_of_bookings(&bookings)? } else { Vec::new() };
        if reason == EraseReason::Asked {
            self.orders_are_settled(&of_the_log, &bookings)?;
        }
        let cases = self.erase_cases_now(author, of_the_log, reason)?;
        let (subjects, values) = self.store.read(|tx: &ReadTx<'_>| subjects_of(tx, &bookings))?;
        let count = u32::try_from(bookings.len()).unwrap_or(u32::MAX);
        let gone = bookings.iter().copied().collect();
        let on_record = move |tx: &mut WriteTx<'_>| {
            for booking in &bookings {
                let row = tx.views().booking(*booking)?.ok_or(Refusal::BookingNotFound)?;
                if !tx.is_erasing_on_record(store::event_id(*booking))? {
                    let fact = Fact::BookingErased(BookingErased { reason });
                    record(tx, author, &fact, Some(*booking), Some(row.last))?;
                }
            }
            drop_drafts_with(tx, &values)?;
            Ok::<(), Refusal>(())
        };
        let unreached = self.erase_as(reason, subjects, on_record)?;
        self.citizens.take(Citizens::erased(gone));
        let unreached = [unreached, cases.unreached].concat();
        Ok(Erased { bookings: count, held: cases.held, unreached })
    }

    /// Brings erasures that came by a sync, or were cut short, to their end: on record, and in every file of this PC.
    ///
    /// # Errors
    /// What the store says; it is gone on with the next time.
    pub(crate) fn follow_erasures(&self) -> Result<(), Refusal> {
        self.store.take_out_what_was_erased()?;
        put_on_record(&self.store, Author::program(self.clock))?;
        let unreached = self.store.follow_erasures(&self.backup_folders()?)?;
        if !unreached.is_empty() {
            tracing::warn!(files = unreached.len(), "files with erased values are out of reach");
        }
        Ok(())
    }

    /// What somebody asked for reaches every file at once; of what has been kept long enough each lot is one short write, and
    /// the files follow after the last. A second folder that is not known is no reason to say that nothing was left out.
    pub(crate) fn erase_as(
        &self,
        reason: EraseReason,
        subjects: Vec<EventId>,
        on_record: impl FnOnce(&mut WriteTx<'_>) -> Result<(), Refusal> + Send + 'static,
    ) -> Result<Vec<PathBuf>, Refusal> {
        let folders = self.backup_folders()?;
        match reason {
            EraseReason::Asked => Ok(self.store.erase(subjects, &folders, on_record)?.unreached),
            EraseReason::Expired => self.store.erase_lot(subjects, on_record).map(|()| Vec::new()),
        }
    }

    /// How many days personal values are kept after the service date.
    ///
    /// # Errors
    /// What the store says.
    pub fn erase_after_days(&self) -> Result<u16, Refusal> {
        let set = self.store.read(|tx: &ReadTx<'_>| tx.views().hall_settings())?;
        Ok(set.erase_after_days.unwrap_or(ERASE_AFTER_DAYS))
    }

    /// Whether the days that values are kept went by as days of work, and not as a leap of the clock: so many different
    /// dates stand in the journal within them. After a restart under a wrong clock nothing else tells the two apart.
    fn days_went_by(&self) -> Result<bool, Refusal> {
        let keep = self.erase_after_days()?;
        let today = self.clock.now().date();
        let within = today.checked_sub_days(Days::new(u64::from(keep))).unwrap_or(today)..=today;
        let needed = usize::from(keep / DAYS_A_DATE).clamp(*DATES_NEEDED.start(), *DATES_NEEDED.end());
        let mut dates = BTreeSet::new();
        self.store.read(|tx: &ReadTx<'_>| {
            tx.events_newest_first(None, |event, _| {
                let date = wall_to_beijing(event.wall).date();
                dates.extend(within.contains(&date).then_some(date));
                if dates.len() < needed { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            })
        })?;
        Ok(dates.len() >= needed)
    }

    /// Erases what has been kept long enough, in lots. Under a doubted clock nothing is erased: one that runs a year ahead
    /// would empty the book.
    ///
    /// # Errors
    /// What the disk says.
    pub fn erase_expired(&self) -> Result<u32, Refusal> {
        if self.clock_doubt()?.is_some() || !self.days_went_by()? {
            return Ok(0);
        }
        let Some(first_kept) = self.first_kept()? else { return Ok(0) };
        let expired = self.expired_bookings(first_kept)?;
        for lot in expired.chunks(LOT) {
            self.erase_now(Author::program(self.clock), lot.to_vec(), EraseReason::Expired)?;
        }
        let cases = self.expired_cases(first_kept)?;
        for lot in cases.chunks(LOT) {
            self.erase_cases_now(Author::program(self.clock), lot.to_vec(), EraseReason::Expired)?;
        }
        let count = expired.len() + cases.len();
        if count > 0 {
            self.store.enforce_erasures(&self.backup_folders()?)?;
        }
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }
}

/// Writes the event that is missing where values have been erased and nothing says so: a crash came between the two, or a
/// backup of before was put back. Who had asked is not known any more.
pub(crate) fn put_on_record(store: &Store, author: Author) -> Result<(), Refusal> {
    let left = store.read(|tx: &ReadTx<'_>| tx.erased_without_event())?;
    if left.is_empty() {
        return Ok(());
    }
    store.write(move |tx: &mut WriteTx<'_>| -> Result<(), Refusal> {
        let mut records = BTreeSet::new();
        for event in left {
            let entity = store::record_id(event.entity);
            let made = tx.event(event.entity)?;
            let fact = made.and_then(|made| journal::understand(&made, Fact::decode).fact());
            let with: Vec<RecordId> = fact.iter().flat_map(domain::event::erased_with).collect();
            records.extend(if with.is_empty() { vec![entity] } else { with });
        }
        for id in records {
            if tx.is_erasing_on_record(store::event_id(id))? {
                continue;
            }
            let reason = EraseReason::Asked;
            if let Some(row) = tx.views().booking(id)? {
                record(tx, author, &Fact::BookingErased(BookingErased { reason }), Some(id), Some(row.last))?;
            } else if let Some(case) = tx.views().case(id)? {
                record(tx, author, &Fact::from(Step::Erased(reason)), Some(id), Some(case.last))?;
            }
        }
        Ok(())
    })
}

/// The form in which a value is compared.
type Compared = fn(&str) -> String;

/// What would bring a person back, and the form in which it is compared.
const TRACES: [(PersonalField, Compared); 5] = [
    (PersonalField::Name, name_key),
    (PersonalField::Phone, phone_trace),
    (PersonalField::Identity, identity_key),
    (PersonalField::AgentName, name_key),
    (PersonalField::AgentPhone, phone_trace),
];

/// Every event of the bookings, under each of which the vault may hold a value; and names, numbers and documents as they are
/// compared.
fn subjects_of(tx: &ReadTx<'_>, bookings: &[RecordId]) -> Result<(Vec<EventId>, Vec<String>), StoreError> {
    let (mut subjects, mut values) = (Vec::new(), Vec::new());
    for booking in bookings {
        for event in tx.events_of(store::event_id(*booking))? {
            for (field, compared) in TRACES {
                let value = tx.vault_get(event.id(), VaultField(field.number()))?.unwrap_or_default();
                values.extend(Some(compared(&value)).filter(|value| !value.is_empty()));
            }
            subjects.push(event.id());
        }
        subjects.extend(events_of_orders(tx, |order| order.booking == Some(*booking))?);
    }
    Ok((subjects, values))
}

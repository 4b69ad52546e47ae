//! The sealed values of cases leave every file of this PC: because somebody asked, with the booking they came from, or when their
//! days are over, counted from the last leg or return. Papers that are still held are told, and can still be given back.

use super::day::{CaseLine, line};
use super::helper::{Helper, named};
use super::sealed;
use crate::ground::{Author, Desk, Hall, LogRefusal, Refusal, Right, record};
use crate::keeping::traces::{drop_drafts_with, phone_trace};
use chrono::{Days, NaiveDate};
use domain::assist::case::CaseState;
use domain::assist::keep::{Kept, erased_on};
use domain::assist::step::{Sealed, Step};
use domain::event::{EraseReason, Fact, OrderOpened};
use domain::record::RecordId;
use domain::text::name_key;
use domain::time::BeijingDay;
use journal::EventId;
use std::collections::BTreeSet;
use std::path::PathBuf;
use store::{OrderRow, ReadTx, StoreError, WriteTx};

/// What erasing cases did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CasesErased {
    pub cases: usize,
    /// Of which papers are still held, how many, and with whom.
    pub held: Vec<HeldStill>,
    /// Files that could not be cleaned now; they are tried again every day and at every start.
    pub unreached: Vec<PathBuf>,
}

/// Papers of an erased case that are still held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldStill {
    pub case: RecordId,
    pub documents: usize,
    pub helper: Option<Helper>,
}

/// A case that would have been erased by now, and why it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptCase {
    pub line: CaseLine,
    pub why: KeptBecause,
}

/// Why a case is kept longer than the hall's days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptBecause {
    DocumentsHeld,
    Open,
    Suspended,
    /// A work order of it is not settled.
    Order,
}

impl Desk {
    /// Erases the sealed values of cases, for good; counts stay.
    ///
    /// # Errors
    /// [`LogRefusal::CaseNotFound`] for one that is not there; [`LogRefusal::OrdersOpen`] while a work order of one is not
    /// settled; what the disk says.
    pub fn erase_cases(&self, cases: Vec<RecordId>) -> Result<CasesErased, Refusal> {
        self.require(Right::ErasePersonal)?;
        self.orders_are_settled(&cases, &[])?;
        self.erase_cases_now(self.author(), cases, EraseReason::Asked)
    }

    /// Cases that would have been erased by now if nobody waited for them.
    ///
    /// # Errors
    /// What the store says.
    pub fn kept_cases(&self) -> Result<Vec<KeptCase>, Refusal> {
        self.require(Right::SeeLog)?;
        let people = self.names_of_people()?;
        let Some(first_kept) = self.first_kept()? else { return Ok(Vec::new()) };
        let day = BeijingDay::from(first_kept);
        self.store.read(|tx: &ReadTx<'_>| -> Result<Vec<KeptCase>, Refusal> {
            let mut kept = Vec::new();
            for case in tx.views().cases_waiting_since(day)? {
                let why = match erased_on(&case, 0) {
                    Err(Kept::DocumentsHeld) => KeptBecause::DocumentsHeld,
                    Err(Kept::Suspended) => KeptBecause::Suspended,
                    Err(Kept::Open) | Ok(_) => KeptBecause::Open,
                };
                kept.push(KeptCase { line: line(&case, &people), why });
            }
            let unsettled = unsettled(tx, |order| order.case)?;
            for id in tx.views().cases_kept_before(day)?.into_iter().filter(|id| unsettled.contains(id)) {
                let case = tx.views().case(id)?;
                kept.extend(case.map(|case| KeptCase { line: line(&case, &people), why: KeptBecause::Order }));
            }
            Ok(kept)
        })
    }
}

impl Hall {
    /// The first day of which personal values are kept. `None` where the calendar has none.
    pub(crate) fn first_kept(&self) -> Result<Option<NaiveDate>, Refusal> {
        let keep = Days::new(u64::from(self.erase_after_days()?));
        Ok(self.clock.now().date().checked_sub_days(keep))
    }

    /// Cases whose days are over. A work order is settled before its contact is erased.
    pub(crate) fn expired_cases(&self, first_kept: NaiveDate) -> Result<Vec<RecordId>, Refusal> {
        // Its first day without is that many days after its last: that day is over already.
        let day = BeijingDay(BeijingDay::from(first_kept).0.saturating_add(1));
        Ok(self.store.read(|tx: &ReadTx<'_>| -> Result<_, StoreError> {
            let unsettled = unsettled(tx, |order| order.case)?;
            let mut expired = tx.views().cases_kept_before(day)?;
            expired.retain(|case| !unsettled.contains(case));
            Ok(expired)
        })?)
    }

    /// A work order is settled before its contact is erased.
    pub(crate) fn orders_are_settled(&self, cases: &[RecordId], bookings: &[RecordId]) -> Result<(), Refusal> {
        let is_of = |order: &OrderRow| {
            let OrderOpened { case, booking, .. } = order.opened;
            case.is_some_and(|case| cases.contains(&case)) || booking.is_some_and(|one| bookings.contains(&one))
        };
        let orders = self.store.read(|tx: &ReadTx<'_>| tx.views().work_orders())?;
        match orders.iter().filter(|order| order.ended.is_none() && is_of(order)).count() {
            0 => Ok(()),
            open => Err(Refusal::Log(LogRefusal::OrdersOpen(open))),
        }
    }

    /// Bookings whose days are over, without those of which a work order is not settled.
    pub(crate) fn expired_bookings(&self, first_kept: NaiveDate) -> Result<Vec<RecordId>, Refusal> {
        let day = BeijingDay::from(first_kept);
        Ok(self.store.read(|tx: &ReadTx<'_>| -> Result<_, StoreError> {
            let unsettled = unsettled(tx, |order| order.booking)?;
            let mut expired = tx.views().kept_before(day)?;
            expired.retain(|booking| !unsettled.contains(booking));
            Ok(expired)
        })?)
    }

    /// Cases that came from bookings, those that were voided too.
    pub(crate) fn cases_of_bookings(&self, bookings: &[RecordId]) -> Result<Vec<RecordId>, Refusal> {
        Ok(self.store.read(|tx: &ReadTx<'_>| -> Result<_, StoreError> {
            let mut cases = Vec::new();
            for booking in bookings {
                cases.extend(tx.views().cases_of_booking(*booking)?.iter().map(|case| case.id));
            }
            Ok(cases)
        })?)
    }

    pub(crate) fn erase_cases_now(
        &self,
        author: Author,
        cases: Vec<RecordId>,
        reason: EraseReason,
    ) -> Result<CasesErased, Refusal> {
        if cases.is_empty() {
            return Ok(CasesErased::default());
        }
        let people = self.names_of_people()?;
        let (subjects, values, held) = self.store.read(|tx: &ReadTx<'_>| -> Result<_, Refusal> {
            let (mut subjects, mut values, mut held) = (Vec::new(), Vec::new(), Vec::new());
            for id in &cases {
                let case = tx.views().case(*id)?.ok_or(Refusal::Log(LogRefusal::CaseNotFound))?;
                subjects_of(tx, &case, &mut subjects, &mut values)?;
                let documents = case.held().count();
                let helper = case.helper().map(|helper| named(helper, &people));
                held.extend((documents > 0).then_some(HeldStill { case: case.id, documents, helper }));
            }
            Ok((subjects, values, held))
        })?;
        let count = cases.len();
        let on_record = move |tx: &mut WriteTx<'_>| {
            for id in &cases {
                let case = tx.views().case(*id)?.ok_or(Refusal::Log(LogRefusal::CaseNotFound))?;
                if !tx.is_erasing_on_record(store::event_id(*id))? {
                    record(tx, author, &Fact::from(Step::Erased(reason)), Some(*id), Some(case.last))?;
                }
            }
            drop_drafts_with(tx, &values)?;
            Ok::<(), Refusal>(())
        };
        Ok(CasesErased { cases: count, held, unreached: self.erase_as(reason, subjects, on_record)? })
    }
}

/// Cases or bookings of which a work order is not settled.
fn unsettled(tx: &ReadTx<'_>, of: impl Fn(OrderOpened) -> Option<RecordId>) -> Result<BTreeSet<RecordId>, StoreError> {
    let orders = tx.views().work_orders()?;
    Ok(orders.into_iter().filter(|order| order.ended.is_none()).filter_map(|order| of(order.opened)).collect())
}

/// Every event of the work orders of a case or booking, under which the vault may hold what they are about.
pub(crate) fn events_of_orders(
    tx: &ReadTx<'_>,
    is_of: impl Fn(OrderOpened) -> bool,
) -> Result<Vec<EventId>, StoreError> {
    let mut events = Vec::new();
    for order in tx.views().work_orders()?.into_iter().filter(|order| is_of(order.opened)) {
        events.extend(tx.events_of(store::event_id(order.id))?.iter().map(journal::Event::id));
    }
    Ok(events)
}

/// Every event of a case and of its work orders, under each of which the vault may hold a value; and name and number as they
/// are compared.
fn subjects_of(
    tx: &ReadTx<'_>,
    case: &CaseState,
    subjects: &mut Vec<EventId>,
    values: &mut Vec<String>,
) -> Result<(), StoreError> {
    for event in tx.events_of(store::event_id(case.id))? {
        for (field, compared) in [(Sealed::Name, name_key as fn(&str) -> String), (Sealed::Phone, phone_trace)] {
            let value = tx.vault_get(event.id(), sealed::field(field))?.unwrap_or_default();
            values.extend(Some(compared(&value)).filter(|value| !value.is_empty()));
        }
        subjects.push(event.id());
    }
    subjects.extend(events_of_orders(tx, |order| order.case == Some(case.id))?);
    Ok(())
}

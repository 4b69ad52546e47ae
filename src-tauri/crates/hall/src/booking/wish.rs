//! What the form asks for, checked against catalogue and rules before anything is written.

use crate::ground::{FieldRefusal, Refusal, Warning};
use crate::reference::Reference;
use chrono::NaiveDate;
use domain::booking::{Entry, EntryProblem, check_entry, clean};
use domain::event::{Channel, ItemSnapshot, Language};
use domain::reference::catalogue::ItemId;

/// A booking as it is wished for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookingWish {
    pub date: NaiveDate,
    pub session: u8,
    pub slot: u16,
    pub items: Vec<ItemId>,
    pub entry: Entry,
    pub channel: Channel,
    pub green_channel: bool,
    pub slip_language: Language,
    /// The day of the earlier visit that was refused.
    pub earlier: Option<NaiveDate>,
    /// Warnings the person has read and accepted.
    pub accepted: Vec<Warning>,
}

/// A wish without a fault at any field.
pub(crate) struct CheckedWish {
    pub wish: BookingWish,
    pub items: Vec<ItemSnapshot>,
}

impl BookingWish {
    /// Checks every field; all faults are told at once.
    ///
    /// `kept` are the items the booking already has: they stay as they were called and routed when it was made, even if
    /// the catalogue has changed since.
    pub(crate) fn check(mut self, reference: &Reference, kept: &[ItemSnapshot]) -> Result<CheckedWish, Refusal> {
        self.entry = clean(self.entry);
        self.entry.phones_asked = self.accepted.contains(&Warning::PhoneUnlikely);
        let mut own = Vec::new();
        if self.earlier.is_some_and(|earlier| earlier > self.date) {
            own.push(FieldRefusal::EarlierDate);
        }
        // Like what was missing there (`clean`), it is kept of a visit that was refused only.
        self.earlier = self.earlier.filter(|_| self.entry.carried_over);
        let items = match (snapshots(reference, &self.items, kept, check_entry(&self.entry, self.date)), own.is_empty())
        {
            (Ok(items), true) => items,
            (Ok(_), false) => return Err(Refusal::Fields(own)),
            (Err(Refusal::Fields(faults)), _) => {
                return Err(Refusal::Fields(faults.into_iter().chain(own).collect()));
            }
            (Err(other), _) => return Err(other),
        };
        Ok(CheckedWish { wish: self, items })
    }
}

/// The items as they are called now, or as they were when the booking was made; with what is wrong with the entry, all
/// faults are told at once.
///
/// # Errors
/// [`Refusal::Fields`].
pub(crate) fn snapshots(
    reference: &Reference,
    wanted: &[ItemId],
    kept: &[ItemSnapshot],
    entry: Vec<EntryProblem>,
) -> Result<Vec<ItemSnapshot>, Refusal> {
    let mut faults = Vec::new();
    if wanted.is_empty() {
        faults.push(FieldRefusal::ItemMissing);
    }
    let mut items: Vec<ItemSnapshot> = Vec::with_capacity(wanted.len());
    for id in wanted {
        if items.iter().any(|item| item.item == *id) {
            continue;
        }
        match kept.iter().find(|item| item.item == *id).cloned().map_or_else(|| snapshot(reference, *id), Ok) {
            Ok(item) => items.push(item),
            Err(fault) => faults.push(fault),
        }
    }
    faults.extend(entry.into_iter().map(FieldRefusal::Entry));
    if faults.is_empty() { Ok(items) } else { Err(Refusal::Fields(faults)) }
}

fn snapshot(reference: &Reference, id: ItemId) -> Result<ItemSnapshot, FieldRefusal> {
    let item = reference.catalogue.item(id).ok_or(FieldRefusal::ItemUnknown)?;
    if item.excluded.is_some() {
        return Err(FieldRefusal::ItemExcluded { item: item.names.zh_hans.clone() });
    }
    Ok(ItemSnapshot::of(item))
}

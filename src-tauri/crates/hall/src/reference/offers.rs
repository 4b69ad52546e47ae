//! Reference data the central server offers: whole versions with a date of effect. On that day the hall takes one into use,
//! if it reads beside everything else; one that does not stands aside and is shown.

use super::in_use::{Reference, keep, share, text_in_use};
use crate::ground::{Author, Refusal, record};
use chrono::NaiveDate;
use domain::event::{Fact, ReferenceAdopted, ReferenceKind};
use domain::reference::calendar;
use domain::reference::change::{self, Entry};
use domain::time::BeijingDay;
use minicbor::{Decode, Encode};
use std::collections::BTreeMap;
use store::{ReadTx, Store, StoreError, WriteTx};

/// Departments come before the items that name them.
const KINDS: [ReferenceKind; 5] = [
    ReferenceKind::Departments,
    ReferenceKind::Items,
    ReferenceKind::Calendar,
    ReferenceKind::Hours,
    ReferenceKind::Directory,
];

/// Name of the offers that this PC has taken into use among its settings: each is taken once, so that what somebody imports
/// afterwards stands.
const TAKEN: &str = "offers-taken";

/// A version on offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub(super) struct Offer {
    #[n(0)]
    pub kind: ReferenceKind,
    /// First day on which it is in effect.
    #[n(1)]
    pub from: BeijingDay,
    #[cbor(n(2), with = "minicbor::bytes")]
    pub hash: [u8; 32],
}

/// Texts by kind that stand in place of those in use.
pub(super) type Texts = BTreeMap<ReferenceKind, String>;

/// What is known of offers at one moment.
pub(super) struct Offers {
    /// All, by day.
    pub all: Vec<Offer>,
    taken: Vec<Offer>,
}

impl Offers {
    pub(super) fn read(tx: &ReadTx<'_>) -> Result<Self, StoreError> {
        let mut all = Vec::new();
        for kind in KINDS {
            let offers = tx.views().reference_offers(kind)?;
            all.extend(offers.iter().map(|row| Offer { kind, from: row.from, hash: row.hash }));
        }
        all.sort_by_key(|offer| offer.from);
        Ok(Self { all, taken: read_taken(tx.local_get(TAKEN)?)? })
    }

    /// Of each kind the last one in effect on a day.
    pub(super) fn in_effect(&self, day: BeijingDay) -> BTreeMap<ReferenceKind, Offer> {
        self.all.iter().filter(|offer| offer.from <= day).map(|offer| (offer.kind, *offer)).collect()
    }

    /// Those of a day's that have not been taken into use yet.
    pub(super) fn due(&self, day: BeijingDay) -> Vec<Offer> {
        self.in_effect(day).into_values().filter(|offer| !self.taken.contains(offer)).collect()
    }

    pub(super) fn is_taken(&self, offer: &Offer) -> bool {
        self.taken.contains(offer)
    }
}

fn read_taken(kept: Option<Vec<u8>>) -> Result<Vec<Offer>, StoreError> {
    let Some(bytes) = kept else { return Ok(Vec::new()) };
    minicbor::decode(&bytes).map_err(|error| StoreError::Damaged(error.to_string()))
}

/// Text of an offer; `None` for one whose bytes have not arrived.
pub(super) fn text(tx: &ReadTx<'_>, offer: &Offer) -> Result<Option<String>, StoreError> {
    let bytes = tx.reference_get(&offer.hash)?;
    bytes.map(|bytes| String::from_utf8(bytes).map_err(|error| StoreError::Damaged(error.to_string()))).transpose()
}

/// Everything in use, with some texts in the place of others.
pub(super) fn with(store: &Store, texts: &Texts) -> Result<Reference, Refusal> {
    Reference::read(|kind| match texts.get(&kind) {
        Some(text) => Ok(beside_in_use(store, kind, text)?.unwrap_or_else(|| text.clone())),
        None => text_in_use(store, kind),
    })
}

/// What stands in the place of an offered calendar that lacks years which are in use: those years beside its own.
fn beside_in_use(store: &Store, kind: ReferenceKind, offered: &str) -> Result<Option<String>, Refusal> {
    if kind != ReferenceKind::Calendar {
        return Ok(None);
    }
    let whole = calendar::merged(&text_in_use(store, kind)?, offered, "").ok();
    let is_more = |whole: &String| change::of_calendar(whole).ok() != change::of_calendar(offered).ok().map(in_order);
    Ok(whole.filter(is_more))
}

fn in_order(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by(|a, b| (a.year, &a.key).cmp(&(b.year, &b.key)));
    entries
}

/// Takes the offers into use that are due: all together, or, where that does not read, each that does by itself. Says whether
/// there was any.
pub(crate) fn adopt(store: &Store, author: Author, today: NaiveDate) -> Result<bool, Refusal> {
    let due = store.read(|tx: &ReadTx<'_>| -> Result<Vec<(Offer, String)>, StoreError> {
        let due = Offers::read(tx)?.due(BeijingDay::from(today));
        due.into_iter().filter_map(|offer| Some(text(tx, &offer).transpose()?.map(|text| (offer, text)))).collect()
    })?;
    if due.is_empty() {
        return Ok(false);
    }
    let mut whole = Texts::new();
    for (offer, text) in &due {
        whole.extend(beside_in_use(store, offer.kind, text)?.map(|text| (offer.kind, text)));
    }
    let together: Texts = due.iter().map(|(offer, text)| (offer.kind, text.clone())).collect();
    let usable = match with(store, &together) {
        Ok(_) => due.into_iter().map(|(offer, _)| offer).collect(),
        Err(_) => usable_alone(store, due)?,
    };
    if usable.is_empty() {
        return Ok(false);
    }
    store.write(move |tx: &mut WriteTx<'_>| take(tx, author, &usable, &whole))?;
    Ok(true)
}

/// Those of the offers that read beside what is in use and beside those before them.
fn usable_alone(store: &Store, due: Vec<(Offer, String)>) -> Result<Vec<Offer>, Refusal> {
    let (mut texts, mut usable) = (Texts::new(), Vec::new());
    for kind in KINDS {
        let Some((offer, text)) = due.iter().find(|(offer, _)| offer.kind == kind) else { continue };
        texts.insert(kind, text.clone());
        match with(store, &texts) {
            Ok(_) => usable.push(*offer),
            Err(Refusal::Broken(detail)) => {
                tracing::warn!(?kind, %detail, "an offered version does not read here and is not used");
                texts.remove(&kind);
            }
            Err(other) => return Err(other),
        }
    }
    Ok(usable)
}

/// Takes offers into use; `whole` is what stands in the place of one of them, and the hall's other PCs learn it from here.
fn take(tx: &mut WriteTx<'_>, author: Author, offers: &[Offer], whole: &Texts) -> Result<(), Refusal> {
    for offer in offers {
        let text = whole.get(&offer.kind);
        let hash = text.map_or(Ok(offer.hash), |text| keep(tx, text))?;
        if tx.views().reference_in_use(offer.kind)?.is_none_or(|in_use| in_use.hash != hash) {
            let adopted = ReferenceAdopted { kind: offer.kind, hash, shipped: false };
            let event = record(tx, author, &Fact::ReferenceAdopted(adopted), None, None)?;
            text.map_or(Ok(()), |text| share(tx, event, text))?;
        }
    }
    let mut taken = read_taken(tx.local_get(TAKEN)?)?;
    taken.extend(offers);
    let bytes = minicbor::to_vec(&taken).map_err(|error| StoreError::Internal(error.to_string()))?;
    Ok(tx.local_put(TAKEN, &bytes)?)
}

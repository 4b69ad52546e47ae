//! What a version of reference data changes for bookings that are there: listed, for somebody to call. The bookings stay as
//! they are.

use super::in_use::Reference;
use super::offers::{self, Offer, Offers, Texts};
use crate::booking::personal_value;
use crate::day;
use crate::ground::{Desk, Look, Refusal, Right, Under};
use chrono::NaiveDate;
use domain::booking::{BookingNumber, BookingState, mask_name};
use domain::event::{PersonalField, ReferenceKind};
use domain::names::Names;
use domain::record::RecordId;
use domain::reference::effect::{self, BookingEffect as Effect};
use domain::time::BeijingDay;
use store::ReadTx;

/// What is different, with the names of departments; one that nobody knows any more has none.
pub type BookingEffect = effect::BookingEffect<Option<Names>>;

/// A booking that is not what it was made as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AffectedBooking {
    pub booking: RecordId,
    pub number: BookingNumber,
    pub date: NaiveDate,
    pub masked_name: String,
    pub effects: Vec<BookingEffect>,
}

/// How a version on offer stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfferState {
    /// Not everything has arrived yet.
    Arriving,
    /// Its day has not come.
    Coming,
    /// It does not read here, and is not used.
    Unusable { detail: String },
    /// In use since its day, or replaced since.
    Taken,
}

/// Versions with one date of effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferCard {
    pub from: NaiveDate,
    pub kinds: Vec<ReferenceKind>,
    pub state: OfferState,
    /// Bookings it would change.
    pub affected: Vec<AffectedBooking>,
}

/// Offers whose day is longer ago than this are not shown.
const DAYS_SHOWN: u32 = 60;

impl Desk {
    /// Versions on offer, by their date of effect, and what those to come would change.
    ///
    /// # Errors
    /// What the store says.
    pub fn reference_offers(&self) -> Result<Vec<OfferCard>, Refusal> {
        self.require(Right::ReadBook)?;
        let today = BeijingDay::from(self.clock.now().date());
        let offers = self.store.read(|tx: &ReadTx<'_>| Offers::read(tx))?;
        let mut days: Vec<BeijingDay> = offers.all.iter().map(|offer| offer.from).collect();
        days.dedup();
        let shown = days.into_iter().filter(|day| day.0.saturating_add(DAYS_SHOWN) >= today.0);
        shown.map(|day| self.offer_card(&offers, day, today)).collect()
    }

    fn offer_card(&self, offers: &Offers, day: BeijingDay, today: BeijingDay) -> Result<OfferCard, Refusal> {
        let own: Vec<&Offer> = offers.all.iter().filter(|offer| offer.from == day).collect();
        let kinds = own.iter().map(|offer| offer.kind).collect();
        let card = |state, affected| OfferCard { from: day.date(), kinds, state, affected };
        if own.iter().all(|offer| offers.is_taken(offer)) {
            return Ok(card(OfferState::Taken, Vec::new()));
        }
        let standing = offers.in_effect(day);
        let texts = self.store.read(|tx: &ReadTx<'_>| -> Result<Option<Texts>, Refusal> {
            let mut texts = Texts::new();
            for (kind, offer) in &standing {
                let Some(text) = offers::text(tx, offer)? else { return Ok(None) };
                texts.insert(*kind, text);
            }
            Ok(Some(texts))
        })?;
        let Some(texts) = texts else { return Ok(card(OfferState::Arriving, Vec::new())) };
        match offers::with(&self.store, &texts) {
            Ok(reference) => Ok(card(OfferState::Coming, self.affected(&reference, day.max(today))?)),
            Err(Refusal::Broken(detail)) => Ok(card(OfferState::Unusable { detail }, Vec::new())),
            Err(other) => Err(other),
        }
    }

    /// Bookings from today on that are not what they were made as, by the reference data in use.
    ///
    /// # Errors
    /// What the store says.
    pub fn affected_bookings(&self) -> Result<Vec<AffectedBooking>, Refusal> {
        self.require(Right::ReadBook)?;
        self.affected(&self.reference(), BeijingDay::from(self.clock.now().date()))
    }

    fn affected(&self, reference: &Reference, from: BeijingDay) -> Result<Vec<AffectedBooking>, Refusal> {
        self.read(|look| {
            let would = Under { look, reference };
            let mut affected = Vec::new();
            for row in look.views().bookings_from(from)? {
                let effects = effects(&would, &row)?;
                if !effects.is_empty() {
                    affected.push(affected_booking(&would, look.reference(), &row, effects)?);
                }
            }
            Ok(affected)
        })
    }
}

/// A booking with what is different about it, departments by their names: as they would be called, else as they are.
pub(super) fn affected_booking(
    would: &impl Look,
    in_use: &Reference,
    row: &BookingState,
    effects: Vec<Effect>,
) -> Result<AffectedBooking, Refusal> {
    let name = |id: &domain::reference::catalogue::DepartmentId| {
        let known = would.reference().catalogue.department(*id).or_else(|| in_use.catalogue.department(*id));
        known.map(|department| department.names.clone())
    };
    Ok(AffectedBooking {
        booking: row.id,
        number: BookingNumber::from_digits(row.number),
        date: row.place.day.date(),
        masked_name: mask_name(&personal_value(would, &row.personal, PersonalField::Name)?),
        effects: effects.into_iter().map(|effect| effect.with_departments(name)).collect(),
    })
}

/// What is different about a booking by the reference data of a look.
pub(super) fn effects(would: &impl Look, row: &BookingState) -> Result<Vec<Effect>, Refusal> {
    let (date, reference) = (row.place.day.date(), would.reference());
    let closed = match day::require_open(would, date) {
        Ok(_) => None,
        Err(Refusal::Store(error)) => return Err(error.into()),
        Err(_) => Some(Effect::DayClosed { kind: reference.calendar.kind(date) }),
    };
    Ok(closed.into_iter().chain(effect::of_items(&row.items, &reference.catalogue)).collect())
}

//! Reference data that the server offers, and bookings it changes, in the door's types.

use crate::visit::Visit;
use crate::wire::Wire;
use crate::{BookingEffect, Failure, Nothing, OfferState, ReferenceOffer, ReferenceOffers};

pub(crate) fn reference_offers(visit: Visit<'_>, _: Nothing) -> Result<ReferenceOffers, Failure> {
    let desk = visit.desk()?;
    Ok(ReferenceOffers {
        offers: desk.reference_offers()?.into_iter().map(offer).collect(),
        affected: desk.affected_bookings()?.wire(),
    })
}

fn offer(card: hall::OfferCard) -> ReferenceOffer {
    let (state, detail) = match card.state {
        hall::OfferState::Arriving => (OfferState::Arriving, String::new()),
        hall::OfferState::Coming => (OfferState::Coming, String::new()),
        hall::OfferState::Unusable { detail } => (OfferState::Unusable, detail),
        hall::OfferState::Taken => (OfferState::Taken, String::new()),
    };
    ReferenceOffer {
        from: card.from.to_string(),
        kinds: card.kinds.wire(),
        state,
        detail,
        affected: card.affected.wire(),
    }
}

impl Wire<BookingEffect> for hall::BookingEffect {
    fn wire(self) -> BookingEffect {
        match self {
            Self::DayClosed { kind } => BookingEffect::DayClosed { kind: kind.wire() },
            Self::ItemRenamed { before, now } => BookingEffect::ItemRenamed { before: before.wire(), now: now.wire() },
            Self::ItemGone { item } => BookingEffect::ItemGone { item: item.wire() },
            Self::ItemExcluded { item } => BookingEffect::ItemExcluded { item: item.wire() },
            Self::DepartmentsChanged { item, before, now } => {
                BookingEffect::DepartmentsChanged { item: item.wire(), before: before.wire(), now: now.wire() }
            }
        }
    }
}

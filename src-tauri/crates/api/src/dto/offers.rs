use super::{DayKind, Names};
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::Serialize;
use specta::Type;

/// Reference data the central server offers, and what it changes.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ReferenceOffers {
    /// By date of effect.
    pub offers: Vec<ReferenceOffer>,
    /// Bookings from today on that the data in use has changed.
    pub affected: Vec<AffectedBooking>,
}

/// Versions with one date of effect.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ReferenceOffer {
    pub from: String,
    pub kinds: Vec<OfferedKind>,
    pub state: OfferState,
    /// For the technician, where it does not read.
    pub detail: String,
    /// Bookings it would change.
    pub affected: Vec<AffectedBooking>,
}

mirror! {
    /// What a version is of.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum OfferedKind = domain::event::ReferenceKind {
        Calendar,
        Departments,
        Items,
        Hours,
        Directory,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OfferState {
    /// Not everything has arrived yet.
    Arriving,
    /// Its day has not come.
    Coming,
    /// It does not read here and is not used.
    Unusable,
    /// In use since its day.
    Taken,
}

mirror! {
    /// A booking that is not what it was made as; name masked.
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct AffectedBooking = hall::AffectedBooking {
        pub booking: String,
        pub number: String,
        pub date: String,
        pub name: String = masked_name,
        pub effects: Vec<BookingEffect>,
    }
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "effect")]
pub enum BookingEffect {
    /// The hall is closed that day.
    DayClosed {
        kind: DayKind,
    },
    ItemRenamed {
        before: Names,
        now: Names,
    },
    ItemGone {
        item: Names,
    },
    /// Not handled on Saturdays any more.
    ItemExcluded {
        item: Names,
    },
    /// A department that is not known any more has no name.
    DepartmentsChanged {
        item: Names,
        before: Vec<Option<Names>>,
        now: Vec<Option<Names>>,
    },
}

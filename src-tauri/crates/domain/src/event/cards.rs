//! Facts about printed leg cards, what the hall has set of its log, and work orders 办不成事. Free texts lie in the vault under
//! the event.

use crate::assist::blocks::{Block, Device, Run};
use crate::assist::leg::LegKind;
use crate::assist::number::CardNumber;
use crate::record::RecordId;
use crate::time::BeijingDay;
use minicbor::{Decode, Encode};

/// Cards were printed.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct CardsPrinted {
    /// Numbers that were not used before. Absent: none.
    #[n(0)]
    pub new: Option<Run>,
    /// Cards that were printed again under their numbers.
    #[n(1)]
    pub again: Vec<CardNumber>,
}

/// A card is spoilt: nobody looks for it any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct CardSpoilt {
    /// Which.
    #[n(0)]
    pub number: CardNumber,
}

/// Blocks of card numbers are given to another device.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct BlocksGiven {
    /// To whom.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub to: Device,
    /// Which.
    #[n(1)]
    pub blocks: Vec<Block>,
}

/// A device takes over blocks of a name that was left.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct BlocksTakenOver {
    /// Whose.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub from: Device,
    /// Which.
    #[n(1)]
    pub blocks: Vec<Block>,
}

/// How many trips a leg of a kind carries, where the hall has set it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct KindTrips {
    /// The kind.
    #[n(0)]
    pub kind: LegKind,
    /// Trips, 0 to 2.
    #[n(1)]
    pub trips: u8,
}

/// A check at the entrance; what is asked lies in the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct EntryCheck {
    /// Number, which names its words in the vault.
    #[n(0)]
    pub number: u16,
    /// Minutes for which it holds once passed. Absent: for the visit.
    #[n(1)]
    pub holds_minutes: Option<u32>,
    /// It or the one before it is enough.
    #[n(2)]
    pub or_before: bool,
}

/// What the hall has set of its log, as a whole; the words of own kinds, reasons, checks and rules lie in the vault.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct AssistSet {
    /// Own kinds of legs and their trips: numbers as in [`LegKind::Own`].
    #[n(0)]
    pub trips: Vec<KindTrips>,
    /// Reasons that can be chosen.
    #[n(1)]
    pub reasons: Vec<u16>,
    /// The checks at the entrance are asked for.
    #[n(2)]
    pub checks_on: bool,
    /// Checks in their order.
    #[n(3)]
    pub checks: Vec<EntryCheck>,
    /// Numbers of eligibility rules.
    #[n(4)]
    pub rules: Vec<u16>,
}

/// Why there is a work order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum OrderWhy {
    /// The rating of a case was bad.
    #[n(0)]
    BadRating,
    /// A case could not be done.
    #[n(1)]
    NotPossible,
    /// A booked item has nobody who decides.
    #[n(2)]
    Booked,
}

/// A work order 办不成事 is opened; its identity is this event. What it is about in words lies in the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct OrderOpened {
    /// Why.
    #[n(0)]
    pub why: OrderWhy,
    /// Of which case.
    #[n(1)]
    pub case: Option<RecordId>,
    /// Of which booking.
    #[n(2)]
    pub booking: Option<RecordId>,
    /// The day by which it is to be settled.
    #[n(3)]
    pub due: BeijingDay,
    /// Who sees to it.
    #[n(4)]
    pub owner: RecordId,
}

/// Somebody else sees to a work order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct OrderAssigned {
    /// Who.
    #[n(0)]
    pub owner: RecordId,
}

/// What a work order came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum OrderOutcome {
    /// It was done after all.
    #[n(0)]
    Done,
    /// It cannot be done, and the applicant was told why.
    #[n(1)]
    Explained,
    /// Another authority sees to it.
    #[n(2)]
    PassedOn,
    /// The applicant does not want it any more, or cannot be reached.
    #[n(3)]
    Dropped,
}

/// A work order is settled. Words to it lie in the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct OrderEnded {
    /// What it came to.
    #[n(0)]
    pub outcome: OrderOutcome,
}

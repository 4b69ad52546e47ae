//! Every fact the journal can hold, in one table. Bodies hold no personal value and no free text: those live in the
//! vault (invariant A9), and a body at most says that one was set.

mod body;
mod duty;
mod installation;
mod kinds;
mod people;
mod plan;
mod visit;

pub use crate::reference::ReferenceKind;
pub use body::{
    BookingCancelled, BookingEdited, BookingErased, BookingMade, BookingRevealed, CancelReason, Channel, DayOpened,
    EraseReason, HallAdjusted, HallFounded, ItemSnapshot, Language, PersonalField, ReferenceAdopted, ReferenceOffered,
    Retracted, SlipIssued,
};
pub use duty::{BookingCalledBack, CallBackOutcome, CutoffSet, DutyAnswer, DutyAnswered, Means};
pub use installation::{
    DeviceEnrolled, DeviceSucceeded, HandedOut, Handout, MintedSeats, SeatsReminted, SuccessionReason,
};
pub use kinds::{EVENT_KINDS, KindRow, MergeRule, Writer};
pub use people::{PersonChanged, PersonEntered, SecretBy, SecretSet, SignInFailed, SignedIn};
pub use plan::{
    BookingSeated, DatedSessions, DayExcepted, DayPlanned, DayReplanned, ExceptionReason, TimetableSet, seat_runs,
};
pub use visit::{Arrived, CallOutcome, Called, ListHandedOut, Told, WalkedIn};

use minicbor::{Decode, Encode};

/// A fact of the halls' world.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // Each variant is documented at its body and in the table.
pub enum Fact {
    HallFounded(HallFounded),
    ReferenceAdopted(ReferenceAdopted),
    HallAdjusted(HallAdjusted),
    ReferenceOffered(ReferenceOffered),
    DayOpened(DayOpened),
    TimetableSet(TimetableSet),
    DayExcepted(DayExcepted),
    DayPlanned(DayPlanned),
    DayReplanned(DayReplanned),
    BookingSeated(BookingSeated),
    BookingMade(BookingMade),
    /// The same body; its seats are none.
    ProvisionallyMade(BookingMade),
    BookingEdited(BookingEdited),
    BookingCancelled(BookingCancelled),
    Retracted(Retracted),
    BookingErased(BookingErased),
    BookingRevealed(BookingRevealed),
    SlipIssued(SlipIssued),
    WalkedIn(WalkedIn),
    Arrived(Arrived),
    Called(Called),
    ListHandedOut(ListHandedOut),
    DutyAnswered(DutyAnswered),
    CutoffSet(CutoffSet),
    BookingCalledBack(BookingCalledBack),
    PersonEntered(PersonEntered),
    PersonChanged(PersonChanged),
    SecretSet(SecretSet),
    SignedIn(SignedIn),
    SignInFailed(SignInFailed),
    HandedOut(HandedOut),
    DeviceSucceeded(DeviceSucceeded),
    SeatsReminted(SeatsReminted),
    DeviceEnrolled(DeviceEnrolled),
}

/// A body that is not what its kind and version promise.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("body of event kind {kind} version {version} does not decode: {detail}")]
pub struct BodyError {
    /// Kind number.
    pub kind: u16,
    /// Version of the kind.
    pub version: u8,
    /// What the decoder said.
    pub detail: String,
}

/// The version every kind has so far.
const FIRST: u8 = 1;

impl Fact {
    /// Kind number of this fact.
    pub fn kind(&self) -> u16 {
        match self {
            Fact::HallFounded(_) => 1,
            Fact::ReferenceAdopted(_) => 2,
            Fact::HallAdjusted(_) => 3,
            Fact::ReferenceOffered(_) => 4,
            Fact::DayOpened(_) => 10,
            Fact::TimetableSet(_) => 11,
            Fact::DayExcepted(_) => 12,
            Fact::DayPlanned(_) => 13,
            Fact::DayReplanned(_) => 14,
            Fact::BookingSeated(_) => 15,
            Fact::BookingMade(_) => 20,
            Fact::BookingEdited(_) => 21,
            Fact::BookingCancelled(_) => 22,
            Fact::Retracted(_) => 23,
            Fact::BookingErased(_) => 24,
            Fact::BookingRevealed(_) => 25,
            Fact::SlipIssued(_) => 26,
            Fact::WalkedIn(_) => 27,
            Fact::Arrived(_) => 28,
            Fact::ProvisionallyMade(_) => 29,
            Fact::Called(_) => 70,
            Fact::ListHandedOut(_) => 71,
            Fact::DutyAnswered(_) => 30,
            Fact::CutoffSet(_) => 31,
            Fact::BookingCalledBack(_) => 32,
            Fact::PersonEntered(_) => 40,
            Fact::PersonChanged(_) => 41,
            Fact::SecretSet(_) => 42,
            Fact::SignedIn(_) => 43,
            Fact::SignInFailed(_) => 44,
            Fact::HandedOut(_) => 50,
            Fact::DeviceSucceeded(_) => 60,
            Fact::SeatsReminted(_) => 61,
            Fact::DeviceEnrolled(_) => 62,
        }
    }

    /// Version this program writes.
    pub fn version(&self) -> u8 {
        FIRST
    }

    /// The body as deterministic CBOR with integer keys.
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Fact::HallFounded(body) => to_cbor(body),
            Fact::ReferenceAdopted(body) => to_cbor(body),
            Fact::HallAdjusted(body) => to_cbor(body),
            Fact::ReferenceOffered(body) => to_cbor(body),
            Fact::DayOpened(body) => to_cbor(body),
            Fact::TimetableSet(body) => to_cbor(body),
            Fact::DayExcepted(body) => to_cbor(body),
            Fact::DayPlanned(body) => to_cbor(body),
            Fact::DayReplanned(body) => to_cbor(body),
            Fact::BookingSeated(body) => to_cbor(body),
            Fact::BookingMade(body) | Fact::ProvisionallyMade(body) => to_cbor(body),
            Fact::BookingEdited(body) => to_cbor(body),
            Fact::BookingCancelled(body) => to_cbor(body),
            Fact::Retracted(body) => to_cbor(body),
            Fact::BookingErased(body) => to_cbor(body),
            Fact::BookingRevealed(body) => to_cbor(body),
            Fact::SlipIssued(body) => to_cbor(body),
            Fact::WalkedIn(body) => to_cbor(body),
            Fact::Arrived(body) => to_cbor(body),
            Fact::Called(body) => to_cbor(body),
            Fact::ListHandedOut(body) => to_cbor(body),
            Fact::DutyAnswered(body) => to_cbor(body),
            Fact::CutoffSet(body) => to_cbor(body),
            Fact::BookingCalledBack(body) => to_cbor(body),
            Fact::PersonEntered(body) => to_cbor(body),
            Fact::PersonChanged(body) => to_cbor(body),
            Fact::SecretSet(body) => to_cbor(body),
            Fact::SignedIn(body) => to_cbor(body),
            Fact::SignInFailed(body) => to_cbor(body),
            Fact::HandedOut(body) => to_cbor(body),
            Fact::DeviceSucceeded(body) => to_cbor(body),
            Fact::SeatsReminted(body) => to_cbor(body),
            Fact::DeviceEnrolled(body) => to_cbor(body),
        }
    }

    /// Reads a body. `Ok(None)` is a kind or version this program does not know: the event is kept byte for byte and
    /// changes no view (invariant A8).
    ///
    /// # Errors
    /// [`BodyError`] when a known kind's body does not decode.
    pub fn decode(kind: u16, version: u8, body: &[u8]) -> Result<Option<Self>, BodyError> {
        if version != FIRST {
            return Ok(None);
        }
        let fact = match kind {
            1 => from_cbor(body).map(Fact::HallFounded),
            2 => from_cbor(body).map(Fact::ReferenceAdopted),
            3 => from_cbor(body).map(Fact::HallAdjusted),
            4 => from_cbor(body).map(Fact::ReferenceOffered),
            10 => from_cbor(body).map(Fact::DayOpened),
            11 => from_cbor(body).map(Fact::TimetableSet),
            12 => from_cbor(body).map(Fact::DayExcepted),
            13 => from_cbor(body).map(Fact::DayPlanned),
            14 => from_cbor(body).map(Fact::DayReplanned),
            15 => from_cbor(body).map(Fact::BookingSeated),
            20 => from_cbor(body).map(Fact::BookingMade),
            21 => from_cbor(body).map(Fact::BookingEdited),
            22 => from_cbor(body).map(Fact::BookingCancelled),
            23 => from_cbor(body).map(Fact::Retracted),
            24 => from_cbor(body).map(Fact::BookingErased),
            25 => from_cbor(body).map(Fact::BookingRevealed),
            26 => from_cbor(body).map(Fact::SlipIssued),
            27 => from_cbor(body).map(Fact::WalkedIn),
            28 => from_cbor(body).map(Fact::Arrived),
            29 => from_cbor(body).map(Fact::ProvisionallyMade),
            70 => from_cbor(body).map(Fact::Called),
            71 => from_cbor(body).map(Fact::ListHandedOut),
            30 => from_cbor(body).map(Fact::DutyAnswered),
            31 => from_cbor(body).map(Fact::CutoffSet),
            32 => from_cbor(body).map(Fact::BookingCalledBack),
            40 => from_cbor(body).map(Fact::PersonEntered),
            41 => from_cbor(body).map(Fact::PersonChanged),
            42 => from_cbor(body).map(Fact::SecretSet),
            43 => from_cbor(body).map(Fact::SignedIn),
            44 => from_cbor(body).map(Fact::SignInFailed),
            50 => from_cbor(body).map(Fact::HandedOut),
            60 => from_cbor(body).map(Fact::DeviceSucceeded),
            61 => from_cbor(body).map(Fact::SeatsReminted),
            62 => from_cbor(body).map(Fact::DeviceEnrolled),
            _ => return Ok(None),
        };
        fact.map(Some).map_err(|error| BodyError { kind, version, detail: error.to_string() })
    }
}

fn to_cbor<T: Encode<()>>(body: &T) -> Vec<u8> {
    match minicbor::to_vec(body) {
        Ok(bytes) => bytes,
        Err(error) => unreachable!("writing a body into memory cannot fail: {error}"),
    }
}

fn from_cbor<'b, T: Decode<'b, ()>>(bytes: &'b [u8]) -> Result<T, minicbor::decode::Error> {
    minicbor::decode(bytes)
}

#[cfg(test)]
mod tests;

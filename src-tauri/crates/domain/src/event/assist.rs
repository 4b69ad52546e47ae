//! Facts of the assisted-handling log (`assist`). What is sealed lies in the vault under the event that says it is set.

use super::Fact;
use super::body::{BookingErased, Retracted};
use super::kinds::CaseFact;
use crate::assist::leg::LegEntry;
use crate::assist::moment::When;
use crate::assist::step::{EndReason, Rating, Step};
use crate::record::RecordId;
use minicbor::{Decode, Encode};

pub use crate::assist::leg::LegEntry as CaseLeg;
pub use crate::assist::step::{
    Attorney as AttorneySeen, Edit as CaseEdited, Eligibility as EligibilitySeen, EntryChecked, Opening as CaseOpened,
};

/// A leg says something else from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct CaseLegCorrected {
    /// The event that entered the leg.
    #[n(0)]
    pub leg: RecordId,
    /// What it says now.
    #[n(1)]
    pub entry: LegEntry,
}

/// A leg is struck out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct CaseLegStruck {
    /// The event that entered the leg.
    #[n(0)]
    pub leg: RecordId,
}

/// The count of trips is put right by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct TripsCorrected {
    /// More, or fewer if below zero.
    #[n(0)]
    pub by: i16,
}

/// A document is taken; what it is lies in the vault under this event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DocumentTaken {
    /// When.
    #[n(0)]
    pub at: When,
    /// When it was given back, if it is entered afterwards.
    #[n(1)]
    pub back: Option<When>,
}

/// A document is given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DocumentReturned {
    /// The event that took it.
    #[n(0)]
    pub document: RecordId,
    /// When.
    #[n(1)]
    pub at: When,
}

/// Somebody else goes on with a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct CaseHandedOver {
    /// Who.
    #[n(0)]
    pub to: RecordId,
    /// When.
    #[n(1)]
    pub at: When,
}

/// Something happened to a case of which only the time is to be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct CaseAt {
    /// When.
    #[n(0)]
    pub at: When,
}

/// A case ends without being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct CaseTerminated {
    /// When.
    #[n(0)]
    pub at: When,
    /// Why.
    #[n(1)]
    pub reason: EndReason,
}

/// Something happened to a case of which there is no more to be said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct CaseMarked {}

/// A rating was given, or taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct CaseRated {
    /// The level. Absent if it is taken back.
    #[n(0)]
    pub rating: Option<Rating>,
}

impl From<Step> for Fact {
    fn from(step: Step) -> Self {
        let marked = CaseMarked {};
        match step {
            Step::Opened(body) => Self::CaseOpened(body),
            Step::Edited(body) => Self::CaseEdited(body),
            Step::Leg(body) => Self::CaseLeg(body),
            Step::LegCorrected { leg, entry } => Self::CaseLegCorrected(CaseLegCorrected { leg, entry }),
            Step::LegStruck { leg } => Self::CaseLegStruck(CaseLegStruck { leg }),
            Step::TripsCorrected { by } => Self::TripsCorrected(TripsCorrected { by }),
            Step::Taken { at, back } => Self::DocumentTaken(DocumentTaken { at, back }),
            Step::GivenBack { document, at } => Self::DocumentReturned(DocumentReturned { document, at }),
            Step::HandedOver { to, at } => Self::CaseHandedOver(CaseHandedOver { to, at }),
            Step::AttorneySeen(body) => Self::AttorneySeen(body),
            Step::EligibilitySeen(body) => Self::EligibilitySeen(body),
            Step::EntryChecked(body) => Self::EntryChecked(body),
            Step::Suspended { at } => Self::CaseSuspended(CaseAt { at }),
            Step::Resumed { at } => Self::CaseResumed(CaseAt { at }),
            Step::Completed { at } => Self::CaseCompleted(CaseAt { at }),
            Step::Terminated { at, reason } => Self::CaseTerminated(CaseTerminated { at, reason }),
            Step::Reopened => Self::CaseReopened(marked),
            Step::Voided => Self::CaseVoided(marked),
            Step::Restored => Self::CaseRestored(marked),
            Step::Rated(rating) => Self::CaseRated(CaseRated { rating }),
            Step::Praised => Self::CasePraised(marked),
            Step::Retracted { of } => Self::CaseRetracted(Retracted { target: of }),
            Step::Erased(reason) => Self::CaseErased(BookingErased { reason }),
        }
    }
}

impl From<CaseFact> for Step {
    fn from(fact: CaseFact) -> Self {
        match fact {
            CaseFact::Opened(body) => Self::Opened(body),
            CaseFact::Edited(body) => Self::Edited(body),
            CaseFact::Leg(body) => Self::Leg(body),
            CaseFact::LegCorrected(body) => Self::LegCorrected { leg: body.leg, entry: body.entry },
            CaseFact::LegStruck(body) => Self::LegStruck { leg: body.leg },
            CaseFact::TripsCorrected(body) => Self::TripsCorrected { by: body.by },
            CaseFact::Taken(body) => Self::Taken { at: body.at, back: body.back },
            CaseFact::GivenBack(body) => Self::GivenBack { document: body.document, at: body.at },
            CaseFact::HandedOver(body) => Self::HandedOver { to: body.to, at: body.at },
            CaseFact::AttorneySeen(body) => Self::AttorneySeen(body),
            CaseFact::EligibilitySeen(body) => Self::EligibilitySeen(body),
            CaseFact::EntryChecked(body) => Self::EntryChecked(body),
            CaseFact::Suspended(body) => Self::Suspended { at: body.at },
            CaseFact::Resumed(body) => Self::Resumed { at: body.at },
            CaseFact::Completed(body) => Self::Completed { at: body.at },
            CaseFact::Terminated(body) => Self::Terminated { at: body.at, reason: body.reason },
            CaseFact::Reopened(_) => Self::Reopened,
            CaseFact::Voided(_) => Self::Voided,
            CaseFact::Restored(_) => Self::Restored,
            CaseFact::Rated(body) => Self::Rated(body.rating),
            CaseFact::Praised(_) => Self::Praised,
            CaseFact::Retracted(body) => Self::Retracted { of: body.target },
            CaseFact::Erased(body) => Self::Erased(body.reason),
        }
    }
}

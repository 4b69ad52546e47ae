//! What may be done with a case as it stands. Screens offer just that; whatever else is asked for is refused with its reason.
//!
//! Deliberately not here: who may do it, which is a matter of rights.

use super::case::{CaseState, Stage};
use super::step::Handling;

/// Something that can be done with a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    /// Add a leg.
    AddLeg,
    /// Correct a leg or strike it out.
    CorrectLeg,
    /// Put the count of trips right by hand, by so many.
    CorrectTrips(i16),
    /// Take a document.
    Take,
    /// Give a document back.
    GiveBack,
    /// Hand the case over.
    HandOver,
    /// Note that a power of attorney was seen.
    NoteAttorney,
    /// Note what was seen of a rule.
    NoteEligibility,
    /// Note what a check at the entrance came to.
    NoteCheck,
    /// Change party, items and the rest.
    Edit,
    /// Let it rest.
    Suspend,
    /// Go on.
    Resume,
    /// Say that it is done.
    Complete,
    /// End it without being done.
    Terminate,
    /// Open it again.
    Reopen,
    /// Say that it should never have been.
    Void,
    /// Take that back.
    Restore,
    /// Note a rating or praise.
    Rate,
}

/// Why something cannot be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The case is voided.
    #[error("the case is voided")]
    Voided,
    /// The case is not voided.
    #[error("the case is not voided")]
    NotVoided,
    /// The case is closed: it has to be opened again first.
    #[error("the case is closed")]
    Closed,
    /// The case is open.
    #[error("the case is open")]
    Open,
    /// The case rests: it has to go on first.
    #[error("the case is suspended")]
    Suspended,
    /// The case does not rest.
    #[error("the case is not suspended")]
    NotSuspended,
    /// Documents are still held.
    #[error("{0} documents are still held")]
    DocumentsHeld(usize),
    /// No document is held.
    #[error("no document is held")]
    NothingHeld,
    /// It is handled by authority, and no power of attorney is on record.
    #[error("no power of attorney was seen")]
    AttorneyMissing,
    /// It is not handled by authority.
    #[error("the case is not handled by authority")]
    NotByAuthority,
    /// There is no leg to correct.
    #[error("the case has no leg")]
    NoLeg,
    /// There would be fewer trips than none.
    #[error("the case has only {0} trips")]
    TooFewTrips(i64),
}

impl Deed {
    /// All of them, in the order in which they are offered; the count is corrected by one.
    pub const ALL: [Self; 18] = [
        Self::AddLeg,
        Self::Take,
        Self::GiveBack,
        Self::HandOver,
        Self::Suspend,
        Self::Resume,
        Self::Complete,
        Self::Terminate,
        Self::Reopen,
        Self::NoteAttorney,
        Self::NoteEligibility,
        Self::NoteCheck,
        Self::Edit,
        Self::CorrectLeg,
        Self::CorrectTrips(1),
        Self::Rate,
        Self::Void,
        Self::Restore,
    ];
}

impl CaseState {
    /// Why something cannot be done. `None` if it can.
    pub fn refusal(&self, deed: Deed) -> Option<Refusal> {
        let held = self.held().count();
        let stage = self.stage();
        let of_voided = (stage == Stage::Voided).then_some(Refusal::Voided);
        let closed = matches!(stage, Stage::Completed | Stage::Terminated).then_some(Refusal::Closed);
        let rests = (stage == Stage::Suspended).then_some(Refusal::Suspended);
        let documents = (held > 0).then_some(Refusal::DocumentsHeld(held));
        let authority = self.handling == Handling::ByAuthority;
        let attorney = (authority && self.attorney.is_none()).then_some(Refusal::AttorneyMissing);
        match deed {
            Deed::Restore => of_voided.is_none().then_some(Refusal::NotVoided),
            Deed::Edit | Deed::NoteEligibility | Deed::NoteCheck | Deed::Rate => of_voided,
            Deed::NoteAttorney => of_voided.or((!authority).then_some(Refusal::NotByAuthority)),
            Deed::CorrectLeg => of_voided.or(self.live_legs().next().is_none().then_some(Refusal::NoLeg)),
            Deed::CorrectTrips(by) => {
                of_voided.or((self.trips() + i64::from(by) < 0).then_some(Refusal::TooFewTrips(self.trips())))
            }
            Deed::GiveBack => of_voided.or((held == 0).then_some(Refusal::NothingHeld)),
            Deed::Take | Deed::HandOver => of_voided.or(closed),
            Deed::AddLeg | Deed::Suspend => of_voided.or(closed).or(rests),
            Deed::Resume => of_voided.or(closed).or(rests.is_none().then_some(Refusal::NotSuspended)),
            Deed::Complete => of_voided.or(closed).or(rests).or(documents).or(attorney),
            Deed::Terminate => of_voided.or(closed).or(documents),
            Deed::Reopen => of_voided.or(closed.is_none().then_some(Refusal::Open)),
            Deed::Void => of_voided.or(documents),
        }
    }

    /// Whether it can be done.
    pub fn can(&self, deed: Deed) -> bool {
        self.refusal(deed).is_none()
    }
}

#[cfg(test)]
#[path = "deed_tests.rs"]
mod tests;

//! Legs of a case and the trips they carry. One trip 趟 is one way through the door; a leg carries none, one or two
//! (PRODUCT rule 32).

use super::moment::Stretch;
use crate::record::RecordId;
use minicbor::{Decode, Encode};

/// Most trips of a leg: in and out.
pub const TRIPS_MAX: u8 = 2;

/// What a leg was for. The order is that in which they usually follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub enum LegKind {
    /// 登记: the form is filled in.
    #[n(0)]
    Form,
    /// 门口签字: somebody who stays outside signs.
    #[n(1)]
    Signature,
    /// 递交: papers are handed in.
    #[n(2)]
    Submission,
    /// 身份核验: on a hand-held terminal. Result and time only, never a face or a number.
    #[n(3)]
    IdentityCheck,
    /// 确认: the applicant confirms.
    #[n(4)]
    Confirmation,
    /// 咨询: a consultation, as a rule the last.
    #[n(5)]
    Consultation,
    /// The hall's own kind, by its number in the settings.
    #[n(6)]
    Own(#[n(0)] u16),
}

impl LegKind {
    /// The kinds that every hall has, in their order.
    pub const SHIPPED: [Self; 6] =
        [Self::Form, Self::Signature, Self::Submission, Self::IdentityCheck, Self::Confirmation, Self::Consultation];

    /// Trips of a leg of this kind, where the hall has set nothing else: out and in again for a signature or a consultation at
    /// the door, one way otherwise. Form, signature, submission, identity check, confirmation and consultation are eight trips.
    pub fn usual_trips(self) -> u8 {
        match self {
            Self::Signature | Self::Consultation => 2,
            Self::Form | Self::Submission | Self::IdentityCheck | Self::Confirmation | Self::Own(_) => 1,
        }
    }
}

/// A leg as it is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct LegEntry {
    /// What it was for.
    #[n(0)]
    pub kind: LegKind,
    /// Who went. After a hand-over each leg keeps its own.
    #[n(1)]
    pub helper: RecordId,
    /// When it happened. One press notes when it began; the end is known only if somebody wrote it.
    #[n(2)]
    pub time: Stretch,
    /// Trips it carries, at most [`TRIPS_MAX`].
    #[n(3)]
    pub trips: u8,
}

/// A version of a leg that was corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Version {
    /// The event that said so.
    #[n(0)]
    pub by: RecordId,
    /// When it was entered: wall time of the PC that wrote it, ms since 1970 UTC.
    #[n(1)]
    pub entered_ms: i64,
    /// What it said.
    #[n(2)]
    pub entry: LegEntry,
}

/// A leg of a case.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Leg {
    /// The event that entered it.
    #[n(0)]
    pub id: RecordId,
    /// How it stands.
    #[n(1)]
    pub now: Version,
    /// How it stood before, the oldest first.
    #[n(2)]
    pub before: Vec<Version>,
    /// It was struck out: it counts nowhere and stays visible.
    #[n(3)]
    pub struck: bool,
}

impl Leg {
    /// What it says now.
    pub fn entry(&self) -> LegEntry {
        self.now.entry
    }

    /// Trips it carries.
    pub fn trips(&self) -> u8 {
        self.now.entry.trips.min(TRIPS_MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_way_is_eight_trips() {
        let trips = LegKind::SHIPPED.map(LegKind::usual_trips);
        assert_eq!(trips, [1, 2, 1, 1, 1, 2]);
        assert_eq!(trips.iter().sum::<u8>(), 8);
        assert!(LegKind::SHIPPED.is_sorted());
    }
}

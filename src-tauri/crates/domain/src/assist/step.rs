//! What can happen to a case 单. Each is an event of its own; a case is the fold of them.
//!
//! Sealed values are not here: reason, rule number, who may not enter and who signs lie in the vault under the event that
//! sets them (PRODUCT rule 30). No field anywhere is for an illness or for what evidence says.

use super::leg::LegEntry;
use super::moment::{Moment, When};
use super::number::CardNumber;
use crate::event::{EraseReason, ItemSnapshot};
use crate::record::RecordId;
use crate::time::BeijingDay;
use minicbor::{Decode, Encode};

/// How a case is handled (PRODUCT rule 31).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum Handling {
    /// 帮办: helps; the applicant acts.
    #[n(0)]
    Helping,
    /// 代办: acts by authority; a power of attorney is needed.
    #[n(1)]
    ByAuthority,
}

/// Values that lie in the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum Sealed {
    /// The applicant's name.
    #[n(0)]
    Name,
    /// Their telephone.
    #[n(1)]
    Phone,
    /// Why they are helped, from the hall's own list.
    #[n(2)]
    Reason,
    /// The number of the rule that they meet.
    #[n(3)]
    Rule,
    /// How many, or who by role, may not enter.
    #[n(4)]
    MayNotEnter,
    /// Who signs, by role.
    #[n(5)]
    WhoSigns,
    /// Who looks after those waiting.
    #[n(6)]
    Carer,
    /// A note.
    #[n(7)]
    Note,
}

/// A case as it is opened.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Opening {
    /// How it is handled.
    #[n(0)]
    pub handling: Handling,
    /// When it began, which may be long before it is entered.
    #[n(1)]
    pub began: When,
    /// When the helping ended, as a card says; documents may be given back later. `None` if it goes on.
    #[n(2)]
    pub until: Option<When>,
    /// Who helps.
    #[n(3)]
    pub helper: RecordId,
    /// How many people it is for.
    #[n(4)]
    pub party: u16,
    /// Items with the names they have.
    #[n(5)]
    pub items: Vec<ItemSnapshot>,
    /// Which sealed values are set.
    #[n(6)]
    pub sealed: Vec<Sealed>,
    /// The booking or walk-in it came from.
    #[n(7)]
    pub booking: Option<RecordId>,
    /// The card it was typed in from.
    #[n(8)]
    pub card: Option<CardNumber>,
}

/// What is changed of a case; what is `None` stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Edit {
    /// How it is handled.
    #[n(0)]
    pub handling: Option<Handling>,
    /// When it began.
    #[n(1)]
    pub began: Option<When>,
    /// When the helping ended, as a card says.
    #[n(2)]
    pub until: Option<When>,
    /// How many people it is for.
    #[n(3)]
    pub party: Option<u16>,
    /// Items.
    #[n(4)]
    pub items: Option<Vec<ItemSnapshot>>,
    /// The papers were disinfected.
    #[n(5)]
    pub disinfected: Option<bool>,
    /// The card.
    #[n(6)]
    pub card: Option<CardNumber>,
    /// Which sealed values are set anew.
    #[n(7)]
    pub sealed: Vec<Sealed>,
}

/// Evidence was seen that an eligibility rule is met, or is not; never what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Eligibility {
    /// The rule is met.
    #[n(0)]
    pub met: bool,
    /// Who has seen it.
    #[n(1)]
    pub seen_by: RecordId,
    /// When.
    #[n(2)]
    pub seen: When,
    /// Until when it holds. `None` if it does not run out.
    #[n(3)]
    pub until: Option<Moment>,
}

/// A check at the entrance was made: passed or not, never what it found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct EntryChecked {
    /// Its number in the hall's settings.
    #[n(0)]
    pub check: u16,
    /// It was passed.
    #[n(1)]
    pub passed: bool,
    /// Who made it.
    #[n(2)]
    pub seen_by: RecordId,
    /// When.
    #[n(3)]
    pub seen: When,
    /// Until when it holds, by the settings of that time. `None` if it does not run out, was not passed, or nobody knows when it
    /// was made.
    #[n(4)]
    pub until: Option<Moment>,
}

/// A power of attorney was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Attorney {
    /// By whom.
    #[n(0)]
    pub seen_by: RecordId,
    /// When.
    #[n(1)]
    pub seen: When,
}

/// Why a case ended without being completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum EndReason {
    /// The applicant does not want it any more.
    #[n(0)]
    Withdrawn,
    /// Papers are missing.
    #[n(1)]
    PapersMissing,
    /// They do not meet the rule, or it ran out.
    #[n(2)]
    NotEligible,
    /// It could not be done: may become a work order 办不成事.
    #[n(3)]
    NotPossible,
    /// They went away.
    #[n(4)]
    Left,
    /// Another reason, in the note.
    #[n(5)]
    Other,
}

/// How content the applicant is, 好差评. Voluntary, never filled in beforehand, never needed (PRODUCT rule 33).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum Rating {
    /// 非常不满意
    #[n(0)]
    VeryDissatisfied,
    /// 不满意
    #[n(1)]
    Dissatisfied,
    /// 基本满意
    #[n(2)]
    BasicallySatisfied,
    /// 满意
    #[n(3)]
    Satisfied,
    /// 非常满意
    #[n(4)]
    VerySatisfied,
}

impl Rating {
    /// The last two are bad ratings. Source: GB/T 39734.
    pub fn is_bad(self) -> bool {
        self <= Self::Dissatisfied
    }
}

/// Something that happens to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// It is opened; its identity is this event.
    Opened(Opening),
    /// Something of it is changed.
    Edited(Edit),
    /// A leg.
    Leg(LegEntry),
    /// A leg says something else from now on; what it said stays visible.
    LegCorrected {
        /// The event that entered the leg.
        leg: RecordId,
        /// What it says now.
        entry: LegEntry,
    },
    /// A leg is struck out.
    LegStruck {
        /// The event that entered the leg.
        leg: RecordId,
    },
    /// The count of trips is put right by hand: by so many, so that legs that come later still count.
    TripsCorrected {
        /// More, or fewer if below zero.
        by: i16,
    },
    /// A document is taken; what it is lies in the vault under this event.
    Taken {
        /// When.
        at: When,
        /// When it was given back, if it is entered afterwards.
        back: Option<When>,
    },
    /// A document is given back.
    GivenBack {
        /// The event that took it.
        document: RecordId,
        /// When.
        at: When,
    },
    /// Somebody else goes on with it.
    HandedOver {
        /// Who.
        to: RecordId,
        /// When.
        at: When,
    },
    /// A power of attorney was seen.
    AttorneySeen(Attorney),
    /// Evidence for a rule was seen.
    EligibilitySeen(Eligibility),
    /// A check at the entrance was made.
    EntryChecked(EntryChecked),
    /// 挂起: it rests.
    Suspended {
        /// Since when.
        at: When,
    },
    /// It goes on.
    Resumed {
        /// Since when.
        at: When,
    },
    /// It is done.
    Completed {
        /// When.
        at: When,
    },
    /// It ends without being done.
    Terminated {
        /// When.
        at: When,
        /// Why.
        reason: EndReason,
    },
    /// It is open again.
    Reopened,
    /// It should never have been: it counts nowhere, and its legs and documents go with it.
    Voided,
    /// It is no mistake after all.
    Restored,
    /// A rating was given. `None` if it is taken back.
    Rated(Option<Rating>),
    /// Praise was given; the words lie in the vault.
    Praised,
    /// Its personal values are erased for good.
    Erased(EraseReason),
    /// An earlier step is taken back within its minute.
    Retracted {
        /// The step.
        of: RecordId,
    },
}

impl Step {
    /// The day on which something is counted because of it: on which the case began, or that of a leg.
    pub fn counts_on(&self) -> Option<BeijingDay> {
        match self {
            Self::Opened(opening) => Some(opening.began.day),
            Self::Edited(edit) => edit.began.map(|began| began.day),
            Self::Leg(entry) | Self::LegCorrected { entry, .. } => Some(entry.time.day),
            Self::LegStruck { .. }
            | Self::TripsCorrected { .. }
            | Self::Taken { .. }
            | Self::GivenBack { .. }
            | Self::HandedOver { .. }
            | Self::AttorneySeen(_)
            | Self::EligibilitySeen(_)
            | Self::EntryChecked(_)
            | Self::Suspended { .. }
            | Self::Resumed { .. }
            | Self::Completed { .. }
            | Self::Terminated { .. }
            | Self::Reopened
            | Self::Voided
            | Self::Restored
            | Self::Rated(_)
            | Self::Praised
            | Self::Retracted { .. }
            | Self::Erased(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_two_levels_are_bad() {
        use Rating::{BasicallySatisfied, Dissatisfied, Satisfied, VeryDissatisfied, VerySatisfied};
        let all = [VerySatisfied, Satisfied, BasicallySatisfied, Dissatisfied, VeryDissatisfied];
        assert_eq!(all.map(Rating::is_bad), [false, false, false, true, true]);
    }
}

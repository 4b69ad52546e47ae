//! How a case 单 stands, and every question about that.

use super::leg::Leg;
use super::moment::When;
use super::number::CardNumber;
use super::step::{Attorney, Eligibility, EndReason, EntryChecked, Handling, Rating, Sealed};
use crate::event::ItemSnapshot;
use crate::record::RecordId;
use minicbor::{Decode, Encode};
use std::collections::BTreeMap;

/// A document that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Document {
    /// The event that took it; what it is lies in the vault under this event.
    #[n(0)]
    pub id: RecordId,
    /// When it was taken.
    #[n(1)]
    pub taken: When,
    /// When it was given back, as was said first. `None` if it is still held.
    #[n(2)]
    pub back: Option<When>,
}

/// A time in which a case rested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Rest {
    /// Since when.
    #[n(0)]
    pub from: When,
    /// Until when. `None` if it rests, or was closed resting.
    #[n(1)]
    pub to: Option<When>,
}

/// How a case was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Closing {
    /// The event.
    #[n(0)]
    pub by: RecordId,
    /// When.
    #[n(1)]
    pub at: When,
    /// Why it was not completed. `None` if it was.
    #[n(2)]
    pub reason: Option<EndReason>,
}

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Opened, and no leg yet.
    Opened,
    /// Under way.
    UnderWay,
    /// It rests.
    Suspended,
    /// Done.
    Completed,
    /// Ended without being done.
    Terminated,
    /// A mistake: it counts nowhere.
    Voided,
}

/// What does not go together; somebody has to look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// It was closed while documents were still held: taken elsewhere meanwhile.
    ClosedWithDocuments,
    /// It was completed by authority without a power of attorney on record.
    CompletedWithoutAttorney,
    /// Something happened to it elsewhere after it was closed.
    WrittenAfterClosing,
}

/// How a case stands.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct CaseState {
    /// Identity: the event that opened it.
    #[n(0)]
    pub id: RecordId,
    /// The last event in the order; a change names it as the one its author had seen.
    #[n(1)]
    pub last: RecordId,
    /// How it is handled.
    #[n(2)]
    pub handling: Handling,
    /// When it began.
    #[n(3)]
    pub began: When,
    /// When the helping ended, as a card says. `None` if only the closing tells.
    #[n(4)]
    pub until: Option<When>,
    /// How many people it is for.
    #[n(5)]
    pub party: u16,
    /// Items with the names they had.
    #[n(6)]
    pub items: Vec<ItemSnapshot>,
    /// The booking or walk-in it came from.
    #[n(7)]
    pub booking: Option<RecordId>,
    /// The card it was typed in from.
    #[n(8)]
    pub card: Option<CardNumber>,
    /// The papers were disinfected.
    #[n(9)]
    pub disinfected: bool,
    /// Who helped, in turn; the last has it in hand.
    #[n(10)]
    pub helpers: Vec<RecordId>,
    /// Legs in the order of their entering, those that were struck out too.
    #[n(11)]
    pub legs: Vec<Leg>,
    /// What was corrected of the count of trips by hand.
    #[n(12)]
    pub corrected: i64,
    /// Documents in the order of their taking.
    #[n(13)]
    pub documents: Vec<Document>,
    /// The power of attorney, as it was seen last.
    #[n(14)]
    pub attorney: Option<Attorney>,
    /// Evidence for a rule, as it was seen last.
    #[n(15)]
    pub eligibility: Option<Eligibility>,
    /// When it rested.
    #[n(16)]
    pub rests: Vec<Rest>,
    /// How it was closed, the first time since it was last opened.
    #[n(17)]
    pub closing: Option<Closing>,
    /// Events after it was closed that belong to an open case.
    #[n(18)]
    pub after_closing: Vec<RecordId>,
    /// It should never have been.
    #[n(19)]
    pub voided: bool,
    /// The rating, if one was given.
    #[n(20)]
    pub rating: Option<Rating>,
    /// Praise was given.
    #[n(21)]
    pub praised: bool,
    /// For each sealed value that was ever set, the event under whose id the vault has the one that stands.
    #[n(22)]
    pub sealed: BTreeMap<Sealed, RecordId>,
    /// Its personal values are erased; none comes back.
    #[n(23)]
    pub erased: bool,
    /// Checks at the entrance by their numbers, each as it was made last.
    #[n(24)]
    pub checks: BTreeMap<u16, EntryChecked>,
}

impl CaseState {
    /// Where it stands.
    pub fn stage(&self) -> Stage {
        match self.closing {
            _ if self.voided => Stage::Voided,
            Some(Closing { reason: None, .. }) => Stage::Completed,
            Some(_) => Stage::Terminated,
            None if self.rests.last().is_some_and(|rest| rest.to.is_none()) => Stage::Suspended,
            None if self.live_legs().next().is_some() => Stage::UnderWay,
            None => Stage::Opened,
        }
    }

    /// Whether it counts: everything that lists or counts cases asks this.
    pub fn is_live(&self) -> bool {
        !self.voided
    }

    /// Whether somebody still has it in hand.
    pub fn is_open(&self) -> bool {
        matches!(self.stage(), Stage::Opened | Stage::UnderWay | Stage::Suspended)
    }

    /// Who has it in hand.
    pub fn helper(&self) -> Option<RecordId> {
        self.helpers.last().copied()
    }

    /// Legs that were not struck out.
    pub fn live_legs(&self) -> impl Iterator<Item = &Leg> {
        self.legs.iter().filter(|leg| !leg.struck)
    }

    /// Trips 趟: those of its legs, and what was corrected by hand.
    pub fn trips(&self) -> i64 {
        self.live_legs().map(|leg| i64::from(leg.trips())).sum::<i64>() + self.corrected
    }

    /// Whether somebody has to look at it although it is closed: what does not go together, papers that are still held, a time that
    /// nobody knows, or a bad rating (33).
    pub fn needs_look(&self) -> bool {
        let took = self.closing.and_then(|closing| self.minutes(closing.at));
        self.is_live()
            && (!self.flags().is_empty()
                || self.held().next().is_some()
                || took.is_none()
                || self.rating.is_some_and(Rating::is_bad))
    }

    /// Documents that are still held.
    pub fn held(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter().filter(|document| document.back.is_none())
    }

    /// Minutes it took, rests apart: until its card says, or it was closed, or else until `now`. `None` if a time that matters
    /// is unknown, or if the clock was set back meanwhile.
    pub fn minutes(&self, now: When) -> Option<u32> {
        let begin = self.began.moment()?;
        let end = self.until.or(self.closing.map(|closing| closing.at)).unwrap_or(now).moment()?;
        let mut minutes = end.minutes_since(begin);
        for rest in &self.rests {
            let from = rest.from.moment()?;
            // What rests after its card's end is the return of documents.
            if self.until.is_some() && from >= end {
                continue;
            }
            let rested = rest.to.map_or(Some(end), When::moment)?.minutes_since(from);
            minutes -= (rested >= 0).then_some(rested)?;
        }
        u32::try_from(minutes).ok()
    }

    /// What does not go together.
    pub fn flags(&self) -> Vec<Flag> {
        let stage = self.stage();
        let closed = matches!(stage, Stage::Completed | Stage::Terminated);
        let authority = self.handling == Handling::ByAuthority && self.attorney.is_none();
        [
            (closed && self.held().next().is_some(), Flag::ClosedWithDocuments),
            (stage == Stage::Completed && authority, Flag::CompletedWithoutAttorney),
            (closed && !self.after_closing.is_empty(), Flag::WrittenAfterClosing),
        ]
        .into_iter()
        .filter_map(|(holds, flag)| holds.then_some(flag))
        .collect()
    }
}

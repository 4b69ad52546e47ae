//! How a case 单 stands, and every question about that.

use super::leg::Leg;
use super::moment::When;
use super::number::CardNumber;
use super::step::{Attorney, Eligibility, EndReason, Handling, Rating, Sealed};
use crate::event::ItemSnapshot;
use crate::record::RecordId;
use std::collections::BTreeMap;

/// A document that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Document {
    /// The event that took it; what it is lies in the vault under this event.
    pub id: RecordId,
    /// When it was taken.
    pub taken: When,
    /// When it was given back, as was said first. `None` if it is still held.
    pub back: Option<When>,
}

/// A time in which a case rested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rest {
    /// Since when.
    pub from: When,
    /// Until when. `None` if it rests, or was closed resting.
    pub to: Option<When>,
}

/// How a case was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closing {
    /// The event.
    pub by: RecordId,
    /// When.
    pub at: When,
    /// Why it was not completed. `None` if it was.
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseState {
    /// Identity: the event that opened it.
    pub id: RecordId,
    /// The last event in the order; a change names it as the one its author had seen.
    pub last: RecordId,
    /// How it is handled.
    pub handling: Handling,
    /// When it began.
    pub began: When,
    /// When the helping ended, as a card says. `None` if only the closing tells.
    pub until: Option<When>,
    /// How many people it is for.
    pub party: u16,
    /// Items with the names they had.
    pub items: Vec<ItemSnapshot>,
    /// The booking or walk-in it came from.
    pub booking: Option<RecordId>,
    /// The card it was typed in from.
    pub card: Option<CardNumber>,
    /// The papers were disinfected.
    pub disinfected: bool,
    /// Who helped, in turn; the last has it in hand.
    pub helpers: Vec<RecordId>,
    /// Legs in the order of their entering, those that were struck out too.
    pub legs: Vec<Leg>,
    /// What was corrected of the count of trips by hand.
    pub corrected: i64,
    /// Documents in the order of their taking.
    pub documents: Vec<Document>,
    /// The power of attorney, as it was seen last.
    pub attorney: Option<Attorney>,
    /// Evidence for a rule, as it was seen last.
    pub eligibility: Option<Eligibility>,
    /// When it rested.
    pub rests: Vec<Rest>,
    /// How it was closed, the first time since it was last opened.
    pub closing: Option<Closing>,
    /// Events after it was closed that belong to an open case.
    pub after_closing: Vec<RecordId>,
    /// It should never have been.
    pub voided: bool,
    /// The rating, if one was given.
    pub rating: Option<Rating>,
    /// Praise was given.
    pub praised: bool,
    /// For each sealed value that was ever set, the event under whose id the vault has the one that stands.
    pub sealed: BTreeMap<Sealed, RecordId>,
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

//! Leg cards: printed, looked for, typed in.

use super::{CaseTexts, HallContact, LegKind};
use crate::FieldFailure;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// How many new cards are to be printed, and which again.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct CardsPrint {
    #[schemars(extend("format" = "request"))]
    pub request: String,
    pub count: u16,
    /// Numbers of cards that are printed again.
    pub again: Vec<String>,
}

/// Cards to be put on paper; on record already.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CardsPrinted {
    /// `482 9136`, with numbers that were not used before.
    pub new: Vec<String>,
    pub again: Vec<String>,
    /// Numbers that this PC can still print.
    pub left: u32,
    /// What stands on the applicant's part.
    pub contact: HallContact,
}

/// How printed cards stand.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CardsState {
    /// Numbers that this PC can still print.
    pub left: u32,
    /// Piles of which cards have not been typed in, the oldest first.
    pub piles: Vec<CardPile>,
    /// Blocks of numbers of which two PCs may have printed: nothing is printed from them any more.
    pub contested: u32,
    /// The boxes of a card, in their order.
    pub boxes: Vec<CardBox>,
}

/// Cards that were printed at once.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CardPile {
    pub date: String,
    /// Its first number, and how many there are.
    pub first: String,
    pub count: u32,
    /// Passed over: below one that was typed in. Somebody should look for them.
    pub passed: Vec<String>,
    /// Still in the pile, as it seems.
    pub in_pile: Vec<String>,
}

/// What a box that is no leg stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CardMark {
    ByAuthority,
    AttorneySeen,
    Disinfected,
    AllBack,
}

/// A box on the card.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CardBox {
    /// The sign beside it, by which it is typed.
    pub key: String,
    /// A leg of this kind, or else the mark.
    pub leg: Option<LegKind>,
    pub mark: Option<CardMark>,
    pub trips: u8,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct CardSpoil {
    pub number: String,
}

/// A row of a batch as it is typed. Times and numbers are texts as they stand in the fields.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct CardRow {
    /// The day of the batch.
    #[schemars(extend("format" = "date"))]
    pub date: String,
    pub number: String,
    pub start: String,
    pub end: String,
    pub past_midnight: bool,
    /// Keys of boxes in the order of the card, as often as they are ticked.
    pub ticks: String,
    /// Beginning and end of legs, where somebody wrote them; the first is of the first leg ticked.
    pub times: Vec<CardTimes>,
    /// Empty: one.
    pub party: String,
    /// Documents; empty: none.
    pub taken: String,
    /// Absent: whoever types it in.
    #[schemars(extend("format" = "record"))]
    pub helper: Option<String>,
    pub items: Vec<u32>,
    #[schemars(extend("format" = "record"))]
    pub booking: Option<String>,
    pub texts: CaseTexts,
}

/// Beginning and end of a leg.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct CardTimes {
    pub from: String,
    pub to: String,
}

/// What a card's number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CardRecognised {
    New,
    /// Not known to be printed here: asked about.
    NotPrinted,
    /// Called spoilt: asked about.
    Spoilt,
    /// The card of a case.
    Known,
    /// Typed in on two PCs apart: a person chooses.
    Several,
}

/// Something that a card says otherwise than its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CardDifferenceKind {
    Time,
    Handling,
    Leg,
    Party,
    Taken,
    AllBack,
    Attorney,
    Disinfected,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CardDifference {
    pub kind: CardDifferenceKind,
    /// Of a leg its place, from 0.
    pub leg: Option<u32>,
}

/// What a row says so far.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CardReading {
    /// What is wrong, field by field.
    pub faults: Vec<FieldFailure>,
    /// Absent while the number reads as none.
    pub recognised: Option<CardRecognised>,
    /// The cases that have the number.
    pub cases: Vec<String>,
    /// What is to be asked about times, at their fields.
    pub doubts: Vec<FieldFailure>,
    /// What it says otherwise than its case.
    pub differences: Vec<CardDifference>,
    /// Kinds of the legs that are ticked, in their order: each can have times of its own.
    pub legs: Vec<LegKind>,
    pub trips: u32,
    /// Saved like this, the case is done.
    pub is_complete: bool,
}

/// A row is saved.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct CardTypeIn {
    #[schemars(extend("format" = "request"))]
    pub request: String,
    pub row: CardRow,
    /// The case it is an edit of, as `card_read` told it.
    #[schemars(extend("format" = "record"))]
    pub case: Option<String>,
    /// Codes of warnings the person has read and accepted.
    pub confirmed: Vec<String>,
}

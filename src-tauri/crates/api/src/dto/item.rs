use super::{Names, Promise};
use crate::wire::{Wire, mirror};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct ItemSearch {
    /// Characters, full pinyin, initials, alias or item code, in any mixture; IME composition text is fine (`sp'jy`).
    pub text: String,
    /// At most 50.
    pub limit: u16,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ItemHits {
    pub hits: Vec<ItemHit>,
    /// How many items match in all.
    pub total: u32,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ItemHit {
    pub item: u32,
    pub names: Names,
    /// The text that matched: the name in one of the languages, an alias or a code.
    pub matched: String,
    /// Runs of `matched` to emphasise: first character and length, in Unicode characters.
    pub marks: Vec<MarkedRun>,
    /// Short names, in the order a case visits them.
    pub departments: Vec<Names>,
    pub window_minutes: u16,
    /// Not served on Saturdays.
    pub excluded: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
pub struct MarkedRun {
    pub start: u16,
    pub length: u16,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct OutlookAsk {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    pub items: Vec<u32>,
    /// When a booking is being edited: its own seats count as free.
    #[schemars(extend("format" = "record"))]
    pub booking: Option<String>,
}

/// What the citizen is told before booking: promises, materials, times.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct Outlook {
    pub items: Vec<ItemOutlook>,
    pub result: ResultPromise,
    /// Working day to which a case is forwarded, where it is at some time of the day.
    pub forwarded_on: Option<String>,
    /// Consecutive slots the visit takes.
    pub slots_needed: u16,
    pub slots: Vec<SlotChoice>,
    /// The earliest free slot: preselected.
    pub suitable: Option<SlotRef>,
    /// No seat can be had on the day: a booking would be provisional, and `suitable` is a time it would wait for.
    pub provisional: bool,
    /// The day's seats are frozen after a restore, until a manager signs.
    pub frozen: bool,
    /// The day is closed or is no Saturday; the text says what to do.
    pub closed: Option<crate::Failure>,
}

mirror! {
    /// Whether the result can be collected on the spot.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum ResultPromise = domain::duty::promise::ResultPromise {
        OnTheSpot,
        OnTheSpotOnceConfirmed,
        Forwarded,
        /// Cannot be promised either way: the department is not known.
        Unknown,
    }
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ItemOutlook {
    pub item: u32,
    pub names: Names,
    pub departments: Vec<DepartmentOutlook>,
    pub result: ResultPromise,
    pub materials: Vec<Names>,
    pub window_minutes: u16,
    /// Working days promised for the decision; 0 = decided on the spot.
    pub promised_days: Option<u16>,
    pub fee: bool,
    /// Why the item is not served on Saturdays.
    pub excluded: Option<Names>,
    /// Which values are samples (示例), not from a source: `departments`, `minutes`, `materials`, `route`.
    pub sample: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DepartmentOutlook {
    /// Absent when the catalogue names none.
    pub department: Option<u32>,
    pub name: Option<Names>,
    pub promise: Promise,
    pub approvers: u16,
    pub cutoff: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
pub struct SlotRef {
    pub session: u8,
    pub slot: u16,
}

mirror! {
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct SlotChoice = hall::SlotChoice {
        pub session: u8,
        pub slot: u16,
        pub start: String,
        /// End of the last slot the visit would take.
        pub end: String,
        /// So many more such visits can be supported then.
        pub free: u16,
        /// Whether the result can be had on the spot then.
        pub result: ResultPromise,
        /// Departments that said they are not there then.
        pub denied: Vec<u32>,
        pub state: SlotState,
        /// Whether somebody more has to come for it then; absent where no department is asked.
        pub cost: Option<SlotCost>,
        /// What the booking, or the move, does to the departments then; also on the day it is moved from.
        pub effects: Vec<DutyEffect>,
    }
}

/// What a change does to a half-day of a department, said before it is saved.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DutyEffect {
    pub date: String,
    pub department: u32,
    pub short: Names,
    pub morning: bool,
    pub effect: DutyEffectKind,
}

impl Wire<DutyEffect> for hall::DutyEffect {
    fn wire(self) -> DutyEffect {
        DutyEffect {
            date: self.date.wire(),
            department: self.department.wire(),
            short: self.short.wire(),
            morning: self.half.is_morning(),
            effect: self.effect.wire(),
        }
    }
}

mirror! {
    /// What it does to it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum DutyEffectKind = domain::duty::effect::Effect {
        /// It is needed, and has to be asked.
        NeedsAsking,
        /// It is needed, and the hall has not begun to ask for the day.
        AskedLater,
        /// It was told or comes, and is needed for more.
        NeedsMore,
        /// It is needed, its cut-off is past, and nobody said that somebody comes.
        PastCutoff,
        /// It said that it is not there then, or not for the item.
        NotOnDuty,
        /// It was told or comes, and nothing of the half-day is left for it.
        NoMoreNeeded,
    }
}

mirror! {
    /// What a time costs in people.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum SlotCost = domain::duty::steering::Cost {
        /// Nobody more comes.
        NobodyMore,
        /// Somebody who comes anyway stays longer.
        Longer,
        /// Somebody more comes.
        OneMore,
    }
}

mirror! {
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum SlotState = hall::SlotState {
        Free,
        Full,
        /// The visit would run over the end of the session.
        TooShort,
        Past,
        /// No session then serves these items, or they have other hours.
        NotServed,
    }
}

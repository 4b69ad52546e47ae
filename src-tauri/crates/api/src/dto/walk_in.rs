//! Somebody without a booking.

use super::{Language, Names, Promise};
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct WalkInAsk {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    pub items: Vec<u32>,
}

mirror! {
    /// What somebody without a booking is to be told before their case is accepted.
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct WalkInOutlook = hall::WalkInOutlook {
        pub departments: Vec<WalkInDepartment>,
        pub told: WalkInTold,
        pub materials: Vec<Names>,
        /// Booked people who have not come yet: they come first.
        pub booked_first: u32,
    }
}

mirror! {
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct WalkInDepartment = hall::WalkInDepartment {
        /// Absent where the catalogue names none.
        pub name: Option<Names>,
        pub promise: Promise,
        /// Approvers confirmed.
        pub approvers: u16,
    }
}

mirror! {
    /// What the citizen was told.
    #[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
    pub struct WalkInTold = hall::Told {
        pub staffed: bool,
        /// The working day the case is forwarded to; absent where it is decided on the spot.
        #[schemars(extend("format" = "date"))]
        pub forwarded_on: Option<String> = forwarded,
    }
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct WalkInAccept {
    /// Chosen by the screen for each new form. Sent twice, it accepts once.
    #[schemars(extend("format" = "request"))]
    pub request: String,
    #[schemars(extend("format" = "date"))]
    pub date: String,
    pub items: Vec<u32>,
    pub name: String,
    pub phone: String,
    pub party: u16,
    pub green_channel: bool,
    /// Free text, kept in the vault.
    pub note: String,
    pub slip_language: Language,
    /// What the citizen was told; refused with `walk_in.told_otherwise` when it is no longer so.
    pub told: WalkInTold,
    /// Codes of warnings the person has read and accepted.
    pub confirmed: Vec<String>,
}

mirror! {
    /// Who walked in on a day, and what was forwarded to it.
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct WalkIns = hall::WalkIns {
        pub accepted: Vec<WalkInLine>,
        pub forwarded_here: Vec<WalkInLine>,
    }
}

mirror! {
    /// A case in a list, masked.
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct WalkInLine = hall::WalkInLine {
        pub booking: String,
        pub number: String,
        pub name: String = masked_name,
        pub date: String,
        pub at: String,
        /// They came with a booking; else they walked in.
        pub booked: bool,
        pub items: Vec<Names>,
        pub departments: Vec<Names>,
        pub forwarded_on: Option<String> = forwarded,
    }
}

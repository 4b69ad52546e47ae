//! What is printed for the citizen.

use super::{Language, Names, ResultPromise};
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What is printed for the citizen.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct Slip {
    pub booking: String,
    pub hall: Names,
    /// Where the hall is and how it is reached; empty: not printed.
    pub address: String,
    pub telephone: String,
    pub number: String,
    pub language: Language,
    pub date: String,
    pub start: String,
    pub end: String,
    /// As the citizen gave it, unmasked: the slip is the citizen's own.
    pub name: String,
    pub party: u16,
    pub green_channel: bool,
    pub items: Vec<SlipItem>,
    pub missing: String,
    /// Day and number of the earlier visit that was refused.
    pub earlier: Option<String>,
    pub earlier_number: String,
    /// Whoever acts for the person, or empty.
    pub agent: String,
    pub tentative: bool,
    pub result: ResultPromise,
    pub forwarded_on: Option<String>,
    pub cancelled: bool,
    /// No seat could be had so far: the hall calls.
    pub provisional: bool,
    /// The receipt of somebody who walked in: its time is when they were accepted.
    pub walk_in: bool,
    /// There is a number at which somebody can be told what comes of it; else no call is promised.
    pub callable: bool,
    /// It has been printed on this PC before: this is another copy.
    pub reprint: bool,
    /// The how-manieth copy it is or would be.
    pub copy: u32,
    pub demo: bool,
    /// QR code of the number: side length in modules, and the dark modules as an SVG path in module units.
    pub qr_size: u16,
    pub qr_path: String,
}

mirror! {
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct SlipItem = hall::SlipItem {
        pub names: Names,
        pub departments: Vec<Names>,
        pub materials: Vec<Names>,
        pub result: ResultPromise,
        /// Departments whose answer it waits for.
        pub waits_for: Vec<Names>,
    }
}

/// Slips that go to the printer now.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct SlipPrint {
    pub bookings: Vec<String>,
}

/// Which copy each of them is, in their order.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct SlipCopies {
    pub copies: Vec<u32>,
}

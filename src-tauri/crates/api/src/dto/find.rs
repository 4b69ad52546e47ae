//! Bookings that are looked for, and erased.

use super::{HeldStill, Names};
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct BookingFind {
    pub text: String,
    /// How many at most. Of one day it is all of them.
    pub limit: u16,
    /// Only bookings of this day.
    #[serde(default)]
    #[schemars(extend("format" = "date"))]
    pub date: Option<String>,
}

mirror! {
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct FoundBookings = hall::FoundBookings {
        pub bookings: Vec<FoundBooking>,
        /// Values that do not open: they are damaged, and nobody can be found by them.
        pub unreadable: u32,
    }
}

mirror! {
    /// A booking that was found, masked.
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct FoundBooking = hall::FoundBooking {
        pub booking: String,
        pub number: String,
        pub date: String,
        /// Neither cancelled nor taken back.
        pub stands: bool,
        pub name: String = masked_name,
        pub phone: String = masked_phone,
        /// Whoever acts for the person, and their number: masked, empty where there is none.
        pub agent: String = masked_agent,
        pub agent_phone: String = masked_agent_phone,
        /// The name does not stand there as it was typed: it only sounds like it.
        pub by_sound: bool,
        /// The item it was found by; absent where it was found by its person or number.
        pub item: Option<Names>,
    }
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct BookingErase {
    #[schemars(extend("format" = "record"))]
    pub bookings: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct Erased {
    pub bookings: u32,
    /// Cases of the assisted-handling log that came from them and of which papers are still held.
    pub held: Vec<HeldStill>,
    /// Files that could not be cleaned now; they are tried again every day and at every start.
    pub unreached: Vec<String>,
}

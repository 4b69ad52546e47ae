//! Forms that were begun and not saved. What is in one is the screen's own.

use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

mirror! {
    /// Which form it is a draft of.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum DraftOf = hall::DraftOf {
        Booking,
        /// Somebody without a booking.
        WalkIn,
        /// A new case of the assisted-handling log.
        Case,
    }
}

/// Names a draft. Each person has their own on each PC.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, Type, JsonSchema)]
pub struct DraftRef {
    pub of: DraftOf,
}

/// A form as it stands, in the screen's own words: parts may be empty or wrong. Kept in the vault of this PC, never synced.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct DraftKeep {
    pub of: DraftOf,
    pub text: String,
}

/// The form as it was kept last.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DraftFound {
    pub text: Option<String>,
}

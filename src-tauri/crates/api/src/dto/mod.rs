//! What crosses the door, both ways. Plain data: no rule lives here, and no type of an inner crate is serialized.
//!
//! Dates are `2026-11-28`, times of day `09:00`, moments `2026-11-27T16:50:12`, all Beijing wall time.
//! Identifiers of records are opaque text; catalogue and department numbers are the program's own.

mod book;
mod booking;
mod calls;
mod duty;
mod frame;
mod item;
mod notice;
mod offers;
mod people;
mod person;
mod reference;
mod service;
mod sessions;
mod settings;
mod setup;
mod sync;

pub use book::*;
pub use booking::*;
pub use calls::*;
pub use duty::*;
pub use frame::*;
pub use item::*;
pub use notice::*;
pub use offers::*;
pub use people::*;
pub use person::*;
pub use reference::*;
pub use service::*;
pub use sessions::*;
pub use settings::*;
pub use setup::*;
pub use sync::*;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Nothing to say, or nothing to give back.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, Type, JsonSchema)]
pub struct Nothing {}

/// A name in the languages of the program. Where a translation is missing the Simplified Chinese name stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
pub struct Names {
    pub zh_hans: String,
    pub zh_hant: String,
    pub en: String,
}

/// The languages of screen and slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
pub enum Language {
    #[serde(rename = "zh-Hans")]
    ZhHans,
    #[serde(rename = "zh-Hant")]
    ZhHant,
    #[serde(rename = "en")]
    En,
}

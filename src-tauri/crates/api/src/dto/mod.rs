//! What crosses the door, both ways. Plain data: no rule lives here, and no type of an inner crate is serialized.
//!
//! Dates are `2026-11-28`, times of day `09:00`, moments `2026-11-27T16:50:12`, all Beijing wall time.
//! Identifiers of records are opaque text; catalogue and department numbers are the program's own.

mod allocation;
mod attendance;
mod audit;
mod book;
mod booking;
mod calls;
mod cards;
mod contact;
mod day_list;
mod draft;
mod duty;
mod duty_notice;
mod figures;
mod find;
mod frame;
mod hint;
mod item;
mod log;
mod log_figures;
mod log_note;
mod offers;
mod orders;
mod own_sheet;
mod reference;
mod service_day;
mod session;
mod sessions;
mod settings;
mod setup;
mod slip;
mod staff;
mod sync;
mod walk_in;

pub use allocation::*;
pub use attendance::*;
pub use audit::*;
pub use book::*;
pub use booking::*;
pub use calls::*;
pub use cards::*;
pub use contact::*;
pub use day_list::*;
pub use draft::*;
pub use duty::*;
pub use duty_notice::*;
pub use figures::*;
pub use find::*;
pub use frame::*;
pub use hint::*;
pub use item::*;
pub use log::*;
pub use log_figures::*;
pub use log_note::*;
pub use offers::*;
pub use orders::*;
pub use own_sheet::*;
pub use reference::*;
pub use service_day::*;
pub use session::*;
pub use sessions::*;
pub use settings::*;
pub use setup::*;
pub use slip::*;
pub use staff::*;
pub use sync::*;
pub use walk_in::*;

use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Nothing to say, or nothing to give back.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, Type, JsonSchema)]
pub struct Nothing {}

mirror! {
    /// A name in the languages of the program. Where a translation is missing the Simplified Chinese name stands in.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    pub struct Names = domain::names::Names {
        pub zh_hans: String,
        pub zh_hant: String,
        pub en: String,
    }
}

mirror! {
    /// The languages of screen and slip.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    pub enum Language = domain::event::Language {
        #[serde(rename = "zh-Hans")]
        ZhHans,
        #[serde(rename = "zh-Hant")]
        ZhHant,
        #[serde(rename = "en")]
        En,
    }
}

use super::Names;
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

mirror! {
    /// What the hall is called and how it is reached: on slips, receipts and notices. Empty: not printed.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Type, JsonSchema)]
    pub struct HallContact = hall::Contact {
        pub name: Names,
        pub address: String,
        pub telephone: String,
    }
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct HallContactSet {
    pub name: String,
    /// Empty: as in Simplified Chinese.
    pub name_zh_hant: String,
    /// The same.
    pub name_en: String,
    pub address: String,
    pub telephone: String,
}

//! Who works here.

use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

mirror! {
    /// What a person can be.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum Role = hall::Role {
        Consultant,
        WindowClerk,
        Runner,
        GroupLeader,
        DutyLeader,
        HallManager,
        Approver,
        Supervisor,
        Administrator,
    }
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct People {
    pub people: Vec<PersonRow>,
}

mirror! {
    /// A person's record.
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct PersonRow = hall::PersonCard {
        pub person: String,
        /// The record as it was seen; a change of an older one is refused.
        pub base: String,
        pub name: String,
        pub roles: Vec<Role>,
        /// Works here.
        pub active: bool,
    }
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct PersonEnter {
    pub name: String,
    pub roles: Vec<Role>,
    pub secret: String,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct PersonRef {
    pub person: String,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct PersonChange {
    #[schemars(extend("format" = "record"))]
    pub person: String,
    #[schemars(extend("format" = "record"))]
    pub base: String,
    pub name: String,
    pub roles: Vec<Role>,
    pub active: bool,
}

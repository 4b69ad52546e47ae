//! Who is signed in at a window.

use super::{Role, Session};
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

mirror! {
    /// Somebody who can sign in.
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct SignInChoice = hall::PersonCard {
        pub person: String,
        pub name: String,
        pub roles: Vec<Role>,
    }
}

/// What the sign-in screen offers.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct SignInChoices {
    pub people: Vec<SignInChoice>,
    /// Nobody can sign in yet: the first manager has to be entered.
    pub first_manager: bool,
    /// With the recovery code: people have worked here before.
    pub first_manager_code: bool,
    /// The PIN of everybody, in a demo hall.
    pub demo_secret: Option<String>,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct SignIn {
    #[schemars(extend("format" = "record"))]
    pub person: String,
    pub secret: String,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct SignedIn {
    /// Names the window's session from now on: sent with every command.
    pub token: String,
    pub session: Session,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct FirstManagerMake {
    pub manager: String,
    pub secret: String,
    /// The recovery code, where people have worked here before; else empty.
    #[serde(default)]
    pub code: String,
}

/// A hall has its first manager, who is signed in.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct FirstManager {
    /// To be printed and locked away: shown this once, kept nowhere.
    pub recovery_code: String,
    pub token: String,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct SecretChange {
    pub present: String,
    pub secret: String,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct SecretReset {
    #[schemars(extend("format" = "record"))]
    pub person: String,
    pub secret: String,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct ManagerRecover {
    #[schemars(extend("format" = "record"))]
    pub person: String,
    pub code: String,
    pub secret: String,
}

//! The people who work in a hall: what they are, how a person becomes from its events, what they may do, what
//! may be their secret.
//!
//! Deliberately not here: names and secrets themselves, which lie in the vault under the event that set them.

mod entitled;
mod fold;
mod right;
mod role;
mod secret;

pub use crate::event::PersonFact;
pub use entitled::entitles;
pub use fold::{Person, fold};
pub use right::{Right, may};
pub use role::{Role, RoleUnknown};
pub use secret::{
    PASSWORD_CHARACTERS_MIN, PIN_DIGITS_MIN, SECRET_CHARACTERS_MAX, SecretProblem, check_secret, clean_secret,
};

/// Number in the vault of a person's name, under the event that set it.
pub const NAME_FIELD: u16 = 100;
/// Number in the vault of a person's hashed secret, under the event that set it.
pub const SECRET_FIELD: u16 = 101;

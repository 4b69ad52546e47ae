//! Facts about the people who work in a hall. Names and hashed secrets are in the vault, under the event that set them.

use crate::people::Role;
use minicbor::{Decode, Encode};

/// Somebody begins to work in the hall. The name is in the vault under this event's id.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct PersonEntered {
    /// What they are.
    #[n(0)]
    pub roles: Vec<Role>,
}

/// A person's record changes. Absent means unchanged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct PersonChanged {
    /// What they are now.
    #[n(0)]
    pub roles: Option<Vec<Role>>,
    /// Whether they work here.
    #[n(1)]
    pub active: Option<bool>,
    /// A new name is in the vault under this event's id.
    #[n(2)]
    pub name: bool,
}

/// A person's PIN or password is set. Its hash is in the vault under this event's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SecretSet {
    /// By whom.
    #[n(0)]
    pub by: SecretBy,
}

/// Who set a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum SecretBy {
    /// The person, or whoever made the hall.
    #[n(0)]
    Own,
    /// A manager.
    #[n(1)]
    Manager,
    /// Whoever held the hall's recovery code.
    #[n(2)]
    RecoveryCode,
}

/// A person signed in, or unlocked their screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SignedIn {}

/// A secret was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SignInFailed {
    /// Wrong ones in a row on this PC, this one included.
    #[n(0)]
    pub tries: u16,
}

//! What a signature suite must offer. Suite 1 is in `ed25519`; until a device is enrolled it has no key, and nothing
//! leaves the PC.
//!
//! Deliberately not here: keys, and where they lie. A certified module can stand behind these traits as well.

use crate::id::DeviceId;

/// Which algorithms sealed a segment. Numbers are never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Suite(pub u8);

impl Suite {
    /// Ed25519 over SHA-256 chains.
    pub const ED25519_SHA256: Self = Self(1);
}

/// The key could not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("signing failed: {0}")]
pub struct SignError(pub String);

/// The signature is not the device's, or is of a suite the verifier does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bad signature")]
pub struct BadSignature;

/// Signs for this device.
pub trait Signer {
    /// The suite it signs in.
    fn suite(&self) -> Suite;

    /// Signs a message.
    ///
    /// # Errors
    /// When the key cannot be used.
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError>;
}

/// Knows the keys of devices.
pub trait Verifier {
    /// Checks a device's signature.
    ///
    /// # Errors
    /// When it is not that device's signature of that message, or the suite is not known.
    fn verify(&self, suite: Suite, device: DeviceId, message: &[u8], signature: &[u8]) -> Result<(), BadSignature>;
}

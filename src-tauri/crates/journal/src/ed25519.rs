//! Suite 1: Ed25519 over SHA-256 chains.
//!
//! Deliberately not here: drawing a key at random, and where it lies. A key is made from 32 random bytes that the caller
//! draws, so that this crate stays a pure function and tests have keys of their own.

use crate::id::DeviceId;
use crate::signature::{BadSignature, SignError, Signer, Suite, Verifier};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use std::collections::BTreeMap;
use std::fmt;
use zeroize::Zeroizing;

/// The secret key of an installation. Overwritten in memory when it is dropped, and never printed.
pub struct DeviceKey(SigningKey);

/// What others need to check a device's signatures.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey(pub [u8; 32]);

impl DeviceKey {
    /// The key of 32 random bytes: drawn when the device is enrolled, or read from where it is kept.
    pub fn from_bytes(secret: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// The bytes to keep.
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// The half that is shown to others.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// Signs bytes that are no segment, a greeting for instance. They must begin with a text of their own.
    pub fn sign_bytes(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeviceKey({:?})", self.public())
    }
}

impl Signer for DeviceKey {
    fn suite(&self) -> Suite {
        Suite::ED25519_SHA256
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        Ok(self.sign_bytes(message).to_vec())
    }
}

impl PublicKey {
    /// Checks a signature of this key. Strictly: of several spellings of one signature only the usual is taken.
    ///
    /// # Errors
    /// When it is not this key's signature of the message.
    pub fn check(&self, message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
        let key = VerifyingKey::from_bytes(&self.0).map_err(|_| BadSignature)?;
        let signature = Signature::from_slice(signature).map_err(|_| BadSignature)?;
        key.verify_strict(message, &signature).map_err(|_| BadSignature)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PublicKey(")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
        f.write_str(")")
    }
}

/// The devices whose keys are known; nobody else's segments are taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownDevices(BTreeMap<DeviceId, PublicKey>);

impl KnownDevices {
    /// Knows a device from now on. A key that is known already stays: it was pinned at enrolment.
    pub fn pin(&mut self, device: DeviceId, key: PublicKey) -> PublicKey {
        *self.0.entry(device).or_insert(key)
    }

    /// The key of a device.
    pub fn key(&self, device: DeviceId) -> Option<PublicKey> {
        self.0.get(&device).copied()
    }

    /// All of them, by device.
    pub fn iter(&self) -> impl Iterator<Item = (DeviceId, PublicKey)> + '_ {
        self.0.iter().map(|(device, key)| (*device, *key))
    }
}

impl FromIterator<(DeviceId, PublicKey)> for KnownDevices {
    fn from_iter<I: IntoIterator<Item = (DeviceId, PublicKey)>>(keys: I) -> Self {
        Self(keys.into_iter().collect())
    }
}

impl Verifier for KnownDevices {
    fn verify(&self, suite: Suite, device: DeviceId, message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
        if suite != Suite::ED25519_SHA256 {
            return Err(BadSignature);
        }
        self.key(device).ok_or(BadSignature)?.check(message, signature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEVICE: DeviceId = DeviceId(*b"\x01\x02\x03\x04\x05\x06\x07\x08");
    const OTHER: DeviceId = DeviceId(*b"\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8");

    /// RFC 8032, section 7.1, test 2.
    #[test]
    fn signs_as_the_standard_says() {
        let hex = |text: &str| -> Vec<u8> {
            (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
        };
        let secret = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb").try_into().unwrap();
        let key = DeviceKey::from_bytes(&secret);
        let public = hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        assert_eq!(key.public().0.as_slice(), public);
        let signature = hex(concat!(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da",
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ));
        assert_eq!(key.sign_bytes(&[0x72]).as_slice(), signature);
        assert_eq!(*key.to_bytes(), secret);
    }

    #[test]
    fn only_the_pinned_key_of_the_device_is_taken() {
        let (key, stranger) = (DeviceKey::from_bytes(&[1; 32]), DeviceKey::from_bytes(&[2; 32]));
        let mut known: KnownDevices = [(DEVICE, key.public())].into_iter().collect();
        let verify = |known: &KnownDevices, suite, device, signature: &[u8]| {
            known.verify(suite, device, b"message", signature).is_ok()
        };
        let good = key.sign(b"message").unwrap();
        assert!(verify(&known, Suite::ED25519_SHA256, DEVICE, &good));
        assert!(!verify(&known, Suite(2), DEVICE, &good));
        assert!(!verify(&known, Suite::ED25519_SHA256, OTHER, &good));
        assert!(!verify(&known, Suite::ED25519_SHA256, DEVICE, &good[..63]));
        assert!(!verify(&known, Suite::ED25519_SHA256, DEVICE, &stranger.sign(b"message").unwrap()));
        assert!(!verify(&known, Suite::ED25519_SHA256, DEVICE, &key.sign(b"massage").unwrap()));
        assert_eq!(known.pin(DEVICE, stranger.public()), key.public(), "a pinned key is not replaced");
    }

    #[test]
    fn a_secret_is_not_printed() {
        let printed = format!("{:?}", DeviceKey::from_bytes(&[0xab; 32]));
        assert!(!printed.contains("abab"), "{printed}");
    }
}

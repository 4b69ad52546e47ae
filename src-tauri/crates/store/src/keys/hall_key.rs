//! The hall's key: what every personal value of a hall is sealed with.
//!
//! One key a hall, the same on each of its PCs, for its whole life. It is born here, lies in the key file of each PC
//! ([`keys`](crate::keys)) and, wrapped by the recovery code ([`RecoveryCode`](crate::RecoveryCode)), in the database
//! itself. Deliberately not here: what is sealed with it ([`KeySeal`](crate::KeySeal)).

use super::key_id::{ID_BYTES, KeyId};
use crate::db::error::StoreError;
use sha2::{Digest, Sha256};
use std::fmt;
use zeroize::Zeroize;

const KEY_BYTES: usize = 32;
/// Parts this digest from every other one that is ever made of a key.
const ID_DOMAIN: &[u8] = b"yanshi hall key id 1";

/// A key of 256 random bits. Overwritten with zeros when it goes; never printed.
#[derive(Clone)]
pub struct HallKey {
    /// On the heap, so that moving the key leaves no copy behind.
    bytes: Box<[u8; KEY_BYTES]>,
}

impl HallKey {
    /// A new key.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn generate() -> Result<Self, StoreError> {
        let mut bytes = Box::new([0; KEY_BYTES]);
        getrandom::fill(&mut *bytes).map_err(|error| StoreError::Io(error.to_string()))?;
        Ok(Self { bytes })
    }

    /// A key out of its bytes; `None` if there are not 32 of them.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut key = Self { bytes: Box::new([0; KEY_BYTES]) };
        if bytes.len() != KEY_BYTES {
            return None;
        }
        key.bytes.copy_from_slice(bytes);
        Some(key)
    }

    pub(crate) fn bytes(&self) -> &[u8; KEY_BYTES] {
        &self.bytes
    }

    /// The key's name. Tells nothing about the key.
    pub fn id(&self) -> KeyId {
        let digest: [u8; 32] = Sha256::new().chain_update(ID_DOMAIN).chain_update(*self.bytes).finalize().into();
        let mut id = [0; ID_BYTES];
        id.copy_from_slice(&digest[..ID_BYTES]);
        KeyId(id)
    }
}

impl Drop for HallKey {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}

impl fmt::Debug for HallKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HallKey({})", self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_differ_and_are_known_by_their_names() {
        let (one, other) = (HallKey::generate().unwrap(), HallKey::generate().unwrap());
        assert_ne!(one.id(), other.id());
        assert_eq!(one.clone().id(), one.id());
        assert_eq!(HallKey::from_bytes(one.bytes()).unwrap().id(), one.id());
        assert!(HallKey::from_bytes(&one.bytes()[1..]).is_none());
    }

    /// Names stand in databases and key files: how they are made is never changed.
    #[test]
    fn the_name_of_a_key_is_settled() {
        let key = HallKey::from_bytes(&[7; 32]).unwrap();
        assert_eq!(key.id().to_string(), "1156e2f018a6e6d5");
    }

    #[test]
    fn debugging_shows_no_key() {
        let key = HallKey::from_bytes(b"abcdefghabcdefghabcdefghabcdefgh").unwrap();
        let shown = format!("{key:?}");
        assert_eq!(shown, format!("HallKey({})", key.id()));
        assert!(!shown.contains("61, 62") && !shown.contains("6162") && !shown.contains("abcd"));
    }
}

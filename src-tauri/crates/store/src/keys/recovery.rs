//! The recovery code: printed once, kept in a safe, and with any backup enough to read a hall's personal values again.
//!
//! A code is 112 random bits and 13 bits of checksum, 25 letters and digits of Crockford's base 32 (no I, L, O, U) in five
//! groups. It wraps the hall's key; the wrapped key stands in the database ([`KeyOnRecord`]) and so in every backup.
//! Printing a new code replaces the wrapped key and ends the old code for this database and for backups made from then
//! on; older backups still open with the code of their time.
//!
//! The wrapping key is HKDF-SHA256 of the code, not argon2: that slows guessing down where people chose the secret, and
//! nobody guesses one of 2¹¹² equally likely codes, however fast.

use super::hall_key::HallKey;
use super::key_id::KeyId;
use crate::db::error::StoreError;
use crate::vault::key_seal::{NONCE_BYTES, cipher, decrypt, encrypt};
use crate::vault::seal::SealError;
use domain::text::clean_code;
use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use std::fmt;
use zeroize::{Zeroize, Zeroizing};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SYMBOLS: usize = 25;
const GROUP: usize = 5;

/// Random bytes of a code.
const SECRET_BYTES: usize = 14;
/// What is left of the 125 bits of 25 symbols.
const CHECK_BITS: u32 = 13;

const CHECK_DOMAIN: &[u8] = b"yanshi recovery code checksum 1";
const WRAP_DOMAIN: &[u8] = b"yanshi recovery code wraps hall key 1";

/// How the key was wrapped: the first byte of a wrapped key. Never reused.
const WRAPPING: u8 = 1;

/// Why a code does not give the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryFault {
    /// No code looks like this: a letter is wrong, missing or too many.
    #[error("the recovery code is mistyped")]
    Mistyped,
    /// A code, but of another hall, or one that a newer code has replaced.
    #[error("this is not the recovery code of this hall")]
    WrongCode,
    /// What the database holds is no wrapped key.
    #[error("the wrapped key on record is damaged")]
    Damaged,
}

/// A key as a database has it on record: its name, and itself wrapped by the recovery code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyOnRecord {
    /// Name of the key.
    pub key: KeyId,
    /// Opens with the code only.
    pub wrapped: Vec<u8>,
}

/// A recovery code. Overwritten with zeros when it goes; shown by [`RecoveryCode::text`] alone.
#[derive(Clone)]
pub struct RecoveryCode {
    /// On the heap, so that moving the code leaves no copy behind.
    secret: Box<[u8; SECRET_BYTES]>,
}

impl RecoveryCode {
    /// A new code.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn generate() -> Result<Self, StoreError> {
        let mut secret = Box::new([0; SECRET_BYTES]);
        getrandom::fill(&mut *secret).map_err(|error| StoreError::Io(error.to_string()))?;
        Ok(Self { secret })
    }

    /// The code as it is printed: `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`. For the paper and nothing else.
    pub fn text(&self) -> Zeroizing<String> {
        let bits = (self.number() << CHECK_BITS) | u128::from(checksum(&self.secret));
        // All the room at once: a text that grows leaves its beginnings behind.
        let mut text = Zeroizing::new(String::with_capacity(SYMBOLS + SYMBOLS / GROUP));
        for at in 0..SYMBOLS {
            if at > 0 && at % GROUP == 0 {
                text.push('-');
            }
            let symbol = (bits >> (5 * (SYMBOLS - 1 - at))) & 31;
            text.push(char::from(ALPHABET[symbol as usize]));
        }
        text
    }

    /// Reads a code as somebody typed it: in small or full-width letters, with any spaces and dashes, O for 0, I or L
    /// for 1.
    ///
    /// # Errors
    /// [`RecoveryFault::Mistyped`].
    pub fn parse(typed: &str) -> Result<Self, RecoveryFault> {
        let mut bits = Zeroizing::new(0_u128);
        let mut symbols = 0;
        let code = Zeroizing::new(clean_code(typed));
        for typed in code.chars() {
            let symbol = symbol(typed).ok_or(RecoveryFault::Mistyped)?;
            symbols += 1;
            if symbols > SYMBOLS {
                return Err(RecoveryFault::Mistyped);
            }
            *bits = (*bits << 5) | u128::from(symbol);
        }
        let mut number = Zeroizing::new((*bits >> CHECK_BITS).to_be_bytes());
        let mut code = Self { secret: Box::new([0; SECRET_BYTES]) };
        code.secret.copy_from_slice(&number[16 - SECRET_BYTES..]);
        number.zeroize();
        let check = (*bits & ((1 << CHECK_BITS) - 1)) as u16;
        if symbols == SYMBOLS && check == checksum(&code.secret) { Ok(code) } else { Err(RecoveryFault::Mistyped) }
    }

    /// Wraps a key, to be kept in the database.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn wrap(&self, key: &HallKey) -> Result<KeyOnRecord, StoreError> {
        let id = key.id();
        let mut wrapped = vec![WRAPPING];
        wrapped.extend(encrypt(&cipher(&self.wrapping_key(id)), key.bytes(), &associated_data(id))?);
        Ok(KeyOnRecord { key: id, wrapped })
    }

    /// The key that this code has wrapped.
    ///
    /// # Errors
    /// [`RecoveryFault::WrongCode`] or [`RecoveryFault::Damaged`].
    pub fn unwrap_key(&self, record: &KeyOnRecord) -> Result<HallKey, RecoveryFault> {
        let id = record.key;
        let (&wrapping, wrapped) = record.wrapped.split_first().ok_or(RecoveryFault::Damaged)?;
        if wrapping != WRAPPING {
            return Err(RecoveryFault::Damaged);
        }
        let bytes = decrypt(&cipher(&self.wrapping_key(id)), wrapped, &associated_data(id));
        let bytes = Zeroizing::new(bytes.map_err(|_: SealError| RecoveryFault::WrongCode)?);
        HallKey::from_bytes(&bytes).filter(|key| key.id() == id).ok_or(RecoveryFault::Damaged)
    }

    fn number(&self) -> u128 {
        self.secret.iter().fold(0, |number, byte| (number << 8) | u128::from(*byte))
    }

    fn wrapping_key(&self, id: KeyId) -> Zeroizing<[u8; 32]> {
        let mut key = Zeroizing::new([0; 32]);
        match Hkdf::<Sha256>::new(Some(&id.0), &*self.secret).expand(WRAP_DOMAIN, &mut *key) {
            Ok(()) => key,
            Err(error) => unreachable!("32 bytes are what HKDF-SHA256 makes in one step: {error}"),
        }
    }
}

impl Drop for RecoveryCode {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode")
    }
}

/// Whether bytes have the form of a wrapped key, of this program's or a later wrapping.
pub(super) fn is_wrapped_key(wrapped: &[u8]) -> bool {
    const BYTES: usize = 1 + NONCE_BYTES + 32 + 16;
    match wrapped.first() {
        Some(&WRAPPING) => wrapped.len() == BYTES,
        Some(&later) => later > WRAPPING && wrapped.len() > 32,
        None => false,
    }
}

/// The key's name is bound into its wrapping, so that a record with another name does not open.
fn associated_data(id: KeyId) -> Vec<u8> {
    [WRAP_DOMAIN, &id.0].concat()
}

fn checksum(secret: &[u8; SECRET_BYTES]) -> u16 {
    let digest: [u8; 32] = Sha256::new().chain_update(CHECK_DOMAIN).chain_update(secret).finalize().into();
    u16::from_be_bytes([digest[0], digest[1]]) >> (16 - CHECK_BITS)
}

fn symbol(typed: char) -> Option<u8> {
    let meant = match typed {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let at = ALPHABET.iter().position(|symbol| char::from(*symbol) == meant)?;
    u8::try_from(at).ok()
}

#[cfg(test)]
mod tests;

//! Seal suite 1: AES-256-GCM under the hall's key.
//!
//! A sealed value is `nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes)`. What the value is for is not stored with it but
//! bound into the tag, so a value moved to another row does not open. Nonces are random, which is safe for 2³² values
//! under one key: a hall would seal a thousand values an hour for four centuries.

use super::seal::{Seal, SealError, SealLabel};
use crate::keys::hall_key::HallKey;
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};

pub(crate) const SUITE: u8 = 1;
pub(crate) const NONCE_BYTES: usize = 12;

/// Seals and opens with a key.
pub struct KeySeal {
    cipher: Aes256Gcm,
}

impl KeySeal {
    /// The seal of a hall.
    pub fn new(key: &HallKey) -> Self {
        Self { cipher: cipher(key.bytes()) }
    }
}

impl Seal for KeySeal {
    fn suite(&self) -> u8 {
        SUITE
    }

    fn seal(&self, label: SealLabel<'_>, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        encrypt(&self.cipher, plain, &associated_data(label))
    }

    fn open(&self, label: SealLabel<'_>, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        decrypt(&self.cipher, sealed, &associated_data(label))
    }
}

pub(crate) fn cipher(key: &[u8; 32]) -> Aes256Gcm {
    Aes256Gcm::new(key.into())
}

/// `nonce ‖ ciphertext ‖ tag`, under a fresh nonce.
pub(crate) fn encrypt(cipher: &Aes256Gcm, plain: &[u8], aad: &[u8]) -> Result<Vec<u8>, SealError> {
    let mut nonce = [0; NONCE_BYTES];
    getrandom::fill(&mut nonce).map_err(|error| SealError::Key(error.to_string()))?;
    let ciphertext = cipher
        .encrypt(&Nonce::from(nonce), Payload { msg: plain, aad })
        // The cipher refuses only what is longer than 64 GB.
        .map_err(|_| SealError::Key("the value is too long".to_owned()))?;
    let mut sealed = Vec::with_capacity(NONCE_BYTES + ciphertext.len());
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(&ciphertext);
    Ok(sealed)
}

/// What [`encrypt`] was given, if key, associated data and every bit are the same.
pub(crate) fn decrypt(cipher: &Aes256Gcm, sealed: &[u8], aad: &[u8]) -> Result<Vec<u8>, SealError> {
    let (nonce, ciphertext) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(SealError::Damaged)?;
    cipher.decrypt(&Nonce::from(*nonce), Payload { msg: ciphertext, aad }).map_err(|_| SealError::Damaged)
}

/// The label as bytes. Every part has its length before it, so no two labels have the same.
fn associated_data(label: SealLabel<'_>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(48);
    let mut part = |part: &[u8]| {
        // A slot's name has a few bytes; eight for the length leave no room for a doubt.
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part);
    };
    part(&[SUITE]);
    match label {
        SealLabel::Value { subject, field } => {
            part(b"value");
            part(&subject.device.0);
            part(&subject.seq.0.to_be_bytes());
            part(&field.0.to_be_bytes());
        }
        SealLabel::Draft { slot } => {
            part(b"draft");
            part(slot.as_bytes());
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::seal::VaultField;
    use journal::{DeviceId, EventId, Seq};

    const NAME: &[u8] = "欧阳秀英".as_bytes();

    fn seal() -> KeySeal {
        KeySeal::new(&HallKey::from_bytes(&[3; 32]).unwrap())
    }

    fn value(device: u8, seq: u64, field: u16) -> SealLabel<'static> {
        let subject = EventId { device: DeviceId([device; 8]), seq: Seq(seq) };
        SealLabel::Value { subject, field: VaultField(field) }
    }

    fn labels() -> Vec<SealLabel<'static>> {
        let drafts = ["book", "book ", "", "value"].map(|slot| SealLabel::Draft { slot });
        let values = [value(1, 1, 1), value(2, 1, 1), value(1, 2, 1), value(1, 1, 2), value(1, 256, 1)];
        drafts.into_iter().chain(values).collect()
    }

    #[test]
    fn a_value_opens_where_it_was_sealed_and_nowhere_else() {
        let seal = seal();
        for (at, label) in labels().into_iter().enumerate() {
            let sealed = seal.seal(label, NAME).unwrap();
            for (other_at, other) in labels().into_iter().enumerate() {
                let expected = if at == other_at { Ok(NAME.to_vec()) } else { Err(SealError::Damaged) };
                assert_eq!(seal.open(other, &sealed), expected, "{label:?} opened as {other:?}");
            }
        }
    }

    #[test]
    fn another_key_does_not_open_it() {
        let sealed = seal().seal(value(1, 1, 1), NAME).unwrap();
        let other = KeySeal::new(&HallKey::from_bytes(&[4; 32]).unwrap());
        assert_eq!(other.open(value(1, 1, 1), &sealed), Err(SealError::Damaged));
    }

    #[test]
    fn one_flipped_bit_or_a_lost_byte_does_not_open() {
        let seal = seal();
        let sealed = seal.seal(value(1, 1, 1), NAME).unwrap();
        for bit in 0..sealed.len() * 8 {
            let mut flipped = sealed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(seal.open(value(1, 1, 1), &flipped), Err(SealError::Damaged), "bit {bit}");
        }
        for length in 0..sealed.len() {
            assert_eq!(seal.open(value(1, 1, 1), &sealed[..length]), Err(SealError::Damaged), "{length} bytes");
        }
    }

    #[test]
    fn the_same_value_twice_looks_different() {
        let seal = seal();
        let [one, other] = [0, 1].map(|_| seal.seal(value(1, 1, 1), NAME).unwrap());
        assert_ne!(one, other);
        assert_ne!(one[..NONCE_BYTES], other[..NONCE_BYTES]);
        assert_eq!(one.len(), NAME.len() + NONCE_BYTES + 16);
    }

    /// Values in halls' databases were sealed so: it must open for ever.
    #[test]
    fn what_was_sealed_once_still_opens() {
        let sealed = hex("000102030405060708090a0ba11dd1a55753baa9b12ded172db14fbb1aac5dc297b008147f1e8360");
        assert_eq!(seal().open(value(1, 7, 2), &sealed), Ok(NAME.to_vec()));
    }

    fn hex(text: &str) -> Vec<u8> {
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
    }
}

//! Enrolment: a device becomes known to a server by a one-time code that a person types.
//!
//! The code carries the beginning of the authority's fingerprint, so that the device pins the right authority before it
//! tells the secret to anybody.

use crate::message::{MessageError, Pinned, marked, to_bytes, unmarked, whole};
use journal::{DeviceId, Hash, PublicKey};
use minicbor::{Decode, Encode};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::str::FromStr;

const SECRET_BYTES: usize = 7;
const FINGERPRINT_BYTES: usize = 10;
/// Without I, L, O and U, which are misread.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LETTERS: usize = 28;

/// A one-time code: 28 letters in groups of four.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct EnrolCode {
    /// Known to the server alone; 56 bits, good for one enrolment within its time.
    pub secret: [u8; SECRET_BYTES],
    /// Beginning of the SHA-256 of the authority's certificate.
    pub fingerprint: [u8; FINGERPRINT_BYTES],
}

/// A text that is no code: a letter is missing or wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an enrolment code")]
pub struct NotACode;

impl EnrolCode {
    /// A code of 7 random bytes for an authority.
    pub fn new(secret: [u8; SECRET_BYTES], authority: &Hash) -> Self {
        let mut fingerprint = [0; FINGERPRINT_BYTES];
        fingerprint.copy_from_slice(&authority.0[..FINGERPRINT_BYTES]);
        Self { secret, fingerprint }
    }

    /// Whether it was made for this authority.
    #[cfg(test)]
    fn is_for(&self, authority: &Hash) -> bool {
        authority.0.starts_with(&self.fingerprint)
    }

    /// What the server keeps of it.
    pub fn secret_hash(secret: &[u8]) -> Hash {
        Hash(Sha256::new().chain_update(b"yanshi enrolment code 1\0").chain_update(secret).finalize().into())
    }

    fn bytes(&self) -> [u8; 18] {
        let mut bytes = [0; 18];
        bytes[..SECRET_BYTES].copy_from_slice(&self.secret);
        bytes[SECRET_BYTES..17].copy_from_slice(&self.fingerprint);
        let digest: [u8; 32] = Sha256::digest(&bytes[..17]).into();
        // Four bits that notice most slips of the hand.
        bytes[17] = digest[0] & 0xf0;
        bytes
    }
}

impl fmt::Display for EnrolCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.bytes();
        for letter in 0..LETTERS {
            if letter > 0 && letter % 4 == 0 {
                f.write_str("-")?;
            }
            let bit = |at: usize| (bytes[at / 8] >> (7 - at % 8)) & 1;
            let value = (0..5).fold(0, |value, offset| value << 1 | bit(letter * 5 + offset));
            write!(f, "{}", char::from(ALPHABET[usize::from(value)]))?;
        }
        Ok(())
    }
}

/// The secret does not get into logs.
impl fmt::Debug for EnrolCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnrolCode")
    }
}

impl FromStr for EnrolCode {
    type Err = NotACode;

    /// Takes small letters, spaces and dashes anywhere, and letters that are mistaken for digits.
    fn from_str(text: &str) -> Result<Self, NotACode> {
        let (mut bytes, mut letters) = ([0_u8; 18], 0);
        for letter in text.bytes().filter(|c| !c.is_ascii_whitespace() && *c != b'-') {
            let letter = match letter.to_ascii_uppercase() {
                b'O' => b'0',
                b'I' | b'L' => b'1',
                other => other,
            };
            let value = ALPHABET.iter().position(|known| *known == letter).ok_or(NotACode)?;
            if letters == LETTERS {
                return Err(NotACode);
            }
            for offset in (0..5).filter(|offset| value >> (4 - offset) & 1 == 1) {
                let at = letters * 5 + offset;
                bytes[at / 8] |= 1 << (7 - at % 8);
            }
            letters += 1;
        }
        let (mut secret, mut fingerprint) = ([0; SECRET_BYTES], [0; FINGERPRINT_BYTES]);
        secret.copy_from_slice(&bytes[..SECRET_BYTES]);
        fingerprint.copy_from_slice(&bytes[SECRET_BYTES..17]);
        let code = Self { secret, fingerprint };
        if letters == LETTERS && code.bytes() == bytes { Ok(code) } else { Err(NotACode) }
    }
}

/// A device asks to be enrolled.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Enrol {
    /// Secret of the code.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub secret: Vec<u8>,
    /// The device.
    #[n(1)]
    pub device: DeviceId,
    /// Its key.
    #[n(2)]
    pub key: PublicKey,
    /// Number of its hall in the directory, if it has been founded as one of it.
    #[n(3)]
    pub hall: Option<u32>,
    /// Ed25519 by the key over [`Enrol::signed`]: nobody enrols a key that is not his.
    #[cbor(n(4), with = "minicbor::bytes")]
    pub signature: Vec<u8>,
    /// Names under which it wrote before; they are over. `None` where there are none.
    #[n(5)]
    pub succeeds: Option<Vec<DeviceId>>,
}

impl Enrol {
    /// What the signature is over.
    pub fn signed(&self) -> Vec<u8> {
        let mut message = b"yanshi enrolment 1\0".to_vec();
        message.extend(to_bytes(&Self { signature: Vec::new(), ..self.clone() }));
        message
    }

    /// The bytes to send.
    pub fn encode(&self) -> Vec<u8> {
        to_bytes(self)
    }

    /// Reads a request.
    ///
    /// # Errors
    /// When the bytes are none.
    pub fn decode(bytes: &[u8]) -> Result<Self, MessageError> {
        whole(bytes)
    }
}

/// The answer to [`Enrol`].
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum EnrolReply {
    /// The device is known from now on.
    #[n(0)]
    Enrolled(#[n(0)] Enrolled),
    /// It is not.
    #[n(1)]
    Refused(#[n(0)] EnrolRefusal),
}

/// What an enrolled device needs.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Enrolled {
    /// Number of its hall with the server.
    #[n(0)]
    pub hall: u32,
    /// Name of the hall with the server.
    #[n(1)]
    pub name: String,
    /// The server itself, as the author of what it hands down.
    #[n(2)]
    pub server: Pinned,
}

/// Why a device was not enrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, thiserror::Error)]
#[cbor(index_only)]
pub enum EnrolRefusal {
    /// No such code was made here.
    #[n(0)]
    #[error("the code was not made by this server")]
    Unknown,
    /// It has been used by another device.
    #[n(1)]
    #[error("the code has been used")]
    Used,
    /// Its time is over.
    #[n(2)]
    #[error("the code has expired")]
    Expired,
    /// It was made for another hall.
    #[n(3)]
    #[error("the code was made for another hall")]
    OtherHall,
    /// The device is enrolled already under another key or in another hall; or it has been revoked or frozen.
    #[n(4)]
    #[error("a device of this name is known otherwise")]
    OtherDevice,
    /// The message is damaged, or not signed by the key.
    #[n(5)]
    #[error("the message was not understood")]
    Malformed,
    /// The server cannot write at present; try again.
    #[n(6)]
    #[error("the server cannot write at present")]
    Busy,
}

impl EnrolReply {
    /// The bytes to send.
    pub fn encode(&self) -> Vec<u8> {
        marked(self)
    }

    /// Reads a reply.
    ///
    /// # Errors
    /// [`MessageError::Foreign`] when somebody else has answered.
    pub fn decode(bytes: &[u8]) -> Result<Self, MessageError> {
        unmarked(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_being_read_aloud() {
        let code = EnrolCode::new([0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde], &Hash([0xf1; 32]));
        let text = code.to_string();
        assert_eq!((text.len(), text.matches('-').count()), (34, 6));
        assert_eq!(text.parse(), Ok(code));
        assert_eq!(text.to_lowercase().replace('-', " ").replace('0', "o").parse(), Ok(code));
        assert!(code.is_for(&Hash([0xf1; 32])) && !code.is_for(&Hash([0xf2; 32])));
        for bad in ["", &text[1..], &format!("{text}0"), &text.replace('-', "_"), "办"] {
            assert_eq!(bad.parse::<EnrolCode>(), Err(NotACode), "{bad}");
        }
    }

    #[test]
    fn most_slips_of_the_hand_are_noticed() {
        let text = EnrolCode::new([1, 2, 3, 4, 5, 6, 7], &Hash([9; 32])).to_string();
        let slips = (0..text.len()).filter(|at| text.as_bytes()[*at] != b'-').map(|at| {
            let other = if text.as_bytes()[at] == b'7' { "8" } else { "7" };
            format!("{}{other}{}", &text[..at], &text[at + 1..])
        });
        let noticed = slips.filter(|slip| slip.parse::<EnrolCode>().is_err()).count();
        assert!(noticed >= 24, "{noticed} of 28");
    }
}

//! The hash chain of a device's journal: every hash covers the event and, through the hash before it, all earlier ones.
//! Nothing in it can be changed, left out or put in without every later hash being another (invariant A7).
//!
//! A chain whose end was cut off is still whole: whoever keeps a journal keeps the number and hash of its head apart.

use crate::codec::DecodeError;
use crate::event::Event;
use crate::id::DeviceId;
use crate::number::Seq;
use sha2::{Digest, Sha256};
use std::fmt;

/// SHA-256 over an event and the hash before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

// Different beginnings, so that no hash of one use is ever a hash of another.
const GENESIS: &[u8] = b"yanshi journal genesis 1\0";
const LINK: &[u8] = b"yanshi journal link 1\0";

/// What stands before the first event of a device.
pub fn genesis(device: DeviceId) -> Hash {
    Hash(Sha256::new().chain_update(GENESIS).chain_update(device.0).finalize().into())
}

/// The hash of an encoded event that follows `previous`.
pub fn link(previous: &Hash, encoded: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update(LINK).chain_update(previous.0).chain_update(encoded).finalize().into())
}

/// Why a journal is not whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("journal of {device} is broken at event {seq}: {fault}")]
pub struct ChainBreak {
    /// Whose journal.
    pub device: DeviceId,
    /// The first bad place: all events before it are good.
    pub seq: Seq,
    /// What is wrong there.
    pub fault: ChainFault,
}

/// What is wrong at a place of a journal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChainFault {
    /// The bytes are no event.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// An event of another device stands there.
    #[error("it is of {0}")]
    Device(DeviceId),
    /// Another number stands there: events are missing, or stand twice.
    #[error("number {0} stands there")]
    Seq(Seq),
    /// The event is not the one that was written, or does not follow the one before it.
    #[error("its hash does not fit")]
    Hash,
}

/// The end of a device's journal, to which the next event is chained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chain {
    device: DeviceId,
    next: Seq,
    hash: Hash,
}

impl Chain {
    /// An empty journal.
    pub fn begin(device: DeviceId) -> Self {
        Self { device, next: Seq::FIRST, hash: genesis(device) }
    }

    /// The journal whose next event will be `next` and whose last hash is `hash`.
    pub fn resume(device: DeviceId, next: Seq, hash: Hash) -> Self {
        Self { device, next, hash }
    }

    /// Whose journal it is.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// How many events it has.
    pub fn events(&self) -> u64 {
        self.next.0.saturating_sub(1)
    }

    /// Number of the event to come.
    pub fn next(&self) -> Seq {
        self.next
    }

    /// Hash of the last event, or the genesis hash.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// Chains an event. Its device and number are the caller's to get right; [`Chain::check`] looks.
    pub fn append(&mut self, encoded: &[u8]) -> Hash {
        self.hash = link(&self.hash, encoded);
        self.next = self.next.next();
        self.hash
    }

    /// Checks the event that is said to follow, and chains it.
    ///
    /// # Errors
    /// What is wrong with it; the chain then stays where it was.
    pub fn check(&mut self, encoded: &[u8], hash: &Hash) -> Result<Event, ChainBreak> {
        let checked =
            self.fault(encoded, hash).map_err(|fault| ChainBreak { device: self.device, seq: self.next, fault })?;
        self.append(encoded);
        Ok(checked)
    }

    /// Reads the event that is said to follow, and chains it under the hash it then has. Its Lamport number may be
    /// absurd ([`Event::numbers_fit`]); its place in the journal is good.
    ///
    /// # Errors
    /// What is wrong with it; the chain then stays where it was.
    pub fn follow(&mut self, encoded: &[u8]) -> Result<(Event, Hash), ChainBreak> {
        let event = self.place(encoded).map_err(|fault| ChainBreak { device: self.device, seq: self.next, fault })?;
        let hash = self.append(encoded);
        Ok((event, hash))
    }

    fn fault(&self, encoded: &[u8], hash: &Hash) -> Result<Event, ChainFault> {
        let event = self.place(encoded)?;
        if link(&self.hash, encoded) != *hash {
            return Err(ChainFault::Hash);
        }
        Ok(event)
    }

    fn place(&self, encoded: &[u8]) -> Result<Event, ChainFault> {
        let event = Event::decode_any(encoded)?;
        if event.device != self.device {
            return Err(ChainFault::Device(event.device));
        }
        if event.seq != self.next {
            return Err(ChainFault::Seq(event.seq));
        }
        Ok(event)
    }
}

/// Checks a whole journal, from its first event, and returns its end.
///
/// # Errors
/// The first place where it is not whole.
pub fn verify_chain<B: AsRef<[u8]>>(
    device: DeviceId,
    events: impl IntoIterator<Item = (B, Hash)>,
) -> Result<Chain, ChainBreak> {
    let mut chain = Chain::begin(device);
    for (encoded, hash) in events {
        chain.check(encoded.as_ref(), &hash)?;
    }
    Ok(chain)
}

#[cfg(test)]
#[path = "chain_tests.rs"]
mod tests;

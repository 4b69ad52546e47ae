//! A segment: a run of one device's events under one signature. It is sealed when it is first sent, and the same bytes
//! travel over the LAN, to the server and on a USB stick.
//!
//! CBOR map with integer keys: 0 suite, 1 device, 2 first sequence number, 3 hash before the first event, 4 array of the
//! encoded events as byte strings, 5 signature. Events stay whole, though device and number could be left out of each:
//! they pass byte for byte, and compression ([`crate::pack`]) takes care of what repeats.
//!
//! The signature covers the hash after the last event, and through it all of them. So of segments that follow each other
//! the last one's signature is enough: [`Segment::join`] puts many small ones together, and key 6 says with which event
//! the part begins that was signed. It is left out when that is the first.
//!
//! An installation that goes on under another name has its old name's journal and not its key. It *vouches* for what of it
//! nobody else has: key 7 then names the signer, and the signature covers that name as well.

use crate::cbor::written;
use crate::chain::{Chain, ChainBreak, ChainFault, Hash, genesis, link};
use crate::codec::{DecodeError, read_device};
use crate::event::Event;
use crate::id::DeviceId;
use crate::number::Seq;
use crate::signature::{BadSignature, SignError, Signer, Suite, Verifier};
use crate::size::SEGMENT_BYTES_MAX;
use minicbor::Decoder;

/// Most events in a segment: a lost segment costs little to send again, and its signature little to check.
pub const SEGMENT_EVENTS_MAX: usize = 500;

const SIGNED: &[u8] = b"yanshi journal segment 1\0";

/// A run of one device's events under one signature. That its events are good is only known after [`Segment::open`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Algorithms of the signature.
    pub suite: Suite,
    /// Whose events.
    pub device: DeviceId,
    /// Number of the first event.
    pub first: Seq,
    /// Hash before the first event.
    pub previous: Hash,
    /// Encoded events, without gaps.
    pub events: Vec<Vec<u8>>,
    /// The signer's signature.
    pub signature: Vec<u8>,
    /// First event of the part that was signed as a segment; what stands before it is vouched for by the chain.
    pub signed_from: Seq,
    /// Who signed: the device itself, or one that goes on for it.
    pub signer: DeviceId,
}

/// An event of an opened segment: its bytes are good, its place is known, and its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// What the bytes say. Its numbers may be absurd ([`Event::numbers_fit`]).
    pub event: Event,
    /// The chain's hash after it.
    pub hash: Hash,
}

/// Why a segment is not made or not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SegmentError {
    /// A segment has 1 to [`SEGMENT_EVENTS_MAX`] events.
    #[error("a segment has 1 to {SEGMENT_EVENTS_MAX} events, not {0}")]
    Count(usize),
    /// The bytes are no segment, or no canonical one.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// Its events do not follow each other.
    #[error(transparent)]
    Chain(#[from] ChainBreak),
    /// The key could not be used.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// It is not signed by its device.
    #[error(transparent)]
    Signature(#[from] BadSignature),
}

impl Segment {
    /// Seals the events that follow `start`.
    ///
    /// # Errors
    /// When there are none or too many, they do not follow `start`, or the key cannot be used.
    pub fn seal(signer: &impl Signer, start: &Chain, events: Vec<Vec<u8>>) -> Result<Self, SegmentError> {
        Self::vouch(signer, start.device(), start, events)
    }

    /// Seals events of another device that follow `start`, as `by`, which goes on for it. Whether it may is for the receiver
    /// to know.
    ///
    /// # Errors
    /// As for [`Segment::seal`].
    pub fn vouch(
        signer: &impl Signer,
        by: DeviceId,
        start: &Chain,
        events: Vec<Vec<u8>>,
    ) -> Result<Self, SegmentError> {
        let mut segment = Self {
            suite: signer.suite(),
            device: start.device(),
            first: start.next(),
            previous: start.hash(),
            events,
            signature: Vec::new(),
            signed_from: start.next(),
            signer: by,
        };
        segment.check_count()?;
        let events = segment.follow()?;
        segment.signature = signer.sign(&segment.signed(&events))?;
        Ok(segment)
    }

    /// Checks signature and events. Whether the segment follows what is already known is for the receiver to see.
    ///
    /// # Errors
    /// When the signature is not the signer's, or the events are not whole.
    pub fn open(&self, verifier: &impl Verifier) -> Result<Vec<Linked>, SegmentError> {
        self.check_count()?;
        let events = self.follow()?;
        verifier.verify(self.suite, self.signer, &self.signed(&events), &self.signature)?;
        Ok(events)
    }

    /// Number of the last event.
    pub fn last(&self) -> Seq {
        Seq(self.first.0.saturating_add(self.events.len() as u64).saturating_sub(1))
    }

    /// Puts the segment that follows behind this one, if both fit into one. The signature of the other stands for both.
    ///
    /// # Errors
    /// Gives the other back when it does not follow, or there are too many events or bytes.
    pub fn join(&mut self, next: Self) -> Result<(), Box<Self>> {
        let follows = next.device == self.device && next.signer == self.signer && next.first == self.last().next();
        let fits = self.events.len() + next.events.len() <= SEGMENT_EVENTS_MAX
            && self.bytes() + next.bytes() <= SEGMENT_BYTES_MAX;
        if !follows || !fits || self.head() != next.previous {
            return Err(Box::new(next));
        }
        self.events.extend(next.events);
        (self.suite, self.signature, self.signed_from) = (next.suite, next.signature, next.signed_from);
        Ok(())
    }

    /// Bytes of its events, as they are held unpacked.
    pub fn bytes(&self) -> usize {
        self.events.iter().map(Vec::len).sum()
    }

    /// Hash after the last event.
    pub fn head(&self) -> Hash {
        self.events.iter().fold(self.previous, |previous, encoded| link(&previous, encoded))
    }

    /// The bytes to send.
    pub fn encode(&self) -> Vec<u8> {
        written(|w| {
            let (joined, vouched) = (self.signed_from != self.first, self.signer != self.device);
            w.map(6 + u64::from(joined) + u64::from(vouched))?.u8(0)?.u8(self.suite.0)?;
            w.u8(1)?.bytes(&self.device.0)?;
            w.u8(2)?.u64(self.first.0)?;
            w.u8(3)?.bytes(&self.previous.0)?;
            w.u8(4)?.array(self.events.len() as u64)?;
            for event in &self.events {
                w.bytes(event)?;
            }
            w.u8(5)?.bytes(&self.signature)?;
            if joined {
                w.u8(6)?.u64(self.signed_from.0)?;
            }
            if vouched {
                w.u8(7)?.bytes(&self.signer.0)?;
            }
            Ok(())
        })
    }

    /// Reads a segment. Nothing in it is trusted before [`Segment::open`].
    ///
    /// # Errors
    /// When the bytes are not what [`Segment::encode`] writes.
    pub fn decode(bytes: &[u8]) -> Result<Self, SegmentError> {
        let segment = read(&mut Decoder::new(bytes))?;
        segment.check_count()?;
        if segment.encode() == bytes { Ok(segment) } else { Err(DecodeError::NotCanonical.into()) }
    }

    fn check_count(&self) -> Result<(), SegmentError> {
        match self.events.len() {
            1..=SEGMENT_EVENTS_MAX => Ok(()),
            count => Err(SegmentError::Count(count)),
        }?;
        let within = (self.first..=self.last()).contains(&self.signed_from);
        if within { Ok(()) } else { Err(DecodeError::NumberOutOfRange.into()) }
    }

    /// Reads the events, each of which must be of the device and have the number after the one before it. Before the first
    /// event of a journal stands nothing but its beginning: whoever says otherwise has written no second journal, but none.
    fn follow(&self) -> Result<Vec<Linked>, SegmentError> {
        if self.first == Seq::FIRST && self.previous != genesis(self.device) {
            return Err(ChainBreak { device: self.device, seq: self.first, fault: ChainFault::Hash }.into());
        }
        let mut chain = Chain::resume(self.device, self.first, self.previous);
        let linked = |encoded: &Vec<u8>| {
            let (event, hash) = chain.follow(encoded)?;
            Ok(Linked { event, hash })
        };
        self.events.iter().map(linked).collect()
    }

    /// What the signature is over: the part from `signed_from` on.
    fn signed(&self, events: &[Linked]) -> Vec<u8> {
        let before = usize::try_from(self.signed_from.0.saturating_sub(self.first.0)).unwrap_or(usize::MAX);
        let previous = before.checked_sub(1).and_then(|at| events.get(at)).map_or(self.previous, |event| event.hash);
        let head = events.last().map_or(self.previous, |event| event.hash);
        let count = events.len().saturating_sub(before) as u64;
        let mut message = SIGNED.to_vec();
        message.push(self.suite.0);
        message.extend(self.device.0);
        message.extend(self.signed_from.0.to_be_bytes());
        message.extend(count.to_be_bytes());
        message.extend(previous.0);
        message.extend(head.0);
        if self.signer != self.device {
            message.extend(self.signer.0);
        }
        message
    }
}

fn read(d: &mut Decoder<'_>) -> Result<Segment, SegmentError> {
    let malformed = |what: &str| DecodeError::Malformed(what.to_owned());
    let keys = d.map()?.filter(|keys| (6..=8).contains(keys)).ok_or_else(|| malformed("a segment has six keys"))?;
    let expect = |d: &mut Decoder<'_>, key: u8| -> Result<(), DecodeError> {
        if d.u8()? == key { Ok(()) } else { Err(malformed("a key is missing, unknown or out of order")) }
    };
    expect(d, 0)?;
    let suite = Suite(d.u8()?);
    expect(d, 1)?;
    let device = read_device(d)?;
    expect(d, 2)?;
    let first = Seq(d.u64()?);
    expect(d, 3)?;
    let previous = Hash(d.bytes()?.try_into().map_err(|_| malformed("a hash has 32 bytes"))?);
    expect(d, 4)?;
    let count = d.array()?.and_then(|count| usize::try_from(count).ok()).ok_or(DecodeError::NotCanonical)?;
    // Before anything is read, so that a false count costs no memory.
    if !(1..=SEGMENT_EVENTS_MAX).contains(&count) {
        return Err(SegmentError::Count(count));
    }
    let events = (0..count).map(|_| d.bytes().map(<[u8]>::to_vec)).collect::<Result<_, _>>()?;
    expect(d, 5)?;
    let signature = d.bytes()?.to_vec();
    let (mut signed_from, mut signer) = (first, device);
    // What is written twice over or out of order does not read back as it was, and is refused for that.
    for _ in 6..keys {
        match d.u8()? {
            6 => signed_from = Seq(d.u64()?),
            7 => signer = read_device(d)?,
            _ => return Err(malformed("a key is unknown").into()),
        }
    }
    Ok(Segment { suite, device, first, previous, events, signature, signed_from, signer })
}

impl From<minicbor::decode::Error> for SegmentError {
    fn from(error: minicbor::decode::Error) -> Self {
        Self::Decode(error.into())
    }
}

#[cfg(test)]
#[path = "segment_tests.rs"]
mod tests;

//! A segment: a run of one device's events under one signature. It is sealed when it is first sent, and the same bytes
//! travel over the LAN, to the server and on a USB stick.
//!
//! CBOR map with integer keys: 0 suite, 1 device, 2 first sequence number, 3 hash before the first event, 4 array of the
//! encoded events as byte strings, 5 signature. Events stay whole, though device and number could be left out of each:
//! they pass byte for byte, and compression takes care of what repeats.
//!
//! The signature covers the hash after the last event, and through it all of them.

use crate::cbor::written;
use crate::chain::{Chain, ChainBreak, Hash, link};
use crate::codec::{DecodeError, read_device};
use crate::event::Event;
use crate::id::DeviceId;
use crate::number::Seq;
use crate::signature::{BadSignature, SignError, Signer, Suite, Verifier};
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
    /// The device's signature.
    pub signature: Vec<u8>,
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
        let mut segment = Self {
            suite: signer.suite(),
            device: start.device(),
            first: start.next(),
            previous: start.hash(),
            events,
            signature: Vec::new(),
        };
        segment.check_count()?;
        segment.follow()?;
        segment.signature = signer.sign(&segment.signed())?;
        Ok(segment)
    }

    /// Checks signature and events. Whether the segment follows what is already known is for the receiver to see.
    ///
    /// # Errors
    /// When the signature is not the device's, or the events are not whole.
    pub fn open(&self, verifier: &impl Verifier) -> Result<Vec<Event>, SegmentError> {
        self.check_count()?;
        verifier.verify(self.suite, self.device, &self.signed(), &self.signature)?;
        self.follow()
    }

    /// The bytes to send.
    pub fn encode(&self) -> Vec<u8> {
        written(|w| {
            w.map(6)?.u8(0)?.u8(self.suite.0)?;
            w.u8(1)?.bytes(&self.device.0)?;
            w.u8(2)?.u64(self.first.0)?;
            w.u8(3)?.bytes(&self.previous.0)?;
            w.u8(4)?.array(self.events.len() as u64)?;
            for event in &self.events {
                w.bytes(event)?;
            }
            w.u8(5)?.bytes(&self.signature)?.ok()
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
        }
    }

    /// Reads the events, each of which must be of the device and have the number after the one before it.
    fn follow(&self) -> Result<Vec<Event>, SegmentError> {
        let mut chain = Chain::resume(self.device, self.first, self.previous);
        let mut events = Vec::with_capacity(self.events.len());
        for encoded in &self.events {
            let hash = link(&chain.hash(), encoded);
            events.push(chain.check(encoded, &hash)?);
        }
        Ok(events)
    }

    fn signed(&self) -> Vec<u8> {
        let head = self.events.iter().fold(self.previous, |previous, encoded| link(&previous, encoded));
        let mut message = SIGNED.to_vec();
        message.push(self.suite.0);
        message.extend(self.device.0);
        message.extend(self.first.0.to_be_bytes());
        message.extend((self.events.len() as u64).to_be_bytes());
        message.extend(self.previous.0);
        message.extend(head.0);
        message
    }
}

fn read(d: &mut Decoder<'_>) -> Result<Segment, SegmentError> {
    let malformed = |what: &str| DecodeError::Malformed(what.to_owned());
    if d.map()? != Some(6) {
        return Err(malformed("a segment has six keys").into());
    }
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
    Ok(Segment { suite, device, first, previous, events, signature })
}

impl From<minicbor::decode::Error> for SegmentError {
    fn from(error: minicbor::decode::Error) -> Self {
        Self::Decode(error.into())
    }
}

#[cfg(test)]
#[path = "segment_tests.rs"]
mod tests;

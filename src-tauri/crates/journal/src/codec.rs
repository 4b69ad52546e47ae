//! The one encoding of an event: a CBOR map (RFC 8949) with integer keys in ascending order, definite lengths, shortest
//! integers, no floats.
//!
//! | key | value | left out |
//! |---|---|---|
//! | 0 | device, 8 bytes | |
//! | 1 | sequence number | |
//! | 2 | Lamport number | |
//! | 3 | wall time, milliseconds since 1970-01-01 UTC | |
//! | 4 | kind | |
//! | 5 | version of the kind | |
//! | 6 | `true`: must be understood | when false |
//! | 7 | entity | when it is the event itself |
//! | 8 | base | when there is none |
//! | 9 | actor | when there is none |
//! | 10 | body, bytes | |
//!
//! An event name is its sequence number alone when it is of the same device, else an array of device and number.
//!
//! The envelope is frozen: what is new goes into bodies, which are opaque here. A body of an unknown kind or version is
//! kept byte for byte; an envelope with other keys, or the same content spelled otherwise, is refused, because two
//! spellings would be two hashes for one event.

use crate::cbor::{Writer, Written, written};
use crate::event::{Event, EventId};
use crate::id::DeviceId;
use crate::number::{KindCode, KindVersion, Lamport, NUMBER_MAX, Seq, WallTime};
use minicbor::Decoder;
use minicbor::data::Type;

/// Bytes that are no event.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// Not the CBOR of an envelope.
    #[error("not an event: {0}")]
    Malformed(String),
    /// An event, but not in its one encoding.
    #[error("not the canonical encoding of the event")]
    NotCanonical,
    /// A sequence or Lamport number of 0 or above [`NUMBER_MAX`].
    #[error("a sequence or Lamport number is out of range")]
    NumberOutOfRange,
}

impl From<minicbor::decode::Error> for DecodeError {
    fn from(error: minicbor::decode::Error) -> Self {
        Self::Malformed(error.to_string())
    }
}

impl Event {
    /// The event's one encoding.
    pub fn encode(&self) -> Vec<u8> {
        let entity = (self.entity != self.id()).then_some(self.entity);
        let left_out = [!self.must_understand, entity.is_none(), self.base.is_none(), self.actor.is_none()];
        let keys = 11 - left_out.into_iter().filter(|left_out| *left_out).count() as u64;
        written(|w| {
            w.map(keys)?;
            w.u8(0)?.bytes(&self.device.0)?;
            w.u8(1)?.u64(self.seq.0)?;
            w.u8(2)?.u64(self.lamport.0)?;
            w.u8(3)?.i64(self.wall.0)?;
            w.u8(4)?.u16(self.kind.0)?;
            w.u8(5)?.u8(self.version.0)?;
            if self.must_understand {
                w.u8(6)?.bool(true)?;
            }
            for (key, name) in [(7, entity), (8, self.base), (9, self.actor)] {
                if let Some(name) = name {
                    w.u8(key)?;
                    write_name(w, name, self.device)?;
                }
            }
            w.u8(10)?.bytes(&self.body)?.ok()
        })
    }

    /// Reads an event back.
    ///
    /// # Errors
    /// [`DecodeError`] for anything that [`Event::encode`] does not write, byte for byte.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let event = Self::decode_any(bytes)?;
        if event.numbers_fit() { Ok(event) } else { Err(DecodeError::NumberOutOfRange) }
    }

    /// Reads an event whose numbers may be absurd: such a one keeps its place in its journal, so that the events behind
    /// it are not lost, but must not take part in any order or fold (invariant A11).
    ///
    /// # Errors
    /// As [`Event::decode`], but for [`DecodeError::NumberOutOfRange`].
    pub fn decode_any(bytes: &[u8]) -> Result<Self, DecodeError> {
        let event = read(&mut Decoder::new(bytes))?;
        // Order of keys, forms of integers, bytes that follow: whatever could differ is caught by writing it anew.
        if event.encode() == bytes { Ok(event) } else { Err(DecodeError::NotCanonical) }
    }

    /// Whether every sequence and Lamport number is from 1 to [`NUMBER_MAX`].
    pub fn numbers_fit(&self) -> bool {
        let names = [Some(self.id()), Some(self.entity), self.base, self.actor];
        let mut numbers = names.into_iter().flatten().map(|name| name.seq.0).chain([self.lamport.0]);
        numbers.all(|number| (1..=NUMBER_MAX).contains(&number))
    }
}

fn write_name(w: &mut Writer, name: EventId, device: DeviceId) -> Written {
    if name.device == device {
        return w.u64(name.seq.0)?.ok();
    }
    w.array(2)?.bytes(&name.device.0)?.u64(name.seq.0)?.ok()
}

fn read(d: &mut Decoder<'_>) -> Result<Event, DecodeError> {
    let malformed = |what: &str| DecodeError::Malformed(what.to_owned());
    let mut keys = d.map()?.ok_or(DecodeError::NotCanonical)?;
    let (mut names, mut must_understand) = ([None; 3], false);
    let mut expect = |d: &mut Decoder<'_>, key: u8| -> Result<(), DecodeError> {
        keys = keys.checked_sub(1).ok_or_else(|| malformed("too few keys"))?;
        if d.u8()? == key { Ok(()) } else { Err(malformed("a key is missing, unknown or out of order")) }
    };
    expect(d, 0)?;
    let device = read_device(d)?;
    expect(d, 1)?;
    let seq = Seq(d.u64()?);
    expect(d, 2)?;
    let lamport = Lamport(d.u64()?);
    expect(d, 3)?;
    let wall = WallTime(d.i64()?);
    expect(d, 4)?;
    let kind = KindCode(d.u16()?);
    expect(d, 5)?;
    let version = KindVersion(d.u8()?);
    if d.probe().u8()? == 6 {
        expect(d, 6)?;
        must_understand = d.bool()?;
    }
    for (key, name) in (7..).zip(&mut names) {
        if d.probe().u8()? == key {
            expect(d, key)?;
            *name = Some(read_name(d, device)?);
        }
    }
    expect(d, 10)?;
    let body = d.bytes()?.to_vec();
    let [entity, base, actor] = names;
    let entity = entity.unwrap_or(EventId { device, seq });
    Ok(Event { device, seq, lamport, wall, kind, version, must_understand, entity, base, actor, body })
}

pub(crate) fn read_device(d: &mut Decoder<'_>) -> Result<DeviceId, DecodeError> {
    let bytes = d.bytes()?.try_into().map_err(|_| DecodeError::Malformed("a device has 8 bytes".to_owned()))?;
    Ok(DeviceId(bytes))
}

fn read_name(d: &mut Decoder<'_>, device: DeviceId) -> Result<EventId, DecodeError> {
    if d.datatype()? != Type::Array {
        return Ok(EventId { device, seq: Seq(d.u64()?) });
    }
    match d.array()? {
        Some(2) => Ok(EventId { device: read_device(d)?, seq: Seq(d.u64()?) }),
        _ => Err(DecodeError::Malformed("an event name is a pair".to_owned())),
    }
}

#[cfg(test)]
#[path = "codec_tests.rs"]
mod tests;

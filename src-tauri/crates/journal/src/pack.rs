//! Many segments as few bytes, for the wire and for keeping: a version byte, then one zstd frame over the segments'
//! encodings, each with its length before it. Version 2, which is written, begins with a dictionary in mind: bookings of
//! the shipped items, so that a single one is as short as one of many. Version 1 has none; it is read for ever.
//!
//! A booking of 220 bytes takes about 20 so, because names of items, devices and kinds repeat. The segments come out byte
//! for byte: nothing is re-encoded, so no event can change on the way (invariant A8).

use crate::segment::{Segment, SegmentError};
use std::cell::RefCell;
use std::io::{self, BufRead, Read};
use std::sync::LazyLock;
use zstd::bulk::Compressor;
use zstd::dict::DecoderDictionary;
use zstd::stream::read::Decoder;

/// Bytes that segments unpack to, at most: a small packet cannot fill the memory.
pub const UNPACKED_BYTES_MAX: usize = 64 << 20;

/// Segments in a packet that are none, at most: zeros pack well, and each would be noted.
pub const UNREADABLE_MAX: usize = 100;

const PLAIN: u8 = 1;
const WITH_DICTIONARY: u8 = 2;

/// Raw content, not a trained one. It is part of version 2 and never changes.
const DICTIONARY: &[u8] = include_bytes!("pack_dictionary.bin");
/// Higher levels cost several times as much for a tenth less.
const LEVEL: i32 = 1;
const LENGTH_BYTES: usize = 4;

/// Bytes that are no packed segments.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// Of a version that is not known here, or empty.
    #[error("packed in a way that is not known here")]
    Version,
    /// Cut off, damaged, or never packed.
    #[error("the packet is damaged")]
    Damaged,
    /// It would unpack to more than [`UNPACKED_BYTES_MAX`].
    #[error("the packet unpacks to more than {UNPACKED_BYTES_MAX} bytes")]
    TooLarge,
    /// One of the segments in it is none.
    #[error(transparent)]
    Segment(#[from] SegmentError),
}

/// Packs segments in their order.
///
/// # Errors
/// When they are larger than could be unpacked again.
pub fn pack(segments: &[Segment]) -> Result<Vec<u8>, PackError> {
    let mut plain = Vec::new();
    for segment in segments {
        let encoded = segment.encode();
        let length = u32::try_from(encoded.len()).map_err(|_| PackError::TooLarge)?;
        plain.extend(length.to_be_bytes());
        plain.extend(encoded);
    }
    if plain.len() > UNPACKED_BYTES_MAX {
        return Err(PackError::TooLarge);
    }
    let compressed = ENCODER.with_borrow_mut(|encoder| match encoder {
        Ok(encoder) => encoder.compress(&plain).map_err(|_| PackError::TooLarge),
        Err(_) => Err(PackError::TooLarge),
    });
    Ok([&[WITH_DICTIONARY][..], &compressed?].concat())
}

thread_local! {
    /// Made once in each thread: reading the dictionary costs more than packing a booking.
    static ENCODER: RefCell<io::Result<Compressor<'static>>> = RefCell::new(Compressor::with_dictionary(LEVEL, DICTIONARY));
}

static DECODER: LazyLock<DecoderDictionary<'static>> = LazyLock::new(|| DecoderDictionary::copy(DICTIONARY));

/// Takes segments out again. They are not trusted before [`Segment::open`].
///
/// # Errors
/// When the bytes are not what [`pack`] makes.
pub fn unpack(packed: &[u8]) -> Result<Vec<Segment>, PackError> {
    unpack_each(packed)?.into_iter().map(|segment| Ok(segment?)).collect()
}

/// As [`unpack`], each for itself: one that is no segment hides none of the others (invariant A11).
///
/// # Errors
/// When there is no telling where segments begin and end, or more than [`UNREADABLE_MAX`] are none.
pub fn unpack_each(packed: &[u8]) -> Result<Vec<Result<Segment, SegmentError>>, PackError> {
    let (version, frame) = packed.split_first().ok_or(PackError::Version)?;
    let plain = match *version {
        PLAIN => read(Decoder::with_buffer(frame), frame.len()),
        WITH_DICTIONARY => read(Decoder::with_prepared_dictionary(frame, &DECODER), frame.len()),
        _ => return Err(PackError::Version),
    }?;
    let (mut rest, mut segments, mut unreadable) = (plain.as_slice(), Vec::new(), 0);
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<LENGTH_BYTES>().ok_or(PackError::Damaged)?;
        let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| PackError::Damaged)?;
        let (encoded, after) = after.split_at_checked(length).ok_or(PackError::Damaged)?;
        let segment = Segment::decode(encoded);
        unreadable += usize::from(segment.is_err());
        if unreadable > UNREADABLE_MAX {
            return Err(PackError::Damaged);
        }
        segments.push(segment);
        rest = after;
    }
    Ok(segments)
}

fn read<R: BufRead>(decoder: io::Result<Decoder<'_, R>>, packed: usize) -> Result<Vec<u8>, PackError> {
    let mut plain = Vec::with_capacity(packed.saturating_mul(4).min(UNPACKED_BYTES_MAX));
    let limited = decoder.map_err(|_| PackError::Damaged)?.take(UNPACKED_BYTES_MAX as u64 + 1);
    { limited }.read_to_end(&mut plain).map_err(|_| PackError::Damaged)?;
    if plain.len() > UNPACKED_BYTES_MAX { Err(PackError::TooLarge) } else { Ok(plain) }
}

#[cfg(test)]
#[path = "pack_tests.rs"]
mod tests;

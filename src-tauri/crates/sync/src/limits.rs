//! How much goes into one message, in bytes and in rows. Both ends keep to these; PROTOCOL.md tells them.

/// Most bytes of a request. The server's door takes no more, and answers 413 without the mark.
pub const REQUEST_BYTES_MAX: usize = 16 << 20;

/// Most bytes of an answer. A child reads no more.
pub const ANSWER_BYTES_MAX: usize = 24 << 20;

/// Bytes that a child puts into a request, and wants in an answer, about; 33 s of a line of 64 kbit/s. What is larger alone
/// goes alone.
pub const BATCH_BYTES: usize = 256 << 10;

/// A batch never becomes smaller; on a line on which it does not end, none would.
pub(crate) const BATCH_BYTES_MIN: usize = 4 << 10;

/// Most bytes that the segments of one message unpack to, where there is more than one: far below what is unpacked
/// ([`journal::UNPACKED_BYTES_MAX`]), and room for any segment.
pub const SEGMENTS_BYTES_MAX: usize = 2 * journal::SEGMENT_BYTES_MAX;

/// Bytes of sealed values in one answer and in a part of a snapshot, about. A larger one goes alone.
pub const VALUES_BYTES: usize = 4 << 20;

/// Bytes of a bucket that is told whole; of a larger one as much. Children of before there was a rest to ask for have it whole
/// up to this.
pub const BUCKET_BYTES: usize = 16 << 20;

/// Most digests of buckets in one question. So many have ten million events with values under them.
pub const BUCKETS_MAX: usize = 10_000;

/// Most bytes of a part of a snapshot or of reference data; a part that claims more is not fetched.
pub(crate) const PART_BYTES_MAX: u64 = ANSWER_BYTES_MAX as u64;

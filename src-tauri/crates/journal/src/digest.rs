//! Digests: what two nodes compare before "synced" is said (invariant A10).
//!
//! Over the event set, not over views, so that different versions of the program can agree. The chain's hash at an event
//! covers device, number and bytes of it and of all before it, so the heads of all journals are a digest of every event
//! in them, kept up to date by the chain itself; the hashes at the ends of buckets say where two journals part.
//!
//! Sealed values have no chain. They are digested in buckets by the event that set them.

use crate::chain::{Chain, Hash};
use crate::event::EventId;
use crate::id::DeviceId;
use crate::number::Seq;
use sha2::{Digest as _, Sha256};

/// Events to a bucket.
pub const BUCKET_EVENTS: u64 = 1024;

const EVENTS: &[u8] = b"yanshi digest events 1\0";
const VALUES: &[u8] = b"yanshi digest values 1\0";

/// A run of [`BUCKET_EVENTS`] events of one device, by number from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bucket {
    /// Whose events.
    pub device: DeviceId,
    /// Which run.
    pub number: u64,
}

impl Bucket {
    /// The bucket an event is in.
    pub fn of(event: EventId) -> Self {
        Self { device: event.device, number: event.seq.0.saturating_sub(1) / BUCKET_EVENTS }
    }

    /// First event of the bucket.
    pub fn first(self) -> Seq {
        Seq(self.number.saturating_mul(BUCKET_EVENTS).saturating_add(1))
    }

    /// Last event of the bucket, if the journal is long enough.
    pub fn last(self) -> Seq {
        Seq(self.first().0.saturating_add(BUCKET_EVENTS - 1))
    }
}

/// Digest of all events of some journals, given their ends in the order of devices. Empty journals do not count.
pub fn events_digest<'a>(ends: impl IntoIterator<Item = &'a Chain>) -> Hash {
    let mut digest = Sha256::new().chain_update(EVENTS);
    for end in ends.into_iter().filter(|end| end.events() > 0) {
        digest.update(end.device().0);
        digest.update(end.events().to_be_bytes());
        digest.update(end.hash().0);
    }
    Hash(digest.finalize().into())
}

/// Digests the sealed values of one bucket, given in the order of event and field.
#[derive(Debug, Clone, Default)]
pub struct ValuesDigest {
    digest: Sha256,
    values: u64,
}

impl ValuesDigest {
    /// Adds a value.
    pub fn add(&mut self, seq: Seq, field: u16, suite: u8, sealed: &[u8]) {
        self.digest.update(seq.0.to_be_bytes());
        self.digest.update(field.to_be_bytes());
        self.digest.update([suite]);
        self.digest.update((sealed.len() as u64).to_be_bytes());
        self.digest.update(sealed);
        self.values += 1;
    }

    /// The bucket's digest; none when nothing is in it.
    pub fn finish(self) -> Option<Hash> {
        (self.values > 0).then(|| Hash(self.digest.finalize().into()))
    }
}

/// Digest of all sealed values, given those of the buckets in their order.
pub fn values_digest(buckets: impl IntoIterator<Item = (Bucket, Hash)>) -> Hash {
    let mut digest = Sha256::new().chain_update(VALUES);
    for (bucket, hash) in buckets {
        digest.update(bucket.device.0);
        digest.update(bucket.number.to_be_bytes());
        digest.update(hash.0);
    }
    Hash(digest.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEVICE: DeviceId = DeviceId(*b"\x01\x02\x03\x04\x05\x06\x07\x08");

    #[test]
    fn buckets_are_runs_of_1024() {
        let of = |seq| Bucket::of(EventId { device: DEVICE, seq: Seq(seq) }).number;
        assert_eq!([of(1), of(1024), of(1025), of(2048)], [0, 0, 1, 1]);
        let second = Bucket { device: DEVICE, number: 1 };
        assert_eq!((second.first(), second.last()), (Seq(1025), Seq(2048)));
        // A number off the line may be any.
        let absurd = Bucket { device: DEVICE, number: u64::MAX };
        assert_eq!((absurd.first(), absurd.last()), (Seq(u64::MAX), Seq(u64::MAX)));
    }

    #[test]
    fn every_difference_is_another_digest() {
        let end = |events: u64, byte: u8| Chain::resume(DEVICE, Seq(events + 1), Hash([byte; 32]));
        let digests = [vec![], vec![end(1, 1)], vec![end(2, 1)], vec![end(1, 2)], vec![end(1, 1), end(1, 1)]]
            .map(|ends| events_digest(&ends));
        for (at, digest) in digests.iter().enumerate() {
            assert!(!digests[..at].contains(digest), "{at}");
        }
        assert_eq!(events_digest(&[Chain::begin(DEVICE)]), digests[0], "an empty journal is no journal");
        let values = |rows: &[(u64, u16, u8, &[u8])]| {
            let mut digest = ValuesDigest::default();
            rows.iter().for_each(|(seq, field, suite, sealed)| digest.add(Seq(*seq), *field, *suite, sealed));
            digest.finish()
        };
        assert_eq!(values(&[]), None);
        let all = [
            values(&[(1, 1, 1, b"ab")]),
            values(&[(2, 1, 1, b"ab")]),
            values(&[(1, 2, 1, b"ab")]),
            values(&[(1, 1, 2, b"ab")]),
            values(&[(1, 1, 1, b"a")]),
            values(&[(1, 1, 1, b"a"), (1, 2, 1, b"b")]),
        ];
        for (at, digest) in all.iter().enumerate() {
            assert!(!all[..at].contains(digest), "{at}");
        }
    }

    /// Two nodes of different versions compare these: they never change.
    #[test]
    fn the_digests_are_these() {
        let ends = [Chain::resume(DEVICE, Seq(3), Hash([7; 32]))];
        assert_eq!(
            events_digest(&ends).to_string(),
            "95b94b531d7eb23af92e9962f46dcb0aa80e99950c37fa71f8adf1be3db25ee7"
        );
        let mut digest = ValuesDigest::default();
        digest.add(Seq(9), 2, 1, b"sealed");
        let bucket = Bucket { device: DEVICE, number: 0 };
        assert_eq!(
            values_digest([(bucket, digest.finish().unwrap())]).to_string(),
            "8835f39ef09b0e7e6846c6378055cc2efdec973c7a4f45a9a01e06b14e2eb9ac"
        );
    }
}

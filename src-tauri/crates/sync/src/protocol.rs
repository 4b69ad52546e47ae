//! Versions of the protocol, and how two sides agree on one.

use minicbor::{Decode, Encode};

/// A version of the messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Protocol(#[n(0)] pub u16);

impl Protocol {
    /// The first: everything that has left the house so far speaks it.
    pub const V1: Self = Self(1);
    /// Oldest that is understood here. Uploads of any version of the last 18 months are taken.
    pub const OLDEST: Self = Self::V1;
    /// Newest that is understood here.
    pub const NEWEST: Self = Self::V1;
}

/// Version of the folds. Told in greetings and shown, and nothing else: digests are over events, so that sides with other
/// folds agree.
pub const FOLD_VERSION: u16 = 1;

/// The newest version that both sides understand.
pub fn agree(theirs: (Protocol, Protocol), ours: (Protocol, Protocol)) -> Option<Protocol> {
    let newest = theirs.1.min(ours.1);
    (newest >= theirs.0 && newest >= ours.0).then_some(newest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_common_version_is_spoken() {
        let check = |theirs: (u16, u16), ours: (u16, u16), expected: Option<u16>| {
            let range = |(oldest, newest)| (Protocol(oldest), Protocol(newest));
            assert_eq!(agree(range(theirs), range(ours)), expected.map(Protocol), "{theirs:?} {ours:?}");
        };
        check((1, 1), (1, 1), Some(1));
        check((1, 3), (1, 2), Some(2));
        check((1, 2), (1, 3), Some(2));
        check((2, 4), (3, 9), Some(4));
        check((1, 2), (3, 4), None);
        check((3, 4), (1, 2), None);
    }
}

//! Which events take personal values away, and of what. Whoever is told that a value has been erased, hall and server, believes
//! it only where one of these says so; values of anything else, of staff and of the hall, are never erased.

use super::Fact;
use crate::record::RecordId;

/// Kinds of events that erase.
pub const ERASING: [u16; 2] = [24, 101];

/// Kinds of the events that make what an event of this kind erases; none for a kind that erases nothing. A booking's event
/// erases no case, and nothing that is neither.
pub fn erases(kind: u16) -> &'static [u16] {
    match kind {
        24 => &[20, 27, 29],
        101 => &[80],
        _ => &[],
    }
}

/// The booking and the case whose erasing takes the values of a work order too; none for any other fact.
pub fn erased_with(fact: &Fact) -> impl Iterator<Item = RecordId> + use<> {
    let (case, booking) = match fact {
        Fact::OrderOpened(opened) => (opened.case, opened.booking),
        _ => (None, None),
    };
    case.into_iter().chain(booking)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::EVENT_KINDS;

    fn names(kinds: &[u16]) -> Vec<&'static str> {
        kinds.iter().filter_map(|kind| crate::event::row(*kind)).map(|row| row.name).collect()
    }

    /// A new kind that erases has to stand in both lists.
    #[test]
    fn every_kind_that_erases_is_listed_with_what_it_erases() {
        let erasing = EVENT_KINDS.iter().filter(|row| row.name.ends_with(".erased")).map(|row| row.kind);
        assert_eq!(erasing.collect::<Vec<_>>(), ERASING);
        assert_eq!(names(erases(24)), ["booking.made", "booking.walked_in", "booking.made_provisionally"]);
        assert_eq!(names(erases(101)), ["assist.opened"]);
        for row in EVENT_KINDS.iter().filter(|row| !ERASING.contains(&row.kind)) {
            assert!(erases(row.kind).is_empty(), "{}", row.name);
        }
    }
}

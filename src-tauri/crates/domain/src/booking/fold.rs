//! A booking as the fold of its events. Any order of arrival, any duplicate, gives the same booking (invariant A4).

use crate::event::{
    BookingCancelled, BookingEdited, BookingErased, BookingMade, BookingSeated, CancelReason, Channel, ItemSnapshot,
    Language, PersonalField, Retracted,
};
use crate::record::{Order, RecordId, Stamped};
use crate::seat::Place;
use crate::time::MinuteOfDay;
use std::collections::{BTreeMap, BTreeSet};

/// What can happen to a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // Documented at the bodies.
pub enum BookingFact {
    Made(BookingMade),
    Edited(BookingEdited),
    Cancelled(BookingCancelled),
    Retracted(Retracted),
    Erased(BookingErased),
    Seated(BookingSeated),
}

/// A booking as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// Identity: the event that made it.
    pub id: RecordId,
    /// The last event in the order; an edit names it as the one its author had seen.
    pub last: RecordId,
    /// Opaque number on the slip.
    pub number: u64,
    /// Where its making stands in the one order: earlier bookings keep their place before later ones.
    pub made: Order,
    /// Where it is: also kept when cancelled or no longer supported, to show what it was.
    pub place: Place,
    /// The time promised; absent where it is the beginning of the place's first slot.
    pub start: Option<MinuteOfDay>,
    /// The event that promised this time.
    pub timed_by: RecordId,
    /// The day's seats support it; if not it is on the list to be called.
    pub seated: bool,
    /// Items with the names they had.
    pub items: Vec<ItemSnapshot>,
    /// People who come.
    pub party: u16,
    /// How it came in.
    pub channel: Channel,
    /// Green channel.
    pub green_channel: bool,
    /// Language of the slip.
    pub slip_language: Language,
    /// Where it stands in the lattice.
    pub status: Status,
    /// For each personal field that was ever set, the event under whose id the vault has the value that stands.
    pub personal: BTreeMap<PersonalField, RecordId>,
    /// Its personal values have been erased, for good.
    pub erased: bool,
    /// Everything that happened, in the order.
    pub history: Vec<Change>,
}

impl Booking {
    /// Whether it holds its seats.
    pub fn holds_seats(&self) -> bool {
        self.stands() && self.seated
    }

    /// Whether it is neither cancelled nor taken back.
    pub fn stands(&self) -> bool {
        self.status == Status::Confirmed
    }
}

/// Where a booking stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It has its seats.
    Confirmed,
    /// Final, unless the cancelling itself is taken back.
    Cancelled(CancelReason),
    /// The making was taken back within its minute: as if it had not been, but on record.
    Undone,
}

/// One line of a booking's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The event.
    pub id: RecordId,
    /// Wall time of the PC that wrote it, ms since 1970 UTC.
    pub wall_ms: i64,
    /// What it was.
    pub kind: ChangeKind,
}

/// Kinds of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Made.
    Made,
    /// Fields other than the time changed.
    Edited,
    /// Moved to another time or day.
    Rescheduled,
    /// Cancelled.
    Cancelled,
    /// An earlier change was taken back.
    Undone,
    /// Personal values were erased.
    Erased,
}

/// Folds a booking from its events in any order. `None` when the event that made it is not among them yet.
pub fn fold(mut events: Vec<Stamped<BookingFact>>) -> Option<Booking> {
    events.sort_by_key(|event| event.order);
    events.dedup_by_key(|event| event.order);
    let retracted: BTreeSet<RecordId> = events
        .iter()
        .filter_map(|event| match &event.fact {
            BookingFact::Retracted(retraction) => Some(retraction.target),
            BookingFact::Made(_)
            | BookingFact::Edited(_)
            | BookingFact::Cancelled(_)
            | BookingFact::Erased(_)
            | BookingFact::Seated(_) => None,
        })
        .collect();
    let mut booking = events.iter().find_map(|event| match &event.fact {
        BookingFact::Made(made) => Some(begin(event.order, made)),
        BookingFact::Edited(_)
        | BookingFact::Cancelled(_)
        | BookingFact::Retracted(_)
        | BookingFact::Erased(_)
        | BookingFact::Seated(_) => None,
    })?;
    if retracted.contains(&booking.id) {
        booking.status = Status::Undone;
    }
    for event in &events {
        booking.apply(event, retracted.contains(&event.order.id));
    }
    // Whatever came before or after it, seen or not: what is erased does not come back.
    if booking.erased {
        booking.personal.clear();
    }
    Some(booking)
}

fn begin(order: Order, made: &BookingMade) -> Booking {
    let id = order.id;
    Booking {
        id,
        last: id,
        number: made.number,
        made: order,
        start: made.start,
        timed_by: id,
        seated: true,
        place: Place { day: made.day, session: made.session, slot: made.slot, seats: made.seats.clone() },
        items: made.items.clone(),
        party: made.party,
        channel: made.channel,
        green_channel: made.green_channel,
        slip_language: made.slip_language,
        status: Status::Confirmed,
        personal: made.personal.iter().map(|field| (*field, id)).collect(),
        erased: false,
        history: Vec::new(),
    }
}

impl Booking {
    fn apply(&mut self, event: &Stamped<BookingFact>, retracted: bool) {
        let kind = match &event.fact {
            BookingFact::Made(_) => ChangeKind::Made,
            BookingFact::Edited(edited) => {
                if !retracted {
                    self.edit(edited, event.order.id);
                }
                if edited.place.is_some() { ChangeKind::Rescheduled } else { ChangeKind::Edited }
            }
            BookingFact::Cancelled(cancelled) => {
                if !retracted && self.status == Status::Confirmed {
                    self.status = Status::Cancelled(cancelled.reason);
                    if cancelled.remark {
                        self.personal.insert(PersonalField::CancelRemark, event.order.id);
                    }
                }
                ChangeKind::Cancelled
            }
            BookingFact::Retracted(_) => ChangeKind::Undone,
            BookingFact::Erased(_) => {
                self.erased = true;
                ChangeKind::Erased
            }
            // No change of what was agreed with the citizen: the history and an edit's base pass it over.
            BookingFact::Seated(seated) => return self.seat(seated),
        };
        self.last = event.order.id;
        self.history.push(Change { id: event.order.id, wall_ms: event.wall_ms, kind });
    }

    fn seat(&mut self, seated: &BookingSeated) {
        if seated.of != self.timed_by {
            return;
        }
        self.seated = seated.place.is_some();
        self.start = Some(seated.start);
        if let Some(place) = &seated.place {
            self.place.clone_from(place);
        }
    }

    fn edit(&mut self, edited: &BookingEdited, event: RecordId) {
        if let Some(place) = &edited.place {
            self.place = place.clone();
            self.start = edited.start;
            self.timed_by = event;
            self.seated = true;
        }
        if let Some(items) = &edited.items {
            self.items.clone_from(items);
        }
        self.party = edited.party.unwrap_or(self.party);
        self.channel = edited.channel.unwrap_or(self.channel);
        self.green_channel = edited.green_channel.unwrap_or(self.green_channel);
        self.slip_language = edited.slip_language.unwrap_or(self.slip_language);
        self.personal.extend(edited.personal.iter().map(|field| (*field, event)));
    }
}

impl PersonalField {
    /// All fields, for erasing and for search.
    pub const ALL: [PersonalField; 5] = [Self::Name, Self::Phone, Self::Missing, Self::Note, Self::CancelRemark];

    /// Number of the field in the vault; never reused.
    pub fn number(self) -> u16 {
        match self {
            Self::Name => 1,
            Self::Phone => 2,
            Self::Missing => 3,
            Self::Note => 4,
            Self::CancelRemark => 5,
        }
    }
}

#[cfg(test)]
#[path = "fold_tests.rs"]
mod tests;

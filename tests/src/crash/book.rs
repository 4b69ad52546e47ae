//! The book as it should be: a plain model that each deed changes visibly, so that a book tells how many deeds it holds.

use std::collections::BTreeMap;

/// A time at the counter: which of the Saturdays, and where on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub saturday: usize,
    pub session: u8,
    pub slot: u16,
}

/// One thing done at the counter. `booking` is the number of the deed that made the booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// The hall is set up.
    Found,
    /// A booking is made; a draft is gone with it.
    Book { booking: usize, name: String, phone: String, place: Place },
    /// Name, phone and place change; a draft is gone with it.
    Edit { booking: usize, name: String, phone: String, place: Place },
    /// The seat is free again, the record stays.
    Cancel { booking: usize },
    /// The department confirms so many approvers for a Saturday.
    Duty { saturday: usize, approvers: u16 },
    /// A form is kept unsaved.
    Draft { text: String },
}

/// A booking, with its values out of the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    pub name: String,
    pub phone: String,
    pub place: Place,
    pub cancelled: bool,
}

/// Everything that the deeds lead to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Book {
    pub founded: bool,
    /// By the number of the deed that made each.
    pub bookings: BTreeMap<usize, Booking>,
    /// Approvers by Saturday. A screen shows them only while a booking needs them.
    pub duty: BTreeMap<usize, u16>,
    pub draft: Option<String>,
}

impl Book {
    /// Does a deed.
    pub fn apply(&mut self, deed: &Deed) {
        match deed {
            Deed::Found => self.founded = true,
            Deed::Book { booking, name, phone, place } | Deed::Edit { booking, name, phone, place } => {
                let written = Booking { name: name.clone(), phone: phone.clone(), place: *place, cancelled: false };
                self.bookings.insert(*booking, written);
                self.draft = None;
            }
            Deed::Cancel { booking } => {
                if let Some(booking) = self.bookings.get_mut(booking) {
                    booking.cancelled = true;
                }
            }
            Deed::Duty { saturday, approvers } => {
                self.duty.insert(*saturday, *approvers);
            }
            Deed::Draft { text } => self.draft = Some(text.clone()),
        }
    }

    /// Bookings that still hold a seat.
    pub fn standing(&self) -> impl Iterator<Item = (usize, &Booking)> {
        self.bookings.iter().filter(|(_, booking)| !booking.cancelled).map(|(number, booking)| (*number, booking))
    }

    /// The book as a screen can show it.
    pub fn shown(mut self) -> Self {
        let needed: Vec<usize> = self.standing().map(|(_, booking)| booking.place.saturday).collect();
        self.duty.retain(|saturday, _| needed.contains(saturday));
        self
    }

    /// The first thing in which two books differ, for a person who looks for the reason.
    pub fn difference(&self, other: &Self) -> String {
        if self.founded != other.founded {
            return format!("founded: {} against {}", self.founded, other.founded);
        }
        let numbers = self.bookings.keys().chain(other.bookings.keys());
        let differing = numbers.copied().find(|number| self.bookings.get(number) != other.bookings.get(number));
        if let Some(number) = differing {
            let of = |book: &Self| format!("{:?}", book.bookings.get(&number));
            return format!("booking of deed {number}: {} against {}", of(self), of(other));
        }
        format!("duty {:?}, draft {:?} against duty {:?}, draft {:?}", self.duty, self.draft, other.duty, other.draft)
    }
}

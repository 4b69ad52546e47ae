//! What is wrong with the fields of an input, without carrying anything out: for one of which some fields could not even be
//! read, so that the person hears of all of them at once.

use super::setup::Founding;
use crate::booking::{BookingWish, Principal, check_all, snapshots};
use crate::ground::{Desk, FieldRefusal, Refusal, Warning};
use crate::people::{NewPerson, PersonWish};
use crate::service::walk_in::WalkInWish;
use crate::sessions::SessionsChange;
use domain::booking::{check_entry, clean};

impl Desk {
    /// What is wrong with the fields of bookings to be made.
    pub fn booking_faults(&self, wish: BookingWish, others: Vec<Principal>) -> Vec<FieldRefusal> {
        told(check_all(&self.reference(), wish, others))
    }

    /// What is wrong with the fields of a change. Items are not looked at: those the booking has already may stay.
    pub fn edit_faults(&self, wish: BookingWish) -> Vec<FieldRefusal> {
        let faults = self.booking_faults(wish, Vec::new());
        let of_items = |fault: &FieldRefusal| {
            matches!(fault, FieldRefusal::ItemUnknown | FieldRefusal::ItemExcluded { .. } | FieldRefusal::ItemMissing)
        };
        faults.into_iter().filter(|fault| !of_items(fault)).collect()
    }

    /// What is wrong with the fields of somebody without a booking.
    pub fn walk_in_faults(&self, wish: &WalkInWish) -> Vec<FieldRefusal> {
        let mut entry = clean(wish.entry.clone());
        entry.phones_asked = wish.accepted.contains(&Warning::PhoneUnlikely);
        told(snapshots(&self.reference(), &wish.items, &[], check_entry(&entry, wish.date)))
    }

    /// What is wrong with the fields of a change of sessions.
    pub fn sessions_faults(&self, change: &SessionsChange) -> Vec<FieldRefusal> {
        told(self.preview_sessions(change))
    }

    /// What is wrong with the fields of a person to be entered.
    pub fn person_faults(&self, new: &NewPerson) -> Vec<FieldRefusal> {
        told(new.check())
    }

    /// What is wrong with the fields of a person to be changed.
    pub fn change_faults(&self, wish: &PersonWish) -> Vec<FieldRefusal> {
        crate::people::faults(&wish.name, &wish.roles)
    }
}

impl Founding {
    /// What is wrong with the answers.
    pub fn faults(&self) -> Vec<FieldRefusal> {
        told(self.check_all())
    }
}

fn told<T>(outcome: Result<T, Refusal>) -> Vec<FieldRefusal> {
    match outcome {
        Err(Refusal::Fields(faults)) => faults,
        _ => Vec::new(),
    }
}

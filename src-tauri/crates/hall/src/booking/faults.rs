//! What is wrong with the fields of a booking, without making it: for a form of which some fields could not even be read, so
//! that the person hears of all of them at once. Other rooms have the same for their own forms.

use super::group::{Principal, check_all};
use super::wish::BookingWish;
use crate::ground::{Desk, FieldRefusal, Refusal};

impl Desk {
    /// What is wrong with the fields of bookings to be made.
    pub fn booking_faults(&self, wish: BookingWish, others: Vec<Principal>) -> Vec<FieldRefusal> {
        Refusal::fields_of(check_all(&self.reference(), wish, others))
    }

    /// What is wrong with the fields of a change. Items are not looked at: those the booking has already may stay.
    pub fn edit_faults(&self, wish: BookingWish) -> Vec<FieldRefusal> {
        let faults = self.booking_faults(wish, Vec::new());
        let of_items = |fault: &FieldRefusal| {
            matches!(fault, FieldRefusal::ItemUnknown | FieldRefusal::ItemExcluded { .. } | FieldRefusal::ItemMissing)
        };
        faults.into_iter().filter(|fault| !of_items(fault)).collect()
    }
}

//! Bookings to come that a version would make different from what they were made as.

use super::in_use::Reference;
use crate::ground::{Desk, Refusal};
use domain::booking::BookingState;
use domain::reference::effect::BookingEffect;
use domain::time::BeijingDay;
use store::Views;

/// A booking, and what would be different about it.
pub(super) struct Touched {
    pub row: BookingState,
    pub effects: Vec<BookingEffect>,
}

impl Desk {
    /// Those that the data in use does not make just as different already.
    pub(super) fn touched(&self, wanted: &Reference, views: Views<'_>) -> Result<Vec<Touched>, Refusal> {
        let in_use = self.reference();
        let today = BeijingDay::from(self.clock.now().date());
        let mut touched = Vec::new();
        for row in views.bookings_from(today)? {
            let effects = self.effects(wanted, views, &row)?;
            if !effects.is_empty() && effects != self.effects(&in_use, views, &row)? {
                touched.push(Touched { row, effects });
            }
        }
        Ok(touched)
    }
}

//! Bookings to come that a version would make different from what they were made as.

use super::effects::effects;
use super::in_use::Reference;
use crate::ground::{Look, Refusal, Under};
use domain::booking::BookingState;
use domain::reference::effect::BookingEffect;
use domain::time::BeijingDay;

/// A booking, and what would be different about it.
pub(super) struct Touched {
    pub row: BookingState,
    pub effects: Vec<BookingEffect>,
}

/// Those that the data in use does not make just as different already.
pub(super) fn touched(look: &impl Look, wanted: &Reference) -> Result<Vec<Touched>, Refusal> {
    let would = Under { look, reference: wanted };
    let mut touched = Vec::new();
    for row in look.views().bookings_from(BeijingDay::from(look.now().date()))? {
        let effects_then = effects(&would, &row)?;
        if !effects_then.is_empty() && effects_then != effects(look, &row)? {
            touched.push(Touched { row, effects: effects_then });
        }
    }
    Ok(touched)
}

//! What use-cases keep of a day from one write to the next, so that a day that fills is not read again for each booking.
//! It lives with the writer, through which every change goes. What a day cannot follow makes it forgotten, and so do an
//! error, a panic, a rollback, whatever comes from elsewhere, and an erasure.

use domain::booking::BookingState;
use domain::time::BeijingDay;
use journal::EventId;
use std::any::Any;

/// So many days are kept: those that are written to in turn.
const DAYS_MAX: usize = 4;

/// A day as a use-case keeps it.
pub trait KeptDay: Any + Send {
    /// Takes in how a booking stands now, of this day or another. False: the day has to be read again.
    fn follow(&mut self, booking: &BookingState) -> bool;

    /// A personal value was set under an event.
    fn value_set(&mut self, under: EventId);
}

/// The days that are kept, the one used last at the end.
#[derive(Default)]
pub(crate) struct Kept(Vec<(BeijingDay, Box<dyn KeptDay>)>);

impl Kept {
    pub(crate) fn day<T: KeptDay>(&mut self, day: BeijingDay) -> Option<&mut T> {
        let at = self.0.iter().position(|(kept, _)| *kept == day)?;
        self.0[at..].rotate_left(1);
        let kept: &mut dyn Any = &mut *self.0.last_mut()?.1;
        kept.downcast_mut()
    }

    pub(crate) fn keep<T: KeptDay>(&mut self, day: BeijingDay, kept: T) {
        self.0.retain(|(other, _)| *other != day);
        if self.0.len() == DAYS_MAX {
            self.0.remove(0);
        }
        self.0.push((day, Box::new(kept)));
    }

    pub(crate) fn days(&self) -> impl Iterator<Item = BeijingDay> + '_ {
        self.0.iter().map(|(day, _)| *day)
    }

    pub(crate) fn follow(&mut self, booking: &BookingState) {
        self.0.retain_mut(|(_, kept)| kept.follow(booking));
    }

    pub(crate) fn value_set(&mut self, under: EventId) {
        self.0.iter_mut().for_each(|(_, kept)| kept.value_set(under));
    }

    pub(crate) fn forget(&mut self) {
        self.0.clear();
    }
}

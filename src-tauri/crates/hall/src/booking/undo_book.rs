//! What can be taken back, and until when. The minute is measured on the PC's running time, not on its clock, so a clock that
//! jumps neither shortens nor lengthens it; after a restart nothing is left to undo.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use domain::record::RecordId;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use store::ExceptionRow;

/// How long an action can be taken back.
const UNDO_SECONDS: u64 = 60;

/// An action that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoOffer {
    /// The event that would be retracted.
    pub token: RecordId,
    /// End of the minute, Beijing time, for the countdown.
    pub until: NaiveDateTime,
}

/// What is taken back together.
#[derive(Clone, Default)]
pub(crate) struct Deed {
    /// Events of bookings, each with its booking.
    pub events: Vec<(RecordId, RecordId)>,
    /// A date that was closed.
    pub closed: Option<ClosedDay>,
}

/// A date that was closed, and what it was before.
#[derive(Clone)]
pub(crate) struct ClosedDay {
    /// The event that closed it.
    pub by: RecordId,
    pub date: NaiveDate,
    /// What was special about it.
    pub was: Option<ExceptionRow>,
}

impl From<Vec<(RecordId, RecordId)>> for Deed {
    fn from(events: Vec<(RecordId, RecordId)>) -> Self {
        Self { events, closed: None }
    }
}

/// What was done here within the last minute, by its first event, and when.
#[derive(Default)]
pub(crate) struct UndoBook(Mutex<BTreeMap<RecordId, (Deed, Instant)>>);

impl UndoBook {
    pub(crate) fn offer(&self, event: RecordId, booking: RecordId, now: NaiveDateTime) -> UndoOffer {
        self.offer_all(event, vec![(event, booking)], now)
    }

    /// Offers to take back several events at once.
    pub(crate) fn offer_all(&self, event: RecordId, deed: impl Into<Deed>, now: NaiveDateTime) -> UndoOffer {
        let deed = deed.into();
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let made_now = Instant::now();
        open.retain(|_, (_, made)| made_now.duration_since(*made) < Duration::from_secs(UNDO_SECONDS));
        open.insert(event, (deed, made_now));
        UndoOffer { token: event, until: now + TimeDelta::seconds(i64::try_from(UNDO_SECONDS).unwrap_or(60)) }
    }

    /// The offer there is for an event, where nothing new was done. Where there is none its minute is over.
    pub(crate) fn as_before(&self, event: RecordId, now: NaiveDateTime) -> UndoOffer {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let gone = open.get(&event).map_or(u64::MAX, |(_, made)| made.elapsed().as_secs());
        let left = i64::try_from(UNDO_SECONDS.saturating_sub(gone)).unwrap_or(0);
        UndoOffer { token: event, until: now + TimeDelta::seconds(left) }
    }

    pub(super) fn deed(&self, event: RecordId) -> Option<Deed> {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (deed, made) = open.get(&event)?;
        (made.elapsed() < Duration::from_secs(UNDO_SECONDS)).then(|| deed.clone())
    }

    pub(super) fn close(&self, event: RecordId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&event);
    }
}

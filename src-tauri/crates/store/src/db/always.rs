//! What must hold at every commit of own writes, asked of the tables before they are committed: a seat token is used once
//! (invariant A6) and the own journal is dense (A7). A write that would break one of them is refused, and on record in the
//! log. Nothing that arrives from elsewhere is refused here: it is folded and listed (A11).

use super::error::StoreError;
use super::sql_int::to_sql;
use crate::views::Views;
use domain::record::RecordId;
use journal::{DeviceId, EventId, Seq};
use rusqlite::{Transaction, params};
use std::collections::{BTreeMap, BTreeSet};

/// A seat token of a day: session, slot, seat.
type Token = (u32, u8, u16, u16);

/// What the own events of one transaction were about.
#[derive(Default)]
pub(crate) struct Own {
    events: u64,
    /// Bookings, each with the tokens it held before the transaction: whoever sat twice on a token since they met may stay.
    bookings: BTreeMap<RecordId, BTreeSet<Token>>,
}

impl Own {
    /// Notes that an event is about to be appended. `booking`: the one it is about.
    pub(crate) fn appending(&mut self, tx: &Transaction<'_>, booking: Option<EventId>) -> Result<(), StoreError> {
        self.events += 1;
        let Some(booking) = booking else { return Ok(()) };
        let id = RecordId { device: booking.device.0, seq: booking.seq.0 };
        if !self.bookings.contains_key(&id) {
            let held = held(Views::new(tx), id)?;
            self.bookings.insert(id, held);
        }
        Ok(())
    }

    /// Whether all that must hold holds. `next`: the number of this device's next event.
    ///
    /// # Errors
    /// [`StoreError::Internal`] names what does not; the transaction must be rolled back.
    pub(crate) fn check(&self, tx: &Transaction<'_>, device: DeviceId, next: Seq) -> Result<(), StoreError> {
        let broken = match self.dense(tx, device, next)? {
            Some(broken) => Some(broken),
            None => self.seats(tx)?,
        };
        let Some(broken) = broken else { return Ok(()) };
        tracing::error!("a write was refused: {broken}");
        Err(StoreError::Internal(broken))
    }

    fn dense(&self, tx: &Transaction<'_>, device: DeviceId, next: Seq) -> Result<Option<String>, StoreError> {
        if self.events == 0 {
            return Ok(None);
        }
        // The last one that was there before, too: the new ones follow on it.
        let from = next.0.saturating_sub(self.events + 1);
        let (count, last): (i64, Option<i64>) = tx
            .prepare_cached("SELECT count(*), max(seq) FROM journal WHERE device = ?1 AND seq >= ?2")?
            .query_row(params![device.0.as_slice(), to_sql(from)], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let before = u64::from(from > 0);
        let dense = count == to_sql(self.events + before) && last == Some(to_sql(next.0) - 1);
        Ok((!dense).then(|| format!("the journal would have {count} events from {from} to before {}", next.0)))
    }

    fn seats(&self, tx: &Transaction<'_>) -> Result<Option<String>, StoreError> {
        let mut others = tx.prepare_cached(
            "SELECT count(*) FROM seat_holding WHERE day = ?1 AND session = ?2 AND slot = ?3 AND seat = ?4",
        )?;
        for (booking, before) in &self.bookings {
            for token in held(Views::new(tx), *booking)?.difference(before) {
                let (day, session, slot, seat) = *token;
                let holders: u32 = others.query_row(params![day, session, slot, seat], |row| row.get(0))?;
                if holders > 1 {
                    return Ok(Some(format!("seat {seat} of slot {slot} in session {session} would be used twice")));
                }
            }
        }
        Ok(None)
    }
}

/// The tokens that a booking holds; none where there is no such booking.
fn held(views: Views<'_>, booking: RecordId) -> Result<BTreeSet<Token>, StoreError> {
    let Some(state) = views.booking(booking)?.filter(|state| state.holds_seats()) else { return Ok(BTreeSet::new()) };
    let place = &state.place;
    Ok(place.tokens().map(|(slot, seat)| (place.day.0, place.session, slot, seat)).collect())
}

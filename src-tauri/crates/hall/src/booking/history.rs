//! A booking's history for whoever serves its citizen: what was done when, by whom, from which time to which, and why.

use super::personal::value_under;
use crate::ground::{Look, wall_to_beijing};
use chrono::{NaiveDateTime, NaiveTime};
use domain::booking::{Booking, BookingFact, BookingState, ChangeKind, fold};
use domain::event::{CancelReason, PersonalField};
use domain::record::{RecordId, Stamped};
use journal::WallTime;
use std::collections::BTreeMap;
use store::{StoreError, Views};

/// One line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// Beijing time by the writing PC's clock.
    pub at: NaiveDateTime,
    pub what: ChangeKind,
    /// Name of whoever did it; empty where the program itself did.
    pub by: String,
    /// The time it had before it was moved, and the one it has since.
    pub moved: Option<(NaiveDateTime, NaiveDateTime)>,
    /// Why it was cancelled.
    pub reason: Option<CancelReason>,
    /// What was written beside the reason: a free text.
    pub remark: String,
}

/// The lines in the order in which they happened.
pub(super) fn history(
    look: &impl Look,
    booking: &Booking,
    mut facts: Vec<Stamped<BookingFact>>,
    people: &BTreeMap<RecordId, String>,
) -> Result<Vec<HistoryLine>, StoreError> {
    facts.sort_by_key(|fact| fact.order);
    facts.dedup_by_key(|fact| fact.order);
    let mut lines = Vec::new();
    for change in &booking.history {
        let at = facts.iter().position(|fact| fact.order.id == change.id).unwrap_or(0);
        let actor = look.event(change.id)?.and_then(|event| event.actor).map(store::record_id);
        let cancelled = match &facts[at].fact {
            BookingFact::Cancelled(cancelled) => Some(cancelled.reason),
            _ => None,
        };
        let remarked = cancelled.is_some() && !booking.state.erased;
        lines.push(HistoryLine {
            at: wall_to_beijing(WallTime(change.wall_ms)),
            what: change.kind,
            by: actor.and_then(|actor| people.get(&actor).cloned()).unwrap_or_default(),
            moved: if change.kind == ChangeKind::Rescheduled { moved(look.views(), &facts, at)? } else { None },
            reason: cancelled,
            remark: if remarked { value_under(look, change.id, PersonalField::CancelRemark)? } else { String::new() },
        });
    }
    Ok(lines)
}

/// When it was before a change, and after it; `None` where a day of either is not known here, or nothing changed.
fn moved(
    views: Views<'_>,
    facts: &[Stamped<BookingFact>],
    at: usize,
) -> Result<Option<(NaiveDateTime, NaiveDateTime)>, StoreError> {
    let when = |upto: usize| -> Result<Option<NaiveDateTime>, StoreError> {
        let Some(Booking { state: booking, .. }) = fold(facts[..upto].to_vec()) else { return Ok(None) };
        Ok(start(views, &booking)?.map(|time| booking.place.day.date().and_time(time)))
    };
    let (Some(before), Some(after)) = (when(at)?, when(at + 1)?) else { return Ok(None) };
    Ok((before != after).then_some((before, after)))
}

fn start(views: Views<'_>, booking: &BookingState) -> Result<Option<NaiveTime>, StoreError> {
    if let Some(start) = booking.start {
        return Ok(Some(start.time()));
    }
    let Some(day) = views.day(booking.place.day)? else { return Ok(None) };
    Ok(day.ever.get(&booking.place.session).map(|session| session.start(booking.place.slot).time()))
}

//! What holds for a visit and for each of its items: one verdict each, and none that contradicts another. Slip, drawer and
//! lists ask here.

use super::promises::Promises;
use crate::reference::Reference;
use chrono::NaiveDate;
use domain::booking::BookingState;
use domain::duty::promise::ResultPromise;
use domain::event::ItemSnapshot;
use domain::time::{BeijingDay, MinuteOfDay};

/// What somebody who is here was told: the result, and the working day it is forwarded to. `None` before that, and where an
/// older journal does not say.
fn told(booking: &BookingState) -> Option<(ResultPromise, Option<NaiveDate>)> {
    let forwarded = match (booking.walk_in, booking.decided_on) {
        (Some(walk_in), _) => walk_in.forwarded,
        (None, Some(day)) => Some(day).filter(|day| *day > booking.place.day),
        (None, None) => return None,
    };
    let result = if forwarded.is_some() { ResultPromise::Forwarded } else { ResultPromise::OnTheSpot };
    Some((result, forwarded.map(BeijingDay::date)))
}

/// What holds for a visit: whether its result can be had on the spot, and the working day it is forwarded to. Whoever is here
/// was told, and that stands; else it is what is promised now for their time.
pub(crate) fn verdict(
    reference: &Reference,
    promises: &Promises,
    booking: &BookingState,
    date: NaiveDate,
    at: Option<MinuteOfDay>,
) -> (ResultPromise, Option<NaiveDate>) {
    told(booking).unwrap_or_else(|| {
        let result = promises.result(&booking.items, at);
        let forwards = result == ResultPromise::Forwarded;
        (result, forwards.then(|| reference.calendar.next_working_day(date)))
    })
}

/// What holds for one item: no more and no less than its visit was told.
pub(crate) fn item_verdict(
    promises: &Promises,
    booking: &BookingState,
    item: &ItemSnapshot,
    at: Option<MinuteOfDay>,
) -> ResultPromise {
    let now = |item: &ItemSnapshot| promises.result([item], at);
    let Some((visit, _)) = told(booking) else { return now(item) };
    // Where an answer has changed since, what was told of the visit must still be true of one of its items.
    let another = || booking.items.iter().any(|other| now(other) != ResultPromise::OnTheSpot);
    let at_once = !item.needs_approver || (now(item) == ResultPromise::OnTheSpot && another());
    if at_once { ResultPromise::OnTheSpot } else { visit }
}

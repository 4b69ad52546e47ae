//! When a booking is, out of its day's sessions: asked by slip, detail, repeats and call list alike.

use chrono::NaiveTime;
use domain::booking::WalkIn;
use domain::seat::Place;
use store::{StoreError, Views};

/// Start and end of a visit, which for a walk-in are when it was accepted; `None` where the day or its session is not known here.
pub(crate) fn times(
    views: Views<'_>,
    place: &Place,
    walk_in: Option<WalkIn>,
) -> Result<Option<(NaiveTime, NaiveTime)>, StoreError> {
    if let Some(walk_in) = walk_in {
        return Ok(Some((walk_in.at.time(), walk_in.at.time())));
    }
    let Some(day) = views.day(place.day)? else { return Ok(None) };
    let slots = u16::try_from(place.seats.len()).unwrap_or(1);
    let session = day.sessions.get(usize::from(place.session));
    Ok(session.map(|session| (session.start(place.slot).time(), session.end(place.slot, slots).time())))
}

//! One booking written within a transaction: checked against the day, seated or provisional, its values in the vault.

use super::wish::{BookingWish, CheckedWish};
use super::{agent, personal, provisional, repeat};
use crate::day::{self, DayBook, Promises, Seating, seating};
use crate::ground::{Look, Refusal, Warning, Writing};
use domain::booking::{BookingNumber, BookingState};
use domain::event::{BookingMade, Fact, PersonalField};
use domain::record::RecordId;
use domain::seat::Place;
use domain::time::{BeijingDay, MinuteOfDay};
use store::StoreError;

/// What an agent books it with.
#[derive(Debug, Clone, Copy)]
pub(super) enum Together {
    /// Nothing: where no seat can be had it may wait.
    Alone,
    /// The first of several.
    First,
    /// One more behind the first.
    With(RecordId),
}

/// Writes a booking; says where it is. Where no seat can be had it is provisional, if it may be.
pub(super) fn write(
    w: &mut Writing<'_, '_>,
    checked: &CheckedWish,
    together: Together,
) -> Result<(RecordId, Place), Refusal> {
    let CheckedWish { wish, items } = checked;
    repeat::require_none(w, checked, None)?;
    let group = if let Together::With(first) = together { Some(first) } else { None };
    let found = find_place(w, checked, group, None);
    let (Seating { place, at, start, moved }, provisional) = match (found, together) {
        (Ok(seating), _) => (seating, false),
        (Err(Refusal::SlotFull { start }), Together::Alone) => (provisional::place(w, checked, start)?, true),
        (Err(other), _) => return Err(other),
    };
    let filled = wish.entry.values().filter(|(_, value)| !value.is_empty());
    let values: Vec<(PersonalField, String)> = filled.map(|(field, value)| (field, value.to_owned())).collect();
    let promises = Promises::for_items(w, place.day.date(), items)?;
    let (denied, promised) = (promises.denied(items, at), promises.result(items, Some(at)).into());
    let made = BookingMade {
        number: free_number(w)?.digits(),
        day: place.day,
        session: place.session,
        slot: place.slot,
        seats: place.seats.clone(),
        items: items.clone(),
        party: wish.entry.party,
        channel: wish.channel,
        green_channel: wish.green_channel,
        slip_language: wish.slip_language,
        personal: values.iter().map(|(field, _)| *field).collect(),
        start,
        group: if let Together::First = together { Some(store::record_id(w.next_id())) } else { group },
        earlier: wish.earlier.map(BeijingDay::from),
        denied: Some(denied).filter(|denied| !denied.is_empty()),
        promised: Some(promised),
    };
    let made = if provisional { Fact::ProvisionallyMade(made) } else { Fact::BookingMade(made) };
    let booking = w.record(&made, None, None)?;
    seating::record_moved(w, moved)?;
    personal::put(w, booking, values)?;
    Ok((booking, place))
}

/// Seats for a wish. A booking that is moved keeps those it has if it can, and gives them up for others.
pub(super) fn find_place(
    w: &mut Writing<'_, '_>,
    checked: &CheckedWish,
    group: Option<RecordId>,
    moving: Option<&BookingState>,
) -> Result<Seating, Refusal> {
    let wish = &checked.wish;
    day::require_open(w, wish.date)?;
    let book = DayBook::while_writing(w, wish.date)?;
    let at = wished_start(&book, wish, moving)?;
    agent::require_free(w, checked, group, at, moving)?;
    let visit = day::wished_visit(w, wish.date, &checked.items);
    let seating = seating::find(&book, &visit, at, moving)?;
    if day::is_past(at, wish.date, w.now) && !wish.accepted.contains(&Warning::SlotPast) {
        return Err(Refusal::Confirm(Warning::SlotPast));
    }
    day::ensure_opened(w, &book.plan)?;
    Ok(seating)
}

/// The form names a time by a slot that begins then. One that names the seats the booking has means the time it has.
fn wished_start(book: &DayBook, wish: &BookingWish, moving: Option<&BookingState>) -> Result<MinuteOfDay, Refusal> {
    if let Some(booking) = moving.filter(|booking| seating::names(book, booking, (wish.session, wish.slot))) {
        return Ok(book.start(booking));
    }
    let session = book.plan.session(wish.session).filter(|session| wish.slot < session.times.slots());
    session.map(|session| session.times.start(wish.slot)).ok_or(Refusal::SlotUnknown)
}

/// A number that no booking of this hall bears.
pub(crate) fn free_number(look: &impl Look) -> Result<BookingNumber, Refusal> {
    loop {
        let random = getrandom::u64().map_err(|error| StoreError::Io(error.to_string()))?;
        let number = BookingNumber::from_random(random);
        if !look.views().number_used(number.digits())? {
            return Ok(number);
        }
    }
}

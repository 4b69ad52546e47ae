//! Editing and cancelling. Each names the last event its author had seen; if something happened since, it is refused.

use super::make::Saved;
use super::personal::{self, Visitor, personal_value};
use super::standing::standing;
use super::wish::{BookingWish, CheckedWish};
use super::write::find_place;
use super::{agent, repeat};
use crate::book::draft::DraftOf;
use crate::book::slip::{Slip, slip};
use crate::day::{Promises, Seating, seating};
use crate::ground::{Desk, FieldRefusal, Refusal, Right, Writing};
use crate::to_call;
use domain::booking::{BookingState, TEXT_CHARACTERS_MAX};
use domain::event::{BookingCancelled, BookingEdited, CancelReason, Fact, PersonalField, Promised};
use domain::record::RecordId;
use domain::reference::catalogue::DepartmentId;
use domain::time::{BeijingDay, MinuteOfDay};
use store::StoreError;

impl Desk {
    /// Changes a booking to what the form says. What is the same is not written; if all is the same nothing is.
    ///
    /// # Errors
    /// As for making; [`Refusal::ChangedMeanwhile`] when `base` is no longer its last event.
    pub fn edit_booking(&self, booking: RecordId, base: RecordId, wish: BookingWish) -> Result<Saved, Refusal> {
        self.require(Right::WriteBooking)?;
        let (event, slip) = self.write(move |w| -> Result<(RecordId, Slip), Refusal> {
            let current = standing(w, booking, base)?;
            if current.walk_in.is_some() {
                return Err(Refusal::WalkInNotBooked);
            }
            let checked = wish.check(w.reference, &current.items)?;
            let before = Visitor::of(w, &current)?.citizen;
            if repeat::could_become_one(&current, &before, &checked) {
                repeat::require_none(w, &checked, Some(booking))?;
            }
            let mut edited = changes(&current, &checked);
            let mut others_moved = Vec::new();
            if must_move(&current, &checked) {
                match find_place(w, &checked, current.group, Some(&current)) {
                    Ok(Seating { place, at, start, moved }) => {
                        if place != current.place || !current.seated || start != current.start {
                            (edited.place, edited.start) = (Some(place), start);
                        }
                        others_moved = moved;
                        (edited.denied, edited.promised) = newly_promised(w, &current, &checked, at)?;
                    }
                    Err(Refusal::SlotFull { .. }) if goes_on_waiting(&current, &checked) => {}
                    Err(refusal) => return Err(refusal),
                }
            } else {
                agent::require_free_at_its_time(w, &checked, &current)?;
            }
            let values = changed_values(w, &current, &checked)?;
            edited.personal = values.iter().map(|(field, _)| *field).collect();
            if edited == BookingEdited::default() {
                return Ok((current.last, slip(w, booking)?));
            }
            let event = w.record(&Fact::BookingEdited(edited), Some(booking), Some(base))?;
            personal::put(w, event, values)?;
            seating::record_moved(w, others_moved)?;
            seating::reseat_waiting(w, current.place.day)?;
            w.drop_draft(DraftOf::Booking)?;
            Ok((event, slip(w, booking)?))
        })?;
        let now = self.clock.now();
        let undo = if event == base { self.undo.as_before(event, now) } else { self.undo.offer(event, booking, now) };
        Ok(Saved { booking, others: Vec::new(), slips: vec![slip], undo })
    }

    /// Cancels a booking; its seats are free at once, the record stays.
    ///
    /// # Errors
    /// [`Refusal::AlreadyArrived`] once they have come; [`FieldRefusal::CancelRemarkMissing`] when the reason is
    /// [`CancelReason::Other`] and nothing explains it; [`Refusal::ChangedMeanwhile`] for want of a seat where it has one.
    pub fn cancel_booking(
        &self,
        booking: RecordId,
        base: RecordId,
        reason: CancelReason,
        remark: &str,
    ) -> Result<Saved, Refusal> {
        self.require(Right::WriteBooking)?;
        let remark = domain::text::clean_text(remark);
        if reason == CancelReason::Other && remark.is_empty() {
            return Err(FieldRefusal::CancelRemarkMissing.into());
        }
        if remark.chars().count() > TEXT_CHARACTERS_MAX {
            return Err(FieldRefusal::CancelRemarkTooLong.into());
        }
        let (event, slip) = self.write(move |w| -> Result<(RecordId, Slip), Refusal> {
            let current = standing(w, booking, base)?;
            if current.arrived_ms.is_some() {
                return Err(Refusal::AlreadyArrived);
            }
            // It may have been given a seat since its author looked.
            if reason == CancelReason::NoSeat && !current.is_pending() {
                return Err(Refusal::ChangedMeanwhile);
            }
            let cancelled = BookingCancelled { reason, remark: !remark.is_empty() };
            let event = w.record(&Fact::BookingCancelled(cancelled), Some(booking), Some(base))?;
            if cancelled.remark {
                personal::put(w, event, [(PersonalField::CancelRemark, remark)])?;
            }
            seating::reseat_waiting(w, current.place.day)?;
            Ok((event, slip(w, booking)?))
        })?;
        let undo = self.undo.offer(event, booking, self.clock.now());
        Ok(Saved { booking, others: Vec::new(), slips: vec![slip], undo })
    }
}

/// Another time, or items that take more or fewer slots.
fn must_move(current: &BookingState, checked: &CheckedWish) -> bool {
    let items_before: Vec<_> = current.items.iter().map(|item| item.item).collect();
    let items_now: Vec<_> = checked.items.iter().map(|item| item.item).collect();
    !names_its_time(current, checked) || items_before != items_now
}

fn names_its_time(current: &BookingState, checked: &CheckedWish) -> bool {
    let (place, wish) = (&current.place, &checked.wish);
    (place.day, place.session, place.slot) == (BeijingDay::from(wish.date), wish.session, wish.slot)
}

/// Whoever waits at a time may have other items without leaving the line.
fn goes_on_waiting(current: &BookingState, checked: &CheckedWish) -> bool {
    current.waits() && names_its_time(current, checked)
}

fn changes(current: &BookingState, checked: &CheckedWish) -> BookingEdited {
    let wish = &checked.wish;
    BookingEdited {
        place: None,
        start: None,
        items: (current.items != checked.items).then(|| checked.items.clone()),
        party: (current.party != wish.entry.party).then_some(wish.entry.party),
        channel: (current.channel != wish.channel).then_some(wish.channel),
        green_channel: (current.green_channel != wish.green_channel).then_some(wish.green_channel),
        slip_language: (current.slip_language != wish.slip_language).then_some(wish.slip_language),
        personal: Vec::new(),
        earlier: wish.earlier.map(BeijingDay::from).filter(|day| current.earlier != Some(*day)),
        moved_from: None,
        denied: None,
        promised: None,
    }
}

/// Departments that do not come for the visit as it is agreed now, and what is promised of its result. `None` if the person
/// knows just that.
fn newly_promised(
    w: &Writing<'_, '_>,
    current: &BookingState,
    checked: &CheckedWish,
    at: MinuteOfDay,
) -> Result<(Option<Vec<DepartmentId>>, Option<Promised>), StoreError> {
    let promises = Promises::for_items(w, checked.wish.date, &checked.items)?;
    let (denied, knows) = (promises.denied(&checked.items, at), to_call::denied_of(w, current)?);
    let promised = Promised::from(promises.result(&checked.items, Some(at)));
    Ok((Some(denied).filter(|denied| *denied != knows), Some(promised).filter(|now| current.promised != Some(*now))))
}

fn changed_values(
    w: &Writing<'_, '_>,
    current: &BookingState,
    checked: &CheckedWish,
) -> Result<Vec<(PersonalField, String)>, StoreError> {
    let mut changed = Vec::new();
    for (field, value) in checked.wish.entry.values() {
        if personal_value(w, &current.personal, field)? != value {
            changed.push((field, value.to_owned()));
        }
    }
    Ok(changed)
}

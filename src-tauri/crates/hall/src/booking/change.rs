//! Editing and cancelling. Each names the last event its author had seen; if something happened since, it is refused.

use super::make::Saved;
use super::personal::{self, Visitor, personal_value};
use super::standing::standing;
use super::wish::{BookingWish, CheckedWish};
use super::write::find_place;
use super::{agent, repeat};
use crate::book::draft::DraftOf;
use crate::day::{Promises, Seating, seating};
use crate::ground::{Desk, FieldRefusal, Refusal, Right, record};
use crate::reference::Reference;
use crate::to_call;
use chrono::NaiveDateTime;
use domain::booking::{BookingState, TEXT_CHARACTERS_MAX};
use domain::event::{BookingCancelled, BookingEdited, CancelReason, Fact, PersonalField};
use domain::record::RecordId;
use domain::reference::catalogue::DepartmentId;
use domain::time::{BeijingDay, MinuteOfDay};
use store::{StoreError, WriteTx};

impl Desk {
    /// Changes a booking to what the form says. What is the same is not written; if all is the same nothing is.
    ///
    /// # Errors
    /// As for making; [`Refusal::ChangedMeanwhile`] when `base` is no longer its last event.
    pub fn edit_booking(&self, booking: RecordId, base: RecordId, wish: BookingWish) -> Result<Saved, Refusal> {
        self.require(Right::WriteBooking)?;
        let reference = self.reference();
        let (desk, now) = (self.clone(), self.clock.now());
        let event = self.store.write(move |tx: &mut WriteTx<'_>| -> Result<RecordId, Refusal> {
            let current = standing(tx, booking, base)?;
            if current.walk_in.is_some() {
                return Err(Refusal::WalkInNotBooked);
            }
            let checked = wish.check(&reference, &current.items)?;
            let before = Visitor::of(tx, &current)?.citizen;
            if repeat::could_become_one(&current, &before, &checked) {
                repeat::require_none(&desk, &reference, tx, &checked, Some(booking))?;
            }
            let mut edited = changes(&current, &checked);
            let mut others_moved = Vec::new();
            if must_move(&current, &checked) {
                match find_place(&desk, &reference, tx, now, &checked, current.group, Some(&current)) {
                    Ok(Seating { place, at, start, moved }) => {
                        if place != current.place || !current.seated || start != current.start {
                            (edited.place, edited.start) = (Some(place), start);
                        }
                        others_moved = moved;
                        edited.denied = newly_denied(&reference, tx, &current, &checked, at, now)?;
                    }
                    Err(Refusal::SlotFull { .. }) if goes_on_waiting(&current, &checked) => {}
                    Err(refusal) => return Err(refusal),
                }
            } else {
                agent::require_free_at_its_time(tx, &checked, &current)?;
            }
            let values = changed_values(tx, &current, &checked)?;
            edited.personal = values.iter().map(|(field, _)| *field).collect();
            if edited == BookingEdited::default() {
                return Ok(current.last);
            }
            let event = record(tx, desk.author(), &Fact::BookingEdited(edited), Some(booking), Some(base))?;
            personal::put(tx, event, values)?;
            seating::record_moved(tx, desk.author(), others_moved)?;
            seating::reseat_waiting(&desk, &reference, tx, current.place.day)?;
            tx.draft_delete(&desk.draft_slot(DraftOf::Booking))?;
            Ok(event)
        })?;
        self.reindex(&[booking]);
        let undo = if event == base { self.undo.as_before(event, now) } else { self.undo.offer(event, booking, now) };
        Ok(Saved { booking, others: Vec::new(), undo })
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
        let (desk, reference, author) = (self.clone(), self.reference(), self.author());
        let event = self.store.write(move |tx: &mut WriteTx<'_>| -> Result<RecordId, Refusal> {
            let current = standing(tx, booking, base)?;
            if current.arrived_ms.is_some() {
                return Err(Refusal::AlreadyArrived);
            }
            // It may have been given a seat since its author looked.
            if reason == CancelReason::NoSeat && !current.is_pending() {
                return Err(Refusal::ChangedMeanwhile);
            }
            let cancelled = BookingCancelled { reason, remark: !remark.is_empty() };
            let event = record(tx, author, &Fact::BookingCancelled(cancelled), Some(booking), Some(base))?;
            if cancelled.remark {
                personal::put(tx, event, [(PersonalField::CancelRemark, remark)])?;
            }
            seating::reseat_waiting(&desk, &reference, tx, current.place.day)?;
            Ok(event)
        })?;
        self.reindex(&[booking]);
        Ok(Saved { booking, others: Vec::new(), undo: self.undo.offer(event, booking, self.clock.now()) })
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
    }
}

/// Departments that do not come for the visit as it is agreed now. `None` if the person knows just that.
fn newly_denied(
    reference: &Reference,
    tx: &WriteTx<'_>,
    current: &BookingState,
    checked: &CheckedWish,
    at: MinuteOfDay,
    now: NaiveDateTime,
) -> Result<Option<Vec<DepartmentId>>, StoreError> {
    let denied = Promises::for_day(reference, tx.views(), checked.wish.date, now)?.denied(&checked.items, at);
    let knows = to_call::denied_of(tx.views(), |id| to_call::answer_now(tx, id), current)?;
    Ok(Some(denied).filter(|denied| *denied != knows))
}

fn changed_values(
    tx: &WriteTx<'_>,
    current: &BookingState,
    checked: &CheckedWish,
) -> Result<Vec<(PersonalField, String)>, StoreError> {
    let mut changed = Vec::new();
    for (field, value) in checked.wish.entry.values() {
        if personal_value(tx, &current.personal, field)? != value {
            changed.push((field, value.to_owned()));
        }
    }
    Ok(changed)
}

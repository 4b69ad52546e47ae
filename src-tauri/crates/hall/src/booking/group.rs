//! An agent with several principals: one block of time for each, made in one command, all or none (PRODUCT rule 12). What
//! the agent brings is the same for all; name, number, time and, where they differ, items are each principal's own.

use super::agent::Errands;
use super::wish::{BookingWish, CheckedWish, snapshots};
use super::write::{Together, write};
use crate::day::{self, DayBook, seating};
use crate::ground::{FieldRefusal, Refusal, Warning, Writing};
use crate::reference::Reference;
use domain::booking::{Agent, Entry, Stretch, check_entry, clean};
use domain::record::RecordId;
use domain::reference::catalogue::ItemId;
use domain::seat::Place;

/// Most principals beside the first; more than a morning has slots.
const PRINCIPALS_MAX: usize = 20;

/// Somebody else the agent books for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Principal {
    pub name: String,
    pub phone: String,
    /// Session and slot, where they are chosen; else the next block in which the agent is free.
    pub place: Option<(u8, u16)>,
    /// Their own items; none: those of the first.
    pub items: Vec<ItemId>,
}

/// A principal's wish, and the session and slot where they are chosen.
pub(crate) type CheckedPrincipal = (CheckedWish, Option<(u8, u16)>);

/// Checks the principals against the first booking's form; all faults are told at once.
fn check(reference: &Reference, first: &CheckedWish, others: Vec<Principal>) -> Result<Vec<CheckedPrincipal>, Refusal> {
    let mut faults = Vec::new();
    if !others.is_empty() && first.wish.entry.agent_name.is_empty() {
        faults.push(FieldRefusal::AgentMissing);
    }
    if others.len() > PRINCIPALS_MAX {
        faults.push(FieldRefusal::Principals { max: PRINCIPALS_MAX });
    }
    let mut checked = Vec::new();
    for (row, other) in others.into_iter().enumerate() {
        let mut wish = first.wish.clone();
        // A document is the first one's alone: it would make all of them one person.
        let identity = String::new();
        wish.entry = clean(Entry { name: other.name, phone: other.phone, identity, ..wish.entry });
        wish.entry.phones_asked = wish.accepted.contains(&Warning::PhoneUnlikely);
        // The rest was told with the first booking.
        let own =
            check_entry(&wish.entry, wish.date).into_iter().filter(|fault| matches!(fault.field, "name" | "phone"));
        faults.extend(own.map(|problem| FieldRefusal::Principal { row, problem }));
        let items = match other.items.as_slice() {
            [] => first.items.clone(),
            own => snapshots(reference, own, &first.items, Vec::new()).unwrap_or_else(|refusal| {
                faults.push(FieldRefusal::PrincipalItem { row, item: excluded_of(&refusal) });
                Vec::new()
            }),
        };
        checked.push((CheckedWish { wish, items }, other.place));
    }
    if faults.is_empty() { Ok(checked) } else { Err(Refusal::Fields(faults)) }
}

/// Checks the first booking's form and the principals'; all faults of all of them are told at once.
pub(crate) fn check_all(
    reference: &Reference,
    wish: BookingWish,
    others: Vec<Principal>,
) -> Result<(CheckedWish, Vec<CheckedPrincipal>), Refusal> {
    let form = BookingWish { entry: clean(wish.entry.clone()), ..wish.clone() };
    match wish.check(reference, &[]) {
        Ok(checked) => {
            let others = check(reference, &checked, others)?;
            Ok((checked, others))
        }
        Err(Refusal::Fields(mut faults)) => {
            let unchecked = CheckedWish { wish: form, items: Vec::new() };
            if let Err(Refusal::Fields(more)) = check(reference, &unchecked, others) {
                faults.extend(more);
            }
            Err(Refusal::Fields(faults))
        }
        Err(other) => Err(other),
    }
}

/// The item that is not served on Saturdays, where it was that.
fn excluded_of(refusal: &Refusal) -> Option<String> {
    let Refusal::Fields(faults) = refusal else { return None };
    faults.iter().find_map(|fault| match fault {
        FieldRefusal::ItemExcluded { item } => Some(item.clone()),
        _ => None,
    })
}

/// Makes the bookings of the others, each behind the one before unless its time is chosen. The agent has time for all.
pub(super) fn make_others(
    w: &mut Writing<'_, '_>,
    first: (RecordId, Place),
    others: Vec<CheckedPrincipal>,
) -> Result<Vec<RecordId>, Refusal> {
    let (group, mut last) = first;
    let chosen = chosen_times(w, &others)?;
    let mut made = Vec::new();
    for (row, (mut checked, place)) in others.into_iter().enumerate() {
        let (session, slot) = match place {
            Some(place) => place,
            None => next_place(w, &checked, (group, &last), &chosen)?.ok_or(Refusal::PrincipalNoSeat { row })?,
        };
        (checked.wish.session, checked.wish.slot) = (session, slot);
        let written = write(w, &checked, Together::With(group));
        let (booking, place) = written.map_err(|refusal| match refusal {
            Refusal::AgentBusy { number, start, .. } => Refusal::AgentBusy { row: Some(row), number, start },
            other => other,
        })?;
        made.push(booking);
        last = place;
    }
    Ok(made)
}

/// When the agent is at those whose time is chosen: nobody else of the group is put there.
fn chosen_times(w: &mut Writing<'_, '_>, others: &[CheckedPrincipal]) -> Result<Vec<Stretch>, Refusal> {
    let Some((first, _)) = others.first() else { return Ok(Vec::new()) };
    let book = DayBook::while_writing(w, first.wish.date)?;
    let when = |(checked, place): &CheckedPrincipal| {
        let (number, slot) = (*place)?;
        let session = book.plan.session(number)?;
        Some(Stretch { from: session.times.start(slot), minutes: day::minutes(&checked.items) })
    };
    Ok(others.iter().filter_map(when).collect())
}

/// Session and slot of the first block that begins when the one before is over, or later: the agent cannot sit at two
/// windows.
fn next_place(
    w: &mut Writing<'_, '_>,
    checked: &CheckedWish,
    (group, before): (RecordId, &Place),
    chosen: &[Stretch],
) -> Result<Option<(u8, u16)>, Refusal> {
    let book = DayBook::while_writing(w, checked.wish.date)?;
    let length = u16::try_from(before.seats.len()).unwrap_or(1);
    let Some(over) = book.ever.get(&before.session).map(|session| session.end(before.slot, length)) else {
        return Ok(None);
    };
    let entry = &checked.wish.entry;
    let agent = Agent::of(&entry.agent_name, &entry.agent_phone, Some(group));
    let errands = Errands::of(w, agent.as_ref(), book.plan.day(), None)?;
    let visit = day::wished_visit(w, checked.wish.date, &checked.items);
    for (start, session, slot) in book.starts() {
        let when = Stretch { from: start, minutes: day::minutes(&checked.items) };
        let busy = errands.meanwhile(when).is_some() || chosen.iter().any(|other| other.overlaps(when));
        if start >= over && !busy && seating::find(&book, &visit, start, None).is_ok() {
            return Ok(Some((session, slot)));
        }
    }
    Ok(None)
}

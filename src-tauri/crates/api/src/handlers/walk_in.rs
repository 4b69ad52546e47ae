//! Walk-ins in the door's types.

use super::booking::saved;
use super::read::{date, items, request};
use crate::refuse::accepted;
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{BookingSaved, Failure, ServiceDayAsk, WalkInAccept, WalkInAsk, WalkInOutlook, WalkIns};
use domain::booking::Entry;
use hall::{Told, WalkInWish};

pub(crate) fn walk_in_outlook(visit: Visit<'_>, input: WalkInAsk) -> Result<WalkInOutlook, Failure> {
    Ok(visit.desk()?.walk_in_outlook(date("date", &input.date)?, &items(&input.items))?.wire())
}

pub(crate) fn walk_in_accept(visit: Visit<'_>, input: WalkInAccept) -> Result<BookingSaved, Failure> {
    saved(visit.desk()?.accept_walk_in(request(&input.request)?, wish(&input)?)?)
}

pub(crate) fn walk_ins(visit: Visit<'_>, input: ServiceDayAsk) -> Result<WalkIns, Failure> {
    Ok(visit.desk()?.walk_ins(date("date", &input.date)?)?.wire())
}

pub(super) fn wish(input: &WalkInAccept) -> Result<WalkInWish, Failure> {
    let forwarded = input.told.forwarded_on.as_deref();
    Ok(WalkInWish {
        date: date("date", &input.date)?,
        items: items(&input.items),
        entry: Entry {
            name: input.name.clone(),
            phone: input.phone.clone(),
            party: input.party,
            note: input.note.clone(),
            ..Entry::default()
        },
        green_channel: input.green_channel,
        slip_language: input.slip_language.into(),
        told: Told { staffed: input.told.staffed, forwarded: forwarded.map(|day| date("told", day)).transpose()? },
        accepted: accepted(&input.confirmed),
    })
}

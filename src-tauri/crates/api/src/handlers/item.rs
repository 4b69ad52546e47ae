//! Item search and outlook in the door's types.

use super::book::promise;
use super::read::{date, hm, items, moment, names, record};
use crate::{
    DepartmentOutlook, Failure, ItemHit, ItemHits, ItemOutlook, ItemSearch, MarkedRun, Outlook, OutlookAsk,
    ResultPromise, SlotChoice, SlotRef, SlotState,
};
use domain::search::Hit;
use hall::{Desk, Reference};

/// Most hits a screen can ask for.
const HITS_MAX: u16 = 50;

pub(super) fn hits(reference: &Reference, ask: &ItemSearch) -> ItemHits {
    let found = reference.index.search(&ask.text, usize::from(ask.limit.min(HITS_MAX)));
    ItemHits { hits: found.hits.iter().filter_map(|found| hit(reference, found)).collect(), total: found.total }
}

fn hit(reference: &Reference, hit: &Hit) -> Option<ItemHit> {
    let item = reference.catalogue.item(hit.item)?;
    let department = |id| reference.catalogue.department(id).map(|department| names(&department.short));
    Some(ItemHit {
        item: item.id.0,
        names: names(&item.names),
        matched: hit.matched.clone(),
        marks: hit.marks.iter().map(|run| MarkedRun { start: run.start, length: run.length }).collect(),
        departments: item.departments().filter_map(department).collect(),
        window_minutes: item.window_minutes,
        excluded: item.excluded.is_some(),
    })
}

pub(super) fn asked(desk: &Desk, ask: &OutlookAsk) -> Result<Outlook, Failure> {
    let editing = ask.booking.as_deref().map(|id| record("booking", id)).transpose()?;
    Ok(outlook(desk.outlook(date("date", &ask.date)?, &items(&ask.items), editing)?))
}

fn outlook(outlook: hall::Outlook) -> Outlook {
    let slots: Vec<SlotChoice> = outlook.slots.iter().map(slot).collect();
    Outlook {
        items: outlook.items.iter().map(item).collect(),
        result: result(outlook.result),
        forwarded_on: outlook.forwarded_on.map(|date| date.to_string()),
        slots_needed: outlook.slots_needed,
        provisional: outlook.provisional,
        frozen: outlook.frozen,
        suitable: outlook
            .suitable
            .and_then(|at| slots.get(at))
            .map(|slot| SlotRef { session: slot.session, slot: slot.slot }),
        slots,
        closed: outlook.closed.map(Failure::from),
    }
}

fn item(outlook: &hall::ItemOutlook) -> ItemOutlook {
    let item = &outlook.item;
    ItemOutlook {
        item: item.id.0,
        names: names(&item.names),
        departments: outlook.departments.iter().map(department).collect(),
        result: result(outlook.result),
        materials: item.materials.iter().map(names).collect(),
        window_minutes: item.window_minutes,
        promised_days: item.promised_days,
        fee: item.fee,
        excluded: item.excluded.as_ref().map(names),
        sample: item.samples.iter().map(|sample| sample.word().to_owned()).collect(),
    }
}

fn department(outlook: &hall::DepartmentOutlook) -> DepartmentOutlook {
    DepartmentOutlook {
        department: outlook.department.as_ref().map(|(id, _)| *id),
        name: outlook.department.as_ref().map(|(_, name)| names(name)),
        promise: promise(outlook.promise),
        approvers: outlook.approvers,
        cutoff: outlook.cutoff.map(moment),
    }
}

pub(super) fn result(result: domain::duty::promise::ResultPromise) -> ResultPromise {
    use domain::duty::promise::ResultPromise as Inner;
    match result {
        Inner::OnTheSpot => ResultPromise::OnTheSpot,
        Inner::OnTheSpotOnceConfirmed => ResultPromise::OnTheSpotOnceConfirmed,
        Inner::Unknown => ResultPromise::Unknown,
        Inner::Forwarded => ResultPromise::Forwarded,
    }
}

fn slot(choice: &hall::SlotChoice) -> SlotChoice {
    SlotChoice {
        session: choice.session,
        slot: choice.slot,
        start: hm(choice.start),
        end: hm(choice.end),
        free: choice.free,
        result: result(choice.result),
        denied: choice.denied.iter().map(|id| id.0).collect(),
        state: match choice.state {
            hall::SlotState::Free => SlotState::Free,
            hall::SlotState::Full => SlotState::Full,
            hall::SlotState::TooShort => SlotState::TooShort,
            hall::SlotState::Past => SlotState::Past,
            hall::SlotState::NotServed => SlotState::NotServed,
        },
    }
}

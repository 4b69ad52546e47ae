//! Item search and outlook in the door's types.

use super::read::{date, items, names, record};
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{
    DepartmentOutlook, Failure, ItemHit, ItemHits, ItemOutlook, ItemSearch, MarkedRun, Outlook, OutlookAsk, SlotChoice,
    SlotRef,
};
use domain::search::Hit;
use hall::Reference;

pub(crate) fn item_search(visit: Visit<'_>, input: ItemSearch) -> Result<ItemHits, Failure> {
    let reference = visit.desk()?.reference();
    let found = reference.search(&input.text, input.limit);
    Ok(ItemHits { hits: found.hits.iter().filter_map(|found| hit(&reference, found)).collect(), total: found.total })
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

pub(crate) fn outlook(visit: Visit<'_>, input: OutlookAsk) -> Result<Outlook, Failure> {
    let desk = visit.desk()?;
    let editing = input.booking.as_deref().map(|id| record("booking", id)).transpose()?;
    Ok(told(desk.outlook(date("date", &input.date)?, &items(&input.items), editing)?))
}

fn told(outlook: hall::Outlook) -> Outlook {
    let slots: Vec<SlotChoice> = outlook.slots.wire();
    Outlook {
        items: outlook.items.iter().map(item).collect(),
        result: outlook.result.wire(),
        forwarded_on: outlook.forwarded_on.wire(),
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
        result: outlook.result.wire(),
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
        promise: outlook.promise.wire(),
        approvers: outlook.approvers,
        cutoff: outlook.cutoff.wire(),
    }
}

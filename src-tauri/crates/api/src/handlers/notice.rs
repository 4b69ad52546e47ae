//! The hall's name and address, and the notice to departments, in the door's types.

use super::DONE;
use super::read::{date, moment, names};
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{AllocationAsk, DutyNotice, Failure, HallContactSet, Nothing, NoticeItem, NoticeLine};
use chrono::NaiveDate;
use domain::names::Names;

pub(crate) fn hall_contact_set(visit: Visit<'_>, input: HallContactSet) -> Result<Nothing, Failure> {
    let name = Names::new(&input.name, &input.name_zh_hant, &input.name_en);
    visit.desk()?.set_contact(hall::Contact { name, address: input.address, telephone: input.telephone })?;
    Ok(DONE)
}

pub(crate) fn duty_notice(visit: Visit<'_>, input: AllocationAsk) -> Result<DutyNotice, Failure> {
    let day = date("date", &input.date)?;
    Ok(notice(day, visit.desk()?.duty_notice(day)?))
}

fn notice(date: NaiveDate, notice: hall::DutyNotice) -> DutyNotice {
    DutyNotice {
        contact: notice.contact.wire(),
        date: date.to_string(),
        at: moment(notice.at),
        departments: notice.departments.iter().map(line).collect(),
        idle: notice.idle.wire(),
    }
}

fn line(line: &hall::NoticeLine) -> NoticeLine {
    let demand = &line.demand;
    let mut items: Vec<_> = demand.items.iter().collect();
    items.sort_by_key(|(id, (_, cases))| (std::cmp::Reverse(cases.all()), **id));
    NoticeLine {
        department: line.department.0,
        name: names(&line.name),
        bookings: demand.bookings.wire(),
        cases: demand.cases.wire(),
        items: items
            .into_iter()
            .map(|(_, (name, cases))| NoticeItem { name: names(name), cases: (*cases).wire() })
            .collect(),
        halves: demand.halves.clone().wire(),
        promise: line.promise.wire(),
        approvers: line.approvers,
    }
}

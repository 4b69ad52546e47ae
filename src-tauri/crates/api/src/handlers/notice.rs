//! The hall's name and address, and the notice to departments, in the door's types.

use super::book::promise;
use super::read::{date, hm, moment, names};
use crate::{Count, DutyListAsk, DutyNotice, Failure, HallContact, HallContactSet, NoticeHalf, NoticeItem, NoticeLine};
use chrono::NaiveDate;
use domain::duty::demand;
use domain::names::Names;
use hall::Desk;

pub(super) fn contact(contact: &hall::Contact) -> HallContact {
    HallContact { name: names(&contact.name), address: contact.address.clone(), telephone: contact.telephone.clone() }
}

pub(super) fn wish(input: HallContactSet) -> hall::Contact {
    let name = Names::new(&input.name, &input.name_zh_hant, &input.name_en);
    hall::Contact { name, address: input.address, telephone: input.telephone }
}

pub(super) fn asked(desk: &Desk, ask: &DutyListAsk) -> Result<DutyNotice, Failure> {
    let day = date("date", &ask.date)?;
    Ok(notice(day, &desk.duty_notice(day)?))
}

fn notice(date: NaiveDate, notice: &hall::DutyNotice) -> DutyNotice {
    DutyNotice {
        contact: contact(&notice.contact),
        date: date.to_string(),
        at: moment(notice.at),
        departments: notice.departments.iter().map(line).collect(),
        idle: notice.idle.iter().map(names).collect(),
    }
}

fn line(line: &hall::NoticeLine) -> NoticeLine {
    let demand = &line.demand;
    let mut items: Vec<_> = demand.items.iter().collect();
    items.sort_by_key(|(id, (_, cases))| (std::cmp::Reverse(cases.all()), **id));
    NoticeLine {
        department: line.department.0,
        name: names(&line.name),
        bookings: count(demand.bookings),
        cases: count(demand.cases),
        items: items
            .into_iter()
            .map(|(_, (name, cases))| NoticeItem { name: names(name), cases: count(*cases) })
            .collect(),
        halves: demand.halves.iter().map(half).collect(),
        promise: promise(line.promise),
        approvers: line.approvers,
    }
}

fn half(half: &demand::HalfDay) -> NoticeHalf {
    NoticeHalf { morning: half.morning, from: hm(half.from.time()), to: hm(half.to.time()), cases: count(half.cases) }
}

fn count(count: demand::Count) -> Count {
    Count { held: count.held, beside: count.beside }
}

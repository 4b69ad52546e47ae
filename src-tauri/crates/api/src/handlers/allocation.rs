//! The staff allocation of a day and its published sheet in the door's types.

use super::read::{date, hm, moment, names, small};
use crate::refuse::accepted;
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{
    Allocation, AllocationAsk, AllocationHalf, AllocationItem, AllocationItemCount, AllocationLine, BookingLink,
    DepartmentItem, DepartmentName, DutyGap, DutyPublish, DutySheet, Failure, GapClosing, GapWhy, HalfAnswerCard,
    HalfHour, ItemsRule, NotedCard, OffLine, PublishedCard, QuotaCard, SheetHalf, SheetLine, ToContact, ToldCard,
    ToldDifference, WindowRun, Windows,
};
use domain::duty::need::{Closing, Why};
use domain::duty::windows::Against;
use domain::event::{DepartmentStaffed, HalfTold, ItemCount, Items};
use domain::reference::catalogue::ItemId;
use domain::time::MinuteOfDay;
use hall::Reference;

pub(crate) fn allocation(visit: Visit<'_>, input: AllocationAsk) -> Result<Allocation, Failure> {
    let desk = visit.desk()?;
    let found = desk.allocation(date("date", &input.date)?)?;
    Ok(Telling { reference: &desk.reference() }.all(found))
}

pub(crate) fn to_contact(visit: Visit<'_>, input: AllocationAsk) -> Result<ToContact, Failure> {
    Ok(ToContact { departments: small(visit.desk()?.departments_to_contact(date("date", &input.date)?)?) })
}

pub(crate) fn duty_publish(visit: Visit<'_>, input: DutyPublish) -> Result<DutySheet, Failure> {
    let (desk, day) = (visit.desk()?, date("date", &input.date)?);
    desk.publish_duty(day, input.seen, &accepted(&input.confirmed))?;
    Ok(sheet(desk.duty_sheet(day)?))
}

pub(crate) fn duty_sheet(visit: Visit<'_>, input: AllocationAsk) -> Result<DutySheet, Failure> {
    Ok(sheet(visit.desk()?.duty_sheet(date("date", &input.date)?)?))
}

pub(super) fn sheet(sheet: hall::DutySheet) -> DutySheet {
    DutySheet {
        date: sheet.date.to_string(),
        contact: sheet.contact.wire(),
        number: sheet.number,
        by: sheet.by,
        at: moment(sheet.at),
        copy: sheet.copy,
        windows: sheet.windows,
        lines: sheet.lines.iter().map(sheet_line).collect(),
    }
}

fn sheet_line(line: &hall::SheetLine) -> SheetLine {
    SheetLine {
        department: line.department.department.0,
        name: names(&line.department.name),
        morning: sheet_half(&line.halves.morning),
        afternoon: sheet_half(&line.halves.afternoon),
        changed: line.changed,
    }
}

fn sheet_half(half: &hall::SheetHalf) -> SheetHalf {
    let item = |(item, name, cases): &(ItemId, domain::names::Names, u16)| AllocationItemCount {
        item: item.0,
        name: names(name),
        cases: *cases,
    };
    SheetHalf {
        need: half.need,
        coming: half.coming,
        names: half.names.clone(),
        from: time(half.from),
        until: time(half.until),
        items: half.items.iter().map(item).collect(),
    }
}

fn time(at: Option<MinuteOfDay>) -> Option<String> {
    at.map(|at| hm(at.time()))
}

/// Which items a rule names.
pub(super) fn rule(items: &Items) -> (ItemsRule, &[ItemId]) {
    match items {
        Items::All => (ItemsRule::All, &[]),
        Items::Only(items) => (ItemsRule::Only, items),
        Items::AllBut(items) => (ItemsRule::AllBut, items),
    }
}

/// A quota with its items by their names.
pub(super) fn quota(reference: &Reference, staffed: &DepartmentStaffed) -> QuotaCard {
    let (rule, items) = rule(&staffed.items);
    QuotaCard {
        approvers: staffed.approvers,
        rule,
        items: items.iter().map(|item| item_of(reference, *item)).collect(),
        not_saturdays: staffed.not_saturdays.clone(),
        cases_per_approver: staffed.cases_per_approver,
    }
}

fn item_of(reference: &Reference, item: ItemId) -> DepartmentItem {
    DepartmentItem { item: item.0, name: name_of(reference, item) }
}

fn name_of(reference: &Reference, item: ItemId) -> crate::Names {
    let gone = domain::names::Names::same("");
    names(reference.catalogue.item(item).map_or(&gone, |known| &known.names))
}

struct Telling<'a> {
    reference: &'a Reference,
}

impl Telling<'_> {
    fn all(&self, found: hall::Allocation) -> Allocation {
        Allocation {
            date: found.date.to_string(),
            at: moment(found.at),
            contact: found.contact.wire(),
            sum: found.sum.wire(),
            departments: found.departments.iter().map(|line| self.line(line)).collect(),
            ring: found.ring.iter().map(|id| id.0).collect(),
            idle: found.idle.iter().map(department).collect(),
            elsewhere: found.elsewhere.iter().map(off).collect(),
            unrouted: found.unrouted.iter().map(off).collect(),
            windows: windows(&found.windows),
            published: found.published.map(|card| PublishedCard {
                number: card.number,
                by: card.by,
                at: moment(card.at),
                changed: card.changed.iter().map(department).collect(),
            }),
            asking_from: moment(found.asking_from),
            open: found.open,
            past: found.past,
        }
    }

    fn line(&self, line: &hall::AllocationLine) -> AllocationLine {
        AllocationLine {
            department: line.department.0,
            name: names(&line.name),
            short: names(&line.short),
            state: line.state.wire(),
            next: line.next.wire(),
            cutoff: moment(line.cutoff),
            contact: line.contact.clone(),
            bookings: line.bookings.wire(),
            waiting: line.waiting,
            morning: self.half(&line.halves.morning),
            afternoon: self.half(&line.halves.afternoon),
            answered: line.answered.as_ref().map(noted),
            told: line.told.as_ref().map(|told| ToldCard {
                by: told.by.clone(),
                at: moment(told.at),
                means: told.means.wire(),
                times: told.times,
            }),
            has_more: line.has_more,
            seen: line.seen.iter().map(ToString::to_string).collect(),
            gaps: line.gaps.iter().map(|line| self.gap(line)).collect(),
            attempts: line.attempts,
            quota: line.quota.as_ref().map(|staffed| quota(self.reference, staffed)),
        }
    }

    fn half(&self, half: &hall::AllocationHalf) -> AllocationHalf {
        AllocationHalf {
            need: half.need,
            coming: half.coming,
            cases: half.cases.wire(),
            from: half.work.map(|(from, _)| hm(from.time())),
            to: half.work.map(|(_, to)| hm(to.time())),
            items: half.items.iter().map(item).collect(),
            answers: half.answers.iter().map(|card| self.card(card)).collect(),
            more: half.changed.as_ref().map(|(more, less)| self.difference(more, less)),
        }
    }

    fn card(&self, card: &hall::HalfAnswerCard) -> HalfAnswerCard {
        let (rule, items) = rule(&card.answer.items);
        HalfAnswerCard {
            coming: card.answer.coming.wire(),
            approvers: card.answer.approvers,
            names: card.names.clone(),
            rule,
            items: items.iter().map(|item| item_of(self.reference, *item)).collect(),
            from: time(card.answer.from),
            until: time(card.answer.until),
            noted: noted(&card.noted),
        }
    }

    fn difference(&self, more: &HalfTold, less: &HalfTold) -> ToldDifference {
        ToldDifference {
            approvers: more.approvers,
            items: self.counts(&more.items),
            less_approvers: less.approvers,
            less_items: self.counts(&less.items),
        }
    }

    fn counts(&self, items: &[ItemCount]) -> Vec<AllocationItemCount> {
        let count = |one: &ItemCount| AllocationItemCount {
            item: one.item.0,
            name: name_of(self.reference, one.item),
            cases: one.cases,
        };
        items.iter().map(count).collect()
    }

    fn gap(&self, line: &hall::GapLine) -> DutyGap {
        let gap = &line.gap;
        DutyGap {
            morning: gap.half.is_morning(),
            why: match gap.why {
                Why::Cannot => GapWhy::Cannot,
                Why::Missing => GapWhy::Missing,
                Why::Items => GapWhy::Items,
                Why::Times => GapWhy::Times,
                Why::NotThatSaturday => GapWhy::NotThatSaturday,
                Why::QuotaItems => GapWhy::QuotaItems,
                Why::Quota { .. } => GapWhy::Quota,
                Why::Fewer { .. } => GapWhy::Fewer,
            },
            short: gap.short,
            items: gap.items.iter().map(|one| name_of(self.reference, one.item)).collect(),
            bookings: line.bookings.iter().map(link).collect(),
            closes: gap.closes.iter().map(closing).collect(),
        }
    }
}

fn closing(closing: &Closing) -> GapClosing {
    match closing {
        Closing::Approvers(_) => GapClosing::Approvers,
        Closing::Qualified(_) => GapClosing::Qualified,
        Closing::Hours { .. } => GapClosing::Hours,
        Closing::OtherHalf => GapClosing::OtherHalf,
        Closing::AnotherDay => GapClosing::AnotherDay,
    }
}

fn item(item: &hall::AllocationItem) -> AllocationItem {
    AllocationItem {
        item: item.item.0,
        name: names(&item.name),
        cases: item.cases.wire(),
        bookings: item.bookings.iter().map(link).collect(),
    }
}

fn noted(card: &hall::NotedCard) -> NotedCard {
    NotedCard { told_by: card.told_by.clone(), means: card.means.wire(), by: card.by.clone(), at: moment(card.at) }
}

pub(super) fn department(known: &hall::DepartmentName) -> DepartmentName {
    DepartmentName { department: known.department.0, name: names(&known.name), short: names(&known.short) }
}

fn off(line: &hall::OffLine) -> OffLine {
    OffLine { name: names(&line.name), cases: line.cases.wire(), bookings: line.bookings.iter().map(link).collect() }
}

pub(super) fn link(link: &hall::BookingLink) -> BookingLink {
    BookingLink {
        booking: link.booking.to_string(),
        number: link.number.to_string(),
        at: hm(link.at.time()),
        seated: link.seated,
    }
}

fn windows(windows: &hall::Windows) -> Windows {
    let run = |run: &domain::duty::windows::Run| {
        let (short, by) = match run.against {
            Against::Short(by) => (true, by),
            Against::Over(by) => (false, by),
        };
        WindowRun { from: hm(run.from.time()), to: hm(run.to.time()), short, by }
    };
    let half_hour =
        |half: &domain::duty::windows::HalfHour| HalfHour { from: hm(half.from.time()), needed: half.needed };
    Windows {
        clerks: windows.clerks,
        walk_ins: windows.walk_ins,
        halves: windows.half_hours.iter().map(half_hour).collect(),
        gaps: windows.runs.iter().map(run).collect(),
    }
}

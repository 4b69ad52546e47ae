//! Work orders as screens show them: what each came from, who sees to it, how long it is overdue, and whether whoever looks may
//! settle it. Which of them a case or a booking can have, and which it has.

use super::helper::{Helper, named};
use super::sealed::{ABOUT, OUTCOME, text, value};
use crate::booking::personal::personal_value;
use crate::day::verdict::verdict;
use crate::day::{Promises, times};
use crate::ground::{Desk, Look, Refusal, Right, wall_to_beijing};
use chrono::{NaiveDate, NaiveDateTime};
use domain::assist::case::CaseState;
use domain::assist::order::{grounds, working_days_over};
use domain::assist::step::Sealed;
use domain::booking::{BookingState, Status, mask_name};
use domain::duty::promise::ResultPromise;
use domain::event::{OrderOutcome, OrderWhy, PersonalField};
use domain::names::Names;
use domain::people::may;
use domain::record::RecordId;
use std::collections::BTreeMap;
use store::{OrderRow, StoreError};

/// Settled ones that are shown, the last.
const SETTLED_MAX: usize = 100;

/// A work order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderCard {
    pub order: RecordId,
    pub why: OrderWhy,
    pub case: Option<RecordId>,
    pub booking: Option<RecordId>,
    /// Of the case or booking, as they were called.
    pub items: Vec<Names>,
    pub masked_name: String,
    pub opened: NaiveDateTime,
    pub due: NaiveDate,
    /// Open, and its day is over.
    pub overdue: bool,
    /// Working days since that day; 0 on the days off right after it.
    pub days_over: u32,
    pub owner: Helper,
    /// Empty for those who may not run cases.
    pub about: String,
    /// What it came to. `None` while it is open.
    pub outcome: Option<OrderOutcome>,
    /// When it was settled, by the writing PC's clock.
    pub ended: Option<NaiveDateTime>,
    /// What it came to in words; empty where [`OrderCard::about`] is.
    pub words: String,
    /// Whoever looks may give it to somebody else and settle it.
    pub can_settle: bool,
}

/// Work orders, and who can be given one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkOrders {
    /// Those that are open first, by the day they are due; then the hundred that were settled last, the last first.
    pub orders: Vec<OrderCard>,
    /// Everybody who runs cases here, by name.
    pub owners: Vec<Helper>,
}

/// Work orders of one case or booking, and for which reasons whoever looks can open another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrdersOf {
    pub orders: Vec<OrderCard>,
    pub can_open: Vec<OrderWhy>,
}

impl Desk {
    /// All work orders.
    ///
    /// # Errors
    /// What the store says.
    pub fn orders(&self) -> Result<WorkOrders, Refusal> {
        self.require(Right::SeeLog)?;
        let people = self.names_of_people()?;
        let staff = self.can_sign_in()?;
        let runs = |role: &_| may(*role, Right::RunCase);
        let owners = staff.into_iter().filter(|card| card.roles.iter().any(runs));
        Ok(WorkOrders {
            orders: self.read(|look| self.order_cards(look, &people, |_| true))?,
            owners: owners.map(|card| Helper { person: card.person, name: card.name }).collect(),
        })
    }

    /// Those of a case.
    pub(crate) fn orders_of_case(
        &self,
        look: &impl Look,
        case: &CaseState,
        people: &BTreeMap<RecordId, String>,
    ) -> Result<OrdersOf, StoreError> {
        let can_open = if self.actor().may(Right::RunCase) { of_case(look, case)? } else { Vec::new() };
        let orders = self.order_cards(look, people, |row| row.opened.case == Some(case.id))?;
        Ok(OrdersOf { orders, can_open })
    }

    /// Those of a booking; none for whoever may not see the log.
    pub(crate) fn orders_of_booking(
        &self,
        look: &impl Look,
        booking: &BookingState,
        people: &BTreeMap<RecordId, String>,
    ) -> Result<OrdersOf, StoreError> {
        if !self.actor().may(Right::SeeLog) {
            return Ok(OrdersOf::default());
        }
        let can_open = if self.actor().may(Right::RunCase) { of_booking(look, booking)? } else { Vec::new() };
        let orders = self.order_cards(look, people, |row| row.opened.booking == Some(booking.id))?;
        Ok(OrdersOf { orders, can_open })
    }

    fn order_cards(
        &self,
        look: &impl Look,
        people: &BTreeMap<RecordId, String>,
        wanted: impl Fn(&OrderRow) -> bool,
    ) -> Result<Vec<OrderCard>, StoreError> {
        let mut rows: Vec<OrderRow> = look.views().work_orders()?.into_iter().filter(wanted).collect();
        rows.sort_by_key(|row| {
            let ended = row.ended.as_ref().map(|(.., wall)| std::cmp::Reverse(wall.0));
            (ended, row.opened.due, row.id)
        });
        // Their words are sealed, so none is opened that nobody sees.
        let open = rows.iter().filter(|row| row.ended.is_none()).count();
        rows.truncate(open + SETTLED_MAX);
        rows.iter().map(|row| self.order_card(look, row, people)).collect()
    }

    fn order_card(
        &self,
        look: &impl Look,
        row: &OrderRow,
        people: &BTreeMap<RecordId, String>,
    ) -> Result<OrderCard, StoreError> {
        let shows = self.actor().may(Right::RunCase);
        let words = |event, field| if shows { text(look, event, field) } else { Ok(String::new()) };
        let is_open = row.ended.is_none();
        let (due, today) = (row.opened.due.date(), look.now().date());
        let overdue = is_open && due < today;
        let (items, name) = came_from(look, row)?;
        Ok(OrderCard {
            order: row.id,
            why: row.opened.why,
            case: row.opened.case,
            booking: row.opened.booking,
            items,
            masked_name: mask_name(&name),
            opened: wall_to_beijing(row.wall),
            due,
            overdue,
            days_over: if overdue { working_days_over(due, today, &look.reference().calendar) } else { 0 },
            owner: named(row.owner, people),
            about: words(row.id, ABOUT)?,
            outcome: row.ended.as_ref().map(|(_, body, _)| body.outcome),
            ended: row.ended.as_ref().map(|(.., wall)| wall_to_beijing(*wall)),
            words: row.ended.as_ref().map_or_else(|| Ok(String::new()), |(event, ..)| words(*event, OUTCOME))?,
            can_settle: is_open && self.may_settle(row),
        })
    }

    /// Whoever owns it, and whoever leads.
    pub(crate) fn may_settle(&self, row: &OrderRow) -> bool {
        let actor = self.actor();
        actor.may(Right::LeadCases) || (actor.may(Right::RunCase) && row.owner == actor.person)
    }
}

/// Items and name of the case or booking that an order is of.
fn came_from(look: &impl Look, row: &OrderRow) -> Result<(Vec<Names>, String), StoreError> {
    if let Some(id) = row.opened.case
        && let Some(case) = look.views().case(id)?
    {
        let items = case.items.iter().map(|item| item.names.clone()).collect();
        return Ok((items, value(look, &case, Sealed::Name)?));
    }
    if let Some(id) = row.opened.booking
        && let Some(booking) = look.views().booking(id)?
    {
        let items = booking.items.iter().map(|item| item.names.clone()).collect();
        return Ok((items, personal_value(look, &booking.personal, PersonalField::Name)?));
    }
    Ok((Vec::new(), String::new()))
}

/// For which reasons a case can have a work order now: each has one at a time.
pub(crate) fn of_case(look: &impl Look, case: &CaseState) -> Result<Vec<OrderWhy>, StoreError> {
    let mut found = grounds(case);
    if !found.is_empty() {
        let open: Vec<OrderWhy> =
            open_orders(look)?.filter(|row| row.opened.case == Some(case.id)).map(|row| row.opened.why).collect();
        found.retain(|why| !open.contains(why));
    }
    Ok(found)
}

/// The same of a booking: its day has come and nobody could do it, or nobody is there who decides and it is forwarded.
pub(crate) fn of_booking(look: &impl Look, booking: &BookingState) -> Result<Vec<OrderWhy>, StoreError> {
    if !has_ground(look, booking)? || open_orders(look)?.any(|row| row.opened.booking == Some(booking.id)) {
        return Ok(Vec::new());
    }
    Ok(vec![OrderWhy::Booked])
}

pub(crate) fn has_ground(look: &impl Look, booking: &BookingState) -> Result<bool, StoreError> {
    if booking.erased || booking.status == Status::Undone {
        return Ok(false);
    }
    let date = booking.place.day.date();
    if date <= look.now().date() {
        return Ok(true);
    }
    let promises = Promises::for_items(look, date, &booking.items)?;
    let at = times(look.views(), booking)?.map(|(start, _)| start.into());
    let (result, _) = verdict(look.reference(), &promises, booking, date, at);
    Ok(result == ResultPromise::Forwarded)
}

fn open_orders(look: &impl Look) -> Result<impl Iterator<Item = OrderRow>, StoreError> {
    Ok(look.views().work_orders()?.into_iter().filter(|row| row.ended.is_none()))
}

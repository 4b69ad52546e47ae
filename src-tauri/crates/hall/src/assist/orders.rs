//! Work orders 办不成事: opened, given to somebody, settled, and listed with those that are overdue.

use super::checked::Faults;
use super::helper::{Helper, named};
use super::sealed::{put, text};
use crate::ground::{Desk, LogFault, LogRefusal, Look, Refusal, Right, Writing, wall_to_beijing};
use chrono::{NaiveDate, NaiveDateTime};
use domain::assist::order::due;
use domain::assist::step::{EndReason, Rating};
use domain::booking::TEXT_CHARACTERS_MAX;
use domain::event::{Fact, OrderAssigned, OrderEnded, OrderOpened, OrderOutcome, OrderWhy};
use domain::record::RecordId;
use domain::text::clean_text;
use domain::time::BeijingDay;
use std::collections::BTreeMap;
use store::{OrderRow, StoreError, VaultField};

/// What a work order is about, under the event that opened it.
pub(crate) const ABOUT: VaultField = VaultField(51);
/// What it came to in words, under the event that says so.
pub(crate) const OUTCOME: VaultField = VaultField(52);

/// A work order as it is to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderWish {
    pub why: OrderWhy,
    pub case: Option<RecordId>,
    pub booking: Option<RecordId>,
    pub about: String,
    /// `None`: whoever opens it.
    pub owner: Option<RecordId>,
}

/// A work order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderCard {
    pub order: RecordId,
    pub why: OrderWhy,
    pub case: Option<RecordId>,
    pub booking: Option<RecordId>,
    pub opened: NaiveDateTime,
    pub due: NaiveDate,
    pub overdue: bool,
    pub owner: Helper,
    /// Empty for those who may not run cases.
    pub about: String,
    /// What it came to, when, and in which words. `None` while it is open.
    pub ended: Option<(OrderOutcome, NaiveDateTime, String)>,
}

impl Desk {
    /// Opens a work order: due in five working days by the calendar.
    ///
    /// # Errors
    /// [`LogFault::NoGround`] where neither rating nor end of the case, nor a booking, gives a reason for one; every other fault
    /// at its field.
    pub fn open_order(&self, request: String, wish: OrderWish) -> Result<RecordId, Refusal> {
        self.require(Right::RunCase)?;
        let owner = wish.owner.unwrap_or(self.actor().person);
        let about = clean_text(&wish.about);
        self.write(move |w| -> Result<RecordId, Refusal> {
            if let Some(event) = w.request(&request)? {
                return Ok(store::record_id(event));
            }
            let mut faults = Faults::default();
            if !has_ground(w, &wish)? {
                faults.add("why", LogFault::NoGround);
            }
            check_text(&mut faults, "about", &about);
            working(w, &mut faults, owner)?;
            faults.refuse()?;
            let opened = OrderOpened {
                why: wish.why,
                case: wish.case,
                booking: wish.booking,
                due: BeijingDay::from(due(w.now.date(), &w.reference.calendar)),
                owner,
            };
            let order = w.record(&Fact::OrderOpened(opened), None, None)?;
            put(w, order, ABOUT, &about)?;
            w.note_request(&request, store::event_id(order))?;
            Ok(order)
        })
    }

    /// Gives a work order to somebody else.
    ///
    /// # Errors
    /// [`LogRefusal::OrderNotFound`]; [`LogRefusal::OrderEnded`]; [`Refusal::NotPermitted`] of somebody else's without the right to
    /// lead.
    pub fn assign_order(&self, order: RecordId, owner: RecordId) -> Result<(), Refusal> {
        self.require(Right::RunCase)?;
        self.write(move |w| -> Result<(), Refusal> {
            let row = open_row(w, order)?;
            let mut faults = Faults::default();
            working(w, &mut faults, owner)?;
            faults.refuse()?;
            if row.owner != owner {
                w.record(&Fact::OrderAssigned(OrderAssigned { owner }), Some(order), None)?;
            }
            Ok(())
        })
    }

    /// Says what a work order came to.
    ///
    /// # Errors
    /// As for giving it away; a text that is too long at its field.
    pub fn end_order(&self, order: RecordId, outcome: OrderOutcome, words: &str) -> Result<(), Refusal> {
        self.require(Right::RunCase)?;
        let words = clean_text(words);
        self.write(move |w| -> Result<(), Refusal> {
            open_row(w, order)?;
            let mut faults = Faults::default();
            check_text(&mut faults, "words", &words);
            faults.refuse()?;
            let event = w.record(&Fact::OrderEnded(OrderEnded { outcome }), Some(order), None)?;
            Ok(put(w, event, OUTCOME, &words)?)
        })
    }

    /// Work orders: those that are open first, by the day they are due; then those that are settled, the last first.
    ///
    /// # Errors
    /// What the store says.
    pub fn orders(&self) -> Result<Vec<OrderCard>, Refusal> {
        self.require(Right::SeeLog)?;
        let people = self.names_of_people()?;
        let shows = self.actor().may(Right::RunCase);
        self.read(|look| -> Result<Vec<OrderCard>, Refusal> {
            let mut cards = Vec::new();
            for row in look.views().work_orders()? {
                cards.push(card(look, &row, &people, shows)?);
            }
            cards.sort_by_key(|card| {
                let ended = card.ended.as_ref().map(|(_, at, _)| std::cmp::Reverse(*at));
                (ended, card.due, card.order)
            });
            Ok(cards)
        })
    }
}

fn card(
    look: &impl Look,
    row: &OrderRow,
    people: &BTreeMap<RecordId, String>,
    shows: bool,
) -> Result<OrderCard, StoreError> {
    let words = |event, field| if shows { text(look, event, field) } else { Ok(String::new()) };
    let ended = match &row.ended {
        Some((event, body, wall)) => Some((body.outcome, wall_to_beijing(*wall), words(*event, OUTCOME)?)),
        None => None,
    };
    let due = row.opened.due.date();
    Ok(OrderCard {
        order: row.id,
        why: row.opened.why,
        case: row.opened.case,
        booking: row.opened.booking,
        opened: wall_to_beijing(row.wall),
        due,
        overdue: ended.is_none() && due < look.now().date(),
        owner: named(row.owner, people),
        about: words(row.id, ABOUT)?,
        ended,
    })
}

/// The order, if it is open and whoever acts may see to it.
fn open_row(w: &Writing<'_, '_>, order: RecordId) -> Result<OrderRow, Refusal> {
    let row = w
        .views()
        .work_orders()?
        .into_iter()
        .find(|row| row.id == order)
        .ok_or(Refusal::Log(LogRefusal::OrderNotFound))?;
    if row.ended.is_some() {
        return Err(Refusal::Log(LogRefusal::OrderEnded));
    }
    let actor = w.desk.actor();
    if row.owner == actor.person || actor.may(Right::LeadCases) { Ok(row) } else { Err(Refusal::NotPermitted) }
}

fn has_ground(w: &Writing<'_, '_>, wish: &OrderWish) -> Result<bool, StoreError> {
    let case = match wish.case {
        Some(id) => w.views().case(id)?,
        None => None,
    };
    Ok(match wish.why {
        OrderWhy::BadRating => case.is_some_and(|case| case.rating.is_some_and(Rating::is_bad)),
        OrderWhy::NotPossible => {
            case.is_some_and(|case| case.closing.is_some_and(|closing| closing.reason == Some(EndReason::NotPossible)))
        }
        OrderWhy::Booked => match wish.booking {
            Some(booking) => w.views().booking(booking)?.is_some(),
            None => false,
        },
    })
}

fn check_text(faults: &mut Faults, field: &str, text: &str) {
    if text.chars().count() > TEXT_CHARACTERS_MAX {
        faults.add(field, LogFault::TooLong { max: TEXT_CHARACTERS_MAX });
    }
}

/// Somebody who works here.
fn working(look: &impl Look, faults: &mut Faults, owner: RecordId) -> Result<(), StoreError> {
    if !look.views().person(owner)?.is_some_and(|person| person.active) {
        faults.add("owner", LogFault::Helper);
    }
    Ok(())
}

//! Work orders 办不成事: opened, given to somebody, settled.

use super::checked::Faults;
use super::order_cards::{has_ground, of_booking, of_case};
use super::sealed::{ABOUT, OUTCOME, put};
use crate::ground::{Desk, LogFault, LogRefusal, Look, Refusal, Right, Writing};
use domain::assist::order::{due, grounds};
use domain::booking::TEXT_CHARACTERS_MAX;
use domain::event::{Fact, OrderAssigned, OrderEnded, OrderOpened, OrderOutcome, OrderWhy};
use domain::people::{Person, may};
use domain::record::RecordId;
use domain::text::clean_text;
use domain::time::BeijingDay;
use store::{OrderRow, StoreError};

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

impl Desk {
    /// Opens a work order: due in five working days by the calendar.
    ///
    /// # Errors
    /// [`LogFault::NoGround`] where neither rating nor end of the case, nor a booking, gives a reason for one;
    /// [`LogFault::OrderKnown`] where one is open for that reason; every other fault at its field.
    pub fn open_order(&self, request: String, wish: OrderWish) -> Result<RecordId, Refusal> {
        self.require(Right::RunCase)?;
        let owner = wish.owner.unwrap_or(self.actor().person);
        let about = clean_text(&wish.about);
        self.write(move |w| -> Result<RecordId, Refusal> {
            if let Some(event) = w.request(&request)? {
                return Ok(store::record_id(event));
            }
            let mut faults = Faults::default();
            if let Some(fault) = wrong_ground(w, &wish)? {
                faults.add("why", fault);
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
    if w.desk.may_settle(&row) { Ok(row) } else { Err(Refusal::NotPermitted) }
}

/// Why it cannot be opened, if so.
fn wrong_ground(look: &impl Look, wish: &OrderWish) -> Result<Option<LogFault>, StoreError> {
    let (has_ground, can_open) = match (wish.why, wish.case, wish.booking) {
        (OrderWhy::BadRating | OrderWhy::NotPossible, Some(id), _) => match look.views().case(id)? {
            Some(case) => (grounds(&case).contains(&wish.why), of_case(look, &case)?),
            None => (false, Vec::new()),
        },
        (OrderWhy::Booked, _, Some(id)) => match look.views().booking(id)? {
            Some(booking) => (has_ground(look, &booking)?, of_booking(look, &booking)?),
            None => (false, Vec::new()),
        },
        _ => (false, Vec::new()),
    };
    Ok(match (has_ground, can_open.contains(&wish.why)) {
        (false, _) => Some(LogFault::NoGround),
        (true, false) => Some(LogFault::OrderKnown),
        (true, true) => None,
    })
}

fn check_text(faults: &mut Faults, field: &str, text: &str) {
    if text.chars().count() > TEXT_CHARACTERS_MAX {
        faults.add(field, LogFault::TooLong { max: TEXT_CHARACTERS_MAX });
    }
}

/// Somebody who works here and runs cases: others would not see it.
fn working(look: &impl Look, faults: &mut Faults, owner: RecordId) -> Result<(), StoreError> {
    let runs = |person: &Person| person.active && person.roles.iter().any(|role| may(*role, Right::RunCase));
    if !look.views().person(owner)?.is_some_and(|person| runs(&person)) {
        faults.add("owner", LogFault::Helper);
    }
    Ok(())
}

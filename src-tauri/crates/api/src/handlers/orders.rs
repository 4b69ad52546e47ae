//! Work orders, in the door's types.

use super::DONE;
use super::log_note::maybe;
use super::read::{record, request};
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{Failure, Nothing, OrderAssign, OrderEnd, OrderOpen, OrderOpened, Orders};

pub(crate) fn orders(visit: Visit<'_>, _: Nothing) -> Result<Orders, Failure> {
    Ok(visit.desk()?.orders()?.wire())
}

pub(crate) fn order_open(visit: Visit<'_>, input: OrderOpen) -> Result<OrderOpened, Failure> {
    let wish = hall::OrderWish {
        why: input.why.into(),
        case: maybe("case", input.case.as_deref())?,
        booking: maybe("booking", input.booking.as_deref())?,
        about: input.about,
        owner: maybe("owner", input.owner.as_deref())?,
    };
    let order = visit.desk()?.open_order(request(&input.request)?, wish)?;
    Ok(OrderOpened { order: order.to_string() })
}

pub(crate) fn order_assign(visit: Visit<'_>, input: OrderAssign) -> Result<Nothing, Failure> {
    visit.desk()?.assign_order(record("order", &input.order)?, record("owner", &input.owner)?)?;
    Ok(DONE)
}

pub(crate) fn order_end(visit: Visit<'_>, input: OrderEnd) -> Result<Nothing, Failure> {
    visit.desk()?.end_order(record("order", &input.order)?, input.outcome.into(), &input.words)?;
    Ok(DONE)
}

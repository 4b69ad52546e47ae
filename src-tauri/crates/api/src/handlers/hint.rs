//! The person whose booking is being typed, in the door's types.

use super::read::{date, items, record};
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{Failure, PersonHint, PersonTyped};

pub(crate) fn person_hint(visit: Visit<'_>, input: PersonTyped) -> Result<PersonHint, Failure> {
    let typed = hall::PersonTyped {
        date: date("date", &input.date)?,
        items: items(&input.items),
        editing: input.booking.as_deref().map(|id| record("booking", id)).transpose()?,
        name: input.name,
        phone: input.phone,
        identity: input.identity,
    };
    Ok(visit.desk()?.person_hint(&typed)?.wire())
}

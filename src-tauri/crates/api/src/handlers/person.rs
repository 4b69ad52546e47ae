//! The person whose booking is being typed, in the door's types.

use super::read::{date, hm, items, record};
use crate::{Failure, KnownPerson, PersonHint, PersonTyped, RepeatCard};
use hall::Repeat;

pub(super) fn typed(input: &PersonTyped) -> Result<hall::PersonTyped, Failure> {
    Ok(hall::PersonTyped {
        date: date("date", &input.date)?,
        items: items(&input.items),
        name: input.name.clone(),
        phone: input.phone.clone(),
        identity: input.identity.clone(),
        editing: input.booking.as_deref().map(|id| record("booking", id)).transpose()?,
    })
}

pub(super) fn hint(hint: hall::PersonHint) -> PersonHint {
    PersonHint {
        known: hint.known.map(|known| KnownPerson {
            booking: known.booking.to_string(),
            name: known.masked_name,
            agent: known.agent,
        }),
        repeat: hint.repeat.map(card),
        same_name: hint.same_name.map(card),
    }
}

fn card(repeat: Repeat) -> RepeatCard {
    RepeatCard {
        booking: repeat.booking.to_string(),
        number: repeat.number.to_string(),
        name: repeat.masked_name,
        start: hm(repeat.start),
    }
}

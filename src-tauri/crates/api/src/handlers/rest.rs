//! What is wrong with the fields of an input that could be read, where others could not: the person mends all of them in one
//! go. Nothing here is ever carried out.

use super::{booking, sessions, setup, staff, walk_in};
use crate::error::FieldFailure;
use crate::refuse::field_faults;
use crate::visit::Visit;
use crate::{BookingEdit, BookingMake, SessionsChange, SessionsSave, SetupFinish, WalkInAccept};
use hall::Program;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// None for a command whose other fields have no rules, and where nobody is signed in.
pub(crate) fn faults(visit: Visit<'_>, name: &str, mended: Value) -> Option<Vec<FieldFailure>> {
    if name == "setup_finish" {
        return founding(visit.program(), read(mended)?);
    }
    let desk = visit.desk?;
    let found = match name {
        "booking_make" => {
            let input: BookingMake = read(mended)?;
            let wish = booking::wish(&input.form, &input.confirmed).ok()?;
            desk.booking_faults(wish, booking::principals(&input.others))
        }
        "booking_edit" => {
            let input: BookingEdit = read(mended)?;
            desk.edit_faults(booking::wish(&input.form, &input.confirmed).ok()?)
        }
        "walk_in_accept" => {
            let input: WalkInAccept = read(mended)?;
            desk.walk_in_faults(&walk_in::wish(&input).ok()?)
        }
        "sessions_preview" => {
            let input: SessionsChange = read(mended)?;
            desk.sessions_faults(&sessions::change(&input).ok()?)
        }
        "sessions_change" => {
            let input: SessionsSave = read(mended)?;
            desk.sessions_faults(&sessions::change(&input.change).ok()?)
        }
        "person_enter" => desk.person_faults(&staff::new(read(mended)?)),
        "person_change" => desk.change_faults(&staff::wish(read(mended)?)),
        _ => return None,
    };
    Some(field_faults(&found))
}

fn founding(program: &Program, input: SetupFinish) -> Option<Vec<FieldFailure>> {
    let founding = setup::founding(program, input).ok()?;
    Some(setup::of_manager(hall::Refusal::Fields(founding.faults()).into()).fields)
}

fn read<T: DeserializeOwned>(mended: Value) -> Option<T> {
    serde_json::from_value(mended).ok()
}

//! The hall's name and address.

use super::DONE;
use crate::visit::Visit;
use crate::{Failure, HallContactSet, Nothing};
use domain::names::Names;

pub(crate) fn hall_contact_set(visit: Visit<'_>, input: HallContactSet) -> Result<Nothing, Failure> {
    let name = Names::new(&input.name, &input.name_zh_hant, &input.name_en);
    visit.desk()?.set_contact(hall::Contact { name, address: input.address, telephone: input.telephone })?;
    Ok(DONE)
}

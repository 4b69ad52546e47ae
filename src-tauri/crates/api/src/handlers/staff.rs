//! Who works here, in the door's types.

use super::DONE;
use super::read::record;
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{Failure, Nothing, People, PersonChange, PersonEnter, PersonRef, Role, SecretReset};
use hall::{NewPerson, PersonWish};

pub(crate) fn people(visit: Visit<'_>, _: Nothing) -> Result<People, Failure> {
    Ok(People { people: visit.desk()?.people()?.wire() })
}

pub(crate) fn person_enter(visit: Visit<'_>, input: PersonEnter) -> Result<PersonRef, Failure> {
    Ok(PersonRef { person: visit.desk()?.enter_person(&new(input))?.wire() })
}

pub(crate) fn person_change(visit: Visit<'_>, input: PersonChange) -> Result<Nothing, Failure> {
    let (person, base) = (record("person", &input.person)?, record("base", &input.base)?);
    visit.desk()?.change_person(person, base, &wish(input))?;
    Ok(DONE)
}

pub(crate) fn secret_reset(visit: Visit<'_>, input: SecretReset) -> Result<Nothing, Failure> {
    visit.desk()?.reset_secret(record("person", &input.person)?, &input.secret)?;
    Ok(DONE)
}

pub(super) fn new(input: PersonEnter) -> NewPerson {
    NewPerson { name: input.name, roles: roles(input.roles), secret: input.secret }
}

pub(super) fn wish(input: PersonChange) -> PersonWish {
    PersonWish { name: input.name, roles: roles(input.roles), active: input.active }
}

fn roles(roles: Vec<Role>) -> Vec<hall::Role> {
    roles.into_iter().map(Into::into).collect()
}

//! A person as the fold of its events. Each part is a register: the last in the order stands (invariant A4).

use super::role::Role;
use crate::event::{PersonChanged, PersonEntered, PersonFact};
use crate::record::{Order, RecordId, Stamped};
use minicbor::{Decode, Encode};

/// A person as the record stands.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Person {
    /// Identity: the event that entered them.
    #[n(0)]
    pub id: RecordId,
    /// The last event in the order; a change names it as the one its author had seen.
    #[n(1)]
    pub last: RecordId,
    /// What they are, in the order of [`Role::ALL`], each once.
    #[n(2)]
    pub roles: Vec<Role>,
    /// Works here; one who has left cannot sign in, and what they did stays theirs.
    #[n(3)]
    pub active: bool,
    /// Under which event's id the vault has the name.
    #[n(4)]
    pub name: RecordId,
    /// Under which event's id the vault has the hashed secret; none before one was set.
    #[n(5)]
    pub secret: Option<RecordId>,
    /// Where their entering stands in the one order.
    #[n(6)]
    pub entered: Order,
}

/// Folds a person from its events in any order. `None` when the event that entered them is not among them yet.
pub fn fold(mut events: Vec<Stamped<PersonFact>>) -> Option<Person> {
    events.sort_by_key(|event| event.order);
    events.dedup_by_key(|event| event.order);
    let mut person = events.iter().find_map(|event| match &event.fact {
        PersonFact::Entered(entered) => Some(begin(event.order, entered)),
        PersonFact::Changed(_) | PersonFact::SecretSet(_) => None,
    })?;
    for event in &events {
        let id = event.order.id;
        match &event.fact {
            PersonFact::Entered(_) => {}
            PersonFact::Changed(changed) => person.change(changed, id),
            PersonFact::SecretSet(_) => person.secret = Some(id),
        }
        person.last = id;
    }
    Some(person)
}

fn begin(order: Order, entered: &PersonEntered) -> Person {
    let id = order.id;
    Person { id, last: id, roles: in_order(&entered.roles), active: true, name: id, secret: None, entered: order }
}

impl Person {
    fn change(&mut self, changed: &PersonChanged, event: RecordId) {
        if let Some(roles) = &changed.roles {
            self.roles = in_order(roles);
        }
        self.active = changed.active.unwrap_or(self.active);
        if changed.name {
            self.name = event;
        }
    }

    /// Whether the person is this, among others.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

fn in_order(roles: &[Role]) -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| roles.contains(role)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{SecretBy, SecretSet};
    use crate::record::Order;
    use proptest::prelude::*;

    fn at(lamport: u64, fact: PersonFact) -> Stamped<PersonFact> {
        let id = RecordId { device: [1; 8], seq: lamport };
        Stamped { order: Order { lamport, id }, wall_ms: 0, fact }
    }

    fn story() -> Vec<Stamped<PersonFact>> {
        let changed = |roles, active, name| PersonFact::Changed(PersonChanged { roles, active, name });
        vec![
            at(1, PersonFact::Entered(PersonEntered { roles: vec![Role::HallManager, Role::Consultant] })),
            at(2, PersonFact::SecretSet(SecretSet { by: SecretBy::Own })),
            at(3, changed(Some(vec![Role::Runner, Role::Runner]), None, false)),
            at(4, changed(None, Some(false), true)),
            at(5, PersonFact::SecretSet(SecretSet { by: SecretBy::Manager })),
        ]
    }

    #[test]
    fn the_last_of_each_part_stands() {
        let first = fold(story().into_iter().take(1).collect()).expect("a person");
        assert_eq!(first.roles, [Role::Consultant, Role::HallManager], "in the order of all roles");
        assert_eq!((first.active, first.secret), (true, None));
        let person = fold(story()).expect("a person");
        let id = |seq| RecordId { device: [1; 8], seq };
        assert_eq!((person.roles, person.active), (vec![Role::Runner], false));
        assert_eq!((person.name, person.secret, person.last), (id(4), Some(id(5)), id(5)));
        assert_eq!(fold(story().into_iter().skip(1).collect()), None);
    }

    proptest! {
        #[test]
        fn order_of_arrival_and_duplicates_change_nothing(order in Just(story()).prop_shuffle(), twice in 0usize..5) {
            let mut events = order;
            events.push(events[twice].clone());
            prop_assert_eq!(fold(events), fold(story()));
        }
    }
}

//! Somebody at work in an open hall. Every use-case that a person can start is one of a desk, so none can be called
//! without it being known who acts: the permission is checked with their roles, and the event bears their name.

use super::hall::Hall;
use super::record::Author;
use super::refusal::Refusal;
use domain::people::{Right, Role, may};
use domain::record::RecordId;
use std::ops::Deref;
use std::sync::Arc;

/// A person with what they may do at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// By the event that entered them.
    pub person: RecordId,
    /// What they are.
    pub roles: Vec<Role>,
}

impl Actor {
    /// Whether one of their roles may do it.
    pub fn may(&self, right: Right) -> bool {
        self.roles.iter().any(|role| may(*role, right))
    }
}

/// An actor in a hall. Cheap to clone: a write takes one along to the writer's thread.
#[derive(Clone)]
pub struct Desk {
    hall: Arc<Hall>,
    actor: Arc<Actor>,
}

impl Desk {
    pub(crate) fn new(hall: Arc<Hall>, actor: Actor) -> Self {
        Self { hall, actor: Arc::new(actor) }
    }

    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The hall, to be kept.
    pub(crate) fn hall(&self) -> &Arc<Hall> {
        &self.hall
    }

    /// Lets the action pass or refuses it.
    ///
    /// # Errors
    /// [`Refusal::NotPermitted`].
    pub fn require(&self, right: Right) -> Result<(), Refusal> {
        if self.actor.may(right) { Ok(()) } else { Err(Refusal::NotPermitted) }
    }

    /// Who writes an event, and what the clock says.
    pub(crate) fn author(&self) -> Author {
        Author { actor: Some(self.actor.person), wall: self.hall.clock.wall() }
    }
}

impl Deref for Desk {
    type Target = Hall;

    fn deref(&self) -> &Hall {
        &self.hall
    }
}

//! A booking: what may be entered, how it becomes from its events, how its name is shown to other
//! citizens. Never a seat: what tokens support is of `seat`.

mod acts;
mod agent;
mod entry;
mod fold;
mod identity;
mod known;
mod mask;
mod number;
mod repeat;
mod standing;
mod state;
mod telling;

pub use crate::event::BookingFact;
pub use acts::{Act, CallAct};
pub use agent::{Agent, Stretch};
pub use entry::{
    Entry, EntryProblem, NAME_CHARACTERS_MAX, PARTY_MAX, Problem, TEXT_CHARACTERS_MAX, check_entry, clean, name_problem,
};
pub use fold::{Booking, Change, ChangeKind, fold};
pub use identity::{Document, Fault as IdentityFault, mask_identity, read_identity};
pub use known::Known;
pub use mask::{mask_name, mask_phone};
pub use number::BookingNumber;
pub use repeat::{Citizen, Likeness, shares_item};
pub use standing::{Standing, WaitingKind};
pub use state::{BookingState, Call, Provisional, Status, WalkIn};

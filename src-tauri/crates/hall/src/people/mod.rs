//! The people of a hall: entering them, changing them, their secrets, and who is signed in where.
//! Never a secret readable; never a citizen: those are found in `book::find`.

mod enter;
mod recover;
mod secret;
mod secret_record;
mod session;
mod show;
mod sign_in;
mod tries;

pub use enter::{NewPerson, PersonWish};
pub use recover::FirstManager;
pub use session::{SessionState, SessionToken};
pub use show::PersonCard;

pub(crate) use enter::{enter_alike, enter_first};
pub(crate) use recover::{CheckedManager, check_manager, desk_of_role, key_by_code};
pub(crate) use session::SignedIn;
pub(crate) use tries::Tries;

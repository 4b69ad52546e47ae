//! Every command, declared once: data types, errors, and what each one refreshes.
//!
//! [`commands`] is the table. The window (Tauri IPC) and the browser (loopback HTTP) serve that same table through
//! [`dispatch`], so neither door can offer something the other does not. The only crate that uses specta and
//! schemars. Deliberately not here: rules (they live in `hall` and `domain`) and transports.

mod commands;
mod declare;
mod dto;
mod error;
mod handlers;
mod input;
mod refuse;
mod schema;

pub use commands::{COMMANDS, Handlers, dispatch, register_types};
pub use declare::{Caller, Command, Kind, Need, Tag, Visit};
pub use dto::*;
pub use error::{Failure, FieldFailure};
pub use handlers::Api;
#[doc(hidden)]
pub use input::{Misread, Unread, read as read_input};
pub use schema::schema;

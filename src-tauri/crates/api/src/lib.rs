//! Every command, declared once: data types, errors, and what each one refreshes.
//!
//! [`commands`] is the table. The window (Tauri IPC) and the browser (loopback HTTP) serve that same table through
//! [`dispatch`], so neither door can offer something the other does not. The only crate that uses specta and
//! schemars. Deliberately not here: rules (they live in `hall` and `domain`) and transports.

mod api;
mod codes;
mod commands;
mod declare;
mod dto;
mod error;
mod handlers;
mod input;
mod refuse;
mod schema;
mod wire;

pub use api::Api;
pub use codes::FailureCode;
pub use commands::{COMMANDS, dispatch, register_types};
pub use declare::{Caller, Command, Kind, Need, Tag};
pub use dto::*;
pub use error::{Failure, FieldFailure};
#[doc(hidden)]
pub use input::{Misread, Unread, read as read_input};
pub use schema::schema;

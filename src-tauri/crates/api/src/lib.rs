//! Every command, declared once: data types, errors, and what each read shows.
//!
//! [`commands`] is the table. The window (Tauri IPC) and the browser (loopback HTTP) serve that same table through
//! [`dispatch`], so neither door can offer something the other does not. The only crate that uses specta and
//! schemars. Deliberately not here: rules (they live in `hall` and `domain`) and transports.

mod codes;
mod commands;
mod declare;
mod dto;
mod error;
mod handlers;
mod input;
mod refuse;
mod refuse_log;
mod schema;
mod visit;
mod wire;

pub use codes::FailureCode;
pub use commands::{COMMANDS, dispatch, register_types};
pub use declare::{Command, Kind, Local};
pub use dto::*;
pub use error::{Failure, FieldFailure};
#[doc(hidden)]
pub use input::{Misread, Unread, read as read_input};
pub use schema::schema;
pub use visit::{Api, Caller, Need};

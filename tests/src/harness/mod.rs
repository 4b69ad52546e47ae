//! Starts the built program the way people do, in a folder of its own, and speaks to it from outside: over HTTP, in a
//! browser, or in its own window.
//!
//! Everything here blocks and fails by panicking with what was expected: a test reads from top to bottom and its failure
//! names the test's own line. Nothing sleeps for a fixed time but a hand behind a scanner; every other wait has a
//! condition and a deadline.
//!
//! Deliberately not here: rules of the program. The harness knows addresses, keys and what is on screen, nothing else.

mod axe;
mod chromium;
mod door;
mod driver;
mod evidence;
mod folder;
mod form;
mod http;
mod keyboard;
mod page;
mod process;
mod program;
mod scanner;
pub(crate) mod tools;
mod wait;
mod window;

pub use axe::Violation;
pub use chromium::{Chromium, Screen};
pub use door::{Door, Refusal, SECRET};
pub use driver::Driver;
pub use folder::DataFolder;
pub use form::{BookingForm, booking};
pub use http::{Request, Response};
pub use keyboard::{Keyboard, Keys};
pub use page::Page;
pub(crate) use page::selector;
pub use process::{ProcessId, processes_of};
pub use program::{Program, Start};
pub use wait::{until, until_some};
pub use window::Window;

/// Friday afternoon at the counter: the moment that matters.
pub const FRIDAY: &str = "2026-11-27T16:50";
/// The Saturday after it, which is in focus then.
pub const SATURDAY: &str = "2026-11-28";

//! Pictures of the program: the few that the README shows, and the many that somebody looks through before a release.
//!
//! They are made by the built program, driven like a test: no picture can show what the program does not. Deliberately
//! not here: comparing pictures with older ones. Fonts differ from machine to machine; people look.

mod gallery;
mod look;
mod readme;
mod scene;
mod view;

pub use gallery::gallery;
pub use readme::readme;

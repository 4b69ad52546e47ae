//! What the program costs: time, memory and bytes, each against a baseline measured in the same run on the same machine.
//!
//! A number alone says more about the machine than about the program. So every row carries what the same machine needs for
//! the least that could possibly do: one bare insert, one table scan, one empty window.

mod allocation;
mod allocation_screen;
mod assist;
mod assist_screen;
mod board;
mod booking;
mod core_program;
mod day;
mod idle;
mod memory;
mod people;
mod row;
mod samples;
mod script;
mod search;
mod seats;
mod storm;
mod sync;
mod table;
mod ui_size;
mod window;

pub use row::{Goal, Row};
pub use table::{json, table};

use crate::Outcome;
use std::path::Path;

/// What can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Subject {
    /// A booking, until it is on disk
    Booking,
    /// A keystroke in the item box, over 30,000 items
    Search,
    /// A full day of the appointment book
    Day,
    /// The board with 400 bookings on screen
    Board,
    /// Free seats of a Saturday for a whole catalogue
    Seats,
    /// The staff allocation of 60 departments with 400 bookings
    Allocation,
    /// A year of the assisted-handling log, and 60 open cases on screen
    Assist,
    /// 100,000 people in the vault, and a year's journal folded anew
    People,
    /// Start of the window, and the memory it holds
    Window,
    /// The window while nobody touches it
    Idle,
    /// Bytes of the UI
    Ui,
    /// A hall and its server over loopback
    Sync,
    /// 500 halls at once
    Storm,
}

impl Subject {
    /// In the order of the table.
    pub const ALL: [Subject; 13] = [
        Subject::Booking,
        Subject::Search,
        Subject::Day,
        Subject::Board,
        Subject::Seats,
        Subject::Allocation,
        Subject::Assist,
        Subject::People,
        Subject::Window,
        Subject::Idle,
        Subject::Ui,
        Subject::Sync,
        Subject::Storm,
    ];

    /// What it is called while it is being measured.
    pub fn title(self) -> &'static str {
        match self {
            Subject::Booking => "bookings, each with its fsync",
            Subject::Search => "keystrokes in the item box",
            Subject::Day => "the book of a full day",
            Subject::Board => "the board with 400 bookings on screen",
            Subject::Seats => "free seats for a whole catalogue",
            Subject::Allocation => "the staff allocation of 60 departments",
            Subject::Assist => "a year of assisted handling",
            Subject::People => "people in the vault",
            Subject::Window => "starts of the window",
            Subject::Idle => "the window that nobody touches",
            Subject::Ui => "the UI's bytes",
            Subject::Sync => "syncing 10,000 bookings over loopback",
            Subject::Storm => "500 halls that come back at once",
        }
    }

    /// Measures it. Data is kept in a folder of its own on `disk`, and gone afterwards.
    ///
    /// # Errors
    /// Whatever kept it from being measured.
    pub fn measure(self, disk: &Path) -> Outcome<Vec<Row>> {
        match self {
            Subject::Booking => booking::measure(disk),
            Subject::Search => search::measure(disk),
            Subject::Day => day::measure(disk),
            Subject::Board => board::measure(),
            Subject::Seats => seats::measure(disk),
            Subject::Allocation => Ok([allocation::measure(disk)?, allocation_screen::measure()?].concat()),
            Subject::Assist => Ok([assist::measure(disk)?, assist_screen::measure()?].concat()),
            Subject::People => people::measure(disk),
            Subject::Window => window::measure(disk),
            Subject::Idle => idle::measure(disk),
            Subject::Ui => ui_size::measure(),
            Subject::Sync => sync::measure(disk),
            Subject::Storm => storm::measure(disk),
        }
    }
}

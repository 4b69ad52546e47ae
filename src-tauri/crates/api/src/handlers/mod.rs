//! The handlers: a function for each command, in the module its row of the table names. Each reads its input, asks the
//! hall, and says the answer in the door's types. No rule is decided here.

pub(crate) mod allocation;
pub(crate) mod attendance;
pub(crate) mod audit;
pub(crate) mod book;
pub(crate) mod booking;
pub(crate) mod call_paper;
pub(crate) mod calls;
pub(crate) mod cards;
pub(crate) mod contact;
pub(crate) mod data;
pub(crate) mod day_list;
pub(crate) mod draft;
pub(crate) mod duty;
pub(crate) mod duty_workbook;
pub(crate) mod figures;
pub(crate) mod figures_workbook;
pub(crate) mod find;
pub(crate) mod frame;
pub(crate) mod hint;
pub(crate) mod item;
pub(crate) mod join;
pub(crate) mod log;
pub(crate) mod log_figures;
pub(crate) mod log_note;
pub(crate) mod log_settings;
pub(crate) mod log_workbook;
pub(crate) mod notice_workbook;
pub(crate) mod offers;
pub(crate) mod orders;
pub(crate) mod own_sheet;
mod read;
pub(crate) mod reference;
pub(crate) mod rest;
pub(crate) mod service_day;
pub(crate) mod session;
pub(crate) mod sessions;
pub(crate) mod settings;
pub(crate) mod setup;
pub(crate) mod slip;
pub(crate) mod staff;
pub(crate) mod staffing;
pub(crate) mod sync;
pub(crate) mod walk_in;
mod workbook;

/// The answer of a command that has nothing to say.
const DONE: crate::Nothing = crate::Nothing {};

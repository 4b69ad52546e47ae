//! The program over its whole life: first run, joining, opening, work that is done daily.
//! Never asked by another room: it stands above all of them.

pub(crate) mod daily_work;
pub(crate) mod demo;
mod demo_log;
pub(crate) mod join;
pub(crate) mod joining;
pub(crate) mod opening;
pub(crate) mod setup;
pub(crate) mod stages;
pub(crate) mod state;

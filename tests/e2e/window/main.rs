//! The real window, driven from outside: what a consultant does at the counter on Friday afternoon, and what is still
//! there when the window comes back.

mod allocation;
mod assist;
mod central;
mod comfort;
mod counter;
mod second_start;
mod stories;

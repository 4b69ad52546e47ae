//! The program through its plain HTTP door, without a browser: who may pass, what bad input is told, and what survives
//! trouble. The same rules are tested one by one in their crates; here the built program as a whole keeps them.

mod bad_input;
mod data;
mod days;
mod durability;
mod duty;
mod guard;
mod log;
mod papers;
mod people;
mod reference;
mod seats;
mod sessions;
mod trouble;

//! What the tests of the whole program share.

pub mod bench;
pub mod catalogue;
pub mod crash;
pub mod harness;
pub mod screens;
pub mod screenshots;
pub mod sync_lab;

/// Of a program that measures or takes pictures: done, or what kept it from it, in words for the person who started it.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

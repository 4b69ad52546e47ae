//! What the tests of the whole program share.

pub mod bench;
pub mod catalogue;
pub mod harness;
pub mod screens;
pub mod screenshots;

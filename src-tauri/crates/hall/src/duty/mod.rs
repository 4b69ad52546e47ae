//! What each department answered for a Saturday, and the notice that asks it.
//! Never a count of its own: what a day asks is counted in `day`.

pub(crate) mod list;
pub(crate) mod notice;

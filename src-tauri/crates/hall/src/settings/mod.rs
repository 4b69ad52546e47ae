//! What the hall can set, and its contact on every paper.
//! Never a use-case of the book.

pub(crate) mod contact;
pub(crate) mod hall_settings;

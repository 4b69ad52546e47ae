//! Text that comes in: typed, pasted, scanned or out of a file. Each kind of value has one way in, which cleans it of what
//! cannot be seen and reads it generously, and one normal form, in which it is compared: for finding, for the same person,
//! for hints, for erasing. Nothing is compared by another form.
//!
//! What is stored is the cleaned text, so that it looks as it was meant; a normal form is never stored, so that it may
//! become more generous.

mod code;
mod document;
mod escapes;
mod letters;
mod marks;
mod name;
mod phone;
mod scripts;

pub use code::{clean_code, clean_date, clean_path};
pub use document::{clean_identity, identity_key};
pub use escapes::unescaped;
pub use letters::{Letter, letters};
pub use marks::{clean_cell, clean_secret_marks, clean_text};
pub use name::{clean_name, has_letter, name_key};
pub use phone::{Phone, PhoneFault, SoughtPhone, clean_phone, phone_fault, phone_key};

pub(crate) use document::check_character;
pub(crate) use marks::{is_dash, is_space, is_unseen, narrow};
pub(crate) use scripts::{is_chinese, simplified, unified};

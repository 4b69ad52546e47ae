//! Small tables of this PC: drafts, settings, requests that were answered, texts of reference data.
//! Never an event; never a personal value unsealed.

pub(crate) mod draft;
pub(crate) mod local;
pub(crate) mod reference;
pub(crate) mod request;

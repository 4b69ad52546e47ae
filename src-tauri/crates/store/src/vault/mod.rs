//! Personal values, sealed under the hall's key.
//! Never a plain value in a file, a log or an error.

pub(crate) mod key_seal;
pub(crate) mod reseal;
pub(crate) mod seal;
pub(crate) mod vault_table;

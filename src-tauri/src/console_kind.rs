//! Which console words come from and go to.

/// The console of a start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Console {
    /// What the caller gave, as a pipe or a terminal.
    Given,
    /// The console of the shell that started the program, if there is one.
    Callers,
    /// A console of the program's own.
    Own,
}

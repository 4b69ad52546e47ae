//! Of what a file that is open is made, in words.

/// Who else is let in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whom {
    /// Whoever reaches the PC.
    Everyone,
    /// Every user of the PC.
    Users,
    /// Guests and the like.
    Guests,
    /// Whoever made a file, also when they are of the staff no more.
    Creator,
    /// An account, by its number.
    Account(String),
    /// It could not be found out.
    Unknown,
}

/// What they may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// Read.
    Reads,
    /// Write, add, delete, or change rights.
    Changes,
    /// Give everybody any right.
    Owns,
}

/// What is judged: a folder's owner counts for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Folder,
    File,
}

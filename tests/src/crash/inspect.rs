//! One look at a folder: does it open, which part of the history does it hold, and are its views what a refold says?
//! Opening checks pages and chains; a folder that fails there is trouble.

use super::counter::{Counter, Opened};
use super::{History, tables};
use hall::Refusal;
use std::fmt;
use std::path::Path;

/// What is wrong with a folder.
#[derive(Debug)]
pub enum Finding {
    /// It does not open, or a call fails in it.
    Trouble(String),
    /// It holds something that is no beginning of the history.
    Unlike(String),
    /// A table is another after the views were folded anew.
    Views(String),
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Trouble(detail) => write!(f, "trouble: {detail}"),
            Self::Unlike(detail) => write!(f, "the book is not what was done: {detail}"),
            Self::Views(table) => write!(f, "table {table} differs after a refold"),
        }
    }
}

impl From<Refusal> for Finding {
    fn from(refusal: Refusal) -> Self {
        Self::Trouble(refusal.to_string())
    }
}

impl From<rusqlite::Error> for Finding {
    fn from(error: rusqlite::Error) -> Self {
        Self::Trouble(error.to_string())
    }
}

/// Opens a folder and says how many deeds of the history it holds, all of each. `expected` is where to look first.
///
/// # Errors
/// What is wrong.
pub fn inspect(dir: &Path, history: &History, expected: usize) -> Result<usize, Finding> {
    match Counter::open(dir)? {
        Opened::Setup(_) => Ok(0),
        Opened::Ready(counter) => look(&counter, dir, history, expected),
        Opened::Trouble(trouble) => Err(Finding::Trouble(trouble.detail)),
    }
}

/// [`inspect`], and then the next deed must work and show, as must founding where there is no hall yet.
///
/// # Errors
/// What is wrong.
pub fn carry_on(dir: &Path, history: &History, expected: usize) -> Result<usize, Finding> {
    let held = inspect(dir, history, expected)?;
    let mut counter = Counter::open_or_found(dir)?;
    counter.perform(history.deed(held))?;
    let (book, next) = (counter.book()?, history.book_after(held + 1));
    if book == next { Ok(held) } else { Err(Finding::Unlike(book.difference(&next))) }
}

fn look(counter: &Counter, dir: &Path, history: &History, expected: usize) -> Result<usize, Finding> {
    let book = counter.book()?;
    let Some(held) = history.count_in(&book, expected) else {
        return Err(Finding::Unlike(book.difference(&history.book_after(expected))));
    };
    let before = tables::dump(dir)?;
    counter.rebuild_views()?;
    let after = tables::dump(dir)?;
    match before.keys().chain(after.keys()).find(|table| before.get(*table) != after.get(*table)) {
        Some(table) => Err(Finding::Views(table.clone())),
        None => Ok(held),
    }
}

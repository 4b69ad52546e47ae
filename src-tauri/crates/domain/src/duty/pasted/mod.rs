//! A reply as it was pasted, from a chat, a list that people joined or a table, read into proposed answers.
//!
//! Nothing here is an answer: a person accepts what is proposed, with the text beside it. A line is understood whole or not
//! at all; one with a word too many, a doubt, a question or two answers for one half-day is handed back as it came. What is
//! left unsaid stays unsaid: a morning says nothing of the afternoon.

mod chat;
mod clause;
mod figures;
mod gather;
mod halves;
mod hours;
mod items;
mod lexicon;
mod lines;
mod part;
mod person;
mod phone;
mod proposal;
mod signs;
mod spoken;
mod tokens;
mod words;

pub use proposal::{HalfProposal, Known, KnownDepartment, KnownItem, Line, Pasted, Person, Proposal, Unclear, Unread};

use proposal::LINE_CHARACTERS_MAX;

/// Reads a pasted text. Whatever it holds, something comes of it: every line that is not blank is in a proposal, says whose
/// the next lines are, or is among those not understood.
pub fn read(text: &str, known: &Known<'_>) -> Pasted {
    gather::gather(text, known)
}

#[cfg(test)]
mod tests;

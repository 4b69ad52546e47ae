//! What was typed, as letters to match.

use super::alphabet::{fold, readings};

/// Gaps a query may leave between characters that match.
const GAPS_MAX: usize = 2;

/// Letters that are looked at. No name is spelled with more; a page pasted by mistake is.
const LETTERS_MAX: usize = 512;

/// The letters, digits and Chinese characters of what was typed, in one case and one width. An input method separates
/// syllables by apostrophes or spaces, and people type brackets or do not: all that is dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Query {
    letters: Vec<char>,
}

impl Query {
    pub(super) fn new(text: &str) -> Self {
        Self { letters: text.chars().filter_map(fold).take(LETTERS_MAX).collect() }
    }

    pub(super) fn letters(&self) -> &[char] {
        &self.letters
    }

    pub(super) fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// How many gaps are allowed: every piece needs two letters, or one Chinese character.
    pub(super) fn gaps(&self) -> usize {
        let weight: usize = self.letters.iter().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum();
        GAPS_MAX.min((weight / 2).saturating_sub(1))
    }

    /// The query with every Chinese character replaced by its first reading, if there is one to replace.
    pub(super) fn by_sound(&self) -> Option<Self> {
        let sound = |letter: &char| readings(*letter).into_iter().next();
        if self.letters.iter().all(|letter| sound(letter).is_none()) {
            return None;
        }
        let letters = self.letters.iter().flat_map(|letter| sound(letter).unwrap_or_else(|| Box::new([*letter])));
        Some(Self { letters: letters.collect() })
    }
}

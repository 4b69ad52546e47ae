//! What was typed, as letters to match.

use super::alphabet::{fold, readings};
use crate::text::{Letter, letters};

/// Gaps a query may leave between characters that match.
const GAPS_MAX: usize = 2;

/// Spellings of one name that are tried.
const SPELLINGS_MAX: usize = 12;

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

    /// The letters of a person's name, in the form names are compared in. What was typed for `ü` is kept: pinyin has a letter
    /// for it.
    pub(super) fn of_name(text: &str) -> Self {
        let typed = |letter: Letter| if letter.other == 'v' { 'v' } else { letter.form };
        Self { letters: letters(text).into_iter().map(typed).take(LETTERS_MAX).collect() }
    }

    /// As passports spell a name that was typed in Chinese: every reading, surname in front or behind. Nothing for a single
    /// character, which too many would sound like.
    pub(super) fn spelled(&self) -> Vec<Self> {
        let mut spelled: Vec<Vec<Box<[char]>>> = vec![Vec::new()];
        for letter in &self.letters {
            let readings = readings(*letter);
            if readings.is_empty() {
                return Vec::new();
            }
            let longer = spelled.iter().flat_map(|syllables| {
                readings.iter().map(|one| [syllables.as_slice(), std::slice::from_ref(one)].concat())
            });
            spelled = longer.take(SPELLINGS_MAX).collect();
        }
        if self.letters.len() < 2 {
            return Vec::new();
        }
        let surname_behind = |syllables: &Vec<Box<[char]>>| [&syllables[1..], &syllables[..1]].concat();
        let behind: Vec<_> = spelled.iter().map(surname_behind).collect();
        spelled.into_iter().chain(behind).map(|syllables| Self { letters: syllables.concat() }).collect()
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

//! Everything a reply may hold, by how it begins: departments, items, words.

use super::Known;
use super::signs::{Sign, at, plain_text};
use super::words::{WORDS, Word};
use crate::reference::catalogue::{DepartmentId, ItemId};
use std::collections::BTreeMap;

/// What a stretch of text means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    Department(DepartmentId),
    /// A name that several departments bear.
    Shared,
    Items(Vec<ItemId>),
    Word(Word),
}

/// The meanings, by their first character, the longest first.
pub(super) struct Lexicon(BTreeMap<char, Vec<(Vec<char>, Meaning)>>);

impl Lexicon {
    pub(super) fn new(known: &Known<'_>) -> Self {
        let mut all: BTreeMap<Vec<char>, Meaning> = BTreeMap::new();
        for (word, spellings) in WORDS {
            all.extend(spellings.split(' ').map(|text| (plain_text(text), Meaning::Word(*word))));
        }
        // A name of one character stands in too many words; one that is a word of a reply is that word.
        let is_name = |all: &BTreeMap<Vec<char>, Meaning>, name: &Vec<char>| {
            name.len() > 1 && !matches!(all.get(name), Some(Meaning::Word(_)))
        };
        for (id, name) in known.departments.iter().flat_map(|one| one.names.iter().map(|name| (one.id, name))) {
            let name = plain_text(name);
            if is_name(&all, &name) {
                let entry = all.entry(name).or_insert(Meaning::Department(id));
                if *entry != Meaning::Department(id) {
                    *entry = Meaning::Shared;
                }
            }
        }
        for (id, name) in known.items.iter().flat_map(|one| one.names.iter().map(|name| (one.id, name))) {
            let name = plain_text(name);
            if is_name(&all, &name)
                && let Meaning::Items(items) = all.entry(name).or_insert(Meaning::Items(Vec::new()))
                && !items.contains(&id)
            {
                items.push(id);
            }
        }
        let mut by_first: BTreeMap<char, Vec<(Vec<char>, Meaning)>> = BTreeMap::new();
        for (text, meaning) in all {
            if let Some(first) = text.first() {
                by_first.entry(*first).or_default().push((text, meaning));
            }
        }
        for entries in by_first.values_mut() {
            entries.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
        }
        Self(by_first)
    }

    /// The longest text that the signs begin with, and what it means.
    pub(super) fn longest(&self, signs: &[Sign]) -> Option<(usize, &Meaning)> {
        let entries = self.0.get(&at(signs, 0)?)?;
        let begins = |text: &[char]| text.iter().enumerate().all(|(place, c)| at(signs, place) == Some(*c));
        entries.iter().find(|(text, _)| begins(text)).map(|(text, meaning)| (text.len(), meaning))
    }

    /// As [`Self::longest`], where it is a word.
    pub(super) fn word(&self, signs: &[Sign]) -> Option<(usize, Word)> {
        match self.longest(signs)? {
            (length, Meaning::Word(word)) => Some((length, *word)),
            (_, Meaning::Department(_) | Meaning::Shared | Meaning::Items(_)) => None,
        }
    }
}

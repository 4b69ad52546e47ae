//! Type-to-search over items: by characters, Simplified or Traditional, by pinyin in full or by initials, by any mixture of
//! them, by English words, spoken short names and codes.
//!
//! Everything about an item's texts is worked out once, when the index is made. A keystroke then goes through three sieves:
//! the pairs of letters the query is made of (`pairs`) leave few lines over; those are matched letter by letter
//! (`matching`); and only the hits that will be shown get their marks. Only when runs of neighbouring characters find little
//! are characters further apart looked for, and only when nothing is found at all is a character taken for any other that
//! sounds like it: the wrong one of an input method's candidates, or the other script where a catalogue brings no
//! Traditional names.
//!
//! People's names are another index over the same matching (`names`). Not here: numbers, and whose a name is.

mod alphabet;
mod line;
mod matching;
mod names;
mod pairs;
mod query;
mod rank;

pub use names::{NameHit, NameIndex};

use crate::reference::catalogue::{Catalogue, ItemId};
use alphabet::Alphabet;
use line::{Line, Lines, typed_characters};
use matching::{Found, Matcher};
use pairs::PairSieve;
use query::Query;
use rank::{Class, Rank};

/// With fewer hits than this, matches in pieces are looked for too.
const ENOUGH: usize = 10;

/// What was found, the best first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    /// How many items match in all.
    pub total: u32,
    /// As many as were asked for.
    pub hits: Vec<Hit>,
}

/// An item that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The item.
    pub item: ItemId,
    /// The text that matched: a name, a short name or a code. The Traditional name only where it was typed.
    pub matched: String,
    /// Which of its characters matched, in order.
    pub marks: Vec<MarkedRun>,
}

/// A run of characters to emphasise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkedRun {
    /// First character, counted in Unicode characters.
    pub start: u16,
    /// How many.
    pub length: u16,
}

/// A candidate for the list: how well it matches and where its text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    rank: Rank,
    line: usize,
    found: Found,
}

/// The index of a catalogue.
#[derive(Debug, Clone)]
pub struct ItemIndex {
    alphabet: Alphabet,
    lines: Lines,
    sieve: PairSieve,
}

impl ItemIndex {
    /// Works out the index of a catalogue.
    pub fn new(catalogue: &Catalogue) -> Self {
        let mut alphabet = Alphabet::default();
        let mut lines = Lines::default();
        for item in catalogue.items() {
            lines.add_item(item, &mut alphabet);
        }
        let sieve = PairSieve::new(&lines, &alphabet);
        Self { alphabet, lines, sieve }
    }

    /// Items that match what was typed, the best first. Composition text of an input method (`sp'jy`) will do; text without
    /// a letter, digit or Chinese character finds nothing.
    pub fn search(&self, text: &str, limit: usize) -> Hits {
        let query = Query::new(text);
        let hits = self.search_query(&query, limit);
        match query.by_sound() {
            Some(by_sound) if hits.total == 0 => self.search_query(&by_sound, limit),
            _ => hits,
        }
    }

    fn search_query(&self, query: &Query, limit: usize) -> Hits {
        if query.is_empty() {
            return Hits::default();
        }
        let mut matcher = Matcher::new(query, &self.alphabet);
        let mut candidates =
            self.best_by_item(self.sieve.run(query), |line| matcher.in_one_run(line).map(|run| (run.class, run.found)));
        if candidates.len() < ENOUGH && query.gaps() > 0 {
            let scattered = self
                .best_by_item(self.sieve.scattered(query), |line| Some((Class::Scattered, matcher.first_piece(line)?)));
            add_new(&mut candidates, scattered);
        }
        let total = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
        if limit < candidates.len() {
            candidates.select_nth_unstable(limit);
            candidates.truncate(limit);
        }
        candidates.sort_unstable();
        let hits = candidates.into_iter().map(|candidate| self.hit(candidate, &mut matcher)).collect();
        Hits { total, hits }
    }

    /// Of each item's lines that are left over, the one that matches best.
    fn best_by_item(
        &self,
        lines: impl Iterator<Item = usize>,
        mut find: impl FnMut(Line<'_>) -> Option<(Class, Found)>,
    ) -> Vec<Candidate> {
        let mut best: Vec<Candidate> = Vec::new();
        for at in lines {
            let line = self.lines.line(at);
            let Some((class, found)) = find(line) else { continue };
            let candidate = Candidate { rank: Rank::new(class, line), line: at, found };
            match best.last_mut() {
                // The lines of an item stand side by side.
                Some(last) if last.rank.item == line.item => *last = candidate.min(*last),
                _ => best.push(candidate),
            }
        }
        best
    }

    fn hit(&self, candidate: Candidate, matcher: &mut Matcher<'_>) -> Hit {
        let (line, shown) = (self.lines.line(candidate.line), self.lines.shown(candidate.line));
        let pieces = match candidate.rank.class {
            Class::Scattered => matcher.pieces(line).unwrap_or_default(),
            Class::Exact | Class::Prefix | Class::Initials | Class::WordStart | Class::Inside => vec![candidate.found],
        };
        let typed = pieces.iter().any(|piece| matcher.typed_traditional(line, *piece));
        let matched = shown.traditional.as_ref().filter(|_| typed).unwrap_or(&shown.text).clone();
        Hit { item: line.item, matched, marks: marks(&shown.text, &pieces) }
    }
}

/// Adds candidates for items that are not there yet.
fn add_new(candidates: &mut Vec<Candidate>, more: Vec<Candidate>) {
    let known: std::collections::HashSet<ItemId> = candidates.iter().map(|candidate| candidate.rank.item).collect();
    candidates.extend(more.into_iter().filter(|candidate| !known.contains(&candidate.rank.item)));
}

/// Runs of characters of the text that the units of the pieces stand for.
fn marks(text: &str, pieces: &[Found]) -> Vec<MarkedRun> {
    let places: Vec<u16> = typed_characters(text).map(|(place, _)| place).collect();
    let mut marks: Vec<MarkedRun> = Vec::new();
    for place in pieces.iter().flat_map(|piece| &places[piece.start..piece.end]) {
        match marks.last_mut() {
            Some(run) if run.start + run.length == *place => run.length += 1,
            _ => marks.push(MarkedRun { start: *place, length: 1 }),
        }
    }
    marks
}

#[cfg(test)]
mod tests;

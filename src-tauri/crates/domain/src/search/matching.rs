//! Matching a query against a text, character by character.
//!
//! A character of the text takes from the query either itself, one of its readings in full, the initial of one (`z` as well
//! as `zh`), or, as the last one, the beginning of a reading. Different ways are followed at the same time, so that `xian` is
//! both 西安 and 先. There are never many: most letters fit nowhere.

use super::alphabet::{Alphabet, Flags, Typed, is_double_initial};
use super::line::{Field, Line, Unit};
use super::query::Query;
use super::rank::Class;

/// Weight that a piece of a scattered match needs: a Chinese character that was typed as such is enough, sounds and letters
/// are not.
const PIECE_WEIGHT_MIN: u32 = 2;

/// Units of a line that match, the end not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A run of neighbouring characters that takes a whole query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) class: Class,
    pub(super) found: Found,
    /// Some of its characters by their sound.
    pub(super) by_sound: bool,
}

/// A way of reading the query so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Way {
    /// Letters used up.
    used: usize,
    /// A character was typed by its initial.
    by_initial: bool,
    /// The last reading is unfinished.
    unfinished: bool,
    /// A character was typed by its sound, in full or not.
    by_sound: bool,
    /// What the piece weighs so far.
    weight: u32,
}

const START: Way = Way { used: 0, by_initial: false, unfinished: false, by_sound: false, weight: 0 };

/// Matches one query.
pub(super) struct Matcher<'a> {
    query: &'a Query,
    alphabet: &'a Alphabet,
    /// Symbols the query can begin with.
    begins: Flags,
    ways: Vec<Way>,
    next: Vec<Way>,
}

impl<'a> Matcher<'a> {
    pub(super) fn new(query: &'a Query, alphabet: &'a Alphabet) -> Self {
        let begins = alphabet
            .flags(|typed| query.letters().first().is_some_and(|letter| typed.firsts().any(|first| first == *letter)));
        Self { query, alphabet, begins, ways: Vec::new(), next: Vec::new() }
    }

    /// The best run of neighbouring characters that takes the whole query.
    pub(super) fn in_one_run(&mut self, line: Line<'_>) -> Option<Run> {
        let letters = self.query.letters().len();
        let mut best: Option<Run> = None;
        for (start, unit) in line.units.iter().enumerate() {
            // Once there is a match inside, only one at the beginning of a word is better.
            let may_begin = if best.is_some() { unit.starts_word() } else { line.may_begin(*unit, letters) };
            if !may_begin || !self.begins.of(unit.symbol()) {
                continue;
            }
            let Some((end, way)) = self.run(line.units, start) else { continue };
            let class = class(line, start, end, way, unit.starts_word());
            if best.is_none_or(|known| class < known.class) {
                best = Some(Run { class, found: Found { start, end }, by_sound: way.by_sound });
            }
            if class <= Class::WordStart {
                break; // Only the beginning is better, and that was the first to be tried.
            }
        }
        best
    }

    /// Where a run that begins at a unit has taken the whole query, and how: the soonest end, and the fullest reading of it.
    fn run(&mut self, units: &[Unit], start: usize) -> Option<(usize, Way)> {
        let letters = self.query.letters();
        self.ways.clear();
        self.ways.push(START);
        for (at, unit) in units.iter().enumerate().skip(start) {
            let typed = self.alphabet.typed(unit.symbol());
            self.next.clear();
            for way in &self.ways {
                follow(*way, typed, letters, &mut self.next);
            }
            let whole = self.next.iter().filter(|way| way.used == letters.len());
            if let Some(way) = whole.min_by_key(|way| (way.by_initial, way.unfinished, way.by_sound)) {
                return Some((at + 1, *way));
            }
            std::mem::swap(&mut self.ways, &mut self.next);
            if self.ways.is_empty() {
                return None;
            }
        }
        None
    }

    /// The first piece of a scattered match.
    pub(super) fn first_piece(&mut self, line: Line<'_>) -> Option<Found> {
        self.pieces(line)?.first().copied()
    }

    /// The pieces of a scattered match, in order.
    pub(super) fn pieces(&self, line: Line<'_>) -> Option<Vec<Found>> {
        let mut pieces = Vec::new();
        self.rest(line.units, 0, 0, self.query.gaps(), &mut pieces).then(|| {
            pieces.reverse();
            pieces
        })
    }

    /// Matches the letters from `used` on with the units from `from` on; the pieces are pushed last first.
    fn rest(&self, units: &[Unit], from: usize, used: usize, gaps: usize, pieces: &mut Vec<Found>) -> bool {
        let letters = self.query.letters();
        let (mut ways, mut next) = (Vec::new(), Vec::new());
        for start in from..units.len() {
            if units[start].is_letter() && !units[start].starts_word() {
                continue;
            }
            ways.clear();
            ways.push(Way { used, ..START });
            for (at, unit) in units.iter().enumerate().skip(start) {
                next.clear();
                for way in &ways {
                    follow(*way, self.alphabet.typed(unit.symbol()), letters, &mut next);
                }
                let done = next.iter().filter(|way| way.weight >= PIECE_WEIGHT_MIN).any(|way| {
                    way.used == letters.len() || (gaps > 0 && self.rest(units, at + 1, way.used, gaps - 1, pieces))
                });
                if done {
                    pieces.push(Found { start, end: at + 1 });
                    return true;
                }
                std::mem::swap(&mut ways, &mut next);
                if ways.is_empty() {
                    break;
                }
            }
        }
        false
    }

    /// Whether the units were typed with a character that only their Traditional form has.
    pub(super) fn typed_traditional(&self, line: Line<'_>, found: Found) -> bool {
        let only_traditional = |unit: &Unit| {
            let [form, traditional] = self.alphabet.typed(unit.symbol()).forms;
            form != traditional && self.query.letters().contains(&traditional)
        };
        line.units[found.start..found.end].iter().any(only_traditional)
    }
}

/// Every way to go on through one more character.
fn follow(way: Way, typed: &Typed, letters: &[char], next: &mut Vec<Way>) {
    let Some((first, _)) = letters.get(way.used..).and_then(<[char]>::split_first) else { return };
    if way.unfinished {
        return; // Nothing comes after an unfinished reading.
    }
    if typed.forms.contains(first) {
        let weight = if typed.readings.is_empty() { 1 } else { PIECE_WEIGHT_MIN };
        push(next, Way { used: way.used + 1, weight: way.weight + weight, ..way });
    }
    let rest = &letters[way.used..];
    for reading in typed.readings.iter().filter(|reading| reading.first() == Some(first)) {
        let by_sound = Way { weight: way.weight + 1, by_sound: true, ..way };
        if rest.starts_with(reading) {
            push(next, Way { used: way.used + reading.len(), ..by_sound });
        } else if reading.starts_with(rest) {
            push(next, Way { used: letters.len(), unfinished: true, ..by_sound });
        }
        push(next, Way { used: way.used + 1, by_initial: true, ..by_sound });
        if is_double_initial(reading) && rest.get(1) == Some(&'h') {
            push(next, Way { used: way.used + 2, by_initial: true, ..by_sound });
        }
    }
}

/// Keeps of several ways with the same letters used up the fullest.
fn push(next: &mut Vec<Way>, way: Way) {
    match next.iter_mut().find(|known| known.used == way.used && known.unfinished == way.unfinished) {
        Some(known) => {
            known.by_initial &= way.by_initial;
            known.by_sound &= way.by_sound;
            known.weight = known.weight.max(way.weight);
        }
        None => next.push(way),
    }
}

fn class(line: Line<'_>, start: usize, end: usize, way: Way, starts_word: bool) -> Class {
    if start > 0 {
        return if starts_word { Class::WordStart } else { Class::Inside };
    }
    if end == line.units.len() && !way.by_initial && !way.unfinished {
        Class::Exact
    } else if way.by_initial || line.field == Field::English {
        Class::Initials
    } else {
        Class::Prefix
    }
}

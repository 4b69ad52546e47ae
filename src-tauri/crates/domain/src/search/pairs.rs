//! The sieve in front of the matching: which lines have all the pairs of neighbouring letters the query has.
//!
//! Whatever way a text is typed, two letters that follow each other in the query are either neighbours in one reading, or the
//! end of what stands for one character and the beginning of the next. All such pairs of a line are known beforehand. One
//! column of bits for each pair, one bit for each line: a query is the columns of its pairs, and-ed. The sieve lets through
//! too much, never too little.

use super::alphabet::{Alphabet, Typed};
use super::line::Lines;
use super::query::Query;

const LETTERS: usize = 26;
/// Columns of pairs of letters, exact.
const LETTER_PAIRS: usize = LETTERS * LETTERS;
/// Columns of single letters that a character can begin with, exact.
const BEGINS: usize = LETTER_PAIRS + LETTERS;
/// Columns that all other pairs share: Chinese characters, digits.
const SHARED: usize = 322;
const COLUMNS: usize = BEGINS + SHARED;
const WORD: usize = u64::BITS as usize;

/// The bits of all lines, column after column.
#[derive(Debug, Clone)]
pub(super) struct PairSieve {
    words: usize,
    lines: usize,
    bits: Vec<u64>,
}

impl PairSieve {
    pub(super) fn new(lines: &Lines, alphabet: &Alphabet) -> Self {
        let words = lines.len().div_ceil(WORD);
        let mut sieve = Self { words, lines: lines.len(), bits: vec![0; words * COLUMNS] };
        for (at, line) in lines.iter().enumerate() {
            let mut set = |column: usize| sieve.bits[column * words + at / WORD] |= 1 << (at % WORD);
            let mut before: Option<&Typed> = None;
            for unit in line.units {
                let here = alphabet.typed(unit.symbol());
                if line.may_begin(*unit, usize::MAX) {
                    here.firsts().for_each(|letter| set(begin(letter)));
                }
                for reading in &here.readings {
                    reading.windows(2).for_each(|two| set(pair(two[0], two[1])));
                }
                for end in before.into_iter().flat_map(Typed::ends) {
                    here.firsts().for_each(|first| set(pair(end, first)));
                }
                before = Some(here);
            }
        }
        sieve
    }

    /// Lines that may have the query in one run.
    pub(super) fn run(&self, query: &Query) -> impl Iterator<Item = usize> + use<> {
        self.indexes(self.all_of(columns(query)))
    }

    /// Lines that may have the query in pieces: at each gap one pair may be missing, but a Chinese character that was typed
    /// has to be there.
    pub(super) fn scattered(&self, query: &Query) -> impl Iterator<Item = usize> + use<> {
        let chinese = query.letters().iter().filter(|letter| !letter.is_ascii());
        let present = self.all_of(chinese.map(|letter| begin(*letter)));
        // missing[n]: lines that lack more than n pairs so far.
        let mut missing = vec![vec![0u64; self.words]; query.gaps() + 1];
        for column in columns(query) {
            for (word, bits) in self.column(column).iter().enumerate() {
                let mut carry = !bits;
                for level in &mut missing {
                    let both = level[word] & carry;
                    level[word] |= carry;
                    carry = both;
                }
            }
        }
        let lacking = missing.pop().unwrap_or_default();
        let left = present.into_iter().zip(lacking).map(|(present, lacking)| present & !lacking).collect();
        self.indexes(left)
    }

    fn all_of(&self, columns: impl Iterator<Item = usize>) -> Vec<u64> {
        let mut left = vec![u64::MAX; self.words];
        for column in columns {
            for (left, bits) in left.iter_mut().zip(self.column(column)) {
                *left &= bits;
            }
        }
        left
    }

    fn column(&self, column: usize) -> &[u64] {
        &self.bits[column * self.words..(column + 1) * self.words]
    }

    fn indexes(&self, bits: Vec<u64>) -> impl Iterator<Item = usize> + use<> {
        let lines = self.lines;
        bits.into_iter()
            .enumerate()
            .flat_map(|(word, mut bits)| {
                std::iter::from_fn(move || {
                    let bit = (bits != 0).then_some(bits.trailing_zeros() as usize)?;
                    bits &= bits - 1;
                    Some(word * WORD + bit)
                })
            })
            .take_while(move |at| *at < lines)
    }
}

/// The columns a query needs.
fn columns(query: &Query) -> impl Iterator<Item = usize> + '_ {
    let letters = query.letters();
    letters.first().map(|first| begin(*first)).into_iter().chain(letters.windows(2).map(|two| pair(two[0], two[1])))
}

fn letter(c: char) -> Option<usize> {
    c.is_ascii_lowercase().then(|| c as usize - 'a' as usize)
}

fn pair(first: char, second: char) -> usize {
    match (letter(first), letter(second)) {
        (Some(first), Some(second)) => first * LETTERS + second,
        _ => shared(u32::from(first).wrapping_mul(31).wrapping_add(u32::from(second))),
    }
}

fn begin(first: char) -> usize {
    letter(first).map_or_else(|| shared(u32::from(first)), |first| LETTER_PAIRS + first)
}

/// Fibonacci hashing: the upper bits of a product with 2³²/φ.
fn shared(key: u32) -> usize {
    BEGINS + (key.wrapping_mul(0x9e37_79b9) >> 16) as usize % SHARED
}

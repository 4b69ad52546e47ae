//! Type-to-search over the names of people: the matching of items, over a list whose order the caller chooses.
//!
//! Only names, and only in memory that is unlocked with the program; whose they are, numbers and phones are the caller's.

use super::alphabet::Alphabet;
use super::line::Lines;
use super::matching::Matcher;
use super::pairs::PairSieve;
use super::query::Query;
use super::rank::Rank;

/// The index of a list of names.
#[derive(Debug, Clone)]
pub struct NameIndex {
    alphabet: Alphabet,
    lines: Lines,
    sieve: PairSieve,
}

impl NameIndex {
    /// Works out the index of a list of names.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut alphabet, mut lines) = (Alphabet::default(), Lines::default());
        for (place, name) in (0..).zip(names) {
            lines.add_name(place, name, &mut alphabet);
        }
        let sieve = PairSieve::new(&lines, &alphabet);
        Self { alphabet, lines, sieve }
    }

    /// Places in the list of the names that match what was typed (characters, pinyin, initials, composition text), the best
    /// first; of equally good ones that which stands further ahead in the list.
    pub fn search(&self, text: &str, limit: usize) -> Vec<u32> {
        let query = Query::new(text);
        if query.is_empty() {
            return Vec::new();
        }
        let mut matcher = Matcher::new(&query, &self.alphabet);
        let mut found: Vec<Rank> = Vec::new();
        for at in self.sieve.run(&query) {
            let line = self.lines.line(at);
            found.extend(matcher.in_one_run(line).map(|(class, _)| Rank::new(class, line)));
        }
        if limit < found.len() {
            found.select_nth_unstable(limit);
            found.truncate(limit);
        }
        found.sort_unstable();
        found.into_iter().map(|rank| rank.item.0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_found_by_whatever_is_typed_of_their_name() {
        let index = NameIndex::new(["王小明", "欧阳修", "买买提·艾力", "𬱖伟", "单田芳", "王明", "Anna Schmidt"]);
        let check = |text: &str, expected: &[u32]| assert_eq!(index.search(text, 10), expected, "{text}");
        check("wxm", &[0]);
        check("w'xm", &[0]);
        check("王", &[5, 0]);
        check("wang", &[5, 0]);
        check("ming", &[5, 0]);
        check("oyx", &[1]);
        check("艾力", &[2]);
        check("𬱖", &[3]);
        check("stf", &[4]);
        check("dtf", &[4]);
        check("schm", &[6]);
        check("zhang", &[]);
        check("  ", &[]);
        assert_eq!(index.search("w", 1), index.search("w", 9)[..1], "few are the first of many");
    }
}

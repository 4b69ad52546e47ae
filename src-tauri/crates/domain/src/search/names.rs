//! Type-to-search over the names of people: the matching of items, over a list whose order the caller chooses.
//!
//! Only names, and only in memory that is unlocked with the program; whose they are, numbers and phones are the caller's.

use super::alphabet::Alphabet;
use super::line::Lines;
use super::matching::Matcher;
use super::pairs::PairSieve;
use super::query::Query;
use super::rank::Rank;
use std::collections::HashSet;

/// The index of a list of names.
#[derive(Debug, Clone)]
pub struct NameIndex {
    alphabet: Alphabet,
    lines: Lines,
    sieve: PairSieve,
}

/// A name that matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameHit {
    /// Its place in the list.
    pub place: u32,
    /// Not by its characters: it only sounds like what was typed, as pinyin, initials and passports spell it.
    pub by_sound: bool,
}

/// Hits so far, none twice.
#[derive(Default)]
struct Hits {
    hits: Vec<NameHit>,
    known: HashSet<u32>,
}

impl Hits {
    fn add(&mut self, more: impl IntoIterator<Item = NameHit>) {
        self.hits.extend(more.into_iter().filter(|hit| self.known.insert(hit.place)));
    }
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

    /// Names that match what was typed (characters of either script, pinyin, initials, composition text, letters with or
    /// without accents), the best first; of equally good ones that which stands further ahead in the list. Behind them those
    /// that a passport spells so.
    pub fn search(&self, text: &str, limit: usize) -> Vec<NameHit> {
        let query = Query::of_name(text);
        let mut found = Hits::default();
        found.add(self.run(&query, limit));
        for turned in turned(text) {
            found.add(self.run(&Query::of_name(&turned), limit));
        }
        for spelling in query.spelled() {
            let latin = self.run(&spelling, usize::MAX).into_iter().filter(|hit| !hit.by_sound);
            found.add(latin.map(|hit| NameHit { by_sound: true, ..hit }));
        }
        found.hits.truncate(limit);
        found.hits
    }

    /// Where nothing matches: names that sound like the one that was typed, or that German spells otherwise.
    pub fn search_alike(&self, text: &str, limit: usize) -> Vec<NameHit> {
        let query = Query::of_name(text);
        let mut found = Hits::default();
        for other in query.spelled().into_iter().take(1).chain(german(&query)) {
            found.add(self.run(&other, limit));
        }
        found.hits.truncate(limit);
        found.hits
    }

    fn run(&self, query: &Query, limit: usize) -> Vec<NameHit> {
        if query.is_empty() {
            return Vec::new();
        }
        let mut matcher = Matcher::new(query, &self.alphabet);
        let mut found: Vec<(Rank, bool)> = Vec::new();
        for at in self.sieve.run(query) {
            let line = self.lines.line(at);
            found.extend(matcher.in_one_run(line).map(|run| (Rank::new(run.class, line), run.by_sound)));
        }
        if limit < found.len() {
            found.select_nth_unstable(limit);
            found.truncate(limit);
        }
        found.sort_unstable();
        found.into_iter().map(|(rank, by_sound)| NameHit { place: rank.item.0, by_sound }).collect()
    }
}

/// A name of several Latin words with the last in front, and with the first behind: passports have it either way.
fn turned(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split([' ', ',', '<', '\u{3000}', '，']).filter(|word| !word.is_empty()).collect();
    let latin =
        |word: &&str| word.chars().all(|c| c.is_alphabetic() && c < '\u{2000}' || matches!(c, '\'' | '’' | '-'));
    if words.len() < 2 || !words.iter().all(latin) {
        return Vec::new();
    }
    let turned = |by: usize| {
        let mut words = words.clone();
        words.rotate_left(by);
        words.join(" ")
    };
    let mut all = vec![turned(words.len() - 1), turned(1)];
    all.dedup();
    all
}

/// Passports write `UE` for `Ü`, and cards `u`. Source: ICAO Doc 9303-3, section 6.
fn german(query: &Query) -> Vec<Query> {
    let typed: String = query.letters().iter().collect();
    let short = [("ue", "u"), ("ae", "a"), ("oe", "o"), ("aa", "a")]
        .iter()
        .fold(typed.clone(), |text, (from, to)| text.replace(from, to));
    let long = typed.replace('v', "ue");
    [short, long].into_iter().filter(|other| *other != typed).map(|other| Query::of_name(&other)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&str], text: &str, expected: &[u32]) {
        let found: Vec<u32> = search(names, text).iter().map(|hit| hit.place).collect();
        assert_eq!(found, expected, "{text}");
    }

    /// As the program asks: what sounds alike only where there is nothing else.
    fn search(names: &[&str], text: &str) -> Vec<NameHit> {
        let index = NameIndex::new(names.iter().copied());
        let found = index.search(text, 10);
        if found.is_empty() { index.search_alike(text, 10) } else { found }
    }

    #[test]
    fn people_are_found_by_whatever_is_typed_of_their_name() {
        let names = ["王小明", "欧阳修", "买买提·艾力", "𬱖伟", "单田芳", "王明", "Anna Schmidt"];
        let check = |text: &str, expected: &[u32]| check(&names, text, expected);
        check("wxm", &[0]);
        check("w'xm", &[0]);
        check("王", &[5, 0]);
        check("wang", &[5, 0]);
        check("ming", &[5, 0]);
        check("oyx", &[1]);
        check("艾力", &[2]);
        check("买买提•艾力", &[2]);
        check("𬱖", &[3]);
        check("stf", &[4]);
        check("dtf", &[4]);
        check("schm", &[6]);
        check("zhang", &[]);
        check("  ", &[]);
        let index = NameIndex::new(names);
        assert_eq!(index.search("w", 1), index.search("w", 9)[..1], "few are the first of many");
    }

    #[test]
    fn foreign_names_are_found_with_and_without_accents() {
        let names =
            ["Nguyễn Thị Hương", "José Fernández", "Đặng Văn", "Łukasz Żółć", "Søren", "Strauß", "Işık", "Müller"];
        for (at, ways) in [
            (0, &["nguyen", "Nguyễn", "NGUYEN THI HUONG", "Nguye\u{302}\u{303}n", "huong"][..]),
            (1, &["fernandez", "Fernández", "Fernandez Jose", "FERNANDEZ, JOSE", "FERNANDEZ<<JOSE"][..]),
            (2, &["dang", "đặng", "Ｄａｎｇ"][..]),
            (3, &["lukasz", "Łukasz", "zolc"][..]),
            (4, &["soren", "SØREN"][..]),
            (5, &["strauss", "Strauß"][..]),
            (6, &["isik", "IŞIK"][..]),
            (7, &["muller", "Müller", "mueller", "MVLLER"][..]),
        ] {
            for typed in ways {
                check(&names, typed, &[at]);
            }
        }
    }

    #[test]
    fn both_scripts_and_characters_that_only_look_alike_find_each_other() {
        for (name, typed) in [
            ("王國強", "王国强"),
            ("王国强", "王國強"),
            ("蕭乾", "萧干"),
            ("⽅大文", "方⼤⽂"),
            ("方大文", "fdw"),
            ("葛\u{e0101}城", "葛城"),
        ] {
            check(&[name], typed, &[0]);
            if !typed.is_ascii() {
                assert!(!NameIndex::new([name]).search(typed, 1)[0].by_sound, "{typed} is {name} itself");
            }
        }
        check(&["王国强"], "王国", &[0]);
        check(&["𬭼㛃"], "㛃", &[0]);
    }

    #[test]
    fn passports_and_characters_find_each_other_by_sound() {
        for (name, ways) in [
            ("王伟", &["WANG WEI", "Wei Wang", "WANG, WEI", "wangwei", "王玮"][..]),
            ("吕布", &["LYU BU", "LV BU", "LÜ BU", "Lu Bu", "Bu Lyu"][..]),
            ("女娲", &["NYU WA", "nv wa"][..]),
            ("WANG WEI", &["王伟", "王偉"][..]),
            ("Wei Wang", &["王伟"][..]),
            ("LYU BU", &["吕布", "呂布"][..]),
            ("SHAN XIONG", &["单雄"][..]),
            ("Xiaoming Wang", &["王小明"][..]),
        ] {
            for typed in ways {
                let found = search(&[name], typed);
                assert_eq!(found, [NameHit { place: 0, by_sound: true }], "{name} by {typed}");
            }
        }
        let both = search(&["王玮", "WANG WEI", "王伟"], "王伟");
        let marked: Vec<_> = both.iter().map(|hit| (hit.place, hit.by_sound)).collect();
        assert_eq!(marked, [(2, false), (1, true)], "who only sounds alike is not listed beside who is meant");
        assert_eq!(NameIndex::new(["WANG WEI"]).search("wei wang", 9), [NameHit { place: 0, by_sound: false }]);
    }
}

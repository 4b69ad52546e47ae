//! The characters that occur in a catalogue, each with everything that may be typed for it.

use crate::text::{is_chinese, narrow, unified};
use pinyin::ToPinyinMulti;
use std::collections::HashMap;

/// Number of a character in the [`Alphabet`]; below 2³⁰, as there are fewer pairs of characters in any catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Symbol(pub(super) u32);

/// A character with what may be typed for it.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    /// Itself, and its Traditional form (the same where there is none).
    pub(super) forms: [char; 2],
    /// All its readings as plain pinyin, `ü` as `v`, as `u` and, as passports spell it, as `yu`. Empty for letters and
    /// digits.
    pub(super) readings: Vec<Box<[char]>>,
}

impl Typed {
    /// Letters that what is typed for it may begin with.
    pub(super) fn firsts(&self) -> impl Iterator<Item = char> + '_ {
        self.forms.iter().copied().chain(self.readings.iter().filter_map(|reading| reading.first().copied()))
    }

    /// Letters that what is typed for it may end with, when more is typed after it.
    pub(super) fn ends(&self) -> impl Iterator<Item = char> + '_ {
        let last = self.readings.iter().filter_map(|reading| reading.last().copied());
        let double = self.readings.iter().any(|reading| is_double_initial(reading)).then_some('h');
        self.firsts().chain(last).chain(double)
    }

    /// A letter or digit, typed as it is.
    pub(super) fn is_letter(&self) -> bool {
        self.forms[0].is_ascii()
    }
}

/// The first consonant of a reading when that is written with two letters.
pub(super) fn is_double_initial(reading: &[char]) -> bool {
    matches!(reading, ['z' | 'c' | 's', 'h', ..])
}

/// All characters of a catalogue.
#[derive(Debug, Clone, Default)]
pub(super) struct Alphabet {
    numbers: HashMap<[char; 2], Symbol>,
    symbols: Vec<Typed>,
}

impl Alphabet {
    /// The symbol of a character with its Traditional form.
    pub(super) fn symbol(&mut self, forms: [char; 2]) -> Symbol {
        let next = Symbol(u32::try_from(self.symbols.len()).unwrap_or(u32::MAX));
        *self.numbers.entry(forms).or_insert_with(|| {
            let mut all = readings(forms[0]);
            all.extend(readings(forms[1]));
            all.sort_unstable();
            all.dedup();
            self.symbols.push(Typed { forms, readings: all });
            next
        })
    }

    /// What may be typed for a symbol of this alphabet.
    pub(super) fn typed(&self, symbol: Symbol) -> &Typed {
        &self.symbols[symbol.0 as usize]
    }

    /// For each symbol, whether it passes; looked up by [`Flags::of`].
    pub(super) fn flags(&self, test: impl Fn(&Typed) -> bool) -> Flags {
        Flags(self.symbols.iter().map(test).collect())
    }
}

/// Yes or no for each symbol.
#[derive(Debug)]
pub(super) struct Flags(Vec<bool>);

impl Flags {
    pub(super) fn of(&self, symbol: Symbol) -> bool {
        self.0[symbol.0 as usize]
    }
}

/// A character in one case and one width; nothing for what is not typed: spaces, apostrophes, punctuation.
pub(super) fn fold(c: char) -> Option<char> {
    let plain = match unified(narrow(c)) {
        'ü' | 'Ü' => 'v',
        c => c,
    };
    (plain.is_alphanumeric() || is_chinese(plain)).then(|| plain.to_lowercase().next().unwrap_or(plain))
}

/// Readings of a Chinese character in plain pinyin, the commonest first.
pub(super) fn readings(c: char) -> Vec<Box<[char]>> {
    let mut all: Vec<Box<[char]>> = Vec::new();
    let mut add = |reading: Box<[char]>| {
        if !all.contains(&reading) {
            all.push(reading);
        }
    };
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        let letters = |umlaut| reading.plain().chars().map(|l| if l == 'ü' { umlaut } else { l }).collect();
        add(letters('v'));
        add(letters('u'));
        // Passports write LYU and NYU. Source: GB/T 28039-2011.
        add(reading.plain().replace('ü', "yu").chars().collect());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(c: char, expect: &[&str]) {
        let all: Vec<String> = readings(c).iter().map(|reading| reading.iter().collect()).collect();
        for reading in expect {
            assert!(all.iter().any(|known| known == reading), "{c} {reading}: {all:?}");
        }
    }

    #[test]
    fn all_readings_of_a_character() {
        check('重', &["zhong", "chong"]);
        check('行', &["xing", "hang"]);
        check('乐', &["le", "yue"]);
        check('女', &["nv", "nu", "nyu"]);
        check('吕', &["lv", "lu", "lyu"]);
        check('略', &["lve", "lue"]);
        check('證', &["zheng"]);
        check('䶮', &["yan"]);
        assert!(readings('a').is_empty() && readings('·').is_empty());
    }

    #[test]
    fn letters_come_in_one_case_and_one_width() {
        assert_eq!(fold('Ａ'), Some('a'));
        assert_eq!(fold('９'), Some('9'));
        assert_eq!(fold('Ü'), Some('v'));
        assert_eq!(fold('食'), Some('食'));
        assert_eq!(fold('⾷'), Some('食'));
        assert_eq!(fold('٩'), Some('9'));
        for dropped in ['\'', '’', ' ', '\u{3000}', '（', '、', '·', '-'] {
            assert_eq!(fold(dropped), None, "{dropped:?}");
        }
    }
}

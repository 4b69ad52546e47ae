//! The searchable texts of all items.

use super::alphabet::{Alphabet, Symbol, fold};
use crate::reference::catalogue::{Item, ItemId};
use crate::text::{Letter, letters};

/// Letters of a code that have to be typed before its middle is searched.
const CODE_INSIDE_MIN: usize = 4;

/// What the text is of the item, in the order in which equally good matches are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// Chinese name.
    Name,
    /// Short spoken name.
    Alias,
    /// Item code.
    Code,
    /// English name.
    English,
}

impl Field {
    const COUNT: usize = Field::English as usize + 1;
}

/// A character of a text that can be typed. Small: what a keystroke reads of a large catalogue is bound by memory.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit(u32);

impl Unit {
    const STARTS_WORD: u32 = 1 << 31;
    const IS_LETTER: u32 = 1 << 30;

    fn new(symbol: Symbol, starts_word: bool, is_letter: bool) -> Self {
        let flag = |flag: u32, set: bool| if set { flag } else { 0 };
        Self(symbol.0 | flag(Self::STARTS_WORD, starts_word) | flag(Self::IS_LETTER, is_letter))
    }

    /// Which character.
    pub(super) fn symbol(self) -> Symbol {
        Symbol(self.0 & !(Self::STARTS_WORD | Self::IS_LETTER))
    }

    /// It stands at the beginning, after punctuation or a space, or where letters and Chinese characters meet.
    pub(super) fn starts_word(self) -> bool {
        self.0 & Self::STARTS_WORD != 0
    }

    /// A letter or digit.
    pub(super) fn is_letter(self) -> bool {
        self.0 & Self::IS_LETTER != 0
    }
}

/// A text with its characters that can be typed; punctuation and spaces are passed over.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) item: ItemId,
    /// Characters of the item's name: of equally good hits the item with the shorter name comes first.
    pub(super) name_length: u16,
    pub(super) field: Field,
    pub(super) units: &'a [Unit],
}

impl Line<'_> {
    /// Whether a query of so many letters may begin at a unit: not in the middle of a word of letters, and in that of a code
    /// only when enough of it is typed.
    pub(super) fn may_begin(&self, unit: Unit, letters: usize) -> bool {
        unit.starts_word() || !unit.is_letter() || (self.field == Field::Code && letters >= CODE_INSIDE_MIN)
    }
}

/// A text as it is shown.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    pub(super) text: String,
    /// In Traditional characters, as many, where it differs.
    pub(super) traditional: Option<String>,
}

/// Where a line's units are, and whose line it is.
#[derive(Debug, Clone, Copy)]
struct Head {
    item: ItemId,
    name_length: u16,
    field: Field,
    start: u32,
    end: u32,
}

/// All lines, those of an item side by side. What a keystroke reads lies together; what is shown lies apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    heads: Vec<Head>,
    /// By field: most keystrokes read the names only.
    units: [Vec<Unit>; Field::COUNT],
    shown: Vec<Shown>,
}

impl Lines {
    pub(super) fn len(&self) -> usize {
        self.heads.len()
    }

    pub(super) fn line(&self, at: usize) -> Line<'_> {
        let Head { item, name_length, field, start, end } = self.heads[at];
        Line { item, name_length, field, units: &self.units[field as usize][start as usize..end as usize] }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Line<'_>> {
        (0..self.len()).map(|at| self.line(at))
    }

    pub(super) fn shown(&self, at: usize) -> &Shown {
        &self.shown[at]
    }

    /// Adds the texts of an item, its name in both scripts as one line: they nearly always agree character by character.
    pub(super) fn add_item(&mut self, item: &Item, alphabet: &mut Alphabet) {
        let (hans, hant) = (item.names.zh_hans.as_str(), item.names.zh_hant.as_str());
        if hans.chars().count() == hant.chars().count() {
            self.add(item, Field::Name, hans, (hans != hant).then_some(hant), alphabet);
        } else {
            self.add(item, Field::Name, hans, None, alphabet);
            self.add(item, Field::Name, hant, None, alphabet);
        }
        for alias in &item.aliases {
            self.add(item, Field::Alias, alias, None, alphabet);
        }
        if let Some(code) = &item.code {
            self.add(item, Field::Code, code, None, alphabet);
        }
        if item.names.en != item.names.zh_hans {
            self.add(item, Field::English, &item.names.en, None, alphabet);
        }
    }

    /// Adds a person's name; `place` stands for whose it is.
    pub(super) fn add_name(&mut self, place: u32, name: &str, alphabet: &mut Alphabet) {
        let units = units_of_name(name, alphabet);
        // A name is shown by whoever asks.
        self.add_units(ItemId(place), name, Field::Name, &units, Shown { text: String::new(), traditional: None });
    }

    fn add(&mut self, item: &Item, field: Field, text: &str, traditional: Option<&str>, alphabet: &mut Alphabet) {
        self.add_text(item.id, &item.names.zh_hans, field, text, traditional, alphabet);
    }

    fn add_text(
        &mut self,
        item: ItemId,
        name: &str,
        field: Field,
        text: &str,
        traditional: Option<&str>,
        alphabet: &mut Alphabet,
    ) {
        let units = units(text, traditional.unwrap_or(text), alphabet);
        self.add_units(
            item,
            name,
            field,
            &units,
            Shown { text: text.to_owned(), traditional: traditional.map(str::to_owned) },
        );
    }

    fn add_units(&mut self, item: ItemId, name: &str, field: Field, units: &[Unit], shown: Shown) {
        if units.is_empty() {
            return;
        }
        let arena = &mut self.units[field as usize];
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let start = place(arena.len());
        arena.extend(units);
        let end = place(arena.len());
        let name_length = u16::try_from(name.chars().count()).unwrap_or(u16::MAX);
        self.heads.push(Head { item, name_length, field, start, end });
        self.shown.push(shown);
    }
}

/// The characters of a text that can be typed, each with its place, counted in characters. Places are 16 bit: what stands
/// further back is not searched.
pub(super) fn typed_characters(text: &str) -> impl Iterator<Item = (u16, char)> + '_ {
    (0..u16::MAX).zip(text.chars()).filter_map(|(place, c)| Some((place, fold(c)?)))
}

/// The units of a text; `traditional` has as many characters.
fn units(text: &str, traditional: &str, alphabet: &mut Alphabet) -> Vec<Unit> {
    let other: Vec<char> = traditional.chars().collect();
    let mut units: Vec<Unit> = Vec::new();
    let mut expected = 0;
    for (place, form) in typed_characters(text) {
        let other = other.get(usize::from(place)).copied().and_then(fold).unwrap_or(form);
        let symbol = alphabet.symbol([form, other]);
        let is_letter = alphabet.typed(symbol).is_letter();
        let after_gap = units.is_empty() || place != expected;
        let starts_word = after_gap || units.last().is_some_and(|unit| unit.is_letter() != is_letter);
        units.push(Unit::new(symbol, starts_word, is_letter));
        expected = place + 1;
    }
    units
}

/// The units of a person's name, in both scripts.
fn units_of_name(name: &str, alphabet: &mut Alphabet) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for Letter { form, other, after_gap } in letters(name) {
        let symbol = alphabet.symbol([form, other]);
        let is_letter = alphabet.typed(symbol).is_letter();
        let starts_word = after_gap || units.last().is_some_and(|unit| unit.is_letter() != is_letter);
        units.push(Unit::new(symbol, starts_word, is_letter));
    }
    units
}

//! Which hit comes first.

use super::line::{Field, Line};
use crate::reference::catalogue::ItemId;

/// How a text matches, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// Whole, by characters or by full pinyin.
    Exact,
    /// From its beginning, by characters or by full pinyin; the last syllable may be unfinished.
    Prefix,
    /// From its beginning, some characters by their initial. Beginnings of English names count no higher, so that two
    /// letters do not find English words before Chinese ones.
    Initials,
    /// From the beginning of a word or after punctuation.
    WordStart,
    /// In the middle.
    Inside,
    /// In pieces.
    Scattered,
}

/// The order of hits: fields are compared in the order in which they are declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    pub(super) class: Class,
    field: Field,
    length: usize,
    name_length: u16,
    pub(super) item: ItemId,
}

impl Rank {
    pub(super) fn new(class: Class, line: Line<'_>) -> Self {
        let (field, length, name_length) = (line.field, line.units.len(), line.name_length);
        Self { class, field, length, name_length, item: line.item }
    }
}

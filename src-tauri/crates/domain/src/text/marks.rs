//! Marks that cannot be seen, and characters that are another one in a different width or set.

use super::scripts::unified;

/// Where the ten digits of other scripts begin. Source: Unicode 16.0, general category Nd, in use for writing today.
const ZEROS: [u32; 32] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50,
    0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620,
    0xA8D0, 0xA9D0, 0xAA50, 0xABF0,
];
/// The same digits five times over, for mathematics: documents made elsewhere carry them.
const MATHEMATICAL: std::ops::RangeInclusive<u32> = 0x1D7CE..=0x1D7FF;

/// Nobody sees it and nobody types it: marks of direction and width, a byte order mark, a soft hyphen, selectors of a
/// glyph. Selectors that choose between the forms of one Chinese character (U+E0100 on) are not among them: a name keeps
/// them.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// A selector between the forms of one Chinese character.
pub(crate) fn is_selector(c: char) -> bool {
    matches!(c, '\u{e0100}'..='\u{e01ef}')
}

/// A space of any width, a tab, the end of a line, or a filler that looks like a space.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{2800}' | '\u{3164}' | '\u{ffa0}')
}

/// A dash of any length.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{2212}'
                | '\u{2500}'
                | '\u{2501}'
                | '\u{2796}'
                | '\u{2e3a}'
                | '\u{2e3b}'
                | '\u{30fc}'
                | '\u{fe31}'
                | '\u{fe32}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
                | '\u{ff70}'
    )
}

/// A character of an input method in full width as the ordinary one, and a digit of any script as 0 to 9.
pub(crate) fn narrow(c: char) -> char {
    let code = u32::from(c);
    match c {
        '\0'..='\u{7f}' => c,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(code - 0xfee0).unwrap_or(c),
        _ if MATHEMATICAL.contains(&code) => digit((code - MATHEMATICAL.start()) % 10),
        _ => ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)).map_or(c, |zero| digit(code - zero)),
    }
}

fn digit(value: u32) -> char {
    char::from_digit(value, 10).unwrap_or('0')
}

/// A free text as it is kept: line ends and signs stay, what cannot be seen and what only looks like a Chinese character
/// does not.
pub fn clean_text(typed: &str) -> String {
    // Joiners and selectors shape a sign here, and stay.
    let shapes = |c: char| matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0020}'..='\u{e007f}');
    let kept: String = typed.chars().filter(|c| shapes(*c) || !is_unseen(*c)).map(unified).collect();
    kept.trim_matches(is_space).to_owned()
}

/// A cell of a table: what cannot be seen is gone, every space is an ordinary one, and there is none around it. Signs,
/// widths and line ends stay: they may be part of a name.
pub fn clean_cell(text: &str) -> String {
    let plain = |c: char| if is_space(c) && !matches!(c, '\n' | '\r' | '\t') { ' ' } else { unified(c) };
    let kept: String = text.chars().filter(|c| !is_unseen(*c)).map(plain).collect();
    kept.trim().to_owned()
}

/// A secret as it counts: without marks that cannot be seen, in ordinary width. Spaces and dashes are part of it.
pub fn clean_secret_marks(typed: &str) -> String {
    typed.chars().filter(|c| !is_unseen(*c)).map(narrow).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_every_script_are_digits() {
        for typed in [
            "0123456789",
            "０１２３４５６７８９",
            "٠١٢٣٤٥٦٧٨٩",
            "۰۱۲۳۴۵۶۷۸۹",
            "०१२३४५६७८९",
            "๐๑๒๓๔๕๖๗๘๙",
            "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
            "༠༡༢༣༤༥༦༧༨༩",
        ] {
            assert_eq!(typed.chars().map(narrow).collect::<String>(), "0123456789", "{typed}");
        }
    }

    #[test]
    fn a_cell_and_a_text_lose_what_cannot_be_seen_and_keep_the_rest() {
        assert_eq!(clean_cell("\u{feff} 税\u{200b}务局\u{a0}（北京） \u{202c}"), "税务局 （北京）");
        assert_eq!(clean_cell("⽅正\u{3000}"), "方正");
        assert_eq!(clean_cell("一行\n二行"), "一行\n二行");
        assert_eq!(clean_text("\u{202a}带\n⽂件\u{202c} 👨\u{200d}👩 "), "带\n文件 👨\u{200d}👩");
        assert_eq!(clean_secret_marks("\u{200e}２４６８１３\u{200b}"), "246813");
    }

    #[test]
    fn the_selector_of_a_glyph_is_no_invisible_mark() {
        assert!(is_selector('\u{e0101}') && !is_unseen('\u{e0101}'));
    }
}

//! The characters of a reply in the one form they are compared in, each beside itself as it was typed.

use crate::text::{is_dash, is_space, is_unseen, narrow, simplified, unified};

/// A character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sign {
    /// As it is compared: ordinary width, simplified, small, one dash, one space.
    pub plain: char,
    /// As it was typed.
    pub typed: char,
}

/// All that can be seen of a text.
pub(super) fn signs(text: &str) -> Vec<Sign> {
    text.chars().filter(|c| !is_unseen(*c)).map(|typed| Sign { plain: plain(typed), typed }).collect()
}

/// A text in the form it is compared in.
pub(super) fn plain_text(text: &str) -> Vec<char> {
    signs(text.trim()).iter().map(|sign| sign.plain).collect()
}

/// The text as it was typed.
pub(super) fn typed(signs: &[Sign]) -> String {
    signs.iter().map(|sign| sign.typed).collect()
}

/// The plain character at a place.
pub(super) fn at(signs: &[Sign], place: usize) -> Option<char> {
    signs.get(place).map(|sign| sign.plain)
}

/// How many signs from the beginning are spaces.
pub(super) fn spaces(signs: &[Sign]) -> usize {
    signs.iter().take_while(|sign| sign.plain == ' ').count()
}

fn plain(c: char) -> char {
    let one = |c: char| {
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(small), None) => small,
            _ => c,
        }
    };
    match simplified(unified(narrow(c))) {
        c if is_space(c) => ' ',
        c if is_dash(c) => '-',
        '〜' | '∼' => '~',
        '︰' | '∶' => ':',
        '﹐' => ',',
        c => one(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_scripts_and_marks_come_to_one_form_and_what_was_typed_stays() {
        let read = signs("\u{feff}稅務局\u{200b}：２人　ＯＫ－－上午～");
        assert_eq!(read.iter().map(|sign| sign.plain).collect::<String>(), "税务局:2人 ok--上午~");
        assert_eq!(typed(&read), "稅務局：２人　ＯＫ－－上午～");
    }
}

//! Cuts a line into what is known of it. A line with anything else in it is not understood.

use super::figures::{begins, date, people};
use super::halves::{Hours, Scope};
use super::hours::{Side, hours};
use super::lexicon::{Lexicon, Meaning};
use super::person::{is_family_name, is_name, is_soft_name, kept, may_be_name};
use super::phone::phone;
use super::signs::{Sign, at, spaces};
use super::words::Word;
use super::{Person, Unclear};
use crate::reference::catalogue::{DepartmentId, ItemId};
use crate::text::is_chinese;
use chrono::NaiveDate;

/// Signs that say nothing.
const SILENT: &str = " -~、()[]{}<>《》〈〉【】〔〕「」『』“”‘’\"'`…·•*#_^—👌👍🙏😊😄😀🙂🌹🤝💪✌";

/// A known piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Department(DepartmentId),
    Items(Vec<ItemId>),
    Half(Scope),
    Hours(Hours),
    Count(u16),
    Name(Person),
    Phone(String),
    Word(Word),
    Colon,
    /// The end of a clause.
    Break,
    /// Something that is neither a letter nor a digit.
    Gap,
}

/// The tokens of a line.
///
/// # Errors
/// The first thing that is not known, or that makes the line no answer.
pub(super) fn tokens(signs: &[Sign], lexicon: &Lexicon, day: NaiveDate) -> Result<Vec<Token>, Unclear> {
    let mut lexer = Lexer { signs, lexicon, day, tokens: Vec::new() };
    let mut place = 0;
    while place < signs.len() {
        place += lexer.step(place)?;
    }
    Ok(lexer.tokens)
}

struct Lexer<'a> {
    signs: &'a [Sign],
    lexicon: &'a Lexicon,
    day: NaiveDate,
    tokens: Vec<Token>,
}

/// What the signs at a place begin with.
enum Piece {
    Date(bool),
    Hours(super::hours::Found),
    Count(u16),
    Phone(String),
    Meaning(Meaning),
}

impl Lexer<'_> {
    /// Takes what stands at a place and says how many signs it has.
    fn step(&mut self, place: usize) -> Result<usize, Unclear> {
        if let Some(length) = self.soft_name(place) {
            return Ok(length);
        }
        if let Some((length, piece)) = self.piece(place) {
            self.push(piece)?;
            return Ok(length);
        }
        let c = self.signs[place].plain;
        if is_sign(c) {
            self.tokens.push(mark(c)?);
            return Ok(1);
        }
        self.unknown(place)
    }

    /// The longest thing that is known there; of equally long ones the first.
    fn piece(&self, place: usize) -> Option<(usize, Piece)> {
        let signs = &self.signs[place..];
        let starts_digits = place > 0 && self.signs[place - 1].plain.is_ascii_digit();
        if starts_digits && at(signs, 0).is_some_and(|c| c.is_ascii_digit()) {
            return None;
        }
        let mut found: Option<(usize, Piece)> = None;
        let mut offer = |length: usize, piece: Piece| {
            if found.as_ref().is_none_or(|(longest, _)| length > *longest) {
                found = Some((length, piece));
            }
        };
        if let Some((is_day, length)) = date(signs, self.day) {
            offer(length, Piece::Date(is_day));
        }
        if let Some(hours) = hours(signs, self.half_before(), |rest| self.side(rest)) {
            offer(hours.length, Piece::Hours(hours));
        }
        if let Some((count, length)) = people(signs) {
            offer(length, Piece::Count(count));
        }
        if let Some((number, length)) = phone(signs) {
            offer(length, Piece::Phone(number));
        }
        if let Some((length, meaning)) = self.lexicon.longest(signs) {
            offer(length, Piece::Meaning(meaning.clone()));
        }
        found
    }

    fn half_before(&self) -> Option<Scope> {
        let last = self.tokens.iter().rev().find(|token| **token != Token::Gap)?;
        if let Token::Half(scope) = last { Some(*scope) } else { None }
    }

    /// Whether a lone time is a beginning or an end, by the word behind it.
    fn side(&self, rest: &[Sign]) -> Option<(Side, usize)> {
        match self.lexicon.word(rest)? {
            (length, Word::Later) => Some((Side::From, length)),
            (length, Word::Earlier) => Some((Side::Until, length)),
            (_, Word::Come) => Some((Side::From, 0)),
            _ => None,
        }
    }

    fn push(&mut self, piece: Piece) -> Result<(), Unclear> {
        let token = match piece {
            Piece::Date(true) => Token::Gap,
            Piece::Date(false) | Piece::Meaning(Meaning::Word(Word::OtherDay)) => return Err(Unclear::OtherDay),
            Piece::Hours(found) => {
                let hours = found.hours.ok_or(Unclear::Hours)?;
                if found.own_halves && self.half_before().is_some() {
                    while self.tokens.pop() == Some(Token::Gap) {}
                }
                Token::Hours(hours)
            }
            Piece::Count(count) => Token::Count(count),
            Piece::Phone(number) => Token::Phone(number),
            Piece::Meaning(Meaning::Department(id)) => Token::Department(id),
            Piece::Meaning(Meaning::Shared) => return Err(Unclear::SeveralDepartments),
            Piece::Meaning(Meaning::Items(items)) => Token::Items(items),
            Piece::Meaning(Meaning::Word(word)) => match word {
                Word::Half(scope) => Token::Half(scope),
                Word::Doubt => return Err(Unclear::Doubtful),
                // 王芳科长, 2名同志: what they are says nothing more.
                Word::Title if matches!(self.tokens.last(), Some(Token::Name(_) | Token::Count(_))) => return Ok(()),
                Word::Title | Word::Later | Word::Earlier => return Err(Unclear::Words),
                word => Token::Word(word),
            },
        };
        self.tokens.push(token);
        Ok(())
    }

    /// A name that has a word in it: 王和平.
    fn soft_name(&mut self, place: usize) -> Option<usize> {
        let is_letter = |place: usize| at(self.signs, place).is_some_and(is_chinese);
        if place > 0 && is_letter(place - 1) {
            return None;
        }
        let length = self.signs[place..].iter().take_while(|sign| is_chinese(sign.plain)).count();
        let run = &self.signs[place..place + length];
        let word = |from: usize| self.piece(place + from).map(|(length, _)| length);
        if length != 3 || word(0).is_some() || !is_soft_name(run, [word(1), word(2)]) {
            return None;
        }
        self.tokens.push(Token::Name(Person { name: kept(run), phone: None }));
        Some(length)
    }

    /// A stretch that means nothing known: a name, or the line is not understood.
    fn unknown(&mut self, place: usize) -> Result<usize, Unclear> {
        let is_dot = |c: char| matches!(c, '·' | '•' | '‧' | '・' | '⋅');
        let is_part = |c: char| c.is_alphanumeric() || is_chinese(c) || is_dot(c);
        let mut end = place + 1;
        while at(self.signs, end).is_some_and(is_part) && (is_dot(self.signs[end].plain) || self.piece(end).is_none()) {
            end += 1;
        }
        let run = &self.signs[place..end];
        let rest = &self.signs[end..];
        let title = match self.lexicon.word(rest) {
            Some((length, Word::Title)) if is_family_name(run) => length,
            _ => 0,
        };
        let stands_alone = place == 0 || !is_chinese(self.signs[place - 1].plain);
        let has_number = stands_alone && phone(&rest[spaces(rest)..]).is_some();
        if is_name(run) || title > 0 || has_number && may_be_name(run) {
            let name = kept(&self.signs[place..end + title]);
            self.tokens.push(Token::Name(Person { name, phone: None }));
            return Ok(end + title - place);
        }
        // 等2人 behind a name: they are among the two.
        let is_among = begins(run, "等") && run.len() == 1 && people(rest).is_some();
        if is_among { Ok(1) } else { Err(Unclear::Words) }
    }
}

fn is_sign(c: char) -> bool {
    !c.is_alphanumeric() && !is_chinese(c)
}

/// What a sign that is no letter says.
fn mark(c: char) -> Result<Token, Unclear> {
    match c {
        ',' | '。' | ';' | '!' | '.' | '|' | '/' | '｡' => Ok(Token::Break),
        ':' => Ok(Token::Colon),
        // A question, or something that is said to somebody.
        '?' | '@' => Err(Unclear::Doubtful),
        c if SILENT.contains(c) => Ok(Token::Gap),
        // Any other sign may say something, such as no.
        _ => Err(Unclear::Words),
    }
}

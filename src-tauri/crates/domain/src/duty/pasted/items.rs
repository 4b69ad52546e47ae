//! Which items those who come may do, as a reply says it: 只办X, 不办X, X不办, 除X外.

use super::Unclear;
use super::tokens::Token;
use super::words::Word;
use crate::event::Items;
use crate::reference::catalogue::ItemId;

/// A piece of a clause once its items are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Items(Items),
    Other(Token),
}

/// What the words before items make of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Only,
    AllBut,
    /// 除 has opened it; 外 closes it.
    Except,
}

/// The clause with its items read. An item that nothing is said of makes it unclear.
///
/// # Errors
/// [`Unclear::Words`].
pub(super) fn with_items(tokens: &[Token]) -> Result<Vec<Piece>, Unclear> {
    let mut pieces = Vec::new();
    let mut reading: Option<Reading> = None;
    let mut waiting: Vec<ItemId> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            Token::Items(items) => {
                for item in items {
                    if !waiting.contains(item) {
                        waiting.push(*item);
                    }
                }
            }
            Token::Word(Word::And) | Token::Gap | Token::Colon => {}
            other => {
                let closed = close(other, &mut reading, &mut waiting)?;
                pieces.extend(closed.0.map(Piece::Items));
                if closed.1 {
                    continue;
                }
                match other {
                    Token::Word(Word::NotDo) => reading = Some(Reading::AllBut),
                    Token::Word(Word::Except) => reading = Some(Reading::Except),
                    Token::Word(Word::Only) if is_of_items(&tokens[at..]) => reading = Some(Reading::Only),
                    Token::Word(Word::Do) if is_of_items(&tokens[at..]) => reading = Some(Reading::Only),
                    Token::Word(Word::Do) => {}
                    Token::Word(Word::ExceptEnd) => return Err(Unclear::Words),
                    other => pieces.push(Piece::Other(other.clone())),
                }
            }
        }
    }
    pieces.extend(close(&Token::Break, &mut reading, &mut waiting)?.0.map(Piece::Items));
    Ok(pieces)
}

/// What the items that wait come to, now that another word follows, and whether that word belonged to them.
fn close(
    next: &Token,
    reading: &mut Option<Reading>,
    waiting: &mut Vec<ItemId>,
) -> Result<(Option<Items>, bool), Unclear> {
    let items = std::mem::take(waiting);
    let is_end = *next == Token::Word(Word::ExceptEnd);
    match (reading.take(), items.is_empty()) {
        (None, true) => Ok((None, false)),
        (Some(Reading::Only), true) if matches!(next, Token::Word(Word::Do)) => {
            *reading = Some(Reading::Only);
            Ok((None, true))
        }
        (Some(_), true) => Err(Unclear::Words),
        (Some(Reading::Only), false) => Ok((Some(Items::Only(items)), false)),
        (Some(Reading::AllBut), false) => Ok((Some(Items::AllBut(items)), false)),
        (Some(Reading::Except), false) if is_end => Ok((Some(Items::AllBut(items)), true)),
        (Some(Reading::Except), false) => Err(Unclear::Words),
        (None, false) => match next {
            Token::Word(Word::NotDo | Word::ExceptEnd) => Ok((Some(Items::AllBut(items)), true)),
            Token::Word(Word::Do) => Ok((Some(Items::Only(items)), true)),
            _ => Err(Unclear::Words),
        },
    }
}

/// Whether the next thing is an item, or deals with one.
fn is_of_items(rest: &[Token]) -> bool {
    let next = rest.iter().find(|token| !matches!(token, Token::Gap | Token::Colon | Token::Word(Word::Do)));
    matches!(next, Some(Token::Items(_)))
}

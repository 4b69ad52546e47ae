//! What belongs together in a line before its clauses are read: a denial and what it denies, a number and its owner, a
//! person and what they said.

use super::halves::Scope;
use super::tokens::Token;
use super::words::Word;
use super::{Person, Unclear};

/// A line with that done.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    pub tokens: Vec<Token>,
    /// Whoever is quoted.
    pub told_by: Option<String>,
    /// Numbers that stand beside no single name.
    pub phones: Vec<String>,
}

/// # Errors
/// [`Unclear::Doubtful`] where what is denied is not plain, [`Unclear::Words`] where a word has lost its place.
pub(super) fn spoken(tokens: &[Token]) -> Result<Spoken, Unclear> {
    let tokens = with_denials(tokens)?;
    let tokens = without_totals(&tokens)?;
    let (tokens, told_by) = without_speaker(tokens)?;
    let (tokens, phones) = with_phones(tokens);
    Ok(Spoken { tokens, told_by, phones })
}

/// 不能 is an answer alone; with what somebody would do it is the answer that they do not. Anything else behind it, such as
/// 全天, is denied in a way that leaves open what holds.
fn with_denials(tokens: &[Token]) -> Result<Vec<Token>, Unclear> {
    let mut read = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            Token::Word(Word::Unable) => {
                let denied = match tokens.get(at) {
                    Some(Token::Word(Word::Come)) => Some(Word::Cannot),
                    Some(Token::Word(Word::Do)) => Some(Word::NotDo),
                    _ => None,
                };
                at += usize::from(denied.is_some());
                if denied.is_none() && !is_alone(&tokens[at..]) {
                    return Err(Unclear::Doubtful);
                }
                read.push(Token::Word(denied.unwrap_or(Word::Cannot)));
            }
            Token::Word(Word::Filler) => {}
            other => read.push(other.clone()),
        }
    }
    let denies_twice = |pair: &[Token]| {
        pair[0] == Token::Word(Word::Cannot) && matches!(pair[1], Token::Word(Word::Cannot | Word::Away))
    };
    if read.windows(2).any(denies_twice) { Err(Unclear::Doubtful) } else { Ok(read) }
}

fn is_alone(rest: &[Token]) -> bool {
    let rest: Vec<_> = rest.iter().skip_while(|token| **token == Token::Word(Word::Filler)).take(2).collect();
    match rest.as_slice() {
        [] | [Token::Break, ..] | [Token::Gap] => true,
        [Token::Gap, next] => !matches!(next, Token::Half(Scope::Both) | Token::Word(_)),
        _ => false,
    }
}

/// Of 三人中来两人 only the two count.
fn without_totals(tokens: &[Token]) -> Result<Vec<Token>, Unclear> {
    let mut read: Vec<Token> = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        if *token != Token::Word(Word::Of) {
            read.push(token.clone());
            continue;
        }
        let mut rest = tokens[at + 1..].iter();
        let next = rest.find(|token| !matches!(token, Token::Gap | Token::Word(Word::Come | Word::Only)));
        if !matches!((read.pop(), next), (Some(Token::Count(_)), Some(Token::Count(_)))) {
            return Err(Unclear::Words);
        }
    }
    Ok(read)
}

/// 王芳：… and 王芳说… is said by her; she does not come by that. Several who speak are a list that is not understood.
fn without_speaker(tokens: Vec<Token>) -> Result<(Vec<Token>, Option<String>), Unclear> {
    let mut told_by = None;
    let mut read: Vec<Token> = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        let is_label = matches!(tokens[at + 1..].iter().find(|next| **next != Token::Gap), Some(Token::Phone(_)));
        let speaks = match token {
            Token::Word(Word::Said) => true,
            Token::Colon => !is_label,
            _ => false,
        };
        if !speaks {
            read.push(if *token == Token::Colon { Token::Gap } else { token.clone() });
            continue;
        }
        if let Some(Token::Name(person)) = read.last() {
            if told_by.is_some() {
                return Err(Unclear::Words);
            }
            told_by = Some(person.name.clone());
            read.pop();
        }
        read.push(Token::Gap);
    }
    Ok((read, told_by))
}

/// Gives each number to the one name it can belong to: the only one since the number before or since what was said of others,
/// or the one right behind it.
fn with_phones(tokens: Vec<Token>) -> (Vec<Token>, Vec<String>) {
    let mut read: Vec<Token> = Vec::with_capacity(tokens.len());
    let (mut since, mut phones): (Vec<usize>, Vec<String>) = (Vec::new(), Vec::new());
    let mut leading: Option<String> = None;
    let mut is_said = false;
    for token in tokens {
        match token {
            Token::Phone(number) => {
                phones.extend(leading.take());
                match since.as_slice() {
                    [one] => {
                        if let Some(Token::Name(person)) = read.get_mut(*one) {
                            person.phone = Some(number);
                        }
                    }
                    [] => leading = Some(number),
                    _ => phones.push(number),
                }
                since.clear();
                read.push(Token::Gap);
            }
            Token::Name(person) => {
                let phone = leading.take();
                if std::mem::take(&mut is_said) {
                    since.clear();
                }
                if phone.is_none() {
                    since.push(read.len());
                }
                read.push(Token::Name(Person { phone, ..person }));
            }
            Token::Gap => read.push(Token::Gap),
            other => {
                phones.extend(leading.take());
                is_said |= matches!(other, Token::Word(word) if word != Word::And);
                read.push(other);
            }
        }
    }
    phones.extend(leading);
    (read, phones)
}

//! What a clause says, half-day by half-day: 上午王芳来，下午来不了.

use super::halves::{Hours, Scope};
use super::items::{Piece, with_items};
use super::tokens::Token;
use super::words::Word;
use super::{Person, Unclear};
use crate::event::Items;

/// How somebody is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum There {
    Comes,
    OnCall,
}

/// What is said of one half-day, or of both, or of none in particular.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Saying {
    pub scope: Option<Scope>,
    /// Only then.
    pub only: bool,
    pub hours: Option<Hours>,
    /// It names its half-day itself.
    pub own_scope: bool,
    pub there: Option<There>,
    /// Nobody comes.
    pub cannot: bool,
    /// Who comes; a sender who is not known by name has none.
    pub people: Vec<Person>,
    /// Who does not.
    pub absent: Vec<String>,
    pub counts: Vec<u16>,
    pub items: Option<Items>,
}

impl Saying {
    /// It names a half-day and says nothing of it.
    pub(super) fn is_bare(&self) -> bool {
        self.scope.is_some() && self.items.is_none() && !self.says_who()
    }

    /// It says who comes, or that nobody does.
    pub(super) fn says_who(&self) -> bool {
        self.there.is_some()
            || self.cannot
            || !self.people.is_empty()
            || !self.absent.is_empty()
            || !self.counts.is_empty()
    }

    /// It says yes and no more.
    pub(super) fn is_yes(&self) -> bool {
        let yes = Self { there: Some(There::Comes), ..Self::default() };
        *self == yes
    }

    /// It says who or how many.
    pub(super) fn says_whom(&self) -> bool {
        !self.people.is_empty() || !self.counts.is_empty()
    }

    /// It names people and says nothing of them.
    pub(super) fn is_names_alone(&self) -> bool {
        !self.people.is_empty() && self.there.is_none() && self.counts.is_empty()
    }
}

/// A piece of a clause; what names a half-day is one piece, however many words it takes.
#[derive(Debug, Clone)]
enum Bit {
    Span { scope: Scope, only: bool, hours: Option<Hours> },
    Person(Person),
    Count(u16),
    Word(Word),
    Items(Items),
}

/// What the tokens between two breaks say. `me` is the sender's name.
///
/// # Errors
/// Why they are not understood.
pub(super) fn sayings(clause: &[Token], me: Option<&str>) -> Result<Vec<Saying>, Unclear> {
    let bits = bits(clause, me)?;
    let spans = bits.iter().filter(|bit| matches!(bit, Bit::Span { .. })).count();
    let groups = if spans > 1 { apart(&bits)? } else { vec![bits] };
    let several = groups.len() > 1;
    let mut read = Vec::new();
    for group in groups.iter().filter(|group| !group.is_empty()) {
        let saying = saying(group)?;
        if several && (saying.is_bare() || saying.scope.is_none()) {
            return Err(Unclear::Words);
        }
        read.push(saying);
    }
    Ok(read)
}

fn bits(clause: &[Token], me: Option<&str>) -> Result<Vec<Bit>, Unclear> {
    let mut bits: Vec<Bit> = Vec::new();
    let (mut only, mut only_who) = (false, false);
    for piece in with_items(clause)? {
        let bit = match piece {
            Piece::Items(items) => Bit::Items(items),
            Piece::Other(Token::Half(scope)) => {
                Bit::Span { scope, only: std::mem::take(&mut only) && scope != Scope::Both, hours: None }
            }
            Piece::Other(Token::Hours(hours)) => {
                Bit::Span { scope: hours.scope(), only: std::mem::take(&mut only), hours: Some(hours) }
            }
            Piece::Other(Token::Count(count)) => Bit::Count(count),
            Piece::Other(Token::Name(person)) => Bit::Person(person),
            Piece::Other(Token::Word(Word::Me)) => {
                Bit::Person(Person { name: me.unwrap_or_default().to_owned(), phone: None })
            }
            Piece::Other(Token::Word(Word::Only)) => {
                only = true;
                continue;
            }
            Piece::Other(Token::Word(word)) => Bit::Word(word),
            Piece::Other(
                Token::Department(_) | Token::Items(_) | Token::Phone(_) | Token::Colon | Token::Break | Token::Gap,
            ) => continue,
        };
        match &bit {
            Bit::Count(_) | Bit::Person(_) | Bit::Items(_) => only_who |= std::mem::take(&mut only),
            // 只有王芳来不了 leaves open who comes.
            Bit::Word(Word::Cannot | Word::Away) if only || only_who => return Err(Unclear::Doubtful),
            Bit::Word(_) | Bit::Span { .. } => {}
        }
        match joined(bits.last(), &bit)? {
            Some(one) => {
                bits.pop();
                bits.push(one);
            }
            None => bits.push(bit),
        }
    }
    Ok(bits)
}

/// Two names of half-days side by side as one: 上午和下午, 上午9点到11点.
fn joined(last: Option<&Bit>, next: &Bit) -> Result<Option<Bit>, Unclear> {
    let (Some(Bit::Span { scope, only, hours }), Bit::Span { scope: next_scope, only: next_only, hours: next_hours }) =
        (last, next)
    else {
        return Ok(None);
    };
    let only = *only || *next_only;
    match (hours, next_hours) {
        (Some(_), Some(_)) => Err(Unclear::Hours),
        (None, None) if only => Err(Unclear::Words),
        (None, None) => {
            let scope = if scope == next_scope { *scope } else { Scope::Both };
            Ok(Some(Bit::Span { scope, only, hours: None }))
        }
        _ if scope != next_scope => Err(Unclear::Hours),
        _ => Ok(Some(Bit::Span { scope: *scope, only, hours: hours.or(*next_hours) })),
    }
}

/// A clause with several half-days, cut between them: before each, where it begins with one, and behind each, where it
/// begins with who comes.
fn apart(bits: &[Bit]) -> Result<Vec<Vec<Bit>>, Unclear> {
    let is_span = |bit: &Bit| matches!(bit, Bit::Span { .. });
    let is_who = |bit: &Bit| matches!(bit, Bit::Person(_) | Bit::Count(_));
    let leads = bits.iter().find(|bit| is_span(bit) || is_who(bit)).is_some_and(is_span);
    let mut groups: Vec<Vec<Bit>> = vec![Vec::new()];
    let mut has_span = false;
    for bit in bits {
        let cuts = if leads { is_span(bit) && has_span } else { is_who(bit) && has_span };
        if cuts {
            groups.push(Vec::new());
            has_span = false;
        }
        if is_span(bit) && has_span {
            return Err(Unclear::Words);
        }
        has_span |= is_span(bit);
        if let Some(group) = groups.last_mut() {
            group.push(bit.clone());
        }
    }
    Ok(groups)
}

/// Reads one group from the left: whoever is named belongs to the next word that says whether they come.
fn saying(bits: &[Bit]) -> Result<Saying, Unclear> {
    let mut said = Saying::default();
    let mut waiting: Vec<Person> = Vec::new();
    let mut last: Option<Word> = None;
    let mut named_before_span = false;
    for bit in bits {
        match bit {
            Bit::Span { scope, only, hours } => {
                named_before_span = !waiting.is_empty();
                (said.scope, said.only, said.hours, said.own_scope) = (Some(*scope), *only, *hours, true);
            }
            // 王芳 上午 李强: whether she comes as well is not said.
            Bit::Person(_) if named_before_span && last.is_none() => return Err(Unclear::Words),
            // 王芳待命 李强: whether he is on call as well is not said.
            Bit::Person(_) if last == Some(Word::OnCall) && !said.people.is_empty() => return Err(Unclear::Words),
            Bit::Person(person) if last == Some(Word::Instead) => said.absent.push(person.name.clone()),
            Bit::Person(person) => waiting.push(person.clone()),
            Bit::Count(_) if matches!(last, Some(Word::Cannot | Word::Away)) => return Err(Unclear::TwoAnswers),
            Bit::Count(count) => said.counts.push(*count),
            Bit::Items(items) if said.items.is_none() => said.items = Some(items.clone()),
            Bit::Items(_) => return Err(Unclear::TwoAnswers),
            Bit::Word(word) => {
                said.take(*word, last, &mut waiting)?;
                last = Some(*word);
            }
        }
    }
    if !waiting.is_empty() && matches!(last, Some(Word::Cannot | Word::Away)) {
        return Err(Unclear::Words);
    }
    said.people.append(&mut waiting);
    Ok(said)
}

impl Saying {
    fn take(&mut self, word: Word, last: Option<Word>, waiting: &mut Vec<Person>) -> Result<(), Unclear> {
        let is_denial = matches!(last, Some(Word::Cannot | Word::Away));
        match word {
            Word::Come | Word::OnCall => {
                let there = if word == Word::Come { There::Comes } else { There::OnCall };
                // 安排王芳待命: how she is there the last word says.
                if there == There::Comes && self.there == Some(There::OnCall) {
                    return Err(Unclear::TwoAnswers);
                }
                self.there = Some(there);
                self.people.append(waiting);
            }
            Word::Cannot | Word::Away if waiting.is_empty() && is_denial => {}
            Word::Cannot | Word::Away if waiting.is_empty() => self.cannot = true,
            Word::Cannot | Word::Away => self.absent.extend(waiting.drain(..).map(|person| person.name)),
            // 上午换下午 would say that somebody comes in the morning.
            Word::Swap if self.scope.is_some() && waiting.is_empty() && !is_denial => return Err(Unclear::Words),
            Word::Swap => {
                self.absent.extend(waiting.drain(..).map(|person| person.name));
                self.there = Some(There::Comes);
            }
            Word::Instead => {
                if waiting.is_empty() {
                    return Err(Unclear::Words);
                }
                self.people.append(waiting);
                self.there = Some(There::Comes);
            }
            _ => return Err(Unclear::Words),
        }
        Ok(())
    }
}

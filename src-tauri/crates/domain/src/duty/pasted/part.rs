//! What a line says of one department: its clauses put together, half-day by half-day.

use super::clause::{Saying, There, sayings};
use super::halves::{Hours, Scope};
use super::spoken::spoken;
use super::tokens::Token;
use super::{HalfProposal, Person, Unclear};
use crate::duty::half::{Half, Halves};
use crate::event::{Coming, Items};

/// What a line says of a department.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Part {
    pub halves: Halves<Option<HalfProposal>>,
    pub half_said: bool,
    pub told_by: Option<String>,
    pub phones: Vec<String>,
}

/// Reads the tokens of a line, or those of one department in it. `me` is the sender's name.
///
/// # Errors
/// Why they are not understood.
pub(super) fn part(tokens: &[Token], me: Option<&str>) -> Result<Part, Unclear> {
    let spoken = spoken(tokens)?;
    let mut said: Vec<Saying> = Vec::new();
    for clause in spoken.tokens.split(|token| *token == Token::Break) {
        let next = sayings(clause, me)?;
        // 王芳，李强来不了: whether she comes is not said.
        let leaves_open = said.last().is_some_and(Saying::is_names_alone);
        let denies = |one: &Saying| one.scope.is_none() && (one.cannot || !one.absent.is_empty());
        if leaves_open && next.first().is_some_and(denies) {
            return Err(Unclear::Words);
        }
        scoped(&mut said, next)?;
    }
    let has_answer = |one: &Saying| one.scope.is_some() || one.there.is_some() || one.cannot;
    if !said.iter().any(|one| has_answer(one) || !one.counts.is_empty() || !one.absent.is_empty()) {
        return Err(Unclear::NoAnswer);
    }
    let half_said = said.iter().any(|one| one.scope.is_some());
    let mut halves = Halves { morning: of_half(&said, Half::Morning)?, afternoon: of_half(&said, Half::Afternoon)? };
    leave_out(&said, &mut halves)?;
    Ok(Part { halves, half_said, told_by: spoken.told_by, phones: spoken.phones })
}

/// Adds a clause. What names no half-day belongs to the one named before; a half-day named alone to what stands before it,
/// or else to what follows.
fn scoped(said: &mut Vec<Saying>, clause: Vec<Saying>) -> Result<(), Unclear> {
    let several = clause.len() > 1;
    for mut next in clause {
        // 可以，上午1人: the yes is said once more, with what it means.
        if next.scope.is_some() && next.says_who() && !next.cannot && next.absent.is_empty() {
            said.retain(|one| !one.is_yes());
        }
        let open = |one: &Saying| one.scope.is_none() && one.says_who();
        match (next.scope, said.iter().any(open)) {
            (Some(scope), true) if next.is_bare() && !several => {
                for one in said.iter_mut().filter(|one| open(one)) {
                    one.scope = Some(scope);
                }
            }
            (Some(_), true) => return Err(Unclear::Words),
            (Some(_), false) => {
                let waits = |one: &Saying| one.is_bare() && !one.only && one.scope != Some(Scope::Both);
                if said.last().is_some_and(waits) {
                    return Err(Unclear::Words);
                }
            }
            (None, _) => {
                let spans = said.iter().rev().take_while(|one| one.scope.is_some()).count();
                let last = said.last().and_then(|one| one.scope);
                if spans > 1 && next.says_who() && said.iter().any(|one| one.scope != last) {
                    return Err(Unclear::Words);
                }
                next.scope = last.filter(|_| next.says_who() || spans == 1);
            }
        }
        said.push(next);
    }
    Ok(())
}

/// What all sayings come to for a half-day. `None` if none is of it.
fn of_half(said: &[Saying], half: Half) -> Result<Option<HalfProposal>, Unclear> {
    let is_here = |one: &&Saying| one.scope.is_none_or(|scope| scope.has(half));
    let here: Vec<&Saying> = said.iter().filter(is_here).collect();
    if !here.iter().any(|one| one.scope.is_some() || one.says_who()) {
        return Ok(None);
    }
    let people = people(&here);
    let mut counts: Vec<u16> = here.iter().flat_map(|one| one.counts.iter().copied()).collect();
    counts.dedup();
    let nobody = here.iter().any(|one| one.cannot) || counts.contains(&0);
    counts.retain(|count| *count > 0);
    let mut there: Vec<There> = here.iter().filter_map(|one| one.there).collect();
    there.dedup();
    let absent: Vec<&String> = here.iter().flat_map(|one| one.absent.iter()).collect();
    let absent_alone = !absent.is_empty() && people.is_empty();
    let two = nobody && (!there.is_empty() || !people.is_empty() || !counts.is_empty())
        || absent_alone && (!there.is_empty() || !counts.is_empty())
        || people.iter().any(|person| absent.contains(&&person.name))
        || counts.len() > 1
        || there.len() > 1
        || is_of_two_kinds(&here);
    if two {
        return Err(Unclear::TwoAnswers);
    }
    let (items, hours) = (items(&here)?, hours(&here, half)?);
    if nobody || absent_alone {
        let whole = items == Items::All && hours == Hours::default();
        return if whole { Ok(Some(cannot())) } else { Err(Unclear::Words) };
    }
    let coming = if there.first() == Some(&There::OnCall) { Coming::OnCall } else { Coming::Comes };
    let named = u16::try_from(people.len()).unwrap_or(u16::MAX);
    let approvers = counts.first().copied().or((named > 0).then_some(named));
    if approvers.is_some_and(|approvers| approvers < named) {
        return Err(Unclear::MoreNames);
    }
    let people = people.into_iter().filter(|person| !person.name.is_empty()).collect();
    Ok(Some(HalfProposal { coming, approvers, items, from: hours.from, until: hours.until, people }))
}

/// 王芳全天，李强待命: he is on call, and of her that is not said.
fn is_of_two_kinds(here: &[&Saying]) -> bool {
    let on_call = |one: &&&Saying| one.there == Some(There::OnCall) && one.says_whom();
    here.iter().any(|one| on_call(&one)) && here.iter().any(|one| one.there.is_none() && one.says_whom())
}

/// Who comes, each once: a name twice with two numbers is two people.
fn people(here: &[&Saying]) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for person in here.iter().flat_map(|one| &one.people) {
        let same = |one: &&mut Person| {
            one.name == person.name && (one.phone == person.phone || one.phone.is_none() || person.phone.is_none())
        };
        match people.iter_mut().find(same) {
            Some(one) => one.phone = one.phone.take().or_else(|| person.phone.clone()),
            None => people.push(person.clone()),
        }
    }
    people
}

fn items(here: &[&Saying]) -> Result<Items, Unclear> {
    let mut said = here.iter().filter_map(|one| one.items.as_ref());
    let first = said.next().cloned().unwrap_or_default();
    if said.all(|other| *other == first) { Ok(first) } else { Err(Unclear::TwoAnswers) }
}

fn hours(here: &[&Saying], half: Half) -> Result<Hours, Unclear> {
    // 王芳9点到11点，李强全天: the hours are of her alone.
    let of_some = here.iter().any(|one| one.hours.is_some() && one.says_whom());
    let of_others = here.iter().any(|one| one.own_scope && one.hours.is_none() && one.says_whom());
    if of_some && of_others {
        return Err(Unclear::Hours);
    }
    let mut said = here.iter().filter_map(|one| one.hours).map(|hours| hours.within(half));
    let first = said.next().unwrap_or_default();
    if said.all(|other| other == first) { Ok(first) } else { Err(Unclear::Hours) }
}

fn cannot() -> HalfProposal {
    HalfProposal {
        coming: Coming::Cannot,
        approvers: Some(0),
        items: Items::All,
        from: None,
        until: None,
        people: Vec::new(),
    }
}

/// 只上午 says of the afternoon that nobody comes.
fn leave_out(said: &[Saying], halves: &mut Halves<Option<HalfProposal>>) -> Result<(), Unclear> {
    let coming = |half: &Option<HalfProposal>| half.as_ref().map(|half| half.coming);
    for scope in said.iter().filter(|one| one.only).filter_map(|one| one.scope) {
        let Some(left_out) = scope.left_out() else { continue };
        if coming(halves.of(left_out.other())) == Some(Coming::Cannot) {
            return Err(Unclear::Doubtful);
        }
        match coming(halves.of(left_out)) {
            Some(Coming::Comes) => return Err(Unclear::TwoAnswers),
            Some(Coming::OnCall | Coming::Cannot | Coming::NotReached) => {}
            None => *halves.of_mut(left_out) = Some(cannot()),
        }
    }
    Ok(())
}

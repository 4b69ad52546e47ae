//! Puts the lines of a text together: whose each is, who sent it, and what comes of several of one department.

use super::chat::{Sender, sender};
use super::lexicon::{Lexicon, Meaning};
use super::lines::{lines, without_number};
use super::part::{Part, part};
use super::signs::{Sign, signs};
use super::tokens::{Token, tokens};
use super::words::Word;
use super::{HalfProposal, Known, LINE_CHARACTERS_MAX, Line, Pasted, Person, Proposal, Unclear, Unread};
use crate::duty::half::Halves;
use crate::reference::catalogue::DepartmentId;
use std::collections::BTreeSet;

pub(super) fn gather(text: &str, known: &Known<'_>) -> Pasted {
    let lexicon = Lexicon::new(known);
    let lines = lines(text);
    let in_hand = known.in_hand.filter(|id| names_no_other(&lines, *id, &lexicon));
    let mut gathering = Gathering { in_hand, ..Gathering::new(known, &lexicon) };
    for line in lines {
        gathering.line(line);
    }
    gathering.end()
}

/// Whether a text names no department but this one.
fn names_no_other(lines: &[Line], id: DepartmentId, lexicon: &Lexicon) -> bool {
    lines.iter().all(|line| {
        let signs = signs(&line.text);
        let mut place = 0;
        while place < signs.len() {
            place += match lexicon.longest(&signs[place..]) {
                Some((length, Meaning::Department(found))) if *found == id => length,
                Some((_, Meaning::Department(_) | Meaning::Shared)) => return false,
                Some((_, Meaning::Items(_) | Meaning::Word(_))) | None => 1,
            };
        }
        true
    })
}

/// Something that says whose the next lines are, and whether a line was.
struct Lead<T> {
    what: T,
    line: Line,
    is_used: bool,
}

struct Gathering<'a> {
    known: &'a Known<'a>,
    lexicon: &'a Lexicon,
    in_hand: Option<DepartmentId>,
    sender: Option<Lead<Sender>>,
    heading: Option<Lead<DepartmentId>>,
    /// What has been read of the message or list that is being read.
    open: Vec<Proposal>,
    done: Pasted,
}

impl<'a> Gathering<'a> {
    fn new(known: &'a Known<'a>, lexicon: &'a Lexicon) -> Self {
        Self { known, lexicon, in_hand: None, sender: None, heading: None, open: Vec::new(), done: Pasted::default() }
    }

    fn line(&mut self, line: Line) {
        let all = signs(&line.text);
        if all.iter().all(|sign| sign.plain == ' ') {
            return self.close();
        }
        if all.len() > LINE_CHARACTERS_MAX {
            return self.refuse(line, Unclear::Words);
        }
        let mut message = without_number(&all);
        if let Some((from, at)) = sender(message, self.lexicon) {
            self.close();
            message = without_number(&message[at..]);
            let is_used = !message.iter().all(|sign| sign.plain == ' ');
            self.sender = Some(Lead { what: from, line: line.clone(), is_used });
            if !is_used {
                return;
            }
        }
        if let Err(why) = self.message(message, &line) {
            self.refuse(line, why);
        }
    }

    fn message(&mut self, message: &[Sign], line: &Line) -> Result<(), Unclear> {
        let tokens = tokens(message, self.lexicon, self.known.day)?;
        let me = self.sender.as_ref().and_then(|sender| sender.what.person.clone());
        let parts = by_department(&tokens)?;
        if let [(Some(department), rest)] = parts.as_slice()
            && rest.iter().all(is_nothing)
        {
            self.close_heading();
            self.heading = Some(Lead { what: *department, line: line.clone(), is_used: false });
            return Ok(());
        }
        let several = parts.len() > 1;
        let mut read = Vec::new();
        for (department, tokens) in parts {
            let part = match part(&tokens, me.as_deref()) {
                Err(Unclear::NoAnswer) if several => Err(Unclear::SeveralDepartments),
                other => other,
            }?;
            read.push((department, part));
        }
        for (department, part) in read {
            match department {
                Some(department) => {
                    self.close_heading();
                    self.add(department, part, vec![line.clone()]);
                }
                None => self.add_unnamed(part, line)?,
            }
        }
        Ok(())
    }

    /// A line without a department belongs to the one named before it, to the sender's, or to the one in hand.
    fn add_unnamed(&mut self, part: Part, line: &Line) -> Result<(), Unclear> {
        let mut lines = Vec::new();
        let of_heading = self.heading.as_mut().map(|heading| {
            if !heading.is_used {
                lines.push(heading.line.clone());
            }
            heading.is_used = true;
            heading.what
        });
        let of_sender = || self.sender.as_ref().and_then(|sender| sender.what.department);
        let department = of_heading.or_else(of_sender).or(self.in_hand).ok_or(Unclear::NoDepartment)?;
        lines.push(line.clone());
        self.add(department, part, lines);
        Ok(())
    }

    fn add(&mut self, department: DepartmentId, part: Part, lines: Vec<Line>) {
        if let Some(sender) = &mut self.sender {
            sender.is_used = true;
        }
        let told_by = part.told_by.clone().or_else(|| self.sender.as_ref().map(|sender| sender.what.shown.clone()));
        let fits = |open: &&mut Proposal| {
            open.department == department && open.half_said == part.half_said && open.told_by == told_by
        };
        let Halves { morning, afternoon } = part.halves;
        for open in self.open.iter_mut().filter(|open| fits(open)) {
            if let (Ok(morning), Ok(afternoon)) = (both(&open.morning, &morning), both(&open.afternoon, &afternoon)) {
                (open.morning, open.afternoon) = (morning, afternoon);
                open.lines.extend(lines);
                open.phones.extend(part.phones);
                return;
            }
        }
        let half_said = part.half_said;
        let phones = part.phones;
        self.open.push(Proposal { department, morning, afternoon, half_said, told_by, phones, lines });
    }

    fn refuse(&mut self, line: Line, why: Unclear) {
        if let Some(sender) = &mut self.sender {
            sender.is_used = true;
        }
        self.done.unread.push(Unread { line, why });
    }

    fn close_heading(&mut self) {
        if let Some(heading) = self.heading.take().filter(|heading| !heading.is_used) {
            self.done.unread.push(Unread { line: heading.line, why: Unclear::NoAnswer });
        }
    }

    /// A message or a list ends.
    fn close(&mut self) {
        if self.heading.is_some()
            && let Some(sender) = &mut self.sender
        {
            sender.is_used = true;
        }
        self.close_heading();
        if let Some(sender) = self.sender.take().filter(|sender| !sender.is_used) {
            self.done.unread.push(Unread { line: sender.line, why: Unclear::NoAnswer });
        }
        self.done.proposals.append(&mut self.open);
    }

    fn end(mut self) -> Pasted {
        self.close();
        self.done.unread.sort_by_key(|unread| unread.line.number);
        self.done
    }
}

fn is_nothing(token: &Token) -> bool {
    matches!(token, Token::Gap | Token::Break | Token::Colon | Token::Word(Word::Filler))
}

/// A department, `None` if the line names none, and what is said of it.
type OfDepartment = (Option<DepartmentId>, Vec<Token>);

/// The tokens of a line by the departments it names; those of the only one may stand before its name.
fn by_department(tokens: &[Token]) -> Result<Vec<OfDepartment>, Unclear> {
    // 石景山税务局: what reads like a name right before a department makes another one of it.
    let of_place = |pair: &[Token]| matches!(pair, [Token::Name(_), Token::Department(_)]);
    if tokens.windows(2).any(of_place) {
        return Err(Unclear::SeveralDepartments);
    }
    let id = |token: &Token| if let Token::Department(id) = token { Some(*id) } else { None };
    let named: BTreeSet<DepartmentId> = tokens.iter().filter_map(id).collect();
    if named.len() < 2 {
        let as_gap = |token: &Token| if id(token).is_some() { Token::Gap } else { token.clone() };
        return Ok(vec![(named.first().copied(), tokens.iter().map(as_gap).collect())]);
    }
    let first = tokens.iter().position(|token| id(token).is_some()).unwrap_or(0);
    if !tokens[..first].iter().all(is_nothing) {
        return Err(Unclear::SeveralDepartments);
    }
    let mut parts: Vec<OfDepartment> = Vec::new();
    for token in &tokens[first..] {
        match (id(token), parts.last_mut()) {
            (Some(department), _) => parts.push((Some(department), Vec::new())),
            (None, Some((_, part))) => part.push(token.clone()),
            (None, None) => {}
        }
    }
    // A department twice beside another: which part is whose is not plain.
    if parts.len() == named.len() { Ok(parts) } else { Err(Unclear::SeveralDepartments) }
}

/// Two sayings of a half-day as one; people who are named one by one add up.
///
/// # Errors
/// [`Unclear::TwoAnswers`].
fn both(before: &Option<HalfProposal>, next: &Option<HalfProposal>) -> Result<Option<HalfProposal>, Unclear> {
    let (Some(one), Some(two)) = (before, next) else { return Ok(before.clone().or_else(|| next.clone())) };
    if one == two {
        return Ok(before.clone());
    }
    let is_list = |half: &HalfProposal| half.approvers == u16::try_from(half.people.len()).ok();
    let same = one.coming == two.coming && one.items == two.items && (one.from, one.until) == (two.from, two.until);
    if !same || !is_list(one) || !is_list(two) || two.people.is_empty() {
        return Err(Unclear::TwoAnswers);
    }
    let mut sum = one.clone();
    for person in &two.people {
        let is_same = |known: &Person| known.name == person.name && known.phone == person.phone;
        if !sum.people.iter().any(is_same) {
            sum.people.push(person.clone());
        }
    }
    sum.approvers = u16::try_from(sum.people.len()).ok();
    Ok(Some(sum))
}

//! A pasted reply, read into answers that a person accepts or leaves. Nothing of it goes on record here.

use super::gathered::Gathered;
use super::names::SEPARATOR;
use crate::HalfNote;
use crate::ground::{Desk, Look, Refusal, Right};
use chrono::NaiveDate;
use domain::duty::half::Half;
use domain::duty::pasted::{HalfProposal, Known, KnownDepartment, KnownItem, read};
use domain::names::Names;
use domain::reference::catalogue::DepartmentId;

/// Longest text that is read, in characters; lines behind it are handed back.
const TEXT_CHARACTERS_MAX: usize = 20_000;

/// What a pasted text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastedReplies {
    pub replies: Vec<PastedReply>,
    /// Lines that were not understood, as they stand.
    pub unread: Vec<String>,
}

/// A proposed answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastedReply {
    pub department: DepartmentId,
    pub short: Names,
    pub morning: Option<HalfNote>,
    pub afternoon: Option<HalfNote>,
    pub told_by: String,
    /// What it was read from.
    pub text: String,
}

impl Desk {
    /// Reads a pasted text. `in_hand` is the department whose reply it is, where it names none.
    ///
    /// # Errors
    /// What the store says.
    pub fn read_pasted(
        &self,
        date: NaiveDate,
        in_hand: Option<DepartmentId>,
        text: &str,
    ) -> Result<PastedReplies, Refusal> {
        self.require(Right::RecordDuty)?;
        let (text, too_far) = cut(text);
        self.read(|look| {
            let catalogue = &look.reference().catalogue;
            let all = |names: &Names| vec![names.zh_hans.clone(), names.zh_hant.clone(), names.en.clone()];
            let departments: Vec<KnownDepartment> = catalogue
                .departments()
                .iter()
                .map(|known| KnownDepartment { id: known.id, names: [all(&known.names), all(&known.short)].concat() })
                .collect();
            let items: Vec<KnownItem> =
                catalogue.items().iter().map(|item| KnownItem { id: item.id, names: all(&item.names) }).collect();
            let pasted = read(text, &Known { day: date, departments: &departments, items: &items, in_hand });
            let gathered = Gathered::read(look, date)?;
            let needed = gathered.needed();
            let replies = pasted.proposals.into_iter().filter_map(|proposal| {
                let needs = needed.get(&proposal.department);
                let note = |half, said: Option<HalfProposal>| {
                    let need = needs.map_or(1, |needs| needs.of(half).approvers.max(1));
                    said.map(|said| half_note(&said, need))
                };
                Some(PastedReply {
                    department: proposal.department,
                    short: catalogue.department(proposal.department)?.short.clone(),
                    morning: note(Half::Morning, proposal.morning),
                    afternoon: note(Half::Afternoon, proposal.afternoon),
                    told_by: proposal.told_by.unwrap_or_default(),
                    text: proposal.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n"),
                })
            });
            let replies = replies.collect();
            let too_far = too_far.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
            let unread = pasted.unread.into_iter().map(|unread| unread.line.text).chain(too_far).collect();
            Ok(PastedReplies { replies, unread })
        })
    }
}

/// What is read of a text, and what is too far behind; a line is in one of them whole.
fn cut(text: &str) -> (&str, &str) {
    let Some((end, _)) = text.char_indices().nth(TEXT_CHARACTERS_MAX) else { return (text, "") };
    text.split_at(text[..end].rfind('\n').map_or(0, |at| at + 1))
}

/// Where no number was said, as many as are needed; each name with its number.
fn half_note(said: &HalfProposal, need: u16) -> HalfNote {
    let named = u16::try_from(said.people.len()).unwrap_or(u16::MAX);
    let people = said.people.iter().map(|person| match &person.phone {
        Some(phone) => format!("{} {phone}", person.name),
        None => person.name.clone(),
    });
    let names = people.collect::<Vec<_>>().join(&SEPARATOR.to_string());
    HalfNote { answer: said.answer(if named > 0 { named } else { need }), names }
}

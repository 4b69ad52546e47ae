//! What a department answered for a day, half-day by half-day, as somebody writes it down. Whoever answers has heard what is
//! asked: where that is more than the department was told, it is written down as told with the answer. Who was not reached has
//! heard nothing.

use super::fault::named;
use super::gathered::Gathered;
use super::names::{self, SEPARATOR, TOLD_BY, names_of, split};
use super::tell::tell;
use crate::day;
use crate::ground::{Desk, DutyRefusal, FieldRefusal, Look, Refusal, Right, Writing};
use chrono::NaiveDate;
use domain::booking::NAME_CHARACTERS_MAX;
use domain::duty::check::{HalfEntry, Place, check_answer, items_of};
use domain::duty::half::{Half, Halves};
use domain::duty::told::difference;
use domain::event::{Coming, Fact, HalfAnswer, HalvesAnswered, Items, Means};
use domain::record::RecordId;
use domain::reference::catalogue::DepartmentId;
use domain::text::clean_name;
use domain::time::BeijingDay;
use std::collections::BTreeSet;

/// An answer as somebody writes it down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerNote {
    /// The answers that its author saw: it takes their place.
    pub seen: Vec<RecordId>,
    pub morning: Option<HalfNote>,
    pub afternoon: Option<HalfNote>,
    pub means: Option<Means>,
    /// Who said it; may be empty.
    pub told_by: String,
}

/// What was said of a half-day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HalfNote {
    pub answer: HalfAnswer,
    /// Who comes, separated as people do; may be empty.
    pub names: String,
}

impl HalfNote {
    /// Somebody says just this: no hours, no names, every item.
    pub fn plain(coming: Coming, approvers: u16) -> Self {
        let answer = HalfAnswer { coming, approvers, items: Items::All, from: None, until: None, named: None };
        Self { answer, names: String::new() }
    }
}

impl Desk {
    /// Records a department's answer for a day.
    ///
    /// # Errors
    /// Every fault at its field; a closed day.
    pub fn note_answer(&self, date: NaiveDate, department: DepartmentId, note: AnswerNote) -> Result<(), Refusal> {
        self.require(Right::RecordDuty)?;
        let told_by: String = clean_name(&note.told_by).chars().filter(|c| !c.is_control()).collect();
        let entry = |half: &Option<HalfNote>| {
            let half = half.as_ref()?;
            Some(HalfEntry { answer: half.answer.clone(), names: split(&half.names) }.clean())
        };
        let said = Halves { morning: entry(&note.morning), afternoon: entry(&note.afternoon) };
        self.write(move |w| -> Result<(), Refusal> {
            let gathered = Gathered::read(w, date)?;
            refuse_faults(w, &gathered, department, &said, &told_by)?;
            let reached = |(_, entry): (Half, &Option<HalfEntry>)| {
                entry.as_ref().is_some_and(|entry| entry.answer.coming != Coming::NotReached)
            };
            if said.iter().any(reached) {
                tell_what_is_new(w, &gathered, department, note.means)?;
            }
            // Whatever else is named was never an answer of theirs.
            let named: BTreeSet<RecordId> = note.seen.into_iter().collect();
            let theirs = gathered.answers.iter().filter(|row| row.department == department);
            let seen = theirs.map(|row| row.order.id).filter(|id| named.contains(id)).collect();
            let half = |half| said.of(half).as_ref().map(|entry| entry.answer.clone());
            let answered = HalvesAnswered {
                day: BeijingDay::from(date),
                department,
                morning: half(Half::Morning),
                afternoon: half(Half::Afternoon),
                seen,
                means: note.means,
                told_by: (!told_by.is_empty()).then_some(true),
            };
            let event = w.record(&Fact::HalvesAnswered(answered), None, None)?;
            names::put(w, event, TOLD_BY, &told_by)?;
            for (half, entry) in said.iter() {
                let all = entry.as_ref().map(|entry| entry.names.join(&SEPARATOR.to_string())).unwrap_or_default();
                names::put(w, event, names_of(half), &all)?;
            }
            Ok(())
        })
    }
}

fn refuse_faults(
    look: &impl Look,
    gathered: &Gathered,
    department: DepartmentId,
    said: &Halves<Option<HalfEntry>>,
    told_by: &str,
) -> Result<(), Refusal> {
    let day = gathered.day;
    day::require_open(look, day.date())?;
    let today = BeijingDay::from(look.now().date());
    let found = look.reference().catalogue.department(department);
    let mut items = items_of(&look.reference().catalogue, department);
    let booked = gathered.demand.get(&department);
    items.extend(booked.iter().flat_map(|demand| demand.items.keys().copied()));
    let on_record =
        gathered.told.contains_key(&department) || gathered.answers.iter().any(|row| row.department == department);
    let place = Place { day, today, open: true, department: found, on_record, items: &items };
    let mut faults: Vec<FieldRefusal> =
        check_answer(said, &place).into_iter().map(|fault| named(look, fault)).collect();
    if told_by.chars().count() > NAME_CHARACTERS_MAX {
        faults.push(FieldRefusal::ToldByTooLong { max: NAME_CHARACTERS_MAX });
    }
    let too_long = |name: &String| name.chars().count() > NAME_CHARACTERS_MAX;
    for (half, entry) in said.iter() {
        if entry.iter().flat_map(|entry| &entry.names).any(too_long) {
            faults.push(DutyRefusal::NameTooLong { half, max: NAME_CHARACTERS_MAX }.into());
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Refusal::Fields(faults)) }
}

fn tell_what_is_new(
    w: &mut Writing<'_, '_>,
    gathered: &Gathered,
    department: DepartmentId,
    means: Option<Means>,
) -> Result<(), Refusal> {
    let needed = gathered.needed().remove(&department).unwrap_or_default();
    let told = gathered.told_of(department);
    if difference(&told, &needed).more.is_something() { tell(w, gathered, department, &needed, means) } else { Ok(()) }
}

//! The duty sheet of a day, published in numbered versions. A version is what stood then; it confirms nothing. From the
//! service day on nothing is published any more: who came is noted, and substitutes with it.

use super::called::{DepartmentName, name_of, named_items};
use super::gathered::{Gathered, names};
use crate::day;
use crate::ground::copies::count_copy;
use crate::ground::{Desk, DutyRefusal, Look, Refusal, Right, Warning, wall_to_beijing};
use crate::settings::contact::{Contact, contact};
use chrono::{NaiveDate, NaiveDateTime};
use domain::duty::half::{Half, Halves};
use domain::duty::publish::{Publication, against, shortfalls};
use domain::event::{DutyPublished, Fact, PublishedHalf};
use domain::names::Names;
use domain::record::RecordId;
use domain::reference::catalogue::ItemId;
use domain::time::{BeijingDay, MinuteOfDay};
use store::{StoreError, Written};

/// A published version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutySheet {
    pub date: NaiveDate,
    pub contact: Contact,
    pub number: u16,
    pub by: String,
    pub at: NaiveDateTime,
    /// The how-manieth copy of it from this PC.
    pub copy: u32,
    pub windows: Option<u16>,
    pub lines: Vec<SheetLine>,
}

/// A department on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetLine {
    pub department: DepartmentName,
    pub halves: Halves<SheetHalf>,
    /// It is not as in the version before.
    pub changed: bool,
}

/// A half-day of a department on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetHalf {
    pub need: u16,
    pub coming: u16,
    pub names: String,
    pub from: Option<MinuteOfDay>,
    pub until: Option<MinuteOfDay>,
    pub items: Vec<(ItemId, Names, u16)>,
}

impl Desk {
    /// Publishes the sheet of a day as it stands. `seen` is the number of the last version that the person saw, 0 for none.
    ///
    /// # Errors
    /// [`Refusal::PublishedMeanwhile`] when another version was published since; [`Refusal::PublishUnchanged`] when it says
    /// what the last one says; [`Refusal::Confirm`] while somebody is missing, until that was read; a closed day, or one that
    /// has begun.
    pub fn publish_duty(&self, date: NaiveDate, seen: u16, accepted: &[Warning]) -> Result<(), Refusal> {
        self.require(Right::AnswerForHall)?;
        let gaps_read = accepted.contains(&Warning::DutyGaps);
        self.write(move |w| -> Result<(), Refusal> {
            day::require_open(w, date)?;
            if date <= w.now.date() {
                return Err(DutyRefusal::DayOver.into());
            }
            let gathered = Gathered::read(w, date)?;
            let last = w.views().published(gathered.day)?.pop();
            if last.as_ref().map_or(0, |last| last.body.number) != seen {
                return Err(Refusal::PublishedMeanwhile);
            }
            let change = change(w, &gathered, last.as_ref().map(|last| &last.body))?;
            if change.unchanged {
                return Err(Refusal::PublishUnchanged);
            }
            let departments = w.reference.catalogue.departments();
            let lines = gathered.sheet(departments);
            if !gaps_read && (!shortfalls(&lines).is_empty() || gathered.has_gaps(departments)) {
                return Err(Refusal::Confirm(Warning::DutyGaps));
            }
            let published = DutyPublished { day: gathered.day, number: change.number, lines, windows: gathered.clerks };
            w.record(&Fact::DutyPublished(published), None, None)?;
            Ok(())
        })
    }

    /// The last published version of a day, to be put on paper.
    ///
    /// # Errors
    /// [`Refusal::NotPublished`].
    pub fn duty_sheet(&self, date: NaiveDate) -> Result<DutySheet, Refusal> {
        self.require(Right::RecordDuty)?;
        let people = self.names_of_people()?;
        self.write(move |w| -> Result<DutySheet, Refusal> {
            let day = BeijingDay::from(date);
            let mut versions = w.views().published(day)?;
            let last = versions.pop().ok_or(Refusal::NotPublished)?;
            let copy = count_copy(w, &format!("copies:duty:{}:{}", day.0, last.body.number))?;
            let by = last.actor.and_then(|actor| people.get(&actor).cloned()).unwrap_or_default();
            sheet(w, date, &last, versions.pop().map(|before| before.body).as_ref(), by, copy)
        })
    }
}

/// What differs now from a version.
pub(super) fn change(
    look: &impl Look,
    gathered: &Gathered,
    last: Option<&DutyPublished>,
) -> Result<Publication, StoreError> {
    let lines = gathered.sheet(look.reference().catalogue.departments());
    Ok(against(&lines, gathered.clerks, last, same_names(look)))
}

/// Whether two answers name the same people.
fn same_names(look: &impl Look) -> impl Fn(RecordId, RecordId) -> bool {
    let all = |event| Half::BOTH.map(|half| names(look, event, half).unwrap_or_default());
    move |one, other| one == other || all(one) == all(other)
}

/// A version as it is read, against the one before it.
pub(super) fn sheet(
    look: &impl Look,
    date: NaiveDate,
    version: &Written<DutyPublished>,
    before: Option<&DutyPublished>,
    by: String,
    copy: u32,
) -> Result<DutySheet, Refusal> {
    let catalogue = &look.reference().catalogue;
    let half = |half: Half, published: &PublishedHalf| -> Result<SheetHalf, StoreError> {
        Ok(SheetHalf {
            need: published.need,
            coming: published.coming,
            names: published.names_of.map(|event| names(look, event, half)).transpose()?.unwrap_or_default(),
            from: published.from,
            until: published.until,
            items: named_items(look, &published.items),
        })
    };
    let since = before.map(|before| against(&version.body.lines, None, Some(before), same_names(look)).departments);
    let differs = |id| since.iter().flatten().any(|one| one.department == id);
    let mut lines = Vec::new();
    for line in &version.body.lines {
        let Some(department) = catalogue.department(line.department) else { continue };
        lines.push(SheetLine {
            department: name_of(department),
            halves: Halves {
                morning: half(Half::Morning, &line.morning)?,
                afternoon: half(Half::Afternoon, &line.afternoon)?,
            },
            changed: differs(line.department),
        });
    }
    Ok(DutySheet {
        date,
        contact: contact(look)?,
        number: version.body.number,
        by,
        at: wall_to_beijing(version.wall),
        copy,
        windows: version.body.windows,
        lines,
    })
}

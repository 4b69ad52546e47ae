//! The staff allocation of a day as the screen shows it: one read, in which every number leads to its bookings.

use super::called::{DepartmentName, name_of};
use super::gathered::{Gathered, names};
use super::links::{BookingLink, Numbers};
use super::names::{CONTACT, TOLD_BY, text};
use super::publish;
use crate::day;
use crate::ground::{Desk, Look, Refusal, Right, wall_to_beijing};
use crate::settings::contact::{Contact, contact};
use chrono::{NaiveDate, NaiveDateTime};
use domain::duty::answer::{Stands, Tip};
use domain::duty::demand::{Case, Count, Demand, Visit, count, without_department};
use domain::duty::half::{Half, Halves};
use domain::duty::need::Gap;
use domain::duty::promise::DepartmentDay;
use domain::duty::state::{DepartmentState, NextAct, State};
use domain::duty::windows::{HalfHour, Run};
use domain::event::{DepartmentStaffed, HalfAnswer, HalfTold, Means};
use domain::names::Names;
use domain::record::RecordId;
use domain::reference::catalogue::{Department, DepartmentId, ItemId};
use domain::time::MinuteOfDay;
use std::collections::BTreeMap;
use store::{AnswerRow, StoreError, ToldRow};

/// The staff allocation of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocation {
    pub date: NaiveDate,
    pub at: NaiveDateTime,
    pub contact: Contact,
    pub sum: AllocationSum,
    /// Departments with work, or of which something is on record; the worst first.
    pub departments: Vec<AllocationLine>,
    /// Whom to ring, the first first.
    pub ring: Vec<DepartmentId>,
    /// Departments with a back office of which the day asks nothing.
    pub idle: Vec<DepartmentName>,
    /// Departments with work that have no back office here.
    pub elsewhere: Vec<OffLine>,
    /// Items with bookings that name no department, or one that is no longer there.
    pub unrouted: Vec<OffLine>,
    pub windows: Windows,
    pub published: Option<PublishedCard>,
    /// From when on departments are asked for this day.
    pub asking_from: NaiveDateTime,
    pub open: bool,
    pub past: bool,
}

/// The numbers over the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AllocationSum {
    pub cases: Count,
    /// Of those with a seat, how many have somebody confirmed at their time.
    pub covered: u16,
    /// Departments somebody has to contact.
    pub to_contact: u16,
    /// Approvers who come to departments with a back office, each half-day in which a visit can begin by itself.
    pub coming: u16,
    /// The same if every such department had one for each of these half-days.
    pub everyone: u16,
}

/// Work that nobody here can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffLine {
    pub name: Names,
    pub cases: Count,
    pub bookings: Vec<BookingLink>,
}

/// A department on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllocationLine {
    pub department: DepartmentId,
    pub name: Names,
    pub short: Names,
    pub state: State,
    /// `None` where there is nothing to do now, or the day is over.
    pub next: Option<NextAct>,
    pub cutoff: NaiveDateTime,
    /// How it is reached, as the hall has noted it; may be empty.
    pub contact: String,
    pub bookings: Count,
    /// Bookings with a seat that wait for its answer.
    pub waiting: u16,
    pub halves: Halves<AllocationHalf>,
    pub answered: Option<NotedCard>,
    pub told: Option<ToldCard>,
    /// It was told before and needs more by now: its notice says only what is new.
    pub has_more: bool,
    /// Answers that no other has seen: to be named as seen by the next one.
    pub seen: Vec<RecordId>,
    pub gaps: Vec<GapLine>,
    /// How often it was tried and not reached since it last answered.
    pub attempts: u16,
    pub quota: Option<DepartmentStaffed>,
}

/// A half-day of a department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllocationHalf {
    pub need: u16,
    pub coming: u16,
    pub cases: Count,
    /// From the first beginning to the last end of its work.
    pub work: Option<(MinuteOfDay, MinuteOfDay)>,
    pub items: Vec<AllocationItem>,
    /// What stands: nothing, one answer, or several that contradict each other.
    pub answers: Vec<HalfAnswerCard>,
    /// What is new since it was told, and what is needed no more; `None` until it was told something.
    pub changed: Option<(HalfTold, HalfTold)>,
}

/// An item with work for a department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllocationItem {
    pub item: ItemId,
    pub name: Names,
    pub cases: Count,
    pub bookings: Vec<BookingLink>,
}

/// An answer of a half-day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HalfAnswerCard {
    pub answer: HalfAnswer,
    pub names: String,
    pub noted: NotedCard,
}

/// Who said it, how; who wrote it down, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedCard {
    pub told_by: String,
    pub means: Option<Means>,
    pub by: String,
    pub at: NaiveDateTime,
}

/// When a department was last told, by whom, how, and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldCard {
    pub by: String,
    pub at: NaiveDateTime,
    pub means: Option<Means>,
    pub times: u32,
}

/// Something missing, with the bookings that hang on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapLine {
    pub gap: Gap,
    pub bookings: Vec<BookingLink>,
}

/// Clerks at the windows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Windows {
    pub clerks: Option<u16>,
    pub walk_ins: u16,
    pub half_hours: Vec<HalfHour>,
    /// Too few or more than needed; nothing where no number was set.
    pub runs: Vec<Run>,
}

/// The last version of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedCard {
    pub number: u16,
    pub by: String,
    pub at: NaiveDateTime,
    /// Departments that differ from it now.
    pub changed: Vec<DepartmentName>,
}

impl Desk {
    /// The staff allocation of a day.
    ///
    /// # Errors
    /// What the store says.
    pub fn allocation(&self, date: NaiveDate) -> Result<Allocation, Refusal> {
        self.require(Right::RecordDuty)?;
        let people = self.names_of_people()?;
        self.read(|look| -> Result<Allocation, Refusal> {
            let gathered = Gathered::read(look, date)?;
            Ok(Showing { look, gathered: &gathered, people: &people, numbers: Numbers::of(&gathered.book.bookings) }
                .all(date)?)
        })
    }
}

impl Desk {
    /// How many departments somebody has to contact about a day.
    ///
    /// # Errors
    /// What the store says.
    pub fn departments_to_contact(&self, date: NaiveDate) -> Result<usize, Refusal> {
        self.require(Right::RecordDuty)?;
        self.read(|look| Ok(Gathered::read(look, date)?.to_ring(look.reference().catalogue.departments()).len()))
    }
}

struct Showing<'a, L> {
    look: &'a L,
    gathered: &'a Gathered,
    people: &'a BTreeMap<RecordId, String>,
    numbers: Numbers,
}

impl<L: Look> Showing<'_, L> {
    fn all(&self, date: NaiveDate) -> Result<Allocation, StoreError> {
        let (gathered, catalogue) = (self.gathered, &self.look.reference().catalogue);
        let (mut lines, mut idle, mut elsewhere, mut everyone) = (Vec::new(), Vec::new(), Vec::new(), 0u16);
        let served = Halves::with_slots(gathered.book.plan.sessions());
        let halves: u16 = served.iter().map(|(_, has)| u16::from(*has)).sum();
        for department in catalogue.departments() {
            let Some(known) = gathered.promises.known(department.id) else { continue };
            let demand = gathered.demand.get(&department.id);
            let Some(state) = gathered.state(department.id, known) else {
                elsewhere
                    .extend(demand.map(|demand| {
                        self.off(&department.names, demand.all_cases().map(|(_, case)| *case).collect())
                    }));
                continue;
            };
            everyone = everyone.saturating_add(halves);
            if state.state == State::Idle && !gathered.told.contains_key(&department.id) {
                idle.push(name_of(department));
                continue;
            }
            lines.push(self.line(department, known, state)?);
        }
        lines.sort_by_key(|line| (line.state, std::cmp::Reverse(line.waiting), line.cutoff, line.department));
        let ring = gathered.to_ring(catalogue.departments());
        Ok(Allocation {
            date,
            at: self.look.now(),
            contact: contact(self.look)?,
            sum: self.sum(served, everyone, ring.len()),
            published: self.published()?,
            ring,
            idle,
            elsewhere,
            unrouted: self.unrouted(),
            windows: self.windows(),
            asking_from: gathered.asking_from(),
            open: day::require_open(self.look, date).is_ok(),
            past: gathered.is_over(),
            departments: lines,
        })
    }

    fn sum(&self, served: Halves<bool>, everyone: u16, to_contact: usize) -> AllocationSum {
        let (mut cases, mut covered, mut coming) = (Count::default(), 0u16, 0u16);
        for (id, demand) in &self.gathered.demand {
            let all = count(demand.all_cases().map(|(_, case)| case));
            cases.held = cases.held.saturating_add(all.held);
            cases.beside = cases.beside.saturating_add(all.beside);
            let Some(known) = self.gathered.promises.known(*id) else { continue };
            let comes = |(item, case): &(ItemId, &Case)| case.seated && known.denies(*item, case.at) == Some(false);
            covered =
                covered.saturating_add(u16::try_from(demand.all_cases().filter(comes).count()).unwrap_or(u16::MAX));
        }
        let departments = self.look.reference().catalogue.departments().iter();
        for known in departments.filter_map(|one| self.gathered.promises.known(one.id)).filter(|known| known.present) {
            for (half, _) in served.iter().filter(|(_, has)| **has) {
                coming = coming.saturating_add(known.coming(half));
            }
        }
        AllocationSum { cases, covered, to_contact: u16::try_from(to_contact).unwrap_or(u16::MAX), coming, everyone }
    }

    fn line(
        &self,
        department: &Department,
        known: &DepartmentDay,
        state: DepartmentState,
    ) -> Result<AllocationLine, StoreError> {
        let id = department.id;
        let (demand, answers) = (self.gathered.demand.get(&id), self.gathered.answers_of(id));
        let told = self.gathered.told.get(&id);
        let half = |half| self.half(known, half, demand, &state, told.is_some());
        let (morning, afternoon) = (half(Half::Morning)?, half(Half::Afternoon)?);
        let contact = match self.gathered.staffed.get(&id) {
            Some((event, DepartmentStaffed { contact: Some(true), .. })) => text(self.look, *event, CONTACT)?,
            _ => String::new(),
        };
        let answered = self.gathered.answers.iter().filter(|row| row.department == id && row.said.is_answer());
        let last = answered.max_by_key(|row| row.order);
        let gaps = state.gaps.iter().map(|gap| GapLine { bookings: self.links_of(demand, gap), gap: gap.clone() });
        Ok(AllocationLine {
            department: id,
            name: department.names.clone(),
            short: department.short.clone(),
            state: state.state,
            next: state.state.next().filter(|_| !self.gathered.is_over()),
            cutoff: known.cutoff,
            contact,
            bookings: demand.map(|demand| demand.bookings).unwrap_or_default(),
            waiting: state.waiting,
            gaps: gaps.collect(),
            halves: Halves { morning, afternoon },
            answered: last.map(|row| self.noted(row)).transpose()?,
            told: told.map(|row| self.told(row)),
            has_more: told.is_some() && state.difference.more.is_something(),
            seen: answers.tips,
            attempts: Half::BOTH.map(|half| known.answers.of(half).attempts).into_iter().max().unwrap_or(0),
            quota: self.gathered.quota(id).cloned(),
        })
    }

    fn half(
        &self,
        known: &DepartmentDay,
        half: Half,
        demand: Option<&Demand>,
        state: &DepartmentState,
        was_told: bool,
    ) -> Result<AllocationHalf, StoreError> {
        let theirs = demand.and_then(|demand| demand.of_half(half));
        let item = |(item, cases): (&ItemId, &Vec<Case>)| AllocationItem {
            item: *item,
            name: self.item_name(*item, demand),
            cases: count(cases),
            bookings: self.numbers.links(cases),
        };
        let tips: Vec<&Tip> = match &known.answers.of(half).stands {
            Stands::None => Vec::new(),
            Stands::One(tip) => vec![tip],
            Stands::Contradicting(tips) => tips.iter().collect(),
        };
        Ok(AllocationHalf {
            need: state.needed.of(half).approvers,
            coming: known.coming(half),
            cases: theirs.map(|theirs| theirs.cases).unwrap_or_default(),
            work: theirs.map(|theirs| (theirs.from, theirs.to)),
            items: theirs.into_iter().flat_map(|theirs| theirs.items.iter().map(item)).collect(),
            answers: tips.into_iter().map(|tip| self.card(tip, half)).collect::<Result<_, _>>()?,
            changed: was_told.then(|| (state.difference.more.of(half).clone(), state.difference.less.of(half).clone())),
        })
    }

    fn card(&self, tip: &Tip, half: Half) -> Result<HalfAnswerCard, StoreError> {
        let noted = match self.gathered.answer(tip) {
            Some(row) => self.noted(row)?,
            None => NotedCard { told_by: String::new(), means: None, by: String::new(), at: self.look.now() },
        };
        Ok(HalfAnswerCard { answer: tip.answer.clone(), names: names(self.look, tip.order.id, half)?, noted })
    }

    fn noted(&self, row: &AnswerRow) -> Result<NotedCard, StoreError> {
        Ok(NotedCard {
            told_by: if row.told_by { text(self.look, row.order.id, TOLD_BY)? } else { String::new() },
            means: row.means,
            by: self.person(row.actor),
            at: wall_to_beijing(row.wall),
        })
    }

    fn told(&self, row: &ToldRow) -> ToldCard {
        ToldCard {
            by: self.person(row.last.actor),
            at: wall_to_beijing(row.last.wall),
            means: row.last.body.means,
            times: row.times,
        }
    }

    fn person(&self, actor: Option<RecordId>) -> String {
        actor.and_then(|actor| self.people.get(&actor).cloned()).unwrap_or_default()
    }

    /// As it is called now; an item that is gone as it was when it was booked.
    fn item_name(&self, item: ItemId, demand: Option<&Demand>) -> Names {
        let known = self.look.reference().catalogue.item(item).map(|item| item.names.clone());
        let booked = || demand.and_then(|demand| demand.items.get(&item)).map(|(names, _)| names.clone());
        known.or_else(booked).unwrap_or_else(|| Names::same(""))
    }

    fn links_of(&self, demand: Option<&Demand>, gap: &Gap) -> Vec<BookingLink> {
        let all = demand.into_iter().flat_map(Demand::all_cases).map(|(_, case)| case);
        self.numbers.links(all.filter(|case| gap.bookings.contains(&case.booking)))
    }

    fn off(&self, name: &Names, cases: Vec<Case>) -> OffLine {
        OffLine { name: name.clone(), cases: count(&cases), bookings: self.numbers.links(&cases) }
    }

    fn unrouted(&self) -> Vec<OffLine> {
        let book = &self.gathered.book;
        let visits = book.bookings.iter().map(|booking| Visit {
            id: booking.id,
            items: &booking.items,
            seated: booking.seated,
            from: book.start(booking),
            to: book.start(booking),
        });
        let unknown = |id: &&DepartmentId| self.look.reference().catalogue.department(**id).is_none();
        let gone = self.gathered.demand.keys().filter(unknown).filter_map(|id| self.gathered.demand.get(id));
        let of_gone = gone.flat_map(|demand| {
            let of = |(item, (name, _)): (&ItemId, &(Names, Count))| {
                let theirs = demand.all_cases().filter(|(of, _)| of == item).map(|(_, case)| *case);
                self.off(name, theirs.collect())
            };
            demand.items.iter().map(of).collect::<Vec<_>>()
        });
        without_department(visits).into_values().map(|(name, cases)| self.off(&name, cases)).chain(of_gone).collect()
    }

    fn windows(&self) -> Windows {
        let gathered = self.gathered;
        let (clerks, walk_ins) = (gathered.clerks, gathered.hall.walk_ins.unwrap_or(0));
        Windows { clerks, walk_ins, half_hours: gathered.half_hours(), runs: gathered.window_runs() }
    }

    fn published(&self) -> Result<Option<PublishedCard>, StoreError> {
        let Some(last) = self.look.views().published(self.gathered.day)?.pop() else { return Ok(None) };
        let change = publish::change(self.look, self.gathered, Some(&last.body))?;
        let changed = change.departments.iter().filter_map(|one| self.department(one.department)).collect();
        Ok(Some(PublishedCard {
            number: last.body.number,
            by: self.person(last.actor),
            at: wall_to_beijing(last.wall),
            changed,
        }))
    }

    fn department(&self, id: DepartmentId) -> Option<DepartmentName> {
        self.look.reference().catalogue.department(id).map(name_of)
    }
}

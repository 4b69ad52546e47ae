//! What may be entered about departments: an answer, and what a department can send. Every fault names its field.

use super::half::{Half, Halves};
use crate::event::{Coming, DepartmentStaffed, HalfAnswer, Items};
use crate::limits::{APPROVERS_MAX, CASES_PER_APPROVER, SATURDAYS};
use crate::reference::catalogue::{Catalogue, Department, DepartmentId, ItemId};
use crate::text::{clean_name, name_key};
use crate::time::BeijingDay;
use std::collections::BTreeSet;

/// An answer for a half-day as somebody enters it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HalfEntry {
    /// What was said.
    pub answer: HalfAnswer,
    /// Who comes, as far as told.
    pub names: Vec<String>,
}

/// What an answer is entered for.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The day.
    pub day: BeijingDay,
    /// Today.
    pub today: BeijingDay,
    /// The hall is open on the day.
    pub open: bool,
    /// The department as the catalogue has it; `None` where it has none of that number.
    pub department: Option<&'a Department>,
    /// There is something on record of it: it was asked or has answered, for whatever day.
    pub on_record: bool,
    /// Items it has to do with: those of the catalogue ([`items_of`]) and those booked.
    pub items: &'a BTreeSet<ItemId>,
}

/// A field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The day.
    Day,
    /// The department.
    Department,
    /// What was said, of either half-day.
    Answer,
    /// How many come for a half-day.
    Approvers(Half),
    /// Who comes for a half-day.
    Names(Half),
    /// From when to when somebody is there in a half-day.
    Hours(Half),
    /// What they may do in a half-day.
    Items(Half),
    /// How many a department can send.
    QuotaApprovers,
    /// What those may do.
    QuotaItems,
    /// Saturdays on which it sends nobody.
    NotSaturdays,
    /// Cases that one approver is asked for.
    CasesPerApprover,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The day is over.
    DayOver,
    /// The hall is closed on the day.
    DayClosed,
    /// There is no such department.
    DepartmentUnknown,
    /// There is no such department any more: it was merged into another since it was asked.
    DepartmentGone,
    /// It has no back office in this hall.
    NoBackOffice,
    /// Nothing is said of either half-day.
    NothingSaid,
    /// Not a number that can come: from 1, or 0 where a quota may be none, to [`APPROVERS_MAX`].
    ApproversRange,
    /// More names than people.
    MoreNamesThanPeople {
        /// Names.
        names: usize,
        /// People.
        people: u16,
    },
    /// The name in this place, the first being 0, stands there already.
    NameTwice(usize),
    /// They end before they begin, or when they do.
    HoursEndFirst,
    /// They reach outside the half-day.
    HoursOutside,
    /// Somebody comes, for no item.
    NoItem,
    /// The department has nothing to do with this item.
    ItemForeign(ItemId),
    /// No month has such a Saturday.
    SaturdayRange(u8),
    /// Not within [`CASES_PER_APPROVER`].
    CasesRange,
}

/// Something wrong at a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub field: Field,
    /// What.
    pub problem: Problem,
}

/// Items of the catalogue that a department has to approve.
pub fn items_of(catalogue: &Catalogue, department: DepartmentId) -> BTreeSet<ItemId> {
    let asks =
        catalogue.items().iter().filter(|item| item.needs_approver && item.departments().any(|id| id == department));
    asks.map(|item| item.id).collect()
}

impl HalfEntry {
    /// The entry as it is kept: names cleaned and without blanks, each item once; who does not come has no number, hours, items or names.
    #[must_use]
    pub fn clean(self) -> Self {
        let HalfEntry { answer, names } = self;
        let names: Vec<String> = match answer.coming {
            Coming::Comes | Coming::OnCall => names.iter().map(|name| clean_name(name)).collect(),
            Coming::Cannot | Coming::NotReached => Vec::new(),
        };
        let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
        let named = (!names.is_empty()).then_some(true);
        let answer = match answer.coming {
            Coming::Comes | Coming::OnCall => HalfAnswer { named, items: items_once(answer.items), ..answer },
            coming @ (Coming::Cannot | Coming::NotReached) => {
                HalfAnswer { coming, approvers: 0, items: Items::All, from: None, until: None, named: None }
            }
        };
        Self { answer, names }
    }
}

/// Every fault of a cleaned answer, in the order of the fields.
pub fn check_answer(entry: &Halves<Option<HalfEntry>>, place: &Place<'_>) -> Vec<Fault> {
    let mut faults = of_place(place);
    if entry.morning.is_none() && entry.afternoon.is_none() {
        faults.push(Fault { field: Field::Answer, problem: Problem::NothingSaid });
    }
    for (half, said) in entry.iter() {
        faults.extend(said.iter().flat_map(|said| of_half(half, said, place.items)));
    }
    faults
}

fn of_place(place: &Place<'_>) -> Vec<Fault> {
    let day = match (place.day < place.today, place.open) {
        (true, _) => Some(Problem::DayOver),
        (false, false) => Some(Problem::DayClosed),
        (false, true) => None,
    };
    let department = match place.department {
        None if place.on_record => Some(Problem::DepartmentGone),
        None => Some(Problem::DepartmentUnknown),
        Some(department) => (!department.present).then_some(Problem::NoBackOffice),
    };
    let fault = |field| move |problem| Fault { field, problem };
    day.map(fault(Field::Day)).into_iter().chain(department.map(fault(Field::Department))).collect()
}

fn of_half(half: Half, said: &HalfEntry, known: &BTreeSet<ItemId>) -> Vec<Fault> {
    let HalfEntry { answer, names } = said;
    let mut faults = Vec::new();
    let mut add = |field, problem| faults.push(Fault { field, problem });
    let somebody = matches!(answer.coming, Coming::Comes | Coming::OnCall);
    if somebody && !(1..=APPROVERS_MAX).contains(&answer.approvers) {
        add(Field::Approvers(half), Problem::ApproversRange);
    }
    let people = if somebody { answer.approvers } else { 0 };
    if names.len() > usize::from(people) {
        add(Field::Names(half), Problem::MoreNamesThanPeople { names: names.len(), people });
    }
    for place in twice(names) {
        add(Field::Names(half), Problem::NameTwice(place));
    }
    let (first, end) = half.bounds();
    let outside = |time| time < first || time > end;
    if answer.from.zip(answer.until).is_some_and(|(from, until)| until <= from) {
        add(Field::Hours(half), Problem::HoursEndFirst);
    } else if answer.from.is_some_and(|from| outside(from) || from == end)
        || answer.until.is_some_and(|until| outside(until) || until == first)
    {
        add(Field::Hours(half), Problem::HoursOutside);
    }
    for problem in of_items(&answer.items, known) {
        add(Field::Items(half), problem);
    }
    faults
}

/// Places of names that stand before already, however they are written.
fn twice(names: &[String]) -> impl Iterator<Item = usize> {
    let keys: Vec<String> = names
        .iter()
        .map(|name| Some(name_key(name)).filter(|key| !key.is_empty()).unwrap_or_else(|| name.clone()))
        .collect();
    (0..keys.len()).filter(move |place| keys[..*place].contains(&keys[*place]))
}

fn of_items(items: &Items, known: &BTreeSet<ItemId>) -> Vec<Problem> {
    let named = match items {
        Items::All => return Vec::new(),
        Items::Only(named) if named.is_empty() => return vec![Problem::NoItem],
        Items::Only(named) | Items::AllBut(named) => named,
    };
    named.iter().filter(|item| !known.contains(item)).map(|item| Problem::ItemForeign(*item)).collect()
}

/// A quota with each item and each Saturday once, in their order.
#[must_use]
pub fn each_once(staffed: DepartmentStaffed) -> DepartmentStaffed {
    let mut not_saturdays = staffed.not_saturdays;
    not_saturdays.sort_unstable();
    not_saturdays.dedup();
    DepartmentStaffed { items: items_once(staffed.items), not_saturdays, ..staffed }
}

fn items_once(items: Items) -> Items {
    let once = |mut named: Vec<ItemId>| {
        named.sort_unstable();
        named.dedup();
        named
    };
    match items {
        Items::All => Items::All,
        Items::Only(named) => Items::Only(once(named)),
        Items::AllBut(named) => Items::AllBut(once(named)),
    }
}

/// Every fault of what is entered of a department's quota, in the order of the fields. `known`: as in [`Place::items`].
pub fn check_quota(
    staffed: &DepartmentStaffed,
    department: Option<&Department>,
    known: &BTreeSet<ItemId>,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut add = |field, problem| faults.push(Fault { field, problem });
    match department {
        None => add(Field::Department, Problem::DepartmentUnknown),
        Some(department) if !department.present => add(Field::Department, Problem::NoBackOffice),
        Some(_) => {}
    }
    if staffed.approvers.is_some_and(|number| number > APPROVERS_MAX) {
        add(Field::QuotaApprovers, Problem::ApproversRange);
    }
    for problem in of_items(&staffed.items, known) {
        add(Field::QuotaItems, problem);
    }
    for number in staffed.not_saturdays.iter().filter(|number| !SATURDAYS.contains(number)) {
        add(Field::NotSaturdays, Problem::SaturdayRange(*number));
    }
    if staffed.cases_per_approver.is_some_and(|number| !CASES_PER_APPROVER.contains(&number)) {
        add(Field::CasesPerApprover, Problem::CasesRange);
    }
    faults
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;

//! The log counted over days: cases, items, trips and people, each by itself; by reason, by kind of leg, by helper; ratings. What
//! happened on a day counts on it, whenever it was entered (PRODUCT rules 33 and 35).

use super::day::{CaseLine, KindRow, kinds, line};
use super::helper::{Helper, named};
use super::sealed::value;
use super::words::LogWords;
use crate::ground::{Desk, FieldRefusal, Look, Refusal, Right};
use chrono::{Datelike as _, Months, NaiveDate};
use domain::assist::case::{CaseState, Stage};
use domain::assist::figures::{Counts, LegCounts, Ratings, by_helper, by_kind, counts, ratings};
use domain::assist::number::CardNumber;
use domain::assist::step::Sealed;
use domain::names::Names;
use domain::record::RecordId;
use domain::reference::catalogue::{Catalogue, ItemId};
use domain::time::BeijingDay;
use std::collections::BTreeMap;
use store::CaseFilter;

/// Most years that are counted at once.
const YEARS_MAX: u32 = 3;
/// Lines of a list that was searched for.
const FOUND_MAX: u32 = 200;

/// The log over days, both ends included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFigures {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Days on which there was anything, in their order.
    pub days: Vec<(NaiveDate, Counts)>,
    /// The same by month, each by its first day.
    pub months: Vec<(NaiveDate, Counts)>,
    pub sum: Counts,
    /// By reason; an empty one is of cases without.
    pub reasons: Vec<(String, Counts)>,
    /// By kind of leg, in their order.
    pub kinds: Vec<(KindRow, LegCounts)>,
    /// By who went, by name; `None` for those who may not see it. Cases of helpers have no sum.
    pub helpers: Option<Vec<(Helper, LegCounts)>>,
    /// Of cases that began on these days.
    pub ratings: Ratings,
}

/// What is looked for; what is empty does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogSought {
    pub item: Option<ItemId>,
    pub helper: Option<RecordId>,
    pub stages: Vec<Stage>,
    /// A card's number, or part of an item's name.
    pub text: String,
}

/// Cases that were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFound {
    /// The newest first, at most 200.
    pub lines: Vec<CaseLine>,
    /// How many there are.
    pub all: usize,
}

/// The first day of a day's month.
fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

impl Desk {
    /// The figures of days.
    ///
    /// # Errors
    /// A range that ends before it begins, or is too long, at its field.
    pub fn log_figures(&self, from: NaiveDate, to: NaiveDate) -> Result<LogFigures, Refusal> {
        self.require(Right::SeeLog)?;
        check_range(from, to)?;
        let people = self.names_of_people()?;
        let shows_helpers = self.actor().may(Right::SeeHelpers);
        self.read(|look| -> Result<LogFigures, Refusal> {
            let days = BeijingDay::from(from)..=BeijingDay::from(to);
            let within = |day: BeijingDay| days.contains(&day);
            let cases = look.views().cases_touching(days.clone())?;
            let words = LogWords::read(look)?;
            let mut reason_of: BTreeMap<RecordId, String> = BTreeMap::new();
            for case in &cases {
                reason_of.insert(case.id, value(look, case, Sealed::Reason)?);
            }
            let reason = |case: &CaseState| reason_of.get(&case.id).cloned().unwrap_or_default();
            let by_day = counts(&cases, |_, day| day);
            let by_month = counts(&cases, |_, day| (within(day), month_of(day.date())));
            let by_reason = counts(&cases, |case, day| (within(day), reason(case)));
            let legs = by_kind(&cases, within);
            let helpers = shows_helpers.then(|| of_helpers(&cases, within, &people));
            let began: Vec<CaseState> = cases.iter().filter(|case| within(case.began.day)).cloned().collect();
            let leg_counts = |row: KindRow| {
                let counted = legs.get(&(true, row.kind)).cloned().unwrap_or_default();
                (row, counted)
            };
            Ok(LogFigures {
                from,
                to,
                days: by_day.into_iter().filter(|(day, _)| within(*day)).map(|(day, c)| (day.date(), c)).collect(),
                months: by_month.into_iter().filter_map(|((within, month), c)| within.then_some((month, c))).collect(),
                sum: counts(&cases, |_, day| within(day)).remove(&true).unwrap_or_default(),
                reasons: by_reason.into_iter().filter_map(|((within, of), c)| within.then_some((of, c))).collect(),
                kinds: kinds(&words).into_iter().map(leg_counts).collect(),
                helpers,
                ratings: ratings(&began),
            })
        })
    }

    /// Cases of days that began on them and are as wanted, the newest first.
    ///
    /// # Errors
    /// As for the figures.
    pub fn find_cases(&self, from: NaiveDate, to: NaiveDate, sought: &LogSought) -> Result<LogFound, Refusal> {
        self.require(Right::SeeLog)?;
        check_range(from, to)?;
        let people = self.names_of_people()?;
        self.read(|look| -> Result<LogFound, Refusal> {
            let days = BeijingDay::from(from)..=BeijingDay::from(to);
            let text = sought.text.trim();
            let views = look.views();
            let (all, cases) = match text.parse::<CardNumber>() {
                Ok(number) => {
                    let cases = views.cases_of_card(number)?;
                    (cases.len(), cases)
                }
                Err(_) => {
                    let items = items(&look.reference().catalogue, sought.item, text);
                    let filter = CaseFilter { items, helper: sought.helper, stages: sought.stages.clone() };
                    views.find_cases(days, &filter, FOUND_MAX)?
                }
            };
            Ok(LogFound { lines: cases.iter().map(|case| line(case, &people)).collect(), all })
        })
    }
}

/// The items that are meant; `None`: whatever it is about.
fn items(catalogue: &Catalogue, item: Option<ItemId>, text: &str) -> Option<Vec<ItemId>> {
    let named = |names: &Names| [&names.zh_hans, &names.zh_hant, &names.en].iter().any(|name| name.contains(text));
    match (item, text.is_empty()) {
        (Some(item), _) => Some(vec![item]),
        (None, true) => None,
        (None, false) => Some(catalogue.items().iter().filter(|item| named(&item.names)).map(|item| item.id).collect()),
    }
}

fn of_helpers(
    cases: &[CaseState],
    within: impl Fn(BeijingDay) -> bool,
    people: &BTreeMap<RecordId, String>,
) -> Vec<(Helper, LegCounts)> {
    let found = by_helper(cases, within).into_iter().filter(|((within, _), _)| *within);
    let mut lines: Vec<(Helper, LegCounts)> =
        found.map(|((_, helper), counted)| (named(helper, people), counted)).collect();
    lines.sort_by(|(a, _), (b, _)| (&a.name, a.person).cmp(&(&b.name, b.person)));
    lines
}

fn check_range(from: NaiveDate, to: NaiveDate) -> Result<(), Refusal> {
    if to < from {
        return Err(FieldRefusal::DaysOrder.into());
    }
    if from.checked_add_months(Months::new(12 * YEARS_MAX)).is_none_or(|end| to >= end) {
        return Err(FieldRefusal::DaysTooMany { years: YEARS_MAX }.into());
    }
    Ok(())
}

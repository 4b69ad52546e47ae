//! One dated row of hours, as a source gives it.

use super::session::SessionTimes;
use crate::reference::calendar::{Calendar, DayKind};
use crate::reference::catalogue::ItemId;
use crate::reference::directory::HallId;
use crate::reference::import::{BadCell, Cells, ImportErrors, read_table};
use chrono::NaiveDate;
use minicbor::{Decode, Encode};

/// How a hall serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// Standard hours.
    Standard,
    /// Flexible morning and evening 早晚弹性办.
    Flex,
    /// Uninterrupted noon 午间不间断.
    Noon,
    /// Saturday service 周六延时.
    Saturday,
    /// The rest of weekends and holidays, where a hall gives advice then.
    Weekend,
}

/// Which days a row is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum Days {
    /// Days everybody works, make-up workdays included.
    #[n(0)]
    Workday,
    /// Saturdays that are neither a day off by notice nor worked.
    #[n(1)]
    OrdinarySaturday,
    /// Saturdays that are a day off by notice: closed, unless a hall's dated hours say otherwise, and this is how they do.
    #[n(2)]
    HolidaySaturday,
    /// Every day that is not worked, save those of the Spring Festival.
    #[n(3)]
    FreeExceptSpringFestival,
}

impl Days {
    /// Whether a date is such a day.
    pub fn include(self, date: NaiveDate, calendar: &Calendar) -> bool {
        match self {
            Days::Workday => calendar.is_working_day(date),
            Days::OrdinarySaturday => calendar.kind(date) == DayKind::OrdinarySaturday,
            Days::HolidaySaturday => calendar.is_holiday_saturday(date),
            Days::FreeExceptSpringFestival => {
                let spring = calendar.holiday_name(date).is_some_and(|name| name.contains("春节"));
                !calendar.is_working_day(date) && !spring
            }
        }
    }
}

/// For which items.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Every item the hall serves in this mode.
    All,
    /// These items; for them the row stands in the place of the hall's.
    Items(Vec<ItemId>),
    /// What the source says, where it names no item of the catalogue. Shown, and counted as service; not reckoned with.
    Text(String),
}

impl Scope {
    /// Whether the row is for this item by name.
    pub fn names(&self, item: ItemId) -> bool {
        match self {
            Scope::Items(items) => items.contains(&item),
            Scope::All | Scope::Text(_) => false,
        }
    }
}

/// Whether one has to book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Appointment {
    /// Not offered.
    No,
    /// Recommended.
    Recommended,
    /// Needed.
    Yes,
    /// Sources contradict each other.
    Conflict,
    /// No source says.
    Unknown,
}

impl Appointment {
    /// The word used in data and across the door.
    pub fn word(self) -> &'static str {
        match self {
            Appointment::No => "no",
            Appointment::Recommended => "recommended",
            Appointment::Yes => "yes",
            Appointment::Conflict => "conflict",
            Appointment::Unknown => "unknown",
        }
    }
}

/// A dated row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursRow {
    /// The hall.
    pub hall: HallId,
    /// For which items.
    pub scope: Scope,
    /// In which mode.
    pub mode: Mode,
    /// On which days.
    pub days: Days,
    /// From when to when.
    pub times: SessionTimes,
    /// Whether one has to book.
    pub appointment: Appointment,
    /// First day it holds; absent where no source gives one.
    pub valid_from: Option<NaiveDate>,
    /// Last day it holds; absent while it does.
    pub valid_to: Option<NaiveDate>,
    /// Where it comes from.
    pub source: String,
}

impl HoursRow {
    /// Whether the row holds at a date, whatever kind of day it is.
    pub fn valid_on(&self, date: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= date) && self.valid_to.is_none_or(|to| date <= to)
    }

    /// Whether there is service by this row on a date.
    pub fn serves(&self, date: NaiveDate, calendar: &Calendar) -> bool {
        self.valid_on(date) && self.days.include(date, calendar)
    }
}

pub(super) fn rows_from_csv(text: &str) -> Result<Vec<HoursRow>, ImportErrors> {
    read_table(text, &["hall", "scope", "mode", "days", "from", "to", "appointment", "source"], |cells| {
        let hall = cells.number("hall").map(HallId);
        let scope = scope(cells);
        let (mode, days, appointment) = words(cells);
        let times = (cells.time("from"), cells.time("to"));
        if let (Some(from), Some(to)) = times
            && from >= to
        {
            cells.refuse("to", BadCell::Time);
        }
        let (valid_from, valid_to) = (cells.optional_date("valid_from"), cells.optional_date("valid_to"));
        Some(HoursRow {
            hall: hall?,
            scope: scope?,
            mode: mode?,
            days: days?,
            times: SessionTimes { from: times.0?, to: times.1? },
            appointment: appointment?,
            valid_from,
            valid_to,
            source: cells.text("source").to_owned(),
        })
    })
}

/// `all`, or what the source says with the items it means, if the catalogue has them, in `items`.
fn scope(cells: &mut Cells<'_>) -> Option<Scope> {
    let text = cells.required("scope")?;
    let items: Vec<ItemId> = cells.numbers("items").into_iter().map(ItemId).collect();
    Some(match text {
        "all" => Scope::All,
        _ if !items.is_empty() => Scope::Items(items),
        text => Scope::Text(text.to_owned()),
    })
}

fn words(cells: &mut Cells<'_>) -> (Option<Mode>, Option<Days>, Option<Appointment>) {
    for column in ["mode", "days", "appointment"] {
        cells.required(column);
    }
    let mode = cells.word("mode", |word| match word {
        "standard" => Some(Mode::Standard),
        "flex" => Some(Mode::Flex),
        "noon" => Some(Mode::Noon),
        "saturday" => Some(Mode::Saturday),
        "weekend" => Some(Mode::Weekend),
        _ => None,
    });
    let days = cells.word("days", |word| match word {
        "workday" => Some(Days::Workday),
        "ordinary_saturday" => Some(Days::OrdinarySaturday),
        "holiday_saturday" => Some(Days::HolidaySaturday),
        "free_except_spring_festival" => Some(Days::FreeExceptSpringFestival),
        _ => None,
    });
    let appointment = cells.word("appointment", |word| {
        use Appointment::{Conflict, No, Recommended, Unknown, Yes};
        [No, Recommended, Yes, Conflict, Unknown].into_iter().find(|appointment| appointment.word() == word)
    });
    (mode, days, appointment)
}

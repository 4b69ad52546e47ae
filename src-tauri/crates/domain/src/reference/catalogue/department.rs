//! Departments 委办局: who decides, how they are called, until when they are asked for a Saturday.

use super::sample::Sample;
use crate::names::Names;
use crate::reference::import::{BadCell, Cells, ImportErrors, read_table};
use chrono::{NaiveTime, Weekday};
use minicbor::{Decode, Encode};
use std::collections::BTreeSet;

/// Number of a department. The program's own, and kept when a department is renamed or its code changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct DepartmentId(#[n(0)] pub u32);

/// Whose department it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// Of the municipality.
    City,
    /// Of a district, or of a development area with a district's powers.
    District,
}

/// Moment of the week after which a department is no longer asked for the service day that follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cutoff {
    /// The last such weekday before the service day.
    pub weekday: Weekday,
    /// Time on it.
    pub time: NaiveTime,
}

impl Cutoff {
    /// For a department that has set none: Friday 15:00, when the roster is published (PRODUCT rule 9).
    pub const DEFAULT: Self = Self { weekday: Weekday::Fri, time: NaiveTime::from_hms_opt(15, 0, 0).unwrap() };
}

/// A department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// Number.
    pub id: DepartmentId,
    /// Full names.
    pub names: Names,
    /// Short names, for strips and lists.
    pub short: Names,
    /// Whose it is.
    pub level: Level,
    /// It has a back office in the hall this catalogue is for.
    pub present: bool,
    /// Until when it is asked.
    pub cutoff: Cutoff,
    /// Which values are samples.
    pub samples: Vec<Sample>,
    /// Where the entry comes from.
    pub source: String,
}

impl Department {
    /// Reads `id,zh_hans,zh_hant,en,short_zh_hans,short_zh_hant,short_en,level,present,cutoff_weekday,cutoff_time,sample,
    /// source`. A blank short name is the full name, a blank cut-off Friday 15:00.
    ///
    /// # Errors
    /// [`ImportErrors`] with every bad cell.
    pub fn list_from_csv(text: &str) -> Result<Vec<Self>, ImportErrors> {
        let mut seen = BTreeSet::new();
        read_table(text, &["id", "zh_hans", "level", "present"], |cells| {
            let id = cells.number("id").map(DepartmentId);
            if id.is_some_and(|id| !seen.insert(id)) {
                cells.refuse("id", BadCell::Duplicate);
            }
            let name = cells.required("zh_hans");
            cells.required("level");
            let level = cells.word("level", |word| match word {
                "city" => Some(Level::City),
                "district" => Some(Level::District),
                _ => None,
            });
            cells.required("present");
            let (present, cutoff, samples) = (cells.flag("present"), cutoff(cells), Sample::list(cells));
            let names = Names::new(name?, cells.text("zh_hant"), cells.text("en"));
            let or_full = |column, full: &str| match cells.text(column) {
                "" => full.to_owned(),
                short => short.to_owned(),
            };
            let short = Names {
                zh_hans: or_full("short_zh_hans", &names.zh_hans),
                zh_hant: or_full("short_zh_hant", &names.zh_hant),
                en: or_full("short_en", &names.en),
            };
            let source = cells.text("source").to_owned();
            Some(Self { id: id?, names, short, level: level?, present, cutoff, samples, source })
        })
    }
}

fn cutoff(cells: &mut Cells<'_>) -> Cutoff {
    let weekday = cells.word("cutoff_weekday", |word| match word {
        "周一" | "星期一" => Some(Weekday::Mon),
        "周二" | "星期二" => Some(Weekday::Tue),
        "周三" | "星期三" => Some(Weekday::Wed),
        "周四" | "星期四" => Some(Weekday::Thu),
        "周五" | "星期五" => Some(Weekday::Fri),
        "周六" | "星期六" => Some(Weekday::Sat),
        "周日" | "星期日" => Some(Weekday::Sun),
        word => word.parse().ok(),
    });
    Cutoff {
        weekday: weekday.unwrap_or(Cutoff::DEFAULT.weekday),
        time: cells.optional_time("cutoff_time").unwrap_or(Cutoff::DEFAULT.time),
    }
}

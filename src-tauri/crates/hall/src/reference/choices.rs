//! The halls that the first run offers: those of the shipped directory.

use super::in_use::broken;
use crate::ground::Refusal;
use chrono::NaiveDate;
use domain::names::Names;
use domain::reference::directory::{self, Directory};
use domain::reference::hours::{Hours, Mode, SessionTimes};
use domain::reference::shipped;

/// A hall of the shipped directory, with the Saturday hours its sources give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HallChoice {
    pub hall: u32,
    pub names: Names,
    pub saturday: Vec<SessionTimes>,
    pub source: String,
}

/// The shipped directory, with the Saturday hours that hold today.
pub(crate) fn hall_choices(today: NaiveDate) -> Result<Vec<HallChoice>, Refusal> {
    let directory = Directory::from_csv(shipped::HALLS).map_err(broken)?;
    let hours = Hours::from_csv(shipped::HOURS).map_err(broken)?;
    let choice = |hall: &directory::Hall| HallChoice {
        hall: hall.id.0,
        names: hall.names.clone(),
        saturday: hours.listed_sessions(hall.id, today, Mode::Saturday),
        source: hall.source.clone(),
    };
    Ok(directory.halls().iter().map(choice).collect())
}

//! The figures of a month in the door's types.

use super::read::{date, hm, names, small};
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{
    CoverageLine, Failure, FigureBooking, FigureNumber, Figures, FiguresAsk, PresenceDay, PresenceSum, PromiseLine,
    PromisedAs,
};
use domain::duty::figures::{Outcomes, Presence, Share};
use domain::record::RecordId;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn figures(visit: Visit<'_>, input: FiguresAsk) -> Result<Figures, Failure> {
    Ok(said(&visit.desk()?.month_figures(date("date", &input.date)?)?))
}

/// The figures in the door's types: screen and workbook are both made of them.
pub(super) fn said(found: &hall::MonthFigures) -> Figures {
    let places = Places((0..).zip(&found.bookings).map(|(place, link)| (link.booking, place)).collect());
    Figures {
        first: found.first.to_string(),
        until: found.until.map(|day| day.to_string()),
        bookings: found.bookings.iter().map(booking).collect(),
        coverage: found.coverage.iter().map(|line| places.coverage(line)).collect(),
        unrouted: places.number(&found.unrouted),
        days: found.days.iter().map(day).collect(),
        silent: found.silent.iter().map(ToString::to_string).collect(),
        presence: sum(&found.presence),
        unanswered: small(found.unanswered),
        promises: places.promises(&found.promises),
    }
}

/// Where each booking stands in the list.
struct Places(BTreeMap<RecordId, u32>);

impl Places {
    fn number(&self, ids: &[RecordId]) -> FigureNumber {
        let bookings: BTreeSet<u32> = ids.iter().filter_map(|id| self.0.get(id).copied()).collect();
        FigureNumber { count: small(ids.len()), bookings: bookings.into_iter().collect() }
    }

    fn all<'i>(&self, lists: impl IntoIterator<Item = &'i Vec<RecordId>>) -> FigureNumber {
        self.number(&lists.into_iter().flatten().copied().collect::<Vec<_>>())
    }

    fn coverage(&self, line: &hall::CoverageLine) -> CoverageLine {
        let cases = &line.cases;
        CoverageLine {
            department: line.department.map(|id| id.0),
            name: line.name.as_ref().map(|department| names(&department.name)),
            morning: line.half.map(|half| half.is_morning()),
            covered: self.number(&cases.covered),
            not_covered: self.number(&cases.not_covered),
            not_recorded: self.number(&cases.not_recorded),
            all: self.all([&cases.covered, &cases.not_covered, &cases.not_recorded]),
            per_mille: per_mille(cases.share()),
        }
    }

    fn promises(&self, found: &domain::duty::figures::Promises<RecordId>) -> Vec<PromiseLine> {
        let line = |promised, of: &Outcomes<RecordId>| PromiseLine {
            promised,
            same_day: self.number(&of.same_day),
            forwarded: self.number(&of.forwarded),
            not_come: self.number(&of.not_come),
            not_recorded: self.number(&of.not_recorded),
            all: self.all([&of.same_day, &of.forwarded, &of.not_come, &of.not_recorded]),
            per_mille: match promised {
                PromisedAs::OnTheSpot | PromisedAs::OnceConfirmed => per_mille(of.kept()),
                PromisedAs::NotPromised | PromisedAs::NotRecorded | PromisedAs::All => None,
            },
        };
        vec![
            line(PromisedAs::OnTheSpot, &found.on_the_spot),
            line(PromisedAs::OnceConfirmed, &found.once_confirmed),
            line(PromisedAs::NotPromised, &found.not_promised),
            line(PromisedAs::NotRecorded, &found.not_recorded),
            line(PromisedAs::All, &found.together()),
        ]
    }
}

fn booking(link: &hall::FigureBooking) -> FigureBooking {
    FigureBooking {
        booking: link.booking.to_string(),
        number: link.number.to_string(),
        date: link.date.to_string(),
        at: hm(link.at.time()),
        seated: link.seated,
    }
}

fn day(day: &hall::DayPresence) -> PresenceDay {
    PresenceDay {
        date: day.date.to_string(),
        morning: day.sessions.morning,
        afternoon: day.sessions.afternoon,
        stationed: day.stationed,
        sum: sum(&day.presence),
        unanswered: small(day.unanswered),
    }
}

fn sum(of: &Presence<RecordId>) -> PresenceSum {
    let saved = of.saved();
    PresenceSum {
        called: u32::try_from(of.called).unwrap_or(u32::MAX),
        everybody: u32::try_from(of.everybody).unwrap_or(u32::MAX),
        saved: i32::try_from(saved).unwrap_or(if saved < 0 { i32::MIN } else { i32::MAX }),
    }
}

fn per_mille(share: Option<Share>) -> Option<u32> {
    share.and_then(Share::per_mille).map(Wire::wire)
}

//! What the hall sets of its assisted-handling log.

use super::DONE;
use super::log::{kind, kind_said};
use crate::visit::Visit;
use crate::{Failure, LogCheck, LogKindTrips, LogOwnKind, LogSettings, LogWord, Nothing};
use domain::assist::leg::LegKind as Kind;

pub(crate) fn assist_settings(visit: Visit<'_>, _: Nothing) -> Result<LogSettings, Failure> {
    let set = visit.desk()?.log_settings()?;
    let trips_of =
        |of: Kind| set.trips.iter().find(|(kind, _)| *kind == of).map_or(of.usual_trips(), |(_, trips)| *trips);
    let word = |word: &hall::Word| LogWord { number: word.number, text: word.text.clone() };
    let own = |own: &hall::OwnKind| LogOwnKind {
        number: kind(own.kind).own,
        name: own.name.clone(),
        trips: trips_of(own.kind),
    };
    let shipped = set.trips.iter().filter(|(kind, _)| Kind::SHIPPED.contains(kind));
    Ok(LogSettings {
        own: set.own.iter().map(own).collect(),
        trips: shipped.map(|(of, trips)| LogKindTrips { kind: kind(*of), trips: *trips }).collect(),
        reasons: set.reasons.iter().map(word).collect(),
        checks_on: set.checks_on,
        checks: set
            .checks
            .iter()
            .map(|check| LogCheck {
                number: check.number,
                text: check.text.clone(),
                holds_minutes: check.holds_minutes,
                or_before: check.or_before,
            })
            .collect(),
        rules: set.rules.iter().map(word).collect(),
    })
}

pub(crate) fn assist_settings_save(visit: Visit<'_>, input: LogSettings) -> Result<Nothing, Failure> {
    let word = |word: LogWord| hall::Word { number: word.number, text: word.text };
    let own = |own: LogOwnKind| hall::OwnKindWish { number: own.number, name: own.name, trips: own.trips };
    let wish = hall::LogWish {
        own: input.own.into_iter().map(own).collect(),
        trips: input.trips.into_iter().map(|one| (kind_said(one.kind), one.trips)).collect(),
        reasons: input.reasons.into_iter().map(word).collect(),
        checks_on: input.checks_on,
        checks: input
            .checks
            .into_iter()
            .map(|check| hall::Check {
                number: check.number,
                text: check.text,
                holds_minutes: check.holds_minutes,
                or_before: check.or_before,
            })
            .collect(),
        rules: input.rules.into_iter().map(word).collect(),
    };
    visit.desk()?.set_log(wish)?;
    Ok(DONE)
}

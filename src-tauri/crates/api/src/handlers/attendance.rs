//! Who came on the service day, in the door's types.

use super::DONE;
use super::allocation::link;
use super::read::{date, moment, names, small};
use crate::refuse::accepted;
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{
    AllocationAsk, Attendance, AttendanceHalf, AttendanceNote, AttendancePlace, Failure, Nothing, RemedyKind,
    RemedyLine,
};
use domain::duty::attendance::Remedy;
use domain::duty::half::Half;
use domain::reference::catalogue::DepartmentId;

pub(crate) fn attendance(visit: Visit<'_>, input: AllocationAsk) -> Result<Attendance, Failure> {
    let found = visit.desk()?.attendance(date("date", &input.date)?)?;
    Ok(Attendance { date: found.date.to_string(), halves: found.halves.iter().map(half).collect() })
}

pub(crate) fn attendance_note(visit: Visit<'_>, input: AttendanceNote) -> Result<Nothing, Failure> {
    let note = hall::AttendanceNote {
        department: DepartmentId(input.department),
        half: Half::from_morning(input.morning),
        place: input.place,
        presence: input.presence.into(),
        name: input.name,
    };
    visit.desk()?.note_attendance(date("date", &input.date)?, note, &accepted(&input.confirmed))?;
    Ok(DONE)
}

fn half(half: &hall::AttendanceHalf) -> AttendanceHalf {
    AttendanceHalf {
        department: half.department.department.0,
        name: names(&half.department.name),
        short: names(&half.department.short),
        morning: half.half.is_morning(),
        places: half.places.iter().map(place).collect(),
        here: half.staffing.here,
        missing: half.staffing.missing,
        open: half.staffing.open,
        to_ring: half.to_ring.iter().map(link).collect(),
        arrived: half.here.iter().map(link).collect(),
        remedies: half.remedies.iter().map(remedy).collect(),
    }
}

fn place(place: &hall::AttendancePlace) -> AttendancePlace {
    let line = &place.line;
    AttendancePlace {
        place: line.place,
        person: line.name.clone(),
        presence: line.presence.wire(),
        substitute: line.substitute.clone(),
        expected: line.expected,
        by: place.noted.as_ref().map(|(by, _)| by.clone()),
        at: place.noted.as_ref().map(|(_, at)| moment(*at)),
    }
}

fn remedy(line: &hall::RemedyLine) -> RemedyLine {
    let kind = match line.remedy {
        Remedy::Colleague(_) => RemedyKind::Colleague,
        Remedy::AnotherDay => RemedyKind::AnotherDay,
        Remedy::Forward => RemedyKind::Forward,
    };
    let colleague = line.colleague.as_ref().map(|department| names(&department.short));
    RemedyLine { kind, colleague, bookings: small(line.bookings) }
}

//! Settings, counts, imports and backups in the door's types.

use super::data::frozen;
use super::read::{hm, moment, names, small};
use crate::{BackupCard, DepartmentRow, Failure, HoursRow, NoticeRow, SecondFolder, ServiceMode, Settings};
use domain::reference::hours::{Mode, Scope};
use hall::Desk;
use std::path::Path;

pub(super) fn settings(hall: &Desk, dir: &Path) -> Result<Settings, Failure> {
    let settings = hall.settings()?;
    let first = settings.saturday.first();
    let reference = &settings.reference;
    let contact = super::notice::contact(&hall.contact()?);
    Ok(Settings {
        hall: contact.name.clone(),
        contact,
        windows: first.map_or(0, |session| session.seats),
        slot_minutes: first.map_or(0, |session| session.slot_minutes),
        hours: settings.hours.iter().map(|row| hours_row(reference, row)).collect(),
        calendar: reference
            .calendar
            .notices()
            .iter()
            .map(|notice| NoticeRow { year: u16::try_from(notice.year).unwrap_or(0), source: notice.source.clone() })
            .collect(),
        items: small(reference.catalogue.items().len()),
        departments: reference
            .catalogue
            .departments()
            .iter()
            .map(|department| DepartmentRow {
                department: department.id.0,
                name: names(&department.names),
                present: department.present,
                sample: !department.samples.is_empty(),
            })
            .collect(),
        data_dir: dir.to_string_lossy().into_owned(),
        backups: settings.backups.iter().map(backup).collect(),
        second: settings.second.as_ref().map(|second| SecondFolder {
            dir: second.dir.to_string_lossy().into_owned(),
            fault: second.fault.map(|fault| fault.name().to_owned()),
            backups: second.backups.iter().map(backup).collect(),
        }),
        idle_lock_minutes: settings.idle_lock_minutes,
        erase_after_days: settings.erase_after_days,
        frozen: settings.aftermath.frozen.iter().map(|day| frozen(day.date, day.seats)).collect(),
        reminted: settings.aftermath.reminted.iter().map(|day| frozen(day.date, day.seats)).collect(),
    })
}

fn hours_row(reference: &hall::Reference, row: &domain::reference::hours::HoursRow) -> HoursRow {
    let items = match &row.scope {
        Scope::All | Scope::Text(_) => Vec::new(),
        Scope::Items(ids) => {
            ids.iter().filter_map(|id| reference.catalogue.item(*id)).map(|item| names(&item.names)).collect()
        }
    };
    HoursRow {
        items,
        remark: match &row.scope {
            Scope::Text(text) => text.clone(),
            Scope::All | Scope::Items(_) => String::new(),
        },
        mode: match row.mode {
            Mode::Standard => ServiceMode::Standard,
            Mode::Flex => ServiceMode::Flex,
            Mode::Noon => ServiceMode::Noon,
            Mode::Saturday => ServiceMode::Saturday,
            Mode::Weekend => ServiceMode::Weekend,
        },
        from: hm(row.times.from),
        to: hm(row.times.to),
        appointment: row.appointment.word().to_owned(),
        valid_from: row.valid_from.map(|date| date.to_string()),
        valid_to: row.valid_to.map(|date| date.to_string()),
        source: row.source.clone(),
    }
}

pub(super) fn backup(backup: &hall::Backup) -> BackupCard {
    BackupCard {
        file: backup.file.clone(),
        made: moment(backup.made),
        size_kib: u32::try_from(backup.bytes.div_ceil(1024)).unwrap_or(u32::MAX),
        verified: backup.verified,
    }
}

pub(super) fn mode(mode: ServiceMode) -> Mode {
    match mode {
        ServiceMode::Standard => Mode::Standard,
        ServiceMode::Flex => Mode::Flex,
        ServiceMode::Noon => Mode::Noon,
        ServiceMode::Saturday => Mode::Saturday,
        ServiceMode::Weekend => Mode::Weekend,
    }
}

pub(super) fn years(years: Vec<i32>) -> Vec<u16> {
    years.into_iter().filter_map(|year| u16::try_from(year).ok()).collect()
}

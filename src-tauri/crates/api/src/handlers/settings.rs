//! Settings, counts, imports and backups in the door's types.

use super::DONE;
use super::read::{date, hm, moment, names, small};
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{
    BackupAge, BackupCard, BackupState, DepartmentRow, Failure, HallAdjust, HallContact, HoursRow, Nothing, NoticeRow,
    OpenTo, Opening, SecondFolder, SecondFolderChoose, ServiceDays, ServiceDaysAsk, Settings,
};
use domain::reference::hours::Scope;

pub(crate) fn service_days(visit: Visit<'_>, input: ServiceDaysAsk) -> Result<ServiceDays, Failure> {
    let (from, to) = (date("from", &input.from)?, date("to", &input.to)?);
    let counted = visit.desk()?.service_days(input.mode.into(), from, to)?;
    let years = counted.not_published.into_iter().filter_map(|year| u16::try_from(year).ok());
    Ok(ServiceDays { days: counted.days, not_published: years.collect() })
}

pub(crate) fn hall_adjust(visit: Visit<'_>, input: HallAdjust) -> Result<Nothing, Failure> {
    visit.desk()?.adjust_hall(input.idle_lock_minutes, input.erase_after_days)?;
    Ok(DONE)
}

pub(crate) fn backup_make(visit: Visit<'_>, _: Nothing) -> Result<BackupCard, Failure> {
    Ok(backup(&visit.desk()?.back_up()?))
}

pub(crate) fn second_folder(visit: Visit<'_>, input: SecondFolderChoose) -> Result<Nothing, Failure> {
    visit.desk()?.choose_second_folder(&input.dir)?;
    Ok(DONE)
}

pub(crate) fn settings(visit: Visit<'_>, _: Nothing) -> Result<Settings, Failure> {
    let hall = visit.desk()?;
    let settings = hall.settings()?;
    let first = settings.saturday.first();
    let reference = &settings.reference;
    let contact: HallContact = hall.contact()?.wire();
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
        data_dir: visit.program().dir().to_string_lossy().into_owned(),
        backups: settings.backups.iter().map(backup).collect(),
        backup_state: BackupState {
            newest: settings.backup_state.newest.map(backup_age),
            holds_all: settings.backup_state.holds_all,
            failed: settings.backup_state.failed,
        },
        second: settings.second.as_ref().map(|second| SecondFolder {
            dir: second.dir.to_string_lossy().into_owned(),
            fault: second.fault.map(|fault| fault.name().to_owned()),
            newest: second.newest.map(backup_age),
            backups: second.backups.iter().map(backup).collect(),
        }),
        idle_lock_minutes: settings.idle_lock_minutes,
        erase_after_days: settings.erase_after_days,
        frozen: settings.aftermath.frozen.wire(),
        reminted: settings.aftermath.reminted.wire(),
        open: settings.open.iter().map(opening).collect(),
    })
}

fn opening(open: &hall::Opening) -> Opening {
    let (to, account) = match &open.to {
        hall::Whom::Everyone => (OpenTo::Everyone, ""),
        hall::Whom::Users => (OpenTo::Users, ""),
        hall::Whom::Guests => (OpenTo::Guests, ""),
        hall::Whom::Creator => (OpenTo::Creator, ""),
        hall::Whom::Account(account) => (OpenTo::Account, account.as_str()),
        hall::Whom::Unknown => (OpenTo::Unknown, ""),
    };
    Opening { place: open.place.clone(), to, account: account.to_owned(), way: open.way.wire() }
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
        mode: row.mode.wire(),
        from: hm(row.times.from),
        to: hm(row.times.to),
        appointment: row.appointment.word().to_owned(),
        valid_from: row.valid_from.map(|date| date.to_string()),
        valid_to: row.valid_to.map(|date| date.to_string()),
        source: row.source.clone(),
    }
}

pub(super) fn backup_age(age: hall::BackupAge) -> BackupAge {
    BackupAge { made: moment(age.made), days: age.days }
}

pub(super) fn backup(backup: &hall::Backup) -> BackupCard {
    BackupCard {
        file: backup.file.clone(),
        made: moment(backup.made),
        size_kib: u32::try_from(backup.bytes.div_ceil(1024)).unwrap_or(u32::MAX),
        verified: backup.verified,
    }
}

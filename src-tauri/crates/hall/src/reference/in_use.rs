//! The reference data in use: calendar, hours, directory, departments and items, as whole versions. The parsed form is
//! kept in memory; the bytes of each version are in the store under their hash, and an event says which is in use.

use crate::ground::{Author, Refusal, record};
use chrono::NaiveDate;
use domain::event::{Fact, HallFounded, ReferenceAdopted, ReferenceKind};
use domain::record::RecordId;
use domain::reference::calendar::Calendar;
use domain::reference::catalogue::{Catalogue, Department, Item, ItemId};
use domain::reference::directory::HallId;
use domain::reference::hours::{Appointment, Days, Hours, HoursRow, Mode, Scope, ServiceDays, SessionTimes};
use domain::reference::import::{BadFile, ImportErrors, mended};
use domain::reference::shipped;
use domain::search::{Hits, ItemIndex};
use domain::seat::{SessionPlan, Timetable};
use sha2::{Digest, Sha256};
use store::{ReadTx, Store, StoreError, VaultField, WriteTx};

/// Everything parsed and ready to ask.
pub struct Reference {
    pub calendar: Calendar,
    pub hours: Hours,
    pub catalogue: Catalogue,
    pub index: ItemIndex,
}

/// Kinds that every hall starts with, and the shipped text of each.
pub(crate) const SHIPPED: [(ReferenceKind, &str); 5] = [
    (ReferenceKind::Calendar, shipped::CALENDAR),
    (ReferenceKind::Departments, shipped::DEPARTMENTS),
    (ReferenceKind::Items, shipped::ITEMS),
    (ReferenceKind::Hours, shipped::HOURS),
    (ReferenceKind::Directory, shipped::HALLS),
];

/// Most items one search answers.
const HITS_MAX: u16 = 50;

impl Reference {
    /// Items by what was typed, so many at most.
    pub fn search(&self, text: &str, limit: u16) -> Hits {
        self.index.search(text, usize::from(limit.min(HITS_MAX)))
    }

    /// Parses what is in use.
    ///
    /// # Errors
    /// [`Refusal::Broken`] when a version in use does not parse: it was checked when it was taken over.
    pub(crate) fn load(store: &Store) -> Result<Self, Refusal> {
        Self::read(|kind| text_in_use(store, kind))
    }

    /// Parses whatever texts there are.
    ///
    /// # Errors
    /// [`Refusal::Broken`] when one does not parse beside the others.
    pub(crate) fn read(text: impl Fn(ReferenceKind) -> Result<String, Refusal>) -> Result<Self, Refusal> {
        let departments = kept(&text(ReferenceKind::Departments)?, Department::list_from_csv)?;
        let items = kept(&text(ReferenceKind::Items)?, |text| parse_items(text, &departments))?;
        let catalogue = Catalogue::new(departments, items);
        Ok(Self {
            calendar: kept(&text(ReferenceKind::Calendar)?, Calendar::from_csv)?,
            hours: kept(&text(ReferenceKind::Hours)?, Hours::from_csv)?,
            index: ItemIndex::new(&catalogue),
            catalogue,
        })
    }

    /// Service days of a hall: by its dated hours; a hall that is not in the directory serves as its timetable says. What the
    /// hall decided for single dates goes before both.
    pub(crate) fn service_days(
        &self,
        hall: &HallFounded,
        timetable: &Timetable,
        mode: Mode,
        from: NaiveDate,
        to: NaiveDate,
    ) -> ServiceDays {
        let id = hall.directory.map(HallId);
        let mut counted = self.hours.count_service_days(id.unwrap_or(OWN), mode, from, to, &self.calendar);
        if mode != Mode::Saturday {
            return counted;
        }
        let serves = |date: NaiveDate| !timetable.on(date, &self.calendar).sessions.is_empty();
        let Some(id) = id.filter(|id| self.hours.rows(*id).any(|row| row.mode == mode)) else {
            let days = from.iter_days().take_while(|date| *date <= to).filter(|date| serves(*date)).count();
            return ServiceDays { days: u32::try_from(days).unwrap_or(u32::MAX), ..counted };
        };
        for day in timetable.exceptions.keys().map(|day| day.date()).filter(|day| (from..=to).contains(day)) {
            let otherwise = !self.hours.sessions(id, day, mode, &self.calendar).is_empty();
            counted.days = counted.days + u32::from(serves(day)) - u32::from(otherwise);
        }
        counted
    }

    /// When an item is served on a date, where the hall's dated hours give it hours of its own; else nothing. On a day that
    /// the hall opened as an exception the item's hours are those of its Saturdays.
    pub(crate) fn own_hours_of_item(
        &self,
        hall: &HallFounded,
        item: ItemId,
        date: NaiveDate,
    ) -> Option<Vec<SessionTimes>> {
        let id = HallId(hall.directory?);
        let valid = |row: &&HoursRow| row.mode == Mode::Saturday && row.valid_on(date) && row.scope.names(item);
        let own: Vec<&HoursRow> = self.hours.rows(id).filter(valid).collect();
        let serving = own.iter().filter(|row| row.serves(date, &self.calendar));
        let on_the_day: Vec<SessionTimes> = serving.map(|row| row.times).collect();
        let times = if on_the_day.is_empty() { own.iter().map(|row| row.times).collect() } else { on_the_day };
        (!own.is_empty()).then_some(times)
    }

    /// Dated hours of a hall, or those of its timetable.
    pub(crate) fn hours_of(&self, hall: &HallFounded, timetable: &Timetable) -> Vec<HoursRow> {
        let listed: Vec<HoursRow> =
            hall.directory.map(|id| self.hours.rows(HallId(id)).cloned().collect()).unwrap_or_default();
        if listed.is_empty() { own_hours(timetable) } else { listed }
    }
}

/// Number that stands for the hall itself where it has none in the directory; the directory begins at 1.
const OWN: HallId = HallId(0);

/// A timetable as dated hours. A plan of dates stands beside the usual Saturday it goes before, as its rows say.
fn own_hours(timetable: &Timetable) -> Vec<HoursRow> {
    let row = |session: &SessionPlan, days, valid_from, valid_to| HoursRow {
        hall: OWN,
        scope: Scope::All,
        mode: Mode::Saturday,
        days,
        times: SessionTimes { from: session.times.from.time(), to: session.times.to.time() },
        appointment: Appointment::Unknown,
        valid_from,
        valid_to,
        source: String::new(),
    };
    let usual = timetable.usual.iter().map(|session| row(session, Days::OrdinarySaturday, None, None));
    let dated = timetable.dated.iter().flat_map(|plan| {
        plan.sessions.iter().map(move |session| row(session, plan.days, plan.valid_from, plan.valid_to))
    });
    usual.chain(dated).collect()
}

/// Parses a version that is kept: as strictly as an import, or, where it was taken over before imports were strict, as then.
pub(crate) fn kept<T>(text: &str, parse: impl Fn(&str) -> Result<T, ImportErrors>) -> Result<T, Refusal> {
    parse(text).or_else(|errors| parse(&mended(text)).map_err(|_| broken(errors)))
}

/// A text without a row is a catalogue without items: what a hall begins with that did not want the shipped one.
fn parse_items(text: &str, departments: &[Department]) -> Result<Vec<Item>, ImportErrors> {
    match Item::list_from_csv(text, departments) {
        Err(ImportErrors::File(BadFile::Empty)) => Ok(Vec::new()),
        items => items,
    }
}

/// The text in use. A version that another PC took into use and whose bytes are still on their way must not keep the hall
/// closed: the shipped one stands in until they are here.
pub(crate) fn text_in_use(store: &Store, kind: ReferenceKind) -> Result<String, Refusal> {
    let bytes = store.read(|tx: &ReadTx<'_>| -> Result<Option<Vec<u8>>, Refusal> {
        let in_use = tx.views().reference_in_use(kind)?;
        let in_use = in_use.ok_or_else(|| Refusal::Broken(format!("there is no reference data {kind:?}")))?;
        Ok(tx.reference_get(&in_use.hash)?)
    })?;
    match bytes {
        Some(bytes) => String::from_utf8(bytes).map_err(|error| Refusal::Broken(error.to_string())),
        None => {
            tracing::warn!(?kind, "reference data in use is not here yet; the shipped version stands in");
            Ok(shipped_text(kind).to_owned())
        }
    }
}

pub(crate) fn shipped_text(kind: ReferenceKind) -> &'static str {
    SHIPPED.iter().find(|(shipped, _)| *shipped == kind).map_or("", |(_, text)| text)
}

/// Under which number of the adopting event the vault has the text of an imported version. So it travels to the hall's other
/// PCs with everything else, and the central server, which never offered it, cannot read it.
pub(crate) const TEXT_FIELD: VaultField = VaultField(0xfffe);

/// Largest text that is taken over: sealed, it must fit into one value.
pub(super) const TEXT_BYTES_MAX: usize = journal::VALUE_BYTES_MAX - journal::SEAL_BYTES_MAX;

/// Shares an imported version with the hall's other PCs. One that is too large, from before that was refused, stays here.
pub(crate) fn share(tx: &mut WriteTx<'_>, event: RecordId, text: &str) -> Result<(), StoreError> {
    if text.len() > TEXT_BYTES_MAX {
        tracing::warn!(bytes = text.len(), "a version of reference data is too large for the hall's other PCs");
        return Ok(());
    }
    tx.vault_put(store::event_id(event), TEXT_FIELD, text)
}

/// Shares the imported versions in use that have not been: imported before the hall was enrolled with any server.
pub(crate) fn share_in_use(tx: &mut WriteTx<'_>) -> Result<(), StoreError> {
    for (kind, _) in SHIPPED {
        let Some(in_use) = tx.views().reference_in_use(kind)?.filter(|in_use| !in_use.shipped) else { continue };
        let is_shared = tx.vault_get(store::event_id(in_use.event), TEXT_FIELD)?.is_some();
        if let Some(bytes) = tx.reference_get(&in_use.hash)?.filter(|_| !is_shared) {
            let text = String::from_utf8(bytes).map_err(|error| StoreError::Damaged(error.to_string()))?;
            share(tx, in_use.event, &text)?;
        }
    }
    Ok(())
}

/// Puts the bytes of versions in use where they belong that are here otherwise: shared by another PC, or shipped with this
/// program, too.
pub(crate) fn complete(store: &Store) -> Result<(), Refusal> {
    let found = store.read(|tx: &ReadTx<'_>| -> Result<Vec<String>, StoreError> {
        let mut found = Vec::new();
        for (kind, shipped) in SHIPPED {
            let Some(in_use) = tx.views().reference_in_use(kind)? else { continue };
            if tx.reference_get(&in_use.hash)?.is_some() {
                continue;
            }
            let shared = tx.vault_get(store::event_id(in_use.event), TEXT_FIELD)?;
            let texts = shared.into_iter().chain([shipped.to_owned()]);
            found.extend(texts.into_iter().find(|text| hash_of(text) == in_use.hash));
        }
        Ok(found)
    })?;
    if found.is_empty() {
        return Ok(());
    }
    store.write(move |tx: &mut WriteTx<'_>| -> Result<(), Refusal> {
        for text in found {
            keep(tx, &text)?;
        }
        Ok(())
    })
}

pub(crate) fn hash_of(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

pub(crate) fn broken(errors: ImportErrors) -> Refusal {
    Refusal::Broken(errors.to_string())
}

/// Stores a version's bytes under their hash.
pub(crate) fn keep(tx: &mut WriteTx<'_>, text: &str) -> Result<[u8; 32], StoreError> {
    let hash = hash_of(text);
    tx.reference_put(&hash, text.as_bytes())?;
    Ok(hash)
}

/// Takes shipped versions into use: where there is none yet, and where an older shipped one is. An imported version stays.
pub(crate) fn adopt_shipped(store: &Store, author: Author) -> Result<(), Refusal> {
    let stale = store.read(|tx: &ReadTx<'_>| -> Result<Vec<(ReferenceKind, &str)>, StoreError> {
        let mut stale = Vec::new();
        for (kind, text) in SHIPPED {
            let hash = hash_of(text);
            let in_use = tx.views().reference_in_use(kind)?;
            if in_use.is_none_or(|version| version.shipped && version.hash != hash) {
                stale.push((kind, text));
            }
        }
        Ok(stale)
    })?;
    if stale.is_empty() {
        return Ok(());
    }
    store.write(move |tx: &mut WriteTx<'_>| -> Result<(), Refusal> {
        for (kind, text) in stale {
            let hash = keep(tx, text)?;
            let adopted = ReferenceAdopted { kind, hash, shipped: true };
            record(tx, author, &Fact::ReferenceAdopted(adopted), None, None)?;
        }
        Ok(())
    })
}

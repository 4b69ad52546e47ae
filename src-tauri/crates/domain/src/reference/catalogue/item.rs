//! Items 事项: what a citizen comes for.

use super::department::{Department, DepartmentId};
use super::sample::Sample;
use crate::names::Names;
use crate::reference::import::{BadCell, Cells, ImportErrors, read_table};
use minicbor::{Decode, Encode};
use std::collections::BTreeSet;

/// Number of an item. The program's own, and kept when the item is renamed or its code changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct ItemId(#[n(0)] pub u32);

/// A department on an item's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stop {
    /// Which.
    pub department: DepartmentId,
    /// Minutes of an approver's time there.
    pub minutes: u16,
}

/// An item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Number.
    pub id: ItemId,
    /// Code of the item in the city's or the nation's list, where a source gives one.
    pub code: Option<String>,
    /// Names.
    pub names: Names,
    /// Short spoken names, in whatever language.
    pub aliases: Vec<String>,
    /// Departments in the order a case visits them. Empty: no source says, and no sample was made up either; the program
    /// then says that it does not know.
    pub stops: Vec<Stop>,
    /// Minutes at the window.
    pub window_minutes: u16,
    /// Whether a department has to decide; an enquiry needs nobody.
    pub needs_approver: bool,
    /// Why it is not served on Saturdays.
    pub excluded: Option<Names>,
    /// What to bring.
    pub materials: Vec<Names>,
    /// Something has to be paid.
    pub fee: bool,
    /// Working days promised for the decision; 0 is decided on the spot.
    pub promised_days: Option<u16>,
    /// Which values are samples.
    pub samples: Vec<Sample>,
    /// Where the entry comes from.
    pub source: String,
}

impl Item {
    /// The departments, in the order a case visits them.
    pub fn departments(&self) -> impl Iterator<Item = DepartmentId> + '_ {
        self.stops.iter().map(|stop| stop.department)
    }

    /// Reads `id,code,zh_hans,zh_hant,en,aliases,departments,window_minutes,office_minutes,needs_approver,
    /// excluded_zh_hans,excluded_zh_hant,excluded_en,materials_zh_hans,materials_zh_hant,materials_en,fee,promised_days,
    /// sample,source`. Lists are separated by `|`; the lists of office minutes and of materials run parallel to those of
    /// departments and of Simplified Chinese materials.
    ///
    /// # Errors
    /// [`ImportErrors`] with every bad cell.
    pub fn list_from_csv(text: &str, departments: &[Department]) -> Result<Vec<Self>, ImportErrors> {
        let known: BTreeSet<DepartmentId> = departments.iter().map(|department| department.id).collect();
        let (mut ids, mut codes) = (BTreeSet::new(), BTreeSet::new());
        read_table(text, &["id", "zh_hans", "departments", "window_minutes", "needs_approver"], |cells| {
            let id = cells.number("id").map(ItemId);
            if id.is_some_and(|id| !ids.insert(id)) {
                cells.refuse("id", BadCell::Duplicate);
            }
            let code = cells.code("code");
            if code.is_some_and(|code| !codes.insert(code.to_owned())) {
                cells.refuse("code", BadCell::Duplicate);
            }
            let name = cells.required("zh_hans");
            let window_minutes: Option<u16> = cells.number("window_minutes");
            cells.required("needs_approver");
            let (needs_approver, fee) = (cells.flag("needs_approver"), cells.flag("fee"));
            let (stops, samples) = (stops(cells, &known), Sample::list(cells));
            let promised_days = cells.optional_number("promised_days");
            let reason = names(cells, "excluded_zh_hans", "excluded_zh_hant", "excluded_en");
            let materials = materials(cells);
            Some(Self {
                id: id?,
                code: code.map(str::to_owned),
                names: Names::new(name?, cells.text("zh_hant"), cells.text("en")),
                aliases: cells.list("aliases").into_iter().map(str::to_owned).collect(),
                stops,
                window_minutes: window_minutes?,
                needs_approver,
                excluded: (!reason.zh_hans.is_empty()).then_some(reason),
                materials,
                fee,
                promised_days,
                samples,
                source: cells.text("source").to_owned(),
            })
        })
    }
}

fn names(cells: &Cells<'_>, zh_hans: &str, zh_hant: &str, en: &str) -> Names {
    Names::new(cells.text(zh_hans), cells.text(zh_hant), cells.text(en))
}

fn stops(cells: &mut Cells<'_>, known: &BTreeSet<DepartmentId>) -> Vec<Stop> {
    let departments: Vec<u32> = cells.numbers("departments");
    let minutes: Vec<u16> = cells.numbers("office_minutes");
    if departments.iter().any(|id| !known.contains(&DepartmentId(*id))) {
        cells.refuse("departments", BadCell::UnknownDepartment);
    }
    if !minutes.is_empty() && minutes.len() != departments.len() {
        cells.refuse("office_minutes", BadCell::Number);
    }
    let minutes = minutes.into_iter().chain(std::iter::repeat(0));
    departments.into_iter().zip(minutes).map(|(id, minutes)| Stop { department: DepartmentId(id), minutes }).collect()
}

/// Materials with the translations there are: entry by entry, or none when a list is of another length.
fn materials(cells: &mut Cells<'_>) -> Vec<Names> {
    let zh_hans = cells.list("materials_zh_hans");
    let mut translation = |column| {
        let list = cells.list(column);
        if !list.is_empty() && list.len() != zh_hans.len() {
            cells.refuse(column, BadCell::Number);
        }
        list.into_iter().chain(std::iter::repeat(""))
    };
    let (zh_hant, en) = (translation("materials_zh_hant"), translation("materials_en"));
    zh_hans.iter().zip(zh_hant.zip(en)).map(|(zh_hans, (zh_hant, en))| Names::new(zh_hans, zh_hant, en)).collect()
}

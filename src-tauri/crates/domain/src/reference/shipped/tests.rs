//! What has to hold for the data that is shipped, whoever edits it.

use super::*;
use crate::reference::calendar::Calendar;
use crate::reference::catalogue::{Catalogue, Item, ItemId, Sample};
use crate::reference::directory::Directory;
use crate::reference::hours::{Hours, Scope};

fn catalogue() -> Catalogue {
    Catalogue::from_csv(DEPARTMENTS, ITEMS).expect("the shipped catalogue reads")
}

fn item(name: &str) -> Item {
    catalogue().items().iter().find(|item| item.names.zh_hans == name).expect("the item is shipped").clone()
}

#[test]
fn the_calendar_names_a_notice_for_every_year() {
    let calendar = Calendar::from_csv(CALENDAR).expect("reads");
    for year in 2018..=2026 {
        assert!(calendar.notices().iter().any(|notice| notice.year == year), "{year}");
    }
}

#[test]
fn there_are_35_items_in_three_languages_with_their_sources() {
    let catalogue = catalogue();
    assert_eq!(catalogue.items().len(), 35);
    for item in catalogue.items() {
        let name = &item.names.zh_hans;
        assert!(!item.source.is_empty(), "{name}: no source");
        assert!(item.names.en.is_ascii(), "{name}: no English name");
        assert_eq!(name.chars().count(), item.names.zh_hant.chars().count(), "{name}: character by character");
        assert!(item.materials.iter().all(|material| material.en.is_ascii()), "{name}: materials");
        assert!(item.aliases.is_empty() || item.samples.contains(&Sample::Aliases), "{name}: no source gives aliases");
        assert!(item.materials.is_empty() || item.samples.contains(&Sample::Materials), "{name}: nor materials");
    }
    for department in catalogue.departments() {
        assert!(department.names.en.is_ascii() && department.short.en.is_ascii(), "{}", department.names.zh_hans);
        assert!(catalogue.items().iter().any(|item| item.departments().any(|id| id == department.id)));
    }
}

#[test]
fn the_demo_hall_meets_every_kind_of_promise() {
    let catalogue = catalogue();
    let present = |item: &Item| item.departments().all(|id| catalogue.department(id).is_some_and(|d| d.present));
    let food = item("食品经营许可");
    assert!(present(&food) && food.needs_approver && food.window_minutes <= 30);
    let radio = item("手持无线电对讲机年检缴费业务");
    assert!(present(&radio) && radio.fee && radio.stops.len() == 2);
    assert!(item("小客车过户手续").window_minutes > 30, "takes two slots of half an hour");
    assert!(item("烟草证延续（烟草专卖零售许可证）").excluded.is_none(), "narrower hours, but served");
    assert!(item("劳动人事争议仲裁申请").excluded.is_some());
    assert!(item("计算机软件著作权登记初审").stops.is_empty(), "no source says which department");
    assert!(!present(&item("婚姻登记")), "no back office in this hall");
    assert!(!item("犯罪记录查询").needs_approver);
}

#[test]
fn halls_hours_and_items_fit_together() {
    let (directory, catalogue) = (Directory::from_csv(HALLS).expect("reads"), catalogue());
    assert_eq!(directory.hall(DEMO_HALL).map(|hall| hall.names.zh_hans.as_str()), Some("朝阳区政务服务中心"));
    let hours = Hours::from_csv(HOURS).expect("reads");
    let mut rows = 0;
    for hall in directory.halls() {
        assert!(hall.names.en.is_ascii() && !hall.source.is_empty(), "{}", hall.names.zh_hans);
        for row in hours.rows(hall.id) {
            rows += 1;
            assert!(!row.source.is_empty());
            if let Scope::Items(items) = &row.scope {
                assert!(items.iter().all(|id: &ItemId| catalogue.item(*id).is_some()), "{row:?}");
            }
        }
    }
    let lines = HOURS.lines().filter(|line| !line.starts_with('#')).count();
    assert_eq!(rows + 1, lines, "every row belongs to a hall of the directory");
}

/// The other set of items is for volume tests: it reads like the shipped ones, and its numbers do not meet theirs.
#[test]
fn items_from_elsewhere_read_and_are_not_shipped() {
    let elsewhere = Catalogue::from_csv(
        include_str!("../../../../../../tests/fixtures/departments_guangan.csv"),
        include_str!("../../../../../../tests/fixtures/items_guangan.csv"),
    )
    .expect("reads");
    assert_eq!(elsewhere.items().len(), 57);
    let shipped = catalogue();
    assert!(elsewhere.items().iter().all(|item| shipped.item(item.id).is_none()));
    assert!(elsewhere.departments().iter().all(|department| shipped.department(department.id).is_none()));
    assert!(!ITEMS.contains("广安") && !DEPARTMENTS.contains("广安"));
}

//! What leaves the program on paper or as a file.

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use serde_json::json;
use yanshi_tests::harness::{DataFolder, SATURDAY, Start, booking};

#[test]
fn a_days_workbook_holds_names_of_every_plane_as_they_are() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let names = ["𬱖䶮", "买买提·艾力", "〇王伟", "=1+1 王", "Đặng Văn"];
    for (slot, name) in names.into_iter().enumerate() {
        let slot = u16::try_from(slot).expect("a slot");
        program.call("booking_make", &booking().at(0, slot).with("name", name).with("phone", "").make());
    }
    program.sign_in_as("window_clerk");
    let headers: Vec<String> = (1..=11).map(|column| format!("列{column}")).collect();
    let ask = json!({
        "date": SATURDAY, "language": "zh-Hans", "title": "2026/11/28 名单", "headers": headers, "yes": "是",
    });
    let made = program.call("day_export", &ask);
    let path = made["path"].as_str().expect("a path");
    let mut book: Xlsx<_> = open_workbook(path).expect("it opens");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("it reads");
    let column = |at: usize| sheet.rows().skip(1).map(|row| row[at].clone()).collect::<Vec<Data>>();
    assert_eq!(column(2), names.map(|name| Data::String(name.to_owned())), "text, never a formula");
    assert_eq!(column(0)[0], Data::String("09:00–09:30".to_owned()));
    assert!(column(1).iter().all(|number| matches!(number, Data::String(text) if text.len() == 12)), "{sheet:?}");
    // Whoever took it along is on record; a runner may not.
    program.sign_in_as("hall_manager");
    let filter = json!({ "person": null, "kind": "hall.list_handed_out", "from": null, "to": null });
    let page = program.call("audit", &json!({ "filter": filter, "after": null }));
    assert_eq!(page["lines"].as_array().map(Vec::len), Some(1), "{page}");
    program.sign_in_as("runner");
    assert_eq!(program.refused("day_export", &ask).code, "permission.denied");
}

#[test]
fn a_slip_made_again_says_so() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let made = program.call("booking_make", &booking().make());
    assert_eq!(made["slip"]["reprint"], false);
    assert_eq!(program.call("slip_issue", &json!({ "booking": made["booking"] }))["reprint"], true);
}

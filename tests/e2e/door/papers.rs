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
    let issue = || program.call("slip_issue", &json!({ "booking": made["booking"] }));
    let print = || program.call("slip_print", &json!({ "bookings": [made["booking"]] }))["copies"].clone();
    assert_eq!(made["slip"]["reprint"], false);
    assert_eq!(issue()["reprint"], false, "looking at a slip prints nothing");
    assert_eq!(print(), json!([1]));
    assert_eq!((issue()["reprint"].clone(), issue()["copy"].clone()), (json!(true), json!(2)));
    assert_eq!(print(), json!([2]));
}

#[test]
fn the_days_workbook_holds_who_walked_in_or_cancelled_and_the_notes() {
    let folder = DataFolder::empty();
    let program = Start::demo().at("2026-11-28T10:00").browser_mode(&folder);
    let noted = booking().at(1, 0).with("note", "腿脚不便，请安排一楼窗口").with("phone", "13800138000").make();
    program.call("booking_make", &noted);
    let gone = program.call("booking_make", &booking().at(1, 1).with("name", "钱二").with("phone", "").make());
    let booking = &gone["booking"];
    program.call(
        "booking_cancel",
        &json!({ "booking": booking, "base": booking, "reason": "citizen_asked", "remark": "" }),
    );
    let told = program.call("walk_in_outlook", &json!({ "date": SATURDAY, "items": [4] }))["told"].clone();
    program.call(
        "walk_in_accept",
        &json!({
            "request": "0123456789abcdef", "date": SATURDAY, "items": [4], "name": "李娜", "phone": "", "party": 1, "green_channel": false,
            "note": "", "slip_language": "zh-Hans", "told": told, "confirmed": [],
        }),
    );
    let headers: Vec<String> = (1..=17).map(|column| format!("列{column}")).collect();
    let words = json!({
        "standing.booked": "未到", "standing.cancelled": "已取消", "standing.walked_in": "现场收件", "source.walk_in": "现场",
        "source.desk": "咨询台", "result.forwarded": "转办",
    });
    let made = program.call(
        "day_export",
        &json!({ "date": SATURDAY, "language": "zh-Hans", "title": "名单", "headers": headers, "yes": "是", "words": words }),
    );
    let mut book: Xlsx<_> = open_workbook(made["path"].as_str().expect("a path")).expect("it opens");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("it reads");
    let cell = |row: &[Data], at: usize| row.get(at).map(ToString::to_string).unwrap_or_default();
    let mut rows: Vec<[String; 4]> = sheet.rows().skip(1).map(|row| [2, 11, 12, 13].map(|at| cell(row, at))).collect();
    rows.sort_unstable();
    let row = |texts: [&str; 4]| texts.map(str::to_owned);
    assert_eq!(
        rows,
        [
            row(["李娜", "", "现场收件", "现场"]),
            row(["王伟", "腿脚不便，请安排一楼窗口", "未到", "咨询台"]),
            row(["钱二", "", "已取消", "咨询台"]),
        ]
    );
}

#[test]
fn a_cancelled_slip_and_the_halls_telephone_are_on_the_slip() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let contact = json!({
        "name": "朝阳区政务服务中心", "name_zh_hant": "", "name_en": "", "address": "霄云路 1 号", "telephone": "010-65090000",
    });
    program.call("hall_contact_set", &contact);
    let made = program.call("booking_make", &booking().with("phone", "").make());
    let slip = &made["slip"];
    assert_eq!((&slip["address"], &slip["telephone"]), (&json!("霄云路 1 号"), &json!("010-65090000")));
    assert_eq!(slip["callable"], false, "nobody can be called: {slip}");
    let booking = &made["booking"];
    let cancel = json!({ "booking": booking, "base": booking, "reason": "citizen_asked", "remark": "" });
    assert_eq!(program.call("booking_cancel", &cancel)["slip"]["cancelled"], true);
    let history = program.call("booking_show", &json!({ "booking": booking }))["history"].clone();
    assert_eq!(history[1]["reason"], "citizen_asked");
    assert!(history[1]["by"].as_str().is_some_and(|name| !name.is_empty()), "{history}");
    let wrong = program.refused(
        "hall_contact_set",
        &json!({
            "name": "", "name_zh_hant": "", "name_en": "", "address": "", "telephone": "服务台",
        }),
    );
    assert_eq!((wrong.at("name"), wrong.at("telephone")), (Some("hall.name"), Some("booking.phone_characters")));
}

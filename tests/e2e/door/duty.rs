//! Staff allocation: what a department said, and that whoever it concerns is on the list of calls.

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use serde_json::{Value, json};
use yanshi_tests::harness::{DataFolder, Program, SATURDAY, Start, booking};

fn list(program: &Program) -> Value {
    program.call("allocation", &json!({ "date": SATURDAY }))
}

/// The cells of the workbook of notices to departments, below its head.
fn notices(program: &Program, departments: &[&Value]) -> Vec<Vec<String>> {
    let headers: Vec<String> = (1..=9).map(|column| format!("列{column}")).collect();
    let made = program.call(
        "duty_notices_export",
        &json!({
            "date": SATURDAY, "departments": departments, "language": "zh-Hans", "title": "值班通知", "headers": headers,
            "morning": "上午", "afternoon": "下午",
        }),
    );
    let mut book: Xlsx<_> = open_workbook(made["path"].as_str().expect("a path")).expect("it opens");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("it reads");
    sheet.rows().skip(1).map(|row| row.iter().map(Data::to_string).collect()).collect()
}

#[test]
fn the_notices_are_one_workbook_or_one_each_and_name_no_citizen() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let secret = ["欧阳小明", "13911112222", "11010519491231002X"];
    let named = booking().with("name", secret[0]).with("phone", secret[1]).with("identity", secret[2]);
    let made = program.call("booking_make", &named.make());
    program.call("booking_make", &booking().with("name", secret[0]).with("phone", "").at(1, 1).make());
    // 烟草证延续, of another department.
    program.call("booking_make", &booking().with("items", json!([3])).with("name", "李娜").at(0, 1).make());
    let lines = list(&program)["departments"].as_array().expect("departments").clone();
    let (food, tobacco) = (&json!(1), &json!(2));
    let all = notices(&program, &[food, tobacco]);
    let text = format!("{all:?}");
    assert_eq!(secret.iter().chain(&["李娜"]).find(|one| text.contains(**one)), None, "{text}");
    let halves: Vec<_> = all
        .iter()
        .map(|row| [&row[1], &row[2], &row[3], &row[4], &row[5], &row[6], &row[7]].map(String::as_str))
        .collect();
    assert!(halves.contains(&["上午", "食品经营许可", "1", "1", "1", "1", "09:00"]), "{halves:?}");
    assert!(halves.contains(&["下午", "食品经营许可", "1", "1", "1", "1", "14:00"]), "{halves:?}");
    assert_eq!(all.iter().filter(|row| row[8] == made["slip"]["number"].as_str().expect("a number")).count(), 1);
    let one = notices(&program, &[tobacco]);
    assert_eq!((one.len(), all.len()), (1, 3));
    assert!(one[0][2].starts_with("烟草证延续"), "{one:?}");
    assert_eq!(list(&program)["departments"].as_array(), Some(&lines), "nobody was told by it");
    program.sign_in_as("window_clerk");
    let ask = json!({
        "date": SATURDAY, "departments": [1], "language": "zh-Hans", "title": "", "headers": [], "morning": "", "afternoon": "",
    });
    assert_eq!(program.refused("duty_notices_export", &ask).code, "permission.denied");
}

#[test]
fn whoever_was_told_before_gets_only_what_is_new() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let food = &json!(1);
    program.call("booking_make", &booking().make());
    let tell = || {
        let told = json!({ "date": SATURDAY, "departments": [1], "means": "chat" });
        program.call("duty_tell", &told);
    };
    tell();
    let rows = |words: [&str; 2]| {
        let found = notices(&program, &[food]);
        assert!(found.iter().all(|row| row[1] == words[0] && row[2] == words[1]), "{found:?}");
        found.iter().map(|row| [3, 4, 5, 6].map(|column| row[column].clone())).collect::<Vec<_>>()
    };
    assert_eq!(rows(["上午", "食品经营许可"]), [["1", "0", "1", "0"]], "nothing is new: all that there is");
    program.call("booking_make", &booking().with("name", "李娜").with("phone", "").at(1, 1).make());
    assert_eq!(rows(["下午", "食品经营许可"]), [["1", "1", "1", "1"]], "the morning is known");
    program.call("booking_make", &booking().with("name", "王强").with("phone", "").at(1, 2).make());
    tell();
    program.call("booking_make", &booking().with("name", "赵敏").with("phone", "").at(1, 0).make());
    assert_eq!(
        rows(["下午", "食品经营许可"]),
        [["3", "1", "1", "0"]],
        "two of the three are known, and so is who comes"
    );
}

#[test]
fn a_refusal_is_told_person_by_person_and_survives_a_kill() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let of_two = [booking().with("phone", "13800138000"), booking().at(0, 1)];
    let made = of_two.map(|form| program.call("booking_make", &form.make())["booking"].clone());
    let department = list(&program)["departments"][0]["department"].clone();
    program.department_says(SATURDAY, &department, 0, false);
    let told = to_call(&program);
    assert_eq!(booked(&told), made);
    assert_eq!((&told[0]["name"], &told[0]["phone"]), (&json!("王*"), &json!("138****8000")));
    let why = &told[0]["bookings"][0]["whys"][0];
    assert_eq!((&why["reason"], why["department"].is_object()), (&json!("does_not_come"), true));
    let base = &told[0]["bookings"][0]["base"];
    let note = json!({ "bookings": [{ "booking": made[0], "base": base }], "outcome": "coming" });
    program.call("call_note", &note);
    assert_eq!(booked(&to_call(&program)), [made[1].clone()]);
    program.kill();
    let program = Start::plain().browser_mode(&folder);
    assert_eq!(booked(&to_call(&program)), [made[1].clone()]);
    let line = &list(&program)["departments"][0];
    let said = &line["answered"];
    assert_eq!(
        (&said["told_by"], &said["means"], &line["state"]),
        (&json!("王科长"), &json!("chat"), &json!("cannot"))
    );
    // What a person of the department is called is in the vault alone.
    let audit = program
        .call("audit", &json!({ "filter": { "person": null, "kind": null, "from": null, "to": null }, "after": null }));
    assert!(!audit.to_string().contains("王科长"), "{audit}");
    program.department_says(SATURDAY, &department, 2, false);
    // It comes after all: whoever was told otherwise is told again, and nobody else.
    let told = to_call(&program);
    assert_eq!(booked(&told), [made[0].clone()]);
    assert_eq!(told[0]["bookings"][0]["whys"][0]["reason"], "comes_after_all");
    assert_eq!(program.refused("call_note", &note).code, "booking.changed_meanwhile");
}

fn to_call(program: &Program) -> Vec<Value> {
    program.call("to_call", &json!({}))["tasks"].as_array().expect("tasks").clone()
}

fn booked(tasks: &[Value]) -> Vec<Value> {
    tasks.iter().map(|task| task["bookings"][0]["booking"].clone()).collect()
}

#[test]
fn a_cut_off_is_set_by_weekday_and_time() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().make());
    let line = || list(&program)["departments"][0].clone();
    let department = line()["department"].clone();
    let promise = || program.call("book_day", &json!({ "date": SATURDAY }))["departments"][0]["promise"].clone();
    assert_eq!((promise(), line()["state"].clone()), (json!("past_cutoff"), json!("unanswered")));
    program.call("cutoff_set", &json!({ "department": department, "weekday": 5, "time": "17:30" }));
    assert_eq!((promise(), line()["cutoff"].clone()), (json!("will_be_asked"), json!("2026-11-27T17:30:00")));
    let bad = program.refused("cutoff_set", &json!({ "department": department, "weekday": 5, "time": "half past" }));
    assert_eq!(bad.at("time"), Some("sessions.time"));
    let bad = program.refused("cutoff_set", &json!({ "department": 9999, "weekday": 5, "time": "15:00" }));
    assert_eq!(bad.at("department"), Some("duty.department_unknown"));
}

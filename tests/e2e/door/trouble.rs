//! Data that cannot be used as it is: the program starts all the same, says what is wrong, and touches nothing.

use serde_json::{Value, json};
use std::fs;
use yanshi_tests::harness::{DataFolder, Program, SATURDAY, Start, booking};

fn hall_with_a_booking(folder: &DataFolder) -> (Program, Value) {
    let program = Start::demo().browser_mode(folder);
    let made = program.call("booking_make", &booking().make());
    (program, made["booking"].clone())
}

fn trouble(program: &Program) -> Value {
    let frame = program.call("frame", &json!({}));
    assert_eq!(frame["stage"], "trouble", "{frame}");
    frame["trouble"].clone()
}

#[test]
fn a_database_of_a_newer_program_is_left_alone() {
    let folder = DataFolder::empty();
    hall_with_a_booking(&folder).0.kill();
    folder.write_version(9_000);
    let before = fs::read(folder.database()).unwrap();
    let program = Start::plain().browser_mode(&folder);
    let told = trouble(&program);
    assert_eq!(told["kind"], "newer_database", "{told}");
    assert!(told["detail"].as_str().is_some_and(|detail| detail.contains("9000")), "{told}");
    assert_eq!(told["backup"], Value::Null, "an older backup would lose what the newer program wrote");
    for (command, input) in [("book_day", json!({ "date": SATURDAY })), ("booking_make", booking().make())] {
        assert_eq!(program.refused(command, &input).code, "store.not_ready", "{command}");
    }
    program.kill();
    assert!(fs::read(folder.database()).unwrap() == before, "the file is as it was, byte for byte");
}

#[test]
fn a_damaged_database_offers_the_last_backup_and_restores_it() {
    let folder = DataFolder::empty();
    let (program, kept) = hall_with_a_booking(&folder);
    let backup = program.call("backup_make", &json!({}));
    assert_eq!(backup["verified"], true);
    let after_backup = program.call("booking_make", &booking().with("name", "李娜").make())["booking"].clone();
    program.kill();
    folder.damage();

    let program = Start::plain().browser_mode(&folder);
    let told = trouble(&program);
    assert_eq!((&told["kind"], &told["backup"]["file"]), (&json!("corrupt"), &backup["file"]), "{told}");
    let restore = |file: &Value| json!({ "file": file, "code": "", "any_hall": false });
    for wrong in ["../../etc/passwd", "/etc/passwd", "yanshi-000099-20261127-165000.db", ""] {
        let refusal = program.refused("backup_restore", &restore(&json!(wrong)));
        assert_eq!(refusal.at("file"), Some("backup.not_a_backup"), "{wrong}: {refusal:?}");
    }
    program.call("backup_restore", &restore(&backup["file"]));
    assert_eq!(program.call("frame", &json!({}))["stage"], "ready");
    assert_eq!(
        program.refused("book_day", &json!({ "date": SATURDAY })).code,
        "session.none",
        "everybody signs in anew"
    );
    program.sign_in_as("hall_manager");
    program.call("booking_reveal", &json!({ "booking": kept }));
    let lost = program.refused("booking_show", &json!({ "booking": after_backup }));
    assert_eq!(lost.code, "booking.not_found", "a backup holds what was there when it was made");
    let damaged: Vec<String> = folder.files().into_iter().filter(|name| name.contains("damaged")).collect();
    assert!(!damaged.is_empty(), "the damaged file is kept for the technician: {:?}", folder.files());
    program.kill();
    let program = Start::plain().browser_mode(&folder);
    program.call("booking_reveal", &json!({ "booking": kept }));
}

#[test]
fn a_file_that_is_no_database_says_so() {
    let folder = DataFolder::empty();
    fs::write(folder.database(), "这不是数据库".repeat(1000)).unwrap();
    let program = Start::plain().browser_mode(&folder);
    assert_eq!(trouble(&program)["kind"], "corrupt");
}

#[test]
fn a_damaged_backup_is_not_restored() {
    let folder = DataFolder::empty();
    let (program, _) = hall_with_a_booking(&folder);
    let file = program.call("backup_make", &json!({}))["file"].as_str().unwrap().to_owned();
    program.kill();
    folder.damage();
    let backup = folder.path().join("backups").join(&file);
    let mut bytes = fs::read(&backup).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0x5a);
    fs::write(&backup, bytes).unwrap();
    let before = fs::read(folder.database()).unwrap();
    let program = Start::plain().browser_mode(&folder);
    let refusal = program.refused("backup_restore", &json!({ "file": file, "code": "", "any_hall": false }));
    assert_eq!(refusal.at("file"), Some("backup.not_a_backup"), "{refusal:?}");
    assert_eq!(trouble(&program)["kind"], "corrupt");
    program.kill();
    assert!(fs::read(folder.database()).unwrap() == before, "nothing was touched");
}

#[test]
fn a_second_start_on_the_same_data_is_told_and_harms_nobody() {
    let folder = DataFolder::empty();
    let (first, made) = hall_with_a_booking(&folder);
    let second = Start::plain().browser_mode(&folder);
    assert_eq!(trouble(&second)["kind"], "in_use");
    assert_eq!(second.refused("booking_make", &booking().make()).code, "store.not_ready");
    first.call("booking_make", &booking().make());
    first.call("booking_reveal", &json!({ "booking": made }));
    // The lock goes with the process, however it ends.
    first.kill();
    drop(second);
    let third = Start::plain().browser_mode(&folder);
    third.call("booking_reveal", &json!({ "booking": made }));
}

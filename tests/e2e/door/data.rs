//! The data as files: sealed, erased, restored from a terminal, moved to another PC, tampered with.

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use yanshi_tests::harness::{DataFolder, Program, SECRET, Start, booking};

/// Files below a folder that hold a text, as UTF-8 or as UTF-16.
fn holding(dir: &Path, text: &str) -> Vec<PathBuf> {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let holds = |bytes: &[u8], needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    let mut found = Vec::new();
    for path in fs::read_dir(dir).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            found.extend(holding(&path, text));
        } else {
            let bytes = fs::read(&path).expect("a file");
            found.extend((holds(&bytes, text.as_bytes()) || holds(&bytes, &wide)).then_some(path));
        }
    }
    found
}

/// A hall of one's own, with its recovery code.
fn found(program: &Program, folder: &DataFolder) -> String {
    let answers = json!({
        "dir": folder.path(), "hall": null, "name": "某区政务服务中心", "windows": 2, "slot_minutes": 30,
        "saturday": [{ "from": "09:00", "to": "12:00" }], "shipped_catalogue": true, "manager": "吴建国", "secret": SECRET,
    });
    program.call("setup_finish", &answers)["recovery_code"].as_str().expect("a code").to_owned()
}

#[test]
fn no_file_of_the_data_folder_holds_a_name_a_number_or_a_note() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let planted = ["欧阳明月", "13677778888", "缺少营业执照复印件", "请安排一楼窗口", "新来的同事"];
    let form = booking()
        .with("name", json!(planted[0]))
        .with("phone", json!(planted[1]))
        .with("missing", json!(planted[2]))
        .with("note", json!(planted[3]))
        .with("channel", json!("carried_over"));
    program.call("draft_keep", &form.draft());
    program.call("booking_make", &form.make());
    program.call("draft_keep", &form.draft());
    // Refused and wrong things go to the log, if anything does.
    program.refused("booking_make", &form.with("party", json!(0)).make());
    program.call("person_enter", &json!({ "name": planted[4], "roles": ["runner"], "secret": "864213" }));
    program.call("backup_make", &json!({}));
    program.call("diagnostics_export", &json!({}));
    program.kill();
    for value in planted {
        assert_eq!(holding(&folder.path(), value), Vec::<PathBuf>::new(), "{value}");
        assert_eq!(holding(&folder.handouts(), value), Vec::<PathBuf>::new(), "{value}");
    }
    assert!(folder.path().join("logs").is_dir(), "there is a log to look into");
    assert!(!holding(&folder.path(), "食品经营许可").is_empty(), "what is no secret is found: the search works");
}

#[test]
fn an_erased_person_leaves_every_file_and_the_counts_stay() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let made = program.call("booking_make", &booking().make());
    program.call("backup_make", &json!({}));
    let ask = json!({ "booking": made["booking"] });
    let preview = program.call("erase_preview", &ask);
    assert_eq!(preview["bookings"][0]["name"], "王*");
    program.sign_in_as("consultant");
    assert_eq!(program.refused("booking_erase", &json!({ "bookings": [made["booking"]] })).code, "permission.denied");
    program.sign_in_as("hall_manager");
    let erased = program.call("booking_erase", &json!({ "bookings": [made["booking"]] }));
    assert_eq!((&erased["bookings"], &erased["unreached"]), (&json!(1), &json!([])));
    let gone = program.call("booking_reveal", &ask);
    assert_eq!((&gone["erased"], &gone["form"]["name"]), (&json!(true), &json!("")));
    program.kill();
    let program = Start::plain().browser_mode(&folder);
    assert_eq!(program.call("booking_reveal", &ask)["form"]["phone"], "");
    let found = program.call("booking_find", &json!({ "text": "8000", "limit": 9 }));
    assert_eq!(found["bookings"], json!([]));
}

#[test]
fn a_backup_is_restored_from_a_terminal_and_on_another_pc_with_the_code() {
    let folder = DataFolder::empty();
    let program = Start::plain().browser_mode(&folder);
    let code = found(&program, &folder);
    let made = program.call("booking_make", &booking().with("phone", "13800138000").make());
    let file = program.call("backup_make", &json!({}))["file"].as_str().expect("a name").to_owned();
    let backup = folder.path().join("backups").join(&file);
    let after = program.call("booking_make", &booking().with("name", "李娜").make());
    program.kill();

    let told = Start::plain().restore_from_terminal(&folder, &backup, "");
    assert!(told.contains("某区政务服务中心") && told.contains("restored"), "{told}");
    let program = Start::plain().browser_mode(&folder);
    program.call("booking_reveal", &json!({ "booking": made["booking"] }));
    assert_eq!(program.refused("booking_show", &json!({ "booking": after["booking"] })).code, "booking.not_found");
    let frame = program.call("frame", &json!({}));
    assert_eq!(frame["frozen"][0]["seats"], 11, "what was sold after the backup is not known: {frame}");
    assert_eq!(program.refused("booking_make", &booking().make()).code, "confirm.provisional");
    program.call("seats_remint", &json!({}));
    program.call("booking_make", &booking().make());
    assert_eq!(program.call("settings", &json!({}))["reminted"][0]["seats"], 11);
    program.kill();

    let other = DataFolder::empty();
    let program = Start::plain().browser_mode(&other);
    let look = program.call("backup_look", &json!({ "file": backup }));
    assert_eq!((&look["needs_code"], &look["hall"]["zh_hans"]), (&json!(true), &json!("某区政务服务中心")));
    let restore = |code: &str| json!({ "file": backup, "code": code, "any_hall": false });
    assert_eq!(program.refused("backup_restore", &restore("")).code, "backup.needs_code");
    assert_eq!(program.refused("backup_restore", &restore("ABC")).at("code"), Some("recovery.mistyped"));
    program.call("backup_restore", &restore(&code.to_lowercase()));
    program.sign_in_as("hall_manager");
    let shown = program.call("booking_reveal", &json!({ "booking": made["booking"] }));
    assert_eq!(shown["form"]["phone"], "13800138000");
}

#[test]
fn one_altered_byte_of_the_journal_is_found_at_start_and_named() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().make());
    // A clean backup checkpoints; its copy holds everything in one file.
    program.call("backup_make", &json!({}));
    program.kill();
    let database = rusqlite::Connection::open(folder.database()).expect("the database opens");
    database.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").expect("the log is folded back");
    let (bytes, seq): (Vec<u8>, i64) = database
        .query_row("SELECT bytes, seq FROM journal WHERE kind = 20", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("the booking's event");
    drop(database);
    let mut file = fs::read(folder.database()).expect("the database reads");
    let at = file.windows(bytes.len()).position(|window| window == bytes).expect("the event lies in one piece");
    file[at + bytes.len() / 2] ^= 1;
    fs::write(folder.database(), file).expect("one byte is altered");
    let program = Start::plain().browser_mode(&folder);
    let trouble = program.call("frame", &json!({}))["trouble"].clone();
    assert_eq!(trouble["kind"], "corrupt", "{trouble}");
    let detail = trouble["detail"].as_str().unwrap_or_default();
    assert!(detail.contains(&format!("broken at event {seq}")), "the event is named: {detail}");
    assert_ne!(trouble["backup"], Value::Null, "and the way back is offered");
}

#[test]
fn a_lost_key_file_is_trouble_with_a_way_out() {
    let folder = DataFolder::empty();
    let program = Start::plain().browser_mode(&folder);
    let code = found(&program, &folder);
    let made = program.call("booking_make", &booking().make());
    program.kill();
    fs::remove_file(folder.path().join("hall.key")).expect("lost");
    let program = Start::plain().browser_mode(&folder);
    assert_eq!(program.call("frame", &json!({}))["trouble"]["kind"], "key_missing");
    assert_eq!(program.refused("key_recover", &json!({ "code": "12345" })).at("code"), Some("recovery.mistyped"));
    let path = program.call("diagnostics_export", &json!({}))["path"].clone();
    assert!(Path::new(path.as_str().expect("a path")).is_file(), "in trouble it is needed most");
    program.call("key_recover", &json!({ "code": code }));
    program.sign_in_as("hall_manager");
    program.call("booking_reveal", &json!({ "booking": made["booking"] }));
}

#[cfg(unix)]
#[test]
fn the_key_file_is_for_owner_and_group_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = DataFolder::empty();
    let _program = Start::demo().browser_mode(&folder);
    let mode = fs::metadata(folder.path().join("hall.key")).expect("a key file").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

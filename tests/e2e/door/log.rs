//! What began and ended the program, and what it died of, stands in a log from the first moment on.

use yanshi_tests::harness::{DataFolder, Start, booking, until};

#[test]
fn a_panic_before_there_is_any_data_is_on_record() {
    let folder = DataFolder::empty();
    std::fs::remove_dir(folder.path()).expect("no data folder yet");
    let ended = Start::plain().panicking_at("start").ends(&folder);
    assert!(!ended.status.success());
    let log = folder.early_log();
    assert!(log.contains("started version="), "{log}");
    assert!(log.contains("panicked") && log.contains("args.rs:") && log.contains("thread=\"main\""), "{log}");
    assert!(log.contains("   0: "), "how it came there: {log}");
    assert!(!log.contains("ended reason"), "{log}");
    assert_eq!(folder.log(), "", "nobody has made the folder");
}

#[test]
fn a_panic_at_work_is_on_record_beside_the_data() {
    let folder = DataFolder::empty();
    assert!(!Start::demo().panicking_at("open").ends(&folder).status.success());
    let log = folder.log();
    assert!(log.contains("started version=") && log.contains("panicked"), "{log}");
}

#[test]
fn an_end_that_was_asked_for_says_so() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().with("name", "欧阳修").make());
    program.end();
    let log = folder.log();
    assert!(log.lines().next().is_some_and(|line| line.contains("started version=")), "{log}");
    assert!(log.lines().last().is_some_and(|line| line.contains("ended reason=\"SIGTERM\"")), "{log}");
    assert!(!log.contains("欧阳修"), "{log}");
}

#[test]
fn the_log_follows_the_data_to_the_folder_that_is_made_for_it() {
    let folder = DataFolder::empty();
    std::fs::remove_dir(folder.path()).expect("no data folder yet");
    let program = Start::plain().browser_mode(&folder);
    assert!(folder.early_log().contains("started version="), "{}", folder.early_log());
    assert_eq!(folder.log(), "");
    std::fs::create_dir(folder.path()).expect("as the wizard does");
    until("the log goes on in the data folder", || folder.log().contains("started version="));
    program.end();
    assert!(folder.log().contains("SIGTERM"), "{}", folder.log());
}

#[test]
fn a_run_that_was_killed_is_told_of_once_and_one_that_finds_the_data_taken_says_so() {
    let folder = DataFolder::empty();
    Start::demo().browser_mode(&folder).kill();
    let program = Start::plain().browser_mode(&folder);
    let told = || folder.log().matches("the run before did not end by itself").count();
    assert_eq!(told(), 1, "{}", folder.log());
    let second = Start::plain().browser_mode(&folder);
    until("it is told", || folder.log().contains("the data folder is in use by another run"));
    second.end();
    program.end();
    Start::plain().browser_mode(&folder).end();
    assert_eq!(told(), 1, "{}", folder.log());
    assert!(folder.log().lines().filter(|line| line.contains("ended reason")).all(|line| line.contains(" process=")));
}

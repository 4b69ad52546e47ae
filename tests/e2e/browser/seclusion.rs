//! Nothing leaves the machine, nothing runs that is not ours, and the secret stands nowhere it can be read.

use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Request, Start};
use yanshi_tests::screens::{Counter as _, Surroundings as _};

/// Goes through every screen, and books.
fn work(browser: &Chromium) {
    browser.see_book();
    browser.book("spjy", "食品经营许可", "王小明", "13800138000");
    browser.see_bookings(1);
    browser.open_booking("09:00", "王小明");
    browser.click("detail-slip");
    browser.see("slip-dialog");
    browser.press(Key::Escape);
    browser.see_gone("slip-dialog");
    browser.click("rail-settings");
    browser.see("settings");
    for language in ["zh-Hant", "en"] {
        browser.speak(language);
    }
    browser.shade("dark");
    browser.see_book();
}

#[test]
fn no_request_leaves_this_machine_and_no_policy_is_broken() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    work(&browser);
    let requests = browser.requests();
    let commands = requests.iter().filter(|url| url.contains("/rpc/")).count();
    assert!(commands > 10, "the log has been looked at: {requests:?}");
    let within = |url: &str| url.starts_with(&format!("{}/", program.origin)) || url.starts_with("data:");
    let leaving: Vec<&String> = requests.iter().filter(|url| !within(url)).collect();
    assert!(leaving.is_empty(), "{leaving:?}");
    assert!(requests.iter().all(|url| !url.contains(&program.token)), "the secret stands in no request line");
    let console = browser.console();
    assert!(console.is_empty(), "{}", console.join("\n"));
}

#[test]
fn the_page_is_served_under_a_strict_policy_and_the_browser_keeps_it() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let page = program.send_as_is(&Request::get("/"));
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(policy.contains("script-src 'self'") && policy.contains("style-src 'self'"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    let browser = Chromium::open(&program);
    browser.see_book();
    // A script that somebody managed to put into the page does not run.
    browser.script(
        "const script = document.createElement('script');
         script.textContent = 'window.smuggled = true';
         document.body.append(script);",
        &[],
    );
    assert_eq!(browser.script("return window.smuggled === undefined", &[]), true);
    assert!(browser.console().iter().any(|line| line.contains("Content Security Policy")), "and the browser says so");
}

#[test]
fn the_secret_leaves_the_address_bar_and_a_page_without_it_says_what_to_do() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    assert_eq!(browser.script("return location.href", &[]), format!("{}/", program.origin));
    // Reloading keeps it: the page is still the same one.
    browser.script("location.reload()", &[]);
    browser.see_book();
    let stranger = Chromium::open(&program);
    stranger.see_book();
    stranger.script("sessionStorage.clear()", &[]);
    stranger.goto(&program.origin);
    stranger.see("door-closed");
    assert!(!stranger.shows("slot-row"));
}

//! Who may pass the door, and what it says of itself.

use serde_json::{Value, json};
use yanshi_tests::harness::{DataFolder, Program, Request, Start};

fn program() -> (DataFolder, Program) {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    (folder, program)
}

#[test]
fn nobody_passes_without_the_token() {
    let (_folder, program) = program();
    let pulse = Request::post("/rpc/pulse", "{}");
    let status = |authorization: &str| program.send_as_is(&pulse.clone().header("Authorization", authorization)).status;
    assert_eq!(program.send_as_is(&pulse).status, 401);
    assert_eq!(status("Bearer "), 401);
    assert_eq!(status(&format!("Bearer {}", "0".repeat(program.token.len()))), 401);
    assert_eq!(status(&program.token), 401, "the bare token is no authorization");
    assert_eq!(program.send_as_is(&Request::get("/rpc")).status, 401);
    assert_eq!(status(&format!("Bearer {}", program.token)), 200);
}

#[test]
fn two_programs_have_two_secrets() {
    let (_one, first) = program();
    let (_two, second) = program();
    assert_ne!(first.token, second.token);
    assert_eq!(first.token.len(), 64, "256 bits as hexadecimal");
    let with_first = Request::post("/rpc/pulse", "{}").header("Authorization", &format!("Bearer {}", first.token));
    assert_eq!(second.send_as_is(&with_first).status, 401);
}

#[test]
fn pages_of_other_sites_do_not_pass() {
    let (_folder, program) = program();
    let from = |name: &str, value: &str| {
        let request = Request::post("/rpc/pulse", "{}").header(name, value);
        program.send(&request).expect("an answer").status
    };
    assert_eq!(from("Origin", &program.origin), 200);
    for origin in ["http://example.com", "null", "http://127.0.0.1", "https://127.0.0.1:1"] {
        assert_eq!(from("Origin", origin), 403, "{origin}");
    }
    // A name of the attacker's that points to this machine.
    for host in ["example.com", "localhost", "127.0.0.1"] {
        assert_eq!(from("Host", host), 403, "{host}");
    }
}

#[test]
fn only_this_machine_is_listened_to() {
    let (_folder, program) = program();
    assert!(program.origin.starts_with("http://127.0.0.1:"), "{}", program.origin);
    let port = format!("{:04X}", program.port);
    let listening = std::fs::read_to_string("/proc/net/tcp").expect("the list of sockets");
    let bound: Vec<&str> = listening
        .lines()
        .filter_map(|line| line.split_whitespace().nth(1))
        .filter(|local| local.ends_with(&format!(":{port}")))
        .collect();
    // 127.0.0.1 as the kernel writes it.
    assert!(!bound.is_empty() && bound.iter().all(|local| local.starts_with("0100007F:")), "{bound:?}");
}

#[test]
fn the_door_describes_every_command() {
    let (_folder, program) = program();
    let described = program.send(&Request::get("/rpc")).expect("an answer");
    assert_eq!(described.status, 200);
    let schema: Value = serde_json::from_slice(&described.body).expect("JSON");
    let commands = schema["commands"].as_object().expect("commands");
    for name in ["pulse", "book_day", "item_search", "booking_make", "slip_issue", "setup_finish", "backup_restore"] {
        assert!(commands.contains_key(name), "{name} is not described");
    }
    for (name, command) in commands {
        let known = program.send(&Request::post(&format!("/rpc/{name}"), "[]")).expect("an answer");
        assert_ne!(known.status, 404, "{name} is described but not served");
        assert!(command["description"].as_str().is_some_and(|text| text.ends_with('.')), "{name}: {command}");
        for side in ["input", "output"] {
            let refers = command[side]["$ref"].as_str().unwrap_or_default();
            let definition = refers.rsplit('/').next().unwrap_or_default();
            assert!(schema["$defs"][definition].is_object(), "{name} {side}: {}", command[side]);
        }
    }
    let code = &schema["$defs"]["Failure"]["properties"]["code"];
    assert!(code.is_object(), "failures are described: {}", schema["failure"]);
}

#[test]
fn garbage_is_refused_in_words() {
    let (_folder, program) = program();
    let code = |path: &str, body: &[u8]| {
        let response = program.send(&Request::post(path, body)).expect("an answer");
        let failure: Value = serde_json::from_slice(&response.body).expect("a refusal has words");
        (response.status, failure["code"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(code("/rpc/book_day", b"{\"date\": "), (400, "request.invalid".into()));
    assert_eq!(code("/rpc/book_day", &[0xff, 0x00, 0xc3, 0x28]), (400, "request.invalid".into()));
    assert_eq!(code("/rpc/book_day", b"{\"date\": 20261128}"), (422, "request.invalid".into()));
    assert_eq!(code("/rpc/book_day", b"{\"date\": \"Saturday\"}"), (422, "day.invalid".into()));
    assert_eq!(code("/rpc/booking_make", b"{}"), (422, "request.invalid".into()));
    assert_eq!(code("/rpc/format_disk", b"{}"), (404, "request.unknown".into()));
    // And it still stands.
    assert_eq!(program.call("pulse", &json!({}))["stage"], "ready");
}

#[test]
fn the_page_comes_with_a_strict_policy() {
    let (_folder, program) = program();
    let page = program.send_as_is(&Request::get("/"));
    assert_eq!(page.status, 200);
    let policy = page.header("content-security-policy").expect("a policy").to_owned();
    assert!(policy.contains("default-src 'none'"), "{policy}");
    for loose in ["unsafe-inline", "unsafe-eval", "wasm-unsafe-eval", "http:", "https:", "*"] {
        assert!(!policy.contains(loose), "{policy}");
    }
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert!(!page.text().contains(&program.token), "the secret is in no page");
    let elsewhere = program.send_as_is(&Request::get("/../../etc/passwd"));
    assert_eq!(elsewhere.status, 404);
}

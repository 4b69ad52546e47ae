//! One target under libFuzzer. Which one says `YANSHI_FUZZ`; the rest of the command line is libFuzzer's.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;
use yanshi_fuzz::{Target, target};

static TARGET: OnceLock<&Target> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| {
    let named =
        || std::env::var("YANSHI_FUZZ").ok().and_then(|name| target(&name)).expect("YANSHI_FUZZ names a target");
    (TARGET.get_or_init(named).run)(bytes);
});

//! Where answers differ from those that were kept.

use crate::WRITE;
use crate::kept::Kept;
use std::collections::{BTreeMap, BTreeSet};

/// Lines around the first difference that are shown.
const BEFORE: usize = 6;
const AFTER: usize = 4;

/// A text for each file that is not as it was.
pub(crate) fn differ(kept: &Kept, now: &BTreeMap<String, String>) -> Vec<String> {
    let before = kept.answers();
    let names: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
    let told = names.into_iter().filter_map(|name| match (before.get(name), now.get(name)) {
        (Some(before), Some(now)) if before == now => None,
        (Some(before), Some(now)) => Some((name, first(before, now))),
        (None, _) => Some((name, format!("has no kept answers: run once with {WRITE}=1"))),
        (_, None) => Some((name, "is no read command any more".to_owned())),
    });
    told.map(|(name, what)| format!("{}/{name} {what}", kept.name)).collect()
}

fn first(before: &str, now: &str) -> String {
    let (before, now): (Vec<&str>, Vec<&str>) = (before.lines().collect(), now.lines().collect());
    let at = before.iter().zip(&now).take_while(|(a, b)| a == b).count();
    let part = |lines: &[&str], from: usize, sign: &str| {
        let shown = lines.iter().skip(from).take(at + AFTER - from);
        shown.map(|line| format!("\n  {sign} {line}")).collect::<String>()
    };
    let from = at.saturating_sub(BEFORE);
    let context = part(&before[..at.min(before.len())], from, " ");
    format!("line {}:{context}{}{}", at + 1, part(&before, at, "-"), part(&now, at, "+"))
}

#[test]
fn the_first_line_that_differs_is_shown_with_both_texts() {
    assert_eq!(first("a\nb\nc", "a\nx\nc"), "line 2:\n    a\n  - b\n  - c\n  + x\n  + c");
    assert_eq!(first("a", "a\nb"), "line 2:\n    a\n  + b");
}

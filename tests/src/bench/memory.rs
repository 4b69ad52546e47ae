//! Memory of a program with all its children: a web view works in processes of its own.
//!
//! Proportional set size: a page that several processes share counts in each with its part, so that the sum over the tree
//! is what the machine would get back.

use crate::Outcome;
use std::collections::HashMap;
use std::fs;

/// A process and everything it has started, by their numbers.
pub(super) fn tree_of(root: u32) -> Vec<u32> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    for id in fs::read_dir("/proc").into_iter().flatten().flatten().filter_map(|entry| number(&entry)) {
        if let Some(parent) = fs::read_to_string(format!("/proc/{id}/stat")).ok().as_deref().and_then(parent_in) {
            children.entry(parent).or_default().push(id);
        }
    }
    let mut tree = vec![root];
    let mut next = 0;
    while next < tree.len() {
        tree.extend(children.remove(&tree[next]).unwrap_or_default());
        next += 1;
    }
    tree
}

/// What a process and its children hold, in KiB. A child that has just ended holds nothing.
///
/// # Errors
/// When the system does not tell of the process itself.
pub(super) fn tree_kib(root: u32) -> Outcome<u64> {
    let held = |id: u32| fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok().as_deref().and_then(pss_in);
    let own = held(root).ok_or("the system does not tell what memory the program holds")?;
    Ok(own + tree_of(root).into_iter().skip(1).filter_map(held).sum::<u64>())
}

fn number(entry: &fs::DirEntry) -> Option<u32> {
    entry.file_name().to_str()?.parse().ok()
}

/// `pid (name) state parent …`; the name may hold anything.
fn parent_in(stat: &str) -> Option<u32> {
    stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()
}

/// `Pss:   123 kB`.
fn pss_in(rollup: &str) -> Option<u64> {
    rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?.trim().strip_suffix(" kB")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parent_is_found_whatever_the_name() {
        assert_eq!(parent_in("42 (a) R) b) S 7 42 42 0"), Some(7));
        assert_eq!(parent_in("nonsense"), None);
    }

    #[test]
    fn the_proportional_size_is_the_line_of_that_name() {
        let rollup = "00400000-7fff r-xp [rollup]\nRss:     900 kB\nPss:     321 kB\nPss_Anon: 5 kB\n";
        assert_eq!(pss_in(rollup), Some(321));
    }

    #[test]
    fn this_test_holds_memory_and_belongs_to_its_own_tree() {
        let own = std::process::id();
        assert!(tree_of(own).contains(&own));
        assert!(tree_kib(own).expect("this process is told of") > 100);
    }
}

//! How the UI is painted: colours come from one file, so that light, dark and contrast are decided there. The rest of the UI's
//! rules is its linter's, which reads no CSS.

use super::Finding;
use super::tree::{Source, Tree};

/// The one file that may name colours.
const TOKENS_FILE: &str = "tokens.css";
const COLOUR_FUNCTIONS: [&str; 7] = ["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "oklab(", "lab("];

pub(super) fn colours(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.ui().filter(|file| is_painted(file)) {
        for (line, text) in file.lines() {
            if let Some(colour) = colour_in(text) {
                let what = format!("{colour} is a colour; name it in {TOKENS_FILE} and use the name");
                findings.push(Finding::new(&file.path, line, what));
            }
        }
    }
    findings
}

fn is_painted(file: &Source) -> bool {
    let is_kind = ["vue", "css", "ts"].iter().any(|ending| file.has_ending(ending));
    is_kind && !file.path.ends_with(TOKENS_FILE) && !file.path.contains(".test.")
}

fn colour_in(text: &str) -> Option<&str> {
    hex_colour(text).or_else(|| {
        let called = COLOUR_FUNCTIONS.iter().find(|name| {
            text.match_indices(**name).any(|(at, _)| !text[..at].chars().next_back().is_some_and(is_name))
        });
        called.map(|name| name.trim_end_matches('('))
    })
}

/// `#1c6b8f`, not `#default`, `a#bc1` or `&#123;`.
fn hex_colour(text: &str) -> Option<&str> {
    text.match_indices('#').find_map(|(at, _)| {
        let word = &text[at + 1..];
        let length = word.find(|c| !is_name(c)).unwrap_or(word.len());
        let is_hex = [3, 4, 6, 8].contains(&length) && word[..length].chars().all(|c| c.is_ascii_hexdigit());
        let stands_alone = !text[..at].chars().next_back().is_some_and(|c| is_name(c) || c == '&' || c == '/');
        (is_hex && stands_alone).then(|| &text[at..=at + length])
    })
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

#[cfg(test)]
mod tests {
    use super::super::places;
    use super::*;

    #[test]
    fn colours_outside_the_tokens_are_found() {
        for sin in ["color: #1c6b8f;", "color:#FFF", "background: rgb(1 2 3)", "const c = '#12345678'"] {
            assert_eq!(places(colours, &[("ui/src/app/a.css", sin)]), ["ui/src/app/a.css:1"], "{sin}");
            assert!(places(colours, &[("ui/src/app/tokens.css", sin)]).is_empty());
        }
        for virtue in ["<template #default>", "color: var(--ink)", "&#123;", "#12345", "href=\"/#abc\"", "xrgb(1)"] {
            assert!(places(colours, &[("ui/src/app/a.vue", virtue)]).is_empty(), "{virtue}");
        }
    }
}

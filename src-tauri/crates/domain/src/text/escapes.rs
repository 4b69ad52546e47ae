//! Text that somebody else has written down with escapes.

/// The text with its JSON escapes (`\u738b`) resolved: a name is found in it however it was written down.
pub fn unescaped(text: &str) -> String {
    let (mut plain, mut units, mut rest) = (String::new(), Vec::new(), text);
    let unit = |text: &str| u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok();
    loop {
        if let Some(unit) = unit(rest) {
            units.push(unit);
            rest = &rest[6..];
            continue;
        }
        plain.extend(char::decode_utf16(units.drain(..)).map(|one| one.unwrap_or(char::REPLACEMENT_CHARACTER)));
        let Some(next) = rest.chars().next() else { return plain };
        plain.push(next);
        rest = &rest[next.len_utf8()..];
    }
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn escapes_are_resolved_and_all_else_stays() {
        for (text, plain) in [
            (r#"{"name":"\u738b\u5c0f明"}"#, r#"{"name":"王小明"}"#),
            (r"\ud842\udfb7", "𠮷"),
            (r"\ud842 \u12 \uzzzz \n", "\u{fffd} \\u12 \\uzzzz \\n"),
            ("", ""),
        ] {
            assert_eq!(unescaped(text), plain);
        }
    }
}

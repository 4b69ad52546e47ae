//! Rust text without its comments and literals, so that rules do not trip over words in prose.
//!
//! Line for line and column for column: what is blanked becomes spaces. No parser; it knows comments (nested),
//! strings (raw, byte, C) and the difference between a character literal and a lifetime.

/// Blanks comments and the inside of literals.
pub(super) fn bare(text: &str) -> String {
    let mut reader = Reader { rest: text, out: String::with_capacity(text.len()), last: '\n' };
    while !reader.rest.is_empty() {
        reader.step();
    }
    reader.out
}

/// Whether a Rust file holds nothing but tests, by its name or folder.
pub(super) fn is_test_file(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.ends_with("_tests.rs") || path.contains("/tests/") || path.starts_with("tests/")
}

struct Reader<'a> {
    rest: &'a str,
    out: String,
    /// The character before `rest`, to tell `r"` from the end of a name.
    last: char,
}

impl Reader<'_> {
    fn step(&mut self) {
        if self.rest.starts_with("//") {
            self.blank(self.rest.find('\n').unwrap_or(self.rest.len()));
        } else if self.rest.starts_with("/*") {
            self.blank(block_comment(self.rest));
        } else if let Some((quote, hashes)) = raw_string(self.rest).filter(|_| !is_name(self.last)) {
            let end = format!("\"{}", "#".repeat(hashes));
            let inside = &self.rest[quote + 1..];
            let length = inside.find(&end).map_or(self.rest.len(), |at| quote + 1 + at + end.len());
            self.blank(length);
        } else if self.rest.starts_with('"') {
            self.blank(1 + until_quote(&self.rest[1..], '"'));
        } else if let Some(length) = character(self.rest) {
            self.blank(length);
        } else {
            self.keep();
        }
    }

    fn keep(&mut self) {
        let mut chars = self.rest.chars();
        if let Some(first) = chars.next() {
            self.out.push(first);
            self.last = first;
            self.rest = chars.as_str();
        }
    }

    fn blank(&mut self, bytes: usize) {
        let (blanked, rest) = self.rest.split_at(bytes);
        self.out.extend(blanked.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        self.rest = rest;
        self.last = ' ';
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Length of the block comment at the start, with those inside it.
fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// Where the quote of a raw string at the start stands, and its number of hashes.
fn raw_string(text: &str) -> Option<(usize, usize)> {
    let prefix = ["br", "cr", "r"].into_iter().find(|prefix| text.starts_with(prefix))?;
    let after = &text[prefix.len()..];
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some((prefix.len() + hashes, hashes))
}

/// Length up to and with the closing quote, escapes skipped.
fn until_quote(text: &str, quote: char) -> usize {
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            chars.next();
        } else if c == quote {
            return at + 1;
        }
    }
    text.len()
}

/// Length of the character literal at the start; none for a lifetime.
fn character(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    let mut chars = inside.chars();
    let first = chars.next()?;
    let closed = if first == '\\' { true } else { chars.next() == Some('\'') };
    closed.then(|| 1 + until_quote(inside, '\''))
}

/// A function with a body.
pub(super) struct Function {
    pub(super) name: String,
    /// Where `fn` stands, from 1.
    pub(super) line: usize,
    /// From `fn` to the closing brace.
    pub(super) lines: usize,
}

/// The functions in bare Rust, nested ones too.
pub(super) fn functions(bare: &str) -> Vec<Function> {
    let mut functions = Vec::new();
    for (at, _) in bare.match_indices("fn ") {
        if bare[..at].chars().next_back().is_some_and(is_name) {
            continue;
        }
        let name: String = bare[at + 3..].chars().take_while(|c| is_name(*c)).collect();
        if let Some(length) = body_end(&bare[at..]).filter(|_| !name.is_empty()) {
            let line = bare[..at].matches('\n').count() + 1;
            functions.push(Function { name, line, lines: bare[at..at + length].matches('\n').count() + 1 });
        }
    }
    functions
}

/// Where the first braced block ends; none when a `;` at the outermost level comes first (a declaration).
fn body_end(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut brackets = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return Some(at),
            '}' => depth -= 1,
            // `[u8; 32]` among the arguments ends nothing.
            '[' | '(' => brackets += 1,
            ']' | ')' => brackets -= 1,
            ';' if depth == 0 && brackets == 0 => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{bare, functions};

    #[test]
    fn functions_are_measured_with_their_bodies() {
        let text = "trait T {\n    fn declared(a: [u8; 3]);\n    fn given(a: [u8; 3]) {\n        a;\n    }\n}\nlet x: fn (u8);\n";
        let found: Vec<(String, usize, usize)> =
            functions(text).into_iter().map(|function| (function.name, function.line, function.lines)).collect();
        assert_eq!(found, [("given".to_owned(), 3, 3)]);
    }

    #[test]
    fn comments_and_literals_go_and_everything_else_stays_in_place() {
        let check = |text: &str, expected: &str| assert_eq!(bare(text), expected, "{text}");
        check("a // b\nc", "a     \nc");
        check("a /* x /* y */ z */ b", "a                   b");
        check(r#"f("a\"b", c)"#, r"f(      , c)");
        check(r###"f(r#"a"b"#, c)"###, "f(        , c)");
        check("f('\"', 'a', '\\'')", "f(   ,    ,     )");
        check("fn f<'a>(x: &'a str) {}", "fn f<'a>(x: &'a str) {}");
        check("\"a\nb\" c", "  \n   c");
        check("bar(\"x\")", "bar(   )");
        check("'办' 办", "    办");
    }
}

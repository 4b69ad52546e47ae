//! The list of deliberate bugs, and putting them into a source text.

/// One bug.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mutation {
    pub(super) name: String,
    /// What is wrong then.
    pub(super) what: String,
    /// From the top of the checkout.
    pub(super) file: String,
    from: String,
    to: String,
}

/// Reads the list.
pub(super) fn parse(text: &str) -> Result<Vec<Mutation>, String> {
    let mut mutations: Vec<Mutation> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let last = mutations.last_mut();
        match (line.split_at_checked(2), last) {
            (Some(("@ ", file)), Some(last)) => file.clone_into(&mut last.file),
            (Some(("- ", from)), Some(last)) => add_line(&mut last.from, from),
            (Some(("+ ", to)), Some(last)) => add_line(&mut last.to, to),
            _ => {
                let (name, what) = line.split_once(": ").ok_or_else(|| format!("not a line of the list: {line}"))?;
                let (file, from, to) = (String::new(), String::new(), String::new());
                mutations.push(Mutation { name: name.to_owned(), what: what.to_owned(), file, from, to });
            }
        }
    }
    match mutations.iter().find(|one| one.file.is_empty() || one.from.is_empty() || !one.to.contains("MUTANT")) {
        Some(one) => Err(format!("{}: file, `- ` and `+ ` with MUTANT are needed", one.name)),
        None => Ok(mutations),
    }
}

fn add_line(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(line);
}

/// Puts the bugs into a text, each behind its condition.
pub(super) fn apply(mut text: String, mutations: &[&Mutation]) -> Result<String, String> {
    for Mutation { name, file, from, to, .. } in mutations {
        let places = text.matches(from.as_str()).count();
        if places != 1 {
            return Err(format!("{name}: its lines stand {places} times in {file}; bring the list up to date"));
        }
        let condition = format!("::std::env::var_os(\"YANSHI_MUTANT\").is_some_and(|it| it == \"{name}\")");
        text = text.replace(from.as_str(), &to.replace("MUTANT", &condition));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "# a remark\nskip: the check is skipped\n@ a.rs\n- if x {\n+ if !MUTANT && x {\n";

    #[test]
    fn a_bug_stands_behind_its_condition() {
        let list = parse(LIST).unwrap();
        assert_eq!((list.len(), list[0].what.as_str()), (1, "the check is skipped"));
        let bugs: Vec<&Mutation> = list.iter().collect();
        let changed = apply("fn f() { if x { g() } }".to_owned(), &bugs).unwrap();
        assert!(changed.contains("if !::std::env::var_os(\"YANSHI_MUTANT\")"), "{changed}");
        assert!(apply("if x { } if x { }".to_owned(), &bugs).is_err());
        assert!(apply(String::new(), &bugs).is_err());
    }

    #[test]
    fn a_list_that_lacks_something_is_refused() {
        for bad in ["no name", &LIST.replace("@ a.rs\n", ""), &LIST.replace("MUTANT", "true")] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }

    /// Whoever changes the sources learns here that the list has to follow.
    #[test]
    fn the_list_fits_the_sources() {
        let root = crate::project::root();
        let text = std::fs::read_to_string(root.join(super::super::LIST)).unwrap();
        let list = parse(&text).unwrap();
        assert!(list.len() >= 20, "{} bugs", list.len());
        for one in &list {
            let source = std::fs::read_to_string(root.join(&one.file)).unwrap();
            assert_eq!(apply(source, &[one]).err(), None);
        }
    }
}

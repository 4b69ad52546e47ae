//! What is said to a person at a terminal, and asked of them.
//!
//! On Windows the program is of the windowed kind and has no console by itself: what is printed goes nowhere, and whoever asks
//! reads nothing. So one is had before the first word, where words are wanted. A shell does not wait for such a program and goes
//! on reading its own console; whoever asks therefore has a console of their own.

use crate::console_kind::Console;
use std::io::{self, BufRead, Write};

/// What a start says and asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Speech {
    /// Nothing: it has its window.
    Silent,
    /// It speaks and asks nothing.
    Tells,
    /// It asks for something secret.
    Asks,
}

/// Which console is wanted by a program that was given an input and an output, or not.
#[cfg_attr(not(windows), allow(dead_code))] // Elsewhere every program has what its caller gave.
fn wanted(speech: Speech, input: bool, output: bool) -> Console {
    match speech {
        Speech::Silent => Console::Given,
        Speech::Tells if output => Console::Given,
        Speech::Tells => Console::Callers,
        Speech::Asks if input && output => Console::Given,
        Speech::Asks => Console::Own,
    }
}

/// Has a console for what is going to be said, and tells which.
pub(crate) fn ready_for(speech: Speech) -> Console {
    #[cfg(windows)]
    return crate::windows::console(wanted(speech, crate::windows::has_input(), crate::windows::has_output()));
    #[cfg(not(windows))]
    {
        let _ = speech;
        Console::Given
    }
}

/// The one line for the person at a terminal.
#[allow(clippy::print_stderr)]
pub(crate) fn complain(message: &str) {
    eprintln!("yanshi: {message}");
}

/// A line for the person at a terminal.
///
/// # Errors
/// When nobody reads it any more.
pub(crate) fn say(line: &str) -> Result<(), String> {
    writeln!(io::stdout(), "{line}").map_err(|error| error.to_string())
}

/// Asks for a line.
///
/// # Errors
/// When nothing can be asked or nothing is answered.
pub(crate) fn ask(question: &str) -> Result<String, String> {
    ask_of(&mut io::stdin().lock(), &mut io::stdout(), question)
}

fn ask_of(input: &mut impl BufRead, output: &mut impl Write, question: &str) -> Result<String, String> {
    write!(output, "{question}").and_then(|()| output.flush()).map_err(|error| error.to_string())?;
    let mut line = String::new();
    input.read_line(&mut line).map_err(|error| error.to_string())?;
    let answer = line.trim();
    if answer.is_empty() {
        Err(format!("nothing was answered to \"{}\"", question.trim()))
    } else {
        Ok(answer.to_owned())
    }
}

/// A console of the program's own closes with it: it stays until it was read.
pub(crate) fn stay(console: Console) {
    if console == Console::Own {
        // Whoever closes the window has read it.
        let _ = say("press Enter to close this window").map(|()| io::stdin().lock().read_line(&mut String::new()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_console_is_had_where_words_are_wanted() {
        for (input, output) in [(false, false), (false, true), (true, false), (true, true)] {
            assert_eq!(wanted(Speech::Silent, input, output), Console::Given);
        }
        assert_eq!(wanted(Speech::Tells, false, false), Console::Callers);
        // Whoever reads the address through a pipe goes on reading it there.
        assert_eq!(wanted(Speech::Tells, false, true), Console::Given);
        assert_eq!(wanted(Speech::Asks, true, true), Console::Given);
        // The shell would read half of what is typed.
        assert_eq!(wanted(Speech::Asks, false, false), Console::Own);
        assert_eq!(wanted(Speech::Asks, false, true), Console::Own);
    }

    #[test]
    fn silence_is_no_answer() {
        let ask = |input: &str| ask_of(&mut input.as_bytes(), &mut Vec::new(), "code: ");
        assert_eq!(ask(" 4F7K-99AB \r\n"), Ok("4F7K-99AB".to_owned()));
        assert!(ask("\n").is_err());
        assert!(ask("").is_err());
    }
}

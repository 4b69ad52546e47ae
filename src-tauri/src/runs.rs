//! The runs of the program that a log tells of: which of them has no end. Each line that begins or ends one bears the number
//! of its process.

use std::path::Path;

/// Said by a run that finds the data folder taken by another one.
pub(crate) const IN_USE: &str = "the data folder is in use by another run";
/// Said by a run that finds no end of the one before it.
pub(crate) const NO_END: &str = "the run before did not end by itself";

/// Process of the last run in the newest log of a folder that began and has no end there. `None` where there is none, or where
/// the log cannot be read.
pub(crate) fn without_end(logs: &Path) -> Option<String> {
    let files = std::fs::read_dir(logs).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    let newest = files.filter(|path| path.extension().is_some_and(|end| end == "log")).max()?;
    last_open(&String::from_utf8_lossy(&std::fs::read(newest).ok()?)).map(str::to_owned)
}

fn last_open(log: &str) -> Option<&str> {
    let mut open: Vec<&str> = Vec::new();
    for line in log.lines() {
        let Some(process) = process_in(line) else { continue };
        if line.contains(": started version=") {
            open.push(process);
        } else if line.contains(": ended reason=") || line.contains(IN_USE) {
            open.retain(|one| *one != process);
        } else if line.contains(NO_END) {
            // What was open before has been told.
            open.retain(|one| *one == process);
        }
    }
    open.pop()
}

fn process_in(line: &str) -> Option<&str> {
    let (_, after) = line.split_once(" process=")?;
    let end = after.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(after.len());
    Some(&after[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "2026-11-28T01:00:00.000000Z  INFO yanshi: ";

    fn log(runs: &[(&str, u32)]) -> String {
        let line = |(what, process): &(&str, u32)| match *what {
            "started" => format!("{HEAD}started version=\"1\" system=\"linux\" process={process} work=\"window\"\n"),
            "ended" => format!("{HEAD}ended reason=\"SIGTERM\" process={process}\n"),
            other => format!("{HEAD}{other} process={process}\n"),
        };
        runs.iter().map(line).collect()
    }

    type Runs<'a> = &'a [(&'a str, u32)];

    #[test]
    fn the_last_run_without_an_end_is_found() {
        let cases: [(Runs<'_>, Option<&str>); 8] = [
            (&[], None),
            (&[("started", 1), ("ended", 1)], None),
            (&[("started", 1)], Some("1")),
            (&[("started", 1), ("ended", 1), ("started", 12), ("panicked", 12)], Some("12")),
            (&[("ended", 7), ("started", 1), ("ended", 1)], None),
            // A second one that came while the first was at work.
            (&[("started", 1), ("started", 2), (IN_USE, 2), ("ended", 1)], None),
            (&[("started", 1), ("started", 2), (IN_USE, 2)], Some("1")),
            // Told once is enough.
            (&[("started", 1), ("started", 2), (NO_END, 2), ("ended", 2)], None),
        ];
        for (runs, found) in cases {
            assert_eq!(last_open(&log(runs)), found, "{runs:?}");
        }
    }

    #[test]
    fn the_newest_file_is_read_and_a_folder_without_one_tells_nothing() {
        let dir = std::env::temp_dir().join(format!("yanshi-runs-{}", std::process::id()));
        assert_eq!(without_end(&dir), None);
        std::fs::create_dir_all(&dir).expect("a folder");
        for (day, runs) in [("27", log(&[("started", 1)])), ("28", log(&[("started", 2)]))] {
            std::fs::write(dir.join(format!("yanshi.2026-11-{day}.log")), runs).expect("a log");
        }
        assert_eq!(without_end(&dir).as_deref(), Some("2"));
        std::fs::remove_dir_all(&dir).expect("the folder goes");
    }
}

//! Versions that were taken over when reading was less strict go on being read: they are in use.

use super::write::push_row;

/// The text as it was read then: quotations end where they can, rows are cut and filled to the length of the header. Never
/// for what is taken over now.
pub fn mended(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).comment(Some(b'#')).trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let is_kept = |at: usize| {
        let name = header.get(at).unwrap_or_default();
        !name.is_empty() && !header.iter().take(at).any(|before| before.eq_ignore_ascii_case(name))
    };
    let kept: Vec<usize> = (0..header.len()).filter(|at| is_kept(*at)).collect();
    let mut out = String::new();
    let one_line = |cell: Option<&str>| cell.unwrap_or_default().replace(['\n', '\r'], " ");
    push_row(&mut out, &kept.iter().map(|at| one_line(header.get(*at))).collect::<Vec<_>>());
    // Reading text that is in memory and already UTF-8 into rows of any length cannot fail.
    for record in reader.records().filter_map(Result::ok) {
        push_row(&mut out, &kept.iter().map(|at| one_line(record.get(*at))).collect::<Vec<_>>());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::calendar::Calendar;

    #[test]
    fn a_version_of_before_reads_as_it_did() {
        let text = "# source: x\ndate,kind,holiday,notice_year\n2026-10-01,休,国庆节,2026,more\n2026-10-02,休,\"国\n庆\",2026\n\
                    2026-10-03,休,国庆节,2026\"\n";
        let calendar = |text: &str| Calendar::from_csv(text);
        assert!(calendar(text).is_err());
        // The quotation mark of the last year was no number then either.
        let text = text.replace("2026\"\n", "2026\n");
        let read = calendar(&mended(&text)).expect("reads as before");
        assert_eq!(read.len(), 3);
    }
}

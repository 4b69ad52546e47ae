//! What a table tells of itself without being taken over: how many rows it has, and where it comes from.

use super::columns::columns;
use super::mend::mended;
use super::table::Table;
use crate::reference::ReferenceKind;

const SOURCE: &str = "source:";

/// Rows of a table, as its reader cuts them: neither blank lines nor comments, nor a first line that names the separator. One
/// that was taken over when reading was less strict is counted as it was read then; what is no table has none.
pub fn rows_of(kind: ReferenceKind, text: &str) -> usize {
    let first = columns(kind).get(..1).unwrap_or_default();
    let table = Table::of(text, first).or_else(|_| Table::of(&mended(text), first));
    table.map_or(0, |table| table.rows.len())
}

/// What the first comment `# source: …` says, wherever it stands; empty if there is none. A spreadsheet may have put it between
/// quotation marks and filled its row with separators.
pub fn source_of(text: &str) -> &str {
    let comment = |line: &&str| line.trim_start_matches(['\u{feff}', '"']).starts_with('#');
    let lines = text.split(['\n', '\r']).filter(comment);
    let mut said = lines.filter_map(|line| {
        let said = line.trim_start_matches(['\u{feff}', '"', '#', ' ']).strip_prefix(SOURCE)?;
        Some(said.trim_matches(|sign: char| sign.is_whitespace() || [',', ';', '"'].contains(&sign)))
    });
    said.next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: ReferenceKind = ReferenceKind::Calendar;

    #[test]
    fn rows_are_those_that_are_read_whatever_ends_and_parts_them() {
        let lines = [
            "# source: 国务院",
            "date,kind,holiday,notice_year",
            "2026-10-01,休,国庆节,2026",
            "",
            "2026-10-02,休,国庆节,2026",
            ",,,",
        ];
        for end in ["\n", "\r\n", "\r"] {
            let text = lines.join(end);
            assert_eq!((rows_of(KIND, &text), source_of(&text)), (2, "国务院"), "{end:?}");
            let named = format!("sep=;{end}{}", text.replace(',', ";"));
            assert_eq!((rows_of(KIND, &named), source_of(&named)), (2, "国务院"), "{end:?}");
        }
    }

    #[test]
    fn a_cell_with_a_line_break_is_one_row_and_what_is_no_table_has_none() {
        let text = "date,kind,holiday,notice_year\n2026-10-01,休,\"国\n庆\",2026\n";
        assert_eq!(rows_of(KIND, text), 1);
        assert_eq!(rows_of(KIND, ""), 0);
    }

    #[test]
    fn the_source_is_read_wherever_its_comment_stands() {
        for (text, source) in [
            ("# source: a, b\ndate", "a, b"),
            ("\u{feff}# source: a\r\ndate", "a"),
            ("date\n2026-10-01\n#source: a\n", "a"),
            ("# of the hall\n\n# source: a", "a"),
            ("\"# source: a, b\",,,\ndate", "a, b"),
            ("# source: a,,,\ndate", "a"),
            ("date,source:\n", ""),
            ("", ""),
        ] {
            assert_eq!(source_of(text), source, "{text:?}");
        }
    }
}

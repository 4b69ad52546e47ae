//! Writes tables as csv that this program and spreadsheets read alike.

use super::ImportErrors;
use super::columns::columns;
use super::table::Table;
use crate::reference::ReferenceKind;

/// A table for a person to work on: its rows under all columns of its kind, the comments left out. A spreadsheet opens it as
/// it is: with a byte order mark, and with long numbers kept as text.
///
/// # Errors
/// [`ImportErrors`] where the text is no table; an empty one gives the bare columns.
pub fn for_spreadsheet(kind: ReferenceKind, text: &str) -> Result<String, ImportErrors> {
    let (header, rows) = match Table::of(text, &columns(kind)[..1]) {
        Ok(table) => (table.header, table.rows),
        Err(ImportErrors::File(super::BadFile::Empty)) => (Vec::new(), Vec::new()),
        Err(errors) => return Err(errors),
    };
    let lacking = columns(kind).iter().filter(|name| !header.iter().any(|cell| cell.eq_ignore_ascii_case(name)));
    let lacking: Vec<&str> = lacking.copied().collect();
    let full = |cells: &[String]| -> Vec<String> {
        (0..header.len()).map(|at| cells.get(at).cloned().unwrap_or_default()).collect()
    };
    let mut out = String::from("\u{feff}");
    let names: Vec<String> = header.iter().cloned().chain(lacking.iter().map(|name| (*name).to_owned())).collect();
    push_row(&mut out, &names);
    for row in &rows {
        let mut cells: Vec<String> = full(&row.cells).iter().map(|cell| kept_as_text(cell)).collect();
        cells.resize(names.len(), String::new());
        push_row(&mut out, &cells);
    }
    Ok(out)
}

/// A row, quoted where it has to be.
pub(crate) fn push_row<S: AsRef<str>>(out: &mut String, cells: &[S]) {
    for (at, cell) in cells.iter().map(AsRef::as_ref).enumerate() {
        if at > 0 {
            out.push(',');
        }
        if cell.contains([',', ';', '\t', '"', '\n', '\r']) || cell.starts_with('#') {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}

/// What a spreadsheet would make a rounded number or a formula of becomes a text for it, and reads back as it was.
fn kept_as_text(cell: &str) -> String {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_power = cell.split_once(['e', 'E']).is_some_and(|(mantissa, power)| is_digits(mantissa) && is_digits(power));
    let is_long = is_digits(cell) && (cell.len() > 11 || (cell.len() > 1 && cell.starts_with('0')));
    let is_formula = cell.starts_with(['=', '+', '-', '@']);
    if is_power || is_long || is_formula { format!("=\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::calendar::Calendar;
    use crate::reference::catalogue::Department;
    use crate::reference::catalogue::Item;
    use crate::reference::shipped;

    #[test]
    fn what_was_written_for_a_spreadsheet_reads_back_as_it_was() {
        let departments = Department::list_from_csv(shipped::DEPARTMENTS).expect("reads");
        let written = for_spreadsheet(ReferenceKind::Departments, shipped::DEPARTMENTS).expect("written");
        assert_eq!(Department::list_from_csv(&written), Ok(departments.clone()));
        let written = for_spreadsheet(ReferenceKind::Items, shipped::ITEMS).expect("written");
        assert_eq!(Item::list_from_csv(&written, &departments), Item::list_from_csv(shipped::ITEMS, &departments));
        assert!(written.contains("\"=\"\"1111010700006785413110508097001\"\"\""), "a code of digits alone stays whole");
        let written = for_spreadsheet(ReferenceKind::Calendar, shipped::CALENDAR).expect("written");
        assert_eq!(Calendar::from_csv(&written), Calendar::from_csv(shipped::CALENDAR));
    }

    #[test]
    fn an_empty_catalogue_gives_the_bare_columns() {
        let written = for_spreadsheet(ReferenceKind::Directory, "").expect("written");
        assert_eq!(written, "\u{feff}id,zh_hans,zh_hant,en,source\r\n");
    }

    #[test]
    fn columns_that_are_not_in_the_text_are_offered_all_the_same() {
        let text = "# by hand\nid,zh_hans,level,present,mine\n007,甲局,city,yes,=1+1\n";
        let written = for_spreadsheet(ReferenceKind::Departments, text).expect("written");
        let first: Vec<&str> = written.lines().collect();
        assert!(first[0].starts_with("\u{feff}id,zh_hans,level,present,mine,zh_hant,en,"), "{written}");
        assert!(first[1].starts_with("\"=\"\"007\"\"\",甲局,city,yes,\"=\"\"=1+1\"\"\",,"), "{written}");
    }
}

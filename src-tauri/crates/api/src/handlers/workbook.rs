//! How every list begins that is saved as a workbook: its name, and a head that stays in sight.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// Characters a sheet's name may have (Excel's own limit).
const SHEET_NAME_MAX: usize = 31;

/// Names a sheet and writes its head, a column for each width in characters. Returns the format of text: what is written with it
/// is taken for no number and no formula.
pub(super) fn begin_sheet(
    page: &mut Worksheet,
    title: &str,
    headers: &[String],
    widths: &[u16],
) -> Result<Format, XlsxError> {
    page.set_name(sheet_name(title))?;
    let head = Format::new().set_bold();
    for (column, (header, width)) in (0..).zip(headers.iter().zip(widths)) {
        page.write_string_with_format(0, column, header, &head)?;
        page.set_column_width(column, *width)?;
    }
    page.set_freeze_panes(1, 0)?;
    Ok(Format::new().set_num_format("@").set_text_wrap())
}

/// Excel refuses some characters in a sheet's name, and long ones.
pub(super) fn sheet_name(title: &str) -> String {
    let fits = |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
    let name: String = title.chars().filter(fits).take(SHEET_NAME_MAX).collect();
    if name.is_empty() { "1".to_owned() } else { name }
}

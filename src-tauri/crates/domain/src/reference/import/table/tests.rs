use super::*;

fn names(text: &str) -> Result<Vec<(u32, String)>, ImportErrors> {
    read_table(text, &["id", "name"], |cells| Some((cells.number("id")?, cells.required("name")?.to_owned())))
}

/// Line, column and code of each bad cell.
fn bad(text: &str) -> Vec<(u32, String, &'static str)> {
    let Err(ImportErrors::Rows { bad, .. }) = names(text) else { panic!("bad rows are refused: {text:?}") };
    bad.into_iter().map(|bad| (bad.line, bad.column, bad.code.code())).collect()
}

#[test]
fn columns_stand_in_any_order_and_comments_are_passed_over() {
    let read = names("\u{feff}# made by hand\nNAME, more ,id\n税务局,x,7\n,,\n 民政局 ,,8\n");
    assert_eq!(read, Ok(vec![(7, "税务局".into()), (8, "民政局".into())]));
}

/// A text, and what each bad cell of it is reported as.
type BadText = (&'static str, &'static [(u32, &'static str, &'static str)]);

const BAD_TEXTS: [BadText; 12] = [
    ("id,name\n1,甲\n2,\"乙\n丙\"\n3,丁\n", &[(3, "name", "line_break")]),
    ("id,name\r\n1,甲\r\n\r\nx,丁\r\n", &[(4, "id", "number")]),
    ("id,name\r1,甲\rx,丁\r", &[(3, "id", "number")]),
    ("# 说明\nid,name\n1,甲,多\n", &[(3, "C", "extra")]),
    ("id,name,,remark\n1,甲,多,\n", &[(2, "C", "extra")]),
    ("id,name\n1\n2,乙\n", &[(2, "name", "fewer")]),
    ("id,name\n1;甲\n", &[(2, "name", "fewer")]),
    ("id,name\n1,甲\"方\"\n", &[(2, "name", "quote")]),
    ("id,name\n1,\"甲\"方\n", &[(2, "name", "quote")]),
    ("id,name\n1,甲\u{0}\n", &[(2, "name", "encoding")]),
    ("id,name\n1,甲\nID,name\n2,乙\n", &[(3, "id", "header_again")]),
    // A quotation that ends rows further down, in front of a name: neither swallowed nor taken.
    ("id,name\n1,\"甲\n2,乙\n3,\"丙\n", &[(2, "name", "quote")]),
];

#[test]
fn every_bad_cell_has_the_line_a_spreadsheet_shows_and_its_column() {
    for (text, expected) in BAD_TEXTS {
        let expected: Vec<_> =
            expected.iter().map(|(line, column, code)| (*line, (*column).to_owned(), *code)).collect();
        assert_eq!(bad(text), expected, "{text:?}");
    }
}

#[test]
fn a_text_that_is_no_table_says_what_it_is() {
    let file = |text: &str| match names(text) {
        Err(ImportErrors::File(fault)) => fault,
        other => panic!("{text:?} is no table: {other:?}"),
    };
    for empty in ["", "\u{feff}", " \r\n\r\n", ",,,\n", "# only a comment\n"] {
        assert_eq!(file(empty), BadFile::Empty, "{empty:?}");
    }
    assert_eq!(file("PK\u{3}\u{4}\u{14}\u{0}"), BadFile::Workbook);
    assert_eq!(file("i\u{0}d\u{0},\u{0}n\u{0}"), BadFile::Encoding);
    assert_eq!(file("\u{fffd}id,name\n1,甲\n"), BadFile::Encoding);
    assert_eq!(file("id,name,ID\n1,甲,2\n"), BadFile::ColumnTwice { line: 1, column: "ID".into() });
    let open = |line, column: &str| BadFile::OpenQuote { line, column: column.into() };
    assert_eq!(file("# 说明\nid,name\n1,甲\n2,\"乙\n3,丙\n"), open(4, "name"));
    assert_eq!(file("id,\"name\n1,甲\n"), open(1, "B"));
}

#[test]
fn separators_of_other_spreadsheets_are_read_as_they_are_meant() {
    for text in ["id;name\n1;甲,乙\n", "id\tname\n1\t甲,乙\n", "sep=;\nid;name\n1;甲,乙\n", "id,name,\n1,\"甲,乙\",\n"]
    {
        assert_eq!(names(text), Ok(vec![(1, "甲,乙".into())]), "{text:?}");
    }
}

#[test]
fn what_nobody_sees_in_a_cell_is_not_there() {
    assert_eq!(
        names("\u{feff}i\u{200b}d,name\n\u{a0}1\u{200e},\u{202a}甲\u{a0}乙\u{202c}\n"),
        Ok(vec![(1, "甲 乙".into())])
    );
}

#[test]
fn a_missing_column_is_named_and_those_that_are_there_too() {
    let header = |missing: &[&str], found: &[&str]| {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Err(ImportErrors::Header { missing: owned(missing), found: owned(found) })
    };
    assert_eq!(names("id\n1\n"), header(&["name"], &["id"]));
    assert_eq!(names("编号,名称\n1,甲\n"), header(&["id", "name"], &["编号", "名称"]));
    assert_eq!(unread_columns("id,mine,name\n", &["id", "name"]), ["mine"]);
}

#[test]
fn every_bad_cell_is_reported_with_its_line() {
    let Err(ImportErrors::Rows { rows, bad }) = names("# head\nid,name\n1,a\nx,\n3\n-4,税\u{fffd}局\n") else {
        panic!("bad rows are refused")
    };
    assert_eq!(rows, 4);
    let report: Vec<_> = bad.iter().map(|b| (b.line, b.column.as_str(), b.code, b.value.as_str())).collect();
    assert_eq!(
        report,
        [
            (4, "id", BadCell::Number, "x"),
            (5, "name", BadCell::Fewer, ""),
            (6, "name", BadCell::Encoding, "税\u{fffd}局"),
            (6, "id", BadCell::Number, "-4"),
        ]
    );
}

#[test]
fn a_table_without_rows_is_refused() {
    let errors = names("id,name\n").expect_err("no rows");
    assert_eq!(errors.to_string(), "1 bad cells in 0 rows, first: line 2 column id: required (\"\")");
}

//! Rows for people and for machines.

use super::Row;
use serde_json::Value;
use std::fmt::Write as _;

/// All rows as JSON.
pub fn json(rows: &[Row]) -> Value {
    rows.iter().map(Row::json).collect()
}

/// All rows as a table, the widest cell giving each column its width.
pub fn table(rows: &[Row]) -> String {
    let head = ["", "value", "baseline", "ratio", "goal", "met", "baseline is"].map(str::to_owned);
    let lines: Vec<[String; 7]> = std::iter::once(head).chain(rows.iter().map(cells)).collect();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..7).map(width).collect();
    let mut text = String::new();
    for line in &lines {
        let cells = line.iter().enumerate().map(|(column, cell)| match column {
            // Numbers are compared by their last digit, words by their first.
            1..=3 => format!("{cell:>0$}", widths[column]),
            _ => format!("{cell:<0$}", widths[column]),
        });
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}", cells.collect::<Vec<_>>().join("  ").trim_end());
    }
    text
}

fn cells(row: &Row) -> [String; 7] {
    let number = |number: f64| format!("{} {}", three_digits(number), row.unit);
    [
        row.name.to_owned(),
        number(row.value),
        number(row.baseline),
        format!("{:.2}", row.ratio()),
        row.goal_in_words(),
        if row.met() { "yes" } else { "NO" }.to_owned(),
        row.against.to_owned(),
    ]
}

/// Enough digits to compare, none that change from run to run.
fn three_digits(number: f64) -> String {
    match number.abs() {
        size if size >= 100.0 => format!("{number:.0}"),
        size if size >= 10.0 => format!("{number:.1}"),
        size if size >= 1.0 => format!("{number:.2}"),
        _ => format!("{number:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Goal;
    use super::*;

    #[test]
    fn columns_stand_under_each_other_and_a_missed_goal_is_loud() {
        let row = |name, value| Row { name, value, unit: "ms", baseline: 2.0, against: "b", goal: Goal::ValueMax(9.0) };
        let table = table(&[row("one", 4.0), row("longer", 123.4)]);
        let expected = [
            "          value  baseline  ratio  goal    met  baseline is\n",
            "one     4.00 ms   2.00 ms   2.00  ≤ 9 ms  yes  b\n",
            "longer   123 ms   2.00 ms  61.70  ≤ 9 ms  NO   b\n",
        ];
        assert_eq!(table, expected.concat());
    }
}

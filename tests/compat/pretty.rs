//! JSON to be read line by line: what fits stands on one line.

use serde_json::Value;

const WIDTH: usize = 140;

/// The value as text, without a line end.
pub(crate) fn pretty(value: &Value) -> String {
    let mut text = String::new();
    write(value, 0, &mut text);
    text
}

fn write(value: &Value, depth: usize, text: &mut String) {
    let short = value.to_string();
    if short.chars().count() + depth * 2 <= WIDTH {
        text.push_str(&short);
        return;
    }
    let lines: Vec<(String, &Value)> = match value {
        Value::Array(list) => list.iter().map(|one| (String::new(), one)).collect(),
        Value::Object(map) => map.iter().map(|(key, one)| (format!("{}: ", Value::from(key.as_str())), one)).collect(),
        _ => return text.push_str(&short),
    };
    text.push_str(&short[..1]);
    for (at, (key, one)) in lines.iter().enumerate() {
        text.push_str(if at == 0 { "\n" } else { ",\n" });
        text.push_str(&"  ".repeat(depth + 1));
        text.push_str(key);
        write(one, depth + 1, text);
    }
    text.push('\n');
    text.push_str(&"  ".repeat(depth));
    text.push_str(&short[short.len() - 1..]);
}

#[test]
fn what_is_printed_is_the_same_json() {
    let long = "长".repeat(WIDTH);
    let value = serde_json::json!({ "a": [1, "[", {}], "z\"": { "x": long, "y": [long, [], null] } });
    let text = pretty(&value);
    assert_eq!(serde_json::from_str::<Value>(&text).ok(), Some(value));
    assert!(text.lines().any(|line| line.trim() == "\"a\": [1,\"[\",{}],"), "{text}");
}

//! JSON Lines: one document a line.
//!
//! Fields: `id` (text or whole number), `body` or else `text`, and if known `title`, `published`
//! (a date, see [`super::date`]), `author`, `source`; others are passed over.
//! Invariant: a line is one document or one rejection that names what is wrong and where.
//! Known gap: the names of the fields can't be chosen.

use super::date;
use super::document::{Document, Origin};
use crate::text::encoding::{Encoding, decode};
use serde::Deserialize;
use serde_json::Value;

/// A line as it stands.
#[derive(Deserialize)]
struct Line {
    id: Option<Value>,
    title: Option<String>,
    body: Option<String>,
    text: Option<String>,
    published: Option<Value>,
    author: Option<String>,
    source: Option<String>,
}

/// The document of a line, and a warning about it if something in it is odd.
///
/// # Errors
/// Says what is wrong with the line.
pub(super) fn parse(
    line: &[u8],
    encoding: Encoding,
    origin: Origin,
) -> Result<(Document, Option<String>), String> {
    let decoded = decode(line, Some(encoding));
    if let Some(first) = decoded.unreadable.first {
        return Err(format!(
            "byte {} of the line can't be read as {encoding}: save the file as UTF-8, or name its \
             encoding with `--encoding`",
            first + 1
        ));
    }
    let text = decoded.text.as_ref();
    let line: Line = serde_json::from_str(text).map_err(|error| explain(&error, text))?;
    let id = match line.id {
        None | Some(Value::Null) => return Err(missing("id")),
        Some(Value::String(id)) if id.trim().is_empty() => return Err(empty("id")),
        Some(Value::String(id)) => id,
        Some(Value::Number(id)) => id.to_string(),
        Some(_) => return Err("\"id\" is neither text nor a number".to_owned()),
    };
    let body = match line.body.or(line.text) {
        None => return Err("neither \"body\" nor \"text\" is given".to_owned()),
        Some(body) if body.trim().is_empty() => return Err(empty("body")),
        Some(body) => body,
    };
    let published = match line.published {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text),
        Some(other) => Some(other.to_string()),
    };
    let (published, warning) = date::published(published.as_deref(), |shown| {
        format!("\"published\" is {shown:?}, which")
    });
    let document = Document {
        id,
        title: line.title.unwrap_or_default(),
        body,
        published,
        author: line.author.filter(|text| !text.trim().is_empty()),
        source: line.source.filter(|text| !text.trim().is_empty()),
        origin,
    };
    Ok((document, warning))
}

fn missing(field: &str) -> String {
    format!("\"{field}\" is missing")
}

fn empty(field: &str) -> String {
    format!("\"{field}\" is empty")
}

/// The error of the JSON reader, with the column counted in characters; the caller tells the line.
fn explain(error: &serde_json::Error, line: &str) -> String {
    if error.is_data() && !line.trim_start().starts_with('{') {
        return r#"expected an object {"id": …, "body": …}"#.to_owned();
    }
    let text = error.to_string();
    let what = text
        .rsplit_once(" at line ")
        .map_or(text.as_str(), |(what, _)| what);
    let column = line
        .char_indices()
        .take_while(|(at, _)| *at < error.column())
        .count();
    format!("invalid JSON at column {column}: {what}")
}

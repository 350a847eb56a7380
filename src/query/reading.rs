//! How a question was read, said back: one line for people, and a structure for programs.
//!
//! Invariant: everything that the plan holds is said; what was left out is said too.

use super::amount::Wanted;
use super::english;
use super::figure::{Said, Understood};
use super::grammar::Node;
use super::keystrokes::Keystrokes;
use super::operand::Nearby;
use super::vocabulary::Name;
use crate::facts::written::{day, grouped};
use crate::facts::{Base, Extent, Kind, Period, Status, Trend};
use serde::Serialize;
use std::fmt;

/// How many names of one thing are said.
const MOST_NAMES: usize = 4;

/// How a question was read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reading {
    /// The question as typed.
    pub query: String,
    /// The words asked of the article.
    pub words: Vec<ReadWords>,
    /// The conditions, each on one fact.
    pub conditions: Vec<ReadCondition>,
    /// The phrases that must stand close to each other.
    pub near: Vec<ReadNear>,
    /// Words of the question that say nothing of what is looked for.
    pub ignored: Vec<String>,
    /// Words of the question that were read as keystrokes of Telex or VNI.
    pub keystrokes: Vec<Keystrokes>,
    /// All of it in one line, for people.
    pub text: String,
    /// The same in English.
    pub english: String,
}

/// In which language a reading is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    Vietnamese,
    English,
}

/// Words asked of the article.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReadWords {
    /// Ways to say them, any one of which will do.
    pub any: Vec<String>,
    /// Whether the first must stand side by side; the others always must.
    pub phrase: bool,
    /// Whether they are required, and do not only rank.
    pub required: bool,
}

/// Two phrases that must stand close to each other in the article.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReadNear {
    /// Ways to say the one, any one of which will do.
    pub first: Vec<String>,
    /// Ways to say the other.
    pub second: Vec<String>,
    /// How many words may stand between.
    pub apart: u32,
}

/// A condition on one fact.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReadCondition {
    /// Names of the metric, any one of which will do, the closest first.
    pub metric: Vec<String>,
    /// "=", "≈", ">", ">=", "<", "<=", "between".
    pub op: Option<&'static str>,
    /// The number, in `unit`.
    pub value: Option<f64>,
    /// The lower end of a range.
    pub min: Option<f64>,
    /// The upper end of a range.
    pub max: Option<f64>,
    /// The canonical unit or the counted noun; where none was typed, those taken, parted by " | ".
    pub unit: Option<String>,
    /// The kinds of fact allowed.
    pub kinds: Vec<Kind>,
    /// The trend wanted.
    pub trend: Option<Trend>,
    /// The status wanted.
    pub status: Option<Status>,
    /// The base wanted.
    pub base: Option<Base>,
    /// The denominator wanted.
    pub per: Option<String>,
    /// The days that the fact must be about.
    pub period: Option<Period>,
    /// Names of the place, any one of which will do.
    pub place: Vec<String>,
    /// The condition in words.
    pub text: String,
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl ReadWords {
    pub(super) fn new(said: &Said) -> Self {
        Self {
            any: said.ways.iter().map(|way| way.text.clone()).collect(),
            phrase: said.phrase,
            required: !said.optional,
        }
    }

    /// The ways, quoted where they must stand side by side.
    pub(super) fn quoted(&self) -> Vec<String> {
        let several = |way: &str| way.contains(char::is_whitespace);
        let quote = |(number, way): (usize, &String)| {
            if self.phrase || (number > 0 && several(way)) {
                format!("\"{way}\"")
            } else {
                way.clone()
            }
        };
        self.any.iter().enumerate().map(quote).collect()
    }

    fn text(&self) -> String {
        let ways = self.quoted();
        let ways = ways.join(" | ");
        if self.required {
            ways
        } else {
            format!("{ways} (không bắt buộc)")
        }
    }
}

impl ReadNear {
    pub(super) fn new(nearby: &Nearby) -> Self {
        let texts = |ways: &[Name]| ways.iter().map(|way| way.text.clone()).collect();
        Self {
            first: texts(&nearby.first),
            second: texts(&nearby.second),
            apart: nearby.apart,
        }
    }

    /// The two, each with the first of its ways.
    pub(super) fn quoted(&self) -> (String, String) {
        let quoted = |ways: &[String]| {
            let ways: Vec<String> = ways.iter().map(|way| format!("\"{way}\"")).collect();
            few(&ways)
        };
        (quoted(&self.first), quoted(&self.second))
    }

    fn text(&self) -> String {
        let (first, second) = self.quoted();
        match self.apart {
            0 => format!("{first} và {second} liền nhau"),
            apart => format!("{first} và {second} cách nhau không quá {apart} từ"),
        }
    }
}

impl ReadCondition {
    pub(super) fn new(understood: &Understood) -> Self {
        let wanted = understood.wanted.as_ref();
        let mut condition = Self {
            metric: understood
                .names
                .iter()
                .chain(&understood.counted)
                .map(|n| n.text.clone())
                .collect(),
            op: wanted.map(|w| w.op),
            value: wanted.and_then(|w| w.value).map(|v| v.to_f64()),
            min: wanted.and_then(|w| w.range).map(|r| r.0.to_f64()),
            max: wanted.and_then(|w| w.range).map(|r| r.1.to_f64()),
            unit: wanted.and_then(unit),
            kinds: understood.kinds.clone(),
            trend: understood.trend,
            status: understood.status,
            base: understood.base,
            per: understood.per.clone(),
            period: understood.period,
            place: understood.places.iter().map(|n| n.text.clone()).collect(),
            text: String::new(),
        };
        condition.text = condition.line(wanted.map_or(&[], |w| w.extents.as_slice()));
        condition
    }

    /// The condition in one line: `thu ngân sách > 80 % (so với dự toán)`.
    fn line(&self, extents: &[Extent]) -> String {
        let mut line = match self.metric.as_slice() {
            [] => "số liệu".to_owned(),
            names => few(names),
        };
        if self.kinds == [Kind::Change] {
            line.push_str(match self.trend {
                Some(Trend::Up) => " tăng",
                Some(Trend::Down) => " giảm",
                None => " thay đổi",
            });
        }
        if self.kinds == [Kind::Multiple] {
            line.push_str(" gấp");
        }
        let unit = self.unit.as_deref().unwrap_or_default();
        let per = self
            .per
            .as_ref()
            .map_or(String::new(), |per| format!("/{per}"));
        match (self.op, self.value, self.min, self.max) {
            (_, _, Some(min), Some(max)) => {
                line.push_str(&format!(
                    " từ {} đến {} {unit}{per}",
                    number(min),
                    number(max)
                ));
            }
            (Some(op), Some(value), ..) => {
                line.push_str(&format!(" {op} {} {unit}{per}", number(value)));
            }
            (Some("any"), ..) => line.push_str(&format!(" tính bằng {unit}{per}")),
            _ => {
                for extent in extents {
                    line.push_str(&format!(
                        " {}..{} {}",
                        extent.lo, extent.hi, extent.dimension
                    ));
                }
            }
        }
        let mut line = line.trim_end().to_owned();
        let mut notes: Vec<String> = Vec::new();
        notes.extend(self.base.map(|base| base_in_vietnamese(base).to_owned()));
        notes.extend(self.status.map(|status| {
            match status {
                Status::Actual => "đã thực hiện",
                Status::Estimate => "ước tính",
                Status::Plan => "kế hoạch",
            }
            .to_owned()
        }));
        notes.extend(self.period.map(days));
        if !self.place.is_empty() {
            notes.push(format!("ở {}", self.place.join(" | ")));
        }
        if !notes.is_empty() {
            line.push_str(&format!(" ({})", notes.join("; ")));
        }
        line
    }
}

/// The first few of some names, and how many more there are.
pub(super) fn few(names: &[String]) -> String {
    let shown = names.len().min(MOST_NAMES);
    let first = names[..shown].join(" | ");
    match names.len() - shown {
        0 => first,
        more => format!("{first} | +{more}"),
    }
}

/// What a figure is measured against, in Vietnamese.
#[must_use]
pub fn base_in_vietnamese(base: Base) -> &'static str {
    match base {
        Base::Plan => "so với dự toán, kế hoạch",
        Base::Yoy => "so với cùng kỳ năm trước",
        Base::Prev => "so với kỳ trước",
        Base::Total => "trong tổng số",
        Base::Other => "so với mốc khác",
    }
}

impl Reading {
    pub(super) fn new(query: &str, nodes: &[Node], ignored: Vec<String>) -> Self {
        let mut words = Vec::new();
        let mut conditions = Vec::new();
        let mut near = Vec::new();
        let mut open: Vec<&Node> = nodes.iter().rev().collect();
        while let Some(node) = open.pop() {
            match node {
                Node::Condition(understood) => conditions.push(ReadCondition::new(understood)),
                Node::Said(said) => words.push(ReadWords::new(said)),
                Node::Near(nearby) => near.push(ReadNear::new(nearby)),
                Node::Field(..) => {}
                Node::All(inner) | Node::Any(inner) => open.extend(inner.iter().rev()),
                Node::Not(inner) => open.push(inner),
            }
        }
        let mut text = line(nodes, Language::Vietnamese);
        let mut english = line(nodes, Language::English);
        if !ignored.is_empty() {
            text.push_str(&format!(" · bỏ qua: {}", ignored.join(", ")));
            english.push_str(&format!(" · ignored: {}", ignored.join(", ")));
        }
        Self {
            query: query.to_owned(),
            words,
            conditions,
            near,
            ignored,
            keystrokes: Vec::new(),
            text,
            english,
        }
    }
}

/// Parts that must all hold, in one line: conditions, then words, then the rest.
fn line(nodes: &[Node], language: Language) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut words: Vec<String> = Vec::new();
    let mut others: Vec<String> = Vec::new();
    let inside = |node: &Node| line(std::slice::from_ref(node), language);
    let (from, or, not) = match language {
        Language::Vietnamese => ("từ", " HOẶC ", "KHÔNG"),
        Language::English => ("words", " OR ", "NOT"),
    };
    for node in nodes {
        match node {
            Node::Condition(understood) => {
                let condition = ReadCondition::new(understood);
                parts.push(match language {
                    Language::Vietnamese => condition.text,
                    Language::English => english::condition(&condition),
                });
            }
            Node::Said(said) => {
                let said = ReadWords::new(said);
                words.push(match language {
                    Language::Vietnamese => said.text(),
                    Language::English => english::words(&said),
                });
            }
            Node::Near(nearby) => {
                let near = ReadNear::new(nearby);
                others.push(match language {
                    Language::Vietnamese => near.text(),
                    Language::English => english::near(&near),
                });
            }
            Node::Field(_, typed) => others.push(typed.clone()),
            Node::All(inner) => others.push(format!("({})", line(inner, language))),
            Node::Any(inner) => {
                let ways: Vec<String> = inner.iter().map(inside).collect();
                others.push(format!("({})", ways.join(or)));
            }
            Node::Not(inner) => others.push(format!("{not} ({})", inside(inner))),
        }
    }
    if !words.is_empty() {
        parts.push(format!("{from}: {}", words.join(" + ")));
    }
    parts.extend(others);
    parts.join(" · ")
}

/// The unit that was typed, or those that were taken where none was.
fn unit(wanted: &Wanted) -> Option<String> {
    if wanted.unit.is_some() || wanted.op == "within" {
        return wanted.unit.clone();
    }
    let dimensions: Vec<&str> = wanted
        .extents
        .iter()
        .map(|e| e.dimension.as_str())
        .collect();
    (!dimensions.is_empty()).then(|| dimensions.join(" | "))
}

/// A number as people in Vietnam write it: 1.234,5.
fn number(value: f64) -> String {
    grouped(&value.to_string())
}

/// A period for people: "năm 2018", or its first and last day.
fn days(period: Period) -> String {
    let whole_years = period.from.day_of_year() == 1 && period.to.day_of_year() == 1;
    if whole_years && period.to.year() == period.from.year() + 1 {
        return format!("năm {}", period.from.year());
    }
    let last = period.to.yesterday().unwrap_or(period.to);
    if last == period.from {
        return format!("ngày {}", day(last));
    }
    format!("từ {} đến {}", day(period.from), day(last))
}

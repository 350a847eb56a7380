//! The fields of a question: `metric:"thu ngân sách" value:>80% base:plan`.
//!
//! Invariant: every field of the table below can be typed and is printed by the plan's `Display`
//! under the same name.

use super::amount;
use super::error::QueryError;
use super::figure::Understood;
use super::plan::{Clause, Filter, Matching, WordClause};
use super::statement::per_name;
use super::vocabulary::{self, Measures, Name};
use crate::facts::{self, Base, Extent, Kind, Period, Spelling, Status, Trend, Words};
use crate::index::{base_name, kind_name, status_name, trend_name};
use crate::text::{Analysis, Span};
use jiff::ToSpan;
use jiff::civil::Date;

/// A field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Metric,
    Also,
    Counted,
    Value,
    Unit,
    Extent,
    Base,
    Kind,
    Trend,
    Status,
    Per,
    Period,
    Place,
    Published,
    Year,
    Source,
    Author,
    Title,
    Id,
    Words,
    Any,
    Maybe,
}

/// Field, name, example of use.
const FIELDS: &[(Field, &str, &str)] = &[
    (Field::Metric, "metric", "metric:\"thu ngân sách\""),
    (Field::Also, "also", "also:yes"),
    (Field::Counted, "counted", "counted:xã"),
    (Field::Value, "value", "value:>80%"),
    (Field::Unit, "unit", "unit:%"),
    (Field::Extent, "extent", "extent:\"80..90 %\""),
    (Field::Base, "base", "base:plan"),
    (Field::Kind, "kind", "kind:share"),
    (Field::Trend, "trend", "trend:up"),
    (Field::Status, "status", "status:estimate"),
    (Field::Per, "per", "per:năm"),
    (Field::Period, "period", "period:2018-01..2018-09"),
    (Field::Place, "place", "place:\"Lạng Sơn\""),
    (Field::Published, "published", "published:2018-09..2018-12"),
    (Field::Year, "year", "year:2018"),
    (Field::Source, "source", "source:baolangson"),
    (Field::Author, "author", "author:\"Thanh Bình\""),
    (Field::Title, "title", "title:\"nông thôn mới\""),
    (Field::Id, "id", "id:bai-1"),
    (Field::Words, "words", "words:\"nông thôn mới\""),
    (Field::Any, "any", "any:\"nông thôn mới\""),
    (Field::Maybe, "maybe", "maybe:\"nông thôn mới\""),
];

impl Field {
    /// The name that is typed.
    pub(super) fn name(self) -> &'static str {
        FIELDS.iter().find(|f| f.0 == self).map_or("", |f| f.1)
    }

    /// How it is used.
    pub(super) fn example(self) -> &'static str {
        FIELDS.iter().find(|f| f.0 == self).map_or("", |f| f.2)
    }
}

/// The field of that name.
pub(super) fn named(name: &str) -> Option<Field> {
    FIELDS.iter().find(|f| f.1 == name).map(|f| f.0)
}

/// The names of all fields.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FIELDS.iter().map(|f| f.1)
}

/// The field whose name differs from `name` in one letter or two, where one does.
pub(super) fn nearest(name: &str) -> Option<&'static str> {
    if name.len() < 4 || !name.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let most = if name.len() > 5 { 2 } else { 1 };
    FIELDS
        .iter()
        .map(|f| (distance(name, f.1), f.1))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, name)| name)
}

/// How many letters must be put in, taken out or changed to make `b` of `a`.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let change = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

/// Where a value stands in the question, for errors.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value<'a> {
    pub(super) field: Field,
    pub(super) exact: bool,
    pub(super) text: &'a str,
    pub(super) span: Span,
}

impl Value<'_> {
    fn error(&self, expected: impl Into<String>) -> QueryError {
        QueryError::new(
            self.span,
            expected,
            format!("\"{}\"", self.text),
            format!("type it as in `{}`", self.field.example()),
        )
    }

    /// The one of `all` that goes by the value.
    fn choice<T: Copy>(&self, all: &[T], name: fn(T) -> &'static str) -> Result<T, QueryError> {
        self.choose(self.text, all, name)
    }

    fn choose<T: Copy>(
        &self,
        typed: &str,
        all: &[T],
        name: impl Fn(T) -> &'static str,
    ) -> Result<T, QueryError> {
        let mut known = all.iter().copied();
        known.find(|one| name(*one) == typed.trim()).ok_or_else(|| {
            let names: Vec<&str> = all.iter().map(|one| name(*one)).collect();
            self.error(format!("expected one of {}", names.join(", ")))
        })
    }

    /// The names between the bars.
    fn names(&self) -> Vec<Name> {
        self.text
            .split('|')
            .map(Name::new)
            .filter(|name| !name.syllables.is_empty())
            .collect()
    }

    /// What the field asks of the article, where it asks that.
    pub(super) fn clause(&self) -> Result<Option<Clause>, QueryError> {
        let name = Name::new(self.text);
        let words = |matching| {
            Some(Clause::Words(WordClause {
                syllables: name.syllables.clone(),
                matching,
            }))
        };
        let clause = match self.field {
            Field::Published => Some(Clause::Filter(Filter::Published(self.period()?))),
            Field::Year => {
                let digits = self.text.trim();
                let year = (digits.len() == 4).then(|| digits.parse().ok()).flatten();
                let year = year.and_then(Filter::year);
                let year = year.ok_or_else(|| self.error("expected a year of four digits"))?;
                Some(Clause::Filter(year))
            }
            Field::Source => Some(Clause::Filter(Filter::Source(self.text.trim().to_owned()))),
            Field::Author => Some(Clause::Filter(Filter::Author(name.syllables.clone()))),
            Field::Title => Some(Clause::Filter(Filter::Title(name.syllables.clone()))),
            Field::Id => Some(Clause::Filter(Filter::Id(self.text.trim().to_owned()))),
            Field::Words => words(Matching::All),
            Field::Any => words(Matching::Any),
            Field::Maybe => words(Matching::Optional),
            _ => None,
        };
        let needs_words = matches!(
            self.field,
            Field::Author | Field::Title | Field::Words | Field::Any | Field::Maybe
        );
        if needs_words && name.syllables.is_empty() {
            return Err(self.error("expected a word"));
        }
        Ok(clause)
    }

    /// "2018", "2018-09", "2018-09-27", or from one of them to another, both included.
    fn period(&self) -> Result<Period, QueryError> {
        let expected = "expected a year, a month or a day (2018, 2018-09, 2018-09-27), or two of \
                        them joined by ..";
        let (first, last) = match self.text.split_once("..") {
            Some((first, last)) => (days(first), days(last)),
            None => (days(self.text), days(self.text)),
        };
        match (first, last) {
            (Some(first), Some(last)) if first.from < last.to => Ok(Period {
                from: first.from,
                to: last.to,
            }),
            (Some(_), Some(_)) => Err(self.error("expected the earlier time first")),
            _ => Err(self.error(expected)),
        }
    }
}

fn days(text: &str) -> Option<Period> {
    let mut parts = text.trim().split('-');
    let year: i16 = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    let day: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    if parts.next().is_some() {
        return None;
    }
    let from = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let span = match (month, day) {
        (None, _) => 1.year(),
        (Some(_), None) => 1.month(),
        (Some(_), Some(_)) => 1.day(),
    };
    let to = from.checked_add(span).ok()?;
    Some(Period { from, to })
}

const BASES: &[Base] = &[Base::Plan, Base::Yoy, Base::Prev, Base::Total, Base::Other];
const KINDS: &[Option<Kind>] = &[
    Some(Kind::Level),
    Some(Kind::Count),
    Some(Kind::Share),
    Some(Kind::Change),
    Some(Kind::Multiple),
    None,
];
const TRENDS: &[Trend] = &[Trend::Up, Trend::Down];
const STATUSES: &[Status] = &[Status::Actual, Status::Estimate, Status::Plan];

/// The fields of one group that describe a fact.
#[derive(Debug, Clone, Default)]
pub(super) struct FactFields<'a> {
    understood: Understood,
    metric: Option<&'a str>,
    value: Option<Value<'a>>,
    unit: Option<Value<'a>>,
    kind_given: bool,
    given: usize,
}

impl<'a> FactFields<'a> {
    /// Takes over a field.
    pub(super) fn set(&mut self, value: Value<'a>) -> Result<(), QueryError> {
        let condition = &mut self.understood;
        self.given += 1;
        match value.field {
            Field::Metric => {
                condition.names = value.names();
                self.metric = (!value.exact).then_some(value.text);
                if condition.names.is_empty() {
                    return Err(value.error("expected the name of a metric"));
                }
            }
            Field::Also => {
                let yes = value.choice(&[true, false], |yes| if yes { "yes" } else { "no" })?;
                condition.also = Some(yes);
            }
            Field::Counted => {
                condition.counted = value.names();
                if condition.counted.is_empty() {
                    return Err(value.error("expected what is counted"));
                }
            }
            Field::Value => self.value = Some(value),
            Field::Unit => self.unit = Some(value),
            Field::Extent => {
                let extents: Option<Vec<Extent>> = value.text.split('|').map(extent).collect();
                let extents =
                    extents.ok_or_else(|| value.error("expected two numbers and a dimension"))?;
                condition.wanted = Some(amount::Wanted::exactly(extents));
            }
            Field::Base => condition.base = Some(value.choice(BASES, base_name)?),
            Field::Trend => condition.trend = Some(value.choice(TRENDS, trend_name)?),
            Field::Status => condition.status = Some(value.choice(STATUSES, status_name)?),
            Field::Kind => {
                self.kind_given = true;
                let kinds: Result<Vec<Option<Kind>>, QueryError> = value
                    .text
                    .split(',')
                    .map(|typed| value.choose(typed, KINDS, |kind| kind.map_or("any", kind_name)))
                    .collect();
                condition.kinds = kinds?.into_iter().flatten().collect();
            }
            Field::Per => condition.per = Some(per_name(&value.text.trim().to_lowercase())),
            Field::Period => condition.period = Some(value.period()?),
            Field::Place => {
                condition.places = value.names();
                if condition.places.is_empty() {
                    return Err(value.error("expected the name of a place"));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether no field was given.
    pub(super) fn is_empty(&self) -> bool {
        self.given == 0
    }

    /// Whether they name neither what is measured nor a value: then they narrow what the text says.
    pub(super) fn names_nothing(&self) -> bool {
        self.understood.names.is_empty()
            && self.understood.counted.is_empty()
            && self.value.is_none()
            && self.unit.is_none()
            && self.understood.wanted.is_none()
    }

    /// The place alone, where nothing else was given.
    pub(super) fn only_place(&self) -> Option<&[Name]> {
        (self.given == 1 && !self.understood.places.is_empty())
            .then_some(self.understood.places.as_slice())
    }

    /// Puts what was given on a condition that the text says.
    pub(super) fn narrow(&self, condition: &mut Understood) {
        let given = &self.understood;
        condition.trend = given.trend.or(condition.trend);
        condition.status = given.status.or(condition.status);
        condition.base = given.base.or(condition.base);
        condition.period = given.period.or(condition.period);
        if self.kind_given {
            condition.kinds.clone_from(&given.kinds);
        } else if given.trend.is_some() {
            condition.kinds = vec![Kind::Change];
        }
        condition.also = given.also.or(condition.also);
        if given.per.is_some() {
            condition.per.clone_from(&given.per);
        }
        if !given.places.is_empty() {
            condition.places.clone_from(&given.places);
        }
    }

    /// The condition that they make.
    pub(super) fn condition(mut self, spelling: Spelling) -> Result<Understood, QueryError> {
        let mut measures = Measures::Open;
        if let Some(metric) = self.metric {
            let (names, found) = named_metric(metric);
            self.understood.names = names;
            measures = found;
        }
        if let Some(value) = self.value {
            self.read_value(value, spelling, measures)?;
        } else if let Some(unit) = self.unit {
            self.read_unit(unit, spelling)?;
        }
        if !self.kind_given && self.understood.trend.is_some() {
            self.understood.kinds = vec![Kind::Change];
        }
        // A field names the metric itself.
        self.understood.also.get_or_insert(false);
        Ok(self.understood)
    }

    /// Any value in the unit.
    fn read_unit(&mut self, unit: Value<'_>, spelling: Spelling) -> Result<(), QueryError> {
        let text = format!("1 {}", unit.text);
        let normalised = crate::text::Normalized::new(text.trim());
        let analysis = Analysis::new(normalised.as_str());
        let words = Words::new(normalised.as_str(), &analysis, spelling);
        let quantities = facts::quantities(&words, &[]);
        let quantity = match quantities.as_slice() {
            [one] if one.with_modifiers == (0..words.len()) => one,
            _ => return Err(unit.error("expected a unit or a counted noun")),
        };
        self.understood.wanted = amount::any_of(quantity);
        match &quantity.measure {
            facts::Measure::Bare => return Err(unit.error("expected a unit or a counted noun")),
            facts::Measure::Unit(_) => {}
            facts::Measure::Counted(noun) => {
                if self.understood.counted.is_empty() {
                    self.understood.counted = vec![Name::new(noun)];
                }
                if !self.kind_given {
                    self.understood.kinds = vec![Kind::Count];
                }
            }
        }
        Ok(())
    }

    fn read_value(
        &mut self,
        value: Value<'_>,
        spelling: Spelling,
        measures: Measures,
    ) -> Result<(), QueryError> {
        let unit = self.unit.map_or("", |unit| unit.text);
        let text = format!("{} {unit}", value.text);
        let normalised = crate::text::Normalized::new(text.trim());
        let analysis = Analysis::new(normalised.as_str());
        let words = Words::new(normalised.as_str(), &analysis, spelling);
        let quantities = facts::quantities(&words, &[]);
        let [quantity] = quantities.as_slice() else {
            return Err(value.error("expected one number, with a comparator and a unit if need be"));
        };
        let leads = (0..quantity.with_modifiers.start)
            .all(|i| words.is_any(i, &["từ", "from", "between", "trong", "khoảng", "giữa"]));
        if !leads || quantity.with_modifiers.end < words.len() {
            return Err(value.error("expected a number and its unit alone"));
        }
        if let Some(unit) = self.unit
            && matches!(quantity.measure, facts::Measure::Bare)
        {
            return Err(unit.error("expected a unit or a counted noun"));
        }
        self.understood.wanted = amount::wanted(&words, quantity, measures);
        if self.understood.per.is_none() {
            self.understood.per = quantity.per.as_deref().map(per_name);
        }
        if !self.kind_given {
            self.understood.kinds = amount::kinds(quantity, measures);
        }
        let named = !self.understood.names.is_empty() || !self.understood.counted.is_empty();
        if let (facts::Measure::Counted(noun), false) = (&quantity.measure, named) {
            self.understood.names = vec![Name::new(noun)];
        }
        Ok(())
    }
}

/// The names of a metric that was typed in a field, with synonyms, and what it is measured in.
fn named_metric(text: &str) -> (Vec<Name>, Measures) {
    let mut names: Vec<Name> = Vec::new();
    let mut measures = Measures::Open;
    for typed in text.split('|').map(Name::new) {
        if let Some(term) = vocabulary::spelled(&typed.text) {
            measures = term.measures;
            if !term
                .english
                .iter()
                .any(|e| e.eq_ignore_ascii_case(&typed.text))
            {
                names.push(typed);
            }
            names.extend(term.names.iter().map(|name| Name::new(name)));
        } else {
            names.push(typed);
        }
    }
    (vocabulary::distinct(names), measures)
}

/// "80..90 %", "-inf..5 VND".
fn extent(text: &str) -> Option<Extent> {
    let (numbers, dimension) = text.trim().split_once(' ')?;
    let (lo, hi) = numbers.split_once("..")?;
    let (lo, hi): (f64, f64) = (lo.parse().ok()?, hi.parse().ok()?);
    (!lo.is_nan() && !hi.is_nan() && !dimension.trim().is_empty()).then(|| Extent {
        dimension: dimension.trim().to_owned(),
        lo,
        hi,
    })
}

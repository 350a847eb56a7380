//! Counting the articles that a plan finds, by the columns of the index.
//!
//! Invariant: counts are those of `facet.rs`; nothing stored is read.
//! Known gap: sources and authors are told apart by capitals.

use super::facet::{Count, Facet, Facets, Field, Wanted};
use super::histogram::Histogram;
use super::tally::{Merged, Named, Tally, Values, merged, most_frequent, written};
use crate::facts::{COUNT, Kind, dimension};
use crate::index::{WITHIN, column, days, kind_name};
use crate::query::{Number, Numbers, Plan, Scope, Visit, rounded};
use jiff::civil::date;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;
use tantivy::columnar::StrColumn;
use tantivy::fastfield::Column;
use tantivy::{DocId, SegmentReader};

const KINDS: [Kind; 5] = [
    Kind::Level,
    Kind::Count,
    Kind::Share,
    Kind::Change,
    Kind::Multiple,
];

/// Counts what `plan` finds.
pub(super) fn count(scope: &Scope<'_>, plan: &Plan, wanted: &[Wanted]) -> tantivy::Result<Facets> {
    let mut counters: Vec<Counter> = wanted.iter().map(|one| Counter::new(*one)).collect();
    let (mut articles, mut counted) = (0u32, 0u64);
    let mut segment = None;
    scope.visit(plan, |Visit { article, facts }| {
        if segment != Some(article.segment_ord) {
            segment = Some(article.segment_ord);
            let reader = scope.searcher.segment_reader(article.segment_ord);
            for counter in &mut counters {
                counter.open(reader)?;
            }
        }
        articles += 1;
        counted += facts.len() as u64;
        for counter in &mut counters {
            counter.note(article.doc_id, articles, facts)?;
        }
        Ok(())
    })?;
    let facets = counters.into_iter().map(Counter::close);
    Ok(Facets {
        articles: u64::from(articles),
        facts: counted,
        facets: facets.collect::<tantivy::Result<_>>()?,
    })
}

/// What counts by one field.
struct Counter {
    wanted: Wanted,
    by: By,
}

enum By {
    /// Values of a column of text; of places, provinces and then districts.
    Names(Vec<Names>),
    Years(Years),
    Values(Box<Samples>),
}

impl Counter {
    fn new(wanted: Wanted) -> Self {
        let by = match wanted.field {
            Field::Metric => By::Names(vec![Names::spelled("metric_group", "metric_written")]),
            Field::Unit => By::Names(vec![Names::spelled("unit_group", "unit_written")]),
            Field::Kind => By::Names(vec![Names::of("fact_kind")]),
            Field::Place => By::Names(vec![Names::of("province"), Names::of("district")]),
            Field::Source => By::Names(vec![Names::of("source")]),
            Field::Author => By::Names(vec![Names::of("author_name")]),
            Field::Year | Field::Period => By::Years(Years::default()),
            Field::Value => By::Values(Box::default()),
        };
        Self { wanted, by }
    }

    /// Whether it counts facts, not articles.
    fn of_facts(&self) -> bool {
        !matches!(
            self.wanted.field,
            Field::Year | Field::Source | Field::Author
        )
    }

    /// Turns to a segment.
    fn open(&mut self, reader: &SegmentReader) -> tantivy::Result<()> {
        match &mut self.by {
            By::Names(all) => all.iter_mut().try_for_each(|names| names.open(reader)),
            By::Years(years) if self.wanted.field == Field::Year => years.open(reader, &["year"]),
            By::Years(years) => years.open(reader, &["from", "to"]),
            By::Values(samples) => samples.open(reader),
        }
    }

    /// Notes an article, the number `number` of those found, and its facts.
    fn note(&mut self, article: DocId, number: u32, facts: &[DocId]) -> tantivy::Result<()> {
        let own = [article];
        let of_facts = self.of_facts();
        let docs = if of_facts { facts } else { &own };
        for doc in docs {
            match &mut self.by {
                By::Names(all) => {
                    for names in all {
                        names.note(*doc, article);
                    }
                }
                By::Years(years) => years.note(*doc, number),
                By::Values(samples) => samples.note(*doc, number)?,
            }
        }
        Ok(())
    }

    fn close(self) -> tantivy::Result<Facet> {
        let of_facts = self.of_facts();
        let Wanted { field, most } = self.wanted;
        let mut facet = Facet {
            field,
            articles: 0,
            distinct: 0,
            values: Vec::new(),
            histograms: Vec::new(),
        };
        match self.by {
            By::Names(all) => {
                let mut all = all.into_iter();
                let districts = |names: Option<Names>| names.map(Names::closed).transpose();
                let Some(names) = all.next() else {
                    return Ok(facet);
                };
                let (segments, any) = names.closed()?;
                let below = districts(all.next())?.map_or(Vec::new(), |(below, _)| below);
                let below = merged(&below);
                let values = merged(&segments);
                facet.articles = any;
                facet.distinct = values.len() as u64;
                for value in most_frequent(&values, most) {
                    let mut counted = counted(value.tally, of_facts);
                    counted.value = written(&segments, value.name)?;
                    counted.districts = districts_of(&below, value.name, most);
                    facet.values.push(counted);
                }
            }
            By::Years(years) => years.close(&mut facet, most, of_facts),
            By::Values(samples) => samples.close(&mut facet, most)?,
        }
        Ok(facet)
    }
}

/// The count of a value that has no name yet.
fn counted(tally: Tally, of_facts: bool) -> Count {
    Count {
        value: String::new(),
        articles: u64::from(tally.articles),
        facts: of_facts.then_some(u64::from(tally.facts)),
        districts: Vec::new(),
    }
}

/// The most frequent districts of a province, of all districts in the order of their names.
fn districts_of(districts: &[Merged<'_>], province: &[u8], most: usize) -> Vec<Count> {
    let mut prefix = province.to_vec();
    prefix.extend_from_slice(WITHIN.to_string().as_bytes());
    let start = districts.partition_point(|one| one.name < prefix.as_slice());
    let rest = districts.get(start..).unwrap_or_default();
    let length = rest.partition_point(|one| one.name.starts_with(&prefix));
    let own = rest.get(..length).unwrap_or_default();
    let most_frequent = most_frequent(own, most).into_iter();
    most_frequent
        .map(|district| Count {
            value: String::from_utf8_lossy(district.name.get(prefix.len()..).unwrap_or_default())
                .into_owned(),
            ..counted(district.tally, true)
        })
        .collect()
}

/// The values of a column of text.
struct Names {
    column: &'static str,
    spellings: Option<&'static str>,
    current: Option<Values>,
    done: Vec<Named>,
    any: u64,
}

impl Names {
    fn of(column: &'static str) -> Self {
        Self {
            column,
            spellings: None,
            current: None,
            done: Vec::new(),
            any: 0,
        }
    }

    fn spelled(column: &'static str, spellings: &'static str) -> Self {
        Self {
            spellings: Some(spellings),
            ..Self::of(column)
        }
    }

    fn open(&mut self, reader: &SegmentReader) -> tantivy::Result<()> {
        self.finish()?;
        self.current = Some(Values::open(reader, self.column, self.spellings)?);
        Ok(())
    }

    fn note(&mut self, doc: DocId, article: DocId) {
        if let Some(values) = &mut self.current {
            values.note(doc, article);
        }
    }

    fn finish(&mut self) -> tantivy::Result<()> {
        if let Some(values) = self.current.take() {
            self.any += u64::from(values.any());
            self.done.push(values.named()?);
        }
        Ok(())
    }

    /// The values of each segment, and how many articles have any.
    fn closed(mut self) -> tantivy::Result<(Vec<Named>, u64)> {
        self.finish()?;
        Ok((self.done, self.any))
    }
}

/// Years of publication, or the first and the last year of periods.
#[derive(Default)]
struct Years {
    columns: Vec<Column<i64>>,
    tallies: HashMap<(i64, i64), Tally>,
    any: Tally,
}

/// The day numbers of the first days of the years from 1 on.
static NEW_YEARS: LazyLock<Vec<i64>> =
    LazyLock::new(|| (1..=9999).map(|year| days(date(year, 1, 1))).collect());

/// The year of a day number.
fn year_of(day: i64) -> i64 {
    let years = NEW_YEARS.partition_point(|first| *first <= day);
    i64::try_from(years).unwrap_or(0)
}

impl Years {
    fn open(&mut self, reader: &SegmentReader, names: &[&str]) -> tantivy::Result<()> {
        let columns = names.iter().map(|name| column(reader, name));
        self.columns = columns.collect::<tantivy::Result<_>>()?;
        Ok(())
    }

    fn note(&mut self, doc: DocId, article: u32) {
        let at = |number: usize| self.columns.get(number)?.first(doc);
        let years = match (at(0), at(1)) {
            (Some(from), Some(to)) => (year_of(from), year_of(to.max(from + 1) - 1)),
            (Some(year), None) => (year, year),
            (None, _) => return,
        };
        self.any.note(article);
        self.tallies.entry(years).or_default().note(article);
    }

    fn close(self, facet: &mut Facet, most: usize, of_facts: bool) {
        let mut years: Vec<((i64, i64), Tally)> = self.tallies.into_iter().collect();
        // Of equally frequent ones the last first.
        years.sort_by(|(a, of_a), (b, of_b)| of_a.by_frequency(of_b).then(b.cmp(a)));
        facet.articles = u64::from(self.any.articles);
        facet.distinct = years.len() as u64;
        facet.values = years
            .into_iter()
            .take(most)
            .map(|((from, to), tally)| Count {
                value: match from == to {
                    true => from.to_string(),
                    false => format!("{from}..{to}"),
                },
                ..counted(tally, of_facts)
            })
            .collect();
    }
}

/// What makes numbers comparable: the dimension, of counts the counted noun, the denominator of rates,
/// and the kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Comparable {
    dimension: &'static str,
    noun: Option<String>,
    per: Option<String>,
    kind: &'static str,
}

/// The numbers of facts.
#[derive(Default)]
struct Samples {
    here: Option<Here>,
    groups: BTreeMap<Comparable, Group>,
    any: Tally,
}

/// The columns of a segment, and what has been met in it.
struct Here {
    numbers: Numbers,
    kinds: Option<StrColumn>,
    denominators: Option<StrColumn>,
    groups: Option<StrColumn>,
    units: Option<StrColumn>,
    met: HashMap<Met, Group>,
}

/// The same as [`Comparable`], by ordinals of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Met {
    dimension: &'static str,
    noun: Option<u64>,
    per: Option<u64>,
    kind: Option<u64>,
}

/// Numbers that compare.
#[derive(Default)]
struct Group {
    /// Each in the base unit of its dimension, with the number of its article.
    numbers: Vec<(f64, u32)>,
    /// How often each unit stands there, by ordinals of the segment.
    ordinals: HashMap<u64, u64>,
    /// The same by names.
    units: BTreeMap<String, u64>,
}

impl Samples {
    fn open(&mut self, reader: &SegmentReader) -> tantivy::Result<()> {
        self.finish()?;
        let columns = reader.fast_fields();
        self.here = Some(Here {
            numbers: Numbers::open(reader)?,
            kinds: columns.str("fact_kind")?,
            denominators: columns.str("per")?,
            groups: columns.str("unit_group")?,
            units: columns.str("unit_written")?,
            met: HashMap::new(),
        });
        Ok(())
    }

    fn note(&mut self, fact: DocId, article: u32) -> tantivy::Result<()> {
        let Some(here) = &mut self.here else {
            return Ok(());
        };
        let Some(Number {
            dimension,
            unit,
            value,
        }) = here.numbers.of(fact)?
        else {
            return Ok(());
        };
        let first = |column: &Option<StrColumn>| column.as_ref()?.ords().first(fact);
        let met = Met {
            dimension,
            noun: unit.filter(|_| dimension == COUNT),
            per: first(&here.denominators),
            kind: first(&here.kinds),
        };
        let group = here.met.entry(met).or_default();
        group.numbers.push((value, article));
        if let Some(written) = first(&here.units) {
            *group.ordinals.entry(written).or_default() += 1;
        }
        self.any.note(article);
        Ok(())
    }

    /// Brings what was met in the segment under its names.
    fn finish(&mut self) -> tantivy::Result<()> {
        let Some(here) = self.here.take() else {
            return Ok(());
        };
        let name = |column: &Option<StrColumn>, ordinal: u64| -> tantivy::Result<String> {
            let mut name = String::new();
            if let Some(column) = column {
                column.ord_to_str(ordinal, &mut name)?;
            }
            Ok(name)
        };
        for (met, group) in here.met {
            let noun = met.noun.map(|noun| name(&here.groups, noun)).transpose()?;
            let per = met.per.map(|per| name(&here.denominators, per));
            let per = per.transpose()?;
            let kind = met.kind.map(|kind| name(&here.kinds, kind)).transpose()?;
            let kind = KINDS
                .into_iter()
                .map(kind_name)
                .find(|one| Some(*one) == kind.as_deref());
            let comparable = Comparable {
                dimension: met.dimension,
                noun,
                per,
                kind: kind.unwrap_or_default(),
            };
            let all = self.groups.entry(comparable).or_default();
            all.numbers.extend(group.numbers);
            for (ordinal, facts) in group.ordinals {
                *all.units.entry(name(&here.units, ordinal)?).or_default() += facts;
            }
        }
        Ok(())
    }

    fn close(mut self, facet: &mut Facet, most: usize) -> tantivy::Result<()> {
        self.finish()?;
        facet.articles = u64::from(self.any.articles);
        facet.distinct = self.groups.len() as u64;
        for (comparable, group) in self.groups {
            // Of equally frequent ones the last in the order of the alphabet.
            let unit = group.units.into_iter().max_by_key(|(_, facts)| *facts);
            let unit = unit.map(|(unit, _)| unit);
            let factor = dimension(unit.as_deref()).1.to_f64();
            let mut numbers = group.numbers;
            if factor != 1.0 {
                for (number, _) in &mut numbers {
                    *number = rounded(*number / factor);
                }
            }
            let kind = KINDS
                .into_iter()
                .find(|kind| kind_name(*kind) == comparable.kind);
            if let Some(kind) = kind {
                let histogram = Histogram::new((unit, comparable.per), kind, numbers, most);
                facet.histograms.push(histogram);
            }
        }
        facet
            .histograms
            .sort_by_key(|h| std::cmp::Reverse((h.articles, h.facts)));
        Ok(())
    }
}

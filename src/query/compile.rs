//! From a plan to sets of articles in a segment.
//!
//! Invariant: an article is in the set of a clause if and only if the plan says that it meets it
//! (`Condition::met_by` for figures); every set holds articles alone.
//! Known gap: a clause that stands twice in a plan is evaluated twice.

use super::block_join::{self, Extents, Facts, Join, Parents, Place, Values, Wanted};
use super::boolean::{All, Any, Articles, Days, InTitle};
use super::near::NearSet;
use super::postings::{Phrase, Union};
use super::tier::{Fit, fits};
use super::{Clause, Condition, Filter, Matching, MetricName, Near, SyllablePattern, WordClause};
use crate::facts::Extent;
use crate::index::{FACT, Fields, base_name, column, days, kind_name, status_name, trend_name};
use crate::text::{SEPARATOR, marks_contained};
use std::collections::HashMap;
use std::sync::Arc;
use tantivy::columnar::{DynamicColumn, HasAssociatedColumnType};
use tantivy::fastfield::Column;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, Term};

type Set = Box<dyn DocSet>;

/// A segment in which clauses become sets.
#[derive(Clone)]
pub(super) struct Segment<'a> {
    pub reader: &'a SegmentReader,
    /// Its number among the segments of the commit.
    pub ordinal: u32,
    pub fields: Fields,
    pub parents: Arc<Parents>,
}

impl Segment<'_> {
    /// The articles that meet `clause`.
    pub fn clause(&self, clause: &Clause) -> tantivy::Result<Set> {
        Ok(match clause {
            Clause::Words(words) => self.words(words)?,
            Clause::Near(near) => Box::new(self.near(near)?),
            Clause::Figure(condition) => Box::new(self.figure(condition, 0)?),
            Clause::Filter(filter) => self.filter(filter)?,
            Clause::All(clauses) => self.all(clauses)?,
            Clause::Any(clauses) => Box::new(Any::new(self.clauses(clauses.iter())?)),
            Clause::Not(clause) => {
                let excluded = vec![self.clause(clause)?];
                Box::new(All::new(vec![self.articles()], excluded))
            }
        })
    }

    fn clauses<'b>(&self, clauses: impl Iterator<Item = &'b Clause>) -> tantivy::Result<Vec<Set>> {
        clauses.map(|clause| self.clause(clause)).collect()
    }

    /// The articles that meet all of `clauses`.
    pub fn all(&self, clauses: &[Clause]) -> tantivy::Result<Set> {
        let mut sets = Vec::new();
        let mut excluded = Vec::new();
        for clause in clauses {
            match clause {
                Clause::Not(clause) => excluded.push(self.clause(clause)?),
                clause => sets.push(self.clause(clause)?),
            }
        }
        if sets.is_empty() {
            sets.push(self.articles());
        }
        Ok(Box::new(All::new(sets, excluded)))
    }

    /// All articles of the segment.
    pub fn articles(&self) -> Set {
        Box::new(Articles::new(Arc::clone(&self.parents), None))
    }

    fn words(&self, words: &WordClause) -> tantivy::Result<Set> {
        let text = self.fields.text;
        Ok(match words.matching {
            _ if words.syllables.is_empty() => self.articles(),
            Matching::Optional => self.articles(),
            Matching::Phrase => self.phrase(text, &words.syllables)?,
            Matching::All => Box::new(All::new(self.syllables(&words.syllables)?, Vec::new())),
            Matching::Any => Box::new(Any::new(self.syllables(&words.syllables)?)),
        })
    }

    fn syllables(&self, patterns: &[SyllablePattern]) -> tantivy::Result<Vec<Set>> {
        let open = |pattern| -> tantivy::Result<Set> {
            let union = self.union(self.fields.text, pattern, IndexRecordOption::Basic)?;
            Ok(Box::new(union))
        };
        patterns.iter().map(open).collect()
    }

    fn union(
        &self,
        field: Field,
        pattern: &SyllablePattern,
        option: IndexRecordOption,
    ) -> tantivy::Result<Union> {
        let index = self.reader.inverted_index(field)?;
        let fits = fits(&index, pattern)?;
        let weighted = fits.iter().map(|fit| (fit, 1.0));
        Ok(Union::open(&index, weighted, option)?)
    }

    /// The articles in which the syllables stand one after the other.
    pub fn phrase(&self, field: Field, patterns: &[SyllablePattern]) -> tantivy::Result<Set> {
        Ok(match patterns {
            [one] => Box::new(self.union(field, one, IndexRecordOption::Basic)?),
            several => Box::new(self.consecutive(field, several)?),
        })
    }

    /// The articles in which the two stand close to each other.
    pub fn near(&self, near: &Near) -> tantivy::Result<NearSet> {
        let side = |ways: &[Vec<SyllablePattern>]| -> tantivy::Result<Any<Phrase>> {
            let ways: Vec<&[SyllablePattern]> = ways.iter().map(Vec::as_slice).collect();
            Ok(Any::new(self.phrases(self.fields.text, &ways)?))
        };
        let sides = [side(&near.first)?, side(&near.second)?];
        Ok(NearSet::new(
            sides,
            near.apart,
            self.column("title_tokens")?,
        ))
    }

    fn consecutive(&self, field: Field, patterns: &[SyllablePattern]) -> tantivy::Result<Phrase> {
        let mut names = self.phrases(field, &[patterns])?;
        Ok(names.pop().unwrap_or_else(|| Phrase::new(Vec::new())))
    }

    /// The documents that hold one of `names`.
    fn names(&self, field: Field, names: &[MetricName]) -> tantivy::Result<Any<Phrase>> {
        // Where a name holds a shorter one, that finds all its documents.
        let needed = |name: &&MetricName| {
            let shorter = |other: &MetricName| {
                !other.is_empty() && other.len() < name.len() && holds(name, other)
            };
            !name.is_empty() && !names.iter().any(shorter)
        };
        let mut phrases: Vec<&[SyllablePattern]> = Vec::new();
        for name in names.iter().filter(needed) {
            if !phrases.contains(&name.as_slice()) {
                phrases.push(name);
            }
        }
        Ok(Any::new(self.phrases(field, &phrases)?))
    }

    /// Phrases over the same dictionary, in which each syllable is looked up once.
    fn phrases(
        &self,
        field: Field,
        phrases: &[&[SyllablePattern]],
    ) -> tantivy::Result<Vec<Phrase>> {
        let index = self.reader.inverted_index(field)?;
        let mut known: HashMap<&SyllablePattern, Vec<Fit>> = HashMap::new();
        let mut opened = Vec::with_capacity(phrases.len());
        for phrase in phrases {
            for pattern in *phrase {
                if !known.contains_key(pattern) {
                    known.insert(pattern, fits(&index, pattern)?);
                }
            }
            let found = |pattern| known.get(pattern).into_iter().flatten();
            // A phrase with a syllable that is nowhere is nowhere.
            if phrase.iter().any(|pattern| found(pattern).next().is_none()) {
                opened.push(Phrase::new(Vec::new()));
                continue;
            }
            let option = IndexRecordOption::WithFreqsAndPositions;
            let unions = phrase.iter().map(|pattern| {
                let weighted = found(pattern).map(|fit| (fit, 1.0));
                Ok(Union::open(&index, weighted, option)?)
            });
            opened.push(Phrase::new(unions.collect::<tantivy::Result<_>>()?));
        }
        Ok(opened)
    }

    fn filter(&self, filter: &Filter) -> tantivy::Result<Set> {
        let fields = self.fields;
        Ok(match filter {
            Filter::Published(period) => {
                let column = self.column("published")?;
                let days = Days {
                    column,
                    from: days(period.from),
                    to: days(period.to),
                };
                Box::new(Articles::new(Arc::clone(&self.parents), Some(days)))
            }
            Filter::Source(name) => {
                let wanted = name.to_lowercase();
                self.terms(fields.source, |term| term.to_lowercase() == wanted)?
            }
            Filter::Author(syllables) => self.phrase(fields.author, syllables)?,
            Filter::Title(syllables) => {
                let tokens = self.column("title_tokens")?;
                let phrase = self.consecutive(fields.text, syllables)?;
                Box::new(InTitle::new(phrase, tokens))
            }
            // All documents of the block carry its id.
            Filter::Id(id) => {
                let block = self.term(fields.block, id)?;
                Box::new(All::new(vec![block, self.articles()], Vec::new()))
            }
        })
    }

    /// The documents with that whole value.
    fn term(&self, field: Field, value: &str) -> tantivy::Result<Set> {
        let term = Term::from_field_text(field, value);
        let index = self.reader.inverted_index(field)?;
        Ok(
            match index.read_postings(&term, IndexRecordOption::Basic)? {
                Some(postings) => Box::new(postings),
                None => Box::new(Any::<Set>::new(Vec::new())),
            },
        )
    }

    /// The documents with one of the whole values that `accept` accepts. For fields of few values.
    fn terms(&self, field: Field, accept: impl Fn(&str) -> bool) -> tantivy::Result<Set> {
        let index = self.reader.inverted_index(field)?;
        let mut sets: Vec<Set> = Vec::new();
        let mut stream = index.terms().stream()?;
        while stream.advance() {
            if std::str::from_utf8(stream.key()).is_ok_and(&accept) {
                let option = IndexRecordOption::Basic;
                let postings = index.read_postings_from_terminfo(stream.value(), option)?;
                sets.push(Box::new(postings));
            }
        }
        Ok(Box::new(Any::new(sets)))
    }

    /// The facts whose metric or counted noun begins with one of the names.
    fn beginning(&self, names: &[MetricName]) -> tantivy::Result<Set> {
        let index = self.reader.inverted_index(self.fields.metric_name)?;
        let mut sets: Vec<Set> = Vec::new();
        for name in names {
            let Some(first) = name.first() else { continue };
            let mut forms = vec![first.folded.clone()];
            forms.extend(
                first
                    .other_spellings()
                    .into_iter()
                    .map(|other| other.folded),
            );
            forms.sort();
            forms.dedup();
            for form in forms {
                // All spellings of a folded form are neighbours, with whatever stands behind them.
                let from = format!("{form}{SEPARATOR}");
                let range = index.terms().range().ge(from.as_bytes());
                let mut stream = range.into_stream()?;
                while stream.advance() && stream.key().starts_with(from.as_bytes()) {
                    if std::str::from_utf8(stream.key()).is_ok_and(|term| begins(term, name)) {
                        let option = IndexRecordOption::Basic;
                        let postings = index.read_postings_from_terminfo(stream.value(), option)?;
                        sets.push(Box::new(postings));
                    }
                }
            }
        }
        Ok(Box::new(Any::new(sets)))
    }

    /// The articles with a fact that meets `condition`, at the document `from` or after it.
    pub fn figure(&self, condition: &Condition, from: DocId) -> tantivy::Result<Join> {
        let fields = self.fields;
        let mut required = Vec::new();
        if !condition.kinds.is_empty() {
            let kinds = condition.kinds.iter();
            let open = |kind: &_| self.term(fields.fact_kind, kind_name(*kind));
            let sets = kinds.map(open).collect::<tantivy::Result<_>>()?;
            required.push(Box::new(Any::new(sets)) as Set);
        }
        let whole = [
            (fields.trend, condition.trend.map(trend_name)),
            (fields.status, condition.status.map(status_name)),
            (fields.base, condition.base.map(base_name)),
        ];
        for (field, value) in whole {
            if let Some(value) = value {
                required.push(self.term(field, value)?);
            }
        }
        if !condition.counted.is_empty() {
            required.push(self.beginning(&condition.counted)?);
        }
        if required.is_empty() && condition.metric.is_empty() && condition.extents.is_empty() {
            required.push(self.term(fields.doc_kind, FACT)?);
        }
        let mut excluded = Vec::new();
        if let Some(per) = &condition.per {
            let other = |value: &str| value.split('/').all(|part| part.trim() != per);
            excluded.push(self.terms(fields.per, other)?);
        }
        let metric = (!condition.metric.is_empty())
            .then(|| self.names(fields.metric, &condition.metric))
            .transpose()?;
        let place = (!condition.places.is_empty())
            .then(|| {
                tantivy::Result::Ok(Place {
                    named: self.names(fields.place, &condition.places)?,
                    articles: self.names(fields.text, &condition.places)?,
                    tokens: self.column("place_tokens")?,
                })
            })
            .transpose()?;
        let days = condition
            .period
            .map(|period| {
                tantivy::Result::Ok(block_join::Days {
                    range: (days(period.from), days(period.to)),
                    from: self.column("from")?,
                    to: self.column("to")?,
                })
            })
            .transpose()?;
        let wanted = Wanted {
            required,
            excluded,
            metric,
            also: condition.also,
            values: self.values(&condition.extents)?,
            days,
            place,
            approx: self.column("approx")?,
            metric_tokens: self.column("metric_tokens")?,
        };
        let facts = Facts::new(wanted, Arc::clone(&self.parents), from);
        Ok(Join::new(facts))
    }

    /// The values wanted, by dimension; none if every value will do.
    fn values(&self, extents: &[Extent]) -> tantivy::Result<Option<Extents>> {
        if extents.is_empty() {
            return Ok(None);
        }
        let mut values: Vec<(&str, Values)> = Vec::new();
        for extent in extents {
            let range = (extent.lo, extent.hi);
            match values.iter_mut().find(|(d, _)| *d == extent.dimension) {
                Some((_, values)) => values.ranges.push(range),
                None => {
                    let facts = self.term(self.fields.dimension, &extent.dimension)?;
                    let ranges = vec![range];
                    values.push((&extent.dimension, Values { facts, ranges }));
                }
            }
        }
        Ok(Some(Extents {
            dimensions: values.into_iter().map(|(_, values)| values).collect(),
            lo: self.column("lo")?,
            hi: self.column("hi")?,
        }))
    }

    /// The column of that name; a segment in which it has no value has none.
    pub fn column<T>(&self, name: &str) -> tantivy::Result<Column<T>>
    where
        T: HasAssociatedColumnType + PartialOrd + Copy + Default + Send + Sync + 'static,
        DynamicColumn: Into<Option<Column<T>>>,
    {
        column(self.reader, name)
    }
}

/// Whether every place that fits `name` also holds a place that fits `other`.
fn holds(name: &[SyllablePattern], other: &[SyllablePattern]) -> bool {
    name.windows(other.len().max(1)).any(|window| {
        window.iter().zip(other).all(|(long, short)| {
            long.folded == short.folded && marks_contained(&long.signature, &short.signature)
        })
    })
}

/// Whether a whole name, syllable terms parted by spaces, begins with the syllables.
fn begins(whole: &str, name: &[SyllablePattern]) -> bool {
    let mut terms = whole.split(' ');
    name.iter().all(|syllable| {
        terms
            .next()
            .and_then(|term| term.split_once(SEPARATOR))
            .is_some_and(|(folded, signature)| syllable.tier(folded, signature).is_some())
    })
}

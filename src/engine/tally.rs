//! Tallies: in how many articles and facts each value of a column occurs.
//!
//! Values are counted by their ordinals, segment by segment, and brought together by their names: the
//! dictionaries of columns are in order, so that merging them takes no table of strings.
//! Invariant: articles come one after the other; a value counts once for an article.

use std::cmp::Ordering;
use tantivy::columnar::StrColumn;
use tantivy::{DocId, SegmentReader};

/// How often a value occurs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub articles: u32,
    pub facts: u32,
    /// One more than the last article, to count each once.
    last: u32,
}

impl Tally {
    /// Notes a fact of an article, or the article itself.
    pub fn note(&mut self, article: DocId) {
        self.facts += 1;
        if self.last != article + 1 {
            self.last = article + 1;
            self.articles += 1;
        }
    }

    /// The tallies of two segments together.
    pub fn and(self, other: Self) -> Self {
        Self {
            articles: self.articles + other.articles,
            facts: self.facts + other.facts,
            last: 0,
        }
    }

    /// The more frequent first.
    pub fn by_frequency(&self, other: &Self) -> Ordering {
        (other.articles, other.facts).cmp(&(self.articles, self.facts))
    }
}

/// The values of a column in a segment, as they are counted.
pub(super) struct Values {
    column: Option<StrColumn>,
    /// The column of spellings, where values are groups of such.
    spellings: Option<StrColumn>,
    tallies: Vec<Tally>,
    /// Of each group, one more than the last of its spellings in the order of the alphabet.
    written: Vec<u32>,
    any: Tally,
}

impl Values {
    /// The values of the column `name`, which are groups of those of the column `spellings`.
    pub fn open(
        reader: &SegmentReader,
        name: &str,
        spellings: Option<&str>,
    ) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        let column = columns.str(name)?;
        let spellings = spellings
            .map(|name| columns.str(name))
            .transpose()?
            .flatten();
        let values = column.as_ref().map_or(0, |column| column.num_terms());
        Ok(Self {
            written: vec![0; spellings.as_ref().map_or(0, |_| values)],
            tallies: vec![Tally::default(); values],
            column,
            spellings,
            any: Tally::default(),
        })
    }

    /// Notes the values of `doc`, which is a fact of the article or the article itself.
    pub fn note(&mut self, doc: DocId, article: DocId) {
        let Some(column) = &self.column else { return };
        let mut any = false;
        for ordinal in column.ords().values_for_doc(doc) {
            any = true;
            let at = usize::try_from(ordinal).unwrap_or(usize::MAX);
            if let Some(tally) = self.tallies.get_mut(at) {
                tally.note(article);
            }
            if let Some(written) = self.written.get_mut(at)
                && let Some(spellings) = &self.spellings
                && let Some(spelling) = spellings.ords().first(doc)
            {
                let spelling = u32::try_from(spelling + 1).unwrap_or(u32::MAX);
                *written = spelling.max(*written);
            }
        }
        if any {
            self.any.note(article);
        }
    }

    /// In how many articles of the segment there is any value.
    pub fn any(&self) -> u32 {
        self.any.articles
    }

    /// The values that occur, with their names, in order.
    pub fn named(self) -> tantivy::Result<Named> {
        let mut named = Named {
            names: Vec::new(),
            ends: Vec::new(),
            tallies: Vec::new(),
            written: Vec::new(),
            spellings: self.spellings,
        };
        let Some(column) = &self.column else {
            return Ok(named);
        };
        let mut ordinals = Vec::new();
        for (ordinal, (at, tally)) in (0..).zip(self.tallies.iter().enumerate()) {
            if tally.articles > 0 {
                ordinals.push(ordinal);
                named.tallies.push(*tally);
                named
                    .written
                    .push(self.written.get(at).copied().unwrap_or(0));
            }
        }
        let (names, ends) = (&mut named.names, &mut named.ends);
        column
            .dictionary()
            .sorted_ords_to_term_cb(&ordinals, |name| {
                names.extend_from_slice(name);
                ends.push(names.len());
            })?;
        Ok(named)
    }
}

/// The values of a segment by name, in order.
pub(super) struct Named {
    names: Vec<u8>,
    ends: Vec<usize>,
    tallies: Vec<Tally>,
    written: Vec<u32>,
    spellings: Option<StrColumn>,
}

impl Named {
    fn name(&self, at: usize) -> Option<&[u8]> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        self.names.get(start.copied().unwrap_or(0)..end)
    }

    /// The place of the value of that name.
    fn find(&self, name: &[u8]) -> Option<usize> {
        let mut low = 0;
        let mut high = self.ends.len();
        while low < high {
            let middle = low.midpoint(high);
            match self.name(middle)?.cmp(name) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(middle),
            }
        }
        None
    }
}

/// A value of all segments.
#[derive(Debug, Clone, Copy)]
pub(super) struct Merged<'n> {
    pub name: &'n [u8],
    pub tally: Tally,
}

/// The values of all segments, in the order of their names.
pub(super) fn merged(segments: &[Named]) -> Vec<Merged<'_>> {
    let mut at = vec![0; segments.len()];
    let mut all = Vec::new();
    loop {
        let here = segments.iter().zip(&at);
        let Some(name) = here.filter_map(|(named, at)| named.name(*at)).min() else {
            return all;
        };
        let mut tally = Tally::default();
        for (named, at) in segments.iter().zip(&mut at) {
            if named.name(*at) == Some(name) {
                tally = tally.and(named.tallies.get(*at).copied().unwrap_or_default());
                *at += 1;
            }
        }
        all.push(Merged { name, tally });
    }
}

/// The `most` most frequent values, equally frequent ones in the order of their names.
pub(super) fn most_frequent<'n>(values: &[Merged<'n>], most: usize) -> Vec<Merged<'n>> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    let by_frequency = |a: &usize, b: &usize| {
        values[*a]
            .tally
            .by_frequency(&values[*b].tally)
            .then(a.cmp(b))
    };
    if order.len() > most {
        order.select_nth_unstable_by(most, by_frequency);
        order.truncate(most);
    }
    order.sort_unstable_by(by_frequency);
    order.into_iter().map(|at| values[at]).collect()
}

/// How a value is written: the last of its spellings in the order of the alphabet, which puts small
/// letters behind capitals; the name itself where values are no groups.
pub(super) fn written(segments: &[Named], name: &[u8]) -> tantivy::Result<String> {
    let mut last: Option<String> = None;
    for named in segments {
        let spelling = named
            .find(name)
            .and_then(|at| named.written.get(at))
            .copied();
        if let (Some(spellings), Some(spelling)) = (&named.spellings, spelling)
            && let Some(ordinal) = spelling.checked_sub(1)
        {
            let mut text = String::new();
            spellings.ord_to_str(u64::from(ordinal), &mut text)?;
            last = last.max(Some(text));
        }
    }
    Ok(last.unwrap_or_else(|| String::from_utf8_lossy(name).into_owned()))
}

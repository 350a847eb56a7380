//! Histograms of figures.
//!
//! Invariant: every number lies in one bin; edges are round numbers (1, 2 or 5 times a power of ten,
//! and multiples of such), the first and the last bin are open where numbers lie far outside.

use crate::facts::Kind;

/// How many figures lie in a range.
#[derive(Debug, Clone, PartialEq)]
pub struct Bin {
    /// The least number; none: from below.
    pub from: Option<f64>,
    /// The number before which it ends; none: without an end.
    pub to: Option<f64>,
    /// In how many articles.
    pub articles: u64,
    /// How many facts.
    pub facts: u64,
}

/// The numbers of facts that can be compared: of one dimension, or of one counted noun, of one
/// denominator where they are rates, and of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Histogram {
    /// The unit of all numbers here; none for bare numbers. The one that most of the facts have.
    pub unit: Option<String>,
    /// The denominator of rates: "ha" in "6,5 tấn/ha".
    pub per: Option<String>,
    /// The kind of the facts.
    pub kind: Kind,
    /// In how many articles.
    pub articles: u64,
    /// How many facts.
    pub facts: u64,
    /// The least number.
    pub min: f64,
    /// The greatest number.
    pub max: f64,
    /// The bins, in order, without those at the ends in which nothing lies.
    pub bins: Vec<Bin>,
}

/// Between this and the 19 twentieths above it bins are told apart; what lies outside is put together.
const TAIL: usize = 20;

/// From this quotient of the upper and the lower number on, bins grow with the numbers.
const WIDE: f64 = 100.0;

/// The most decades and the least that are looked at: those of `f64`.
const DECADES: std::ops::RangeInclusive<i32> = -300..=300;

impl Histogram {
    /// The histogram of `numbers`, each with the number of its article, in about `most` bins. They are in
    /// that unit, and of rates for that denominator.
    #[must_use]
    pub fn new(
        (unit, per): (Option<String>, Option<String>),
        kind: Kind,
        mut numbers: Vec<(f64, u32)>,
        most: usize,
    ) -> Self {
        numbers.sort_unstable_by_key(|number| number.1);
        let articles = numbers.chunk_by(|a, b| a.1 == b.1).count() as u64;
        numbers.sort_by(|a, b| a.0.total_cmp(&b.0));
        let edges = edges(&numbers, most);
        let mut bins = Vec::new();
        let mut rest = numbers.as_slice();
        for (at, edge) in edges
            .iter()
            .map(|edge| Some(*edge))
            .chain([None])
            .enumerate()
        {
            let inside = edge.map_or(rest.len(), |edge| rest.partition_point(|n| n.0 < edge));
            let (here, behind) = rest.split_at(inside);
            let mut of: Vec<u32> = here.iter().map(|n| n.1).collect();
            of.sort_unstable();
            of.dedup();
            bins.push(Bin {
                from: at
                    .checked_sub(1)
                    .and_then(|before| edges.get(before))
                    .copied(),
                to: edge,
                articles: of.len() as u64,
                facts: here.len() as u64,
            });
            rest = behind;
        }
        let filled = |bin: &Bin| bin.facts > 0;
        let first = bins.iter().position(filled).unwrap_or(0);
        let last = bins.iter().rposition(filled).map_or(0, |last| last + 1);
        Self {
            unit,
            per,
            kind,
            articles,
            facts: numbers.len() as u64,
            min: numbers.first().map_or(0.0, |n| n.0),
            max: numbers.last().map_or(0.0, |n| n.0),
            bins: bins.get(first..last).unwrap_or_default().to_vec(),
        }
    }
}

/// Where bins begin and end, in order, for numbers in order: round numbers around most of them.
fn edges(numbers: &[(f64, u32)], most: usize) -> Vec<f64> {
    let at = |i: usize| numbers.get(i).map(|n| n.0);
    let (Some(least), Some(greatest)) = (at(0), at(numbers.len().saturating_sub(1))) else {
        return Vec::new();
    };
    let most = most.max(1);
    let tail = numbers.len() / TAIL;
    let mut low = at(tail).unwrap_or(least);
    let mut high = at(numbers.len() - 1 - tail).unwrap_or(greatest);
    if low == high {
        (low, high) = (least, greatest);
    }
    if low == high {
        let power = if low == 0.0 { 0 } else { floor_log(low.abs()) };
        return linear(low, high, (1, power)).unwrap_or_else(|| vec![low]);
    }
    if low > 0.0 && high / low >= WIDE {
        return growing(low, high, most);
    }
    for power in floor_log((high - low) / most as f64).saturating_sub(1)..=*DECADES.end() {
        for round in [1, 2, 5] {
            let edges = linear(low, high, (round, power));
            if let Some(edges) = edges.filter(|edges| edges.len() <= most + 1) {
                return edges;
            }
        }
    }
    vec![low, high]
}

/// Edges that are a round number apart, given as a digit and a power of ten; none where they would be
/// too many.
fn linear(low: f64, high: f64, step: (i32, i32)) -> Option<Vec<f64>> {
    /// More edges than anyone asks for.
    const MANY: f64 = 100_000.0;
    let size = times(f64::from(step.0), step.1);
    let edge = |i: f64| times(i * f64::from(step.0), step.1);
    let (mut from, mut to) = ((low / size).floor(), (high / size).floor() + 1.0);
    if to - from > MANY {
        return None;
    }
    // 0.3 is less than six times 0.05.
    from -= f64::from(u8::from(edge(from) > low));
    to += f64::from(u8::from(edge(to) <= high));
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 100,000"
    )]
    let count = (to - from) as u32;
    Some((0..=count).map(|i| edge(from + f64::from(i))).collect())
}

/// Edges that grow: 1, 2, 5, 10 …, or only some powers of ten where that would be too many.
fn growing(low: f64, high: f64, most: usize) -> Vec<f64> {
    let first = floor_log(low);
    let last = floor_log(high) + 1;
    let mut all: Vec<f64> = (first..=last)
        .flat_map(|power| [1.0, 2.0, 5.0].map(|round| times(round, power)))
        .collect();
    let from = all.partition_point(|edge| *edge <= low).saturating_sub(1);
    let to = all.partition_point(|edge| *edge <= high) + 1;
    all.truncate(to);
    all.drain(..from);
    if all.len() <= most + 1 {
        return all;
    }
    let decades = i32::try_from((last - first).unsigned_abs() as usize / most + 1).unwrap_or(1);
    let mut powers: Vec<f64> = Vec::new();
    let mut power = first;
    loop {
        powers.push(times(1.0, power));
        if power >= last {
            return powers;
        }
        power += decades;
    }
}

/// The power of ten that is the number or the next below it.
fn floor_log(number: f64) -> i32 {
    #[allow(clippy::cast_possible_truncation, reason = "it saturates")]
    let power = (number.log10().floor() as i32).clamp(*DECADES.start(), *DECADES.end());
    // The logarithm of 1000 may be a bit less than 3.
    power + i32::from(times(1.0, power + 1) <= number)
}

/// `number` times a power of ten, as exact as the number that one types: 3 × 0.1 is 0.3.
fn times(number: f64, power: i32) -> f64 {
    if power < 0 {
        number / 10f64.powi(-power)
    } else {
        number * 10f64.powi(power)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(numbers: &[f64], most: usize) -> Histogram {
        let numbers = (0..).zip(numbers).map(|(i, n)| (*n, i)).collect();
        Histogram::new((None, None), Kind::Level, numbers, most)
    }

    #[track_caller]
    fn check(numbers: &[f64], most: usize, expected: &[(Option<f64>, Option<f64>, u64)]) {
        let bins = of(numbers, most).bins;
        let bins: Vec<_> = bins.iter().map(|b| (b.from, b.to, b.facts)).collect();
        assert_eq!(bins, expected);
    }

    #[test]
    fn bins_are_round() {
        check(
            &[61.0, 74.4, 80.5, 81.6, 86.2, 92.0],
            4,
            &[
                (Some(60.0), Some(70.0), 1),
                (Some(70.0), Some(80.0), 1),
                (Some(80.0), Some(90.0), 3),
                (Some(90.0), Some(100.0), 1),
            ],
        );
        check(
            &[0.1, 0.2, 0.3],
            5,
            &[
                (Some(0.1), Some(0.15), 1),
                (Some(0.15), Some(0.2), 0),
                (Some(0.2), Some(0.25), 1),
                (Some(0.25), Some(0.3), 0),
                (Some(0.3), Some(0.35), 1),
            ],
        );
        check(
            &[-3.0, 4.0],
            2,
            &[(Some(-5.0), Some(0.0), 1), (Some(0.0), Some(5.0), 1)],
        );
    }

    #[test]
    fn bins_grow_where_numbers_do() {
        check(
            &[3e6, 4e6, 6e7, 9e8],
            10,
            &[
                (Some(2e6), Some(5e6), 2),
                (Some(5e6), Some(1e7), 0),
                (Some(1e7), Some(2e7), 0),
                (Some(2e7), Some(5e7), 0),
                (Some(5e7), Some(1e8), 1),
                (Some(1e8), Some(2e8), 0),
                (Some(2e8), Some(5e8), 0),
                (Some(5e8), Some(1e9), 1),
            ],
        );
        check(
            &[3e6, 4e6, 6e7, 9e8],
            4,
            &[
                (Some(1e6), Some(1e7), 2),
                (Some(1e7), Some(1e8), 1),
                (Some(1e8), Some(1e9), 1),
            ],
        );
    }

    #[test]
    fn what_lies_far_outside_is_put_together() {
        let mut numbers: Vec<f64> = (0..40).map(|i| 50.0 + f64::from(i)).collect();
        numbers.push(1_000_000.0);
        let bins = of(&numbers, 5).bins;
        let last = bins.last().map(|b| (b.from, b.to, b.facts));
        assert_eq!(last, Some((Some(90.0), None, 1)));
    }

    #[test]
    fn equal_numbers_are_one_bin() {
        check(&[80.0, 80.0], 10, &[(Some(80.0), Some(90.0), 2)]);
        check(&[0.0], 10, &[(Some(0.0), Some(1.0), 1)]);
        check(&[], 10, &[]);
    }

    #[test]
    fn an_article_counts_once() {
        let numbers = vec![(1.0, 7), (1.5, 7), (1.2, 8)];
        let histogram = Histogram::new((None, None), Kind::Level, numbers, 1);
        assert_eq!((histogram.articles, histogram.facts), (2, 3));
        let bins = histogram.bins.iter().map(|b| (b.articles, b.facts));
        assert_eq!(bins.collect::<Vec<_>>(), [(2, 3)]);
    }

    proptest! {
        #[test]
        fn every_number_lies_in_its_bin(
            numbers in proptest::collection::vec(
                prop_oneof![
                    -1e3..1e3f64,
                    Just(0.0),
                    Just(f64::MIN_POSITIVE),
                    Just(f64::MAX),
                    any::<f64>().prop_filter("finite", |n| n.is_finite()),
                ],
                1..60,
            ),
            most in 1..30usize,
        ) {
            let histogram = of(&numbers, most);
            let bins = &histogram.bins;
            let sum: u64 = bins.iter().map(|b| b.facts).sum();
            prop_assert_eq!(sum, numbers.len() as u64);
            prop_assert!(bins.len() <= most + 3, "{bins:?}");
            for pair in bins.windows(2) {
                prop_assert_eq!(pair[0].to, pair[1].from);
            }
            for bin in bins {
                let inside = numbers.iter().filter(|n| {
                    bin.from.is_none_or(|from| from <= **n) && bin.to.is_none_or(|to| **n < to)
                });
                prop_assert_eq!(inside.count() as u64, bin.facts);
            }
        }
    }
}

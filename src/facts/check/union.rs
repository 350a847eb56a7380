//! A whole that is named by its parts: "14/15 chỉ tiêu đạt và vượt, trong đó 6 chỉ tiêu đạt và 9 chỉ
//! tiêu vượt".
//!
//! Invariant: the words behind the whole join what stands behind each part with "và", in order, so
//! that nothing is missing and no thing is in two of them. Known gap: parts in another order.

use super::counts::counts_same;
use super::figure::Figure;
use super::interval::Interval;
use super::joint::{Bond, Sign};
use super::message;
use super::page::Page;
use super::{Contradiction, ContradictionKind};
use crate::facts::unit::COUNT;

/// The most tokens behind a figure that tell which of the things are meant.
const NEAR: usize = 12;

/// "37 người chết và mất tích, trong đó 15 người chết, 13 người mất tích".
pub fn united(page: &Page<'_>) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for whole in page.figures().filter(|f| f.dimension == COUNT) {
        let sides = told(page, whole);
        let sides: Vec<&[String]> = sides.split(|word| word == "và").collect();
        let Some(parts) = parts(page, whole, &sides) else {
            continue;
        };
        let ways = match whole.fraction {
            Some(fraction) => vec![fraction.part],
            None => whole.ways.clone(),
        };
        let zero = Interval::exactly(0.0);
        let sum = parts.iter().fold(zero, |sum, part| {
            sum.and_then(|sum| sum.plus(*part.ways.first()?))
        });
        if sum.is_some_and(|sum| ways.iter().all(|way| !way.meets(sum))) {
            let said = message::sum(&parts, whole);
            let figures: Vec<&Figure<'_>> = [whole].into_iter().chain(parts).collect();
            found.push(page.report(ContradictionKind::Sum, &figures, said));
        }
    }
    found
}

/// The figures behind the whole, one for each side, each with words that begin its side.
fn parts<'p, 'a>(
    page: &'p Page<'a>,
    whole: &Figure<'a>,
    sides: &[&[String]],
) -> Option<Vec<&'p Figure<'a>>> {
    if sides.len() < 2 || sides.iter().any(|side| side.is_empty()) {
        return None;
    }
    let (joint, first) = page.next(whole)?;
    let leads = joint.has(&[Bond::Among, Bond::All]) || joint.has_sign(Sign::Open);
    let mut parts = vec![first];
    while parts.len() < sides.len() {
        let (_, next) = page.next(parts.last()?)?;
        parts.push(next);
    }
    let fits = parts.iter().zip(sides).all(|(part, side)| {
        let words = told(page, part);
        let own = words.split(|word| word == "và").next().unwrap_or_default();
        part.is_amount() && counts_same(part, whole) && !own.is_empty() && side.starts_with(own)
    });
    (leads && fits).then_some(parts)
}

/// The words right behind a figure, up to a sign or a number, in lower case.
fn told(page: &Page<'_>, figure: &Figure<'_>) -> Vec<String> {
    let words = page.words();
    let from = figure.tokens.end;
    (from..from + NEAR)
        .take_while(|i| words.joined(*i) && !words.is_number(*i))
        .map(|i| words.word(i).to_lowercase())
        .collect()
}

//! What a figure measures, in the words of the text.
//!
//! The subject of a figure stands on its left: the noun phrase before the verb that carries it.
//! A known head ("doanh thu", "tỷ lệ") marks where the phrase begins; without one the words of the
//! clause do. A counted noun, and the stuff behind an amount ("100 tấn gạo"), name themselves; an
//! amount that a verb spends or gives is named by the verb ("hỗ trợ … cho hộ nghèo").
//! Invariant: the parts of a name are runs of tokens of the sentence without figures or times.
//! Known gap: a verb that no table knows is taken for a part of the phrase.

use super::clause::{
    Left, bracket, breaks, clause, is_link, list_start, named, phrase, stretch, whole_phrase,
};
use super::cue::Roles;
use super::fact::Comparator;
use super::lexicon::Words;
use super::object;
use super::piece::{Piece, Sign};
use super::place;
use super::quantity::{Measure, Quantity};
use std::ops::Range;

/// The words that name what a figure measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The runs of tokens that make up the name, in order.
    pub parts: Vec<Range<usize>>,
    /// What its first word is as a cue.
    pub head: Roles,
}

impl Name {
    /// The name of one part, with what its first word does.
    #[must_use]
    pub fn of(pieces: &[Piece], part: Range<usize>) -> Self {
        let head = pieces
            .iter()
            .find(|p| p.tokens.start == part.start)
            .map_or(Roles::default(), Piece::roles);
        Self {
            parts: vec![part],
            head,
        }
    }
}

/// Words that open a noun phrase without naming anything.
const DETERMINERS: &[&str] = &[
    "các", "một", "mỗi", "những", "nhiều", "mọi", "từng", "cả", "có", "chỉ", "là", "còn",
];

/// Words that point at what was named before.
const POINTERS: &[&str] = &[
    "này", "đây", "đó", "họ", "nó", "mình", "tôi", "ông", "bà", "anh", "chị", "ấy", "kia", "nay",
    "đấy", "khoản", "nếu", "và",
];

/// Titles before the name of a person.
const TITLES: &[&str] = &["ông", "bà", "anh", "chị", "cô", "chú", "bác", "em", "cụ"];

/// Words of times: they say when, never what.
const TIMES: &[&str] = &[
    "năm", "tháng", "quý", "tuần", "ngày", "kỳ", "đầu", "cuối", "giữa", "nay", "qua",
];

/// Counted words that say nothing of what is counted.
const CLASSIFIERS: &[&str] = &[
    "lượt", "em", "chiếc", "cái", "con", "suất", "căn", "vé", "bộ",
];

/// What tells something of a subject: after it a clause may be complete.
const PREDICATE: Roles = Roles::REACH
    .or(Roles::RISE)
    .or(Roles::FALL)
    .or(Roles::RISE_TO)
    .or(Roles::FALL_TO)
    .or(Roles::SHARE)
    .or(Roles::EQUAL)
    .or(Roles::HAVE);

/// Names the figure `pieces[figure]`, looking left not past the piece `floor`.
#[must_use]
pub fn name(
    words: &Words<'_>,
    pieces: &[Piece],
    figure: usize,
    floor: usize,
    quantity: &Quantity,
) -> Option<Name> {
    let mut name = untrimmed(words, pieces, figure, floor, quantity)?;
    let alone = name.parts.len() == 1;
    let part = name.parts.first_mut()?;
    // The counted noun is a name, whatever its first syllable may mean: "chỉ tiêu".
    let said = name.head.any(Roles::HEAD | Roles::ACT) || quantity.tokens.contains(&part.start);
    while !said && part.len() > 1 && words.is_any(part.start, DETERMINERS) {
        part.start += 1;
    }
    let timely = !name.head.any(Roles::HEAD)
        && !quantity.tokens.contains(&part.start)
        && part.clone().all(|token| words.is_any(token, TIMES));
    if timely && alone {
        return None;
    }
    let points = !said
        && (part.len() == 1 && words.is_any(part.start, POINTERS)
            || part.len() == 1 && words.is_any(part.start, DETERMINERS));
    (!points || name.parts.len() > 1).then_some(name)
}

/// Whether a name is that of places or of a person alone, or points at what was measured before
/// ("tỷ lệ này", "tiếp theo"): the metric is the one said before.
#[must_use]
pub fn repeats(words: &Words<'_>, name: &Name) -> bool {
    let [part] = name.parts.as_slice() else {
        return false;
    };
    if part.is_empty() {
        return false;
    }
    if name.head.any(Roles::HEAD) {
        let last = part.end - 1;
        return part.len() <= 3 && words.is_any(last, &["này", "đó", "trên"]);
    }
    let next = part
        .clone()
        .all(|i| words.is_any(i, &["tiếp", "theo", "kế", "đến", "lần", "lượt"]));
    let titled = part.len() > 1
        && words.is_any(part.start, TITLES)
        && (part.start + 1..part.end).all(|i| words.is_capital(i));
    let mut end = part.start;
    for place in place::places(words, part.clone()) {
        let joined = (end..place.tokens.start).all(|i| words.is(i, "và"));
        if joined {
            end = place.tokens.end;
        }
    }
    next || titled || end == part.end
}

/// As [`name`], with the words that only open or point.
fn untrimmed(
    words: &Words<'_>,
    pieces: &[Piece],
    figure: usize,
    floor: usize,
    quantity: &Quantity,
) -> Option<Name> {
    let mut end = figure;
    // "cao 20 m": the adjective names the length, elsewhere it only says how ("tăng cao").
    let length = super::unit::dimension(match quantity.measure {
        Measure::Unit(unit) => Some(unit),
        _ => None,
    })
    .0;
    let sized = end > floor
        && !breaks(pieces, end)
        && pieces[end - 1].does(Roles::MEASURE)
        && matches!(length, "m" | "m2" | "m3" | "kg");
    while end > floor
        && !sized
        && !breaks(pieces, end)
        && (is_link(&pieces[end - 1]) || (end == figure && pieces[end - 1].does(Roles::FROM)))
    {
        end -= 1;
    }
    // "đạt trị giá 1,5 tỷ USD": the verb stands before the adjective.
    if end > floor + 1
        && pieces[end - 1].does(Roles::MEASURE)
        && pieces[end - 2].does(Roles::REACH)
        && !breaks(pieces, end)
        && !breaks(pieces, end - 1)
    {
        end -= 2;
    }
    let linked = end < figure;
    if linked {
        end = before_owner(words, pieces, end, floor);
    }
    // "Hòa Phát (HPG) tăng": what stands in brackets is passed over.
    if let Some(open) = bracket(pieces, end).filter(|open| linked && *open > floor) {
        end = open;
    }
    let bracketed = pieces.get(end).is_some_and(|p| p.before == Sign::Open);
    let closed = (breaks(pieces, end) && !(bracketed && linked && end < figure))
        || (end > floor && pieces[end - 1].does(Roles::AND));
    let mut left = if closed {
        Left { first: end, end }
    } else {
        clause(pieces, end, floor)
    };
    if pieces
        .get(left.first)
        .is_some_and(|p| p.does(Roles::VERSUS))
    {
        return None;
    }
    let bounded = matches!(quantity.cmp, Comparator::AtMost | Comparator::AtLeast);
    let reached =
        bounded || (end..figure).any(|i| pieces[i].does(Roles::REACH | Roles::PLAN | Roles::FROM));
    if let Some(wider) = around_count(words, pieces, left, floor, reached) {
        left = wider;
    }
    let counted = matches!(quantity.measure, Measure::Counted(_));
    let mut subject = subject(pieces, left, linked || bounded);
    if subject.is_none() && linked && !left.is_empty() {
        // "trợ cấp đối với vợ hoặc chồng là 1,3 triệu đồng": a conjunction inside the subject.
        let mut wider = left;
        while wider.first > floor
            && !breaks(pieces, wider.first)
            && pieces[wider.first - 1].does(Roles::AND)
            && !pieces[wider.first - 1].is_quantity()
        {
            wider = Left {
                first: clause(pieces, wider.first - 1, floor).first,
                end: left.end,
            };
        }
        if wider != left {
            subject = self::subject(pieces, wider, true);
        }
        // "chi cho công tác phòng, chống dịch là 2 tỷ đồng": before a comma inside the subject
        // nothing is told yet.
        if subject.is_none() && pieces[left.first].before == Sign::Comma {
            let before = stretch(pieces, left.first, floor);
            let told = pieces[before.first..before.end]
                .iter()
                .any(|p| p.does(PREDICATE) && !named(p));
            // Right behind a figure its own words go on.
            if !told && (floor == 0 || before.first > floor) {
                subject = self::subject(pieces, before, true);
            }
        }
        // "phần quỹ mà chủ đầu tư bàn giao chỉ khoảng 2,4 tỷ đồng"
        let relative = left.first > floor && pieces[left.first - 1].does(Roles::RELATIVE);
        if relative && !breaks(pieces, left.first) && !breaks(pieces, left.first - 1) {
            left = clause(pieces, left.first - 1, floor);
            subject = self::subject(pieces, left, true);
        }
    }
    if counted {
        let object = object::object(words, pieces, figure, quantity);
        let whole = subject.filter(|s| reaches(pieces, s, left, reached));
        // "khách quốc tế đạt 1,6 triệu lượt": the classifier names nothing.
        let bare = object.as_ref().is_some_and(|o| {
            o.parts.iter().map(Range::len).sum::<usize>() == 1
                && o.parts
                    .first()
                    .is_some_and(|part| words.is_any(part.start, CLASSIFIERS))
        });
        let told = || unknown(pieces, left, linked, floor).filter(|_| bare && reached);
        return whole.or_else(told).or(object);
    }
    if let Some(mut subject) = subject {
        // "gói 120.000 tỷ đồng phát triển nhà ở": the noun alone says too little.
        let short = subject.parts.iter().map(Range::len).sum::<usize>() == 1;
        // "tăng trưởng doanh thu đạt 20%": the growth is measured.
        let start = subject.parts.first().map_or(0, |p| p.start);
        if linked
            && let Some(growth) = pieces[left.first..left.end]
                .iter()
                .find(|p| p.tokens.end == start && p.does(Roles::GROWTH))
        {
            subject.parts.insert(0, growth.tokens.clone());
            subject.head = growth.roles();
        }
        let behind = pieces.get(figure + 1..).unwrap_or_default();
        let tells = behind.first().is_some_and(|p| {
            p.before == Sign::None
                && !is_link(p)
                && !words.is_any(p.tokens.start, &["mỗi", "một", "này", "đó", "trên"])
                && !p.does(Roles::PREP | Roles::CLAUSE | Roles::OF)
        });
        if short && !linked && tells {
            let told = phrase(behind);
            subject.parts.push(told.start..told.end.min(told.start + 5));
        }
        return Some(subject);
    }
    let object = object::object(words, pieces, figure, quantity);
    if left.is_empty() {
        let own = object.filter(|_| !linked);
        let stuff = own
            .clone()
            .filter(|_| !object::whole_follows(pieces, figure));
        let before = || beyond(pieces, end, floor);
        let found = match pieces.get(end).map(|p| p.before) {
            Some(Sign::Open) => before().or(stuff),
            _ => stuff.or_else(before),
        };
        return found.or_else(|| predicate(words, pieces, figure)).or(own);
    }
    let percent = matches!(quantity.measure, Measure::Unit("%"));
    let money = matches!(quantity.measure, Measure::Unit("VND" | "USD" | "EUR"));
    if !linked {
        if let Some(stuff) = &object
            && match money {
                // "ghi nhận 187 tỷ đồng lợi nhuận", but "trả 5 triệu đồng tháng này"
                true => stuff.head.any(Roles::HEAD),
                false => !object::whole_follows(pieces, figure),
            }
        {
            return Some(stuff.clone());
        }
        if let Some(act) = act(pieces, left, figure) {
            return Some(act);
        }
        if percent && object.is_some() && !object::whole_follows(pieces, figure) {
            return object;
        }
    }
    let object = object.filter(|_| !linked && percent);
    unknown(pieces, left, linked, floor)
        .or_else(|| {
            (floor == 0)
                .then(|| beyond(pieces, left.first, floor))
                .flatten()
        })
        .or(object)
}

/// Where the words end that name something, before names of places that only go on with a list
/// ("giá cà phê tại Lâm Đồng, *Đắk Nông*") and before the owner behind brackets ("tổng sản phẩm
/// (GRDP) *của thành phố*").
fn before_owner(words: &Words<'_>, pieces: &[Piece], end: usize, floor: usize) -> usize {
    let begin = |end: usize| {
        (floor..end)
            .rev()
            .find(|at| breaks(pieces, *at))
            .filter(|at| !pieces[*at..end].iter().any(Piece::is_quantity))
    };
    let mut named = end;
    while let Some(at) = begin(named).filter(|at| {
        *at > floor
            && pieces[*at].before == Sign::Comma
            && pieces[*at..named]
                .iter()
                .all(|p| p.tokens.clone().all(|token| words.is_capital(token)))
    }) {
        named = at;
    }
    // A list of names belongs to a phrase that goes on before it; names alone are the subject.
    // "Cư M'gar" ends with a part that has no capital.
    let name =
        |p: &Piece| words.is_capital(p.tokens.start) || words.gap(p.tokens.start).contains('\'');
    let listed = named < end && pieces[floor..named].last().is_some_and(name);
    let lowered = begin(named).is_some_and(|at| {
        pieces[at..named]
            .iter()
            .any(|p| p.does(Roles::PREP | Roles::OF))
    });
    if listed && lowered {
        return named;
    }
    match begin(end) {
        Some(at) if at > floor && pieces[at].does(Roles::OF) => bracket(pieces, at)
            .filter(|open| *open > floor)
            .unwrap_or(end),
        _ => end,
    }
}

/// "giá khởi điểm của 216 lô đất này là 85 tỷ đồng": the count stands in the subject.
fn around_count(
    words: &Words<'_>,
    pieces: &[Piece],
    left: Left,
    floor: usize,
    reached: bool,
) -> Option<Left> {
    let count = floor.checked_sub(1)?;
    let rest = pieces.get(left.first..left.end)?;
    let pointing = rest
        .iter()
        .all(|p| words.is_any(p.tokens.start, &["này", "đó", "trên", "nói", "kia"]));
    let next = left.first == floor && !breaks(pieces, floor);
    if !reached || !pointing || !next {
        return None;
    }
    Some(clause(pieces, count, 0)).filter(|wider| !wider.is_empty() && !breaks(pieces, count))
}

/// Whether the subject reaches up to the figure, so that it and not the counted noun is measured.
fn reaches(pieces: &[Piece], subject: &Name, left: Left, reached: bool) -> bool {
    let end = subject.parts.last().map_or(0, |p| p.end);
    let rest = pieces[left.first..left.end]
        .iter()
        .filter(|p| p.tokens.start >= end)
        .all(|p| p.does(Roles::PREP | Roles::OF) || !p.does(Roles::VERB | Roles::ACT));
    let length: usize = subject.parts.iter().map(Range::len).sum();
    let direct = subject.head.any(Roles::OPEN)
        && length <= 3
        && pieces
            .get(left.end.saturating_sub(1))
            .is_some_and(|p| p.tokens.end == end);
    rest && (reached || direct)
}

/// The noun phrase with a known head in `left`.
fn subject(pieces: &[Piece], left: Left, linked: bool) -> Option<Name> {
    let region = pieces.get(left.first..left.end)?;
    // The object of the last verb, where a head stands in it; else the first head.
    let heads = |from: usize| {
        region[from..]
            .iter()
            .position(|p| named(p) && p.does(Roles::HEAD))
            .map(|head| from + head)
            // "lô hàng trị giá 5 tỷ đồng": the adjective of what stands before it.
            .filter(|head| linked || head + 1 < region.len() || !region[*head].does(Roles::MEASURE))
    };
    let first = heads(0)?;
    let open = region[first].does(Roles::OPEN | Roles::RATE);
    // "trừ chi phí còn lãi 50 triệu đồng": the object of the verb that carries the figure.
    let carries = |p: &Piece| !linked && p.does(Roles::REACH);
    let verb = region
        .iter()
        .rposition(|p| {
            (p.does(Roles::VERB | Roles::ACT | Roles::RISE | Roles::FALL) || carries(p))
                && !named(p)
        })
        .filter(|verb| !(open && linked && *verb > first));
    let head = verb.and_then(heads).unwrap_or(first);
    let mut part = whole_phrase(&region[head..]).unwrap_or_else(|| phrase(&region[head..]));
    // "tiền chậm nộp tăng", "vốn đăng ký đạt": a verb right before the link belongs to the noun.
    let rest: Vec<&Piece> = region
        .iter()
        .filter(|p| p.tokens.start >= part.end)
        .collect();
    let told = |p: &&Piece| p.does(Roles::VERB | Roles::ACT) && !p.does(Roles::PREP);
    if linked && rest.len() == 1 && rest.iter().all(told) {
        part.end = rest[0].tokens.end;
    }
    Some(Name::of(pieces, part))
}

/// The verb that spends or gives an amount, with what it spends it on.
fn act(pieces: &[Piece], left: Left, figure: usize) -> Option<Name> {
    let region = pieces.get(left.first..left.end)?;
    let verb = region.iter().rposition(|p| p.does(Roles::ACT))?;
    let mut end = region[verb].tokens.end;
    for piece in &region[verb + 1..] {
        if piece.does(Roles::PREP | Roles::OF | Roles::VERB) || is_link(piece) {
            break;
        }
        end = piece.tokens.end;
    }
    let start = region[verb].tokens.start;
    let mut name = Name::of(pieces, start..end);
    // "hỗ trợ 5 triệu đồng cho hộ nghèo"
    if let Some(prep) = pieces.get(figure + 1)
        && prep.before == Sign::None
        && prep.does(Roles::PREP)
        && prep.does(Roles::TO)
    {
        let part = phrase(pieces.get(figure + 2..).unwrap_or_default());
        if !part.is_empty() {
            name.parts.push(part.start..part.end.min(part.start + 7));
        }
    }
    Some(name)
}

/// The words of `left` as a noun phrase, where no head is known.
fn unknown(pieces: &[Piece], left: Left, linked: bool, floor: usize) -> Option<Name> {
    let region = pieces.get(left.first..left.end)?;
    let skipped = Roles::PREP | Roles::VERB | Roles::OF | Roles::AND | Roles::CLAUSE;
    let skips = |p: &Piece| is_link(p) || (p.does(skipped) && !named(p));
    let skip = region.iter().take_while(|p| skips(p)).count();
    // "nhưng tại các huyện vùng cao vẫn trên 30%": where it is so, not what.
    if linked && region.first().is_some_and(|p| p.does(Roles::AT)) {
        return None;
    }
    let whole = &region[skip..];
    let measured = whole.last().is_some_and(|p| p.does(Roles::MEASURE));
    let verb = whole.iter().rposition(|p| {
        p.does(Roles::VERB | Roles::PREP | Roles::ESTIMATE | Roles::PLAN) && !named(p)
    });
    let object = match verb {
        Some(verb) if !linked => &whole[verb + 1..],
        _ => whole,
    };
    if measured && !linked {
        // "một con đường trong làng dài 500 mét": the adjective belongs to the name.
        let verb = whole
            .iter()
            .rposition(|p| p.does(Roles::VERB | Roles::ESTIMATE | Roles::PLAN) && !named(p));
        let whole = &whole[verb.map_or(0, |verb| verb + 1)..];
        let (first, last) = (whole.first()?, whole.last()?);
        let start = first.tokens.start.max(last.tokens.end.saturating_sub(8));
        let mut name = Name::of(pieces, start..last.tokens.end);
        name.head = last.roles();
        return Some(name);
    }
    if linked && skip == 0 {
        let first = list_start(pieces, left.first, floor);
        if first < left.first {
            let end = phrase(whole).end;
            return Some(Name::of(pieces, pieces[first].tokens.start..end));
        }
    }
    let range = if object.is_empty() {
        phrase(whole)
    } else {
        phrase(object)
    };
    if range.is_empty() {
        return None;
    }
    let start = if linked || object.is_empty() {
        range.start
    } else {
        range.start.max(range.end.saturating_sub(5))
    };
    Some(Name::of(pieces, start..range.end))
}

/// What stands before the sign that closes the figure's own words: "diện tích (25 ha)",
/// "Giá: 75.000 đồng", "xuất khẩu phục hồi mạnh, đạt 8 tỷ USD".
fn beyond(pieces: &[Piece], end: usize, floor: usize) -> Option<Name> {
    let sign = pieces.get(end)?.before;
    if end == 0 || end <= floor || pieces[end - 1].is_quantity() {
        return None;
    }
    let left = clause(pieces, end, floor);
    // Words right behind the figure before belong to it.
    let tail = floor > 0 && stretch(pieces, end, floor).first == floor;
    if tail && sign != Sign::Open {
        return None;
    }
    let region = pieces.get(left.first..left.end)?;
    match sign {
        Sign::Open | Sign::Other => {
            // "so với năm 2017 (đạt 529 tỷ đồng)" says the same of another time.
            if region.iter().any(|p| p.does(Roles::VERSUS)) {
                return None;
            }
            // The last head, or the words behind the last verb.
            let head = region.iter().rposition(|p| named(p) && p.does(Roles::HEAD));
            match head {
                Some(head) => Some(Name::of(pieces, phrase(&region[head..]))),
                None => unknown(pieces, left, false, floor),
            }
        }
        _ => subject(pieces, left, true)
            .or_else(|| subject(pieces, stretch(pieces, end, floor), true))
            .or_else(|| {
                (floor == 0)
                    .then(|| unknown(pieces, stretch(pieces, end, floor), true, floor))
                    .flatten()
            }),
    }
}

/// The noun phrase behind "là": "130 USD là số tiền mỗi người chi".
fn predicate(words: &Words<'_>, pieces: &[Piece], figure: usize) -> Option<Name> {
    let verb = pieces.get(figure + 1)?;
    if verb.before != Sign::None || !words.is(verb.tokens.start, "là") {
        return None;
    }
    let part = phrase(pieces.get(figure + 2..)?);
    (!part.is_empty()).then(|| Name::of(pieces, part))
}

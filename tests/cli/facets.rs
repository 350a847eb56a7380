//! `facets`, and `search --facet`, `--filter`, `--sort` and `--all`, against a scan of what `extract`
//! says of every figure.
//!
//! Invariant: the scan has its own reading of places and its own arithmetic; of the program it takes
//! what `extract` and `show` say, and the table of places.

use crate::support::{Ran, Sandbox, corpus, project, rows};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A folder with the corpus in its index, and all figures of it.
fn indexed() -> (Sandbox, Vec<Value>) {
    let sandbox = Sandbox::new();
    let corpus = corpus();
    sandbox.run(&["index", corpus.to_str().unwrap()]).ended(0);
    let facts = sandbox.run(&["extract", "--json", corpus.to_str().unwrap()]);
    let mut facts = facts.ended(0).of_type("fact");
    for fact in &mut facts {
        // `extract` names documents by their path from here.
        let id = fact["doc"].as_str().unwrap();
        let id = id
            .strip_prefix(&format!("{}/", corpus.display()))
            .unwrap_or(id);
        fact["doc"] = id.into();
    }
    (sandbox, facts)
}

fn text<'a>(fact: &'a Value, name: &str) -> Option<&'a str> {
    fact[name].as_str()
}

/// Value, articles and facts.
type Counts = BTreeMap<String, (u64, u64)>;

/// How often each value occurs.
fn tally<'a>(
    facts: impl Iterator<Item = &'a Value>,
    values: impl Fn(&Value) -> Vec<String>,
) -> Counts {
    let mut all: BTreeMap<String, (BTreeSet<&str>, u64)> = BTreeMap::new();
    for fact in facts {
        for value in values(fact) {
            let (articles, facts) = all.entry(value).or_default();
            articles.insert(text(fact, "doc").unwrap());
            *facts += 1;
        }
    }
    let counts = all.into_iter();
    counts
        .map(|(value, (articles, facts))| (value, (articles.len() as u64, facts)))
        .collect()
}

fn counts(values: &Value) -> Counts {
    let values = values.as_array().unwrap().iter();
    values
        .map(|value| {
            let counts = (
                value["articles"].as_u64().unwrap(),
                value["facts"].as_u64().unwrap_or(0),
            );
            (value["value"].as_str().unwrap().to_owned(), counts)
        })
        .collect()
}

/// The facet of that field.
#[track_caller]
fn facet(ran: &Ran, field: &str) -> Value {
    let mut facets = ran.of_type("facet");
    facets.retain(|facet| facet["field"] == field);
    assert_eq!(facets.len(), 1, "{field} in {}", ran.stdout);
    facets.remove(0)
}

/// A row of the table of places: kind, until when, province, province or name of now.
type PlaceRow = (String, String, String, String);

/// The table of places, by name.
fn gazetteer() -> BTreeMap<String, Vec<PlaceRow>> {
    let table = std::fs::read_to_string(project().join("src/facts/tables/places.tsv")).unwrap();
    let table: Vec<&str> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    let mut places: BTreeMap<String, Vec<PlaceRow>> = BTreeMap::new();
    for row in rows(&table.join("\n")) {
        let cell = |at: usize| row[at].to_owned();
        places
            .entry(cell(0))
            .or_default()
            .push((cell(1), cell(3), cell(4), cell(5)));
    }
    places
}

/// Provinces and the like, and districts as "province/district".
fn lies(
    place: &str,
    gazetteer: &BTreeMap<String, Vec<PlaceRow>>,
) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut tops, mut districts) = (BTreeSet::new(), BTreeSet::new());
    for part in place.split(", ").flat_map(|part| part.split(" và ")) {
        let kinds = [
            "tỉnh",
            "huyện",
            "quận",
            "thị xã",
            "thành phố",
            "TP",
            "khu vực",
        ];
        let kind = kinds.into_iter().find(|kind| {
            part.to_lowercase()
                .starts_with(&format!("{} ", kind.to_lowercase()))
        });
        let name = part[kind.map_or(0, str::len)..].trim();
        let rows = gazetteer.get(name).map(Vec::as_slice).unwrap_or_default();
        let local = |row: &&PlaceRow| matches!(row.0.as_str(), "district" | "city");
        let small = matches!(kind, Some("huyện" | "quận" | "thị xã" | "thành phố" | "TP"));
        let district = rows.iter().find(local);
        let large = rows.iter().find(|row| !local(row));
        match (district, large) {
            (Some(district), _) if small || large.is_none() => {
                tops.insert(district.2.clone());
                districts.insert(format!("{}/{name}", district.2));
            }
            (_, Some(row)) if row.1 == "-" && row.3 != "-" => drop(tops.insert(row.3.clone())),
            (_, Some(_)) => drop(tops.insert(name.to_owned())),
            _ => {}
        }
    }
    if tops.is_empty() {
        tops.insert(place.to_owned());
    }
    (tops, districts)
}

/// The years in which a period lies.
fn years(fact: &Value) -> Vec<String> {
    let year = |day: &str| day[..4].parse::<i32>().unwrap();
    let Some(from) = fact["period"]["from"].as_str() else {
        return Vec::new();
    };
    let to = fact["period"]["to"].as_str().unwrap();
    let last = year(to) - i32::from(&to[4..] == "-01-01");
    match year(from) == last {
        true => vec![last.to_string()],
        false => vec![format!("{}..{last}", year(from))],
    }
}

/// Where the tone stands makes no other word.
fn one_spelling(metric: &str) -> String {
    metric.replace("thuỷ", "thủy")
}

/// The values of each field that a fact has.
fn values(fact: &Value, field: &str) -> Vec<String> {
    match field {
        "period" => years(fact),
        "metric" => text(fact, field).map(one_spelling).into_iter().collect(),
        _ => text(fact, field).map(str::to_owned).into_iter().collect(),
    }
}

#[test]
fn facets_are_those_of_a_scan() {
    let (sandbox, facts) = indexed();
    let arguments = ["metric:all", "unit:all", "kind", "place:all", "period:all"];
    let facets = arguments.iter().flat_map(|facet| ["--facet", facet]);
    let arguments: Vec<&str> = ["facets", "--json"].into_iter().chain(facets).collect();
    let ran = sandbox.run(&arguments).ended(0);
    for field in ["metric", "unit", "kind", "period"] {
        let expected = tally(facts.iter(), |fact| values(fact, field));
        let facet = facet(&ran, field);
        let found = counts(&facet["values"]).into_iter();
        let found: Counts = found.map(|(value, n)| (one_spelling(&value), n)).collect();
        assert_eq!(found, expected, "{field}");
        assert_eq!(facet["distinct"], expected.len());
        let any = facts.iter().filter(|fact| !values(fact, field).is_empty());
        let any: BTreeSet<_> = any.map(|fact| text(fact, "doc")).collect();
        assert_eq!(facet["articles"], any.len());
    }
    let summary = ran.of_type("summary").remove(0);
    assert_eq!(summary["facts"], facts.len());
}

#[test]
fn places_are_those_of_a_scan() {
    let (sandbox, facts) = indexed();
    let ran = sandbox
        .run(&["facets", "--json", "--facet", "place:all"])
        .ended(0);
    let facet = facet(&ran, "place");
    let gazetteer = gazetteer();
    let of = |fact: &Value| text(fact, "place").map(|place| lies(place, &gazetteer));
    let tops = tally(facts.iter(), |fact| {
        of(fact).map_or(Vec::new(), |(tops, _)| tops.into_iter().collect())
    });
    assert_eq!(counts(&facet["values"]), tops);
    let districts = tally(facts.iter(), |fact| {
        of(fact).map_or(Vec::new(), |(_, districts)| districts.into_iter().collect())
    });
    assert!(districts.len() > 4, "{districts:?}");
    let mut found = Counts::new();
    for province in facet["values"].as_array().unwrap() {
        let name = province["value"].as_str().unwrap();
        if province["districts"].is_array() {
            for (district, count) in counts(&province["districts"]) {
                found.insert(format!("{name}/{district}"), count);
            }
        }
        let rows = gazetteer.get(name).into_iter().flatten();
        let merged = rows
            .into_iter()
            .find(|row| row.0 == "province" && row.3 != "-");
        assert_eq!(
            province["now"].as_str(),
            merged.map(|row| row.3.as_str()),
            "{name}"
        );
    }
    assert_eq!(found, districts);
}

#[test]
fn what_is_known_of_articles_is_counted() {
    let (sandbox, facts) = indexed();
    let ids: BTreeSet<&str> = facts
        .iter()
        .map(|fact| text(fact, "doc").unwrap())
        .collect();
    let arguments = [
        "facets",
        "--json",
        "--facet",
        "year:all",
        "--facet",
        "source:all",
        "--facet",
        "author:all",
    ];
    let ran = sandbox.run(&arguments).ended(0);
    let mut expected: BTreeMap<&str, Counts> = BTreeMap::new();
    for id in &ids {
        let shown = sandbox.run(&["show", "--json", id]).ended(0);
        let document = &shown.of_type("document")[0];
        let year = document["published"].as_str().map(|day| &day[..4]);
        let of = [
            ("year", year),
            ("source", document["source"].as_str()),
            ("author", document["author"].as_str()),
        ];
        for (field, value) in of {
            if let Some(value) = value {
                let counts = expected.entry(field).or_default();
                counts.entry(value.to_owned()).or_default().0 += 1;
            }
        }
    }
    for (field, expected) in expected {
        assert_eq!(counts(&facet(&ran, field)["values"]), expected, "{field}");
    }
}

/// How many tonnes a figure is; none where it is no weight.
fn tonnes(fact: &Value) -> Option<f64> {
    let factor = match fact["unit"].as_str()? {
        "t" => 1.0,
        "kg" => 0.001,
        "g" => 0.000_001,
        _ => return None,
    };
    let number = fact["value"].as_f64().or(fact["max"].as_f64())?;
    Some(number * factor)
}

#[test]
fn histograms_convert_units() {
    let (sandbox, facts) = indexed();
    let ran = sandbox.run(&[
        "facets",
        "unit:tấn",
        "--json",
        "--facet",
        "value:6",
        "--facet",
        "unit",
    ]);
    let ran = ran.ended(0);
    let weights = || facts.iter().filter(|fact| tonnes(fact).is_some());
    let expected = tally(weights(), |fact| values(fact, "unit"));
    assert!(expected.len() > 1, "several units: {expected:?}");
    assert_eq!(counts(&facet(&ran, "unit")["values"]), expected);
    let facet = facet(&ran, "value");
    let histograms = facet["histograms"].as_array().unwrap();
    let mut sum = 0;
    for histogram in histograms {
        let alike =
            |fact: &&Value| fact["kind"] == histogram["kind"] && fact["per"] == histogram["per"];
        let factor = if histogram["unit"] == "kg" {
            1000.0
        } else {
            1.0
        };
        let numbers: Vec<f64> = weights()
            .filter(alike)
            .filter_map(tonnes)
            .map(|n| n * factor)
            .collect();
        assert_eq!(histogram["facts"], numbers.len());
        for bin in histogram["bins"].as_array().unwrap() {
            let from = bin["from"].as_f64().unwrap_or(f64::NEG_INFINITY);
            let to = bin["to"].as_f64().unwrap_or(f64::INFINITY);
            // What lies on an edge is above it, whatever the last bit of the product.
            let inside = numbers.iter().map(|n| n * (1.0 + 1e-12));
            let inside = inside.filter(|n| from <= *n && *n < to).count();
            assert_eq!(bin["facts"], inside, "{histogram}");
            sum += inside;
        }
    }
    assert_eq!(sum, weights().count());
}

#[test]
fn with_a_condition_the_figures_that_meet_it_count() {
    let (sandbox, facts) = indexed();
    let question = "metric:=\"thu ngân sách\" kind:share also:no";
    let ran = sandbox.run(&[
        "facets",
        question,
        "--json",
        "--facet",
        "period:all",
        "--facet",
        "place:all",
    ]);
    let ran = ran.ended(0);
    let asked = || {
        facts.iter().filter(|fact| {
            fact["kind"] == "share"
                && text(fact, "metric")
                    .is_some_and(|metric| metric.to_lowercase().contains("thu ngân sách"))
        })
    };
    let expected = tally(asked(), |fact| values(fact, "period"));
    assert!(expected.len() > 5);
    assert_eq!(counts(&facet(&ran, "period")["values"]), expected);
    let gazetteer = gazetteer();
    let expected = tally(asked(), |fact| {
        let place = text(fact, "place").map(|place| lies(place, &gazetteer).0);
        place.map_or(Vec::new(), |tops| tops.into_iter().collect())
    });
    assert_eq!(counts(&facet(&ran, "place")["values"]), expected);
}

/// The lines of a search without what differs from run to run.
fn lines(sandbox: &Sandbox, arguments: &[&str]) -> Vec<Value> {
    let mut lines = sandbox.run(arguments).ended(0).lines();
    for line in &mut lines {
        line.as_object_mut().unwrap().remove("took_ms");
    }
    lines
}

#[test]
fn a_filter_is_a_field_of_the_question() {
    let (sandbox, _) = indexed();
    for (question, filters, typed) in [
        (
            "thu ngân sách",
            vec!["year=2019"],
            "thu ngân sách year:2019",
        ),
        (
            "thu ngân sách trên 80%",
            vec!["base=plan", "status=estimate"],
            "thu ngân sách trên 80% base:plan status:estimate",
        ),
        (
            "thu ngân sách trên 80%",
            vec!["place=Lạng Sơn"],
            "thu ngân sách trên 80% place:\"Lạng Sơn\"",
        ),
        (
            "gạo OR cà phê",
            vec!["published=2019..2020"],
            "(gạo OR cà phê) published:2019..2020",
        ),
        ("", vec!["source=BLC"], "source:BLC"),
    ] {
        let mut arguments = vec!["search", "--json", question];
        for filter in &filters {
            arguments.extend(["--filter", filter]);
        }
        let filtered = lines(&sandbox, &arguments);
        let typed = lines(&sandbox, &["search", "--json", typed]);
        assert_eq!(filtered[1..], typed[1..], "{question} {filters:?}");
        assert_eq!(filtered[0]["conditions"], typed[0]["conditions"]);
    }
    // With --words the question stays words.
    let ran = sandbox.run(&[
        "search",
        "--json",
        "--words",
        "thu ngân sách trên 80%",
        "--filter",
        "year=2019",
    ]);
    for hit in ran.ended(0).of_type("hit") {
        assert!(hit["published"].as_str().unwrap().starts_with("2019"));
    }
}

#[test]
fn hits_come_in_the_order_that_is_asked_for() {
    let (sandbox, _) = indexed();
    let question = "thu ngân sách trên 70%";
    let hits = |more: &[&str]| {
        let arguments: Vec<&str> = ["search", "--json", question]
            .iter()
            .chain(more)
            .copied()
            .collect();
        sandbox.run(&arguments).ended(0).of_type("hit")
    };
    let ids = |hits: &[Value]| -> Vec<String> {
        hits.iter()
            .map(|hit| hit["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let all = hits(&["--all"]);
    assert!(all.len() > 10, "more than a page: {}", all.len());
    let days: Vec<String> = hits(&["--all", "--sort", "published"])
        .iter()
        .map(|hit| hit["published"].as_str().unwrap().to_owned())
        .collect();
    assert!(days.is_sorted_by(|a, b| a >= b), "{days:?}");
    let largest: Vec<f64> = hits(&["--all", "--sort", "value"])
        .iter()
        .map(|hit| {
            let facts = hit["facts"].as_array().unwrap().iter();
            facts
                .filter_map(|fact| fact["value"].as_f64())
                .fold(0.0, f64::max)
        })
        .collect();
    assert!(largest.is_sorted_by(|a, b| a >= b), "{largest:?}");
    for order in ["relevance", "published", "value"] {
        let all = hits(&["--all", "--sort", order]);
        let mut pages = Vec::new();
        for offset in (0..all.len()).step_by(4) {
            let offset = offset.to_string();
            pages.extend(hits(&[
                "--limit", "4", "--offset", &offset, "--sort", order,
            ]));
        }
        assert_eq!(ids(&pages), ids(&all), "{order}");
        assert_eq!(
            ids(&hits(&["--all", "--offset", "3", "--sort", order])),
            ids(&all)[3..]
        );
    }
    // Far behind the end there is nothing, and no error.
    assert!(hits(&["--offset", "18446744073709551615"]).is_empty());
}

#[test]
fn facets_stand_behind_the_hits() {
    let (sandbox, _) = indexed();
    let ran = sandbox.run(&[
        "search",
        "--json",
        "thu ngân sách trên 80%",
        "--limit",
        "2",
        "--facet",
        "place:3",
    ]);
    let types: Vec<String> = ran
        .ended(0)
        .lines()
        .iter()
        .map(|line| line["type"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(types, ["reading", "hit", "hit", "facet", "summary"]);
    let batch = "{\"qid\": 7, \"text\": \"thu ngân sách trên 80%\"}\n";
    let ran = sandbox.run_with(
        &["search", "--json", "--batch", "-", "--facet", "kind"],
        batch,
    );
    let facets = ran.ended(0).of_type("facet");
    assert_eq!((facets.len(), &facets[0]["qid"]), (1, &Value::from(7)));
}

#[test]
fn what_can_not_be_counted_is_refused() {
    let (sandbox, _) = indexed();
    for (arguments, says) in [
        (
            vec!["facets", "--facet", "colour"],
            "expected one of metric, unit",
        ),
        (
            vec!["facets", "--facet", "metric:0"],
            "expected how many values",
        ),
        (
            vec!["facets", "--facet", "value"],
            "--facet value shows the figures that meet a condition",
        ),
        (
            vec!["facets", "gạo", "--facet", "value:5000"],
            "from 1 to 1000",
        ),
        (
            vec!["search", "gạo", "--sort", "value"],
            "--sort value orders by the figures",
        ),
        (
            vec!["search", "gạo", "--filter", "2019"],
            "a field, \"=\" and a value",
        ),
        (
            vec!["search", "gạo", "--filter", "jahr=2019"],
            "expected one of metric",
        ),
        (
            vec!["search", "gạo", "--filter", "year=19"],
            "expected a year of four digits",
        ),
        (
            vec!["search", "--words", "gạo", "--filter", "year=19"],
            "expected a year of four digits",
        ),
        (
            vec!["search", "gạo", "--all", "--limit", "3"],
            "cannot be used with",
        ),
    ] {
        sandbox.run(&arguments).ended(2).says(&[says]);
    }
    let nothing = sandbox
        .run(&["facets", "\"không bài nào viết thế này\""])
        .ended(1);
    assert!(
        nothing.stdout.contains("0 articles, 0 facts counted"),
        "{}",
        nothing.stdout
    );
}

//! Search: reading a line, and a person's score with its reasons.

use super::matching::Matcher;
use super::{
    Candidate, Hit, IdMatch, Name, NameSource, Query, Scorer, SsnMatch, Table, Vocabulary, fold,
    keys, month_day_key, parse, tokens, year_key,
};
use chrono::NaiveDate;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn today() -> NaiveDate {
    day("2026-11-14")
}

#[test]
fn fold_keeps_letters_only() {
    for (text, folded) in [
        ("Núñez", "nunez"),
        ("O'Brien", "obrien"),
        ("O\u{2019}Brien", "obrien"),
        ("  Mary   ANN ", "mary ann"),
        ("Garcia\u{2013}López", "garcia-lopez"),
        ("Søren Łukasz Đặng", "soren lukasz dang"),
        ("Strauß", "strauss"),
        ("St. Cloud", "st cloud"),
        ("İnci", "inci"),
        ("Nu\u{301}n\u{303}ez", "nunez"),
        ("Vang, Pao", "vang pao"),
        ("", ""),
    ] {
        assert_eq!(fold(text), folded, "{text}");
    }
}

#[test]
fn tokens_are_parts_and_the_whole_as_one() {
    assert_eq!(tokens("Maria"), ["maria"]);
    assert_eq!(tokens("Mary Ann"), ["mary", "ann", "maryann"]);
    assert_eq!(tokens("Garcia-López"), ["garcia", "lopez", "garcialopez"]);
    assert_eq!(tokens(" - "), Vec::<String>::new());
}

#[test]
fn keys_have_ranges_of_their_own() {
    assert_eq!(year_key(1980), -1980);
    assert_eq!(month_day_key(7, 4), -10_704);
    assert_eq!(keys::date_keys(day("1980-07-04")), [-1980, -10_704]);
    let lowest_year = (-9_999..=-1).contains(&year_key(0)) && year_key(99_999) == -9_999;
    assert!(lowest_year && month_day_key(1, 1) < -9_999);
}

/// Words, dates (swapped ones marked), year, ssn, last four, ID.
fn read(line: &str) -> String {
    let query = parse(line, today());
    let mut said = Vec::new();
    if !query.words.is_empty() {
        said.push(query.words.join(" "));
    }
    for reading in &query.dates {
        said.push(format!(
            "{}{}",
            reading.on,
            if reading.swapped { "~" } else { "" }
        ));
    }
    let year = query.year.map(|year| format!("year {year}"));
    let ssn = query.ssn.map(|ssn| format!("ssn {ssn}"));
    let last4 = query.last4.map(|last4| format!("last4 {last4}"));
    let phone = query.phone.map(|phone| format!("phone {phone}"));
    let id = query.hmis_id.map(|id| format!("id {id}"));
    said.extend([year, ssn, last4, phone, id].into_iter().flatten());
    said.join(", ")
}

#[test]
fn a_line_is_read_in_any_order() {
    for (line, expected) in [
        ("", ""),
        ("Rosa Martinez", "rosa martinez"),
        ("Martinez, Rosa", "martinez rosa"),
        ("Garcia-López", "garcia lopez"),
        ("Mr. Robert Hill Jr.", "robert hill"),
        ("Jr", "jr"),
        ("rosa 3/7/1990", "rosa, 1990-03-07, 1990-07-03~"),
        ("3/7/1990 rosa", "rosa, 1990-03-07, 1990-07-03~"),
        ("13/7/1990", "1990-07-13"),
        ("7-13-1990", "1990-07-13"),
        ("1990-03-07", "1990-03-07, 1990-07-03~"),
        ("4/4/1990", "1990-04-04"),
        ("3/7/26", "2026-03-07, 2026-07-03~, 1926-03-07, 1926-07-03~"),
        ("12/25/26", "1926-12-25"),
        ("3/7/90", "1990-03-07, 1990-07-03~"),
        ("March 7, 1990", "1990-03-07"),
        ("rosa 7 mar 1990 martinez", "rosa martinez, 1990-03-07"),
        ("Mar 7 35", "1935-03-07"),
        ("May Vang 1990", "may vang, year 1990, last4 1990, id 1990"),
        ("03071990", "1990-03-07, 1990-07-03~, id 03071990"),
        ("19900307", "1990-03-07, 1990-07-03~, id 19900307"),
        ("13/45/2026", "id 13/45/2026"),
        ("2/30/1990", "id 2/30/1990"),
        ("1980", "year 1980, last4 1980, id 1980"),
        ("4821", "last4 4821, id 4821"),
        ("123-45-6780", "ssn 123456780"),
        ("123456780", "ssn 123456780, id 123456780"),
        ("123 45 6780", "ssn 123456780"),
        ("rosa 123 45 6780 martinez", "rosa martinez, ssn 123456780"),
        (
            "1990 123 45 6780",
            "year 1990, ssn 123456780, last4 1990, id 1990",
        ),
        ("000 00 0000", ""),
        ("3 7 1990", "1990-03-07, 1990-07-03~"),
        ("rosa 13 7 1990", "rosa, 1990-07-13"),
        ("1990 03 07 rosa", "rosa, 1990-03-07, 1990-07-03~"),
        ("3 7 90", "1990-03-07, 1990-07-03~"),
        ("3, 7, 1990", "1990-03-07, 1990-07-03~"),
        ("13 45 1990", "year 1990, last4 1990, id 13"),
        ("123 45 678", "id 123"),
        ("000-00-0000", ""),
        ("999-99-9999", ""),
        ("xxx-xx-6780", "last4 6780"),
        ("***-**-6780", "last4 6780"),
        ("x6780", "last4 6780"),
        ("HM-00481", "id HM-00481"),
        ("5F2aC", "id 5F2aC"),
        ("rosa 481516", "rosa, id 481516"),
        ("rosa (218) 555-0142", "rosa, phone 2185550142"),
        ("218 555 0142", "phone 2185550142"),
        ("2185550142", "phone 2185550142, id 2185550142"),
        ("555-0142 rosa", "rosa, phone 5550142"),
    ] {
        assert_eq!(read(line), expected, "{line:?}");
    }
}

#[test]
fn what_was_typed_never_shows_in_debug() {
    let query = parse("Rosa 3/7/1990 123-45-6780 HM00481 4821", today());
    let shown = format!(
        "{query:?} {:?} {:?} {:?}",
        query.dates,
        rosa(),
        vocabulary()
    );
    for secret in ["rosa", "Rosa", "1990", "6780", "00481", "4821", "martinez"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    assert_eq!(
        query.kinds(),
        ["name", "birth date", "ssn", "ssn last four", "client id"]
    );
}

fn person(first: &str, last: &str, dob: &str) -> Candidate {
    let mut person = Candidate {
        dob: Some(day(dob)),
        ..Candidate::default()
    };
    person.add_name(first, NameSource::First);
    person.add_name(last, NameSource::Last);
    person
}

fn rosa() -> Candidate {
    person("Rosa", "Martinez", "1990-03-07")
}

fn vocabulary() -> Vocabulary {
    let carriers = [
        ("rosa", 500),
        ("martinez", 2_000),
        ("robert", 4_000),
        ("maria", 9_000),
    ];
    let names = (1..)
        .zip(carriers)
        .map(|(id, (name, people))| Name::new(id, name, people));
    Vocabulary::new(1_000_000, names.collect(), Table::default())
}

fn score(query: &Query, candidate: &Candidate, vocabulary: &Vocabulary) -> Option<Hit> {
    Scorer::new(query, vocabulary).score(candidate)
}

fn found(line: &str, candidate: &Candidate) -> Option<Hit> {
    score(&parse(line, today()), candidate, &vocabulary())
}

fn reasons(line: &str, candidate: &Candidate) -> Vec<String> {
    found(line, candidate).map_or_else(Vec::new, |hit| {
        hit.reasons.iter().map(super::Reason::words).collect()
    })
}

#[test]
fn each_reason_is_said() {
    let robert = || person("Robert", "Hill", "1961-01-01");
    let with = |change: fn(&mut Candidate)| {
        let mut person = rosa();
        change(&mut person);
        person
    };
    for (line, candidate, expected) in [
        ("rosa", rosa(), vec!["same name"]),
        ("MARTÍNEZ rosa", rosa(), vec!["same name"]),
        (
            "bob hill",
            robert(),
            vec!["same name", "nickname: Bob = Robert"],
        ),
        (
            "rob",
            person("Bobby", "Hill", "1961-01-01"),
            vec!["nickname: Rob = Bobby"],
        ),
        ("Rsoa", rosa(), vec!["spelled nearly the same: Rsoa = Rosa"]),
        (
            "martines",
            rosa(),
            vec!["spelled nearly the same: Martines = Martinez"],
        ),
        ("Mar", rosa(), vec!["name starts with Mar"]),
        (
            "ro mart",
            rosa(),
            vec!["name starts with Mart", "name starts with Ro"],
        ),
        (
            "pao lee",
            person("Paolee", "Xiong", "1990-03-07"),
            vec!["same name"],
        ),
        (
            "paolee",
            person("Pao Lee", "Xiong", "1990-03-07"),
            vec!["same name"],
        ),
        (
            "lopez",
            person("Ana", "Garcia-Lopez", "1990-03-07"),
            vec!["same name"],
        ),
        ("3/7/1990", rosa(), vec!["birth date"]),
        ("3/7/90", rosa(), vec!["birth date"]),
        ("1/1/1961", robert(), vec!["birth date"]),
        ("7/3/1990", rosa(), vec!["birth day and month swapped"]),
        ("July 3 1990", rosa(), vec!["birth day and month swapped"]),
        ("3/8/1990", rosa(), vec!["birth date one digit off"]),
        ("3/7/1992", rosa(), vec!["birth date one digit off"]),
        (
            "rosa 3/7/1989",
            rosa(),
            vec!["same name", "birth day and month, another year"],
        ),
        ("rosa 3/7/1987", rosa(), vec!["same name"]),
        (
            "rosa 11/7/1990",
            rosa(),
            vec!["same name", "birth day and year, another month"],
        ),
        ("rosa 1990", rosa(), vec!["same name", "birth year"]),
        (
            "123-45-6780",
            with(|p| p.ssn = Some(SsnMatch::Full)),
            vec!["SSN"],
        ),
        (
            "123-45-6780",
            with(|p| p.ssn = Some(SsnMatch::DigitOff)),
            vec!["SSN one digit off, or two exchanged"],
        ),
        (
            "6780",
            with(|p| p.ssn = Some(SsnMatch::LastFour)),
            vec!["last four of the SSN"],
        ),
        (
            "HM1",
            with(|p| p.id = Some(IdMatch::Current)),
            vec!["client ID"],
        ),
        (
            "HM1",
            with(|p| p.id = Some(IdMatch::Retired)),
            vec!["retired client ID"],
        ),
        (
            "HM1",
            with(|p| p.id = Some(IdMatch::Card)),
            vec!["scan card"],
        ),
        (
            "rosa 218-555-0142",
            with(|p| p.phone = true),
            vec!["phone number", "same name"],
        ),
        ("218-555-0142", rosa(), vec![]),
        (
            "ines",
            with(|p| p.add_name("Inés", NameSource::Middle)),
            vec!["middle name"],
        ),
        (
            "ruiz",
            with(|p| p.add_name("Ruiz", NameSource::Alias)),
            vec!["another name of this person"],
        ),
        (
            "ruis",
            with(|p| p.add_name("Ruiz", NameSource::Alias)),
            vec!["another name of this person"],
        ),
        ("zzz", rosa(), vec![]),
        ("5/5/1950", rosa(), vec![]),
        ("HM1", rosa(), vec![]),
        ("", rosa(), vec![]),
    ] {
        assert_eq!(reasons(line, &candidate), expected, "{line:?}");
    }
}

#[test]
fn a_better_match_scores_higher() {
    let ana = person("Ana", "Lopez", "1990-03-07");
    for (better, worse) in [
        ("rosa martinez 3/7/1990", "rosa martinez"),
        ("rosa martinez", "rosa martines"),
        ("rosa martines", "rosa mart"),
        ("rosa", "rosa zzz"),
        ("rosa 3/7/1990", "rosa 7/3/1990"),
        ("rosa 7/3/1990", "rosa 3/8/1990"),
        ("rosa 3/8/1990", "rosa"),
        ("rosa", "rosa 5/5/1950"),
        ("rosa 1990", "rosa 1985"),
    ] {
        let (better_hit, worse_hit) = (found(better, &rosa()), found(worse, &rosa()));
        let score = |hit: Option<Hit>| hit.map_or(0, |hit| hit.score);
        assert!(
            score(better_hit) > score(worse_hit),
            "{better:?} over {worse:?}"
        );
    }
    let mut hits = [
        found("rosa 3/7/1990", &ana),
        found("rosa 3/7/1990", &rosa()),
    ]
    .map(Option::unwrap);
    hits.sort_by(Hit::better_first);
    assert_eq!(
        hits[0].reasons.len(),
        2,
        "the one whose name fits too comes first"
    );
}

#[test]
fn scores_are_sums_of_the_parts() {
    // log2(1,000,000 / 500) is 10.97 bits; an exact birth date 13.
    assert_eq!(found("rosa", &rosa()).unwrap().score, 1_097);
    assert_eq!(
        found("rosa 3/7/1990", &rosa()).unwrap().score,
        1_097 + 1_300
    );
    assert_eq!(found("rosa 5/5/1950", &rosa()).unwrap().score, 1_097 - 600);
    assert_eq!(found("rosa zzz", &rosa()).unwrap().score, 1_097 - 400);
    // A year or two off says nothing, more speaks against.
    assert_eq!(found("rosa 1992", &rosa()).unwrap().score, 1_097);
    assert_eq!(found("rosa 1993", &rosa()).unwrap().score, 1_097 - 400);
    assert_eq!(
        found("rosa de", &rosa()).unwrap().score,
        1_097,
        "particles cost nothing"
    );
    let mut other = rosa();
    other.ssn = Some(SsnMatch::Different);
    assert_eq!(
        found("rosa 123-45-6780", &other).unwrap().score,
        1_097 - 600
    );
}

#[test]
fn a_rare_name_says_more() {
    let maria = person("Maria", "Xiong", "1990-03-07");
    assert!(found("rosa", &rosa()).unwrap().score > found("maria", &maria).unwrap().score);
    let unknown = Vocabulary::default();
    assert!(score(&parse("rosa", today()), &rosa(), &unknown).is_some());
}

#[test]
fn hits_travel_as_json() {
    let hit = found("bob 3/7/1990", &person("Robert", "Hill", "1990-03-07")).unwrap();
    let json = serde_json::to_string(&hit).unwrap();
    assert!(
        json.contains(r#"{"nickname":{"typed":"bob","name":"robert"}}"#),
        "{json}"
    );
    assert_eq!(serde_json::from_str::<Hit>(&json).unwrap(), hit);
}

/// Words that meet the candidates often enough to be worth shuffling.
fn word() -> impl Strategy<Value = String> {
    const KNOWN: &[&str] = &[
        "rosa", "roza", "martinez", "mart", "pao", "lee", "paolee", "bob", "robert", "de",
    ];
    prop_oneof![
        4 => proptest::sample::select(KNOWN).prop_map(str::to_owned),
        1 => "[a-z]{1,9}",
    ]
}

proptest! {
    #[test]
    fn any_order_of_words_finds_and_gives_the_same_reasons(
        (words, shuffled) in proptest::collection::vec(word(), 1..6)
            .prop_flat_map(|words| (Just(words.clone()), Just(words).prop_shuffle()))
    ) {
        let mut candidate = rosa();
        candidate.add_name("Pao Lee", NameSource::Middle);
        candidate.add_name("Robert", NameSource::Alias);
        let names = |words: &[String]| {
            let query = parse(&words.join(" "), today());
            let typed = vocabulary().meant(&query).typed;
            Matcher::new(&query.words, &typed, &vocabulary()).compare(&candidate.names)
        };
        let (one, other) = (names(&words), names(&shuffled));
        prop_assert_eq!(one.worth, other.worth);
        prop_assert_eq!(one.left_over, other.left_over);
        prop_assert_eq!(one.reasons, other.reasons);
        for order in [one.order, other.order] {
            prop_assert!((super::order::LEAST..=super::order::MOST).contains(&order));
        }
    }

    #[test]
    fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn any_line_is_read(line in "\\PC{0,60}|[0-9/x*. -]{0,30}") {
        let query = parse(&line, today());
        prop_assert!(query.dates.iter().all(|reading| reading.on <= today()));
        prop_assert!(query.ssn.as_ref().is_none_or(|ssn| ssn.len() == 9));
        prop_assert_eq!(query.is_empty(), query == Query::default());
        if let Some(hit) = score(&query, &rosa(), &vocabulary()) {
            prop_assert!(hit.score > 0 && !hit.reasons.is_empty());
        }
    }

    #[test]
    fn distance_is_symmetric_and_small_for_one_edit(name in "[a-z]{3,12}", at in 0..12_usize) {
        use super::distance::distance;
        prop_assert_eq!(distance(&name, &name), 0);
        let mut letters = name.chars().collect::<Vec<_>>();
        let at = at % (letters.len() - 1);
        letters.swap(at, at + 1);
        let swapped = letters.iter().collect::<String>();
        prop_assert!(distance(&name, &swapped) <= 1);
        prop_assert_eq!(distance(&name, &swapped), distance(&swapped, &name));
        letters.remove(at);
        let shorter = letters.into_iter().collect::<String>();
        prop_assert_eq!(distance(&swapped, &shorter), 1);
    }
}

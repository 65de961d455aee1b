//! HUD's rules over a typed form, as tables.

use super::{Field, Typed, carried, from_line, parse, query, same_name};
use crate::hud::{DobDataQuality, NoYesReasons, SsnDataQuality};
use chrono::NaiveDate;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn today() -> NaiveDate {
    day(2026, 11, 22)
}

/// A form with nothing wrong in it.
fn good() -> Typed {
    let text = str::to_owned;
    Typed {
        first: text("Rosa"),
        last: text("Lopez"),
        name_quality: text("1"),
        ssn: text("457-55-5462"),
        ssn_quality: text("1"),
        dob: text("3/1/1985"),
        dob_quality: text("1"),
        races: [("White".to_owned(), "1".to_owned())].into(),
        veteran: text("0"),
        ..Typed::default()
    }
}

fn wrong(change: impl FnOnce(&mut Typed)) -> Vec<Field> {
    let mut typed = good();
    change(&mut typed);
    match parse(&typed, today()) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(|problem| problem.field).collect(),
    }
}

/// Value, quality, the field that is wrong.
type Case = (&'static str, &'static str, Option<Field>);

#[test]
fn a_whole_form_becomes_a_record() {
    let mut typed = good();
    typed.phone = "(218) 555-0142".to_owned();
    typed.email = "rosa@mail.example".to_owned();
    typed.through = "The library on Fourth Street".to_owned();
    typed.other_names = "Rosie, Rosa Martinez; Rosie".to_owned();
    typed.card = "C-0012 34".to_owned();
    typed.sex = "0".to_owned();
    let made = parse(&typed, today()).unwrap();
    assert_eq!(made.name.full(), "Rosa Lopez");
    assert_eq!(made.ssn.as_deref(), Some("457555462"));
    assert_eq!(made.ssn_quality, SsnDataQuality::Full);
    assert_eq!(made.dob, Some(day(1985, 3, 1)));
    assert_eq!(made.veteran, NoYesReasons::No);
    assert_eq!(made.contacts.len(), 3);
    assert_eq!(made.other_names, ["Rosie", "Rosa Martinez"]);
    assert_eq!(made.card.as_deref(), Some("c001234"));
}

#[test]
fn a_blank_form_is_told_everything_at_once() {
    let problems = parse(&Typed::default(), today()).unwrap_err();
    let fields = problems.iter().map(|problem| problem.field);
    assert_eq!(
        fields.collect::<Vec<_>>(),
        [
            Field::NameQuality,
            Field::SsnQuality,
            Field::DobQuality,
            Field::Races,
            Field::Veteran
        ]
    );
}

#[test]
fn a_name_and_its_quality_agree() {
    for (first, last, quality, field) in [
        ("Rosa", "Lopez", "1", None),
        ("", "Lopez", "1", Some(Field::First)),
        ("Rosa", "", "1", Some(Field::Last)),
        ("Rosie", "", "2", None),
        ("", "", "2", Some(Field::First)),
        ("", "", "8", None),
        ("", "", "99", None),
        ("Rosa", "Lopez", "9", Some(Field::NameQuality)),
        ("Rosa", "Lopez", "", Some(Field::NameQuality)),
        ("Rosa", "Lopez", "7", Some(Field::NameQuality)),
    ] {
        let found = wrong(|typed| {
            typed.first = first.to_owned();
            typed.last = last.to_owned();
            typed.name_quality = quality.to_owned();
        });
        assert_eq!(found, Vec::from_iter(field), "{first} {last} {quality}");
    }
}

#[test]
fn an_ssn_and_its_quality_agree() {
    const CASES: [Case; 19] = [
        ("457-55-5462", "1", None),
        ("457555462", "1", None),
        ("", "1", Some(Field::Ssn)),
        ("45755546", "1", Some(Field::Ssn)),
        ("xxx-xx-5462", "1", Some(Field::Ssn)),
        ("000-12-3456", "1", Some(Field::Ssn)),
        ("666-12-3456", "1", Some(Field::Ssn)),
        ("912-12-3456", "1", Some(Field::Ssn)),
        ("457-00-5462", "1", Some(Field::Ssn)),
        ("457-55-0000", "1", Some(Field::Ssn)),
        ("111-11-1111", "1", Some(Field::Ssn)),
        ("457-55-5462", "2", Some(Field::Ssn)),
        ("xxx-xx-5462", "2", None),
        ("5462", "2", None),
        ("457xxxxxx", "2", None),
        ("45755", "2", Some(Field::Ssn)),
        ("xxxxxxxxx", "2", Some(Field::Ssn)),
        ("457-55-5462", "8", Some(Field::SsnQuality)),
        ("unknown", "1", Some(Field::Ssn)),
    ];
    for (ssn, quality, field) in CASES {
        let found = wrong(|typed| {
            typed.ssn = ssn.to_owned();
            typed.ssn_quality = quality.to_owned();
        });
        assert_eq!(found, Vec::from_iter(field), "{ssn} {quality}");
    }
    for quality in ["8", "9", "99"] {
        let found = wrong(|typed| {
            typed.ssn = String::new();
            typed.ssn_quality = quality.to_owned();
        });
        assert_eq!(found, [], "{quality}");
    }
}

#[test]
fn a_birth_date_and_its_quality_agree() {
    const CASES: [Case; 14] = [
        ("3/1/1985", "1", None),
        ("March 1, 1985", "1", None),
        ("", "1", Some(Field::Dob)),
        ("1985", "1", Some(Field::Dob)),
        ("1985", "2", None),
        ("", "2", Some(Field::Dob)),
        ("3/1/1985", "8", Some(Field::DobQuality)),
        ("", "8", None),
        ("", "99", None),
        ("11/23/2026", "1", Some(Field::Dob)),
        ("3/1/1885", "1", Some(Field::Dob)),
        ("2/30/1985", "1", Some(Field::Dob)),
        ("today", "1", None),
        ("tomorrow", "1", Some(Field::Dob)),
    ];
    for (dob, quality, field) in CASES {
        let found = wrong(|typed| {
            typed.dob = dob.to_owned();
            typed.dob_quality = quality.to_owned();
        });
        assert_eq!(found, Vec::from_iter(field), "{dob} {quality}");
    }
}

#[test]
fn nobody_is_born_ahead_of_today() {
    for (text, born) in [
        ("3/7/35", day(1935, 3, 7)),
        ("3/7/27", day(1927, 3, 7)),
        ("3/7/26", day(2026, 3, 7)),
        ("3/7/95", day(1995, 3, 7)),
    ] {
        let read = super::typed_dob(text, DobDataQuality::Full, today());
        assert_eq!(read, Ok(born), "{text}");
    }
    assert!(super::typed_dob("3/7/2035", DobDataQuality::Full, today()).is_err());
}

#[test]
fn races_or_why_there_are_none() {
    let set = |races: &[&str], none: &str| {
        wrong(|typed| {
            typed.races = races
                .iter()
                .map(|race| ((*race).to_owned(), "1".to_owned()))
                .collect();
            typed.race_none = none.to_owned();
        })
    };
    assert_eq!(set(&["White", "Asian"], ""), []);
    assert_eq!(set(&[], "9"), []);
    assert_eq!(set(&[], ""), [Field::Races]);
    assert_eq!(set(&["White"], "8"), [Field::Races]);
    assert_eq!(set(&["Elvish"], ""), [Field::Races]);
}

#[test]
fn adults_are_asked_whether_they_are_veterans() {
    let told = |dob: &str, veteran: &str| {
        let mut typed = good();
        typed.dob = dob.to_owned();
        typed.veteran = veteran.to_owned();
        parse(&typed, today())
            .map(|made| made.veteran)
            .map_err(|problems| problems[0].field)
    };
    assert_eq!(told("11/22/2008", "1"), Ok(NoYesReasons::Yes));
    assert_eq!(told("11/22/2008", ""), Err(Field::Veteran));
    assert_eq!(told("11/23/2008", ""), Ok(NoYesReasons::NotCollected));
    assert_eq!(told("11/23/2008", "0"), Ok(NoYesReasons::NotCollected));
    assert_eq!(told("11/23/2008", "1"), Err(Field::Veteran));
}

#[test]
fn contact_details_are_read_or_told() {
    assert_eq!(
        wrong(|typed| typed.phone = "555-0142".to_owned()),
        [Field::Phone]
    );
    assert_eq!(
        wrong(|typed| typed.email = "rosa".to_owned()),
        [Field::Email]
    );
    assert_eq!(
        wrong(|typed| typed.through = "x".repeat(201)),
        [Field::Through]
    );
    assert_eq!(wrong(|typed| typed.card = "C/12".to_owned()), [Field::Card]);
    let names = (0..11).map(|at| format!("Name{at}")).collect::<Vec<_>>();
    assert_eq!(
        wrong(|typed| typed.other_names = names.join(",")),
        [Field::OtherNames]
    );
}

#[test]
fn a_searched_line_fills_in_what_it_says() {
    for (line, first, middle, last, dob, ssn, phone) in [
        ("rosa lopez", "Rosa", "", "Lopez", "", "", ""),
        ("Lopez, Rosa Inés", "Rosa", "Inés", "Lopez", "", "", ""),
        ("McKay", "McKay", "", "", "", "", ""),
        ("Rosa Inés de Lopez", "Rosa", "Inés de", "Lopez", "", "", ""),
        (
            "Rosa Lopez 3/7/1990",
            "Rosa",
            "",
            "Lopez",
            "3/7/1990",
            "",
            "",
        ),
        (
            "rosa lopez, 3/7/1990",
            "Rosa",
            "",
            "Lopez",
            "3/7/1990",
            "",
            "",
        ),
        ("rosa mar 7 1990", "Rosa", "", "", "3/7/1990", "", ""),
        ("457 55 5462 Rosa", "Rosa", "", "", "", "457-55-5462", ""),
        (
            "Rosa (218) 555-0142",
            "Rosa",
            "",
            "",
            "",
            "",
            "218-555-0142",
        ),
        ("", "", "", "", "", "", ""),
    ] {
        let typed = from_line(line, today());
        let found = [
            &typed.first,
            &typed.middle,
            &typed.last,
            &typed.dob,
            &typed.ssn,
            &typed.phone,
        ];
        assert_eq!(found, [first, middle, last, dob, ssn, phone], "{line}");
    }
}

#[test]
fn people_are_looked_for_by_what_can_be_read_already() {
    let mut typed = good();
    typed.middle = "I".to_owned();
    let asked = query(&typed, today());
    assert_eq!(asked.words, ["rosa", "lopez"]);
    assert_eq!(asked.dates.len(), 1);
    assert_eq!(asked.ssn.as_deref(), Some("457555462"));
    typed.dob = "1985".to_owned();
    typed.dob_quality = "2".to_owned();
    typed.ssn = "5462".to_owned();
    typed.ssn_quality = "2".to_owned();
    let asked = query(&typed, today());
    assert_eq!(asked.year, Some(1985));
    assert_eq!((asked.ssn, asked.last4), (None, Some("5462".to_owned())));
    let half = Typed {
        dob: "3/1/19".to_owned(),
        ssn: "457-5".to_owned(),
        ..Typed::default()
    };
    let asked = query(&half, today());
    assert_eq!((asked.ssn, asked.last4), (None, None));
    assert!(query(&Typed::default(), today()).is_empty());
}

#[test]
fn what_can_be_read_of_a_form_is_carried_over() {
    let mut typed = good();
    typed.other_names = "LOPEZ Rosa, Rosie".to_owned();
    typed.phone = "218-555-0142".to_owned();
    typed.email = "rosa".to_owned();
    typed.dob = "tomorrow".to_owned();
    let found = carried(&typed, today());
    assert_eq!(found.names, ["Rosa Lopez", "Rosie"]);
    assert_eq!(found.contacts.len(), 1);
    assert_eq!(found.dob, None);
    assert_eq!(
        found.ssn,
        Some(("457555462".to_owned(), SsnDataQuality::Full))
    );
    typed.ssn_quality = "8".to_owned();
    typed.ssn = "xxx-xx-5462".to_owned();
    assert_eq!(carried(&typed, today()).ssn, None);
    assert!(same_name("O'Brien, Ana", "ana obrien"));
    assert!(!same_name("Ana", "Ana Lopez"));
}

#[test]
fn nothing_typed_is_debugged() {
    let shown = format!("{:?} {:?}", good(), parse(&good(), today()).unwrap());
    assert!(!shown.contains("Rosa") && !shown.contains("457"), "{shown}");
}

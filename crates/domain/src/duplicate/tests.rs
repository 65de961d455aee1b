//! Pairs of records as people meet them, and what is said of each.

use super::*;
use crate::ids::{EnrollmentId, HouseholdId, ListAuthorityId, OrganizationId, ProjectId};
use crate::search::{Name, Table, Vocabulary};
use chrono::NaiveDate;
use std::collections::HashMap;
use uuid::Uuid;

/// A name, a birth date and an SSN; an empty part is missing.
type Told<'a> = (&'a str, &'a str, &'a str, &'a str);

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn record((first, last, dob, ssn): Told<'_>) -> Record {
    let (last, suffix) = match last.split_once(", ") {
        Some((last, suffix)) => (last, Some(suffix)),
        None => (last, None),
    };
    let (first, middle) = match first.split_once('/') {
        Some((first, middle)) => (first, Some(middle)),
        None => (first, None),
    };
    Record {
        dob: day(dob),
        ssn: (!ssn.is_empty()).then(|| ssn.to_owned()),
        ..Record::named(Some(first), middle, Some(last), suffix)
    }
}

/// 26,000 people; a common name is carried by 200 of them, the others by 8.
fn vocabulary() -> Vocabulary {
    let common = [
        "maria", "jose", "mohamed", "ali", "michael", "john", "james", "anderson", "johnson",
        "vang", "yang", "garcia", "robert", "hassan",
    ];
    let usual = [
        "rosa",
        "martinez",
        "bob",
        "rob",
        "lopez",
        "smith",
        "jon",
        "katherine",
        "catherine",
        "peterson",
        "olson",
        "daniel",
        "daniela",
        "david",
        "xiong",
        "mai",
        "elena",
        "marie",
        "torres",
        "jimenez",
        "william",
        "gerald",
        "geraldine",
        "nguyen",
        "jeremy",
        "jerome",
    ];
    let mut carriers = HashMap::new();
    carriers.extend(common.map(|name| (name.to_owned(), 200)));
    carriers.extend(usual.map(|name| (name.to_owned(), 30)));
    let names = (1..)
        .zip(carriers)
        .map(|(id, (name, people))| Name::new(id, &name, people));
    let spellings = [
        "mohamed maxamed",
        "jimenez gimenez ximenez",
        "hassan xasan",
        "katherine catherine",
        "vang vaj",
    ];
    let spellings = spellings.map(|group| group.split(' ').map(str::to_owned));
    Vocabulary::new(26_000, names.collect(), Table::new(spellings))
}

fn said(a: Told<'_>, b: Told<'_>) -> Option<Likeness> {
    let (a, b) = (record(a), record(b));
    let one = compare(&a, &b, Around::default(), &vocabulary());
    let other = compare(&b, &a, Around::default(), &vocabulary());
    assert_eq!(
        one.as_ref().map(|said| said.score),
        other.as_ref().map(|said| said.score),
        "which comes first makes no difference"
    );
    one
}

#[test]
fn one_person_twice() {
    for (a, b, least) in [
        // The same in all.
        (
            ("Rosa", "Martinez", "1984-03-07", "457555462"),
            ("Rosa", "Martinez", "1984-03-07", "457555462"),
            Certainty::Surely,
        ),
        (
            ("Rosa", "Martinez", "1984-03-07", ""),
            ("Rosa", "Martinez", "1984-03-07", ""),
            Certainty::VeryLikely,
        ),
        // A nickname, with and without a number.
        (
            ("Robert", "Olson", "1971-11-23", "457555462"),
            ("Bob", "Olson", "1971-11-23", "457555462"),
            Certainty::Surely,
        ),
        (
            ("Robert", "Olson", "1971-11-23", ""),
            ("Bob", "Olson", "1971-11-23", ""),
            Certainty::Likely,
        ),
        // Married since.
        (
            ("Katherine", "Peterson", "1990-05-14", "xxxxx5462"),
            ("Catherine", "Olson", "1990-05-14", "457555462"),
            Certainty::VeryLikely,
        ),
        // Day and month exchanged; a digit off.
        (
            ("Rosa", "Martinez", "1984-03-07", ""),
            ("Rosa", "Martinez", "1984-07-03", ""),
            Certainty::Likely,
        ),
        (
            ("Rosa", "Martinez", "1984-03-07", "457555462"),
            ("Rosa", "Martinez", "1984-03-17", "457555426"),
            Certainty::VeryLikely,
        ),
        // Names exchanged.
        (
            ("Mai", "Xiong", "1988-09-30", ""),
            ("Xiong", "Mai", "1988-09-30", ""),
            Certainty::Likely,
        ),
        // A common name with all the rest.
        (
            ("Mohamed", "Ali", "1979-01-01", "457555462"),
            ("Mohamed", "Ali", "1979-01-01", "457555462"),
            Certainty::VeryLikely,
        ),
        // Who goes by the middle name.
        (
            ("Jose/Daniel", "Torres", "1966-06-21", ""),
            ("Daniel", "Torres", "1966-06-21", ""),
            Certainty::Likely,
        ),
    ] {
        let said = said(a, b).unwrap_or_else(|| panic!("{a:?} {b:?}: nothing said"));
        assert!(said.certainty >= least, "{a:?} {b:?}: {said:?}");
    }
}

#[test]
fn two_people() {
    for (a, b, most) in [
        // Twins.
        (
            ("Daniel", "Lopez", "2012-04-18", ""),
            ("David", "Lopez", "2012-04-18", ""),
            Some(Certainty::Possible),
        ),
        (
            ("Daniel", "Lopez", "2012-04-18", "457555462"),
            ("Elena", "Lopez", "2012-04-18", "457555463"),
            Some(Certainty::Possible),
        ),
        // A family whose birth days nobody knew.
        (
            ("Hassan", "Ali", "1985-01-01", ""),
            ("Mohamed", "Ali", "1985-01-01", ""),
            None,
        ),
        // Two of a common name, born on a January 1 of one year: for somebody to look at, no more.
        (
            ("Mohamed", "Ali", "1979-01-01", ""),
            ("Mohamed", "Ali", "1979-01-01", ""),
            Some(Certainty::Likely),
        ),
        // Father and son.
        (
            ("William", "Olson, Sr", "1951-02-03", ""),
            ("William", "Olson, Jr", "1979-08-12", ""),
            None,
        ),
        (
            ("William", "Olson", "1951-02-03", ""),
            ("William", "Olson", "1979-08-12", ""),
            None,
        ),
        // The same name and nothing else.
        (
            ("Michael", "Johnson", "1980-05-05", ""),
            ("Michael", "Johnson", "1991-10-21", ""),
            None,
        ),
        // The same name and birth date, two numbers: one may be wrong, somebody has to look.
        (
            ("Maria", "Garcia", "1992-12-12", "457555462"),
            ("Maria", "Garcia", "1992-12-12", "389014477"),
            Some(Certainty::Likely),
        ),
        // A parent's number given for the child.
        (
            ("Rosa", "Martinez", "1984-03-07", "457555462"),
            ("Elena", "Martinez", "2011-10-02", "457555462"),
            Some(Certainty::Possible),
        ),
    ] {
        let said = said(a, b);
        let certainty = said.as_ref().map(|said| said.certainty);
        assert!(certainty <= most, "{a:?} {b:?}: {said:?}");
    }
}

#[test]
fn one_household_at_once_speaks_against_it() {
    let (a, b) = (
        record(("Daniel", "Lopez", "2012-04-18", "")),
        record(("Daniela", "Lopez", "2012-04-18", "")),
    );
    let apart = compare(&a, &b, Around::default(), &vocabulary());
    let around = Around {
        same_household: true,
    };
    let together = compare(&a, &b, around, &vocabulary());
    assert!(apart.is_some());
    assert!(together.map(|said| said.certainty) < Some(Certainty::Likely));
}

#[test]
fn phones_and_other_answers_weigh() {
    let mut a = record(("Rosa", "Martinez", "1984-03-07", ""));
    let mut b = record(("Rosa", "Martinez", "1984-03-07", ""));
    let plain = compare(&a, &b, Around::default(), &vocabulary()).unwrap();
    a.phones = vec!["2185550143".to_owned()];
    b.phones = vec!["6125550100".to_owned(), "2185550143".to_owned()];
    let phoned = compare(&a, &b, Around::default(), &vocabulary()).unwrap();
    assert!(phoned.score > plain.score);
    assert!(phoned.reasons.contains(&Reason::SamePhone));
    (a.sex, b.sex) = (Some(0), Some(1));
    (a.veteran, b.veteran) = (Some(true), Some(false));
    let differing = compare(&a, &b, Around::default(), &vocabulary()).unwrap();
    assert!(differing.score < phoned.score);
    assert!(differing.certainty < Certainty::Surely);
    assert!(differing.reasons.contains(&Reason::OtherSex));
}

#[test]
fn what_is_missing_says_nothing() {
    let a = record(("Rosa", "Martinez", "", ""));
    assert_eq!(
        compare(&a, &Record::default(), Around::default(), &vocabulary()),
        None
    );
    assert!(!format!("{a:?}").to_lowercase().contains("rosa"));
}

#[test]
fn the_better_answer_is_kept_and_of_equal_ones_the_newer() {
    for (kept, other, newer, expected) in [
        (1, 1, true, Side::Other),
        (1, 1, false, Side::Kept),
        (1, 2, true, Side::Kept),
        (2, 1, false, Side::Other),
        (99, 99, true, Side::Kept),
        (99, 2, false, Side::Other),
    ] {
        assert_eq!(
            prefers(kept, other, newer),
            expected,
            "{kept} {other} {newer}"
        );
    }
}

fn organization(number: u128) -> Option<OrganizationId> {
    Some(OrganizationId(Uuid::from_u128(number)))
}

#[test]
fn nobody_sees_more_of_the_merged_record() {
    let access = |shares, owner| Access {
        shares,
        owner: organization(owner),
    };
    for (kept, other, shares, owner) in [
        (access(true, 1), access(true, 2), true, organization(1)),
        (access(false, 1), access(true, 2), false, organization(1)),
        (access(true, 1), access(false, 2), false, organization(2)),
        (access(false, 1), access(false, 1), false, organization(1)),
        (access(false, 1), access(false, 2), false, None),
    ] {
        let joined = access_after(kept, other, true);
        assert_eq!(
            (joined.shares, joined.owner),
            (shares, owner),
            "{kept:?} {other:?}"
        );
        assert!(!joined.ssn_closed);
        assert!(access_after(kept, other, false).ssn_closed);
    }
}

fn stay(number: u128, of: Side, entry: &str) -> OpenStay {
    OpenStay {
        enrollment: EnrollmentId(Uuid::from_u128(number)),
        of,
        household: HouseholdId(Uuid::from_u128(number)),
        project: ProjectId(Uuid::from_u128(1)),
        project_name: "Northwest Coordinated Entry".to_owned(),
        list: Some(ListAuthorityId(Uuid::from_u128(1))),
        entry_on: day(entry).unwrap(),
        closable: true,
        suggested: false,
        written_here: true,
    }
}

fn ids(numbers: &[u128]) -> Vec<EnrollmentId> {
    let ids = numbers.iter().map(|id| EnrollmentId(Uuid::from_u128(*id)));
    ids.collect()
}

#[test]
fn of_two_places_on_a_list_the_first_stays() {
    let early = stay(1, Side::Kept, "2026-02-01");
    let late = stay(2, Side::Other, "2026-05-01");
    let found = resolve(&[early.clone(), late.clone()]);
    assert_eq!((found.close, found.blocks), (ids(&[2]), vec![]));

    let early = OpenStay {
        of: Side::Other,
        ..early
    };
    let late = OpenStay {
        of: Side::Kept,
        ..late
    };
    assert_eq!(resolve(&[early, late]).close, ids(&[2]));
}

#[test]
fn a_household_is_not_torn_apart() {
    let elsewhere = |stay: OpenStay| OpenStay {
        project: ProjectId(Uuid::from_u128(2)),
        ..stay
    };
    let early = stay(1, Side::Kept, "2026-02-01");
    let family = OpenStay {
        closable: false,
        ..elsewhere(stay(2, Side::Other, "2026-05-01"))
    };
    let found = resolve(&[early.clone(), family.clone()]);
    assert_eq!(found.left_open, ids(&[2]));
    assert_eq!((found.close, found.blocks), (vec![], vec![]));

    // In one project the database allows one only.
    let family = OpenStay {
        project: early.project,
        ..family
    };
    let found = resolve(&[early, family]);
    let project = "Northwest Coordinated Entry".to_owned();
    assert_eq!(found.blocks, [Block::SameProject { project }]);
}

#[test]
fn what_speaks_for_two_people_or_waits_for_somebody_blocks() {
    let one = stay(1, Side::Kept, "2026-02-01");
    let beside = OpenStay {
        household: one.household,
        ..stay(2, Side::Other, "2026-02-01")
    };
    let project = "Northwest Coordinated Entry".to_owned();
    let found = resolve(&[one.clone(), beside]);
    assert_eq!(
        found.blocks,
        [Block::OneHousehold {
            project: project.clone()
        }]
    );

    let suggested = OpenStay {
        suggested: true,
        ..stay(2, Side::Other, "2026-05-01")
    };
    assert!(
        resolve(&[one, suggested])
            .blocks
            .contains(&Block::Suggested { project })
    );
}

#[test]
fn other_lists_and_projects_stand_beside_each_other() {
    let here = stay(1, Side::Kept, "2026-02-01");
    let there = OpenStay {
        project: ProjectId(Uuid::from_u128(2)),
        list: Some(ListAuthorityId(Uuid::from_u128(2))),
        ..stay(2, Side::Other, "2026-05-01")
    };
    assert_eq!(
        resolve(&[here.clone(), there.clone()]),
        Resolution::default()
    );
    // Imported rows stand as they came.
    let shelter = |stay: OpenStay, written_here| OpenStay {
        list: None,
        project: ProjectId(Uuid::from_u128(3)),
        written_here,
        ..stay
    };
    let imported = resolve(&[shelter(here.clone(), true), shelter(there.clone(), false)]);
    assert_eq!(imported, Resolution::default());
    assert_eq!(
        resolve(&[shelter(here, true), shelter(there, true)])
            .blocks
            .len(),
        1
    );
}

#[test]
fn codes_are_read_back() {
    for one in Certainty::ALL {
        assert_eq!(Certainty::from_code(one.code()), Some(one));
        assert_eq!(
            serde_json::to_value(one).unwrap(),
            serde_json::Value::from(one.code())
        );
    }
    assert!(Certainty::Surely > Certainty::Possible);
}

//! The crowd: as it was asked for, and as names are.

use super::{Crowd, Evidence, SLIPS, Slip};
use domain::search::fold;
use std::collections::{BTreeMap, BTreeSet};

fn crowd() -> Crowd {
    Crowd::new(7, "2026-11-14".parse().expect("a day"))
}

#[test]
fn a_number_is_always_the_same_person() {
    let crowd = crowd();
    assert_eq!(crowd.person(731_004), crowd.person(731_004));
    assert_ne!(crowd.person(1).ssn, crowd.person(2).ssn);
}

#[test]
fn a_few_names_are_common_and_most_are_rare() {
    let crowd = crowd();
    let mut bearers = BTreeMap::<String, usize>::new();
    let people = 20_000;
    for number in 0..people {
        *bearers.entry(fold(&crowd.person(number).last)).or_default() += 1;
    }
    let mut counts = bearers.into_values().collect::<Vec<_>>();
    counts.sort_unstable_by(|one, other| other.cmp(one));
    let common = counts.iter().take(50).sum::<usize>();
    assert!(
        (2_500..6_000).contains(&common),
        "{common} bear the fifty commonest"
    );
    assert!(counts.len() > 4_000, "{} surnames", counts.len());
}

#[test]
fn every_slip_happens_and_changes_the_line() {
    let crowd = crowd();
    let mut seen = BTreeSet::new();
    for number in 0..3_000 {
        let person = crowd.person(number);
        let exact = crowd.ask(&person, Slip::None, 1).expect("always");
        assert!(exact.line.contains(&person.last), "{}", exact.line);
        for slip in SLIPS {
            let Some(asked) = crowd.ask(&person, slip, 1) else {
                continue;
            };
            seen.insert(slip);
            let line = format!(" {} ", asked.line);
            let typed = !line.contains(&format!(" {} {} ", person.first, person.last));
            let beside = matches!(asked.evidence, Evidence::Dob | Evidence::Ssn);
            assert!(
                slip == Slip::None || typed || beside,
                "{slip:?}: {}",
                asked.line
            );
        }
    }
    let missing = SLIPS
        .iter()
        .filter(|slip| !seen.contains(slip))
        .collect::<Vec<_>>();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn some_people_have_several_records() {
    let crowd = crowd();
    let mut records = BTreeMap::<u64, usize>::new();
    for record in crowd.records(2_000) {
        *records.entry(record.person).or_default() += 1;
    }
    let twice = records.values().filter(|count| **count > 1).count();
    assert_eq!(records.len(), 2_000);
    assert!((400..600).contains(&twice), "{twice}");
}

#[test]
fn half_of_the_classes_are_for_a_table() {
    let crowd = crowd();
    let half = crowd.spellings().half().count();
    let all = crowd.spellings().count();
    assert!(
        (all * 4 / 10..=all * 6 / 10).contains(&half),
        "{half} of {all}"
    );
}

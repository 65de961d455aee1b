//! What is proposed, and why.

use super::{ANA, LUIS, day, household, place};
use crate::policy::Policy;
use crate::proposal::{Facts, Kind, Proposal, propose};

fn kinds(change: impl FnOnce(&mut Facts)) -> Vec<Kind> {
    let mut facts = household();
    change(&mut facts);
    propose(&facts, &Policy::default(), &[])
        .iter()
        .map(Proposal::kind)
        .collect()
}

fn why(change: impl FnOnce(&mut Facts)) -> Vec<String> {
    let mut facts = household();
    change(&mut facts);
    let policy = Policy {
        review_after_refusals: Some(2),
        ..Policy::default()
    };
    propose(&facts, &policy, &[])
        .iter()
        .map(|proposal| proposal.why(&facts))
        .collect()
}

#[test]
fn nothing_is_proposed_for_who_waits_and_was_seen() {
    assert!(kinds(|_| {}).is_empty());
}

#[test]
fn a_move_in_proposes_from_the_first_day_on_the_list_to_today() {
    let moved = |on: &'static str| {
        move |facts: &mut Facts| facts.members[0].moved_in = Some(place("Birch House", on))
    };
    for (on, proposed) in [
        ("2026-02-28", false),
        ("2026-03-01", true),
        ("2026-11-14", true),
        ("2026-11-15", false),
    ] {
        assert_eq!(kinds(moved(on)) == [Kind::MovedIn], proposed, "{on}");
    }
    assert_eq!(
        why(moved("2026-11-08")),
        ["Moved in at Birch House on November 8, 2026."]
    );
}

#[test]
fn a_household_is_housed_where_its_head_is_and_else_those_who_moved() {
    let mut facts = household();
    facts.members[1].moved_in = Some(place("Birch House", "2026-11-08"));
    let policy = Policy::default();
    let luis = Proposal::MovedIn {
        place: place("Birch House", "2026-11-08"),
        members: vec![LUIS],
    };
    assert_eq!(
        luis.why(&facts),
        "Luis moved in at Birch House on November 8, 2026."
    );
    assert_eq!(propose(&facts, &policy, &[]), [luis]);
    facts.members[0].moved_in = Some(place("Elm Court", "2026-11-01"));
    let everybody = Proposal::MovedIn {
        place: place("Elm Court", "2026-11-01"),
        members: Vec::new(),
    };
    assert_eq!(propose(&facts, &policy, &[]), [everybody]);
}

#[test]
fn who_died_goes_before_everything_else() {
    let change = |facts: &mut Facts| {
        facts.members[1].died_on = Some(day("2026-11-01"));
        facts.members[0].moved_in = Some(place("Birch House", "2026-11-08"));
    };
    assert_eq!(kinds(change), [Kind::Deceased]);
    assert_eq!(
        why(change),
        ["Luis died on November 1, 2026, another stay says."]
    );
    let tomorrow = |facts: &mut Facts| facts.members[1].died_on = Some(day("2026-11-15"));
    assert!(kinds(tomorrow).is_empty());
}

#[test]
fn the_later_of_two_enrollments_is_proposed() {
    let change = |facts: &mut Facts| {
        for member in &mut facts.members {
            member.earlier = Some(place("Northwest Walk-in", "2025-10-20"));
        }
    };
    assert_eq!(kinds(change), [Kind::SecondEnrollment]);
    assert_eq!(
        why(change),
        ["Ana and Luis stood on this list already, in Northwest Walk-in since October 20, 2025."]
    );
}

#[test]
fn silence_is_proposed_after_the_days_of_the_policy() {
    // 90 days before November 14 is August 16.
    for (heard_on, proposed) in [("2026-08-16", false), ("2026-08-15", true)] {
        let change = |facts: &mut Facts| facts.heard_on = Some(day(heard_on));
        assert_eq!(kinds(change) == [Kind::NoContact], proposed, "{heard_on}");
    }
    let never = |facts: &mut Facts| facts.heard_on = None;
    assert_eq!(
        why(never),
        ["Last heard of on March 1, 2026, 258 days ago."]
    );
    // What was before the household came does not count.
    let before = |facts: &mut Facts| {
        facts.heard_on = Some(day("2025-01-01"));
        facts.on_list_since = day("2026-11-01");
    };
    assert!(kinds(before).is_empty());
}

#[test]
fn silence_is_held_back_by_a_referral_and_by_a_stay_elsewhere() {
    let silent = |facts: &mut Facts| facts.heard_on = Some(day("2026-03-01"));
    assert_eq!(kinds(silent), [Kind::NoContact]);
    let referred = |facts: &mut Facts| {
        silent(facts);
        facts.referral_active = true;
    };
    assert!(kinds(referred).is_empty());
    for (until, proposed) in [
        ("2026-11-14", false),
        ("2026-08-16", false),
        ("2026-08-15", true),
    ] {
        let elsewhere = |facts: &mut Facts| {
            silent(facts);
            facts.elsewhere_until = Some(day(until));
        };
        assert_eq!(kinds(elsewhere) == [Kind::NoContact], proposed, "{until}");
    }
    let mut facts = household();
    silent(&mut facts);
    let off = Policy {
        propose_no_contact: false,
        ..Policy::default()
    };
    assert!(propose(&facts, &off, &[]).is_empty());
}

#[test]
fn silence_is_another_proposal_each_time_the_days_have_passed() {
    let proposed = |heard_on: &str| {
        let mut facts = household();
        facts.heard_on = Some(day(heard_on));
        propose(&facts, &Policy::default(), &[])
    };
    let times = |heard_on: &str| match &proposed(heard_on)[..] {
        [Proposal::NoContact { times, .. }] => *times,
        other => panic!("{other:?}"),
    };
    // 91, 179 and 180 days ago.
    assert_eq!(
        ["2026-08-15", "2026-05-19", "2026-05-18"].map(times),
        [1, 1, 2]
    );
}

#[test]
fn an_ended_consent_and_refusals_propose_something_else_than_an_exit() {
    let ended = |facts: &mut Facts| facts.consent_ended_on = Some(day("2026-11-14"));
    assert_eq!(kinds(ended), [Kind::ConsentEnded]);
    let later = |facts: &mut Facts| facts.consent_ended_on = Some(day("2026-11-15"));
    assert!(kinds(later).is_empty());
    // Off by default.
    assert!(kinds(|facts| facts.refusals = 9).is_empty());
    for (refusals, proposed) in [(1, false), (2, true)] {
        let said = why(|facts| facts.refusals = refusals);
        assert_eq!(!said.is_empty(), proposed, "{refusals}");
    }
    assert!(!Kind::ConsentEnded.is_exit() && !Kind::Refusals.is_exit());
}

#[test]
fn what_was_decided_gives_way_to_what_comes_after_it() {
    let mut facts = household();
    facts.members[1].earlier = Some(place("Northwest Walk-in", "2025-10-20"));
    facts.heard_on = Some(day("2026-03-01"));
    let policy = Policy::default();
    let second = propose(&facts, &policy, &[]);
    assert_eq!(second[0].kind(), Kind::SecondEnrollment);
    let then = propose(&facts, &policy, &second);
    assert_eq!(then[0].kind(), Kind::NoContact);
    assert!(propose(&facts, &policy, &[second, then].concat()).is_empty());
}

#[test]
fn those_who_moved_are_named_also_where_all_who_may_be_named_did() {
    // A protected person may be there too, and nobody knows where they are.
    let mut facts = household();
    facts.members.remove(0);
    facts.members[0].moved_in = Some(place("Birch House", "2026-11-08"));
    let proposed = propose(&facts, &Policy::default(), &[]);
    let members = vec![LUIS];
    let place = place("Birch House", "2026-11-08");
    assert_eq!(proposed, [Proposal::MovedIn { place, members }]);
}

#[test]
fn nobody_who_may_be_named_is_nobody_to_propose_for() {
    let nobody = |facts: &mut Facts| {
        facts.members.clear();
        facts.heard_on = Some(day("2026-03-01"));
    };
    assert!(kinds(nobody).is_empty());
}

#[test]
fn a_stored_proposal_comes_back() {
    let mut facts = household();
    facts.members[0].died_on = Some(day("2026-11-01"));
    facts.consent_ended_on = Some(day("2026-10-01"));
    for proposal in propose(&facts, &Policy::default(), &[]) {
        let json = serde_json::to_value(&proposal).expect("serializes");
        assert_eq!(json["kind"], proposal.kind().code());
        let back = serde_json::from_value::<Proposal>(json).expect("a proposal");
        assert_eq!(back, proposal);
    }
    assert_eq!(facts.members[0].enrollment, ANA);
}

//! A plan in words.

use super::{
    ANA, LUIS, ROSA, SUBSIDY, day, everybody_leaves, household, leaves, other, own, referral,
};
use crate::exit::{Command, Contact, Field, decide};
use crate::hud::LivingSituation;
use crate::policy::Policy;

fn sentences(change: fn(&mut Command)) -> Vec<String> {
    let mut command = everybody_leaves();
    change(&mut command);
    decide(&household(), &command, &Policy::default().exit_rules())
        .expect("a plan")
        .sentences()
}

#[test]
fn a_household_leaves_together() {
    assert_eq!(
        sentences(|_| {}),
        [
            "3 people leave the Northwest Priority List on November 10, 2026.",
            "Destination: Rental by client, no ongoing housing subsidy.",
            "Reason for leaving the list: Housed on their own.",
        ]
    );
}

#[test]
fn one_leaves_and_others_stay() {
    assert_eq!(
        sentences(|command| {
            command.leaving = vec![leaves(LUIS)];
            command.answers.destination = Some(LivingSituation::RentalWithSubsidy);
            command.answers.subsidy = Some(SUBSIDY);
        }),
        [
            "Luis leaves the household on November 10, 2026.",
            "Destination: Rental by client, with ongoing housing subsidy: Public housing unit.",
            "Ana and Rosa stay on the Northwest Priority List.",
            "Reason for leaving the list: Housed on their own.",
        ]
    );
}

#[test]
fn what_differs_is_said_of_each() {
    assert_eq!(
        sentences(|command| {
            command.leaving = vec![leaves(LUIS), leaves(ROSA)];
            command.leaving[1].exit_on = Some(day("2026-11-01"));
            let mut place = own(LivingSituation::Other);
            place.other_destination = Some("A boat".to_owned());
            command.leaving[1].destination = Some(place);
        }),
        [
            "2 people leave the household.",
            "Luis leaves on November 10, 2026.",
            "Rosa leaves on November 1, 2026.",
            "Destination of Luis: Rental by client, no ongoing housing subsidy.",
            "Destination of Rosa: Other: A boat.",
            "Ana stays on the Northwest Priority List.",
            "Reason for leaving the list: Housed on their own.",
        ]
    );
}

#[test]
fn what_happens_around_the_exit_is_said() {
    let (mut facts, mut command) = (household(), everybody_leaves());
    facts.referrals = vec![referral()];
    facts.others = vec![other(LUIS)];
    command.referral = Some(referral().event);
    command.close = vec![other(LUIS).household];
    command.contact = Some(Contact {
        on: Some(day("2026-11-12")),
        situation: Some(LivingSituation::EmergencyShelter),
        subsidy: None,
    });
    let plan = decide(&facts, &command, &Policy::default().exit_rules()).expect("a plan");
    assert_eq!(
        plan.sentences()[3..],
        [
            "The referral to Birch House is successful as of November 2, 2026 on behalf of Birch Ridge, who is \
             told.",
            "Luis\u{2019}s other enrollment in Northwest Walk-in, open since October 20, 2026, is closed too.",
            "The contact on November 12, 2026 is kept as a note, since it was after the exit.",
        ]
    );
}

#[test]
fn a_new_head_is_said_with_the_relationships_that_change() {
    assert_eq!(
        sentences(|command| {
            command.leaving = vec![leaves(ANA)];
            command.new_head = Some(LUIS);
        })[4..],
        [
            "Luis is the head of household, from the household\u{2019}s start on March 1, 2026.",
            "Ana is then: spouse or partner.",
        ]
    );
}

#[test]
fn every_field_has_a_place_of_its_own_on_the_page() {
    let own =
        |field: fn(Option<crate::ids::EnrollmentId>) -> Field| [field(None), field(Some(ANA))];
    let mut ids = [
        vec![
            Field::Leaving,
            Field::Member(ANA),
            Field::RemovalReason,
            Field::Note,
            Field::Head,
            Field::Referral,
            Field::Other(household().household),
            Field::ContactOn,
            Field::ContactSituation,
            Field::ContactSubsidy,
            Field::ContactMade,
            Field::Purpose,
        ],
        own(Field::ExitOn).to_vec(),
        own(Field::Destination).to_vec(),
        own(Field::Subsidy).to_vec(),
        own(Field::OtherDestination).to_vec(),
    ]
    .concat()
    .into_iter()
    .map(Field::element_id)
    .collect::<Vec<_>>();
    assert_eq!(ids[1], "leaves-00000000000000000000000000000001");
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

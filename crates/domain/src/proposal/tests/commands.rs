//! The exits that proposals ask for, over the household of the exit's own tests.

use super::{day, place};
use crate::exit::tests::{ANA, LUIS, ROSA, household, housing, other, referral};
use crate::exit::{Facts, Plan, Rule, decide};
use crate::hud::{Coded, LivingSituation, RelationshipToHoH, RentalSubsidyType};
use crate::policy::Policy;
use crate::proposal::{Proposal, command};
use chrono::NaiveDate;

fn plan(facts: &Facts, proposal: &Proposal) -> Result<Plan, Vec<Rule>> {
    let rules = Policy::default().exit_rules();
    let command = command(proposal, facts, &rules).expect("an exit");
    decide(facts, &command, &rules)
        .map_err(|problems| problems.iter().map(|problem| problem.rule).collect())
}

fn exits(plan: &Plan) -> Vec<(u128, NaiveDate, LivingSituation)> {
    let exits = plan.exits.iter();
    exits
        .map(|exit| {
            let who = exit.enrollment.0.as_u128();
            (who, exit.exit_on, exit.destination)
        })
        .collect()
}

#[test]
fn silence_ends_everybody_on_the_day_they_were_heard_of_last() {
    let mut facts = household();
    facts.members[2].entry_on = day("2026-07-01");
    let silent = Proposal::NoContact {
        heard_on: day("2026-06-09"),
        times: 1,
    };
    let plan = plan(&facts, &silent).expect("a plan");
    let nobody_asked = LivingSituation::NoExitInterview;
    assert_eq!(
        exits(&plan),
        [
            (1, day("2026-06-09"), nobody_asked),
            (2, day("2026-06-09"), nobody_asked),
            // Nobody leaves before they came.
            (3, day("2026-07-01"), nobody_asked),
        ]
    );
    assert_eq!(plan.removal_reason.as_deref(), Some("no_contact"));
    assert!(!plan.warnings.is_empty());
}

#[test]
fn a_move_in_is_the_form_as_it_is_filled_in() {
    let mut facts = household();
    facts.housing = vec![housing()];
    facts.referrals = vec![referral()];
    facts.others = vec![other(LUIS)];
    let moved = Proposal::MovedIn {
        place: place("Birch House", "2026-11-08"),
        members: Vec::new(),
    };
    let plan = plan(&facts, &moved).expect("a plan");
    let rental = LivingSituation::RentalWithSubsidy;
    assert_eq!(
        exits(&plan),
        [1, 2, 3].map(|who| (who, day("2026-11-08"), rental))
    );
    assert_eq!(
        plan.exits[0].subsidy,
        Some(RentalSubsidyType::PermanentSupportiveHousing)
    );
    assert_eq!(plan.removal_reason.as_deref(), Some("housed_referral"));
    assert!(plan.result.is_some());
    assert_eq!(plan.closings.len(), 1);
}

#[test]
fn another_move_in_is_not_the_one_that_is_proposed() {
    let mut facts = household();
    let mut later = housing();
    later.member = LUIS;
    later.project_name = "Elm Court".to_owned();
    later.moved_in_on = Some(day("2026-11-12"));
    facts.housing = vec![later, housing()];
    let moved = Proposal::MovedIn {
        place: place("Birch House", "2026-11-08"),
        members: Vec::new(),
    };
    let plan = plan(&facts, &moved).expect("a plan");
    assert!(
        plan.exits
            .iter()
            .all(|exit| exit.exit_on == day("2026-11-08"))
    );
}

#[test]
fn who_died_leaves_alone() {
    let facts = household();
    let died = Proposal::Deceased {
        members: vec![(ROSA, day("2026-11-01"))],
    };
    let plan = plan(&facts, &died).expect("a plan");
    let deceased = LivingSituation::Deceased;
    assert_eq!(exits(&plan), [(3, day("2026-11-01"), deceased)]);
    assert_eq!(plan.staying, ["Ana", "Luis"]);
    assert!(plan.head.is_none());
}

#[test]
fn a_new_head_is_named_where_only_one_can_be() {
    let died = Proposal::Deceased {
        members: vec![(ANA, day("2026-11-01"))],
    };
    assert_eq!(
        plan(&household(), &died),
        Err(vec![Rule::HeadLeavesOthersStay])
    );
    let mut two = household();
    two.members.truncate(2);
    let plan = plan(&two, &died).expect("a plan");
    assert_eq!(plan.head.map(|head| head.enrollment), Some(LUIS));
}

#[test]
fn a_second_enrollment_ends_today_as_a_duplicate() {
    let mut facts = household();
    facts.members[0].relationship = Some(Coded::Known(RelationshipToHoH::HeadOfHousehold));
    let doubled = Proposal::SecondEnrollment {
        earlier: place("Northwest Walk-in", "2025-10-20"),
        members: vec![ANA, LUIS, ROSA],
    };
    let plan = plan(&facts, &doubled).expect("a plan");
    assert!(plan.exits.iter().all(|exit| exit.exit_on == facts.today));
    assert_eq!(plan.removal_reason.as_deref(), Some("duplicate"));
}

#[test]
fn what_is_no_exit_has_no_command() {
    let rules = Policy::default().exit_rules();
    for proposal in [
        Proposal::ConsentEnded {
            on: day("2026-11-01"),
        },
        Proposal::Refusals { count: 3 },
    ] {
        assert_eq!(command(&proposal, &household(), &rules), None);
    }
}

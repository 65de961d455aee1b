//! What holds of every exit, whatever is asked.

use super::{day, housing, other, own, referral};
use crate::exit::{
    Answers, Command, Contact, Facts, Housing, Leaving, Member, OtherStay, OwnDestination, Plan,
    Referral, Relation, decide,
};
use crate::hud::{Coded, LivingSituation, RelationshipToHoH, RentalSubsidyType};
use crate::ids::{ClientId, EnrollmentId, HouseholdId};
use crate::policy::Policy;
use chrono::{Days, NaiveDate};
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;
use uuid::Uuid;

fn enrollment(number: u128) -> EnrollmentId {
    EnrollmentId(Uuid::from_u128(number))
}

/// Close together, so that before and after are both usual.
fn near_day() -> impl Strategy<Value = NaiveDate> {
    (0..14_u64).prop_map(|ahead| day("2026-11-01") + Days::new(ahead))
}

fn long_ago() -> impl Strategy<Value = NaiveDate> {
    (0..4_000_u64).prop_map(|back| day("2026-11-05") - Days::new(back))
}

fn place() -> impl Strategy<Value = LivingSituation> {
    prop_oneof![
        2 => select(LivingSituation::ALL),
        4 => Just(LivingSituation::RentalNoSubsidy),
        2 => Just(LivingSituation::RentalWithSubsidy),
        1 => Just(LivingSituation::Other),
        1 => Just(LivingSituation::Deceased),
    ]
}

fn any_member(number: u128) -> impl Strategy<Value = Member> {
    let usual = if number == 1 { 1..=1_i32 } else { 2..=5_i32 };
    let code = prop_oneof![8 => usual, 1 => 1..=5_i32];
    let parts = (
        weighted(0.95, code.prop_map(Coded::<RelationshipToHoH>::from_code)),
        of(long_ago()),
        long_ago(),
        weighted(0.1, near_day()),
        proptest::bool::weighted(0.05),
        "[A-Z][a-z]{0,5}",
    );
    parts.prop_map(
        move |(relationship, dob, entry_on, exit_on, intake_unfinished, name)| Member {
            enrollment: enrollment(number),
            client: Some(ClientId(Uuid::from_u128(number))),
            version: 1,
            name,
            relationship,
            dob: dob.filter(|dob| *dob <= entry_on),
            entry_on,
            exit_on,
            intake_unfinished,
            stays: Vec::new(),
            recorded: Vec::new(),
            died_on: None,
        },
    )
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let members = (
        any_member(1),
        any_member(2),
        any_member(3),
        any_member(4),
        0..=4_usize,
    );
    let parts = (
        members,
        (8..20_u64).prop_map(|ahead| day("2026-11-01") + Days::new(ahead)),
        weighted(0.1, near_day()),
        weighted(0.1, near_day()),
        any_around(),
    );
    parts.prop_map(
        |((a, b, c, d, size), today, operating_start, operating_end, around)| Facts {
            household: HouseholdId(Uuid::nil()),
            today,
            project_name: "Project".to_owned(),
            operating_start,
            operating_end,
            list_name: "List".to_owned(),
            members: [a, b, c, d].into_iter().take(size).collect(),
            last_contact_on: around.0,
            referrals: around.1.into_iter().collect(),
            housing: around.2.into_iter().collect(),
            others: around.3.into_iter().collect(),
        },
    )
}

type Around = (
    Option<NaiveDate>,
    Option<Referral>,
    Option<Housing>,
    Option<OtherStay>,
);

/// What stands around the household, now and then.
fn any_around() -> impl Strategy<Value = Around> {
    let housed = of(near_day()).prop_map(|housed_on| Referral {
        housed_on,
        ..referral()
    });
    let stay = (1..=4_u128, any::<bool>(), near_day()).prop_map(|(number, closable, entry_on)| {
        OtherStay {
            closable,
            entry_on,
            ..other(enrollment(number))
        }
    });
    let home = (1..=4_u128, of(near_day())).prop_map(|(number, moved_in_on)| Housing {
        member: enrollment(number),
        moved_in_on,
        ..housing()
    });
    (
        weighted(0.3, near_day()),
        weighted(0.2, housed),
        weighted(0.2, home),
        weighted(0.2, stay),
    )
}

fn any_contact() -> impl Strategy<Value = Contact> {
    (
        weighted(0.9, near_day()),
        weighted(0.9, place()),
        of(select(RentalSubsidyType::ALL)),
    )
        .prop_map(|(on, situation, subsidy)| Contact {
            on,
            situation,
            subsidy,
        })
}

fn words() -> impl Strategy<Value = Option<String>> {
    of(prop_oneof![8 => "[ a-zé]{0,12}", 1 => Just("x".repeat(60)), 1 => Just("x".repeat(2_100))])
}

fn any_own() -> impl Strategy<Value = OwnDestination> {
    (place(), of(select(RentalSubsidyType::ALL)), words()).prop_map(
        |(destination, subsidy, other_destination)| OwnDestination {
            subsidy,
            other_destination,
            ..own(destination)
        },
    )
}

fn any_leaving() -> impl Strategy<Value = Leaving> {
    let number = prop_oneof![20 => 1..=4_u128, 1 => Just(9)];
    (number, weighted(0.2, near_day()), weighted(0.3, any_own())).prop_map(
        |(number, exit_on, destination)| Leaving {
            enrollment: enrollment(number),
            version: 1,
            exit_on,
            destination,
        },
    )
}

fn any_command() -> impl Strategy<Value = Command> {
    let reasons = Policy::default().removal_reasons;
    let reason = (0..=reasons.len()).prop_map(move |at| {
        reasons
            .get(at)
            .map_or_else(|| "gone".to_owned(), |reason| reason.code.clone())
    });
    let answers = (
        weighted(0.9, near_day()),
        weighted(0.9, place()),
        weighted(0.8, select(RentalSubsidyType::ALL)),
        words(),
    );
    let relation =
        (1..=4_u128, select(RelationshipToHoH::ALL)).prop_map(|(number, relationship)| Relation {
            enrollment: enrollment(number),
            relationship,
        });
    let around = (
        weighted(0.5, (1..=4_u128).prop_map(enrollment)),
        proptest::collection::vec(relation, 0..3),
        weighted(0.2, Just(referral().event)),
        weighted(0.2, Just(other(enrollment(1)).household)),
        weighted(0.2, any_contact()),
    );
    let parts = (
        answers,
        proptest::collection::vec(any_leaving(), 0..6),
        weighted(0.8, reason),
        words(),
        around,
    );
    parts.prop_map(|(answers, leaving, removal_reason, note, around)| {
        let (exit_on, destination, subsidy, other_destination) = answers;
        Command {
            answers: Answers {
                exit_on,
                destination,
                subsidy,
                other_destination,
            },
            leaving,
            removal_reason,
            note,
            new_head: around.0,
            relations: around.1,
            referral: around.2,
            close: around.3.into_iter().collect(),
            contact: around.4,
            confirmed: None,
        }
    })
}

fn any_policy() -> impl Strategy<Value = Policy> {
    any::<bool>().prop_map(|removal_reason_required| Policy {
        removal_reason_required,
        ..Policy::default()
    })
}

/// The command that a plan amounts to, with every answer given to each member.
fn command_of(plan: &Plan, asked: &Command) -> Command {
    let leaving = plan.exits.iter().map(|exit| Leaving {
        enrollment: exit.enrollment,
        version: exit.version,
        exit_on: Some(exit.exit_on),
        destination: Some(OwnDestination {
            destination: exit.destination,
            subsidy: exit.subsidy,
            other_destination: exit.other_destination.clone(),
        }),
    });
    Command {
        answers: Answers::default(),
        leaving: leaving.collect(),
        removal_reason: plan.removal_reason.clone(),
        note: plan.note.clone(),
        new_head: plan.head.as_ref().map(|head| head.enrollment),
        // What stays as it was is not in the plan, and may be what was said.
        relations: asked.relations.clone(),
        referral: plan.result.as_ref().map(|result| result.event),
        close: plan
            .closings
            .iter()
            .map(|closing| closing.household)
            .collect(),
        contact: plan.contact.map(|contact| Contact {
            on: Some(contact.on),
            situation: Some(contact.situation),
            subsidy: contact.subsidy,
        }),
        confirmed: Some(plan.warnings_key()),
    }
}

/// What each member is once the plan is saved.
fn relationship(plan: &Plan, member: &Member) -> Option<Coded<RelationshipToHoH>> {
    let mut relations = plan.head.iter().flat_map(|head| &head.relations);
    let changed = relations.find(|one| one.enrollment == member.enrollment);
    changed.map_or(member.relationship, |one| {
        Some(Coded::Known(one.relationship))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_same_question_has_the_same_answer(
        facts in any_facts(), command in any_command(), policy in any_policy()
    ) {
        let answer = decide(&facts, &command, &policy.exit_rules());
        prop_assert_eq!(&answer, &decide(&facts, &command, &policy.exit_rules()));
        if let Err(problems) = answer {
            prop_assert!(!problems.is_empty());
            prop_assert!(problems.iter().all(|problem| problem.message.ends_with('.')));
            let places = problems.iter().map(|p| (p.field, p.rule)).collect::<BTreeSet<_>>();
            prop_assert_eq!(places.len(), problems.len(), "each is said once");
        }
    }

    #[test]
    fn a_plan_holds_only_exits_that_may_be(
        facts in any_facts(), command in any_command(), policy in any_policy()
    ) {
        let Ok(plan) = decide(&facts, &command, &policy.exit_rules()) else {
            return Ok(());
        };
        prop_assert!(!plan.exits.is_empty());
        for exit in &plan.exits {
            let member = facts.members.iter().find(|m| m.enrollment == exit.enrollment);
            let member = member.expect("of this household");
            prop_assert!(member.is_open() && !member.intake_unfinished);
            prop_assert!(exit.exit_on >= member.entry_on && exit.exit_on <= facts.today);
            prop_assert!(member.dob.is_none_or(|dob| exit.exit_on >= dob));
            prop_assert!(facts.operating_start.is_none_or(|start| exit.exit_on >= start));
            prop_assert!(facts.operating_end.is_none_or(|end| exit.exit_on <= end));
            prop_assert!(exit.destination.is_destination());
            let rental = exit.destination == LivingSituation::RentalWithSubsidy;
            prop_assert_eq!(exit.subsidy.is_some(), rental);
            let other = exit.destination == LivingSituation::Other;
            prop_assert_eq!(exit.other_destination.is_some(), other);
        }
        prop_assert!(plan.sentences().len() >= 2);
    }

    #[test]
    fn who_is_ticked_leaves_once_and_nobody_else(
        facts in any_facts(), command in any_command(), policy in any_policy()
    ) {
        let Ok(plan) = decide(&facts, &command, &policy.exit_rules()) else {
            return Ok(());
        };
        let ticked = command.leaving.iter().map(|one| one.enrollment).collect::<BTreeSet<_>>();
        let gone = plan.exits.iter().map(|exit| exit.enrollment).collect::<Vec<_>>();
        let in_order = facts.members.iter().map(|m| m.enrollment).filter(|id| ticked.contains(id));
        prop_assert_eq!(&gone, &in_order.collect::<Vec<_>>());
        let open = facts.members.iter().filter(|member| member.is_open()).count();
        prop_assert_eq!(plan.exits.len() + plan.staying.len(), open);
        prop_assert_eq!(plan.leaves_list(), gone.len() == open);
    }

    #[test]
    fn who_stays_has_exactly_one_head(
        facts in any_facts(), command in any_command(), policy in any_policy()
    ) {
        let Ok(plan) = decide(&facts, &command, &policy.exit_rules()) else {
            return Ok(());
        };
        let gone = plan.exits.iter().map(|exit| exit.enrollment).collect::<BTreeSet<_>>();
        let stays = |member: &&Member| !gone.contains(&member.enrollment);
        let head = |member: &&Member| {
            relationship(&plan, member) == Some(Coded::Known(RelationshipToHoH::HeadOfHousehold))
        };
        let heads = facts.open().filter(stays).filter(head).count();
        prop_assert_eq!(heads, usize::from(!plan.leaves_list()));
        prop_assert_eq!(facts.open().filter(head).count(), 1, "nor are there two who leave and stay");
        prop_assert!(plan.head.is_none() || plan.head.as_ref().map(|head| head.since) == facts.start());
    }

    #[test]
    fn nothing_around_is_touched_that_may_not_be(
        facts in any_facts(), command in any_command(), policy in any_policy()
    ) {
        let Ok(plan) = decide(&facts, &command, &policy.exit_rules()) else {
            return Ok(());
        };
        for closing in &plan.closings {
            let other = facts.others.iter().find(|one| one.enrollment == closing.exit.enrollment);
            let other = other.expect("one that was shown");
            prop_assert!(other.closable && closing.exit.exit_on >= other.entry_on);
            prop_assert!(plan.exits.iter().any(|exit| exit.enrollment == other.member));
        }
        if let Some(result) = &plan.result {
            prop_assert_eq!(facts.referrals[0].housed_on, Some(result.result_on));
        }
        if let Some(contact) = &plan.contact {
            let exit = plan.exits.iter().find(|exit| exit.enrollment == contact.enrollment);
            prop_assert_eq!(contact.as_note, contact.on > exit.expect("who leaves").exit_on);
            prop_assert!(contact.on <= facts.today);
            prop_assert!(contact.situation.is_current_living_situation());
        }
        prop_assert!(plan.warnings.iter().all(|warning| warning.message.ends_with('.')));
    }

    #[test]
    fn a_plan_decided_again_is_the_same(
        facts in any_facts(), command in any_command(), policy in any_policy()
    ) {
        let Ok(plan) = decide(&facts, &command, &policy.exit_rules()) else {
            return Ok(());
        };
        prop_assert_eq!(decide(&facts, &command_of(&plan, &command), &policy.exit_rules()), Ok(plan));
    }
}

/// The properties of plans say nothing unless plans come about.
#[test]
fn plans_come_about_often_enough() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let plans = (0..2_000).filter(|_| {
        let tree = (any_facts(), any_command(), any_policy()).new_tree(&mut runner);
        let (facts, command, policy) = tree.expect("a case").current();
        decide(&facts, &command, &policy.exit_rules()).is_ok()
    });
    let plans = plans.count();
    assert!(plans > 40, "{plans} of 2,000");
}

//! Rules about what is closed and recorded with the exit.

use super::table;
use crate::calendar;
use crate::exit::tests::{
    ANA, LUIS, ROSA, day, everybody_leaves, household, leaves, other, referral,
};
use crate::exit::{Contact, Field, PlannedContact, Problem, Rule, decide};
use crate::hud::{LivingSituation, RentalSubsidyType};
use crate::ids::HouseholdId;
use crate::policy::{OutflowClass, Policy};
use uuid::Uuid;

const OTHER: HouseholdId = HouseholdId(Uuid::from_u128(8));

#[test]
fn referral_not_offered() {
    table(
        Rule::ReferralNotOffered,
        &[
            (
                "one that has a result by now",
                |_, c, _| c.referral = Some(referral().event),
                &[Field::Referral],
            ),
            (
                "nobody is enrolled there",
                |f, c, _| {
                    f.referrals = vec![referral()];
                    f.referrals[0].housed_on = None;
                    c.referral = Some(referral().event);
                },
                &[Field::Referral],
            ),
            (
                "they are enrolled there",
                |f, c, _| {
                    f.referrals = vec![referral()];
                    c.referral = Some(referral().event);
                },
                &[],
            ),
        ],
    );
}

#[test]
fn a_referral_is_successful_as_of_the_housing_enrollment() {
    let (mut facts, mut command) = (household(), everybody_leaves());
    facts.referrals = vec![referral()];
    command.referral = Some(referral().event);
    let plan = decide(&facts, &command, &Policy::default().exit_rules()).expect("a plan");
    assert_eq!(plan.warnings, []);
    let result = plan.result.expect("a result");
    assert_eq!(result.result_on, day("2026-11-02"));
    assert_eq!(result.version, 3);
}

#[test]
fn other_stay_not_offered() {
    table(
        Rule::OtherStayNotOffered,
        &[
            (
                "there is none",
                |_, c, _| c.close = vec![OTHER],
                &[Field::Other(OTHER)],
            ),
            (
                "somebody else is in that household, or it is not this user\u{2019}s to exit",
                |f, c, _| {
                    f.others = vec![other(LUIS)];
                    f.others[0].closable = false;
                    c.close = vec![OTHER];
                },
                &[Field::Other(OTHER)],
            ),
            (
                "the person stays here",
                |f, c, _| {
                    f.others = vec![other(LUIS)];
                    c.leaving = vec![leaves(ROSA)];
                    c.close = vec![OTHER];
                },
                &[Field::Other(OTHER)],
            ),
            (
                "the person leaves",
                |f, c, _| {
                    f.others = vec![other(LUIS)];
                    c.close = vec![OTHER, OTHER];
                },
                &[],
            ),
        ],
    );
}

#[test]
fn other_stay_began_later() {
    let message = table(
        Rule::OtherStayBeganLater,
        &[
            (
                "a day after the exit",
                |f, c, _| {
                    f.others = vec![other(LUIS)];
                    f.others[0].entry_on = day("2026-11-11");
                    c.close = vec![OTHER];
                },
                &[Field::Other(OTHER)],
            ),
            (
                "the same day",
                |f, c, _| {
                    f.others = vec![other(LUIS)];
                    f.others[0].entry_on = day("2026-11-10");
                    c.close = vec![OTHER];
                },
                &[],
            ),
        ],
    );
    assert_eq!(
        message,
        "Luis\u{2019}s other enrollment began on November 11, 2026, after the exit date. Leave it open, or \
         choose a later date."
    );
}

#[test]
fn another_enrollment_is_closed_as_a_duplicate() {
    let (mut facts, mut command) = (household(), everybody_leaves());
    facts.others = vec![other(LUIS)];
    command.close = vec![OTHER, OTHER];
    let plan = decide(&facts, &command, &Policy::default().exit_rules()).expect("a plan");
    assert_eq!(plan.warnings, []);
    let [closing] = plan.closings.as_slice() else {
        panic!("one closing, got {}", plan.closings.len());
    };
    assert_eq!(closing.exit.enrollment, other(LUIS).enrollment);
    assert_eq!(closing.exit.exit_on, day("2026-11-10"));
    assert_eq!(closing.exit.destination, LivingSituation::RentalNoSubsidy);
    assert_eq!(closing.exit.removal_reason.as_deref(), Some("duplicate"));
    assert_eq!(closing.exit.removal_class, Some(OutflowClass::Correction));
}

/// A contact in a shelter.
fn contact(on: &str) -> Option<Contact> {
    Some(Contact {
        on: Some(day(on)),
        situation: Some(LivingSituation::EmergencyShelter),
        subsidy: None,
    })
}

#[test]
fn contact_date_missing() {
    table(
        Rule::ContactDateMissing,
        &[
            (
                "no date",
                |_, c, _| {
                    c.contact = contact("2026-11-09");
                    c.contact.as_mut().expect("a contact").on = None;
                },
                &[Field::ContactOn],
            ),
            ("a date", |_, c, _| c.contact = contact("2026-11-09"), &[]),
        ],
    );
}

#[test]
fn contact_date_unreadable() {
    let why = calendar::parse_typed("soon", household().today).expect_err("no date");
    let problem = Problem::unreadable_date(Field::ContactOn, why);
    assert_eq!(problem.rule, Rule::ContactDateUnreadable);
    assert_eq!(
        problem.message,
        "Enter a date such as 3/7/2026, or \u{201c}today\u{201d}."
    );
}

#[test]
fn contact_in_future() {
    table(
        Rule::ContactInFuture,
        &[
            (
                "tomorrow",
                |_, c, _| c.contact = contact("2026-11-15"),
                &[Field::ContactOn],
            ),
            ("today", |_, c, _| c.contact = contact("2026-11-14"), &[]),
        ],
    );
}

#[test]
fn contact_before_entry() {
    table(
        Rule::ContactBeforeEntry,
        &[
            (
                "the day before",
                |_, c, _| c.contact = contact("2026-02-28"),
                &[Field::ContactOn],
            ),
            ("that day", |_, c, _| c.contact = contact("2026-03-01"), &[]),
        ],
    );
}

#[test]
fn contact_situation_missing() {
    table(
        Rule::ContactSituationMissing,
        &[
            (
                "none",
                |_, c, _| {
                    c.contact = contact("2026-11-09");
                    c.contact.as_mut().expect("a contact").situation = None;
                },
                &[Field::ContactSituation],
            ),
            (
                "a destination that is no current living situation",
                |_, c, _| {
                    c.contact = contact("2026-11-09");
                    c.contact.as_mut().expect("a contact").situation =
                        Some(LivingSituation::FamilyPermanentTenure);
                },
                &[Field::ContactSituation],
            ),
            ("one", |_, c, _| c.contact = contact("2026-11-09"), &[]),
        ],
    );
}

#[test]
fn contact_subsidy_missing() {
    table(
        Rule::ContactSubsidyMissing,
        &[
            (
                "a rental with subsidy",
                |_, c, _| {
                    c.contact = contact("2026-11-09");
                    c.contact.as_mut().expect("a contact").situation =
                        Some(LivingSituation::RentalWithSubsidy);
                },
                &[Field::ContactSubsidy],
            ),
            (
                "with its type",
                |_, c, _| {
                    c.contact = contact("2026-11-09");
                    let contact = c.contact.as_mut().expect("a contact");
                    contact.situation = Some(LivingSituation::RentalWithSubsidy);
                    contact.subsidy = Some(RentalSubsidyType::PublicHousing);
                },
                &[],
            ),
        ],
    );
}

#[test]
fn contact_with_protected() {
    table(
        Rule::ContactWithProtected,
        &[
            (
                "nobody else leaves",
                |f, c, _| {
                    f.members.truncate(1);
                    f.members[0].client = None;
                    c.leaving = vec![leaves(ANA)];
                    c.contact = contact("2026-11-09");
                },
                &[Field::ContactMade],
            ),
            (
                "somebody else leaves too",
                |f, c, _| {
                    f.members[0].client = None;
                    c.contact = contact("2026-11-09");
                },
                &[],
            ),
        ],
    );
}

fn recorded(on: &str) -> PlannedContact {
    let mut command = everybody_leaves();
    command.contact = contact(on);
    let plan = decide(&household(), &command, &Policy::default().exit_rules()).expect("a plan");
    plan.contact.expect("a contact")
}

#[test]
fn a_contact_after_the_exit_is_a_note() {
    let on_the_day = recorded("2026-11-10");
    assert!(!on_the_day.as_note);
    assert_eq!(on_the_day.enrollment, ANA);
    assert!(recorded("2026-11-11").as_note);
}

//! Exits: one table for each rule, properties of every plan, and the page that lists the rules.

mod docs;
mod properties;
mod rules;
mod words;

use super::{Answers, Command, Facts, Leaving, Member, OwnDestination};
use crate::hud::{Coded, LivingSituation, RelationshipToHoH, RentalSubsidyType};
use crate::ids::{ClientId, EnrollmentId, HouseholdId};
use chrono::NaiveDate;
use uuid::Uuid;

const ANA: EnrollmentId = EnrollmentId(Uuid::from_u128(1));
const LUIS: EnrollmentId = EnrollmentId(Uuid::from_u128(2));
const ROSA: EnrollmentId = EnrollmentId(Uuid::from_u128(3));
const STRANGER: EnrollmentId = EnrollmentId(Uuid::from_u128(99));

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn member(enrollment: EnrollmentId, name: &str, relationship: RelationshipToHoH) -> Member {
    Member {
        enrollment,
        client: Some(ClientId(enrollment.0)),
        version: 1,
        name: name.to_owned(),
        relationship: Some(Coded::Known(relationship)),
        dob: None,
        entry_on: day("2026-03-01"),
        exit_on: None,
        intake_unfinished: false,
    }
}

/// Ana, the head of household, her partner Luis and their child Rosa, on November 14, 2026.
fn household() -> Facts {
    Facts {
        household: HouseholdId(Uuid::from_u128(7)),
        today: day("2026-11-14"),
        project_name: "Northwest Coordinated Entry".to_owned(),
        operating_start: None,
        operating_end: None,
        list_name: "Northwest Priority List".to_owned(),
        members: vec![
            member(ANA, "Ana", RelationshipToHoH::HeadOfHousehold),
            member(LUIS, "Luis", RelationshipToHoH::SpouseOrPartner),
            member(ROSA, "Rosa", RelationshipToHoH::Child),
        ],
    }
}

fn leaves(enrollment: EnrollmentId) -> Leaving {
    Leaving {
        enrollment,
        version: 1,
        exit_on: None,
        destination: None,
    }
}

/// All three leave on November 10 for a rental without subsidy.
fn everybody_leaves() -> Command {
    Command {
        answers: Answers {
            exit_on: Some(day("2026-11-10")),
            destination: Some(LivingSituation::RentalNoSubsidy),
            subsidy: None,
            other_destination: None,
        },
        leaving: [ANA, LUIS, ROSA].map(leaves).to_vec(),
        removal_reason: Some("housed_self".to_owned()),
        note: None,
    }
}

fn own(destination: LivingSituation) -> OwnDestination {
    OwnDestination {
        destination,
        subsidy: None,
        other_destination: None,
    }
}

const SUBSIDY: RentalSubsidyType = RentalSubsidyType::PublicHousing;

//! Exits: one table for each rule, properties of every plan, and the page that lists the rules.

mod docs;
mod properties;
mod rules;
mod suggestions;
mod warnings;
mod words;

use super::{
    Answers, Command, Facts, Housing, Leaving, Member, OtherStay, OwnDestination, Referral,
};
use crate::hud::{Coded, LivingSituation, ProjectType, RelationshipToHoH, RentalSubsidyType};
use crate::ids::{ClientId, EnrollmentId, EventId, HouseholdId};
use chrono::NaiveDate;
use uuid::Uuid;

pub(crate) const ANA: EnrollmentId = EnrollmentId(Uuid::from_u128(1));
pub(crate) const LUIS: EnrollmentId = EnrollmentId(Uuid::from_u128(2));
pub(crate) const ROSA: EnrollmentId = EnrollmentId(Uuid::from_u128(3));
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
        stays: Vec::new(),
        recorded: Vec::new(),
        died_on: None,
    }
}

/// Ana, the head of household, her partner Luis and their child Rosa, on November 14, 2026.
pub(crate) fn household() -> Facts {
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
        last_contact_on: None,
        referrals: Vec::new(),
        housing: Vec::new(),
        others: Vec::new(),
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
        ..Command::default()
    }
}

/// A referral to Birch House on October 1; it enrolled them on November 2.
pub(crate) fn referral() -> Referral {
    Referral {
        event: EventId(Uuid::from_u128(50)),
        version: 3,
        to: "Birch House".to_owned(),
        provider: Some("Birch Ridge".to_owned()),
        made_on: day("2026-10-01"),
        housed_on: Some(day("2026-11-02")),
    }
}

/// Ana is enrolled in Birch House and moved in on November 8.
pub(crate) fn housing() -> Housing {
    Housing {
        member: ANA,
        project_name: "Birch House".to_owned(),
        project_type: Some(ProjectType::PermanentSupportiveHousing),
        entry_on: day("2026-11-02"),
        moved_in_on: Some(day("2026-11-08")),
    }
}

/// A second enrollment of a member on the list, alone in its household, since October 20.
pub(crate) fn other(member: EnrollmentId) -> OtherStay {
    OtherStay {
        enrollment: EnrollmentId(Uuid::from_u128(60)),
        version: 2,
        household: HouseholdId(Uuid::from_u128(8)),
        member,
        project_name: "Northwest Walk-in".to_owned(),
        entry_on: day("2026-10-20"),
        closable: true,
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

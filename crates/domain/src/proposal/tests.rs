//! Proposals: each rule from both sides of its edge, and the exit that each one asks for.

mod commands;
mod rules;

use super::{Facts, Kind, Member, Place};
use crate::ids::EnrollmentId;
use crate::variants::{name, variants};
use chrono::NaiveDate;
use uuid::Uuid;

const ANA: EnrollmentId = EnrollmentId(Uuid::from_u128(1));
const LUIS: EnrollmentId = EnrollmentId(Uuid::from_u128(2));

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn place(project: &str, on: &str) -> Place {
    Place {
        project: project.to_owned(),
        on: day(on),
    }
}

fn member(enrollment: EnrollmentId, name: &str, is_head: bool) -> Member {
    Member {
        enrollment,
        name: name.to_owned(),
        is_head,
        died_on: None,
        moved_in: None,
        earlier: None,
    }
}

/// Ana, the head, and Luis on November 14, 2026; on the list since March 1, heard of in this month.
fn household() -> Facts {
    Facts {
        today: day("2026-11-14"),
        on_list_since: day("2026-03-01"),
        heard_on: Some(day("2026-11-02")),
        members: vec![member(ANA, "Ana", true), member(LUIS, "Luis", false)],
        referral_active: false,
        elsewhere_until: None,
        consent_ended_on: None,
        refusals: 0,
    }
}

#[test]
fn kinds_are_stored_under_one_word() {
    assert_eq!(variants::<Kind>(), Kind::ALL.map(name));
    assert_eq!(variants::<Kind>(), Kind::ALL.map(Kind::code));
    for kind in Kind::ALL {
        assert_eq!(Kind::from_code(kind.code()), Some(kind));
    }
}

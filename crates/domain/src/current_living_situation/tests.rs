//! 4.12: what may be recorded, field by field.

use super::{Contact, Due, Facts, Field, Typed, USUAL, asks_about_leaving, due, not_asked, parse};
use crate::hud::{LivingSituation, NoYesReasons};
use chrono::NaiveDate;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn facts() -> Facts {
    Facts {
        entry_on: day("2026-03-01"),
        exit_on: None,
        coordinated_entry: true,
        today: day("2026-11-14"),
    }
}

fn typed(change: impl FnOnce(&mut Typed)) -> Typed {
    let mut typed = Typed {
        on: "today".to_owned(),
        situation: "116".to_owned(),
        verified_by: "Northwest Outreach".to_owned(),
        ..Typed::default()
    };
    change(&mut typed);
    typed
}

fn problems(typed: &Typed, facts: &Facts) -> Vec<(Field, String)> {
    let found = parse(typed, facts).err().unwrap_or_default();
    found
        .into_iter()
        .map(|one| (one.field, one.words))
        .collect()
}

#[test]
fn a_contact_outdoors_takes_a_date_a_place_and_who_verified_it() {
    let contact = parse(&typed(|_| {}), &facts()).unwrap();
    let expected = Contact {
        on: day("2026-11-14"),
        situation: LivingSituation::PlaceNotMeantForHabitation,
        subsidy: None,
        verified_by: Some("Northwest Outreach".to_owned()),
        leaving: None,
        place: None,
        note: None,
    };
    assert_eq!(contact, expected);
}

#[test]
fn each_field_is_refused_with_what_to_do() {
    let ended = Facts {
        exit_on: Some(day("2026-10-01")),
        ..facts()
    };
    type Change = fn(&mut Typed);
    let cases: [(Facts, Change, Field, &str); 12] = [
        (
            facts(),
            |t| t.on.clear(),
            Field::On,
            "Enter the date of the contact.",
        ),
        (
            facts(),
            |t| t.on = "soon".into(),
            Field::On,
            "Enter a date such as 11/14/2026, today or yesterday.",
        ),
        (
            facts(),
            |t| t.on = "11/15/2026".into(),
            Field::On,
            "The contact cannot be after today.",
        ),
        (
            facts(),
            |t| t.on = "2/28/2026".into(),
            Field::On,
            "This enrollment began on March 1, 2026. The contact cannot be before that.",
        ),
        (
            ended,
            |t| t.on = "10/2/2026".into(),
            Field::On,
            "This enrollment ended on October 1, 2026. The contact cannot be after that.",
        ),
        (
            facts(),
            |t| t.situation.clear(),
            Field::Situation,
            "Choose where they stay.",
        ),
        // Deceased is a destination only.
        (
            facts(),
            |t| t.situation = "24".into(),
            Field::Situation,
            "Choose where they stay.",
        ),
        (
            facts(),
            |t| t.situation = "435".into(),
            Field::Subsidy,
            "Choose the rental subsidy type.",
        ),
        (
            facts(),
            |t| t.verified_by = "  ".into(),
            Field::VerifiedBy,
            "Say which project or organization verified it.",
        ),
        (
            facts(),
            |t| t.verified_by = "x".repeat(201),
            Field::VerifiedBy,
            "At most 200 letters.",
        ),
        (
            facts(),
            |t| t.place = "x".repeat(251),
            Field::Place,
            "At most 250 letters. The note takes more.",
        ),
        (
            facts(),
            |t| t.note = "x".repeat(2_001),
            Field::Note,
            "At most 2,000 letters.",
        ),
    ];
    for (facts, change, field, words) in cases {
        assert_eq!(
            problems(&typed(change), &facts),
            [(field, words.to_owned())]
        );
    }
    // All at once.
    let nothing = Typed::default();
    let fields = problems(&nothing, &facts())
        .into_iter()
        .map(|(field, _)| field);
    assert_eq!(
        fields.collect::<Vec<_>>(),
        [Field::On, Field::Situation, Field::VerifiedBy]
    );
}

#[test]
fn who_verified_it_is_for_coordinated_entry_alone() {
    let street = Facts {
        coordinated_entry: false,
        ..facts()
    };
    assert_eq!(parse(&typed(|_| {}), &street).unwrap().verified_by, None);
    assert!(parse(&typed(|t| t.verified_by.clear()), &street).is_ok());
}

#[test]
fn leaving_is_asked_where_hud_asks_it_and_the_rest_of_those_who_must() {
    let friends = |leave: &str, resources: &str| {
        let typed = typed(|t| {
            t.situation.clear();
            t.other_situation = "336".to_owned();
            t.leave = leave.to_owned();
            t.resources = resources.to_owned();
        });
        parse(&typed, &facts()).unwrap().leaving.unwrap()
    };
    assert_eq!(friends("0", "1").then, None);
    assert_eq!(friends("", "1").within_14_days, NoYesReasons::NotCollected);
    let then = friends("1", "0").then.unwrap();
    assert_eq!(then.resources_to_obtain, NoYesReasons::No);
    assert_eq!(then.moved_two_or_more, NoYesReasons::NotCollected);
    assert_eq!(not_asked(LivingSituation::EmergencyShelter), None);
    assert_eq!(not_asked(LivingSituation::FriendsHome).unwrap().then, None);
}

#[test]
fn a_contact_is_due_before_somebody_is_nudged() {
    for (silent, expected) in [
        (0, Due::Later),
        (45, Due::Later),
        (46, Due::Soon),
        (59, Due::Soon),
        (60, Due::Overdue),
    ] {
        let last = facts().today - chrono::Days::new(silent);
        assert_eq!(due(last, 60, facts().today), expected, "{silent} days");
    }
}

#[test]
fn usual_situations_belong_to_the_element() {
    for situation in USUAL {
        assert!(situation.is_current_living_situation(), "{situation:?}");
    }
}

fn any_code() -> impl Strategy<Value = String> {
    let codes = LivingSituation::ALL
        .iter()
        .map(|one| one.code().to_string());
    proptest::sample::select(codes.collect::<Vec<_>>())
}

proptest! {
    /// HUD's column rules hold for whatever is typed.
    #[test]
    fn what_is_recorded_keeps_the_column_rules(
        situation in any_code(),
        leave in prop_oneof!["0", "1", "8", "9", "99", "", "7"],
        subsidy in prop_oneof!["428", "440", "", "1"],
        coordinated_entry in any::<bool>(),
        place in "\\PC{0,300}",
    ) {
        let facts = Facts { coordinated_entry, ..facts() };
        let typed = typed(|t| {
            t.situation = situation;
            t.leave = leave;
            t.subsidy = subsidy;
            t.place = place;
        });
        let Ok(contact) = parse(&typed, &facts) else { return Ok(()); };
        prop_assert!(contact.situation.is_current_living_situation());
        prop_assert_eq!(contact.subsidy.is_some(), contact.situation.code() == 435);
        prop_assert_eq!(contact.verified_by.is_some(), coordinated_entry);
        prop_assert_eq!(contact.leaving.is_some(), asks_about_leaving(contact.situation));
        let must = contact.leaving.map(|leaving| leaving.within_14_days) == Some(NoYesReasons::Yes);
        prop_assert_eq!(contact.leaving.and_then(|leaving| leaving.then).is_some(), must);
        prop_assert!(contact.place.is_none_or(|place| place.chars().count() <= 250));
    }
}

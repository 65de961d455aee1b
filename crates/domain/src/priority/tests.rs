//! Standing and order of entries.

use super::{AssessmentFacts, Facts, Placement, ReferralFacts, ReferralStatus, Standing, place};
use crate::hud::{Coded, PrioritizationStatus};
use crate::policy::Policy;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn today() -> NaiveDate {
    day("2026-11-14")
}

/// Assessed, with a score, consent and a contact of last week: ranked.
fn ranked() -> Facts {
    Facts {
        today: today(),
        on_list_since: day("2026-10-01"),
        size: 3,
        minors: 2,
        roi_in_force: true,
        assessment: Some(AssessmentFacts {
            assessed_on: day("2026-10-02"),
            score_hundredths: Some(1_200),
            prioritization: Some(Coded::Known(PrioritizationStatus::Placed)),
        }),
        last_contact_on: Some(day("2026-11-07")),
        referral: None,
    }
}

fn referral(result: Option<i32>) -> Option<ReferralFacts> {
    Some(ReferralFacts {
        referred_on: day("2026-11-01"),
        acknowledged_on: None,
        result,
        to: Some("Birch Apartments".to_owned()),
        moved_in_on: None,
    })
}

type Case = (
    &'static str,
    fn(&mut Facts),
    Standing,
    ReferralStatus,
    &'static str,
);

#[test]
fn each_standing_in_its_precedence() {
    let order = "Score 12, minors in household, 44 days on the list.";
    let table: &[Case] = &[
        (
            "nothing against it",
            |_| {},
            Standing::Ranked,
            ReferralStatus::None,
            order,
        ),
        (
            "no consent goes before everything",
            |f| {
                f.roi_in_force = false;
                f.assessment = None;
                f.referral = referral(None);
            },
            Standing::HeldBack,
            ReferralStatus::Offered,
            "No release of information in force.",
        ),
        (
            "no assessment goes before a referral",
            |f| {
                f.assessment = None;
                f.referral = referral(None);
            },
            Standing::HeldBack,
            ReferralStatus::Offered,
            "No assessment yet.",
        ),
        (
            "not placed goes before a referral",
            |f| {
                f.assessment.as_mut().unwrap().prioritization =
                    Some(Coded::Known(PrioritizationStatus::NotPlaced));
                f.referral = referral(None);
            },
            Standing::HeldBack,
            ReferralStatus::Offered,
            "Assessed on October 2, 2026 and not placed on the list.",
        ),
        (
            "moved in, and nobody ended the entry",
            |f| {
                f.referral = referral(Some(1));
                f.referral.as_mut().unwrap().moved_in_on = Some(day("2026-11-10"));
            },
            Standing::HeldBack,
            ReferralStatus::MovedIn,
            "Moved in on November 10, 2026 and not exited from the list.",
        ),
        (
            "will move in",
            |f| {
                f.referral = referral(Some(1));
                f.referral.as_mut().unwrap().moved_in_on = Some(day("2026-11-15"));
            },
            Standing::ReferralPending,
            ReferralStatus::Accepted,
            "Accepted by Birch Apartments, not moved in. Score 12, minors in household, 44 days on the list.",
        ),
        (
            "a referral goes before silence",
            |f| {
                f.referral = referral(None);
                f.last_contact_on = Some(day("2026-01-01"));
                f.assessment.as_mut().unwrap().assessed_on = day("2026-01-01");
            },
            Standing::ReferralPending,
            ReferralStatus::Offered,
            "Referred to Birch Apartments. Score 12, minors in household, 44 days on the list.",
        ),
        (
            "acknowledged",
            |f| {
                f.referral = referral(None);
                f.referral.as_mut().unwrap().acknowledged_on = Some(today());
            },
            Standing::ReferralPending,
            ReferralStatus::Acknowledged,
            "Referral acknowledged by Birch Apartments. Score 12, minors in household, 44 days on the list.",
        ),
        (
            "to nobody in particular",
            |f| {
                f.referral = referral(None);
                f.referral.as_mut().unwrap().to = None;
            },
            Standing::ReferralPending,
            ReferralStatus::Offered,
            "Referred. Score 12, minors in household, 44 days on the list.",
        ),
        (
            "declined: back in the order",
            |f| f.referral = referral(Some(2)),
            Standing::Ranked,
            ReferralStatus::Declined,
            order,
        ),
        (
            "a result that HUD does not know is none that keeps it",
            |f| f.referral = referral(Some(77)),
            Standing::Ranked,
            ReferralStatus::Declined,
            order,
        ),
        (
            "the last day that is not silence",
            |f| {
                f.assessment.as_mut().unwrap().assessed_on = day("2026-01-01");
                f.last_contact_on = Some(day("2026-08-16"));
            },
            Standing::Ranked,
            ReferralStatus::None,
            order,
        ),
        (
            "the first day of silence",
            |f| {
                f.assessment.as_mut().unwrap().assessed_on = day("2026-01-01");
                f.last_contact_on = Some(day("2026-08-15"));
            },
            Standing::Inactive,
            ReferralStatus::None,
            "No contact for 91 days.",
        ),
        (
            "an assessment is a contact",
            |f| f.last_contact_on = None,
            Standing::Ranked,
            ReferralStatus::None,
            order,
        ),
        (
            "no score, no minors, one day",
            |f| {
                f.assessment.as_mut().unwrap().score_hundredths = None;
                f.minors = 0;
                f.on_list_since = day("2026-11-13");
            },
            Standing::Ranked,
            ReferralStatus::None,
            "No score, 1 day on the list.",
        ),
        (
            "parts of a point",
            |f| {
                f.assessment.as_mut().unwrap().score_hundredths = Some(-5);
                f.minors = 0;
            },
            Standing::Ranked,
            ReferralStatus::None,
            "Score -0.05, 44 days on the list.",
        ),
    ];
    for (case, change, standing, referral, reason) in table {
        let mut facts = ranked();
        change(&mut facts);
        let placed = place(&facts, &Policy::default());
        assert_eq!(placed.standing, *standing, "{case}");
        assert_eq!(placed.referral, *referral, "{case}");
        assert_eq!(placed.reason, *reason, "{case}");
    }
}

#[test]
fn the_policy_may_rank_without_consent() {
    let policy = Policy {
        hold_back_without_roi: false,
        ..Policy::default()
    };
    let facts = Facts {
        roi_in_force: false,
        ..ranked()
    };
    assert_eq!(place(&facts, &policy).standing, Standing::Ranked);
}

#[test]
fn stored_words_come_back() {
    for standing in Standing::ALL {
        assert_eq!(Standing::from_code(standing.code()), Some(standing));
    }
    for status in [
        ReferralStatus::None,
        ReferralStatus::Offered,
        ReferralStatus::Acknowledged,
        ReferralStatus::Accepted,
        ReferralStatus::MovedIn,
        ReferralStatus::Declined,
    ] {
        assert_eq!(ReferralStatus::from_code(status.code()), status);
    }
}

fn some_day() -> impl Strategy<Value = NaiveDate> {
    (0..2_000_u64).prop_map(|back| today() - Days::new(back))
}

fn any_referral() -> impl Strategy<Value = ReferralFacts> {
    let parts = (
        some_day(),
        proptest::option::of(some_day()),
        proptest::option::of(any::<i32>().prop_map(|n| n % 4)),
        proptest::option::of("[A-Z ]{0,5}"),
        proptest::option::of(some_day()),
    );
    parts.prop_map(
        |(referred_on, acknowledged_on, result, to, moved_in_on)| ReferralFacts {
            referred_on,
            acknowledged_on,
            result,
            to,
            moved_in_on,
        },
    )
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let assessment = (some_day(), proptest::option::of(any::<i64>()), 0..5).prop_map(
        |(assessed_on, score_hundredths, placed)| AssessmentFacts {
            assessed_on,
            score_hundredths,
            prioritization: (placed > 0).then(|| Coded::from_code(placed)),
        },
    );
    let parts = (
        some_day(),
        0..4,
        any::<bool>(),
        proptest::option::weighted(0.9, assessment),
        proptest::option::of(some_day()),
        proptest::option::of(any_referral()),
    );
    parts.prop_map(
        |(on_list_since, minors, roi_in_force, assessment, last_contact_on, referral)| Facts {
            today: today(),
            on_list_since,
            size: minors + 1,
            minors,
            roi_in_force,
            assessment,
            last_contact_on,
            referral,
        },
    )
}

fn group(placed: &Placement) -> i64 {
    match placed.standing {
        Standing::Ranked | Standing::ReferralPending => 0,
        Standing::Inactive => 1,
        Standing::HeldBack => 2,
    }
}

proptest! {
    #[test]
    fn every_entry_has_a_reason(facts in any_facts()) {
        let placed = place(&facts, &Policy::default());
        prop_assert!(placed.reason.ends_with('.') && placed.reason.len() > 1);
        prop_assert_eq!(&placed, &place(&facts, &Policy::default()));
    }

    /// What `Policy::places_like` leaves out places nobody.
    #[test]
    fn policies_that_place_alike_place_alike(facts in any_facts(), days in 30..365_i64, release in any::<bool>()) {
        let one = Policy {
            inactive_after_days: days,
            hold_back_without_roi: release,
            ..Policy::default()
        };
        let other = Policy {
            exit_backdate_days: 7,
            propose_no_contact: false,
            nudge_after_days: 20,
            review_after_refusals: Some(2),
            removal_reason_required: false,
            acknowledge_within_days: 9,
            hmis_users_see_list: true,
            managers_grant: true,
            ..one.clone()
        };
        prop_assert!(one.places_like(&other));
        prop_assert_eq!(place(&facts, &one), place(&facts, &other));
        let later = Policy { inactive_after_days: days + 1, ..one.clone() };
        let released = Policy { hold_back_without_roi: !release, ..one.clone() };
        prop_assert!(!one.places_like(&later) && !one.places_like(&released));
    }

    #[test]
    fn ranked_before_inactive_before_held_back(left in any_facts(), right in any_facts()) {
        let (left, right) = (place(&left, &Policy::default()), place(&right, &Policy::default()));
        if group(&left) < group(&right) {
            prop_assert!(left.sort_key < right.sort_key);
        }
        prop_assert_eq!(left.sort_key.len(), right.sort_key.len());
    }

    #[test]
    fn higher_scores_rank_first(facts in any_facts(), low in -10_000..10_000_i64, more in 1..10_000_i64) {
        let scored = |score, since| {
            let mut facts = Facts { on_list_since: since, ..facts.clone() };
            if let Some(assessment) = &mut facts.assessment {
                assessment.score_hundredths = score;
            }
            place(&facts, &Policy::default()).sort_key
        };
        if facts.assessment.is_some() {
            let (early, late) = (facts.on_list_since - Days::new(100), facts.on_list_since);
            prop_assert!(scored(Some(low + more), late) < scored(Some(low), early), "score before time");
            prop_assert!(scored(Some(low), early) < scored(Some(low), late), "longer on the list first");
            prop_assert!(scored(Some(low), late) < scored(None, early), "no score last");
        }
    }
}

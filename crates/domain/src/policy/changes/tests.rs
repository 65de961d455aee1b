//! Sentences of changes, and that none is missed.

use crate::policy::{ExitRight, Link, OutflowClass, Policy, RemovalReason};
use proptest::prelude::*;

type Edit = fn(&mut Policy);

fn link(title: &str, href: &str) -> Link {
    Link {
        title: title.to_owned(),
        href: href.to_owned(),
    }
}

fn said(edit: impl FnOnce(&mut Policy)) -> Vec<String> {
    let earlier = earlier();
    let mut policy = earlier.clone();
    edit(&mut policy);
    policy.changes(&earlier)
}

/// A policy with something in every part.
fn earlier() -> Policy {
    let mut policy = Policy {
        review_after_refusals: Some(3),
        ..Policy::default()
    };
    policy.removal_reasons[3].retired = true;
    policy.guidance.links = vec![link("Programs", "/programs"), link("Clients", "/clients")];
    policy.guidance.video = Some(link("Exits", "https://example.org/film"));
    policy
}

/// Each part of a policy, another way, and how it is told.
const EDITS: [(Edit, &str); 33] = [
    (
        |p| p.exit.hmis_user = ExitRight::Suggest,
        "HMIS Users: suggests exits (before: exits every household).",
    ),
    (
        |p| p.exit.ce_assessor = ExitRight::OwnAssessments,
        "Coordinated Entry Assessors: exits households of their own (before: exits every household).",
    ),
    (
        |p| p.removal_reason_required = false,
        "A reason for leaving the list may be left out (before: must be chosen).",
    ),
    (
        |p| p.removal_reasons.push(added(false)),
        "New reason \u{201c}Jailed\u{201d}: counts as Other.",
    ),
    (
        |p| p.removal_reasons.push(added(true)),
        "New reason \u{201c}Jailed\u{201d}: counts as Other and needs a note.",
    ),
    (
        |p| p.removal_reasons[1].label = "Found a home".into(),
        "Reason \u{201c}Found a home\u{201d} was called \u{201c}Housed on their own\u{201d}.",
    ),
    (
        |p| p.removal_reasons[1].class = OutflowClass::Other,
        "Reason \u{201c}Housed on their own\u{201d} counts as Other (before: Housed).",
    ),
    (
        |p| p.removal_reasons[1].needs_note = true,
        "Reason \u{201c}Housed on their own\u{201d} needs a note.",
    ),
    (
        |p| p.removal_reasons[12].needs_note = false,
        "Reason \u{201c}Another reason\u{201d} needs no note any more.",
    ),
    (
        |p| p.removal_reasons[1].retired = true,
        "Reason \u{201c}Housed on their own\u{201d} is not offered any more; exits that carry it keep it.",
    ),
    (
        |p| p.removal_reasons[3].retired = false,
        "Reason \u{201c}Could not be reached\u{201d} is offered again.",
    ),
    (
        |p| p.removal_reasons.swap(0, 1),
        "The reasons stand in another order.",
    ),
    (
        |p| {
            p.removal_reasons.remove(1);
        },
        "Reason \u{201c}Housed on their own\u{201d} is gone.",
    ),
    (
        |p| p.inactive_after_days = 120,
        "A household counts as inactive after 120 days without contact (before: 90).",
    ),
    (
        |p| p.nudge_after_days = 45,
        "The assessor is reminded after 45 days without contact (before: 60).",
    ),
    (
        |p| p.exit_backdate_days = 1,
        "An exit date asks for confirmation when it is further back than 1 day (before: 30).",
    ),
    (
        |p| p.acknowledge_within_days = 5,
        "A provider acknowledges a referral within 5 working days (before: 3).",
    ),
    (
        |p| p.review_after_refusals = None,
        "A case-conference review is never proposed (before: after 3 declined referrals).",
    ),
    (
        |p| p.review_after_refusals = Some(1),
        "A case-conference review is proposed after 1 declined referral (before: after 3 declined referrals).",
    ),
    (
        |p| p.propose_no_contact = false,
        "Inactive households are not proposed for exit any more.",
    ),
    (
        |p| p.hold_back_without_roi = false,
        "Households without a release of information are not held back any more.",
    ),
    (
        |p| p.assessors_reveal_ssn = true,
        "Coordinated Entry Assessors may reveal a full SSN.",
    ),
    (
        |p| p.hmis_users_assess = true,
        "HMIS Users may do intakes and assessments.",
    ),
    (
        |p| p.hmis_users_see_list = true,
        "HMIS Users see their own households on the list.",
    ),
    (
        |p| p.hmis_users_suggest_deidentified = true,
        "HMIS Users may suggest de-identified entries.",
    ),
    (
        |p| p.managers_grant = true,
        "Priority List Managers grant access themselves.",
    ),
    (
        |p| p.guidance.summary = "Ask Dana.".into(),
        "Guidance says first: \u{201c}Ask Dana.\u{201d}",
    ),
    (
        |p| p.guidance.details[1] = "Ask Dana.".into(),
        "Guidance has other words in its paragraphs.",
    ),
    (
        |p| p.guidance.details.truncate(1),
        "Guidance has 1 paragraph (before: 2).",
    ),
    (
        |p| p.guidance.links[0].href = "/priority-list".into(),
        "Link \u{201c}Programs\u{201d} leads to /priority-list.",
    ),
    (
        |p| {
            p.guidance.links.remove(0);
        },
        "Link \u{201c}Programs\u{201d} is gone.",
    ),
    (
        |p| p.guidance.links.reverse(),
        "The links stand in another order.",
    ),
    (
        |p| p.guidance.video = None,
        "Video \u{201c}Exits\u{201d} is gone.",
    ),
];

fn added(needs_note: bool) -> RemovalReason {
    RemovalReason {
        code: "jailed".to_owned(),
        label: "Jailed".to_owned(),
        class: OutflowClass::Other,
        needs_note,
        retired: false,
    }
}

#[test]
fn each_change_is_one_sentence() {
    for (edit, sentence) in EDITS {
        assert_eq!(said(edit), [sentence]);
    }
}

#[test]
fn the_same_policy_changes_nothing() {
    assert_eq!(said(|_| {}), Vec::<String>::new());
}

/// A new part of the policy fails here until it has a sentence.
#[test]
fn every_part_has_a_sentence() {
    let json = |policy: &Policy| serde_json::to_value(policy).expect("serializes");
    let before = json(&earlier());
    let parts = before.as_object().expect("an object");
    for part in parts.keys() {
        let told = EDITS.iter().any(|(edit, _)| {
            let mut policy = earlier();
            edit(&mut policy);
            json(&policy)[part] != before[part]
        });
        assert!(told, "no sentence tells of {part}");
    }
}

proptest! {
    #[test]
    fn several_changes_are_told_each(picked in proptest::sample::subsequence((0..EDITS.len()).collect::<Vec<_>>(), 1..5)) {
        let earlier = earlier();
        let mut policy = earlier.clone();
        for index in &picked {
            let (edit, _) = EDITS[*index];
            let mut next = policy.clone();
            edit(&mut next);
            prop_assert!(next == policy || !next.changes(&policy).is_empty());
            policy = next;
        }
        prop_assert_eq!(policy.changes(&earlier).is_empty(), policy == earlier);
    }
}

//! One test for each rule that warns, named after it: what it says, and where it is silent.

use super::{
    ANA, LUIS, ROSA, day, everybody_leaves, household, housing, leaves, other, own, referral,
};
use crate::exit::{
    Command, Facts, Plan, Recorded, RecordedKind, Span, Warning, WarningRule, decide,
};
use crate::hud::LivingSituation;
use crate::ids::EnrollmentId;
use crate::policy::Policy;

/// What differs from the usual exit, and about whom the rule then warns; none where it must not.
type Case = (
    &'static str,
    fn(&mut Facts, &mut Command, &mut Policy),
    &'static [Option<EnrollmentId>],
);

fn warned(change: fn(&mut Facts, &mut Command, &mut Policy)) -> Vec<Warning> {
    let (mut facts, mut command, mut policy) = (household(), everybody_leaves(), Policy::default());
    change(&mut facts, &mut command, &mut policy);
    let plan = decide(&facts, &command, &policy.exit_rules());
    plan.expect("warnings block nothing").warnings
}

/// Whether this rule, and no other one, warns where each case says; the first message is returned.
fn table(rule: WarningRule, cases: &[Case]) -> String {
    let mut first = None;
    for (case, change, about) in cases {
        let warnings = warned(*change);
        let said = warnings.iter().map(|w| (w.rule, w.member));
        let expected = about.iter().map(|member| (rule, *member));
        assert_eq!(
            said.collect::<Vec<_>>(),
            expected.collect::<Vec<_>>(),
            "{case}"
        );
        first = first.or(warnings.into_iter().next().map(|warning| warning.message));
    }
    first.expect("a table holds a warning")
}

const ALL: &[Option<EnrollmentId>] = &[Some(ANA), Some(LUIS), Some(ROSA)];

#[test]
fn exit_long_ago() {
    let message = table(
        WarningRule::ExitLongAgo,
        &[
            (
                "31 days back",
                |_, c, _| c.answers.exit_on = Some(day("2026-10-14")),
                ALL,
            ),
            (
                "30 days back",
                |_, c, _| c.answers.exit_on = Some(day("2026-10-15")),
                &[],
            ),
            (
                "the policy says ten",
                |_, c, p| {
                    p.exit_backdate_days = 10;
                    c.answers.exit_on = Some(day("2026-11-03"));
                },
                ALL,
            ),
        ],
    );
    assert_eq!(message, "Ana leaves on October 14, 2026, 31 days ago.");
}

#[test]
fn leaves_after_head() {
    let message = table(
        WarningRule::LeavesAfterHead,
        &[
            (
                "a day later",
                |_, c, _| c.leaving[2].exit_on = Some(day("2026-11-11")),
                &[Some(ROSA)],
            ),
            (
                "before",
                |_, c, _| c.leaving[2].exit_on = Some(day("2026-11-09")),
                &[],
            ),
            (
                "the head stays",
                |_, c, _| c.leaving = vec![leaves(LUIS), leaves(ROSA)],
                &[],
            ),
        ],
    );
    assert_eq!(
        message,
        "Rosa leaves after Ana, who is the head of household and leaves on November 10, 2026."
    );
}

#[test]
fn overlaps_other_stay() {
    let message = table(
        WarningRule::OverlapsOtherStay,
        &[
            (
                "open since before the exit",
                |f, _, _| {
                    f.members[1].stays = vec![Span {
                        entry_on: day("2026-11-09"),
                        exit_on: None,
                    }];
                },
                &[Some(LUIS)],
            ),
            (
                "ended after the entry",
                |f, _, _| {
                    f.members[1].stays = vec![Span {
                        entry_on: day("2026-01-01"),
                        exit_on: Some(day("2026-03-02")),
                    }];
                },
                &[Some(LUIS)],
            ),
            (
                "ended on the day of the entry, and began on the day of the exit",
                |f, _, _| {
                    f.members[1].stays = vec![
                        Span {
                            entry_on: day("2026-01-01"),
                            exit_on: Some(day("2026-03-01")),
                        },
                        Span {
                            entry_on: day("2026-11-10"),
                            exit_on: None,
                        },
                    ];
                },
                &[],
            ),
        ],
    );
    assert_eq!(
        message,
        "Luis has another stay in Northwest Coordinated Entry since November 9, 2026, which overlaps this one."
    );
}

#[test]
fn destination_unknown() {
    for unknown in [
        LivingSituation::DoesNotKnow,
        LivingSituation::PrefersNotToAnswer,
        LivingSituation::NotCollected,
        LivingSituation::NoExitInterview,
    ] {
        let mut command = everybody_leaves();
        command.leaving[1].destination = Some(own(unknown));
        let plan = decide(&household(), &command, &Policy::default().exit_rules()).expect("a plan");
        let said = plan.warnings.iter().map(|w| (w.rule, w.member));
        assert_eq!(
            said.collect::<Vec<_>>(),
            [(WarningRule::DestinationUnknown, Some(LUIS))],
            "{unknown:?}"
        );
    }
    let message = table(
        WarningRule::DestinationUnknown,
        &[
            (
                "other, with words",
                |_, c, _| {
                    let mut place = own(LivingSituation::Other);
                    place.other_destination = Some("A boat".to_owned());
                    c.leaving[0].destination = Some(place);
                },
                &[Some(ANA)],
            ),
            (
                "with family",
                |_, c, _| {
                    c.leaving[0].destination = Some(own(LivingSituation::FamilyPermanentTenure));
                },
                &[],
            ),
        ],
    );
    assert_eq!(
        message,
        "\u{201c}Other\u{201d} counts as a missing destination for Ana."
    );
}

#[test]
fn recorded_after_exit() {
    let message = table(
        WarningRule::RecordedAfterExit,
        &[
            (
                "an assessment and an event, a day later",
                |f, _, _| {
                    let on = day("2026-11-11");
                    f.members[0].recorded = [RecordedKind::Assessment, RecordedKind::Event]
                        .map(|kind| Recorded { kind, on })
                        .to_vec();
                },
                &[Some(ANA), Some(ANA)],
            ),
            (
                "on the day of the exit",
                |f, _, _| {
                    f.members[0].recorded = vec![Recorded {
                        kind: RecordedKind::Event,
                        on: day("2026-11-10"),
                    }];
                },
                &[],
            ),
        ],
    );
    assert_eq!(
        message,
        "An assessment of Ana is dated November 11, 2026, after the exit date."
    );
}

#[test]
fn contact_after_exit() {
    let message = table(
        WarningRule::ContactAfterExit,
        &[
            (
                "a day later",
                |f, _, _| f.last_contact_on = Some(day("2026-11-11")),
                &[None],
            ),
            (
                "that day",
                |f, _, _| f.last_contact_on = Some(day("2026-11-10")),
                &[],
            ),
        ],
    );
    assert_eq!(
        message,
        "The latest contact was on November 11, 2026, after the exit date."
    );
}

#[test]
fn referral_stays_open() {
    let message = table(
        WarningRule::ReferralStaysOpen,
        &[
            (
                "an open referral",
                |f, _, _| f.referrals = vec![referral()],
                &[None],
            ),
            (
                "it gets its result",
                |f, c, _| {
                    f.referrals = vec![referral()];
                    c.referral = Some(referral().event);
                },
                &[],
            ),
            (
                "the household stays on the list",
                |f, c, _| {
                    f.referrals = vec![referral()];
                    c.leaving = vec![leaves(ROSA)];
                },
                &[],
            ),
        ],
    );
    assert_eq!(
        message,
        "The referral to Birch House of October 1, 2026 stays without a result."
    );
}

#[test]
fn housed_without_move_in() {
    let message = table(
        WarningRule::HousedWithoutMoveIn,
        &[
            (
                "two are enrolled there, and nobody moved in",
                |f, _, _| {
                    f.housing = vec![housing(), housing()];
                    f.housing[0].moved_in_on = None;
                    f.housing[1].moved_in_on = None;
                    f.housing[1].member = LUIS;
                },
                &[None],
            ),
            (
                "the head moved in",
                |f, _, _| {
                    f.housing = vec![housing(), housing()];
                    f.housing[1].moved_in_on = None;
                    f.housing[1].member = LUIS;
                },
                &[],
            ),
            (
                "the reason is another one",
                |f, c, _| {
                    f.housing = vec![housing()];
                    f.housing[0].moved_in_on = None;
                    c.removal_reason = Some("asked_to_leave".to_owned());
                },
                &[],
            ),
        ],
    );
    assert_eq!(
        message,
        "Birch House has enrolled them and recorded no move-in date yet."
    );
}

#[test]
fn housed_but_homeless() {
    let message = table(
        WarningRule::HousedButHomeless,
        &[
            (
                "housed, to a shelter",
                |_, c, _| c.leaving[1].destination = Some(own(LivingSituation::EmergencyShelter)),
                &[Some(LUIS)],
            ),
            (
                "asked to leave, to a shelter",
                |_, c, _| {
                    c.removal_reason = Some("asked_to_leave".to_owned());
                    c.leaving[1].destination = Some(own(LivingSituation::EmergencyShelter));
                },
                &[],
            ),
            (
                "housed, with family for now",
                |_, c, _| {
                    c.leaving[1].destination = Some(own(LivingSituation::FamilyTemporaryTenure));
                },
                &[],
            ),
        ],
    );
    assert!(
        message.starts_with("The reason says that Luis is housed, the destination is: Emergency"),
        "{message}"
    );
}

#[test]
fn deceased_but_elsewhere() {
    table(
        WarningRule::DeceasedButElsewhere,
        &[
            (
                "the reason says so, the destination does not",
                |_, c, _| {
                    c.removal_reason = Some("deceased".to_owned());
                    c.leaving = vec![leaves(LUIS)];
                },
                &[Some(LUIS)],
            ),
            (
                "the destination says it: no reason is asked",
                |_, c, _| {
                    c.leaving = vec![leaves(LUIS)];
                    c.answers.destination = Some(LivingSituation::Deceased);
                    c.removal_reason = Some("housed_self".to_owned());
                },
                &[],
            ),
        ],
    );
}

#[test]
fn other_stay_remains() {
    let message = table(
        WarningRule::OtherStayRemains,
        &[
            (
                "of one who leaves",
                |f, _, _| f.others = vec![other(LUIS)],
                &[Some(LUIS)],
            ),
            (
                "it is closed too",
                |f, c, _| {
                    f.others = vec![other(LUIS)];
                    c.close = vec![f.others[0].household];
                },
                &[],
            ),
            (
                "of one who stays",
                |f, c, _| {
                    f.others = vec![other(LUIS)];
                    c.leaving = vec![leaves(ROSA)];
                },
                &[],
            ),
        ],
    );
    assert_eq!(
        message,
        "Luis stays on the list through another enrollment in Northwest Walk-in, open since October 20, 2026."
    );
}

#[test]
fn new_head_is_minor() {
    let message = table(
        WarningRule::NewHeadIsMinor,
        &[
            (
                "a day before the birthday",
                |f, c, _| {
                    f.members[1].dob = Some(day("2008-11-15"));
                    c.leaving = vec![leaves(ANA)];
                    c.new_head = Some(LUIS);
                },
                &[Some(LUIS)],
            ),
            (
                "18 today",
                |f, c, _| {
                    f.members[1].dob = Some(day("2008-11-14"));
                    c.leaving = vec![leaves(ANA)];
                    c.new_head = Some(LUIS);
                },
                &[],
            ),
        ],
    );
    assert_eq!(message, "Luis becomes the head of household at 17.");
}

#[test]
fn warnings_are_confirmed_as_they_were_shown() {
    let plan = |back: &str| -> Plan {
        let mut command = everybody_leaves();
        command.answers.exit_on = Some(day(back));
        decide(&household(), &command, &Policy::default().exit_rules()).expect("a plan")
    };
    let (clear, old, older) = (plan("2026-11-10"), plan("2026-10-01"), plan("2026-09-01"));
    assert!(clear.is_confirmed(None));
    assert!(clear.is_confirmed(Some("anything")));
    assert!(!old.is_confirmed(None));
    assert!(old.is_confirmed(Some(&old.warnings_key())));
    assert!(!older.is_confirmed(Some(&old.warnings_key())));
}

//! One test for each blocking rule, named after it: what it refuses, and what it lets pass.

use super::{ANA, LUIS, ROSA, STRANGER, SUBSIDY, day, everybody_leaves, household, leaves, own};
use crate::calendar;
use crate::exit::{Command, Facts, Field, OwnDestination, Problem, Rule, decide};
use crate::hud::LivingSituation;
use crate::policy::{OutflowClass, Policy};

/// What differs from the usual exit, and the fields where the rule then speaks; none where it must not.
type Case = (
    &'static str,
    fn(&mut Facts, &mut Command, &mut Policy),
    &'static [Field],
);

fn refused(change: fn(&mut Facts, &mut Command, &mut Policy)) -> Vec<Problem> {
    let (mut facts, mut command, mut policy) = (household(), everybody_leaves(), Policy::default());
    change(&mut facts, &mut command, &mut policy);
    decide(&facts, &command, &policy).err().unwrap_or_default()
}

/// Whether this rule, and no other one, speaks where each case says; the first message is returned.
fn table(rule: Rule, cases: &[Case]) -> String {
    let mut first = None;
    for (case, change, fields) in cases {
        let problems = refused(*change);
        let said = problems
            .iter()
            .map(|p| (p.field, p.rule))
            .collect::<Vec<_>>();
        let expected = fields
            .iter()
            .map(|field| (*field, rule))
            .collect::<Vec<_>>();
        assert_eq!(said, expected, "{case}");
        first = first.or(problems.into_iter().next().map(|problem| problem.message));
    }
    first.expect("a table holds a refusal")
}

const COMMON_DATE: &[Field] = &[Field::ExitOn(None)];
const COMMON_PLACE: &[Field] = &[Field::Destination(None)];

#[test]
fn the_usual_exit_passes() {
    assert_eq!(refused(|_, _, _| {}), []);
}

#[test]
fn nobody_leaves() {
    let message = table(
        Rule::NobodyLeaves,
        &[
            (
                "nobody is ticked",
                |_, c, _| c.leaving.clear(),
                &[Field::Leaving],
            ),
            (
                "a child is ticked",
                |_, c, _| c.leaving = vec![leaves(ROSA)],
                &[],
            ),
        ],
    );
    assert_eq!(message, "Tick at least one person who leaves.");
}

#[test]
fn an_empty_page_says_everything_at_once() {
    let problems = refused(|_, c, _| *c = Command::default());
    let rules = problems
        .iter()
        .map(|problem| problem.rule)
        .collect::<Vec<_>>();
    let expected = [
        Rule::NobodyLeaves,
        Rule::ExitDateMissing,
        Rule::DestinationMissing,
        Rule::RemovalReasonMissing,
    ];
    assert_eq!(rules, expected);
}

#[test]
fn already_exited() {
    let message = table(
        Rule::AlreadyExited,
        &[
            (
                "one ticked has left",
                |f, _, _| f.members[1].exit_on = Some(day("2026-05-02")),
                &[Field::Member(LUIS)],
            ),
            (
                "the only one ticked has left: nothing else is asked",
                |f, c, _| {
                    f.members[1].exit_on = Some(day("2026-05-02"));
                    *c = Command {
                        leaving: vec![leaves(LUIS)],
                        ..Command::default()
                    };
                },
                &[Field::Member(LUIS)],
            ),
            (
                "one not ticked has left",
                |f, c, _| {
                    f.members[1].exit_on = Some(day("2026-05-02"));
                    c.leaving.remove(1);
                },
                &[],
            ),
        ],
    );
    assert_eq!(message, "Luis left on May 2, 2026.");
}

#[test]
fn not_a_member() {
    table(
        Rule::NotAMember,
        &[
            (
                "a stranger",
                |_, c, _| c.leaving.push(leaves(STRANGER)),
                &[Field::Leaving],
            ),
            (
                "nobody but a stranger",
                |_, c, _| {
                    *c = Command {
                        leaving: vec![leaves(STRANGER)],
                        ..Command::default()
                    }
                },
                &[Field::Leaving],
            ),
            (
                "the same member twice",
                |_, c, _| c.leaving.push(leaves(ROSA)),
                &[],
            ),
        ],
    );
}

#[test]
fn intake_unfinished() {
    let message = table(
        Rule::IntakeUnfinished,
        &[
            (
                "of one ticked, and nothing is said of the head who leaves too",
                |f, _, _| f.members[2].intake_unfinished = true,
                &[Field::Member(ROSA)],
            ),
            (
                "of one who stays",
                |f, c, _| {
                    f.members[2].intake_unfinished = true;
                    c.leaving = vec![leaves(LUIS)];
                },
                &[],
            ),
        ],
    );
    assert_eq!(
        message,
        "The intake of Rosa was never finished. Finish it first."
    );
}

#[test]
fn exit_date_missing() {
    table(
        Rule::ExitDateMissing,
        &[
            ("no date", |_, c, _| c.answers.exit_on = None, COMMON_DATE),
            (
                "one has none of their own",
                |_, c, _| {
                    c.answers.exit_on = None;
                    c.leaving[0].exit_on = Some(day("2026-11-10"));
                    c.leaving[1].exit_on = Some(day("2026-11-10"));
                },
                COMMON_DATE,
            ),
            (
                "all have their own",
                |_, c, _| {
                    c.answers.exit_on = None;
                    c.leaving
                        .iter_mut()
                        .for_each(|one| one.exit_on = Some(day("2026-11-10")));
                },
                &[],
            ),
        ],
    );
}

#[test]
fn exit_date_unreadable() {
    for (text, message) in [
        (
            "soon",
            "Enter a date such as 3/7/2026, or \u{201c}today\u{201d}.",
        ),
        ("2/30/2026", "This day does not exist in the calendar."),
        (
            "13/45/2026",
            "There is no such month. Enter the month first, such as 3/7/2026 for March 7.",
        ),
    ] {
        let why = calendar::parse_typed(text, household().today).expect_err("no date");
        let problem = Problem::unreadable_date(Some(ROSA), why);
        assert_eq!(problem.field, Field::ExitOn(Some(ROSA)));
        assert_eq!(problem.rule, Rule::ExitDateUnreadable);
        assert_eq!(problem.message, message);
    }
}

#[test]
fn exit_date_in_future() {
    let message = table(
        Rule::ExitDateInFuture,
        &[
            (
                "tomorrow",
                |_, c, _| c.answers.exit_on = Some(day("2026-11-15")),
                COMMON_DATE,
            ),
            (
                "today",
                |_, c, _| c.answers.exit_on = Some(day("2026-11-14")),
                &[],
            ),
            (
                "a member's own",
                |_, c, _| c.leaving[2].exit_on = Some(day("2026-11-15")),
                &[Field::ExitOn(Some(ROSA))],
            ),
            (
                "a common one that nobody follows",
                |_, c, _| {
                    c.answers.exit_on = Some(day("2026-11-15"));
                    c.leaving
                        .iter_mut()
                        .for_each(|one| one.exit_on = Some(day("2026-11-10")));
                },
                &[],
            ),
        ],
    );
    assert_eq!(
        message,
        "The exit date cannot be after today, November 14, 2026."
    );
}

#[test]
fn exit_before_entry() {
    let message = table(
        Rule::ExitBeforeEntry,
        &[
            (
                "said once, of the one who entered last",
                |f, c, _| {
                    f.members[1].entry_on = day("2026-08-01");
                    f.members[2].entry_on = day("2026-07-01");
                    c.answers.exit_on = Some(day("2026-02-28"));
                },
                COMMON_DATE,
            ),
            (
                "one entered later",
                |f, _, _| f.members[2].entry_on = day("2026-11-11"),
                COMMON_DATE,
            ),
            (
                "the day of entry",
                |_, c, _| c.answers.exit_on = Some(day("2026-03-01")),
                &[],
            ),
            (
                "a member's own",
                |_, c, _| c.leaving[1].exit_on = Some(day("2026-02-28")),
                &[Field::ExitOn(Some(LUIS))],
            ),
        ],
    );
    assert_eq!(
        message,
        "Luis entered on August 1, 2026. The exit date cannot be before that."
    );
}

#[test]
fn exit_before_birth() {
    let message = table(
        Rule::ExitBeforeBirth,
        &[
            (
                "born later",
                |f, _, _| f.members[2].dob = Some(day("2026-11-11")),
                COMMON_DATE,
            ),
            (
                "born that day",
                |f, _, _| f.members[2].dob = Some(day("2026-11-10")),
                &[],
            ),
            (
                "date of birth not known",
                |f, _, _| f.members[2].dob = None,
                &[],
            ),
        ],
    );
    assert_eq!(message, "Rosa was born after this date.");
}

#[test]
fn exit_before_project_opened() {
    let message = table(
        Rule::ExitBeforeProjectOpened,
        &[
            (
                "before",
                |f, _, _| f.operating_start = Some(day("2026-11-11")),
                COMMON_DATE,
            ),
            (
                "the first day",
                |f, _, _| f.operating_start = Some(day("2026-11-10")),
                &[],
            ),
        ],
    );
    assert_eq!(
        message,
        "Northwest Coordinated Entry opened on November 11, 2026."
    );
}

#[test]
fn exit_after_project_closed() {
    let message = table(
        Rule::ExitAfterProjectClosed,
        &[
            (
                "after",
                |f, _, _| f.operating_end = Some(day("2026-11-09")),
                COMMON_DATE,
            ),
            (
                "the last day",
                |f, _, _| f.operating_end = Some(day("2026-11-10")),
                &[],
            ),
        ],
    );
    assert_eq!(
        message,
        "Northwest Coordinated Entry closed on November 9, 2026."
    );
}

#[test]
fn destination_missing() {
    table(
        Rule::DestinationMissing,
        &[
            ("none", |_, c, _| c.answers.destination = None, COMMON_PLACE),
            (
                "all have their own",
                |_, c, _| {
                    c.answers.destination = None;
                    let place = own(LivingSituation::EmergencyShelter);
                    c.leaving
                        .iter_mut()
                        .for_each(|one| one.destination = Some(place.clone()));
                },
                &[],
            ),
        ],
    );
}

#[test]
fn destination_invalid() {
    table(
        Rule::DestinationInvalid,
        &[
            (
                "a prior living situation",
                |_, c, _| c.answers.destination = Some(LivingSituation::FriendsHome),
                COMMON_PLACE,
            ),
            (
                "a member's own",
                |_, c, _| {
                    c.leaving[0].destination = Some(own(LivingSituation::WorkerUnableToDetermine));
                },
                &[Field::Destination(Some(ANA))],
            ),
            (
                "not collected is an answer",
                |_, c, _| c.answers.destination = Some(LivingSituation::NotCollected),
                &[],
            ),
        ],
    );
}

#[test]
fn subsidy_missing() {
    table(
        Rule::SubsidyMissing,
        &[
            (
                "435 without a subsidy",
                |_, c, _| c.answers.destination = Some(LivingSituation::RentalWithSubsidy),
                &[Field::Subsidy(None)],
            ),
            (
                "435 with a subsidy",
                |_, c, _| {
                    c.answers.destination = Some(LivingSituation::RentalWithSubsidy);
                    c.answers.subsidy = Some(SUBSIDY);
                },
                &[],
            ),
            (
                "the common subsidy is not a member's own",
                |_, c, _| {
                    c.answers.subsidy = Some(SUBSIDY);
                    c.leaving[2].destination = Some(own(LivingSituation::RentalWithSubsidy));
                },
                &[Field::Subsidy(Some(ROSA))],
            ),
        ],
    );
}

#[test]
fn other_destination_missing() {
    table(
        Rule::OtherDestinationMissing,
        &[
            (
                "17 without words",
                |_, c, _| c.answers.destination = Some(LivingSituation::Other),
                &[Field::OtherDestination(None)],
            ),
            (
                "17 with blanks",
                |_, c, _| {
                    c.answers.destination = Some(LivingSituation::Other);
                    c.answers.other_destination = Some("  ".to_owned());
                },
                &[Field::OtherDestination(None)],
            ),
            (
                "17 with words",
                |_, c, _| {
                    c.answers.destination = Some(LivingSituation::Other);
                    c.answers.other_destination = Some("A boat".to_owned());
                },
                &[],
            ),
        ],
    );
}

#[test]
fn other_destination_too_long() {
    table(
        Rule::OtherDestinationTooLong,
        &[
            (
                "51 characters",
                |_, c, _| {
                    c.answers.destination = Some(LivingSituation::Other);
                    c.answers.other_destination = Some("é".repeat(51));
                },
                &[Field::OtherDestination(None)],
            ),
            (
                "50 characters, and blanks around",
                |_, c, _| {
                    c.answers.destination = Some(LivingSituation::Other);
                    c.answers.other_destination = Some(format!(" {} ", "é".repeat(50)));
                },
                &[],
            ),
            (
                "not asked with another destination",
                |_, c, _| c.answers.other_destination = Some("x".repeat(51)),
                &[],
            ),
        ],
    );
}

#[test]
fn deceased_for_several() {
    table(
        Rule::DeceasedForSeveral,
        &[
            (
                "for all",
                |_, c, _| c.answers.destination = Some(LivingSituation::Deceased),
                COMMON_PLACE,
            ),
            (
                "for the only one who leaves",
                |_, c, _| {
                    c.answers.destination = Some(LivingSituation::Deceased);
                    c.leaving = vec![leaves(LUIS)];
                },
                &[],
            ),
            (
                "for the only one who follows",
                |_, c, _| {
                    c.answers.destination = Some(LivingSituation::Deceased);
                    let place = own(LivingSituation::EmergencyShelter);
                    c.leaving[1].destination = Some(place.clone());
                    c.leaving[2].destination = Some(place);
                },
                &[],
            ),
        ],
    );
}

#[test]
fn removal_reason_missing() {
    table(
        Rule::RemovalReasonMissing,
        &[
            (
                "none",
                |_, c, _| c.removal_reason = None,
                &[Field::RemovalReason],
            ),
            (
                "blank",
                |_, c, _| c.removal_reason = Some(" ".to_owned()),
                &[Field::RemovalReason],
            ),
            (
                "the policy asks for none",
                |_, c, p| {
                    c.removal_reason = None;
                    p.removal_reason_required = false;
                },
                &[],
            ),
            (
                "all who leave died",
                |_, c, _| {
                    c.removal_reason = None;
                    c.answers.destination = Some(LivingSituation::Deceased);
                    c.leaving = vec![leaves(LUIS)];
                },
                &[],
            ),
        ],
    );
}

#[test]
fn removal_reason_unknown() {
    table(
        Rule::RemovalReasonUnknown,
        &[
            (
                "not of this policy",
                |_, c, _| c.removal_reason = Some("left_town".to_owned()),
                &[Field::RemovalReason],
            ),
            (
                "retired meanwhile, though none is required",
                |_, _, p| {
                    p.removal_reason_required = false;
                    p.removal_reasons.clear();
                },
                &[Field::RemovalReason],
            ),
        ],
    );
}

#[test]
fn note_missing() {
    let message = table(
        Rule::NoteMissing,
        &[
            (
                "other",
                |_, c, _| c.removal_reason = Some("other".to_owned()),
                &[Field::Note],
            ),
            (
                "other with blanks",
                |_, c, _| {
                    c.removal_reason = Some("other".to_owned());
                    c.note = Some(" \n".to_owned());
                },
                &[Field::Note],
            ),
            (
                "other with a note",
                |_, c, _| {
                    c.removal_reason = Some("other".to_owned());
                    c.note = Some("Joined the circus.".to_owned());
                },
                &[],
            ),
        ],
    );
    assert_eq!(
        message,
        "\u{201c}Another reason\u{201d} needs a note that says more."
    );
}

#[test]
fn note_too_long() {
    table(
        Rule::NoteTooLong,
        &[
            (
                "2,001 characters",
                |_, c, _| c.note = Some("é".repeat(2_001)),
                &[Field::Note],
            ),
            (
                "2,000 characters",
                |_, c, _| c.note = Some("é".repeat(2_000)),
                &[],
            ),
        ],
    );
}

#[test]
fn head_leaves_others_stay() {
    let message = table(
        Rule::HeadLeavesOthersStay,
        &[
            (
                "the head alone",
                |_, c, _| c.leaving = vec![leaves(ANA)],
                &[Field::Leaving],
            ),
            (
                "the head and the partner",
                |_, c, _| c.leaving = vec![leaves(ANA), leaves(LUIS)],
                &[Field::Leaving],
            ),
            (
                "all but the head",
                |_, c, _| c.leaving = vec![leaves(LUIS), leaves(ROSA)],
                &[],
            ),
            (
                "those who would stay left before",
                |f, c, _| {
                    f.members[1].exit_on = Some(day("2026-05-02"));
                    f.members[2].exit_on = Some(day("2026-05-02"));
                    c.leaving = vec![leaves(ANA)];
                },
                &[],
            ),
            (
                "an imported household with a second head",
                |f, c, _| {
                    f.members[1].relationship = f.members[0].relationship;
                    c.leaving = vec![leaves(ANA)];
                },
                &[],
            ),
            (
                "an imported household without a head",
                |f, c, _| {
                    f.members[0].relationship = None;
                    c.leaving = vec![leaves(ANA)];
                },
                &[],
            ),
        ],
    );
    assert_eq!(
        message,
        "Ana is the head of household and others stay. Tick everybody, or ask the helpdesk to name \
         another head of household first."
    );
}

#[test]
fn the_plan_holds_what_was_answered() {
    let mut command = everybody_leaves();
    command.note = Some("  Moved on Tuesday. ".to_owned());
    command.answers.subsidy = Some(SUBSIDY);
    command.leaving[0].destination = Some(OwnDestination {
        destination: LivingSituation::RentalWithSubsidy,
        subsidy: Some(SUBSIDY),
        other_destination: Some("not asked".to_owned()),
    });
    command.leaving[1].destination = Some(own(LivingSituation::Deceased));
    command.leaving[1].exit_on = Some(day("2026-10-02"));
    let plan = decide(&household(), &command, &Policy::default()).expect("a plan");
    assert!(plan.leaves_list());
    assert_eq!(plan.note.as_deref(), Some("Moved on Tuesday."));
    assert_eq!(plan.removal_label.as_deref(), Some("Housed on their own"));
    let [ana, luis, rosa] = plan.exits.as_slice() else {
        panic!("three exits, got {}", plan.exits.len());
    };
    assert_eq!(ana.subsidy, Some(SUBSIDY));
    assert_eq!(
        ana.other_destination, None,
        "HUD asks for words with 17 only"
    );
    assert_eq!(ana.removal_class, Some(OutflowClass::Housed));
    assert_eq!(luis.exit_on, day("2026-10-02"));
    assert_eq!(luis.removal_reason.as_deref(), Some("deceased"));
    assert_eq!(luis.removal_class, Some(OutflowClass::Deceased));
    assert_eq!(rosa.subsidy, None, "HUD asks for a subsidy with 435 only");
    assert_eq!(rosa.removal_reason.as_deref(), Some("housed_self"));
}

//! Rules about the exit date (3.11).

use super::{COMMON_DATE, table};
use crate::calendar;
use crate::exit::tests::{LUIS, ROSA, day, household};
use crate::exit::{Field, Problem, Rule};

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
        let problem = Problem::unreadable_date(Field::ExitOn(Some(ROSA)), why);
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

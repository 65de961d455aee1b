//! Rules about who leaves.

use super::table;
use crate::exit::tests::{ANA, LUIS, ROSA, STRANGER, day, leaves};
use crate::exit::{Command, Field, Rule};

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
fn protected_leaves_others_stay() {
    let message = table(
        Rule::ProtectedLeavesOthersStay,
        &[
            (
                "alone",
                |f, c, _| {
                    f.members[1].client = None;
                    c.leaving = vec![leaves(LUIS)];
                },
                &[Field::Leaving],
            ),
            ("with everybody", |f, _, _| f.members[1].client = None, &[]),
            (
                "stays, and a child leaves",
                |f, c, _| {
                    f.members[1].client = None;
                    c.leaving = vec![leaves(ROSA)];
                },
                &[],
            ),
            (
                "with everybody who had not left before",
                |f, c, _| {
                    f.members[1].client = None;
                    f.members[2].exit_on = Some(day("2026-05-02"));
                    c.leaving = vec![leaves(ANA), leaves(LUIS)];
                },
                &[],
            ),
        ],
    );
    assert_eq!(
        message,
        "A protected person leaves together with the whole household. Tick everybody, or ask the helpdesk."
    );
}

//! Rules about the reason for leaving the list, and the note.

use super::table;
use crate::exit::tests::{LUIS, leaves};
use crate::exit::{Field, Rule};
use crate::hud::LivingSituation;

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

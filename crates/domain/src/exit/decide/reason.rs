//! The reason for leaving the list.

use super::destinations::destination_of;
use super::{Pair, Problems, said};
use crate::exit::{Command, Field, Leaving, Rule};
use crate::hud::LivingSituation;
use crate::policy::{ExitRules, RemovalReason};

/// The reason that was chosen. Nothing is asked where all who leave died: death says it; nor where nobody
/// of those ticked can leave.
pub(super) fn check<'a>(
    command: &Command,
    rules: &'a ExitRules,
    leaving: &[Pair<'_>],
    note: Option<&str>,
    problems: &mut Problems,
) -> Option<&'a RemovalReason> {
    if leaving.is_empty() && !command.leaving.is_empty() {
        return None;
    }
    let died = |one: &Leaving| {
        destination_of(one, command).is_some_and(|(place, ..)| place == LivingSituation::Deceased)
    };
    if !leaving.is_empty() && leaving.iter().all(|(_, one)| died(one)) {
        return None;
    }
    let Some(code) = said(command.removal_reason.as_deref()) else {
        if rules.reason_required {
            let message = "Choose the reason for leaving the list.";
            problems.add(Field::RemovalReason, Rule::RemovalReasonMissing, message);
        }
        return None;
    };
    let reason = rules.reasons.iter().find(|reason| reason.code == code);
    match reason {
        None => {
            let message = "This reason is not offered any more. Choose another.";
            problems.add(Field::RemovalReason, Rule::RemovalReasonUnknown, message);
        }
        Some(reason) if reason.needs_note && note.is_none() => {
            let message = format!(
                "\u{201c}{}\u{201d} needs a note that says more.",
                reason.label
            );
            problems.add(Field::Note, Rule::NoteMissing, message);
        }
        Some(_) => {}
    }
    reason
}

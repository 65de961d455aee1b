//! The destination (3.12) with its dependent fields.

use super::{Pair, Problems, common, said};
use crate::exit::{Command, Field, Leaving, Rule};
use crate::hud::{LivingSituation, RentalSubsidyType};
use crate::ids::EnrollmentId;

const OTHER_DESTINATION_MAX: usize = 50;

pub(super) fn check(command: &Command, leaving: &[Pair<'_>], problems: &mut Problems) {
    if common(command, leaving, |one| one.destination.is_none()) {
        let followers = leaving
            .iter()
            .filter(|(_, one)| one.destination.is_none())
            .count();
        check_common_destination(command, followers, problems);
    }
    for (_, one) in leaving {
        if let Some(own) = &one.destination {
            let place = (
                own.destination,
                own.subsidy,
                own.other_destination.as_deref(),
            );
            check_destination(Some(one.enrollment), place, problems);
        }
    }
}

fn check_common_destination(command: &Command, followers: usize, problems: &mut Problems) {
    let answers = &command.answers;
    let field = Field::Destination(None);
    let Some(destination) = answers.destination else {
        problems.add(field, Rule::DestinationMissing, "Choose where they went.");
        return;
    };
    if destination == LivingSituation::Deceased && followers > 1 {
        problems.add(
            field,
            Rule::DeceasedForSeveral,
            "Deceased is recorded for one person at a time. Give the others their own destination, \
             or untick them.",
        );
    }
    let place = (
        destination,
        answers.subsidy,
        answers.other_destination.as_deref(),
    );
    check_destination(None, place, problems);
}

/// 3.12.1 with its subsidy (3.12.A) and its words (3.12.B), as they were answered.
pub(super) type Place<'a> = (LivingSituation, Option<RentalSubsidyType>, Option<&'a str>);

fn check_destination(member: Option<EnrollmentId>, place: Place<'_>, problems: &mut Problems) {
    let (destination, subsidy, other) = place;
    if !destination.is_destination() {
        let message = "This cannot be a destination. Choose one from the list.";
        problems.add(
            Field::Destination(member),
            Rule::DestinationInvalid,
            message,
        );
    }
    if destination.needs_subsidy_type() && subsidy.is_none() {
        let message = "Choose the rental subsidy type.";
        problems.add(Field::Subsidy(member), Rule::SubsidyMissing, message);
    }
    if destination.needs_description() {
        let field = Field::OtherDestination(member);
        match said(other) {
            None => {
                let message = "Say in a few words where they went.";
                problems.add(field, Rule::OtherDestinationMissing, message);
            }
            Some(words) if words.chars().count() > OTHER_DESTINATION_MAX => {
                let message = "Shorten this to 50 characters.";
                problems.add(field, Rule::OtherDestinationTooLong, message);
            }
            Some(_) => {}
        }
    }
}

/// Where a member went; subsidy and words only where HUD asks for them.
pub(super) fn destination_of<'a>(one: &'a Leaving, command: &'a Command) -> Option<Place<'a>> {
    let (place, subsidy, other) = match &one.destination {
        Some(own) => (own.destination, own.subsidy, &own.other_destination),
        None => {
            let answers = &command.answers;
            (
                answers.destination?,
                answers.subsidy,
                &answers.other_destination,
            )
        }
    };
    Some((
        place,
        subsidy.filter(|_| place.needs_subsidy_type()),
        said(other.as_deref()).filter(|_| place.needs_description()),
    ))
}

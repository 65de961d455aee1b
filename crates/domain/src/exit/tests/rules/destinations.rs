//! Rules about the destination (3.12).

use super::{COMMON_PLACE, table};
use crate::exit::tests::{ANA, LUIS, ROSA, SUBSIDY, leaves, own};
use crate::exit::{Field, Rule};
use crate::hud::LivingSituation;

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

//! What the user asks for.

use crate::hud::{LivingSituation, RelationshipToHoH, RentalSubsidyType};
use crate::ids::{EnrollmentId, EventId, HouseholdId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An exit as it was asked for, parsed; what is missing is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// For the head of household and all who follow.
    pub answers: Answers,
    /// Who leaves, with answers of their own where they differ.
    pub leaving: Vec<Leaving>,
    /// Code of the reason for leaving the list, from the policy.
    pub removal_reason: Option<String>,
    /// A note about the exit.
    pub note: Option<String>,
    /// Who becomes the head of household, where that has to be said.
    pub new_head: Option<EnrollmentId>,
    /// Relationships to the new head where they differ from what follows from the old ones.
    pub relations: Vec<Relation>,
    /// The referral that housed them: its result is recorded with the exit.
    pub referral: Option<EventId>,
    /// Households of [`super::OtherStay`]s that are closed with this exit.
    pub close: Vec<HouseholdId>,
    /// A contact to be recorded with the exit.
    pub contact: Option<Contact>,
    /// [`super::Plan::warnings_key`] of the warnings that the user confirmed.
    pub confirmed: Option<String>,
}

/// 3.11 and 3.12 with their dependent fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// 3.11 Project exit date.
    pub exit_on: Option<NaiveDate>,
    /// 3.12.1 Destination.
    pub destination: Option<LivingSituation>,
    /// 3.12.A Rental subsidy type.
    pub subsidy: Option<RentalSubsidyType>,
    /// 3.12.B Other destination, at most 50 characters.
    pub other_destination: Option<String>,
}

/// One member who leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaving {
    /// Whose stay ends.
    pub enrollment: EnrollmentId,
    /// The version that the user saw.
    pub version: i32,
    /// Own exit date instead of the common one.
    pub exit_on: Option<NaiveDate>,
    /// Own destination, with subsidy and text, instead of the common one.
    pub destination: Option<OwnDestination>,
}

/// A member's own answer to 3.12.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnDestination {
    /// 3.12.1.
    pub destination: LivingSituation,
    /// 3.12.A.
    pub subsidy: Option<RentalSubsidyType>,
    /// 3.12.B.
    pub other_destination: Option<String>,
}

/// What a member is to the new head of household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// Whose.
    pub enrollment: EnrollmentId,
    /// 3.15.
    pub relationship: RelationshipToHoH,
}

/// A contact (4.12) that was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// 4.12.1 Information date.
    pub on: Option<NaiveDate>,
    /// 4.12.2 Current living situation.
    pub situation: Option<LivingSituation>,
    /// 4.12.A Rental subsidy type, only with 435.
    pub subsidy: Option<RentalSubsidyType>,
}

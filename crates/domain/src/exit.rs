//! Exit from Coordinated Entry: one pure decision over facts, command and policy.

mod decide;
mod problem;
#[cfg(test)]
mod tests;
mod words;

pub use decide::decide;
pub use problem::{Field, Problem, Rule};

use crate::hud::{Coded, LivingSituation, RelationshipToHoH, RentalSubsidyType};
use crate::ids::{ClientId, EnrollmentId, HouseholdId};
use crate::policy::OutflowClass;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is known of a household's stay when somebody wants to end it. Only what the actor may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The household.
    pub household: HouseholdId,
    /// The CoC's own date.
    pub today: NaiveDate,
    /// Name of the project that is left.
    pub project_name: String,
    /// 2.02.3: the project operates since.
    pub operating_start: Option<NaiveDate>,
    /// 2.02.4: the project operated until.
    pub operating_end: Option<NaiveDate>,
    /// Name of the list that is left: "Northwest Priority List".
    pub list_name: String,
    /// All members of the household, heads first, those who left already included.
    pub members: Vec<Member>,
}

/// One member of the household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The stay; for a protected person a stand-in that names no record.
    pub enrollment: EnrollmentId,
    /// The person; none where an administrator protects them: name, relationship and birth date are then
    /// not told either.
    pub client: Option<ClientId>,
    /// Version of the enrollment row that was read; saving checks that it still holds.
    pub version: i32,
    /// Name as it may be shown.
    pub name: String,
    /// 3.15 Relationship to head of household.
    pub relationship: Option<Coded<RelationshipToHoH>>,
    /// 3.03 Date of birth.
    pub dob: Option<NaiveDate>,
    /// 3.10 Project start date.
    pub entry_on: NaiveDate,
    /// 3.11, where the member left already.
    pub exit_on: Option<NaiveDate>,
    /// The intake was begun and never finished.
    pub intake_unfinished: bool,
}

impl Member {
    /// Whether the member is the head of household.
    #[must_use]
    pub fn is_head(&self) -> bool {
        self.relationship == Some(Coded::Known(RelationshipToHoH::HeadOfHousehold))
    }

    /// Whether an administrator protects the person.
    #[must_use]
    pub const fn is_protected(&self) -> bool {
        self.client.is_none()
    }

    /// Whether the member is still enrolled.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.exit_on.is_none()
    }
}

/// What the user asks for, parsed; what is missing is `None`.
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

/// What saving will do. Equal facts and commands give an equal plan, so that a plan that was shown can
/// be compared with the one that is about to be saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The household.
    pub household: HouseholdId,
    /// Name of the list.
    pub list_name: String,
    /// The exits, in the order of the household's members.
    pub exits: Vec<PlannedExit>,
    /// Names of those who stay.
    pub staying: Vec<String>,
    /// The reason for leaving the list; `None` where all who leave died, or the policy asks for none.
    pub removal_reason: Option<String>,
    /// Reason in words.
    pub removal_label: Option<String>,
    /// A note about the exit.
    pub note: Option<String>,
}

/// One exit row to be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedExit {
    /// Whose stay ends.
    pub enrollment: EnrollmentId,
    /// The person; none where an administrator protects them.
    pub client: Option<ClientId>,
    /// The person's name, for the words.
    pub name: String,
    /// Version that must still hold.
    pub version: i32,
    /// 3.11.
    pub exit_on: NaiveDate,
    /// 3.12.1.
    pub destination: LivingSituation,
    /// 3.12.A, only with destination 435.
    pub subsidy: Option<RentalSubsidyType>,
    /// 3.12.B, only with destination 17.
    pub other_destination: Option<String>,
    /// Removal reason of this person: "deceased" for one who died, else the common one.
    pub removal_reason: Option<String>,
    /// The outflow class that goes with it.
    pub removal_class: Option<OutflowClass>,
}

impl Plan {
    /// Whether the household leaves the list: nobody of it stays enrolled.
    #[must_use]
    pub const fn leaves_list(&self) -> bool {
        self.staying.is_empty()
    }
}

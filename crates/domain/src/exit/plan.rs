//! What saving will do.

use super::Warning;
use crate::hud::{Coded, LivingSituation, RelationshipToHoH, RentalSubsidyType};
use crate::ids::{ClientId, EnrollmentId, EventId, HouseholdId};
use crate::policy::OutflowClass;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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
    /// Who becomes the head of household.
    pub head: Option<NewHead>,
    /// The referral that gets its result.
    pub result: Option<PlannedResult>,
    /// Other CE enrollments of those who leave that are closed too.
    pub closings: Vec<PlannedClosing>,
    /// The contact that is recorded.
    pub contact: Option<PlannedContact>,
    /// What must be confirmed before this is saved.
    pub warnings: Vec<Warning>,
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

/// The head of household from now on, as of the household's start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewHead {
    /// The stay of the new head.
    pub enrollment: EnrollmentId,
    /// The name, for the words.
    pub name: String,
    /// What the new head was before; relationships that are not told follow from it.
    pub was: Option<Coded<RelationshipToHoH>>,
    /// The household's start.
    pub since: NaiveDate,
    /// Relationships that change, the new head's among them.
    pub relations: Vec<PlannedRelation>,
}

/// A relationship (3.15) to be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedRelation {
    /// Whose.
    pub enrollment: EnrollmentId,
    /// The name, for the words.
    pub name: String,
    /// Version that must still hold.
    pub version: i32,
    /// 3.15.
    pub relationship: RelationshipToHoH,
}

/// The referral that housed them, called successful.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedResult {
    /// The event.
    pub event: EventId,
    /// Version that must still hold.
    pub version: i32,
    /// Where to.
    pub to: String,
    /// On behalf of whom.
    pub provider: Option<String>,
    /// 4.20.E Result date: the housing enrollment's entry date.
    pub result_on: NaiveDate,
}

/// Another CE enrollment that ends with the exit, as a duplicate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedClosing {
    /// The household it belongs to.
    pub household: HouseholdId,
    /// Where.
    pub project_name: String,
    /// 3.10.
    pub entry_on: NaiveDate,
    /// The exit of it.
    pub exit: PlannedExit,
}

/// A contact that is recorded with the exit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedContact {
    /// On whose stay.
    pub enrollment: EnrollmentId,
    /// 4.12.1.
    pub on: NaiveDate,
    /// 4.12.2.
    pub situation: LivingSituation,
    /// 4.12.A.
    pub subsidy: Option<RentalSubsidyType>,
    /// After the exit there is no current living situation of this stay any more: a note is kept instead.
    pub as_note: bool,
}

impl Plan {
    /// Whether the household leaves the list: nobody of it stays enrolled.
    #[must_use]
    pub const fn leaves_list(&self) -> bool {
        self.staying.is_empty()
    }

    /// Names the warnings as a whole: another warning, or another sentence, is another key. Empty without any.
    #[must_use]
    pub fn warnings_key(&self) -> String {
        if self.warnings.is_empty() {
            return String::new();
        }
        // FNV-1a: nothing secret, only the same or not the same.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in self.warnings.iter().flat_map(|one| one.message.bytes()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        format!("{hash:016x}")
    }

    /// Whether nothing has to be confirmed, or just this was.
    #[must_use]
    pub fn is_confirmed(&self, confirmed: Option<&str>) -> bool {
        self.warnings.is_empty() || confirmed == Some(self.warnings_key().as_str())
    }
}

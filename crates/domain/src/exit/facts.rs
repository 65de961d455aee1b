//! What is known of a household's stay when somebody wants to end it.

use crate::hud::{Coded, ProjectType, RelationshipToHoH};
use crate::ids::{ClientId, EnrollmentId, EventId, HouseholdId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The household and what stands around it. Only what the actor may see (it is sent to the browser).
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
    /// The latest contact with anybody of the household.
    pub last_contact_on: Option<NaiveDate>,
    /// Housing referrals of the household that have no result yet, the latest first.
    pub referrals: Vec<Referral>,
    /// Open stays of members in housing projects, those moved in first.
    pub housing: Vec<Housing>,
    /// Other open CE enrollments of members on this list.
    pub others: Vec<OtherStay>,
}

impl Facts {
    /// The member with this stay.
    #[must_use]
    pub fn member(&self, enrollment: EnrollmentId) -> Option<&Member> {
        self.members
            .iter()
            .find(|member| member.enrollment == enrollment)
    }

    /// Those who are still enrolled.
    pub fn open(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| member.is_open())
    }

    /// The household's start: the first entry of any member.
    #[must_use]
    pub fn start(&self) -> Option<NaiveDate> {
        self.members.iter().map(|member| member.entry_on).min()
    }
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
    /// Other stays of the person in the same project.
    pub stays: Vec<Span>,
    /// Events and assessments of this stay, the latest of each kind.
    pub recorded: Vec<Recorded>,
    /// Where another stay says that the person died: when.
    pub died_on: Option<NaiveDate>,
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

/// A stay by its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// 3.10.
    pub entry_on: NaiveDate,
    /// 3.11.
    pub exit_on: Option<NaiveDate>,
}

/// Something recorded for the stay that an exit date should not lie before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// What.
    pub kind: RecordedKind,
    /// Its date.
    pub on: NaiveDate,
}

/// What was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordedKind {
    /// 4.19.
    Assessment,
    /// 4.20.
    Event,
}

/// A housing referral (4.20, events 10 to 15, 17 and 18) without a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// The event.
    pub event: EventId,
    /// Version of the event row that was read.
    pub version: i32,
    /// Where to: the project's name.
    pub to: String,
    /// The organization of that project.
    pub provider: Option<String>,
    /// 4.20.1.
    pub made_on: NaiveDate,
    /// Entry date of a member's enrollment in the project referred to, where it exists and may be seen: only
    /// then the referral can be called successful here, as of that date.
    pub housed_on: Option<NaiveDate>,
}

/// An open stay of a member in a housing project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Housing {
    /// Whose: the member's stay in this household.
    pub member: EnrollmentId,
    /// The project.
    pub project_name: String,
    /// 2.02.6; it suggests a destination, which the server does.
    #[serde(skip)]
    pub project_type: Option<ProjectType>,
    /// 3.10.
    pub entry_on: NaiveDate,
    /// 3.20.
    pub moved_in_on: Option<NaiveDate>,
}

/// Another open CE enrollment of a member on this list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherStay {
    /// The stay.
    pub enrollment: EnrollmentId,
    /// Version of the enrollment row that was read.
    pub version: i32,
    /// The household it belongs to; it is closed as a whole or not at all.
    pub household: HouseholdId,
    /// Whose: the member's stay in this household.
    pub member: EnrollmentId,
    /// The project.
    pub project_name: String,
    /// 3.10.
    pub entry_on: NaiveDate,
    /// The actor may exit it, and nobody else is in that household.
    pub closable: bool,
}

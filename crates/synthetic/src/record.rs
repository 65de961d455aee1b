//! What is made: rows under HUD's names, without the ids of a database.

use chrono::NaiveDate;
use domain::hud::{
    AssessmentLevel, AssessmentType, DobDataQuality, EventType, LengthOfStay, LivingSituation,
    MonthsHomelessPastThreeYears, NameDataQuality, NoYesReasons, PrioritizationStatus, RaceSet,
    ReferralResult, RelationshipToHoH, RentalSubsidyType, Sex, SsnDataQuality,
    TimesHomelessPastThreeYears,
};
use domain::ids::{
    ActId, AssessmentId, ClientId, EnrollmentId, EventId, ExitId, HouseholdId, OrganizationId,
    ProjectId,
};
use domain::person::{Name, Sharing};
use domain::policy::OutflowClass;
use uuid::Uuid;

/// The people of one household and all that is recorded of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// HUD code of the CoC where they live.
    pub coc: String,
    /// Its people, the head of the present household first.
    pub clients: Vec<Client>,
    /// Their stays together, in any project.
    pub stays: Vec<Stay>,
}

/// A person (3.01 to 3.07, 4.21).
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    /// Its id.
    pub id: ClientId,
    /// 3.01.
    pub name: Name,
    /// 3.01.5.
    pub name_quality: NameDataQuality,
    /// 3.02, nine digits.
    pub ssn: Option<String>,
    /// 3.02.2.
    pub ssn_quality: SsnDataQuality,
    /// 3.03.
    pub dob: Option<NaiveDate>,
    /// 3.03.2.
    pub dob_quality: DobDataQuality,
    /// 4.21.
    pub sex: Sex,
    /// 3.04.
    pub races: RaceSet,
    /// 3.07.
    pub veteran: NoYesReasons,
    /// Who made the record.
    pub owner: OrganizationId,
    /// The client's choice.
    pub sharing: Sharing,
    /// Hidden altogether.
    pub protected: bool,
    /// When the record was made.
    pub created_on: NaiveDate,
    /// The release of information, if one is recorded.
    pub roi: Option<Roi>,
    /// Other names: what people call them.
    pub nicknames: Vec<String>,
    /// Ids of records that were merged into this one.
    pub retired_ids: Vec<String>,
    /// Notes about them.
    pub notes: Vec<Note>,
}

/// Release of information.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roi {
    /// Its id.
    pub id: Uuid,
    /// What was allowed.
    pub scope: Sharing,
    /// "written", "verbal" or "electronic".
    pub how_given: &'static str,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day, if it ends.
    pub ends_on: Option<NaiveDate>,
    /// The day it was taken back.
    pub withdrawn_on: Option<NaiveDate>,
}

/// A note about a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: Uuid,
    /// The day it is about.
    pub on: NaiveDate,
    /// What it says.
    pub body: &'static str,
}

/// People together in one project (HouseholdID).
#[derive(Clone, Debug, PartialEq)]
pub struct Stay {
    /// Its id.
    pub id: HouseholdId,
    /// Where.
    pub project: ProjectId,
    /// 3.16.
    pub coc: String,
    /// Members; exactly one is the head.
    pub enrollments: Vec<Enrollment>,
    /// False for the rare ones that break a rule, as imports bring them.
    pub written_here: bool,
    /// Whether somebody of the CE organization works with the household.
    pub assigned: bool,
}

/// One person's stay.
#[derive(Clone, Debug, PartialEq)]
pub struct Enrollment {
    /// Its id.
    pub id: EnrollmentId,
    /// Who.
    pub client: ClientId,
    /// 3.10.
    pub entry_on: NaiveDate,
    /// 3.15.
    pub relationship: RelationshipToHoH,
    /// 3.08.
    pub disabling: NoYesReasons,
    /// 3.917, adults and heads only.
    pub prior: Option<PriorSituation>,
    /// 4.13, outreach only.
    pub engaged_on: Option<NaiveDate>,
    /// 3.20, permanent housing only.
    pub move_in_on: Option<NaiveDate>,
    /// How it ended.
    pub exit: Option<Exit>,
    /// 4.12, oldest first.
    pub contacts: Vec<Contact>,
    /// 4.19, oldest first.
    pub assessments: Vec<Assessment>,
    /// 4.20, oldest first.
    pub events: Vec<Event>,
}

/// 3.917: where somebody lived before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriorSituation {
    /// 3.917.1.
    pub situation: LivingSituation,
    /// 3.917.2.
    pub length: LengthOfStay,
    /// 3.917.A or B, for institutions and other housing.
    pub under_threshold: Option<bool>,
    /// 3.917.C, with `under_threshold`.
    pub on_street_before: Option<bool>,
    /// 3.917.3.
    pub homeless_since: Option<NaiveDate>,
    /// 3.917.4.
    pub times: Option<TimesHomelessPastThreeYears>,
    /// 3.917.5.
    pub months: Option<MonthsHomelessPastThreeYears>,
}

/// 3.11, 3.12 and the list's own reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exit {
    /// Its id.
    pub id: ExitId,
    /// One for all exits of one save.
    pub act: ActId,
    /// 3.11.
    pub on: NaiveDate,
    /// 3.12.1.
    pub destination: LivingSituation,
    /// 3.12.A, with destination 435.
    pub subsidy: Option<RentalSubsidyType>,
    /// 3.12.B, with destination 17.
    pub other: Option<&'static str>,
    /// The reason's code in the default policy and its class; CE only.
    pub reason: Option<(&'static str, OutflowClass)>,
}

/// 4.12 Current Living Situation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its id.
    pub id: Uuid,
    /// 4.12.1.
    pub on: NaiveDate,
    /// 4.12.2.
    pub situation: LivingSituation,
    /// Where, in words.
    pub place: Option<&'static str>,
}

/// 4.19 Coordinated Entry assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Its id.
    pub id: AssessmentId,
    /// 4.19.1.
    pub on: NaiveDate,
    /// 4.19.2.
    pub location: &'static str,
    /// 4.19.3.
    pub kind: AssessmentType,
    /// 4.19.4.
    pub level: AssessmentLevel,
    /// 4.19.7.
    pub prioritization: PrioritizationStatus,
    /// Sum of the answers, 0 to 17.
    pub score: i32,
    /// Row id, question, answer, in order.
    pub answers: Vec<(Uuid, &'static str, &'static str)>,
    /// Row id of the result.
    pub result_id: Uuid,
}

/// 4.20 Coordinated Entry event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// 4.20.1.
    pub on: NaiveDate,
    /// 4.20.2.
    pub kind: EventType,
    /// 4.20.A, problem solving only.
    pub safe_alternative: Option<bool>,
    /// Housing referrals only.
    pub referral: Option<Referral>,
}

/// The life of a housing referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    /// The project referred to.
    pub project: ProjectId,
    /// Its name: 4.20.C.
    pub project_name: String,
    /// How far it has come.
    pub state: ReferralState,
    /// When the provider acknowledged it.
    pub acknowledged_on: Option<NaiveDate>,
    /// 4.20.D and E.
    pub result: Option<(ReferralResult, NaiveDate)>,
    /// Why nobody was housed.
    pub not_housed_reason: Option<&'static str>,
}

/// How far a referral has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReferralState {
    /// Sent.
    Offered,
    /// The provider has seen it.
    Acknowledged,
    /// The provider works on it.
    InProcess,
    /// The provider enrolled the household.
    Accepted,
    /// The client said no.
    ClientDeclined,
    /// The provider said no.
    ProviderDeclined,
    /// Given back to the list.
    Returned,
    /// Nobody answered in time.
    Expired,
    /// The opening went away.
    Cancelled,
}

impl ReferralState {
    /// The word under which it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Acknowledged => "acknowledged",
            Self::InProcess => "in_process",
            Self::Accepted => "accepted",
            Self::ClientDeclined => "client_declined",
            Self::ProviderDeclined => "provider_declined",
            Self::Returned => "returned",
            Self::Expired => "expired",
            Self::Cancelled => "cancelled",
        }
    }
}

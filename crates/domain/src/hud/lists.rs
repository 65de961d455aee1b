//! HUD's code lists, one enum for each.
// Generated from `hud-lists.json` by `cargo xtask hud`: change the JSON, not this file.

mod coc;
mod common;
mod csv_level;
mod hopwa;
mod metadata;
mod path;
mod project;
mod rhy;
mod universal;
mod va;

pub use coc::*;
pub use common::*;
pub use csv_level::*;
pub use hopwa::*;
pub use metadata::*;
pub use path::*;
pub use project::*;
pub use rhy::*;
pub use universal::*;
pub use va::*;

super::declare::registry! {
    ExportPeriodType,
    ExportDirective,
    DisabilityType,
    RecordType,
    HashStatus,
    RaceNone,
    NoYesMissing,
    NoYesReasons,
    SourceType,
    NoYes,
    ProjectType,
    TargetPopulation,
    HopwaMedAssistedLivingFac,
    RrhSubType,
    HousingType,
    GeographyType,
    Funder,
    InventoryHouseholdType,
    EsBedType,
    Availability,
    HmisParticipationType,
    NameDataQuality,
    SsnDataQuality,
    DobDataQuality,
    Gender,
    LivingSituation,
    RentalSubsidyType,
    RelationshipToHoH,
    LengthOfStay,
    TimesHomelessPastThreeYears,
    MonthsHomelessPastThreeYears,
    ReasonNotInsured,
    SubstanceUseResponse,
    WhenOccurred,
    BedNight,
    AssessmentType,
    AssessmentLevel,
    PrioritizationStatus,
    EventType,
    ReferralResult,
    Sex,
    DataCollectionStage,
    MovingOnAssistance,
    CurrentSchoolAttendance,
    MostRecentEdStatus,
    CurrentEdStatus,
    PathService,
    PathReferral,
    PathReferralOutcome,
    ReasonNotEnrolled,
    RhyReferralSource,
    ReasonNoServices,
    LastGradeCompleted,
    SchoolStatus,
    EmploymentType,
    NotEmployedReason,
    HealthStatus,
    RhyNumberOfYears,
    RhyService,
    CountOfExchangeForSex,
    ProjectCompletionStatus,
    EarlyExitReason,
    WorkerResponse,
    AftercareProvided,
    MilitaryBranch,
    DischargeStatus,
    SsvfService,
    SsvfSubType3,
    SsvfSubType4,
    SsvfSubType5,
    SsvfFinancialAssistance,
    PercentAmi,
    TimeToHousingLoss,
    AnnualPercentAmi,
    LiteralHomelessHistory,
    EvictionHistory,
    IncarceratedAdult,
    DependentUnder6,
    VoucherTracking,
    CmExitReason,
    MentalHealthConsultation,
    HopwaService,
    HopwaFinancialAssistance,
    NoAssistanceReason,
    ViralLoadAvailable,
    TCellSource,
    HousingAssessmentAtExit,
    SubsidyInformation,
}

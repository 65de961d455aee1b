//! Which columns of a file are typed, and what the column of its typed table is called.

use hmis_csv::{FileKind, spec};

/// HUD's names of the typed columns; empty for files whose rows are kept as received only.
pub(super) fn of(kind: FileKind) -> &'static [&'static str] {
    match kind {
        FileKind::User => USER,
        FileKind::Organization => ORGANIZATION,
        FileKind::Project => PROJECT,
        FileKind::ProjectCoc => PROJECTCOC,
        FileKind::Funder => FUNDER,
        FileKind::HmisParticipation => HMISPARTICIPATION,
        FileKind::CeParticipation => CEPARTICIPATION,
        FileKind::Client => CLIENT,
        FileKind::Enrollment => ENROLLMENT,
        FileKind::Exit => EXIT,
        FileKind::CurrentLivingSituation => CURRENTLIVINGSITUATION,
        FileKind::Assessment => ASSESSMENT,
        FileKind::AssessmentQuestions => ASSESSMENTQUESTIONS,
        FileKind::AssessmentResults => ASSESSMENTRESULTS,
        FileKind::Event => EVENT,
        _ => &[],
    }
}

/// The column of the typed table: HUD's name in words, or our own where the table says more than the file.
pub(super) fn typed(name: &str) -> String {
    match OWN.iter().find(|(hud, _)| *hud == name) {
        Some((_, own)) => (*own).to_owned(),
        None => spec::snake_case(name),
    }
}

static OWN: &[(&str, &str)] = &[
    ("UserFirstName", "first_name"),
    ("UserLastName", "last_name"),
    ("UserEmail", "email"),
    ("OrganizationName", "name"),
    ("OrganizationCommonName", "common_name"),
    ("ProjectName", "name"),
    ("ProjectCommonName", "common_name"),
    ("GrantID", "grant_identifier"),
    ("HMISParticipationStatusStartDate", "start_date"),
    ("HMISParticipationStatusEndDate", "end_date"),
    ("CEParticipationStatusStartDate", "start_date"),
    ("CEParticipationStatusEndDate", "end_date"),
    ("DateCreated", "source_created_at"),
    ("DateUpdated", "source_updated_at"),
];

static USER: &[&str] = &["UserFirstName", "UserLastName", "UserEmail"];

static ORGANIZATION: &[&str] = &[
    "OrganizationName",
    "OrganizationCommonName",
    "VictimServiceProvider",
    "DateUpdated",
];

static PROJECT: &[&str] = &[
    "ProjectName",
    "ProjectCommonName",
    "OperatingStartDate",
    "OperatingEndDate",
    "ContinuumProject",
    "ProjectType",
    "HousingType",
    "RRHSubType",
    "ResidentialAffiliation",
    "TargetPopulation",
    "DateUpdated",
];

static PROJECTCOC: &[&str] = &[
    "CoCCode",
    "Geocode",
    "City",
    "State",
    "ZIP",
    "GeographyType",
    "DateUpdated",
];

static FUNDER: &[&str] = &[
    "Funder",
    "OtherFunder",
    "GrantID",
    "StartDate",
    "EndDate",
    "DateUpdated",
];

static HMISPARTICIPATION: &[&str] = &[
    "HMISParticipationType",
    "HMISParticipationStatusStartDate",
    "HMISParticipationStatusEndDate",
    "DateUpdated",
];

static CEPARTICIPATION: &[&str] = &[
    "AccessPoint",
    "PreventionAssessment",
    "CrisisAssessment",
    "HousingAssessment",
    "DirectServices",
    "ReceivesReferrals",
    "CEParticipationStatusStartDate",
    "CEParticipationStatusEndDate",
    "DateUpdated",
];

static CLIENT: &[&str] = &[
    "FirstName",
    "MiddleName",
    "LastName",
    "NameSuffix",
    "NameDataQuality",
    "SSNDataQuality",
    "DOB",
    "DOBDataQuality",
    "Sex",
    "AmIndAKNative",
    "Asian",
    "BlackAfAmerican",
    "HispanicLatinao",
    "MidEastNAfrican",
    "NativeHIPacific",
    "White",
    "RaceNone",
    "AdditionalRaceEthnicity",
    "VeteranStatus",
    "DateCreated",
    "DateUpdated",
];

static ENROLLMENT: &[&str] = &[
    "EntryDate",
    "RelationshipToHoH",
    "EnrollmentCoC",
    "LivingSituation",
    "RentalSubsidyType",
    "LengthOfStay",
    "LOSUnderThreshold",
    "PreviousStreetESSH",
    "DateToStreetESSH",
    "TimesHomelessPastThreeYears",
    "MonthsHomelessPastThreeYears",
    "DisablingCondition",
    "DateOfEngagement",
    "MoveInDate",
    "DateOfPATHStatus",
    "ClientEnrolledInPATH",
    "ReasonNotEnrolled",
    "PercentAMI",
    "ReferralSource",
    "CountOutreachReferralApproaches",
    "DateOfBCPStatus",
    "EligibleForRHY",
    "ReasonNoServices",
    "RunawayYouth",
    "FormerWardChildWelfare",
    "ChildWelfareYears",
    "ChildWelfareMonths",
    "FormerWardJuvenileJustice",
    "JuvenileJusticeYears",
    "JuvenileJusticeMonths",
    "UnemploymentFam",
    "MentalHealthDisorderFam",
    "PhysicalDisabilityFam",
    "AlcoholDrugUseDisorderFam",
    "InsufficientIncome",
    "IncarceratedParent",
    "VAMCStation",
    "TargetScreenReqd",
    "TimeToHousingLoss",
    "AnnualPercentAMI",
    "LiteralHomelessHistory",
    "ClientLeaseholder",
    "HOHLeaseholder",
    "SubsidyAtRisk",
    "EvictionHistory",
    "CriminalRecord",
    "IncarceratedAdult",
    "PrisonDischarge",
    "SexOffender",
    "DisabledHoH",
    "CurrentPregnant",
    "SingleParent",
    "DependentUnder6",
    "HH5Plus",
    "CoCPrioritized",
    "HPScreeningScore",
    "ThresholdScore",
    "MentalHealthConsultation",
    "DateCreated",
    "DateUpdated",
];

static EXIT: &[&str] = &[
    "ExitDate",
    "Destination",
    "DestinationSubsidyType",
    "OtherDestination",
    "HousingAssessment",
    "SubsidyInformation",
    "ProjectCompletionStatus",
    "EarlyExitReason",
    "ExchangeForSex",
    "ExchangeForSexPastThreeMonths",
    "CountOfExchangeForSex",
    "AskedOrForcedToExchangeForSex",
    "AskedOrForcedToExchangeForSexPastThreeMonths",
    "WorkplaceViolenceThreats",
    "WorkplacePromiseDifference",
    "CoercedToContinueWork",
    "LaborExploitPastThreeMonths",
    "CounselingReceived",
    "IndividualCounseling",
    "FamilyCounseling",
    "GroupCounseling",
    "SessionCountAtExit",
    "PostExitCounselingPlan",
    "SessionsInPlan",
    "DestinationSafeClient",
    "DestinationSafeWorker",
    "PosAdultConnections",
    "PosPeerConnections",
    "PosCommunityConnections",
    "AftercareDate",
    "AftercareProvided",
    "EmailSocialMedia",
    "Telephone",
    "InPersonIndividual",
    "InPersonGroup",
    "CMExitReason",
    "DateCreated",
    "DateUpdated",
];

static CURRENTLIVINGSITUATION: &[&str] = &[
    "InformationDate",
    "CurrentLivingSituation",
    "CLSSubsidyType",
    "VerifiedBy",
    "LeaveSituation14Days",
    "SubsequentResidence",
    "ResourcesToObtain",
    "LeaseOwn60Day",
    "MovedTwoOrMore",
    "LocationDetails",
    "DateCreated",
    "DateUpdated",
];

static ASSESSMENT: &[&str] = &[
    "AssessmentDate",
    "AssessmentLocation",
    "AssessmentType",
    "AssessmentLevel",
    "PrioritizationStatus",
    "DateCreated",
    "DateUpdated",
];

static ASSESSMENTQUESTIONS: &[&str] = &[
    "AssessmentQuestionGroup",
    "AssessmentQuestionOrder",
    "AssessmentQuestion",
    "AssessmentAnswer",
    "DateUpdated",
];

static ASSESSMENTRESULTS: &[&str] = &["AssessmentResultType", "AssessmentResult", "DateUpdated"];

static EVENT: &[&str] = &[
    "EventDate",
    "Event",
    "ProbSolDivRRResult",
    "ReferralCaseManageAfter",
    "LocationCrisisOrPHHousing",
    "ReferralResult",
    "ResultDate",
    "DateCreated",
    "DateUpdated",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    /// A name that the table does not have would be left out without a word.
    #[sqlx::test(migrations = "../../migrations")]
    async fn every_typed_column_is_in_its_table(pool: PgPoolOptions, options: PgConnectOptions) {
        let store = testing::store(pool, options).await.unwrap();
        let mut typed_files = 0;
        for kind in FileKind::ALL {
            let table = match kind {
                FileKind::User => "hmis_author".to_owned(),
                FileKind::AssessmentQuestions => "assessment_question".to_owned(),
                FileKind::AssessmentResults => "assessment_result".to_owned(),
                other => spec::snake_case(other.name()),
            };
            for name in of(kind) {
                let there: bool = sqlx::query_scalar(
                    "select exists (select from information_schema.columns \
                     where table_name = $1 and column_name = $2)",
                )
                .bind(&table)
                .bind(typed(name))
                .fetch_one(&store.pool)
                .await
                .unwrap();
                assert!(there, "{table} has no {} for {name}", typed(name));
                assert!(kind.column(name).is_some(), "{kind} has no {name}");
            }
            typed_files += usize::from(!of(kind).is_empty());
        }
        assert_eq!(typed_files, 15);
    }
}

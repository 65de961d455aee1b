//! Which column of a file goes into which column of its typed table.

use hmis_csv::FileKind;

/// Pairs of HUD's name and the typed column; empty for files whose rows are kept as received only.
pub(super) fn of(kind: FileKind) -> &'static [(&'static str, &'static str)] {
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

#[rustfmt::skip]
static USER: &[(&str, &str)] = &[
    ("UserFirstName", "first_name"),
    ("UserLastName", "last_name"),
    ("UserEmail", "email"),
];

#[rustfmt::skip]
static ORGANIZATION: &[(&str, &str)] = &[
    ("OrganizationName", "name"),
    ("OrganizationCommonName", "common_name"),
    ("VictimServiceProvider", "victim_service_provider"),
    ("DateUpdated", "source_updated_at"),
];

#[rustfmt::skip]
static PROJECT: &[(&str, &str)] = &[
    ("ProjectName", "name"),
    ("ProjectCommonName", "common_name"),
    ("OperatingStartDate", "operating_start_date"),
    ("OperatingEndDate", "operating_end_date"),
    ("ContinuumProject", "continuum_project"),
    ("ProjectType", "project_type"),
    ("HousingType", "housing_type"),
    ("RRHSubType", "rrh_sub_type"),
    ("ResidentialAffiliation", "residential_affiliation"),
    ("TargetPopulation", "target_population"),
    ("DateUpdated", "source_updated_at"),
];

#[rustfmt::skip]
static PROJECTCOC: &[(&str, &str)] = &[
    ("CoCCode", "coc_code"),
    ("Geocode", "geocode"),
    ("City", "city"),
    ("State", "state"),
    ("ZIP", "zip"),
    ("GeographyType", "geography_type"),
    ("DateUpdated", "source_updated_at"),
];

#[rustfmt::skip]
static FUNDER: &[(&str, &str)] = &[
    ("Funder", "funder"),
    ("OtherFunder", "other_funder"),
    ("GrantID", "grant_identifier"),
    ("StartDate", "start_date"),
    ("EndDate", "end_date"),
    ("DateUpdated", "source_updated_at"),
];

#[rustfmt::skip]
static HMISPARTICIPATION: &[(&str, &str)] = &[
    ("HMISParticipationType", "hmis_participation_type"),
    ("HMISParticipationStatusStartDate", "start_date"),
    ("HMISParticipationStatusEndDate", "end_date"),
    ("DateUpdated", "source_updated_at"),
];

#[rustfmt::skip]
static CEPARTICIPATION: &[(&str, &str)] = &[
    ("AccessPoint", "access_point"),
    ("PreventionAssessment", "prevention_assessment"),
    ("CrisisAssessment", "crisis_assessment"),
    ("HousingAssessment", "housing_assessment"),
    ("DirectServices", "direct_services"),
    ("ReceivesReferrals", "receives_referrals"),
    ("CEParticipationStatusStartDate", "start_date"),
    ("CEParticipationStatusEndDate", "end_date"),
    ("DateUpdated", "source_updated_at"),
];

#[rustfmt::skip]
static CLIENT: &[(&str, &str)] = &[
    ("FirstName", "first_name"),
    ("MiddleName", "middle_name"),
    ("LastName", "last_name"),
    ("NameSuffix", "name_suffix"),
    ("NameDataQuality", "name_data_quality"),
    ("SSNDataQuality", "ssn_data_quality"),
    ("DOB", "dob"),
    ("DOBDataQuality", "dob_data_quality"),
    ("Sex", "sex"),
    ("AmIndAKNative", "am_ind_ak_native"),
    ("Asian", "asian"),
    ("BlackAfAmerican", "black_af_american"),
    ("HispanicLatinao", "hispanic_latinao"),
    ("MidEastNAfrican", "mid_east_n_african"),
    ("NativeHIPacific", "native_hi_pacific"),
    ("White", "white"),
    ("RaceNone", "race_none"),
    ("AdditionalRaceEthnicity", "additional_race_ethnicity"),
    ("VeteranStatus", "veteran_status"),
    ("DateCreated", "source_created_at"),
    ("DateUpdated", "source_updated_at"),
];

#[rustfmt::skip]
static ENROLLMENT: &[(&str, &str)] = &[
    ("EntryDate", "entry_date"),
    ("RelationshipToHoH", "relationship_to_hoh"),
    ("EnrollmentCoC", "enrollment_coc"),
    ("LivingSituation", "living_situation"),
    ("RentalSubsidyType", "rental_subsidy_type"),
    ("LengthOfStay", "length_of_stay"),
    ("LOSUnderThreshold", "los_under_threshold"),
    ("PreviousStreetESSH", "previous_street_essh"),
    ("DateToStreetESSH", "date_to_street_essh"),
    ("TimesHomelessPastThreeYears", "times_homeless_past_three_years"),
    ("MonthsHomelessPastThreeYears", "months_homeless_past_three_years"),
    ("DisablingCondition", "disabling_condition"),
    ("DateOfEngagement", "date_of_engagement"),
    ("MoveInDate", "move_in_date"),
    ("DateOfPATHStatus", "date_of_path_status"),
    ("ClientEnrolledInPATH", "client_enrolled_in_path"),
    ("ReasonNotEnrolled", "reason_not_enrolled"),
    ("PercentAMI", "percent_ami"),
    ("ReferralSource", "referral_source"),
    ("CountOutreachReferralApproaches", "count_outreach_referral_approaches"),
    ("DateOfBCPStatus", "date_of_bcp_status"),
    ("EligibleForRHY", "eligible_for_rhy"),
    ("ReasonNoServices", "reason_no_services"),
    ("RunawayYouth", "runaway_youth"),
    ("FormerWardChildWelfare", "former_ward_child_welfare"),
    ("ChildWelfareYears", "child_welfare_years"),
    ("ChildWelfareMonths", "child_welfare_months"),
    ("FormerWardJuvenileJustice", "former_ward_juvenile_justice"),
    ("JuvenileJusticeYears", "juvenile_justice_years"),
    ("JuvenileJusticeMonths", "juvenile_justice_months"),
    ("UnemploymentFam", "unemployment_fam"),
    ("MentalHealthDisorderFam", "mental_health_disorder_fam"),
    ("PhysicalDisabilityFam", "physical_disability_fam"),
    ("AlcoholDrugUseDisorderFam", "alcohol_drug_use_disorder_fam"),
    ("InsufficientIncome", "insufficient_income"),
    ("IncarceratedParent", "incarcerated_parent"),
    ("VAMCStation", "vamc_station"),
    ("TargetScreenReqd", "target_screen_reqd"),
    ("TimeToHousingLoss", "time_to_housing_loss"),
    ("AnnualPercentAMI", "annual_percent_ami"),
    ("LiteralHomelessHistory", "literal_homeless_history"),
    ("ClientLeaseholder", "client_leaseholder"),
    ("HOHLeaseholder", "hoh_leaseholder"),
    ("SubsidyAtRisk", "subsidy_at_risk"),
    ("EvictionHistory", "eviction_history"),
    ("CriminalRecord", "criminal_record"),
    ("IncarceratedAdult", "incarcerated_adult"),
    ("PrisonDischarge", "prison_discharge"),
    ("SexOffender", "sex_offender"),
    ("DisabledHoH", "disabled_hoh"),
    ("CurrentPregnant", "current_pregnant"),
    ("SingleParent", "single_parent"),
    ("DependentUnder6", "dependent_under6"),
    ("HH5Plus", "hh5_plus"),
    ("CoCPrioritized", "coc_prioritized"),
    ("HPScreeningScore", "hp_screening_score"),
    ("ThresholdScore", "threshold_score"),
    ("MentalHealthConsultation", "mental_health_consultation"),
    ("DateCreated", "source_created_at"),
    ("DateUpdated", "source_updated_at"),
];

#[rustfmt::skip]
static EXIT: &[(&str, &str)] = &[
    ("ExitDate", "exit_date"),
    ("Destination", "destination"),
    ("DestinationSubsidyType", "destination_subsidy_type"),
    ("OtherDestination", "other_destination"),
    ("HousingAssessment", "housing_assessment"),
    ("SubsidyInformation", "subsidy_information"),
    ("ProjectCompletionStatus", "project_completion_status"),
    ("EarlyExitReason", "early_exit_reason"),
    ("ExchangeForSex", "exchange_for_sex"),
    ("ExchangeForSexPastThreeMonths", "exchange_for_sex_past_three_months"),
    ("CountOfExchangeForSex", "count_of_exchange_for_sex"),
    ("AskedOrForcedToExchangeForSex", "asked_or_forced_to_exchange_for_sex"),
    ("AskedOrForcedToExchangeForSexPastThreeMonths", "asked_or_forced_to_exchange_for_sex_past_three_months"),
    ("WorkplaceViolenceThreats", "workplace_violence_threats"),
    ("WorkplacePromiseDifference", "workplace_promise_difference"),
    ("CoercedToContinueWork", "coerced_to_continue_work"),
    ("LaborExploitPastThreeMonths", "labor_exploit_past_three_months"),
    ("CounselingReceived", "counseling_received"),
    ("IndividualCounseling", "individual_counseling"),
    ("FamilyCounseling", "family_counseling"),
    ("GroupCounseling", "group_counseling"),
    ("SessionCountAtExit", "session_count_at_exit"),
    ("PostExitCounselingPlan", "post_exit_counseling_plan"),
    ("SessionsInPlan", "sessions_in_plan"),
    ("DestinationSafeClient", "destination_safe_client"),
    ("DestinationSafeWorker", "destination_safe_worker"),
    ("PosAdultConnections", "pos_adult_connections"),
    ("PosPeerConnections", "pos_peer_connections"),
    ("PosCommunityConnections", "pos_community_connections"),
    ("AftercareDate", "aftercare_date"),
    ("AftercareProvided", "aftercare_provided"),
    ("EmailSocialMedia", "email_social_media"),
    ("Telephone", "telephone"),
    ("InPersonIndividual", "in_person_individual"),
    ("InPersonGroup", "in_person_group"),
    ("CMExitReason", "cm_exit_reason"),
    ("DateCreated", "source_created_at"),
    ("DateUpdated", "source_updated_at"),
];

#[rustfmt::skip]
static CURRENTLIVINGSITUATION: &[(&str, &str)] = &[
    ("InformationDate", "information_date"),
    ("CurrentLivingSituation", "current_living_situation"),
    ("CLSSubsidyType", "clssubsidy_type"),
    ("VerifiedBy", "verified_by"),
    ("LeaveSituation14Days", "leave_situation14_days"),
    ("SubsequentResidence", "subsequent_residence"),
    ("ResourcesToObtain", "resources_to_obtain"),
    ("LeaseOwn60Day", "lease_own60_day"),
    ("MovedTwoOrMore", "moved_two_or_more"),
    ("LocationDetails", "location_details"),
    ("DateCreated", "source_created_at"),
    ("DateUpdated", "source_updated_at"),
];

#[rustfmt::skip]
static ASSESSMENT: &[(&str, &str)] = &[
    ("AssessmentDate", "assessment_date"),
    ("AssessmentLocation", "assessment_location"),
    ("AssessmentType", "assessment_type"),
    ("AssessmentLevel", "assessment_level"),
    ("PrioritizationStatus", "prioritization_status"),
    ("DateCreated", "source_created_at"),
    ("DateUpdated", "source_updated_at"),
];

#[rustfmt::skip]
static ASSESSMENTQUESTIONS: &[(&str, &str)] = &[
    ("AssessmentQuestionGroup", "assessment_question_group"),
    ("AssessmentQuestionOrder", "assessment_question_order"),
    ("AssessmentQuestion", "assessment_question"),
    ("AssessmentAnswer", "assessment_answer"),
    ("DateUpdated", "source_updated_at"),
];

#[rustfmt::skip]
static ASSESSMENTRESULTS: &[(&str, &str)] = &[
    ("AssessmentResultType", "assessment_result_type"),
    ("AssessmentResult", "assessment_result"),
    ("DateUpdated", "source_updated_at"),
];

#[rustfmt::skip]
static EVENT: &[(&str, &str)] = &[
    ("EventDate", "event_date"),
    ("Event", "event"),
    ("ProbSolDivRRResult", "prob_sol_div_rrresult"),
    ("ReferralCaseManageAfter", "referral_case_manage_after"),
    ("LocationCrisisOrPHHousing", "location_crisis_or_phhousing"),
    ("ReferralResult", "referral_result"),
    ("ResultDate", "result_date"),
    ("DateCreated", "source_created_at"),
    ("DateUpdated", "source_updated_at"),
];

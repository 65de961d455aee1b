//! Lists of the PATH elements (P).
// Generated from `hud-lists.json` by `cargo xtask hud`: change the JSON, not this file.

use crate::hud::declare::code_list;

code_list! {
    PathService "P1.2" "PATH services" {
        1 ReEngagement "Re-engagement";
        2 Screening "Screening";
        3 HabilitationRehabilitation "Habilitation/rehabilitation";
        4 CommunityMentalHealth "Community mental health";
        5 SubstanceUseTreatment "Substance use treatment";
        6 CaseManagement "Case management";
        7 ResidentialSupportiveServices "Residential supportive services";
        8 HousingMinorRenovation "Housing minor renovation";
        9 HousingMovingAssistance "Housing moving assistance";
        10 HousingEligibilityDetermination "Housing eligibility determination";
        11 SecurityDeposits "Security deposits";
        12 OneTimeRentForEvictionPrevention "One-time rent for eviction prevention";
        14 ClinicalAssessment "Clinical assessment";
    }
}

code_list! {
    PathReferral "P2.2" "PATH referral" {
        1 CommunityMentalHealth "Community mental health";
        2 SubstanceUseTreatment "Substance use treatment";
        3 PrimaryHealthDentalCare "Primary health/dental care";
        4 JobTraining "Job training";
        5 EducationalServices "Educational services";
        6 HousingServices "Housing services";
        7 PermanentHousing "Permanent housing";
        8 IncomeAssistance "Income assistance";
        9 EmploymentAssistance "Employment assistance";
        10 MedicalInsurance "Medical insurance";
        11 TemporaryHousing "Temporary housing";
    }
}

code_list! {
    PathReferralOutcome "P2.A" "PATH referral outcome" {
        1 Attained "Attained";
        2 NotAttained "Not attained";
        3 Unknown "Unknown";
    }
}

code_list! {
    ReasonNotEnrolled "P3.A" "Reason not PATH enrolled" {
        1 Ineligible "Client was found ineligible for PATH";
        2 OtherReason "Client was not enrolled for other reason(s)";
        3 UnableToLocateClient "Unable to locate client";
    }
}

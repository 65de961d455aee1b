//! Lists of the HOPWA elements (W).
// Generated from `hud-lists.json` by `cargo xtask hud`: change the JSON, not this file.

use crate::hud::declare::code_list;

code_list! {
    HopwaService "W1.2" "HOPWA services" {
        1 AdultDayCareAndPersonalAssistance "Adult day care and personal assistance";
        2 CaseManagement "Case management";
        3 ChildCare "Child care";
        4 CriminalJusticeLegalServices "Criminal justice/legal services";
        5 Education "Education";
        6 EmploymentAndTrainingServices "Employment and training services";
        7 FoodMealsNutritionalServices "Food/meals/nutritional services";
        8 HealthMedicalCare "Health/medical care";
        9 LifeSkillsTraining "Life skills training";
        10 MentalHealthCareCounseling "Mental health care/counseling";
        11 OutreachAndOrEngagement "Outreach and/or engagement";
        12 SubstanceUseServicesTreatment "Substance use services/treatment";
        13 Transportation "Transportation";
        14 OtherHopwaFundedService "Other HOPWA funded service";
    }
}

code_list! {
    HopwaFinancialAssistance "W2.2" "HOPWA financial assistance" {
        1 RentalAssistance "Rental assistance";
        2 SecurityDeposits "Security deposits";
        3 UtilityDeposits "Utility deposits";
        4 UtilityPayments "Utility payments";
        7 MortgageAssistance "Mortgage assistance";
    }
}

code_list! {
    NoAssistanceReason "W3" "No assistance reason" {
        1 AppliedDecisionPending "Applied; decision pending";
        2 AppliedClientNotEligible "Applied; client not eligible";
        3 ClientDidNotApply "Client did not apply";
        4 NotApplicable "Insurance type not applicable for this client";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    ViralLoadAvailable "W4.3" "Viral load available" {
        0 NotAvailable "Not available";
        1 Available "Available";
        2 Undetectable "Undetectable";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    TCellSource "W4.B" "T-cell / viral load source" {
        1 MedicalReport "Medical Report";
        2 ClientReport "Client Report";
        3 Other "Other";
    }
}

code_list! {
    HousingAssessmentAtExit "W5.1" "Housing assessment at exit" {
        1 MaintainedHousing "Able to maintain the housing they had at project entry";
        2 MovedToNewUnit "Moved to new housing unit";
        3 FamilyOrFriendsTemporary "Moved in with family/friends on a temporary basis";
        4 FamilyOrFriendsPermanent "Moved in with family/friends on a permanent basis";
        5 TransitionalOrTemporary "Moved to a transitional or temporary housing facility or program";
        6 BecameHomeless "Client became homeless - moving to a shelter or other place unfit for human habitation";
        7 JailOrPrison "Jail/prison";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        10 Deceased "Deceased";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    SubsidyInformation "W5.A-B" "Subsidy information at exit" {
        1 WithoutSubsidy "Without a subsidy";
        2 SameSubsidyAsAtEntry "With the subsidy they had at project entry";
        3 SubsidySinceEntry "With an on-going subsidy acquired since project entry";
        4 OtherFinancialAssistance "But only with other financial assistance";
        11 OngoingSubsidy "With on-going subsidy";
        12 NoOngoingSubsidy "Without an on-going subsidy";
    }
}

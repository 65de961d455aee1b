//! Lists of the common program-specific elements (4.x).
// Generated from `hud-lists.json` by `cargo xtask hud`: change the JSON, not this file.

use crate::hud::EventResult;
use crate::hud::declare::{code_groups, code_list};

code_list! {
    ReasonNotInsured "4.04.A" "Reason not insured" {
        1 AppliedDecisionPending "Applied; decision pending";
        2 AppliedClientNotEligible "Applied; client not eligible";
        3 ClientDidNotApply "Client did not apply";
        4 NotApplicable "Insurance type n/a for this client";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    SubstanceUseResponse "4.10.2" "Substance use disorder response" {
        0 No "No";
        1 AlcoholUseDisorder "Alcohol use disorder";
        2 DrugUseDisorder "Drug use disorder";
        3 BothAlcoholAndDrugUseDisorders "Both alcohol and drug use disorders";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    WhenOccurred "4.11.A" "When domestic violence occurred" {
        1 WithinThreeMonths "Within the past three months";
        2 ThreeToSixMonthsAgo "Three to six months ago (excluding six months exactly)";
        3 SixMonthsToOneYearAgo "Six months to one year ago (excluding one year exactly)";
        4 OneYearOrMore "One year or more";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    BedNight "4.14" "Bed night" {
        200 BedNight "BedNight";
    }
}

code_list! {
    AssessmentType "4.19.3" "CE assessment type" {
        1 Phone "Phone";
        2 Virtual "Virtual";
        3 InPerson "In Person";
    }
}

code_list! {
    AssessmentLevel "4.19.4" "CE assessment level" {
        1 CrisisNeeds "Crisis Needs Assessment";
        2 HousingNeeds "Housing Needs Assessment";
    }
}

code_list! {
    PrioritizationStatus "4.19.7" "CE prioritization status" {
        1 Placed "Placed on prioritization list";
        2 NotPlaced "Not placed on prioritization list";
    }
}

code_list! {
    EventType "4.20.2" "CE event" {
        1 PreventionAssistance "Referral to Prevention Assistance project";
        2 ProblemSolving "Problem Solving/Diversion/Rapid Resolution intervention or service";
        3 CrisisNeedsAssessment "Referral to scheduled Coordinated Entry Crisis Needs Assessment";
        4 HousingNeedsAssessment "Referral to scheduled Coordinated Entry Housing Needs Assessment";
        5 PostPlacementCaseManagement "Referral to Post-placement/ follow-up case management";
        6 StreetOutreach "Referral to Street Outreach project or services";
        7 HousingNavigation "Referral to Housing Navigation project or services";
        8 NonContinuumIneligible "Referral to Non-continuum services: Ineligible for continuum services";
        9 NonContinuumNoAvailability "Referral to Non-continuum services: No availability in continuum services";
        10 EmergencyShelterOpening "Referral to Emergency Shelter bed opening";
        11 TransitionalHousingOpening "Referral to Transitional Housing bed/unit opening";
        12 JointThRrhOpening "Referral to Joint TH-RRH project/unit/resource opening";
        13 RapidRehousingOpening "Referral to RRH project resource opening";
        14 PermanentSupportiveHousingOpening "Referral to PSH project resource opening";
        15 OtherPermanentHousingOpening "Referral to Other PH project/unit/resource opening";
        16 EmergencyAssistance "Referral to emergency assistance/flex fund/furniture assistance";
        17 EmergencyHousingVoucher "Referral to Emergency Housing Voucher (EHV)";
        18 HousingStabilityVoucher "Referral to a Housing Stability Voucher";
    }
}

code_groups! {
    EventType EventResult {
        None:
            PreventionAssistance,
            CrisisNeedsAssessment,
            HousingNeedsAssessment,
            StreetOutreach,
            HousingNavigation,
            NonContinuumIneligible,
            NonContinuumNoAvailability,
            EmergencyAssistance,
        ;
        ProblemSolving:
            ProblemSolving,
        ;
        Aftercare:
            PostPlacementCaseManagement,
        ;
        Housing:
            EmergencyShelterOpening,
            TransitionalHousingOpening,
            JointThRrhOpening,
            RapidRehousingOpening,
            PermanentSupportiveHousingOpening,
            OtherPermanentHousingOpening,
            EmergencyHousingVoucher,
            HousingStabilityVoucher,
        ;
    }
}

code_list! {
    ReferralResult "4.20.D" "CE referral result" {
        1 Accepted "Successful referral: client accepted";
        2 ClientRejected "Unsuccessful referral: client rejected";
        3 ProviderRejected "Unsuccessful referral: provider rejected";
    }
}

code_list! {
    Sex "4.21" "Sex" {
        0 Female "Female" since Fy2026;
        1 Male "Male" since Fy2026;
        8 DoesNotKnow "Client doesn't know" since Fy2026;
        9 PrefersNotToAnswer "Client prefers not to answer" since Fy2026;
        99 NotCollected "Data not collected" since Fy2026;
    }
}

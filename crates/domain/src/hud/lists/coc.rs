//! Lists of the CoC and ESG elements (C).
// Generated from `hud-lists.json` by `cargo xtask hud`: change the JSON, not this file.

use crate::hud::declare::code_list;

code_list! {
    MovingOnAssistance "C2.2" "Moving On assistance" {
        1 SubsidizedHousingApplicationAssistance "Subsidized housing application assistance";
        2 FinancialAssistanceForMovingOn "Financial assistance for Moving On";
        3 NonFinancialAssistanceForMovingOn "Non-financial assistance for Moving On";
        4 HousingReferralPlacement "Housing referral/placement";
        5 Other "Other (please specify)";
    }
}

code_list! {
    CurrentSchoolAttendance "C3.2" "Current school attendance" {
        0 NotEnrolled "Not currently enrolled in any school or educational course";
        1 EnrolledNotAttendingRegularly "Currently enrolled but NOT attending regularly (when school or the course is in session)";
        2 EnrolledAttendingRegularly "Currently enrolled and attending regularly (when school or the course is in session)";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    MostRecentEdStatus "C3.A" "Most recent educational status" {
        0 K12GraduatedFromHighSchool "K12: Graduated from high school";
        1 K12ObtainedGed "K12: Obtained GED";
        2 K12DroppedOut "K12: Dropped out";
        3 K12Suspended "K12: Suspended";
        4 K12Expelled "K12: Expelled";
        5 HigherEducationPursuing "Higher education: Pursuing a credential but not currently attending";
        6 HigherEducationDroppedOut "Higher education: Dropped out";
        7 HigherEducationObtained "Higher education: Obtained a credential/degree";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    CurrentEdStatus "C3.B" "Current educational status" {
        0 PursuingHighSchoolDiplomaOrGed "Pursuing a high school diploma or GED";
        1 PursuingAssociatesDegree "Pursuing Associate's Degree";
        2 PursuingBachelorsDegree "Pursuing Bachelor's Degree";
        3 PursuingGraduateDegree "Pursuing Graduate Degree";
        4 PursuingOtherPostSecondaryCredential "Pursuing other post-secondary credential";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        99 NotCollected "Data not collected";
    }
}

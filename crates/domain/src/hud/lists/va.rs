//! Lists of the VA elements (V).
// Generated from `hud-lists.json` by `cargo xtask hud`: change the JSON, not this file.

use crate::hud::declare::code_list;

code_list! {
    MilitaryBranch "V1.11" "Military branch" {
        1 Army "Army";
        2 AirForce "Air Force";
        3 Navy "Navy";
        4 Marines "Marines";
        6 CoastGuard "Coast Guard";
        7 SpaceForce "Space Force";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    DischargeStatus "V1.12" "Discharge status" {
        1 Honorable "Honorable";
        2 GeneralUnderHonorableConditions "General under honorable conditions";
        4 BadConduct "Bad conduct";
        5 Dishonorable "Dishonorable";
        6 UnderOtherThanHonorableConditions "Under other than honorable conditions (OTH)";
        7 Uncharacterized "Uncharacterized";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    SsvfService "V2.2" "SSVF services" {
        1 OutreachServices "Outreach services";
        2 CaseManagementServices "Case management services";
        3 AssistanceObtainingVaBenefits "Assistance obtaining VA benefits";
        4 AssistanceObtainingCoordinatingOtherPublicBenefits "Assistance obtaining/coordinating other public benefits";
        5 DirectProvisionOtherPublicBenefits "Direct provision of other public benefits";
        6 OtherSupportiveServiceApprovedByVa "Other (non-TFA) supportive service approved by VA";
        7 ShallowSubsidy "Shallow Subsidy";
        8 ReturningHome "Returning Home";
        9 RapidResolution "Rapid Resolution";
        10 HealthcareNavigation "Healthcare navigation" since Fy2026;
    }
}

code_list! {
    SsvfSubType3 "V2.A" "SSVF subtype 3" {
        1 VaVocationalAndRehabilitationCounseling "VA vocational and rehabilitation counseling";
        2 EmploymentAndTrainingServices "Employment and training services";
        3 EducationalAssistance "Educational assistance";
        4 HealthCareServices "Health care services";
    }
}

code_list! {
    SsvfSubType4 "V2.B" "SSVF subtype 4" {
        1 HealthCareServices "Health care services";
        2 DailyLivingServices "Daily living services";
        3 PersonalFinancialPlanningServices "Personal financial planning services";
        4 TransportationServices "Transportation services";
        5 IncomeSupportServices "Income support services";
        6 FiduciaryAndRepresentativePayeeServices "Fiduciary and representative payee services";
        7 LegalServicesChildSupport "Legal services - child support";
        8 LegalServicesEvictionPrevention "Legal services - eviction prevention";
        9 LegalServicesOutstandingFinesAndPenalties "Legal services - outstanding fines and penalties";
        10 LegalServicesRestoreAcquireDriversLicense "Legal services - restore / acquire driver's license";
        11 LegalServicesOther "Legal services - other";
        12 ChildCare "Child care";
        13 HousingCounseling "Housing counseling";
    }
}

code_list! {
    SsvfSubType5 "V2.C" "SSVF subtype 5" {
        1 PersonalFinancialPlanningServices "Personal financial planning services";
        2 TransportationServices "Transportation services";
        3 IncomeSupportServices "Income support services";
        4 FiduciaryAndRepresentativePayeeServices "Fiduciary and representative payee services";
        5 LegalServicesChildSupport "Legal services - child support";
        6 LegalServicesEvictionPrevention "Legal services - eviction prevention";
        7 LegalServicesOutstandingFinesAndPenalties "Legal services - outstanding fines and penalties";
        8 LegalServicesRestoreAcquireDriversLicense "Legal services - restore / acquire driver's license";
        9 LegalServicesOther "Legal services - other";
        10 ChildCare "Child care";
        11 HousingCounseling "Housing counseling";
    }
}

code_list! {
    SsvfFinancialAssistance "V3.4" "SSVF financial assistance" {
        1 RentalAssistance "Rental assistance";
        2 SecurityDeposit "Security deposit";
        3 UtilityDeposit "Utility deposit";
        4 UtilityFeePaymentAssistance "Utility fee payment assistance";
        5 MovingCosts "Moving costs";
        8 TransportationServicesTokensVouchers "Transportation services: tokens/vouchers";
        9 TransportationServicesVehicleRepairMaintenance "Transportation services: vehicle repair/maintenance";
        10 ChildCare "Child care";
        12 GeneralHousingStabilityAssistance "General housing stability assistance";
        14 EmergencyHousingAssistance "Emergency housing assistance";
        15 ShallowSubsidyFinancialAssistance "Shallow Subsidy -Financial Assistance";
        16 FoodAssistance "Food assistance";
        17 LandlordIncentive "Landlord Incentive";
        18 TenantIncentive "Tenant Incentive";
    }
}

code_list! {
    PercentAmi "V4.1" "Percent AMI" {
        1 UpTo30 "30% or less";
        2 From31To50 "31% to 50%";
        3 From51To80 "51% to 80%";
        4 Over80 "81% or greater";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    TimeToHousingLoss "V7.A" "Time to housing loss" {
        0 OneToSixDays "1-6 days";
        1 SevenToThirteenDays "7-13 days";
        2 FourteenToTwentyOneDays "14-21 days";
        3 MoreThanTwentyOneDays "More than 21 days";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    AnnualPercentAmi "V7.B" "Annual percent AMI" {
        0 Zero "$0 (i.e., not employed, not receiving cash benefits, no other current income)";
        1 From1To14 "1-14% of Area Median Income (AMI) for household size";
        2 From15To30 "15-30% of AMI for household size";
        3 Over30 "More than 30% of AMI for household size";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    LiteralHomelessHistory "V7.C" "Literal homeless history" {
        0 InLastYear "Most recent episode occurred in the last year";
        1 MoreThanOneYearAgo "Most recent episode occurred more than one year ago";
        2 None "None";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    EvictionHistory "V7.G" "Eviction history" {
        0 None "No prior rental evictions";
        1 One "1 prior rental eviction";
        2 TwoOrMore "2 or more prior rental evictions";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    IncarceratedAdult "V7.I" "Incarcerated adult" {
        0 NotIncarcerated "Not incarcerated";
        1 Once "Incarcerated once";
        2 TwoOrMoreTimes "Incarcerated two or more times";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    DependentUnder6 "V7.O" "Dependent under 6" {
        0 No "No";
        1 UnderOneYear "Youngest child is under 1 year old";
        2 OneToSixYears "Youngest child is 1 to 6 years old and/or one or more children (any age) require significant care";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    VoucherTracking "V8.2" "HUD-VASH OTH voucher tracking" {
        1 ReferralPackageForwardedToPha "Referral package forwarded to PHA";
        2 VoucherDeniedByPha "Voucher denied by PHA";
        3 VoucherIssuedByPha "Voucher issued by PHA";
        4 VoucherRevokedOrExpired "Voucher revoked or expired";
        5 VoucherInUse "Voucher in use - veteran moved into housing";
        6 VoucherWasPortedLocally "Voucher was ported locally";
        7 VoucherAbsorbed "Voucher was administratively absorbed by new PHA";
        8 VoucherConverted "Voucher was converted to Housing Choice Voucher";
        9 VeteranExitedVoucherWasReturned "Veteran exited - voucher was returned";
        10 VeteranExitedFamilyMaintainedVoucher "Veteran exited - family maintained the voucher";
        11 VeteranExitedBeforeVoucher "Veteran exited - prior to ever receiving a voucher";
        12 Other "Other";
    }
}

code_list! {
    CmExitReason "V9.1" "Case management exit reason" {
        1 AccomplishedGoals "Accomplished goals and/or obtained services and no longer needs CM";
        2 TransferredToAnotherSite "Transferred to another HUD/VASH program site";
        3 FoundChoseOtherHousing "Found/chose other housing";
        4 DidNotComply "Did not comply with HUD/VASH CM";
        5 EvictionOrHousingIssues "Eviction and/or other housing related issues";
        6 UnhappyWithHousing "Unhappy with HUD/VASH housing";
        7 NoLongerFinanciallyEligible "No longer financially eligible for HUD/VASH voucher";
        8 NoLongerInterested "No longer interested in participating in this program";
        9 VeteranCannotBeLocated "Veteran cannot be located";
        10 VeteranTooIll "Veteran too ill to participate at this time";
        11 VeteranIsIncarcerated "Veteran is incarcerated";
        12 VeteranIsDeceased "Veteran is deceased";
        13 Other "Other";
    }
}

code_list! {
    MentalHealthConsultation "V10" "Mental health consultation" {
        1 Completed "Mental health consultation completed" since Fy2026;
        2 CoordinatedWithVa "Mental health consultation being coordinated/arranged with VA provider" since Fy2026;
        3 CoordinatedWithOther "Mental health consultation being coordinated/arranged with other provider" since Fy2026;
        4 OfferDeclined "Offer declined" since Fy2026;
    }
}

//! Lists of the project descriptor elements (2.x).
// Generated from `hud-lists.json` by `cargo xtask hud`: change the JSON, not this file.

use crate::hud::ProjectGroup;
use crate::hud::declare::{code_groups, code_list};

code_list! {
    ProjectType "2.02.6" "Project type" {
        0 EmergencyShelterEntryExit "Emergency Shelter - Entry Exit";
        1 EmergencyShelterNightByNight "Emergency Shelter - Night-by-Night";
        2 TransitionalHousing "Transitional Housing";
        3 PermanentSupportiveHousing "PH - Permanent Supportive Housing";
        4 StreetOutreach "Street Outreach";
        6 ServicesOnly "Services Only";
        7 Other "Other";
        8 SafeHaven "Safe Haven";
        9 PhHousingOnly "PH - Housing Only";
        10 PhHousingWithServices "PH - Housing with Services (no disability required for entry)";
        11 DayShelter "Day Shelter";
        12 HomelessnessPrevention "Homelessness Prevention";
        13 RapidRehousing "PH - Rapid Re-Housing";
        14 CoordinatedEntry "Coordinated Entry";
    }
}

code_groups! {
    ProjectType ProjectGroup {
        Lodging:
            EmergencyShelterEntryExit,
            EmergencyShelterNightByNight,
            TransitionalHousing,
            SafeHaven,
        ;
        Permanent:
            PermanentSupportiveHousing,
            PhHousingOnly,
            PhHousingWithServices,
            RapidRehousing,
        ;
        Outreach:
            StreetOutreach,
        ;
        Services:
            ServicesOnly,
            DayShelter,
        ;
        Other:
            Other,
        ;
        Prevention:
            HomelessnessPrevention,
        ;
        CoordinatedEntry:
            CoordinatedEntry,
        ;
    }
}

code_list! {
    TargetPopulation "2.02.7" "Target population" {
        1 DomesticViolence "DV: Survivor of Domestic Violence";
        3 HivAids "HIV: Persons with HIV/AIDS";
        4 NotApplicable "NA: Not applicable";
    }
}

code_list! {
    HopwaMedAssistedLivingFac "2.02.8" "HOPWA medically assisted living facility" {
        0 No "No";
        1 Yes "Yes";
        2 NonHopwaFundedProject "Non-HOPWA Funded Project";
    }
}

code_list! {
    RrhSubType "2.02.A" "RRH subtype" {
        1 ServicesOnly "RRH: Services Only";
        2 Housing "RRH: Housing with or without services";
    }
}

code_list! {
    HousingType "2.02.D" "Housing type" {
        1 SingleSite "Site-based - single site";
        2 Clustered "Site-based - clustered / multiple sites";
        3 ScatteredSite "Tenant-based - scattered site";
    }
}

code_list! {
    GeographyType "2.03.4" "Geography type" {
        1 Urban "Urban";
        2 Suburban "Suburban";
        3 Rural "Rural";
        99 NotCollected "Unknown / data not collected";
    }
}

code_list! {
    Funder "2.06.1" "Funding source" {
        1 CocHomelessnessPrevention "HUD: CoC - Homelessness Prevention (High Performing Comm. Only)";
        2 HudCoCPermanentSupportiveHousing "HUD: CoC - Permanent Supportive Housing";
        3 HudCoCRapidReHousing "HUD: CoC - Rapid Re-Housing";
        4 HudCoCSupportiveServicesOnly "HUD: CoC - Supportive Services Only";
        5 HudCoCTransitionalHousing "HUD: CoC - Transitional Housing";
        6 HudCoCSafeHaven "HUD: CoC - Safe Haven";
        7 CocSingleRoomOccupancy "HUD: CoC - Single Room Occupancy (SRO)";
        8 EsgEmergencyShelter "HUD: ESG - Emergency Shelter (operating and/or essential services)";
        9 HudEsgHomelessnessPrevention "HUD: ESG - Homelessness Prevention";
        10 HudEsgRapidRehousing "HUD: ESG - Rapid Rehousing";
        11 HudEsgStreetOutreach "HUD: ESG - Street Outreach";
        12 RuralHousingStability "HUD: Rural Housing Stability Assistance Program" until Fy2022;
        13 HudHopwaHotelMotelVouchers "HUD: HOPWA - Hotel/Motel Vouchers";
        14 HudHopwaHousingInformation "HUD: HOPWA - Housing Information";
        15 HopwaPermanentHousing "HUD: HOPWA - Permanent Housing (facility based or TBRA)";
        16 HudHopwaPermanentHousingPlacement "HUD: HOPWA - Permanent Housing Placement";
        17 HopwaShortTermRent "HUD: HOPWA - Short-Term Rent, Mortgage, Utility assistance";
        18 HudHopwaShortTermSupportiveFacility "HUD: HOPWA - Short-Term Supportive Facility";
        19 HopwaTransitionalHousing "HUD: HOPWA - Transitional Housing (facility based or TBRA)";
        20 HudVash "HUD: HUD/VASH";
        21 Path "HHS: PATH - Street Outreach & Supportive Services Only";
        22 RhyBasicCenter "HHS: RHY - Basic Center Program (prevention and shelter)";
        23 RhyMaternityGroupHome "HHS: RHY - Maternity Group Home for Pregnant and Parenting Youth";
        24 RhyTransitionalLiving "HHS: RHY - Transitional Living Program";
        25 RhyStreetOutreach "HHS: RHY - Street Outreach Project";
        26 RhyDemonstration "HHS: RHY - Demonstration Project";
        27 VaContractResidentialServices "VA: CRS Contract Residential Services";
        30 VaCommunityContractSafeHaven "VA: Community Contract Safe Haven Program";
        33 Ssvf "VA: Supportive Services for Veteran Families";
        34 NotApplicable "N/A";
        35 PayForSuccess "HUD: Pay for Success";
        36 PublicAndIndianHousing "HUD: Public and Indian Housing (PIH) Programs";
        37 VaGrantPerDiemBridgeHousing "VA: Grant Per Diem - Bridge Housing";
        38 VaGrantPerDiemLowDemand "VA: Grant Per Diem - Low Demand";
        39 VaGrantPerDiemHospitalTo "VA: Grant Per Diem - Hospital to Housing";
        40 VaGrantPerDiemClinicalTreatment "VA: Grant Per Diem - Clinical Treatment";
        41 VaGrantPerDiemServiceIntensive "VA: Grant Per Diem - Service Intensive Transitional Housing";
        42 VaGrantPerDiemTransitionIn "VA: Grant Per Diem - Transition in Place";
        43 CocYouthHomelessDemonstration "HUD: CoC - Youth Homeless Demonstration Program (YHDP)";
        44 CocJointThRrh "HUD: CoC - Joint Component TH/RRH";
        45 VaGrantPerDiemCaseManagement "VA: Grant Per Diem - Case Management/Housing Retention";
        46 LocalOrOther "Local or Other Funding Source (Please Specify)";
        47 EsgCv "HUD: ESG - CV" until Fy2024;
        48 HopwaCv "HUD: HOPWA - CV" until Fy2024;
        49 CocJointRrhPsh "HUD: CoC - Joint Component RRH/PSH" until Fy2022;
        50 Home "HUD: HOME";
        51 HomeArp "HUD: HOME (ARP)";
        52 EmergencyHousingVoucher "HUD: PIH (Emergency Housing Voucher)";
        53 EsgRush "HUD: ESG - RUSH";
        54 UnshelteredSpecialNofo "HUD: Unsheltered Special NOFO";
        55 RuralSpecialNofo "HUD: Rural Special NOFO";
        56 CocBuilds "HUD: CoC Builds" since Fy2026;
    }
}

code_list! {
    InventoryHouseholdType "2.07.4" "Inventory household type" {
        1 WithoutChildren "Households without children";
        3 WithAdultAndChild "Households with at least one adult and one child";
        4 OnlyChildren "Households with only children";
    }
}

code_list! {
    EsBedType "2.07.5" "ES bed type" {
        1 FacilityBasedBeds "Facility-based beds";
        2 VoucherBeds "Voucher beds";
        3 OtherBeds "Other beds";
    }
}

code_list! {
    Availability "2.07.6" "Inventory availability" {
        1 YearRound "Year-round";
        2 Seasonal "Seasonal";
        3 Overflow "Overflow";
    }
}

code_list! {
    HmisParticipationType "2.08.1" "HMIS participation type" {
        0 NotParticipating "Not Participating";
        1 Hmis "HMIS Participating";
        2 ComparableDatabase "Comparable Database Participating";
    }
}

//! Lists of the CSV format itself (1.x).
// Generated from `hud-lists.json` by `cargo xtask hud`: change the JSON, not this file.

use crate::hud::declare::code_list;

code_list! {
    ExportPeriodType "1.1" "Export period type" {
        1 Updated "Updated";
        3 ReportingPeriod "Reporting period";
        4 Other "Other";
    }
}

code_list! {
    ExportDirective "1.2" "Export directive" {
        1 DeltaRefresh "Delta refresh";
        2 FullRefresh "Full refresh";
        3 Other "Other";
    }
}

code_list! {
    DisabilityType "1.3" "Disability type" {
        5 PhysicalDisability "Physical disability";
        6 DevelopmentalDisability "Developmental disability";
        7 ChronicHealthCondition "Chronic health condition";
        8 HivAids "HIV/AIDS";
        9 MentalHealthDisorder "Mental health disorder";
        10 SubstanceUseDisorder "Substance use disorder";
    }
}

code_list! {
    RecordType "1.4" "Service record type" {
        141 PathService "PATH service";
        142 RhyServiceConnections "RHY service connections";
        143 HopwaService "HOPWA service";
        144 SsvfService "SSVF service";
        151 HopwaFinancialAssistance "HOPWA financial assistance";
        152 SsvfFinancialAssistance "SSVF financial assistance";
        161 PathReferral "PATH referral";
        200 BedNight "Bed night";
        210 HudVashOthVoucherTracking "HUD-VASH OTH voucher tracking";
        300 MovingOnAssistanceProvided "Moving On assistance provided";
    }
}

code_list! {
    HashStatus "1.5" "Hash status" {
        1 Unhashed "Unhashed";
        2 Sha1 "SHA-1 (no longer used for federal purposes)";
        3 Other "Hashed - other";
        4 Sha256 "SHA-256 (RHY)";
    }
}

code_list! {
    RaceNone "1.6" "Race none (missing reason)" {
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    NoYesMissing "1.7" "No/Yes/Missing" {
        0 No "No";
        1 Yes "Yes";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    NoYesReasons "1.8" "No/Yes/Reasons for missing data" {
        0 No "No";
        1 Yes "Yes";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    SourceType "1.9" "Source type" {
        1 CocHmis "CoC HMIS";
        2 Standalone "Standalone/agency-specific application";
        3 DataWarehouse "Data warehouse";
        4 Other "Other";
    }
}

code_list! {
    NoYes "1.10" "No/Yes" {
        0 No "No";
        1 Yes "Yes";
    }
}

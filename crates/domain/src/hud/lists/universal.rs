//! Lists of the universal data elements (3.x).
// Generated from `hud-lists.json` by `cargo xtask hud`: change the JSON, not this file.

use crate::hud::LivingSituationGroup;
use crate::hud::declare::{code_exceptions, code_groups, code_list};

code_list! {
    NameDataQuality "3.01.5" "Name data quality" {
        1 Full "Full name reported";
        2 Partial "Partial, street name, or code name reported";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    SsnDataQuality "3.02.2" "SSN data quality" {
        1 Full "Full SSN reported";
        2 ApproximateOrPartial "Approximate or partial SSN reported";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    DobDataQuality "3.03.2" "DOB data quality" {
        1 Full "Full DOB reported";
        2 ApproximateOrPartial "Approximate or partial DOB reported";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    Gender "3.06.1" "Gender" {
        0 Woman "Woman (Girl, if child)" until Fy2024;
        1 Man "Man (Boy, if child)" until Fy2024;
        2 CulturallySpecific "Culturally Specific Identity (e.g., Two-Spirit)" until Fy2024;
        3 DifferentIdentity "Different Identity" until Fy2024;
        4 NonBinary "Non-Binary" until Fy2024;
        5 Transgender "Transgender" until Fy2024;
        6 Questioning "Questioning" until Fy2024;
        8 DoesNotKnow "Client doesn't know" until Fy2024;
        9 PrefersNotToAnswer "Client prefers not to answer" until Fy2024;
        99 NotCollected "Data not collected" until Fy2024;
    }
}

code_list! {
    LivingSituation "3.12.1" "Living situation and destination" {
        101 EmergencyShelter "Emergency shelter, including hotel or motel paid for with emergency shelter voucher, Host Home shelter";
        116 PlaceNotMeantForHabitation "Place not meant for habitation (e.g., a vehicle, an abandoned building, bus/train/subway station/airport or anywhere outside)";
        118 SafeHaven "Safe Haven";
        204 PsychiatricHospital "Psychiatric hospital or other psychiatric facility";
        205 SubstanceUseTreatment "Substance abuse treatment facility or detox center";
        206 Hospital "Hospital or other residential non-psychiatric medical facility";
        207 JailOrPrison "Jail, prison, or juvenile detention facility";
        215 FosterCare "Foster care home or foster care group home";
        225 LongTermCare "Long-term care facility or nursing home";
        302 TransitionalHousing "Transitional housing for homeless persons (including homeless youth)";
        312 FamilyTemporaryTenure "Staying or living with family, temporary tenure (e.g. room, apartment, or house)";
        313 FriendsTemporaryTenure "Staying or living with friends, temporary tenure (e.g. room, apartment, or house)";
        314 HotelOrMotel "Hotel or motel paid for without emergency shelter voucher";
        327 HopwaTransitionalHousing "Moved from one HOPWA funded project to HOPWA TH";
        329 HalfwayHouse "Residential project or halfway house with no homeless criteria";
        332 HostHome "Host Home (non-crisis)";
        335 FamilyMembersHome "Staying or living in a family member's room, apartment, or house";
        336 FriendsHome "Staying or living in a friend's room, apartment, or house";
        410 RentalNoSubsidy "Rental by client, no ongoing housing subsidy";
        411 OwnedNoSubsidy "Owned by client, no ongoing housing subsidy";
        421 OwnedWithSubsidy "Owned by client, with ongoing housing subsidy";
        422 FamilyPermanentTenure "Staying or living with family, permanent tenure";
        423 FriendsPermanentTenure "Staying or living with friends, permanent tenure";
        426 HopwaPermanentHousing "Moved from one HOPWA funded project to HOPWA PH";
        435 RentalWithSubsidy "Rental by client, with ongoing housing subsidy";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        17 Other "Other";
        24 Deceased "Deceased";
        30 NoExitInterview "No exit interview completed";
        37 WorkerUnableToDetermine "Worker unable to determine";
        99 NotCollected "Data not collected";
    }
}

code_groups! {
    LivingSituation LivingSituationGroup {
        Homeless:
            EmergencyShelter,
            PlaceNotMeantForHabitation,
            SafeHaven,
        ;
        Institutional:
            PsychiatricHospital,
            SubstanceUseTreatment,
            Hospital,
            JailOrPrison,
            FosterCare,
            LongTermCare,
        ;
        Temporary:
            TransitionalHousing,
            FamilyTemporaryTenure,
            FriendsTemporaryTenure,
            HotelOrMotel,
            HopwaTransitionalHousing,
            HalfwayHouse,
            HostHome,
            FamilyMembersHome,
            FriendsHome,
        ;
        Permanent:
            RentalNoSubsidy,
            OwnedNoSubsidy,
            OwnedWithSubsidy,
            FamilyPermanentTenure,
            FriendsPermanentTenure,
            HopwaPermanentHousing,
            RentalWithSubsidy,
        ;
        Other:
            DoesNotKnow,
            PrefersNotToAnswer,
            Other,
            Deceased,
            NoExitInterview,
            WorkerUnableToDetermine,
            NotCollected,
        ;
    }
}

code_exceptions! {
    LivingSituation is_prior_living_situation {
        FamilyTemporaryTenure,
        FriendsTemporaryTenure,
        HopwaTransitionalHousing,
        FamilyPermanentTenure,
        FriendsPermanentTenure,
        HopwaPermanentHousing,
        Other,
        Deceased,
        NoExitInterview,
        WorkerUnableToDetermine,
    }
}

code_exceptions! {
    LivingSituation is_current_living_situation {
        FamilyTemporaryTenure,
        FriendsTemporaryTenure,
        HopwaTransitionalHousing,
        FamilyPermanentTenure,
        FriendsPermanentTenure,
        HopwaPermanentHousing,
        Deceased,
        NoExitInterview,
    }
}

code_exceptions! {
    LivingSituation is_destination {
        FamilyMembersHome,
        FriendsHome,
        WorkerUnableToDetermine,
    }
}

code_list! {
    RentalSubsidyType "3.12.A" "Rental subsidy type" {
        419 Vash "VASH housing subsidy";
        420 OtherSubsidy "Rental by client, with other ongoing housing subsidy";
        428 GpdTip "GPD TIP housing subsidy";
        431 RapidRehousing "RRH or equivalent subsidy";
        433 HousingChoiceVoucher "HCV voucher (tenant or project based) (not dedicated)";
        434 PublicHousing "Public housing unit";
        436 HousingStabilityVoucher "Housing Stability Voucher";
        437 FamilyUnificationProgram "Family Unification Program Voucher (FUP)";
        438 FosterYouthToIndependence "Foster Youth to Independence Initiative (FYI)";
        439 PermanentSupportiveHousing "Permanent Supportive Housing";
        440 OtherPermanentHousing "Other permanent housing dedicated for formerly homeless persons";
    }
}

code_list! {
    RelationshipToHoH "3.15.1" "Relationship to head of household" {
        1 HeadOfHousehold "Self (Head of Household)";
        2 Child "Head of household's child";
        3 SpouseOrPartner "Head of household's spouse or partner";
        4 OtherRelation "Head of household's other relation member";
        5 NonRelation "Other: non-relation member";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    LengthOfStay "3.917.2" "Length of stay in prior living situation" {
        2 WeekToMonth "One week or more, but less than one month";
        3 MonthTo90Days "One month or more, but less than 90 days";
        4 Days90ToYear "90 days or more but less than one year";
        5 YearOrLonger "One year or longer";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        10 OneNightOrLess "One night or less";
        11 TwoToSixNights "Two to six nights";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    TimesHomelessPastThreeYears "3.917.4" "Times homeless in past three years" {
        1 OneTime "One time";
        2 TwoTimes "Two times";
        3 ThreeTimes "Three times";
        4 FourOrMoreTimes "Four or more times";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    MonthsHomelessPastThreeYears "3.917.5" "Months homeless in past three years" {
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        99 NotCollected "Data not collected";
        101 One "1";
        102 Two "2";
        103 Three "3";
        104 Four "4";
        105 Five "5";
        106 Six "6";
        107 Seven "7";
        108 Eight "8";
        109 Nine "9";
        110 Ten "10";
        111 Eleven "11";
        112 Twelve "12";
        113 MoreThanTwelve "More than 12 months";
    }
}

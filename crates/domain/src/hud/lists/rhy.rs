//! Lists of the RHY elements (R).
// Generated from `hud-lists.json` by `cargo xtask hud`: change the JSON, not this file.

use crate::hud::declare::code_list;

code_list! {
    RhyReferralSource "R1.1" "RHY referral source" {
        1 SelfReferral "Self-Referral";
        2 Individual "Individual: Parent/Guardian/Relative/Friend/Foster Parent/Other Individual";
        7 OutreachProject "Outreach Project";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        11 TemporaryShelter "Temporary Shelter";
        18 ResidentialProject "Residential Project";
        28 Hotline "Hotline";
        30 ChildWelfareCps "Child Welfare/CPS";
        34 JuvenileJustice "Juvenile Justice";
        35 LawEnforcementPolice "Law Enforcement/ Police";
        37 MentalHospital "Mental Hospital";
        38 School "School";
        39 OtherOrganization "Other Organization";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    ReasonNoServices "R2.A" "Reason no RHY services" {
        1 OutOfAgeRange "Out of age range";
        2 WardOfState "Ward of the state";
        3 WardOfCriminalJustice "Ward of the criminal justice system";
        4 Other "Other";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    LastGradeCompleted "R4.1" "Last grade completed" {
        1 LessThanGrade5 "Less than grade 5";
        2 Grades5To6 "Grades 5-6";
        3 Grades7To8 "Grades 7-8";
        4 Grades9To11 "Grades 9-11";
        5 Grade12 "Grade 12";
        6 NoGradeLevels "School program does not have grade levels";
        7 Ged "GED";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        10 SomeCollege "Some college";
        11 AssociatesDegree "Associate's degree";
        12 BachelorsDegree "Bachelor's degree";
        13 GraduateDegree "Graduate degree";
        14 VocationalCertification "Vocational certification";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    SchoolStatus "R5.1" "School status" {
        1 AttendingSchoolRegularly "Attending school regularly";
        2 AttendingSchoolIrregularly "Attending school irregularly";
        3 GraduatedFromHighSchool "Graduated from high school";
        4 ObtainedGed "Obtained GED";
        5 DroppedOut "Dropped out";
        6 Suspended "Suspended";
        7 Expelled "Expelled";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    EmploymentType "R6.A" "Employment type" {
        1 FullTime "Full-time";
        2 PartTime "Part-time";
        3 SeasonalSporadic "Seasonal / sporadic (including day labor)";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    NotEmployedReason "R6.B" "Not employed reason" {
        1 LookingForWork "Looking for work";
        2 UnableToWork "Unable to work";
        3 NotLookingForWork "Not looking for work";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    HealthStatus "R7.1" "Health status" {
        1 Excellent "Excellent";
        2 VeryGood "Very good";
        3 Good "Good";
        4 Fair "Fair";
        5 Poor "Poor";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    RhyNumberOfYears "R11.A" "RHY number of years" {
        1 LessThanOne "Less than one year";
        2 OneToTwo "1 to 2 years";
        3 ThreeOrMore "3 to 5 or more years";
    }
}

code_list! {
    RhyService "R14.2" "RHY services" {
        2 CommunityServiceServiceLearning "Community service/service learning (CSL)";
        5 Education "Education";
        6 EmploymentAndOrTrainingServices "Employment and/or training services";
        7 CriminalJusticeLegalServices "Criminal justice /legal services";
        8 LifeSkillsTraining "Life skills training";
        10 ParentingEducationForYouthWithChildren "Parenting education for youth with children";
        12 PostNatalCareForClient "Post-natal care for client (person who gave birth)";
        13 PreNatalCare "Pre-natal care";
        14 HealthMedicalCare "Health/medical care";
        17 SubstanceUseDisorderTreatment "Substance use disorder treatment";
        18 SubstanceUseDisorderEdPreventionServices "Substance use disorder Ed/Prevention Services";
        26 HomeBasedServices "Home-based Services";
        27 PostNatalNewbornCare "Post-natal newborn care (wellness exams; immunizations)";
        28 StdTesting "STD Testing";
        29 StreetBasedServices "Street-based Services";
    }
}

code_list! {
    CountOfExchangeForSex "R15.B" "Count of exchange for sex" {
        1 OneToThree "1-3";
        2 FourToSeven "4-7";
        3 EightToEleven "8-11";
        4 TwelveOrMore "12 or more";
        8 DoesNotKnow "Client doesn't know";
        9 PrefersNotToAnswer "Client prefers not to answer";
        99 NotCollected "Data not collected";
    }
}

code_list! {
    ProjectCompletionStatus "R17.1" "Project completion status" {
        1 Completed "Completed project";
        2 LeftEarly "Client voluntarily left early";
        3 Expelled "Client was expelled or otherwise involuntarily discharged from project";
    }
}

code_list! {
    EarlyExitReason "R17.A" "Early exit reason" {
        1 CriminalActivity "Criminal activity/destruction of property/violence";
        2 NonComplianceWithProjectRules "Non-compliance with project rules";
        3 NonPaymentRentOccupancyCharge "Non-payment of rent/occupancy charge";
        4 MaximumTimeReached "Reached maximum time allowed by project";
        5 ProjectTerminated "Project terminated";
        6 UnknownDisappeared "Unknown/disappeared";
    }
}

code_list! {
    WorkerResponse "R19.A" "Worker response" {
        0 No "No";
        1 Yes "Yes";
        2 WorkerDoesNotKnow "Worker does not know";
    }
}

code_list! {
    AftercareProvided "R20.2" "Aftercare provided" {
        0 No "No";
        1 Yes "Yes";
        9 PrefersNotToAnswer "Client prefers not to answer";
    }
}

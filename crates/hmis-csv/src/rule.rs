//! The rules that an import checks, with the names and levels of HUD's Eva where it has them.

use std::fmt;

/// How serious a breach is, in Eva's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Makes figures wrong or an upload impossible.
    HighPriority,
    /// Wrong and to be corrected.
    Error,
    /// Unusual and to be looked at.
    Warning,
}

impl Level {
    /// Eva's word.
    pub const fn label(self) -> &'static str {
        match self {
            Self::HighPriority => "High Priority",
            Self::Error => "Error",
            Self::Warning => "Warning",
        }
    }

    /// The stable key for storage.
    pub const fn key(self) -> &'static str {
        match self {
            Self::HighPriority => "high_priority",
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Declares the rules: key for storage, name, level and sentence.
macro_rules! rules {
    ($($variant:ident $key:literal $name:literal $level:ident $sentence:literal;)+) => {
        /// A rule. Those within one row are checked by [`crate::Checker`]; those about the container and the
        /// headers by [`crate::Archive::open`]; those that need other rows by the store's import.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = $sentence] $variant,)+
        }

        impl Rule {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable key for storage.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            /// Eva's name, or ours where Eva has no such check.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// How serious a breach is.
            pub const fn level(self) -> Level {
                match self { $(Self::$variant => Level::$level,)+ }
            }

            /// What a person reads.
            pub const fn sentence(self) -> &'static str {
                match self { $(Self::$variant => $sentence,)+ }
            }
        }
    };
}

rules! {
    MissingFile "missing_file" "Missing file" HighPriority
        "The file is missing from the export; its rows cannot be read.";
    EmptyFile "empty_file" "File without a header" HighPriority
        "The file has no header row; its rows cannot be read.";
    UnknownFile "unknown_file" "Unknown file" Warning
        "A file does not belong to an HMIS CSV export; it was left out.";
    MissingColumn "missing_column" "Missing column" HighPriority
        "A column of the standard is missing; its values are taken as empty.";
    UnknownColumn "unknown_column" "Unknown column" HighPriority
        "The standard has no such column; its values are kept as they came.";
    DuplicateColumn "duplicate_column" "Duplicate column" HighPriority
        "The header has this column twice; the first one is used and both are kept.";
    WrongFieldCount "wrong_field_count" "Wrong number of fields" HighPriority
        "The row has more or fewer fields than the header; it is kept as it came.";
    WrongVersion "wrong_version" "Wrong CSV version" HighPriority
        "CSVVersion names neither 2024 nor 2026; the columns decided which standard was read.";
    NoEnrollments "no_enrollments" "No enrollments" HighPriority
        "The export holds no enrollment.";
    NotUtf8 "not_utf8" "Not UTF-8" Error
        "The text is not UTF-8; it was read as Windows-1252.";
    ForbiddenCharacters "forbidden_characters" "Forbidden characters" Error
        "The text holds characters that HUD does not allow.";
    TextTooLong "text_too_long" "Text longer than allowed" Error
        "The text is longer than the standard allows.";
    WrongDataType "wrong_data_type" "Wrong data type" HighPriority
        "The value is not of the column's type; it is kept as it came but not used.";
    UnusualNumber "unusual_number" "Unusual number format" Warning
        "The number is not written as the standard asks; it was understood.";
    WrongDateFormat "wrong_date_format" "Wrong date format" HighPriority
        "The date is not written as the standard asks; it was understood.";
    WrongFormat "wrong_format" "Wrong format" Error
        "The text does not have the form that the standard asks for.";
    InvalidSsn "invalid_ssn" "Invalid Social Security number" Warning
        "The Social Security number is not written as nine digits.";
    NullNotAllowed "null_not_allowed" "Null where not allowed" HighPriority
        "The column may not be empty here.";
    ValueMustBeNull "value_must_be_null" "Value where it must be null" HighPriority
        "The column must be empty here, because of another answer in the row.";
    InvalidCode "invalid_code" "Invalid code" HighPriority
        "HUD's list does not have this code; it is kept as it came.";
    RetiredCode "retired_code" "Retired code" Warning
        "HUD's list has this code in another standard only.";
    CodeNotAllowedHere "code_not_allowed_here" "Code not allowed here" HighPriority
        "HUD does not allow this code in this column.";
    DuplicateId "duplicate_id" "Duplicate unique ID" HighPriority
        "Another row of the file has the same unique ID.";
    ParentMissing "parent_missing" "ID not in the parent file" HighPriority
        "The ID does not exist in the file that it refers to.";
    ParentUnusable "parent_unusable" "Parent row cannot be used" HighPriority
        "The row that the ID refers to is kept but cannot be used; this row waits for it.";
    OlderThanKnown "older_than_known" "Older than what is known" Warning
        "A later version of the row was taken in before; this one is kept and changes nothing.";
    UnknownAuthor "unknown_author" "Unknown author" HighPriority
        "UserID does not exist in User.csv.";
    DeletedRow "deleted_row" "Deleted in the source" Warning
        "The source marks the row as deleted; it is kept and not counted.";
    AbsentFromExport "absent_from_export" "Absent from a full export" Warning
        "An earlier export of the same period had the row and this one does not; it is kept.";
    HouseholdInSeveralProjects "household_in_several_projects" "Household ID used in several projects" HighPriority
        "The same HouseholdID is used in more than one project.";
    NoHeadOfHousehold "no_head_of_household" "No head of household" HighPriority
        "Nobody in the household is its head.";
    TooManyHeads "too_many_heads" "Too many heads of household" HighPriority
        "More than one member is head of the household.";
    RelationshipMissing "relationship_missing" "Missing relationship to head of household" HighPriority
        "The relationship to the head of household is not known.";
    DuplicateEntries "duplicate_entries" "Duplicate entries" HighPriority
        "The same person entered the same project twice on one day.";
    TwoOpenEnrollments "two_open_enrollments" "Two open enrollments" HighPriority
        "The same person has two open enrollments in one project.";
    SeveralExits "several_exits" "Several exits" HighPriority
        "The enrollment has more than one exit.";
    MissingEnrollmentCoc "missing_enrollment_coc" "Missing enrollment CoC" Error
        "The head of household has no enrollment CoC.";
    EnrollmentCocNotOfProject "enrollment_coc_not_of_project" "Enrollment CoC not of the project" Error
        "The enrollment CoC is not among the project's CoCs.";
    FutureEntry "future_entry" "Future entry date" Warning
        "The entry date lies after the export.";
    FutureExit "future_exit" "Future exit date" Error
        "The exit date lies after the export.";
    ExitBeforeStart "exit_before_start" "Exit before start" Error
        "The exit date lies before the entry date.";
    EnrollmentOutsideOperation "enrollment_outside_operation" "Enrollment outside operating period" Error
        "The stay lies outside the project's operating period.";
    MissingPriorSubsidy "missing_prior_subsidy" "Missing prior living situation subsidy type" Error
        "A rental with subsidy as prior living situation needs its subsidy type.";
    MissingClsSubsidy "missing_cls_subsidy" "Missing current living situation subsidy type" Error
        "A rental with subsidy as current living situation needs its subsidy type.";
    MissingDestinationSubsidy "missing_destination_subsidy" "Missing destination subsidy type" Error
        "A rental with subsidy as destination needs its subsidy type.";
    MissingVerifiedBy "missing_verified_by" "Missing verified by" Error
        "A current living situation in a Coordinated Entry project needs who verified it.";
    MissingDob "missing_dob" "Missing date of birth" Error
        "The date of birth is missing.";
    DobAfterEntry "dob_after_entry" "Date of birth after entry" Error
        "The date of birth lies after the entry date.";
    IncompleteName "incomplete_name" "Incomplete name" Warning
        "The name is partial or not known.";
    OverlappingCeParticipation "overlapping_ce_participation" "Overlapping CE participation records" HighPriority
        "Two CE participation records of the project overlap.";
    OverlappingHmisParticipation "overlapping_hmis_participation" "Overlapping HMIS participation records" HighPriority
        "Two HMIS participation records of the project overlap.";
    ProjectWithoutCoc "project_without_coc" "Project missing in ProjectCoC" HighPriority
        "The continuum project has no CoC.";
    MissingGeography "missing_geography" "Missing geography information" HighPriority
        "The project's CoC record has no geocode or no geography type.";
    ClientInVictimServices "client_in_victim_services" "Client-level data in VSP organization" HighPriority
        "A victim service provider may not send client data; what identifies the person was not taken in.";
    VictimServicesInHmis "victim_services_in_hmis" "VSP participating in HMIS" Error
        "A victim service provider may not participate in HMIS.";
}

impl Rule {
    /// The rule with this storage key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.key() == key)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

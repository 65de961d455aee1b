//! Columns of CurrentLivingSituation.csv, Assessment.csv, AssessmentQuestions.csv, AssessmentResults.csv, Event.csv.
// Generated from `columns.json` by `cargo xtask hud`: change the JSON, not this file.

use domain::hud::*;

use crate::FileKind;
use crate::spec::column::*;

#[rustfmt::skip]
pub(super) static CURRENTLIVINGSITUATION: &[Column] = &[
    text("CurrentLivingSitID", 32).required().key(),
    text("EnrollmentID", 32).required().refers(FileKind::Enrollment),
    text("PersonalID", 32).required().refers(FileKind::Client),
    date("InformationDate").required(),
    integer("CurrentLivingSituation").required().list(&LivingSituation::INFO).usage(Usage::Current),
    integer("CLSSubsidyType").list(&RentalSubsidyType::INFO).only_if("CurrentLivingSituation", &[435]).required_if("CurrentLivingSituation", &[435]),
    text("VerifiedBy", 200).max_fy2024(100),
    integer("LeaveSituation14Days").list(&NoYesReasons::INFO).only_if("CurrentLivingSituation", &[204,205,206,207,215,225,302,314,329,332,335,336,410,411,421,435]),
    integer("SubsequentResidence").list(&NoYesReasons::INFO).only_if("LeaveSituation14Days", &[1]),
    integer("ResourcesToObtain").list(&NoYesReasons::INFO).only_if("LeaveSituation14Days", &[1]),
    integer("LeaseOwn60Day").list(&NoYesReasons::INFO).only_if("LeaveSituation14Days", &[1]),
    integer("MovedTwoOrMore").list(&NoYesReasons::INFO).only_if("LeaveSituation14Days", &[1]),
    text("LocationDetails", 250),
    datetime("DateCreated").required(),
    datetime("DateUpdated").required(),
    text("UserID", 32).required().refers(FileKind::User),
    datetime("DateDeleted"),
    text("ExportID", 32).required().refers(FileKind::Export),
];

#[rustfmt::skip]
pub(super) static ASSESSMENT: &[Column] = &[
    text("AssessmentID", 32).required().key(),
    text("EnrollmentID", 32).required().refers(FileKind::Enrollment),
    text("PersonalID", 32).required().refers(FileKind::Client),
    date("AssessmentDate").required(),
    text("AssessmentLocation", 250).required(),
    integer("AssessmentType").required().list(&AssessmentType::INFO),
    integer("AssessmentLevel").required().list(&AssessmentLevel::INFO),
    integer("PrioritizationStatus").required().list(&PrioritizationStatus::INFO),
    datetime("DateCreated").required(),
    datetime("DateUpdated").required(),
    text("UserID", 32).required().refers(FileKind::User),
    datetime("DateDeleted"),
    text("ExportID", 32).required().refers(FileKind::Export),
];

#[rustfmt::skip]
pub(super) static ASSESSMENTQUESTIONS: &[Column] = &[
    text("AssessmentQuestionID", 32).required().key(),
    text("AssessmentID", 32).required().refers(FileKind::Assessment),
    text("EnrollmentID", 32).required().refers(FileKind::Enrollment),
    text("PersonalID", 32).required().refers(FileKind::Client),
    text("AssessmentQuestionGroup", 250),
    integer("AssessmentQuestionOrder"),
    text("AssessmentQuestion", 250).required(),
    text("AssessmentAnswer", 500),
    datetime("DateCreated").required(),
    datetime("DateUpdated").required(),
    text("UserID", 32).required().refers(FileKind::User),
    datetime("DateDeleted"),
    text("ExportID", 32).required().refers(FileKind::Export),
];

#[rustfmt::skip]
pub(super) static ASSESSMENTRESULTS: &[Column] = &[
    text("AssessmentResultID", 32).required().key(),
    text("AssessmentID", 32).required().refers(FileKind::Assessment),
    text("EnrollmentID", 32).required().refers(FileKind::Enrollment),
    text("PersonalID", 32).required().refers(FileKind::Client),
    text("AssessmentResultType", 250).required(),
    text("AssessmentResult", 250),
    datetime("DateCreated").required(),
    datetime("DateUpdated").required(),
    text("UserID", 32).required().refers(FileKind::User),
    datetime("DateDeleted"),
    text("ExportID", 32).required().refers(FileKind::Export),
];

#[rustfmt::skip]
pub(super) static EVENT: &[Column] = &[
    text("EventID", 32).required().key(),
    text("EnrollmentID", 32).required().refers(FileKind::Enrollment),
    text("PersonalID", 32).required().refers(FileKind::Client),
    date("EventDate").required(),
    integer("Event").required().list(&EventType::INFO),
    integer("ProbSolDivRRResult").list(&NoYesMissing::INFO).only_if("Event", &[2]),
    integer("ReferralCaseManageAfter").list(&NoYesMissing::INFO).only_if("Event", &[5]),
    text("LocationCrisisOrPHHousing", 250).only_if("Event", &[10,11,12,13,14,15,17,18]),
    integer("ReferralResult").list(&ReferralResult::INFO).only_if("Event", &[10,11,12,13,14,15,17,18]),
    date("ResultDate").only_if("Event", &[10,11,12,13,14,15,17,18]),
    datetime("DateCreated").required(),
    datetime("DateUpdated").required(),
    text("UserID", 32).required().refers(FileKind::User),
    datetime("DateDeleted"),
    text("ExportID", 32).required().refers(FileKind::Export),
];

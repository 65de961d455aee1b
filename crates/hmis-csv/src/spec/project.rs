//! Columns of Organization.csv, Project.csv, ProjectCoC.csv, Funder.csv, Inventory.csv, Affiliation.csv, HMISParticipation.csv, CEParticipation.csv.
// Generated from `columns.json` by `cargo xtask hud`: change the JSON, not this file.

use domain::hud::*;

use crate::FileKind;
use crate::spec::column::*;

#[rustfmt::skip]
pub(super) static ORGANIZATION: &[Column] = &[
    text("OrganizationID", 32).required().key(),
    text("OrganizationName", 200).required(),
    integer("VictimServiceProvider").required().list(&NoYes::INFO),
    text("OrganizationCommonName", 200),
    datetime("DateCreated").required(),
    datetime("DateUpdated").required(),
    text("UserID", 32).required().refers(FileKind::User),
    datetime("DateDeleted"),
    text("ExportID", 32).required().refers(FileKind::Export),
];

#[rustfmt::skip]
pub(super) static PROJECT: &[Column] = &[
    text("ProjectID", 32).required().key(),
    text("OrganizationID", 32).required().refers(FileKind::Organization),
    text("ProjectName", 200).required(),
    text("ProjectCommonName", 200),
    date("OperatingStartDate").required(),
    date("OperatingEndDate"),
    integer("ContinuumProject").required().list(&NoYes::INFO),
    integer("ProjectType").list(&ProjectType::INFO).required_if("ContinuumProject", &[1]),
    integer("HousingType").list(&HousingType::INFO),
    integer("RRHSubType").list(&RrhSubType::INFO).required_if("ProjectType", &[13]),
    integer("ResidentialAffiliation").list(&NoYes::INFO).required_if("ProjectType", &[6]),
    integer("TargetPopulation").list(&TargetPopulation::INFO),
    integer("HOPWAMedAssistedLivingFac").list(&HopwaMedAssistedLivingFac::INFO),
    integer("PITCount"),
    datetime("DateCreated").required(),
    datetime("DateUpdated").required(),
    text("UserID", 32).required().refers(FileKind::User),
    datetime("DateDeleted"),
    text("ExportID", 32).required().refers(FileKind::Export),
];

#[rustfmt::skip]
pub(super) static PROJECTCOC: &[Column] = &[
    text("ProjectCoCID", 32).required().key(),
    text("ProjectID", 32).required().refers(FileKind::Project),
    text("CoCCode", 6).required().format(Format::Coc),
    text("Geocode", 6).required().format(Format::SixDigits),
    text("Address1", 100),
    text("Address2", 100),
    text("City", 50),
    text("State", 2).format(Format::TwoLetters),
    text("ZIP", 5).format(Format::FiveDigits),
    integer("GeographyType").list(&GeographyType::INFO),
    datetime("DateCreated").required(),
    datetime("DateUpdated").required(),
    text("UserID", 32).required().refers(FileKind::User),
    datetime("DateDeleted"),
    text("ExportID", 32).required().refers(FileKind::Export),
];

#[rustfmt::skip]
pub(super) static FUNDER: &[Column] = &[
    text("FunderID", 32).required().key(),
    text("ProjectID", 32).required().refers(FileKind::Project),
    integer("Funder").required().list(&Funder::INFO),
    text("OtherFunder", 100).required_if("Funder", &[46]),
    text("GrantID", 100).required(),
    date("StartDate").required(),
    date("EndDate"),
    datetime("DateCreated").required(),
    datetime("DateUpdated").required(),
    text("UserID", 32).required().refers(FileKind::User),
    datetime("DateDeleted"),
    text("ExportID", 32).required().refers(FileKind::Export),
];

#[rustfmt::skip]
pub(super) static INVENTORY: &[Column] = &[
    text("InventoryID", 32).required().key(),
    text("ProjectID", 32).required().refers(FileKind::Project),
    text("CoCCode", 6).required(),
    integer("HouseholdType").required().list(&InventoryHouseholdType::INFO),
    integer("Availability").list(&Availability::INFO),
    integer("UnitInventory").required(),
    integer("BedInventory").required(),
    integer("CHVetBedInventory"),
    integer("YouthVetBedInventory"),
    integer("VetBedInventory"),
    integer("CHYouthBedInventory"),
    integer("YouthBedInventory"),
    integer("CHBedInventory"),
    integer("OtherBedInventory"),
    integer("ESBedType").list(&EsBedType::INFO),
    date("InventoryStartDate").required(),
    date("InventoryEndDate"),
    datetime("DateCreated").required(),
    datetime("DateUpdated").required(),
    text("UserID", 32).required().refers(FileKind::User),
    datetime("DateDeleted"),
    text("ExportID", 32).required().refers(FileKind::Export),
];

#[rustfmt::skip]
pub(super) static AFFILIATION: &[Column] = &[
    text("AffiliationID", 32).required().key(),
    text("ProjectID", 32).required().refers(FileKind::Project),
    text("ResProjectID", 32).required().refers(FileKind::Project),
    datetime("DateCreated").required(),
    datetime("DateUpdated").required(),
    text("UserID", 32).required().refers(FileKind::User),
    datetime("DateDeleted"),
    text("ExportID", 32).required().refers(FileKind::Export),
];

#[rustfmt::skip]
pub(super) static HMISPARTICIPATION: &[Column] = &[
    text("HMISParticipationID", 32).required().key(),
    text("ProjectID", 32).required().refers(FileKind::Project),
    integer("HMISParticipationType").required().list(&HmisParticipationType::INFO),
    date("HMISParticipationStatusStartDate").required(),
    date("HMISParticipationStatusEndDate"),
    datetime("DateCreated").required(),
    datetime("DateUpdated").required(),
    text("UserID", 32).required().refers(FileKind::User),
    datetime("DateDeleted"),
    text("ExportID", 32).required().refers(FileKind::Export),
];

#[rustfmt::skip]
pub(super) static CEPARTICIPATION: &[Column] = &[
    text("CEParticipationID", 32).required().key(),
    text("ProjectID", 32).required().refers(FileKind::Project),
    integer("AccessPoint").required().list(&NoYes::INFO),
    integer("PreventionAssessment").list(&NoYes::INFO).required_if("AccessPoint", &[1]),
    integer("CrisisAssessment").list(&NoYes::INFO).required_if("AccessPoint", &[1]),
    integer("HousingAssessment").list(&NoYes::INFO).required_if("AccessPoint", &[1]),
    integer("DirectServices").list(&NoYes::INFO).required_if("AccessPoint", &[1]),
    integer("ReceivesReferrals").required().list(&NoYes::INFO),
    date("CEParticipationStatusStartDate").required(),
    date("CEParticipationStatusEndDate"),
    datetime("DateCreated").required(),
    datetime("DateUpdated").required(),
    text("UserID", 32).required().refers(FileKind::User),
    datetime("DateDeleted"),
    text("ExportID", 32).required().refers(FileKind::Export),
];

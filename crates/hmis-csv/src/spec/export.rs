//! Columns of Export.csv, User.csv.
// Generated from `columns.json` by `cargo xtask hud`: change the JSON, not this file.

use domain::hud::*;

use crate::FileKind;
use crate::spec::column::*;

#[rustfmt::skip]
pub(super) static EXPORT: &[Column] = &[
    text("ExportID", 32).required().key(),
    integer("SourceType").required().list(&SourceType::INFO),
    text("SourceID", 350).required_if("SourceType", &[1]).max_fy2024(32),
    text("SourceName", 50).required_if("SourceType", &[2,3,4]),
    text("SourceContactFirst", 50),
    text("SourceContactLast", 50),
    text("SourceContactPhone", 10),
    text("SourceContactExtension", 5),
    text("SourceContactEmail", 320),
    datetime("ExportDate").required(),
    date("ExportStartDate").required(),
    date("ExportEndDate").required(),
    text("SoftwareName", 50).required(),
    text("SoftwareVersion", 50),
    text("CSVVersion", 50),
    integer("ExportPeriodType").required().list(&ExportPeriodType::INFO),
    integer("ExportDirective").required().list(&ExportDirective::INFO),
    integer("HashStatus").required().list(&HashStatus::INFO),
    text("ImplementationID", 200).required(),
];

#[rustfmt::skip]
pub(super) static USER: &[Column] = &[
    text("UserID", 32).required().key(),
    text("UserFirstName", 50),
    text("UserLastName", 50),
    text("UserPhone", 10),
    text("UserExtension", 5),
    text("UserEmail", 320),
    datetime("DateCreated").required(),
    datetime("DateUpdated").required(),
    datetime("DateDeleted"),
    text("ExportID", 32).required().refers(FileKind::Export),
];

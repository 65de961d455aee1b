//! Export.csv: where the rows come from, when, and under which standard.

use chrono::{NaiveDate, NaiveDateTime};
use domain::hud::{Coded, ExportDirective, ExportPeriodType, HashStatus, SourceType, Standard};

use crate::RawRow;
use crate::value;

/// The one row of Export.csv.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportRow {
    /// `ExportID`.
    pub export_id: String,
    /// `SourceType`.
    pub source_type: Option<Coded<SourceType>>,
    /// `SourceID`: for a CoC's HMIS its CoC codes, several separated by `;`.
    pub source_id: String,
    /// `SourceName`.
    pub source_name: String,
    /// `ExportDate`, in the source's local time.
    pub export_date: Option<NaiveDateTime>,
    /// `ExportStartDate`.
    pub export_start_on: Option<NaiveDate>,
    /// `ExportEndDate`.
    pub export_end_on: Option<NaiveDate>,
    /// `SoftwareName`.
    pub software_name: String,
    /// `SoftwareVersion`.
    pub software_version: String,
    /// `CSVVersion` as received, e.g. "2026 v1.0".
    pub csv_version: String,
    /// `ExportPeriodType`.
    pub period_type: Option<Coded<ExportPeriodType>>,
    /// `ExportDirective`.
    pub directive: Option<Coded<ExportDirective>>,
    /// `HashStatus`.
    pub hash_status: Option<Coded<HashStatus>>,
    /// `ImplementationID`.
    pub implementation_id: String,
}

impl ExportRow {
    pub(crate) fn read(row: &RawRow) -> Self {
        let text = |name| row.get(name).unwrap_or_default().trim().to_owned();
        // A two-digit year in Export.csv cannot be weighed against the export's own date.
        let latest = NaiveDate::from_ymd_opt(2099, 12, 31).unwrap_or_default();
        let on = |name| value::date(row.get(name).unwrap_or_default(), latest).value();
        Self {
            export_id: text("ExportID"),
            source_type: value::coded(row.get("SourceType").unwrap_or_default()).value(),
            source_id: text("SourceID"),
            source_name: text("SourceName"),
            export_date: value::datetime(row.get("ExportDate").unwrap_or_default(), latest).value(),
            export_start_on: on("ExportStartDate"),
            export_end_on: on("ExportEndDate"),
            software_name: text("SoftwareName"),
            software_version: text("SoftwareVersion"),
            csv_version: text("CSVVersion"),
            period_type: value::coded(row.get("ExportPeriodType").unwrap_or_default()).value(),
            directive: value::coded(row.get("ExportDirective").unwrap_or_default()).value(),
            hash_status: value::coded(row.get("HashStatus").unwrap_or_default()).value(),
            implementation_id: text("ImplementationID"),
        }
    }

    /// The standard that `CSVVersion` names.
    pub fn declared_standard(&self) -> Option<Standard> {
        match self.csv_version.get(..4) {
            Some("2026") => Some(Standard::Fy2026),
            Some("2024") => Some(Standard::Fy2024),
            _ => None,
        }
    }

    /// The id of the source database: ids are unique within it. Sources that leave out `ImplementationID`
    /// are told apart by `SourceID`, or by their name.
    pub fn source_key(&self) -> &str {
        [&self.implementation_id, &self.source_id, &self.source_name]
            .into_iter()
            .find(|text| !text.is_empty())
            .map_or("", String::as_str)
    }

    /// Whether the export says that names and SSN are SHA-256 hashes. Some exports say otherwise than they
    /// do: ask [`crate::is_hashed_client`].
    pub fn says_hashed(&self) -> bool {
        self.hash_status
            .is_some_and(|status| status.is(HashStatus::Sha256))
    }

    /// The day from which future dates are counted: the export's date, or the end of its period.
    pub fn reference_day(&self) -> Option<NaiveDate> {
        self.export_date.map(|at| at.date()).or(self.export_end_on)
    }
}

//! Opens the container: a zip with the 24 files at its root, within bounds.

mod directory;
mod error;
mod feed;
mod rows;

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use domain::hud::Standard;
use zip::ZipArchive;
use zip::read::ZipFile;

use directory::{Entry, directory};
pub use error::{OpenError, ReadError};
pub use rows::Rows;

use crate::{ExportRow, FileKind, Finding, Rule};

/// Bounds that an export must keep, so that an upload can exhaust neither memory nor disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Entries in the container.
    pub entries: usize,
    /// Bytes of all files together, unpacked.
    pub bytes: u64,
    /// Unpacked bytes for each packed byte, over all files. Deflate reaches about 1,000.
    pub ratio: u64,
    /// Rows in one file.
    pub rows: u64,
    /// Bytes of one row.
    pub row_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            entries: 256,
            bytes: 16 << 30,
            ratio: 200,
            rows: 100_000_000,
            row_bytes: 1 << 20,
        }
    }
}

/// An export that is open for reading.
pub struct Archive<R> {
    zip: ZipArchive<R>,
    entries: BTreeMap<FileKind, Entry>,
    limits: Limits,
    export: ExportRow,
    standard: Standard,
    findings: Vec<Finding>,
}

impl<R: Read + Seek> Archive<R> {
    /// Opens a container, checks its bounds, its headers and Export.csv.
    pub fn open(reader: R, limits: Limits) -> Result<Self, OpenError> {
        let mut zip = ZipArchive::new(reader).map_err(|_| OpenError::NotAZip)?;
        if zip.has_duplicate_names() {
            return Err(OpenError::SameName);
        }
        let (entries, mut findings) = directory(&mut zip, &limits)?;
        if !entries.contains_key(&FileKind::Export) {
            return Err(OpenError::NoExport);
        }
        let export = export_row(&mut zip, &entries, &limits)?;
        if export.source_key().is_empty() {
            return Err(OpenError::NoSource);
        }
        let standard = match export.declared_standard() {
            Some(standard) => standard,
            None => {
                findings.push(Finding::of_export(Rule::WrongVersion));
                let clients = rows(&mut zip, &entries, &limits, FileKind::Client)?;
                match clients.header().position("Sex") {
                    Some(_) => Standard::Fy2026,
                    None => Standard::Fy2024,
                }
            }
        };
        for kind in FileKind::ALL {
            if !entries.contains_key(&kind) {
                findings.push(Finding::of_file(Rule::MissingFile, kind));
                continue;
            }
            let rows = rows(&mut zip, &entries, &limits, kind)?;
            if rows.header().names().is_empty() {
                findings.push(Finding::of_file(Rule::EmptyFile, kind));
            } else {
                findings.extend(rows.header().findings(standard));
            }
        }
        Ok(Self {
            zip,
            entries,
            limits,
            export,
            standard,
            findings,
        })
    }

    /// The row of Export.csv.
    pub fn export(&self) -> &ExportRow {
        &self.export
    }

    /// The standard to read the rows by.
    pub fn standard(&self) -> Standard {
        self.standard
    }

    /// What is wrong with the container and the headers.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The files that are present, those referred to first, with their unpacked size in bytes.
    pub fn files(&self) -> impl Iterator<Item = (FileKind, u64)> {
        self.entries
            .iter()
            .map(|(kind, entry)| (*kind, entry.bytes))
    }

    /// Streams the rows of a file; none where it is missing.
    pub fn rows(&mut self, kind: FileKind) -> Result<Rows<ZipFile<'_, R>>, ReadError> {
        rows(&mut self.zip, &self.entries, &self.limits, kind)
    }
}

fn rows<'a, R: Read + Seek>(
    zip: &'a mut ZipArchive<R>,
    entries: &BTreeMap<FileKind, Entry>,
    limits: &Limits,
    kind: FileKind,
) -> Result<Rows<ZipFile<'a, R>>, ReadError> {
    let Some(entry) = entries.get(&kind) else {
        return Rows::open(kind, None, 0, limits);
    };
    let file = zip.by_index(entry.index).map_err(|error| match error {
        zip::result::ZipError::UnsupportedArchive(_) => ReadError::Packing { file: kind },
        _ => ReadError::Damaged { file: kind },
    })?;
    Rows::open(kind, Some(file), entry.bytes, limits)
}

fn export_row<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    entries: &BTreeMap<FileKind, Entry>,
    limits: &Limits,
) -> Result<ExportRow, OpenError> {
    let mut rows = rows(zip, entries, limits, FileKind::Export)?;
    let first = rows
        .next()
        .transpose()?
        .ok_or(OpenError::ExportRows { rows: 0 })?;
    if rows.next().transpose()?.is_some() {
        return Err(OpenError::ExportRows { rows: 2 });
    }
    Ok(ExportRow::read(&first))
}

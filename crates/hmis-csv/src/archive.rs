//! Opens the container: a zip with the 24 files at its root, within bounds.

mod feed;
mod rows;

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use domain::hud::Standard;
use zip::ZipArchive;
use zip::read::ZipFile;

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

/// Unpacked bytes below which the ratio does not matter.
const SMALL: u64 = 16 << 20;

/// Why an export cannot be read at all. The text is for the person who gave the file.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another kind of file, or a cut-off one.
    #[error("This is not a zip file, or it is damaged. An HMIS CSV export is one zip file.")]
    NotAZip,
    /// The files lie in a folder.
    #[error(
        "The CSV files are inside a folder of the zip file. They must be at its root: open the folder, select the files and zip those."
    )]
    Folder,
    /// Too many entries.
    #[error("The zip file has more than {limit} entries. An HMIS CSV export has 24.")]
    TooManyEntries {
        /// The limit.
        limit: usize,
    },
    /// Too large when unpacked.
    #[error("The files are larger than {limit} bytes when unpacked.")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// Unpacks to far more than it is, as no real export does.
    #[error("The zip file unpacks to more than {limit} times its size, which no real export does.")]
    Ratio {
        /// The limit.
        limit: u64,
    },
    /// Protected by a password.
    #[error("{file} is protected by a password. Export without one.")]
    Encrypted {
        /// The file.
        file: FileKind,
    },
    /// Twice in the container.
    #[error("{file} is in the zip file twice.")]
    Twice {
        /// The file.
        file: FileKind,
    },
    /// No Export.csv.
    #[error("Export.csv is missing. It says where the data come from.")]
    NoExport,
    /// Export.csv without its row, or with several.
    #[error("Export.csv has {rows} rows. It must have exactly one.")]
    ExportRows {
        /// Rows found, counted up to two.
        rows: usize,
    },
    /// Export.csv names no source.
    #[error("Export.csv names no source: ImplementationID, SourceID and SourceName are empty.")]
    NoSource,
    /// A file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Why a file cannot be read to its end.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The packed data are damaged.
    #[error("{file} is damaged in the zip file. Export again.")]
    Damaged {
        /// The file.
        file: FileKind,
    },
    /// Packed in a way that is not supported.
    #[error(
        "{file} is packed in a way that Threshold does not read. Zip with the usual method (deflate)."
    )]
    Packing {
        /// The file.
        file: FileKind,
    },
    /// Another encoding.
    #[error("{file} is UTF-16. HMIS CSV is UTF-8.")]
    Utf16 {
        /// The file.
        file: FileKind,
    },
    /// A row above the limit.
    #[error(
        "{file} has a row that does not end by line {line}. Often a quotation mark is never closed."
    )]
    RowTooLong {
        /// The file.
        file: FileKind,
        /// The line reached.
        line: u64,
    },
    /// Rows above the limit.
    #[error("{file} has more than {limit} rows.")]
    TooManyRows {
        /// The file.
        file: FileKind,
        /// The limit.
        limit: u64,
    },
}

struct Entry {
    index: usize,
    bytes: u64,
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

/// The files of the export in the container, and what else is in it.
fn directory<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    limits: &Limits,
) -> Result<(BTreeMap<FileKind, Entry>, Vec<Finding>), OpenError> {
    if zip.len() > limits.entries {
        return Err(OpenError::TooManyEntries {
            limit: limits.entries,
        });
    }
    let mut entries = BTreeMap::new();
    let mut findings = Vec::new();
    let (mut bytes, mut packed) = (0u64, 0u64);
    for index in 0..zip.len() {
        let file = zip.by_index_raw(index).map_err(|_| OpenError::NotAZip)?;
        let name = String::from_utf8_lossy(file.name_raw()).replace('\\', "/");
        // Finder and Explorer leave such entries beside the files.
        let (folder, leaf) = name.rsplit_once('/').unwrap_or(("", &name));
        if folder.starts_with("__MACOSX") || leaf.is_empty() || leaf.starts_with('.') {
            continue;
        }
        let Some(kind) = FileKind::from_name(leaf).filter(|_| leaf.len() > 4 && leaf.contains('.'))
        else {
            findings.push(Finding::of_export(Rule::UnknownFile));
            continue;
        };
        if !folder.is_empty() {
            return Err(OpenError::Folder);
        }
        if file.encrypted() {
            return Err(OpenError::Encrypted { file: kind });
        }
        bytes = bytes.saturating_add(file.size());
        packed = packed.saturating_add(file.compressed_size());
        if entries
            .insert(
                kind,
                Entry {
                    index,
                    bytes: file.size(),
                },
            )
            .is_some()
        {
            return Err(OpenError::Twice { file: kind });
        }
    }
    if bytes > limits.bytes {
        return Err(OpenError::TooLarge {
            limit: limits.bytes,
        });
    }
    if bytes > SMALL && bytes / packed.max(1) > limits.ratio {
        return Err(OpenError::Ratio {
            limit: limits.ratio,
        });
    }
    Ok((entries, findings))
}

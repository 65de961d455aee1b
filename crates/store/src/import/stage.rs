//! Reads the rows of all files into the temporary table, in batches: memory stays flat.

mod copy;
mod record;
mod values;

use super::source::Source;
use super::survivors::Survivors;
use super::{ImportError, Progress};
use crate::client::seal_ssn;
use crate::secret::Keys;
use crate::{Result, Tx, ids};
use chrono::NaiveDate;
use domain::hud::Standard;
use domain::ids::ClientId;
use hmis_csv::{Archive, Checker, FileKind, Finding, RawRow, Rows, Rule, is_hashed_client};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::io::{Read, Seek};
use uuid::Uuid;

pub(super) use record::binding;
pub(super) use values::instant;

/// Rows that are read before they are sent.
const BATCH_ROWS: usize = 2_000;
/// Or bytes of what is sent of them.
const BATCH_BYTES: usize = 1 << 20;

/// The number of a file in `raw_row.file_number`.
pub(super) fn number(file: FileKind) -> i16 {
    let at = FileKind::ALL.iter().position(|kind| *kind == file);
    at.and_then(|at| i16::try_from(at + 1).ok()).unwrap_or(0)
}

/// What staging needs to know of the whole export.
pub(super) struct Context<'a> {
    pub(super) keys: &'a Keys,
    pub(super) source: &'a Source,
    pub(super) survivors: &'a Survivors,
    pub(super) standard: Standard,
    /// Export.csv says that names are hashed.
    pub(super) says_hashed: bool,
    /// The export's own day: what a two-digit year means is reckoned from it.
    pub(super) latest: NaiveDate,
}

/// What was read of a file.
pub(super) struct FileRead {
    pub(super) file: FileKind,
    /// As one CSV record.
    pub(super) header: String,
    pub(super) rows: u64,
}

/// One row, ready to be sent.
struct Staged {
    line: i32,
    hmis_id: String,
    row_id: Uuid,
    record: Option<String>,
    sealed: Option<Vec<u8>>,
    hash: [u8; 16],
    deleted: bool,
    withheld: bool,
    refs: [Option<String>; 7],
    data: Option<Map<String, Value>>,
    findings: Vec<Finding>,
    /// Plain text until the client's id is known.
    ssn: Option<String>,
}

impl Staged {
    /// About how many bytes it holds and is sent as; sealed bytes are sent as hexadecimal digits.
    fn bytes(&self) -> usize {
        let data = self.data.iter().flatten().map(|(name, value)| {
            let value = value.as_str().map_or(8, str::len);
            name.len() + value + 8
        });
        self.hmis_id.len()
            + self.record.as_ref().map_or(0, String::len)
            + self.sealed.as_ref().map_or(0, |sealed| 2 * sealed.len())
            + self.refs.iter().flatten().map(String::len).sum::<usize>()
            + data.sum::<usize>()
            + 200 * self.findings.len()
            + 200
    }
}

/// The columns whose values name other rows, in the order of the temporary table.
const REFS: [&str; 7] = [
    "OrganizationID",
    "ProjectID",
    "PersonalID",
    "HouseholdID",
    "EnrollmentID",
    "AssessmentID",
    "UserID",
];

/// Reads every file.
pub(super) async fn all<R: Read + Seek>(
    tx: &mut Tx,
    context: &Context<'_>,
    archive: &mut Archive<R>,
    progress: &mut impl FnMut(Progress),
) -> Result<Vec<FileRead>, ImportError> {
    let sizes: HashMap<FileKind, u64> = archive.files().collect();
    let of_bytes = sizes.values().sum();
    let mut done = 0;
    let mut read = Vec::new();
    for file in FileKind::ALL {
        let mut rows = archive.rows(file)?;
        let header = record::header(rows.header());
        let reader = FileReader::new(context, rows.header(), file);
        let mut count = 0;
        loop {
            let mut batch = reader.batch(&mut rows)?;
            if batch.is_empty() {
                break;
            }
            count += batch.len() as u64;
            if file == FileKind::Client {
                seal_numbers(tx, context, &mut batch).await?;
            }
            copy::send(tx, file, &batch).await?;
            progress(Progress::Reading {
                file,
                rows: count,
                bytes: done + rows.bytes_read(),
                of_bytes,
            });
        }
        done += sizes.get(&file).copied().unwrap_or(0);
        if !rows.header().names().is_empty() {
            read.push(FileRead {
                file,
                header,
                rows: count,
            });
        }
    }
    Ok(read)
}

/// Reads the rows of one file.
struct FileReader<'a> {
    context: &'a Context<'a>,
    file: FileKind,
    checker: Checker,
    layout: values::Layout,
    refs: [Option<usize>; 7],
    key: Option<usize>,
    deleted: Option<usize>,
    /// Headers are part of what makes a row the same.
    header: String,
    export_id: Option<usize>,
}

impl<'a> FileReader<'a> {
    fn new(context: &'a Context<'a>, header: &hmis_csv::Header, file: FileKind) -> Self {
        let own = |name: &str| file.key().eq_ignore_ascii_case(name);
        Self {
            context,
            file,
            checker: Checker::new(header, context.standard),
            layout: values::Layout::new(header, context.latest),
            refs: REFS.map(|name| header.position(name).filter(|_| !own(name))),
            key: header.position(file.key()),
            deleted: header.position("DateDeleted"),
            header: record::header(header),
            export_id: header
                .position("ExportID")
                .filter(|_| file != FileKind::Export),
        }
    }

    fn batch<S: Read>(&self, rows: &mut Rows<S>) -> Result<Vec<Staged>, ImportError> {
        let mut batch = Vec::new();
        let mut bytes = 0;
        let mut row = RawRow::new(rows.header().clone());
        while batch.len() < BATCH_ROWS && bytes < BATCH_BYTES && rows.read(&mut row)? {
            let staged = self.stage(&row)?;
            bytes += staged.bytes();
            batch.push(staged);
        }
        Ok(batch)
    }

    fn stage(&self, row: &RawRow) -> Result<Staged> {
        let text = |at: Option<usize>| {
            at.and_then(|at| row.at(at))
                .map(str::trim_ascii)
                .filter(|text| !text.is_empty())
        };
        let hmis_id = text(self.key).unwrap_or_default().to_owned();
        let refs = self.refs.map(|at| text(at).map(str::to_owned));
        let mut findings = Vec::new();
        self.checker.check(row, &mut findings);
        let survivors = self.context.survivors;
        let client = self.file == FileKind::Client && survivors.clients.contains(&hmis_id);
        let stay = match self.file {
            FileKind::Enrollment => {
                refs[1]
                    .as_ref()
                    .is_some_and(|project| survivors.projects.contains(project))
                    || survivors.stays.contains(&hmis_id)
            }
            _ => refs[4]
                .as_ref()
                .is_some_and(|stay| survivors.stays.contains(stay)),
        };
        let withheld = client || stay;
        if withheld {
            findings.push(Finding::of_row(
                Rule::ClientInVictimServices,
                self.file,
                row.line(),
            ));
        }
        let blank = |at: usize| withheld && record::identifies(row.header(), at);
        let hash = record::hash(&self.header, row, self.export_id, blank);
        let record = record::of(row, blank);
        let (mut data, mut ssn) = (None, None);
        if !withheld && self.layout.is_typed() {
            let mut values = self.layout.values(row);
            if self.file == FileKind::Client {
                let hashed = self.context.says_hashed || is_hashed_client(row);
                values.insert("hashed".to_owned(), json!(hashed));
                ssn = row.text("SSN").filter(|_| !hashed).map(str::to_owned);
            }
            data = Some(values);
        }
        let sealed = if matches!(self.file, FileKind::Client | FileKind::User) {
            let record_id = binding(&self.context.source.key, self.file, &hmis_id);
            Some(self.context.keys.seal(record_id, record.as_bytes())?)
        } else {
            None
        };
        Ok(Staged {
            line: i32::try_from(row.line()).unwrap_or(i32::MAX),
            hmis_id,
            row_id: ids::new(),
            record: sealed.is_none().then_some(record),
            sealed,
            hash,
            deleted: text(self.deleted).is_some(),
            withheld,
            refs,
            data,
            findings,
            ssn,
        })
    }
}

/// Seals Social Security numbers for the people whose they are: known ones, or those of this batch.
async fn seal_numbers(tx: &mut Tx, context: &Context<'_>, batch: &mut [Staged]) -> Result<()> {
    let asked: Vec<String> = batch
        .iter()
        .filter(|row| row.ssn.is_some())
        .map(|row| row.hmis_id.clone())
        .collect();
    let known: HashMap<String, Uuid> = sqlx::query!(
        "select hmis_id, client_id from client where source_id = $1 and hmis_id = any($2)",
        context.source.id,
        &asked,
    )
    .fetch_all(&mut **tx)
    .await?
    .into_iter()
    .map(|row| (row.hmis_id, row.client_id))
    .collect();
    for row in batch {
        let Some(ssn) = row.ssn.take() else { continue };
        let client = known.get(&row.hmis_id).copied().unwrap_or(row.row_id);
        let sealed = seal_ssn(context.keys, ClientId(client), &ssn)?;
        if let Some(data) = &mut row.data {
            for (column, bytes) in [
                ("ssn_sealed", sealed.sealed),
                ("ssn_hash", sealed.hash),
                ("ssn_last4_hash", sealed.last4_hash),
            ] {
                if let Some(bytes) = bytes {
                    data.insert(column.to_owned(), copy::hex(&bytes).into());
                }
            }
        }
    }
    Ok(())
}

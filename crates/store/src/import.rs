//! Taking an HMIS CSV export in: every row kept as received, and typed where Threshold works with it.
//!
//! One transaction: an export is in the database as a whole, or not at all. Rows stream through a temporary
//! table in batches, then a few statements a file do the rest. `docs/IMPORT.md` says what is kept, what is
//! typed, and what an import never does.

mod columns;
mod conflict;
mod finding;
mod list;
mod raw;
mod report;
mod source;
mod stage;
mod survivors;
#[cfg(test)]
mod tests;
mod touched;
mod typed;

pub use report::{FileReport, Progress, Report, thousands};

use crate::audit::Entry;
use crate::identity::administer::Authority;
use crate::{Result, Store, StoreError, Tx, client, priority};
use domain::access::{Act, Acting, Verdict};
use domain::hud::ExportDirective;
use domain::ids::{ClientId, UserId};
use finding::Scope;
use hmis_csv::{Archive, FileKind, Limits, OpenError, ReadError, Rule};
use serde_json::json;
use sha2::{Digest, Sha256};
use source::Source;
use std::collections::HashMap;
use std::io::{self, Read, Seek, SeekFrom};
use thiserror::Error;
use uuid::Uuid;

/// Why an export was not taken in. The text is for the person who gave the file; nothing was changed.
#[derive(Debug, Error)]
pub enum ImportError {
    /// Not an export that can be opened.
    #[error("{0} Nothing was changed.")]
    Open(#[from] OpenError),
    /// A file in it that cannot be read to its end.
    #[error("{0} Nothing was changed.")]
    Read(#[from] ReadError),
    /// The zip file itself cannot be read.
    #[error("The file cannot be read. Nothing was changed.")]
    File(#[source] io::Error),
    /// It names this installation as its source.
    #[error(
        "The export says that it comes from Threshold itself: ImplementationID is \"threshold\". What is \
         recorded here is not imported into itself. Nothing was changed."
    )]
    Own,
    /// The database did not take it.
    #[error("The database did not take the export in: {0}. Nothing was changed.")]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for ImportError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What to import.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Name of the file, without its folder.
    pub file_name: &'a str,
    /// Why, where an administrator asks for it; the command line needs none.
    pub purpose: Option<&'a str>,
    /// Bounds that the export must keep.
    pub limits: Limits,
}

impl<'a> Request<'a> {
    /// An import from the command line, within the usual bounds.
    #[must_use]
    pub fn new(file_name: &'a str) -> Self {
        Self {
            file_name,
            purpose: None,
            limits: Limits::default(),
        }
    }
}

/// Imports an export, on the word of the machine's operator or of an administrator who says why. Imports
/// wait for each other.
///
/// # Errors
/// [`StoreError::NotFound`] for everybody else, [`StoreError::Forbidden`] without a purpose, as
/// [`ImportError::Store`]; the other [`ImportError`]s. Then the database is as it was.
pub async fn import<R: Read + Seek>(
    store: &Store,
    authority: Authority<'_>,
    request: Request<'_>,
    mut reader: R,
    mut progress: impl FnMut(Progress),
) -> Result<Report, ImportError> {
    let by = permitted(authority, &request)?;
    let sha256 = digest(&mut reader).map_err(ImportError::File)?;
    let mut archive = Archive::open(reader, request.limits)?;
    // Versions that an import writes are nobody's: the run says who asked for it.
    let mut tx = store.begin(None).await?;
    let source = source::open(&mut tx, archive.export()).await?;
    source::make_tables(&mut tx).await?;
    let begin = source::Begin {
        file_name: request.file_name,
        sha256,
        user: by.map(|(user, _)| user),
        clock: store.clock,
    };
    let run = source::begin_run(&mut tx, &source, &archive, begin).await?;
    let older = source::is_older(&mut tx, source.id, run).await?;
    let scope = Scope {
        source: source.id,
        run,
        clock: store.clock,
        day: archive
            .export()
            .reference_day()
            .unwrap_or_else(|| store.clock.today(source::TIME_ZONE.name())),
        full: archive
            .export()
            .directive
            .is_some_and(|directive| directive.is(ExportDirective::FullRefresh)),
        older,
    };
    let survivors = survivors::find(&mut tx, &source, &mut archive, older).await?;
    let context = stage::Context {
        keys: &store.keys,
        source: &source,
        survivors: &survivors,
        standard: archive.standard(),
        says_hashed: archive.export().says_hashed(),
        latest: scope.day,
    };
    let read = stage::all(&mut tx, &context, &mut archive, &mut progress).await?;

    progress(Progress::Keeping);
    source::index_tables(&mut tx).await?;
    raw::compare(&mut tx, source.id, run, older).await?;
    let planner = source::Planner::new(&mut tx).await?;
    raw::keep(&mut tx, source.id, run).await?;
    planner.wrote(&mut tx, "rows").await?;
    source::keep_headers(&mut tx, source.id, run, &read).await?;

    progress(Progress::Typing);
    raw::leave_deleted(&mut tx, source.id).await?;
    touched::note(&mut tx, source.id).await?;
    source::analyze_tables(&mut tx).await?;
    let mut households = touched::households(&mut tx).await?;
    touched::lock(&mut tx, &households).await?;
    // Again, for what was taken back until the stays were locked.
    raw::leave_deleted(&mut tx, source.id).await?;
    let typed = typed::write(&mut tx, source.id, older, planner).await?;
    let conflicts = conflict::find(&mut tx, source.id, run).await?;
    let hashed = source::mark_hashed(&mut tx, source.id, archive.export().says_hashed()).await?;

    progress(Progress::Checking);
    finding::record(&mut tx, scope, archive.findings()).await?;

    progress(Progress::Placing);
    let [withheld, withheld_of_stays] = withheld(&mut tx).await?;
    let linked = list::link(&mut tx, source.id).await?;
    let mut report = Report {
        import: run,
        source: source.name.clone(),
        standard: archive.standard(),
        hashed,
        files: Vec::new(),
        findings: Vec::new(),
        conflicts: conflicts.values().sum(),
        lists: linked.names,
        on_lists: 0,
        typed,
        withheld,
        withheld_of_stays,
    };
    count(&mut tx, &mut report, &read, &conflicts).await?;
    touched::note(&mut tx, source.id).await?;
    touched::note_projects(&mut tx, &linked.projects).await?;
    households.extend(touched::households(&mut tx).await?);
    let people = index_people(&mut tx, source.id).await?;
    priority::refresh_many(&mut tx, store.clock, &households).await?;
    report.on_lists = list::standing(&mut tx, source.id).await?;
    finish(&mut tx, &request, by, &source, scope, &report).await?;
    tx.commit().await?;
    if people > 0 {
        client::refresh_frequencies(store).await?;
    }
    Ok(report)
}

/// Who asks for it; `None` at the command line.
fn permitted(authority: Authority<'_>, request: &Request<'_>) -> Result<Option<(UserId, Acting)>> {
    let Some((user, acting, verdict)) = authority.check_act(Act::ExchangeCsv)? else {
        return Ok(None);
    };
    let says_why = request
        .purpose
        .is_some_and(|purpose| !purpose.trim().is_empty());
    if verdict == Verdict::WithPurpose && !says_why {
        return Err(StoreError::Forbidden);
    }
    Ok(Some((user, acting)))
}

/// SHA-256 of the whole file; it is rewound.
fn digest(reader: &mut (impl Read + Seek)) -> io::Result<[u8; 32]> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match reader.read(&mut buffer)? {
            0 => break,
            read => hasher.update(&buffer[..read]),
        }
    }
    reader.seek(SeekFrom::Start(0))?;
    Ok(hasher.finalize().into())
}

/// New rows whose identifiers were refused: of people, and of stays and what is recorded of them.
async fn withheld(tx: &mut Tx) -> Result<[u64; 2]> {
    let row = sqlx::query!(
        r#"
        select count(*) filter (where file_number = $1) as "people!",
            count(*) filter (where file_number <> $1) as "stays!"
        from import_row
        where withheld and state <> 'U'
        "#,
        stage::number(FileKind::Client),
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok([row.people, row.stays].map(|count| u64::try_from(count).unwrap_or(0)))
}

async fn count(
    tx: &mut Tx,
    report: &mut Report,
    read: &[stage::FileRead],
    conflicts: &HashMap<String, u64>,
) -> Result<()> {
    let rows = raw::counts(tx).await?;
    let found = finding::counts(tx, report.import).await?;
    let mut rules: HashMap<Rule, u64> = HashMap::new();
    for (_, rule, count) in &found {
        *rules.entry(*rule).or_default() += count;
    }
    report.findings = rules.into_iter().collect();
    report
        .findings
        .sort_by_key(|(rule, count)| (std::cmp::Reverse(*count), *rule));
    for file in FileKind::ALL {
        let name = file.to_string();
        let [added, changed, unchanged] =
            rows.get(&stage::number(file)).copied().unwrap_or_default();
        report.files.push(FileReport {
            read: read
                .iter()
                .find(|one| one.file == file)
                .map_or(0, |one| one.rows),
            added,
            changed,
            unchanged,
            findings: found
                .iter()
                .filter(|one| one.0 == name)
                .map(|one| one.2)
                .sum(),
            conflicts: conflicts.get(&name).copied().unwrap_or(0),
            ..FileReport::new(file)
        });
    }
    Ok(())
}

/// Makes new and changed people findable; returns how many they are.
async fn index_people(tx: &mut Tx, source: i16) -> Result<usize> {
    let clients = sqlx::query_scalar!(
        r#"
        select c.client_id
        from import_row r
        join client c on c.source_id = $1 and c.hmis_id = r.hmis_id
        where r.file_number = $2 and r.typeable
        "#,
        source,
        stage::number(FileKind::Client),
    )
    .fetch_all(&mut **tx)
    .await?;
    let clients: Vec<ClientId> = clients.into_iter().map(ClientId).collect();
    client::index_clients(tx, &clients).await?;
    Ok(clients.len())
}

async fn finish(
    tx: &mut Tx,
    request: &Request<'_>,
    by: Option<(UserId, Acting)>,
    source: &Source,
    scope: Scope,
    report: &Report,
) -> Result<()> {
    let files: serde_json::Map<String, serde_json::Value> = report
        .files
        .iter()
        .map(|file| {
            let counts = json!({
                "read": file.read,
                "added": file.added,
                "changed": file.changed,
                "unchanged": file.unchanged,
                "findings": file.findings,
                "conflicts": file.conflicts,
            });
            (file.file.to_string(), counts)
        })
        .collect();
    let counts = serde_json::Value::from(files);
    source::end_run(tx, scope.run, scope.clock, &counts).await?;
    let mut entry = Entry::new("import")
        .on("import_run", scope.run)
        .detail(json!({ "source": source.id, "files": counts }));
    if let Some((user, acting)) = by {
        entry = entry
            .by(user, Some(acting))
            .purpose(request.purpose.map(str::to_owned));
    }
    entry.write(tx).await
}

/// The UUID that a sealed raw row is bound to: `source` is the ImplementationID, `hmis_id` the row's id in
/// its file. An export opens the rows of Client.csv and User.csv with it.
#[must_use]
pub fn raw_row_binding(source: &str, file: FileKind, hmis_id: &str) -> Uuid {
    stage::binding(source, file, hmis_id)
}

/// The file that `raw_row.file_number` names.
pub(crate) fn raw_row_file(number: i16) -> Option<FileKind> {
    FileKind::ALL
        .into_iter()
        .find(|file| stage::number(*file) == number)
}

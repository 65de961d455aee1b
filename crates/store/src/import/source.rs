//! Where an export comes from, the run that reads it, and the tables that it works with.

use super::ImportError;
use crate::clock::Clock;
use crate::{Result, Tx, ids};
use domain::ids::UserId;
use hmis_csv::{Archive, ExportRow};
use sqlx::Executor;
use std::io::{Read, Seek};
use uuid::Uuid;

/// The zone in which a source's times are read: HMIS CSV writes them without one.
pub(super) const TIME_ZONE: chrono_tz::Tz = chrono_tz::America::Chicago;

/// The source of an export.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub(super) id: i16,
    /// What tells it from other sources: ImplementationID.
    pub(super) key: String,
    pub(super) name: String,
}

/// Finds or makes the source, and waits until every other import has ended: CoCs, lists and the vocabulary
/// of names belong to all sources.
pub(super) async fn open(tx: &mut Tx, export: &ExportRow) -> Result<Source, ImportError> {
    let key = export.source_key().to_owned();
    if key == "threshold" {
        return Err(ImportError::Own);
    }
    let name = [&export.source_name, &export.source_id, &key]
        .into_iter()
        .find(|text| !text.is_empty())
        .cloned()
        .unwrap_or_default();
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('threshold import', 0))")
        .fetch_one(&mut **tx)
        .await?;
    sqlx::query!(
        r#"
        insert into data_source (implementation_id, name)
        select $1, $2
        where not exists (select from data_source where implementation_id = $1)
        "#,
        key,
        name,
    )
    .execute(&mut **tx)
    .await?;
    let id = sqlx::query_scalar!(
        "select source_id from data_source where implementation_id = $1",
        key
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(Source { id, key, name })
}

/// Makes the temporary tables of this transaction, in the shape of the empty ones of the same name.
pub(super) async fn make_tables(tx: &mut Tx) -> Result<()> {
    for statement in [
        "create temporary table import_row (like public.import_row including defaults) on commit drop",
        "create temporary table import_stay (like public.import_stay) on commit drop",
        "create temporary table import_touched (like public.import_touched) on commit drop",
        "create temporary table import_problem (like public.import_problem) on commit drop",
    ] {
        tx.execute(statement).await?;
    }
    Ok(())
}

/// Prepares the filled table of rows for what follows.
pub(super) async fn index_tables(tx: &mut Tx) -> Result<()> {
    for statement in [
        "create index on import_row (file_number, hmis_id)",
        "analyze import_row",
    ] {
        tx.execute(statement).await?;
    }
    Ok(())
}

/// Tells the planner what the comparison decided, and which stays the rows are about.
pub(super) async fn analyze_tables(tx: &mut Tx) -> Result<()> {
    for statement in [
        "analyze import_row (file_number, hmis_id, state, typeable, enrollment_ref)",
        "analyze import_stay",
    ] {
        tx.execute(statement).await?;
    }
    Ok(())
}

/// Rows to be typed from which on it pays to tell the planner what each step wrote.
const MANY: i64 = 1_000;

/// Tells the planner what a step of the import wrote. What it knows is from before this transaction: of a new
/// source it expects no rows, and for each of its exits it would go through all of its stays. Taking loops
/// away from the planner is no way out: it counts those that are unavoidable as infinitely dear, and
/// PostgreSQL then compiles each statement, however small (`jit`). A few rows are joined soon enough anyhow.
#[derive(Clone, Copy, Debug)]
pub(super) struct Planner {
    many: bool,
}

impl Planner {
    /// Counts the rows that are to be typed.
    pub(super) async fn new(tx: &mut Tx) -> Result<Self> {
        let rows =
            sqlx::query_scalar!(r#"select count(*) as "rows!" from import_row where typeable"#)
                .fetch_one(&mut **tx)
                .await?;
        Ok(Self { many: rows >= MANY })
    }

    /// A step is done; the database's `analyze_imported` knows them by name.
    pub(super) async fn wrote(self, tx: &mut Tx, step: &str) -> Result<()> {
        if self.many {
            sqlx::query!("select analyze_imported($1)", step)
                .execute(&mut **tx)
                .await?;
        }
        Ok(())
    }
}

/// What a run is begun with.
pub(super) struct Begin<'a> {
    pub(super) file_name: &'a str,
    pub(super) sha256: [u8; 32],
    pub(super) user: Option<UserId>,
    pub(super) clock: Clock,
}

/// Records that the run began.
pub(super) async fn begin_run<R: Read + Seek>(
    tx: &mut Tx,
    source: &Source,
    archive: &Archive<R>,
    begin: Begin<'_>,
) -> Result<Uuid> {
    let export = archive.export();
    let run: Uuid = ids::new();
    sqlx::query!(
        r#"
        insert into import_run
            (import_id, source_id, file_name, file_sha256, export_id, export_date, csv_version, hash_status,
            started_at, user_id, export_start_on, export_end_on, export_directive)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        "#,
        run,
        source.id,
        begin.file_name,
        begin.sha256.as_slice(),
        export.export_id,
        export.export_date.and_then(super::stage::instant),
        export.csv_version,
        export.hash_status.map(domain::hud::Coded::code),
        begin.clock.now(),
        begin.user.map(Uuid::from),
        export.export_start_on,
        export.export_end_on,
        export.directive.map(domain::hud::Coded::code),
    )
    .execute(&mut **tx)
    .await?;
    Ok(run)
}

/// Whether an export that this source made later was taken in before.
pub(super) async fn is_older(tx: &mut Tx, source: i16, run: Uuid) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"
        select exists (
            select from import_run later
            where later.source_id = $1 and later.export_date > this.export_date) as "older!"
        from import_run this
        where this.import_id = $2
        "#,
        source,
        run,
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Records that the run ended, with its counts.
pub(super) async fn end_run(
    tx: &mut Tx,
    run: Uuid,
    clock: Clock,
    counts: &serde_json::Value,
) -> Result<()> {
    sqlx::query!(
        "update import_run set finished_at = $2, counts = $3 where import_id = $1",
        run,
        clock.now(),
        counts,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Keeps the header of each file whose rows this run added, and of those whose header is new.
pub(super) async fn keep_headers(
    tx: &mut Tx,
    source: i16,
    run: Uuid,
    read: &[super::stage::FileRead],
) -> Result<()> {
    for one in read {
        sqlx::query!(
            r#"
            insert into import_file (import_id, file, header, row_count)
            select $1, $2, $3, $4
            where exists (select from raw_row where import_id = $1 and source_id = $5 and file_number = $6)
                or not exists (
                    select from import_file join import_run using (import_id)
                    where source_id = $5 and file = $2 and header = $3)
            "#,
            run,
            one.file.to_string(),
            one.header,
            i32::try_from(one.rows).unwrap_or(i32::MAX),
            source,
            super::stage::number(one.file),
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Marks a source whose people came hashed.
pub(super) async fn mark_hashed(tx: &mut Tx, source: i16, says_so: bool) -> Result<bool> {
    sqlx::query!(
        r#"
        update data_source set hashed = true
        where source_id = $1 and not hashed
            and ($2 or exists (select from client where source_id = $1 and hashed))
        "#,
        source,
        says_so,
    )
    .execute(&mut **tx)
    .await?;
    Ok(sqlx::query_scalar!(
        "select hashed from data_source where source_id = $1",
        source
    )
    .fetch_one(&mut **tx)
    .await?)
}

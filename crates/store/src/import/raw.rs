//! Rows as received: which are new, which changed, and keeping them.

use crate::{Result, Tx};
use hmis_csv::FileKind;
use std::collections::HashMap;
use uuid::Uuid;

/// Compares what was read with what is kept, and decides which rows are written into typed tables: the
/// first of each id that is new or changed, and those that once waited for a parent.
pub(super) async fn compare(tx: &mut Tx, source: i16) -> Result<()> {
    sqlx::query!(
        r#"
        with staged as (
            select file_number, line, hmis_id, record_hash,
                row_number() over (partition by file_number, hmis_id, record_hash order by line) as nth,
                row_number() over (partition by file_number, hmis_id order by line) as place
            from import_row
        ), kept as (
            select file_number, hmis_id, record_hash,
                row_number() over (partition by file_number, hmis_id, record_hash order by raw_row_id) as nth
            from raw_row
            where source_id = $1 and superseded_by is null
        ), kept_id as (
            select distinct file_number, hmis_id from kept
        ), waiting as (
            select distinct file, hmis_id
            from finding
            where source_id = $1 and rule = 'parent_missing' and resolved_at is null
        ), decided as (
            select s.file_number, s.line, s.place,
                (case when same.hmis_id is not null then 'U' when known.hmis_id is not null then 'C' else 'N'
                    end)::"char" as state,
                waiting.hmis_id is not null as waited
            from staged s
            left join kept same using (file_number, hmis_id, record_hash, nth)
            left join kept_id known using (file_number, hmis_id)
            left join unnest($2::text[]) with ordinality as name (file, position)
                on name.position = s.file_number
            left join waiting on waiting.file = name.file and waiting.hmis_id = s.hmis_id
        )
        update import_row r
        set state = d.state,
            typeable = d.place = 1 and (d.state <> 'U' or d.waited) and not r.deleted and not r.withheld
                and r.hmis_id <> '' and r.data is not null
        from decided d
        where d.file_number = r.file_number and d.line = r.line
        "#,
        source,
        &names(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Keeps new and changed rows; those that they replace stay, marked.
pub(super) async fn keep(tx: &mut Tx, source: i16, run: Uuid) -> Result<()> {
    sqlx::query!(
        r#"
        with changed as (
            select distinct file_number, hmis_id from import_row where state = 'C'
        ), same as (
            select file_number, hmis_id, record_hash, count(*) as rows
            from import_row
            where state = 'U'
            group by file_number, hmis_id, record_hash
        ), kept as (
            select raw_row_id, file_number, hmis_id, record_hash,
                row_number() over (partition by file_number, hmis_id, record_hash order by raw_row_id) as nth
            from raw_row
            join changed using (file_number, hmis_id)
            where source_id = $1 and superseded_by is null
        )
        update raw_row
        set superseded_by = $2
        from kept
        left join same using (file_number, hmis_id, record_hash)
        where raw_row.raw_row_id = kept.raw_row_id and kept.nth > coalesce(same.rows, 0)
        "#,
        source,
        run,
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        r#"
        insert into raw_row (source_id, file_number, import_id, line, hmis_id, record, sealed, record_hash)
        select $1, file_number, $2, line, hmis_id, record, sealed, record_hash
        from import_row
        where state <> 'U'
        order by file_number, line
        "#,
        source,
        run,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Rows added, changed and unchanged of each file.
pub(super) async fn counts(tx: &mut Tx) -> Result<HashMap<i16, [u64; 3]>> {
    let rows = sqlx::query!(
        r#"
        select file_number,
            count(*) filter (where state = 'N') as "added!",
            count(*) filter (where state = 'C') as "changed!",
            count(*) filter (where state = 'U') as "unchanged!"
        from import_row
        group by file_number
        "#
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let counts = [row.added, row.changed, row.unchanged];
            (
                row.file_number,
                counts.map(|count| u64::try_from(count).unwrap_or(0)),
            )
        })
        .collect())
}

/// Names of the files in the order of their numbers, as findings hold them.
pub(super) fn names() -> Vec<String> {
    FileKind::ALL.iter().map(ToString::to_string).collect()
}

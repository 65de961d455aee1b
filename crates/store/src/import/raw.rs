//! Rows as received: which are new, which changed, which are typed, and keeping them.

use super::stage::number;
use crate::{Result, Tx};
use hmis_csv::FileKind;
use std::collections::HashMap;
use uuid::Uuid;

/// Compares what was read with what is kept, and decides which rows are written into typed tables: the
/// first usable one of each id, where it is new, changed, without a typed row, or not the one that is typed.
/// `older` says that a later export of the source was taken in before: where such a one brought the row that
/// stands for an id, this export's stays behind it.
pub(super) async fn compare(tx: &mut Tx, source: i16, run: Uuid, older: bool) -> Result<()> {
    states(tx, source, run, older).await?;
    sqlx::query!(
        r#"
        with typed as (
            select $2::smallint as file_number, hmis_id, record_hash, false as ours,
                null::timestamptz as updated_at
            from hmis_author where source_id = $1
            union all
            select $3, hmis_id, record_hash, recorded_by is not null, source_updated_at
            from organization where source_id = $1
            union all
            select $4, hmis_id, record_hash, recorded_by is not null, source_updated_at
            from project where source_id = $1
            union all
            select $5, c.hmis_id, c.record_hash, p.recorded_by is not null, c.source_updated_at
            from project_coc c join project p using (project_id) where c.source_id = $1
            union all
            select $6, c.hmis_id, c.record_hash, p.recorded_by is not null, c.source_updated_at
            from funder c join project p using (project_id) where c.source_id = $1
            union all
            select $7, c.hmis_id, c.record_hash, p.recorded_by is not null, c.source_updated_at
            from hmis_participation c join project p using (project_id) where c.source_id = $1
            union all
            select $8, c.hmis_id, c.record_hash, p.recorded_by is not null, c.source_updated_at
            from ce_participation c join project p using (project_id) where c.source_id = $1
            union all
            select $9, hmis_id, record_hash, written_here, source_updated_at from client where source_id = $1
            union all
            select $10, hmis_id, record_hash, written_here, source_updated_at
            from enrollment where source_id = $1
            union all
            select $11, hmis_id, record_hash, written_here, source_updated_at from exit where source_id = $1
            union all
            select $12, hmis_id, record_hash, written_here, source_updated_at
            from current_living_situation where source_id = $1
            union all
            select $13, hmis_id, record_hash, written_here, source_updated_at
            from assessment where source_id = $1
            union all
            select $14, q.hmis_id, q.record_hash, a.written_here, q.source_updated_at
            from assessment_question q join assessment a using (assessment_id) where q.source_id = $1
            union all
            select $15, q.hmis_id, q.record_hash, a.written_here, q.source_updated_at
            from assessment_result q join assessment a using (assessment_id) where q.source_id = $1
            union all
            select $16, hmis_id, record_hash, written_here, source_updated_at from event where source_id = $1
        ), usable as (
            select distinct on (file_number, hmis_id) file_number, hmis_id, line, state, record_hash,
                (data ->> 'source_updated_at')::timestamptz as updated_at
            from import_row
            where hmis_id <> '' and data is not null and not deleted and not withheld
            order by file_number, hmis_id, line
        ), decided as (
            select u.file_number, u.line,
                -- the typed row is another one: this is changed, or the former first of two left the export
                u.state <> 'U' or t.hmis_id is null or not t.ours as typeable,
                t.hmis_id is not null and not t.ours and case
                    when u.updated_at is null or t.updated_at is null then $17
                    when u.updated_at < t.updated_at then $17 or u.state <> 'U'
                    when u.updated_at = t.updated_at then $17
                    else false
                end as stale
            from usable u
            left join typed t using (file_number, hmis_id)
            where t.record_hash is distinct from u.record_hash or u.state = 'C'
        )
        update import_row r
        set typeable = d.typeable and not d.stale and not r.late, stale = d.stale or r.late
        from decided d
        where d.file_number = r.file_number and d.line = r.line
        "#,
        source,
        number(FileKind::User),
        number(FileKind::Organization),
        number(FileKind::Project),
        number(FileKind::ProjectCoc),
        number(FileKind::Funder),
        number(FileKind::HmisParticipation),
        number(FileKind::CeParticipation),
        number(FileKind::Client),
        number(FileKind::Enrollment),
        number(FileKind::Exit),
        number(FileKind::CurrentLivingSituation),
        number(FileKind::Assessment),
        number(FileKind::AssessmentQuestions),
        number(FileKind::AssessmentResults),
        number(FileKind::Event),
        older,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Says of each row whether it is new, changed or the same, and whether a later export's row stands for its id.
/// Of an older export, a row that is kept behind a later one is the same too.
async fn states(tx: &mut Tx, source: i16, run: Uuid, older: bool) -> Result<()> {
    sqlx::query!(
        r#"
        with staged as (
            select file_number, line, hmis_id, record_hash,
                row_number() over (partition by file_number, hmis_id, record_hash order by line) as nth
            from import_row
        ), kept_id as (
            select k.file_number, k.hmis_id, coalesce(bool_or(brought.export_date > this.export_date), false) as late
            from raw_row k
            join import_run brought using (import_id)
            join import_run this on this.import_id = $2
            where k.source_id = $1 and k.superseded_by is null
            group by k.file_number, k.hmis_id
        ), kept as (
            select file_number, hmis_id, record_hash,
                row_number() over (partition by file_number, hmis_id, record_hash
                    order by superseded_by is not null, raw_row_id) as nth
            from raw_row
            where source_id = $1 and (superseded_by is null
                or $3 and (file_number, hmis_id) in (select file_number, hmis_id from kept_id where late))
        ), decided as (
            select s.file_number, s.line, coalesce(known.late, false) as late,
                (case when same.hmis_id is not null then 'U' when known.hmis_id is not null then 'C' else 'N'
                    end)::"char" as state
            from staged s
            left join kept same using (file_number, hmis_id, record_hash, nth)
            left join kept_id known using (file_number, hmis_id)
        )
        update import_row r
        set state = d.state, late = d.late
        from decided d
        where d.file_number = r.file_number and d.line = r.line
        "#,
        source,
        run,
        older,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes back what somebody deleted here: such a record does not come again by itself. Only exits can be
/// taken back and made anew, so a stay whose imported exit was undone gets none from an import, whatever
/// its id.
pub(super) async fn leave_deleted(tx: &mut Tx, source: i16) -> Result<()> {
    sqlx::query!(
        r#"
        with gone as (
            select case h.entity when 'client' then $2::smallint when 'enrollment' then $3::smallint
                    when 'current_living_situation' then $4::smallint when 'assessment' then $5::smallint
                    else $6::smallint end as file_number,
                h.body ->> 'hmis_id' as hmis_id,
                case when h.entity in ('client', 'enrollment') then h.entity_id
                    else (h.body ->> 'enrollment_id')::uuid end as gone_id
            from history h
            where h.operation = 'D'
                and h.entity in ('client', 'enrollment', 'current_living_situation', 'assessment', 'event')
                and (h.body ->> 'source_id')::smallint = $1
                and not exists (
                    select from history later
                    where later.entity = h.entity and later.entity_id = h.entity_id
                        and later.history_id > h.history_id)
            union all
            select $7, r.hmis_id, e.enrollment_id
            from history h
            join enrollment e on e.enrollment_id = (h.body ->> 'enrollment_id')::uuid
            join import_row r on r.file_number = $7 and r.enrollment_ref = e.hmis_id
            where h.operation = 'D' and h.entity = 'exit' and (h.body ->> 'source_id')::smallint = $1
                and e.source_id = $1
                and not exists (select from exit x where x.enrollment_id = e.enrollment_id)
        )
        update import_row r
        set typeable = false, gone_id = gone.gone_id
        from gone
        where gone.file_number = r.file_number and gone.hmis_id = r.hmis_id and (r.typeable or r.stale)
        "#,
        source,
        number(FileKind::Client),
        number(FileKind::Enrollment),
        number(FileKind::CurrentLivingSituation),
        number(FileKind::Assessment),
        number(FileKind::Event),
        number(FileKind::Exit),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Keeps new and changed rows; those that they replace stay, marked, as do those that a later export replaced
/// before they came.
pub(super) async fn keep(tx: &mut Tx, source: i16, run: Uuid) -> Result<()> {
    sqlx::query!(
        r#"
        with changed as (
            select distinct file_number, hmis_id from import_row where state = 'C' and not late
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
        insert into raw_row
            (source_id, file_number, import_id, line, hmis_id, record, sealed, record_hash, superseded_by)
        select $1, file_number, $2, line, hmis_id, record, sealed, record_hash,
            case when late then (
                select stands.import_id
                from raw_row stands
                where stands.source_id = $1 and stands.file_number = r.file_number and stands.hmis_id = r.hmis_id
                    and stands.superseded_by is null
                order by stands.raw_row_id
                limit 1) end
        from import_row r
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

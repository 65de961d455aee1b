//! Where a changed row meets what was written here: what was written here stays, and a person decides.

use super::stage::number;
use crate::{Result, Tx};
use hmis_csv::FileKind;
use std::collections::HashMap;
use uuid::Uuid;

/// Makes the conflicts of this run; returns how many of each file.
pub(super) async fn find(tx: &mut Tx, source: i16, run: Uuid) -> Result<HashMap<String, u64>> {
    let rows = sqlx::query!(
        r#"
        with met as (
            select r.*, 'organization' as kind, o.organization_id as subject, 'Organization.csv' as file
            from import_row r
            join organization o on o.source_id = $1 and o.hmis_id = r.hmis_id
            where r.file_number = $3 and o.recorded_by is not null
            union all
            select r.*, 'project', p.project_id, 'Project.csv'
            from import_row r
            join project p on p.source_id = $1 and p.hmis_id = r.hmis_id
            where r.file_number = $4 and p.recorded_by is not null
            union all
            select r.*, 'client', c.client_id, 'Client.csv'
            from import_row r
            join client c on c.source_id = $1 and c.hmis_id = r.hmis_id
            where r.file_number = $5 and c.written_here
            union all
            select r.*, 'enrollment', e.enrollment_id, 'Enrollment.csv'
            from import_row r
            join enrollment e on e.source_id = $1 and e.hmis_id = r.hmis_id
            where r.file_number = $6 and e.written_here
            union all
            -- an exit made or changed here, unless the other system says the same
            select r.*, 'enrollment', e.enrollment_id, 'Exit.csv'
            from import_row r
            join enrollment e on e.source_id = $1 and e.hmis_id = r.enrollment_ref
            join exit x on x.enrollment_id = e.enrollment_id and x.written_here
            where r.file_number = $7
                and (x.exit_date::text, x.destination::text)
                    is distinct from (r.data ->> 'exit_date', r.data ->> 'destination')
            union all
            select r.*, 'enrollment', s.enrollment_id, 'CurrentLivingSituation.csv'
            from import_row r
            join current_living_situation s on s.source_id = $1 and s.hmis_id = r.hmis_id
            where r.file_number = $8 and s.written_here
            union all
            select r.*, 'enrollment', a.enrollment_id, 'Assessment.csv'
            from import_row r
            join assessment a on a.source_id = $1 and a.hmis_id = r.hmis_id
            where r.file_number = $9 and a.written_here
            union all
            select r.*, 'enrollment', ev.enrollment_id, 'Event.csv'
            from import_row r
            join event ev on ev.source_id = $1 and ev.hmis_id = r.hmis_id
            where r.file_number = $10 and ev.written_here
        ), made as (
            -- the row's own unused id serves for the conflict
            insert into import_conflict
                (import_conflict_id, import_id, source_id, file, hmis_id, subject_kind, subject_id, detail)
            select row_id, $2, $1, file, hmis_id, kind, subject,
                'The sending system has other values than were recorded here.'
            from met
            where typeable and state <> 'U'
                and not exists (
                    select from import_conflict open
                    where open.source_id = $1 and open.file = met.file and open.hmis_id = met.hmis_id
                        and open.subject_id = met.subject and open.decided_at is null)
            returning file
        )
        select file as "file!", count(*) as "count!" from made group by file
        "#,
        source,
        run,
        number(FileKind::Organization),
        number(FileKind::Project),
        number(FileKind::Client),
        number(FileKind::Enrollment),
        number(FileKind::Exit),
        number(FileKind::CurrentLivingSituation),
        number(FileKind::Assessment),
        number(FileKind::Event),
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.file, u64::try_from(row.count).unwrap_or(0)))
        .collect())
}

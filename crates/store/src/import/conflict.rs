//! Where a changed row meets what was written here: what was written here stays, and a person decides.

use super::raw::names;
use super::stage::number;
use crate::{Result, Tx};
use hmis_csv::FileKind;
use std::collections::HashMap;
use uuid::Uuid;

/// Records of a project, which stay with one that was changed here.
const RECORDS_OF_PROJECTS: [FileKind; 4] = [
    FileKind::ProjectCoc,
    FileKind::Funder,
    FileKind::HmisParticipation,
    FileKind::CeParticipation,
];

/// Records of an assessment.
const RECORDS_OF_ASSESSMENTS: [FileKind; 2] =
    [FileKind::AssessmentQuestions, FileKind::AssessmentResults];

/// Makes the conflicts of this run; returns how many of each file.
pub(super) async fn find(tx: &mut Tx, source: i16, run: Uuid) -> Result<HashMap<String, u64>> {
    let rows = sqlx::query!(
        r#"
        with met as (
            select r.row_id, r.file_number, r.hmis_id, 'organization' as kind, o.organization_id as subject
            from import_row r
            join organization o on o.source_id = $1 and o.hmis_id = r.hmis_id
            where r.file_number = $3 and o.recorded_by is not null and r.typeable and r.state <> 'U'
            union all
            select r.row_id, r.file_number, r.hmis_id, 'project', p.project_id
            from import_row r
            join project p on p.source_id = $1 and p.hmis_id = case when r.file_number = $4 then r.hmis_id
                else r.project_ref end
            where (r.file_number = $4 or r.file_number = any($11)) and p.recorded_by is not null
                and r.typeable and r.state <> 'U'
            union all
            select r.row_id, r.file_number, r.hmis_id, 'client', c.client_id
            from import_row r
            join client c on c.source_id = $1 and c.hmis_id = r.hmis_id
            where r.file_number = $5 and c.written_here and r.typeable and r.state <> 'U'
            union all
            select r.row_id, r.file_number, r.hmis_id, 'enrollment', e.enrollment_id
            from import_row r
            join enrollment e on e.source_id = $1 and e.hmis_id = r.hmis_id
            where r.file_number = $6 and e.written_here and r.typeable and r.state <> 'U'
            union all
            -- an exit made or changed here, unless the other system says the same
            select r.row_id, r.file_number, r.hmis_id, 'enrollment', e.enrollment_id
            from import_row r
            join enrollment e on e.source_id = $1 and e.hmis_id = r.enrollment_ref
            join exit x on x.enrollment_id = e.enrollment_id and x.written_here
            where r.file_number = $7 and r.typeable and r.state <> 'U'
                and (x.exit_date::text, x.destination::text)
                    is distinct from (r.data ->> 'exit_date', r.data ->> 'destination')
            union all
            select r.row_id, r.file_number, r.hmis_id, 'enrollment', s.enrollment_id
            from import_row r
            join current_living_situation s on s.source_id = $1 and s.hmis_id = r.hmis_id
            where r.file_number = $8 and s.written_here and r.typeable and r.state <> 'U'
            union all
            select r.row_id, r.file_number, r.hmis_id, 'enrollment', a.enrollment_id
            from import_row r
            join assessment a on a.source_id = $1 and a.hmis_id = case when r.file_number = $9 then r.hmis_id
                else r.assessment_ref end
            where (r.file_number = $9 or r.file_number = any($12)) and a.written_here
                and r.typeable and r.state <> 'U'
            union all
            select r.row_id, r.file_number, r.hmis_id, 'enrollment', ev.enrollment_id
            from import_row r
            join event ev on ev.source_id = $1 and ev.hmis_id = r.hmis_id
            where r.file_number = $10 and ev.written_here and r.typeable and r.state <> 'U'
            union all
            -- what was deleted here, and the exit of a stay whose exit was taken back here
            select r.row_id, r.file_number, r.hmis_id,
                case when r.file_number = $5 then 'client' else 'enrollment' end,
                r.gone_id
            from import_row r
            where r.gone_id is not null and r.state <> 'U'
        ), made as (
            -- the row's own unused id serves for the conflict
            insert into import_conflict
                (import_conflict_id, import_id, source_id, file, hmis_id, subject_kind, subject_id, detail)
            select row_id, $2, $1, name.file, hmis_id, kind, subject,
                'The sending system has other values than were recorded here.'
            from met
            join unnest($13::text[]) with ordinality as name (file, position) on name.position = met.file_number
            where not exists (
                select from import_conflict open
                where open.source_id = $1 and open.file = name.file and open.hmis_id = met.hmis_id
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
        &RECORDS_OF_PROJECTS.map(number),
        &RECORDS_OF_ASSESSMENTS.map(number),
        &names(),
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.file, u64::try_from(row.count).unwrap_or(0)))
        .collect())
}

//! What an import finds: within rows, and between them.
//!
//! Findings of unchanged rows are not repeated: a rule that looks at several rows looks at the households,
//! stays and projects that this import wrote. A finding that no longer holds is marked as resolved.

mod household;
mod project;
mod reference;
mod stay;

use super::raw::names;
use super::stage::number;
use crate::clock::Clock;
use crate::{Result, Tx};
use chrono::NaiveDate;
use hmis_csv::{FileKind, Finding, Rule};
use sqlx::Executor;
use uuid::Uuid;

/// What the rules need to know of the run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    pub(super) source: i16,
    pub(super) run: Uuid,
    pub(super) clock: Clock,
    /// The export's own day: what lies after it lies in the future.
    pub(super) day: NaiveDate,
    /// Everything of the period is in the export.
    pub(super) full: bool,
    /// A later export of the source was taken in before.
    pub(super) older: bool,
}

/// Records all findings of the run: of the container, of rows, between rows.
pub(super) async fn record(tx: &mut Tx, scope: Scope, of_container: &[Finding]) -> Result<()> {
    touch(tx, scope).await?;
    container(tx, of_container).await?;
    reference::check(tx, scope).await?;
    household::check(tx, scope).await?;
    stay::check(tx, scope).await?;
    project::check(tx, scope).await?;
    resolve(tx, scope).await?;
    of_rows(tx, scope).await?;
    between_rows(tx, scope).await
}

/// New findings of this run by file and rule.
pub(super) async fn counts(tx: &mut Tx, run: Uuid) -> Result<Vec<(String, Rule, u64)>> {
    let rows = sqlx::query!(
        r#"
        select file, rule, count(*) as "count!"
        from finding
        where import_id = $1
        group by file, rule
        order by count(*) desc, rule
        "#,
        run,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let rule = Rule::from_key(&row.rule)?;
            Some((row.file, rule, u64::try_from(row.count).unwrap_or(0)))
        })
        .collect())
}

/// The stays that this import wrote, or whose exit, person or project it wrote, its CoCs among that.
async fn touch(tx: &mut Tx, scope: Scope) -> Result<()> {
    sqlx::query!(
        r#"
        insert into import_touched (enrollment_id, line)
        select distinct on (enrollment_id) enrollment_id, line
        from (
            select e.enrollment_id, r.line, 1 as rank
            from import_row r
            join enrollment e on e.source_id = $1 and e.hmis_id = r.hmis_id
            where r.file_number = $2 and r.typeable
            union all
            select e.enrollment_id, r.line, 2
            from import_row r
            join enrollment e on e.source_id = $1 and e.hmis_id = r.enrollment_ref
            where r.file_number = $3 and r.typeable
            union all
            select e.enrollment_id, null, 3
            from import_row r
            join client c on c.source_id = $1 and c.hmis_id = r.hmis_id
            join enrollment e using (client_id)
            where r.file_number = $4 and r.typeable
            union all
            select e.enrollment_id, null, 3
            from import_row r
            join project p on p.source_id = $1
                and p.hmis_id = case when r.file_number = $5 then r.hmis_id else r.project_ref end
            join enrollment e using (project_id)
            where r.file_number in ($5, $6) and r.typeable) as touched
        order by enrollment_id, rank, line
        "#,
        scope.source,
        number(FileKind::Enrollment),
        number(FileKind::Exit),
        number(FileKind::Client),
        number(FileKind::Project),
        number(FileKind::ProjectCoc),
    )
    .execute(&mut **tx)
    .await?;
    tx.execute("analyze import_touched").await?;
    Ok(())
}

/// Files and columns that are missing or unknown.
async fn container(tx: &mut Tx, findings: &[Finding]) -> Result<()> {
    for finding in findings {
        sqlx::query!(
            r#"
            insert into import_problem (rule, level, file, line, column_name, detail)
            values ($1, $2, $3, $4, $5, $6)
            "#,
            finding.rule.key(),
            finding.level().key(),
            finding
                .file
                .map_or_else(|| "Export.csv".to_owned(), |file| file.to_string()),
            finding.line.and_then(|line| i32::try_from(line).ok()),
            finding.column.as_deref(),
            finding.rule.sentence(),
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Findings within new and changed rows that stand for their id; about a stay where its row is one that can be corrected here.
async fn of_rows(tx: &mut Tx, scope: Scope) -> Result<()> {
    let about: Vec<i16> = [
        FileKind::Enrollment,
        FileKind::Exit,
        FileKind::CurrentLivingSituation,
        FileKind::Assessment,
        FileKind::Event,
    ]
    .map(number)
    .to_vec();
    sqlx::query!(
        r#"
        insert into finding
            (import_id, source_id, file, line, column_name, rule, level, subject_kind, subject_id, hmis_id, detail)
        select $2, $1, name.file, r.line, f.column_name, f.rule, f.level,
            case when e.enrollment_id is not null then 'enrollment' end, e.enrollment_id, r.hmis_id, f.detail
        from import_row r
        join unnest($3::text[]) with ordinality as name (file, position) on name.position = r.file_number
        cross join lateral jsonb_to_recordset(r.findings)
            as f (rule text, level text, column_name text, detail text)
        left join enrollment e on e.source_id = $1 and r.file_number = any($4)
            and e.hmis_id = coalesce(r.enrollment_ref, r.hmis_id)
        where r.state <> 'U' and not r.late and r.findings is not null
        order by r.file_number, r.line
        "#,
        scope.source,
        scope.run,
        &names(),
        &about,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What was found between rows and does not stand open already.
async fn between_rows(tx: &mut Tx, scope: Scope) -> Result<()> {
    sqlx::query!(
        r#"
        insert into finding
            (import_id, source_id, file, line, column_name, rule, level, subject_kind, subject_id, hmis_id, detail)
        select $2, $1, p.file, p.line, p.column_name, p.rule, p.level, p.subject_kind, p.subject_id, p.hmis_id,
            p.detail
        from import_problem p
        where not exists (
            select from finding f
            where f.source_id = $1 and f.resolved_at is null and f.rule = p.rule and f.file = p.file
                and coalesce(f.hmis_id, '') = coalesce(p.hmis_id, '')
                and coalesce(f.column_name, '') = coalesce(p.column_name, '')
                and coalesce(f.subject_id::text, '') = coalesce(p.subject_id::text, ''))
        order by p.file, p.line
        "#,
        scope.source,
        scope.run,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Marks earlier findings that no longer hold: of rows that came anew, of households, people and stays
/// that were looked at again, of parents and authors that came, of rows that are back.
async fn resolve(tx: &mut Tx, scope: Scope) -> Result<()> {
    sqlx::query!(
        r#"
        with staged as materialized (
            select name.file, r.hmis_id, r.state, r.typeable
            from import_row r
            join unnest($4::text[]) with ordinality as name (file, position) on name.position = r.file_number
            where not r.late
        )
        update finding f
        set resolved_at = $3
        where f.source_id = $1 and f.import_id <> $2 and f.resolved_at is null
            and not exists (
                select from import_problem p
                where p.rule = f.rule and p.file = f.file
                    and coalesce(p.hmis_id, '') = coalesce(f.hmis_id, '')
                    and coalesce(p.column_name, '') = coalesce(f.column_name, '')
                    and coalesce(p.subject_id::text, '') = coalesce(f.subject_id::text, ''))
            and (
                (f.file, f.hmis_id) in (select file, hmis_id from staged where state = 'C')
                or f.rule in ('parent_missing', 'parent_unusable', 'older_than_known')
                    and (f.file, f.hmis_id) in (select file, hmis_id from staged)
                or f.rule = 'several_exits' and (f.file, f.hmis_id) in (
                    select file, hmis_id from staged where typeable)
                or f.rule = 'absent_from_export' and not $6
                    and (f.file, f.hmis_id) in (select file, hmis_id from staged)
                or f.rule in ('no_head_of_household', 'too_many_heads', 'household_in_several_projects')
                    and f.subject_id in (
                        select household_id from import_touched join enrollment using (enrollment_id))
                or f.rule = 'two_open_enrollments' and f.subject_id in (
                    select client_id from import_touched join enrollment using (enrollment_id))
                or f.rule in ('duplicate_entries', 'exit_before_start', 'future_entry', 'future_exit',
                        'dob_after_entry', 'enrollment_outside_operation', 'missing_enrollment_coc',
                        'enrollment_coc_not_of_project')
                    and f.subject_id in (select enrollment_id from import_touched)
                or f.rule in ('project_without_coc', 'missing_geography', 'overlapping_ce_participation',
                        'overlapping_hmis_participation', 'victim_services_in_hmis')
                    and f.subject_id in (
                        select p.project_id
                        from import_row r
                        join project p on p.source_id = $1 and p.hmis_id = coalesce(r.project_ref, r.hmis_id)
                        where r.file_number = any($5) and r.typeable)
                or f.rule = 'unknown_author' and f.hmis_id in (
                    select hmis_id from hmis_author where source_id = $1))
        "#,
        scope.source,
        scope.run,
        scope.clock.now(),
        &names(),
        &project::RECORDS.map(number),
        scope.older,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

//! Ids: twice in a file, of nobody, absent.

use super::Scope;
use crate::import::raw::names;
use crate::import::stage::number;
use crate::{Result, Tx};
use hmis_csv::{FileKind, Rule};

/// Checks them.
pub(super) async fn check(tx: &mut Tx, scope: Scope) -> Result<()> {
    duplicates(tx).await?;
    parents(tx, scope).await?;
    older(tx).await?;
    authors(tx, scope).await?;
    if scope.full {
        no_enrollments(tx).await?;
    }
    // What came later may be absent from what was sent before.
    if scope.full && !scope.older {
        absent(tx, scope).await?;
    }
    Ok(())
}

async fn duplicates(tx: &mut Tx) -> Result<()> {
    let rule = Rule::DuplicateId;
    sqlx::query!(
        r#"
        insert into import_problem (rule, level, file, line, hmis_id, detail)
        select $1, $2, name.file, r.line, r.hmis_id, $3
        from (
            select file_number, line, hmis_id, state,
                row_number() over (partition by file_number, hmis_id order by line) as place
            from import_row
            where hmis_id <> '' and not late) r
        join unnest($4::text[]) with ordinality as name (file, position) on name.position = r.file_number
        where r.place > 1 and r.state <> 'U'
        "#,
        rule.key(),
        rule.level().key(),
        rule.sentence(),
        &names(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Ids of rows that are not typed: absent from their file, of this export or an earlier one, or kept there and
/// not usable. Looked at for every row, so that one that waits is told even where it did not change.
async fn parents(tx: &mut Tx, scope: Scope) -> Result<()> {
    let rules = [Rule::ParentMissing, Rule::ParentUnusable];
    sqlx::query!(
        r#"
        with named as materialized (
            select r.file_number, r.line, r.hmis_id, r.deleted, ref.column_name, ref.parent_number, ref.parent_id
            from import_row r
            cross join lateral (values
                ('OrganizationID', $6::smallint, r.organization_ref),
                ('ProjectID', $7::smallint, r.project_ref),
                ('PersonalID', $8::smallint, r.client_ref),
                ('EnrollmentID', $9::smallint, r.enrollment_ref),
                ('AssessmentID', $10::smallint, r.assessment_ref)) as ref (column_name, parent_number, parent_id)
            where ref.parent_id is not null and not r.withheld and not r.late
        ), typed as (
            select $6 as file_number, hmis_id from organization where source_id = $1
            union all
            select $7, hmis_id from project where source_id = $1
            union all
            select $8, hmis_id from client where source_id = $1
            union all
            select $9, hmis_id from enrollment where source_id = $1
            union all
            select $10, hmis_id from assessment where source_id = $1
        ), kept as (
            select distinct file_number, hmis_id
            from raw_row
            where source_id = $1 and superseded_by is null and file_number in ($6, $7, $8, $9, $10)
        ), broken as (
            select named.*, kept.hmis_id is not null as is_kept
            from named
            left join typed on typed.file_number = named.parent_number and typed.hmis_id = named.parent_id
            left join kept on kept.file_number = named.parent_number and kept.hmis_id = named.parent_id
            where typed.hmis_id is null
        )
        insert into import_problem (rule, level, file, line, column_name, hmis_id, detail)
        select rule.key, rule.level, name.file, broken.line, broken.column_name, broken.hmis_id,
            broken.column_name || ': ' || rule.sentence
        from broken
        join unnest($2::text[], $3::text[], $4::text[]) as rule (key, level, sentence)
            on rule.key = case when broken.is_kept then 'parent_unusable' else 'parent_missing' end
        join unnest($5::text[]) with ordinality as name (file, position) on name.position = broken.file_number
        -- what the source deleted waits for nothing
        where not (broken.is_kept and broken.deleted)
        "#,
        scope.source,
        &rules.map(|rule| rule.key().to_owned()),
        &rules.map(|rule| rule.level().key().to_owned()),
        &rules.map(|rule| rule.sentence().to_owned()),
        &names(),
        number(FileKind::Organization),
        number(FileKind::Project),
        number(FileKind::Client),
        number(FileKind::Enrollment),
        number(FileKind::Assessment),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Rows that came before in a later version.
async fn older(tx: &mut Tx) -> Result<()> {
    let rule = Rule::OlderThanKnown;
    sqlx::query!(
        r#"
        insert into import_problem (rule, level, file, line, hmis_id, detail)
        select $1, $2, name.file, r.line, r.hmis_id, $3
        from import_row r
        join unnest($4::text[]) with ordinality as name (file, position) on name.position = r.file_number
        where r.stale
        "#,
        rule.key(),
        rule.level().key(),
        rule.sentence(),
        &names(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// One finding for each file and author that User.csv does not have.
async fn authors(tx: &mut Tx, scope: Scope) -> Result<()> {
    let rule = Rule::UnknownAuthor;
    sqlx::query!(
        r#"
        insert into import_problem (rule, level, file, line, column_name, hmis_id, detail)
        select $2, $3, name.file, min(r.line), 'UserID', r.author_ref, $4
        from import_row r
        join unnest($5::text[]) with ordinality as name (file, position) on name.position = r.file_number
        where r.state <> 'U' and not r.late and r.author_ref is not null
            and not exists (
                select from hmis_author a where a.source_id = $1 and a.hmis_id = r.author_ref)
        group by name.file, r.author_ref
        "#,
        scope.source,
        rule.key(),
        rule.level().key(),
        rule.sentence(),
        &names(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn no_enrollments(tx: &mut Tx) -> Result<()> {
    let rule = Rule::NoEnrollments;
    sqlx::query!(
        r#"
        insert into import_problem (rule, level, file, detail)
        select $1, $2, 'Enrollment.csv', $3
        where not exists (select from import_row where file_number = $4)
        "#,
        rule.key(),
        rule.level().key(),
        rule.sentence(),
        number(FileKind::Enrollment),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Rows that a full export of the same period once held and this one does not.
async fn absent(tx: &mut Tx, scope: Scope) -> Result<()> {
    let rule = Rule::AbsentFromExport;
    sqlx::query!(
        r#"
        insert into import_problem (rule, level, file, hmis_id, detail)
        select distinct $3, $4, name.file, kept.hmis_id, $5
        from raw_row kept
        join import_run brought using (import_id)
        join import_run this on this.import_id = $2
        join unnest($6::text[]) with ordinality as name (file, position) on name.position = kept.file_number
        where kept.source_id = $1 and kept.superseded_by is null and kept.import_id <> $2
            and kept.file_number <> $7 and kept.hmis_id <> ''
            and brought.export_start_on = this.export_start_on
            and brought.export_end_on = this.export_end_on
            and not exists (
                select from import_row r
                where r.file_number = kept.file_number and r.hmis_id = kept.hmis_id)
        "#,
        scope.source,
        scope.run,
        rule.key(),
        rule.level().key(),
        rule.sentence(),
        &names(),
        number(FileKind::Export),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

//! Stays: entered twice, open twice, dates that cannot be, exits, contacts and referrals that do not fit.

use super::Scope;
use crate::import::stage::number;
use crate::{Result, Tx};
use hmis_csv::{FileKind, Rule};

/// Checks those that this import wrote.
pub(super) async fn check(tx: &mut Tx, scope: Scope) -> Result<()> {
    two_open(tx).await?;
    duplicate_entries(tx).await?;
    dates(tx, scope).await?;
    places(tx).await?;
    several_exits(tx, scope).await?;
    unverified_contacts(tx, scope).await?;
    dates_without_result(tx, scope).await
}

async fn two_open(tx: &mut Tx) -> Result<()> {
    let rule = Rule::TwoOpenEnrollments;
    sqlx::query!(
        r#"
        insert into import_problem (rule, level, file, line, hmis_id, subject_kind, subject_id, detail)
        select $1, $2, 'Enrollment.csv', min(touched.line), c.hmis_id, 'client', c.client_id, $3
        from import_touched touched
        join enrollment e using (enrollment_id)
        join client c using (client_id)
        where e.exit_on is null and exists (
            select from enrollment other
            where other.client_id = e.client_id and other.project_id = e.project_id
                and other.enrollment_id <> e.enrollment_id and other.exit_on is null)
        group by c.client_id, e.project_id
        "#,
        rule.key(),
        rule.level().key(),
        rule.sentence(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn duplicate_entries(tx: &mut Tx) -> Result<()> {
    let rule = Rule::DuplicateEntries;
    sqlx::query!(
        r#"
        insert into import_problem (rule, level, file, line, hmis_id, subject_kind, subject_id, detail)
        select $1, $2, 'Enrollment.csv', touched.line, e.hmis_id, 'enrollment', e.enrollment_id, $3
        from import_touched touched
        join enrollment e using (enrollment_id)
        where exists (
            select from enrollment other
            where other.client_id = e.client_id and other.project_id = e.project_id
                and other.entry_date = e.entry_date and other.enrollment_id <> e.enrollment_id)
        "#,
        rule.key(),
        rule.level().key(),
        rule.sentence(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Dates in the wrong order, dates after the export, and stays beyond the project's operation.
async fn dates(tx: &mut Tx, scope: Scope) -> Result<()> {
    let rules = [
        Rule::ExitBeforeStart,
        Rule::FutureExit,
        Rule::FutureEntry,
        Rule::DobAfterEntry,
        Rule::EnrollmentOutsideOperation,
    ];
    sqlx::query!(
        r#"
        insert into import_problem (rule, level, file, line, hmis_id, subject_kind, subject_id, detail)
        select broken.rule, broken.level, 'Enrollment.csv', touched.line, e.hmis_id, 'enrollment',
            e.enrollment_id, broken.detail
        from import_touched touched
        join enrollment e using (enrollment_id)
        join client c using (client_id)
        join project p using (project_id)
        join unnest($1::text[], $2::text[], $3::text[]) as broken (rule, level, detail)
            on broken.rule = 'exit_before_start' and e.exit_on < e.entry_date
            or broken.rule = 'future_exit' and e.exit_on > $4
            or broken.rule = 'future_entry' and e.entry_date > $4
            or broken.rule = 'dob_after_entry' and c.dob > e.entry_date
            or broken.rule = 'enrollment_outside_operation'
                and (e.entry_date < p.operating_start_date
                    or coalesce(e.exit_on, greatest($4, e.entry_date)) > p.operating_end_date)
        "#,
        &rules.map(|rule| rule.key().to_owned()),
        &rules.map(|rule| rule.level().key().to_owned()),
        &rules.map(|rule| rule.sentence().to_owned()),
        scope.day,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The CoC of a stay: missing for a head, or none of the project's.
async fn places(tx: &mut Tx) -> Result<()> {
    let rules = [Rule::MissingEnrollmentCoc, Rule::EnrollmentCocNotOfProject];
    sqlx::query!(
        r#"
        insert into import_problem
            (rule, level, file, line, column_name, hmis_id, subject_kind, subject_id, detail)
        select broken.rule, broken.level, 'Enrollment.csv', touched.line, 'EnrollmentCoC', e.hmis_id,
            'enrollment', e.enrollment_id, broken.detail
        from import_touched touched
        join enrollment e using (enrollment_id)
        join unnest($1::text[], $2::text[], $3::text[]) as broken (rule, level, detail)
            on broken.rule = 'missing_enrollment_coc' and e.enrollment_coc is null
                and e.relationship_to_hoh = 1
            or broken.rule = 'enrollment_coc_not_of_project'
                and exists (select from project_coc pc where pc.project_id = e.project_id)
                and e.enrollment_coc is not null
                and e.enrollment_coc not in (
                    select coc_code from project_coc pc where pc.project_id = e.project_id)
        "#,
        &rules.map(|rule| rule.key().to_owned()),
        &rules.map(|rule| rule.level().key().to_owned()),
        &rules.map(|rule| rule.sentence().to_owned()),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn several_exits(tx: &mut Tx, scope: Scope) -> Result<()> {
    let rule = Rule::SeveralExits;
    sqlx::query!(
        r#"
        insert into import_problem (rule, level, file, line, hmis_id, subject_kind, subject_id, detail)
        select $2, $3, 'Exit.csv', r.line, r.hmis_id, 'enrollment', e.enrollment_id, $4
        from import_row r
        join enrollment e on e.source_id = $1 and e.hmis_id = r.enrollment_ref
        join exit x on x.enrollment_id = e.enrollment_id and not x.written_here
        where r.file_number = $5 and r.typeable and (r.data ->> 'exit_date') is not null and x.hmis_id <> r.hmis_id
        "#,
        scope.source,
        rule.key(),
        rule.level().key(),
        rule.sentence(),
        number(FileKind::Exit),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn unverified_contacts(tx: &mut Tx, scope: Scope) -> Result<()> {
    let rule = Rule::MissingVerifiedBy;
    sqlx::query!(
        r#"
        insert into import_problem
            (rule, level, file, line, column_name, hmis_id, subject_kind, subject_id, detail)
        select $2, $3, 'CurrentLivingSituation.csv', r.line, 'VerifiedBy', r.hmis_id, 'enrollment',
            e.enrollment_id, $4
        from import_row r
        join current_living_situation s on s.source_id = $1 and s.hmis_id = r.hmis_id
        join enrollment e using (enrollment_id)
        join project p using (project_id)
        where r.file_number = $5 and r.typeable and s.verified_by is null and p.project_type = 14
        "#,
        scope.source,
        rule.key(),
        rule.level().key(),
        rule.sentence(),
        number(FileKind::CurrentLivingSituation),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The date of a referral's result exists with the result only.
async fn dates_without_result(tx: &mut Tx, scope: Scope) -> Result<()> {
    let rule = Rule::ValueMustBeNull;
    sqlx::query!(
        r#"
        insert into import_problem
            (rule, level, file, line, column_name, hmis_id, subject_kind, subject_id, detail)
        select $2, $3, 'Event.csv', r.line, 'ResultDate', r.hmis_id, 'enrollment', ev.enrollment_id,
            'ResultDate: ' || $4::text
        from import_row r
        join event ev on ev.source_id = $1 and ev.hmis_id = r.hmis_id
        where r.file_number = $5 and r.typeable and ev.event in (10, 11, 12, 13, 14, 15, 17, 18)
            and ev.result_date is not null and ev.referral_result is null
        "#,
        scope.source,
        rule.key(),
        rule.level().key(),
        rule.sentence(),
        number(FileKind::Event),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

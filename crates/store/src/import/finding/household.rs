//! Households: exactly one head, in one project.

use super::Scope;
use crate::{Result, Tx};
use hmis_csv::Rule;

/// Checks those with a stay that this import wrote.
pub(super) async fn check(tx: &mut Tx, scope: Scope) -> Result<()> {
    heads(tx, Rule::NoHeadOfHousehold, 0, 0).await?;
    heads(tx, Rule::TooManyHeads, 2, i64::MAX).await?;
    several_projects(tx, scope).await
}

async fn heads(tx: &mut Tx, rule: Rule, from: i64, to: i64) -> Result<()> {
    sqlx::query!(
        r#"
        insert into import_problem (rule, level, file, line, hmis_id, subject_kind, subject_id, detail)
        select $1, $2, 'Enrollment.csv', touched.line, h.hmis_id, 'household', h.household_id, $3
        from (
            select household_id, min(line) as line
            from import_touched
            join enrollment using (enrollment_id)
            group by household_id) touched
        join household h using (household_id)
        where (
            select count(*) filter (where e.relationship_to_hoh = 1)
            from enrollment e
            where e.household_id = h.household_id) between $4 and $5
        "#,
        rule.key(),
        rule.level().key(),
        rule.sentence(),
        from,
        to,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn several_projects(tx: &mut Tx, scope: Scope) -> Result<()> {
    let rule = Rule::HouseholdInSeveralProjects;
    sqlx::query!(
        r#"
        insert into import_problem (rule, level, file, line, hmis_id, subject_kind, subject_id, detail)
        select $2, $3, 'Enrollment.csv', touched.line, h.hmis_id, 'household', h.household_id, $4
        from (
            select household_id, min(line) as line
            from import_touched
            join enrollment using (enrollment_id)
            group by household_id) touched
        join household h using (household_id)
        where h.source_id = $1 and exists (
            select from household other
            where other.source_id = $1 and other.hmis_id = h.hmis_id and other.project_id <> h.project_id)
        "#,
        scope.source,
        rule.key(),
        rule.level().key(),
        rule.sentence(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

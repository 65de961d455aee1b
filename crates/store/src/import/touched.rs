//! Whom an import concerns: the stays that nobody else may change meanwhile, and the households to place.

use super::stage::number;
use crate::{Result, Tx};
use domain::ids::HouseholdId;
use hmis_csv::FileKind;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Notes the stays that the rows to be typed are about, as they stand now: before typing, those that they
/// change or leave; after it, those that they made.
pub(super) async fn note(tx: &mut Tx, source: i16) -> Result<()> {
    sqlx::query!(
        r#"
        with row as materialized (
            select file_number, hmis_id, project_ref, client_ref, household_ref, enrollment_ref, assessment_ref
            from import_row
            where typeable
        )
        insert into import_stay (enrollment_id)
        select e.enrollment_id
        from row join enrollment e on e.source_id = $1 and e.hmis_id = row.hmis_id
        where row.file_number = $2
        union
        select e.enrollment_id
        from row join enrollment e on e.source_id = $1 and e.hmis_id = row.enrollment_ref
        where row.enrollment_ref is not null
        union
        -- what moved from one stay to another
        select x.enrollment_id
        from row join exit x on x.source_id = $1 and x.hmis_id = row.hmis_id
        where row.file_number = $3
        union
        select s.enrollment_id
        from row join current_living_situation s on s.source_id = $1 and s.hmis_id = row.hmis_id
        where row.file_number = $4
        union
        select a.enrollment_id
        from row
        join assessment a on a.source_id = $1
            and a.hmis_id = case when row.file_number = $5 then row.hmis_id else row.assessment_ref end
        where row.file_number = $5 or row.assessment_ref is not null
        union
        select ev.enrollment_id
        from row join event ev on ev.source_id = $1 and ev.hmis_id = row.hmis_id
        where row.file_number = $6
        union
        -- the other stays of a person, and the other members of a household
        select e.enrollment_id
        from row
        join client c on c.source_id = $1
            and c.hmis_id = case when row.file_number = $7 then row.hmis_id else row.client_ref end
        join enrollment e on e.client_id = coalesce(c.merged_into, c.client_id)
        where row.file_number in ($7, $2)
        union
        select e.enrollment_id
        from row
        join household h on h.source_id = $1 and h.hmis_id = row.household_ref
        join enrollment e on e.household_id = h.household_id
        where row.file_number = $2
        union
        -- the open stays of a Coordinated Entry project whose list may be another now
        select e.enrollment_id
        from row
        join project p on p.source_id = $1
            and p.hmis_id = case when row.file_number = $8 then row.hmis_id else row.project_ref end
        join enrollment e on e.project_id = p.project_id
        where row.file_number in ($8, $9) and e.exit_on is null
            and (p.project_type = 14 or exists (select from list_project lp where lp.project_id = p.project_id))
        "#,
        source,
        number(FileKind::Enrollment),
        number(FileKind::Exit),
        number(FileKind::CurrentLivingSituation),
        number(FileKind::Assessment),
        number(FileKind::Event),
        number(FileKind::Client),
        number(FileKind::Project),
        number(FileKind::ProjectCoc),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes the open stays of projects that now feed a list.
pub(super) async fn note_projects(tx: &mut Tx, projects: &[Uuid]) -> Result<()> {
    sqlx::query!(
        r#"
        insert into import_stay (enrollment_id)
        select enrollment_id from enrollment where project_id = any($1) and exit_on is null
        "#,
        projects,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The households of the noted people that stand or may stand on a list.
pub(super) async fn households(tx: &mut Tx) -> Result<BTreeSet<HouseholdId>> {
    let households = sqlx::query_scalar!(
        r#"
        select distinct e.household_id
        from enrollment e
        join project p using (project_id)
        where e.client_id in (select client_id from import_stay join enrollment using (enrollment_id))
            and (p.project_type = 14
                or exists (select from list_entry le where le.household_id = e.household_id))
        "#
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(households.into_iter().map(HouseholdId).collect())
}

/// Keeps everybody else from changing the noted stays, and those of the households, until the import has
/// ended. In the order in which an exit locks the members of its household, so that neither waits for the
/// other in a circle.
pub(super) async fn lock(tx: &mut Tx, households: &BTreeSet<HouseholdId>) -> Result<()> {
    let households: Vec<Uuid> = households.iter().map(|household| household.0).collect();
    sqlx::query!(
        r#"
        select enrollment_id
        from enrollment
        where enrollment_id in (
            select enrollment_id from import_stay
            union
            select enrollment_id from enrollment where household_id = any($1))
        order by enrollment_id
        for no key update
        "#,
        &households,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(())
}

//! The household whose stay is to end, and whether the actor may end it.

use crate::clock::Clock;
use crate::{Result, StoreError, policy};
use chrono::NaiveDate;
use domain::access::{Act, Acting, Actor, Situation, Verdict, verdict};
use domain::exit::{Facts, Member};
use domain::hud::Coded;
use domain::ids::{
    ClientId, EnrollmentId, HouseholdId, ListAuthorityId, OrganizationId, ProjectId,
};
use domain::person::Name;
use domain::policy::Policy;
use sqlx::PgConnection;

/// A CE stay, before anybody is authorised for it.
#[derive(Clone, Debug)]
pub(super) struct Stay {
    pub household: HouseholdId,
    pub project: ProjectId,
    pub organization: OrganizationId,
    pub organization_name: String,
    pub list: ListAuthorityId,
    pub list_name: String,
    pub project_name: String,
    pub operating_start: Option<NaiveDate>,
    pub operating_end: Option<NaiveDate>,
    pub today: NaiveDate,
}

/// A stay that the actor may act on, with all that the rules need.
#[derive(Clone, Debug)]
pub(super) struct Authorised {
    pub stay: Stay,
    pub acting: Acting,
    pub verdict: Verdict,
    pub policy: Policy,
    pub facts: Facts,
}

/// Finds the CE stay of an enrollment.
///
/// # Errors
/// [`StoreError::NotFound`] where there is none, it is of another project type, or the person is
/// protected.
pub(super) async fn stay(
    connection: &mut PgConnection,
    clock: Clock,
    enrollment: EnrollmentId,
) -> Result<Stay> {
    let row = sqlx::query!(
        r#"
        select e.household_id, e.project_id, p.organization_id, o.name as organization_name,
            la.list_authority_id, la.name as list_name, p.name as project_name,
            p.operating_start_date, p.operating_end_date,
            ($2::timestamptz at time zone la.time_zone)::date as "today!"
        from enrollment e
        join client c using (client_id)
        join project p using (project_id)
        join organization o using (organization_id)
        join list_authority la on la.list_authority_id = list_of_enrollment(e.enrollment_id)
        where e.enrollment_id = $1 and p.project_type = 14 and not c.protected
        "#,
        enrollment.0,
        clock.now(),
    )
    .fetch_one(connection)
    .await?;
    Ok(Stay {
        household: HouseholdId(row.household_id),
        project: ProjectId(row.project_id),
        organization: OrganizationId(row.organization_id),
        organization_name: row.organization_name,
        list: ListAuthorityId(row.list_authority_id),
        list_name: format!("{} Priority List", row.list_name),
        project_name: row.project_name,
        operating_start: row.operating_start_date,
        operating_end: row.operating_end_date,
        today: row.today,
    })
}

/// Authorises the actor for an act on a stay; `None` where the actor holds nothing there.
pub(super) async fn authorise(
    connection: &mut PgConnection,
    actor: &Actor,
    stay: &Stay,
    wanted: Act,
) -> Result<Option<(Acting, Verdict, Policy)>> {
    let policy = policy::in_force(connection, stay.list, stay.today).await?;
    let Some(acting) = actor.acting_on(stay.organization) else {
        return Ok(None);
    };
    let own_household = sqlx::query_scalar!(
        r#"select own_household($1, $2, $3) as "own!""#,
        stay.household.0,
        actor.user.0,
        stay.today,
    )
    .fetch_one(connection)
    .await?;
    let situation = Situation {
        own: true,
        ce: true,
        own_household,
        ..Situation::default()
    };
    let answer = verdict(wanted, acting.workgroup, situation, &policy);
    Ok(Some((acting, answer, policy)))
}

/// Reads all members of the household; with `lock`, nobody else changes them until the transaction ends.
pub(super) async fn facts(connection: &mut PgConnection, stay: &Stay, lock: bool) -> Result<Facts> {
    if lock {
        sqlx::query!(
            "select enrollment_id from enrollment where household_id = $1 order by enrollment_id for update",
            stay.household.0,
        )
        .fetch_all(&mut *connection)
        .await?;
    }
    let rows = sqlx::query!(
        r#"
        select e.enrollment_id, e.client_id, e.version, e.relationship_to_hoh, e.entry_date, e.exit_on,
            e.intake_unfinished, c.first_name, c.middle_name, c.last_name, c.name_suffix, c.dob, c.protected
        from enrollment e
        join client c using (client_id)
        where e.household_id = $1 and e.project_id = $2
        order by (e.relationship_to_hoh = 1) desc nulls last, c.dob nulls last, e.enrollment_id
        "#,
        stay.household.0,
        stay.project.0,
    )
    .fetch_all(connection)
    .await?;
    if rows.is_empty() {
        return Err(StoreError::NotFound);
    }
    let members = rows
        .into_iter()
        .map(|row| Member {
            enrollment: EnrollmentId(row.enrollment_id),
            client: ClientId(row.client_id),
            version: row.version,
            name: if row.protected {
                "A protected person".to_owned()
            } else {
                let name = Name {
                    first: row.first_name,
                    middle: row.middle_name,
                    last: row.last_name,
                    suffix: row.name_suffix,
                };
                name.short()
            },
            relationship: row.relationship_to_hoh.map(Coded::from_code),
            dob: row.dob,
            entry_on: row.entry_date,
            exit_on: row.exit_on,
            intake_unfinished: row.intake_unfinished,
        })
        .collect();
    Ok(Facts {
        household: stay.household,
        today: stay.today,
        project_name: stay.project_name.clone(),
        operating_start: stay.operating_start,
        operating_end: stay.operating_end,
        list_name: stay.list_name.clone(),
        members,
    })
}

//! Who is told of an exit: those who work with the household, whose assignments end with it, and the provider
//! whose referral it closes.

use super::change::{Change, Entity};
use super::read::Stay;
use crate::identity::notice;
use crate::{Result, Store};
use chrono::NaiveDate;
use domain::exit::Plan;
use domain::ids::{ActId, EventId, HouseholdId, UserId};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

/// Somebody who works with the household.
pub(super) struct Told {
    pub user: UserId,
    pub name: String,
}

/// Those who work with the households on the list's day, but the one who acts; by name.
pub(super) async fn told(
    connection: &mut PgConnection,
    households: &[HouseholdId],
    today: NaiveDate,
    but: UserId,
) -> Result<Vec<Told>> {
    let ids = households.iter().map(|id| id.0).collect::<Vec<_>>();
    let rows = sqlx::query!(
        r#"
        select user_id, display_name
        from app_user
        where user_id <> $3 and disabled_at is null and exists (
            select from case_assignment a
            where a.user_id = app_user.user_id and a.household_id = any($1) and a.from_on <= $2
                and (a.until_on is null or a.until_on >= $2))
        order by display_name, user_id
        "#,
        &ids,
        today,
        but.0,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Told {
            user: row.user_id.into(),
            name: row.display_name,
        })
        .collect())
}

/// Those who act for the organization to whose project an event refers.
async fn providers(
    connection: &mut PgConnection,
    event: EventId,
    today: NaiveDate,
) -> Result<Vec<UserId>> {
    let users = sqlx::query_scalar!(
        r#"
        select distinct u.user_id
        from referral r
        join project p using (project_id)
        join user_grant g on g.organization_id = p.organization_id
        join app_user u using (user_id)
        where r.referral_id = $1 and in_force(g, $2) and u.disabled_at is null
            and g.workgroup <> 'administrator'
        "#,
        event.0,
        today,
    )
    .fetch_all(connection)
    .await?;
    Ok(users.into_iter().map(UserId).collect())
}

/// Tells them, and ends the assignments of households that nobody stays in; in the transaction of the exit.
/// Returns who was told, and what changed.
pub(super) async fn tell(
    connection: &mut PgConnection,
    store: &Store,
    stay: &Stay,
    plan: &Plan,
    act: ActId,
    but: UserId,
) -> Result<(Vec<UserId>, Vec<Change>)> {
    let mut left = plan
        .closings
        .iter()
        .map(|closing| closing.household)
        .collect::<Vec<_>>();
    let mut all = left.clone();
    all.push(stay.household);
    if plan.leaves_list() {
        left.push(stay.household);
    }
    let subject: (&'static str, Uuid) = ("act", act.0);
    let now = store.clock.now();
    let mut users = Vec::new();
    for one in told(connection, &all, stay.today, but).await? {
        notice::tell(connection, one.user, "household_exited", subject, now).await?;
        users.push(one.user);
    }
    if let Some(result) = &plan.result {
        for user in providers(connection, result.event, stay.today).await? {
            if user != but {
                notice::tell(connection, user, "referral_resolved", subject, now).await?;
                users.push(user);
            }
        }
    }
    users.sort_unstable();
    users.dedup();
    let ends = plan.exits.iter().map(|exit| exit.exit_on).max();
    Ok((
        users,
        end_assignments(connection, &left, ends, stay.today).await?,
    ))
}

async fn end_assignments(
    connection: &mut PgConnection,
    households: &[HouseholdId],
    ends: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Vec<Change>> {
    let ids = households.iter().map(|id| id.0).collect::<Vec<_>>();
    let rows = sqlx::query!(
        r#"
        with ended as (
            select case_assignment_id, until_on
            from case_assignment
            where household_id = any($1) and (until_on is null or until_on >= $3)
            order by case_assignment_id
            for no key update
        )
        update case_assignment a
        set until_on = greatest(a.from_on, $2)
        from ended
        where a.case_assignment_id = ended.case_assignment_id
        returning a.case_assignment_id, ended.until_on as "before?", a.until_on as "after!"
        "#,
        &ids,
        ends,
        today,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Change {
            entity: Entity::CaseAssignment,
            id: row.case_assignment_id,
            enrollment: None,
            before: Some(json!({ "until_on": row.before })),
            after: json!({ "until_on": row.after }),
        })
        .collect())
}

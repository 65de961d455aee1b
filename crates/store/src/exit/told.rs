//! Who works with a household: they are told of its exit, and their assignments end with it.

use super::read::Stay;
use crate::identity::notice;
use crate::{Result, Store};
use chrono::NaiveDate;
use domain::exit::Plan;
use domain::ids::{ActId, UserId};
use sqlx::PgConnection;
use uuid::Uuid;

/// Somebody who works with the household.
pub(super) struct Told {
    pub user: UserId,
    pub name: String,
}

/// Those who work with the household on the list's day, but the one who acts; by name.
pub(super) async fn told(
    connection: &mut PgConnection,
    stay: &Stay,
    but: UserId,
) -> Result<Vec<Told>> {
    let rows = sqlx::query!(
        r#"
        select user_id, display_name
        from app_user
        where user_id <> $3 and disabled_at is null and exists (
            select from case_assignment a
            where a.user_id = app_user.user_id and a.household_id = $1 and a.from_on <= $2
                and (a.until_on is null or a.until_on >= $2))
        order by display_name, user_id
        "#,
        stay.household.0,
        stay.today,
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

/// Tells them, and ends the assignments when nobody stays; in the transaction of the exit.
pub(super) async fn tell(
    connection: &mut PgConnection,
    store: &Store,
    stay: &Stay,
    plan: &Plan,
    act: ActId,
    but: UserId,
) -> Result<()> {
    let told = told(connection, stay, but).await?;
    if plan.leaves_list() {
        let ends: Option<NaiveDate> = plan.exits.iter().map(|exit| exit.exit_on).max();
        sqlx::query!(
            r#"
            update case_assignment set until_on = greatest(from_on, $2)
            where household_id = $1 and (until_on is null or until_on >= $3)
            "#,
            stay.household.0,
            ends,
            stay.today,
        )
        .execute(&mut *connection)
        .await?;
    }
    let subject: (&'static str, Uuid) = ("act", act.0);
    let now = store.clock.now();
    for one in told {
        notice::tell(connection, one.user, "household_exited", subject, now).await?;
    }
    Ok(())
}

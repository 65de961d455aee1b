//! Giving and ending rights.

use super::administrator;
use crate::audit::Entry;
use crate::outbox::{self, Event};
use crate::{Result, Store, StoreError, ids};
use chrono::NaiveDate;
use domain::access::{Actor, Grant};
use domain::ids::{GrantId, UserId};
use serde_json::json;
use uuid::Uuid;

/// Gives a user a pair from today. Giving what is held changes nothing.
///
/// # Errors
/// [`StoreError::NotFound`] for everybody but administrators, and for unknown users and organizations.
pub async fn add_grant(store: &Store, actor: &Actor, user: UserId, pair: Grant) -> Result<()> {
    let acting = administrator(actor)?;
    let mut tx = store.begin(Some(actor.user)).await?;
    sqlx::query!(
        r#"
        select u.user_id from app_user u, organization o
        where u.user_id = $1 and o.organization_id = $2
        "#,
        user.0,
        pair.organization.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    if open_grant(&mut tx, user, pair, store.rights_on()).await? {
        Entry::new("grant_add")
            .by(actor.user, Some(acting))
            .on("user", user)
            .detail(json!({
                "workgroup": pair.workgroup.code(),
                "organization": Uuid::from(pair.organization),
            }))
            .write(&mut tx)
            .await?;
    }
    tx.commit().await
}

/// Ends a right at once, on open screens too.
///
/// # Errors
/// [`StoreError::NotFound`] for everybody but administrators, and when it has ended;
/// [`StoreError::Forbidden`] for one's own administration: somebody else does that.
pub async fn end_grant(store: &Store, actor: &Actor, grant: GrantId) -> Result<()> {
    let acting = administrator(actor)?;
    let today = store.rights_on();
    let mut tx = store.begin(Some(actor.user)).await?;
    let row = sqlx::query!(
        r#"
        update user_grant set until_on = greatest(from_on, $2)
        where user_grant_id = $1 and (until_on is null or until_on > $2)
        returning user_id, workgroup, organization_id
        "#,
        grant.0,
        today,
    )
    .fetch_one(&mut *tx)
    .await?;
    if row.user_id == actor.user.0 && row.workgroup == "administrator" {
        return Err(StoreError::Forbidden);
    }
    let user = UserId(row.user_id);
    Entry::new("grant_end")
        .by(actor.user, Some(acting))
        .on("user", user)
        .detail(json!({ "workgroup": row.workgroup, "organization": row.organization_id }))
        .write(&mut tx)
        .await?;
    outbox::put(&mut tx, &Event::User { user }).await?;
    tx.commit().await
}

/// Inserts a right from `today`; whether it was not held before. A live session that acts for nobody yet
/// acts for it at once.
pub(crate) async fn open_grant(
    connection: &mut sqlx::PgConnection,
    user: UserId,
    pair: Grant,
    today: NaiveDate,
) -> Result<bool> {
    let inserted = sqlx::query!(
        r#"
        insert into user_grant (user_grant_id, user_id, workgroup, organization_id, from_on, recorded_by)
        select $1, $2, $3, $4, $5, nullif(current_setting('threshold.actor', true), '')::uuid
        where not exists (
            select from user_grant
            where user_id = $2 and workgroup = $3 and organization_id = $4
              and in_force(user_grant, $5))
        on conflict do nothing
        "#,
        ids::new::<Uuid>(),
        user.0,
        pair.workgroup.code(),
        pair.organization.0,
        today,
    )
    .execute(&mut *connection)
    .await?;
    if inserted.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!(
        r#"
        update session
        set workgroup = $2, organization_id = $3,
            location_id = (select location_id from location
                           where organization_id = $3 order by main desc, name limit 1)
        where user_id = $1 and ended_at is null
          and not exists (
              select from user_grant g
              where g.user_id = $1 and g.workgroup = session.workgroup
                and g.organization_id = session.organization_id
                and in_force(g, $4))
        "#,
        user.0,
        pair.workgroup.code(),
        pair.organization.0,
        today,
    )
    .execute(&mut *connection)
    .await?;
    outbox::put(connection, &Event::User { user }).await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::administer::user;
    use crate::identity::{sign_in, viewer};
    use crate::testing::{self, PASSWORD, World};
    use domain::workgroup::Workgroup;
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    #[sqlx::test(migrations = "../../migrations")]
    async fn begins_and_ends_at_once_and_can_be_given_again(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let world = World::new(testing::store(pool, options).await.unwrap())
            .await
            .unwrap();
        let store = &world.store;
        let admin = world
            .user(&[(Workgroup::Administrator, world.agency)])
            .await
            .unwrap();
        let account = world.account(&[]).await.unwrap();
        let signed = sign_in(store, &account.email, PASSWORD, "192.0.2.7", "Test")
            .await
            .unwrap();
        let pair = Grant {
            workgroup: Workgroup::CeAssessor,
            organization: world.ce,
        };
        let seen = async || viewer(store, &signed.token).await.unwrap().unwrap().actor;
        assert_eq!(seen().await.chosen, None);
        for _ in 0..2 {
            add_grant(store, &admin, account.actor.user, pair)
                .await
                .unwrap();
            assert_eq!(seen().await.grants, [pair]);
            assert_eq!(seen().await.chosen, Some(pair));
            let detail = user(store, &admin, account.actor.user).await.unwrap();
            let held = detail
                .grants
                .iter()
                .filter(|grant| grant.in_force)
                .collect::<Vec<_>>();
            end_grant(store, &admin, held[0].id).await.unwrap();
            assert_eq!(seen().await.grants, []);
            assert!(matches!(
                end_grant(store, &admin, held[0].id).await,
                Err(StoreError::NotFound)
            ));
        }
        add_grant(store, &admin, account.actor.user, pair)
            .await
            .unwrap();
        add_grant(store, &admin, account.actor.user, pair)
            .await
            .unwrap();
        assert_eq!(seen().await.grants, [pair]);
        let own = user(store, &admin, admin.user).await.unwrap().grants[0].id;
        assert!(matches!(
            end_grant(store, &admin, own).await,
            Err(StoreError::Forbidden)
        ));
        let refused = add_grant(store, &account.actor, account.actor.user, pair).await;
        assert!(matches!(refused, Err(StoreError::NotFound)));
    }
}

//! Accounts, for administrators.

use super::administrator;
use crate::{Result, Store, StoreError};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Actor;
use domain::ids::{GrantId, OrganizationId, UserId};
use domain::workgroup::Workgroup;

/// An account in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserRow {
    /// Its id.
    pub user: UserId,
    /// Signs in with it.
    pub email: String,
    /// The person's name.
    pub display_name: String,
    /// Where they work.
    pub employer: Option<String>,
    /// May not sign in.
    pub disabled: bool,
    /// How many rights are in force.
    pub grants: i64,
    /// When they last opened a session.
    pub last_sign_in_at: Option<DateTime<Utc>>,
}

/// One account with its rights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserDetail {
    /// The account.
    pub row: UserRow,
    /// It has a one-time password that was not replaced yet.
    pub must_change_password: bool,
    /// Rights, those in force first.
    pub grants: Vec<GrantRow>,
}

/// A right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantRow {
    /// Its id.
    pub id: GrantId,
    /// The role.
    pub workgroup: Workgroup,
    /// For whom.
    pub organization: OrganizationId,
    /// Its name.
    pub organization_name: String,
    /// Since when.
    pub from_on: NaiveDate,
    /// First day without it.
    pub until_on: Option<NaiveDate>,
    /// Holds today.
    pub in_force: bool,
}

/// Accounts whose name, address or employer holds every word, by name; at most 500.
///
/// # Errors
/// [`StoreError::NotFound`] for everybody but administrators.
pub async fn users(store: &Store, actor: &Actor, words: &str) -> Result<Vec<UserRow>> {
    administrator(actor)?;
    load(store, words, None).await
}

/// One account.
///
/// # Errors
/// [`StoreError::NotFound`] for everybody but administrators, and for unknown users.
pub async fn user(store: &Store, actor: &Actor, user: UserId) -> Result<UserDetail> {
    administrator(actor)?;
    let row = load(store, "", Some(user))
        .await?
        .pop()
        .ok_or(StoreError::NotFound)?;
    let must_change_password = sqlx::query_scalar!(
        "select must_change_password from app_user where user_id = $1",
        user.0
    )
    .fetch_one(&store.pool)
    .await?;
    let grants = sqlx::query!(
        r#"
        select g.user_grant_id, g.workgroup, g.organization_id, o.name, g.from_on, g.until_on,
               in_force(g, $2) as "in_force!"
        from user_grant g join organization o using (organization_id)
        where g.user_id = $1
        order by 7 desc, o.name, g.workgroup, g.from_on
        "#,
        user.0,
        store.rights_on(),
    )
    .fetch_all(&store.pool)
    .await?
    .into_iter()
    .filter_map(|row| {
        Some(GrantRow {
            id: GrantId(row.user_grant_id),
            workgroup: Workgroup::from_code(&row.workgroup)?,
            organization: OrganizationId(row.organization_id),
            organization_name: row.name,
            from_on: row.from_on,
            until_on: row.until_on,
            in_force: row.in_force,
        })
    })
    .collect();
    Ok(UserDetail {
        row,
        must_change_password,
        grants,
    })
}

/// The account with this address. For the command line.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn find_user(store: &Store, email: &str) -> Result<UserId> {
    let id = sqlx::query_scalar!(
        "select user_id from app_user where lower(email) = lower($1)",
        email.trim(),
    )
    .fetch_one(&store.pool)
    .await?;
    Ok(UserId(id))
}

async fn load(store: &Store, words: &str, only: Option<UserId>) -> Result<Vec<UserRow>> {
    let words = words
        .split_whitespace()
        .take(8)
        .map(str::to_lowercase)
        .collect::<Vec<_>>();
    let rows = sqlx::query!(
        r#"
        select u.user_id, u.email, u.display_name, u.employer, u.disabled_at is not null as "disabled!",
               (select count(*) from user_grant g
                where g.user_id = u.user_id and in_force(g, $2)) as "grants!",
               (select max(s.started_at) from session s where s.user_id = u.user_id) as last_sign_in_at
        from app_user u
        where ($3::uuid is null or u.user_id = $3)
          and not exists (
              select from unnest($1::text[]) as word
              where position(word in lower(concat_ws(' ', u.display_name, u.email, u.employer))) = 0)
        order by lower(u.display_name), u.user_id
        limit 500
        "#,
        &words,
        store.rights_on(),
        only.map(uuid::Uuid::from),
    )
    .fetch_all(&store.pool)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| UserRow {
            user: UserId(row.user_id),
            email: row.email,
            display_name: row.display_name,
            employer: row.employer,
            disabled: row.disabled,
            grants: row.grants,
            last_sign_in_at: row.last_sign_in_at,
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, World};
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    #[sqlx::test(migrations = "../../migrations")]
    async fn only_administrators_see_accounts(pool: PgPoolOptions, options: PgConnectOptions) {
        let world = World::new(testing::store(pool, options).await.unwrap())
            .await
            .unwrap();
        let store = &world.store;
        let admin = world
            .user(&[(Workgroup::Administrator, world.agency)])
            .await
            .unwrap();
        let manager = world
            .user(&[(Workgroup::PriorityListManager, world.ce)])
            .await
            .unwrap();
        assert_eq!(users(store, &admin, "").await.unwrap().len(), 2);
        let found = users(store, &admin, &manager.user.0.simple().to_string())
            .await
            .unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].user, found[0].grants), (manager.user, 1));
        assert!(matches!(
            users(store, &manager, "").await,
            Err(StoreError::NotFound)
        ));
        assert!(matches!(
            user(store, &manager, manager.user).await,
            Err(StoreError::NotFound)
        ));
    }
}

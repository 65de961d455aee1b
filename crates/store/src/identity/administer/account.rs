//! Resetting a password; disabling an account.

use super::{Authority, administrator};
use crate::audit::Entry;
use crate::identity::password;
use crate::identity::session::end_sessions;
use crate::{Result, Store, StoreError};
use domain::access::Actor;
use domain::ids::UserId;

/// Sets a one-time password, ends the user's sessions, and gives the password: it is kept nowhere.
///
/// # Errors
/// [`StoreError::NotFound`] for everybody but administrators, and for unknown users;
/// [`StoreError::Forbidden`] for oneself, who would never see the password: one's own is changed in Settings.
pub async fn reset_password(
    store: &Store,
    authority: Authority<'_>,
    user: UserId,
) -> Result<String> {
    let by = authority.check()?;
    if by.is_some_and(|(by, _)| by == user) {
        return Err(StoreError::Forbidden);
    }
    let one_time = password::one_time();
    let hash = password::hash(one_time.clone()).await?;
    let now = store.clock.now();
    let mut tx = store.begin(by.map(|(user, _)| user)).await?;
    sqlx::query!(
        r#"
        update app_user set password_hash = $2, must_change_password = true, password_set_at = $3
        where user_id = $1
        returning user_id
        "#,
        user.0,
        hash,
        now,
    )
    .fetch_one(&mut *tx)
    .await?;
    end_sessions(&mut tx, user, None, now).await?;
    let mut entry = Entry::new("password_reset").on("user", user);
    if let Some((by, acting)) = by {
        entry = entry.by(by, Some(acting));
    }
    entry.write(&mut tx).await?;
    tx.commit().await?;
    Ok(one_time)
}

/// Disables an account and ends its sessions, or enables it again. What the user recorded stays.
///
/// # Errors
/// [`StoreError::NotFound`] for everybody but administrators; [`StoreError::Forbidden`] for oneself.
pub async fn set_disabled(
    store: &Store,
    actor: &Actor,
    user: UserId,
    disabled: bool,
) -> Result<()> {
    let acting = administrator(actor)?;
    if actor.user == user {
        return Err(StoreError::Forbidden);
    }
    let now = store.clock.now();
    let mut tx = store.begin(Some(actor.user)).await?;
    sqlx::query!(
        "update app_user set disabled_at = $2 where user_id = $1 returning user_id",
        user.0,
        disabled.then_some(now),
    )
    .fetch_one(&mut *tx)
    .await?;
    if disabled {
        end_sessions(&mut tx, user, None, now).await?;
    }
    Entry::new(if disabled {
        "user_disable"
    } else {
        "user_enable"
    })
    .by(actor.user, Some(acting))
    .on("user", user)
    .write(&mut tx)
    .await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::{Gate, sign_in, viewer};
    use crate::testing::{self, PASSWORD, World};
    use domain::workgroup::Workgroup;
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    #[sqlx::test(migrations = "../../migrations")]
    async fn reset_and_disabled_sessions_end_at_once(
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
        let account = world
            .account(&[(Workgroup::HmisUser, world.ce)])
            .await
            .unwrap();
        let user = account.actor.user;
        let enter = async |password: &str| {
            sign_in(store, &account.email, password, "192.0.2.7", "Test").await
        };
        let old = enter(PASSWORD).await.unwrap().token;
        let refused = reset_password(store, Authority::Administrator(&account.actor), user).await;
        assert!(matches!(refused, Err(StoreError::NotFound)));
        let own = reset_password(store, Authority::Administrator(&admin), admin.user).await;
        assert!(matches!(own, Err(StoreError::Forbidden)));
        let one_time = reset_password(store, Authority::Administrator(&admin), user)
            .await
            .unwrap();
        assert!(viewer(store, &old).await.unwrap().is_none());
        assert!(enter(PASSWORD).await.is_err());
        let new = enter(&one_time).await.unwrap().token;
        let seen = viewer(store, &new).await.unwrap().unwrap();
        assert_eq!(seen.gate, Gate::ChangePassword);

        set_disabled(store, &admin, user, true).await.unwrap();
        assert!(viewer(store, &new).await.unwrap().is_none());
        assert!(enter(&one_time).await.is_err());
        set_disabled(store, &admin, user, false).await.unwrap();
        assert!(enter(&one_time).await.is_ok());
        assert!(matches!(
            set_disabled(store, &admin, admin.user, true).await,
            Err(StoreError::Forbidden)
        ));
    }
}

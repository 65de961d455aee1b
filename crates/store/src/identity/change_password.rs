//! A user chooses a new password.

use super::password;
use super::session::end_sessions;
use super::throttle::{self, Wait};
use crate::audit::Entry;
use crate::{Result, Store, StoreError};
use domain::access::Actor;
use domain::ids::SessionId;
use domain::password::WeakPassword;
use thiserror::Error;

/// Why the password stays as it is.
#[derive(Debug, Error)]
pub enum ChangePasswordError {
    /// The present one was not right.
    #[error("This is not your present password.")]
    Wrong,
    /// The new one breaks a rule.
    #[error(transparent)]
    Weak(#[from] WeakPassword),
    /// Too many attempts.
    #[error("Too many attempts. Try again in {minutes} minutes.")]
    Throttled {
        /// Until then, rounded up.
        minutes: i64,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Wait> for ChangePasswordError {
    fn from(wait: Wait) -> Self {
        Self::Throttled {
            minutes: wait.minutes,
        }
    }
}

/// Sets the actor's own password; the present session goes on, others end.
///
/// # Errors
/// [`ChangePasswordError`].
pub async fn change_password(
    store: &Store,
    actor: &Actor,
    session: SessionId,
    present: &str,
    new: &str,
    address: &str,
) -> Result<(), ChangePasswordError> {
    let row = sqlx::query!(
        "select email, display_name, password_hash from app_user where user_id = $1",
        actor.user.0,
    )
    .fetch_one(&store.pool)
    .await
    .map_err(StoreError::from)?;
    let attempt = throttle::attempt(store, &row.email, address).await??;
    if !password::verify(present.to_owned(), row.password_hash.clone()).await? {
        return Err(ChangePasswordError::Wrong);
    }
    let rules = if new == present {
        Err(WeakPassword::Same)
    } else {
        domain::password::check(new, &row.email, &row.display_name)
    };
    if let Err(weak) = rules {
        let mut tx = store.begin(Some(actor.user)).await?;
        throttle::succeeded(&mut tx, &attempt).await?;
        tx.commit().await?;
        return Err(weak.into());
    }
    // Before the transaction: hashing waits for its turn, and nobody is to wait for this account meanwhile.
    let hash = password::hash(new.to_owned()).await?;
    let now = store.clock.now();
    let mut tx = store.begin(Some(actor.user)).await?;
    // What was compared may have been reset since; then that stands.
    let still = sqlx::query_scalar!(
        r#"
        select password_hash is not distinct from $2 and disabled_at is null as "still!"
        from app_user where user_id = $1 for update
        "#,
        actor.user.0,
        row.password_hash,
    )
    .fetch_one(&mut *tx)
    .await
    .map_err(StoreError::from)?;
    if !still {
        return Err(ChangePasswordError::Wrong);
    }
    throttle::succeeded(&mut tx, &attempt).await?;
    sqlx::query!(
        r#"
        update app_user set password_hash = $2, must_change_password = false, password_set_at = $3
        where user_id = $1
        "#,
        actor.user.0,
        hash,
        now,
    )
    .execute(&mut *tx)
    .await
    .map_err(StoreError::from)?;
    end_sessions(&mut tx, actor.user, Some(session), now).await?;
    Entry::new("password_change")
        .by(actor.user, None)
        .on("user", actor.user)
        .write(&mut tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::{Gate, sign_in, viewer};
    use crate::testing::{self, PASSWORD, World};
    use domain::workgroup::Workgroup;
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    #[sqlx::test(migrations = "../../migrations")]
    async fn the_gate_opens_and_only_the_new_one_signs_in(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let world = World::new(testing::store(pool, options).await.unwrap())
            .await
            .unwrap();
        let store = &world.store;
        let account = world
            .account(&[(Workgroup::HmisUser, world.ce)])
            .await
            .unwrap();
        sqlx::query("update app_user set must_change_password = true")
            .execute(&store.pool)
            .await
            .unwrap();
        let signed = sign_in(store, &account.email, PASSWORD, "192.0.2.7", "Test")
            .await
            .unwrap();
        let gate = async || viewer(store, &signed.token).await.unwrap().unwrap().gate;
        assert_eq!(gate().await, Gate::ChangePassword);
        let change = async |present: &str, new: &str| {
            change_password(
                store,
                &account.actor,
                signed.session,
                present,
                new,
                "192.0.2.7",
            )
            .await
        };
        assert!(matches!(
            change("not this 1", "nine otters 12").await,
            Err(ChangePasswordError::Wrong)
        ));
        assert!(matches!(
            change(PASSWORD, "short1").await,
            Err(ChangePasswordError::Weak(WeakPassword::TooShort))
        ));
        assert!(matches!(
            change(PASSWORD, PASSWORD).await,
            Err(ChangePasswordError::Weak(WeakPassword::Same))
        ));
        assert_eq!(gate().await, Gate::ChangePassword);
        change(PASSWORD, "nine otters 12").await.unwrap();
        assert_eq!(gate().await, Gate::Open);
        assert!(
            sign_in(store, &account.email, PASSWORD, "192.0.2.7", "Test")
                .await
                .is_err()
        );
        assert!(
            sign_in(store, &account.email, "nine otters 12", "192.0.2.7", "Test")
                .await
                .is_ok()
        );
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn a_reset_in_between_stands(pool: PgPoolOptions, options: PgConnectOptions) {
        let world = World::new(testing::store(pool, options).await.unwrap())
            .await
            .unwrap();
        let store = &world.store;
        let account = world
            .account(&[(Workgroup::HmisUser, world.ce)])
            .await
            .unwrap();
        let signed = sign_in(store, &account.email, PASSWORD, "192.0.2.7", "Test")
            .await
            .unwrap();
        // An administrator resets and has not committed yet when the present password is compared.
        let mut reset = store.begin(None).await.unwrap();
        sqlx::query("update app_user set password_hash = 'reset', must_change_password = true")
            .execute(&mut *reset)
            .await
            .unwrap();
        let change = change_password(
            store,
            &account.actor,
            signed.session,
            PASSWORD,
            "nine otters 12",
            "192.0.2.7",
        );
        let commit = async {
            let waits = "select exists (select from pg_locks where locktype = 'tuple' \
                and database = (select oid from pg_database where datname = current_database()))";
            let what = "the change waits for the reset";
            testing::until(&store.pool, what, waits).await.unwrap();
            reset.commit().await.unwrap();
        };
        let (changed, ()) = tokio::join!(change, commit);
        assert!(
            matches!(changed, Err(ChangePasswordError::Wrong)),
            "{changed:?}"
        );
        let kept: (String, bool) =
            sqlx::query_as("select password_hash, must_change_password from app_user")
                .fetch_one(&store.pool)
                .await
                .unwrap();
        assert_eq!(kept, ("reset".to_owned(), true));
    }
}

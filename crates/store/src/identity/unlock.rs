//! Going on after the idle lock, with the password.

use super::sign_in::refused;
use super::{SignInError, password, throttle};
use crate::audit::Entry;
use crate::{Result, Store, secret};
use domain::ids::UserId;

/// Opens a locked session again. Counts as an attempt to sign in.
///
/// # Errors
/// [`SignInError::Wrong`] also when the session has ended.
pub async fn unlock(
    store: &Store,
    token: &str,
    password: &str,
    address: &str,
) -> Result<(), SignInError> {
    let now = store.clock.now();
    let row = sqlx::query!(
        r#"
        select s.session_id, u.user_id, u.email, u.password_hash
        from session s join app_user u using (user_id)
        where s.token_hash = $1 and s.ended_at is null and s.expires_at > $2 and u.disabled_at is null
        "#,
        &secret::digest(token.as_bytes()),
        now,
    )
    .fetch_optional(&store.pool)
    .await?
    .ok_or(SignInError::Wrong)?;
    let user = UserId(row.user_id);
    let attempt = match throttle::attempt(store, &row.email, address).await? {
        Ok(attempt) => attempt,
        Err(wait) => {
            if wait.first {
                refused(store, Some(user), "throttled", address).await?;
            }
            return Err(wait.into());
        }
    };
    if !password::verify(password.to_owned(), row.password_hash).await? {
        refused(store, Some(user), "unlock", address).await?;
        return Err(SignInError::Wrong);
    }
    let mut tx = store.begin(Some(user)).await?;
    sqlx::query!(
        "update session set last_seen_at = $2 where session_id = $1 and ended_at is null",
        row.session_id,
        now,
    )
    .execute(&mut *tx)
    .await?;
    throttle::succeeded(&mut tx, &attempt).await?;
    Entry::new("unlock")
        .by(user, None)
        .on("session", row.session_id)
        .write(&mut tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::sign_in;
    use crate::testing::{self, PASSWORD, World};
    use domain::workgroup::Workgroup;
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
    use uuid::Uuid;

    #[sqlx::test(migrations = "../../migrations")]
    async fn a_wrong_password_is_told_like_a_refused_sign_in(
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
        let signed = sign_in(store, &account.email, PASSWORD, "192.0.2.7", "Test")
            .await
            .unwrap();
        for _ in 0..9 {
            let refused = unlock(store, &signed.token, "not this 1", "192.0.2.9").await;
            assert!(refused.is_err());
        }
        let told: Vec<(Uuid, String, String)> = sqlx::query_as(
            "select subject_id, detail ->> 'why', detail ->> 'address' from audit \
             where act = 'sign_in_refused' order by audit_id",
        )
        .fetch_all(&store.pool)
        .await
        .unwrap();
        let line = |why: &str| (account.actor.user.0, why.to_owned(), "192.0.2.9".to_owned());
        let mut expected = vec![line("unlock"); 6];
        expected.push(line("throttled"));
        assert_eq!(told, expected);
    }
}

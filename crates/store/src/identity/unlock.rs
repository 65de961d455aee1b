//! Going on after the idle lock, with the password.

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
    let attempt = throttle::attempt(store, &row.email, address).await??;
    if !password::verify(password.to_owned(), row.password_hash).await? {
        return Err(SignInError::Wrong);
    }
    let user = UserId(row.user_id);
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

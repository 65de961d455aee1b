//! An act that is sent twice has one effect.

use crate::{Result, Store, StoreError};
use domain::ids::UserId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::PgConnection;
use uuid::Uuid;

/// Takes a key for an act, first thing in its transaction. A second transaction with the same key waits
/// for the first, and then gets its answer.
///
/// # Errors
/// [`StoreError::KeyReused`] when the key came with another question before.
pub async fn claim<A: DeserializeOwned>(
    connection: &mut PgConnection,
    user: UserId,
    key: Uuid,
    act: &'static str,
    question: &[u8],
) -> Result<Option<A>> {
    let hash = crate::secret::digest(question);
    let claimed = sqlx::query!(
        r#"
        insert into idempotency (user_id, key, act, request_hash, answer)
        values ($1, $2, $3, $4, 'null')
        on conflict do nothing
        "#,
        user.0,
        key,
        act,
        &hash,
    )
    .execute(&mut *connection)
    .await?;
    if claimed.rows_affected() == 1 {
        return Ok(None);
    }
    let earlier = sqlx::query!(
        "select act, request_hash, answer from idempotency where user_id = $1 and key = $2",
        user.0,
        key,
    )
    .fetch_one(connection)
    .await?;
    if earlier.act != act || earlier.request_hash != hash {
        return Err(StoreError::KeyReused);
    }
    serde_json::from_value(earlier.answer)
        .map(Some)
        .map_err(|_| StoreError::Unreadable("idempotency answer"))
}

/// Keeps the answer of the act, last thing in its transaction.
///
/// # Errors
/// When the database refuses.
pub async fn keep<A: Serialize + Sync>(
    connection: &mut PgConnection,
    user: UserId,
    key: Uuid,
    answer: &A,
) -> Result<()> {
    let answer =
        serde_json::to_value(answer).map_err(|_| StoreError::Unreadable("idempotency answer"))?;
    sqlx::query!(
        "update idempotency set answer = $3 where user_id = $1 and key = $2",
        user.0,
        key,
        answer,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Gives a key back that was only claimed to know that nothing was done under it, last thing in the transaction.
///
/// # Errors
/// When the database refuses.
pub async fn release(connection: &mut PgConnection, user: UserId, key: Uuid) -> Result<()> {
    sqlx::query!(
        "delete from idempotency where user_id = $1 and key = $2",
        user.0,
        key,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The answer of an act that was done under a key, for a submission that comes again and of which nothing
/// is left but its key.
///
/// # Errors
/// [`StoreError::NotFound`] where the user did no such act under it.
pub async fn answer<A: DeserializeOwned>(
    store: &Store,
    user: UserId,
    key: Uuid,
    act: &'static str,
) -> Result<A> {
    let row = sqlx::query!(
        "select answer from idempotency where user_id = $1 and key = $2 and act = $3",
        user.0,
        key,
        act,
    )
    .fetch_one(&store.pool)
    .await?;
    serde_json::from_value(row.answer).map_err(|_| StoreError::Unreadable("idempotency answer"))
}

/// Forgets keys after 30 days, longer than any device keeps what it could not send; called by a job.
///
/// # Errors
/// When the database refuses.
pub async fn sweep(store: &Store) -> Result<u64> {
    let done = sqlx::query!(
        "delete from idempotency where created_at < $1",
        store.clock.now() - chrono::Duration::days(30),
    )
    .execute(&store.pool)
    .await?;
    Ok(done.rows_affected())
}

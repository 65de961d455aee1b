//! What a user has typed and not saved: theirs alone, sealed, expiring.

use crate::{Result, Store, StoreError, ids};
use chrono::Duration;
use domain::ids::{DraftId, UserId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// How long a draft is kept.
const KEPT_FOR_DAYS: i64 = 7;

/// Keeps a form as it was sent.
///
/// # Errors
/// When the database refuses.
pub async fn save<F: Serialize + Sync>(
    store: &Store,
    user: UserId,
    kind: &'static str,
    subject: Option<Uuid>,
    form: &F,
) -> Result<DraftId> {
    let id: DraftId = ids::new();
    let body = serde_json::to_vec(form).map_err(|_| StoreError::Unreadable("draft"))?;
    let sealed = store.keys.seal(id.0, &body)?;
    let now = store.clock.now();
    sqlx::query!(
        r#"
        insert into draft (draft_id, user_id, kind, subject_id, sealed, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        "#,
        id.0,
        user.0,
        kind,
        subject,
        sealed,
        now,
        now + Duration::days(KEPT_FOR_DAYS),
    )
    .execute(&store.pool)
    .await?;
    Ok(id)
}

/// Gives a draft back to the user whose it is.
///
/// # Errors
/// [`StoreError::NotFound`] for others, for another kind, and after expiry.
pub async fn load<F: DeserializeOwned>(
    store: &Store,
    user: UserId,
    kind: &'static str,
    id: DraftId,
) -> Result<F> {
    let row = sqlx::query!(
        "select sealed from draft where draft_id = $1 and user_id = $2 and kind = $3 and expires_at > $4",
        id.0,
        user.0,
        kind,
        store.clock.now(),
    )
    .fetch_one(&store.pool)
    .await?;
    let body = store.keys.open(id.0, &row.sealed)?;
    serde_json::from_slice(&body).map_err(|_| StoreError::Unreadable("draft"))
}

/// Forgets the user's drafts of a kind about a subject, once it was saved.
///
/// # Errors
/// When the database refuses.
pub async fn forget(
    connection: &mut sqlx::PgConnection,
    user: UserId,
    kind: &'static str,
    subject: Option<Uuid>,
) -> Result<()> {
    sqlx::query!(
        "delete from draft where user_id = $1 and kind = $2 and subject_id is not distinct from $3",
        user.0,
        kind,
        subject,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes what has expired; called by a job.
///
/// # Errors
/// When the database refuses.
pub async fn sweep(store: &Store) -> Result<u64> {
    let done = sqlx::query!(
        "delete from draft where expires_at <= $1",
        store.clock.now()
    )
    .execute(&store.pool)
    .await?;
    Ok(done.rows_affected())
}

//! What a user has typed and not saved: theirs alone, sealed, expiring.

use crate::{Result, Store, StoreError, ids};
use chrono::Duration;
use domain::ids::{DraftId, UserId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// How long a draft is kept.
pub(crate) const KEPT_FOR: Duration = Duration::days(7);

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
        now + KEPT_FOR,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::testing::{self, World};
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    const TYPED: &str = "Rosa, 3/1/1985";

    async fn drafted(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) -> (World, [UserId; 2], DraftId) {
        let world = World::new(testing::store(pool, options).await.unwrap())
            .await
            .unwrap();
        let mut users = [UserId(Uuid::nil()); 2];
        for user in &mut users {
            *user = world.user(&[]).await.unwrap().user;
        }
        let id = save(&world.store, users[0], "search", None, &TYPED)
            .await
            .unwrap();
        (world, users, id)
    }

    async fn given(store: &Store, user: UserId, kind: &'static str, id: DraftId) -> Result<String> {
        load(store, user, kind, id).await
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn theirs_alone_and_of_its_kind(pool: PgPoolOptions, options: PgConnectOptions) {
        let (world, [owner, other], id) = drafted(pool, options).await;
        let store = &world.store;
        assert_eq!(given(store, owner, "search", id).await.unwrap(), TYPED);
        for (user, kind) in [(other, "search"), (owner, "exit")] {
            let refused = given(store, user, kind, id).await;
            assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
        }
        // Nor does somebody else's saving take it away.
        let mut tx = store.begin(None).await.unwrap();
        forget(&mut tx, other, "search", None).await.unwrap();
        tx.commit().await.unwrap();
        assert!(given(store, owner, "search", id).await.is_ok());
        let kept: Vec<u8> = sqlx::query_scalar("select sealed from draft")
            .fetch_one(&store.pool)
            .await
            .unwrap();
        assert!(!kept.windows(4).any(|part| part == b"Rosa"));
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn expires_and_is_swept(pool: PgPoolOptions, options: PgConnectOptions) {
        let (mut world, [owner, _], id) = drafted(pool, options).await;
        let end = testing::noon() + KEPT_FOR;
        world.store.clock = Clock::Fixed(end - Duration::seconds(1));
        assert!(given(&world.store, owner, "search", id).await.is_ok());
        assert_eq!(sweep(&world.store).await.unwrap(), 0);
        world.store.clock = Clock::Fixed(end);
        let late = given(&world.store, owner, "search", id).await;
        assert!(matches!(late, Err(StoreError::NotFound)), "{late:?}");
        assert_eq!(sweep(&world.store).await.unwrap(), 1);
    }
}

//! Sessions: how they end, and the list of a user's own.

use super::administer::administrator;
use crate::audit::Entry;
use crate::outbox::{self, Event};
use crate::{Result, Store, StoreError, secret};
use chrono::{DateTime, Duration, Utc};
use domain::access::Actor;
use domain::ids::{SessionId, UserId};
use serde_json::json;

/// Sessions that ended longer ago are not listed.
const LISTED_DAYS: i64 = 30;

/// Why a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndReason {
    /// By the user.
    SignedOut,
    /// The same user signed in elsewhere.
    TakenOver,
    /// Its time was over.
    Expired,
    /// From the list of sessions, by a new password or by an administrator.
    Revoked,
}

impl EndReason {
    fn from_code(code: &str) -> Option<Self> {
        match code {
            "signed_out" => Some(Self::SignedOut),
            "taken_over" => Some(Self::TakenOver),
            "expired" => Some(Self::Expired),
            "revoked" => Some(Self::Revoked),
            _ => None,
        }
    }
}

/// A session in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedSession {
    /// Its id.
    pub session: SessionId,
    /// When it was opened.
    pub started_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub last_seen_at: DateTime<Utc>,
    /// The network address that opened it.
    pub address: Option<String>,
    /// The browser's own name for itself.
    pub agent: Option<String>,
    /// When and why it ended; none while it lives.
    pub ended: Option<(DateTime<Utc>, EndReason)>,
}

/// Why the session of a cookie is over; none while it lives and for a cookie that never was one.
///
/// # Errors
/// When the database cannot be asked.
pub async fn end_of(store: &Store, token: &str) -> Result<Option<EndReason>> {
    let row = sqlx::query!(
        "select end_reason, expires_at from session where token_hash = $1",
        &secret::digest(token.as_bytes()),
    )
    .fetch_optional(&store.pool)
    .await?;
    Ok(row.and_then(|row| match row.end_reason {
        Some(reason) => EndReason::from_code(&reason),
        None => (row.expires_at <= store.clock.now()).then_some(EndReason::Expired),
    }))
}

/// Whose session a cookie was that ended within the last day: what they send is still theirs. None for a
/// session that its user ended, for one that lives, and for a disabled account.
///
/// # Errors
/// When the database cannot be asked.
pub async fn user_of_ended(store: &Store, token: &str) -> Result<Option<UserId>> {
    let user = sqlx::query_scalar!(
        r#"
        select s.user_id
        from session s
        join app_user u using (user_id)
        where s.token_hash = $1 and u.disabled_at is null
          and s.end_reason is distinct from 'signed_out'
          and coalesce(s.ended_at, s.expires_at) between $2::timestamptz - interval '1 day' and $2
        "#,
        &secret::digest(token.as_bytes()),
        store.clock.now(),
    )
    .fetch_optional(&store.pool)
    .await?;
    Ok(user.map(UserId))
}

/// Ends the session of the user who asks.
///
/// # Errors
/// When the database cannot be asked.
pub async fn sign_out(store: &Store, user: UserId, session: SessionId) -> Result<()> {
    let mut tx = store.begin(Some(user)).await?;
    let ended = sqlx::query!(
        r#"
        update session set ended_at = $3, end_reason = 'signed_out'
        where session_id = $1 and user_id = $2 and ended_at is null
        "#,
        session.0,
        user.0,
        store.clock.now(),
    )
    .execute(&mut *tx)
    .await?;
    if ended.rows_affected() == 1 {
        Entry::new("sign_out")
            .by(user, None)
            .on("session", session)
            .write(&mut tx)
            .await?;
        outbox::put(&mut tx, &Event::User { user }).await?;
    }
    tx.commit().await
}

/// The sessions of a user, newest first: one's own, or anybody's for an administrator.
///
/// # Errors
/// [`StoreError::NotFound`] for the sessions of others.
pub async fn list_sessions(
    store: &Store,
    actor: &Actor,
    user: UserId,
) -> Result<Vec<OpenedSession>> {
    if actor.user != user {
        administrator(actor)?;
    }
    let now = store.clock.now();
    let rows = sqlx::query!(
        r#"
        select session_id, started_at, last_seen_at, expires_at, ended_at, end_reason, address, agent
        from session
        where user_id = $1 and (ended_at is null or ended_at > $2)
        order by started_at desc
        limit 100
        "#,
        user.0,
        now - Duration::days(LISTED_DAYS),
    )
    .fetch_all(&store.pool)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| OpenedSession {
            session: SessionId(row.session_id),
            started_at: row.started_at,
            last_seen_at: row.last_seen_at,
            address: row.address,
            agent: row.agent,
            ended: row
                .ended_at
                .zip(row.end_reason.as_deref().and_then(EndReason::from_code))
                .or((row.expires_at <= now).then_some((row.expires_at, EndReason::Expired))),
        })
        .collect())
}

/// Ends a session from the list: one's own, or anybody's for an administrator.
///
/// # Errors
/// [`StoreError::NotFound`] for the sessions of others and for one that has ended.
pub async fn revoke(store: &Store, actor: &Actor, session: SessionId) -> Result<()> {
    let user = sqlx::query_scalar!(
        "select user_id from session where session_id = $1 and ended_at is null",
        session.0,
    )
    .fetch_one(&store.pool)
    .await?;
    if actor.user.0 != user {
        administrator(actor)?;
    }
    let mut tx = store.begin(Some(actor.user)).await?;
    end_sessions(&mut tx, UserId(user), None, store.clock.now()).await?;
    Entry::new("session_revoke")
        .by(actor.user, None)
        .on("session", session)
        .detail(json!({ "own": actor.user.0 == user }))
        .write(&mut tx)
        .await?;
    tx.commit().await
}

/// Ends what lives of a user's sessions, except one, and tells their screens.
pub(super) async fn end_sessions(
    connection: &mut sqlx::PgConnection,
    user: UserId,
    except: Option<SessionId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        update session set ended_at = $2, end_reason = 'revoked'
        where user_id = $1 and ended_at is null and session_id is distinct from $3
        "#,
        user.0,
        now,
        except.map(|session| session.0),
    )
    .execute(&mut *connection)
    .await?;
    outbox::put(connection, &Event::User { user }).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::{sign_in, viewer};
    use crate::testing::{self, PASSWORD, World};
    use domain::workgroup::Workgroup;
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    #[sqlx::test(migrations = "../../migrations")]
    async fn own_sessions_are_listed_and_ended_and_those_of_others_are_not(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let world = World::new(testing::store(pool, options).await.unwrap())
            .await
            .unwrap();
        let store = &world.store;
        let dana = world
            .account(&[(Workgroup::CeAssessor, world.ce)])
            .await
            .unwrap();
        let other = world
            .account(&[(Workgroup::PriorityListManager, world.ce)])
            .await
            .unwrap();
        let admin = world
            .account(&[(Workgroup::Administrator, world.agency)])
            .await
            .unwrap();
        let signed = sign_in(store, &dana.email, PASSWORD, "192.0.2.7", "Test browser")
            .await
            .unwrap();
        let listed = list_sessions(store, &dana.actor, dana.actor.user)
            .await
            .unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].agent.as_deref(), Some("Test browser"));
        assert_eq!(listed[0].ended, None);

        let refused = list_sessions(store, &other.actor, dana.actor.user).await;
        assert!(matches!(refused, Err(StoreError::NotFound)));
        let refused = revoke(store, &other.actor, signed.session).await;
        assert!(matches!(refused, Err(StoreError::NotFound)));
        assert!(viewer(store, &signed.token).await.unwrap().is_some());

        assert_eq!(user_of_ended(store, &signed.token).await.unwrap(), None);
        revoke(store, &admin.actor, signed.session).await.unwrap();
        assert!(viewer(store, &signed.token).await.unwrap().is_none());
        assert_eq!(
            end_of(store, &signed.token).await.unwrap(),
            Some(EndReason::Revoked)
        );
        assert_eq!(
            user_of_ended(store, &signed.token).await.unwrap(),
            Some(dana.actor.user)
        );
        let by: uuid::Uuid =
            sqlx::query_scalar("select user_id from audit where act = 'session_revoke'")
                .fetch_one(&store.pool)
                .await
                .unwrap();
        assert_eq!(by, admin.actor.user.0);
    }
}

//! Notices: what a user should know of. No personal data in them.

use crate::outbox::{self, Event};
use crate::{Result, Store, ids};
use chrono::{DateTime, Utc};
use domain::access::Actor;
use domain::ids::UserId;
use uuid::Uuid;

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: Uuid,
    /// What happened: a word such as "access_granted".
    pub kind: String,
    /// What it is about.
    pub subject_kind: String,
    /// Its id.
    pub subject_id: Uuid,
    /// When it happened.
    pub created_at: DateTime<Utc>,
}

/// Tells a user something, and their open screens that there is something to know; in the transaction of
/// the act.
///
/// # Errors
/// When the database refuses.
pub async fn tell(
    connection: &mut sqlx::PgConnection,
    user: UserId,
    kind: &'static str,
    subject: (&'static str, Uuid),
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        r#"
        insert into notification (notification_id, user_id, kind, subject_kind, subject_id, created_at)
        values ($1, $2, $3, $4, $5, $6)
        "#,
        ids::new::<Uuid>(),
        user.0,
        kind,
        subject.0,
        subject.1,
        now,
    )
    .execute(&mut *connection)
    .await?;
    outbox::put(connection, &Event::User { user }).await
}

/// The actor's unread notices, newest first.
///
/// # Errors
/// When the database cannot be asked.
pub async fn unread(store: &Store, actor: &Actor) -> Result<Vec<Notice>> {
    Ok(sqlx::query_as!(
        Notice,
        r#"
        select notification_id as id, kind, subject_kind, subject_id, created_at
        from notification
        where user_id = $1 and read_at is null
        order by created_at desc, notification_id desc
        limit 100
        "#,
        actor.user.0,
    )
    .fetch_all(&store.pool)
    .await?)
}

/// Marks all notices about a kind of subject as read, once the actor has opened their page.
///
/// # Errors
/// When the database refuses.
pub async fn mark_read(store: &Store, actor: &Actor, subject_kind: &str) -> Result<()> {
    sqlx::query!(
        "update notification set read_at = $3 where user_id = $1 and subject_kind = $2 and read_at is null",
        actor.user.0,
        subject_kind,
        store.clock.now(),
    )
    .execute(&store.pool)
    .await?;
    Ok(())
}

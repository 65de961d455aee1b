//! Changes that other screens must hear of: written with the change, announced by one task.

use crate::{Result, Store};
use domain::ids::{HouseholdId, ListAuthorityId};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use sqlx::postgres::PgListener;
use std::time::Duration;

/// The channel on which PostgreSQL carries the announcements.
const CHANNEL: &str = "threshold_outbox";
/// How often the outbox is looked at for rows of other servers.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// What happened, without any personal data: a screen asks again for what it may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// Entries of a list came, changed or left.
    List {
        /// Whose list.
        list: ListAuthorityId,
        /// The households concerned; none means "look at all of it again".
        households: Vec<HouseholdId>,
    },
    /// A user's notices, requests or rights changed.
    User {
        /// Which user.
        user: domain::ids::UserId,
    },
}

/// An announced event. Numbers tell events apart and no more: they are given when rows are written, rows
/// become visible when their transactions commit, and some numbers are never used. Whoever may have missed
/// something looks at everything again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// Its place in the outbox.
    pub number: i64,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

/// Puts an event into the outbox, in the transaction of the change.
///
/// # Errors
/// When the database refuses.
pub async fn put(connection: &mut PgConnection, event: &Event) -> Result<()> {
    let (topic, payload) = match event {
        Event::List { .. } => ("list", serde_json::to_value(event)),
        Event::User { .. } => ("user", serde_json::to_value(event)),
    };
    let payload = payload.map_err(|_| crate::StoreError::Unreadable("outbox event"))?;
    sqlx::query!(
        "insert into outbox (topic, payload) values ($1, $2)",
        topic,
        payload
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Announces outbox rows for ever: one NOTIFY a row, rows marked as sent. Safe on any number of servers.
pub async fn announce(store: Store) {
    loop {
        match announce_pending(&store).await {
            Ok(0) => {
                let woken = tokio::time::timeout(LOOK_EVERY, store.announced.notified());
                // Whether woken or not, the outbox is looked at again.
                let _ = woken.await;
            }
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(%error, "the outbox cannot be read");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

/// Announces what is pending; returns how many.
///
/// # Errors
/// When the database cannot be asked.
pub async fn announce_pending(store: &Store) -> Result<usize> {
    let mut tx = store.begin(None).await?;
    let rows = sqlx::query!(
        r#"
        update outbox
        set sent_at = clock_timestamp()
        where outbox_id in (
            select outbox_id from outbox where sent_at is null
            order by outbox_id limit 200 for update skip locked)
        returning outbox_id, payload
        "#
    )
    .fetch_all(&mut *tx)
    .await?;
    if rows.is_empty() {
        // Nothing to commit, and nobody to wake: a commit would wake this very task.
        return Ok(0);
    }
    let mut rows = rows;
    rows.sort_by_key(|row| row.outbox_id);
    for row in &rows {
        let mut message = row.payload.clone();
        if let Some(object) = message.as_object_mut() {
            object.insert("number".to_owned(), row.outbox_id.into());
        }
        // PostgreSQL carries at most 8,000 bytes: a wide change says "all of it".
        let mut text = message.to_string();
        if text.len() > 7_000 {
            message["households"] = serde_json::json!([]);
            text = message.to_string();
        }
        sqlx::query!("select pg_notify($1, $2)", CHANNEL, text)
            .fetch_one(&mut *tx)
            .await?;
    }
    tx.commit().await?;
    Ok(rows.len())
}

/// Removes announced rows after a day; called by a job.
///
/// # Errors
/// When the database refuses.
pub async fn sweep(store: &Store) -> Result<u64> {
    let done = sqlx::query!(
        "delete from outbox where sent_at < $1",
        store.clock.now() - chrono::Duration::days(1),
    )
    .execute(&store.pool)
    .await?;
    Ok(done.rows_affected())
}

/// Hears announcements of all servers.
#[derive(Debug)]
pub struct Listener(PgListener);

impl Listener {
    /// Starts to listen.
    ///
    /// # Errors
    /// When the database is not reachable.
    pub async fn connect(store: &Store) -> Result<Self> {
        let mut listener = PgListener::connect_with(&store.pool).await?;
        listener.listen(CHANNEL).await?;
        Ok(Self(listener))
    }

    /// The next announcement; messages that are not understood are passed over.
    ///
    /// # Errors
    /// When the connection is lost; connect again and tell screens to look at everything.
    pub async fn next(&mut self) -> Result<Announcement> {
        loop {
            // `None`: the connection was lost and made anew, so announcements may be missing.
            let Some(message) = self.0.try_recv().await? else {
                return Err(crate::StoreError::Unavailable(sqlx::Error::PoolClosed));
            };
            if let Ok(announcement) = serde_json::from_str(message.payload()) {
                return Ok(announcement);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids;
    use crate::testing::{self, World};
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    fn change(households: usize) -> Event {
        Event::List {
            list: ids::new(),
            households: (0..households).map(|_| ids::new()).collect(),
        }
    }

    async fn written(world: &World, event: &Event) {
        let mut tx = world.store.begin(None).await.unwrap();
        put(&mut tx, event).await.unwrap();
        tx.commit().await.unwrap();
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn announced_once_in_the_order_of_writing(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let world = World::new(testing::store(pool, options).await.unwrap())
            .await
            .unwrap();
        let mut listener = Listener::connect(&world.store).await.unwrap();
        let events = (0..5).map(|_| change(1)).collect::<Vec<_>>();
        for event in &events {
            written(&world, event).await;
        }
        // What is taken back is never announced.
        let mut tx = world.store.begin(None).await.unwrap();
        put(&mut tx, &change(1)).await.unwrap();
        drop(tx);
        assert_eq!(world.announced().await.unwrap(), events.len());
        assert_eq!(world.announced().await.unwrap(), 0);
        let mut last = 0;
        for event in events {
            let heard = listener.next().await.unwrap();
            assert_eq!(heard.event, event);
            assert!(heard.number > last);
            last = heard.number;
        }
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn a_wide_change_says_all_of_it(pool: PgPoolOptions, options: PgConnectOptions) {
        let world = World::new(testing::store(pool, options).await.unwrap())
            .await
            .unwrap();
        let mut listener = Listener::connect(&world.store).await.unwrap();
        let Event::List { list, households } = change(500) else {
            unreachable!("a change of a list");
        };
        written(&world, &Event::List { list, households }).await;
        assert_eq!(world.announced().await.unwrap(), 1);
        let heard = listener.next().await.unwrap();
        let all = Event::List {
            list,
            households: Vec::new(),
        };
        assert_eq!(heard.event, all);
    }
}

//! The connection pool, the role that serves, and transactions that know who acts.

use crate::client::Names;
use crate::clock::Clock;
use crate::secret::Keys;
use crate::{Result, StoreError};
use domain::ids::UserId;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Executor, PgPool, Postgres, Transaction};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use tokio::sync::Notify;

/// Everything the store needs; cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) pool: PgPool,
    /// Seals and keyed hashes.
    pub keys: Keys,
    /// Time.
    pub clock: Clock,
    /// Wakes the task that announces outbox rows, on this server.
    pub(crate) announced: Arc<Notify>,
    /// The vocabulary of names, read at the first search.
    pub(crate) names: Arc<Names>,
}

impl Store {
    /// Connects as the role that serves: `threshold_app`, whatever role logged in.
    ///
    /// # Errors
    /// When the database is not reachable, or the login may not become `threshold_app`.
    pub async fn connect(options: PgConnectOptions, keys: Keys, clock: Clock) -> Result<Self> {
        Self::connect_sized(options, 24, keys, clock).await
    }

    /// As [`Store::connect`], with at most so many connections.
    ///
    /// # Errors
    /// As there.
    pub async fn connect_sized(
        options: PgConnectOptions,
        connections: u32,
        keys: Keys,
        clock: Clock,
    ) -> Result<Self> {
        let pool = PgPoolOptions::new()
            .max_connections(connections)
            .after_connect(|connection, _| {
                Box::pin(async move {
                    // Nothing that is asked here runs long enough to be worth compiling, though its estimated cost
                    // among a million people says so: it made a search eight times as slow.
                    connection
                        .execute("set role threshold_app; set jit = off")
                        .await?;
                    Ok(())
                })
            })
            .connect_with(options)
            .await?;
        Ok(Self::from_pool(pool, keys, clock))
    }

    /// Connects as the role that logs in: for the owner's work, never to serve.
    ///
    /// # Errors
    /// When the database is not reachable.
    pub async fn connect_as_owner(
        options: PgConnectOptions,
        keys: Keys,
        clock: Clock,
    ) -> Result<Self> {
        let pool = PgPoolOptions::new()
            .max_connections(2)
            .connect_with(options)
            .await?;
        Ok(Self::from_pool(pool, keys, clock))
    }

    /// A store over a pool that serves already as `threshold_app`.
    #[must_use]
    pub fn from_pool(pool: PgPool, keys: Keys, clock: Clock) -> Self {
        Self {
            pool,
            keys,
            clock,
            announced: Arc::new(Notify::new()),
            names: Arc::default(),
        }
    }

    /// Begins a transaction; every version written in it is recorded as by `user`.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn begin(&self, user: Option<UserId>) -> Result<Tx> {
        let mut inner = self.transaction().await?;
        if let Some(user) = user {
            sqlx::query!(
                "select set_config('threshold.actor', $1, true)",
                user.to_string()
            )
            .fetch_one(&mut *inner)
            .await?;
        }
        Ok(Tx {
            inner,
            announced: Arc::clone(&self.announced),
        })
    }

    /// Begins a transaction that announces nothing. In a task of its own, which goes on when whoever waits for it is
    /// gone: sqlx forgets a BEGIN that was sent and not waited for, the connection goes back to the pool with the
    /// transaction open, and what the next request writes over it is lost.
    #[expect(clippy::disallowed_methods, reason = "this is the place")]
    pub(crate) async fn transaction(&self) -> Result<Transaction<'static, Postgres>> {
        let pool = self.pool.clone();
        let begun = tokio::spawn(async move { pool.begin().await }).await;
        // The task neither panics nor is aborted; at the end of the process nobody waits any more.
        Ok(begun.unwrap_or(Err(sqlx::Error::PoolClosed))?)
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<()> {
        sqlx::query_scalar!("select 1")
            .fetch_one(&self.pool)
            .await?;
        Ok(())
    }
}

/// A transaction. Dropped without [`Tx::commit`], nothing has happened.
#[derive(Debug)]
pub struct Tx {
    inner: Transaction<'static, Postgres>,
    announced: Arc<Notify>,
}

impl Tx {
    /// Makes everything in it durable at once, and wakes the announcer.
    ///
    /// # Errors
    /// When the database refuses or is gone; then nothing has happened.
    pub async fn commit(self) -> Result<()> {
        self.inner.commit().await.map_err(StoreError::from)?;
        self.announced.notify_one();
        Ok(())
    }
}

impl Deref for Tx {
    type Target = sqlx::PgConnection;

    fn deref(&self) -> &Self::Target {
        &self.inner
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.inner
    }
}

#[cfg(test)]
mod tests {
    use crate::draft;
    use crate::testing::{self, World};
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
    use sqlx::{ConnectOptions, Result};
    use std::future::{Future, poll_fn};
    use std::task::Poll;

    /// A browser that goes away leaves the request in the middle, wherever that is.
    #[sqlx::test(migrations = "../../migrations")]
    async fn a_beginning_that_nobody_waits_for_keeps_no_connection(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) -> Result<()> {
        let pool = pool.max_connections(1);
        let world = World::new(testing::store(pool, options.clone()).await.unwrap());
        let world = world.await.unwrap();
        let user = world.user(&[]).await.unwrap().user;
        let mut observer = options.connect().await?;
        for polls in 0..40_i64 {
            let mut begun = Box::pin(world.store.begin(None));
            for _ in 0..polls {
                let done = poll_fn(|context| Poll::Ready(begun.as_mut().poll(context).is_ready()));
                if done.await {
                    break;
                }
                tokio::task::yield_now().await;
            }
            drop(begun);
            draft::save(&world.store, user, "test", None, &polls)
                .await
                .unwrap();
            let kept: i64 = sqlx::query_scalar("select count(*) from draft where kind = 'test'")
                .fetch_one(&mut observer)
                .await?;
            assert_eq!(kept, polls + 1, "after {polls} polls");
        }
        Ok(())
    }
}

//! Stores over the throw-away databases of `#[sqlx::test]`, as the role that serves.

mod account;
mod world;

pub use account::{Account, PASSWORD};
pub use world::{Household, Person, World};

use crate::clock::Clock;
use crate::secret::Keys;
use crate::{Result, Store};
use chrono::{DateTime, Utc};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Executor, PgPool};
use std::time::Duration;
use tokio::time::Instant;

/// Keys that are good for tests only.
///
/// # Panics
/// Never.
#[must_use]
#[expect(clippy::expect_used, reason = "a constant that parses")]
pub fn keys() -> Keys {
    Keys::parse(&"42".repeat(32)).expect("64 digits")
}

/// Noon of November 22, 2026, in Minnesota.
#[must_use]
pub fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_370_400, 0).unwrap_or_default()
}

/// Whether a statement in this database waits for a lock.
pub const SOMEBODY_WAITS: &str = "select exists (select from pg_locks join pg_stat_activity using (pid) \
    where not granted and datname = current_database())";

/// Asks again and again until the answer is yes.
///
/// # Errors
/// When the database cannot be asked.
///
/// # Panics
/// When it never is: a test that waits in vain fails, with what it waited for.
pub async fn until(pool: &PgPool, what: &str, question: &'static str) -> Result<()> {
    let patience = Instant::now() + Duration::from_secs(20);
    while !sqlx::query_scalar::<_, bool>(question)
        .fetch_one(pool)
        .await?
    {
        assert!(Instant::now() < patience, "waited in vain until {what}");
    }
    Ok(())
}

/// A store at [`noon`].
///
/// # Errors
/// When the test database is gone.
pub async fn store(pool: PgPoolOptions, options: PgConnectOptions) -> Result<Store> {
    let pool = pool
        .after_connect(|connection, _| {
            Box::pin(async move {
                connection.execute("set role threshold_app").await?;
                Ok(())
            })
        })
        .connect_with(options)
        .await?;
    Ok(Store::from_pool(pool, keys(), Clock::Fixed(noon())))
}

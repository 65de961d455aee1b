//! Stores over the throw-away databases of `#[sqlx::test]`, as the role that serves.

mod account;
mod world;

pub use account::{Account, PASSWORD};
pub use world::{Household, Person, World};

use crate::clock::Clock;
use crate::secret::Keys;
use crate::{Result, Store};
use chrono::{DateTime, Utc};
use sqlx::Executor;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

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

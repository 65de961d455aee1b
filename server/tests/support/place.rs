//! A throw-away database with a world in it.

use crate::server::Settings;
use anyhow::{Context, Result, ensure};
use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use std::path::Path;
use std::time::Duration;
use store::Store;
use store::clock::Clock;
use store::testing::{self, World};

/// How sessions of the server are told from those of the test.
pub const SERVER: &str = "threshold-under-test";
/// How often a table is looked at, and for how long.
const LOOK_EVERY: Duration = Duration::from_millis(10);
const PATIENCE: Duration = Duration::from_secs(60);

/// A database, a key file, and what lives in it.
pub struct Place {
    /// Sessions of the test, as the owner of the tables.
    pub pool: PgPool,
    /// What `store`'s own tests build, at today's date.
    pub world: World,
    /// What the binary is told.
    pub settings: Settings,
}

impl Place {
    /// Builds it in the database of `#[sqlx::test]`; refuses any other.
    pub async fn new(options: PgConnectOptions, log: &'static str) -> Result<Self> {
        let database = options.get_database().unwrap_or_default().to_owned();
        ensure!(
            database.starts_with("_sqlx_test"),
            "`{database}` is no database for tests: nothing was touched"
        );
        let key_file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{database}.key"));
        std::fs::write(&key_file, "42".repeat(32))?;
        let url = options.to_url_lossy();
        let pool = PgPoolOptions::new()
            .max_connections(4)
            .connect_with(options.clone())
            .await?;
        let store = Store::connect(options, testing::keys(), Clock::System).await?;
        Ok(Self {
            pool,
            world: World::new(store).await?,
            settings: Settings {
                database_url: url.to_string(),
                key_file: key_file.display().to_string(),
                log,
            },
        })
    }

    /// Waits until a question about the database is answered with yes.
    pub async fn until(&self, what: &str, question: &'static str) -> Result<()> {
        let look = async {
            while !sqlx::query_scalar::<_, bool>(question)
                .bind(SERVER)
                .fetch_one(&self.pool)
                .await?
            {
                tokio::time::sleep(LOOK_EVERY).await;
            }
            anyhow::Ok(())
        };
        tokio::time::timeout(PATIENCE, look)
            .await
            .with_context(|| format!("waited in vain until {what}"))?
    }

    /// Does what a statement says to sessions of the server, whose name it takes; it counts them.
    pub async fn interrupt(&self, statement: &'static str) -> Result<()> {
        let reached: i64 = sqlx::query_scalar(statement)
            .bind(SERVER)
            .fetch_one(&self.pool)
            .await?;
        ensure!(reached > 0, "no session of the server was there");
        Ok(())
    }
}

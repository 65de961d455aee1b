//! A throw-away database with a world in it, and places where a save can be held up.

use crate::server::Settings;
use anyhow::{Context, Result, ensure};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions, PgConnection};
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

    /// Waits until a statement of the server stands still at the hold.
    pub async fn until_held(&self) -> Result<()> {
        self.until(
            "the save is held up",
            "select exists (select from pg_stat_activity where datname = current_database() \
             and application_name = $1 and wait_event_type = 'Lock' and wait_event = 'advisory')",
        )
        .await
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

/// A moment in a transaction: it waits there while somebody holds its number.
#[derive(Clone, Copy, Debug)]
pub struct Hold {
    /// What a trigger is made of: moment, table, and when.
    pub trigger: &'static str,
    /// The rows that are meant.
    pub rows: &'static str,
}

impl Hold {
    /// Every moment of them becomes one where transactions wait while its number (its place in the list)
    /// is taken.
    pub async fn prepare(holds: &[Self], connection: &mut PgConnection) -> Result<()> {
        let function = "create function wait_here() returns trigger language plpgsql as $$ begin \
             perform pg_advisory_xact_lock(tg_argv[0]::bigint); \
             if tg_op = 'DELETE' then return old; end if; return new; end $$";
        sqlx::query(function).execute(&mut *connection).await?;
        for (number, hold) in holds.iter().enumerate() {
            let (kind, moment) = match hold.trigger.strip_prefix("commit after ") {
                Some(moment) => (
                    "constraint ",
                    format!("after {moment} deferrable initially deferred"),
                ),
                None => ("", hold.trigger.to_owned()),
            };
            let statement = format!(
                "create {kind}trigger a_wait_{number} {moment} for each row when ({}) \
                 execute function wait_here({number})",
                hold.rows,
            );
            sqlx::query(AssertSqlSafe(statement))
                .execute(&mut *connection)
                .await?;
        }
        Ok(())
    }

    /// Takes a number: whoever comes to that moment waits.
    pub async fn take(number: usize, connection: &mut PgConnection) -> Result<()> {
        sqlx::query("select pg_advisory_lock($1)")
            .bind(i64::try_from(number)?)
            .execute(connection)
            .await?;
        Ok(())
    }

    /// Gives it back: who waits goes on.
    pub async fn release(number: usize, connection: &mut PgConnection) -> Result<()> {
        sqlx::query("select pg_advisory_unlock($1)")
            .bind(i64::try_from(number)?)
            .execute(connection)
            .await?;
        Ok(())
    }
}

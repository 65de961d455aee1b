//! Every statement that writes is a step of its request, found as it runs; a test holds requests at one.

use crate::place::{Place, SERVER};
use anyhow::{Context, Result, bail};
use sqlx::pool::PoolConnection;
use sqlx::{AssertSqlSafe, Postgres};
use std::time::{Duration, Instant};

/// The step after the last one: everything is written, and PostgreSQL has been told to commit.
pub const COMMIT: i64 = 0;
const LOOK_EVERY: Duration = Duration::from_millis(5);
const PATIENCE: Duration = Duration::from_secs(60);

/// Triggers on every table. A statement waits before it does anything, and a transaction before it commits, while
/// somebody holds the number of the step. Jobs act for nobody and take no part, and what a trigger writes belongs to
/// the statement that fired it.
const TRIGGERS: [&str; 4] = [
    "create sequence step",
    "create function come_to_step() returns trigger language plpgsql as $$
     declare
         number bigint;
     begin
         if pg_trigger_depth() > 1 or coalesce(current_setting('threshold.actor', true), '') = '' then
             return null;
         end if;
         number := nextval('step');
         perform pg_advisory_lock_shared(number);
         perform pg_advisory_unlock_shared(number);
         return null;
     end $$",
    "create function come_to_commit() returns trigger language plpgsql as $$
     begin
         if coalesce(current_setting('threshold.actor', true), '') <> ''
             and coalesce(current_setting('step.commits', true), '') = '' then
             perform set_config('step.commits', 'yes', true);
             perform pg_advisory_lock_shared(0);
             perform pg_advisory_unlock_shared(0);
         end if;
         return null;
     end $$",
    "do $$
     declare
         one text;
     begin
         for one in select tablename from pg_tables
             where schemaname = 'public' and tablename <> '_sqlx_migrations' loop
             execute format('create trigger a_step before insert or update or delete on %I
                 for each statement execute function come_to_step()', one);
             execute format('create constraint trigger commits after insert or update or delete on %I
                 deferrable initially deferred for each row execute function come_to_commit()', one);
         end loop;
     end $$",
];

/// Who waits for whom, and what the statement is.
const HELD: &str = "select objid::bigint, query from pg_locks join pg_stat_activity using (pid) \
    where datname = current_database() and application_name = $1 and locktype = 'advisory' and not granted";

/// Holds steps, in a session of its own.
pub struct Steps {
    holder: PoolConnection<Postgres>,
}

/// Where a request stands still.
pub struct Held {
    /// The step's number, or [`COMMIT`].
    pub number: i64,
    /// Its statement.
    pub statement: String,
}

impl Steps {
    /// Makes steps of the statements that run from now on.
    pub async fn prepare(place: &Place) -> Result<Self> {
        for statement in TRIGGERS {
            sqlx::query(AssertSqlSafe(statement))
                .execute(&place.pool)
                .await?;
        }
        Self::again(place).await
    }

    /// Another session, where the one before has ended with its PostgreSQL.
    pub async fn again(place: &Place) -> Result<Self> {
        let holder = place.pool.acquire().await?;
        Ok(Self { holder })
    }

    /// The next request waits at the step with that number, counted from one, or where it has fewer, at its commit.
    pub async fn hold(&mut self, number: i64) -> Result<()> {
        for statement in [
            "select setval('step', 1, false)",
            "select pg_advisory_lock($1)",
            "select pg_advisory_lock(0)",
        ] {
            let query = sqlx::query(statement);
            let query = if statement.contains("$1") {
                query.bind(number)
            } else {
                query
            };
            query.execute(&mut *self.holder).await?;
        }
        Ok(())
    }

    /// Who waits goes on.
    pub async fn release(&mut self) -> Result<()> {
        sqlx::query("select pg_advisory_unlock_all()")
            .execute(&mut *self.holder)
            .await?;
        Ok(())
    }

    /// Waits until a request stands still. Where it was answered instead, that is an error.
    pub async fn held(&mut self, answered: impl Fn() -> bool) -> Result<Held> {
        let patience = Instant::now() + PATIENCE;
        loop {
            let over = answered();
            let held: Option<(i64, String)> = sqlx::query_as(HELD)
                .bind(SERVER)
                .fetch_optional(&mut *self.holder)
                .await
                .context("who is held cannot be asked")?;
            if let Some((number, statement)) = held {
                return Ok(Held { number, statement });
            }
            if over {
                bail!("the request was answered and wrote nothing");
            }
            if Instant::now() > patience {
                bail!("waited in vain until the request is held up");
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }
}

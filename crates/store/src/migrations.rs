//! Bringing a database to this version's schema, as its owner.

use crate::Result;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

static MIGRATOR: Migrator = sqlx::migrate!("../../migrations");

/// Applies what is missing; returns how many migrations the database has now.
///
/// # Errors
/// When the database is not reachable, or a migration fails: then it is as it was before that one.
pub async fn migrate(options: PgConnectOptions) -> Result<usize, MigrateError> {
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .connect_with(options)
        .await?;
    MIGRATOR.run(&pool).await?;
    pool.close().await;
    Ok(MIGRATOR.iter().count())
}

//! What the environment says: database, keys, logs.

use anyhow::{Context, bail};
use clap::Args;
use sqlx::postgres::PgConnectOptions;
use std::io::IsTerminal;
use std::path::PathBuf;
use store::Store;
use store::clock::Clock;
use store::secret::Keys;
use tracing_subscriber::EnvFilter;

/// Where the data is, and what seals it. The same for every subcommand.
#[derive(Debug, Args)]
pub struct Data {
    /// The database, as postgres://role@host/name
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: String,
    /// File with the keys that seal personal values, one `<number> <64 hexadecimal digits>` a line; the last one
    /// seals
    #[arg(long, env = "THRESHOLD_KEY_FILE")]
    pub key_file: Option<PathBuf>,
}

impl Data {
    /// How to reach the database.
    pub fn options(&self) -> anyhow::Result<PgConnectOptions> {
        self.database_url
            .parse()
            .context("DATABASE_URL is not understood")
    }

    /// The keys.
    pub fn keys(&self) -> anyhow::Result<Keys> {
        let Some(path) = &self.key_file else {
            bail!("no key file: set THRESHOLD_KEY_FILE (docs/OPERATIONS.md says how to make one)");
        };
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("the key file {} cannot be read", path.display()))?;
        Ok(Keys::parse(&text)?)
    }

    /// The store, as the role that serves.
    pub async fn store(&self) -> anyhow::Result<Store> {
        Store::connect(self.options()?, self.keys()?, Clock::System)
            .await
            .context("the database cannot be reached as threshold_app")
    }

    /// The store, as the role that logs in.
    pub async fn owner_store(&self) -> anyhow::Result<Store> {
        Store::connect_as_owner(self.options()?, self.keys()?, Clock::System)
            .await
            .context("the database cannot be reached")
    }
}

/// Logs to standard error: words for a terminal, JSON with THRESHOLD_LOG_FORMAT=json.
/// `filter` holds unless THRESHOLD_LOG has one.
pub fn start_logging(filter: &str) {
    let filter =
        EnvFilter::try_from_env("THRESHOLD_LOG").unwrap_or_else(|_| EnvFilter::new(filter));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        // A file and a journal are not to be filled with codes for colors.
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    if std::env::var("THRESHOLD_LOG_FORMAT").is_ok_and(|format| format == "json") {
        builder.json().init();
    } else {
        builder.with_target(false).init();
    }
}

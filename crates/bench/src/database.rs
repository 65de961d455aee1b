//! The database that is measured: filled with a crowd at its first use.

use anyhow::{Context, Result};
use chrono::NaiveDate;
use clap::Args;
use domain::ids::UserId;
use sqlx::postgres::PgConnectOptions;
use std::path::PathBuf;
use std::time::Instant;
use store::Store;
use store::clock::Clock;
use store::demo::crowd as loader;
use store::secret::Keys;
use synthetic::crowd::{Crowd, Recorded};

/// The day on which everything is asked.
const TODAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 11, 14);

#[derive(Args)]
pub(crate) struct Database {
    /// How many people
    #[arg(long, default_value_t = 100_000)]
    pub(crate) people: u64,
    /// Another seed, another crowd and other slips
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The database, as the role that owns its tables
    #[arg(long, env = "BENCH_OWNER_URL", hide_env_values = true)]
    owner_url: String,
    /// The database, as the role that serves
    #[arg(long, env = "BENCH_APP_URL", hide_env_values = true)]
    pub(crate) app_url: String,
    /// The key file
    #[arg(long)]
    key_file: PathBuf,
}

impl Database {
    /// The crowd that the database holds.
    pub(crate) fn crowd(&self) -> Result<Crowd> {
        Ok(Crowd::new(self.seed, TODAY.context("a day")?))
    }

    /// The store as the role that owns the tables, with these records of the crowd, and who asks.
    pub(crate) async fn filled(
        &self,
        crowd: &Crowd,
        records: impl Iterator<Item = Recorded>,
    ) -> Result<(Store, UserId)> {
        let options: PgConnectOptions = self.owner_url.parse()?;
        store::migrate(options.clone()).await?;
        let owner = Store::connect_as_owner(options, self.keys()?, Clock::System).await?;
        store::demo::load(&owner, TODAY.context("a day")?).await?;
        if loader::is_loaded(&owner).await? {
            // Else the server would do it while it is measured.
            store::client::refresh_frequencies_nightly(&owner).await?;
            let user = loader::everywhere(&owner).await?;
            return Ok((owner, user));
        }
        let started = Instant::now();
        let user = loader::load(&owner, records, crowd.spellings().half(), |done| {
            if done % 50_000 == 0 {
                eprintln!("  {done} records, {:.0} s", started.elapsed().as_secs_f64());
            }
        })
        .await?;
        eprintln!("  loaded in {:.0} s", started.elapsed().as_secs_f64());
        Ok((owner, user))
    }

    /// The store as a server connects, with so many connections.
    pub(crate) async fn serving(&self, connections: u32) -> Result<Store> {
        self.connect(self.app_url.parse()?, connections).await
    }

    /// The store as a server connects, by another way.
    pub(crate) async fn connect(
        &self,
        options: PgConnectOptions,
        connections: u32,
    ) -> Result<Store> {
        Ok(Store::connect_sized(options, connections, self.keys()?, Clock::System).await?)
    }

    fn keys(&self) -> Result<Keys> {
        let text = std::fs::read_to_string(&self.key_file).context("cannot read the key file")?;
        Ok(Keys::parse(&text)?)
    }
}

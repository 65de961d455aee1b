//! `bench search`: a crowd is loaded once, asked for with slips, and timed.

mod recall;
mod speed;

use anyhow::{Context, Result};
use chrono::NaiveDate;
use clap::Args;
use domain::access::Actor;
use sqlx::postgres::PgConnectOptions;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::time::Instant;
use store::Store;
use store::clock::Clock;
use store::demo::crowd as loader;
use store::secret::Keys;
use synthetic::crowd::{Asked, Crowd, SLIPS};

#[derive(Args)]
pub(crate) struct Search {
    /// How many people
    #[arg(long, default_value_t = 100_000)]
    people: u64,
    /// Lines asked of each kind of slip
    #[arg(long, default_value_t = 150)]
    lines: usize,
    /// Another seed, another crowd and other slips
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The database, as the role that owns its tables
    #[arg(long, env = "BENCH_OWNER_URL", hide_env_values = true)]
    owner_url: String,
    /// The database, as the role that serves
    #[arg(long, env = "BENCH_APP_URL", hide_env_values = true)]
    app_url: String,
    /// The key file
    #[arg(long)]
    key_file: PathBuf,
    /// Recall only
    #[arg(long)]
    recall_only: bool,
    /// Shows so many lines that did not find their person
    #[arg(long, default_value_t = 0)]
    misses: usize,
}

/// The day on which everything is asked.
const TODAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 11, 14);

/// What all measures need.
pub(crate) struct Scene {
    pub(crate) store: Store,
    pub(crate) actor: Actor,
    pub(crate) asked: Vec<Asked>,
}

impl Search {
    pub(crate) async fn call(self) -> Result<()> {
        let today = TODAY.context("a day")?;
        let keys = Keys::parse(&std::fs::read_to_string(&self.key_file)?)?;
        let crowd = Crowd::new(self.seed, today);
        let owner: PgConnectOptions = self.owner_url.parse()?;
        store::migrate(owner.clone()).await?;
        let owner = Store::connect_as_owner(owner, keys.clone(), Clock::System).await?;
        store::demo::load(&owner, today).await?;
        let user = if loader::is_loaded(&owner).await? {
            loader::everywhere(&owner).await?
        } else {
            let started = Instant::now();
            let people = (0..self.people).map(|number| crowd.person(number).into());
            let spellings = crowd.spellings().half();
            let user = loader::load(&owner, people, spellings, |done| {
                if done % 50_000 == 0 {
                    eprintln!("  {done} people, {:.0} s", started.elapsed().as_secs_f64());
                }
            })
            .await?;
            eprintln!("  loaded in {:.0} s", started.elapsed().as_secs_f64());
            user
        };
        let store = connect(&self.app_url, 1, &keys).await?;
        let actor = store::identity::actor(&store, user)
            .await?
            .context("a user")?;
        let asked = self.lines(&crowd);
        let scene = Scene {
            store,
            actor,
            asked,
        };
        recall::measure(&scene, self.misses).await?;
        if !self.recall_only {
            speed::measure(&scene, &self.app_url, &keys).await?;
        }
        Ok(())
    }

    /// Lines of every kind, of people spread over the crowd.
    fn lines(&self, crowd: &Crowd) -> Vec<Asked> {
        let mut bearers: HashMap<u64, u32> = HashMap::new();
        for number in 0..self.people {
            *bearers.entry(full_name(crowd, number)).or_default() += 1;
        }
        let mut asked = Vec::new();
        for slip in SLIPS {
            let mut found = 0;
            // Every so-manieth person, until there are lines enough.
            for number in 0..self.people {
                let number = number.wrapping_mul(611_953) % self.people;
                let person = crowd.person(number);
                let many = bearers.get(&full_name(crowd, number)).copied().unwrap_or(1);
                if let Some(line) = crowd.ask(&person, slip, many as usize) {
                    // Of spellings, those that no table knows.
                    if !line.known_class {
                        asked.push(line);
                        found += 1;
                    }
                }
                if found == self.lines {
                    break;
                }
            }
        }
        asked
    }
}

fn full_name(crowd: &Crowd, number: u64) -> u64 {
    let person = crowd.person(number);
    let mut hasher = DefaultHasher::new();
    crowd.spoken(&person).hash(&mut hasher);
    hasher.finish()
}

/// Connections of the role that serves.
/// As a server connects.
pub(crate) async fn connect(url: &str, connections: u32, keys: &Keys) -> Result<Store> {
    Ok(Store::connect_sized(url.parse()?, connections, keys.clone(), Clock::System).await?)
}

//! `bench search`: a crowd is loaded once, asked for with slips, and timed.

mod browser;
mod http;
mod pgbench;
mod plans;
mod recall;
mod replay;
mod speed;
mod statements;

use crate::database::Database;
use anyhow::{Context, Result};
use clap::Args;
use domain::access::Actor;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use store::Store;
use store::demo::crowd as loader;
use synthetic::crowd::{Asked, Crowd, SLIPS, Slip};

/// Connections of the server that is measured, and of pgbench.
const CONNECTIONS: usize = 8;
/// Lines that both are asked, over and over.
const SAMPLE: usize = 500;
/// How long each measure of speed lasts.
const LASTS: Duration = Duration::from_secs(12);

#[derive(Args)]
pub(crate) struct Search {
    #[command(flatten)]
    database: Database,
    /// Lines asked of each kind of slip
    #[arg(long, default_value_t = 150)]
    lines: usize,
    /// Only kinds of slip whose words hold this
    #[arg(long)]
    slip: Option<String>,
    /// Recall only
    #[arg(long)]
    recall_only: bool,
    /// Shows so many lines that did not find their person
    #[arg(long, default_value_t = 0)]
    misses: usize,
    /// Measures the server that listens there, and nothing else
    #[arg(long)]
    server: Option<SocketAddr>,
    #[command(flatten)]
    replay: Option<replay::Replay>,
}

/// What all measures need.
pub(crate) struct Scene {
    pub(crate) store: Store,
    pub(crate) actor: Actor,
    pub(crate) asked: Vec<Asked>,
}

impl Search {
    pub(crate) async fn call(self) -> Result<()> {
        let crowd = self.database.crowd()?;
        let people = (0..self.database.people).map(|number| crowd.person(number).into());
        let (owner, user) = self.database.filled(&crowd, people).await?;
        // Else the server would look for second records while it is measured.
        loader::leave_to_find(&owner, &[]).await?;
        let store = self.database.serving(1).await?;
        let actor = store::identity::actor(&store, user)
            .await?
            .context("a user")?;
        let asked = self.lines(&crowd);
        let scene = Arc::new(Scene {
            store,
            actor,
            asked,
        });
        if let Some(server) = self.server {
            let rate = http::measure(&scene, server)?;
            return match &self.replay {
                Some(replay) => replay.measure(&scene, &self.database, rate).await,
                None => Ok(()),
            };
        }
        recall::measure(&scene, &crowd, self.misses).await?;
        if !self.recall_only {
            speed::measure(&scene, &self.database).await?;
        }
        Ok(())
    }

    /// Lines of every kind, of people spread over the crowd.
    fn lines(&self, crowd: &Crowd) -> Vec<Asked> {
        let people = self.database.people;
        let mut bearers: HashMap<u64, u32> = HashMap::new();
        for number in 0..people {
            for name in spoken(crowd, number) {
                *bearers.entry(name).or_default() += 1;
            }
        }
        let mut asked = Vec::new();
        let asked_for = |slip: &Slip| {
            let words = self.slip.as_deref();
            words.is_none_or(|words| slip.words().contains(words))
        };
        for slip in SLIPS.into_iter().filter(asked_for) {
            let mut found = 0;
            // Every so-manieth person, until there are lines enough.
            for number in 0..people {
                let number = number.wrapping_mul(611_953) % people;
                let person = crowd.person(number);
                let names = spoken(crowd, number);
                // Some slips leave a part of the name out.
                let typed = match slip {
                    Slip::HalfOfDouble | Slip::Particle => names.as_slice(),
                    _ => &names[..names.len().min(1)],
                };
                let many = typed
                    .iter()
                    .filter_map(|name| bearers.get(name))
                    .copied()
                    .max();
                let many = many.unwrap_or(1);
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

impl Scene {
    /// A line by its turn: neighbors of a kind do not follow each other.
    pub(crate) fn line(&self, turn: usize) -> &str {
        &self.asked[turn.wrapping_mul(7_919) % self.asked.len()].line
    }
}

/// The names by which somebody is called, the whole one first.
fn spoken(crowd: &Crowd, number: u64) -> Vec<u64> {
    let names = crowd.spoken(&crowd.person(number)).into_iter();
    names
        .map(|name| {
            let mut hasher = DefaultHasher::new();
            name.hash(&mut hasher);
            hasher.finish()
        })
        .collect()
}

//! What the database alone can do: the statements of a sample of searches, sent by pgbench.

use super::pgbench::{self, Script};
use super::statements::{Executed, executed};
use super::{CONNECTIONS, SAMPLE, Scene, plans};
use crate::database::Database;
use anyhow::{Context, Result, ensure};
use clap::Args;
use sqlx::postgres::PgConnectOptions;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::PathBuf;
use store::demo::{PASSWORD, crowd};
use store::{Store, identity};

/// What pgbench needs; nothing of it where somebody brings a database of their own.
#[derive(Args)]
pub(super) struct Replay {
    /// The program
    #[arg(long, required = false)]
    pgbench: PathBuf,
    /// The database, as a superuser: only they may have statements logged
    #[arg(long, required = false)]
    superuser_url: String,
    /// Where they are logged
    #[arg(long, required = false)]
    postgres_log: PathBuf,
}

/// Lines that are asked in each way, for their plans.
const PLANNED: usize = 60;

impl Replay {
    /// Prints what pgbench did, what part of it the server's rate is, and the plan of each statement.
    pub(super) async fn measure(
        &self,
        scene: &Scene,
        database: &Database,
        http: f64,
    ) -> Result<()> {
        let superuser = self.superuser_url.parse()?;
        let searches = self.sample(scene, database).await?;
        let scripts = scripts(searches);
        let rate = pgbench::run(&self.pgbench, &superuser, &database.app_url, &scripts).await?;
        println!(
            "| pgbench | {CONNECTIONS} | {:.0} | mean {:.1} ms |",
            rate.searches, rate.mean
        );
        println!("\nHTTP / pgbench: {:.2}", http / rate.searches);
        plans::print(&superuser, self.every_way(scene, database).await?).await
    }

    /// What each line of the sample sends, the look at the session among it.
    async fn sample(&self, scene: &Scene, database: &Database) -> Result<Vec<Vec<Executed>>> {
        let token = signed_in(scene).await?;
        let (store, log) = self.overheard(database).await?;
        for turn in 0..SAMPLE {
            identity::viewer(&store, &token).await?;
            let typing = store::ids::new();
            store::client::suggest(&store, &scene.actor, scene.line(turn), typing).await?;
        }
        let searches = searches(log.since()?);
        ensure!(
            searches.len() == SAMPLE,
            "PostgreSQL logged {} of {SAMPLE} searches",
            searches.len()
        );
        Ok(searches)
    }

    /// What all ways of looking for somebody send: the box, the page with its filters, the new-client form, the empty
    /// box.
    async fn every_way(&self, scene: &Scene, database: &Database) -> Result<Vec<Executed>> {
        let token = signed_in(scene).await?;
        let (store, log) = self.overheard(database).await?;
        let viewer = identity::viewer(&store, &token).await?;
        let actor = viewer.context("signed in")?.actor;
        let open = store::client::Filter {
            open: Some(true),
            ..store::client::Filter::default()
        };
        for turn in 0..PLANNED {
            let line = scene.line(turn);
            store::client::search(&store, &actor, line, None).await?;
            store::client::search_within(&store, &actor, line, None, &open).await?;
            let typed = domain::new_client::from_line(line, store.clock.office_day());
            store::client::similar(&store, &actor, &typed, store::ids::new()).await?;
            store::client::recently_opened(&store, &actor).await?;
        }
        log.since()
    }

    /// A store on one connection whose statements are logged, and the log from here on.
    async fn overheard(&self, database: &Database) -> Result<(Store, Log)> {
        let options: PgConnectOptions = self.superuser_url.parse()?;
        let options = options.options([
            ("log_min_duration_statement", "0"),
            ("log_parameter_max_length", "-1"),
            ("log_error_verbosity", "default"),
        ]);
        let store = database.connect(options, 1).await?;
        store::client::warm_up(&store).await?;
        let mut log = File::open(&self.postgres_log).context("cannot read PostgreSQL's log")?;
        log.seek(SeekFrom::End(0))?;
        Ok((store, Log(log)))
    }
}

/// Signs in beside the browsers that were measured, whose session ends with it.
async fn signed_in(scene: &Scene) -> Result<String> {
    let signed = identity::sign_in(&scene.store, crowd::EMAIL, PASSWORD, "192.0.2.1", "bench");
    Ok(signed.await?.token)
}

/// PostgreSQL's log, from a moment on.
struct Log(File);

impl Log {
    fn since(mut self) -> Result<Vec<Executed>> {
        let mut text = String::new();
        self.0.read_to_string(&mut text)?;
        Ok(executed(&text))
    }
}

/// Parted after each search: the last thing that one does is to write the audit.
fn searches(executed: Vec<Executed>) -> Vec<Vec<Executed>> {
    let mut searches = vec![Vec::new()];
    for one in executed {
        let last = one.statement.trim_start().starts_with("insert into audit");
        if let Some(search) = searches.last_mut() {
            search.push(one);
        }
        if last {
            searches.push(Vec::new());
        }
    }
    searches.pop();
    searches
}

/// One script for all searches that send the same statements.
fn scripts(searches: Vec<Vec<Executed>>) -> Vec<Script> {
    let mut scripts: BTreeMap<Vec<String>, Script> = BTreeMap::new();
    for search in searches {
        let (statements, parameters): (Vec<_>, Vec<_>) = search
            .into_iter()
            .map(|one| (one.statement, one.parameters))
            .unzip();
        let script = scripts.entry(statements.clone()).or_insert(Script {
            statements,
            samples: Vec::new(),
        });
        script.samples.push(parameters);
    }
    scripts.into_values().collect()
}

//! What the database alone can do: the statements of a sample of searches, sent by pgbench.

use super::pgbench::{self, Script};
use super::statements::{Executed, executed};
use super::{CONNECTIONS, SAMPLE, Scene};
use crate::database::Database;
use anyhow::{Context, Result, ensure};
use clap::Args;
use sqlx::postgres::PgConnectOptions;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::PathBuf;

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

impl Replay {
    /// Prints what pgbench did, and what part of it the server's rate is.
    pub(super) async fn measure(
        &self,
        scene: &Scene,
        database: &Database,
        http: f64,
    ) -> Result<()> {
        let searches = self.sample(scene, database).await?;
        let superuser = self.superuser_url.parse()?;
        let scripts = scripts(searches);
        let rate = pgbench::run(&self.pgbench, &superuser, &database.app_url, &scripts).await?;
        println!(
            "| pgbench | {CONNECTIONS} | {:.0} | mean {:.1} ms |",
            rate.searches, rate.mean
        );
        println!("\nHTTP / pgbench: {:.2}", http / rate.searches);
        Ok(())
    }

    /// What each line of the sample sends. Statements are logged for this one connection only.
    async fn sample(&self, scene: &Scene, database: &Database) -> Result<Vec<Vec<Executed>>> {
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
        for turn in 0..SAMPLE {
            let typing = store::ids::new();
            store::client::suggest(&store, &scene.actor, scene.line(turn), typing).await?;
        }
        let mut text = String::new();
        log.read_to_string(&mut text)?;
        let searches = searches(executed(&text));
        ensure!(
            searches.len() == SAMPLE,
            "PostgreSQL logged {} of {SAMPLE} searches",
            searches.len()
        );
        Ok(searches)
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

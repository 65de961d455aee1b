//! `cargo xtask bench`: measures on a database of its own in the durable private PostgreSQL.

use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use clap::Args;

use crate::cargo;
use crate::postgres::{Postgres, Purpose, Role};
use crate::process;
use crate::project::Project;
use crate::{say, server};

#[derive(Args)]
pub(crate) struct Bench {
    /// What to measure: `search`
    measure: String,
    /// How many people; each number has a database of its own, which is filled once
    #[arg(long, default_value_t = 100_000)]
    people: u64,
    /// What else to pass on, such as `--recall-only`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

impl Bench {
    pub(crate) fn call(&self, project: &Project) -> Result<ExitCode> {
        say::timed("Building what measures", || {
            process::run(cargo::cargo(project).args(["build", "--release", "-p", "bench"]))
        })?;
        let postgres = Postgres::open(project, Purpose::Run)?;
        let database = postgres.main_database(&format!("bench_{}", self.people))?;
        if postgres.ensure(&database)? {
            say::note(&format!("created the database {database}"));
        }
        let mut bench = Command::new(project.target().join("release/bench"));
        bench
            .arg(&self.measure)
            .args(["--people", &self.people.to_string()])
            .arg("--key-file")
            .arg(server::key_file(project)?)
            .args(&self.arguments)
            .env("BENCH_OWNER_URL", postgres.url(Role::Owner, &database)?)
            .env("BENCH_APP_URL", postgres.url(Role::App, &database)?);
        let status = bench.status().context("cannot start the bench")?;
        Ok(if status.success() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

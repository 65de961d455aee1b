//! `cargo xtask bench`: measures on a database of its own in the durable private PostgreSQL.

use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::postgres::{Postgres, Purpose, Role};
use crate::project::Project;
use crate::server::{self, Background, Threshold};
use crate::{cargo, process, say};

#[derive(Args)]
pub(crate) struct Bench {
    /// What to measure
    measure: Measure,
    /// How many people; each number has a database of its own, which is filled once
    #[arg(long, default_value_t = 100_000)]
    people: u64,
    /// Another seed, another crowd and other slips, in a database of their own
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// What else to pass on, such as `--recall-only`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Measure {
    /// What search finds, and how fast: by itself, through the server, and beside pgbench
    Search,
    /// What the job finds that looks for second records, and how fast
    Duplicates,
}

impl Bench {
    pub(crate) fn call(&self, project: &Project) -> Result<ExitCode> {
        say::timed("Building what measures", || {
            let mut build = cargo::cargo(project);
            cargo::native(build.arg("build")).args(["--release", "--bin", "bench"]);
            process::run(&mut build)
        })?;
        let serves = self.measure == Measure::Search
            && !self.arguments.iter().any(|one| one == "--recall-only");
        // Before anything is measured, so that nothing is hot from compiling.
        let executable = if serves {
            Some(say::timed("Building the server", || {
                server::build(project, true, None)
            })?)
        } else {
            None
        };
        let postgres = Postgres::open(project, Purpose::Run)?;
        let crowd = match self.seed {
            1 => self.people.to_string(),
            seed => format!("{}_seed_{seed}", self.people),
        };
        let database = postgres.main_database(&match self.measure {
            Measure::Search => format!("bench_{crowd}"),
            Measure::Duplicates => format!("bench_duplicates_{crowd}"),
        })?;
        if postgres.ensure(&database)? {
            say::note(&format!("created the database {database}"));
        }
        let status = self.bench(project, &postgres, &database)?.status();
        let mut good = status.context("cannot start the bench")?.success();
        if let (true, Some(executable)) = (good, executable) {
            let threshold = Threshold {
                executable,
                postgres: &postgres,
                database,
                key_file: server::key_file(project)?,
            };
            good = self.served(project, &threshold)?;
        }
        Ok(if good {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }

    /// Measures the server, and where the PostgreSQL is ours pgbench beside it.
    fn served(&self, project: &Project, threshold: &Threshold<'_>) -> Result<bool> {
        let address = server::free_address()?;
        let mut serve = threshold.call(&["serve"])?;
        serve
            .args(["--addr", &address, "--site-root"])
            .arg(project.target().join("site"));
        let log = project.scratch("logs")?.join("bench-server.log");
        let mut running = Background::start(&mut serve, &log)?;
        server::wait_until_ready(&mut running, &address)
            .with_context(|| format!("the server's log is {}", log.display()))?;
        let mut bench = self.bench(project, threshold.postgres, &threshold.database)?;
        bench.args(["--server", &address]);
        match threshold.postgres {
            Postgres::Private(cluster) => {
                bench
                    .arg("--pgbench")
                    .arg(cluster.pgbench())
                    .arg("--superuser-url")
                    .arg(cluster.superuser_url(&threshold.database))
                    .arg("--postgres-log")
                    .arg(cluster.log());
            }
            Postgres::Given(_) => say::note("pgbench is run beside the private PostgreSQL only"),
        }
        let status = bench.status().context("cannot start the bench")?;
        running.still_alive()?;
        Ok(status.success())
    }

    fn bench(&self, project: &Project, postgres: &Postgres, database: &str) -> Result<Command> {
        let mut bench = Command::new(project.target().join("release/bench"));
        bench
            .arg(match self.measure {
                Measure::Search => "search",
                Measure::Duplicates => "duplicates",
            })
            .args(["--people", &self.people.to_string()])
            .args(["--seed", &self.seed.to_string()])
            .arg("--key-file")
            .arg(server::key_file(project)?)
            .args(&self.arguments)
            .env("BENCH_OWNER_URL", postgres.url(Role::Owner, database)?)
            .env("BENCH_APP_URL", postgres.url(Role::App, database)?);
        Ok(bench)
    }
}

//! `cargo xtask run`: from a fresh checkout to a page in the browser.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::commands::build::{Built, both_halves, effort};
use crate::postgres::{self, Postgres, Purpose};
use crate::project::Project;
use crate::server::{self, Interrupt, Threshold};
use crate::wasm::Compiler;
use crate::{process, say, site};

/// The database of `run`, `import` and `threshold` in the private cluster.
pub(crate) const DATABASE: &str = "threshold_demo";

#[derive(Args)]
pub(crate) struct Run {
    /// Optimised builds of both halves, precompressed: slow to build, fast to use
    #[arg(long)]
    release: bool,
    /// Where to listen
    #[arg(long, default_value = "127.0.0.1:3000", env = "THRESHOLD_ADDR")]
    addr: String,
    /// Leave an empty database empty
    #[arg(long)]
    no_demo: bool,
}

impl Run {
    pub(crate) fn call(&self, project: &Project) -> Result<ExitCode> {
        let interrupt = Interrupt::watch()?;
        server::demand_free(&self.addr)?;
        let effort = effort(self.release);
        let (compiler, postgres) = say::timed("Looking for what is needed", || {
            let compiler = Compiler::find_or_install(project)?;
            site::prepare(project)?;
            anyhow::Ok((compiler, Postgres::open(project, Purpose::Run)?))
        })?;
        tell_database(&postgres);
        let database = postgres.main_database(DATABASE)?;
        postgres::refuse_test_name(&database)?;
        if postgres.ensure(&database)? {
            say::note(&format!("created the database {database}"));
        }

        let Built {
            executable,
            site_root,
        } = both_halves(project, &compiler, effort)?;

        let key_file = server::key_file(project)?;
        let threshold = Threshold {
            executable,
            postgres: &postgres,
            database,
            key_file,
        };
        say::timed("Migrating the database", || {
            process::run(&mut threshold.call(&["migrate"])?)
        })?;
        if self.wants_demo() {
            say::timed("Demo data, when the database is empty", || {
                process::run(&mut threshold.call(&["demo", "--if-empty"])?)
            })?;
        }
        if interrupt.came() {
            bail!("interrupted");
        }

        eprintln!("> Serving on http://{} (Ctrl-C ends it)", self.addr);
        let mut serve = threshold.call(&["serve"])?;
        serve
            .args(["--addr", &self.addr, "--site-root"])
            .arg(&site_root);
        let mut child = serve.spawn().context("cannot start the server")?;
        let status = interrupt.wait(&mut child)?;
        if interrupt.came() {
            say::note("stopped");
            return Ok(ExitCode::SUCCESS);
        }
        bail!("the server ended by itself ({status})")
    }

    /// Somebody who brings a database and a key of their own has real data in mind.
    fn wants_demo(&self) -> bool {
        let real = postgres::given_url().is_some() && server::given_key_file().is_some();
        if real && !self.no_demo {
            say::note("DATABASE_URL and THRESHOLD_KEY_FILE are yours: no demo data is loaded");
        }
        !real && !self.no_demo
    }
}

fn tell_database(postgres: &Postgres) {
    match postgres {
        Postgres::Given(_) => say::note("using the database of DATABASE_URL"),
        Postgres::Private(cluster) => {
            if cluster.started_here() {
                say::note("started the private PostgreSQL");
            }
            say::note("This is for trying out. For real data set DATABASE_URL to a database of");
            say::note("your own and THRESHOLD_KEY_FILE to a key that you keep safe.");
        }
    }
}

//! `cargo xtask pg`: the PostgreSQL of the tests, left running for developers.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::postgres::{Cluster, Postgres, Purpose, Role};
use crate::project::Project;
use crate::say;
use crate::stages::TEST_DATABASE;

/// Always the private one: who has a DATABASE_URL needs nobody to print it.
#[derive(Args)]
pub(crate) struct Pg {
    /// Stop it instead, and the one of `run` too
    #[arg(long)]
    stop: bool,
}

impl Pg {
    pub(crate) fn call(&self, project: &Project) -> Result<ExitCode> {
        if self.stop {
            for (purpose, whose) in [(Purpose::Test, "the tests"), (Purpose::Run, "`run`")] {
                if Cluster::stop(project, purpose)? {
                    say::note(&format!("stopped the PostgreSQL of {whose}"));
                }
            }
            return Ok(ExitCode::SUCCESS);
        }
        let mut cluster = Cluster::start(project, Purpose::Test)?;
        cluster.keep();
        let postgres = Postgres::Private(Box::new(cluster));
        postgres.ensure(TEST_DATABASE)?;
        // Nothing but the URL: `export DATABASE_URL=$(cargo xtask pg)` works.
        println!("{}", postgres.url(Role::Owner, TEST_DATABASE)?);
        Ok(ExitCode::SUCCESS)
    }
}

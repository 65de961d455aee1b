//! `cargo xtask pg`: the PostgreSQL of the tests, left running for developers.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::postgres::{Postgres, Purpose, Role};
use crate::project::Project;
use crate::stages::TEST_DATABASE;

#[derive(Args)]
pub(crate) struct Pg {
    /// Stop it instead
    #[arg(long)]
    stop: bool,
}

impl Pg {
    pub(crate) fn call(&self, project: &Project) -> Result<ExitCode> {
        let mut postgres = Postgres::open(project, Purpose::Test)?;
        if let Postgres::Private(cluster) = &mut postgres {
            if self.stop {
                cluster.stop_on_drop();
                return Ok(ExitCode::SUCCESS);
            }
            cluster.keep();
        }
        let database = postgres.main_database(TEST_DATABASE)?;
        postgres.ensure(&database)?;
        // Nothing but the URL: `export DATABASE_URL=$(cargo xtask pg)` works.
        println!("{}", postgres.url(Role::Owner, &database)?);
        Ok(ExitCode::SUCCESS)
    }
}

//! `cargo xtask prepare`: the saved query descriptions in `.sqlx`, so that builds need no database.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::postgres::{Postgres, Purpose};
use crate::project::Project;
use crate::{say, stages};

#[derive(Args)]
pub(crate) struct Prepare {
    /// Only compare; fail when something is stale
    #[arg(long)]
    check: bool,
}

impl Prepare {
    pub(crate) fn call(&self, project: &Project) -> Result<ExitCode> {
        let postgres = Postgres::open(project, Purpose::Test)?;
        let summary = if self.check {
            stages::sqlx::check(project, &postgres, None)?
        } else {
            stages::sqlx::refresh_committed(project, &postgres)?
        };
        say::note(&summary);
        Ok(ExitCode::SUCCESS)
    }
}

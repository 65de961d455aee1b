//! `cargo xtask threshold ...`: any subcommand of the server's binary, on the database of `run`.

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;

use crate::commands::run::DATABASE;
use crate::postgres::{Postgres, Purpose};
use crate::process;
use crate::project::Project;
use crate::server::{self, Threshold as Binary};

#[derive(Args)]
pub(crate) struct Threshold {
    /// What to pass on, such as `user add --help`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

impl Threshold {
    pub(crate) fn call(&self, project: &Project) -> Result<ExitCode> {
        pass_on(project, &self.arguments)
    }
}

/// Builds the binary, brings the database up to date and calls the subcommand.
pub(crate) fn pass_on(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    let executable = server::build(project, false, None)?;
    let postgres = Postgres::open(project, Purpose::Run)?;
    let database = postgres.main_database(DATABASE)?;
    postgres.ensure(&database)?;
    let key_file = server::key_file(project)?;
    let binary = Binary {
        executable,
        postgres: &postgres,
        database,
        key_file,
    };
    if arguments
        .first()
        .is_some_and(|first| first != "migrate" && !first.starts_with('-'))
    {
        process::run(&mut binary.call(&["migrate"])?)?;
    }
    let status = binary
        .call(arguments)?
        .status()
        .context("cannot start threshold")?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

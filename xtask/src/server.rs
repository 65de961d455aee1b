//! The `threshold` binary: built, given its environment, called, waited for.

mod health;
mod interrupt;
mod keys;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use anyhow::{Context, Result, bail};

pub(crate) use health::{demand_free, free_address, wait_until_ready};
pub(crate) use interrupt::Interrupt;
pub(crate) use keys::{given_key_file, key_file};

use crate::postgres::{Postgres, Role};
use crate::project::Project;
use crate::{cargo, process};

/// Builds the server and returns its executable. A `log` takes cargo's output.
pub(crate) fn build(project: &Project, release: bool, log: Option<&Path>) -> Result<PathBuf> {
    let mut command = cargo::cargo(project);
    cargo::native(command.arg("build")).args(["--bin", "threshold"]);
    let folder = if release {
        command.arg("--release");
        "release"
    } else {
        "debug"
    };
    match log {
        Some(log) if !process::logged(&mut command, log)? => bail!("the server does not build"),
        Some(_) => {}
        None => process::run(&mut command)?,
    }
    let executable = project.target().join(folder).join("threshold");
    if !executable.is_file() {
        bail!("cargo built no {}", executable.display());
    }
    Ok(executable)
}

/// The binary with the environment that it works in.
pub(crate) struct Threshold<'a> {
    pub(crate) executable: PathBuf,
    pub(crate) postgres: &'a Postgres,
    pub(crate) database: String,
    pub(crate) key_file: PathBuf,
}

impl Threshold<'_> {
    /// A call of a subcommand. Only `migrate` and `keys` connect as the owner of the tables.
    pub(crate) fn call<S: AsRef<str>>(&self, arguments: &[S]) -> Result<Command> {
        let owns = arguments
            .first()
            .is_some_and(|first| matches!(first.as_ref(), "migrate" | "keys"));
        let role = if owns { Role::Owner } else { Role::App };
        let mut command = Command::new(&self.executable);
        command
            .args(arguments.iter().map(AsRef::as_ref))
            .env("DATABASE_URL", self.postgres.url(role, &self.database)?)
            .env("THRESHOLD_KEY_FILE", &self.key_file);
        Ok(command)
    }
}

/// A server that ends with the xtask.
pub(crate) struct Background(Child);

impl Background {
    pub(crate) fn start(command: &mut Command, log: &Path) -> Result<Self> {
        fs::remove_file(log).ok();
        let file = process::append(log)?;
        let child = command
            .stdin(std::process::Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .context("cannot start the server")?;
        Ok(Self(child))
    }

    /// An error once the server has ended by itself.
    pub(crate) fn still_alive(&mut self) -> Result<()> {
        match self.0.try_wait()? {
            Some(status) => bail!("the server ended by itself ({status})"),
            None => Ok(()),
        }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        // Both fail only for a server that has ended already.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

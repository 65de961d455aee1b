//! PostgreSQL for development and tests: a private one under `target/`, unless DATABASE_URL is given.

mod account;
mod binaries;
mod cluster;
mod settings;
mod url;

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

pub(crate) use cluster::{Cluster, Purpose};

use crate::process;
use crate::project::Project;

/// Who connects. A given DATABASE_URL knows only one user, who then is both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Owns the databases, migrates.
    Owner,
    /// Serves: reads and writes rows, changes no table.
    App,
}

impl Role {
    fn name(self) -> &'static str {
        match self {
            Self::Owner => "threshold_owner",
            Self::App => "threshold_app",
        }
    }
}

/// A PostgreSQL to work with.
pub(crate) enum Postgres {
    Private(Box<Cluster>),
    /// The one that DATABASE_URL names.
    Given(String),
}

impl Postgres {
    /// The given one, else the private cluster, started when it does not run.
    pub(crate) fn open(project: &Project, purpose: Purpose) -> Result<Self> {
        match given_url() {
            Some(url) => Ok(Self::Given(url)),
            None => Ok(Self::Private(Box::new(Cluster::start(project, purpose)?))),
        }
    }

    /// The database that people named, else `private_name`.
    pub(crate) fn main_database(&self, private_name: &str) -> Result<String> {
        match self {
            Self::Private(_) => Ok(private_name.to_owned()),
            Self::Given(given) => url::database(given),
        }
    }

    pub(crate) fn url(&self, role: Role, database: &str) -> Result<String> {
        match self {
            Self::Private(cluster) => Ok(cluster.url(role.name(), database)),
            Self::Given(given) => url::with_database(given, database),
        }
    }

    /// Creates the database unless it exists. True when it was created.
    pub(crate) fn ensure(&self, database: &str) -> Result<bool> {
        let found = format!(
            "select 1 from pg_database where datname = '{}'",
            plain(database)?
        );
        if !self.administer(&found)?.trim().is_empty() {
            return Ok(false);
        }
        self.create(database)?;
        Ok(true)
    }

    /// Drops and creates a test database; refuses any other.
    pub(crate) fn recreate(&self, database: &str) -> Result<()> {
        url::demand_test_name(database)?;
        self.administer(&format!(
            "drop database if exists {} with (force)",
            plain(database)?
        ))?;
        self.create(database)
    }

    fn create(&self, database: &str) -> Result<()> {
        let database = plain(database)?;
        let owner = match self {
            Self::Private(_) => format!(" owner {}", Role::Owner.name()),
            Self::Given(_) => String::new(),
        };
        self.administer(&format!(
            "create database {database}{owner} encoding 'UTF8' template template0"
        ))?;
        Ok(())
    }

    fn administer(&self, sql: &str) -> Result<String> {
        let url = match self {
            Self::Private(cluster) => cluster.superuser_url(cluster::ANY),
            Self::Given(given) => given.clone(),
        };
        psql(&url, sql)
    }
}

/// A DATABASE_URL in the environment, unless empty.
pub(crate) fn given_url() -> Option<String> {
    env::var("DATABASE_URL").ok().filter(|url| !url.is_empty())
}

/// Refuses to test against a database that is not named as one for tests.
pub(crate) fn demand_test_name(database: &str) -> Result<()> {
    url::demand_test_name(database)
}

/// Refuses to keep what people enter in a database that is named as one for tests.
pub(crate) fn refuse_test_name(database: &str) -> Result<()> {
    url::refuse_test_name(database)
}

/// Runs SQL through psql, stopping at the first error; returns plain rows.
pub(crate) fn psql(url: &str, sql: &str) -> Result<String> {
    let mut command = Command::new(client()?);
    command.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url]);
    process::feed(&mut command, sql)
}

/// Path of psql.
pub(crate) fn client() -> Result<PathBuf> {
    match process::on_path("psql") {
        Some(path) => Ok(path),
        None => Ok(binaries::find_or_install(None)?.join("psql")),
    }
}

/// Database names end up inside SQL, so they must be plain words.
fn plain(name: &str) -> Result<&str> {
    let good = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if !good {
        bail!("`{name}` is no plain database name (letters, digits and _ only)");
    }
    Ok(name)
}

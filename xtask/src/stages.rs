//! The stages of `cargo xtask test`, and what they share.

mod browser;
mod compile;
pub(crate) mod sqlx;
mod unit;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Error, Result};
use clap::ValueEnum;

use crate::count::Count;
use crate::licences;
use crate::postgres::{self, Postgres, Purpose};
use crate::project::Project;
use crate::wasm::Compiler;

/// The database that `#[sqlx::test]` makes its own ones beside.
pub(crate) const TEST_DATABASE: &str = "threshold_test";

/// In the order in which they run: quick ones first, and those that touch sources before those
/// that compile them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// Sources are formatted
    Fmt,
    /// Licences and origins of dependencies
    Licences,
    /// Saved query descriptions match queries and migrations
    Sqlx,
    /// Lints of everything that runs on the server, and of the xtask
    Clippy,
    /// Lints of everything that runs in the browser
    ClippyWasm,
    /// Documentation builds without a warning
    Doc,
    /// cargo test
    Unit,
    /// The site that ships, within its size budget
    Site,
    /// Stories in Chromium
    E2e,
}

/// What a stage found.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) count: Count,
    pub(crate) summary: String,
}

/// Why a stage failed, and the tests counted until then.
pub(crate) struct Failure {
    pub(crate) count: Count,
    pub(crate) error: Error,
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self {
            count: Count::default(),
            error: error.into(),
        }
    }
}

/// What stages use, found or started when the first of them asks.
pub(crate) struct Bench<'a> {
    pub(crate) project: &'a Project,
    pub(crate) playwright: Vec<String>,
    /// The site in `target/e2e` belongs to these sources.
    site_ready: bool,
    compiler: Option<Compiler>,
    postgres: Option<Postgres>,
}

impl<'a> Bench<'a> {
    pub(crate) fn new(project: &'a Project, playwright: Vec<String>) -> Self {
        Self {
            project,
            playwright,
            site_ready: false,
            compiler: None,
            postgres: None,
        }
    }

    /// An empty log for the stage.
    pub(crate) fn log(&self, stage: Stage) -> Result<PathBuf> {
        let log = self
            .project
            .scratch("logs")?
            .join(format!("{}.log", stage.name()));
        fs::write(&log, "")?;
        Ok(log)
    }

    fn compiler(&mut self) -> Result<&Compiler> {
        if self.compiler.is_none() {
            self.compiler = Some(Compiler::find_or_install(self.project)?);
        }
        self.compiler
            .as_ref()
            .ok_or_else(|| Error::msg("no compiler"))
    }

    /// PostgreSQL, and the name of the database for `cargo test`.
    fn postgres(&mut self) -> Result<(&Postgres, String)> {
        if self.postgres.is_none() {
            self.postgres = Some(Postgres::open(self.project, Purpose::Test)?);
        }
        let postgres = self
            .postgres
            .as_ref()
            .ok_or_else(|| Error::msg("no PostgreSQL"))?;
        let database = postgres.main_database(TEST_DATABASE)?;
        postgres::demand_test_name(&database)?;
        Ok((postgres, database))
    }
}

impl Stage {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Licences => "licences",
            Self::Sqlx => "sqlx",
            Self::Clippy => "clippy",
            Self::ClippyWasm => "clippy-wasm",
            Self::Doc => "doc",
            Self::Unit => "unit",
            Self::Site => "site",
            Self::E2e => "e2e",
        }
    }

    pub(crate) fn run(self, bench: &mut Bench, log: &Path) -> Result<Report, Failure> {
        let summary = match self {
            Self::Unit => return unit::run(bench, log),
            Self::E2e => return browser::run(bench, log),
            Self::Fmt => compile::fmt(bench.project, log)?,
            Self::Licences => format!("{} packages", licences::check(bench.project)?),
            Self::Sqlx => {
                let project = bench.project;
                sqlx::check(project, bench.postgres()?.0, Some(log))?
            }
            Self::Clippy => compile::clippy(bench.project, log)?,
            Self::ClippyWasm => {
                let project = bench.project;
                compile::clippy_wasm(project, bench.compiler()?, log)?
            }
            Self::Doc => compile::doc(bench.project, log)?,
            Self::Site => browser::site(bench, log)?,
        };
        Ok(Report {
            summary,
            ..Report::default()
        })
    }
}

//! `cargo xtask import FILE.zip`: an HMIS CSV export into the database of `run`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::commands::threshold::pass_on;
use crate::project::Project;

#[derive(Args)]
pub(crate) struct Import {
    /// HMIS CSV export, FY2026 or FY2024, zipped
    file: PathBuf,
}

impl Import {
    pub(crate) fn call(&self, project: &Project) -> Result<ExitCode> {
        if !self.file.is_file() {
            bail!("there is no file {}", self.file.display());
        }
        let file = self.file.to_str().context("the file's name is no UTF-8")?;
        pass_on(project, &["import".to_owned(), file.to_owned()])
    }
}

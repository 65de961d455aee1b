//! `cargo xtask hud`: HUD's code lists and CSV columns as Rust, from their JSON.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::hud;
use crate::project::Project;

#[derive(Args)]
pub(crate) struct Hud {
    /// Only compare; fail when something is stale
    #[arg(long)]
    check: bool,
}

impl Hud {
    pub(crate) fn call(&self, project: &Project) -> Result<ExitCode> {
        hud::generate(project.root(), self.check)?;
        Ok(ExitCode::SUCCESS)
    }
}

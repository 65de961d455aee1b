//! `cargo xtask build`: the binary and the site, without a database.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;

use crate::project::Project;
use crate::site::Place;
use crate::wasm::{self, Compiler, Effort};
use crate::{budget, say, server, site};

#[derive(Args)]
pub(crate) struct Build {
    /// Optimised builds of both halves, precompressed: what an installation wants
    #[arg(long)]
    release: bool,
}

impl Build {
    pub(crate) fn call(&self, project: &Project) -> Result<ExitCode> {
        let compiler = say::timed("Looking for what is needed", || {
            let compiler = Compiler::find_or_install(project)?;
            site::prepare(project)?;
            anyhow::Ok(compiler)
        })?;
        let built = both_halves(project, &compiler, effort(self.release))?;
        say::note(&format!("binary: {}", built.executable.display()));
        say::note(&format!("site:   {}", built.site_root.display()));
        Ok(ExitCode::SUCCESS)
    }
}

/// What a build leaves. Beside the executable lie `hash.txt` and `assets.json`, which it reads.
pub(crate) struct Built {
    pub(crate) executable: PathBuf,
    pub(crate) site_root: PathBuf,
}

/// Builds the server and the browser half, and assembles the site.
pub(crate) fn both_halves(project: &Project, compiler: &Compiler, effort: Effort) -> Result<Built> {
    let executable = say::timed("Building the server", || {
        server::build(project, effort == Effort::Release, None)
    })?;
    let linked = say::timed("Building the browser half", || {
        wasm::build(project, compiler, effort, None)
    })?;
    let place = Place {
        beside_server: executable
            .parent()
            .context("no target directory")?
            .to_path_buf(),
        site_root: project.target().join("site"),
    };
    let sizes = say::timed("Assembling the site", || {
        site::assemble(project, &linked, effort, &place)
    })?;
    if let Some(sizes) = sizes {
        say::note(&format!("wasm {} kB brotli", budget::kilobytes(sizes.wasm)));
    }
    Ok(Built {
        executable,
        site_root: place.site_root,
    })
}

/// How hard the compiler tries.
pub(crate) fn effort(release: bool) -> Effort {
    if release {
        Effort::Release
    } else {
        Effort::Development
    }
}

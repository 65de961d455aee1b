//! Compiles the browser half for wasm32, with whichever compiler can.

mod compiler;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

pub(crate) use compiler::Compiler;

use crate::project::Project;
use crate::{cargo, process};

/// How much the compiler tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effort {
    /// Quick to build, large to load.
    Development,
    /// What ships.
    Release,
}

/// Builds `frontend` and returns the linked module, not yet prepared for browsers.
/// A `log` takes cargo's output.
pub(crate) fn build(
    project: &Project,
    compiler: &Compiler,
    effort: Effort,
    log: Option<&Path>,
) -> Result<PathBuf> {
    let mut command = cargo::cargo(project);
    command.args([
        "build",
        "-p",
        "frontend",
        "--lib",
        "--target",
        "wasm32-unknown-unknown",
    ]);
    let folder = match effort {
        Effort::Development => {
            // Same profile as the server, so that build scripts and macros are shared.
            command
                .env("CARGO_PROFILE_DEV_OPT_LEVEL", "1")
                .env("CARGO_PROFILE_DEV_DEBUG", "false");
            "debug"
        }
        Effort::Release => {
            command.args(["--profile", "wasm-release"]);
            "wasm-release"
        }
    };
    remap_paths(project, &mut command);
    let target = compiler.apply(project, &mut command);
    match log {
        Some(log) if !process::logged(&mut command, log)? => {
            bail!("the browser half does not build")
        }
        Some(_) => {}
        None => process::run(&mut command)?,
    }
    let linked = target
        .join("wasm32-unknown-unknown")
        .join(folder)
        .join("frontend.wasm");
    if !linked.is_file() {
        bail!("cargo built no {}", linked.display());
    }
    Ok(linked)
}

/// Panic messages carry source paths; visitors should not download those of the build machine.
fn remap_paths(project: &Project, command: &mut Command) {
    let mut flags = Vec::new();
    for (path, name) in [
        (compiler::cargo_home(), "cargo"),
        (Some(project.root().into()), "threshold"),
    ] {
        let Some(path): Option<PathBuf> = path else {
            continue;
        };
        let path = path.display().to_string();
        // Flags in the environment are split at spaces.
        if !path.contains(' ') {
            flags.push(format!("--remap-path-prefix={path}={name}"));
        }
    }
    command.env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        flags.join(" "),
    );
}

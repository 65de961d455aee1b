//! Stages that only read the sources: format, lints, documentation.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::cargo::{cargo, documented, native};
use crate::process;
use crate::project::Project;
use crate::wasm::Compiler;

pub(super) fn fmt(project: &Project, log: &Path) -> Result<String> {
    demand(cargo(project).args(["fmt", "--all", "--check"]), log)?;
    Ok(String::new())
}

/// The xtask apart: joined, its dependencies would be compiled twice.
pub(super) fn clippy(project: &Project, log: &Path) -> Result<String> {
    let mut server = cargo(project);
    native(server.arg("clippy")).args(["--all-targets", "--", "-D", "warnings"]);
    demand(&mut server, log)?;
    let mut own = cargo(project);
    own.args([
        "clippy",
        "-p",
        "xtask",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]);
    demand(&mut own, log)?;
    Ok(String::new())
}

pub(super) fn clippy_wasm(project: &Project, compiler: &Compiler, log: &Path) -> Result<String> {
    let mut command = cargo(project);
    let rest = [
        "-p",
        "app",
        "-p",
        "frontend",
        "--features",
        "app/hydrate",
        "--lib",
    ];
    match compiler {
        Compiler::Toolchain => command.arg("clippy"),
        // Debian's rustc has no clippy of the same version beside it.
        Compiler::Debian { .. } => command.arg("check"),
    };
    command
        .args(rest)
        .args(["--target", "wasm32-unknown-unknown"]);
    compiler.apply(project, &mut command);
    if let Compiler::Toolchain = compiler {
        command.args(["--", "-D", "warnings"]);
        demand(&mut command, log)?;
        return Ok(String::new());
    }
    demand(&mut command, log)?;
    Ok("compiled only: no clippy for Debian's rustc".to_owned())
}

pub(super) fn doc(project: &Project, log: &Path) -> Result<String> {
    let mut command = cargo(project);
    documented(command.args(["doc", "--no-deps"])).env("RUSTDOCFLAGS", "-D warnings");
    demand(&mut command, log)?;
    Ok(String::new())
}

fn demand(command: &mut Command, log: &Path) -> Result<()> {
    if !process::logged(command, log)? {
        bail!("see above");
    }
    Ok(())
}

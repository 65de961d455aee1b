//! Finds a compiler with a wasm32 standard library: rustup's target, else Debian's rustc and std sources.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow};

use crate::project::Project;
use crate::{debian, process, say};

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

/// What can compile for wasm32 on this machine.
pub(crate) enum Compiler {
    /// The toolchain's own target.
    Toolchain,
    /// Debian's `rustc-web`, building the standard library from `rust-web-src`.
    Debian { linker: PathBuf },
}

impl Compiler {
    /// Finds one, or installs it and says so. `THRESHOLD_WASM_FALLBACK=1` skips the toolchain.
    pub(crate) fn find_or_install(project: &Project) -> Result<Self> {
        if env::var_os("THRESHOLD_WASM_FALLBACK").is_none() {
            if has_target(project)? {
                return Ok(Self::Toolchain);
            }
            if process::on_path("rustup").is_some() {
                say::note("asking rustup for the wasm32 target");
                let mut rustup = Command::new("rustup");
                rustup
                    .args(["target", "add", TARGET])
                    .current_dir(project.root());
                match process::capture(&mut rustup) {
                    Ok(_) if has_target(project)? => return Ok(Self::Toolchain),
                    Ok(_) => say::note("rustup added the target to another toolchain"),
                    Err(error) => say::note(&format!("rustup could not fetch it: {error:#}")),
                }
            }
        }
        say::note("using Debian's rustc and standard library sources for the browser half");
        let linker = debian_linker(project).map_err(|error| {
            anyhow!("{error:#}\nIf rustup can reach its server, this will do instead:\n  rustup target add {TARGET}")
        })?;
        Ok(Self::Debian { linker })
    }

    /// Sets up a cargo call and returns the target directory that it writes to.
    pub(crate) fn apply(&self, project: &Project, command: &mut Command) -> PathBuf {
        match self {
            Self::Toolchain => project.target().to_path_buf(),
            Self::Debian { linker } => {
                // Another compiler would rebuild everything in a shared directory.
                let target = project.target().join("wasm-fallback");
                command
                    .arg("-Zbuild-std=std,panic_abort")
                    .arg("--target-dir")
                    .arg(&target)
                    .env("RUSTC", DEBIAN_RUSTC)
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
                target
            }
        }
    }
}

/// Where cargo keeps the sources of dependencies.
pub(crate) fn cargo_home() -> Option<PathBuf> {
    let given = env::var_os("CARGO_HOME").map(PathBuf::from);
    given.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")))
}

fn has_target(project: &Project) -> Result<bool> {
    Ok(sysroot(project, Path::new("rustc"))?
        .join("lib/rustlib")
        .join(TARGET)
        .join("lib")
        .is_dir())
}

fn debian_ready() -> Result<bool> {
    let rustc = Path::new(DEBIAN_RUSTC);
    if !rustc.is_file() {
        return Ok(false);
    }
    let shown = process::capture(Command::new(rustc).args(["--print", "sysroot"]))?;
    Ok(Path::new(shown.trim())
        .join("lib/rustlib/src/rust/library/std")
        .is_dir())
}

/// Installs what is missing of Debian's compiler, and returns a linker for it.
fn debian_linker(project: &Project) -> Result<PathBuf> {
    if !debian_ready()? {
        debian::install(&["rustc-web", "rust-web-src"], "compiling the browser half")?;
    }
    if let Some(found) = linker(project)? {
        return Ok(found);
    }
    debian::install(&["lld"], "linking the browser half")?;
    process::on_path("wasm-ld").context("wasm-ld is still not on the PATH")
}

/// rust-lld of the toolchain, else Debian's wasm-ld.
fn linker(project: &Project) -> Result<Option<PathBuf>> {
    let rustlib = sysroot(project, Path::new("rustc"))?.join("lib/rustlib");
    if let Ok(hosts) = rustlib.read_dir() {
        for host in hosts {
            let lld = host?.path().join("bin/rust-lld");
            if lld.is_file() {
                return Ok(Some(lld));
            }
        }
    }
    Ok(process::on_path("wasm-ld"))
}

fn sysroot(project: &Project, rustc: &Path) -> Result<PathBuf> {
    let mut command = Command::new(rustc);
    command
        .args(["--print", "sysroot"])
        .current_dir(project.root());
    Ok(PathBuf::from(process::capture(&mut command)?.trim()))
}

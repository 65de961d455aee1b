//! npm packages of a folder, installed from its lock file once per lock file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::{debian, digest, process, say};

/// Installs what `folder`'s lock file names, unless that was done already.
pub(crate) fn install(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let bytes = fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    let digest = digest::hex(&bytes);
    let stamp = folder.join("node_modules/.installed-lock");
    if digest::stamped(&stamp, &digest) {
        return Ok(());
    }
    let npm = program("npm")?;
    say::note(&format!(
        "npm ci in {}",
        folder.file_name().unwrap_or_default().display()
    ));
    process::capture(
        Command::new(npm)
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
            .current_dir(folder),
    )?;
    fs::write(&stamp, digest).with_context(|| format!("cannot write {}", stamp.display()))
}

/// `node` or `npm`, installed when missing.
pub(crate) fn program(name: &str) -> Result<PathBuf> {
    if let Some(path) = process::on_path(name) {
        return Ok(path);
    }
    debian::install(&["nodejs", "npm"], "the font and the browser tests")?;
    process::on_path(name).with_context(|| format!("{name} is still not on the PATH"))
}

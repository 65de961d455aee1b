//! npm packages of a folder, installed from its lock file once per lock file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{debian, digest, process, say};

/// What Playwright runs on, and what Debian 12 has.
const OLDEST_NODE: u32 = 18;

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

/// Says in words when the Node.js that is there is too old for the browser tests.
pub(crate) fn demand_node() -> Result<()> {
    let version = process::capture(Command::new(program("node")?).arg("--version"))?;
    if major(&version).is_some_and(|major| major < OLDEST_NODE) {
        bail!(
            "the browser tests need Node.js {OLDEST_NODE} or newer, and `node --version` says {}. \
             Please put a newer one first on the PATH (https://nodejs.org), or leave the tests in \
             the browser out with `--stage`",
            version.trim()
        );
    }
    Ok(())
}

/// 18 of "v18.20.4".
fn major(version: &str) -> Option<u32> {
    let digits = version.trim().strip_prefix('v')?;
    digits.split('.').next()?.parse().ok()
}

/// `node` or `npm`, installed when missing.
pub(crate) fn program(name: &str) -> Result<PathBuf> {
    if let Some(path) = process::on_path(name) {
        return Ok(path);
    }
    debian::install(&["nodejs", "npm"], "the font and the browser tests")?;
    process::on_path(name).with_context(|| format!("{name} is still not on the PATH"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_stands_before_the_first_dot() {
        assert_eq!(major("v18.20.4\n"), Some(18));
        assert_eq!(major("v9.11.2"), Some(9));
        assert_eq!(major("nonsense"), None);
    }
}

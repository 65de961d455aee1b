//! PostgreSQL's server programs, which Debian keeps off the PATH.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::{debian, process};

const DEBIAN: &str = "/usr/lib/postgresql";

/// The folder with `initdb` and `pg_ctl`: of that major version, else the newest.
/// `THRESHOLD_PG_BIN` overrides.
pub(super) fn find_or_install(version: Option<&str>) -> Result<PathBuf> {
    if let Some(given) = env::var_os("THRESHOLD_PG_BIN") {
        return Ok(given.into());
    }
    if let Some(found) = find(version) {
        return Ok(found);
    }
    debian::install(&["postgresql", "postgresql-contrib"], "the database")?;
    find(version).with_context(|| match version {
        Some(version) => format!(
            "the data under target/ belongs to PostgreSQL {version}, which is not installed; \
             install it, or delete the folder to begin anew"
        ),
        None => "PostgreSQL's initdb is still not to be found; set THRESHOLD_PG_BIN".to_owned(),
    })
}

/// Contrib modules that the migrations create; packagers may split them off.
pub(super) fn demand_extensions(available: &str) -> Result<()> {
    let missing: Vec<&str> = super::settings::EXTENSIONS
        .into_iter()
        .filter(|name| !available.lines().any(|line| line == *name))
        .collect();
    if !missing.is_empty() {
        bail!(
            "PostgreSQL lacks {}. Please run:\n  sudo apt-get install -y postgresql-contrib",
            missing.join(", ")
        );
    }
    Ok(())
}

fn find(version: Option<&str>) -> Option<PathBuf> {
    if let Some(version) = version {
        let wanted = Path::new(DEBIAN).join(version).join("bin");
        return wanted.join("initdb").is_file().then_some(wanted);
    }
    let mut versions: Vec<(u32, PathBuf)> = Path::new(DEBIAN)
        .read_dir()
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let number = path.file_name()?.to_str()?.parse().ok()?;
            let bin = path.join("bin");
            bin.join("initdb").is_file().then_some((number, bin))
        })
        .collect();
    versions.sort();
    let newest = versions.pop().map(|(_, bin)| bin);
    newest.or_else(|| Some(process::on_path("initdb")?.parent()?.to_path_buf()))
}

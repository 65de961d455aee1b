//! The key that seals Social Security numbers: a given one, else one for development.

use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::project::Project;
use crate::{postgres, say};

const KEY_BYTES: usize = 32;

/// `THRESHOLD_KEY_FILE`, else `target/keys/dev.key`, made when missing.
pub(crate) fn key_file(project: &Project) -> Result<PathBuf> {
    if let Some(given) = given_key_file() {
        return Ok(given);
    }
    let folder = project.target().join("keys");
    fs::create_dir_all(&folder)?;
    let path = folder.join("dev.key");
    if !path.exists() {
        let mut bytes = [0; KEY_BYTES];
        File::open("/dev/urandom")?
            .read_exact(&mut bytes)
            .context("no random bytes")?;
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)?;
        writeln!(file, "{digits}")?;
    }
    if postgres::given_url().is_some() {
        say::note("WARNING: a DATABASE_URL without THRESHOLD_KEY_FILE. The development key in");
        say::note("target/keys is lost with `cargo clean`, and sealed values with it.");
    }
    Ok(path)
}

/// A key file of one's own: somebody means it.
pub(crate) fn given_key_file() -> Option<PathBuf> {
    env::var_os("THRESHOLD_KEY_FILE")
        .filter(|path| !path.is_empty())
        .map(PathBuf::from)
}

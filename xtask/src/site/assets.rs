//! The files of `pkg`: written when new, removed when stale, compressed when they ship.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::compress;

/// Files by name. A name carries the hash of the content, so a file that exists is right.
#[derive(Default)]
pub(super) struct Assets {
    files: BTreeMap<String, Vec<u8>>,
}

impl Assets {
    pub(super) fn add(&mut self, name: String, bytes: Vec<u8>) -> String {
        self.files.insert(name.clone(), bytes);
        name
    }

    /// Writes all; returns the brotli size of each file that was compressed.
    pub(super) fn write(&self, folder: &Path, ship: bool) -> Result<BTreeMap<String, u64>> {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
        let mut wanted = BTreeSet::new();
        let mut measured = BTreeMap::new();
        for (name, bytes) in &self.files {
            let path = folder.join(name);
            if !path.exists() {
                fs::write(&path, bytes).with_context(|| format!("cannot write {name}"))?;
            }
            wanted.insert(name.clone());
            if ship && compress::worthwhile(name) {
                measured.insert(name.clone(), compress::siblings(&path, bytes)?);
                wanted.extend([format!("{name}.br"), format!("{name}.gz")]);
            }
        }
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if !wanted.contains(entry.file_name().to_string_lossy().as_ref()) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(measured)
    }
}

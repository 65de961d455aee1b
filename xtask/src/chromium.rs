//! The browser of the end-to-end tests: whatever Chromium is there, else Debian's.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::{debian, process};

const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

const NONE: &str = "no Chromium on the PATH. Ubuntu has none as a package, only as a snap: install Google \
    Chrome or another Chromium, and name it with CHROMIUM=/path/to/it";

pub(crate) fn find_or_install() -> Result<PathBuf> {
    if let Some(given) = env::var_os("CHROMIUM") {
        let path = PathBuf::from(given);
        if !path.is_file() {
            bail!("CHROMIUM names {}, which is not a file", path.display());
        }
        return Ok(path);
    }
    if let Some(path) = find() {
        return Ok(path);
    }
    // A bare container has no font at all, and text without glyphs has no size to click on. Where
    // people may not make namespaces, Chromium does not start without its sandbox's helper.
    let packages = ["chromium", "chromium-sandbox", "fonts-dejavu-core"];
    debian::install(&packages, "the browser tests").context(NONE)?;
    match find() {
        Some(path) => Ok(path),
        None => bail!("{NONE}"),
    }
}

fn find() -> Option<PathBuf> {
    NAMES.iter().find_map(|name| process::on_path(name))
}

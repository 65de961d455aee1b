//! The browser of the end-to-end tests: Chromium without its window where Debian has it, else whatever is there.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::{debian, process, say};

/// The same engine without the window around pages, which costs stories a third of their time.
const SHELL: &str = "chromium-headless-shell";

const WHOLE: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// A bare container has no font at all, and text without glyphs has no size to click on. Where people may
/// not make namespaces, Chromium does not start without its sandbox's helper.
const BESIDE: [&str; 2] = ["chromium-sandbox", "fonts-dejavu-core"];

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
    if let Some(shell) = process::on_path(SHELL) {
        return Ok(shell);
    }
    let whole = WHOLE.iter().find_map(|name| process::on_path(name));
    if whole.is_none() || debian::offers(SHELL) {
        match install(SHELL) {
            Ok(shell) => return Ok(shell),
            Err(error) => say::note(&format!("without {SHELL}: {error:#}")),
        }
    }
    whole.map_or_else(|| install(WHOLE[0]).context(NONE), Ok)
}

fn install(package: &str) -> Result<PathBuf> {
    debian::install(&[&[package], &BESIDE[..]].concat(), "the browser tests")?;
    process::on_path(package).with_context(|| format!("{package} is still not on the PATH"))
}

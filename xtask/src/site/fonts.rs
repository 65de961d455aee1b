//! The typeface: the upright Latin files out of its npm package.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::digest;
use crate::project::Project;

const FILES: &str = "style/node_modules/@fontsource-variable/atkinson-hyperlegible-next/files";

/// The file that every page needs, and may therefore preload.
pub(super) const MAIN: &str = "atkinson-hyperlegible-next-latin-wght-normal.woff2";

/// Latin and Latin Extended (names need it); browsers fetch the second only when a letter asks.
pub(super) fn find(project: &Project) -> Result<Vec<PathBuf>> {
    let mut fonts = digest::walk(&project.root().join(FILES))?;
    fonts.retain(|path| path.to_string_lossy().ends_with("-normal.woff2"));
    if !fonts.iter().any(|path| path.ends_with(MAIN)) {
        bail!("{FILES} holds no {MAIN}");
    }
    Ok(fonts)
}

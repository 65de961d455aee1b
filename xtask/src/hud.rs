//! Writes HUD's code lists and the HMIS CSV column tables as Rust from their JSON sources.

mod codes;
mod columns;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// A generated file: its path below the workspace root and its whole text.
struct Generated {
    path: PathBuf,
    text: String,
}

/// Writes every generated file below `root`, or with `check` only compares and names the stale ones.
pub fn generate(root: &Path, check: bool) -> Result<()> {
    let mut files = codes::files(root)?;
    files.extend(columns::files(root)?);
    let mut stale = Vec::new();
    for file in files {
        let path = root.join(&file.path);
        if std::fs::read_to_string(&path).is_ok_and(|found| found == file.text) {
            continue;
        }
        if check {
            stale.push(file.path.display().to_string());
            continue;
        }
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&path, &file.text)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    if !stale.is_empty() {
        bail!(
            "not fresh against their JSON: {}; run `cargo xtask hud`",
            stale.join(", ")
        );
    }
    Ok(())
}

/// Reads a JSON source below `root`.
fn source(root: &Path, path: &str) -> Result<serde_json::Value> {
    let text =
        std::fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}"))?;
    serde_json::from_str(&text).with_context(|| format!("{path} is not valid JSON"))
}

/// A text member of a JSON object, or an error that names it.
fn text<'a>(value: &'a serde_json::Value, member: &str) -> Result<&'a str> {
    value[member]
        .as_str()
        .with_context(|| format!("{member} is missing in {value}"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn generated_files_are_fresh() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        super::generate(&root, true).unwrap();
    }
}

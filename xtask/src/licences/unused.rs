//! Dependencies that a crate of ours declares and no source of it names.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::cargo::cargo;
use crate::project::Project;
use crate::{digest, process};

/// One sentence for each dependency without use.
pub(super) fn complaints(project: &Project) -> Result<Vec<String>> {
    let mut metadata = cargo(project);
    metadata.args(["metadata", "--format-version", "1", "--locked", "--no-deps"]);
    let metadata: Value = serde_json::from_str(&process::capture(&mut metadata)?)?;
    let mut found = Vec::new();
    for package in metadata["packages"]
        .as_array()
        .context("cargo named no package")?
    {
        let own = package["name"].as_str().unwrap_or_default();
        let manifest = package["manifest_path"].as_str().unwrap_or_default();
        let folder = Path::new(manifest)
            .parent()
            .context("a manifest without a folder")?;
        let sources = sources(folder)?;
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let name = dependency["rename"]
                .as_str()
                .or(dependency["name"].as_str())
                .unwrap_or_default();
            // A crate may depend on itself, for features of its tests.
            if name != own && !names(&sources, &name.replace('-', "_")) {
                found.push(format!("{own}: declares {name} and never names it"));
            }
        }
    }
    Ok(found)
}

/// The text of a crate: `src`, `tests` and whatever else holds Rust.
fn sources(folder: &Path) -> Result<String> {
    let mut text = String::new();
    for part in ["src", "tests", "benches", "examples"] {
        for path in digest::walk(&folder.join(part))? {
            if path.extension().is_some_and(|extension| extension == "rs") {
                text += &fs::read_to_string(path)?;
            }
        }
    }
    Ok(text)
}

/// Whether a path in the text begins with the crate.
fn names(text: &str, name: &str) -> bool {
    let path = format!("{name}::");
    text.match_indices(&path).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        before.is_none_or(|letter| !letter.is_alphanumeric() && letter != '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_is_named_where_a_path_begins_with_it() {
        for (text, expected) in [
            ("use http::Uri;", true),
            ("let a = ::http::Uri::default();", true),
            ("use axum_http::Uri;", false),
            ("// about http: nothing", false),
        ] {
            assert_eq!(names(text, "http"), expected, "{text}");
        }
    }
}

//! Licences and origins of the dependencies, against the lists in deny.toml that cargo-deny reads too;
//! and whether each is used.

mod expression;
mod unused;

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::cargo::cargo;
use crate::process;
use crate::project::Project;

/// What cargo writes for crates.io, whatever mirror it fetches from.
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Checks every package of every target that deny.toml names, and that our own crates use what they
/// declare; returns how many packages there are.
pub(crate) fn check(project: &Project) -> Result<usize> {
    let rules: toml::Table = fs::read_to_string(project.root().join("deny.toml"))?
        .parse()
        .context("deny.toml is no TOML")?;
    let allowed = strings(&rules, "licenses", "allow")?;
    let mut packages = BTreeMap::new();
    for target in strings(&rules, "graph", "targets")? {
        let mut metadata = cargo(project);
        metadata.args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--filter-platform",
        ]);
        collect(&process::capture(metadata.arg(target))?, &mut packages)?;
    }
    let mut complaints: Vec<String> = packages
        .iter()
        .filter_map(|(name, package)| complaint(name, package, &allowed))
        .collect();
    complaints.extend(unused::complaints(project)?);
    if !complaints.is_empty() {
        bail!("{}", complaints.join("\n"));
    }
    Ok(packages.len())
}

struct Package {
    licence: Option<String>,
    source: String,
}

/// Adds the resolved packages that come from elsewhere.
fn collect(metadata: &str, packages: &mut BTreeMap<String, Package>) -> Result<()> {
    let metadata: Value = serde_json::from_str(metadata)?;
    let nodes = metadata["resolve"]["nodes"]
        .as_array()
        .context("cargo resolved nothing")?;
    let used: Vec<&str> = nodes
        .iter()
        .filter_map(|node| node["id"].as_str())
        .collect();
    for package in metadata["packages"]
        .as_array()
        .context("cargo named no package")?
    {
        let known = package["id"].as_str().is_some_and(|id| used.contains(&id));
        let (Some(source), true) = (package["source"].as_str(), known) else {
            continue;
        };
        let text = |key: &str| package[key].as_str().map(str::to_owned);
        let name = format!(
            "{} {}",
            text("name").unwrap_or_default(),
            text("version").unwrap_or_default()
        );
        packages.insert(
            name,
            Package {
                licence: text("license"),
                source: source.to_owned(),
            },
        );
    }
    Ok(())
}

fn complaint(name: &str, package: &Package, allowed: &[&str]) -> Option<String> {
    if package.source != CRATES_IO {
        return Some(format!("{name}: comes from elsewhere than crates.io"));
    }
    let Some(licence) = &package.licence else {
        return Some(format!("{name}: names no licence"));
    };
    match expression::satisfied(licence, allowed) {
        Ok(true) => None,
        Ok(false) => Some(format!("{name}: {licence} is not allowed by deny.toml")),
        Err(error) => Some(format!("{name}: {licence}: {error}")),
    }
}

fn strings<'a>(rules: &'a toml::Table, section: &str, key: &str) -> Result<Vec<&'a str>> {
    rules
        .get(section)
        .and_then(|section| section.get(key))
        .and_then(toml::Value::as_array)
        .and_then(|list| list.iter().map(toml::Value::as_str).collect())
        .with_context(|| format!("deny.toml has no list {section}.{key}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(licence: Option<&str>, source: &str) -> Package {
        Package {
            licence: licence.map(str::to_owned),
            source: source.to_owned(),
        }
    }

    #[test]
    fn a_package_needs_an_allowed_licence_and_a_known_origin() {
        assert_eq!(
            complaint("a 1", &package(Some("MIT"), CRATES_IO), &["MIT"]),
            None
        );
        for bad in [
            package(Some("GPL-3.0"), CRATES_IO),
            package(None, CRATES_IO),
            package(Some("MIT"), "registry+https://example.org/crates.io-index"),
            package(Some("MIT"), "git+https://example.org/fork"),
        ] {
            assert!(complaint("a 1", &bad, &["MIT"]).is_some());
        }
    }
}

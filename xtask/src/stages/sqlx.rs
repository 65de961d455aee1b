//! The saved query descriptions: made by compiling the queries against a database with the
//! migrations applied, without sqlx-cli.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::cargo::{cargo, native};
use crate::postgres::{Postgres, Role, psql};
use crate::project::Project;
use crate::{digest, process};

const DATABASE: &str = "threshold_prepare";
const MACROS: [&str; 5] = [
    "query!(",
    "query_as!(",
    "query_scalar!(",
    "query_file!(",
    "query_file_as!(",
];
/// The only place with SQL.
const SOURCES: &str = "crates/store";

/// Rewrites `.sqlx`.
pub(crate) fn refresh_committed(project: &Project, postgres: &Postgres) -> Result<String> {
    let folder = project.root().join(".sqlx");
    refresh(project, postgres, &folder, None)?;
    Ok(format!(
        "{} queries described in .sqlx",
        descriptions(&folder)?.len()
    ))
}

/// Fails when `.sqlx` differs from what the queries and migrations give now.
pub(crate) fn check(project: &Project, postgres: &Postgres, log: Option<&Path>) -> Result<String> {
    let stamp = project.scratch("stamps")?.join("sqlx");
    let committed = descriptions(&project.root().join(".sqlx"))?;
    let now = inputs(project)?;
    let summary = format!("{} queries", committed.len());
    if digest::stamped(&stamp, &now) {
        return Ok(format!("{summary}, unchanged since the last check"));
    }
    let fresh_folder = project.target().join("sqlx-check");
    refresh(project, postgres, &fresh_folder, log)?;
    let fresh = descriptions(&fresh_folder)?;
    let differing: Vec<&str> = committed
        .keys()
        .chain(fresh.keys())
        .filter(|name| committed.get(*name) != fresh.get(*name))
        .map(String::as_str)
        .collect();
    if !differing.is_empty() {
        bail!(
            ".sqlx is stale ({} files differ). Please run `cargo xtask prepare` and commit it:\n  {}",
            differing.len(),
            differing.join("\n  ")
        );
    }
    fs::write(&stamp, now)?;
    Ok(summary)
}

fn refresh(
    project: &Project,
    postgres: &Postgres,
    folder: &Path,
    log: Option<&Path>,
) -> Result<()> {
    let database = match postgres {
        Postgres::Private(_) => DATABASE.to_owned(),
        Postgres::Given(_) => format!("{}_prepare", postgres.main_database(DATABASE)?),
    };
    postgres.recreate(&database)?;
    let url = postgres.url(Role::Owner, &database)?;
    migrate(project, &url)?;

    fs::create_dir_all(folder)?;
    for name in descriptions(folder)?.keys() {
        fs::remove_file(folder.join(name))?;
    }
    // Cargo does not know that the database changed.
    let sources = query_sources(project)?;
    if sources.is_empty() {
        return Ok(());
    }
    process::capture(Command::new("touch").arg("-c").args(sources))?;
    let scratch = project.target().join("sqlx-tmp");
    fs::create_dir_all(&scratch)?;
    let mut command = cargo(project);
    command.arg("check");
    match log {
        // The stages that follow use the same list, and so find their dependencies checked.
        Some(_) => native(&mut command),
        // Somebody in the middle of an edit: only what holds queries needs to compile.
        None => command.args(["-p", "store"]),
    };
    command
        .arg("--all-targets")
        .env("SQLX_OFFLINE", "false")
        // Absolute: macros run in a directory that nobody chooses.
        .env("SQLX_OFFLINE_DIR", folder)
        .env("SQLX_TMP", &scratch)
        .env("DATABASE_URL", url);
    match log {
        Some(log) if !process::logged(&mut command, log)? => {
            bail!("the queries do not compile against the migrations; see above")
        }
        Some(_) => Ok(()),
        None => process::run(&mut command),
    }
}

/// Replays the migrations, each in one transaction as sqlx does.
fn migrate(project: &Project, url: &str) -> Result<()> {
    for path in migrations(project)? {
        let sql = fs::read_to_string(&path)?;
        let whole = sql.starts_with("-- no-transaction");
        let sql = if whole {
            sql
        } else {
            format!("begin;\n{sql}\n;commit;\n")
        };
        psql(url, &sql).with_context(|| format!("migration {}", path.display()))?;
    }
    Ok(())
}

/// In the order of their version numbers.
fn migrations(project: &Project) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in digest::walk(&project.root().join("migrations"))? {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name.ends_with(".sql") && !name.ends_with(".down.sql") {
            let version = name.split('_').next().unwrap_or_default();
            let version: u64 = version
                .parse()
                .with_context(|| format!("the migration {name} begins with no version number"))?;
            found.push((version, path));
        }
    }
    found.sort();
    Ok(found.into_iter().map(|(_, path)| path).collect())
}

/// Name and content of each description.
fn descriptions(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for path in digest::walk(folder)? {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name.starts_with("query-") && name.ends_with(".json") {
            found.insert(name, fs::read_to_string(&path)?);
        }
    }
    Ok(found)
}

fn query_sources(project: &Project) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in digest::walk(&project.root().join(SOURCES))? {
        if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path)?;
            if MACROS.iter().any(|name| text.contains(name)) {
                found.push(path);
            }
        }
    }
    Ok(found)
}

/// Everything that the descriptions depend on, and the descriptions themselves.
fn inputs(project: &Project) -> Result<String> {
    let mut all = digest::hex(&fs::read(project.root().join("Cargo.lock"))?);
    for folder in ["migrations", ".sqlx"] {
        all += &digest::of_files(&project.root().join(folder), &|_| true)?;
    }
    for source in query_sources(project)? {
        all += &digest::hex(&fs::read(source)?);
    }
    Ok(digest::hex(all.as_bytes()))
}

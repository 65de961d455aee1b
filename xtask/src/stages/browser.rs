//! The site that ships, and the stories in Chromium against it.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, anyhow};

use super::{Bench, Failure, Report};
use crate::postgres::{self, Postgres, Role};
use crate::server::{self, Background, Threshold};
use crate::site::{self, Place};
use crate::wasm::{self, Effort};
use crate::{budget, chromium, count, npm, process};

const DATABASE: &str = "threshold_e2e";

/// Builds the site in `target/e2e`, apart from the one that `run` may be serving.
pub(super) fn site(bench: &mut Bench, log: &Path) -> Result<String> {
    let project = bench.project;
    site::prepare(project)?;
    let linked = wasm::build(project, bench.compiler()?, Effort::Release, Some(log))?;
    let sizes = site::assemble(project, &linked, Effort::Release, &place(bench))?
        .context("a release site is measured")?;
    bench.site_ready = true;
    let summary = budget::check(sizes.wasm)?;
    let (script, style) = (
        budget::kilobytes(sizes.script),
        budget::kilobytes(sizes.style),
    );
    Ok(format!("{summary}, script {script} kB, style {style} kB"))
}

/// A fresh demo database, the built server, and Playwright against it.
pub(super) fn run(bench: &mut Bench, log: &Path) -> Result<Report, Failure> {
    let project = bench.project;
    let browser = chromium::find_or_install()?;
    let folder = project.root().join("end2end");
    npm::install(&folder)?;
    let place = place(bench);
    if !bench.site_ready {
        site(bench, log)?;
    }
    let built = server::build(project, false, Some(log))?;
    let executable = place.beside_server.join("threshold");
    link(&built, &executable)?;

    let arguments = bench.playwright.clone();
    let (postgres, test_database) = bench.postgres()?;
    let database = match postgres {
        Postgres::Private(_) => DATABASE.to_owned(),
        Postgres::Given(_) => format!("{test_database}_e2e"),
    };
    postgres.recreate(&database)?;
    let owner_url = postgres.url(Role::Owner, &database)?;
    let key_file = server::key_file(project)?;
    let threshold = Threshold {
        executable,
        postgres,
        database,
        key_file,
    };
    for subcommand in ["migrate", "demo"] {
        if !process::logged(&mut threshold.call(&[subcommand])?, log)? {
            return Err(anyhow!("`threshold {subcommand}` failed; see above").into());
        }
    }
    let address = server::free_address()?;
    let mut serve = threshold.call(&["serve"])?;
    serve
        .args(["--addr", &address, "--site-root"])
        .arg(&place.site_root);
    let server_log = place.beside_server.join("server.log");
    let mut server = Background::start(&mut serve, &server_log)?;
    server::wait_until_ready(&mut server, &address).with_context(|| tail(&server_log))?;

    let report = place.beside_server.join("report.json");
    fs::remove_file(&report).ok();
    let mut playwright = Command::new(npm::program("node")?);
    playwright
        .arg(folder.join("node_modules/@playwright/test/cli.js"))
        .arg("test")
        .args(arguments)
        .current_dir(&folder)
        .env("CHROMIUM", browser)
        .env("BASE_URL", format!("http://{address}"))
        .env("E2E_DATABASE_URL", owner_url)
        .env("E2E_PSQL", postgres::client()?)
        .env("E2E_THRESHOLD", &threshold.executable)
        .env(
            "E2E_SERVER_URL",
            postgres.url(Role::App, &threshold.database)?,
        )
        .env("E2E_KEY_FILE", &threshold.key_file)
        .env("E2E_REPORT", &report)
        .env("E2E_OUTPUT", place.beside_server.join("test-results"))
        .env("E2E_SERVER_LOG", &server_log);
    let good = process::logged(&mut playwright, log)?;
    let text = fs::read_to_string(&report).context("Playwright wrote no report; see above")?;
    let count = count::playwright(&text)?;
    let alive = server.still_alive();
    let verdict = match (good, count.passed, alive) {
        (false, _, _) => Some(anyhow!(
            "Playwright failed:\n{}",
            count::failed_stories(&text)?
        )),
        (_, 0, _) => Some(anyhow!("Playwright found no test to run")),
        (_, _, Err(error)) => Some(error.context(tail(&server_log))),
        _ => None,
    };
    match verdict {
        Some(error) => Err(Failure { count, error }),
        None => Ok(Report {
            count,
            summary: format!("{} tests", count.passed),
        }),
    }
}

fn place(bench: &Bench) -> Place {
    let folder = bench.project.target().join("e2e");
    Place {
        site_root: folder.join("site"),
        beside_server: folder,
    }
}

/// The server finds its manifest beside the path that it was started from.
fn link(built: &Path, executable: &Path) -> Result<()> {
    match fs::remove_file(executable) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(error).context("cannot replace the server of the last run");
        }
        _ => {}
    }
    fs::hard_link(built, executable).context("cannot link the server")
}

fn tail(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let last = lines[lines.len().saturating_sub(40)..].join("\n");
    format!("the server's log ends:\n{last}\n")
}

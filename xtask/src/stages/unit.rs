//! `cargo test`: domain, store on real PostgreSQL, the router, and the xtask's own tests.

use std::fs;
use std::path::Path;

use anyhow::anyhow;

use super::{Bench, Failure, Report};
use crate::cargo::{cargo, native};
use crate::postgres::Role;
use crate::{count, process};

pub(super) fn run(bench: &mut Bench, log: &Path) -> Result<Report, Failure> {
    let project = bench.project;
    let (postgres, database) = bench.postgres()?;
    // Kept between runs: `#[sqlx::test]` remembers here which databases it has to remove.
    postgres.ensure(&database)?;
    let mut server = cargo(project);
    native(server.args(["test", "--no-fail-fast"]))
        .env("DATABASE_URL", postgres.url(Role::Owner, &database)?);
    let good = process::logged(&mut server, log)?;
    let mut own = cargo(project);
    own.args(["test", "--no-fail-fast", "-p", "xtask"]);
    let own_good = process::logged(&mut own, log)?;
    let count = count::cargo_tests(&fs::read_to_string(log)?);
    if !good || !own_good {
        return Err(Failure {
            count,
            error: anyhow!("cargo test failed; see above"),
        });
    }
    Ok(Report {
        count,
        summary: format!("{} tests", count.passed),
    })
}

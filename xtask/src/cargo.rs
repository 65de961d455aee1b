//! Nested cargo calls, and the one package list that all of them share.

use std::env;
use std::process::Command;

use crate::project::Project;

/// Every crate that runs on the server or in its tests. Cargo unifies features over the packages
/// of one call, so another list would compile half of the dependencies again.
const NATIVE: [&str; 8] = [
    "app",
    "server",
    "domain",
    "store",
    "hmis-csv",
    "reports",
    "synthetic",
    "bench",
];

/// Crates whose documentation must build without a warning.
const DOCUMENTED: [&str; 5] = ["domain", "store", "hmis-csv", "reports", "synthetic"];

/// A cargo call at the root of the checkout that never talks to a database.
pub(crate) fn cargo(project: &Project) -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.current_dir(project.root());
    // `cargo run` describes the xtask in these; build scripts would take them for their own.
    for (key, _) in env::vars_os() {
        let name = key.to_string_lossy();
        if ["CARGO_MANIFEST_", "CARGO_PKG_", "CARGO_BIN_"]
            .iter()
            .any(|own| name.starts_with(own))
        {
            command.env_remove(&key);
        }
    }
    // A DATABASE_URL without this turns the query macros online.
    command
        .env("SQLX_OFFLINE", "true")
        .env_remove("DATABASE_URL");
    command
}

/// `-p app -p server ... --features app/ssr`
pub(crate) fn native(command: &mut Command) -> &mut Command {
    packages(command, &NATIVE).args(["--features", "app/ssr"])
}

/// `-p domain -p store ...`
pub(crate) fn documented(command: &mut Command) -> &mut Command {
    packages(command, &DOCUMENTED)
}

fn packages<'a>(command: &'a mut Command, names: &[&str]) -> &'a mut Command {
    for name in names {
        command.args(["-p", name]);
    }
    command
}

//! `cargo xtask`: builds, runs and tests Threshold without any tool beyond cargo, PostgreSQL and npm.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "telling people what happens is what this program is for"
)]

mod budget;
mod cargo;
mod chromium;
mod commands;
mod count;
mod debian;
mod digest;
mod hud;
mod licences;
mod npm;
mod postgres;
mod process;
mod project;
mod say;
mod server;
mod site;
mod stages;
mod wasm;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::project::Project;

/// Build, run and test Threshold.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

/// One variant per module of `commands`.
#[derive(Subcommand)]
enum Command {
    /// Build everything, load demo data into an empty database, serve.
    Run(commands::run::Run),
    /// Build the binary and the site, without a database.
    Build(commands::build::Build),
    /// Import an HMIS CSV export into the database of `run`.
    Import(commands::import::Import),
    /// Call the `threshold` binary with the database of `run`.
    Threshold(commands::threshold::Threshold),
    /// Run every check and every test.
    Test(commands::test::Test),
    /// Refresh the saved query descriptions in `.sqlx`.
    Prepare(commands::prepare::Prepare),
    /// Measure: what search finds, and how fast.
    Bench(commands::bench::Bench),
    /// Start the PostgreSQL of the tests and print its URL.
    Pg(commands::pg::Pg),
    /// Generate HUD's code lists and CSV columns from their JSON.
    Hud(commands::hud::Hud),
}

fn main() -> ExitCode {
    let line = CommandLine::parse();
    let outcome = Project::find().and_then(|project| match line.command {
        Command::Run(run) => run.call(&project),
        Command::Build(build) => build.call(&project),
        Command::Import(import) => import.call(&project),
        Command::Threshold(threshold) => threshold.call(&project),
        Command::Test(test) => test.call(&project),
        Command::Prepare(prepare) => prepare.call(&project),
        Command::Bench(bench) => bench.call(&project),
        Command::Pg(pg) => pg.call(&project),
        Command::Hud(hud) => hud.call(&project),
    });
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nxtask stopped: {error:#}");
            ExitCode::FAILURE
        }
    }
}

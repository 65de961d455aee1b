//! `cargo xtask bench`: what search and the look for second records find, and how fast.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the report is what this program is for"
)]

mod database;
mod duplicates;
mod search;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask bench")]
struct CommandLine {
    #[command(subcommand)]
    measure: Measure,
}

#[derive(Subcommand)]
enum Measure {
    /// Recall by kind of slip, times at 1, 8 and 32 connections; or a server, and pgbench beside it
    Search(search::Search),
    /// Precision and recall of the pairs that the job proposes, and how long it takes
    Duplicates(duplicates::Duplicates),
}

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    match CommandLine::parse().measure {
        Measure::Search(search) => runtime.block_on(search.call()),
        Measure::Duplicates(duplicates) => runtime.block_on(duplicates.call()),
    }
}

//! `cargo xtask bench`: what search finds, and how fast.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the report is what this program is for"
)]

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
    /// Recall by kind of slip, times at 1, 8 and 32 connections
    Search(search::Search),
}

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    match CommandLine::parse().measure {
        Measure::Search(search) => runtime.block_on(search.call()),
    }
}

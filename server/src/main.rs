//! The binary `threshold`.
#![recursion_limit = "512"]

mod changes;
mod cli;
mod config;
mod demo_command;
mod http;
mod import_command;
mod jobs;
mod keys_command;
mod serve;
mod shown;
mod user_command;

use clap::Parser;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let cli = cli::Cli::parse();
    config::start_logging(cli.log_filter());
    cli.run().await
}

//! Subcommands.

use crate::config::Data;
use crate::serve;
use crate::user_command::{self, UserCommand};
use clap::{Parser, Subcommand};

/// Threshold, the Coordinated Entry workplace.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the site
    Serve(serve::Options),
    /// Bring the database to this version's schema, as its owner
    Migrate {
        #[command(flatten)]
        data: Data,
    },
    /// Make accounts, reset passwords
    User {
        #[command(flatten)]
        data: Data,
        #[command(subcommand)]
        command: UserCommand,
    },
}

impl Cli {
    /// Does what was asked.
    pub async fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Serve(options) => serve::run(options).await,
            Command::User { data, command } => {
                user_command::run(&data.store().await?, command).await
            }
            Command::Migrate { data } => {
                let applied = store::migrate(data.options()?).await?;
                tracing::info!(applied, "the schema is up to date");
                Ok(())
            }
        }
    }
}

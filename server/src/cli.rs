//! Subcommands.

use crate::config::Data;
use crate::demo_command::{self, Demo};
use crate::import_command::{self, Import};
use crate::keys_command::{self, KeysCommand};
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
        /// The database, as postgres://role@host/name
        #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
        database_url: String,
    },
    /// Load the synthetic demo into an empty database
    Demo {
        #[command(flatten)]
        data: Data,
        #[command(flatten)]
        demo: Demo,
    },
    /// Take an HMIS CSV export in
    Import {
        #[command(flatten)]
        data: Data,
        #[command(flatten)]
        import: Import,
    },
    /// The keys that seal personal values
    Keys {
        #[command(flatten)]
        data: Data,
        #[command(subcommand)]
        command: KeysCommand,
    },
    /// Users and what they may do
    User {
        #[command(flatten)]
        data: Data,
        #[command(subcommand)]
        command: UserCommand,
    },
}

impl Cli {
    /// What is logged unless THRESHOLD_LOG says otherwise. A slow statement is news where somebody
    /// waits for a page, not where thousands of rows are loaded.
    #[must_use]
    pub fn log_filter(&self) -> &'static str {
        match self.command {
            Command::Serve(_) => "info,sqlx=warn",
            _ => "info,sqlx=error",
        }
    }

    /// Does what was asked.
    pub async fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Serve(options) => serve::run(options).await,
            Command::Migrate { database_url } => {
                let migrations = store::migrate(database_url.parse()?).await?;
                tracing::info!(migrations, "the schema is up to date");
                Ok(())
            }
            Command::Demo { data, demo } => demo_command::run(&data.store().await?, demo).await,
            Command::Import { data, import } => {
                import_command::run(&data.store().await?, import).await
            }
            Command::Keys { data, command } => {
                keys_command::run(&data.owner_store().await?, command).await
            }
            Command::User { data, command } => {
                user_command::run(&data.store().await?, command).await
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_holds_together() {
        Cli::command().debug_assert();
    }
}

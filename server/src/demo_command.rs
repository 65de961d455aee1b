//! `threshold demo`: fills an empty database with synthetic people and accounts.

use anyhow::bail;
use clap::Args;
use store::Store;
use store::demo::{Outcome, PASSWORD, load};

/// What `threshold demo` takes. No argument group of its own: the subcommand bears its name already.
#[derive(Clone, Copy, Debug, Args)]
#[group(skip)]
pub struct Demo {
    /// Do nothing, without an error, if the database holds data already
    #[arg(long)]
    if_empty: bool,
}

/// Loads the demo.
///
/// # Errors
/// When the database is in use and `--if-empty` was not given, or cannot be asked.
pub async fn run(store: &Store, demo: Demo) -> anyhow::Result<()> {
    match load(store, store.clock.office_day()).await? {
        Outcome::Loaded {
            clients,
            households,
        } => {
            tracing::info!(clients, households, "the demo is loaded");
            tracing::info!("all demo accounts have the password {PASSWORD}");
        }
        Outcome::NotEmpty { demo: true } if demo.if_empty => {
            tracing::info!("already loaded");
        }
        Outcome::NotEmpty { demo: false } if demo.if_empty => {
            tracing::info!("this database holds data of its own: no demo was loaded");
        }
        Outcome::NotEmpty { .. } => bail!(
            "the demo goes into an empty database only, and this one holds organizations, people or \
             accounts: give another DATABASE_URL"
        ),
    }
    Ok(())
}

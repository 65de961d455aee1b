//! PostgreSQL: authorise, query, audit. The only place with SQL.
//!
//! One operation a file. Each takes the [`Store`] and the acting user, authorises first, reads what the
//! rule needs, lets `domain` decide, and writes in one transaction with audit and outbox.
#![warn(missing_docs)]

pub mod audit;
pub mod client;
pub mod clock;
pub mod current_living_situation;
mod db;
pub mod demo;
pub mod draft;
pub mod duplicate;
mod error;
pub mod exit;
pub mod idempotency;
pub mod identity;
pub mod ids;
pub mod import;
pub mod installation;
mod migrations;
pub mod name;
pub mod outbox;
pub mod policy;
pub mod priority;
pub mod proposal;
pub mod rotation;
pub mod secret;
pub mod spelling;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

#[cfg(test)]
mod versions;

pub use db::{Store, Tx};
pub use error::StoreError;
pub use migrations::migrate;

/// What every operation returns.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

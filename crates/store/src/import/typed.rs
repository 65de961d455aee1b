//! Rows that Threshold works with, into their typed tables: one statement a file.
//!
//! A row that is new is inserted; one that changed is updated, unless somebody wrote here meanwhile: that is
//! a conflict. A row whose parents are not typed stays raw.

mod place;
mod record;
mod stay;

use super::source::Planner;
use crate::{Result, Tx};

/// Writes all typed rows of the import.
pub(super) async fn write(tx: &mut Tx, source: i16, planner: Planner) -> Result<()> {
    place::write(tx, source).await?;
    planner.wrote(tx, "places").await?;
    stay::write(tx, source, planner).await?;
    record::write(tx, source, planner).await
}

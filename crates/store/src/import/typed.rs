//! Rows that Threshold works with, into their typed tables: one statement a file.
//!
//! A row that is new is inserted; one that changed is updated, unless somebody wrote here meanwhile: that is
//! a conflict. A row whose parents are not typed stays raw.

mod place;
mod record;
mod stay;

use super::source::Planner;
use crate::{Result, Tx};

/// Writes all typed rows of the import; returns how many records it made or changed. `older`: a later export of
/// the source was taken in before.
pub(super) async fn write(tx: &mut Tx, source: i16, older: bool, planner: Planner) -> Result<u64> {
    let places = place::write(tx, source, older).await?;
    planner.wrote(tx, "places").await?;
    let stays = stay::write(tx, source, planner).await?;
    let records = record::write(tx, source, planner).await?;
    Ok(places + stays + records)
}

//! Exit from Coordinated Entry: what the page shows, and the one save.

mod act;
mod read;
mod record;
mod sheet;
#[cfg(test)]
mod tests;

pub use act::{Exited, act};
pub use record::{Outcome, Request, Saved, record, saved};
pub use sheet::{Before, Sheet, SheetAccess, Surroundings, sheet};

//! Exit from Coordinated Entry: what the page shows, and the one save.

mod act;
mod around;
mod change;
pub(crate) mod deciding;
pub(crate) mod duplicate;
mod facts;
pub(crate) mod look;
mod read;
mod record;
mod sheet;
mod suggest;
#[cfg(test)]
pub(crate) mod tests;
mod told;
mod undo;
mod unsaved;
mod write;

pub(crate) use read::suggesting;

pub use act::{Exited, Person, act};
pub use around::{Before, Surroundings};
pub use record::{Decides, Outcome, Request, Saved, record, saved};
pub use sheet::{Sheet, SheetAccess, day, sheet};
pub use suggest::{
    Decision, Own, SuggestOutcome, Waiting, decline, own_suggestions, suggest, suggested,
    suggested_before, suggests, waiting, waiting_count,
};
pub use undo::{UndoRight, Undone, obstacles, undo};
pub use unsaved::{ExitPage, Unsaved, keep_sent, keep_typed, start_over, unsaved};

/// The kind of draft that keeps why an administrator needs an exit page.
pub const PURPOSE: &str = "exit_purpose";

//! What facts propose for households on the list: found by a job, decided by the Priority List Manager.
//!
//! A waiting row says that something is proposed; what it is and why is computed again for whoever looks, from what
//! they may see now.

mod batch;
mod decide;
mod facts;
mod find;
mod queue;
mod selected;
#[cfg(test)]
mod tests;

pub use batch::{Batch, Done, Failure, Item, batch, latest, work};
pub use decide::set_aside;
pub(crate) use decide::{gone, taken};
pub use find::find;
pub use queue::{Proposed, Queue, proposed, proposed_exit, queue};
pub use selected::{Look, Selected, Take, select, take};

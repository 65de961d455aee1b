//! Two records, one person? What speaks for it, what against, and what a merge may make of both.
//!
//! Record linkage after Fellegi and Sunter: each thing that agrees or differs is worth the logarithm of how much
//! likelier that is between two records of one person than between records of two. The sum is the score. Pure: the
//! store narrows all people down to some dozens, and this compares them.

mod likeness;
mod merge;
mod names;
mod numbers;
mod record;
#[cfg(test)]
mod tests;
mod weights;

pub use likeness::{Certainty, Likeness, Reason, compare};
pub use merge::{
    Access, Block, Field, Joined, OpenStay, Resolution, Side, access_after, prefers, resolve,
};
pub use record::{Around, Record};

//! Who is signed in, what they may act as, and how they come to be.

mod viewer;

pub use viewer::{Context, Gate, Viewer};

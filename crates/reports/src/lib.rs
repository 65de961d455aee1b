//! Figures over dated rows: pure functions.
#![warn(missing_docs)]

pub mod list_figures;

//! HMIS CSV reader: streams the 24 files of a FY2024 or FY2026 export, row by row, as received.
//!
//! [`Archive::open`] looks at the container, the headers and Export.csv; [`Archive::rows`] streams one file;
//! [`Checker`] finds breaches within a row. Breaches that need other rows are named in [`Rule`] and
//! detected by the store's import. Nothing is dropped or repaired: a [`RawRow`] holds what came.
//!
//! Memory is flat in the size of the export: one row ([`Limits::row_bytes`] at most), two buffers of
//! 64 KiB, the container's directory ([`Limits::entries`] at most) and 24 headers.

mod archive;
mod check;
mod export;
mod finding;
mod kind;
mod row;
mod rule;
pub mod spec;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod value;

pub use archive::{Archive, Limits, OpenError, ReadError, Rows};
pub use check::{Checker, check};
pub use export::ExportRow;
pub use finding::Finding;
pub use kind::FileKind;
pub use row::{Header, RawRow, is_hashed_client, looks_hashed};
pub use rule::{Level, Rule};

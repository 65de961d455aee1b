//! The Priority List: the projection of standing and order, and reading it.

mod facts;
mod list;
mod refresh;

pub use list::{Entry, Filter, ListPage, ListView, SortBy, entries, lists, page};
pub use refresh::{refresh, refresh_all, refresh_stale};

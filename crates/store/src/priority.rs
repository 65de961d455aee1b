//! The Priority List: the projection of standing and order, and reading it.

mod facts;
mod list;
mod past;
mod refresh;
#[cfg(test)]
mod tests;
mod whole_list;

pub use list::{Entry, Filter, ListPage, ListView, SortBy, entries, lists, page};
pub use past::{PastEntry, as_of};
pub(crate) use refresh::{lock_stays, refresh_many};
pub use refresh::{refresh, refresh_all, refresh_stale};
pub use whole_list::Shift;
pub(crate) use whole_list::{refresh_list, shifts};

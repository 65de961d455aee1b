//! The Priority List: live, explained, printable.

mod api;
mod model;
mod page;
mod row;
mod table;

pub use page::PriorityListPage;

//! Spellings of names, as administrators mend them with those whose names they are. Rendered by the server and sent as
//! plain forms.

mod api;
mod form;
mod list;

pub use api::{list_page, one_page};

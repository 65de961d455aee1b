//! Recording a contact (4.12 Current Living Situation) on an enrollment, with a note.

mod api;
#[cfg(feature = "ssr")]
mod fields;
mod form;
#[cfg(feature = "ssr")]
mod page;

#[cfg(feature = "ssr")]
pub use api::contact_page;

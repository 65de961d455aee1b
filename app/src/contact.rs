//! Recording a contact (4.12 Current Living Situation) on an enrollment, with a note; and whom outreach looks for next.

mod api;
#[cfg(feature = "ssr")]
mod fields;
mod form;
#[cfg(feature = "ssr")]
mod outreach;
#[cfg(feature = "ssr")]
mod page;

#[cfg(feature = "ssr")]
pub use api::{contact_page, outreach_page};

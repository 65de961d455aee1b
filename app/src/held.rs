//! Forms that arrived while their session was locked or over: kept, and sent again by their owner.

mod api;
mod send_again;
mod store;

pub use api::held_form;
pub use store::hold;

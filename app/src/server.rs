//! The server's side of a request: its state, who is signed in, how errors and redirects are answered.

mod answer;
pub mod browser;
mod request;
mod state;
mod words;

pub use answer::{
    after_post, go_on, look_again_soon, scriptless, see_other, set_status, wants_page,
};
pub use request::{Session, anybody, fail, refuse, viewer, viewer_behind_gate};
pub use state::{AppState, Assets};
pub use words::{escape, moment, moment_in_words, parse};

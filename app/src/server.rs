//! The server's side of a request: its state, who is signed in, how errors and redirects are answered.

mod answer;
mod request;
mod state;

pub use answer::{after_post, scriptless, see_other};
pub use request::{Session, fail, viewer, viewer_behind_gate};
pub use state::{AppState, Assets};

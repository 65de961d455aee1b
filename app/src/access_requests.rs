//! Asking to act for an organization, and deciding about it.

mod api;
mod ask;
mod page;

pub use ask::AskPage;
pub use page::AccessRequestsPage;

/// "Dana Lindqvist, Priority List Manager", "Dana Lindqvist or Noor Abdi, Priority List Managers".
fn managers(names: &[String], joined_by: &str) -> String {
    let title = if names.len() == 1 {
        "Priority List Manager"
    } else {
        "Priority List Managers"
    };
    format!("{}, {title}", names.join(joined_by))
}

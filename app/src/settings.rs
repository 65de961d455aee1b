//! Who one acts as: the Settings sidebar and its page.

mod api;
mod context_form;
mod follow;
mod page;
#[cfg(feature = "ssr")]
mod sessions;
mod sidebar;

pub use page::SettingsPage;
#[cfg(feature = "ssr")]
pub use sessions::{SessionView, Sessions, session_view};
pub use sidebar::Sidebar;

/// The path to go back to after a form: one of ours, or the first page.
#[must_use]
pub fn safe_path(path: &str) -> &str {
    let ours = path.starts_with('/')
        && !path.starts_with("//")
        && !path.starts_with("/\\")
        && path.len() <= 500
        && path.chars().all(|c| c.is_ascii_graphic());
    if ours { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::safe_path;

    #[test]
    fn leads_only_to_pages_of_ours() {
        assert_eq!(safe_path("/clients?page=2"), "/clients?page=2");
        for path in [
            "",
            "clients",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\nb",
        ] {
            assert_eq!(safe_path(path), "/", "{path:?}");
        }
    }
}

//! Leaving the page for one that the server makes anew.

/// Loads a page whole: who is signed in, or for whom they act, has changed.
pub fn load_page(path: &str) {
    #[cfg(feature = "hydrate")]
    // A browser that refuses leaves the page as it is.
    let _ = leptos::prelude::window().location().set_href(path);
    #[cfg(not(feature = "hydrate"))]
    let _ = path;
}

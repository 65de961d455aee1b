//! The frame around every page: who one is, where one can go, Settings.

mod header;
#[cfg(feature = "ssr")]
mod load;
mod model;

pub use header::{Frame, Framed};
#[cfg(feature = "ssr")]
pub use load::{helpdesk, load};
pub use model::{Choice, ContextView, FrameView, Helpdesk, Place};

use leptos::prelude::*;

/// What the server knew of the frame when it sent the page; read again by the browser from the page.
pub fn provide_frame() {
    let initial = SharedValue::new(|| {
        #[cfg(feature = "ssr")]
        {
            use_context::<http::request::Parts>()
                .and_then(|parts| parts.extensions.get::<FrameView>().cloned())
                .unwrap_or_default()
        }
        #[cfg(not(feature = "ssr"))]
        FrameView::default()
    })
    .into_inner();
    provide_context(RwSignal::new(initial));
}

/// The frame of the page.
#[must_use]
pub fn use_frame() -> RwSignal<FrameView> {
    expect_context()
}

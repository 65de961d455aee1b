//! What happens when somebody arrives on a page: the browser is told that the page lives, and focus goes
//! to its heading.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Marks the document as alive, and moves focus to the `h1` after each navigation but the first.
#[component]
pub fn Arrival() -> impl IntoView {
    let location = use_location();
    Effect::new(move |before: Option<String>| {
        let path = location.pathname.get();
        if before.as_ref().is_some_and(|before| *before != path) {
            focus("main h1");
        }
        #[cfg(feature = "hydrate")]
        if before.is_none()
            && let Some(root) = document().document_element()
        {
            // A refusal leaves the page as it is; tests would notice.
            let _ = root.set_attribute("data-hydrated", "true");
        }
        path
    });
}

/// Whether the browser has taken over the page already, so that what comes now is a navigation.
#[must_use]
pub fn page_is_alive() -> bool {
    #[cfg(feature = "hydrate")]
    {
        document()
            .document_element()
            .is_some_and(|root| root.has_attribute("data-hydrated"))
    }
    #[cfg(not(feature = "hydrate"))]
    false
}

/// Moves focus to a heading that came with the answer of the server, later than the page around it.
pub fn focus_late_heading() {
    focus("main .markup h1, main .error-page h1");
}

/// Moves focus to the page's heading, once it is there.
fn focus(heading: &'static str) {
    #[cfg(feature = "hydrate")]
    request_animation_frame(move || {
        use wasm_bindgen::JsCast;
        let heading = document().query_selector(heading).ok().flatten();
        if let Some(heading) =
            heading.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok())
        {
            let _ = heading.focus();
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = heading;
}

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
            focus_heading();
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

/// Moves focus to the page's heading, once it is there.
fn focus_heading() {
    #[cfg(feature = "hydrate")]
    request_animation_frame(|| {
        use wasm_bindgen::JsCast;
        let heading = document().query_selector("main h1").ok().flatten();
        if let Some(heading) =
            heading.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok())
        {
            let _ = heading.focus();
        }
    });
}

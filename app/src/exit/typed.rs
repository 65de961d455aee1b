//! What people type is theirs: before the page came alive, and until it is saved.

use super::form::ExitForm;
use leptos::prelude::*;

/// The form's id.
pub(super) const FORM: &str = "exit-form";

/// What the form of the page holds already, on a slow connection, before the browser has taken it over;
/// none where the page was made in the browser.
pub(super) fn typed_early(sent: &ExitForm) -> Option<ExitForm> {
    #[cfg(feature = "hydrate")]
    {
        use super::api::SaveExit;
        use leptos::form::FromFormData;
        let data = web_sys::FormData::new_with_form(&form()?).ok()?;
        SaveExit::from_form_data(&data)
            .ok()
            .map(|typed| typed.form)
            .filter(|typed| typed.key == sent.key)
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = sent;
        None
    }
}

/// Sends the form as a browser without scripts does.
pub(super) fn send_plainly() {
    #[cfg(feature = "hydrate")]
    if let Some(form) = form() {
        let _ = form.submit();
    }
}

/// Asks before the page is left while something is typed and not saved.
pub(super) fn ask_before_leaving(unsaved: impl Fn() -> bool + Copy + 'static) {
    Effect::new(move || {
        let handle = window_event_listener_untyped("beforeunload", move |event| {
            if unsaved() {
                event.prevent_default();
            }
        });
        on_cleanup(move || handle.remove());
    });
}

#[cfg(feature = "hydrate")]
fn form() -> Option<web_sys::HtmlFormElement> {
    use wasm_bindgen::JsCast;
    document().get_element_by_id(FORM)?.dyn_into().ok()
}

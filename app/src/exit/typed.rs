//! What people type is theirs: before the page came alive, and after their session.

use super::form::ExitForm;
#[cfg(feature = "hydrate")]
use super::slot::Slot;
#[cfg(feature = "hydrate")]
use leptos::prelude::*;

/// The form's id.
pub(super) const FORM: &str = "exit-form";

/// What the form of the page holds already, on a slow connection, before the browser has taken it over; as it
/// was sent where the page was made in the browser.
pub(super) fn typed_early(sent: &ExitForm) -> ExitForm {
    #[cfg(feature = "hydrate")]
    {
        let mut typed = sent.clone();
        let data = form().and_then(|form| web_sys::FormData::new_with_form(&form).ok());
        let text = |name: &str| data.as_ref().and_then(|data| data.get(name).as_string());
        if text("form[key]").is_some_and(|key| key == sent.key) {
            for slot in Slot::all(sent) {
                slot.put(&mut typed, text(&slot.name()).unwrap_or_default());
            }
        }
        typed
    }
    #[cfg(not(feature = "hydrate"))]
    sent.clone()
}

/// Sends the form as a browser without scripts does.
pub(super) fn send_plainly() {
    #[cfg(feature = "hydrate")]
    if let Some(form) = form() {
        let _ = form.submit();
    }
}

#[cfg(feature = "hydrate")]
fn form() -> Option<web_sys::HtmlFormElement> {
    use wasm_bindgen::JsCast;
    document().get_element_by_id(FORM)?.dyn_into().ok()
}

//! Changes made elsewhere, as `app/js/live.js` hands them to the page.

use domain::ids::{HouseholdId, ListAuthorityId};
#[cfg(feature = "hydrate")]
use leptos::prelude::{on_cleanup, window_event_listener_untyped};
use serde::Deserialize;

/// An announcement of the server.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// Entries of a list came, changed or left; no household means "look at all of it again".
    List {
        /// Whose list.
        list: ListAuthorityId,
        /// The households concerned.
        households: Vec<HouseholdId>,
    },
    /// Something of the user's own changed.
    User {},
    /// Announcements may have been missed.
    Resync {},
}

/// Calls `heard` for every change, for as long as the component lives. Nothing happens on the server.
pub fn on_change(heard: impl Fn(Change) + 'static) {
    #[cfg(not(feature = "hydrate"))]
    drop(heard);
    #[cfg(feature = "hydrate")]
    {
        let handle = window_event_listener_untyped("threshold-change", move |event| {
            use wasm_bindgen::JsCast;
            let Some(event) = event.dyn_ref::<web_sys::CustomEvent>() else {
                return;
            };
            let Some(text) = event.detail().as_string() else {
                return;
            };
            if let Ok(change) = serde_json::from_str(&text) {
                heard(change);
            }
        });
        on_cleanup(move || handle.remove());
    }
}

//! Why an administrator does it: kept by the audit.

use leptos::prelude::*;

/// The field, and that it was left empty.
#[component]
pub(super) fn Purpose(
    /// "Why they are one person".
    label: &'static str,
    /// What did not happen, where nothing was said.
    unsaid: Option<&'static str>,
    /// What else is to be known of it.
    hint: &'static str,
) -> impl IntoView {
    let described = if unsaid.is_some() {
        "purpose-error purpose-hint"
    } else {
        "purpose-hint"
    };
    view! {
        <div class="field">
            <label for="purpose">{label}</label>
            {unsaid
                .map(|nothing| {
                    view! {
                        <p class="field-error" id="purpose-error">
                            "Say it in a few words. "
                            {nothing}
                        </p>
                    }
                })}
            <input
                class="input"
                id="purpose"
                name="purpose"
                maxlength="500"
                autocomplete="off"
                required
                aria-invalid=unsaid.map(|_| "true")
                aria-describedby=described
            />
            <p class="hint" id="purpose-hint">
                {hint}
            </p>
        </div>
    }
}

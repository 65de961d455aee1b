//! A password field.

use crate::ui::field::{Field, described_by};
use crate::ui::part::IntoPart;
use leptos::prelude::*;

/// A password field.
#[component]
pub(super) fn PasswordField(
    /// Its id, and its name in the form.
    id: &'static str,
    /// Its words.
    label: &'static str,
    /// "current-password" or "new-password".
    autocomplete: &'static str,
    /// What helps to fill it.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// What is wrong with it.
    #[prop(optional_no_strip)]
    error: Option<String>,
) -> impl IntoView {
    let described = described_by(id, error.is_some(), hint.is_some());
    let invalid = error.is_some().then_some("true");
    view! {
        <Field id=id label=label error=error hint=hint.map(str::to_owned)>
            <input
                class="input"
                id=id
                name=id
                type="password"
                autocomplete=autocomplete
                required
                aria-invalid=invalid
                aria-describedby=described
            />
        </Field>
    }
    .part()
}

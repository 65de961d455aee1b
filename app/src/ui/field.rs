//! Form fields: label above, error beside it, hint below.

use crate::ui::part::{IntoPart, Parts};
use leptos::prelude::*;

/// What stands around a control. `id` is the control's; its error has the id `<id>-error`, its hint
/// `<id>-hint`.
#[component]
pub fn Field(
    /// The control's id.
    #[prop(into)]
    id: String,
    /// The label's words.
    #[prop(into)]
    label: String,
    /// Words after the label that only screen readers need: "for Luis Martinez".
    #[prop(optional_no_strip)]
    label_more: Option<String>,
    /// Marks the field as optional.
    #[prop(optional)]
    optional: bool,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// What helps to fill it.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// The control.
    children: Parts,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    let hint_id = format!("{id}-hint");
    view! {
        <div class="field">
            <label for=id>
                {label}
                {label_more
                    .map(|more| view! { <span class="visually-hidden">{format!(" {more}")}</span> })}
                {optional.then(|| view! { " " <span class="optional">"(optional)"</span> })}
            </label>
            {move || {
                let id = error_id.clone();
                error.get().map(|error| view! { <p class="field-error" id=id>{error}</p> })
            }}
            {children.show()}
            {move || {
                let id = hint_id.clone();
                hint.get().map(|hint| view! { <p class="hint" id=id>{hint}</p> })
            }}
        </div>
    }
    .part()
}

/// The ids that describe a control, as `aria-describedby` wants them.
#[must_use]
pub fn described_by(id: &str, error: bool, hint: bool) -> Option<String> {
    let mut ids = Vec::new();
    if error {
        ids.push(format!("{id}-error"));
    }
    if hint {
        ids.push(format!("{id}-hint"));
    }
    (!ids.is_empty()).then(|| ids.join(" "))
}

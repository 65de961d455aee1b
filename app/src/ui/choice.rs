//! A choice from a list: one select, with groups where the list has them.

use crate::ui::field::{Field, described_by};
use crate::ui::part::IntoPart;
use leptos::prelude::*;

/// Options under one heading; without one they stand by themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The heading.
    pub label: Option<&'static str>,
    /// Value and words.
    pub options: Vec<(String, String)>,
}

impl Options {
    /// Options without a heading.
    #[must_use]
    pub fn plain(options: Vec<(String, String)>) -> Vec<Self> {
        vec![Self {
            label: None,
            options,
        }]
    }
}

/// What stands around the choice.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The control's id.
    pub id: String,
    /// Its name in the form.
    pub name: String,
    /// The label.
    pub label: &'static str,
    /// Words after the label that only screen readers need.
    pub label_more: Option<String>,
    /// The first option, which chooses nothing.
    pub blank: &'static str,
    /// What helps to choose.
    pub hint: Option<String>,
    /// Nothing needs to be chosen.
    pub optional: bool,
}

/// A field with a select.
#[component]
pub fn Choice(
    /// What stands around it.
    words: Words,
    /// What can be chosen.
    groups: Vec<Options>,
    /// The value chosen.
    chosen: Signal<String>,
    /// What is wrong with it.
    error: Signal<Option<String>>,
    /// Takes the value that somebody chooses.
    choose: Callback<String>,
) -> impl IntoView {
    let Words {
        id,
        name,
        label,
        label_more,
        blank,
        hint,
        optional,
    } = words;
    let hinted = hint.is_some();
    let initial = chosen.get_untracked();
    let option = |(value, words): (String, String)| {
        let selected = value == initial;
        view! {
            <option value=value selected=selected>
                {words}
            </option>
        }
    };
    let groups = groups
        .into_iter()
        .map(|group| {
            let options = group.options.into_iter().map(option).collect_view();
            match group.label {
                Some(label) => view! { <optgroup label=label>{options}</optgroup> }.part(),
                None => options.part(),
            }
        })
        .collect_view();
    let described = {
        let id = id.clone();
        move || described_by(&id, error.with(Option::is_some), hinted)
    };
    view! {
        <Field
            id=id.clone()
            label=label
            label_more=label_more
            optional=optional
            error=error
            hint=Signal::stored(hint)
        >
            <select
                class="select"
                id=id.clone()
                name=name
                prop:value=move || chosen.get()
                aria-describedby=described
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                on:change=move |event| choose.run(event_target_value(&event))
            >
                <option value="">{blank}</option>
                {groups}
            </select>
        </Field>
    }
    .part()
}

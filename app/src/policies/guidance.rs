//! The authority's own words: summary, paragraphs, links, video.

use super::fields::Problems;
use super::form::{LinkForm, PolicyForm};
use crate::ui::field::{Field, described_by};
use crate::ui::part::IntoPart;
use domain::policy::{Bounds, PolicyPart};
use leptos::prelude::*;

/// The fields.
#[component]
pub(super) fn GuidanceFields(form: PolicyForm, errors: Problems) -> impl IntoView {
    let links = form
        .links
        .into_iter()
        .enumerate()
        .map(|(row, link)| {
            let parts = (PolicyPart::LinkTitle(row), PolicyPart::LinkHref(row));
            let errors = (errors.of(parts.0), errors.of(parts.1));
            let id = format!("link-{row}");
            let name = format!("form[links][{row}]");
            let of = format!("of link {}", row + 1);
            view! { <LinkFields id=id name=name of=of link=link errors=errors /> }
        })
        .collect_view();
    let of_links = errors.of(PolicyPart::Links);
    let of_video = (
        errors.of(PolicyPart::VideoTitle),
        errors.of(PolicyPart::VideoHref),
    );
    view! {
        <div class="form">
            <Text
                id="summary"
                label="Summary"
                hint=format!(
                    "One or two sentences: who may exit, and when. At most {} characters.",
                    Bounds::SUMMARY,
                )
                rows="3"
                value=form.summary
                error=errors.of(PolicyPart::Summary)
            />
            <Text
                id="details"
                label="Details"
                hint=format!(
                    "A blank line begins a new paragraph. At most {} paragraphs of {} characters.",
                    Bounds::PARAGRAPHS,
                    Bounds::PARAGRAPH,
                )
                rows="8"
                optional=true
                value=form.details
                error=errors.of(PolicyPart::Details)
            />
        </div>
        <h3>"Links"</h3>
        {of_links.map(|error| view! { <p class="field-error">{error}</p> })}
        <div class="links">{links}</div>
        <h3>"Video"</h3>
        <LinkFields
            id="video".to_owned()
            name="form[video]".to_owned()
            of="of the video".to_owned()
            link=form.video
            errors=of_video
        />
    }
    .part()
}

#[component]
fn Text(
    id: &'static str,
    label: &'static str,
    hint: String,
    rows: &'static str,
    value: String,
    error: Option<String>,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let wrong = error.is_some();
    view! {
        <Field
            id=id
            label=label
            optional=optional
            error=Signal::stored(error)
            hint=Signal::stored(Some(hint))
        >
            <textarea
                class="textarea"
                id=id
                name=format!("form[{id}]")
                rows=rows
                aria-describedby=described_by(id, wrong, true)
                aria-invalid=wrong.then_some("true")
            >
                {value}
            </textarea>
        </Field>
    }
    .part()
}

/// What stands there, and where it leads.
#[component]
fn LinkFields(
    id: String,
    name: String,
    /// "of link 2", for screen readers.
    of: String,
    link: LinkForm,
    /// Of the title, of the address.
    errors: (Option<String>, Option<String>),
) -> impl IntoView {
    view! {
        <div class="field-row">
            <Line
                id=format!("{id}-title")
                name=format!("{name}[title]")
                label="Title"
                of=of.clone()
                value=link.title
                most=Bounds::TITLE
                error=errors.0
            />
            <Line
                id=format!("{id}-href")
                name=format!("{name}[href]")
                label="Address"
                of=of
                value=link.href
                most=Bounds::HREF
                error=errors.1
            />
        </div>
    }
    .part()
}

#[component]
fn Line(
    id: String,
    name: String,
    label: &'static str,
    of: String,
    value: String,
    most: usize,
    error: Option<String>,
) -> impl IntoView {
    let wrong = error.is_some();
    view! {
        <Field
            id=id.clone()
            label=label
            label_more=Some(of)
            optional=true
            error=Signal::stored(error)
        >
            <input
                class="input"
                id=id.clone()
                name=name
                value=value
                maxlength=most.to_string()
                autocomplete="off"
                aria-describedby=described_by(&id, wrong, false)
                aria-invalid=wrong.then_some("true")
            />
        </Field>
    }
    .part()
}

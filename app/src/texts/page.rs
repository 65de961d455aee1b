//! The privacy notice, and how posted texts are shown.

use super::api::{Part, TextView, privacy_notice};
use crate::sign_in::GatePage;
use crate::ui::loaded::Loaded;
use leptos::prelude::*;
use leptos_meta::Title;

/// The privacy notice. Everybody may read it.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let text = Resource::new(|| (), |()| privacy_notice());
    view! {
        <Title text="Privacy notice \u{b7} Threshold" />
        <GatePage aside=true>
            <article class="panel prose">
                <h1 tabindex="-1">"Privacy notice"</h1>
                <Loaded resource=text show=|text| view! { <Prose text=text /> } />
            </article>
        </GatePage>
    }
    .into_any()
}

/// Headings, paragraphs, and since when they hold.
#[component]
pub fn Prose(text: TextView) -> impl IntoView {
    view! {
        {text
            .parts
            .into_iter()
            .map(|part| match part {
                Part::Heading(words) => view! { <h2>{words}</h2> }.into_any(),
                Part::Paragraph(words) => view! { <p>{words}</p> }.into_any(),
            })
            .collect_view()}
        <p class="small quiet-text">
            {format!("Version {}, in force since {}.", text.version, text.since)}
        </p>
    }
    .into_any()
}

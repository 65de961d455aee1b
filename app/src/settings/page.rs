//! Settings as a page, with the list of sessions.

use super::api::my_sessions;
use super::sidebar::Content;
use crate::frame::use_frame;
use crate::ui::markup::{Shown, asked};
use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let sessions = asked(|| (), |()| my_sessions());
    view! {
        <Title text="Settings \u{b7} Threshold" />
        <Outcome />
        <div class="sidebar page">
            <h1 tabindex="-1">"Settings"</h1>
            <Content />
        </div>
        <Shown resource=sessions />
    }
    .part()
}

#[component]
fn Outcome() -> impl IntoView {
    let query = use_query_map();
    let frame = use_frame();
    let acting = move || {
        frame.with(|frame| {
            frame.context.as_ref().map_or_else(String::new, |context| {
                format!(
                    "{} for {}",
                    context.workgroup.singular(),
                    context.organization_name
                )
            })
        })
    };
    move || {
        let problem = query.with(|query| query.get("problem"));
        let done = query.with(|query| query.get("done"));
        let refused = match problem.as_deref() {
            Some("not-granted") => Some(
                "You do not hold this organization in this workgroup. Choose one of those offered under \
                 the workgroup, or ask for access.",
            ),
            Some("other-location") => Some(
                "This location belongs to another organization. Choose one of its own, or none.",
            ),
            Some("nothing-chosen") => Some("Choose a workgroup and an organization."),
            _ => None,
        };
        if let Some(refused) = refused {
            return view! {
                <div class="page-notices">
                    <Notice tone=Tone::Error title="Nothing was changed">
                        <p>{refused}</p>
                    </Notice>
                </div>
            }
            .part();
        }
        let title = match done.as_deref() {
            Some("context") => format!("You act as {}", acting()),
            Some("password") => "Your password was changed".to_owned(),
            _ => return ().part(),
        };
        view! {
            <div class="page-notices">
                <Notice tone=Tone::Success title=title />
            </div>
        }
        .part()
    }
}

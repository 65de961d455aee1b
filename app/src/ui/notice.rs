//! Notices: what happened, what to know, what failed.

use crate::ui::icon::Icon;
use crate::ui::part::IntoPart;
use leptos::prelude::*;

/// The kind of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Success,
    /// Something to know.
    Info,
    /// Something to be careful about.
    Warning,
    /// What the person just did failed.
    Error,
}

/// A notice with a title; what it says more are its children.
#[component]
pub fn Notice(
    /// The kind.
    tone: Tone,
    /// The title.
    #[prop(into)]
    title: String,
    /// More.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (class, icon, role) = match tone {
        Tone::Success => ("notice success", "check", Some("status")),
        Tone::Info => ("notice", "info", None),
        Tone::Warning => ("notice warning", "warning", None),
        Tone::Error => ("notice error", "warning", Some("alert")),
    };
    view! {
        <div class=class role=role>
            <Icon name=icon />
            <div>
                <p class="title">{title}</p>
                {children.map(|children| children())}
            </div>
        </div>
    }
    .part()
}

//! How posted texts are read and shown.

use crate::error::AppError;
use crate::server::{AppState, fail};
use crate::ui::markup::{Markup, markup};
use crate::ui::part::IntoPart;
use leptos::prelude::*;
use store::identity::{TextKind, posted_text};

/// The privacy notice. Everybody may read it.
///
/// # Errors
/// When the database cannot be asked.
pub async fn privacy_page() -> Result<Markup, AppError> {
    let text = read(TextKind::PrivacyNotice).await?;
    Ok(markup(view! { <Privacy text=text /> }))
}

/// A text in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextView {
    /// Its version.
    pub version: i32,
    /// "January 1, 2026".
    pub since: String,
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
}

/// A text in force, in parts.
///
/// # Errors
/// When the database cannot be asked.
pub async fn read(kind: TextKind) -> Result<TextView, AppError> {
    let text = posted_text(&AppState::current().store, kind)
        .await
        .map_err(fail)?;
    Ok(TextView {
        version: text.version,
        since: domain::calendar::words(text.effective_on),
        parts: text
            .body
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(|line| match line.strip_prefix("## ") {
                Some(heading) => Part::Heading(heading.to_owned()),
                None => Part::Paragraph(line.to_owned()),
            })
            .collect(),
    })
}

/// The privacy notice.
#[component]
pub(super) fn Privacy(text: TextView) -> impl IntoView {
    view! {
        <article class="panel prose">
            <h1 tabindex="-1">"Privacy notice"</h1>
            <Prose text=text />
        </article>
    }
    .part()
}

/// Headings, paragraphs, and since when they hold.
#[component]
pub fn Prose(text: TextView) -> impl IntoView {
    view! {
        {text
            .parts
            .into_iter()
            .map(|part| match part {
                Part::Heading(words) => view! { <h2>{words}</h2> }.part(),
                Part::Paragraph(words) => view! { <p>{words}</p> }.part(),
            })
            .collect_view()}
        <p class="small quiet-text">
            {format!("Version {}, in force since {}.", text.version, text.since)}
        </p>
    }
    .part()
}

//! Server functions of the posted texts.

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{AppState, fail, viewer_behind_gate};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use store::identity::{TextKind, posted_text};

/// A text in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextView {
    /// Its version.
    pub version: i32,
    /// "January 1, 2026".
    pub since: String,
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
}

/// The privacy notice; public.
#[server(endpoint = "privacy-notice")]
pub async fn privacy_notice() -> Result<TextView, AppError> {
    read(TextKind::PrivacyNotice).await
}

/// The user agreement; for users, also before they accept it.
#[server(endpoint = "user-agreement")]
pub async fn user_agreement() -> Result<TextView, AppError> {
    viewer_behind_gate()?;
    read(TextKind::UserAgreement).await
}

#[cfg(feature = "ssr")]
async fn read(kind: TextKind) -> Result<TextView, AppError> {
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

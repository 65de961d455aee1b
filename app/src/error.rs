//! The one error of server functions, in words that say what to do.

use crate::wire::JsonText;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::error::ServerFnErrorErr;
use thiserror::Error;

/// Why something did not happen. Never holds personal data: it may end up in a log.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum AppError {
    /// No live session.
    #[error("Sign in to go on.")]
    NotSignedIn,
    /// Something must be done first: password, agreement, unlock.
    #[error("Your session waits for you: unlock it, or finish signing in.")]
    Gate,
    /// Not there, or not for this user.
    #[error("This page does not exist, or you may not see it.")]
    NotFound,
    /// There, and not theirs to do.
    #[error("You are not authorized to do this.")]
    Forbidden,
    /// Somebody was faster.
    #[error("Somebody changed this while you were working. Reload to see it as it is now.")]
    Conflict,
    /// Try again.
    #[error("The server is busy or restarting. Nothing was saved; try again in a moment.")]
    Busy,
    /// What was sent cannot be understood.
    #[error("This request could not be understood. Reload the page and try again.")]
    BadRequest,
    /// More than a request may hold.
    #[error("This is more than can be sent at once. Nothing was saved; shorten it and try again.")]
    TooLarge,
    /// Ours; the number finds it in the log. It is empty where nothing was logged.
    #[error("Something went wrong on our side. Nothing was saved.{}", quote(.0))]
    Internal(String),
    /// The browser could not reach the server.
    #[error("The server could not be reached. What you typed is still here; try again.")]
    Unreachable,
}

impl AppError {
    /// The HTTP status that goes with it.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotSignedIn => 401,
            Self::Gate | Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Conflict => 409,
            Self::Busy => 503,
            Self::BadRequest => 400,
            Self::TooLarge => 413,
            Self::Internal(_) | Self::Unreachable => 500,
        }
    }

    /// The error in the address of its page: its status, and the number that the helpdesk asks for.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::Internal(number) if is_number(number) => format!("500-{number}"),
            error => error.status().to_string(),
        }
    }

    /// The error of such a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "400" => Self::BadRequest,
            "401" => Self::NotSignedIn,
            "403" => Self::Forbidden,
            "404" => Self::NotFound,
            "409" => Self::Conflict,
            "413" => Self::TooLarge,
            "500" => Self::Internal(String::new()),
            "503" => Self::Busy,
            code => {
                let number = code.strip_prefix("500-")?;
                is_number(number).then(|| Self::Internal(number.to_owned()))?
            }
        })
    }

    /// What happened, as a heading.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        match self {
            Self::NotSignedIn => "You are signed out",
            Self::Gate => "One step before you go on",
            Self::NotFound => "Not found",
            Self::Forbidden => "Not authorized",
            Self::Conflict => "Changed meanwhile",
            Self::Busy | Self::Unreachable => "Not reachable",
            Self::BadRequest => "Not understood",
            Self::TooLarge => "Too much at once",
            Self::Internal(_) => "Something went wrong",
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            // What the server cannot read is a broken request.
            ServerFnErrorErr::Deserialization(_) if cfg!(feature = "ssr") => Self::BadRequest,
            // An answer that is none of ours comes from what stands between: a proxy, a captive network.
            ServerFnErrorErr::Request(_)
            | ServerFnErrorErr::Response(_)
            | ServerFnErrorErr::Deserialization(_) => Self::Unreachable,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::BadRequest,
            _ => Self::Internal(String::new()),
        }
    }
}

/// Whether this is a number of the log, and nothing that somebody wrote into an address.
fn is_number(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn quote(number: &str) -> String {
    if number.is_empty() {
        String::new()
    } else {
        format!(" Quote {number} to the helpdesk.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_survive_the_address_of_their_page() {
        for error in [
            AppError::NotSignedIn,
            AppError::Forbidden,
            AppError::NotFound,
            AppError::Conflict,
            AppError::Busy,
            AppError::BadRequest,
            AppError::TooLarge,
            AppError::Internal("0a1b2c3d".to_owned()),
            AppError::Internal(String::new()),
        ] {
            assert_eq!(AppError::from_code(&error.code()), Some(error));
        }
        for code in ["", "200", "500-", "500-0a1b2c3", "500-call+me!", "<script>"] {
            assert_eq!(AppError::from_code(code), None, "{code}");
        }
    }

    #[test]
    fn the_helpdesk_is_quoted_only_what_there_is() {
        let numbered = AppError::Internal("0a1b2c3d".to_owned()).to_string();
        assert!(numbered.ends_with("Quote 0a1b2c3d to the helpdesk."));
        assert!(
            !AppError::Internal(String::new())
                .to_string()
                .contains("Quote")
        );
    }
}

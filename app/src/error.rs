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
    /// Ours; the number finds it in the log.
    #[error("Something went wrong on our side. Nothing was saved. Quote {0} to the helpdesk.")]
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
            Self::Internal(_) | Self::Unreachable => 500,
        }
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
            Self::Internal(_) => "Something went wrong",
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Unreachable,
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => Self::BadRequest,
            _ => Self::Internal("the server's answer".to_owned()),
        }
    }
}

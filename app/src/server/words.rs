//! Instants in words, and ids out of forms.

use crate::error::AppError;
use chrono::{DateTime, Utc};
use std::str::FromStr;

/// "Nov 22, 2026, 8:10 am", on the clock of the installation.
#[must_use]
pub fn moment(at: DateTime<Utc>) -> String {
    store::clock::local(at, "America/Chicago")
        .format("%b %-d, %Y, %-I:%M %P")
        .to_string()
}

/// A value out of a form that only a broken page sends otherwise.
///
/// # Errors
/// [`AppError::BadRequest`].
pub fn parse<T: FromStr>(text: &str) -> Result<T, AppError> {
    text.trim().parse().map_err(|_| AppError::BadRequest)
}

//! Instants in words, ids out of forms, and values for addresses.

use super::refuse;
use crate::error::AppError;
use chrono::{DateTime, Utc};
use std::str::FromStr;

/// "Nov 22, 2026, 8:10 am", on the clock of the installation.
#[must_use]
pub fn moment(at: DateTime<Utc>) -> String {
    store::clock::office_time(at)
        .format("%b %-d, %Y, %-I:%M %P")
        .to_string()
}

/// "November 22, 2026 at 8:10 am", on the clock of the installation.
#[must_use]
pub fn moment_in_words(at: DateTime<Utc>) -> String {
    let local = store::clock::local(at, "America/Chicago");
    let day = domain::calendar::words(local.date());
    format!("{day} at {}", local.format("%-I:%M %P"))
}

/// A value out of a form that only a broken page sends otherwise.
///
/// # Errors
/// [`AppError::BadRequest`].
pub fn parse<T: FromStr>(text: &str) -> Result<T, AppError> {
    text.trim()
        .parse()
        .map_err(|_| refuse(AppError::BadRequest))
}

/// A value for an address.
#[must_use]
pub fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_of_a_word_changes_the_address() {
        assert_eq!(escape("a b&page=9#é"), "a%20b%26page%3D9%23%C3%A9");
    }
}

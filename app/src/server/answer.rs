//! Answers to posts, with and without scripts.

use crate::error::AppError;
use http::header::{ACCEPT, LOCATION};
use http::request::Parts;
use http::{HeaderValue, StatusCode};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

/// Whether a plain form was posted: the browser wants a page, not a value.
#[must_use]
pub fn scriptless() -> bool {
    use_context::<Parts>()
        .and_then(|parts| parts.headers.get(ACCEPT).cloned())
        .is_some_and(|accept| {
            accept
                .to_str()
                .is_ok_and(|accept| accept.contains("text/html"))
        })
}

/// Sends the browser to a page of ours: 303 for a plain form, a navigation by the router otherwise.
pub fn see_other(path: &str) {
    if !scriptless() {
        leptos_axum::redirect(path);
        return;
    }
    if let (Some(response), Ok(path)) = (
        use_context::<ResponseOptions>(),
        HeaderValue::from_str(path),
    ) {
        response.insert_header(LOCATION, path);
        response.set_status(StatusCode::SEE_OTHER);
    }
}

/// Ends a server function that answers a form. Without scripts an error becomes a page of its own, so
/// that it never stands in an address.
///
/// # Errors
/// The error itself, for the scripts of the page.
pub fn after_post<T>(result: Result<T, AppError>) -> Result<T, AppError> {
    if let (Err(error), true) = (&result, scriptless()) {
        see_other(&format!("/problem/{}", error.status()));
    }
    result
}

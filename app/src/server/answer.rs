//! Answers to posts, with and without scripts.

use crate::error::AppError;
use http::header::{ACCEPT, LOCATION, REFRESH};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

/// Whether a page is asked for, by a plain form or a link; scripts ask for a value.
#[must_use]
pub fn wants_page(headers: &HeaderMap) -> bool {
    headers.get(ACCEPT).is_some_and(|accept| {
        accept
            .to_str()
            .is_ok_and(|accept| accept.contains("text/html"))
    })
}

/// Whether the request being answered asks for a page.
#[must_use]
pub fn scriptless() -> bool {
    use_context::<Parts>().is_some_and(|parts| wants_page(&parts.headers))
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

/// Ends a server function that answers a form: the browser goes on to the page that the form led to.
///
/// # Errors
/// As [`after_post`].
pub fn go_on(result: Result<String, AppError>) -> Result<(), AppError> {
    if let Ok(path) = &result {
        see_other(path);
    }
    after_post(result.map(|_| ()))
}

/// Ends a server function that answers a form. Without scripts an error becomes a page of its own, so
/// that it never stands in an address.
///
/// # Errors
/// The error itself, for the scripts of the page.
pub fn after_post<T>(result: Result<T, AppError>) -> Result<T, AppError> {
    if let (Err(error), true) = (&result, scriptless()) {
        see_other(&format!("/problem/{}", error.code()));
    }
    result
}

/// The browser asks for the page again in some seconds, scripts or not: something goes on that it shows.
pub fn look_again_soon() {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(REFRESH, HeaderValue::from_static("3"));
    }
}

/// Gives the answer the status of an error, for pages and for server functions alike.
pub fn set_status(error: &AppError) {
    if let (Some(response), Ok(status)) = (
        use_context::<ResponseOptions>(),
        StatusCode::from_u16(error.status()),
    ) {
        response.set_status(status);
    }
}

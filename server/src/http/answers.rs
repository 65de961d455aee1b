//! Refusals by what stands before the server functions, in the words that scripts understand.

use app::error::AppError;
use app::server::wants_page;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use leptos::prelude::FromServerFnError;

/// An error as scripts read it.
pub(super) fn for_scripts(error: &AppError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let json = [(header::CONTENT_TYPE, "application/json")];
    (status, json, error.ser()).into_response()
}

/// Says again for scripts what a layer refused in plain text: too large, from another site, a crash.
pub(super) async fn understood(request: Request, next: Next) -> Response {
    let scripted = request.uri().path().starts_with("/api/") && !wants_page(request.headers());
    let response = next.run(request).await;
    if !scripted || is_ours(&response) {
        return response;
    }
    match response.status() {
        StatusCode::FORBIDDEN => for_scripts(&AppError::Forbidden),
        StatusCode::PAYLOAD_TOO_LARGE => for_scripts(&AppError::TooLarge),
        StatusCode::SERVICE_UNAVAILABLE => for_scripts(&AppError::Busy),
        StatusCode::INTERNAL_SERVER_ERROR => for_scripts(&AppError::Internal(String::new())),
        _ => response,
    }
}

/// Server functions name their errors in a header, or write them as JSON.
fn is_ours(response: &Response) -> bool {
    let headers = response.headers();
    headers.contains_key(leptos::server_fn::error::SERVER_FN_ERROR_HEADER)
        || headers
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"))
}

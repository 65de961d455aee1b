//! Security headers and caching.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use tower_http::services::ServeDir;

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");

/// Headers of every answer. Pages bring a Content-Security-Policy of their own; nothing else may run
/// anything. What is not an asset is personal, and never stored. Behind TLS, browsers keep to TLS for a year.
pub async fn secure(State(tls): State<bool>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers
        .entry(CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
        ));
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(
        PERMISSIONS_POLICY,
        HeaderValue::from_static("camera=(), microphone=(), payment=(), usb=()"),
    );
    headers.insert(OPENER_POLICY, HeaderValue::from_static("same-origin"));
    if tls {
        headers.insert(
            STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000"),
        );
    }
    response
}

/// Assets whose name carries a hash of their content: they never change.
pub fn immutable(files: ServeDir) -> Router {
    kept(
        Router::new().fallback_service(files),
        "public, max-age=31536000, immutable",
    )
}

/// The few files with plain names: a new one is seen within a day.
pub fn for_a_day(paths: &[&str], files: &ServeDir) -> Router {
    let routes = paths.iter().fold(Router::new(), |router, path| {
        router.route_service(path, files.clone())
    });
    kept(routes, "public, max-age=86400")
}

/// Files that browsers keep.
fn kept(files: Router, how: &'static str) -> Router {
    files.layer(from_fn_with_state(
        HeaderValue::from_static(how),
        |State(how): State<HeaderValue>, request: Request, next: Next| async move {
            let mut response = next.run(request).await;
            if response.status().is_success() {
                let headers = response.headers_mut();
                headers.insert(CACHE_CONTROL, how);
                headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
            }
            response
        },
    ))
}

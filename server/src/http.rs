//! The router: pages, server functions, assets, live changes, and what stands around them.

mod answers;
mod headers;
mod held;
mod live;
mod session;
#[cfg(test)]
mod tests;

use crate::changes::Changes;
use app::server::AppState;
use app::shell::shell;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes, generate_route_list_with_exclusions};
use std::path::Path;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::services::ServeDir;

/// The largest form or server function call.
const BODY_LIMIT: usize = 256 * 1024;

/// The route of all pages that the server renders whole: `app/src/routes.rs`.
const SHARED_ROUTE: &str = "/{*page}";

/// Everything the server answers.
pub fn router(state: AppState, changes: Changes, site_root: &Path) -> Router {
    // Pages that share a route, and addresses of nothing, come to the fallback below.
    let shared = Some(vec![SHARED_ROUTE.to_owned()]);
    let routes = generate_route_list_with_exclusions(app::App, shared);
    let provided = state.clone();
    let context = move || provide_context(provided.clone());
    let for_fallback = context.clone();
    let shell_state = state.clone();
    let live = live::Live {
        changes,
        state: state.clone(),
    };
    let pages = Router::new()
        .leptos_routes_with_context(&state, routes, context, {
            let state = shell_state.clone();
            move || shell(state.clone())
        })
        .route("/present", post(present))
        .route("/live", get(live::stream).with_state(live))
        .fallback(move |request: axum::extract::Request| {
            let handler = leptos_axum::render_app_async_with_context(for_fallback.clone(), {
                let state = shell_state.clone();
                move || shell(state.clone())
            });
            handler(request)
        })
        .layer(from_fn_with_state(state.clone(), session::load))
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .layer(CsrfLayer::new());
    let site = Router::new()
        .nest_service(
            "/pkg",
            headers::immutable(
                ServeDir::new(site_root.join("pkg"))
                    .precompressed_br()
                    .precompressed_gzip(),
            ),
        )
        .merge(headers::for_a_day(
            &["/favicon.svg", "/icons.svg"],
            &ServeDir::new(site_root),
        ))
        .route("/health", get(health).with_state(state.clone()))
        .merge(pages.with_state(state.clone()));
    guarded(site, state.secure)
}

/// What stands around every answer, a crash's too.
fn guarded(site: Router, tls: bool) -> Router {
    site.layer(CatchPanicLayer::new())
        .layer(from_fn(answers::understood))
        .layer(from_fn_with_state(tls, headers::secure))
}

/// Somebody types or points: the session is in use, as the middleware has noted.
async fn present() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// Ready when the database answers.
async fn health(State(state): State<AppState>) -> impl IntoResponse {
    match state.store.ping().await {
        Ok(()) => (StatusCode::OK, "ok"),
        Err(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer",
        ),
    }
}

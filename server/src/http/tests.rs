//! The real router over a real database.

mod drafts;
mod errors;
mod held;
mod live;

use super::router;
use super::session::PUBLIC_FUNCTIONS;
use crate::changes::Changes;
use app::server::{AppState, Assets};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use leptos::prelude::LeptosOptions;
use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::path::Path;
use store::testing::{Account, PASSWORD, World};
use store::{Store, identity, testing};
use tower::ServiceExt;

async fn site(pool: PgPoolOptions, options: PgConnectOptions) -> anyhow::Result<Router> {
    Ok(site_of(testing::store(pool, options).await?))
}

fn site_of(store: Store) -> Router {
    let state = AppState {
        store,
        options: LeptosOptions::builder().output_name("threshold").build(),
        assets: Assets::default(),
        secure: false,
    };
    let changes = Changes::new();
    router(state, changes, Path::new("../public"))
}

async fn world(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> anyhow::Result<(World, Router, PgPool)> {
    let beside = pool.clone().connect_with(options.clone()).await?;
    let world = World::new(testing::store(pool, options).await?).await?;
    let site = site_of(world.store.clone());
    Ok((world, site, beside))
}

async fn token(world: &World, account: &Account) -> anyhow::Result<String> {
    let signed =
        identity::sign_in(&world.store, &account.email, PASSWORD, "192.0.2.7", "Test").await;
    Ok(signed.map_err(|_| anyhow::anyhow!("not signed in"))?.token)
}

async fn send(
    site: &Router,
    token: &str,
    path: &str,
    accept: &str,
    form: Option<&'static str>,
) -> anyhow::Result<Response<Body>> {
    let request = match form {
        Some(_) => Request::post(path),
        None => Request::get(path),
    };
    let request = request
        .header(header::HOST, "localhost")
        .header(header::COOKIE, format!("threshold={token}"))
        .header(header::ACCEPT, accept)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(form.map_or_else(Body::empty, Body::from))?;
    Ok(site.clone().oneshot(request).await?)
}

async fn text(answer: Response<Body>) -> anyhow::Result<String> {
    let body = to_bytes(answer.into_body(), 1 << 20).await?;
    Ok(String::from_utf8(body.to_vec())?)
}

fn post(path: &str, accept: &str) -> anyhow::Result<Request<Body>> {
    Ok(Request::post(path)
        .header(header::HOST, "localhost")
        .header(header::ACCEPT, accept)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::empty())?)
}

#[sqlx::test(migrations = "../migrations")]
async fn every_server_function_refuses_the_unsigned(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> anyhow::Result<()> {
    let site = site(pool, options).await?;
    let mut asked = 0;
    for (path, method) in leptos::server_fn::axum::server_fn_paths() {
        assert_eq!(
            method, "POST",
            "{path} would run with cookies from elsewhere"
        );
        if PUBLIC_FUNCTIONS.contains(&path) {
            continue;
        }
        let answer = site
            .clone()
            .oneshot(post(path, "application/json")?)
            .await?;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{path}");
        let answer = site.clone().oneshot(post(path, "text/html")?).await?;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path}");
        assert_eq!(answer.headers()[header::LOCATION], "/sign-in", "{path}");
        asked += 1;
    }
    assert!(asked > 20, "only {asked} server functions are registered");
    Ok(())
}

#[sqlx::test(migrations = "../migrations")]
async fn pages_send_the_unsigned_to_the_door_and_say_nothing(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> anyhow::Result<()> {
    let site = site(pool, options).await?;
    for path in [
        "/",
        "/clients",
        "/priority-list",
        "/programs",
        "/access-requests",
        "/admin/users",
        "/clients/018f0000-0000-7000-8000-000000000000",
        "/enrollments/018f0000-0000-7000-8000-000000000000/exit",
        "/no/such/page",
    ] {
        let request = Request::get(path)
            .header(header::HOST, "localhost")
            .body(Body::empty())?;
        let answer = site.clone().oneshot(request).await?;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path}");
        let door = answer.headers()[header::LOCATION].to_str()?;
        let back = match path {
            "/" => String::new(),
            path => format!("?back={}", path.replace('/', "%2F")),
        };
        assert_eq!(door, format!("/sign-in{back}"));
        assert_eq!(
            answer.headers()[header::CACHE_CONTROL],
            "no-store",
            "{path}"
        );
    }
    let live = Request::get("/live")
        .header(header::HOST, "localhost")
        .body(Body::empty())?;
    assert_eq!(site.oneshot(live).await?.status(), StatusCode::UNAUTHORIZED);
    Ok(())
}

#[sqlx::test(migrations = "../migrations")]
async fn posts_from_another_site_are_refused(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> anyhow::Result<()> {
    let site = site(pool, options).await?;
    let mut request = post("/api/sign-in", "text/html")?;
    request
        .headers_mut()
        .insert("sec-fetch-site", "cross-site".parse()?);
    assert_eq!(site.oneshot(request).await?.status(), StatusCode::FORBIDDEN);
    Ok(())
}

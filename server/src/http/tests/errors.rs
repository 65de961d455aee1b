//! What went wrong, as pages and as scripts hear of it.

use super::super::guarded;
use super::{post, send, site, text, token, world};
use app::error::AppError;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use axum::routing::post as on_post;
use domain::workgroup::Workgroup;
use leptos::prelude::FromServerFnError;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use tower::ServiceExt;

async fn error(answer: Response<Body>) -> anyhow::Result<AppError> {
    Ok(AppError::de(text(answer).await?.into()))
}

#[sqlx::test(migrations = "../migrations")]
async fn scripts_understand_every_refusal(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> anyhow::Result<()> {
    let site = site(pool, options).await?;
    let mut elsewhere = post("/api/sign-in", "application/json")?;
    elsewhere
        .headers_mut()
        .insert("sec-fetch-site", "cross-site".parse()?);
    let answer = site.clone().oneshot(elsewhere).await?;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert_eq!(error(answer).await?, AppError::Forbidden);

    let mut large = post("/api/sign-in", "application/json")?;
    large
        .headers_mut()
        .insert(header::CONTENT_LENGTH, "1000000".parse()?);
    let answer = site.clone().oneshot(large).await?;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(error(answer).await?, AppError::TooLarge);

    let answer = site
        .oneshot(post("/api/exit/save", "application/json")?)
        .await?;
    assert_eq!(error(answer).await?, AppError::NotSignedIn);
    Ok(())
}

#[tokio::test]
async fn a_crash_is_answered_as_carefully_as_everything_else() -> anyhow::Result<()> {
    async fn crash() -> StatusCode {
        std::panic::resume_unwind(Box::new("planned"))
    }
    let site = guarded(Router::new().route("/api/crash", on_post(crash)), true);
    let answer = site
        .oneshot(post("/api/crash", "application/json")?)
        .await?;
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in [
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-opener-policy", "same-origin"),
        ("strict-transport-security", "max-age=31536000"),
    ] {
        assert_eq!(answer.headers()[name], value, "{name}");
    }
    assert!(answer.headers().contains_key("content-security-policy"));
    assert_eq!(error(answer).await?, AppError::Internal(String::new()));
    Ok(())
}

#[sqlx::test(migrations = "../migrations")]
async fn pages_of_problems_have_their_status_and_their_number(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> anyhow::Result<()> {
    let (world, site, _) = world(pool, options).await?;
    let dana = world.account(&[(Workgroup::HmisUser, world.ce)]).await?;
    let token = token(&world, &dana).await?;
    for (path, status, words) in [
        (
            "/problem/500-0a1b2c3d",
            500,
            "Quote 0a1b2c3d to the helpdesk",
        ),
        ("/problem/500", 500, "Nothing was saved."),
        ("/problem/500-call%20me!", 404, "Not found"),
        ("/problem/503", 503, "busy or restarting"),
        ("/problem/413", 413, "shorten it"),
        ("/clients/abc", 404, "Not found"),
        ("/no/such/page", 404, "Not found"),
    ] {
        let page = send(&site, &token, path, "text/html", None).await?;
        assert_eq!(page.status().as_u16(), status, "{path}");
        let page = text(page).await?;
        assert!(page.contains(words), "{path}: {page}");
    }
    let act = Some("user=nobody&act=reset");
    let answer = send(&site, &token, "/api/admin-act", "text/html", act).await?;
    assert_eq!(answer.headers()[header::LOCATION], "/problem/400");
    let answer = send(&site, &token, "/api/admin-act", "application/json", act).await?;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    Ok(())
}

#[sqlx::test(migrations = "../migrations")]
async fn who_is_in_is_not_asked_to_come_in(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> anyhow::Result<()> {
    let (world, site, _) = world(pool, options).await?;
    let dana = world.account(&[(Workgroup::HmisUser, world.ce)]).await?;
    let token = token(&world, &dana).await?;
    for door in ["/sign-in", "/unlock"] {
        let answer = send(&site, &token, door, "text/html", None).await?;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{door}");
        assert_eq!(answer.headers()[header::LOCATION], "/", "{door}");
    }
    Ok(())
}

#[sqlx::test(migrations = "../migrations")]
async fn files_with_plain_names_are_kept_for_a_day(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> anyhow::Result<()> {
    let site = site(pool, options).await?;
    for path in ["/icons.svg", "/favicon.svg"] {
        let request = Request::get(path)
            .header(header::HOST, "localhost")
            .body(Body::empty())?;
        let answer = site.clone().oneshot(request).await?;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let kept = &answer.headers()[header::CACHE_CONTROL];
        assert_eq!(kept, "public, max-age=86400", "{path}");
    }
    Ok(())
}

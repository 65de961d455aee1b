//! What is sent while a session is locked or over is kept for its user.

use super::{send, text, token, world};
use axum::body::Body;
use axum::http::{Response, StatusCode, header};
use domain::workgroup::Workgroup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::identity;
use store::testing::PASSWORD;

const FORM: &str = "form%5Bnote%5D=Keys+handed+over+%26+done&form%5Bkey%5D=1";

fn location(answer: &Response<Body>) -> anyhow::Result<&str> {
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    Ok(answer.headers()[header::LOCATION].to_str()?)
}

/// The page that the door leads to, unescaped.
fn back(location: &str, door: &str) -> String {
    let back = location
        .strip_prefix(door)
        .map(|back| back.replace("%2F", "/"));
    back.unwrap_or_else(|| panic!("{location} is not {door}"))
}

#[sqlx::test(migrations = "../migrations")]
async fn a_form_sent_while_locked_is_there_after_the_unlock(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> anyhow::Result<()> {
    let (world, site, database) = world(pool, options).await?;
    let dana = world.account(&[(Workgroup::HmisUser, world.ce)]).await?;
    let token = token(&world, &dana).await?;
    sqlx::query("update session set last_seen_at = last_seen_at - interval '16 minutes'")
        .execute(&database)
        .await?;

    let page = send(&site, &token, "/clients?draft=1", "text/html", None).await?;
    assert_eq!(location(&page)?, "/unlock?back=%2Fclients%3Fdraft%3D1");

    // Scripts keep what was typed themselves.
    send(
        &site,
        &token,
        "/api/exit/save",
        "application/json",
        Some(FORM),
    )
    .await?;
    let kept: i64 = sqlx::query_scalar("select count(*) from draft")
        .fetch_one(&database)
        .await?;
    assert_eq!(kept, 0);

    let held = send(&site, &token, "/api/exit/save", "text/html", Some(FORM)).await?;
    let held = back(location(&held)?, "/unlock?back=");
    assert!(held.starts_with("/held/"), "{held}");
    let unlocked = identity::unlock(&world.store, &token, PASSWORD, "192.0.2.7").await;
    assert!(unlocked.is_ok());
    let page = text(send(&site, &token, &held, "text/html", None).await?).await?;
    for part in [
        "action=\"/api/exit/save\"",
        "name=\"form[note]\"",
        "value=\"Keys handed over &amp; done\"",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    Ok(())
}

#[sqlx::test(migrations = "../migrations")]
async fn a_form_sent_after_the_end_is_for_its_user_only(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> anyhow::Result<()> {
    let (world, site, _) = world(pool, options).await?;
    let dana = world.account(&[(Workgroup::HmisUser, world.ce)]).await?;
    let ken = world.account(&[(Workgroup::HmisUser, world.ce)]).await?;
    let before = token(&world, &dana).await?;
    let now = token(&world, &dana).await?;
    let other = token(&world, &ken).await?;

    let held = send(&site, &before, "/api/exit/save", "text/html", Some(FORM)).await?;
    let held = back(location(&held)?, "/sign-in?back=");
    let page = text(send(&site, &now, &held, "text/html", None).await?).await?;
    assert!(page.contains("Keys handed over"), "{page}");
    let page = send(&site, &other, &held, "text/html", None).await?;
    assert_eq!(page.status(), StatusCode::NOT_FOUND);
    let page = text(page).await?;
    assert!(!page.contains("Keys handed over"), "{page}");
    Ok(())
}

#[sqlx::test(migrations = "../migrations")]
async fn passwords_and_the_forms_of_nobody_are_not_kept(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> anyhow::Result<()> {
    let (world, site, database) = world(pool, options).await?;
    let dana = world.account(&[(Workgroup::HmisUser, world.ce)]).await?;
    let ended = token(&world, &dana).await?;
    token(&world, &dana).await?;
    let password = Some("present=threshold-1&new=threshold-2&again=threshold-2");
    send(&site, &ended, "/api/password", "text/html", password).await?;
    send(&site, "nobody", "/api/exit/save", "text/html", Some(FORM)).await?;
    let kept: i64 = sqlx::query_scalar("select count(*) from draft")
        .fetch_one(&database)
        .await?;
    assert_eq!(kept, 0);
    Ok(())
}

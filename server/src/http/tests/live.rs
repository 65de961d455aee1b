//! The stream of changes ends with its session, and is told of its lock.

use super::{send, token, world};
use axum::body::BodyDataStream;
use axum::http::StatusCode;
use domain::workgroup::Workgroup;
use futures::StreamExt;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::time::Duration;
use store::identity;
use store::testing::PASSWORD;

/// Reads on until the session is told to stand so; none when the stream ends before.
async fn next(stream: &mut BodyDataStream, name: &str) -> anyhow::Result<Option<String>> {
    let wanted = format!("\"standing\":\"{name}\"");
    let read = async {
        while let Some(chunk) = stream.next().await {
            let text = String::from_utf8(chunk?.to_vec())?;
            if text.contains(&wanted) {
                return Ok(Some(text));
            }
        }
        Ok(None)
    };
    tokio::time::timeout(Duration::from_secs(20), read).await?
}

#[sqlx::test(migrations = "../migrations")]
async fn a_screen_hears_of_its_lock_its_unlock_and_its_end(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> anyhow::Result<()> {
    let (world, site, database) = world(pool, options).await?;
    let dana = world.account(&[(Workgroup::HmisUser, world.ce)]).await?;
    let token = token(&world, &dana).await?;
    let answer = send(&site, &token, "/live", "text/event-stream", None).await?;
    assert_eq!(answer.status(), StatusCode::OK);
    let mut stream = answer.into_body().into_data_stream();
    let open = next(&mut stream, "open").await?.unwrap_or_default();
    assert!(open.contains(&dana.actor.user.to_string()), "{open}");
    // A page that is older than what happened last looks at everything again.
    assert!(open.contains("\"quiet\":"), "{open}");

    sqlx::query("update session set last_seen_at = last_seen_at - interval '16 minutes'")
        .execute(&database)
        .await?;
    assert!(next(&mut stream, "locked").await?.is_some());
    // Who connects meanwhile is told at once.
    let answer = send(&site, &token, "/live", "text/event-stream", None).await?;
    let mut second = answer.into_body().into_data_stream();
    assert!(next(&mut second, "locked").await?.is_some());

    let unlocked = identity::unlock(&world.store, &token, PASSWORD, "192.0.2.7").await;
    assert!(unlocked.is_ok());
    assert!(next(&mut stream, "open").await?.is_some());

    sqlx::query("update session set expires_at = started_at")
        .execute(&database)
        .await?;
    assert!(next(&mut stream, "over").await?.is_some());
    assert_eq!(next(&mut stream, "open").await?, None);
    let answer = send(&site, &token, "/live", "text/event-stream", None).await?;
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    Ok(())
}

#[sqlx::test(migrations = "../migrations")]
async fn typing_is_use(pool: PgPoolOptions, options: PgConnectOptions) -> anyhow::Result<()> {
    let (world, site, database) = world(pool, options).await?;
    let dana = world.account(&[(Workgroup::HmisUser, world.ce)]).await?;
    let token = token(&world, &dana).await?;
    let rested = || async {
        sqlx::query_scalar::<_, bool>("select last_seen_at < started_at from session")
            .fetch_one(&database)
            .await
    };
    sqlx::query("update session set last_seen_at = last_seen_at - interval '10 minutes'")
        .execute(&database)
        .await?;
    send(&site, &token, "/live", "text/event-stream", None).await?;
    assert!(rested().await?);
    let answer = send(&site, &token, "/present", "*/*", Some("")).await?;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    assert!(!rested().await?);
    Ok(())
}

//! What is typed on an exit page is kept for its user, filled in again, and nobody else's to see or send.

use super::{send, text, token, world};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use domain::ids::{EnrollmentId, UserId};
use domain::workgroup::Workgroup;
use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use store::testing::{Person, World};
use tower::ServiceExt;

const NOTE: &str = "Keys+handed+over";

/// Sends what is typed as the script of the page does.
async fn typed(
    site: &Router,
    token: &str,
    user: UserId,
    enrollment: EnrollmentId,
    more: &str,
) -> anyhow::Result<Response<Body>> {
    let key = match more.contains("key") {
        true => "",
        false => "&form%5Bkey%5D=018f0000-0000-7000-8000-000000000001",
    };
    let form = format!(
        "user={user}&age=5&form%5Benrollment%5D={enrollment}&form%5Bnote%5D={NOTE}{key}{more}"
    );
    let request = Request::post("/api/exit/draft")
        .header(header::HOST, "localhost")
        .header(header::COOKIE, format!("threshold={token}"))
        .header(header::ACCEPT, "application/json")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))?;
    Ok(site.clone().oneshot(request).await?)
}

async fn kept(database: &PgPool) -> anyhow::Result<i64> {
    let kept = sqlx::query_scalar("select count(*) from draft");
    Ok(kept.fetch_one(database).await?)
}

async fn household(world: &World) -> anyhow::Result<EnrollmentId> {
    let people = [Person::new("Rosa", "Martinez", 1, 1992)];
    Ok(world.household(&people, 143).await?.enrollments[0])
}

#[sqlx::test(migrations = "../migrations")]
async fn what_is_typed_is_filled_in_again_until_its_user_starts_over(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> anyhow::Result<()> {
    let (world, site, database) = world(pool, options).await?;
    let enrollment = household(&world).await?;
    let dana = world.account(&[(Workgroup::HmisUser, world.ce)]).await?;
    let ken = world.account(&[(Workgroup::HmisUser, world.ce)]).await?;
    let user = dana.actor.user;
    let (dana, ken) = (token(&world, &dana).await?, token(&world, &ken).await?);
    for more in ["", "&form%5Bexit_date%5D=13%2F45%2F2026"] {
        let answer = typed(&site, &dana, user, enrollment, more).await?;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(text(answer).await?, "true");
    }
    assert_eq!(kept(&database).await?, 1);

    let path = format!("/enrollments/{enrollment}/exit");
    let page = text(send(&site, &dana, &path, "text/html", None).await?).await?;
    for part in [
        "Keys handed over",
        "value=\"13/45/2026\"",
        "Your draft is filled in",
        "action=\"/api/exit/start-over\"",
        // The draft has no row for a member: they are new to it.
        "somebody changed this household",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    assert!(!page.contains("is not saved yet"), "nobody sent it");
    let page = text(send(&site, &ken, &path, "text/html", None).await?).await?;
    assert!(!page.contains("Keys handed over"), "{page}");

    // Whose page it was says the request, since the browser may be somebody else's by now.
    let answer = typed(&site, &ken, user, enrollment, "").await?;
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(kept(&database).await?, 1);

    let form = format!("enrollment={enrollment}");
    let again = Request::post("/api/exit/start-over")
        .header(header::HOST, "localhost")
        .header(header::COOKIE, format!("threshold={dana}"))
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))?;
    let again = site.clone().oneshot(again).await?;
    assert_eq!(again.status(), StatusCode::SEE_OTHER);
    assert_eq!(again.headers()[header::LOCATION], path.as_str());
    assert_eq!(kept(&database).await?, 0);
    let page = text(send(&site, &dana, &path, "text/html", None).await?).await?;
    assert!(!page.contains("Your draft is filled in"), "{page}");
    Ok(())
}

#[sqlx::test(migrations = "../migrations")]
async fn nothing_is_kept_where_the_page_would_not_open(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> anyhow::Result<()> {
    let (world, site, database) = world(pool, options).await?;
    let enrollment = household(&world).await?;
    let dana = world.account(&[(Workgroup::HmisUser, world.ce)]).await?;
    let noor = world
        .account(&[(Workgroup::HmisUser, world.agency)])
        .await?;
    let (user, other) = (dana.actor.user, noor.actor.user);
    let (dana, noor) = (token(&world, &dana).await?, token(&world, &noor).await?);
    let nowhere = "018f0000-0000-7000-8000-000000000000".parse()?;
    let refused = [
        typed(&site, &noor, other, enrollment, "").await?,
        typed(&site, &dana, user, nowhere, "").await?,
    ];
    let mut said = Vec::new();
    for answer in refused {
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        said.push(text(answer).await?);
    }
    assert_eq!(said[0], said[1], "what is there for others is not told");
    let long = format!("&form%5Bpurpose%5D={}", "x".repeat(70_000));
    let answer = typed(&site, &dana, user, enrollment, &long).await?;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let key = "&form%5Bkey%5D=1";
    let answer = typed(&site, &dana, user, enrollment, key).await?;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);

    sqlx::query("update session set last_seen_at = last_seen_at - interval '16 minutes'")
        .execute(&database)
        .await?;
    let answer = typed(&site, &dana, user, enrollment, "").await?;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    let answer = typed(&site, "nobody", user, enrollment, "").await?;
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(kept(&database).await?, 0);
    Ok(())
}

#[sqlx::test(migrations = "../migrations")]
async fn the_key_of_a_device_is_for_who_is_there(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> anyhow::Result<()> {
    let (world, site, database) = world(pool, options).await?;
    let dana = world.account(&[(Workgroup::HmisUser, world.ce)]).await?;
    let own = world.store.keys.on_device(dana.actor.user.0).remove(0);
    let dana = token(&world, &dana).await?;
    let page = text(send(&site, &dana, "/clients", "text/html", None).await?).await?;
    let sent = format!("data-keys=\"{}:{}\"", own.mark, own.key);
    assert!(page.contains(&sent), "{page}");

    sqlx::query("update session set last_seen_at = last_seen_at - interval '16 minutes'")
        .execute(&database)
        .await?;
    let locked = text(send(&site, &dana, "/unlock", "text/html", None).await?).await?;
    assert!(locked.contains(&format!("data-keys=\"{}:\"", own.mark)));
    assert!(!locked.contains(&own.key));
    let nobody = text(send(&site, "nobody", "/sign-in", "text/html", None).await?).await?;
    assert!(!nobody.contains("data-keys"), "{nobody}");
    Ok(())
}

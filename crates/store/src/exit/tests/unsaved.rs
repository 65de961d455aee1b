//! What is typed on an exit page: whose it is, that there is one of it, and when it is gone.

use super::{Test, assign, command, count, family, record, request, saved, world};
use crate::StoreError;
use crate::clock::Clock;
use crate::draft::KEPT_FOR;
use crate::exit::{
    Decides, ExitPage, SuggestOutcome, keep_sent, keep_typed, start_over, suggest, undo, unsaved,
};
use crate::testing::{Household, World};
use chrono::Duration;
use domain::access::Actor;
use domain::ids::ExitSuggestionId;
use domain::workgroup::Workgroup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

const DRAFTS: &str = "select count(*) from draft";
const NOW: Duration = Duration::zero();

fn page(household: &Household) -> ExitPage {
    ExitPage {
        enrollment: household.enrollments[0],
        suggestion: None,
    }
}

async fn scene(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<(World, Household, Actor, Actor), StoreError> {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let dana = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await?;
    let maria = world.user(&[(Workgroup::CeAssessor, world.ce)]).await?;
    Ok((world, household, dana, maria))
}

async fn typed(
    world: &World,
    actor: &Actor,
    page: ExitPage,
    key: u128,
    age: Duration,
    text: &str,
) -> Result<bool, StoreError> {
    keep_typed(
        &world.store,
        actor,
        page,
        Uuid::from_u128(key),
        age,
        &text.to_owned(),
    )
    .await
}

async fn kept(world: &World, actor: &Actor, page: ExitPage) -> Result<Option<String>, StoreError> {
    let kept = unsaved::<String>(&world.store, actor.user, page).await?;
    Ok(kept.map(|kept| kept.form))
}

#[sqlx::test(migrations = "../../migrations")]
async fn one_for_each_user_and_page_written_over_and_sealed(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana, maria) = scene(pool, options).await?;
    let page = page(&household);
    assert!(typed(&world, &dana, page, 50, Duration::minutes(2), "Keys han").await?);
    let first = unsaved::<String>(&world.store, dana.user, page).await?;
    let first = first.ok_or(StoreError::NotFound)?;
    assert_eq!(
        first.typed_at,
        world.store.clock.now() - Duration::minutes(2)
    );
    assert!(typed(&world, &dana, page, 50, NOW, "Keys handed over").await?);
    let second = unsaved::<String>(&world.store, dana.user, page).await?;
    let second = second.ok_or(StoreError::NotFound)?;
    assert_eq!(second.draft, first.draft, "an address may name it");
    assert_eq!(second.form, "Keys handed over");
    // What lay on another device and was typed earlier does not take its place.
    assert!(typed(&world, &dana, page, 51, Duration::minutes(1), "Earlier").await?);
    assert_eq!(
        kept(&world, &dana, page).await?.as_deref(),
        Some("Keys handed over")
    );
    // A form that was sent is the newest.
    let sent = keep_sent(&world.store, dana.user, page, &"Sent").await?;
    assert_eq!(sent, first.draft);
    assert_eq!(kept(&world, &dana, page).await?.as_deref(), Some("Sent"));

    assert_eq!(kept(&world, &maria, page).await?, None);
    assert!(typed(&world, &maria, page, 52, NOW, "Something else").await?);
    // The page of a suggested exit is a form of its own.
    let suggested = ExitPage {
        suggestion: Some(ExitSuggestionId(Uuid::from_u128(9))),
        ..page
    };
    assert!(typed(&world, &dana, suggested, 53, NOW, "Amended").await?);
    assert_eq!(kept(&world, &dana, page).await?.as_deref(), Some("Sent"));
    assert_eq!(count(&world.store, DRAFTS).await?, 3);
    let sealed: Vec<Vec<u8>> = sqlx::query_scalar("select sealed from draft")
        .fetch_all(&world.store.pool)
        .await?;
    for sealed in sealed {
        for word in [&b"Sent"[..], b"Something", b"Amended"] {
            assert!(!sealed.windows(word.len()).any(|part| part == word));
        }
    }
    start_over(&world.store, dana.user, page).await?;
    assert_eq!(kept(&world, &dana, page).await?, None);
    assert_eq!(count(&world.store, DRAFTS).await?, 2);
    // Nothing of the keys that were looked at is left.
    let keys = "select count(*) from idempotency";
    assert_eq!(count(&world.store, keys).await?, 0);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn expires_counted_from_the_typing(pool: PgPoolOptions, options: PgConnectOptions) -> Test {
    let (mut world, household, dana, _) = scene(pool, options).await?;
    let page = page(&household);
    let late = typed(&world, &dana, page, 50, KEPT_FOR, "Too old").await;
    assert!(!late?);
    assert!(typed(&world, &dana, page, 50, Duration::days(1), "Typed").await?);
    let noon = world.store.clock.now();
    world.store.clock = Clock::Fixed(noon + Duration::days(6) - Duration::seconds(1));
    assert!(kept(&world, &dana, page).await?.is_some());
    world.store.clock = Clock::Fixed(noon + Duration::days(6));
    assert_eq!(kept(&world, &dana, page).await?, None);
    assert_eq!(crate::draft::sweep(&world.store).await?, 1);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn only_for_whom_the_page_is_open(pool: PgPoolOptions, options: PgConnectOptions) -> Test {
    let (world, household, _, _) = scene(pool, options).await?;
    let page = page(&household);
    let elsewhere = world.user(&[(Workgroup::HmisUser, world.agency)]).await?;
    let shelter = world
        .user(&[(Workgroup::ShelterStaff, world.agency)])
        .await?;
    let missing = ExitPage {
        enrollment: Uuid::from_u128(1).into(),
        suggestion: None,
    };
    for (actor, page) in [(&elsewhere, page), (&shelter, page), (&shelter, missing)] {
        let refused = typed(&world, actor, page, 50, NOW, "Typed").await;
        assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    }
    assert_eq!(count(&world.store, DRAFTS).await?, 0);
    assign(&world, &household, &shelter, None).await?;
    assert!(typed(&world, &shelter, page, 50, NOW, "A suggestion").await?);
    assert_eq!(count(&world.store, DRAFTS).await?, 1);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn an_exit_of_all_takes_what_its_user_typed_on_any_page(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana, maria) = scene(pool, options).await?;
    let head = page(&household);
    let child = ExitPage {
        enrollment: household.enrollments[2],
        suggestion: None,
    };
    assert!(typed(&world, &dana, child, 50, NOW, "Dana, from another page").await?);
    assert!(typed(&world, &maria, head, 51, NOW, "Maria").await?);
    let command = command(&world, &dana, &household).await?;
    let done = saved(record(&world.store, &dana, request(&household, 1, &command)).await?);
    // Maria comes too late, and can read what she typed.
    assert_eq!(count(&world.store, DRAFTS).await?, 1);

    // What still comes from an open page, or a device that was away, is not kept.
    let late = typed(&world, &dana, head, 1, NOW, "The same form").await;
    assert!(!late?);
    let late = typed(&world, &maria, head, 51, NOW, "Maria").await;
    assert!(!late?);
    undo(&world.store, &dana, done.act, Uuid::from_u128(9), None).await?;
    assert_eq!(count(&world.store, DRAFTS).await?, 1);
    let late = typed(&world, &dana, head, 1, NOW, "The same form").await;
    assert!(!late?);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn an_exit_of_some_takes_what_its_user_typed(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana, maria) = scene(pool, options).await?;
    let page = page(&household);
    assert!(typed(&world, &dana, page, 1, NOW, "Dana").await?);
    assert!(typed(&world, &maria, page, 51, NOW, "Maria").await?);
    let mut command = command(&world, &dana, &household).await?;
    command
        .leaving
        .retain(|one| one.enrollment == household.enrollments[1]);
    let done = saved(record(&world.store, &dana, request(&household, 1, &command)).await?);
    assert!(!done.left_list);
    assert_eq!(kept(&world, &dana, page).await?, None);
    assert_eq!(kept(&world, &maria, page).await?.as_deref(), Some("Maria"));
    let late = typed(&world, &dana, page, 1, NOW, "The same form").await;
    assert!(!late?);
    assert!(typed(&world, &dana, page, 2, NOW, "Another one").await?);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_suggestion_takes_what_its_user_typed(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana, _) = scene(pool, options).await?;
    let ken = world
        .user(&[(Workgroup::ShelterStaff, world.agency)])
        .await?;
    assign(&world, &household, &ken, None).await?;
    let page = page(&household);
    assert!(typed(&world, &ken, page, 70, NOW, "Ken").await?);
    assert!(typed(&world, &dana, page, 71, NOW, "Dana").await?);
    let command = command(&world, &ken, &household).await?;
    let key = Uuid::from_u128(70);
    let outcome = suggest(&world.store, &ken, page.enrollment, key, &command).await?;
    let SuggestOutcome::Waits(suggestion) = outcome else {
        panic!("not sent: {outcome:?}");
    };
    assert_eq!(kept(&world, &ken, page).await?, None);
    let late = typed(&world, &ken, page, 70, NOW, "Ken").await;
    assert!(!late?);

    // Whoever amends it has a draft of the suggestion, which its approval takes along.
    let amended = ExitPage {
        suggestion: Some(suggestion),
        ..page
    };
    assert!(typed(&world, &dana, amended, 72, NOW, "Amended").await?);
    assert_eq!(count(&world.store, DRAFTS).await?, 2);
    let mut request = request(&household, 73, &command);
    request.decides = Some(Decides::Shown(suggestion.0));
    saved(record(&world.store, &dana, request).await?);
    assert_eq!(count(&world.store, DRAFTS).await?, 0);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_save_and_its_last_draft_at_once_leave_nothing(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, _, dana, _) = scene(pool, options).await?;
    for key in 100..108 {
        let household = family(&world).await?;
        let mut command = command(&world, &dana, &household).await?;
        command
            .leaving
            .retain(|one| one.enrollment == household.enrollments[1]);
        let (exit, draft) = tokio::join!(
            record(&world.store, &dana, request(&household, key, &command)),
            typed(&world, &dana, page(&household), key, NOW, "The same form"),
        );
        saved(exit?);
        draft?;
        assert_eq!(count(&world.store, DRAFTS).await?, 0);
    }
    Ok(())
}

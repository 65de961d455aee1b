//! Who sees what of a merged record: never more than before.

use super::*;
use crate::StoreError;
use crate::client::{ClientPage, ShownSsn, page, reveal_ssn, search};
use domain::search::Reason;

/// What a page shows beyond the identity that everybody sees.
fn seen(page: &ClientPage) -> (bool, usize, usize, bool) {
    let last_four = matches!(page.identity.ssn, ShownSsn::EndsIn(_));
    (
        page.background.is_some(),
        page.stays.len(),
        page.timeline.len(),
        last_four,
    )
}

/// Two records that neither shares, made by two agencies, with stays and numbers of their own.
async fn two_agencies(scene: &Scene) -> Result<[ClientId; 2]> {
    let world = &scene.world;
    let shelter = world.organization("Harbor Shelter").await?;
    let project = world.project(shelter, "Harbor Nights", 1).await?;
    let rosa = |last| [Person::new("Rosa", last, 1, 1984)];
    let one = world
        .household_in(world.housing_project, world.agency, &rosa("Martinez"), 90)
        .await?;
    let other = world
        .household_in(project, shelter, &rosa("Martines"), 30)
        .await?;
    scene.ssn(other.clients[0], "457-55-5462").await?;
    for client in [one.clients[0], other.clients[0]] {
        scene
            .run(
                "insert into note (note_id, client_id, noted_on, body) values (gen_random_uuid(), $1, '2026-11-20', 'x')",
                client.0,
            )
            .await?;
    }
    scene.settle().await?;
    Ok([one.clients[0], other.clients[0]])
}

#[sqlx::test(migrations = "../../migrations")]
async fn nobody_sees_more_than_before(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = Scene::new(pool, options).await?;
    let [kept, other] = two_agencies(&scene).await?;
    let world = &scene.world;
    let shelter: Uuid = sqlx::query_scalar(
        "select organization_id from organization where name = 'Harbor Shelter'",
    )
    .fetch_one(&world.store.pool)
    .await?;
    let mut actors = Vec::new();
    for group in Workgroup::ALL {
        for organization in [world.ce, world.agency, shelter.into()] {
            if group != Workgroup::Administrator {
                actors.push(world.user(&[(group, organization)]).await?);
            }
        }
    }
    let mut before = Vec::new();
    for actor in &actors {
        let one = seen(&page(&world.store, actor, kept, None).await?);
        let two = seen(&page(&world.store, actor, other, None).await?);
        before.push((one, two));
    }
    scene.merge(kept, other).await?;
    for (actor, (one, two)) in actors.iter().zip(before) {
        let page = page(&world.store, actor, kept, None).await?;
        let now = seen(&page);
        // Background is of one record or the other: it is seen only by who saw both.
        assert!(!now.0 || (one.0 && two.0), "{actor:?}");
        assert!(now.1 <= one.1 + two.1, "{actor:?}: {} stays", now.1);
        assert!(now.2 <= one.2 + two.2, "{actor:?}: {} moments", now.2);
        assert!(
            !now.3,
            "{actor:?}: the last four of a number that was the other record's"
        );
        let revealed = reveal_ssn(&world.store, actor, kept, "curious").await;
        assert!(matches!(revealed, Err(StoreError::Forbidden)), "{actor:?}");
    }
    let revealed = reveal_ssn(&world.store, &scene.administrator, kept, "SSI").await?;
    assert_eq!(revealed, "457555462");
    // Recorded anew by who works with her, it is theirs again.
    scene.ssn(kept, "457-55-5462").await?;
    let agency = world.user(&[(Workgroup::HmisUser, world.agency)]).await?;
    let opened = page(&world.store, &agency, kept, None).await?;
    assert_eq!(opened.identity.ssn, ShownSsn::EndsIn("5462".to_owned()));
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_retired_id_and_the_former_name_lead_to_the_one_record(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = Scene::new(pool, options).await?;
    let (family, alone) = two_rosas(&scene).await?;
    let (kept, other) = (family.clients[0], alone.clients[0]);
    let worker = scene
        .world
        .user(&[(Workgroup::HmisUser, scene.world.agency)])
        .await?;
    let store = &scene.world.store;
    scene.merge(kept, other).await?;
    let found = search(store, &worker, &ids::hmis_id(other.0), None).await?;
    let hits = found.hits.iter().map(|hit| hit.id).collect::<Vec<_>>();
    assert_eq!(hits, [kept]);
    assert!(found.hits[0].reasons.contains(&Reason::RetiredClientId));
    let found = search(store, &worker, "Rosa Martines", None).await?;
    let hits = found.hits.iter().map(|hit| hit.id).collect::<Vec<_>>();
    assert_eq!(hits, [kept], "one record, once");
    let opened = page(store, &worker, other, None).await?;
    assert_eq!(opened.id, kept);
    assert!(opened.identity.retired_ids.contains(&ids::hmis_id(other.0)));
    Ok(())
}

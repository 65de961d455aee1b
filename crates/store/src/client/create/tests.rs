//! A record is made once, by who may, for whom the form says.

use super::*;
use crate::client::{is_likely, search, similar};
use crate::testing::{self, Person, SOMEBODY_WAITS, World};
use domain::new_client::{Typed, parse};
use domain::workgroup::Workgroup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

fn typed() -> Typed {
    let text = str::to_owned;
    Typed {
        first: text("Teodora"),
        last: text("Vang"),
        name_quality: text("1"),
        ssn: text("457-55-5462"),
        ssn_quality: text("1"),
        dob: text("3/7/1990"),
        dob_quality: text("1"),
        races: [("Asian".to_owned(), "1".to_owned())].into(),
        veteran: text("0"),
        phone: text("218-555-0142"),
        other_names: text("Teo"),
        card: text("C-0012"),
        ..Typed::default()
    }
}

fn made(world: &World) -> NewClient {
    parse(&typed(), world.today).unwrap()
}

async fn world(pool: PgPoolOptions, options: PgConnectOptions) -> Result<World> {
    World::new(testing::store(pool, options).await?).await
}

async fn count(world: &World, what: &'static str) -> Result<i64> {
    Ok(sqlx::query_scalar(what)
        .fetch_one(&world.store.pool)
        .await?)
}

const CLIENTS: &str = "select count(*) from client";

#[sqlx::test(migrations = "../../migrations")]
async fn a_record_has_an_owner_and_is_found_by_all_that_was_typed(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let world = world(pool, options).await?;
    let actor = world.user(&[(Workgroup::HmisUser, world.agency)]).await?;
    let key = ids::new();
    let client = create(&world.store, &actor, &made(&world), world.agency, key)
        .await
        .unwrap();
    let (owner, sharing, here, asian, white, sealed): (Uuid, String, bool, i32, i32, Vec<u8>) =
        sqlx::query_as(
            "select owning_organization_id, sharing, written_here, asian, white, ssn_sealed from client",
        )
        .fetch_one(&world.store.pool)
        .await?;
    assert_eq!(owner, world.agency.0);
    assert_eq!((sharing.as_str(), here), ("owner_only", true));
    assert_eq!((asian, white), (1, 0));
    assert!(!sealed.windows(9).any(|part| part == b"457555462"));
    for line in [
        "vang teodora",
        "teo",
        "3/7/1990 Vang",
        "457-55-5462",
        "C-0012",
    ] {
        let found = search(&world.store, &actor, line, None).await?;
        let ids = found.hits.iter().map(|hit| hit.id).collect::<Vec<_>>();
        assert_eq!(ids, [client], "{line}");
    }
    let page = crate::client::page(&world.store, &actor, client, None).await?;
    assert_eq!(page.contacts[0].value, "(218) 555-0142");
    assert_eq!(page.cards, ["c0012"]);
    assert_eq!(page.identity.other_names, ["Teo"]);
    assert!(page.identity.retired_ids.is_empty());
    let kept: String = sqlx::query_scalar(
        "select detail::text from audit where act = 'create_client' and subject_id = $1",
    )
    .bind(client.0)
    .fetch_one(&world.store.pool)
    .await?;
    assert!(kept.contains("phone") && !kept.contains("Teo"), "{kept}");
    // Others see who that is, and that more is kept back.
    let other = world.user(&[(Workgroup::HmisUser, world.ce)]).await?;
    let page = crate::client::page(&world.store, &other, client, None).await?;
    assert!(page.hidden.is_some() && page.contacts.is_empty() && page.cards.is_empty());
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn who_makes_records_is_in_the_matrix(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let world = world(pool, options).await?;
    for group in Workgroup::ALL {
        let actor = world.user(&[(group, world.agency)]).await?;
        let mut record = made(&world);
        record.card = None;
        let key = ids::new();
        let result = create(&world.store, &actor, &record, world.agency, key).await;
        let denied = matches!(result, Err(CreateError::Store(StoreError::Forbidden)));
        assert_eq!(denied, group == Workgroup::ShelterReservation, "{group:?}");
        assert_eq!(result.is_ok(), !denied, "{group:?}");
    }
    let mut nobody = world.user(&[(Workgroup::HmisUser, world.agency)]).await?;
    nobody.chosen = None;
    assert!(matches!(creates_for(&nobody), Err(StoreError::Forbidden)));
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn refused_where_the_choice_moved_or_the_owner_may_have_none(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let world = world(pool, options).await?;
    let actor = world
        .user(&[
            (Workgroup::HmisUser, world.agency),
            (Workgroup::HmisUser, world.ce),
        ])
        .await?;
    let key = ids::new();
    let moved = create(&world.store, &actor, &made(&world), world.ce, key).await;
    assert!(matches!(moved, Err(CreateError::Switched)), "{moved:?}");
    sqlx::query(
        "update organization set victim_service_provider = true where organization_id = $1",
    )
    .bind(world.agency.0)
    .execute(&world.store.pool)
    .await?;
    let refused = create(&world.store, &actor, &made(&world), world.agency, key).await;
    assert!(
        matches!(refused, Err(CreateError::VictimServiceProvider)),
        "{refused:?}"
    );
    assert_eq!(count(&world, CLIENTS).await?, 0);
    assert_eq!(count(&world, "select count(*) from idempotency").await?, 0);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn sent_twice_it_is_made_once(pool: PgPoolOptions, options: PgConnectOptions) -> Result<()> {
    let world = world(pool, options).await?;
    let actor = world.user(&[(Workgroup::HmisUser, world.agency)]).await?;
    let (record, key) = (made(&world), ids::new());
    let send = || create(&world.store, &actor, &record, world.agency, key);
    let (one, two) = tokio::join!(send(), send());
    assert_eq!(one.unwrap(), two.unwrap());
    assert_eq!(count(&world, CLIENTS).await?, 1);
    let mut other = record.clone();
    other.name.first = Some("Ana".to_owned());
    let reused = create(&world.store, &actor, &other, world.agency, key).await;
    assert!(
        matches!(reused, Err(CreateError::Store(StoreError::KeyReused))),
        "{reused:?}"
    );
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_card_of_somebody_else_leaves_nothing_behind(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let world = world(pool, options).await?;
    let actor = world.user(&[(Workgroup::HmisUser, world.agency)]).await?;
    let record = made(&world);
    let mut first = record.clone();
    first.name.first = Some("Ana".to_owned());
    create(&world.store, &actor, &first, world.agency, ids::new())
        .await
        .unwrap();
    let refused = create(&world.store, &actor, &record, world.agency, ids::new()).await;
    assert!(
        matches!(refused, Err(CreateError::CardTaken)),
        "{refused:?}"
    );
    assert_eq!(count(&world, CLIENTS).await?, 1);
    let details = "select count(*) from client_contact_detail";
    assert_eq!(count(&world, details).await?, 1);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_second_waits_for_the_first_and_gets_its_answer(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let world = world(pool, options).await?;
    let actor = world.user(&[(Workgroup::HmisUser, world.agency)]).await?;
    let (record, key) = (made(&world), ids::new());
    // Somebody holds the key, and gives it up.
    let mut holder = world.store.begin(Some(actor.user)).await?;
    let asked = question(&world.store, &record, world.agency)?;
    idempotency::claim::<ClientId>(&mut holder, actor.user, key, CREATE, &asked).await?;
    let second = create(&world.store, &actor, &record, world.agency, key);
    let given_up = async {
        testing::until(&world.store.pool, "the second waits", SOMEBODY_WAITS).await?;
        drop(holder);
        Ok::<_, StoreError>(())
    };
    let (second, given_up) = tokio::join!(second, given_up);
    given_up?;
    assert!(second.is_ok(), "{second:?}");
    assert_eq!(count(&world, CLIENTS).await?, 1);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn who_may_be_meant_is_told_with_the_reason(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let world = world(pool, options).await?;
    let actor = world.user(&[(Workgroup::HmisUser, world.agency)]).await?;
    let family = world
        .household(
            &[
                Person::new("Theodora", "Vang", 1, 1990),
                Person::new("Teodora", "Vang", 2, 1961),
            ],
            30,
        )
        .await?;
    let mut tx = world.store.begin(None).await?;
    index_clients(&mut tx, &family.clients).await?;
    tx.commit().await?;
    let mut form = typed();
    form.ssn = String::new();
    form.dob = "3/1/1990".to_owned();
    let found = similar(&world.store, &actor, &form, ids::new()).await?;
    assert_eq!(found[0].id, family.clients[0]);
    assert!(is_likely(&found[0]));
    assert!(found[0].restricted);
    let words = found[0].reasons.iter().map(domain::search::Reason::words);
    assert!(words.collect::<Vec<_>>().contains(&"birth date".to_owned()));
    // One name alone is not asked about.
    let alone = Typed {
        first: "Teodora".to_owned(),
        ..Typed::default()
    };
    assert!(
        similar(&world.store, &actor, &alone, ids::new())
            .await?
            .is_empty()
    );
    // Who is hidden altogether is never among them.
    sqlx::query("update client set protected = true")
        .execute(&world.store.pool)
        .await?;
    assert!(
        similar(&world.store, &actor, &form, ids::new())
            .await?
            .is_empty()
    );
    let reserving = world
        .user(&[(Workgroup::ShelterReservation, world.agency)])
        .await?;
    let denied = similar(&world.store, &reserving, &form, ids::new()).await;
    assert!(matches!(denied, Err(StoreError::Forbidden)));
    Ok(())
}

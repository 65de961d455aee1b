//! What a search finds, for whom, and what it leaves behind.

use super::search;
use crate::client::{index_all, set_ssn};
use crate::name::HASHED;
use crate::testing::{self, Household, Person, World};
use crate::{Result, StoreError, ids};
use domain::access::Actor;
use domain::ids::ClientId;
use domain::search::Reason;
use domain::workgroup::Workgroup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

struct Scene {
    world: World,
    assessor: Actor,
    family: Household,
}

async fn scene(pool: PgPoolOptions, options: PgConnectOptions) -> Result<Scene> {
    let world = World::new(testing::store(pool, options).await?).await?;
    let family = world
        .household(
            &[
                Person::new("Robert", "Nuñez-Smith", 1, 1980),
                Person::new("Paolee", "Vang", 2, 2011),
                Person::new("Amina", "Warsame", 5, 1990),
            ],
            30,
        )
        .await?;
    for number in 0..30_u64 {
        world
            .household(&[Person::new("Filler", "Person", 1, 1950)], number)
            .await?;
    }
    let mut tx = world.store.begin(None).await?;
    set_ssn(&mut tx, &world.store.keys, family.clients[0], "457-55-5462").await?;
    tx.commit().await?;
    index_all(&world.store).await?;
    let assessor = world.user(&[(Workgroup::CeAssessor, world.ce)]).await?;
    Ok(Scene {
        world,
        assessor,
        family,
    })
}

impl Scene {
    async fn first(&self, line: &str) -> Option<(ClientId, Vec<String>)> {
        let found = search(&self.world.store, &self.assessor, line, None)
            .await
            .unwrap();
        let hit = found.hits.into_iter().next()?;
        Some((hit.id, hit.reasons.iter().map(Reason::words).collect()))
    }

    /// Whom somebody finds, with the score and the reasons in words.
    async fn hits(&self, actor: &Actor, line: &str) -> Result<Vec<(ClientId, i32, Vec<String>)>> {
        let found = search(&self.world.store, actor, line, None).await?;
        let hits = found.hits.into_iter().map(|hit| {
            let reasons = hit.reasons.iter().map(Reason::words).collect();
            (hit.id, hit.score, reasons)
        });
        Ok(hits.collect())
    }

    async fn run(&self, statement: &'static str, id: Uuid) {
        sqlx::query(statement)
            .bind(id)
            .execute(&self.world.store.pool)
            .await
            .unwrap();
    }
}

#[sqlx::test(migrations = "../../migrations")]
async fn finds_by_every_kind_of_evidence_and_says_why(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    let [robert, paolee, amina] = [0, 1, 2].map(|at| scene.family.clients[at]);
    let id = ids::hmis_id(robert.0);
    let dashed = robert.to_string();
    for (line, who, why) in [
        ("Robert Nuñez-Smith", robert, "same name"),
        ("SMITH robert", robert, "same name"),
        ("nunez", robert, "same name"),
        ("bob smith", robert, "nickname: Bob = Robert"),
        (
            "Robret Nunez",
            robert,
            "spelled nearly the same: Robret = Robert",
        ),
        (
            "Wrasame",
            amina,
            "spelled nearly the same: Wrasame = Warsame",
        ),
        ("vaj paolee", paolee, "another spelling: Vaj = Vang"),
        ("Aamino Warsame", amina, "another spelling: Aamino = Amina"),
        ("Woarsamay", amina, "sounds like: Woarsamay = Warsame"),
        ("rob nu", robert, "name starts with Nu"),
        ("pao lee vang", paolee, "same name"),
        ("3/1/1980", robert, "birth date"),
        ("Mar 1 1980", robert, "birth date"),
        ("1/3/1980 smith", robert, "birth day and month swapped"),
        ("smith 1980", robert, "birth year"),
        ("457-55-5462", robert, "SSN"),
        ("457555462", robert, "SSN"),
        ("5462", robert, "last four of the SSN"),
        ("jones 5462", robert, "last four of the SSN"),
        (id.as_str(), robert, "client ID"),
        (dashed.as_str(), robert, "client ID"),
    ] {
        let found = scene.first(line).await;
        let (client, reasons) = found.unwrap_or_else(|| panic!("nobody for {line}"));
        assert_eq!(client, who, "{line}");
        assert!(
            reasons.iter().any(|reason| reason == why),
            "{line}: {reasons:?}"
        );
    }
    for line in ["zzyzx", "000000000", "2/30/1980 zzyzx"] {
        assert_eq!(scene.first(line).await, None, "{line}");
    }
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_retired_id_finds_the_living_client(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    sqlx::query(
        "insert into client_alias (client_alias_id, client_id, hmis_id) values ($1, $2, 'P-0042')",
    )
    .bind(ids::new::<Uuid>())
    .bind(scene.family.clients[2].0)
    .execute(&scene.world.store.pool)
    .await?;
    let (client, reasons) = scene.first("P-0042").await.unwrap();
    assert_eq!(client, scene.family.clients[2]);
    assert_eq!(reasons, ["retired client ID"]);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_restricted_client_shows_identity_and_nothing_of_the_records(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    let world = &scene.world;
    let amina = scene.family.clients[2];
    sqlx::query(
        "insert into current_living_situation (current_living_situation_id, enrollment_id, source_id, \
         hmis_id, information_date) values ($1, $2, $3, 'c', '2026-11-01')",
    )
    .bind(ids::new::<Uuid>())
    .bind(scene.family.enrollments[2].0)
    .bind(world.source)
    .execute(&world.store.pool)
    .await?;
    let stranger = world.user(&[(Workgroup::HmisUser, world.agency)]).await?;

    let mine = search(&world.store, &scene.assessor, "amina warsame", None).await?;
    assert!(!mine.hits[0].restricted);
    assert!(mine.hits[0].last_contact_on.is_some());

    let theirs = search(&world.store, &stranger, "amina warsame", None).await?;
    let hit = &theirs.hits[0];
    assert_eq!(hit.id, amina);
    assert!(hit.name.full().ends_with(" Warsame"));
    assert!(hit.restricted);
    assert_eq!((hit.last_contact_on, hit.places.len()), (None, 0));

    scene
        .run(
            "update client set sharing = 'all' where client_id = $1",
            amina.0,
        )
        .await;
    let shared = search(&world.store, &stranger, "amina warsame", None).await?;
    assert!(!shared.hits[0].restricted);
    assert!(shared.hits[0].last_contact_on.is_some());
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn protected_persons_and_those_of_victim_service_providers_are_hidden(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    let amina = scene.family.clients[2];
    assert!(scene.first("warsame").await.is_some());
    scene
        .run(
            "update client set protected = true where client_id = $1",
            amina.0,
        )
        .await;
    assert_eq!(scene.first("warsame").await, None);
    assert_eq!(scene.first(&ids::hmis_id(amina.0)).await, None);

    scene
        .run(
            "update client set protected = false where client_id = $1",
            amina.0,
        )
        .await;
    let provider =
        "update organization set victim_service_provider = true where organization_id = $1";
    scene.run(provider, scene.world.ce.0).await;
    assert_eq!(scene.first("warsame").await, None);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_audit_keeps_who_was_shown_and_no_term(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    scene.first("amina warsame 1990").await;
    let rows: Vec<(Uuid, String)> =
        sqlx::query_as("select user_id, detail::text from audit where act = 'search_clients'")
            .fetch_all(&scene.world.store.pool)
            .await?;
    let [(user, detail)] = rows.as_slice() else {
        panic!("{} rows", rows.len());
    };
    assert_eq!(*user, scene.assessor.user.0);
    assert!(
        detail.contains(&scene.family.clients[2].to_string()),
        "{detail}"
    );
    assert!(detail.contains("name"), "{detail}");
    let lower = detail.to_lowercase();
    assert!(!lower.contains("warsame") && !lower.contains("amina") && !lower.contains("1990"));
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn needs_a_grant_and_something_to_look_for(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    let nobody = scene.world.user(&[]).await?;
    let refused = search(&scene.world.store, &nobody, "smith", None).await;
    assert!(matches!(refused, Err(StoreError::Forbidden)));
    let empty = search(&scene.world.store, &scene.assessor, "  ,, ", None).await?;
    assert!(empty.nothing_asked && empty.hits.is_empty());
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn hashed_names_are_neither_searched_nor_shown(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    let amina = scene.family.clients[2];
    scene
        .run(
            "update client set hashed = true where client_id = $1",
            amina.0,
        )
        .await;
    index_all(&scene.world.store).await?;
    assert_eq!(scene.first("warsame").await, None);
    let by_id = search(
        &scene.world.store,
        &scene.assessor,
        &ids::hmis_id(amina.0),
        None,
    )
    .await?;
    assert_eq!(by_id.hits[0].name.full(), HASHED);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_last_four_confirm_nobody_to_those_who_may_not_see_them(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    let world = &scene.world;
    let stranger = world.user(&[(Workgroup::HmisUser, world.agency)]).await?;
    let seen = async |line: &str| scene.hits(&stranger, line).await;
    for line in ["5462", "zzyzx 5462"] {
        assert_eq!(seen(line).await?, [], "{line}");
    }
    // Right digits and wrong ones are one answer, also where one word of two is nobody's name.
    let by_first_name = seen("robert zzyzx 5462").await?;
    assert_eq!(by_first_name[0].0, scene.family.clients[0]);
    assert_eq!(by_first_name, seen("robert zzyzx 1111").await?);
    let right = seen("robert smith 5462").await?;
    assert_eq!(right[0].0, scene.family.clients[0]);
    assert_eq!(right, seen("robert smith 1111").await?);
    assert_eq!(right, seen("robert smith").await?);
    // Who knows all nine digits finds the record that is there.
    for line in ["457-55-5462", "457555462"] {
        assert_eq!(seen(line).await?[0].0, scene.family.clients[0], "{line}");
    }
    assert_eq!(seen("457-55-5463").await?, []);
    assert_eq!(
        seen("robert smith 457-55-5463").await?,
        seen("robert smith 457-11-1111").await?
    );

    // Whose organization works with the person finds them by it.
    world
        .enroll(
            scene.family.clients[0],
            world.housing_project,
            world
                .household_in(world.housing_project, world.agency, &[], 5)
                .await?
                .id,
            1,
            world.today,
        )
        .await?;
    assert_eq!(seen("5462").await?[0].2, ["last four of the SSN"]);
    for line in ["457-55-5463", "457-55-4562"] {
        assert_eq!(
            seen(line).await?[0].2,
            ["SSN one digit off, or two exchanged"],
            "{line}"
        );
    }
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_phone_finds_only_where_its_page_would_show_it(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    let world = &scene.world;
    let amina = scene.family.clients[2];
    scene
        .run(
            "insert into client_contact_detail (client_contact_detail_id, client_id, kind, value, digits)
             values (gen_random_uuid(), $1, 'phone', '(218) 555-0142', '2185550142')",
            amina.0,
        )
        .await;
    let stranger = world.user(&[(Workgroup::HmisUser, world.agency)]).await?;
    let seen = async |actor: &Actor, line: &str| scene.hits(actor, line).await;

    scene
        .run(
            "update client set sharing = 'all' where client_id = $1",
            amina.0,
        )
        .await;
    for actor in [&scene.assessor, &stranger] {
        for line in [
            "218-555-0142",
            "(218) 555 0142",
            "+1 218 555 0142",
            "555-0142",
        ] {
            let hits = seen(actor, line).await?;
            assert_eq!(hits.len(), 1, "{line}");
            assert_eq!(
                (hits[0].0, &hits[0].2[..]),
                (amina, &["phone number".to_owned()][..])
            );
        }
    }
    assert_eq!(seen(&stranger, "218-555-0143").await?, []);

    scene
        .run(
            "update client set sharing = 'owner_only' where client_id = $1",
            amina.0,
        )
        .await;
    assert_eq!(seen(&scene.assessor, "218-555-0142").await?.len(), 1);
    assert_eq!(seen(&stranger, "218-555-0142").await?, []);
    // The right number and a wrong one are one answer.
    let right = seen(&stranger, "amina warsame 218-555-0142").await?;
    assert_eq!(right[0].0, amina);
    assert_eq!(right, seen(&stranger, "amina warsame 218-555-0143").await?);
    assert_eq!(right, seen(&stranger, "amina warsame").await?);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_contact_ahead_is_not_the_last_one(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    for (id, day) in [("a", 1), ("b", 30)] {
        sqlx::query(
            "insert into current_living_situation (current_living_situation_id, enrollment_id, source_id, \
             hmis_id, information_date) values ($1, $2, $3, $4, make_date(2026, 11, $5))",
        )
        .bind(ids::new::<Uuid>())
        .bind(scene.family.enrollments[2].0)
        .bind(scene.world.source)
        .bind(id)
        .bind(day)
        .execute(&scene.world.store.pool)
        .await?;
    }
    let found = search(&scene.world.store, &scene.assessor, "amina warsame", None).await?;
    assert_eq!(
        found.hits[0].last_contact_on,
        chrono::NaiveDate::from_ymd_opt(2026, 11, 1)
    );
    Ok(())
}

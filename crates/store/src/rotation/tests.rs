//! Changing the key on a database at work: before, half-way, after.

use super::{Done, Holder, Rotation, mark, people, rotate};
use crate::client::{index_all, search, set_ssn};
use crate::identity::administer::Authority;
use crate::import::{Request, import, raw_row_binding};
use crate::secret::Keys;
use crate::testing::{self, Household, Person, World};
use crate::{Result, Store, StoreError, audit, draft};
use domain::access::Actor;
use domain::ids::{ClientId, DraftId};
use domain::workgroup::Workgroup;
use hmis_csv::testing::ExportBuilder;
use hmis_csv::{FileKind, Limits};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

const SSN: [&str; 3] = ["457-55-5462", "219-44-8173", "503-61-2290"];

/// Keys with these numbers, the last of which seals.
fn keys(numbers: &[u8]) -> Keys {
    let line = |number: &u8| format!("{number} {}\n", format!("{number:02x}").repeat(32));
    Keys::parse(&numbers.iter().map(line).collect::<String>()).unwrap()
}

/// The same database with other keys: a server that was started again.
fn with(store: &Store, numbers: &[u8]) -> Store {
    Store::from_pool(store.pool.clone(), keys(numbers), store.clock)
}

struct Scene {
    /// Serves with key 1.
    world: World,
    /// The owner, with keys 1 and 2.
    owner: Store,
    actor: Actor,
    family: Household,
    draft: DraftId,
}

/// Three people with numbers, a draft, an imported person and a sealed line of the audit, all under key 1.
async fn scene(pool: PgPoolOptions, options: PgConnectOptions) -> Result<Scene> {
    let owner =
        Store::connect_as_owner(options.clone(), keys(&[1, 2]), crate::clock::Clock::System)
            .await?;
    let serving = testing::store(pool, options).await?;
    let world = World::new(with(&serving, &[1])).await?;
    let family = world
        .household(
            &[
                Person::new("Rosa", "Lopez", 1, 1985),
                Person::new("Leo", "Lopez", 2, 2015),
                Person::new("Mia", "Lopez", 2, 2017),
            ],
            30,
        )
        .await?;
    let store = &world.store;
    let mut tx = store.begin(None).await?;
    for (client, ssn) in family.clients.iter().zip(SSN) {
        set_ssn(&mut tx, &store.keys, *client, ssn).await?;
    }
    audit::Entry::new("exit")
        .on("enrollment", family.enrollments[0])
        .sealed(store.keys.seal(family.enrollments[0].0, b"values")?)
        .write(&mut tx)
        .await?;
    tx.commit().await?;
    let export = ExportBuilder::new(domain::hud::Standard::Fy2026).row(
        FileKind::Client,
        &[
            ("PersonalID", "c1"),
            ("FirstName", "Ada"),
            ("LastName", "Birchwood"),
        ],
    );
    let request = Request {
        file_name: "export.zip",
        purpose: None,
        limits: Limits::default(),
    };
    import(store, Authority::Operator, request, export.zip(), |_| {})
        .await
        .unwrap();
    index_all(store).await?;
    let actor = world.user(&[(Workgroup::CeAssessor, world.ce)]).await?;
    let draft = draft::save(store, actor.user, "note", None, &"typed").await?;
    Ok(Scene {
        world,
        owner,
        actor,
        family,
        draft,
    })
}

impl Scene {
    /// A server with these keys.
    fn serving(&self, numbers: &[u8]) -> Store {
        with(&self.world.store, numbers)
    }

    /// Who is found first, for each of the numbers, by all nine digits and by the last four.
    async fn found(&self, store: &Store) -> Vec<Option<ClientId>> {
        let mut found = Vec::new();
        for ssn in SSN {
            for line in [ssn, &format!("xxx-xx-{}", &ssn[7..])] {
                let results = search(store, &self.actor, line, None).await.unwrap();
                found.push(results.hits.first().map(|hit| hit.id));
            }
        }
        found
    }

    /// Each of them twice.
    fn everybody(&self) -> Vec<Option<ClientId>> {
        let twice = |client: &ClientId| [Some(*client), Some(*client)];
        self.family.clients.iter().flat_map(twice).collect()
    }

    /// One client of those whose number another key than the sealing one sealed.
    async fn one_batch(&self, after: Uuid, limit: i64) -> Result<Option<Uuid>> {
        let mut tx = self.owner.begin(None).await?;
        mark(&mut tx).await?;
        let batch = people::clients(&mut tx, &self.owner.keys, after, limit).await?;
        tx.commit().await?;
        Ok(batch.map(|batch| batch.last))
    }

    async fn count(&self, statement: &'static str) -> i64 {
        sqlx::query_scalar(statement)
            .fetch_one(&self.world.store.pool)
            .await
            .unwrap()
    }
}

fn of(rotation: &Rotation, holder: Holder) -> Done {
    *rotation
        .holders
        .iter()
        .find(|done| done.holder == holder)
        .unwrap()
}

#[sqlx::test(migrations = "../../migrations")]
async fn people_are_found_before_half_way_and_after(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    let both = scene.serving(&[1, 2]);
    assert_eq!(scene.found(&both).await, scene.everybody(), "before");

    scene.one_batch(Uuid::nil(), 2).await?;
    let by_key = "select count(*) from client where get_byte(ssn_sealed, 0) = 2";
    assert_eq!(scene.count(by_key).await, 2);
    assert_eq!(scene.found(&both).await, scene.everybody(), "half-way");
    let old = scene.found(&scene.serving(&[1])).await;
    assert_eq!(old.iter().flatten().count(), 2, "the old key alone");

    let mut told = Vec::new();
    let rotation = rotate(&scene.owner, |progress| told.push(progress)).await?;
    assert_eq!(of(&rotation, Holder::Clients).resealed, 1);
    assert_eq!((rotation.sealing, &rotation.unused[..]), (2, &[1][..]));
    assert_eq!((rotation.held(), told[0].done, told[0].of), (0, 1, 1));
    assert_eq!(scene.found(&both).await, scene.everybody(), "after");
    let new = scene.found(&scene.serving(&[2])).await;
    assert_eq!(new, scene.everybody(), "without the old key");

    let again = rotate(&scene.owner, |_| {}).await?;
    assert!(again.holders.iter().all(|done| done.resealed == 0));
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_old_key_can_be_removed_and_no_version_came_of_it(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    let versions = "select (select count(*) from history) + (select sum(version) from client)";
    let before = scene.count(versions).await;
    let rotation = rotate(&scene.owner, |_| {}).await?;
    for (holder, resealed) in Holder::ALL.into_iter().zip([3, 3, 1, 1, 1]) {
        let expected = Done {
            holder,
            resealed,
            left: 0,
            unreadable: 0,
        };
        assert_eq!(of(&rotation, holder), expected);
    }
    assert_eq!(scene.count(versions).await, before);
    let noted = "select (detail ->> 'resealed')::bigint from audit where act = 'keys_rotated'";
    assert_eq!(scene.count(noted).await, 9);

    let new = scene.serving(&[2]);
    let typed: String = draft::load(&new, scene.actor.user, "note", scene.draft).await?;
    assert_eq!(typed, "typed");
    let (record, values): (Uuid, Vec<u8>) =
        sqlx::query_as("select subject_id, sealed from audit where sealed is not null")
            .fetch_one(&new.pool)
            .await?;
    assert_eq!(new.keys.open(record, &values)?, b"values");
    let raw: Vec<u8> = sqlx::query_scalar("select sealed from raw_row where hmis_id = 'c1'")
        .fetch_one(&new.pool)
        .await?;
    let bound = raw_row_binding("test", FileKind::Client, "c1");
    assert!(new.keys.open(bound, &raw)?.starts_with(b"c1,Ada,"));
    let version: (Uuid, Vec<u8>, Vec<u8>) = sqlx::query_as(
        "select entity_id, (body ->> 'ssn_sealed')::bytea, (body ->> 'ssn_hash')::bytea \
         from history where entity = 'client' and body ? 'ssn_sealed' order by history_id limit 1",
    )
    .fetch_one(&new.pool)
    .await?;
    let digits = String::from_utf8(new.keys.open(version.0, &version.1)?).unwrap();
    assert_eq!(new.keys.lookup_hash("ssn", &digits), version.2);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn what_somebody_changes_meanwhile_is_not_lost(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    let serving = scene.serving(&[1]);
    let rosa = scene.family.clients[0];
    let mut tx = serving.begin(None).await?;
    set_ssn(&mut tx, &serving.keys, rosa, "457-55-9999").await?;
    let first = rotate(&scene.owner, |_| {}).await?;
    assert_eq!(of(&first, Holder::Clients).resealed, 2);
    assert_eq!((first.held(), first.unused.len()), (1, 0));
    tx.commit().await?;

    let second = rotate(&scene.owner, |_| {}).await?;
    assert_eq!((second.held(), &second.unused[..]), (0, &[1][..]));
    let new = scene.serving(&[2]);
    let found = search(&new, &scene.actor, "457-55-9999", None).await?;
    assert_eq!(found.hits.first().map(|hit| hit.id), Some(rosa));
    let version = "select version::bigint from client where first_name = 'Rosa'";
    assert_eq!(scene.count(version).await, 3, "begun, numbered, renumbered");
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_key_that_is_missing_is_named_and_nothing_is_done(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    let missing = rotate(&with(&scene.owner, &[2, 3]), |_| {}).await;
    let error = missing.unwrap_err();
    assert!(matches!(error, StoreError::UnknownKey(1)));
    assert_eq!(
        error.to_string(),
        "a value was sealed with key 1, which is not in the key file"
    );
    let old = "select count(*) from client where get_byte(ssn_sealed, 0) = 1";
    assert_eq!(scene.count(old).await, 3);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn an_unreadable_value_stays_and_keeps_its_key(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    sqlx::query("update draft set sealed = set_byte(sealed, 20, 255 - get_byte(sealed, 20))")
        .execute(&scene.owner.pool)
        .await?;
    let rotation = rotate(&scene.owner, |_| {}).await?;
    let drafts = of(&rotation, Holder::Drafts);
    assert_eq!((drafts.left, drafts.unreadable), (1, 1));
    assert_eq!((rotation.held(), rotation.unused.len()), (0, 0));
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_role_that_serves_may_not(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    let refused = rotate(&scene.serving(&[1, 2]), |_| {}).await;
    assert!(matches!(refused, Err(StoreError::Forbidden)));
    // Nor can it change a person without a version by saying that it re-seals.
    let mut tx = scene.world.store.begin(None).await?;
    mark(&mut tx).await?;
    sqlx::query("update client set last_name = 'Moua'")
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    let kept =
        "select count(*) from history where entity = 'client' and body ->> 'last_name' = 'Moua'";
    assert_eq!(scene.count(kept).await, 4);
    Ok(())
}

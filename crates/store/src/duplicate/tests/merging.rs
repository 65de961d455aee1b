//! A merge moves everything, and taking it back restores everything.

use super::*;
use crate::StoreError;
use crate::duplicate::{TakeBack, Taken, merged, unmerge};
use crate::exit;
use domain::ids::ActId;
use serde_json::Value;

/// Tables that tell of acts, not of people: they keep what was done and that it was taken back.
const OF_ACTS: [&str; 12] = [
    "history",
    "audit",
    "outbox",
    "idempotency",
    "exit_act",
    "exit_act_change",
    "notification",
    "client_merge",
    "client_merge_row",
    "duplicate_pair",
    "duplicate_unexamined",
    // The vocabulary only grows.
    "name_token",
];

type Snapshot = BTreeMap<String, Vec<Value>>;

/// Every row of every table, without versions and times of recording.
async fn snapshot(world: &World) -> Result<Snapshot> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select tablename::text from pg_tables where schemaname = 'public' and tablename <> all($1) \
         and tablename <> '_sqlx_migrations'",
    )
    .bind(OF_ACTS)
    .fetch_all(&world.store.pool)
    .await?;
    let mut all = Snapshot::new();
    for table in tables {
        let rows = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "select to_jsonb(one) - 'version' - 'recorded_at' - 'recorded_by' from \"{table}\" one \
             order by to_jsonb(one)::text"
        )))
        .fetch_all(&world.store.pool)
        .await?;
        let mut rows: Vec<Value> = rows;
        rows.sort_by_key(Value::to_string);
        all.insert(table, rows);
    }
    Ok(all)
}

fn differing(before: &Snapshot, after: &Snapshot) -> Vec<String> {
    let tables = before
        .iter()
        .filter(|(table, rows)| after.get(*table) != Some(rows));
    tables.map(|(table, _)| table.clone()).collect()
}

/// Fills the other record with all that can belong to a person.
async fn fill(scene: &Scene, alone: &Household) -> Result<()> {
    let world = &scene.world;
    let (client, stay) = (alone.clients[0], alone.enrollments[0]);
    scene.ssn(client, "457-55-5462").await?;
    scene.shares(client).await?;
    world.assess(stay, world.today, 12).await?;
    let former = world
        .household_in(world.housing_project, world.agency, &[], 400)
        .await?;
    let housed = world
        .enroll(
            client,
            world.housing_project,
            former.id,
            1,
            world.today - chrono::Days::new(400),
        )
        .await?;
    let helper = world.user(&[(Workgroup::CeAssessor, world.ce)]).await?;
    let mut tx = world.store.begin(Some(helper.user)).await?;
    for (statement, id) in [
        (
            "insert into client_alias (client_alias_id, client_id, name) values ($2, $1, 'Rosie')",
            client.0,
        ),
        (
            "insert into note (note_id, client_id, noted_on, body) values ($2, $1, '2026-05-01', 'Asked for a phone.')",
            client.0,
        ),
        (
            "insert into note (note_id, client_id, enrollment_id, noted_on, body) \
          select $2, client_id, enrollment_id, '2026-06-01', 'Met.' from enrollment where enrollment_id = $1",
            stay.0,
        ),
        (
            "insert into roi (roi_id, client_id, scope, how_given, starts_on) values ($2, $1, 'all', 'written', '2026-01-01')",
            client.0,
        ),
        (
            "insert into current_living_situation (current_living_situation_id, enrollment_id, source_id, hmis_id, \
          information_date, current_living_situation) select $2, $1, source_id, 'cls', '2026-11-01', 116 from data_source",
            stay.0,
        ),
        (
            "insert into exit (exit_id, enrollment_id, source_id, hmis_id, exit_date, destination) \
          select $2, $1, source_id, 'exit', '2026-01-31', 30 from data_source",
            housed.0,
        ),
    ] {
        sqlx::query(statement)
            .bind(id)
            .bind(ids::new::<Uuid>())
            .execute(&mut *tx)
            .await?;
    }
    sqlx::query(
        "insert into case_assignment (case_assignment_id, household_id, user_id, from_on) values ($1, $2, $3, '2026-01-01')",
    )
    .bind(ids::new::<Uuid>())
    .bind(alone.id.0)
    .bind(helper.user.0)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    scene.settle().await
}

async fn take_back(scene: &Scene, merge: ClientMergeId) -> Result<Taken> {
    let request = TakeBack {
        merge,
        key: ids::new(),
        purpose: "Two people after all",
        two_people: true,
    };
    unmerge(&scene.world.store, &scene.administrator, request).await
}

#[sqlx::test(migrations = "../../migrations")]
async fn everything_moves_and_comes_back(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = Scene::new(pool, options).await?;
    let (family, alone) = two_rosas(&scene).await?;
    fill(&scene, &alone).await?;
    // An earlier merge into the record that is retired now: a chain.
    let third = [Person::new("Rosa", "Martinez", 1, 1984)];
    let third = scene
        .world
        .household_in(scene.world.housing_project, scene.world.agency, &third, 90)
        .await?;
    scene.settle().await?;
    let (kept, other) = (family.clients[0], alone.clients[0]);
    let before_all = snapshot(&scene.world).await?;
    let first = scene.merge(other, third.clients[0]).await?;
    let before = snapshot(&scene.world).await?;

    let second = scene.merge(kept, other).await?;
    let moved = scene.living(kept).await?;
    assert_eq!(moved.len(), 4, "{moved:?}");
    assert!(scene.living(other).await?.is_empty());
    let left: Vec<(String, String)> = sqlx::query_as(
        "select table_name, column_name from client_reference where handling = 'moves' and \
         table_name in (select table_name from rows_of_client($1) where count > 0)",
    )
    .bind(other.0)
    .fetch_all(&scene.world.store.pool)
    .await?;
    assert!(left.is_empty(), "{left:?}");
    // The later of two places on the list was exited, as a duplicate, by the exit's own act.
    let exits: Vec<(Uuid, i32, Option<String>)> = sqlx::query_as(
        "select enrollment_id, destination, removal_class from exit where act_id is not null",
    )
    .fetch_all(&scene.world.store.pool)
    .await?;
    assert_eq!(
        exits,
        [(alone.enrollments[0].0, 30, Some("correction".to_owned()))]
    );
    let on_list: Vec<Uuid> = sqlx::query_scalar("select household_id from list_entry")
        .fetch_all(&scene.world.store.pool)
        .await?;
    assert_eq!(on_list, [household(&family).0]);
    // Who recorded a note still did.
    let moved_by: i64 =
        sqlx::query_scalar("select count(*) from note where client_id = $1 and recorded_by = $2")
            .bind(kept.0)
            .bind(scene.administrator.user.0)
            .fetch_one(&scene.world.store.pool)
            .await?;
    assert_eq!(moved_by, 0);
    // The number went over, sealed for its new record.
    let (sealed, closed): (Vec<u8>, bool) =
        sqlx::query_as("select ssn_sealed, ssn_closed from client where client_id = $1")
            .bind(kept.0)
            .fetch_one(&scene.world.store.pool)
            .await?;
    assert_eq!(scene.world.store.keys.open(kept.0, &sealed)?, b"457555462");
    assert!(closed);

    // The first cannot go before the second.
    let held = take_back(&scene, first).await?;
    assert!(matches!(held, Taken::Blocked(_)), "{held:?}");
    assert_eq!(
        merged(&scene.world.store, &scene.administrator)
            .await?
            .len(),
        2
    );

    assert!(matches!(take_back(&scene, second).await?, Taken::Back(_)));
    assert_eq!(
        differing(&before, &snapshot(&scene.world).await?),
        Vec::<String>::new()
    );
    assert!(matches!(take_back(&scene, first).await?, Taken::Back(_)));
    assert_eq!(
        differing(&before_all, &snapshot(&scene.world).await?),
        Vec::<String>::new()
    );
    let again = take_back(&scene, second).await?;
    assert!(matches!(again, Taken::Blocked(_)), "{again:?}");
    assert!(
        merged(&scene.world.store, &scene.administrator)
            .await?
            .is_empty()
    );
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn what_was_recorded_since_stays_or_goes_with_its_enrollment(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = Scene::new(pool, options).await?;
    let (family, alone) = two_rosas(&scene).await?;
    let (kept, other) = (family.clients[0], alone.clients[0]);
    let merge = scene.merge(kept, other).await?;
    let (of_person, of_stay): (Uuid, Uuid) = (ids::new(), ids::new());
    for (note, stay) in [(of_person, None), (of_stay, Some(alone.enrollments[0].0))] {
        sqlx::query("insert into note (note_id, client_id, enrollment_id, noted_on, body) values ($1, $2, $3, '2026-11-20', 'x')")
            .bind(note)
            .bind(kept.0)
            .bind(stay)
            .execute(&scene.world.store.pool)
            .await?;
    }
    scene
        .run(
            "update client set first_name = 'Rosalia' where client_id = $1",
            kept.0,
        )
        .await?;
    assert!(matches!(take_back(&scene, merge).await?, Taken::Back(_)));
    let of: Vec<(Uuid, Uuid)> =
        sqlx::query_as("select note_id, client_id from note order by note_id")
            .fetch_all(&scene.world.store.pool)
            .await?;
    assert_eq!(of, [(of_person, kept.0), (of_stay, other.0)]);
    let names: Vec<String> = sqlx::query_scalar(
        "select first_name from client where client_id in ($1, $2) order by client_id",
    )
    .bind(kept.0)
    .bind(other.0)
    .fetch_all(&scene.world.store.pool)
    .await?;
    assert_eq!(names, ["Rosalia", "Rosa"]);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_exit_of_a_merge_is_undone_with_it_only(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = Scene::new(pool, options).await?;
    let (family, alone) = two_rosas(&scene).await?;
    let merge = scene.merge(family.clients[0], alone.clients[0]).await?;
    let act: Uuid = sqlx::query_scalar("select act_id from exit")
        .fetch_one(&scene.world.store.pool)
        .await?;
    let manager = scene
        .world
        .user(&[(Workgroup::PriorityListManager, scene.world.ce)])
        .await?;
    let undone = exit::undo(&scene.world.store, &manager, ActId(act), ids::new(), None).await?;
    let exit::Undone::Blocked(why) = undone else {
        panic!("{undone:?}");
    };
    assert!(
        why.contains(&domain::exit::Obstacle::PartOfMerge),
        "{why:?}"
    );
    assert!(matches!(take_back(&scene, merge).await?, Taken::Back(_)));
    let open: i64 = sqlx::query_scalar("select count(*) from enrollment where exit_on is null")
        .fetch_one(&scene.world.store.pool)
        .await?;
    assert_eq!(open, 3);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn what_stands_in_the_way_is_said_and_nothing_happens(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = Scene::new(pool, options).await?;
    let sisters = [
        Person::new("Rosa", "Martinez", 1, 1984),
        Person::new("Rosa", "Martines", 3, 1984),
    ];
    let home = scene.world.household(&sisters, 200).await?;
    scene.settle().await?;
    let before = snapshot(&scene.world).await?;
    let [one, other] = [home.clients[0], home.clients[1]];
    let pair = scene.pair(one, other).await?;
    let blocked = scene.merge_as(pair, &keeps(one), "", ids::new()).await?;
    let Outcome::Blocked(why) = blocked else {
        panic!("{blocked:?}");
    };
    assert!(why[0].contains("one household"), "{why:?}");
    assert_eq!(
        differing(&before, &snapshot(&scene.world).await?),
        Vec::<String>::new()
    );
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn what_was_not_shown_is_not_done_and_the_same_key_is_one_merge(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = Scene::new(pool, options).await?;
    let (family, alone) = two_rosas(&scene).await?;
    let (kept, other) = (family.clients[0], alone.clients[0]);
    let pair = scene.pair(kept, other).await?;
    let shown = secret::digest_of(&scene.plan(pair, kept).await?);
    scene
        .run(
            "insert into note (note_id, client_id, noted_on, body) values (gen_random_uuid(), $1, '2026-11-20', 'x')",
            other.0,
        )
        .await?;
    let key = ids::new();
    let changed = scene.merge_as(pair, &keeps(kept), &shown, key).await?;
    assert_eq!(changed, Outcome::PlanChanged);
    let shown = secret::digest_of(&scene.plan(pair, kept).await?);
    let done = scene.merge_as(pair, &keeps(kept), &shown, key).await?;
    assert!(matches!(done, Outcome::Merged(_)));
    assert_eq!(scene.merge_as(pair, &keeps(kept), &shown, key).await?, done);
    let later = scene
        .merge_as(pair, &keeps(kept), &shown, ids::new())
        .await?;
    assert_eq!(later, Outcome::Decided);
    let unsaid = Request {
        pair,
        key: ids::new(),
        chosen: &keeps(kept),
        shown: &shown,
        purpose: " ",
    };
    let unsaid = merge(&scene.world.store, &scene.administrator, unsaid).await;
    assert!(matches!(unsaid, Err(StoreError::Forbidden)));
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn of_two_administrators_at_once_one_merges_and_the_other_is_told(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = Scene::new(pool, options).await?;
    let (family, alone) = two_rosas(&scene).await?;
    let (kept, other) = (family.clients[0], alone.clients[0]);
    let pair = scene.pair(kept, other).await?;
    let shown = secret::digest_of(&scene.plan(pair, kept).await?);
    let (keep_one, keep_other) = (keeps(kept), keeps(other));
    let shown_other = secret::digest_of(&scene.plan(pair, other).await?);
    let (one, two) = tokio::join!(
        scene.merge_as(pair, &keep_one, &shown, ids::new()),
        scene.merge_as(pair, &keep_other, &shown_other, ids::new()),
    );
    let outcomes = [one?, two?];
    let merged = outcomes
        .iter()
        .filter(|one| matches!(one, Outcome::Merged(_)));
    assert_eq!(merged.count(), 1, "{outcomes:?}");
    assert!(outcomes.contains(&Outcome::Decided), "{outcomes:?}");
    let merges: i64 = sqlx::query_scalar("select count(*) from client_merge")
        .fetch_one(&scene.world.store.pool)
        .await?;
    assert_eq!(merges, 1);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn every_reference_to_a_client_is_known(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let store = testing::store(pool, options).await?;
    let (references, known): (Vec<String>, Vec<String>) = sqlx::query_as(
        "select array(select conrelid::regclass::text || '.' || attname from pg_constraint \
            join pg_attribute on attrelid = conrelid and attnum = any(conkey) \
            where contype = 'f' and confrelid = 'client'::regclass order by 1), \
         array(select table_name || '.' || column_name from client_reference order by 1)",
    )
    .fetch_one(&store.pool)
    .await?;
    assert_eq!(
        references, known,
        "a migration that adds a reference to a client says in client_reference what a merge does with it"
    );
    Ok(())
}

//! Editing a policy on a real database: who may, what is written, what follows.

use super::*;
use crate::priority::{self, Shift};
use crate::testing::{self, Person, World};
use crate::{Result, Store, StoreError, ids};
use chrono::Days;
use domain::access::Actor;
use domain::ids::{ListAuthorityId, PolicyId};
use domain::policy::{Policy, PolicyPart};
use domain::priority::Standing;
use domain::workgroup::Workgroup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

async fn world(pool: PgPoolOptions, options: PgConnectOptions) -> (World, Actor) {
    let world = World::new(testing::store(pool, options).await.unwrap())
        .await
        .unwrap();
    let manager = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await
        .unwrap();
    (world, manager)
}

/// A second list, fed by an organization of its own.
async fn another_list(world: &World) -> ListAuthorityId {
    let list: ListAuthorityId = ids::new();
    sqlx::query(
        "insert into list_authority (list_authority_id, name, kind, coc_code) values ($1, 'Balance', 'coc', 'MN-506')",
    )
    .bind(list.0)
    .execute(&world.store.pool)
    .await
    .unwrap();
    let organization = world
        .organization("Balance Coordinated Entry")
        .await
        .unwrap();
    let project = world.project(organization, "Balance CE", 14).await.unwrap();
    sqlx::query("insert into list_project (list_authority_id, project_id) values ($1, $2)")
        .bind(list.0)
        .bind(project.0)
        .execute(&world.store.pool)
        .await
        .unwrap();
    list
}

async fn read(world: &World, actor: &Actor) -> Sheet {
    sheet(&world.store, actor, world.list, None).await.unwrap()
}

/// Shows the effects and saves them, as the pages do.
async fn submit(
    store: &Store,
    actor: &Actor,
    list: ListAuthorityId,
    version: PolicyId,
    policy: &Policy,
) -> Result<Outcome> {
    let shown = preview(store, actor, list, policy).await?.digest;
    let request = Request {
        list,
        version,
        key: ids::new(),
        policy,
        shown: &shown,
    };
    save(store, actor, request).await
}

async fn rows(world: &World) -> i64 {
    sqlx::query_scalar("select count(*) from policy where list_authority_id = $1")
        .bind(world.list.0)
        .fetch_one(&world.store.pool)
        .await
        .unwrap()
}

/// A household that was assessed so many days ago, without contact since.
async fn silent(world: &World, days: u64) {
    let people = [Person::new("Rosa", "Lopez", 1, 1985)];
    let family = world.household(&people, days).await.unwrap();
    let on = world.today - Days::new(days);
    world.assess(family.enrollments[0], on, 9).await.unwrap();
    let mut tx = world.store.begin(None).await.unwrap();
    priority::refresh(&mut tx, world.store.clock, &[family.id])
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn standings(world: &World) -> Vec<String> {
    sqlx::query_scalar("select standing from list_entry order by on_list_since desc")
        .fetch_all(&world.store.pool)
        .await
        .unwrap()
}

#[sqlx::test(migrations = "../../migrations")]
async fn managers_edit_theirs_and_administrators_all(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let (world, manager) = world(pool, options).await;
    let other = another_list(&world).await;
    let admin = world
        .user(&[(Workgroup::Administrator, world.agency)])
        .await
        .unwrap();
    let names = |found: Vec<Editable>| found.into_iter().map(|one| one.name).collect::<Vec<_>>();
    let store = &world.store;
    assert_eq!(
        names(editable(store, &manager).await.unwrap()),
        ["Northwest"]
    );
    assert_eq!(
        names(editable(store, &admin).await.unwrap()),
        ["Balance", "Northwest"]
    );
    let foreign = sheet(store, &manager, other, None).await;
    assert!(matches!(foreign, Err(StoreError::NotFound)), "{foreign:?}");

    let policy = Policy::default();
    for workgroup in Workgroup::ALL {
        if matches!(
            workgroup,
            Workgroup::PriorityListManager | Workgroup::Administrator
        ) {
            continue;
        }
        let actor = world.user(&[(workgroup, world.ce)]).await.unwrap();
        assert_eq!(editable(store, &actor).await.unwrap(), [], "{workgroup:?}");
        let version = PolicyId(Uuid::nil());
        for refused in [
            sheet(store, &actor, world.list, None).await.map(|_| ()),
            preview(store, &actor, world.list, &policy)
                .await
                .map(|_| ()),
            history(store, &actor, world.list).await.map(|_| ()),
            save(
                store,
                &actor,
                Request {
                    list: world.list,
                    version,
                    key: ids::new(),
                    policy: &policy,
                    shown: "",
                },
            )
            .await
            .map(|_| ()),
        ] {
            assert!(
                matches!(refused, Err(StoreError::NotFound)),
                "{workgroup:?}"
            );
        }
    }
    assert_eq!(rows(&world).await, 1);
}

/// Who chose another workgroup in Settings still holds the one that edits.
#[sqlx::test(migrations = "../../migrations")]
async fn a_grant_counts_that_is_not_chosen(pool: PgPoolOptions, options: PgConnectOptions) {
    let (world, _) = world(pool, options).await;
    let actor = world
        .user(&[
            (Workgroup::CeAssessor, world.ce),
            (Workgroup::PriorityListManager, world.ce),
        ])
        .await
        .unwrap();
    let acting = read(&world, &actor).await.acting;
    assert_eq!(acting.workgroup, Workgroup::PriorityListManager);
    assert!(acting.switched);
}

#[sqlx::test(migrations = "../../migrations")]
async fn saving_makes_a_version_with_who_when_and_what(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let (world, manager) = world(pool, options).await;
    let store = &world.store;
    let before = read(&world, &manager).await.current;
    let mut policy = before.policy.clone();
    policy.guidance.summary = "Ask Dana first.".to_owned();
    policy.exit_backdate_days = 14;
    let outcome = submit(store, &manager, world.list, before.version, &policy).await;
    let Ok(Outcome::Saved(saved)) = outcome else {
        panic!("{outcome:?}");
    };
    let now = read(&world, &manager).await;
    assert_eq!(now.current.version, saved.version);
    assert_eq!(now.current.policy, policy);
    assert_eq!(now.meanwhile, None);
    let recorded = now.current.recorded.unwrap();
    assert_eq!(recorded.valid_from, world.today);
    assert_eq!(recorded.by.as_deref(), Some("Test Person"));
    let mut connection = store.pool.acquire().await.unwrap();
    let yesterday = world.today - Days::new(1);
    assert_eq!(
        in_force(&mut connection, world.list, yesterday)
            .await
            .unwrap(),
        before.policy,
        "what was in force yesterday stays"
    );

    let (name, versions) = history(store, &manager, world.list).await.unwrap();
    assert_eq!(name, "Northwest");
    assert_eq!(
        versions[0].changes,
        [
            "An exit date asks for confirmation when it is further back than 14 days (before: 30).",
            "Guidance says first: \u{201c}Ask Dana first.\u{201d}",
        ]
    );
    assert_eq!(versions[0].recorded, recorded);
    assert_eq!(versions[1].version, before.version);
    assert_eq!(versions[1].recorded.by, None);

    let audited: (Uuid, String, serde_json::Value) = sqlx::query_as(
        "select user_id, workgroup, detail from audit where act = 'policy_saved' and subject_id = $1",
    )
    .bind(world.list.0)
    .fetch_one(&store.pool)
    .await
    .unwrap();
    assert_eq!(audited.0, manager.user.0);
    assert_eq!(audited.1, "priority_list_manager");
    assert_eq!(
        audited.2["fields"],
        serde_json::json!(["exit_backdate_days", "guidance"])
    );
    assert!(!audited.2.to_string().contains("Dana"), "no values");
    assert_eq!(world.announced().await.unwrap(), 1, "open lists look again");
}

#[sqlx::test(migrations = "../../migrations")]
async fn households_are_counted_before_and_placed_after(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let (world, manager) = world(pool, options).await;
    for days in [10, 70, 80, 100] {
        silent(&world, days).await;
    }
    assert_eq!(
        standings(&world).await,
        ["ranked", "ranked", "ranked", "inactive"]
    );
    let current = read(&world, &manager).await.current;
    let mut policy = current.policy.clone();
    policy.inactive_after_days = 65;
    let shown = preview(&world.store, &manager, world.list, &policy)
        .await
        .unwrap();
    let shift = |from, to, households| Shift {
        from,
        to,
        households,
    };
    assert_eq!(
        shown.shifts,
        [shift(Standing::Ranked, Standing::Inactive, 2)]
    );
    assert_eq!(standings(&world).await[1], "ranked", "nothing is written");

    // A third household falls silent between looking and saving: look again.
    silent(&world, 75).await;
    let request = |shown| Request {
        list: world.list,
        version: current.version,
        key: ids::new(),
        policy: &policy,
        shown,
    };
    let outcome = save(&world.store, &manager, request(&shown.digest)).await;
    assert_eq!(outcome.unwrap(), Outcome::EffectsChanged);
    let shown = preview(&world.store, &manager, world.list, &policy)
        .await
        .unwrap();
    let outcome = save(&world.store, &manager, request(&shown.digest)).await;
    assert!(matches!(outcome, Ok(Outcome::Saved(_))), "{outcome:?}");
    assert_eq!(
        standings(&world).await,
        ["ranked", "inactive", "inactive", "inactive", "inactive"]
    );

    let mut held = policy.clone();
    held.hold_back_without_roi = true;
    let shown = preview(&world.store, &manager, world.list, &held)
        .await
        .unwrap();
    assert_eq!(
        shown.shifts,
        [
            shift(Standing::Ranked, Standing::HeldBack, 1),
            shift(Standing::Inactive, Standing::HeldBack, 4),
        ]
    );
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_second_of_two_managers_is_told(pool: PgPoolOptions, options: PgConnectOptions) {
    let (world, manager) = world(pool, options).await;
    let store = &world.store;
    let shown = read(&world, &manager).await.current;
    let mut first = shown.policy.clone();
    first.nudge_after_days = 45;
    let mut second = shown.policy.clone();
    second.nudge_after_days = 50;
    let saved = submit(store, &manager, world.list, shown.version, &first).await;
    assert!(matches!(saved, Ok(Outcome::Saved(_))), "{saved:?}");
    let late = submit(store, &manager, world.list, shown.version, &second).await;
    assert!(matches!(late, Err(StoreError::Conflict)), "{late:?}");
    assert_eq!(rows(&world).await, 2);

    let again = sheet(store, &manager, world.list, Some(shown.version))
        .await
        .unwrap();
    let meanwhile = again.meanwhile.unwrap();
    assert_eq!(
        meanwhile.recorded.unwrap().by.as_deref(),
        Some("Test Person")
    );
    assert_eq!(
        meanwhile.changes,
        ["The assessor is reminded after 45 days without contact (before: 60)."]
    );
    // On top of what is there now it goes through, and wins on the same day.
    let saved = submit(store, &manager, world.list, again.current.version, &second).await;
    assert!(matches!(saved, Ok(Outcome::Saved(_))), "{saved:?}");
    assert_eq!(read(&world, &manager).await.current.policy, second);
}

#[sqlx::test(migrations = "../../migrations")]
async fn at_the_same_time_one_wins(pool: PgPoolOptions, options: PgConnectOptions) {
    let (world, manager) = world(pool, options).await;
    let other = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await
        .unwrap();
    let shown = read(&world, &manager).await.current;
    let mut policies = [shown.policy.clone(), shown.policy.clone()];
    policies[0].nudge_after_days = 45;
    policies[1].nudge_after_days = 50;
    let [one, two] = &policies;
    let (left, right) = tokio::join!(
        submit(&world.store, &manager, world.list, shown.version, one),
        submit(&world.store, &other, world.list, shown.version, two),
    );
    let outcomes = [left, right];
    let saved = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    let told = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Err(StoreError::Conflict)))
        .count();
    assert_eq!((saved, told), (1, 1), "{outcomes:?}");
    assert_eq!(rows(&world).await, 2);
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_same_key_saves_once_and_drafts_are_forgotten(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let (world, manager) = world(pool, options).await;
    let store = &world.store;
    let shown = read(&world, &manager).await.current;
    let mut policy = shown.policy.clone();
    policy.acknowledge_within_days = 5;
    let kept = crate::draft::save(store, manager.user, DRAFT, Some(world.list.0), &"typed")
        .await
        .unwrap();
    let digest = preview(store, &manager, world.list, &policy)
        .await
        .unwrap()
        .digest;
    let key = ids::new();
    let request = Request {
        list: world.list,
        version: shown.version,
        key,
        policy: &policy,
        shown: &digest,
    };
    let first = save(store, &manager, request.clone()).await.unwrap();
    let again = save(store, &manager, request.clone()).await.unwrap();
    assert_eq!(first, again);
    assert_eq!(rows(&world).await, 2);
    let Outcome::Saved(answer) = first else {
        panic!("{first:?}");
    };
    assert_eq!(saved(store, &manager, key).await.unwrap(), answer);
    let other = Policy::default();
    let reused = save(
        store,
        &manager,
        Request {
            policy: &other,
            ..request
        },
    )
    .await;
    assert!(matches!(reused, Err(StoreError::KeyReused)), "{reused:?}");
    let gone = crate::draft::load::<String>(store, manager.user, DRAFT, kept).await;
    assert!(matches!(gone, Err(StoreError::NotFound)), "{gone:?}");
}

#[sqlx::test(migrations = "../../migrations")]
async fn what_breaks_a_rule_or_changes_nothing_makes_no_version(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let (world, manager) = world(pool, options).await;
    let store = &world.store;
    let shown = read(&world, &manager).await.current;
    let mut broken = shown.policy.clone();
    broken.removal_reasons.remove(0);
    let outcome = submit(store, &manager, world.list, shown.version, &broken).await;
    let Ok(Outcome::Problems(problems)) = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(problems[0].part, PolicyPart::Reasons);
    let same = submit(store, &manager, world.list, shown.version, &shown.policy).await;
    let expected = Saved {
        version: shown.version,
    };
    assert_eq!(same.unwrap(), Outcome::Saved(expected));
    assert_eq!(rows(&world).await, 1);
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_list_without_a_policy_begins_with_the_defaults(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let (world, _) = world(pool, options).await;
    let list = another_list(&world).await;
    let admin = world
        .user(&[(Workgroup::Administrator, world.agency)])
        .await
        .unwrap();
    let store = &world.store;
    let begun = sheet(store, &admin, list, None).await.unwrap().current;
    assert_eq!(begun.version, PolicyId(Uuid::nil()));
    assert_eq!(begun.policy, Policy::default());
    assert_eq!(begun.recorded, None);
    let mut policy = begun.policy.clone();
    policy.managers_grant = true;
    let saved = submit(store, &admin, list, begun.version, &policy).await;
    assert!(matches!(saved, Ok(Outcome::Saved(_))), "{saved:?}");
    let (_, versions) = history(store, &admin, list).await.unwrap();
    assert_eq!(versions.len(), 1);
    assert_eq!(
        versions[0].changes,
        ["Priority List Managers grant access themselves."]
    );
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_version_of_an_operator_ahead_is_told(pool: PgPoolOptions, options: PgConnectOptions) {
    let (world, manager) = world(pool, options).await;
    let ahead = world.today + Days::new(10);
    sqlx::query("insert into policy (policy_id, list_authority_id, valid_from, body) values ($1, $2, $3, '{}')")
        .bind(ids::new::<Uuid>())
        .bind(world.list.0)
        .bind(ahead)
        .execute(&world.store.pool)
        .await
        .unwrap();
    let sheet = read(&world, &manager).await;
    assert_eq!(sheet.taken_over_on, Some(ahead));
    assert!(
        !sheet.current.policy.hold_back_without_roi,
        "not in force yet"
    );
}

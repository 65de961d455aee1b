//! Several proposals taken together, worked off, and undone one by one.

use super::scene;
use crate::exit::tests::{ENTRIES, EXITS, Test, count, family, run};
use crate::exit::undo;
use crate::proposal::{
    Done, Failure, Selected, Take, batch, find, latest, queue, select, set_aside, take, work,
};
use crate::testing::World;
use crate::{StoreError, exit};
use domain::access::Actor;
use domain::ids::{ExitBatchId, ProposalId};
use domain::policy::Policy;
use domain::workgroup::Workgroup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

async fn selected(world: &World, actor: &Actor) -> Result<(Vec<ProposalId>, Selected), StoreError> {
    find(&world.store).await?;
    let rows = queue(&world.store, actor, None).await?.rows;
    let ids = rows.iter().map(|row| row.id).collect::<Vec<_>>();
    let selected = select(&world.store, actor, &ids).await?;
    Ok((ids, selected))
}

async fn taken(
    world: &World,
    actor: &Actor,
    (ids, selected): &(Vec<ProposalId>, Selected),
) -> Result<ExitBatchId, StoreError> {
    let shown = (selected.digest.as_str(), true);
    match take(&world.store, actor, Uuid::from_u128(5), ids, shown).await? {
        Take::Started(id) => Ok(id),
        other => panic!("not started: {other:?}"),
    }
}

#[sqlx::test(migrations = "../../migrations")]
async fn several_are_saved_and_each_is_undone_alone(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, _, dana) = scene(pool, options).await?;
    family(&world).await?;
    let found = selected(&world, &dana).await?;
    assert_eq!(found.1.ready().count(), 2);
    // They warn, and that has to be confirmed.
    let unconfirmed = (found.1.digest.as_str(), false);
    let key = Uuid::from_u128(4);
    let refused = take(&world.store, &dana, key, &found.0, unconfirmed).await?;
    assert_eq!(refused, Take::Unconfirmed);
    let other = take(&world.store, &dana, key, &found.0, ("other", true)).await?;
    assert_eq!(other, Take::Changed);
    assert_eq!(latest(&world.store, &dana).await?, None);

    let id = taken(&world, &dana, &found).await?;
    assert_eq!(taken(&world, &dana, &found).await?, id);
    assert_eq!(batch(&world.store, &dana, id).await?.done(), 0);
    assert_eq!(count(&world.store, EXITS).await?, 0);
    assert_eq!(work(&world.store).await?, 2);
    assert_eq!(work(&world.store).await?, 0);
    assert_eq!(count(&world.store, EXITS).await?, 6);
    assert_eq!(count(&world.store, ENTRIES).await?, 0);
    let decided = "select count(*) from proposal where state = 'taken' and act_id is not null";
    assert_eq!(count(&world.store, decided).await?, 2);
    assert_eq!(latest(&world.store, &dana).await?, Some(id));

    let done = batch(&world.store, &dana, id).await?;
    assert_eq!(done.done(), 2);
    let Done::Saved(act) = done.items[0].done else {
        panic!("not saved: {done:?}");
    };
    undo(&world.store, &dana, act, Uuid::from_u128(6), None).await?;
    let done = batch(&world.store, &dana, id).await?;
    assert_eq!(done.items[0].done, Done::Undone(act));
    assert!(matches!(done.items[1].done, Done::Saved(_)));
    assert_eq!(count(&world.store, EXITS).await?, 3);
    assert_eq!(count(&world.store, ENTRIES).await?, 1);
    // What was undone is not proposed again on the same facts.
    find(&world.store).await?;
    assert!(queue(&world.store, &dana, None).await?.rows.is_empty());
    // Nor is the batch for others to see.
    let other = world.user(&[]).await?;
    let refused = batch(&world.store, &other, id).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn one_that_changed_is_left_and_the_others_are_saved(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = scene(pool, options).await?;
    family(&world).await?;
    let found = selected(&world, &dana).await?;
    let id = taken(&world, &dana, &found).await?;
    world
        .assess(household.enrollments[0], world.today, 14)
        .await?;
    assert_eq!(work(&world.store).await?, 2);
    let done = batch(&world.store, &dana, id).await?;
    let failed = done
        .items
        .iter()
        .filter(|item| item.done == Done::Failed(Failure::Changed))
        .collect::<Vec<_>>();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].enrollment, household.enrollments[0]);
    assert_eq!(count(&world.store, EXITS).await?, 3);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn what_is_set_aside_or_gone_before_its_turn_is_not_saved(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = scene(pool, options).await?;
    family(&world).await?;
    let found = selected(&world, &dana).await?;
    let id = taken(&world, &dana, &found).await?;
    // What is taken at this moment waits for nobody else.
    assert!(queue(&world.store, &dana, None).await?.rows.is_empty());
    let ken = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await?;
    let first = found
        .1
        .looks
        .iter()
        .find(|look| look.proposed.household == household.id);
    let first = first.expect("the household").proposed.id;
    assert!(set_aside(&world.store, &ken, first, "Came in today").await?);
    // The other one was met elsewhere, where nobody may see it: no plan changes, and nothing is proposed any more.
    let off = Policy {
        propose_no_contact: false,
        ..Policy::default()
    };
    world.policy(&off).await?;
    run_all(&world, "update list_entry set examined = false").await?;
    find(&world.store).await?;
    assert_eq!(work(&world.store).await?, 2);
    let done = batch(&world.store, &dana, id).await?;
    assert!(
        done.items
            .iter()
            .all(|item| item.done == Done::Failed(Failure::Changed))
    );
    assert_eq!(count(&world.store, EXITS).await?, 0);
    assert_eq!(count(&world.store, ENTRIES).await?, 2);
    Ok(())
}

async fn run_all(world: &World, sql: &'static str) -> Test {
    sqlx::query(sql).execute(&world.store.pool).await?;
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn whose_right_ended_meanwhile_saves_nothing(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, _, dana) = scene(pool, options).await?;
    let found = selected(&world, &dana).await?;
    let id = taken(&world, &dana, &found).await?;
    let ended = "update user_grant set until_on = '2021-01-01' where user_id = $1";
    run(&world, ended, dana.user.0).await?;
    assert_eq!(work(&world.store).await?, 1);
    let done = batch(&world.store, &dana, id).await?;
    assert_eq!(done.items[0].done, Done::Failed(Failure::NotAllowed));
    assert_eq!(count(&world.store, EXITS).await?, 0);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_crash_after_an_exit_makes_no_second_one(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, _, dana) = scene(pool, options).await?;
    let found = selected(&world, &dana).await?;
    let id = taken(&world, &dana, &found).await?;
    assert_eq!(work(&world.store).await?, 1);
    // The exit was committed, and the server died before it could say so.
    let forgotten =
        "update exit_batch_item set state = 'waiting', act_id = null where exit_batch_id = $1";
    run(&world, forgotten, id.0).await?;
    assert_eq!(work(&world.store).await?, 1);
    assert_eq!(count(&world.store, EXITS).await?, 3);
    let acts = "select count(*) from exit_act";
    assert_eq!(count(&world.store, acts).await?, 1);
    let done = batch(&world.store, &dana, id).await?;
    assert!(matches!(done.items[0].done, Done::Saved(_)));
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn who_left_by_the_form_does_not_wait_any_more(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = scene(pool, options).await?;
    let (ids, found) = selected(&world, &dana).await?;
    let id = taken(&world, &dana, &(ids, found)).await?;
    let command = exit::tests::command(&world, &dana, &household).await?;
    let command = exit::tests::deep::confirmed(&world, &dana, &household, command).await?;
    let request = exit::tests::request(&household, 8, &command);
    assert!(exit::tests::saved(exit::record(&world.store, &dana, request).await?).left_list);
    find(&world.store).await?;
    assert_eq!(count(&world.store, super::WAITING).await?, 0);
    // What waits to be worked off finds nothing to exit.
    assert_eq!(work(&world.store).await?, 1);
    let done = batch(&world.store, &dana, id).await?;
    assert_eq!(done.items[0].done, Done::Failed(Failure::Changed));
    Ok(())
}

//! Taking an exit back: the whole of it, by whom it may be, and what stands in the way.

use super::deep::{duplicate, house, refer, started};
use super::{
    ENTRIES, EXITS, SHARE, Test, act, assign, command, count, record, request, run, saved,
};
use crate::StoreError;
use crate::clock::Clock;
use crate::exit::{Saved, UndoRight, Undone, obstacles, undo};
use crate::testing::{self, Household, World};
use chrono::{Days, Duration};
use domain::access::Actor;
use domain::exit::{Contact, Obstacle};
use domain::hud::LivingSituation;
use domain::workgroup::Workgroup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

fn key(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// Everything that an act can change: a new head, a referral, another enrollment, a contact, an assignment.
async fn everything(
    world: &World,
    household: &Household,
    dana: &Actor,
) -> Result<Saved, StoreError> {
    let maria = world.user(&[(Workgroup::CeAssessor, world.ce)]).await?;
    assign(world, household, &maria, None).await?;
    let event = refer(world, household.enrollments[0], 20).await?;
    house(world, household, 9).await?;
    run(world, SHARE, household.clients[0].0).await?;
    let (other, _) = duplicate(world, household, 0, 40).await?;
    let mut command = command(world, dana, household).await?;
    command.referral = Some(event);
    command.close = vec![other];
    command.contact = Some(Contact {
        on: Some(world.today - Days::new(9)),
        situation: Some(LivingSituation::EmergencyShelter),
        subsidy: None,
    });
    Ok(saved(
        record(&world.store, dana, request(household, 1, &command)).await?,
    ))
}

const STANDING: &str = "select string_agg(household_id || standing || coalesce(score::text, ''), ',' \
    order by household_id) from list_entry";

async fn standing(world: &World) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar(STANDING)
        .fetch_one(&world.store.pool)
        .await?)
}

#[sqlx::test(migrations = "../../migrations")]
async fn all_of_an_act_is_taken_back_but_its_contact(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = started(pool, options).await?;
    let before = standing(&world).await?;
    let done = everything(&world, &household, &dana).await?;
    assert_eq!(count(&world.store, EXITS).await?, 4);
    assert_eq!(count(&world.store, ENTRIES).await?, 0);
    assert_eq!(obstacles(&world.store, &dana, done.act).await?, []);

    for _ in 0..2 {
        let undone = undo(&world.store, &dana, done.act, key(9), None).await?;
        assert_eq!(
            undone,
            Undone::Done,
            "the same submission again is the same act"
        );
    }
    assert_eq!(count(&world.store, EXITS).await?, 0);
    assert_eq!(count(&world.store, ENTRIES).await?, 2);
    let now = standing(&world).await?.expect("entries");
    assert!(
        now.contains(&before.expect("an entry")[..36]),
        "the household is back"
    );
    let open = "select count(*) from enrollment where exit_on is null and project_id in \
        (select project_id from list_project)";
    assert_eq!(count(&world.store, open).await?, 4);
    let result = "select count(*) from event where referral_result is null and result_date is null";
    assert_eq!(count(&world.store, result).await?, 1);
    let offered = "select count(*) from referral where state = 'offered'";
    assert_eq!(count(&world.store, offered).await?, 1);
    let assigned = "select count(*) from case_assignment where until_on is null";
    assert_eq!(count(&world.store, assigned).await?, 1);
    let contacts = "select count(*) from current_living_situation";
    assert_eq!(count(&world.store, contacts).await?, 1, "contacts stay");

    // Both are told, and kept.
    let told = "select count(*) from notification where kind = 'exit_undone'";
    assert_eq!(count(&world.store, told).await?, 1);
    let audited = "select count(*) from audit where act in ('exit', 'exit_undone')";
    assert_eq!(count(&world.store, audited).await?, 8);
    let kept = "select count(*) from history where entity = 'exit' and operation = 'D'";
    assert_eq!(count(&world.store, kept).await?, 4);
    let exited = act(&world.store, &dana, done.act).await?;
    assert!(exited.undone.is_some());
    assert_eq!(
        (exited.people.len(), exited.closed.len()),
        (3, 1),
        "it still tells what it was"
    );
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_new_head_gives_the_place_back(pool: PgPoolOptions, options: PgConnectOptions) -> Test {
    let (world, household, dana) = started(pool, options).await?;
    let mut command = command(&world, &dana, &household).await?;
    command.leaving.truncate(1);
    command.new_head = Some(household.enrollments[1]);
    let done = saved(record(&world.store, &dana, request(&household, 1, &command)).await?);
    undo(&world.store, &dana, done.act, key(9), None).await?;
    let relations = sqlx::query_scalar!(
        r#"select relationship_to_hoh as "one!" from enrollment where household_id = $1 order by 1"#,
        household.id.0,
    )
    .fetch_all(&world.store.pool)
    .await?;
    assert_eq!(relations, [1, 2, 3]);
    let head = sqlx::query_scalar!("select head_enrollment_id from list_entry");
    assert_eq!(
        head.fetch_one(&world.store.pool).await?,
        household.enrollments[0].0
    );
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn who_came_back_meanwhile_stands_in_the_way(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = started(pool, options).await?;
    let command = command(&world, &dana, &household).await?;
    let done = saved(record(&world.store, &dana, request(&household, 1, &command)).await?);
    duplicate(&world, &household, 1, 3).await?;
    let blocked = undo(&world.store, &dana, done.act, key(9), None).await?;
    let again = Obstacle::EnrolledAgain {
        name: "Luis Martinez".to_owned(),
        project_name: "Northwest Walk-in".to_owned(),
        entry_on: world.today - Days::new(3),
    };
    assert_eq!(blocked, Undone::Blocked(vec![again]));
    assert_eq!(count(&world.store, EXITS).await?, 3, "nothing is half-done");
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_newer_change_stands_in_the_way(pool: PgPoolOptions, options: PgConnectOptions) -> Test {
    let (world, household, dana) = started(pool, options).await?;
    let done = everything(&world, &household, &dana).await?;
    sqlx::query("update event set referral_result = 2")
        .execute(&world.store.pool)
        .await?;
    let found = obstacles(&world.store, &dana, done.act).await?;
    let referral = Obstacle::ChangedSince {
        what: "referral".to_owned(),
    };
    assert_eq!(found, [referral]);
    let blocked = undo(&world.store, &dana, done.act, key(9), None).await?;
    assert!(matches!(blocked, Undone::Blocked(_)));
    assert_eq!(count(&world.store, EXITS).await?, 4);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn of_two_who_undo_one_is_told_of_the_other(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = started(pool, options).await?;
    let other = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await?;
    let command = command(&world, &dana, &household).await?;
    let done = saved(record(&world.store, &dana, request(&household, 1, &command)).await?);
    let (first, second) = tokio::join!(
        undo(&world.store, &dana, done.act, key(8), None),
        undo(&world.store, &other, done.act, key(9), None),
    );
    let answers = [first?, second?];
    assert!(answers.contains(&Undone::Done));
    let told = Obstacle::AlreadyUndone {
        by: Some("Test Person".to_owned()),
    };
    assert!(
        answers.contains(&Undone::Blocked(vec![told])),
        "{answers:?}"
    );
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn who_did_it_for_90_days_and_the_manager_at_any_time(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (mut world, household, dana) = started(pool, options).await?;
    let maria = world.user(&[(Workgroup::CeAssessor, world.ce)]).await?;
    let other = world.user(&[(Workgroup::CeAssessor, world.ce)]).await?;
    let admin = world
        .user(&[(Workgroup::Administrator, world.agency)])
        .await?;
    let stranger = world.user(&[(Workgroup::HmisUser, world.agency)]).await?;
    let command = command(&world, &maria, &household).await?;
    let done = saved(record(&world.store, &maria, request(&household, 1, &command)).await?);

    let right = async |world: &World, actor: &Actor| {
        act(&world.store, actor, done.act)
            .await
            .map(|exited| exited.undo)
    };
    assert_eq!(right(&world, &maria).await?, UndoRight::Yes);
    assert_eq!(right(&world, &other).await?, UndoRight::No);
    assert_eq!(right(&world, &admin).await?, UndoRight::WithPurpose);
    assert!(matches!(
        right(&world, &stranger).await,
        Err(StoreError::NotFound)
    ));

    world.store.clock = Clock::Fixed(testing::noon() + Duration::days(90));
    assert_eq!(right(&world, &maria).await?, UndoRight::Yes);
    world.store.clock = Clock::Fixed(testing::noon() + Duration::days(91));
    assert_eq!(right(&world, &maria).await?, UndoRight::No);
    for (actor, refused) in [
        (&maria, "late"),
        (&other, "not hers"),
        (&stranger, "hidden"),
    ] {
        let answer = undo(&world.store, actor, done.act, key(9), Some(refused)).await;
        assert!(
            matches!(answer, Err(StoreError::NotFound)),
            "{refused}: {answer:?}"
        );
    }
    let silent = undo(&world.store, &admin, done.act, key(9), Some("  ")).await;
    assert!(matches!(silent, Err(StoreError::Forbidden)), "{silent:?}");
    assert_eq!(right(&world, &dana).await?, UndoRight::Yes);
    let undone = undo(
        &world.store,
        &admin,
        done.act,
        key(9),
        Some("Entered twice"),
    )
    .await?;
    assert_eq!(undone, Undone::Done);
    let audited =
        "select count(*) from audit where act = 'exit_undone' and purpose = 'Entered twice'";
    assert_eq!(count(&world.store, audited).await?, 3);
    Ok(())
}

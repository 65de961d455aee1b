//! What the page offers about the end of a stay: exit, suggest, ask, and the way to what an exit did.

use super::{Scene, scene};
use crate::{Result, StoreError, ids};
use domain::access::{Actor, Verdict};
use domain::policy::{ExitRight, Policy};
use domain::workgroup::Workgroup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

#[sqlx::test(migrations = "../../migrations")]
async fn who_does_not_hold_the_organization_sees_the_stay_of_a_sharing_client_and_whom_to_ask(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    scene.place(0).await?;
    scene
        .world
        .user(&[(Workgroup::PriorityListManager, scene.world.ce)])
        .await?;
    scene
        .run(
            "update client set sharing = 'all' where client_id = $1",
            scene.rosa().0,
        )
        .await;
    let seen = scene.seen_by(&scene.stranger).await?;
    assert_eq!(seen.hidden, None);
    let exit = seen.stays[0].exit.as_ref().unwrap();
    assert_eq!((exit.verdict, exit.acting), (Verdict::Denied, None));
    assert_eq!(exit.managers, ["Test Person"]);
    // The list is not theirs to see, nor is a member who does not share.
    assert!(seen.places.is_empty());
    assert_eq!(seen.stays[0].members.len(), 1);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_stay_in_a_project_that_feeds_no_list_cannot_be_exited(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    scene
        .run(
            "delete from list_project where project_id = $1",
            scene.world.ce_project.0,
        )
        .await;
    let seen = scene.seen_by(&scene.assessor).await?;
    // The page says that there is no list; the exit page agrees that there is nothing to exit.
    assert_eq!(seen.stays[0].exit.as_ref().unwrap().list_name, None);
    let enrollment = scene.family.enrollments[0];
    let sheet = crate::exit::sheet(&scene.world.store, &scene.assessor, enrollment, None).await;
    assert!(matches!(sheet, Err(StoreError::NotFound)));
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn own_is_a_household_that_one_assessed_or_is_assigned_to(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    let world = &scene.world;
    let mut policy = Policy::default();
    policy.exit.hmis_user = ExitRight::OwnAssessments;
    world.policy(&policy).await?;
    let worker = async || world.user(&[(Workgroup::HmisUser, world.ce)]).await;
    let head = scene.family.enrollments[0];

    // Enrolled with an organization that one holds is not enough: the exit page would refuse.
    let recorder = worker().await?;
    assert_eq!(scene.exit_of(&recorder).await?, Verdict::Denied);
    scene.assessed(head, Some(&recorder), None).await?;
    assert_eq!(scene.exit_of(&recorder).await?, Verdict::Allowed);
    // An import that touches the assessment takes nothing away.
    sqlx::query("update assessment set score = 4")
        .execute(&world.store.pool)
        .await?;
    assert_eq!(scene.exit_of(&recorder).await?, Verdict::Allowed);

    // Whoever is linked with the author of an imported assessment.
    let linked = worker().await?;
    let author: Uuid = ids::new();
    sqlx::query("insert into hmis_author (author_id, source_id, hmis_id) values ($1, $2, 'U1')")
        .bind(author)
        .bind(world.source)
        .execute(&world.store.pool)
        .await?;
    scene.assessed(head, None, Some(author)).await?;
    assert_eq!(scene.exit_of(&linked).await?, Verdict::Denied);
    sqlx::query("update hmis_author set user_id = $1")
        .bind(linked.user.0)
        .execute(&world.store.pool)
        .await?;
    assert_eq!(scene.exit_of(&linked).await?, Verdict::Allowed);

    // Whoever is assigned, as long as they are.
    let assigned = worker().await?;
    sqlx::query(
        "insert into case_assignment (case_assignment_id, household_id, user_id, from_on) \
         values ($1, $2, $3, '2026-01-01')",
    )
    .bind(ids::new::<Uuid>())
    .bind(scene.family.id.0)
    .bind(assigned.user.0)
    .execute(&world.store.pool)
    .await?;
    assert_eq!(scene.exit_of(&assigned).await?, Verdict::Allowed);
    sqlx::query("update case_assignment set until_on = '2026-11-01'")
        .execute(&world.store.pool)
        .await?;
    assert_eq!(scene.exit_of(&assigned).await?, Verdict::Denied);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_way_to_an_exit_is_shown_to_those_who_may_look_at_it(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    let act = Uuid::from_u128(5);
    scene
        .run(
            "update client set sharing = 'all' where client_id = $1",
            scene.rosa().0,
        )
        .await;
    sqlx::query(
        "insert into exit (exit_id, enrollment_id, source_id, hmis_id, exit_date, destination, act_id) \
         select gen_random_uuid(), enrollment_id, source_id, 'X1', current_date, 410, $2 \
         from enrollment where client_id = $1",
    )
    .bind(scene.rosa().0)
    .bind(act)
    .execute(&scene.world.store.pool)
    .await?;
    let seen = scene.seen_by(&scene.assessor).await?;
    assert_eq!(seen.stays[0].ended_by.map(Uuid::from), Some(act));
    let seen = scene.seen_by(&scene.stranger).await?;
    assert!(seen.stays[0].exit_on.is_some(), "the stay is theirs to see");
    assert_eq!(seen.stays[0].ended_by, None, "the act is not");
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn who_works_with_the_household_may_suggest_its_exit(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    scene
        .run(
            "update client set sharing = 'all' where client_id = $1",
            scene.rosa().0,
        )
        .await;
    let ken = scene
        .world
        .user(&[(Workgroup::ShelterStaff, scene.world.agency)])
        .await?;
    let offered = async |scene: &Scene, actor: &Actor| -> Result<bool> {
        let seen = scene.seen_by(actor).await?;
        Ok(seen.stays[0]
            .exit
            .as_ref()
            .is_some_and(|exit| exit.suggests))
    };
    assert!(!offered(&scene, &ken).await?);
    sqlx::query(
        "insert into case_assignment (case_assignment_id, household_id, user_id, from_on) \
         values (gen_random_uuid(), $1, $2, '2026-01-01')",
    )
    .bind(scene.family.id.0)
    .bind(ken.user.0)
    .execute(&scene.world.store.pool)
    .await?;
    assert!(offered(&scene, &ken).await?);
    assert!(
        !offered(&scene, &scene.assessor).await?,
        "they exit it themselves"
    );
    Ok(())
}

//! Proposals on a real PostgreSQL: what is found, for whom, and what becomes of it.

mod taking;

use super::{Proposed, find, proposed, proposed_exit, queue, set_aside};
use crate::StoreError;
use crate::exit::tests::deep::{another, duplicate, house, refer};
use crate::exit::tests::{SHARE, Test, count, family, place, run, world};
use crate::testing::{Household, World};
use chrono::Days;
use domain::access::Actor;
use domain::ids::ProposalId;
use domain::policy::Policy;
use domain::proposal::Kind;
use domain::workgroup::Workgroup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

const WAITING: &str = "select count(*) from proposal where state = 'waiting'";

/// A family that was assessed 140 days ago and not heard of since, and Dana, who keeps the list.
async fn scene(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<(World, Household, Actor), StoreError> {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let dana = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await?;
    Ok((world, household, dana))
}

/// Places the household anew, as every change of its facts does, and looks.
async fn look(
    world: &World,
    household: &Household,
    actor: &Actor,
) -> Result<Vec<Proposed>, StoreError> {
    place(world, household).await?;
    find(&world.store).await?;
    Ok(queue(&world.store, actor, None).await?.rows)
}

fn kinds(rows: &[Proposed]) -> Vec<Kind> {
    rows.iter().map(|row| row.proposal.kind()).collect()
}

#[sqlx::test(migrations = "../../migrations")]
async fn silence_is_found_once_and_shown_to_who_decides(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = scene(pool, options).await?;
    let rows = look(&world, &household, &dana).await?;
    assert_eq!(kinds(&rows), [Kind::NoContact]);
    assert_eq!(rows[0].name, "Rosa Martinez");
    assert_eq!(rows[0].size, 3);
    assert!(rows[0].why.ends_with("140 days ago."), "{}", rows[0].why);
    let counts = queue(&world.store, &dana, Some(Kind::MovedIn)).await?;
    assert_eq!(counts.counts, [(Kind::NoContact, 1)]);
    assert!(counts.rows.is_empty());
    // Nothing changed: nothing is looked at.
    assert_eq!(find(&world.store).await?, 0);
    // Nor is it for others to see, open or decide.
    let id = rows[0].id;
    for workgroup in [Workgroup::CeAssessor, Workgroup::Administrator] {
        let other = world.user(&[(workgroup, world.ce)]).await?;
        assert!(queue(&world.store, &other, None).await?.rows.is_empty());
        let refused = proposed(&world.store, &other, id).await;
        assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
        let refused = set_aside(&world.store, &other, id, "No").await;
        assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    }
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn what_was_set_aside_is_not_proposed_again_on_the_same_facts(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = scene(pool, options).await?;
    let rows = look(&world, &household, &dana).await?;
    assert!(set_aside(&world.store, &dana, rows[0].id, "We see them weekly").await?);
    assert!(set_aside(&world.store, &dana, rows[0].id, "We see them weekly").await?);
    assert!(!set_aside(&world.store, &dana, rows[0].id, "Again").await?);
    assert!(look(&world, &household, &dana).await?.is_empty());
    // Heard of again, and silent again: other facts.
    world
        .assess(household.enrollments[1], world.today - Days::new(100), 15)
        .await?;
    let rows = look(&world, &household, &dana).await?;
    assert_eq!(kinds(&rows), [Kind::NoContact]);
    // And gone with the facts.
    world
        .assess(household.enrollments[1], world.today, 15)
        .await?;
    assert!(look(&world, &household, &dana).await?.is_empty());
    assert_eq!(count(&world.store, WAITING).await?, 0);
    assert!(!set_aside(&world.store, &dana, rows[0].id, "Late").await?);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_referral_holds_silence_back(pool: PgPoolOptions, options: PgConnectOptions) -> Test {
    let (world, household, dana) = scene(pool, options).await?;
    refer(&world, household.enrollments[1], 120).await?;
    assert!(look(&world, &household, &dana).await?.is_empty());
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn what_the_list_may_not_see_holds_back_and_is_not_told(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = scene(pool, options).await?;
    // The agency houses Rosa, who shares with nobody.
    house(&world, &household, 20).await?;
    assert!(look(&world, &household, &dana).await?.is_empty());
    assert_eq!(count(&world.store, WAITING).await?, 0);
    // What a manager sees through the agency is not stored for all managers either.
    let both = world
        .user(&[
            (Workgroup::PriorityListManager, world.ce),
            (Workgroup::PriorityListManager, world.agency),
        ])
        .await?;
    assert!(look(&world, &household, &both).await?.is_empty());
    run(&world, SHARE, household.clients[0].0).await?;
    let rows = look(&world, &household, &dana).await?;
    assert_eq!(kinds(&rows), [Kind::MovedIn]);
    let (enrollment, command) = proposed_exit(&world.store, &dana, rows[0].id).await?;
    assert_eq!(enrollment, household.enrollments[0]);
    let moved_in = world.today - Days::new(20);
    assert_eq!(command.answers.exit_on, Some(moved_in));
    // Shared no more: the row waits until it is looked at again, and nobody is told of it.
    let hide = "update client set sharing = 'owner_only' where client_id = $1";
    run(&world, hide, household.clients[0].0).await?;
    let hidden = queue(&world.store, &dana, None).await?;
    assert!(hidden.rows.is_empty() && hidden.counts.is_empty());
    let refused = proposed_exit(&world.store, &dana, rows[0].id).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_death_elsewhere_is_proposed_for_that_person(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = scene(pool, options).await?;
    run(&world, SHARE, household.clients[2].0).await?;
    let home = another(&world, world.housing_project.0).await?;
    let entry = world.today - Days::new(60);
    let stay = world
        .enroll(household.clients[2], world.housing_project, home, 2, entry)
        .await?;
    let died = "insert into exit (exit_id, enrollment_id, source_id, hmis_id, exit_date, destination) \
                select gen_random_uuid(), enrollment_id, source_id, 'died', entry_date + 10, 24 \
                from enrollment where enrollment_id = $1";
    run(&world, died, stay.0).await?;
    let rows = look(&world, &household, &dana).await?;
    assert_eq!(kinds(&rows), [Kind::Deceased]);
    assert!(
        rows[0].why.starts_with("Ana Martinez died on"),
        "{}",
        rows[0].why
    );
    let (_, command) = proposed_exit(&world.store, &dana, rows[0].id).await?;
    assert_eq!(command.leaving.len(), 1);
    assert_eq!(command.leaving[0].enrollment, household.enrollments[2]);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_later_enrollment_on_the_list_is_proposed(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = scene(pool, options).await?;
    let (other, enrollment) = duplicate(&world, &household, 0, 120).await?;
    let second = Household {
        id: other,
        clients: vec![household.clients[0]],
        enrollments: vec![enrollment],
    };
    place(&world, &household).await?;
    let rows = look(&world, &second, &dana).await?;
    // Silence does not count a second stay on the same list as being elsewhere.
    assert_eq!(kinds(&rows), [Kind::SecondEnrollment, Kind::NoContact]);
    assert_eq!(rows[0].household, other);
    let (_, command) = proposed_exit(&world.store, &dana, rows[0].id).await?;
    assert_eq!(command.removal_reason.as_deref(), Some("duplicate"));
    // A contact in the second is a sign of life for the first.
    world.assess(enrollment, world.today, 14).await?;
    let rows = look(&world, &household, &dana).await?;
    assert_eq!(kinds(&rows), [Kind::SecondEnrollment]);
    // Right as it is: what comes after it is proposed in its time.
    assert!(set_aside(&world.store, &dana, rows[0].id, "Both are right").await?);
    assert!(look(&world, &second, &dana).await?.is_empty());
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn an_ended_consent_and_refusals_ask_for_something_else(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = scene(pool, options).await?;
    world
        .policy(&Policy {
            review_after_refusals: Some(1),
            propose_no_contact: false,
            ..Policy::default()
        })
        .await?;
    let consent = "insert into roi (roi_id, client_id, scope, how_given, starts_on, ends_on) \
                   values (gen_random_uuid(), $1, 'all', 'written', '2020-01-01', '2020-12-31')";
    run(&world, consent, household.clients[0].0).await?;
    let event = refer(&world, household.enrollments[0], 60).await?;
    let declined =
        "update event set referral_result = 2, result_date = event_date + 5 where event_id = $1";
    run(&world, declined, event.0).await?;
    let closed = "update referral set state = 'client_declined' where referral_id = $1";
    run(&world, closed, event.0).await?;
    let rows = look(&world, &household, &dana).await?;
    assert_eq!(kinds(&rows), [Kind::ConsentEnded, Kind::Refusals]);
    for row in &rows {
        let refused = proposed_exit(&world.store, &dana, row.id).await;
        assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    }
    // Given again: nothing has ended.
    let again = "insert into roi (roi_id, client_id, scope, how_given, starts_on) \
                 values (gen_random_uuid(), $1, 'all', 'written', '2021-01-01')";
    run(&world, again, household.clients[0].0).await?;
    assert_eq!(
        kinds(&look(&world, &household, &dana).await?),
        [Kind::Refusals]
    );
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn nothing_is_proposed_for_a_protected_person(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = scene(pool, options).await?;
    let protect = "update client set protected = true where client_id = $1";
    run(&world, protect, household.clients[0].0).await?;
    // The household is led by who may be named.
    let rows = look(&world, &household, &dana).await?;
    assert_eq!(rows[0].name, "Luis Martinez");
    assert_eq!(rows[0].enrollment, household.enrollments[1]);
    for client in &household.clients {
        run(&world, protect, client.0).await?;
    }
    assert!(look(&world, &household, &dana).await?.is_empty());
    let missing = proposed(&world.store, &dana, ProposalId(Uuid::nil())).await;
    assert!(matches!(missing, Err(StoreError::NotFound)), "{missing:?}");
    Ok(())
}

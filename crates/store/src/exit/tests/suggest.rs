//! Suggested exits: by whom, decided by whom, and what becomes of them.

use super::deep::confirmed;
use super::{EXITS, Test, assign, command, count, family, record, request, saved, sheet, world};
use crate::StoreError;
use crate::exit::{
    Decides, Decision, Outcome, Request, SheetAccess, SuggestOutcome, decline, own_suggestions,
    suggest, suggested, suggests, waiting, waiting_count,
};
use crate::testing::{Household, World};
use domain::access::Actor;
use domain::exit::Command;
use domain::hud::LivingSituation;
use domain::ids::ExitSuggestionId;
use domain::workgroup::Workgroup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

/// Ken works at a shelter and with the family; Dana decides.
async fn scene(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<(World, Household, Actor, Actor), StoreError> {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let ken = world
        .user(&[(Workgroup::ShelterStaff, world.agency)])
        .await?;
    assign(&world, &household, &ken, None).await?;
    let dana = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await?;
    Ok((world, household, ken, dana))
}

async fn sent(
    world: &World,
    household: &Household,
    ken: &Actor,
) -> Result<(ExitSuggestionId, Command), StoreError> {
    let command = command(world, ken, household).await?;
    let outcome = suggest(
        &world.store,
        ken,
        household.enrollments[0],
        Uuid::from_u128(70),
        &command,
    );
    match outcome.await? {
        SuggestOutcome::Waits(id) => Ok((id, command)),
        other => panic!("not sent: {other:?}"),
    }
}

#[sqlx::test(migrations = "../../migrations")]
async fn who_may_only_suggest_sends_it_to_the_manager(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, ken, dana) = scene(pool, options).await?;
    let enrollment = household.enrollments[0];
    let SheetAccess::Open(page) = sheet(&world.store, &ken, enrollment, None).await? else {
        panic!("not open");
    };
    assert!(page.suggests);
    assert!(suggests(&world.store, &ken, enrollment).await?);
    assert!(!suggests(&world.store, &dana, enrollment).await?);
    let command = command(&world, &ken, &household).await?;
    let tried = record(&world.store, &ken, request(&household, 1, &command)).await;
    assert!(tried.is_err(), "{tried:?}");

    let (id, command) = sent(&world, &household, &ken).await?;
    assert_eq!(count(&world.store, EXITS).await?, 0);
    let told = "select count(*) from notification where kind = 'exit_suggested'";
    assert_eq!(count(&world.store, told).await?, 1);
    // The same submission again is the same suggestion; another one has to wait.
    let again = suggest(
        &world.store,
        &ken,
        enrollment,
        Uuid::from_u128(70),
        &command,
    )
    .await?;
    assert_eq!(again, SuggestOutcome::Waits(id));
    let other = suggest(
        &world.store,
        &ken,
        enrollment,
        Uuid::from_u128(71),
        &command,
    )
    .await?;
    assert_eq!(other, SuggestOutcome::OneWaits);

    assert_eq!(waiting_count(&world.store, &dana).await?, 1);
    assert_eq!(waiting_count(&world.store, &ken).await?, 0);
    let cards = waiting(&world.store, &dana).await?;
    assert_eq!(cards.len(), 1);
    assert_eq!(cards[0].household, "Rosa Martinez");
    assert!(cards[0].plan.is_ok());
    assert!(waiting(&world.store, &ken).await?.is_empty());
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn whose_household_it_is_not_may_not(pool: PgPoolOptions, options: PgConnectOptions) -> Test {
    let (world, household, ken, _) = scene(pool, options).await?;
    let lee = world
        .user(&[(Workgroup::ShelterStaff, world.agency)])
        .await?;
    let command = command(&world, &ken, &household).await?;
    let enrollment = household.enrollments[0];
    let refused = suggest(&world.store, &lee, enrollment, Uuid::from_u128(1), &command).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    Ok(())
}

async fn approve(
    world: &World,
    household: &Household,
    dana: &Actor,
    id: ExitSuggestionId,
    command: &Command,
) -> Result<Outcome, StoreError> {
    let request = Request {
        decides: Some(Decides::Shown(id.0)),
        ..request(household, 9, command)
    };
    record(&world.store, dana, request).await
}

#[sqlx::test(migrations = "../../migrations")]
async fn approved_as_it_was_sent(pool: PgPoolOptions, options: PgConnectOptions) -> Test {
    let (world, household, ken, dana) = scene(pool, options).await?;
    let (id, _) = sent(&world, &household, &ken).await?;
    let (enrollment, command) = suggested(&world.store, &dana, id).await?;
    assert_eq!(enrollment, household.enrollments[0]);
    let done = saved(approve(&world, &household, &dana, id, &command).await?);
    let own = own_suggestions(&world.store, &ken).await?;
    assert_eq!(own[0].decision, Decision::Approved(done.act));
    assert_eq!(waiting_count(&world.store, &dana).await?, 0);
    let told = "select count(*) from notification where kind = 'exit_suggestion_approved'";
    assert_eq!(count(&world.store, told).await?, 1);
    let gone = suggested(&world.store, &dana, id).await;
    assert!(matches!(gone, Err(StoreError::NotFound)), "{gone:?}");
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn amended_with_other_answers(pool: PgPoolOptions, options: PgConnectOptions) -> Test {
    let (world, household, ken, dana) = scene(pool, options).await?;
    let (id, _) = sent(&world, &household, &ken).await?;
    let (_, mut command) = suggested(&world.store, &dana, id).await?;
    command.answers.destination = Some(LivingSituation::RentalNoSubsidy);
    let command = confirmed(&world, &dana, &household, command).await?;
    let done = saved(approve(&world, &household, &dana, id, &command).await?);
    let own = own_suggestions(&world.store, &ken).await?;
    assert_eq!(own[0].decision, Decision::Amended(done.act));
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn declined_with_a_reason_that_the_person_reads(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, ken, dana) = scene(pool, options).await?;
    let (id, _) = sent(&world, &household, &ken).await?;
    let stranger = decline(&world.store, &ken, id, "No.").await;
    assert!(
        matches!(stranger, Err(StoreError::NotFound)),
        "{stranger:?}"
    );
    assert!(decline(&world.store, &dana, id, "They are still in the shelter.").await?);
    assert!(!decline(&world.store, &dana, id, "Twice.").await?);
    let own = own_suggestions(&world.store, &ken).await?;
    let declined = Decision::Declined("They are still in the shelter.".to_owned());
    assert_eq!(own[0].decision, declined);
    assert_eq!(count(&world.store, EXITS).await?, 0);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn overtaken_when_somebody_exits_the_household(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, ken, dana) = scene(pool, options).await?;
    sent(&world, &household, &ken).await?;
    let command = command(&world, &dana, &household).await?;
    saved(record(&world.store, &dana, request(&household, 5, &command)).await?);
    let own = own_suggestions(&world.store, &ken).await?;
    assert_eq!(own[0].decision, Decision::Overtaken);
    Ok(())
}

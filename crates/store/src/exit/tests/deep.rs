//! What an exit changes around those who leave: warnings, a new head, a referral, another enrollment, a contact.

use super::{
    ENTRIES, EXITS, SHARE, Test, act, assign, command, count, family, record, request, run, saved,
    world,
};
use crate::exit::Outcome;
use crate::ids;
use crate::testing::{Household, World};
use crate::{StoreError, priority};
use chrono::{Days, NaiveDate};
use domain::access::Actor;
use domain::exit::{Command, Contact, Leaving, WarningRule, decide};
use domain::hud::LivingSituation;
use domain::ids::{EnrollmentId, EventId, HouseholdId};
use domain::policy::Policy;
use domain::workgroup::Workgroup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

/// A family of three whom Dana may exit.
pub(super) async fn started(
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

/// A referral of the head to the housing project, some days ago.
pub(crate) async fn refer(
    world: &World,
    enrollment: EnrollmentId,
    days_ago: u64,
) -> Result<EventId, StoreError> {
    let id: EventId = ids::new();
    sqlx::query(
        "insert into event (event_id, enrollment_id, source_id, hmis_id, event_date, event) \
         values ($1, $2, $3, $4, $5, 13)",
    )
    .bind(id.0)
    .bind(enrollment.0)
    .bind(world.source)
    .bind(ids::hmis_id(id.0))
    .bind(world.today - Days::new(days_ago))
    .execute(&world.store.pool)
    .await?;
    sqlx::query("insert into referral (referral_id, project_id) values ($1, $2)")
        .bind(id.0)
        .bind(world.housing_project.0)
        .execute(&world.store.pool)
        .await?;
    Ok(id)
}

/// Another household of the project with nobody in it yet.
pub(crate) async fn another(world: &World, project: Uuid) -> Result<HouseholdId, StoreError> {
    let id: HouseholdId = ids::new();
    sqlx::query(
        "insert into household (household_id, source_id, hmis_id, project_id) values ($1, $2, $3, $4)",
    )
    .bind(id.0)
    .bind(world.source)
    .bind(ids::hmis_id(id.0))
    .bind(project)
    .execute(&world.store.pool)
    .await?;
    Ok(id)
}

/// Enrolls the head in the housing project, some days ago.
pub(crate) async fn house(world: &World, household: &Household, days_ago: u64) -> Test {
    let home = another(world, world.housing_project.0).await?;
    let since = world.today - Days::new(days_ago);
    world
        .enroll(household.clients[0], world.housing_project, home, 1, since)
        .await?;
    sqlx::query("update enrollment set move_in_date = entry_date where project_id = $1")
        .bind(world.housing_project.0)
        .execute(&world.store.pool)
        .await?;
    Ok(())
}

/// A second CE enrollment of a member on the list: in another project of the same organization.
pub(crate) async fn duplicate(
    world: &World,
    household: &Household,
    member: usize,
    days_ago: u64,
) -> Result<(HouseholdId, EnrollmentId), StoreError> {
    let project = world.project(world.ce, "Northwest Walk-in", 14).await?;
    sqlx::query("insert into list_project (list_authority_id, project_id) values ($1, $2)")
        .bind(world.list.0)
        .bind(project.0)
        .execute(&world.store.pool)
        .await?;
    let id = another(world, project.0).await?;
    let since = world.today - Days::new(days_ago);
    let enrollment = world
        .enroll(household.clients[member], project, id, 1, since)
        .await?;
    let mut tx = world.store.begin(None).await?;
    priority::refresh(&mut tx, world.store.clock, &[id]).await?;
    tx.commit().await?;
    Ok((id, enrollment))
}

/// The command, with the key of its warnings.
pub(crate) async fn confirmed(
    world: &World,
    actor: &Actor,
    household: &Household,
    mut command: Command,
) -> Result<Command, StoreError> {
    let super::SheetAccess::Open(sheet) =
        super::sheet(&world.store, actor, household.enrollments[0], None).await?
    else {
        return Err(StoreError::Forbidden);
    };
    let plan = decide(&sheet.facts, &command, &sheet.policy.exit_rules()).expect("a plan");
    command.confirmed = Some(plan.warnings_key());
    Ok(command)
}

pub(super) async fn day(world: &World, sql: &'static str) -> Result<Option<NaiveDate>, StoreError> {
    Ok(sqlx::query_scalar(sql).fetch_one(&world.store.pool).await?)
}

#[sqlx::test(migrations = "../../migrations")]
async fn what_warns_is_confirmed_first_and_kept_with_the_exit(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = started(pool, options).await?;
    let mut command = command(&world, &dana, &household).await?;
    command.answers.exit_on = Some(world.today - Days::new(31));
    let refused = record(&world.store, &dana, request(&household, 1, &command)).await?;
    let Outcome::Unconfirmed(warnings) = refused else {
        panic!("not warned: {refused:?}");
    };
    assert_eq!(warnings.len(), 3, "one for each who leaves");
    assert!(
        warnings
            .iter()
            .all(|one| one.rule == WarningRule::ExitLongAgo)
    );
    assert_eq!(count(&world.store, EXITS).await?, 0);

    // What was confirmed for another date counts for nothing.
    let key = confirmed(&world, &dana, &household, command.clone())
        .await?
        .confirmed;
    command.answers.exit_on = Some(world.today - Days::new(32));
    command.confirmed = key;
    let refused = record(&world.store, &dana, request(&household, 2, &command)).await?;
    assert!(matches!(refused, Outcome::Unconfirmed(_)), "{refused:?}");

    let command = confirmed(&world, &dana, &household, command).await?;
    saved(record(&world.store, &dana, request(&household, 3, &command)).await?);
    let kept = "select count(*) from exit_act, jsonb_array_elements(confirmed) one \
        join enrollment on enrollment_id = (one ->> 'enrollment')::uuid where one ->> 'rule' = 'ExitLongAgo'";
    assert_eq!(count(&world.store, kept).await?, 3);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_head_leaves_and_another_member_takes_their_place(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = started(pool, options).await?;
    let event = refer(&world, household.enrollments[0], 20).await?;
    let before = sqlx::query!(
        "select score::integer as score, last_contact_on, referral_id, on_list_since, size from list_entry"
    );
    super::place(&world, &household).await?;
    let before = before.fetch_one(&world.store.pool).await?;
    assert_eq!(before.referral_id, Some(event.0));

    let mut command = command(&world, &dana, &household).await?;
    command.leaving.truncate(1);
    command.new_head = Some(household.enrollments[1]);
    let done = saved(record(&world.store, &dana, request(&household, 1, &command)).await?);
    assert!(!done.left_list);

    let members = sqlx::query!(
        "select enrollment_id, relationship_to_hoh, entry_date from enrollment where household_id = $1",
        household.id.0,
    )
    .fetch_all(&world.store.pool)
    .await?;
    let relation = |member: usize| {
        let id = household.enrollments[member].0;
        let found = members.iter().find(|row| row.enrollment_id == id);
        found.and_then(|row| row.relationship_to_hoh)
    };
    assert_eq!(
        (relation(0), relation(1), relation(2)),
        (Some(3), Some(1), Some(2))
    );
    let entered = world.today - Days::new(143);
    assert!(members.iter().all(|row| row.entry_date == entered));

    // Score, referral and days on the list are the household's.
    let after = sqlx::query!(
        "select score::integer as score, last_contact_on, referral_id, on_list_since, size, head_enrollment_id from list_entry"
    )
    .fetch_one(&world.store.pool)
    .await?;
    assert_eq!(
        (
            after.score,
            after.last_contact_on,
            after.referral_id,
            after.on_list_since
        ),
        (
            before.score,
            before.last_contact_on,
            before.referral_id,
            before.on_list_since
        )
    );
    assert_eq!(after.size, before.size - 1);
    assert_eq!(after.head_enrollment_id, household.enrollments[1].0);
    let told = "select count(*) from audit where act = 'relationship_changed'";
    assert_eq!(count(&world.store, told).await?, 2);
    let exited = act(&world.store, &dana, done.act).await?;
    assert_eq!(exited.new_head.as_deref(), Some("Luis Martinez"));
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn an_imported_household_with_two_heads_is_repaired_in_the_same_save(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = started(pool, options).await?;
    sqlx::query("update enrollment set written_here = false")
        .execute(&world.store.pool)
        .await?;
    let second = "update enrollment set relationship_to_hoh = 1 where enrollment_id = $1";
    run(&world, second, household.enrollments[1].0).await?;
    let mut command = command(&world, &dana, &household).await?;
    let refused = record(&world.store, &dana, request(&household, 1, &command)).await?;
    assert!(matches!(refused, Outcome::Problems(_)), "{refused:?}");
    command.new_head = Some(household.enrollments[1]);
    saved(record(&world.store, &dana, request(&household, 2, &command)).await?);
    let heads = "select count(*) from enrollment where relationship_to_hoh = 1";
    assert_eq!(count(&world.store, heads).await?, 1);
    // What was repaired here, a later import does not take back.
    let ours = "select count(*) from enrollment where written_here and relationship_to_hoh = 99";
    assert_eq!(count(&world.store, ours).await?, 1);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_referral_gets_its_result_on_behalf_of_the_provider(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = started(pool, options).await?;
    let provider = world.user(&[(Workgroup::HmisUser, world.agency)]).await?;
    let event = refer(&world, household.enrollments[0], 20).await?;
    house(&world, &household, 9).await?;
    let mut command = command(&world, &dana, &household).await?;
    command.referral = Some(event);

    // The enrollment that housed them is not for Dana to see.
    let refused = record(&world.store, &dana, request(&household, 1, &command)).await?;
    assert!(matches!(refused, Outcome::Problems(_)), "{refused:?}");
    run(&world, SHARE, household.clients[0].0).await?;
    let done = saved(record(&world.store, &dana, request(&household, 2, &command)).await?);

    let row = sqlx::query!("select referral_result, result_date, written_here from event")
        .fetch_one(&world.store.pool)
        .await?;
    assert_eq!(row.referral_result, Some(1));
    assert_eq!(row.result_date, Some(world.today - Days::new(9)));
    let accepted = "select count(*) from referral where state = 'accepted'";
    assert_eq!(count(&world.store, accepted).await?, 1);
    let told =
        sqlx::query_scalar!("select user_id from notification where kind = 'referral_resolved'");
    assert_eq!(told.fetch_all(&world.store.pool).await?, [provider.user.0]);
    let exited = act(&world.store, &dana, done.act).await?;
    assert_eq!(
        exited.result,
        Some(("Riverview RRH".to_owned(), world.today - Days::new(9)))
    );
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn another_enrollment_of_the_same_person_is_closed_too(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = started(pool, options).await?;
    let (other, enrollment) = duplicate(&world, &household, 1, 40).await?;
    assert_eq!(count(&world.store, ENTRIES).await?, 2);
    let mut command = command(&world, &dana, &household).await?;
    let warned = record(&world.store, &dana, request(&household, 1, &command)).await?;
    assert!(matches!(warned, Outcome::Unconfirmed(_)), "{warned:?}");
    command.close = vec![other];
    let done = saved(record(&world.store, &dana, request(&household, 2, &command)).await?);
    assert_eq!(done.people, 3);
    assert_eq!(count(&world.store, ENTRIES).await?, 0);
    let row = sqlx::query!(
        "select removal_class, destination from exit where enrollment_id = $1",
        enrollment.0
    )
    .fetch_one(&world.store.pool)
    .await?;
    assert_eq!(row.removal_class.as_deref(), Some("correction"));
    assert_eq!(row.destination, Some(435));
    let exited = act(&world.store, &dana, done.act).await?;
    assert_eq!((exited.people.len(), exited.closed.len()), (3, 1));
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn another_enrollment_that_is_somebody_elses_too_stays(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = started(pool, options).await?;
    let (other, _) = duplicate(&world, &household, 1, 40).await?;
    let strangers = world
        .household(&[crate::testing::Person::new("Ken", "Thao", 1, 1980)], 5)
        .await?;
    sqlx::query("update enrollment set household_id = $1, project_id = h.project_id, relationship_to_hoh = 2 \
         from household h where h.household_id = $1 and enrollment_id = $2")
        .bind(other.0)
        .bind(strangers.enrollments[0].0)
        .execute(&world.store.pool)
        .await?;
    let mut command = command(&world, &dana, &household).await?;
    command.close = vec![other];
    let refused = record(&world.store, &dana, request(&household, 1, &command)).await?;
    assert!(matches!(refused, Outcome::Problems(_)), "{refused:?}");
    assert_eq!(count(&world.store, EXITS).await?, 0);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_contact_is_recorded_up_to_the_exit_and_noted_after_it(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = started(pool, options).await?;
    let mut command = command(&world, &dana, &household).await?;
    let child = command.leaving.pop().expect("three");
    let contact = |on| {
        Some(Contact {
            on: Some(on),
            situation: Some(LivingSituation::EmergencyShelter),
            subsidy: None,
        })
    };
    command.leaving = vec![Leaving {
        exit_on: Some(world.today - Days::new(10)),
        ..command.leaving.remove(1)
    }];
    command.contact = contact(world.today - Days::new(10));
    saved(record(&world.store, &dana, request(&household, 1, &command)).await?);
    let contacts =
        "select count(*) from current_living_situation where current_living_situation = 101";
    assert_eq!(count(&world.store, contacts).await?, 1);
    let on = day(&world, "select last_contact_on from list_entry").await?;
    assert_eq!(
        on,
        Some(world.today - Days::new(10)),
        "it is the household's contact"
    );

    command.leaving = vec![child];
    command.contact = contact(world.today - Days::new(1));
    saved(record(&world.store, &dana, request(&household, 2, &command)).await?);
    assert_eq!(count(&world.store, contacts).await?, 1);
    let notes =
        "select count(*) from note where body like 'Contact. Staying at: Emergency shelter%'";
    assert_eq!(count(&world.store, notes).await?, 1);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_death_that_another_stay_tells_of_is_a_fact(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = started(pool, options).await?;
    house(&world, &household, 60).await?;
    run(&world, SHARE, household.clients[0].0).await?;
    sqlx::query(
        "insert into exit (exit_id, enrollment_id, source_id, hmis_id, exit_date, destination) \
         select gen_random_uuid(), enrollment_id, $1, 'DIED', $2, 24 from enrollment where project_id = $3",
    )
    .bind(world.source)
    .bind(world.today - Days::new(4))
    .bind(world.housing_project.0)
    .execute(&world.store.pool)
    .await?;
    let super::SheetAccess::Open(sheet) =
        super::sheet(&world.store, &dana, household.enrollments[0], None).await?
    else {
        panic!("not open");
    };
    let died = sheet.facts.members.iter().map(|member| member.died_on);
    assert_eq!(
        died.collect::<Vec<_>>(),
        [Some(world.today - Days::new(4)), None, None]
    );
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn who_works_with_the_household_is_told_once(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let (world, household, dana) = started(pool, options).await?;
    let maria = world.user(&[(Workgroup::CeAssessor, world.ce)]).await?;
    assign(&world, &household, &maria, None).await?;
    let policy = Policy::default();
    assert!(policy.exit_backdate_days > 8);
    let command = command(&world, &dana, &household).await?;
    let done = saved(record(&world.store, &dana, request(&household, 1, &command)).await?);
    let kept = sqlx::query_scalar!("select told from exit_act where act_id = $1", done.act.0);
    assert_eq!(kept.fetch_one(&world.store.pool).await?, [maria.user.0]);
    Ok(())
}

//! Exits on a real PostgreSQL.

pub(crate) mod deep;
mod hidden;
mod suggest;
mod undo;
mod unsaved;

use super::{Outcome, Request, Saved, SheetAccess, act, record, sheet};
use crate::testing::{self, Household, Person, World};
use crate::{Store, StoreError, priority};
use chrono::{Days, NaiveDate};
use domain::access::Actor;
use domain::exit::{Answers, Command, Leaving, Rule};
use domain::hud::{LivingSituation, RentalSubsidyType};
use domain::policy::{ExitRight, Policy};
use domain::workgroup::Workgroup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::collections::BTreeSet;
use uuid::Uuid;

pub(crate) type Test = Result<(), StoreError>;

pub(crate) async fn world(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<World, StoreError> {
    World::new(testing::store(pool, options).await?).await
}

pub(crate) async fn family(world: &World) -> Result<Household, StoreError> {
    let people = [
        Person::new("Rosa", "Martinez", 1, 1992),
        Person::new("Luis", "Martinez", 3, 1990),
        Person::new("Ana", "Martinez", 2, 2017),
    ];
    let household = world.household(&people, 143).await?;
    world
        .assess(household.enrollments[0], world.today - Days::new(140), 14)
        .await?;
    place(world, &household).await?;
    Ok(household)
}

pub(crate) async fn place(world: &World, household: &Household) -> Test {
    let mut tx = world.store.begin(None).await?;
    priority::refresh(&mut tx, world.store.clock, &[household.id]).await?;
    tx.commit().await
}

pub(crate) async fn command(
    world: &World,
    actor: &Actor,
    household: &Household,
) -> Result<Command, StoreError> {
    let SheetAccess::Open(sheet) =
        sheet(&world.store, actor, household.enrollments[0], None).await?
    else {
        return Err(StoreError::Forbidden);
    };
    Ok(Command {
        answers: Answers {
            exit_on: Some(world.today - Days::new(8)),
            destination: Some(LivingSituation::RentalWithSubsidy),
            subsidy: RentalSubsidyType::from_code(439),
            other_destination: None,
        },
        leaving: sheet
            .facts
            .members
            .iter()
            .map(|member| Leaving {
                enrollment: member.enrollment,
                version: member.version,
                exit_on: None,
                destination: None,
            })
            .collect(),
        removal_reason: Some("housed_referral".to_owned()),
        ..Command::default()
    })
}

pub(crate) fn request<'a>(household: &Household, key: u128, command: &'a Command) -> Request<'a> {
    Request {
        enrollment: household.enrollments[0],
        key: Uuid::from_u128(key),
        command,
        purpose: None,
        shown: None,
        decides: None,
    }
}

pub(crate) fn saved(outcome: Outcome) -> Saved {
    match outcome {
        Outcome::Saved(saved) => saved,
        other => panic!("not saved: {other:?}"),
    }
}

pub(crate) async fn count(store: &Store, sql: &'static str) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar(sql).fetch_one(&store.pool).await?)
}

pub(crate) async fn run(world: &World, sql: &'static str, id: Uuid) -> Test {
    sqlx::query(sql).bind(id).execute(&world.store.pool).await?;
    Ok(())
}

pub(crate) const SHARE: &str = "update client set sharing = 'all' where client_id = $1";
const PROTECT: &str = "update client set protected = true where client_id = $1";
pub(crate) const EXITS: &str = "select count(*) from exit";
pub(crate) const ENTRIES: &str = "select count(*) from list_entry";

#[sqlx::test(migrations = "../../migrations")]
async fn a_household_leaves_the_list_in_one_save(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let dana = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await?;
    assert_eq!(count(&world.store, ENTRIES).await?, 1);
    world.announced().await?;

    let command = command(&world, &dana, &household).await?;
    let saved = saved(record(&world.store, &dana, request(&household, 1, &command)).await?);

    assert!(saved.left_list);
    assert_eq!(saved.people, 3);
    assert_eq!(count(&world.store, ENTRIES).await?, 0);
    let rows = sqlx::query!(
        "select exit_date, destination, destination_subsidy_type, removal_class, recorded_by, written_here from exit"
    )
    .fetch_all(&world.store.pool)
    .await?;
    assert_eq!(rows.len(), 3);
    for row in rows {
        assert_eq!(row.exit_date, world.today - Days::new(8));
        assert_eq!(row.destination, Some(435));
        assert!(row.destination_subsidy_type.is_some());
        assert_eq!(row.removal_class.as_deref(), Some("housed"));
        assert_eq!(row.recorded_by, Some(dana.user.0));
        assert!(row.written_here);
    }
    let open = "select count(*) from enrollment where exit_on is null";
    assert_eq!(count(&world.store, open).await?, 0);
    let told =
        "select count(*) from audit where act = 'exit' and workgroup = 'priority_list_manager'";
    assert_eq!(count(&world.store, told).await?, 3);
    let kept = "select count(*) from history where entity = 'exit' and operation = 'I'";
    assert_eq!(count(&world.store, kept).await?, 3);
    assert_eq!(world.announced().await?, 1);
    let exited = act(&world.store, &dana, saved.act).await?;
    assert_eq!(exited.people.len(), 3);
    assert!(exited.left_list);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_same_submission_twice_is_one_exit(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let dana = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await?;
    let command = command(&world, &dana, &household).await?;
    let (first, second) = tokio::join!(
        record(&world.store, &dana, request(&household, 1, &command)),
        record(&world.store, &dana, request(&household, 1, &command)),
    );
    let (first, second) = (saved(first?), saved(second?));
    assert_eq!(first, second);
    assert_eq!(count(&world.store, EXITS).await?, 3);

    let mut other = command.clone();
    other.note = Some("changed".to_owned());
    let reused = record(&world.store, &dana, request(&household, 1, &other)).await;
    assert!(matches!(reused, Err(StoreError::KeyReused)), "{reused:?}");
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_exit_may_end_the_authority_of_who_did_it(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let mut policy = Policy::default();
    policy.exit.ce_assessor = ExitRight::OwnAssessments;
    world.policy(&policy).await?;
    let maria = world.user(&[(Workgroup::CeAssessor, world.ce)]).await?;
    let other = world.user(&[(Workgroup::CeAssessor, world.ce)]).await?;
    assign(&world, &household, &maria, None).await?;
    let command = command(&world, &maria, &household).await?;
    let first = saved(record(&world.store, &maria, request(&household, 1, &command)).await?);

    // The answer was lost on the way, and the device asks again.
    let again = record(&world.store, &maria, request(&household, 1, &command)).await?;
    assert_eq!(saved(again), first);
    assert_eq!(act(&world.store, &maria, first.act).await?.people.len(), 3);
    // With another key it is another act, which is not hers any more.
    let second = record(&world.store, &maria, request(&household, 2, &command)).await;
    assert!(matches!(second, Err(StoreError::Forbidden)), "{second:?}");
    let seen = act(&world.store, &other, first.act).await;
    assert!(matches!(seen, Err(StoreError::NotFound)), "{seen:?}");
    Ok(())
}

async fn assign(
    world: &World,
    household: &Household,
    actor: &Actor,
    until_on: Option<NaiveDate>,
) -> Test {
    sqlx::query(
        "insert into case_assignment (case_assignment_id, household_id, user_id, from_on, until_on) \
         values (gen_random_uuid(), $1, $2, '2026-01-01', $3)",
    )
    .bind(household.id.0)
    .bind(actor.user.0)
    .bind(until_on)
    .execute(&world.store.pool)
    .await?;
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn those_named_on_the_page_are_told_and_their_assignments_end(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let dana = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await?;
    let days = [None, Some(30), Some(-1)];
    let mut users = Vec::new();
    for days in days {
        let user = world.user(&[(Workgroup::HmisUser, world.agency)]).await?;
        let until_on = days.map(|days| world.today + chrono::Duration::days(days));
        assign(&world, &household, &user, until_on).await?;
        users.push(user.user.0);
    }
    assign(&world, &household, &dana, None).await?;
    let SheetAccess::Open(page) =
        sheet(&world.store, &dana, household.enrollments[0], None).await?
    else {
        panic!("refused");
    };
    assert_eq!(page.surroundings.told.len(), 2);
    let command = command(&world, &dana, &household).await?;
    let saved = saved(record(&world.store, &dana, request(&household, 1, &command)).await?);

    let told: Vec<Uuid> = sqlx::query_scalar(
        "select user_id from notification where kind = 'household_exited' and subject_id = $1",
    )
    .bind(saved.act.0)
    .fetch_all(&world.store.pool)
    .await?;
    let set = |users: &[Uuid]| users.iter().copied().collect::<BTreeSet<_>>();
    assert_eq!(set(&told), set(&users[..2]));
    let running = "select count(*) from case_assignment where until_on is null or until_on > date '2026-11-21'";
    assert_eq!(count(&world.store, running).await?, 0);
    let kept: Option<NaiveDate> =
        sqlx::query_scalar("select until_on from case_assignment where user_id = $1")
            .bind(users[2])
            .fetch_one(&world.store.pool)
            .await?;
    assert_eq!(
        kept,
        Some(world.today - Days::new(1)),
        "what was over stays as it was"
    );
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn two_people_at_once_one_wins_the_other_is_told(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let dana = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await?;
    let maria = world.user(&[(Workgroup::CeAssessor, world.ce)]).await?;
    let command = command(&world, &dana, &household).await?;
    let (one, two) = tokio::join!(
        record(&world.store, &dana, request(&household, 1, &command)),
        record(&world.store, &maria, request(&household, 2, &command)),
    );
    let outcomes = [one?, two?];
    let won = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Outcome::Saved(_)))
        .count();
    assert_eq!(won, 1, "{outcomes:?}");
    let told = outcomes.iter().any(|outcome| match outcome {
        Outcome::Problems(problems) => {
            problems
                .iter()
                .all(|problem| problem.rule == Rule::AlreadyExited)
                && problems.len() == 3
        }
        _ => false,
    });
    assert!(told, "{outcomes:?}");
    assert_eq!(count(&world.store, EXITS).await?, 3);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn who_comes_too_late_is_told_who_exited_the_household(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let grants = [(Workgroup::PriorityListManager, world.ce)];
    let (dana, maria) = (world.user(&grants).await?, world.user(&grants).await?);
    sqlx::query("update app_user set display_name = 'Dana Lindqvist' where user_id = $1")
        .bind(dana.user.0)
        .execute(&world.store.pool)
        .await?;
    let before = |access| match access {
        SheetAccess::Open(sheet) => sheet.surroundings.exited,
        closed => panic!("{closed:?}"),
    };
    let page = sheet(&world.store, &maria, household.enrollments[0], None).await?;
    assert_eq!(before(page), None);
    let command = command(&world, &dana, &household).await?;
    saved(record(&world.store, &dana, request(&household, 1, &command)).await?);
    let page = sheet(&world.store, &maria, household.enrollments[0], None).await?;
    let told = before(page).map(|before| (before.by, before.people));
    assert_eq!(told, Some((Some("Dana Lindqvist".to_owned()), 3)));
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_stay_that_was_changed_meanwhile_is_a_conflict(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let dana = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await?;
    let command = command(&world, &dana, &household).await?;
    sqlx::query("update enrollment set disabling_condition = 1 where enrollment_id = $1")
        .bind(household.enrollments[1].0)
        .execute(&world.store.pool)
        .await?;
    let outcome = record(&world.store, &dana, request(&household, 1, &command)).await;
    assert!(matches!(outcome, Err(StoreError::Conflict)), "{outcome:?}");
    assert_eq!(count(&world.store, EXITS).await?, 0);
    assert_eq!(count(&world.store, ENTRIES).await?, 1);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn problems_leave_nothing_behind(pool: PgPoolOptions, options: PgConnectOptions) -> Test {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let dana = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await?;
    let mut command = command(&world, &dana, &household).await?;
    command.answers.exit_on = Some(world.today + Days::new(1));
    let outcome = record(&world.store, &dana, request(&household, 1, &command)).await?;
    assert!(matches!(outcome, Outcome::Problems(_)), "{outcome:?}");
    assert_eq!(count(&world.store, EXITS).await?, 0);
    assert_eq!(
        count(&world.store, "select count(*) from idempotency").await?,
        0
    );
    // The key is still good for the corrected form.
    command.answers.exit_on = Some(world.today);
    saved(record(&world.store, &dana, request(&household, 1, &command)).await?);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn who_does_not_hold_the_organization_is_told_whom_to_ask(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let dana = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await?;
    let noor = world.user(&[(Workgroup::HmisUser, world.agency)]).await?;
    run(&world, SHARE, household.clients[0].0).await?;
    let SheetAccess::Refused {
        organization,
        managers,
        held,
        ..
    } = sheet(&world.store, &noor, household.enrollments[0], None).await?
    else {
        panic!("the page opened");
    };
    assert_eq!(organization, world.ce);
    assert_eq!(managers, ["Test Person"]);
    assert!(!held);
    let command = command(&world, &dana, &household).await?;
    let outcome = record(&world.store, &noor, request(&household, 1, &command)).await;
    assert!(matches!(outcome, Err(StoreError::Forbidden)), "{outcome:?}");
    assert_eq!(count(&world.store, EXITS).await?, 0);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn granted_and_not_selected_acts_for_the_record_s_organization(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let sam = world
        .user(&[
            (Workgroup::HmisUser, world.agency),
            (Workgroup::HmisUser, world.ce),
        ])
        .await?;
    let SheetAccess::Open(page) = sheet(&world.store, &sam, household.enrollments[0], None).await?
    else {
        panic!("refused");
    };
    assert!(page.acting.switched);
    assert_eq!(page.acting.organization, world.ce);
    let command = command(&world, &sam, &household).await?;
    saved(record(&world.store, &sam, request(&household, 1, &command)).await?);
    let named = "select count(*) from audit a join organization o using (organization_id) \
                 where act = 'exit' and o.name = 'Northwest CoC Coordinated Entry'";
    assert_eq!(count(&world.store, named).await?, 3);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_plan_that_was_shown_and_changed_is_shown_again(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let dana = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await?;
    let command = command(&world, &dana, &household).await?;
    let shown = Request {
        shown: Some("another plan"),
        ..request(&household, 1, &command)
    };
    assert_eq!(
        record(&world.store, &dana, shown).await?,
        Outcome::PlanChanged
    );
    assert_eq!(count(&world.store, EXITS).await?, 0);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn one_member_leaves_and_the_household_stays(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let dana = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await?;
    let mut command = command(&world, &dana, &household).await?;
    command
        .leaving
        .retain(|one| one.enrollment == household.enrollments[1]);
    let saved = saved(record(&world.store, &dana, request(&household, 1, &command)).await?);
    assert!(!saved.left_list);
    let size: i32 = sqlx::query_scalar("select size from list_entry")
        .fetch_one(&world.store.pool)
        .await?;
    assert_eq!(size, 2);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_database_itself_refuses_an_exit_before_entry(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let refused = sqlx::query(
        "insert into exit (exit_id, enrollment_id, source_id, hmis_id, exit_date, destination) \
         values ($1, $2, $3, 'x', '2001-01-01', 410)",
    )
    .bind(Uuid::from_u128(9))
    .bind(household.enrollments[0].0)
    .bind(world.source)
    .execute(&world.store.pool)
    .await
    .map_err(StoreError::from);
    assert!(
        matches!(&refused, Err(StoreError::Refused(name)) if name == "exit_not_before_entry"),
        "{refused:?}"
    );
    Ok(())
}

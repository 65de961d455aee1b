//! What the exit shows to whom: purposes, protected people, hashed names, refusals.

use super::{
    EXITS, PROTECT, SHARE, Test, act, command, count, family, record, request, run, saved, sheet,
    world,
};
use crate::StoreError;
use crate::exit::{Sheet, SheetAccess};
use crate::name::{HASHED, PROTECTED};
use crate::testing::{Household, World};
use chrono::Days;
use domain::access::Actor;
use domain::exit::Leaving;
use domain::ids::HouseholdId;
use domain::workgroup::Workgroup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

async fn open(
    world: &World,
    actor: &Actor,
    household: &Household,
    member: usize,
    purpose: Option<&str>,
) -> Result<Sheet, StoreError> {
    match sheet(&world.store, actor, household.enrollments[member], purpose).await? {
        SheetAccess::Open(sheet) => Ok(*sheet),
        other => panic!("not open: {other:?}"),
    }
}

#[sqlx::test(migrations = "../../migrations")]
async fn an_administrator_says_why_before_anything_is_shown(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let admin = world
        .user(&[(Workgroup::Administrator, world.agency)])
        .await?;
    for purpose in [None, Some("  ")] {
        let access = sheet(&world.store, &admin, household.enrollments[0], purpose).await?;
        assert!(matches!(access, SheetAccess::NeedsPurpose), "{access:?}");
    }
    let opened = "select count(*) from audit where act = 'exit_page_opened'";
    assert_eq!(count(&world.store, opened).await?, 0);

    let page = open(&world, &admin, &household, 0, Some("Entered twice")).await?;
    assert_eq!(page.purpose.as_deref(), Some("Entered twice"));
    let audited =
        "select count(*) from audit where act = 'exit_page_opened' and purpose = 'Entered twice'";
    assert_eq!(count(&world.store, audited).await?, 1);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn of_protected_people_only_that_they_are_there_is_told(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let dana = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await?;
    let mut command = command(&world, &dana, &household).await?;
    // The head of household: their own page is not there any more, the others' are.
    run(&world, PROTECT, household.clients[0].0).await?;
    let own = sheet(&world.store, &dana, household.enrollments[0], None).await;
    assert!(matches!(own, Err(StoreError::NotFound)), "{own:?}");
    let page = open(&world, &dana, &household, 1, None).await?;
    let hidden = page.facts.members.last().expect("three members");
    assert_eq!(hidden.name, PROTECTED);
    assert_eq!(
        (hidden.client, hidden.relationship, hidden.dob),
        (None, None, None)
    );
    assert!(!household.enrollments.contains(&hidden.enrollment));
    let sent = serde_json::to_string(&page.facts).expect("json");
    for secret in [household.enrollments[0].0, household.clients[0].0] {
        assert!(!sent.contains(&secret.to_string()));
    }

    command.leaving = page
        .facts
        .members
        .iter()
        .map(|member| Leaving {
            enrollment: member.enrollment,
            version: member.version,
            exit_on: None,
            destination: None,
        })
        .collect();
    let mut asked = request(&household, 1, &command);
    asked.enrollment = household.enrollments[1];
    let done = saved(record(&world.store, &dana, asked).await?);
    assert_eq!(count(&world.store, EXITS).await?, 3);
    let of_head = "select count(*) from exit join enrollment using (enrollment_id) where relationship_to_hoh = 1";
    assert_eq!(count(&world.store, of_head).await?, 1);

    let exited = act(&world.store, &dana, done.act).await?;
    let people = exited
        .people
        .iter()
        .map(|person| (person.name.as_str(), person.client))
        .collect::<Vec<_>>();
    assert_eq!(people[2], (PROTECTED, None));
    assert!(people[..2].iter().all(|(_, client)| client.is_some()));
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_hashed_name_is_not_shown_as_a_name(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let dana = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await?;
    run(
        &world,
        "update client set hashed = true where client_id = $1",
        household.clients[0].0,
    )
    .await?;
    let page = open(&world, &dana, &household, 0, None).await?;
    assert_eq!(page.facts.members[0].name, HASHED);
    let command = command(&world, &dana, &household).await?;
    let done = saved(record(&world.store, &dana, request(&household, 1, &command)).await?);
    let exited = act(&world.store, &dana, done.act).await?;
    assert_eq!(exited.people[0].name, HASHED);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn other_stays_count_only_where_the_actor_may_see_them(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let dana = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await?;
    let admin = world
        .user(&[(Workgroup::Administrator, world.agency)])
        .await?;
    let second = world.project(world.agency, "Second front door", 14).await?;
    run(
        &world,
        "insert into list_project (list_authority_id, project_id) \
         select list_authority_id, $1 from list_authority",
        second.0,
    )
    .await?;
    let elsewhere = HouseholdId(Uuid::from_u128(77));
    sqlx::query(
        "insert into household (household_id, source_id, hmis_id, project_id) values ($1, $2, 'h77', $3)",
    )
    .bind(elsewhere.0)
    .bind(world.source)
    .bind(second.0)
    .execute(&world.store.pool)
    .await?;
    let rosa = household.clients[0];
    world
        .enroll(rosa, second, elsewhere, 1, world.today - Days::new(20))
        .await?;

    let page = open(&world, &dana, &household, 0, None).await?;
    assert_eq!(page.facts.others.len(), 0, "she does not share");
    let page = open(&world, &admin, &household, 0, Some("Entered twice")).await?;
    assert_eq!(page.facts.others.len(), 1, "a purpose opens it");
    run(&world, SHARE, rosa.0).await?;
    let page = open(&world, &dana, &household, 0, None).await?;
    assert_eq!(page.facts.others.len(), 1, "she shares");
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn only_who_has_sight_of_the_client_is_told_why_not(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let world = world(pool, options).await?;
    let household = family(&world).await?;
    let dana = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await?;
    let command = command(&world, &dana, &household).await?;
    let shelter = world.organization("Northern Lights Shelter").await?;
    let near = world.user(&[(Workgroup::HmisUser, world.agency)]).await?;
    let far = world.user(&[(Workgroup::HmisUser, shelter)]).await?;
    let nobody = world.user(&[]).await?;
    // The agency has a stay of Rosa's; she does not share.
    let housed = HouseholdId(Uuid::from_u128(78));
    sqlx::query(
        "insert into household (household_id, source_id, hmis_id, project_id) values ($1, $2, 'h78', $3)",
    )
    .bind(housed.0)
    .bind(world.source)
    .bind(world.housing_project.0)
    .execute(&world.store.pool)
    .await?;
    let (rosa, entry_on) = (household.clients[0], world.today - Days::new(20));
    world
        .enroll(rosa, world.housing_project, housed, 1, entry_on)
        .await?;

    let told = async |actor: &Actor| {
        let asked = sheet(&world.store, actor, household.enrollments[0], None).await;
        let tried = record(&world.store, actor, request(&household, 1, &command)).await;
        match (asked, tried) {
            (Ok(SheetAccess::Refused { .. }), Err(StoreError::Forbidden)) => true,
            (Err(StoreError::NotFound), Err(StoreError::NotFound)) => false,
            other => panic!("{other:?}"),
        }
    };
    assert!(told(&near).await);
    assert!(!told(&far).await);
    assert!(!told(&nobody).await);
    run(&world, SHARE, rosa.0).await?;
    assert!(told(&far).await);
    assert!(!told(&nobody).await, "without a grant nothing is there");
    let refused = "select count(*) from audit where act = 'exit_refused'";
    assert_eq!(count(&world.store, refused).await?, 10, "each is audited");
    assert_eq!(count(&world.store, EXITS).await?, 0);
    Ok(())
}

//! Contacts on real PostgreSQL: who may record them, once, with their place on the list, and nothing half.

use super::{Request, outreach, record, recorded, sheet};
use crate::testing::{self, Person, World};
use crate::{Result, StoreError, ids};
use chrono::{Days, NaiveDate};
use domain::access::Actor;
use domain::current_living_situation::{Due, Field, Typed};
use domain::ids::{EnrollmentId, HouseholdId};
use domain::workgroup::Workgroup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

fn typed(on: NaiveDate) -> Typed {
    Typed {
        on: on.to_string(),
        situation: "336".to_owned(),
        verified_by: "Northwest Outreach".to_owned(),
        leave: "1".to_owned(),
        lease: "0".to_owned(),
        place: "Behind the library".to_owned(),
        note: "Asked about her papers.".to_owned(),
        ..Typed::default()
    }
}

struct Scene {
    world: World,
    assessor: Actor,
}

impl Scene {
    async fn new(pool: PgPoolOptions, options: PgConnectOptions) -> Result<Self> {
        let world = World::new(testing::store(pool, options).await?).await?;
        let assessor = world.user(&[(Workgroup::CeAssessor, world.ce)]).await?;
        Ok(Self { world, assessor })
    }

    async fn single(&self) -> Result<(EnrollmentId, HouseholdId)> {
        let people = [Person::new("Rosa", "Martinez", 1, 1990)];
        let household = self.world.household(&people, 40).await?;
        Ok((household.enrollments[0], household.id))
    }

    async fn contacts(&self) -> Result<i64> {
        let count = "select count(*) from current_living_situation";
        Ok(sqlx::query_scalar(count)
            .fetch_one(&self.world.store.pool)
            .await?)
    }
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_contact_stands_in_the_tables_and_on_the_list_at_once(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = Scene::new(pool, options).await?;
    let (world, actor) = (&scene.world, &scene.assessor);
    let (enrollment, household) = scene.single().await?;
    let on = world.today - Days::new(2);
    let (key, typed) = (ids::new::<Uuid>(), typed(on));
    let request = || Request {
        enrollment,
        key,
        typed: &typed,
    };
    let announced = world.announced().await?;
    let first = record(&world.store, actor, request()).await?.unwrap();
    // Sent again, by a retry or a second press: one contact and one answer.
    assert_eq!(
        record(&world.store, actor, request()).await?.unwrap(),
        first
    );
    assert_eq!(recorded(&world.store, actor, key).await?, first);
    assert_eq!(scene.contacts().await?, 1);
    assert!(world.announced().await? > announced, "open lists are told");

    let row = sqlx::query_as::<_, (NaiveDate, i32, Option<i32>, Option<i32>, Option<i32>, Option<String>, String)>(
        "select information_date, current_living_situation, leave_situation_14_days, lease_own_60_day,
            moved_two_or_more, location_details, verified_by from current_living_situation",
    )
    .fetch_one(&world.store.pool)
    .await?;
    let place = Some("Behind the library".to_owned());
    assert_eq!(
        row,
        (
            on,
            336,
            Some(1),
            Some(0),
            Some(99),
            place,
            "Northwest Outreach".to_owned()
        )
    );
    let note: (NaiveDate, String) = sqlx::query_as("select noted_on, body from note")
        .fetch_one(&world.store.pool)
        .await?;
    assert_eq!(note, (on, "Asked about her papers.".to_owned()));
    let last: Option<NaiveDate> =
        sqlx::query_scalar("select last_contact_on from list_entry where household_id = $1")
            .bind(household.0)
            .fetch_one(&world.store.pool)
            .await?;
    assert_eq!(last, Some(on));
    let shown = sheet(&world.store, actor, enrollment).await?;
    assert_eq!(shown.last.map(|(on, _)| on), Some(on));
    // The audit tells it, without the words.
    let audited: Vec<(String, Option<Vec<u8>>)> =
        sqlx::query_as("select detail::text, sealed from audit where act = 'contact_recorded'")
            .fetch_all(&world.store.pool)
            .await?;
    assert_eq!(audited.len(), 1);
    assert!(!audited[0].0.contains("library") && audited[0].1.is_some());
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn only_those_of_the_enrollments_organization_record(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = Scene::new(pool, options).await?;
    let world = &scene.world;
    let (enrollment, _) = scene.single().await?;
    let typed = typed(world.today);
    for (workgroup, organization, may) in [
        (Workgroup::CeAssessor, world.ce, true),
        (Workgroup::PriorityListManager, world.ce, true),
        (Workgroup::HmisUser, world.ce, true),
        (Workgroup::ShelterStaff, world.ce, true),
        (Workgroup::ShelterReservation, world.ce, false),
        (Workgroup::Administrator, world.ce, false),
        (Workgroup::HmisUser, world.agency, false),
    ] {
        let actor = world.user(&[(workgroup, organization)]).await?;
        let before = scene.contacts().await?;
        let request = Request {
            enrollment,
            key: ids::new(),
            typed: &typed,
        };
        let saved = record(&world.store, &actor, request).await;
        let seen = sheet(&world.store, &actor, enrollment).await;
        let recorded = scene.contacts().await? - before;
        if may {
            assert!(
                saved.is_ok_and(|saved| saved.is_ok()) && seen.is_ok(),
                "{workgroup:?}"
            );
            assert_eq!(recorded, 1, "{workgroup:?}");
        } else {
            assert!(matches!(saved, Err(StoreError::NotFound)), "{workgroup:?}");
            assert!(matches!(seen, Err(StoreError::NotFound)), "{workgroup:?}");
            assert_eq!(recorded, 0, "{workgroup:?}");
        }
    }
    // Nobody records with a person who is protected.
    sqlx::query("update client set protected = true")
        .execute(&world.store.pool)
        .await?;
    let request = Request {
        enrollment,
        key: ids::new(),
        typed: &typed,
    };
    let hidden = record(&world.store, &scene.assessor, request).await;
    assert!(matches!(hidden, Err(StoreError::NotFound)));
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn what_breaks_a_rule_leaves_nothing(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = Scene::new(pool, options).await?;
    let world = &scene.world;
    let (enrollment, _) = scene.single().await?;
    let key = ids::new();
    let wrong = typed(world.today - Days::new(41));
    let request = |typed| Request {
        enrollment,
        key,
        typed,
    };
    let problems = record(&world.store, &scene.assessor, request(&wrong))
        .await?
        .unwrap_err();
    assert_eq!(
        problems.iter().map(|one| one.field).collect::<Vec<_>>(),
        [Field::On]
    );
    let rows =
        "select (select count(*) from current_living_situation) + (select count(*) from note)
        + (select count(*) from audit where act = 'contact_recorded')";
    let rows: i64 = sqlx::query_scalar(rows)
        .fetch_one(&world.store.pool)
        .await?;
    assert_eq!(rows, 0);
    // The same page, mended, may use its key.
    let right = typed(world.today);
    assert!(
        record(&world.store, &scene.assessor, request(&right))
            .await?
            .is_ok()
    );
    assert_eq!(scene.contacts().await?, 1);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_same_form_many_times_at_once_is_one_contact(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = Scene::new(pool, options).await?;
    let world = &scene.world;
    let (enrollment, _) = scene.single().await?;
    let (key, typed) = (ids::new::<Uuid>(), typed(world.today));
    let sent = (0..6).map(|_| {
        let (store, actor, typed) = (world.store.clone(), scene.assessor.clone(), typed.clone());
        tokio::spawn(async move {
            let request = Request {
                enrollment,
                key,
                typed: &typed,
            };
            record(&store, &actor, request).await.map(Result::unwrap)
        })
    });
    let mut answers = Vec::new();
    for one in sent.collect::<Vec<_>>() {
        answers.push(one.await.unwrap()?);
    }
    answers.dedup();
    assert_eq!(answers.len(), 1);
    assert_eq!(scene.contacts().await?, 1);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn outreach_looks_first_for_those_longest_without_a_contact(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = Scene::new(pool, options).await?;
    let (world, actor) = (&scene.world, &scene.assessor);
    let (met, household) = scene.single().await?;
    let family = [
        Person::new("Ana", "Lopez", 1, 1980),
        Person::new("Leo", "Lopez", 2, 2019),
    ];
    let unmet = world.household(&family, 70).await?;
    let elsewhere = [Person::new("Cy", "Moen", 1, 1970)];
    world
        .household_in(world.housing_project, world.agency, &elsewhere, 90)
        .await?;
    let typed = typed(world.today - Days::new(3));
    let request = Request {
        enrollment: met,
        key: ids::new(),
        typed: &typed,
    };
    record(&world.store, actor, request).await?.unwrap();

    let found = outreach(&world.store, actor).await?;
    let seen = found
        .others
        .iter()
        .map(|one| (one.enrollment, one.people, one.due));
    assert_eq!(
        seen.collect::<Vec<_>>(),
        [
            (unmet.enrollments[0], 2, Due::Overdue),
            (met, 1, Due::Later)
        ]
    );
    assert_eq!(found.others[1].last_on, Some(world.today - Days::new(3)));
    assert_eq!(found.others[1].place.as_deref(), Some("Behind the library"));
    assert_eq!(found.own, []);

    // What is assigned stands apart; who is hidden and who has left is absent.
    sqlx::query(
        "insert into case_assignment (case_assignment_id, household_id, user_id, from_on)
        values (gen_random_uuid(), $1, $2, $3)",
    )
    .bind(household.0)
    .bind(actor.user.0)
    .bind(world.today)
    .execute(&world.store.pool)
    .await?;
    // Of a household only those are counted and led to who are not hidden.
    sqlx::query("update client set protected = true where client_id = $1")
        .bind(unmet.clients[0].0)
        .execute(&world.store.pool)
        .await?;
    let found = outreach(&world.store, actor).await?;
    let seen = found.others.iter().map(|one| (one.enrollment, one.people));
    assert_eq!(seen.collect::<Vec<_>>(), [(unmet.enrollments[1], 1)]);
    sqlx::query("update client set protected = true where client_id = $1")
        .bind(unmet.clients[1].0)
        .execute(&world.store.pool)
        .await?;
    let found = outreach(&world.store, actor).await?;
    assert_eq!(
        found
            .own
            .iter()
            .map(|one| one.enrollment)
            .collect::<Vec<_>>(),
        [met]
    );
    assert_eq!(found.others, []);

    let opened: i64 = sqlx::query_scalar(
        "select count(*) from audit where act = 'open_outreach' and detail -> 'shown' ? $1",
    )
    .bind(unmet.clients[1].0.to_string())
    .fetch_one(&world.store.pool)
    .await?;
    assert_eq!(opened, 1, "the audit tells when they were shown");

    let administrator = world.user(&[(Workgroup::Administrator, world.ce)]).await?;
    let refused = outreach(&world.store, &administrator).await;
    assert!(matches!(refused, Err(StoreError::NotFound)));
    Ok(())
}

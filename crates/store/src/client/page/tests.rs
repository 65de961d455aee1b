//! What a client's page shows, to whom, and what it leaves behind.

use super::{ClientPage, RoiState, ShownSsn, page};
use crate::client::{recently_opened, set_ssn};
use crate::testing::{self, Household, Person, World};
use crate::{Result, StoreError, ids};
use domain::access::{Actor, Verdict};
use domain::ids::ClientId;
use domain::person::RECORDS_HIDDEN;
use domain::priority::Standing;
use domain::workgroup::Workgroup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

struct Scene {
    world: World,
    assessor: Actor,
    stranger: Actor,
    family: Household,
}

async fn scene(pool: PgPoolOptions, options: PgConnectOptions) -> Result<Scene> {
    let world = World::new(testing::store(pool, options).await?).await?;
    let people = [
        Person::new("Rosa", "Lopez", 1, 1985),
        Person::new("Leo", "Lopez", 2, 2015),
    ];
    let family = world.household(&people, 100).await?;
    let assessor = world.user(&[(Workgroup::CeAssessor, world.ce)]).await?;
    let stranger = world.user(&[(Workgroup::HmisUser, world.agency)]).await?;
    Ok(Scene {
        world,
        assessor,
        stranger,
        family,
    })
}

impl Scene {
    fn rosa(&self) -> ClientId {
        self.family.clients[0]
    }

    async fn seen_by(&self, actor: &Actor) -> Result<ClientPage> {
        page(&self.world.store, actor, self.rosa(), None).await
    }

    async fn run(&self, statement: &'static str, id: Uuid) {
        sqlx::query(statement)
            .bind(id)
            .execute(&self.world.store.pool)
            .await
            .unwrap();
    }

    /// Writes the family's place on the list, behind as many others as given.
    async fn place(&self, ahead: i64) -> Result<()> {
        for at in 0..ahead {
            let other = self
                .world
                .household(&[Person::new("Ida", "Ahead", 1, 1970)], 50)
                .await?;
            self.entry(&other, at).await?;
        }
        self.entry(&self.family, ahead).await
    }

    async fn entry(&self, household: &Household, key: i64) -> Result<()> {
        sqlx::query(
            "insert into list_entry (household_id, list_authority_id, project_id, head_client_id, \
             head_enrollment_id, size, minors, on_list_since, referral_status, standing, reason, sort_key, \
             computed_on) values ($1, $2, $3, $4, $5, 1, 0, '2026-08-14', 'none', 'ranked', \
             'Score 12, 100 days on the list.', array[$6], '2026-11-22')",
        )
        .bind(household.id.0)
        .bind(self.world.list.0)
        .bind(self.world.ce_project.0)
        .bind(household.clients[0].0)
        .bind(household.enrollments[0].0)
        .bind(key)
        .execute(&self.world.store.pool)
        .await?;
        Ok(())
    }
}

#[sqlx::test(migrations = "../../migrations")]
async fn shows_household_standing_and_what_may_be_done(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    scene.place(2).await?;
    scene
        .world
        .assess(scene.family.enrollments[0], scene.world.today, 12)
        .await?;
    let seen = scene.seen_by(&scene.assessor).await?;

    assert_eq!(seen.identity.name.short(), "Rosa Lopez");
    assert_eq!(seen.identity.age, Some(41));
    assert_eq!(seen.hidden, None);
    assert_eq!(seen.roi.unwrap().state, RoiState::None);
    let [stay] = seen.stays.as_slice() else {
        panic!("{} stays", seen.stays.len());
    };
    assert_eq!(stay.project_name, "Northwest Coordinated Entry");
    let members = stay
        .members
        .iter()
        .map(|member| member.name.short())
        .collect::<Vec<_>>();
    assert_eq!(members, ["Rosa Lopez", "Leo Lopez"]);
    let exit = stay.exit.as_ref().unwrap();
    assert_eq!(exit.verdict, Verdict::Allowed);
    assert_eq!(exit.list_name.as_deref(), Some("Northwest"));

    let [place] = seen.places.as_slice() else {
        panic!("{} places", seen.places.len());
    };
    assert_eq!((place.rank, place.standing), (Some(3), Standing::Ranked));
    assert_eq!(place.reason, "Score 12, 100 days on the list.");
    let titles = seen
        .timeline
        .iter()
        .map(|moment| moment.title.as_str())
        .collect::<Vec<_>>();
    assert_eq!(titles, ["Assessment", "Enrolled"]);
    assert!(
        seen.timeline[0]
            .detail
            .as_ref()
            .unwrap()
            .ends_with("Score 12")
    );
    assert!(seen.problems.is_empty());
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn outside_the_owning_organization_a_restricted_client_is_identity_and_one_sentence(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    scene.place(0).await?;
    let seen = scene.seen_by(&scene.stranger).await?;
    assert_eq!(seen.identity.name.short(), "Rosa Lopez");
    assert_eq!(seen.hidden, Some(RECORDS_HIDDEN));
    assert!(seen.background.is_none() && seen.owner.is_none() && seen.roi.is_none());
    assert!(seen.stays.is_empty() && seen.places.is_empty() && seen.timeline.is_empty());

    // Their own organization's stay shows; the sentence stays, whatever else there is.
    let household = scene
        .world
        .household_in(scene.world.housing_project, scene.world.agency, &[], 5)
        .await?;
    scene
        .world
        .enroll(
            scene.rosa(),
            scene.world.housing_project,
            household.id,
            1,
            scene.world.today,
        )
        .await?;
    let seen = scene.seen_by(&scene.stranger).await?;
    let projects = seen
        .stays
        .iter()
        .map(|stay| stay.project_name.as_str())
        .collect::<Vec<_>>();
    assert_eq!(projects, ["Riverview RRH"]);
    assert_eq!(seen.hidden, Some(RECORDS_HIDDEN));
    Ok(())
}

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
async fn the_last_four_of_an_ssn_are_for_those_who_work_with_the_person(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    assert_eq!(
        scene.seen_by(&scene.assessor).await?.identity.ssn,
        ShownSsn::Missing
    );
    let mut tx = scene.world.store.begin(None).await?;
    set_ssn(&mut tx, &scene.world.store.keys, scene.rosa(), "457555462").await?;
    tx.commit().await?;
    let mine = scene.seen_by(&scene.assessor).await?;
    assert_eq!(mine.identity.ssn, ShownSsn::EndsIn("5462".to_owned()));
    assert_eq!(
        scene.seen_by(&scene.stranger).await?.identity.ssn,
        ShownSsn::Recorded
    );
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn says_that_two_coordinated_entry_enrollments_are_open(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    let world = &scene.world;
    let second = world.project(world.ce, "Northwest CE North", 14).await?;
    sqlx::query("insert into list_project (list_authority_id, project_id) values ($1, $2)")
        .bind(world.list.0)
        .bind(second.0)
        .execute(&world.store.pool)
        .await?;
    let household = world.household_in(second, world.ce, &[], 5).await?;
    world
        .enroll(scene.rosa(), second, household.id, 1, world.today)
        .await?;
    assert_eq!(
        scene.seen_by(&scene.assessor).await?.problems,
        ["Two open Coordinated Entry enrollments in Northwest. At most one is right."]
    );
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn opening_is_audited_and_remembered_and_a_retired_id_opens_the_living_client(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    let store = &scene.world.store;
    let retired: ClientId = ids::new();
    sqlx::query(
        "insert into client_alias (client_alias_id, client_id, hmis_id) values ($1, $2, $3)",
    )
    .bind(ids::new::<Uuid>())
    .bind(scene.rosa().0)
    .bind(ids::hmis_id(retired.0))
    .execute(&store.pool)
    .await?;
    let seen = page(store, &scene.assessor, retired, None).await?;
    assert_eq!(seen.id, scene.rosa());
    assert_eq!(seen.identity.retired_ids, [ids::hmis_id(retired.0)]);

    let read: Vec<(Uuid, Uuid)> =
        sqlx::query_as("select user_id, subject_id from audit where act = 'open_client'")
            .fetch_all(&store.pool)
            .await?;
    assert_eq!(read, [(scene.assessor.user.0, scene.rosa().0)]);
    let recent = recently_opened(store, &scene.assessor).await?;
    assert_eq!(
        recent.iter().map(|client| client.id).collect::<Vec<_>>(),
        [scene.rosa()]
    );
    assert!(recently_opened(store, &scene.stranger).await?.is_empty());
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn an_administrator_looks_behind_the_sentence_with_a_purpose(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    let admin = scene
        .world
        .user(&[(Workgroup::Administrator, scene.world.agency)])
        .await?;
    let without = scene.seen_by(&admin).await?;
    assert!(without.hidden.is_some() && without.purpose_opens && without.stays.is_empty());
    let with = page(
        &scene.world.store,
        &admin,
        scene.rosa(),
        Some("Duplicate review"),
    )
    .await?;
    assert!(with.hidden.is_none());
    assert_eq!(with.stays.len(), 1);
    let purposes: Vec<Option<String>> =
        sqlx::query_scalar("select purpose from audit where act = 'open_client' order by audit_id")
            .fetch_all(&scene.world.store.pool)
            .await?;
    assert_eq!(purposes, [None, Some("Duplicate review".to_owned())]);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_hidden_and_the_unknown_are_not_found(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    scene
        .run(
            "update client set protected = true where client_id = $1",
            scene.rosa().0,
        )
        .await;
    for client in [scene.rosa(), ids::new()] {
        let found = page(&scene.world.store, &scene.assessor, client, None).await;
        assert!(matches!(found, Err(StoreError::NotFound)), "{found:?}");
    }
    Ok(())
}

//! What a client's page shows, to whom, and what it leaves behind.

mod exits;

use super::{ClientPage, RoiState, ShownSsn, page};
use crate::client::{recently_opened, set_ssn};
use crate::name::HASHED;
use crate::testing::{self, Household, Person, World};
use crate::{Result, StoreError, ids};
use domain::access::{Actor, Verdict};
use domain::ids::{ClientId, EnrollmentId, ListAuthorityId, ProjectId};
use domain::person::RECORDS_HIDDEN;
use domain::policy::Policy;
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

    /// A second list, of MN-503, before Northwest by name, fed by a project.
    async fn second_list(&self, project: ProjectId) -> Result<ListAuthorityId> {
        let pool = &self.world.store.pool;
        let list: ListAuthorityId = ids::new();
        sqlx::query("insert into coc (coc_code, name) values ('MN-503', 'Central')")
            .execute(pool)
            .await?;
        sqlx::query(
            "insert into list_authority (list_authority_id, name, kind, coc_code) \
             values ($1, 'Central', 'coc', 'MN-503')",
        )
        .bind(list.0)
        .execute(pool)
        .await?;
        sqlx::query("insert into list_project (list_authority_id, project_id) values ($1, $2)")
            .bind(list.0)
            .bind(project.0)
            .execute(pool)
            .await?;
        Ok(list)
    }

    /// Records an assessment as a user, or as an author of the sending system.
    async fn assessed(
        &self,
        enrollment: EnrollmentId,
        by: Option<&Actor>,
        author: Option<Uuid>,
    ) -> Result<()> {
        let id: Uuid = ids::new();
        sqlx::query(
            "insert into assessment (assessment_id, enrollment_id, source_id, hmis_id, assessment_date, \
             recorded_by, author_id) values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id)
        .bind(enrollment.0)
        .bind(self.world.source)
        .bind(ids::hmis_id(id))
        .bind(self.world.today)
        .bind(by.map(|actor| actor.user.0))
        .bind(author)
        .execute(&self.world.store.pool)
        .await?;
        Ok(())
    }

    /// What the menu of the family's first stay says to an actor about exiting.
    async fn exit_of(&self, actor: &Actor) -> Result<Verdict> {
        let seen = self.seen_by(actor).await?;
        Ok(seen.stays[0]
            .exit
            .as_ref()
            .map_or(Verdict::Denied, |exit| exit.verdict))
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
async fn a_hashed_name_is_said_to_be_hashed_on_the_page_among_members_and_of_late(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    scene
        .run(
            "update client set hashed = true where client_id = $1",
            scene.rosa().0,
        )
        .await;
    let seen = scene.seen_by(&scene.assessor).await?;
    assert_eq!(seen.identity.name.full(), HASHED);
    let members = seen.stays[0].members.iter();
    let members = members.map(|member| member.name.full()).collect::<Vec<_>>();
    assert_eq!(members, [HASHED, "Leo Lopez"]);
    let recent = recently_opened(&scene.world.store, &scene.assessor).await?;
    assert_eq!(recent[0].name.full(), HASHED);
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

#[sqlx::test(migrations = "../../migrations")]
async fn an_own_household_opens_its_own_place_only(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    let world = &scene.world;
    let other = world.organization("Central CoC Coordinated Entry").await?;
    let project = world
        .project(other, "Central Coordinated Entry", 14)
        .await?;
    let list = scene.second_list(project).await?;
    let household = world.household_in(project, other, &[], 5).await?;
    let second = world
        .enroll(scene.rosa(), project, household.id, 1, world.today)
        .await?;
    let policy = Policy {
        hmis_users_see_list: true,
        ..Policy::default()
    };
    world.policy(&policy).await?;
    sqlx::query(
        "insert into policy (policy_id, list_authority_id, valid_from, body) values ($1, $2, '2020-01-01', $3)",
    )
    .bind(ids::new::<Uuid>())
    .bind(list.0)
    .bind(sqlx::types::Json(&policy))
    .execute(&world.store.pool)
    .await?;
    scene.place(0).await?;
    sqlx::query(
        "insert into list_entry select $1, $2, $3, head_client_id, $4, size, minors, on_list_since, score, \
         assessed_on, last_contact_on, referral_id, referral_status, standing, reason, sort_key, computed_on \
         from list_entry",
    )
    .bind(household.id.0)
    .bind(list.0)
    .bind(project.0)
    .bind(second.0)
    .execute(&world.store.pool)
    .await?;
    scene
        .run(
            "update client set sharing = 'all' where client_id = $1",
            scene.rosa().0,
        )
        .await;

    scene
        .assessed(scene.family.enrollments[0], Some(&scene.stranger), None)
        .await?;
    let seen = scene.seen_by(&scene.stranger).await?;
    let places = seen.places.iter().map(|place| place.list_name.as_str());
    assert_eq!(places.collect::<Vec<_>>(), ["Northwest"]);
    crate::client::index_all(&world.store).await?;
    let found = crate::client::search(&world.store, &scene.stranger, "rosa lopez", None).await?;
    let places = found.hits[0]
        .places
        .iter()
        .map(|place| place.list_name.as_str());
    assert_eq!(places.collect::<Vec<_>>(), ["Northwest"]);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn an_organization_that_feeds_two_lists_has_one_right_enrollment_on_each(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    let world = &scene.world;
    let second = world.project(world.ce, "Central CE", 14).await?;
    scene.second_list(second).await?;
    let household = world.household_in(second, world.ce, &[], 5).await?;
    world
        .enroll(scene.rosa(), second, household.id, 1, world.today)
        .await?;
    let lists = async || -> Result<Vec<String>> {
        let seen = scene.seen_by(&scene.assessor).await?;
        assert_eq!(seen.problems, [""; 0]);
        let exits = seen.stays.iter().filter_map(|stay| stay.exit.as_ref());
        Ok(exits.filter_map(|exit| exit.list_name.clone()).collect())
    };
    // The newer stay is the one of the second project.
    assert_eq!(lists().await?, ["Central", "Northwest"]);

    // A project that feeds both: the CoC of the household's head decides, for members without one too.
    sqlx::query(
        "insert into list_project select list_authority_id, $1 from list_authority where name = 'Central'",
    )
    .bind(world.ce_project.0)
    .execute(&world.store.pool)
    .await?;
    scene
        .run(
            "update enrollment set enrollment_coc = null where client_id = $1",
            scene.family.clients[1].0,
        )
        .await;
    assert_eq!(lists().await?, ["Central", "Northwest"]);
    let leo = page(&world.store, &scene.assessor, scene.family.clients[1], None).await?;
    let list = leo.stays[0]
        .exit
        .as_ref()
        .and_then(|exit| exit.list_name.clone());
    assert_eq!(list.as_deref(), Some("Northwest"));
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_household_stands_on_the_list_from_which_each_of_its_members_is_exited(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = scene(pool, options).await?;
    let world = &scene.world;
    scene.second_list(world.ce_project).await?;
    let lists = async |head: Option<&str>, child: Option<&str>| -> Result<Vec<String>> {
        for (client, coc) in scene.family.clients.iter().zip([head, child]) {
            sqlx::query("update enrollment set enrollment_coc = $2 where client_id = $1")
                .bind(client.0)
                .bind(coc)
                .execute(&world.store.pool)
                .await?;
        }
        let mut tx = world.store.begin(None).await?;
        crate::priority::refresh(&mut tx, world.store.clock, &[scene.family.id]).await?;
        tx.commit().await?;
        let mut lists: Vec<String> = sqlx::query_scalar(
            "select name from list_entry join list_authority using (list_authority_id)",
        )
        .fetch_all(&world.store.pool)
        .await?;
        for client in &scene.family.clients {
            let seen = page(&world.store, &scene.assessor, *client, None).await?;
            let exit = seen.stays[0].exit.as_ref();
            lists.extend(exit.and_then(|exit| exit.list_name.clone()));
        }
        Ok(lists)
    };
    // The head decides, else a member whose CoC has a list; without any, the first list by name.
    for (head, child, list) in [
        (Some("MN-506"), Some("MN-503"), "Northwest"),
        (Some("MN-503"), Some("MN-506"), "Central"),
        (None, Some("MN-506"), "Northwest"),
        (Some("MN-500"), Some("MN-506"), "Northwest"),
        (None, None, "Central"),
    ] {
        assert_eq!(lists(head, child).await?, [list; 3], "{head:?} {child:?}");
    }
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn an_administrator_needs_a_purpose_for_members_who_do_not_share(
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
    let admin = scene
        .world
        .user(&[(Workgroup::Administrator, scene.world.agency)])
        .await?;
    let without = scene.seen_by(&admin).await?;
    assert_eq!(without.stays[0].members.len(), 1);
    let purpose = Some("Duplicate review");
    let with = page(&scene.world.store, &admin, scene.rosa(), purpose).await?;
    assert_eq!(with.stays[0].members.len(), 2);
    Ok(())
}

//! The list on a real PostgreSQL: who sees it, what it holds, when it changes.

use super::{Filter, ListPage, SortBy, as_of, entries, lists, page, refresh, refresh_stale};
use crate::clock::Clock;
use crate::name::{HASHED, PROTECTED};
use crate::testing::{self, Household, Person, World};
use crate::{Store, StoreError, ids};
use chrono::{Days, Duration, NaiveDate};
use domain::access::Actor;
use domain::ids::{HouseholdId, ListAuthorityId};
use domain::policy::Policy;
use domain::priority::Standing;
use domain::workgroup::Workgroup;
use reports::list_figures::Group;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::collections::BTreeSet;
use uuid::Uuid;

type Test = Result<(), StoreError>;

const EVERYTHING: Filter = Filter {
    group: Group::All,
    by: SortBy::Rank,
    offset: 0,
    limit: 100,
};

struct Scene {
    world: World,
    dana: Actor,
}

impl Scene {
    async fn new(pool: PgPoolOptions, options: PgConnectOptions) -> Result<Self, StoreError> {
        let world = World::new(testing::store(pool, options).await?).await?;
        let dana = world
            .user(&[(Workgroup::PriorityListManager, world.ce)])
            .await?;
        Ok(Self { world, dana })
    }

    /// One person who came `days` ago, assessed `assessed` days ago.
    async fn single(
        &self,
        first: &'static str,
        days: u64,
        assessed: Option<(u64, i32)>,
    ) -> Result<Household, StoreError> {
        let people = [Person::new(first, "Moe", 1, 1990)];
        let household = self.world.household(&people, days).await?;
        if let Some((days, score)) = assessed {
            self.world
                .assess(household.enrollments[0], self.day(days), score)
                .await?;
        }
        self.place(household.id).await?;
        Ok(household)
    }

    fn day(&self, ago: u64) -> NaiveDate {
        self.world.today - Days::new(ago)
    }

    async fn place(&self, household: HouseholdId) -> Test {
        let mut tx = self.world.store.begin(None).await?;
        refresh(&mut tx, self.world.store.clock, &[household]).await?;
        tx.commit().await
    }

    async fn page(&self, filter: Filter) -> Result<ListPage, StoreError> {
        page(&self.world.store, &self.dana, self.world.list, filter).await
    }

    async fn run(&self, sql: &'static str, id: Uuid, day: NaiveDate) -> Test {
        sqlx::query(sql)
            .bind(id)
            .bind(day)
            .execute(&self.world.store.pool)
            .await?;
        Ok(())
    }

    async fn contact(&self, household: &Household, ago: u64) -> Test {
        self.run(
            "insert into current_living_situation (current_living_situation_id, enrollment_id, source_id, \
             hmis_id, information_date) select gen_random_uuid(), enrollment_id, source_id, hmis_id, $2 \
             from enrollment where enrollment_id = $1",
            household.enrollments[0].0,
            self.day(ago),
        )
        .await?;
        self.place(household.id).await
    }

    async fn exit(&self, household: &Household, ago: u64) -> Test {
        self.run(
            "insert into exit (exit_id, enrollment_id, source_id, hmis_id, exit_date, destination) \
             select gen_random_uuid(), enrollment_id, source_id, hmis_id, $2, 410 \
             from enrollment where household_id = $1 and exit_on is null",
            household.id.0,
            self.day(ago),
        )
        .await?;
        self.place(household.id).await
    }

    /// Five households, one of each kind, and another that is ranked.
    async fn mixed(&self) -> Result<Vec<Household>, StoreError> {
        let ranked = self.single("Ada", 40, Some((30, 9))).await?;
        let silent = self.single("Bea", 400, Some((300, 14))).await?;
        self.contact(&silent, 70).await?;
        let inactive = self.single("Cy", 200, Some((190, 14))).await?;
        let unassessed = self.single("Dee", 10, None).await?;
        // An assessment is a contact: not silent, though the last CLS is old.
        let assessed = self.single("Eli", 300, Some((50, 9))).await?;
        self.contact(&assessed, 100).await?;
        Ok(vec![ranked, silent, inactive, unassessed, assessed])
    }
}

fn households(page: &ListPage) -> Vec<HouseholdId> {
    page.entries.iter().map(|entry| entry.household).collect()
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_list_is_seen_by_those_who_work_with_it(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let scene = Scene::new(pool, options).await?;
    let world = &scene.world;
    let household = scene.single("Ada", 40, Some((30, 9))).await?;
    for (workgroup, organization, sees) in [
        (Workgroup::PriorityListManager, world.ce, true),
        (Workgroup::CeAssessor, world.ce, true),
        (Workgroup::Administrator, world.agency, true),
        (Workgroup::HmisUser, world.ce, false),
        (Workgroup::ShelterStaff, world.ce, false),
        (Workgroup::CeAssessor, world.agency, false),
    ] {
        let actor = world.user(&[(workgroup, organization)]).await?;
        let seen = lists(&world.store, &actor).await?;
        assert_eq!(
            seen.iter().map(|view| view.list).collect::<Vec<_>>(),
            if sees { vec![world.list] } else { Vec::new() },
            "{workgroup:?}"
        );
        let opened = page(&world.store, &actor, world.list, EVERYTHING).await;
        let asked = entries(&world.store, &actor, world.list, &[household.id]).await;
        let past = as_of(&world.store, &actor, world.list, world.today).await;
        if sees {
            assert_eq!(opened?.entries.len(), 1, "{workgroup:?}");
            assert_eq!(asked?.0.len(), 1, "{workgroup:?}");
            assert_eq!(past?.len(), 1, "{workgroup:?}");
        } else {
            assert!(matches!(opened, Err(StoreError::NotFound)), "{workgroup:?}");
            assert!(matches!(asked, Err(StoreError::NotFound)), "{workgroup:?}");
            assert!(matches!(past, Err(StoreError::NotFound)), "{workgroup:?}");
        }
    }
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn pages_follow_each_other_without_gaps(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let scene = Scene::new(pool, options).await?;
    let made = scene.mixed().await?;
    let whole = scene.page(EVERYTHING).await?;
    let [ada, bea, cy, dee, eli] = [0, 1, 2, 3, 4].map(|index: usize| made[index].id);
    // By score, then by time on the list; then inactive; then held back.
    assert_eq!(households(&whole), [bea, eli, ada, cy, dee]);
    let ranks = whole
        .entries
        .iter()
        .map(|entry| entry.rank)
        .collect::<Vec<_>>();
    assert_eq!(ranks, [Some(1), Some(2), Some(3), None, None]);
    let second = Filter {
        offset: 2,
        limit: 2,
        ..EVERYTHING
    };
    let second = scene.page(second).await?;
    assert_eq!(households(&second), [ada, cy]);
    assert_eq!(second.matching, 5);
    assert_eq!(second.entries[0].rank, Some(3));

    let by = |by| Filter { by, ..EVERYTHING };
    let days = scene.page(by(SortBy::Days)).await?;
    assert_eq!(households(&days), [bea, eli, cy, ada, dee]);
    // Never heard of; then by the latest of contact and assessment.
    let contact = scene.page(by(SortBy::Contact)).await?;
    assert_eq!(households(&contact), [dee, cy, bea, eli, ada]);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_figure_counts_the_rows_that_it_opens(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let scene = Scene::new(pool, options).await?;
    let made = scene.mixed().await?;
    for group in Group::ALL {
        let shown = scene
            .page(Filter {
                group,
                ..EVERYTHING
            })
            .await?;
        let figure = shown.figures.iter().find(|(of, _)| *of == group);
        let figure = figure.map(|(_, households)| *households);
        assert_eq!(figure, Some(shown.entries.len() as i64), "{group:?}");
        assert_eq!(figure, Some(shown.matching), "{group:?}");
        assert!(shown.matching > 0 || group == Group::Referred, "{group:?}");
    }
    let quiet = Filter {
        group: Group::Quiet,
        ..EVERYTHING
    };
    let quiet = scene.page(quiet).await?;
    assert!(quiet.entries.iter().all(|entry| entry.quiet));
    let quiet = households(&quiet).into_iter().collect::<BTreeSet<_>>();
    // Not the one who was assessed since.
    assert_eq!(quiet, BTreeSet::from([made[1].id, made[2].id, made[3].id]));
    let all = scene.page(EVERYTHING).await?;
    let flagged = all.entries.iter().filter(|entry| entry.quiet).count();
    assert_eq!(flagged, 3);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn nothing_leads_to_a_protected_person_and_no_hash_is_a_name(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let scene = Scene::new(pool, options).await?;
    let ada = scene.single("Ada", 40, Some((30, 9))).await?;
    let bea = scene.single("Bea", 40, Some((30, 8))).await?;
    for (sql, client) in [
        (
            "update client set protected = true where client_id = $1",
            &ada,
        ),
        ("update client set hashed = true where client_id = $1", &bea),
    ] {
        sqlx::query(sql)
            .bind(client.clients[0].0)
            .execute(&scene.world.store.pool)
            .await?;
    }
    let shown = scene.page(EVERYTHING).await?.entries;
    assert_eq!(shown[0].name.short(), PROTECTED);
    assert_eq!(
        (shown[0].client, shown[0].enrollment, shown[0].dob),
        (None, None, None)
    );
    assert_eq!(shown[1].name.short(), HASHED);
    assert_eq!(shown[1].client, Some(bea.clients[0]));
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_household_moves_to_the_list_of_its_coc(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let scene = Scene::new(pool, options).await?;
    let (world, pool) = (&scene.world, &scene.world.store.pool);
    let west: ListAuthorityId = ids::new();
    sqlx::query("insert into coc (coc_code, name) values ('MN-508', 'West Central')")
        .execute(pool)
        .await?;
    sqlx::query(
        "insert into list_authority (list_authority_id, name, kind, coc_code) \
         values ($1, 'West Central', 'coc', 'MN-508')",
    )
    .bind(west.0)
    .execute(pool)
    .await?;
    sqlx::query("insert into list_project (list_authority_id, project_id) values ($1, $2)")
        .bind(west.0)
        .bind(world.ce_project.0)
        .execute(pool)
        .await?;
    let ada = scene.single("Ada", 40, Some((30, 9))).await?;
    assert_eq!(households(&scene.page(EVERYTHING).await?), [ada.id]);

    sqlx::query("update enrollment set enrollment_coc = 'MN-508' where household_id = $1")
        .bind(ada.id.0)
        .execute(pool)
        .await?;
    scene.place(ada.id).await?;

    assert!(scene.page(EVERYTHING).await?.entries.is_empty());
    let there = page(&world.store, &scene.dana, west, EVERYTHING).await?;
    assert_eq!(households(&there), [ada.id]);
    // The screens of both lists are told.
    let told: Vec<String> = sqlx::query_scalar(
        "select payload ->> 'list' from outbox where topic = 'list' order by outbox_id desc limit 2",
    )
    .fetch_all(pool)
    .await?;
    assert_eq!(
        told.into_iter().collect::<BTreeSet<_>>(),
        BTreeSet::from([west.to_string(), world.list.to_string()])
    );
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn midnight_places_everybody_anew(pool: PgPoolOptions, options: PgConnectOptions) -> Test {
    let scene = Scene::new(pool, options).await?;
    let world = &scene.world;
    // Silent for 90 days today, for 91 tomorrow.
    let ada = scene.single("Ada", 100, Some((90, 9))).await?;
    scene.single("Bea", 100, Some((10, 9))).await?;
    assert_eq!(refresh_stale(&world.store).await?, 0, "the day is not over");
    assert_eq!(
        scene.page(EVERYTHING).await?.entries[0].standing,
        Standing::Ranked
    );
    world.announced().await?;

    let tomorrow = Store {
        clock: Clock::Fixed(testing::noon() + Duration::days(1)),
        ..world.store.clone()
    };
    assert_eq!(refresh_stale(&tomorrow).await?, 2);
    assert_eq!(refresh_stale(&tomorrow).await?, 0, "once is enough");
    let list = page(&tomorrow, &scene.dana, world.list, EVERYTHING).await?;
    let last = &list.entries[1];
    assert_eq!(
        (last.household, last.standing),
        (ada.id, Standing::Inactive)
    );
    assert_eq!(last.reason, "No contact for 91 days.");
    assert_eq!(world.announced().await?, 1, "each list is told once");
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn consent_holds_back_while_it_is_not_in_force(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let scene = Scene::new(pool, options).await?;
    let world = &scene.world;
    world.policy(&Policy::default()).await?;
    let ada = scene.single("Ada", 40, Some((30, 9))).await?;
    let standing = async || {
        let list = scene.page(EVERYTHING).await?;
        Ok::<_, StoreError>((list.entries[0].standing, list.entries[0].reason.clone()))
    };
    let held = (
        Standing::HeldBack,
        "No release of information in force.".to_owned(),
    );
    assert_eq!(standing().await?, held);

    scene
        .run(
            "insert into roi (roi_id, client_id, scope, how_given, starts_on) \
             values (gen_random_uuid(), $1, 'all', 'written', $2)",
            ada.clients[0].0,
            scene.day(5),
        )
        .await?;
    scene.place(ada.id).await?;
    assert_eq!(standing().await?.0, Standing::Ranked);

    scene
        .run(
            "update roi set withdrawn_on = $2 where client_id = $1",
            ada.clients[0].0,
            scene.day(0),
        )
        .await?;
    scene.place(ada.id).await?;
    assert_eq!(standing().await?, held);
    // It was in force yesterday, and not a week ago.
    for (ago, expected) in [(1, Standing::Ranked), (7, Standing::HeldBack)] {
        let past = as_of(&world.store, &scene.dana, world.list, scene.day(ago)).await?;
        assert_eq!(past[0].placement.standing, expected, "{ago} days ago");
    }
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_refresh_never_puts_back_who_is_leaving(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let scene = Scene::new(pool, options).await?;
    let store = &scene.world.store;
    let ada = scene.single("Ada", 40, Some((30, 9))).await?;
    let mut leaving = store.begin(None).await?;
    sqlx::query(
        "insert into exit (exit_id, enrollment_id, source_id, hmis_id, exit_date, destination) \
         select gen_random_uuid(), enrollment_id, source_id, hmis_id, $2, 410 \
         from enrollment where household_id = $1",
    )
    .bind(ada.id.0)
    .bind(scene.world.today)
    .execute(&mut *leaving)
    .await?;
    refresh(&mut leaving, store.clock, &[ada.id]).await?;
    let commit = async {
        let what = "the other one waits";
        testing::until(&store.pool, what, testing::SOMEBODY_WAITS).await?;
        leaving.commit().await
    };
    let (refreshed, committed) = tokio::join!(scene.place(ada.id), commit);
    refreshed?;
    committed?;
    assert!(scene.page(EVERYTHING).await?.entries.is_empty());
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_past_folds_to_what_the_projection_holds_today(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Test {
    let scene = Scene::new(pool, options).await?;
    let world = &scene.world;
    let made = scene.mixed().await?;
    let gone = scene.single("Fay", 60, Some((55, 20))).await?;
    scene.exit(&gone, 3).await?;

    let now = scene.page(EVERYTHING).await?.entries;
    let folded = as_of(&world.store, &scene.dana, world.list, world.today).await?;
    assert_eq!(now.len(), 5);
    assert_eq!(folded.len(), 5);
    for (now, then) in now.iter().zip(&folded) {
        assert_eq!(now.household, then.household);
        assert_eq!(now.rank, then.rank);
        assert_eq!(now.standing, then.placement.standing);
        assert_eq!(now.reason, then.placement.reason);
        assert_eq!(now.referral, then.placement.referral);
        assert_eq!(now.since, then.facts.on_list_since);
        assert_eq!((now.size, now.minors), (then.facts.size, then.facts.minors));
        assert_eq!(now.last_contact_on, then.facts.last_contact_on);
    }

    // The day before the exit: first by score; who came since is not there.
    let before = as_of(&world.store, &scene.dana, world.list, scene.day(4)).await?;
    assert_eq!(before.len(), 6);
    assert_eq!((before[0].household, before[0].rank), (gone.id, Some(1)));
    // On the day of the exit it has left.
    let on_the_day = as_of(&world.store, &scene.dana, world.list, scene.day(3)).await?;
    assert_eq!(on_the_day.len(), 5);
    // Before the assessment nobody knew the score.
    let early = as_of(&world.store, &scene.dana, world.list, scene.day(58)).await?;
    let fay = early.iter().find(|entry| entry.household == gone.id);
    let reason = fay.map(|entry| entry.placement.reason.as_str());
    assert_eq!(reason, Some("No assessment yet."));
    assert!(early.iter().all(|entry| entry.household != made[0].id));
    Ok(())
}

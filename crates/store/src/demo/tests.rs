//! What a loaded demo holds.

use super::*;
use crate::testing;
use domain::hud::{EventType, ProjectType};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

const CE: i32 = ProjectType::CoordinatedEntry.code();
const PSH: i32 = ProjectType::PermanentSupportiveHousing.code();

fn plan(store: &Store, clients: usize) -> Plan {
    Plan {
        seed: SEED,
        today: store.clock.today("America/Chicago"),
        clients,
    }
}

async fn loaded(pool: PgPoolOptions, options: PgConnectOptions, clients: usize) -> Store {
    let store = testing::store(pool, options).await.unwrap();
    let outcome = load_plan(&store, &plan(&store, clients)).await.unwrap();
    assert!(matches!(outcome, Outcome::Loaded { .. }), "{outcome:?}");
    store
}

async fn count(store: &Store, query: &'static str) -> i64 {
    sqlx::query_scalar(query)
        .fetch_one(&store.pool)
        .await
        .unwrap()
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_whole_demo_fills_every_list(pool: PgPoolOptions, options: PgConnectOptions) {
    let store = testing::store(pool, options).await.unwrap();
    let today = store.clock.today("America/Chicago");
    let Outcome::Loaded {
        clients,
        households,
    } = load(&store, today).await.unwrap()
    else {
        panic!("not loaded");
    };
    assert!((3_000..3_010).contains(&clients));
    assert_eq!(
        count(&store, "select count(*) from client").await,
        i64::try_from(clients).unwrap()
    );
    assert!(households > 1_600);
    assert!(count(&store, "select count(*) from list_entry").await > 1_050);
    let lists: Vec<(String, i64)> = sqlx::query_as(
        "select la.name, count(*) from list_entry join list_authority la using (list_authority_id) \
         group by la.name order by la.name",
    )
    .fetch_all(&store.pool)
    .await
    .unwrap();
    // Ten CoCs, two sub-regions, the collaborative.
    assert_eq!(lists.len(), 13, "{lists:?}");
    let northwest = lists
        .iter()
        .find(|(name, _)| name == "Northwest")
        .unwrap()
        .1;
    assert!((105..=135).contains(&northwest), "{northwest}");
    // Every standing, and every state of a referral, can be shown.
    let standings = "select count(distinct standing) from list_entry \
        join list_authority using (list_authority_id) where name = 'Northwest'";
    assert_eq!(count(&store, standings).await, 4);
    assert_eq!(
        count(&store, "select count(distinct state) from referral").await,
        9
    );
    let victims = "select count(*) from enrollment join project using (project_id) \
        join organization using (organization_id) where victim_service_provider";
    assert_eq!(count(&store, victims).await, 0);
    let doubles = "select count(*) from (select client_id from enrollment e join project p using (project_id) \
        where exit_on is null and project_type = 14 group by client_id, project_id having count(*) > 1) d";
    assert_eq!(count(&store, doubles).await, 3);
    assert_eq!(
        count(&store, "select count(*) from client where protected").await,
        1
    );
    let retired = "select count(*) from client_alias where hmis_id is not null";
    assert_eq!(count(&store, retired).await, 10);
    let assigned = "select count(*) from case_assignment join household using (household_id) \
        join list_project using (project_id) join list_authority using (list_authority_id) \
        where list_authority.name = 'Northwest'";
    assert!(count(&store, assigned).await > 30);
}

#[sqlx::test(migrations = "../../migrations")]
async fn rosa_martinez_and_her_family_stand_on_northwests_list(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = loaded(pool, options, 60).await;
    let (size, minors, score, referral, standing): (i32, i32, String, String, String) =
        sqlx::query_as(
            "select size, minors, le.score::text, referral_status, standing \
         from list_entry le join list_authority la using (list_authority_id) \
         join client on client_id = head_client_id \
         where la.name = 'Northwest' and first_name = 'Rosa' and last_name = 'Martinez'",
        )
        .fetch_one(&store.pool)
        .await
        .unwrap();
    assert_eq!(
        (
            size,
            minors,
            score.as_str(),
            referral.as_str(),
            standing.as_str()
        ),
        (4, 2, "14", "acknowledged", "referral_pending")
    );
    let (kind, project, result, days): (i32, String, Option<i32>, i32) = sqlx::query_as(
        "select ev.event, ev.location_crisis_or_ph_housing, ev.referral_result, \
             (select (date '2026-11-22' - move_in_date)::integer from enrollment h \
              join project hp using (project_id) \
              where h.client_id = c.client_id and hp.project_id = r.project_id and hp.project_type = $1) \
         from client c join enrollment e using (client_id) join event ev using (enrollment_id) \
         join referral r on r.referral_id = ev.event_id \
         where first_name = 'Rosa' and last_name = 'Martinez'",
    )
    .bind(PSH)
    .fetch_one(&store.pool)
    .await
    .unwrap();
    assert_eq!(kind, EventType::PermanentSupportiveHousingOpening.code());
    assert_eq!((project.as_str(), result, days), ("Maple Court", None, 8));
    let (since, contact): (i32, i32) = sqlx::query_as(
        "select (date '2026-11-22' - on_list_since)::integer, \
             (date '2026-11-22' - last_contact_on)::integer \
         from list_entry join client on client_id = head_client_id where first_name = 'Rosa'",
    )
    .fetch_one(&store.pool)
    .await
    .unwrap();
    assert_eq!((since, contact), (143, 2));
    // Kept back from everybody but the agency that made the record.
    let (sharing, owner): (String, String) = sqlx::query_as(
        "select sharing, o.name from client join organization o \
         on organization_id = owning_organization_id where last_name = 'Halvorsen'",
    )
    .fetch_one(&store.pool)
    .await
    .unwrap();
    assert_eq!(
        (sharing.as_str(), owner.as_str()),
        ("owner_only", "Red Pine Housing Partners")
    );
}

#[sqlx::test(migrations = "../../migrations")]
async fn accounts_stand_in_every_workgroup(pool: PgPoolOptions, options: PgConnectOptions) {
    let store = loaded(pool, options, 20).await;
    let grants: Vec<(String, String, String)> = sqlx::query_as(
        "select email, workgroup, o.name from user_grant join app_user using (user_id) \
         join organization o using (organization_id) order by email, workgroup, o.name",
    )
    .fetch_all(&store.pool)
    .await
    .unwrap();
    let of = |email: &str| {
        let rows = grants.iter().filter(|row| row.0.starts_with(email));
        rows.map(|row| (row.1.as_str(), row.2.as_str()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of("dana.lindqvist@"),
        [
            ("hmis_user", "Birch Ridge Community Action"),
            ("priority_list_manager", "Northwest CoC Coordinated Entry"),
        ]
    );
    assert_eq!(
        of("noor.hassan@"),
        [("hmis_user", "Red Pine Housing Partners")]
    );
    assert_eq!(of("two.coc@").len(), 2);
    let workgroups = "select count(distinct workgroup) from user_grant";
    assert_eq!(count(&store, workgroups).await, 6);
    let ready = "select count(*) from app_user where password_hash like '$argon2id$%' \
        and agreement_accepted_at is not null and not must_change_password \
        and demo_note like '%threshold-demo-1'";
    assert_eq!(count(&store, ready).await, 8);
    let salted = "select count(distinct password_hash) from app_user";
    assert_eq!(count(&store, salted).await, 8);
    // Noor's agency owns no type-14 project.
    let ce = sqlx::query_scalar::<_, i64>(
        "select count(*) from user_grant join app_user using (user_id) \
         join project using (organization_id) where email like 'noor%' and project_type = $1",
    )
    .bind(CE)
    .fetch_one(&store.pool)
    .await
    .unwrap();
    assert_eq!(ce, 0);
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_database_in_use_is_left_alone(pool: PgPoolOptions, options: PgConnectOptions) {
    let store = loaded(pool, options, 20).await;
    let before = count(&store, "select count(*) from history").await;
    let again = load_plan(&store, &plan(&store, 20)).await.unwrap();
    assert_eq!(again, Outcome::NotEmpty { demo: true });
    assert_eq!(count(&store, "select count(*) from history").await, before);
    assert_eq!(
        count(&store, "select count(*) from installation where demo").await,
        1
    );
}

#[sqlx::test(migrations = "../../migrations")]
async fn real_data_is_never_called_a_demo(pool: PgPoolOptions, options: PgConnectOptions) {
    let store = testing::store(pool, options).await.unwrap();
    let world = testing::World::new(store).await.unwrap();
    let outcome = load_plan(&world.store, &plan(&world.store, 20))
        .await
        .unwrap();
    assert_eq!(outcome, Outcome::NotEmpty { demo: false });
    let marked = "select count(*) from installation where demo";
    assert_eq!(count(&world.store, marked).await, 0);
    assert_eq!(count(&world.store, "select count(*) from client").await, 0);
}

#[sqlx::test(migrations = "../../migrations")]
async fn social_security_numbers_are_sealed(pool: PgPoolOptions, options: PgConnectOptions) {
    let store = loaded(pool, options, 20).await;
    let rows: Vec<(uuid::Uuid, Vec<u8>, Vec<u8>)> = sqlx::query_as(
        "select client_id, ssn_sealed, ssn_hash from client where ssn_sealed is not null",
    )
    .fetch_all(&store.pool)
    .await
    .unwrap();
    assert!(!rows.is_empty());
    for (client, sealed, hash) in rows {
        let digits = String::from_utf8(store.keys.open(client, &sealed).unwrap()).unwrap();
        assert_eq!(digits.len(), 9);
        assert_eq!(store.keys.lookup_hash("ssn", &digits), hash);
    }
}

#[sqlx::test(migrations = "../../migrations")]
async fn people_are_found_and_accounts_sign_in(pool: PgPoolOptions, options: PgConnectOptions) {
    let store = loaded(pool, options, 20).await;
    // By surname and by nickname, through the vocabulary of names.
    let tokens: Vec<(String, i32)> = sqlx::query_as(
        "select token, people from client join name_token on token_id = any(search_keys) \
         where last_name = 'Whitefeather' and first_name = 'James' order by token",
    )
    .fetch_all(&store.pool)
    .await
    .unwrap();
    let words = tokens.iter().map(|(token, _)| token.as_str());
    assert_eq!(words.collect::<Vec<_>>(), ["james", "jim", "whitefeather"]);
    assert!(tokens.iter().all(|(_, people)| *people > 0), "{tokens:?}");
    let hash: String = sqlx::query_scalar(
        "select password_hash from app_user where email = 'dana.lindqvist@demo.example'",
    )
    .fetch_one(&store.pool)
    .await
    .unwrap();
    let fits = crate::identity::password::verify(PASSWORD.to_owned(), Some(hash));
    assert!(fits.await.unwrap());
    let shown = crate::identity::demo_accounts(&store).await.unwrap();
    assert_eq!(shown.len(), 8);
    assert!(
        shown[0]
            .note
            .starts_with("Priority List Manager, Northwest")
    );
}

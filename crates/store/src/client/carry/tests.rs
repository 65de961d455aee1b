//! What was typed for somebody who has a record already.

use super::*;
use crate::ids;
use crate::testing::{self, Person, World};
use domain::workgroup::Workgroup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

fn typed() -> Typed {
    let text = str::to_owned;
    Typed {
        first: text("Teo"),
        last: text("Vang"),
        ssn: text("457-55-5462"),
        ssn_quality: text("1"),
        dob: text("3/7/1990"),
        dob_quality: text("1"),
        phone: text("218-555-0142"),
        card: text("C-0012"),
        ..Typed::default()
    }
}

/// Somebody without a birth date whose record the CE organization owns, its worker, and one of the agency.
async fn known(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<(World, ClientId, Actor, Actor)> {
    let world = World::new(testing::store(pool, options).await?).await?;
    let mut person = Person::new("Teodora", "Vang", 1, 1990);
    person.dob = None;
    let client = world.household(&[person], 30).await?.clients[0];
    let own = world.user(&[(Workgroup::CeAssessor, world.ce)]).await?;
    let other = world.user(&[(Workgroup::HmisUser, world.agency)]).await?;
    Ok((world, client, own, other))
}

fn codes(found: &Differences) -> Vec<&str> {
    found.offers.iter().map(|(code, _)| code.as_str()).collect()
}

#[sqlx::test(migrations = "../../migrations")]
async fn who_works_with_the_person_fills_in_what_is_missing(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let (world, client, own, _) = known(pool, options).await?;
    let store = &world.store;
    let found = differences(store, &own, client, &typed()).await?;
    assert_eq!(codes(&found), ["name-0", "phone", "card", "dob", "ssn"]);
    let all = ["name-0", "phone", "card", "dob", "ssn"].map(str::to_owned);
    let key = ids::new();
    for _ in 0..2 {
        let added = carry_over(store, &own, client, &typed(), &all, key).await;
        assert_eq!(added.unwrap(), 5);
    }
    let page = crate::client::page(store, &own, client, None).await?;
    assert_eq!(page.identity.other_names, ["Teo Vang"]);
    assert_eq!(page.identity.dob, NaiveDate::from_ymd_opt(1990, 3, 7));
    assert_eq!((page.contacts.len(), page.cards.len()), (1, 1));
    let again = differences(store, &own, client, &typed()).await?;
    assert_eq!(codes(&again), Vec::<&str>::new());
    let hits = crate::client::search(store, &own, "teo vang 457-55-5462", None).await?;
    assert_eq!(hits.hits[0].id, client);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn others_add_names_and_ways_to_reach_the_person_only(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let (world, client, own, other) = known(pool, options).await?;
    let store = &world.store;
    let found = differences(store, &other, client, &typed()).await?;
    assert!(found.restricted);
    assert_eq!(codes(&found), ["name-0", "phone", "card"]);
    let ticked = ["phone", "dob", "ssn"].map(str::to_owned);
    let added = carry_over(store, &other, client, &typed(), &ticked, ids::new()).await;
    assert_eq!(added.unwrap(), 1);
    let page = crate::client::page(store, &own, client, None).await?;
    assert_eq!(page.identity.dob, None);
    // What is known by now is offered all the same: nothing hidden is confirmed by its absence.
    let found = differences(store, &other, client, &typed()).await?;
    assert_eq!(codes(&found), ["name-0", "phone", "card"]);
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_hidden_and_the_unknown_are_not_found(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let (world, client, own, _) = known(pool, options).await?;
    let store = &world.store;
    let unknown = differences(store, &own, ids::new(), &typed()).await;
    assert!(matches!(unknown, Err(StoreError::NotFound)));
    sqlx::query("update client set protected = true")
        .execute(&store.pool)
        .await?;
    let hidden = differences(store, &own, client, &typed()).await;
    assert!(matches!(hidden, Err(StoreError::NotFound)));
    let ticked = ["phone".to_owned()];
    let refused = carry_over(store, &own, client, &typed(), &ticked, ids::new()).await;
    assert!(matches!(
        refused,
        Err(CarryError::Store(StoreError::NotFound))
    ));
    let details: i64 = sqlx::query_scalar("select count(*) from client_contact_detail")
        .fetch_one(&store.pool)
        .await?;
    assert_eq!(details, 0);
    Ok(())
}

//! Which pairs are found, who is left out, and what stays decided.

use super::*;
use crate::StoreError;
use crate::duplicate::{Told, find, find_all, queue, tell_apart};
use domain::duplicate::{Certainty, Reason};

#[sqlx::test(migrations = "../../migrations")]
async fn a_second_record_is_found_and_a_sister_is_not(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = Scene::new(pool, options).await?;
    let (family, alone) = two_rosas(&scene).await?;
    // A twin of the child, in the same household.
    let twins = [
        Person::new("Mai", "Thao", 1, 1990),
        Person::new("Pao", "Thao", 2, 2015),
        Person::new("Mao", "Thao", 2, 2015),
    ];
    scene.world.household(&twins, 30).await?;
    scene.settle().await?;
    assert!(find(&scene.world.store).await? >= 6);
    assert_eq!(find(&scene.world.store).await?, 0, "nobody changed since");

    let found = queue(&scene.world.store, &scene.administrator).await?;
    assert_eq!(found.total, 1, "{found:?}");
    let people = found.rows[0].people.each_ref().map(|one| one.client);
    assert_eq!(people, [family.clients[0], alone.clients[0]]);
    assert!(found.rows[0].certainty >= Some(Certainty::Likely));
    assert!(found.rows[0].reasons.contains(&Reason::SameBirthDate));
    assert!(found.rows[0].reported.is_none());

    // A correction takes it back.
    scene
        .run(
            "update client set first_name = 'Elena', last_name = 'Olson' where client_id = $1",
            alone.clients[0].0,
        )
        .await?;
    scene.settle().await?;
    find(&scene.world.store).await?;
    assert_eq!(
        queue(&scene.world.store, &scene.administrator).await?.total,
        0
    );
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn numbers_names_and_dates_find_each_other(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = Scene::new(pool, options).await?;
    let person = |first, last, born| [Person::new(first, last, 1, born)];
    let world = &scene.world;
    let bob = world
        .household(&person("Bob", "Olson", 1971), 10)
        .await?
        .clients[0];
    let robert = world
        .household(&person("Robert", "Olson", 1971), 10)
        .await?
        .clients[0];
    // Married since, known by her number.
    let before = world
        .household(&person("Katherine", "Peterson", 1990), 10)
        .await?
        .clients[0];
    let after = world
        .household(&person("Katherine", "Xiong", 1990), 10)
        .await?
        .clients[0];
    scene.ssn(before, "457-55-5462").await?;
    scene.ssn(after, "457-55-5462").await?;
    // A number one digit off, with a birth date whose day and month changed places.
    let one = world
        .household(&person("Elena", "Torres", 1966), 10)
        .await?
        .clients[0];
    let off = world
        .household(&person("Elena", "Torres", 1966), 10)
        .await?
        .clients[0];
    scene.ssn(one, "389-01-4477").await?;
    scene.ssn(off, "389-01-4478").await?;
    scene
        .run(
            "update client set dob = '1966-01-03' where client_id = $1",
            off.0,
        )
        .await?;
    scene.settle().await?;
    find_all(&world.store).await?;
    let found = queue(&world.store, &scene.administrator).await?;
    let pairs = found
        .rows
        .iter()
        .map(|row| (row.people[0].client, row.people[1].client))
        .collect::<Vec<_>>();
    for pair in [(bob, robert), (before, after), (one, off)] {
        assert!(pairs.contains(&pair), "{found:?}");
    }
    assert_eq!(found.total, 3);
    let number = found.rows.iter().find(|row| row.people[0].client == one);
    assert!(number.is_some_and(|row| row.reasons.contains(&Reason::NearlySameSsn)));
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn two_people_stay_two_until_there_is_new_evidence(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = Scene::new(pool, options).await?;
    // The same name and birth date, another surname.
    let mut people = Vec::new();
    for last in ["Peterson", "Xiong"] {
        let person = [Person::new("Katherine", last, 1, 1990)];
        people.push(scene.world.household(&person, 20).await?.clients[0]);
    }
    let people = [people[0], people[1]];
    scene.settle().await?;
    let (store, actor) = (&scene.world.store, &scene.administrator);
    find(store).await?;
    let found = queue(store, actor).await?;
    assert_eq!(found.rows[0].certainty, Some(Certainty::Likely));
    let pair = found.rows[0].id;
    let told = tell_apart(store, actor, pair, ids::new(), "Met both").await?;
    assert_eq!(told, Told::Apart);
    let again = tell_apart(store, actor, pair, ids::new(), "Met both").await?;
    assert_eq!(again, Told::Decided);
    find_all(store).await?;
    assert_eq!(queue(store, actor).await?.total, 0);

    // The same number in both is more than what was known then.
    for client in people {
        scene.ssn(client, "457-55-5462").await?;
    }
    find(store).await?;
    let found = queue(store, actor).await?;
    assert_eq!((found.total, found.rows[0].id), (1, pair));

    tell_apart(store, actor, pair, ids::new(), "A typing error").await?;
    find_all(store).await?;
    assert_eq!(queue(store, actor).await?.total, 0);
    // Somebody who knows them says otherwise.
    let worker = scene
        .world
        .user(&[(Workgroup::HmisUser, scene.world.agency)])
        .await?;
    assert_eq!(
        report(store, &worker, people, "Her sister says so").await?,
        pair
    );
    let found = queue(store, actor).await?;
    let why = found.rows[0]
        .reported
        .as_ref()
        .and_then(|one| one.why.as_deref());
    assert_eq!(why, Some("Her sister says so"));
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn reported_pairs_stand_first_and_only_some_may_report(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = Scene::new(pool, options).await?;
    two_rosas(&scene).await?;
    let person = |first, last, born| [Person::new(first, last, 1, born)];
    let ana = scene
        .world
        .household(&person("Ana", "Lopez", 1970), 10)
        .await?
        .clients[0];
    let eve = scene
        .world
        .household(&person("Eve", "Olson", 2001), 10)
        .await?
        .clients[0];
    scene.settle().await?;
    let (store, actor) = (&scene.world.store, &scene.administrator);
    find(store).await?;
    for group in Workgroup::ALL {
        let one = scene.world.user(&[(group, scene.world.agency)]).await?;
        let reported = report(store, &one, [ana, eve], "The same face").await;
        let may = group != Workgroup::ShelterReservation;
        assert_eq!(reported.is_ok(), may, "{group:?}");
        let queue = queue(store, &one).await;
        assert_eq!(
            queue.is_ok(),
            group == Workgroup::Administrator,
            "{group:?}"
        );
    }
    let rows = queue(store, actor).await?.rows;
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].people.each_ref().map(|one| one.client), [ana, eve]);
    assert_eq!(rows[0].certainty, None, "the records say nothing of it");
    let same = report(store, actor, [ana, ana], "").await;
    assert!(matches!(same, Err(StoreError::Refused(_))), "{same:?}");
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn protected_people_are_in_no_pair(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let scene = Scene::new(pool, options).await?;
    let (family, alone) = two_rosas(&scene).await?;
    let (store, actor) = (&scene.world.store, &scene.administrator);
    find(store).await?;
    let pair = queue(store, actor).await?.rows[0].id;
    scene
        .run(
            "update client set protected = true where client_id = $1",
            alone.clients[0].0,
        )
        .await?;
    let found = queue(store, actor).await?;
    assert_eq!(
        (found.total, found.rows.len()),
        (0, 0),
        "neither shown nor counted"
    );
    let people = [family.clients[0], alone.clients[0]];
    for refused in [
        report(store, actor, people, "").await.map(drop),
        scene.plan(pair, people[0]).await.map(drop),
        crate::duplicate::look(store, actor, pair).await.map(drop),
        tell_apart(store, actor, pair, ids::new(), "x")
            .await
            .map(drop),
        scene
            .merge_as(pair, &keeps(people[0]), "", ids::new())
            .await
            .map(drop),
    ] {
        assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    }
    find_all(store).await?;
    scene
        .run(
            "update client set protected = false where client_id = $1",
            alone.clients[0].0,
        )
        .await?;
    assert_eq!(
        queue(store, actor).await?.total,
        0,
        "the job does not keep what it may not show"
    );
    Ok(())
}

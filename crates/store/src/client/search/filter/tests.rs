//! Who fits, and that nothing hidden decides it.

use super::*;
use crate::testing::{self, Household, Person, World};
use domain::workgroup::Workgroup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn ages_have_their_bands() {
    for (age, band) in [
        (Some(0), AgeBand::Child),
        (Some(17), AgeBand::Child),
        (Some(18), AgeBand::Youth),
        (Some(24), AgeBand::Youth),
        (Some(25), AgeBand::Adult),
        (Some(61), AgeBand::Adult),
        (Some(62), AgeBand::Older),
        (None, AgeBand::Unknown),
    ] {
        assert_eq!(AgeBand::of(age), band, "{age:?}");
    }
}

#[test]
fn contacts_are_counted_in_days() {
    let today = day("2026-11-22");
    for (contact, last, fits) in [
        (LastContact::Within(30), Some("2026-10-23"), true),
        (LastContact::Within(30), Some("2026-10-22"), false),
        (LastContact::Within(30), None, false),
        (LastContact::Before(90), Some("2026-08-23"), true),
        (LastContact::Before(90), Some("2026-08-24"), false),
        (LastContact::Before(90), None, false),
        (LastContact::Never, None, true),
        (LastContact::Never, Some("2026-08-24"), false),
    ] {
        assert_eq!(
            contact.fits(last.map(day), today),
            fits,
            "{contact:?} {last:?}"
        );
    }
}

/// Two people of one name: one in Coordinated Entry, one housed by the agency and gone from there.
async fn two(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<(World, Household, Household)> {
    let world = World::new(testing::store(pool, options).await?).await?;
    let listed = world
        .household(&[Person::new("Rosa", "Lopez", 1, 1985)], 30)
        .await?;
    let people = [Person::new("Rosa", "Lopez", 1, 1955)];
    let housed = world
        .household_in(world.housing_project, world.agency, &people, 90)
        .await?;
    world.assess(listed.enrollments[0], world.today, 9).await?;
    let mut tx = world.store.begin(None).await?;
    crate::priority::refresh(&mut tx, world.store.clock, &[listed.id]).await?;
    let all = [listed.clients[0], housed.clients[0]];
    crate::client::index_clients(&mut tx, &all).await?;
    tx.commit().await?;
    Ok((world, listed, housed))
}

async fn ids(world: &World, actor: &Actor, filter: Filter) -> Result<Vec<Uuid>> {
    let found = search_within(&world.store, actor, "Rosa Lopez", None, &filter).await?;
    assert_eq!(found.fitting, found.results.hits.len());
    assert_eq!(found.found, 2, "all who match are counted");
    Ok(found.results.hits.iter().map(|hit| hit.id.0).collect())
}

#[sqlx::test(migrations = "../../migrations")]
async fn who_fits_is_shown(pool: PgPoolOptions, options: PgConnectOptions) -> Result<()> {
    let (world, listed, housed) = two(pool, options).await?;
    sqlx::query("update client set sharing = 'all'")
        .execute(&world.store.pool)
        .await?;
    let actor = world.user(&[(Workgroup::CeAssessor, world.ce)]).await?;
    let (listed, housed) = (listed.clients[0].0, housed.clients[0].0);
    let none = Filter::default();
    let mut both = ids(&world, &actor, none.clone()).await?;
    both.sort_unstable();
    let mut expected = vec![listed, housed];
    expected.sort_unstable();
    assert_eq!(both, expected);
    for (filter, who) in [
        (
            Filter {
                organization: Some(world.agency),
                ..none.clone()
            },
            vec![housed],
        ),
        (
            Filter {
                age: Some(AgeBand::Older),
                ..none.clone()
            },
            vec![housed],
        ),
        (
            Filter {
                status: Some(ListStatus::On(Standing::Ranked)),
                ..none.clone()
            },
            vec![listed],
        ),
        (
            Filter {
                status: Some(ListStatus::None),
                age: Some(AgeBand::Adult),
                ..none.clone()
            },
            vec![],
        ),
        (
            Filter {
                coc: Some("MN-500".to_owned()),
                ..none.clone()
            },
            vec![],
        ),
        (
            Filter {
                contact: Some(LastContact::Never),
                coc: Some("MN-506".to_owned()),
                open: Some(true),
                age: Some(AgeBand::Adult),
                ..none.clone()
            },
            vec![listed],
        ),
    ] {
        assert_eq!(
            ids(&world, &actor, filter.clone()).await?,
            who,
            "{filter:?}"
        );
    }
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_hidden_stay_makes_no_difference(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let (world, listed, housed) = two(pool, options).await?;
    let (listed, housed) = (listed.clients[0].0, housed.clients[0].0);
    let assessor = world.user(&[(Workgroup::CeAssessor, world.ce)]).await?;
    let open = |open| Filter {
        open: Some(open),
        ..Filter::default()
    };
    // Nobody shares: the agency's stay is open, and not for the assessor to know.
    assert_eq!(ids(&world, &assessor, open(true)).await?, [listed]);
    assert_eq!(ids(&world, &assessor, open(false)).await?, [housed]);
    let at_agency = Filter {
        organization: Some(world.agency),
        ..Filter::default()
    };
    assert!(ids(&world, &assessor, at_agency).await?.is_empty());
    let found = search_within(
        &world.store,
        &assessor,
        "Rosa Lopez",
        None,
        &Filter::default(),
    )
    .await?;
    let offered = found.organizations.iter().map(|(id, _)| *id);
    assert_eq!(offered.collect::<Vec<_>>(), [world.ce]);
    // Of a victim service provider nobody knows, whatever was shared.
    sqlx::query("update client set sharing = 'all'")
        .execute(&world.store.pool)
        .await?;
    sqlx::query(
        "update organization set victim_service_provider = true where organization_id = $1",
    )
    .bind(world.agency.0)
    .execute(&world.store.pool)
    .await?;
    sqlx::query("update client set owning_organization_id = $1")
        .bind(world.ce.0)
        .execute(&world.store.pool)
        .await?;
    assert_eq!(ids(&world, &assessor, open(true)).await?, [listed]);
    Ok(())
}

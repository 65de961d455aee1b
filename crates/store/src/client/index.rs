//! What people are found by: the vocabulary of names, and one list of keys a person.
//!
//! Keys above zero are tokens of `name_token`; those below are dates: see [`domain::search::keys`].

use crate::{Result, Store, Tx};
use chrono::NaiveDate;
use domain::ids::ClientId;
use domain::search;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Clients indexed by one statement.
const CHUNK: usize = 5_000;
/// The advisory lock of whoever counts names.
const COUNTING: i64 = 0x6e61_6d65;

/// Makes clients findable again after their names, aliases or birth dates were written. Set-based, so it
/// takes one client or all clients of an import. No new version of a client comes from it.
///
/// # Errors
/// When the database refuses.
pub async fn index_clients(tx: &mut Tx, clients: &[ClientId]) -> Result<()> {
    for chunk in clients.chunks(CHUNK) {
        let ids = chunk.iter().map(|client| client.0).collect::<Vec<_>>();
        index_chunk(tx, &ids).await?;
    }
    Ok(())
}

/// Indexes every client, in transactions of some thousand, and counts how many people carry each name.
///
/// # Errors
/// When the database refuses; what was done stays, and repeating it is harmless.
pub async fn index_all(store: &Store) -> Result<u64> {
    let mut done = 0;
    let mut after = Uuid::nil();
    loop {
        let mut tx = store.begin(None).await?;
        let ids = sqlx::query_scalar!(
            "select client_id from client where client_id > $1 order by client_id limit $2",
            after,
            i64::try_from(CHUNK).unwrap_or(i64::MAX),
        )
        .fetch_all(&mut *tx)
        .await?;
        let Some(last) = ids.last() else {
            break;
        };
        after = *last;
        done += ids.len() as u64;
        index_chunk(&mut tx, &ids).await?;
        tx.commit().await?;
    }
    refresh_frequencies(store).await?;
    Ok(done)
}

/// Counts anew how many people carry each token: rare names weigh more. For imports, which wait for whoever
/// counts already.
///
/// # Errors
/// When the database refuses.
pub async fn refresh_frequencies(store: &Store) -> Result<()> {
    let mut tx = store.begin(None).await?;
    sqlx::query!("select pg_advisory_xact_lock($1)", COUNTING)
        .execute(&mut *tx)
        .await?;
    count(&mut tx, store.clock.office_day()).await?;
    tx.commit().await
}

/// Counts anew once a day, for a job that every server runs: returns whether this call did, and `false`
/// where another server counts at this moment or it was done today.
///
/// # Errors
/// When the database refuses.
pub async fn refresh_frequencies_nightly(store: &Store) -> Result<bool> {
    let mut tx = store.begin(None).await?;
    let today = store.clock.office_day();
    let due = sqlx::query_scalar!(
        r#"
        select names_counted_on is distinct from $2 and pg_try_advisory_xact_lock($1) as "due!"
        from installation
        "#,
        COUNTING,
        today,
    )
    .fetch_one(&mut *tx)
    .await?;
    if due {
        count(&mut tx, today).await?;
        tx.commit().await?;
    }
    Ok(due)
}

async fn count(tx: &mut Tx, today: NaiveDate) -> Result<()> {
    sqlx::query!(
        r#"
        with counted as materialized (
            select key as token_id, count(*)::integer as people
            from client cross join lateral unnest(search_keys) as key
            where key > 0
            group by key
        ), changed as materialized (
            select name_token.token_id, coalesce(counted.people, 0) as people
            from name_token
            left join counted using (token_id)
            where name_token.people <> coalesce(counted.people, 0)
            order by token_id
            for update of name_token
        )
        update name_token
        set people = changed.people
        from changed
        where name_token.token_id = changed.token_id
        "#
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "update installation set names_counted_on = $1, names_version = names_version + 1",
        today,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn index_chunk(tx: &mut Tx, ids: &[Uuid]) -> Result<()> {
    let rows = sqlx::query!(
        r#"
        select client_id, first_name, middle_name, last_name, dob, hashed,
            array(select name from client_alias
                where client_alias.client_id = client.client_id and name is not null) as "aliases!: Vec<String>"
        from client
        where client_id = any($1)
        order by client_id
        for no key update
        "#,
        ids,
    )
    .fetch_all(&mut **tx)
    .await?;

    let mut tokens_of = Vec::with_capacity(rows.len());
    let mut vocabulary = BTreeSet::new();
    for row in &rows {
        let fields = [&row.first_name, &row.middle_name, &row.last_name];
        let mut tokens = BTreeSet::new();
        // Hashed names are no names: nobody types them.
        if !row.hashed {
            for field in fields.into_iter().flatten().chain(&row.aliases) {
                tokens.extend(search::tokens(field));
            }
        }
        vocabulary.extend(tokens.iter().cloned());
        tokens_of.push((row.client_id, row.dob, tokens));
    }
    let numbers = token_ids(tx, vocabulary.into_iter().collect()).await?;

    let mut clients = Vec::new();
    let mut keys = Vec::new();
    for (client, dob, tokens) in tokens_of {
        let dates = dob.into_iter().flat_map(search::keys::date_keys);
        let names = tokens
            .iter()
            .filter_map(|token| numbers.get(token).copied());
        for key in names.chain(dates) {
            clients.push(client);
            keys.push(key);
        }
    }
    sqlx::query!(
        r#"
        update client
        set search_keys = coalesce(computed.keys, '{}')
        from unnest($1::uuid[]) as wanted (client_id)
        left join (
            select client_id, array_agg(key order by key) as keys
            from unnest($2::uuid[], $3::integer[]) as pair (client_id, key)
            group by client_id) as computed using (client_id)
        where client.client_id = wanted.client_id
            and client.search_keys is distinct from coalesce(computed.keys, '{}')
        "#,
        ids,
        &clients,
        &keys,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Numbers of tokens; new ones join the vocabulary. In order, so that two calls never wait for each other in
/// a circle. Two transactions that index several chunks may: PostgreSQL then ends one of them, which is to
/// be repeated. Only imports do, and they wait for each other.
async fn token_ids(tx: &mut Tx, tokens: Vec<String>) -> Result<BTreeMap<String, i32>> {
    sqlx::query!(
        r#"
        insert into name_token (token)
        select wanted.token
        from unnest($1::text[]) as wanted (token)
        where not exists (select from name_token known where known.token = wanted.token)
        order by wanted.token
        on conflict do nothing
        "#,
        &tokens,
    )
    .execute(&mut **tx)
    .await?;
    let rows = sqlx::query!(
        "select token, token_id from name_token where token = any($1)",
        &tokens,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.token, row.token_id))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, Person, World};
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    async fn tokens_of(world: &World, client: ClientId) -> Vec<String> {
        sqlx::query_scalar(
            "select token from name_token, client where client_id = $1 and token_id = any(search_keys) \
             order by token",
        )
        .bind(client.0)
        .fetch_all(&world.store.pool)
        .await
        .unwrap()
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn names_and_aliases_and_dates_become_keys(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) -> Result<()> {
        let world = World::new(testing::store(pool, options).await?).await?;
        let person = Person::new("José", "Nuñez-Smith", 1, 1980);
        let client = world.household(&[person], 10).await?.clients[0];
        sqlx::query(
            "insert into client_alias (client_alias_id, client_id, name) values ($1, $2, 'Pepe')",
        )
        .bind(crate::ids::new::<Uuid>())
        .bind(client.0)
        .execute(&world.store.pool)
        .await?;
        let mut tx = world.store.begin(None).await?;
        index_clients(&mut tx, &[client]).await?;
        tx.commit().await?;

        assert_eq!(
            tokens_of(&world, client).await,
            ["jose", "nunez", "nunezsmith", "pepe", "smith"]
        );
        let dates: Vec<i32> = sqlx::query_scalar(
            "select key from client, unnest(search_keys) key where client_id = $1 and key < 0 order by key",
        )
        .bind(client.0)
        .fetch_all(&world.store.pool)
        .await?;
        assert_eq!(dates, [-10_301, -1980]);
        Ok(())
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn indexing_makes_no_new_version_and_a_change_of_name_does(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) -> Result<()> {
        let world = World::new(testing::store(pool, options).await?).await?;
        let client = world
            .household(&[Person::new("Ana", "Lopez", 1, 1980)], 10)
            .await?
            .clients[0];
        index_all(&world.store).await?;
        let versions = "select (select version from client where client_id = $1), \
            (select count(*) from history where entity = 'client' and entity_id = $1)";
        let before: (i32, i64) = sqlx::query_as(versions)
            .bind(client.0)
            .fetch_one(&world.store.pool)
            .await?;
        assert_eq!(before, (1, 1));

        sqlx::query("update client set last_name = 'Moua' where client_id = $1")
            .bind(client.0)
            .execute(&world.store.pool)
            .await?;
        index_all(&world.store).await?;
        let after: (i32, i64) = sqlx::query_as(versions)
            .bind(client.0)
            .fetch_one(&world.store.pool)
            .await?;
        assert_eq!(after, (2, 2));
        assert_eq!(tokens_of(&world, client).await, ["ana", "moua"]);
        Ok(())
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn counts_how_many_people_carry_a_name(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) -> Result<()> {
        let world = World::new(testing::store(pool, options).await?).await?;
        let people = [
            Person::new("Mai", "Xiong", 1, 1980),
            Person::new("Pao", "Xiong", 2, 2010),
        ];
        world.household(&people, 10).await?;
        assert_eq!(index_all(&world.store).await?, 2);
        let counts: Vec<(String, i32)> =
            sqlx::query_as("select token, people from name_token order by token")
                .fetch_all(&world.store.pool)
                .await?;
        let expected = [("mai", 1), ("pao", 1), ("xiong", 2)];
        assert_eq!(
            counts,
            expected.map(|(token, people)| (token.to_owned(), people))
        );
        Ok(())
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn counts_once_a_night_and_only_one_server_does(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) -> Result<()> {
        let mut world = World::new(testing::store(pool, options).await?).await?;
        let client = world
            .household(&[Person::new("Mai", "Xiong", 1, 1980)], 10)
            .await?
            .clients[0];
        let mut tx = world.store.begin(None).await?;
        index_clients(&mut tx, &[client]).await?;
        tx.commit().await?;

        // Another server counts.
        let mut other = world.store.transaction().await?;
        sqlx::query("select pg_advisory_xact_lock($1)")
            .bind(COUNTING)
            .execute(&mut *other)
            .await?;
        assert!(!refresh_frequencies_nightly(&world.store).await?);
        other.rollback().await?;
        assert!(refresh_frequencies_nightly(&world.store).await?);
        let people: Vec<i32> = sqlx::query_scalar("select people from name_token")
            .fetch_all(&world.store.pool)
            .await?;
        assert_eq!(people, [1, 1]);
        assert!(!refresh_frequencies_nightly(&world.store).await?);
        let tomorrow = testing::noon() + chrono::Duration::days(1);
        world.store.clock = crate::clock::Clock::Fixed(tomorrow);
        assert!(refresh_frequencies_nightly(&world.store).await?);
        Ok(())
    }
}

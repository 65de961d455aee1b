//! A crowd beside the demo: people by the million, to measure search and duplicate review with.

use crate::client::{index_clients, refresh_frequencies, seal_ssn};
use crate::{Result, Store, ids};
use domain::duplicate::Certainty;
use domain::ids::{ClientId, UserId};
use sqlx::AssertSqlSafe;
use synthetic::crowd::Recorded;
use uuid::Uuid;

/// Rows written by one transaction.
const CHUNK: usize = 5_000;
/// Signs in, with the password of the demo, as somebody who works for every organization.
pub const EMAIL: &str = "everywhere@demo.example";

/// The id of a record by its place in the crowd.
#[must_use]
pub fn client_id(place: u64) -> ClientId {
    Uuid::from_u128((0x7c0d_u128 << 112) | u128::from(place)).into()
}

/// The place in the crowd of an id, if it has one.
#[must_use]
pub fn place(client: ClientId) -> Option<u64> {
    let number = client.0.as_u128();
    (number >> 112 == 0x7c0d)
        .then(|| u64::try_from(number & u128::from(u64::MAX)).unwrap_or_default())
}

/// Whether a crowd was loaded to its end.
///
/// # Errors
/// When the database cannot be asked.
pub async fn is_loaded(store: &Store) -> Result<bool> {
    let loaded = sqlx::query_scalar("select exists (select from app_user where email = $1)");
    Ok(loaded.bind(EMAIL).fetch_one(&store.pool).await?)
}

/// Writes a crowd, half of it with a stay, and gives the user who works for every organization. `owner` is the
/// role that owns the tables: versions are not written meanwhile, which would double the work.
///
/// # Errors
/// When the database refuses; what was written stays.
pub async fn load(
    owner: &Store,
    records: impl Iterator<Item = Recorded>,
    spellings: impl Iterator<Item = (&'static str, Vec<String>)>,
    mut told: impl FnMut(usize),
) -> Result<UserId> {
    for sql in [
        "alter table client disable trigger user",
        "alter table enrollment disable trigger user",
        "alter table client_contact_detail disable trigger user",
        "alter table client_alias disable trigger user",
        "drop index if exists client_search_keys",
    ] {
        sqlx::query(sql).execute(&owner.pool).await?;
    }
    let organizations = sqlx::query_scalar::<_, Uuid>(
        "select organization_id from organization where not victim_service_provider order by 1",
    )
    .fetch_all(&owner.pool)
    .await?;
    // What the table knows is what the measure says that it may know, nothing else.
    sqlx::query("delete from name_spelling")
        .execute(&owner.pool)
        .await?;
    for (language, names) in spellings.filter(|(_, names)| names.len() > 1) {
        sqlx::query(
            "insert into name_spelling (name_spelling_id, language, names) \
             values (gen_random_uuid(), $1, $2)",
        )
        .bind(language)
        .bind(names)
        .execute(&owner.pool)
        .await?;
    }
    let mut done = 0;
    let mut records = records.peekable();
    while records.peek().is_some() {
        let some = records.by_ref().take(CHUNK).collect::<Vec<_>>();
        write(owner, &some, done, &organizations).await?;
        done += some.len();
        told(done);
    }
    for sql in [
        "create index client_search_keys on client using gin (search_keys) with (fastupdate = off)",
        STAYS,
        "alter table client enable trigger user",
        "alter table enrollment enable trigger user",
        "alter table client_contact_detail enable trigger user",
        "alter table client_alias enable trigger user",
        "vacuum analyze client",
        "vacuum analyze client_contact_detail",
        "vacuum analyze client_alias",
        "analyze enrollment",
    ] {
        sqlx::query(AssertSqlSafe(sql)).execute(&owner.pool).await?;
    }
    refresh_frequencies(owner).await?;
    sqlx::query("vacuum analyze name_token")
        .execute(&owner.pool)
        .await?;
    everywhere(owner).await
}

/// Leaves the records at these places, and no others, to the job that looks for second records. What it proposed
/// before is forgotten.
///
/// # Errors
/// When the database refuses.
pub async fn leave_to_find(owner: &Store, places: &[u64]) -> Result<()> {
    let clients = places.iter().map(|place| client_id(*place).0);
    let mut tx = owner.begin(None).await?;
    for sql in [
        "delete from duplicate_pair",
        "delete from duplicate_unexamined",
    ] {
        sqlx::query(sql).execute(&mut *tx).await?;
    }
    sqlx::query("insert into duplicate_unexamined select unnest($1::uuid[])")
        .bind(clients.collect::<Vec<_>>())
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    sqlx::query("vacuum analyze duplicate_unexamined")
        .execute(&owner.pool)
        .await?;
    Ok(())
}

/// The pairs that the job proposes, by the places of their records. Those with somebody of the demo are left out.
///
/// # Errors
/// When the database cannot be asked.
pub async fn found_pairs(owner: &Store) -> Result<Vec<(u64, u64, Certainty)>> {
    let rows = sqlx::query_as::<_, (Uuid, Uuid, String)>(
        "select client_a, client_b, certainty from duplicate_pair where certainty is not null",
    )
    .fetch_all(&owner.pool)
    .await?;
    let pairs = rows.into_iter().filter_map(|(one, other, certainty)| {
        let (one, other) = (place(one.into())?, place(other.into())?);
        Some((one, other, Certainty::from_code(&certainty)?))
    });
    Ok(pairs.collect())
}

/// The user who works for every organization, made at the first call.
///
/// # Errors
/// When the database refuses.
pub async fn everywhere(owner: &Store) -> Result<UserId> {
    let user = sqlx::query_scalar::<_, Uuid>(
        r#"
        with made as (
            insert into app_user (user_id, email, display_name, password_hash, password_set_at,
                agreement_version, agreement_accepted_at)
            select gen_random_uuid(), $1, 'Everywhere', password_hash, now(), agreement_version, now()
            from app_user
            where demo_note is not null and agreement_version is not null
            order by user_id
            limit 1
            on conflict do nothing
            returning user_id
        ), granted as (
            insert into user_grant (user_grant_id, user_id, workgroup, organization_id, from_on)
            select gen_random_uuid(), user_id, 'hmis_user', organization_id, date '2020-01-01'
            from made
            cross join organization
            where not victim_service_provider
        )
        select user_id from made
        union all
        select user_id from app_user where email = $1
        "#,
    )
    .bind(EMAIL)
    .fetch_one(&owner.pool)
    .await?;
    Ok(user.into())
}

/// Half of the crowd stays or stayed at a shelter of the demo.
const STAYS: &str = r#"
    with shelter as (
        select project_id, row_number() over (order by project_id) as number, count(*) over () as all_of_them
        from project
        join organization using (organization_id)
        where not victim_service_provider
    ), stay as (
        select gen_random_uuid() as household_id, client_id, shelter.project_id, crowd.source_id,
            date '2026-01-01' - (place % 2000)::integer as entry_date
        from (
            select client_id, source_id, row_number() over (order by client_id) as place
            from client where client_id >= '7c0d0000-0000-0000-0000-000000000000'
                and client_id < '7c0e0000-0000-0000-0000-000000000000') as crowd
        join shelter on shelter.number = 1 + crowd.place % shelter.all_of_them
        where crowd.place % 2 = 0
    ), made as (
        insert into household (household_id, source_id, hmis_id, project_id)
        select household_id, source_id, replace(household_id::text, '-', ''), project_id from stay
    )
    insert into enrollment (enrollment_id, source_id, hmis_id, client_id, project_id, household_id,
        entry_date, relationship_to_hoh)
    select household_id, source_id, replace(household_id::text, '-', ''), client_id, project_id,
        household_id, entry_date, 1
    from stay
"#;

async fn write(
    owner: &Store,
    records: &[Recorded],
    before: usize,
    organizations: &[Uuid],
) -> Result<()> {
    let mut tx = owner.begin(None).await?;
    let clients = (before..before + records.len()).map(|place| client_id(place as u64));
    let clients = clients.collect::<Vec<_>>();
    let mut sealed = Vec::with_capacity(records.len());
    for (client, record) in clients.iter().zip(records) {
        let ssn = record.ssn.as_deref().unwrap_or_default();
        sealed.push(seal_ssn(&owner.keys, *client, ssn)?);
    }
    let of = |name: fn(&Recorded) -> Option<String>| records.iter().map(name).collect::<Vec<_>>();
    let owners = (0..records.len()).map(|at| organizations[(before + at) % organizations.len()]);
    sqlx::query(
        r#"
        insert into client (client_id, source_id, hmis_id, first_name, middle_name, last_name,
            name_data_quality, ssn_sealed, ssn_hash, ssn_last4_hash, ssn_data_quality, dob,
            dob_data_quality, sex, owning_organization_id, sharing)
        select c.id, source_id, c.hmis_id, c.first, c.middle, c.last, 1, c.sealed, c.hash, c.last4_hash,
            case when c.hash is null then 99 else 1 end, c.dob, case when c.dob is null then 99 else 1 end,
            c.sex, c.owner, case when right(c.hmis_id, 1) < 'c' then 'all' else 'owner_only' end
        from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::bytea[],
            $8::bytea[], $9::date[], $10::integer[], $11::uuid[])
            as c (id, hmis_id, first, middle, last, sealed, hash, last4_hash, dob, sex, owner)
        join data_source on implementation_id = 'threshold'
        "#,
    )
    .bind(clients.iter().map(|client| client.0).collect::<Vec<_>>())
    .bind(clients.iter().map(|client| ids::hmis_id(client.0)).collect::<Vec<_>>())
    .bind(of(|record| record.first.clone()))
    .bind(of(|record| record.middle.clone()))
    .bind(of(|record| record.last.clone()))
    .bind(sealed.iter().map(|ssn| ssn.sealed.clone()).collect::<Vec<_>>())
    .bind(sealed.iter().map(|ssn| ssn.hash.clone()).collect::<Vec<_>>())
    .bind(sealed.iter().map(|ssn| ssn.last4_hash.clone()).collect::<Vec<_>>())
    .bind(records.iter().map(|record| record.dob).collect::<Vec<_>>())
    .bind(records.iter().map(|record| i32::from(!record.female)).collect::<Vec<_>>())
    .bind(owners.collect::<Vec<_>>())
    .execute(&mut *tx)
    .await?;
    let ids = clients.iter().map(|client| client.0).collect::<Vec<_>>();
    sqlx::query(
        "insert into client_contact_detail (client_contact_detail_id, client_id, kind, value, digits)
        select gen_random_uuid(), id, 'phone', digits, digits from unnest($1::uuid[], $2::text[]) as c (id, digits)
        where digits is not null",
    )
    .bind(&ids)
    .bind(of(|record| record.phone.clone()))
    .execute(&mut *tx)
    .await?;
    sqlx::query(
        "insert into client_alias (client_alias_id, client_id, source_id, hmis_id, kind)
        select gen_random_uuid(), c.id, source_id, c.retired, 'retired_id'
        from unnest($1::uuid[], $2::text[]) as c (id, retired)
        join data_source on implementation_id = 'threshold'
        where c.retired is not null",
    )
    .bind(&ids)
    .bind(of(|record| record.retired_id.clone()))
    .execute(&mut *tx)
    .await?;
    index_clients(&mut tx, &clients).await?;
    tx.commit().await
}

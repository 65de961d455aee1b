//! The job: compares every client whose record changed with those who share something with it, by index only.

use super::records::{self, Known};
use crate::client::vocabulary;
use crate::{Result, Store, StoreError, Tx, ids};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::duplicate::{Around, Certainty, Likeness, compare};
use domain::ids::DuplicatePairId;
use domain::search::{Vocabulary, keys};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Clients that are looked at with one reading.
const AT_ONCE: i64 = 200;
/// Others that are taken for one client by each way of looking.
const MOST: i64 = 60;

/// Names near each name, kept while the job runs.
type Near = HashMap<i32, Vec<i32>>;

/// What one run of the job did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Clients that were looked at.
    pub clients: usize,
    /// Pairs that were compared; once more where both were looked at, with different readings.
    pub compared: usize,
}

/// Looks at all clients whose names, dates or numbers changed since the last time. Safe on any number of servers.
/// Returns how many were looked at.
///
/// # Errors
/// When the database refuses; what was found by then stays.
pub async fn find(store: &Store) -> Result<usize> {
    find_counted(store).await.map(|counted| counted.clients)
}

/// The same as [`find`], for measuring it.
///
/// # Errors
/// When the database refuses; what was found by then stays.
pub async fn find_counted(store: &Store) -> Result<Counted> {
    let mut counted = Counted::default();
    let mut near = Near::new();
    loop {
        let vocabulary = vocabulary(store).await?;
        let mut tx = store.begin(None).await?;
        // The clients as well, so that nobody changes one between its reading and its being crossed off.
        let some = sqlx::query_scalar!(
            r#"
            select client_id
            from duplicate_unexamined
            join client using (client_id)
            order by client_id
            limit $1
            for update of duplicate_unexamined skip locked
            for share of client skip locked
            "#,
            AT_ONCE,
        )
        .fetch_all(&mut *tx)
        .await?;
        if some.is_empty() {
            return Ok(counted);
        }
        counted.clients += some.len();
        counted.compared += look(store, &mut tx, &some, &vocabulary, &mut near).await?;
        sqlx::query!(
            "delete from duplicate_unexamined where client_id = any($1)",
            &some
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
    }
}

/// Looks at all clients anew, as after a change of the weights.
#[cfg(test)]
pub(crate) async fn find_all(store: &Store) -> Result<usize> {
    sqlx::query!(
        r#"
        insert into duplicate_unexamined
        select client_id from client where merged_into is null
        order by client_id
        on conflict do nothing
        "#
    )
    .execute(&store.pool)
    .await?;
    find(store).await
}

/// Returns how many pairs were compared.
async fn look(
    store: &Store,
    tx: &mut Tx,
    clients: &[Uuid],
    vocabulary: &Vocabulary,
    near: &mut Near,
) -> Result<usize> {
    let subjects = records::load(tx, &store.keys, clients).await?;
    learn(tx, &subjects, vocabulary, near).await?;
    let pairs = candidates(tx, &subjects, near).await?;
    let others = pairs
        .iter()
        .flat_map(|(a, b)| [*a, *b])
        .filter(|id| !subjects.contains_key(id))
        .collect::<BTreeSet<_>>();
    let others = others.into_iter().collect::<Vec<_>>();
    let mut known = records::load(tx, &store.keys, &others).await?;
    known.extend(subjects);
    let compared = pairs.len();
    let alike = pairs
        .into_iter()
        .filter_map(|pair| {
            let (a, b) = (known.get(&pair.0)?, known.get(&pair.1)?);
            let found = compare(&a.record, &b.record, Around::default(), vocabulary)?;
            (found.certainty >= Certainty::Likely).then_some(pair)
        })
        .collect::<Vec<_>>();
    // Only those who are alike otherwise are looked up.
    let together = records::together(tx, &alike).await?;
    let found = alike
        .into_iter()
        .filter_map(|pair| {
            let (a, b) = (known.get(&pair.0)?, known.get(&pair.1)?);
            let around = Around {
                same_household: together.contains(&pair),
            };
            let found = compare(&a.record, &b.record, around, vocabulary)?;
            (found.certainty >= Certainty::Likely).then_some((pair, found))
        })
        .collect::<Vec<_>>();
    forget(tx, clients, &found).await?;
    keep(tx, store.clock.now(), &found).await?;
    Ok(compared)
}

/// Learns which tokens may stand for the same name as those of the subjects.
async fn learn(
    tx: &mut Tx,
    subjects: &HashMap<Uuid, Known>,
    vocabulary: &Vocabulary,
    near: &mut Near,
) -> Result<()> {
    let new = subjects
        .values()
        .flat_map(|known| known.tokens.iter().copied())
        .filter(|token| !near.contains_key(token))
        .collect::<BTreeSet<_>>();
    let new = new.into_iter().collect::<Vec<_>>();
    if new.is_empty() {
        return Ok(());
    }
    let rows = sqlx::query!(
        "select token_id, token from name_token where token_id = any($1)",
        &new
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in rows {
        let mut alike = vocabulary.alike(&row.token);
        // One that joined this moment is near itself at least.
        if !alike.contains(&row.token_id) {
            alike.push(row.token_id);
        }
        near.insert(row.token_id, alike);
    }
    Ok(())
}

/// Pairs that share enough to be compared, each once, in the order of their ids.
async fn candidates(
    tx: &mut Tx,
    subjects: &HashMap<Uuid, Known>,
    near: &Near,
) -> Result<BTreeSet<(Uuid, Uuid)>> {
    // One row a subject and token: the tokens near it.
    let mut of = Vec::new();
    let mut place = Vec::new();
    let mut tokens = Vec::new();
    // One row a subject: the keys of the date, as it stands and with day and month exchanged.
    let mut who = Vec::new();
    let mut swapped: Vec<Option<NaiveDate>> = Vec::new();
    let mut dates = Vec::new();
    for (client, known) in subjects {
        for (at, token) in (0_i32..).zip(&known.tokens) {
            for other in near.get(token).into_iter().flatten() {
                of.push(*client);
                place.push(at);
                tokens.push(*other);
            }
        }
        let dob = known.record.dob;
        let exchanged =
            dob.and_then(|dob| NaiveDate::from_ymd_opt(dob.year(), dob.day(), dob.month()));
        who.push(*client);
        swapped.push(exchanged);
        let keys = dob.into_iter().chain(exchanged).flat_map(keys::date_keys);
        let keys = keys.map(|key| key.to_string()).collect::<Vec<_>>();
        dates.push(format!("{{{}}}", keys.join(",")));
    }
    let rows = sqlx::query!(
        r#"
        with subject as materialized (
            select client_id, client.dob, swapped, dates::integer[] as dates, ssn_hash, ssn_last4_hash
            from unnest($1::uuid[], $2::date[], $3::text[]) as asked (client_id, swapped, dates)
            join client using (client_id)
        ), name as materialized (
            select client_id, place, array_agg(distinct token) as tokens
            from unnest($4::uuid[], $5::integer[], $6::integer[]) as near (client_id, place, token)
            group by client_id, place
        ), wide as materialized (
            select client_id, array_agg(distinct token) as tokens
            from unnest($4::uuid[], $6::integer[]) as near (client_id, token)
            group by client_id
        ), found as (
            select subject.client_id as one, hit.client_id as other
            from subject
            cross join lateral (
                select client_id from client where ssn_hash = subject.ssn_hash limit $7) as hit
            union
            -- the last four, or a birth date as it stands or exchanged, with a name
            select subject.client_id, hit.client_id
            from subject
            join wide using (client_id)
            cross join lateral (
                select client_id from client
                where ssn_last4_hash = subject.ssn_last4_hash and search_keys && tokens
                limit $7) as hit
            union
            select subject.client_id, hit.client_id
            from subject
            join wide using (client_id)
            cross join lateral (
                select client_id from client
                where client.dob in (subject.dob, swapped) and search_keys && tokens
                limit $7) as hit
            union
            -- two names, with a year or a birthday, or with no date to compare
            select a.client_id, hit.client_id
            from name a
            join name b on b.client_id = a.client_id and a.place < b.place
            join subject on subject.client_id = a.client_id
            cross join lateral (
                select client_id from client
                where search_keys && a.tokens and search_keys && b.tokens and search_keys && dates
                limit $7) as hit
            union
            select a.client_id, hit.client_id
            from name a
            join name b on b.client_id = a.client_id and a.place < b.place
            join subject on subject.client_id = a.client_id
            cross join lateral (
                select client_id from client
                where search_keys && a.tokens and search_keys && b.tokens
                    and (client.dob is null or subject.dob is null)
                limit $7) as hit
        )
        select distinct least(one, other) as "one!", greatest(one, other) as "other!"
        from found
        where one <> other
        "#,
        &who,
        &swapped as &[Option<NaiveDate>],
        &dates,
        &of,
        &place,
        &tokens,
        MOST,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.one, row.other)).collect())
}

/// Takes back what waits and does not hold any more; what somebody reported keeps its report.
async fn forget(tx: &mut Tx, clients: &[Uuid], found: &[((Uuid, Uuid), Likeness)]) -> Result<()> {
    let (ones, others): (Vec<Uuid>, Vec<Uuid>) = found.iter().map(|(pair, _)| *pair).unzip();
    sqlx::query!(
        r#"
        delete from duplicate_pair
        where state = 'waiting' and reported_at is null
            and (client_a = any($1) or client_b = any($1))
            and (client_a, client_b) not in (select * from unnest($2::uuid[], $3::uuid[]))
        "#,
        clients,
        &ones,
        &others,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Keeps what was found. Who was told apart is proposed again only with a higher certainty than then.
async fn keep(tx: &mut Tx, now: DateTime<Utc>, found: &[((Uuid, Uuid), Likeness)]) -> Result<()> {
    let mut reasons = Vec::with_capacity(found.len());
    for (_, likeness) in found {
        let codes = codes(likeness)?;
        reasons.push(codes.join(" "));
    }
    let new = found.iter().map(|_| ids::new::<DuplicatePairId>().0);
    sqlx::query!(
        r#"
        insert into duplicate_pair (duplicate_pair_id, client_a, client_b, score, certainty, reasons, found_at)
        select id, one, other, score, certainty, string_to_array(reasons, ' '), $7
        from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::integer[], $5::text[], $6::text[])
            as found (id, one, other, score, certainty, reasons)
        order by one, other
        on conflict (client_a, client_b) do update set
            score = excluded.score,
            certainty = excluded.certainty,
            reasons = excluded.reasons,
            state = case when duplicate_pair.state = 'not_same'
                    and array_position(array['possible', 'likely', 'very_likely', 'surely'], excluded.certainty)
                        > coalesce(array_position(
                            array['possible', 'likely', 'very_likely', 'surely'], duplicate_pair.decided_certainty), 0)
                then 'waiting' else duplicate_pair.state end
        "#,
        &new.collect::<Vec<_>>(),
        &found.iter().map(|((one, _), _)| *one).collect::<Vec<_>>(),
        &found.iter().map(|((_, other), _)| *other).collect::<Vec<_>>(),
        &found.iter().map(|(_, of)| of.score).collect::<Vec<_>>(),
        &found.iter().map(|(_, of)| of.certainty.code().to_owned()).collect::<Vec<_>>(),
        &reasons,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Reasons as they are stored.
pub(super) fn codes(likeness: &Likeness) -> Result<Vec<String>> {
    let mut codes = Vec::with_capacity(likeness.reasons.len());
    for reason in &likeness.reasons {
        let code = serde_json::to_value(reason).ok();
        let code = code.as_ref().and_then(serde_json::Value::as_str);
        codes.push(code.ok_or(StoreError::Unreadable("reason"))?.to_owned());
    }
    Ok(codes)
}

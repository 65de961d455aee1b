//! People who may be meant, by index only, and how well each fits.

use super::vocabulary::Near;
use crate::client::sight::Sight;
use crate::client::ssn;
use crate::{Result, Store};
use chrono::{Datelike, NaiveDate};
use domain::search::{
    self, Candidate, Frequencies, Hit, IdMatch, NameSource, Query, SsnMatch, keys,
};
use uuid::Uuid;

/// People taken by each way of looking.
const MOST: i64 = 200;

/// Somebody who fits.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    pub(super) client: Uuid,
    pub(super) hit: Hit,
}

/// Finds at most some hundred people and scores them, the best first. A whole SSN finds
/// everybody, so that nobody gets a second record; its last four count only for people with whom the actor
/// works, to whom they are shown: nobody confirms a stranger's by trying.
pub(super) async fn score_all(
    store: &Store,
    sight: &Sight<'_>,
    query: &Query,
    near: &[Near],
) -> Result<Vec<Scored>> {
    let dobs = birth_dates(query);
    let date_keys = date_keys(query, &dobs);
    let nine = query.ssn.as_deref().filter(|digits| ssn::usable(digits));
    let ssn_hashes = nine.map_or_else(Vec::new, |digits| ssn::hashes(&store.keys, digits));
    let last4 = query.last4.as_deref().or(nine.and_then(ssn::last_four));
    let last4_hashes = last4.map_or_else(Vec::new, |digits| ssn::last4_hashes(&store.keys, digits));
    let hmis_ids = hmis_ids(query);

    let words = near.iter().map(|near| near.word).collect::<Vec<_>>();
    let tokens = near.iter().map(|near| near.token_id).collect::<Vec<_>>();
    let same = near.iter().map(|near| near.same).collect::<Vec<_>>();
    // One word is looked for by itself; of several, two must meet, or one and a date.
    let alone = query.words.len() == 1;

    let rows = sqlx::query!(
        r#"
        with near as materialized (
            select word, same, array_agg(token_id) as tokens
            from (
                select word, false as same, token_id
                from unnest($1::integer[], $2::integer[], $3::boolean[]) as wide (word, token_id, same)
                union all
                select word, true, token_id
                from unnest($1::integer[], $2::integer[], $3::boolean[]) as narrow (word, token_id, same)
                where same) as either
            group by word, same
        ), looked_for as materialized (
            -- two typed words together
            select a.tokens as these, b.tokens as those
            from near a
            join near b on a.word < b.word and a.same = b.same
            union all
            -- a typed word with a year, or a month and a day
            select tokens, $4::integer[] from near where cardinality($4::integer[]) > 0
            union all
            select tokens, tokens from near where $5
        ), found as (
            select hit.client_id
            from looked_for
            cross join lateral (
                select client_id
                from client
                where search_keys && these and search_keys && those
                -- by no index: so that the whole of it is read from the index of keys, never the table
                order by recorded_at desc
                limit $6) as hit
            union
            (select client_id from client where dob = any($7) order by recorded_at desc limit $6)
            union
            (select client_id from client where ssn_hash = any($8) limit $6)
            union
            (select client_id from client where ssn_last4_hash = any($9) and works_with($11, client)
                order by recorded_at desc limit $6)
            union
            (select client_id from client
                where hmis_id = any($10) and source_id in (select source_id from data_source) limit $6)
            union
            (select client_id from client_alias where hmis_id = any($10) limit $6)
        )
        select client_id as "client_id!", client.first_name as "first_name?",
            client.middle_name as "middle_name?", client.last_name as "last_name?",
            client.dob as "dob?", client.hashed as "hashed!",
            coalesce(ssn_hash = any($8), false) as "same_ssn!",
            coalesce(ssn_last4_hash = any($9), false) as "same_last4!",
            (ssn_hash is not null or ssn_last4_hash is not null) as "has_ssn!",
            (cardinality($9::bytea[]) > 0 and works_with($11, client)) as "works_with!",
            coalesce(client.hmis_id = any($10), false) as "id!",
            exists (select from client_alias
                where client_alias.client_id = client.client_id and client_alias.hmis_id = any($10))
                as "retired_id!",
            array(select name from client_alias
                where client_alias.client_id = client.client_id and name is not null) as "aliases!: Vec<String>"
        from found
        join client using (client_id)
        where nameable(client)
        "#,
        &words,
        &tokens,
        &same,
        &date_keys,
        alone,
        MOST,
        &dobs,
        &ssn_hashes,
        &last4_hashes,
        &hmis_ids,
        &sight.held,
    )
    .fetch_all(&store.pool)
    .await?;

    let frequencies = frequencies(store, near).await?;
    let mut scored = rows
        .into_iter()
        .filter_map(|row| {
            let mut candidate = Candidate {
                dob: row.dob,
                id: if row.id {
                    Some(IdMatch::Current)
                } else {
                    row.retired_id.then_some(IdMatch::Retired)
                },
                ssn: if row.same_ssn || row.works_with {
                    ssn_match(row.same_ssn, row.same_last4, row.has_ssn)
                } else {
                    None
                },
                ..Candidate::default()
            };
            if !row.hashed {
                let fields = [
                    (row.first_name, NameSource::First),
                    (row.middle_name, NameSource::Middle),
                    (row.last_name, NameSource::Last),
                ];
                for (name, source) in fields {
                    candidate.add_name(name.as_deref().unwrap_or_default(), source);
                }
                for name in &row.aliases {
                    candidate.add_name(name, NameSource::Alias);
                }
            }
            let hit = search::score(query, &candidate, &frequencies)?;
            Some(Scored {
                client: row.client_id,
                hit,
            })
        })
        .collect::<Vec<_>>();
    scored.sort_by(|a, b| a.hit.better_first(&b.hit).then(a.client.cmp(&b.client)));
    Ok(scored)
}

/// A typed id as it stands, and as the 32 digits of an id that was made here.
fn hmis_ids(query: &Query) -> Vec<String> {
    let typed = query.hmis_id.iter();
    typed
        .flat_map(|id| [id.clone(), id.replace('-', "").to_ascii_lowercase()])
        .collect()
}

/// Typed birth dates, and each with day and month exchanged.
fn birth_dates(query: &Query) -> Vec<NaiveDate> {
    let mut dates = Vec::new();
    for date in &query.dates {
        dates.push(date.on);
        dates.extend(NaiveDate::from_ymd_opt(
            date.on.year(),
            date.on.day(),
            date.on.month(),
        ));
    }
    dates
}

/// Keys of which one must agree beside a name: year, month and day, day and month exchanged.
fn date_keys(query: &Query, dobs: &[NaiveDate]) -> Vec<i32> {
    let year = query.year.map(keys::year_key);
    year.into_iter()
        .chain(dobs.iter().flat_map(|dob| keys::date_keys(*dob)))
        .collect()
}

/// How many people there are, and how many carry each token that came near.
async fn frequencies(store: &Store, near: &[Near]) -> Result<Frequencies> {
    // The planner's estimate: no count over a million rows for a weight.
    let people = sqlx::query_scalar!(
        r#"select greatest(reltuples, 1000)::bigint as "people!" from pg_class where oid = 'client'::regclass"#
    )
    .fetch_one(&store.pool)
    .await?;
    let carriers = near
        .iter()
        .map(|near| (near.token.clone(), u32::try_from(near.people).unwrap_or(0)))
        .collect();
    Ok(Frequencies::new(
        u32::try_from(people).unwrap_or(u32::MAX),
        carriers,
    ))
}

/// How the typed digits meet what is recorded; `None` where nothing is.
fn ssn_match(same: bool, same_last4: bool, recorded: bool) -> Option<SsnMatch> {
    if same {
        Some(SsnMatch::Full)
    } else if same_last4 {
        Some(SsnMatch::LastFour)
    } else {
        recorded.then_some(SsnMatch::Different)
    }
}

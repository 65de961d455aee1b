//! People who may be meant, by index only, and how well each fits.

use crate::client::sight::Sight;
use crate::client::ssn;
use crate::{Result, Store};
use chrono::{Datelike, NaiveDate};
use domain::search::{
    Candidate, Certainty, Hit, IdMatch, NameSource, Near, Query, Scorer, SsnMatch, Vocabulary,
    keys, ssn_slips,
};
use sqlx::{Executor, PgConnection};
use std::collections::HashSet;
use uuid::Uuid;

/// People taken by each way of looking.
const MOST: i64 = 200;
/// A token this close to a typed word, in percent, is looked for first,
const NARROW: i32 = 75;
/// unless the word is much likelier meant for others: in hundredths of a bit.
const LIKELY_MEANT: i32 = 300;

/// Somebody who fits.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    pub(super) client: Uuid,
    pub(super) hit: Hit,
    pub(super) certainty: Certainty,
}

/// Finds at most some hundred people and scores them, the best first. A whole SSN finds everybody, so that nobody gets
/// a second record; a digit off and its last four count only for people with whom the actor works, to whom they are
/// shown: nobody confirms a stranger's by trying.
pub(super) async fn score_all(
    store: &Store,
    sight: &Sight<'_>,
    query: &Query,
    vocabulary: &Vocabulary,
) -> Result<Vec<Scored>> {
    let asked = Asked::new(store, query);
    let mut scorer = Scorer::new(query, vocabulary);
    let near = scorer.near().to_vec();
    // Planned once for all: planning this statement anew takes about as long as it does itself.
    let mut tx = store.transaction().await?;
    tx.execute("set local plan_cache_mode = force_generic_plan")
        .await?;
    // One word alone is as often the beginning of a name as a whole one.
    let one_look = query.words.len() < 2;
    let close = near
        .iter()
        .filter(|near| one_look || (near.share >= NARROW && near.worth >= LIKELY_MEANT));
    let close = close.copied().collect::<Vec<_>>();
    // A whole date finds by itself: a word and a part of the date are looked for only where it does not.
    let first = if one_look {
        Look::Alone
    } else if query.dates.is_empty() {
        Look::Wide
    } else {
        Look::Narrow
    };
    let farther = close.len() < near.len() || first == Look::Narrow;
    let mut scored = asked
        .score(&mut tx, sight, &close, first, &mut scorer)
        .await?;
    let best = scored.iter().map(|(_, hit)| hit.score).max();
    if farther && best.is_none_or(|best| best < scorer.expected()) {
        scored = asked
            .score(&mut tx, sight, &near, Look::Wide, &mut scorer)
            .await?;
    }
    if scored.is_empty() && !one_look {
        scored = asked
            .score(&mut tx, sight, &near, Look::Alone, &mut scorer)
            .await?;
    }
    tx.commit().await?;
    scored.sort_by(|(a, one), (b, other)| one.better_first(other).then(a.cmp(b)));
    let scores = scored.iter().map(|(_, hit)| hit.score).collect::<Vec<_>>();
    let certainties = scorer.certainties(&scores);
    let scored = scored.into_iter().zip(certainties);
    Ok(scored
        .map(|((client, hit), certainty)| Scored {
            client,
            hit,
            certainty,
        })
        .collect())
}

/// How much of what was typed must meet in one person.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// Two words.
    Narrow,
    /// Two words, or one and a part of the date.
    Wide,
    /// One word.
    Alone,
}

/// What was typed, as the database is asked for it.
struct Asked<'a> {
    query: &'a Query,
    dobs: Vec<NaiveDate>,
    date_keys: Vec<i32>,
    ssn_hashes: Vec<Vec<u8>>,
    /// Of what nine digits may have been.
    slip_hashes: Vec<Vec<u8>>,
    last4_hashes: Vec<Vec<u8>>,
    hmis_ids: Vec<String>,
}

impl<'a> Asked<'a> {
    fn new(store: &Store, query: &'a Query) -> Self {
        let dobs = birth_dates(query);
        let nine = query.ssn.as_deref().filter(|digits| ssn::usable(digits));
        let last4 = query.last4.as_deref().or(nine.and_then(ssn::last_four));
        Self {
            date_keys: date_keys(query, &dobs),
            dobs,
            ssn_hashes: nine.map_or_else(Vec::new, |digits| ssn::hashes(&store.keys, digits)),
            slip_hashes: nine.map_or_else(Vec::new, |digits| {
                let slips = ssn_slips(digits).into_iter();
                let slips = slips.filter(|slip| ssn::usable(slip));
                slips
                    .flat_map(|slip| ssn::hashes(&store.keys, &slip))
                    .collect()
            }),
            last4_hashes: last4
                .map_or_else(Vec::new, |digits| ssn::last4_hashes(&store.keys, digits)),
            hmis_ids: hmis_ids(query),
            query,
        }
    }

    /// Of people with common names those are looked for who agree otherwise, too; where nothing else was typed,
    /// the ones written last.
    fn has_more_than_names(&self) -> bool {
        let digits = [&self.ssn_hashes, &self.last4_hashes];
        !self.date_keys.is_empty()
            || digits.iter().any(|hashes| !hashes.is_empty())
            || self.query.phone.is_some()
    }

    /// People who bear tokens that came near, or agree otherwise, with their scores.
    async fn score(
        &self,
        connection: &mut PgConnection,
        sight: &Sight<'_>,
        near: &[Near],
        look: Look,
        scorer: &mut Scorer<'_>,
    ) -> Result<Vec<(Uuid, Hit)>> {
        let words = near
            .iter()
            .map(|near| i32::try_from(near.word).unwrap_or(0));
        let words = words.collect::<Vec<_>>();
        let tokens = near.iter().map(|near| near.id).collect::<Vec<_>>();
        let rows = sqlx::query!(
            r#"
            with near as materialized (
                select word, array_agg(token) as tokens
                from unnest($1::integer[], $2::integer[]) as close (word, token)
                group by word
            ), looked_for as materialized (
                -- two typed words together
                select a.tokens as these, b.tokens as those, b.tokens as also
                from near a
                join near b on a.word < b.word
                union all
                -- and with a year, or a month and a day: of a common name not all are looked at
                select a.tokens, b.tokens, $3::integer[]
                from near a
                join near b on a.word < b.word
                where cardinality($3::integer[]) > 0
                union all
                -- a typed word with a year, or a month and a day
                select tokens, $3::integer[], $3::integer[] from near where $14 and cardinality($3::integer[]) > 0
                union all
                select tokens, tokens, tokens from near where $4
            ), found as materialized (
                select hit.*
                from looked_for
                cross join lateral (
                    select * from client_to_find
                    where search_keys && these and search_keys && those and search_keys && also
                    limit $5) as hit
                where $15
                union all
                select hit.*
                from looked_for
                cross join lateral (
                    select * from client_to_find
                    where search_keys && these and search_keys && those and search_keys && also
                    order by recorded_at desc
                    limit $5) as hit
                where not $15
                union all
                (select * from client_to_find where dob = any($6) order by recorded_at desc limit $5)
                union all
                (select * from client_to_find where ssn_hash = any($7) limit $5)
                union all
                -- a digit off and the last four only for those to whom they are shown
                select * from client_to_find where client_id in (
                    select client_id from client
                    where ssn_hash = any($13) and works_with($10, client) limit $5)
                union all
                select * from client_to_find where client_id in (
                    select client_id from client
                    where ssn_last4_hash = any($8) and works_with($10, client)
                    order by recorded_at desc limit $5)
                union all
                (select * from client_to_find
                    where hmis_id = any($9) and source_id in (select source_id from data_source) limit $5)
                union all
                (select client_to_find.* from client_alias
                    join client_to_find using (client_id) where client_alias.hmis_id = any($9) limit $5)
                union all
                -- found only by those to whom the details are shown: nobody confirms a stranger's by trying
                (select client_to_find.* from client_contact_detail
                    join client_to_find using (client_id)
                    where (digits = $11 or right(digits, 7) = $11)
                        and (sharing = 'all' or owning_organization_id = any($12))
                    limit $5)
            )
            select client_id as "client_id!", first_name, middle_name, last_name, dob, hashed as "hashed!",
                coalesce(ssn_hash = any($7), false) as "same_ssn!",
                coalesce(ssn_hash = any($13), false) as "near_ssn!",
                coalesce(ssn_last4_hash = any($8), false) as "same_last4!",
                (ssn_hash is not null or ssn_last4_hash is not null) as "has_ssn!",
                -- asked only of those whose digits met; of others a different number counts in one's own records
                (cardinality($8::bytea[]) > 0 and coalesce(owning_organization_id = any($10), false)
                    or coalesce(ssn_hash = any($13) or ssn_last4_hash = any($8), false) and (
                        select works_with($10, client) from client where client.client_id = found.client_id))
                    as "works_with!",
                coalesce(hmis_id = any($9), false) as "id!",
                exists (select from client_alias
                    where client_alias.client_id = found.client_id and client_alias.hmis_id = any($9)
                        and kind = 'retired_id')
                    as "retired_id!",
                exists (select from client_alias
                    where client_alias.client_id = found.client_id and client_alias.hmis_id = any($9)
                        and kind = 'card')
                    as "card!",
                ($11 <> '' and (sharing = 'all' or coalesce(owning_organization_id = any($12), false)) and exists (
                    select from client_contact_detail detail
                    where detail.client_id = found.client_id and right(digits, length($11)) = $11))
                    as "phone!",
                coalesce(aliases.names, '{}') as "aliases!: Vec<String>"
            from found
            left join (
                select client_id, array_agg(name) as names
                from client_alias
                where name is not null and client_id = any(array(select client_id from found))
                group by client_id) as aliases using (client_id)
            where nameable
            "#,
            &words,
            &tokens,
            &self.date_keys,
            look == Look::Alone,
            MOST,
            &self.dobs,
            &self.ssn_hashes,
            &self.last4_hashes,
            &self.hmis_ids,
            &sight.held,
            self.query.phone.as_deref().unwrap_or_default(),
            &sight.sees,
            &self.slip_hashes,
            look != Look::Narrow,
            self.has_more_than_names(),
        )
        .fetch_all(connection)
        .await?;

        let mut seen = HashSet::with_capacity(rows.len());
        let scored = rows
            .into_iter()
            .filter(|row| seen.insert(row.client_id))
            .filter_map(|row| {
                let mut candidate = Candidate {
                    dob: row.dob,
                    id: if row.id {
                        Some(IdMatch::Current)
                    } else {
                        let retired = row.retired_id.then_some(IdMatch::Retired);
                        retired.or(row.card.then_some(IdMatch::Card))
                    },
                    phone: row.phone,
                    ssn: if row.same_ssn || row.works_with {
                        ssn_match(row.same_ssn, row.near_ssn, row.same_last4, row.has_ssn)
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
                Some((row.client_id, scorer.score(&candidate)?))
            })
            .collect::<Vec<_>>();
        Ok(scored)
    }
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

/// How the typed digits meet what is recorded; `None` where nothing is.
fn ssn_match(same: bool, near: bool, same_last4: bool, recorded: bool) -> Option<SsnMatch> {
    if same {
        Some(SsnMatch::Full)
    } else if near {
        Some(SsnMatch::DigitOff)
    } else if same_last4 {
        Some(SsnMatch::LastFour)
    } else {
        recorded.then_some(SsnMatch::Different)
    }
}

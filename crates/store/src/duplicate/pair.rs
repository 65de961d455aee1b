//! The queue of pairs, reported ones first; and telling two people apart.

use super::merging;
use crate::name::ShownName;
use crate::{Result, Store, StoreError, audit, idempotency};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Actor;
use domain::duplicate::{Certainty, Reason};
use domain::ids::{ClientId, DuplicatePairId};
use domain::person::Name;
use serde_json::json;
use uuid::Uuid;

/// Pairs that one page shows.
const SHOWN: i64 = 50;
/// What its keys are kept under.
const ACT: &str = "tell_apart";

/// One of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Who.
    pub client: ClientId,
    /// Their name.
    pub name: ShownName,
    /// 3.03.
    pub dob: Option<NaiveDate>,
    /// PersonalID.
    pub hmis_id: String,
}

/// Somebody says that two records are one person's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// Who says so.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub why: Option<String>,
}

/// A pair that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The pair.
    pub id: DuplicatePairId,
    /// Both.
    pub people: [Shown; 2],
    /// How likely they are one person; none where the records say nothing of it.
    pub certainty: Option<Certainty>,
    /// What agrees and what differs.
    pub reasons: Vec<Reason>,
    /// The report, if there is one.
    pub reported: Option<Reported>,
}

/// What waits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    /// Reported ones first, then by certainty.
    pub rows: Vec<Waiting>,
    /// How many wait in all.
    pub total: i64,
}

struct Row {
    duplicate_pair_id: Uuid,
    certainty: Option<String>,
    reasons: Vec<String>,
    reported_at: Option<DateTime<Utc>>,
    reported_why: Option<String>,
    reported_by: Option<String>,
    a_id: Uuid,
    a_hmis_id: String,
    a_first: Option<String>,
    a_middle: Option<String>,
    a_last: Option<String>,
    a_suffix: Option<String>,
    a_dob: Option<NaiveDate>,
    a_hashed: bool,
    b_id: Uuid,
    b_hmis_id: String,
    b_first: Option<String>,
    b_middle: Option<String>,
    b_last: Option<String>,
    b_suffix: Option<String>,
    b_dob: Option<NaiveDate>,
    b_hashed: bool,
}

/// What waits for an administrator. Pairs with somebody who may be named to nobody are neither shown nor counted.
///
/// # Errors
/// [`StoreError::NotFound`] for everybody but administrators.
pub async fn queue(store: &Store, actor: &Actor) -> Result<Queue> {
    merging(actor)?;
    let rows = rows(store, None).await?;
    let total = sqlx::query_scalar!(
        r#"
        select count(*) as "count!"
        from duplicate_pair
        join client a on a.client_id = client_a
        join client b on b.client_id = client_b
        where state = 'waiting' and nameable(a) and nameable(b)
        "#
    )
    .fetch_one(&store.pool)
    .await?;
    Ok(Queue { rows, total })
}

/// A pair that waits.
///
/// # Errors
/// [`StoreError::NotFound`] where it does not wait, or the actor is no administrator.
pub async fn waiting(store: &Store, actor: &Actor, pair: DuplicatePairId) -> Result<Waiting> {
    merging(actor)?;
    rows(store, Some(pair.0))
        .await?
        .pop()
        .ok_or(StoreError::NotFound)
}

async fn rows(store: &Store, only: Option<Uuid>) -> Result<Vec<Waiting>> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select duplicate_pair_id, certainty, reasons, reported_at, reported_why,
            reporter.display_name as "reported_by?",
            a.client_id as a_id, a.hmis_id as a_hmis_id, a.first_name as a_first, a.middle_name as a_middle,
            a.last_name as a_last, a.name_suffix as a_suffix, a.dob as a_dob, a.hashed as a_hashed,
            b.client_id as b_id, b.hmis_id as b_hmis_id, b.first_name as b_first, b.middle_name as b_middle,
            b.last_name as b_last, b.name_suffix as b_suffix, b.dob as b_dob, b.hashed as b_hashed
        from duplicate_pair
        join client a on a.client_id = client_a
        join client b on b.client_id = client_b
        left join app_user reporter on reporter.user_id = reported_by
        where state = 'waiting' and nameable(a) and nameable(b)
            and ($1::uuid is null or duplicate_pair_id = $1)
        order by (reported_at is null), score desc nulls last, duplicate_pair_id
        limit $2
        "#,
        only,
        SHOWN,
    )
    .fetch_all(&store.pool)
    .await?;
    Ok(rows.into_iter().map(of_row).collect())
}

fn of_row(row: Row) -> Waiting {
    let name = |first, middle, last, suffix, hashed| {
        let name = Name {
            first,
            middle,
            last,
            suffix,
        };
        ShownName::of(name, hashed, false)
    };
    Waiting {
        id: row.duplicate_pair_id.into(),
        people: [
            Shown {
                client: row.a_id.into(),
                name: name(
                    row.a_first,
                    row.a_middle,
                    row.a_last,
                    row.a_suffix,
                    row.a_hashed,
                ),
                dob: row.a_dob,
                hmis_id: row.a_hmis_id,
            },
            Shown {
                client: row.b_id.into(),
                name: name(
                    row.b_first,
                    row.b_middle,
                    row.b_last,
                    row.b_suffix,
                    row.b_hashed,
                ),
                dob: row.b_dob,
                hmis_id: row.b_hmis_id,
            },
        ],
        certainty: row.certainty.as_deref().and_then(Certainty::from_code),
        reasons: reasons(row.reasons),
        reported: row.reported_at.map(|at| Reported {
            by: row.reported_by.unwrap_or_default(),
            at,
            why: row.reported_why,
        }),
    }
}

fn reasons(codes: Vec<String>) -> Vec<Reason> {
    codes
        .into_iter()
        .filter_map(|code| serde_json::from_value(code.into()).ok())
        .collect()
}

/// What came of telling two people apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// They are not proposed again without new evidence.
    Apart,
    /// Somebody decided before.
    Decided,
}

/// Remembers that two records are two people's, and why.
///
/// # Errors
/// [`StoreError::NotFound`] where there is no such pair for this actor; [`StoreError::KeyReused`]; the database's own.
pub async fn tell_apart(
    store: &Store,
    actor: &Actor,
    pair: DuplicatePairId,
    key: Uuid,
    why: &str,
) -> Result<Told> {
    let acting = merging(actor)?;
    let mut tx = store.begin(Some(actor.user)).await?;
    let question = format!("{pair} {why}");
    let earlier =
        idempotency::claim::<bool>(&mut tx, actor.user, key, ACT, question.as_bytes()).await?;
    if earlier.is_some() {
        return Ok(Told::Apart);
    }
    let row = sqlx::query!(
        r#"
        select state, client_a, client_b, nameable(a) and nameable(b) as "nameable!"
        from duplicate_pair
        join client a on a.client_id = client_a
        join client b on b.client_id = client_b
        where duplicate_pair_id = $1
        for update of duplicate_pair
        "#,
        pair.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    if row.state != "waiting" {
        return Ok(Told::Decided);
    }
    if !row.nameable {
        return Err(StoreError::NotFound);
    }
    sqlx::query!(
        r#"
        update duplicate_pair
        set state = 'not_same', decided_at = $2, decided_by = $3, decided_why = $4, decided_certainty = certainty
        where duplicate_pair_id = $1
        "#,
        pair.0,
        store.clock.now(),
        actor.user.0,
        why,
    )
    .execute(&mut *tx)
    .await?;
    audit::Entry::new("tell_clients_apart")
        .by(actor.user, Some(acting))
        .on("duplicate_pair", pair.0)
        .detail(json!({ "clients": [row.client_a, row.client_b] }))
        .write(&mut tx)
        .await?;
    idempotency::keep(&mut tx, actor.user, key, &true).await?;
    tx.commit().await?;
    Ok(Told::Apart)
}

//! What the database holds: all of it, to see that nothing was left half done, and counted, to see what was done.

use anyhow::Result;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, PgPool};
use std::collections::BTreeMap;

/// Tables that change with the time and with every request, whatever becomes of it.
const RESTLESS: [&str; 6] = [
    // when somebody was last seen
    "session",
    "sign_in_attempt",
    // when a row was announced
    "outbox",
    // how frequent names are
    "name_token",
    // whose records a job compares, and what it finds
    "duplicate_unexamined",
    "duplicate_pair",
];

/// All that an act writes, as one value.
const EFFECTS: &str = "select jsonb_build_object( \
    'exits', (select count(*) from exit), \
    'people_out', (select count(distinct enrollment_id) from exit), \
    'acts', (select count(distinct act_id) from exit), \
    'versions', (select jsonb_agg(version order by version) from enrollment), \
    'still_in', (select count(*) from enrollment where exit_on is null), \
    'on_list', (select count(*) from list_entry), \
    'audited', (select jsonb_object_agg(act, rows) from \
        (select act, count(*) as rows from audit where act ~ '^(exit|referral|contact)' and act <> 'exit_page_opened' group by act) a), \
    'audited_acts', (select count(distinct detail ->> 'act') from audit where act = 'exit'), \
    'history', (select count(*) from history where entity = 'exit'), \
    'list_told', (select count(*) from outbox where topic = 'list'), \
    'user_told', (select count(*) from outbox where topic = 'user'), \
    'notices', (select jsonb_object_agg(kind, rows) from \
        (select kind, count(*) as rows from notification group by kind) n), \
    'assigned', (select count(*) from case_assignment where until_on is null), \
    'results', (select count(*) from event where referral_result = 1), \
    'accepted', (select count(*) from referral where state = 'accepted'), \
    'contacts', (select count(*) from current_living_situation), \
    'act_rows', (select count(*) from exit_act), \
    'undone', (select count(*) from exit_act where undone_at is not null), \
    'changes', (select count(*) from exit_act_change), \
    'suggestions', (select jsonb_object_agg(state, rows) from \
        (select state, count(*) as rows from exit_suggestion group by state) s), \
    'merges', (select jsonb_object_agg(state, rows) from \
        (select case when undone_at is null then 'stands' else 'taken back' end as state, count(*) as rows \
         from client_merge group by 1) m), \
    'retired', (select count(*) from client where merged_into is not null), \
    'keys', (select count(*) from idempotency))";

/// A digest of every table; of the outbox, what stands in it.
pub type State = BTreeMap<String, String>;

/// Everything as it is.
pub async fn state(pool: &PgPool) -> Result<State> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select tablename::text from pg_tables where schemaname = 'public' and tablename <> all($1)",
    )
    .bind(RESTLESS)
    .fetch_all(pool)
    .await?;
    let mut state = State::new();
    for table in tables {
        let digest = digest(
            pool,
            &format!("select one::text as one from \"{table}\" one"),
        )
        .await?;
        state.insert(table, digest);
    }
    let put = digest(pool, "select payload::text as one from outbox").await?;
    state.insert("outbox".to_owned(), put);
    Ok(state)
}

async fn digest(pool: &PgPool, rows: &str) -> Result<String> {
    let statement = format!(
        "select count(*) || ' rows, ' || md5(coalesce(string_agg(one, chr(10) order by one), '')) from ({rows}) all_rows"
    );
    Ok(sqlx::query_scalar(AssertSqlSafe(statement))
        .fetch_one(pool)
        .await?)
}

/// What acts have done so far.
pub async fn effects(pool: &PgPool) -> Result<Value> {
    Ok(sqlx::query_scalar(EFFECTS).fetch_one(pool).await?)
}

/// What was there with other values; a number that is added has its name in `added`.
pub fn changed(before: &Value, set: &[(&str, Value)], added: &[(&str, i64)]) -> Value {
    let mut after = before.clone();
    for (name, value) in set {
        after[*name] = value.clone();
    }
    for (name, number) in added {
        after[*name] = json!(before[*name].as_i64().unwrap_or_default() + number);
    }
    after
}

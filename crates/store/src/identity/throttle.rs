//! Slows guessing down, by account and by address.

use crate::{Result, Store};
use chrono::{DateTime, Duration, Utc};

/// Attempts are counted over this time.
const WINDOW_MINUTES: i64 = 15;
/// Wrong passwords for one account, from anywhere, before it has to wait.
const PER_ACCOUNT: usize = 6;
/// Wrong passwords from one address, for any account: an agency may share an address.
const PER_ADDRESS: usize = 40;

/// Of the keyed hash of an account.
const PURPOSE: &str = "sign_in";

/// An attempt that was let through; it counts as failed until [`succeeded`].
#[derive(Debug)]
pub(super) struct Attempt(i64);

/// Why it was not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wait {
    /// Until then, rounded up.
    pub minutes: i64,
    /// The audit does not tell of this wait yet.
    pub first: bool,
}

/// Writes an attempt down before anything is compared, so that many at once are counted too.
///
/// # Errors
/// When the database cannot be asked.
pub(super) async fn attempt(
    store: &Store,
    account: &str,
    address: &str,
) -> Result<Result<Attempt, Wait>> {
    let now = store.clock.now();
    let since = now - Duration::minutes(WINDOW_MINUTES);
    let account = account.trim().to_lowercase();
    let written = store.keys.lookup_hash(PURPOSE, &account);
    let any = store.keys.lookup_hashes(PURPOSE, &account);
    let id = sqlx::query_scalar!(
        r#"
        insert into sign_in_attempt (account_hash, address, attempted_at, succeeded)
        values ($1, $2, $3, false)
        returning sign_in_attempt_id
        "#,
        written,
        address,
        now,
    )
    .fetch_one(&store.pool)
    .await?;
    // A success forgives what was mistyped before it, on that account only.
    let of_account = sqlx::query_scalar!(
        r#"
        select attempted_at from sign_in_attempt
        where account_hash = any($1) and attempted_at > $2 and sign_in_attempt_id < $3 and not succeeded
          and sign_in_attempt_id > coalesce((
              select max(sign_in_attempt_id) from sign_in_attempt
              where account_hash = any($1) and attempted_at > $2 and succeeded), 0)
        order by sign_in_attempt_id desc
        limit $4
        "#,
        &any,
        since,
        id,
        limit(PER_ACCOUNT),
    )
    .fetch_all(&store.pool)
    .await?;
    let of_address = sqlx::query_scalar!(
        r#"
        select attempted_at from sign_in_attempt
        where address = $1 and attempted_at > $2 and sign_in_attempt_id < $3 and not succeeded
        order by sign_in_attempt_id desc
        limit $4
        "#,
        address,
        since,
        id,
        limit(PER_ADDRESS),
    )
    .fetch_all(&store.pool)
    .await?;
    let by_account = wait(&of_account, PER_ACCOUNT, now);
    let Some(minutes) = by_account.max(wait(&of_address, PER_ADDRESS, now)) else {
        return Ok(Ok(Attempt(id)));
    };
    let first = first_refusal(store, id, since, by_account.is_some()).await?;
    // One that was not let through does not prolong the wait.
    sqlx::query!(
        "delete from sign_in_attempt where sign_in_attempt_id = $1",
        id
    )
    .execute(&store.pool)
    .await?;
    Ok(Err(Wait { minutes, first }))
}

/// Whether this refusal is the first of its wait, and that it was: the oldest failure of the window, of the
/// account or of the address, remembers it.
async fn first_refusal(
    store: &Store,
    refused: i64,
    since: DateTime<Utc>,
    by_account: bool,
) -> Result<bool> {
    let told = sqlx::query!(
        r#"
        update sign_in_attempt
        set refusal_told = true
        where not refusal_told and sign_in_attempt_id = (
            select min(failure.sign_in_attempt_id)
            from sign_in_attempt one
            join sign_in_attempt failure
                on $3 and failure.account_hash = one.account_hash or not $3 and failure.address = one.address
            where one.sign_in_attempt_id = $1 and failure.attempted_at > $2 and not failure.succeeded)
        "#,
        refused,
        since,
        by_account,
    )
    .execute(&store.pool)
    .await?;
    Ok(told.rows_affected() == 1)
}

/// The attempt was right.
///
/// # Errors
/// When the database refuses.
pub(super) async fn succeeded(
    connection: &mut sqlx::PgConnection,
    attempt: &Attempt,
) -> Result<()> {
    sqlx::query!(
        "update sign_in_attempt set succeeded = true where sign_in_attempt_id = $1",
        attempt.0
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Minutes until the oldest of the newest `allowed` failures is out of the window.
fn wait(newest_first: &[DateTime<Utc>], allowed: usize, now: DateTime<Utc>) -> Option<i64> {
    let oldest = newest_first.get(allowed - 1)?;
    let left = *oldest + Duration::minutes(WINDOW_MINUTES) - now;
    Some((left.num_seconds() + 59).div_euclid(60).max(1))
}

fn limit(allowed: usize) -> i64 {
    i64::try_from(allowed).unwrap_or(i64::MAX)
}

/// Removes attempts older than a day; called by a job.
///
/// # Errors
/// When the database refuses.
pub async fn sweep_attempts(store: &Store) -> Result<u64> {
    let done = sqlx::query!(
        "delete from sign_in_attempt where attempted_at < $1",
        store.clock.now() - Duration::days(1),
    )
    .execute(&store.pool)
    .await?;
    Ok(done.rows_affected())
}

//! What somebody types on an exit page and has not saved: one sealed draft for each user and page, written over.

use super::read;
use crate::{Result, Store, StoreError, Tx, draft, idempotency, ids};
use chrono::{DateTime, Duration, Utc};
use domain::access::{Act, Actor};
use domain::ids::{DraftId, EnrollmentId, ExitSuggestionId, HouseholdId, UserId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::PgConnection;
use uuid::Uuid;

/// The kind of these drafts.
const KIND: &str = "exit";
/// The act under which a form's key is held while its draft is kept.
const ACT: &str = "exit_draft";

/// The exit page on which something is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExitPage {
    /// Whose exit.
    pub enrollment: EnrollmentId,
    /// The suggested or proposed exit that is looked at there: a form of its own.
    pub suggestion: Option<ExitSuggestionId>,
}

impl ExitPage {
    fn subject(self) -> Uuid {
        self.suggestion.map_or(self.enrollment.0, Uuid::from)
    }
}

/// What was typed, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved<F> {
    /// The draft.
    pub draft: DraftId,
    /// When the user typed last.
    pub typed_at: DateTime<Utc>,
    /// The form.
    pub form: F,
}

/// Keeps a form that was sent and could not be saved; it takes the place of what was kept before. Authorises
/// nobody: what is kept is shown to the same user only, on a page that authorises them.
///
/// # Errors
/// When the database refuses.
pub async fn keep_sent<F: Serialize + Sync>(
    store: &Store,
    user: UserId,
    page: ExitPage,
    form: &F,
) -> Result<DraftId> {
    let mut tx = store.begin(Some(user)).await?;
    let body = serde_json::to_vec(form).map_err(|_| StoreError::Unreadable("draft"))?;
    let id = put(store, &mut tx, user, page, store.clock.now(), &body).await?;
    tx.commit().await?;
    Ok(id)
}

/// Keeps a form while it is typed. `key` is the form's own; `age` says how long ago its user typed last: what they
/// typed later, on another screen, stays. `false` where there is no more use for it: it was saved or suggested
/// already, nobody is left to exit, or it was typed longer ago than a draft is kept.
///
/// # Errors
/// [`StoreError::NotFound`] where the actor may neither exit nor suggest; the database's own.
pub async fn keep_typed<F: Serialize + Sync>(
    store: &Store,
    actor: &Actor,
    page: ExitPage,
    key: Uuid,
    age: Duration,
    form: &F,
) -> Result<bool> {
    let body = serde_json::to_vec(form).map_err(|_| StoreError::Unreadable("draft"))?;
    let now = store.clock.now();
    let typed_at = now - age.max(Duration::zero());
    if typed_at + draft::KEPT_FOR <= now {
        return Ok(false);
    }
    let mut tx = store.begin(Some(actor.user)).await?;
    // A save of the same form that is under way ends first, so that nothing of it is kept afterwards.
    match idempotency::claim::<()>(&mut tx, actor.user, key, ACT, &[]).await {
        Ok(None) => {}
        Ok(Some(())) | Err(StoreError::KeyReused) => return Ok(false),
        Err(error) => return Err(error),
    }
    let stay = read::stay(&mut tx, store.clock, page.enrollment).await?;
    let exits = read::authorise(&mut tx, actor, &stay, Act::Exit).await?;
    let exits = exits.is_some_and(|(_, verdict, _)| verdict.permits());
    if !exits
        && read::authorise_suggestion(&mut tx, actor, &stay)
            .await?
            .is_none()
    {
        return Err(StoreError::NotFound);
    }
    if !somebody_stays(&mut tx, stay.household).await? {
        return Ok(false);
    }
    put(store, &mut tx, actor.user, page, typed_at, &body).await?;
    idempotency::release(&mut tx, actor.user, key).await?;
    tx.commit().await?;
    Ok(true)
}

/// What the user typed on a page and did not save.
///
/// # Errors
/// When the database cannot be asked, or the draft cannot be read.
pub async fn unsaved<F: DeserializeOwned>(
    store: &Store,
    user: UserId,
    page: ExitPage,
) -> Result<Option<Unsaved<F>>> {
    let row = sqlx::query!(
        r#"
        select draft_id, sealed, created_at
        from draft
        where user_id = $1 and kind = 'exit' and subject_id = $2 and expires_at > $3
        "#,
        user.0,
        page.subject(),
        store.clock.now(),
    )
    .fetch_optional(&store.pool)
    .await?;
    row.map(|row| {
        let body = store.keys.open(row.draft_id, &row.sealed)?;
        Ok(Unsaved {
            draft: DraftId(row.draft_id),
            typed_at: row.created_at,
            form: serde_json::from_slice(&body).map_err(|_| StoreError::Unreadable("draft"))?,
        })
    })
    .transpose()
}

/// Forgets what the user typed on a page.
///
/// # Errors
/// When the database refuses.
pub async fn start_over(store: &Store, user: UserId, page: ExitPage) -> Result<()> {
    let mut tx = store.begin(Some(user)).await?;
    draft::forget(&mut tx, user, KIND, Some(page.subject())).await?;
    tx.commit().await
}

/// After a save: forgets what its user typed about these households, and why they opened the pages. What others
/// typed stays until it expires: whoever comes too late can read it.
pub(super) async fn forget(
    connection: &mut PgConnection,
    user: UserId,
    households: &[HouseholdId],
) -> Result<()> {
    let ids = households.iter().map(|id| id.0).collect::<Vec<_>>();
    sqlx::query!(
        r#"
        delete from draft d
        using (
            select enrollment_id as subject_id from enrollment where household_id = any($2)
            union all
            select exit_suggestion_id from exit_suggestion where household_id = any($2)
            union all
            select proposal_id from proposal where household_id = any($2)
        ) page
        where d.user_id = $1 and d.subject_id = page.subject_id and d.kind in ('exit', 'exit_purpose')
        "#,
        user.0,
        &ids,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Whether somebody of a household is enrolled still; an exit of it that is under way ends first.
async fn somebody_stays(tx: &mut Tx, household: HouseholdId) -> Result<bool> {
    sqlx::query!(
        "select household_id from household where household_id = $1 for share",
        household.0,
    )
    .fetch_one(&mut **tx)
    .await?;
    let open = sqlx::query_scalar!(
        r#"select exists (select from enrollment where household_id = $1 and exit_on is null) as "open!""#,
        household.0,
    );
    Ok(open.fetch_one(&mut **tx).await?)
}

/// Writes the one draft, unless what is kept was typed later.
async fn put(
    store: &Store,
    tx: &mut Tx,
    user: UserId,
    page: ExitPage,
    typed_at: DateTime<Utc>,
    body: &[u8],
) -> Result<DraftId> {
    let new: DraftId = ids::new();
    let until = typed_at + draft::KEPT_FOR;
    let inserted = sqlx::query!(
        r#"
        insert into draft (draft_id, user_id, kind, subject_id, sealed, created_at, expires_at)
        values ($1, $2, 'exit', $3, $4, $5, $6)
        on conflict (user_id, subject_id) where kind = 'exit' do nothing
        "#,
        new.0,
        user.0,
        page.subject(),
        store.keys.seal(new.0, body)?,
        typed_at,
        until,
    )
    .execute(&mut **tx)
    .await?;
    if inserted.rows_affected() == 1 {
        return Ok(new);
    }
    let kept = sqlx::query!(
        r#"
        select draft_id, created_at from draft
        where user_id = $1 and kind = 'exit' and subject_id = $2
        for update
        "#,
        user.0,
        page.subject(),
    )
    .fetch_one(&mut **tx)
    .await?;
    if kept.created_at > typed_at {
        return Ok(DraftId(kept.draft_id));
    }
    // The id stays, since an address may name it; what is sealed is bound to it.
    sqlx::query!(
        "update draft set sealed = $2, created_at = $3, expires_at = $4 where draft_id = $1",
        kept.draft_id,
        store.keys.seal(kept.draft_id, body)?,
        typed_at,
        until,
    )
    .execute(&mut **tx)
    .await?;
    Ok(DraftId(kept.draft_id))
}

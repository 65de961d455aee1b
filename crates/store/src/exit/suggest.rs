//! Who may not exit a household suggests it; the Priority List Manager approves, amends or declines.

use super::facts::{self, Sight};
use super::record::{Decides, Request, Saved};
use super::unsaved;
use super::write::By;
use super::{deciding, look, read};
use crate::identity::notice;
use crate::name::ShownName;
use crate::{Result, Store, StoreError, Tx, audit, idempotency, ids, secret};
use chrono::{DateTime, Utc};
use domain::access::{Act, Actor};
use domain::exit::{Command, Plan, Problem, Warning, decide};
use domain::ids::{ActId, ClientId, EnrollmentId, ExitSuggestionId, HouseholdId};
use domain::person::Name;
use serde_json::json;
use uuid::Uuid;

/// What its keys are kept under.
const ACT: &str = "suggest_exit";

/// What came of a suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuggestOutcome {
    /// It waits, from now on or since an earlier submission with the same key.
    Waits(ExitSuggestionId),
    /// Not sent; every problem at once.
    Problems(Vec<Problem>),
    /// Not sent: these warnings were not confirmed.
    Unconfirmed(Vec<Warning>),
    /// Another suggestion waits for the household already.
    OneWaits,
}

/// A suggestion that waits for this actor, decided over the household as it is now.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The suggestion.
    pub id: ExitSuggestionId,
    /// Its exit page.
    pub enrollment: EnrollmentId,
    /// The name of the head of household.
    pub household: String,
    /// The list that it would leave.
    pub list_name: String,
    /// Who suggested it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What would happen now, or what speaks against it.
    pub plan: std::result::Result<Box<Plan>, Vec<Problem>>,
    /// Digest of the plan.
    pub digest: String,
}

/// What became of a suggestion, for the one who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Nothing yet.
    Waiting,
    /// As it was sent.
    Approved(ActId),
    /// With other answers.
    Amended(ActId),
    /// Not; with the reason.
    Declined(String),
    /// Somebody exited the household meanwhile.
    Overtaken,
}

/// One of the actor's own suggestions.
#[derive(Clone, Debug)]
pub struct Own {
    /// The name of the head of household at the time; none where it may not be shown.
    pub client: Option<(ClientId, String)>,
    /// When it was sent.
    pub at: DateTime<Utc>,
    /// What became of it.
    pub decision: Decision,
    /// By whom.
    pub by: Option<String>,
}

/// Suggests an exit to the Priority List Manager. Decided by the same rules as an exit, and nothing of it happens.
///
/// # Errors
/// [`StoreError::NotFound`] where the actor may not; [`StoreError::KeyReused`]; the database's own.
pub async fn suggest(
    store: &Store,
    actor: &Actor,
    enrollment: EnrollmentId,
    key: Uuid,
    command: &Command,
) -> Result<SuggestOutcome> {
    let mut tx = store.begin(Some(actor.user)).await?;
    let asked =
        serde_json::to_value(command).map_err(|_| StoreError::Unreadable("exit command"))?;
    let question = serde_json::to_vec(&(enrollment, &asked))
        .map_err(|_| StoreError::Unreadable("exit command"))?;
    if let Some(id) = idempotency::claim(&mut tx, actor.user, key, ACT, &question).await? {
        return Ok(SuggestOutcome::Waits(id));
    }
    let stay = read::stay(&mut tx, store.clock, enrollment).await?;
    let (acting, policy) = read::authorise_suggestion(&mut tx, actor, &stay)
        .await?
        .ok_or(StoreError::NotFound)?;
    let mut household = read::household(&mut tx, &store.keys, &stay).await?;
    let sight = Sight::of(actor, acting, false);
    facts::complete(&mut tx, actor, &stay, &policy, &sight, &mut household).await?;
    let plan = match decide(&household.facts, command, &policy.exit_rules()) {
        Ok(plan) => plan,
        Err(problems) => return Ok(SuggestOutcome::Problems(problems)),
    };
    if !plan.is_confirmed(command.confirmed.as_deref()) {
        return Ok(SuggestOutcome::Unconfirmed(plan.warnings));
    }
    let id: ExitSuggestionId = ids::new();
    let made = sqlx::query!(
        r#"
        insert into exit_suggestion
            (exit_suggestion_id, enrollment_id, household_id, organization_id, command, suggested_at, suggested_by)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (household_id) where state = 'waiting' do nothing
        "#,
        id.0,
        enrollment.0,
        stay.household.0,
        stay.organization.0,
        asked,
        store.clock.now(),
        actor.user.0,
    )
    .execute(&mut *tx)
    .await?;
    if made.rows_affected() == 0 {
        return Ok(SuggestOutcome::OneWaits);
    }
    let managers = sqlx::query_scalar!(
        r#"select user_id as "user!" from managers_of($1, $2)"#,
        stay.organization.0,
        stay.today,
    )
    .fetch_all(&mut *tx)
    .await?;
    let subject = ("exit_suggestion", id.0);
    for user in managers.into_iter().filter(|user| *user != actor.user.0) {
        notice::tell(
            &mut tx,
            user.into(),
            "exit_suggested",
            subject,
            store.clock.now(),
        )
        .await?;
    }
    unsaved::forget(&mut tx, actor.user, &[stay.household]).await?;
    audit::Entry::new("exit_suggested")
        .by(actor.user, Some(acting))
        .on("enrollment", enrollment)
        .detail(json!({ "suggestion": id, "people": plan.exits.len() }))
        .write(&mut tx)
        .await?;
    idempotency::keep(&mut tx, actor.user, key, &id).await?;
    tx.commit().await?;
    Ok(SuggestOutcome::Waits(id))
}

/// What an earlier submission under a key suggested, where the form itself is forgotten.
///
/// # Errors
/// [`StoreError::NotFound`] where the actor suggested nothing under it.
pub async fn suggested_before(store: &Store, actor: &Actor, key: Uuid) -> Result<ExitSuggestionId> {
    idempotency::answer(store, actor.user, key, ACT).await
}

/// Whether the actor suggests the exit of an enrollment, and may not save it.
///
/// # Errors
/// [`StoreError::NotFound`] where there is no such CE enrollment.
pub async fn suggests(store: &Store, actor: &Actor, enrollment: EnrollmentId) -> Result<bool> {
    let mut connection = store.pool.acquire().await?;
    let stay = read::stay(&mut connection, store.clock, enrollment).await?;
    let exits = read::authorise(&mut connection, actor, &stay, Act::Exit).await?;
    if matches!(exits, Some((_, verdict, _)) if verdict.permits()) {
        return Ok(false);
    }
    let suggests = read::authorise_suggestion(&mut connection, actor, &stay).await?;
    Ok(suggests.is_some())
}

/// How many suggestions wait for the actor.
///
/// # Errors
/// When the database cannot be asked.
pub async fn waiting_count(store: &Store, actor: &Actor) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"
        select count(*) as "count!" from exit_suggestion
        where state = 'waiting' and organization_id = any($1)
        "#,
        &deciding::organizations(actor),
    )
    .fetch_one(&store.pool)
    .await?)
}

/// Suggestions that wait for the actor, the oldest first.
///
/// # Errors
/// When the database cannot be asked.
pub async fn waiting(store: &Store, actor: &Actor) -> Result<Vec<Waiting>> {
    let mut connection = store.pool.acquire().await?;
    let rows = sqlx::query!(
        r#"
        select s.exit_suggestion_id, s.enrollment_id, s.command, s.suggested_at, u.display_name
        from exit_suggestion s
        join app_user u on u.user_id = s.suggested_by
        where s.state = 'waiting' and s.organization_id = any($1)
        order by s.suggested_at, s.exit_suggestion_id
        limit 100
        "#,
        &deciding::organizations(actor),
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut waiting = Vec::new();
    for row in rows {
        let enrollment = EnrollmentId(row.enrollment_id);
        let Some(at) = look::look(&mut connection, store, actor, enrollment).await? else {
            continue;
        };
        let command = at.renewed(parse(row.command)?);
        let plan = decide(&at.facts, &command, &at.rules);
        waiting.push(Waiting {
            id: ExitSuggestionId(row.exit_suggestion_id),
            enrollment,
            household: at.head_name(),
            by: row.display_name,
            at: row.suggested_at,
            digest: plan.as_ref().map(secret::digest_of).unwrap_or_default(),
            plan: plan.map(Box::new),
            list_name: at.facts.list_name,
        });
    }
    Ok(waiting)
}

fn parse(command: serde_json::Value) -> Result<Command> {
    serde_json::from_value(command).map_err(|_| StoreError::Unreadable("exit suggestion"))
}

/// What was suggested, for the one who decides: the enrollment and the answers.
///
/// # Errors
/// [`StoreError::NotFound`] where it does not wait for this actor.
pub async fn suggested(
    store: &Store,
    actor: &Actor,
    id: ExitSuggestionId,
) -> Result<(EnrollmentId, Command)> {
    let mut connection = store.pool.acquire().await?;
    let row = sqlx::query!(
        r#"
        select enrollment_id, command
        from exit_suggestion
        where exit_suggestion_id = $1 and state = 'waiting' and organization_id = any($2)
        "#,
        id.0,
        &deciding::organizations(actor),
    )
    .fetch_one(&mut *connection)
    .await?;
    let enrollment = EnrollmentId(row.enrollment_id);
    let at = look::look(&mut connection, store, actor, enrollment).await?;
    let at = at.ok_or(StoreError::NotFound)?;
    Ok((enrollment, at.renewed(parse(row.command)?)))
}

/// Declines a suggestion; who made it is told, with the reason. The same again is the same act. False where
/// somebody decided it otherwise meanwhile.
///
/// # Errors
/// [`StoreError::NotFound`] where it is not this actor's to decide.
pub async fn decline(
    store: &Store,
    actor: &Actor,
    id: ExitSuggestionId,
    reason: &str,
) -> Result<bool> {
    let mut tx = store.begin(Some(actor.user)).await?;
    let row = sqlx::query!(
        r#"
        select state, organization_id, enrollment_id, suggested_by, decided_by, reason
        from exit_suggestion
        where exit_suggestion_id = $1
        for update
        "#,
        id.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    let acting =
        deciding::decides(actor, row.organization_id.into()).ok_or(StoreError::NotFound)?;
    if row.state != "waiting" {
        // By this very submission, whose answer may have been lost on its way; or otherwise.
        let same = row.decided_by == Some(actor.user.0) && row.reason.as_deref() == Some(reason);
        return Ok(row.state == "declined" && same);
    }
    let now = store.clock.now();
    sqlx::query!(
        r#"
        update exit_suggestion
        set state = 'declined', decided_at = $2, decided_by = $3, reason = $4
        where exit_suggestion_id = $1
        "#,
        id.0,
        now,
        actor.user.0,
        reason,
    )
    .execute(&mut *tx)
    .await?;
    let subject = ("exit_suggestion", id.0);
    notice::tell(
        &mut tx,
        row.suggested_by.into(),
        "exit_suggestion_declined",
        subject,
        now,
    )
    .await?;
    audit::Entry::new("exit_suggestion_declined")
        .by(actor.user, Some(acting))
        .on("enrollment", row.enrollment_id)
        .detail(json!({ "suggestion": id }))
        .write(&mut tx)
        .await?;
    tx.commit().await?;
    Ok(true)
}

/// In the transaction of an exit: the suggestion that it decides, and others that it overtakes.
pub(super) async fn decided(
    tx: &mut Tx,
    store: &Store,
    by: &By,
    request: &Request<'_>,
    saved: &Saved,
    household: HouseholdId,
) -> Result<()> {
    let rows = sqlx::query!(
        r#"
        select exit_suggestion_id, command, suggested_by
        from exit_suggestion
        where household_id = $1 and state = 'waiting'
        for update
        "#,
        household.0,
    )
    .fetch_all(&mut **tx)
    .await?;
    let now = store.clock.now();
    for row in rows {
        let decided = request.decides.map(Decides::id) == Some(row.exit_suggestion_id);
        if !decided && !saved.left_list {
            continue;
        }
        let same = parse(row.command).is_ok_and(|asked| same(&asked, request.command));
        let (state, kind) = match (decided, same) {
            (true, true) => ("approved", "exit_suggestion_approved"),
            (true, false) => ("amended", "exit_suggestion_amended"),
            (false, _) => ("overtaken", "exit_suggestion_overtaken"),
        };
        sqlx::query!(
            r#"
            update exit_suggestion
            set state = $2, decided_at = $3, decided_by = $4, act_id = $5
            where exit_suggestion_id = $1
            "#,
            row.exit_suggestion_id,
            state,
            now,
            by.user.0,
            decided.then_some(saved.act.0),
        )
        .execute(&mut **tx)
        .await?;
        let subject = ("exit_suggestion", row.exit_suggestion_id);
        notice::tell(tx, row.suggested_by.into(), kind, subject, now).await?;
    }
    Ok(())
}

/// Whether two commands ask for the same; versions and confirmations do not count.
fn same(asked: &Command, done: &Command) -> bool {
    let plain = |command: &Command| {
        let mut command = command.clone();
        command.confirmed = None;
        for one in &mut command.leaving {
            one.version = 0;
        }
        command
    };
    plain(asked) == plain(done)
}

/// The actor's own suggestions of the last 90 days, newest first.
///
/// # Errors
/// When the database cannot be asked.
pub async fn own_suggestions(store: &Store, actor: &Actor) -> Result<Vec<Own>> {
    let rows = sqlx::query!(
        r#"
        select s.state, s.suggested_at, s.act_id, s.reason, u.display_name as "by?",
            c.client_id, c.first_name, c.middle_name, c.last_name, c.name_suffix, c.hashed,
            nameable(c) as "nameable!"
        from exit_suggestion s
        join enrollment e using (enrollment_id)
        join client c using (client_id)
        left join app_user u on u.user_id = s.decided_by
        where s.suggested_by = $1 and s.suggested_at > $2
        order by s.suggested_at desc, s.exit_suggestion_id
        limit 100
        "#,
        actor.user.0,
        store.clock.now() - chrono::Duration::days(90),
    )
    .fetch_all(&store.pool)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let name = Name {
                first: row.first_name,
                middle: row.middle_name,
                last: row.last_name,
                suffix: row.name_suffix,
            };
            let name = ShownName::of(name, row.hashed, false).short();
            let decision = match (row.state.as_str(), row.act_id) {
                ("approved", Some(act)) => Decision::Approved(ActId(act)),
                ("amended", Some(act)) => Decision::Amended(ActId(act)),
                ("declined", _) => Decision::Declined(row.reason.unwrap_or_default()),
                ("overtaken", _) => Decision::Overtaken,
                _ => Decision::Waiting,
            };
            Own {
                client: row.nameable.then_some((ClientId(row.client_id), name)),
                at: row.suggested_at,
                decision,
                by: row.by,
            }
        })
        .collect())
}

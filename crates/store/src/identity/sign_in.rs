//! Signing in with e-mail address and password.

use super::throttle::{self, Wait};
use super::{SESSION_HOURS, password};
use crate::audit::Entry;
use crate::outbox::{self, Event};
use crate::{Result, Store, StoreError, ids, secret};
use chrono::{DateTime, Duration, Utc};
use domain::ids::{SessionId, UserId};
use serde_json::json;
use thiserror::Error;
use uuid::Uuid;

/// A new session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// For the cookie; the database holds only its digest.
    pub token: String,
    /// Who.
    pub user: UserId,
    /// The session.
    pub session: SessionId,
    /// When it ends, whatever happens.
    pub expires_at: DateTime<Utc>,
    /// Another browser was signed in as this user and is not any more.
    pub took_over: bool,
}

/// Why nobody was signed in. The same for an unknown account, a disabled one and a wrong password.
#[derive(Debug, Error)]
pub enum SignInError {
    /// E-mail address or password.
    #[error("This email address and password do not go together.")]
    Wrong,
    /// Too many attempts.
    #[error("Too many attempts. Try again in {minutes} minutes.")]
    Throttled {
        /// Until then, rounded up.
        minutes: i64,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for SignInError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<Wait> for SignInError {
    fn from(wait: Wait) -> Self {
        Self::Throttled {
            minutes: wait.minutes,
        }
    }
}

/// Signs in. Ends a session of the same user elsewhere; chooses the pair of the last session, or the
/// first one granted.
///
/// `address` and `agent` are the browser's network address and its own name for itself.
///
/// # Errors
/// [`SignInError`]; what was typed is in none of them.
pub async fn sign_in(
    store: &Store,
    email: &str,
    password: &str,
    address: &str,
    agent: &str,
) -> Result<SignedIn, SignInError> {
    let attempt = match throttle::attempt(store, email, address).await? {
        Ok(attempt) => attempt,
        Err(wait) => {
            if wait.first {
                refused(store, None, "throttled", address).await?;
            }
            return Err(wait.into());
        }
    };
    let account = sqlx::query!(
        r#"
        select user_id, password_hash, disabled_at
        from app_user
        where lower(email) = lower($1)
        "#,
        email.trim(),
    )
    .fetch_optional(&store.pool)
    .await?;
    let hash = account
        .as_ref()
        .and_then(|account| account.password_hash.clone());
    let fits = password::verify(password.to_owned(), hash.clone()).await?;
    let Some(account) = account else {
        refused(store, None, "unknown", address).await?;
        return Err(SignInError::Wrong);
    };
    let user = UserId(account.user_id);
    if !fits || account.disabled_at.is_some() {
        let why = if fits { "disabled" } else { "wrong" };
        refused(store, Some(user), why, address).await?;
        return Err(SignInError::Wrong);
    }

    let now = store.clock.now();
    let mut tx = store.begin(Some(user)).await?;
    // Two sign-ins at once follow each other; one that was disabled or reset meanwhile is refused.
    let still = sqlx::query_scalar!(
        r#"
        select password_hash is not distinct from $2 and disabled_at is null as "still!"
        from app_user where user_id = $1 for update
        "#,
        user.0,
        hash,
    )
    .fetch_one(&mut *tx)
    .await?;
    if !still {
        return Err(SignInError::Wrong);
    }
    let ended = sqlx::query_scalar!(
        r#"
        update session
        set ended_at = $2,
            end_reason = case when expires_at <= $2 then 'expired' else 'taken_over' end
        where user_id = $1 and ended_at is null
        returning end_reason as "end_reason!"
        "#,
        user.0,
        now,
    )
    .fetch_all(&mut *tx)
    .await?;
    let took_over = ended.iter().any(|reason| reason == "taken_over");
    let token = secret::token();
    let session: SessionId = ids::new();
    let expires_at = now + Duration::hours(SESSION_HOURS);
    insert_session(store, &mut tx, user, session, &token, address, agent).await?;
    throttle::succeeded(&mut tx, &attempt).await?;
    Entry::new("sign_in")
        .by(user, None)
        .on("session", session)
        .detail(json!({ "took_over": took_over }))
        .write(&mut tx)
        .await?;
    outbox::put(&mut tx, &Event::User { user }).await?;
    tx.commit().await?;
    Ok(SignedIn {
        token,
        user,
        session,
        expires_at,
        took_over,
    })
}

async fn insert_session(
    store: &Store,
    connection: &mut sqlx::PgConnection,
    user: UserId,
    session: SessionId,
    token: &str,
    address: &str,
    agent: &str,
) -> Result<()> {
    let now = store.clock.now();
    let agent: String = agent.chars().take(200).collect();
    sqlx::query!(
        r#"
        insert into session
            (session_id, token_hash, user_id, started_at, last_seen_at, expires_at, address, agent,
             workgroup, organization_id, location_id)
        select $1, $2, $3, $4::timestamptz, $4, $5, $6, $7, pair.workgroup, pair.organization_id, pair.location_id
        from (select) as always
        left join (
            select g.workgroup, g.organization_id,
                   coalesce(
                       case when last.organization_id = g.organization_id then last.location_id end,
                       (select location_id from location
                        where organization_id = g.organization_id
                        order by main desc, name limit 1)) as location_id
            from user_grant g
            left join (
                select workgroup, organization_id, location_id from session
                where user_id = $3 and workgroup is not null
                order by started_at desc limit 1) as last
                on true
            where g.user_id = $3 and in_force(g, $8)
            order by (g.workgroup, g.organization_id) is not distinct from (last.workgroup, last.organization_id) desc,
                     g.from_on, g.user_grant_id
            limit 1) as pair
            on true
        "#,
        session.0,
        &secret::digest(token.as_bytes()),
        user.0,
        now,
        now + Duration::hours(SESSION_HOURS),
        address,
        agent,
        store.rights_on(),
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// An attempt that failed, in the audit: from where, and never what was typed.
pub(super) async fn refused(
    store: &Store,
    user: Option<UserId>,
    why: &'static str,
    address: &str,
) -> Result<()> {
    let mut tx = store.begin(None).await?;
    let mut entry = Entry::new("sign_in_refused").detail(json!({ "why": why, "address": address }));
    if let Some(user) = user {
        entry = entry.on("user", Uuid::from(user));
    }
    entry.write(&mut tx).await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::identity::{EndReason, end_of, viewer};
    use crate::testing::{self, Account, PASSWORD, World};
    use domain::workgroup::Workgroup;
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    async fn world(pool: PgPoolOptions, options: PgConnectOptions) -> (World, Account) {
        let world = World::new(testing::store(pool, options).await.unwrap())
            .await
            .unwrap();
        let account = world
            .account(&[
                (Workgroup::HmisUser, world.agency),
                (Workgroup::CeAssessor, world.ce),
            ])
            .await
            .unwrap();
        (world, account)
    }

    async fn enter(world: &World, email: &str, password: &str) -> Result<SignedIn, SignInError> {
        sign_in(&world.store, email, password, "192.0.2.7", "Test browser").await
    }

    /// The addresses of refusals to wait for that the audit tells of.
    async fn throttled(world: &World) -> Vec<String> {
        sqlx::query_scalar(
            "select coalesce(detail ->> 'address', '') from audit \
             where act = 'sign_in_refused' and detail ->> 'why' = 'throttled' order by audit_id",
        )
        .fetch_all(&world.store.pool)
        .await
        .unwrap()
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn the_first_pair_is_chosen_with_its_location(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let (world, account) = world(pool, options).await;
        let signed = enter(&world, &account.email.to_uppercase(), PASSWORD)
            .await
            .unwrap();
        assert!(!signed.took_over);
        let viewer = viewer(&world.store, &signed.token).await.unwrap().unwrap();
        assert_eq!(viewer.actor.user, account.actor.user);
        assert_eq!(viewer.actor.grants.len(), 2);
        let context = viewer.context.unwrap();
        assert_eq!(context.workgroup, Workgroup::HmisUser);
        assert_eq!(context.organization_name, "Birch Ridge Community Action");
        assert_eq!(context.location.unwrap().1, "Bemidji");
        let kept: Vec<u8> = sqlx::query_scalar("select token_hash from session")
            .fetch_one(&world.store.pool)
            .await
            .unwrap();
        assert_ne!(kept, signed.token.as_bytes());
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn a_second_sign_in_ends_the_first_and_says_so(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let (world, account) = world(pool, options).await;
        let first = enter(&world, &account.email, PASSWORD).await.unwrap();
        let second = enter(&world, &account.email, PASSWORD).await.unwrap();
        assert!(second.took_over);
        assert!(viewer(&world.store, &first.token).await.unwrap().is_none());
        assert_eq!(
            end_of(&world.store, &first.token).await.unwrap(),
            Some(EndReason::TakenOver)
        );
        assert!(viewer(&world.store, &second.token).await.unwrap().is_some());
        assert_eq!(end_of(&world.store, &second.token).await.unwrap(), None);
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn unknown_disabled_and_wrong_are_one_answer(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let (world, account) = world(pool, options).await;
        for (email, password) in [
            (account.email.as_str(), "not this 1"),
            ("nobody@test.example", PASSWORD),
        ] {
            let error = enter(&world, email, password).await.unwrap_err();
            assert!(matches!(error, SignInError::Wrong), "{error}");
        }
        sqlx::query("update app_user set disabled_at = now() where user_id = $1")
            .bind(account.actor.user.0)
            .execute(&world.store.pool)
            .await
            .unwrap();
        let error = enter(&world, &account.email, PASSWORD).await.unwrap_err();
        assert!(matches!(error, SignInError::Wrong), "{error}");
        let told: Vec<(Option<Uuid>, String)> = sqlx::query_as(
            "select subject_id, detail::text from audit where act = 'sign_in_refused' order by audit_id",
        )
        .fetch_all(&world.store.pool)
        .await
        .unwrap();
        assert_eq!(told.len(), 3);
        assert_eq!(told[0].0, Some(account.actor.user.0));
        assert_eq!(
            told[1],
            (
                None,
                r#"{"why": "unknown", "address": "192.0.2.7"}"#.to_owned()
            )
        );
        assert!(told.iter().all(|(_, detail)| !detail.contains("example")));
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn guessing_waits_even_with_the_right_password(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let (mut world, account) = world(pool, options).await;
        for _ in 0..6 {
            let error = enter(&world, &account.email, "not this 1")
                .await
                .unwrap_err();
            assert!(matches!(error, SignInError::Wrong), "{error}");
        }
        for _ in 0..3 {
            let error = enter(&world, &account.email, PASSWORD).await.unwrap_err();
            assert!(
                matches!(error, SignInError::Throttled { minutes: 15 }),
                "{error}"
            );
        }
        // One line of the audit for the wait, however often somebody tries, with the address.
        assert_eq!(throttled(&world).await, ["192.0.2.7"]);
        world.store.clock = Clock::Fixed(testing::noon() + Duration::minutes(16));
        assert!(enter(&world, &account.email, PASSWORD).await.is_ok());
        for _ in 0..9 {
            let _ = enter(&world, &account.email, "not this 1").await;
        }
        assert_eq!(throttled(&world).await, ["192.0.2.7", "192.0.2.7"]);
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn an_account_that_does_not_exist_waits_too(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let (world, _) = world(pool, options).await;
        for _ in 0..6 {
            let _ = enter(&world, "nobody@test.example", "not this 1").await;
        }
        let error = enter(&world, "nobody@test.example", "not this 1")
            .await
            .unwrap_err();
        assert!(matches!(error, SignInError::Throttled { .. }), "{error}");
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn the_last_choice_comes_back_unless_it_was_taken_away(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let (world, account) = world(pool, options).await;
        let first = enter(&world, &account.email, PASSWORD).await.unwrap();
        crate::identity::choose_context(
            &world.store,
            &account.actor,
            first.session,
            Workgroup::CeAssessor,
            world.ce,
            None,
        )
        .await
        .unwrap();
        let second = enter(&world, &account.email, PASSWORD).await.unwrap();
        let seen = viewer(&world.store, &second.token).await.unwrap().unwrap();
        assert_eq!(seen.actor.workgroup(), Some(Workgroup::CeAssessor));
        sqlx::query("update user_grant set until_on = $1 where organization_id = $2")
            .bind(world.today)
            .bind(world.ce.0)
            .execute(&world.store.pool)
            .await
            .unwrap();
        let seen = viewer(&world.store, &second.token).await.unwrap().unwrap();
        assert_eq!(seen.context, None);
        assert_eq!(seen.actor.chosen, None);
        assert_eq!(seen.actor.grants.len(), 1);
        let third = enter(&world, &account.email, PASSWORD).await.unwrap();
        let seen = viewer(&world.store, &third.token).await.unwrap().unwrap();
        assert_eq!(seen.actor.workgroup(), Some(Workgroup::HmisUser));
    }
}

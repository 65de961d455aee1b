//! The signed-in user of one request.

use super::idle;
use crate::{Result, Store, secret};
use chrono::{DateTime, Duration, Utc};
use domain::access::{Actor, Grant};
use domain::ids::{LocationId, OrganizationId, SessionId, UserId};
use domain::workgroup::Workgroup;

/// The time of the last use is written at most this often.
const TOUCH_EVERY_SECONDS: i64 = 60;

/// A signed-in user, loaded once a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// What they may do.
    pub actor: Actor,
    /// Their one live session.
    pub session: SessionId,
    /// Shown in Settings and beside what they did.
    pub display_name: String,
    /// Where they work, in words.
    pub employer: Option<String>,
    /// What stands between them and their work.
    pub gate: Gate,
    /// What they chose in Settings, with names.
    pub context: Option<Context>,
    /// When the session ends, whatever happens.
    pub expires_at: DateTime<Utc>,
    /// The version of the user agreement that is to be accepted; none before one is posted.
    pub agreement: Option<i32>,
}

/// The choice of Settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The role.
    pub workgroup: Workgroup,
    /// For whom.
    pub organization: OrganizationId,
    /// Its name.
    pub organization_name: String,
    /// Where, if the organization has a place.
    pub location: Option<(LocationId, String)>,
}

/// What must be done before anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Nothing.
    Open,
    /// The session was idle for too long: the password again.
    Locked,
    /// An administrator set the password.
    ChangePassword,
    /// The user agreement has a version that was not accepted.
    AcceptAgreement,
}

/// The user behind a cookie, and that they are there: the idle clock starts anew. None when the session
/// has ended; [`super::end_of`] says why.
///
/// # Errors
/// When the database cannot be asked.
pub async fn viewer(store: &Store, token: &str) -> Result<Option<Viewer>> {
    let Some((viewer, last_seen_at)) = load(store, token).await? else {
        return Ok(None);
    };
    let now = store.clock.now();
    if viewer.gate != Gate::Locked && now - last_seen_at >= Duration::seconds(TOUCH_EVERY_SECONDS) {
        sqlx::query!(
            "update session set last_seen_at = $2 where session_id = $1 and last_seen_at < $2",
            viewer.session.0,
            now,
        )
        .execute(&store.pool)
        .await?;
    }
    Ok(Some(viewer))
}

/// As [`viewer`], for what a page does by itself (live updates): nobody need be there.
///
/// # Errors
/// When the database cannot be asked.
pub async fn viewer_at_rest(store: &Store, token: &str) -> Result<Option<Viewer>> {
    Ok(load(store, token).await?.map(|(viewer, _)| viewer))
}

async fn load(store: &Store, token: &str) -> Result<Option<(Viewer, DateTime<Utc>)>> {
    let now = store.clock.now();
    let row = sqlx::query!(
        r#"
        select s.session_id, s.user_id, s.last_seen_at, s.expires_at, s.workgroup, s.organization_id,
               u.display_name, u.employer, u.must_change_password, u.agreement_version,
               o.name as "organization_name?", l.location_id as "location_id?", l.name as "location_name?",
               (select max(version) from posted_text
                where kind = 'user_agreement' and effective_on <= $3) as agreement,
               array(select workgroup from user_grant
                     where user_id = s.user_id and in_force(user_grant, $3)
                     order by from_on, user_grant_id) as "workgroups!",
               array(select organization_id from user_grant
                     where user_id = s.user_id and in_force(user_grant, $3)
                     order by from_on, user_grant_id) as "organizations!"
        from session s
        join app_user u using (user_id)
        left join organization o on o.organization_id = s.organization_id
        left join location l on l.location_id = s.location_id and l.organization_id = s.organization_id
        where s.token_hash = $1 and s.ended_at is null and s.expires_at > $2 and u.disabled_at is null
        "#,
        &secret::digest(token.as_bytes()),
        now,
        store.rights_on(),
    )
    .fetch_optional(&store.pool)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let grants = row
        .workgroups
        .iter()
        .zip(&row.organizations)
        .filter_map(|(workgroup, organization)| {
            Some(Grant {
                workgroup: Workgroup::from_code(workgroup)?,
                organization: OrganizationId(*organization),
            })
        })
        .collect::<Vec<_>>();
    // What was chosen counts only as long as it is granted.
    let chosen = row
        .workgroup
        .as_deref()
        .and_then(Workgroup::from_code)
        .zip(row.organization_id)
        .map(|(workgroup, organization)| Grant {
            workgroup,
            organization: OrganizationId(organization),
        })
        .filter(|pair| grants.contains(pair));
    let context = chosen
        .zip(row.organization_name)
        .map(|(pair, organization_name)| Context {
            workgroup: pair.workgroup,
            organization: pair.organization,
            organization_name,
            location: row.location_id.map(LocationId).zip(row.location_name),
        });
    let gate = if now - row.last_seen_at >= idle() {
        Gate::Locked
    } else if row.must_change_password {
        Gate::ChangePassword
    } else if row.agreement > row.agreement_version {
        Gate::AcceptAgreement
    } else {
        Gate::Open
    };
    let viewer = Viewer {
        actor: Actor {
            user: UserId(row.user_id),
            chosen,
            grants,
        },
        session: SessionId(row.session_id),
        display_name: row.display_name,
        employer: row.employer,
        gate,
        context,
        expires_at: row.expires_at,
        agreement: row.agreement,
    };
    Ok(Some((viewer, row.last_seen_at)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::identity::{SESSION_HOURS, accept_agreement, sign_in, sign_out, unlock};
    use crate::testing::{self, Account, PASSWORD, World};
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    async fn signed_in(pool: PgPoolOptions, options: PgConnectOptions) -> (World, Account, String) {
        let world = World::new(testing::store(pool, options).await.unwrap())
            .await
            .unwrap();
        let account = world
            .account(&[(Workgroup::HmisUser, world.ce)])
            .await
            .unwrap();
        let signed = sign_in(&world.store, &account.email, PASSWORD, "192.0.2.7", "Test")
            .await
            .unwrap();
        (world, account, signed.token)
    }

    async fn at(world: &mut World, token: &str, minutes: i64) -> Option<Viewer> {
        world.store.clock = Clock::Fixed(testing::noon() + Duration::minutes(minutes));
        viewer(&world.store, token).await.unwrap()
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn use_keeps_it_open_rest_locks_it_and_the_password_unlocks_it(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let (mut world, _, token) = signed_in(pool, options).await;
        assert_eq!(at(&mut world, &token, 14).await.unwrap().gate, Gate::Open);
        assert_eq!(at(&mut world, &token, 28).await.unwrap().gate, Gate::Open);
        // Live updates are no use.
        world.store.clock = Clock::Fixed(testing::noon() + Duration::minutes(40));
        let at_rest = viewer_at_rest(&world.store, &token).await.unwrap().unwrap();
        assert_eq!(at_rest.gate, Gate::Open);
        assert_eq!(at(&mut world, &token, 43).await.unwrap().gate, Gate::Locked);
        // Asking again does not open it.
        assert_eq!(at(&mut world, &token, 44).await.unwrap().gate, Gate::Locked);
        assert!(
            unlock(&world.store, &token, "not this 1", "192.0.2.7")
                .await
                .is_err()
        );
        assert_eq!(at(&mut world, &token, 44).await.unwrap().gate, Gate::Locked);
        unlock(&world.store, &token, PASSWORD, "192.0.2.7")
            .await
            .unwrap();
        assert_eq!(at(&mut world, &token, 45).await.unwrap().gate, Gate::Open);
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn ends_after_twelve_hours_of_use(pool: PgPoolOptions, options: PgConnectOptions) {
        let (mut world, _, token) = signed_in(pool, options).await;
        let end = SESSION_HOURS * 60;
        for minutes in (10..end).step_by(10) {
            assert!(at(&mut world, &token, minutes).await.is_some());
        }
        assert_eq!(at(&mut world, &token, end).await, None);
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn a_disabled_user_and_one_who_left_are_nobody(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let (world, account, token) = signed_in(pool, options).await;
        assert_eq!(viewer(&world.store, &"0".repeat(64)).await.unwrap(), None);
        let seen = viewer(&world.store, &token).await.unwrap().unwrap();
        sqlx::query("update app_user set disabled_at = now() where user_id = $1")
            .bind(account.actor.user.0)
            .execute(&world.store.pool)
            .await
            .unwrap();
        assert_eq!(viewer(&world.store, &token).await.unwrap(), None);
        sqlx::query("update app_user set disabled_at = null where user_id = $1")
            .bind(account.actor.user.0)
            .execute(&world.store.pool)
            .await
            .unwrap();
        assert!(viewer(&world.store, &token).await.unwrap().is_some());
        sign_out(&world.store, seen.actor.user, seen.session)
            .await
            .unwrap();
        assert_eq!(viewer(&world.store, &token).await.unwrap(), None);
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn a_new_agreement_is_accepted_first(pool: PgPoolOptions, options: PgConnectOptions) {
        let (world, account, token) = signed_in(pool, options).await;
        sqlx::query("update app_user set agreement_version = null where user_id = $1")
            .bind(account.actor.user.0)
            .execute(&world.store.pool)
            .await
            .unwrap();
        let seen = viewer(&world.store, &token).await.unwrap().unwrap();
        assert_eq!(
            (seen.gate, seen.agreement),
            (Gate::AcceptAgreement, Some(1))
        );
        assert!(
            accept_agreement(&world.store, &account.actor, 2)
                .await
                .is_err()
        );
        accept_agreement(&world.store, &account.actor, 1)
            .await
            .unwrap();
        let seen = viewer(&world.store, &token).await.unwrap().unwrap();
        assert_eq!(seen.gate, Gate::Open);
    }
}

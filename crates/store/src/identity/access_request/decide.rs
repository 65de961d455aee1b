//! What becomes of a request: endorsed, granted, declined, withdrawn.

use super::{May, State, administrators, managers_grant, may};
use crate::audit::Entry;
use crate::identity::administer::open_grant;
use crate::identity::notice::tell;
use crate::{Result, Store, StoreError, Tx};
use domain::access::{Actor, Grant};
use domain::ids::{AccessRequestId, OrganizationId, UserId};
use domain::workgroup::Workgroup;
use serde_json::json;
use uuid::Uuid;

/// A request that is about to be decided; its row is locked.
struct Open {
    requester: UserId,
    pair: Grant,
    may: May,
}

/// A Priority List Manager of the organization says that it is right.
///
/// # Errors
/// [`StoreError::NotFound`] where the request is not the actor's to see, [`StoreError::Forbidden`] where
/// another may, [`StoreError::Conflict`] when it was decided meanwhile.
pub async fn endorse(store: &Store, actor: &Actor, id: AccessRequestId) -> Result<()> {
    let (mut tx, open) = lock(store, actor, id).await?;
    if !open.may.endorse {
        return Err(StoreError::Forbidden);
    }
    let now = store.clock.now();
    sqlx::query!(
        r#"
        update access_request set state = 'endorsed', endorsed_by = $2, endorsed_at = $3
        where access_request_id = $1
        "#,
        id.0,
        actor.user.0,
        now,
    )
    .execute(&mut *tx)
    .await?;
    for administrator in administrators(&mut tx, store.rights_on()).await? {
        if administrator != actor.user {
            tell(
                &mut tx,
                administrator,
                "access_endorsed",
                ("access_request", id.0),
                now,
            )
            .await?;
        }
    }
    finish(tx, store, actor, id, &open, "access_endorse").await
}

/// The user holds the pair from today. By an administrator, or by a manager whom the policy lets.
///
/// # Errors
/// As [`endorse`].
pub async fn grant(store: &Store, actor: &Actor, id: AccessRequestId) -> Result<()> {
    let (mut tx, open) = lock(store, actor, id).await?;
    if !open.may.grant {
        return Err(StoreError::Forbidden);
    }
    open_grant(&mut tx, open.requester, open.pair, store.rights_on()).await?;
    decided(&mut tx, store, Some(actor), id, "granted", None).await?;
    finish(tx, store, actor, id, &open, "access_grant").await
}

/// The user does not get it; the reason is shown to them.
///
/// # Errors
/// As [`endorse`]; [`StoreError::Refused`] without a reason.
pub async fn decline(
    store: &Store,
    actor: &Actor,
    id: AccessRequestId,
    reason: &str,
) -> Result<()> {
    let (mut tx, open) = lock(store, actor, id).await?;
    if !open.may.decline {
        return Err(StoreError::Forbidden);
    }
    let reason: String = reason.trim().chars().take(500).collect();
    if reason.is_empty() {
        return Err(StoreError::Refused(
            "access_request_decline_reason".to_owned(),
        ));
    }
    decided(&mut tx, store, Some(actor), id, "declined", Some(&reason)).await?;
    finish(tx, store, actor, id, &open, "access_decline").await
}

/// The user takes their own request back.
///
/// # Errors
/// As [`endorse`].
pub async fn withdraw(store: &Store, actor: &Actor, id: AccessRequestId) -> Result<()> {
    let (mut tx, open) = lock(store, actor, id).await?;
    if !open.may.withdraw {
        return Err(StoreError::Forbidden);
    }
    decided(&mut tx, store, None, id, "withdrawn", None).await?;
    finish(tx, store, actor, id, &open, "access_withdraw").await
}

async fn lock(store: &Store, actor: &Actor, id: AccessRequestId) -> Result<(Tx, Open)> {
    let mut tx = store.begin(Some(actor.user)).await?;
    let row = sqlx::query!(
        r#"
        select user_id, workgroup, organization_id, state
        from access_request where access_request_id = $1
        for update
        "#,
        id.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    let requester = UserId(row.user_id);
    let pair = Grant {
        workgroup: Workgroup::from_code(&row.workgroup)
            .ok_or(StoreError::Unreadable("access request"))?,
        organization: OrganizationId(row.organization_id),
    };
    let manages = actor.grants.contains(&Grant {
        workgroup: Workgroup::PriorityListManager,
        organization: pair.organization,
    });
    if actor.user != requester && !manages && !actor.holds(Workgroup::Administrator) {
        return Err(StoreError::NotFound);
    }
    let state = State::from_code(&row.state)?;
    if !state.is_open() {
        return Err(StoreError::Conflict);
    }
    let managers_grant = managers_grant(&mut tx, pair.organization, store.rights_on()).await?;
    let may = may(
        actor,
        requester,
        pair.workgroup,
        pair.organization,
        state,
        managers_grant,
    );
    Ok((
        tx,
        Open {
            requester,
            pair,
            may,
        },
    ))
}

async fn decided(
    tx: &mut Tx,
    store: &Store,
    by: Option<&Actor>,
    id: AccessRequestId,
    state: &'static str,
    reason: Option<&str>,
) -> Result<()> {
    sqlx::query!(
        r#"
        update access_request set state = $2, decided_by = $3, decided_at = $4, decline_reason = $5
        where access_request_id = $1
        "#,
        id.0,
        state,
        by.map(|actor| actor.user.0),
        store.clock.now(),
        reason,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn finish(
    mut tx: Tx,
    store: &Store,
    actor: &Actor,
    id: AccessRequestId,
    open: &Open,
    act: &'static str,
) -> Result<()> {
    if open.requester != actor.user {
        let kind = match act {
            "access_endorse" => "access_endorsed",
            "access_grant" => "access_granted",
            _ => "access_declined",
        };
        tell(
            &mut tx,
            open.requester,
            kind,
            ("access_request", id.0),
            store.clock.now(),
        )
        .await?;
    }
    Entry::new(act)
        .by(actor.user, actor.acting_on(open.pair.organization))
        .on("access_request", id)
        .detail(json!({
            "user": Uuid::from(open.requester),
            "workgroup": open.pair.workgroup.code(),
            "organization": Uuid::from(open.pair.organization),
        }))
        .write(&mut tx)
        .await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::access_request::{AskError, ask, managers_of, mine, queue, waiting};
    use crate::identity::{notice, sign_in, viewer};
    use crate::testing::{self, Account, PASSWORD, World};
    use domain::policy::Policy;
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    struct Scene {
        world: World,
        asker: Account,
        manager: Actor,
        admin: Actor,
        stranger: Actor,
    }

    async fn scene(pool: PgPoolOptions, options: PgConnectOptions) -> Scene {
        let world = World::new(testing::store(pool, options).await.unwrap())
            .await
            .unwrap();
        Scene {
            asker: world.account(&[]).await.unwrap(),
            manager: world
                .user(&[(Workgroup::PriorityListManager, world.ce)])
                .await
                .unwrap(),
            admin: world
                .user(&[(Workgroup::Administrator, world.agency)])
                .await
                .unwrap(),
            stranger: world
                .user(&[(Workgroup::CeAssessor, world.ce)])
                .await
                .unwrap(),
            world,
        }
    }

    impl Scene {
        async fn ask(&self) -> AccessRequestId {
            ask(
                &self.world.store,
                &self.asker.actor,
                Workgroup::CeAssessor,
                self.world.ce,
                Some("I assess in Bemidji."),
            )
            .await
            .unwrap()
        }
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn endorsed_by_the_manager_granted_by_the_administrator(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let s = scene(pool, options).await;
        let store = &s.world.store;
        let signed = sign_in(store, &s.asker.email, PASSWORD, "192.0.2.7", "Test")
            .await
            .unwrap();
        let id = s.ask().await;
        // Asking twice is asking once.
        assert_eq!(s.ask().await, id);
        let waits = mine(store, &s.asker.actor).await.unwrap();
        assert_eq!(waits.len(), 1);
        assert_eq!(waits[0].managers, ["Test Person"]);
        assert!(waits[0].may.withdraw && !waits[0].may.grant);

        assert_eq!(queue(store, &s.stranger).await.unwrap(), []);
        assert!(matches!(
            endorse(store, &s.stranger, id).await,
            Err(StoreError::NotFound)
        ));
        assert!(matches!(
            grant(store, &s.manager, id).await,
            Err(StoreError::Forbidden)
        ));
        assert!(matches!(
            grant(store, &s.asker.actor, id).await,
            Err(StoreError::Forbidden)
        ));
        assert_eq!(waiting(store, &s.manager).await.unwrap(), 1);
        let decide = queue(store, &s.manager).await.unwrap();
        assert!(decide[0].may.endorse && !decide[0].may.grant && decide[0].may.decline);
        assert_eq!(decide[0].reason.as_deref(), Some("I assess in Bemidji."));
        assert_eq!(
            notice::of_actor(store, &s.manager).await.unwrap()[0].kind,
            "access_asked"
        );

        endorse(store, &s.manager, id).await.unwrap();
        assert_eq!(waiting(store, &s.manager).await.unwrap(), 0);
        assert_eq!(waiting(store, &s.admin).await.unwrap(), 1);
        assert_eq!(
            notice::of_actor(store, &s.admin).await.unwrap()[0].kind,
            "access_endorsed"
        );
        assert!(
            viewer(store, &signed.token)
                .await
                .unwrap()
                .unwrap()
                .actor
                .grants
                .is_empty()
        );

        grant(store, &s.admin, id).await.unwrap();
        let seen = viewer(store, &signed.token).await.unwrap().unwrap();
        assert_eq!(
            seen.actor.chosen,
            Some(Grant {
                workgroup: Workgroup::CeAssessor,
                organization: s.world.ce
            })
        );
        let told = notice::of_actor(store, &s.asker.actor).await.unwrap();
        assert_eq!(told[0].kind, "access_granted");
        assert!(matches!(
            grant(store, &s.admin, id).await,
            Err(StoreError::Conflict)
        ));
        let again = ask(store, &seen.actor, Workgroup::CeAssessor, s.world.ce, None).await;
        assert!(matches!(again, Err(AskError::Held)));
        let acts: Vec<String> = sqlx::query_scalar(
            "select act from audit where subject_kind = 'access_request' order by audit_id",
        )
        .fetch_all(&store.pool)
        .await
        .unwrap();
        assert_eq!(acts, ["access_ask", "access_endorse", "access_grant"]);
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn a_policy_may_let_the_manager_grant_but_not_make_managers(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let s = scene(pool, options).await;
        let store = &s.world.store;
        s.world
            .policy(&Policy {
                managers_grant: true,
                ..Policy::default()
            })
            .await
            .unwrap();
        let id = s.ask().await;
        endorse(store, &s.manager, id).await.unwrap();
        assert_eq!(waiting(store, &s.manager).await.unwrap(), 1);
        grant(store, &s.manager, id).await.unwrap();
        assert_eq!(waiting(store, &s.manager).await.unwrap(), 0);
        let manager = ask(
            store,
            &s.asker.actor,
            Workgroup::PriorityListManager,
            s.world.ce,
            None,
        )
        .await
        .unwrap();
        assert!(matches!(
            grant(store, &s.manager, manager).await,
            Err(StoreError::Forbidden)
        ));
        endorse(store, &s.manager, manager).await.unwrap();
        assert_eq!(waiting(store, &s.manager).await.unwrap(), 0);
        let admin = ask(
            store,
            &s.asker.actor,
            Workgroup::Administrator,
            s.world.ce,
            None,
        )
        .await;
        assert!(matches!(admin, Err(AskError::NotAskable)));
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn declined_with_a_reason_or_taken_back(pool: PgPoolOptions, options: PgConnectOptions) {
        let s = scene(pool, options).await;
        let store = &s.world.store;
        let id = s.ask().await;
        assert!(matches!(
            decline(store, &s.manager, id, "  ").await,
            Err(StoreError::Refused(_))
        ));
        decline(store, &s.manager, id, "Ask the Northeast list.")
            .await
            .unwrap();
        let told = mine(store, &s.asker.actor).await.unwrap();
        assert_eq!(told[0].state, State::Declined);
        assert_eq!(
            told[0].decline_reason.as_deref(),
            Some("Ask the Northeast list.")
        );
        let second = s.ask().await;
        assert_ne!(second, id);
        withdraw(store, &s.asker.actor, second).await.unwrap();
        assert_eq!(queue(store, &s.manager).await.unwrap(), []);
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn without_a_manager_the_administrators_are_told(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let s = scene(pool, options).await;
        let store = &s.world.store;
        assert_eq!(
            managers_of(store, s.world.ce).await.unwrap(),
            ["Test Person"]
        );
        assert!(managers_of(store, s.world.agency).await.unwrap().is_empty());
        ask(
            store,
            &s.asker.actor,
            Workgroup::HmisUser,
            s.world.agency,
            None,
        )
        .await
        .unwrap();
        assert_eq!(notice::of_actor(store, &s.admin).await.unwrap().len(), 1);
        assert_eq!(notice::of_actor(store, &s.manager).await.unwrap().len(), 0);
        assert!(queue(store, &s.admin).await.unwrap()[0].may.grant);
    }
}

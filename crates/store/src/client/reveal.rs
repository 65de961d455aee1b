//! Showing a full SSN: by permission, with a purpose, audited.

use crate::client::sight::Sight;
use crate::{Result, Store, StoreError, audit};
use domain::access::{Act, Actor};
use domain::ids::{ClientId, OrganizationId};

/// The digits of a client's SSN, as recorded; `x` stands for one that is not known. The audit keeps the
/// purpose.
///
/// # Errors
/// [`StoreError::NotFound`] where there is no such client or no SSN; [`StoreError::Forbidden`] where the
/// actor may not, or names no purpose.
pub async fn reveal_ssn(
    store: &Store,
    actor: &Actor,
    client: ClientId,
    purpose: &str,
) -> Result<String> {
    let sight = Sight::of(store, actor).await?;
    let row = sqlx::query!(
        r#"
        select ssn_sealed, ssn_closed, owning_organization_id
        from client
        where client_id = $1 and nameable(client)
        "#,
        client.0,
    )
    .fetch_one(&store.pool)
    .await?;
    let sealed = row.ssn_sealed.ok_or(StoreError::NotFound)?;

    // In whose name: an organization that works with the person, and that the actor holds. A Coordinated
    // Entry stay is under the policy of its list, everything else under the default.
    let stays = sqlx::query!(
        r#"
        select distinct organization_id, list_of_enrollment(enrollment_id) as list
        from enrollment
        join project using (project_id)
        where client_id = $1
        order by organization_id, list
        "#,
        client.0,
    )
    .fetch_all(&store.pool)
    .await?;
    let owner = row.owning_organization_id.map(|owner| (owner, None));
    let default = domain::policy::Policy::default();
    let acting = stays
        .into_iter()
        .map(|stay| (stay.organization_id, stay.list))
        .chain(owner)
        .map(|(organization, list)| (OrganizationId(organization), list))
        .filter(|(organization, _)| {
            sight.administrator || (!row.ssn_closed && sight.holds(*organization))
        })
        .find(|(organization, list)| {
            let list = list.and_then(|id| sight.list(id));
            let policy = list.map_or(&default, |list| &list.policy);
            sight
                .verdict(Act::RevealSsn, *organization, false, policy)
                .permits()
        })
        .and_then(|(organization, _)| sight.acting_on(organization));
    let purpose = purpose.trim();
    let (Some(acting), false) = (acting, purpose.is_empty()) else {
        return Err(StoreError::Forbidden);
    };
    let mut tx = store.begin(Some(actor.user)).await?;
    audit::Entry::new("reveal_ssn")
        .by(actor.user, Some(acting))
        .on("client", client.0)
        .purpose(Some(purpose.to_owned()))
        .write(&mut tx)
        .await?;
    tx.commit().await?;
    let digits = store.keys.open(client.0, &sealed)?;
    String::from_utf8(digits).map_err(|_| StoreError::Unreadable("ssn"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, Person, World};
    use domain::workgroup::Workgroup;
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
    use uuid::Uuid;

    #[sqlx::test(migrations = "../../migrations")]
    async fn by_permission_with_a_purpose_that_the_audit_keeps(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) -> Result<()> {
        let world = World::new(testing::store(pool, options).await?).await?;
        let client = world
            .household(&[Person::new("Ana", "Lopez", 1, 1980)], 10)
            .await?
            .clients[0];
        let mut tx = world.store.begin(None).await?;
        crate::client::set_ssn(&mut tx, &world.store.keys, client, "457-55-5462").await?;
        tx.commit().await?;
        let manager = world
            .user(&[(Workgroup::PriorityListManager, world.ce)])
            .await?;
        let worker = world.user(&[(Workgroup::HmisUser, world.ce)]).await?;
        let stranger = world
            .user(&[(Workgroup::PriorityListManager, world.agency)])
            .await?;

        let digits = reveal_ssn(&world.store, &manager, client, "SSI application").await?;
        assert_eq!(digits, "457555462");
        for (actor, purpose) in [
            (&manager, "  "),
            (&worker, "curious"),
            (&stranger, "curious"),
        ] {
            let refused = reveal_ssn(&world.store, actor, client, purpose).await;
            assert!(matches!(refused, Err(StoreError::Forbidden)), "{refused:?}");
        }
        let kept: Vec<(Uuid, Option<String>)> =
            sqlx::query_as("select user_id, purpose from audit where act = 'reveal_ssn'")
                .fetch_all(&world.store.pool)
                .await?;
        assert_eq!(kept, [(manager.user.0, Some("SSI application".to_owned()))]);
        Ok(())
    }
}

//! Settings: for whom a user acts.

use super::Context;
use crate::audit::Entry;
use crate::outbox::{self, Event};
use crate::{Result, Store, StoreError};
use domain::access::{Acting, Actor, Grant};
use domain::ids::{LocationId, OrganizationId, SessionId};
use domain::workgroup::Workgroup;
use thiserror::Error;
use uuid::Uuid;

/// A pair that the actor may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The role.
    pub workgroup: Workgroup,
    /// For whom.
    pub organization: OrganizationId,
    /// Its name.
    pub organization_name: String,
    /// It owns a Coordinated Entry program.
    pub coordinated_entry: bool,
    /// Where it works, its main place first.
    pub locations: Vec<Place>,
}

/// A place of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its id.
    pub id: LocationId,
    /// Its name.
    pub name: String,
}

/// Why the choice stays as it was.
#[derive(Debug, Error)]
pub enum ContextError {
    /// The pair is not granted (any more).
    #[error(
        "You do not hold this organization in this workgroup. Choose one of those offered, or ask for access."
    )]
    NotGranted,
    /// The place belongs to another organization.
    #[error(
        "This location belongs to another organization. Choose one of those offered, or leave it blank."
    )]
    OtherLocation,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for ContextError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// All pairs granted to the actor, by workgroup in the order of offering and by name.
///
/// # Errors
/// When the database cannot be asked.
pub async fn choices(store: &Store, actor: &Actor) -> Result<Vec<Choice>> {
    let ids = actor
        .grants
        .iter()
        .map(|grant| grant.organization.0)
        .collect::<Vec<_>>();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let organizations = sqlx::query!(
        r#"
        select o.organization_id, o.name,
               exists (select from project p
                       where p.organization_id = o.organization_id and p.project_type = 14) as "ce!",
               array(select l.location_id from location l where l.organization_id = o.organization_id
                     order by l.main desc, l.name) as "location_ids!",
               array(select l.name from location l where l.organization_id = o.organization_id
                     order by l.main desc, l.name) as "location_names!"
        from organization o
        where o.organization_id = any($1)
        "#,
        &ids,
    )
    .fetch_all(&store.pool)
    .await?;
    let mut choices = actor
        .grants
        .iter()
        .filter_map(|grant| {
            let row = organizations
                .iter()
                .find(|row| row.organization_id == grant.organization.0)?;
            Some(Choice {
                workgroup: grant.workgroup,
                organization: grant.organization,
                organization_name: row.name.clone(),
                coordinated_entry: row.ce,
                locations: row
                    .location_ids
                    .iter()
                    .zip(&row.location_names)
                    .map(|(id, name)| Place {
                        id: LocationId(*id),
                        name: name.clone(),
                    })
                    .collect(),
            })
        })
        .collect::<Vec<_>>();
    choices.sort_by(|a, b| {
        (a.workgroup, &a.organization_name).cmp(&(b.workgroup, &b.organization_name))
    });
    Ok(choices)
}

/// Chooses a granted pair for the session. A blank location fills itself from the organization's main one.
///
/// # Errors
/// [`ContextError`]; then the choice stays as it was.
pub async fn choose_context(
    store: &Store,
    actor: &Actor,
    session: SessionId,
    workgroup: Workgroup,
    organization: OrganizationId,
    location: Option<LocationId>,
) -> Result<Context, ContextError> {
    let mut tx = store.begin(Some(actor.user)).await?;
    // Not from the actor: the grant may have ended since the page was asked for.
    let granted = sqlx::query!(
        r#"
        select o.name
        from user_grant g join organization o using (organization_id)
        where g.user_id = $1 and g.workgroup = $2 and g.organization_id = $3
          and in_force(g, $4)
        limit 1
        "#,
        actor.user.0,
        workgroup.code(),
        organization.0,
        store.rights_on(),
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or(ContextError::NotGranted)?;
    let place = sqlx::query!(
        r#"
        select location_id, name from location
        where organization_id = $1 and ($2::uuid is null or location_id = $2)
        order by main desc, name
        limit 1
        "#,
        organization.0,
        location.map(Uuid::from),
    )
    .fetch_optional(&mut *tx)
    .await?;
    if location.is_some() && place.is_none() {
        return Err(ContextError::OtherLocation);
    }
    let changed = sqlx::query!(
        r#"
        update session set workgroup = $3, organization_id = $4, location_id = $5
        where session_id = $1 and user_id = $2 and ended_at is null
        "#,
        session.0,
        actor.user.0,
        workgroup.code(),
        organization.0,
        place.as_ref().map(|place| place.location_id),
    )
    .execute(&mut *tx)
    .await?;
    if changed.rows_affected() == 0 {
        return Err(StoreError::NotFound.into());
    }
    let pair = Grant {
        workgroup,
        organization,
    };
    Entry::new("choose_context")
        .by(
            actor.user,
            Some(Acting {
                workgroup,
                organization,
                switched: actor.chosen != Some(pair),
            }),
        )
        .on("session", session)
        .write(&mut tx)
        .await?;
    outbox::put(&mut tx, &Event::User { user: actor.user }).await?;
    tx.commit().await?;
    Ok(Context {
        workgroup,
        organization,
        organization_name: granted.name,
        location: place.map(|place| (LocationId(place.location_id), place.name)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::{sign_in, viewer};
    use crate::testing::{self, PASSWORD, World};
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    async fn place_of(world: &World, organization: OrganizationId) -> LocationId {
        sqlx::query_scalar::<_, Uuid>("select location_id from location where organization_id = $1")
            .bind(organization.0)
            .fetch_one(&world.store.pool)
            .await
            .unwrap()
            .into()
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn only_granted_pairs_and_only_their_locations(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let world = World::new(testing::store(pool, options).await.unwrap())
            .await
            .unwrap();
        let store = &world.store;
        let account = world
            .account(&[
                (Workgroup::HmisUser, world.agency),
                (Workgroup::CeAssessor, world.ce),
            ])
            .await
            .unwrap();
        let signed = sign_in(store, &account.email, PASSWORD, "192.0.2.7", "Test")
            .await
            .unwrap();
        let offered = choices(store, &account.actor).await.unwrap();
        let offered = offered
            .iter()
            .map(|choice| {
                (
                    choice.workgroup,
                    choice.organization,
                    choice.coordinated_entry,
                )
            })
            .collect::<Vec<_>>();
        assert_eq!(
            offered,
            [
                (Workgroup::HmisUser, world.agency, false),
                (Workgroup::CeAssessor, world.ce, true),
            ]
        );
        let choose = async |workgroup, organization, location| {
            choose_context(
                store,
                &account.actor,
                signed.session,
                workgroup,
                organization,
                location,
            )
            .await
        };
        // Both halves are granted, the pair is not.
        let refused = choose(Workgroup::HmisUser, world.ce, None).await;
        assert!(matches!(refused, Err(ContextError::NotGranted)));
        let strange = place_of(&world, world.agency).await;
        let refused = choose(Workgroup::CeAssessor, world.ce, Some(strange)).await;
        assert!(matches!(refused, Err(ContextError::OtherLocation)));
        let seen = viewer(store, &signed.token).await.unwrap().unwrap();
        assert_eq!(seen.actor.workgroup(), Some(Workgroup::HmisUser));

        world.announced().await.unwrap();
        let context = choose(Workgroup::CeAssessor, world.ce, None).await.unwrap();
        assert_eq!(
            context.location.as_ref().unwrap().0,
            place_of(&world, world.ce).await
        );
        let seen = viewer(store, &signed.token).await.unwrap().unwrap();
        assert_eq!(seen.context, Some(context));
        assert_eq!(world.announced().await.unwrap(), 1);
        let audited: (String, Uuid) = sqlx::query_as(
            "select workgroup, organization_id from audit where act = 'choose_context'",
        )
        .fetch_one(&store.pool)
        .await
        .unwrap();
        assert_eq!(audited, ("ce_assessor".to_owned(), world.ce.0));
    }
}

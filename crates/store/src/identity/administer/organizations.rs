//! Organizations to give rights for.

use super::administrator;
use crate::{Result, Store, StoreError};
use domain::access::Actor;
use domain::ids::OrganizationId;

/// All organizations by name, for an administrator to choose from; whether each is a CE organization.
///
/// # Errors
/// [`StoreError::NotFound`] for everybody but administrators.
pub async fn organizations(
    store: &Store,
    actor: &Actor,
) -> Result<Vec<(OrganizationId, String, bool)>> {
    administrator(actor)?;
    Ok(sqlx::query!(
        r#"
        select o.organization_id, o.name,
               exists (select from project p
                       where p.organization_id = o.organization_id and p.project_type = 14) as "ce!"
        from organization o
        order by 3 desc, lower(o.name), o.organization_id
        "#
    )
    .fetch_all(&store.pool)
    .await?
    .into_iter()
    .map(|row| (OrganizationId(row.organization_id), row.name, row.ce))
    .collect())
}

/// All CE organizations: owners of a type-14 project. For the command line.
///
/// # Errors
/// When the database cannot be asked.
pub async fn ce_organizations(store: &Store) -> Result<Vec<(OrganizationId, String)>> {
    Ok(sqlx::query!(
        r#"
        select distinct o.organization_id, o.name
        from organization o join project p using (organization_id)
        where p.project_type = 14
        order by o.name
        "#
    )
    .fetch_all(&store.pool)
    .await?
    .into_iter()
    .map(|row| (OrganizationId(row.organization_id), row.name))
    .collect())
}

/// The organization with this name or HMIS id. For the command line.
///
/// # Errors
/// [`StoreError::NotFound`], and [`StoreError::Conflict`] when several have it.
pub async fn find_organization(
    store: &Store,
    name_or_id: &str,
) -> Result<(OrganizationId, String)> {
    let mut rows = sqlx::query!(
        r#"
        select organization_id, name from organization
        where lower(name) = lower($1) or hmis_id = $1 or organization_id::text = lower($1)
        limit 2
        "#,
        name_or_id.trim(),
    )
    .fetch_all(&store.pool)
    .await?;
    match (rows.pop(), rows.is_empty()) {
        (Some(row), true) => Ok((OrganizationId(row.organization_id), row.name)),
        (Some(_), false) => Err(StoreError::Conflict),
        (None, _) => Err(StoreError::NotFound),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, World};
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    #[sqlx::test(migrations = "../../migrations")]
    async fn found_by_name_or_id_if_only_one(pool: PgPoolOptions, options: PgConnectOptions) {
        let world = World::new(testing::store(pool, options).await.unwrap())
            .await
            .unwrap();
        let store = &world.store;
        let ce = ce_organizations(store).await.unwrap();
        assert_eq!(
            ce,
            [(world.ce, "Northwest CoC Coordinated Entry".to_owned())]
        );
        for text in [
            "northwest coc coordinated entry".to_owned(),
            world.ce.0.simple().to_string(),
            world.ce.to_string(),
        ] {
            assert_eq!(
                find_organization(store, &text).await.unwrap().0,
                world.ce,
                "{text}"
            );
        }
        assert!(matches!(
            find_organization(store, "Nobody").await,
            Err(StoreError::NotFound)
        ));
        world
            .organization("Northwest CoC Coordinated Entry")
            .await
            .unwrap();
        assert!(matches!(
            find_organization(store, "Northwest CoC Coordinated Entry").await,
            Err(StoreError::Conflict)
        ));
    }
}

//! Priority Lists of an import: every CoC in which a Coordinated Entry project works has one.

use crate::{Result, Tx, ids};
use domain::ids::ListAuthorityId;
use domain::policy::Policy;
use sqlx::types::Json;
use uuid::Uuid;

/// What came of linking.
pub(super) struct Linked {
    /// New lists.
    pub(super) names: Vec<String>,
    /// Projects that feed a list more than before.
    pub(super) projects: Vec<Uuid>,
}

/// Makes the CoCs and lists that are missing and links the source's type-14 projects with them, one list
/// for each CoC of a project. A list that an administrator set up for the CoC is used as it is.
pub(super) async fn link(tx: &mut Tx, source: i16) -> Result<Linked> {
    sqlx::query!(
        r#"
        insert into coc (coc_code, name)
        select distinct pc.coc_code, pc.coc_code
        from project p
        join project_coc pc using (project_id)
        where p.source_id = $1 and p.project_type = 14 and pc.coc_code ~ '^[A-Z]{2}-[0-9]{3}$'
            and not exists (select from coc where coc.coc_code = pc.coc_code)
        "#,
        source,
    )
    .execute(&mut **tx)
    .await?;
    let missing = sqlx::query!(
        r#"
        select coc.coc_code, coc.time_zone,
            case when exists (select from list_authority named where named.name = coc.name)
                then coc.coc_code else coc.name end as "name!"
        from coc
        where coc_code in (
                select pc.coc_code
                from project p
                join project_coc pc using (project_id)
                where p.source_id = $1 and p.project_type = 14)
            and not exists (select from list_authority la where la.coc_code = coc.coc_code)
        order by coc_code
        "#,
        source,
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut names = Vec::new();
    for coc in missing {
        let list: ListAuthorityId = ids::new();
        sqlx::query!(
            r#"
            insert into list_authority (list_authority_id, name, kind, coc_code, time_zone)
            values ($1, $2, 'coc', $3, $4)
            "#,
            list.0,
            coc.name,
            coc.coc_code,
            coc.time_zone,
        )
        .execute(&mut **tx)
        .await?;
        begin_policy(tx, list).await?;
        names.push(coc.name);
    }
    let projects = sqlx::query_scalar!(
        r#"
        insert into list_project (list_authority_id, project_id)
        select distinct la.list_authority_id, p.project_id
        from project p
        join project_coc pc using (project_id)
        join list_authority la on la.coc_code = pc.coc_code and la.kind = 'coc'
        where p.source_id = $1 and p.project_type = 14
            and not exists (
                select from list_project known
                join list_authority its using (list_authority_id)
                where known.project_id = p.project_id and its.coc_code = pc.coc_code)
        on conflict do nothing
        returning project_id
        "#,
        source,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(Linked { names, projects })
}

/// The first policy of a list that an import made. HMIS CSV carries no release of information, so an
/// entry without one is not held back until the list's keepers decide otherwise.
async fn begin_policy(tx: &mut Tx, list: ListAuthorityId) -> Result<()> {
    let policy = Policy {
        hold_back_without_roi: false,
        ..Policy::default()
    };
    sqlx::query!(
        "insert into policy (policy_id, list_authority_id, valid_from, body) values ($1, $2, '2000-01-01', $3)",
        ids::new::<Uuid>(),
        list.0,
        Json(policy) as _,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Households on the lists that the source's projects feed.
pub(super) async fn standing(tx: &mut Tx, source: i16) -> Result<u64> {
    let count = sqlx::query_scalar!(
        r#"
        select count(*) as "count!" from list_entry join project using (project_id) where source_id = $1
        "#,
        source,
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(u64::try_from(count).unwrap_or(0))
}

//! The program directory: which program belongs to which organization, and whether the user holds it.

use crate::{Result, Store};
use chrono::NaiveDate;
use domain::access::Actor;
use domain::ids::{OrganizationId, ProjectId};
use domain::workgroup::Workgroup;
use std::collections::HashMap;

/// Programs a page.
pub const PAGE_SIZE: i64 = 50;

/// A page of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    /// The programs of this page, by name.
    pub programs: Vec<Program>,
    /// How many the filter lets through.
    pub total: i64,
    /// The page, from 1.
    pub page: i64,
    /// How many pages there are, at least 1.
    pub pages: i64,
    /// Continuums of Care to choose from: code and name.
    pub cocs: Vec<(String, String)>,
}

/// A program (HUD: project) and its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// Its id.
    pub project: ProjectId,
    /// Its name.
    pub name: String,
    /// 2.02.6, as received.
    pub project_type: Option<i32>,
    /// It is a Coordinated Entry program: its owner is a CE organization.
    pub coordinated_entry: bool,
    /// Since when it does not operate any more.
    pub closed_on: Option<NaiveDate>,
    /// Who owns it.
    pub organization: OrganizationId,
    /// The owner's name.
    pub organization_name: String,
    /// Continuums of Care that it serves: code, and name where known.
    pub cocs: Vec<(String, Option<String>)>,
    /// How the user stands to the owner.
    pub hold: Hold,
}

/// How a user stands to an organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hold {
    /// Granted in these workgroups.
    Held(Vec<Workgroup>),
    /// Asked for; not decided yet.
    Requested,
    /// May be asked for.
    Ask,
}

/// Programs whose name, owner or CoC holds every word of `words`, in a CoC if one is given. Everybody who
/// is signed in may read it, also without any grant.
///
/// # Errors
/// When the database cannot be asked.
pub async fn directory(
    store: &Store,
    actor: &Actor,
    words: &str,
    coc: Option<&str>,
    page: i64,
) -> Result<Directory> {
    let words = words
        .split_whitespace()
        .take(8)
        .map(str::to_lowercase)
        .collect::<Vec<_>>();
    let coc = coc.map(str::trim).filter(|code| !code.is_empty());
    let today = store.rights_on();
    let page = page.clamp(1, 100_000);
    let rows = sqlx::query!(
        r#"
        with served as (
            select pc.project_id,
                   array_agg(distinct pc.coc_code order by pc.coc_code) as codes,
                   string_agg(distinct coalesce(c.name, ''), ' ') as names
            from project_coc pc left join coc c using (coc_code)
            group by pc.project_id),
        hit as (
            select p.project_id, p.name, p.project_type, p.operating_end_date,
                   o.organization_id, o.name as organization_name,
                   coalesce(s.codes, '{}') as codes
            from project p
            join organization o using (organization_id)
            left join served s using (project_id)
            where ($2::text is null or $2 = any(s.codes))
              and not exists (
                  select from unnest($1::text[]) as word
                  where position(word in lower(concat_ws(' ', p.name, p.common_name, o.name, o.common_name,
                                                         array_to_string(s.codes, ' '), s.names))) = 0))
        select project_id as "project_id!", name as "name!", project_type, organization_id as "organization_id!",
               organization_name as "organization_name!", codes as "codes!: Vec<String>",
               case when operating_end_date < $3 then operating_end_date end as closed_on,
               count(*) over () as "total!",
               exists (select from access_request r
                       where r.user_id = $4 and r.organization_id = hit.organization_id
                         and r.state in ('asked', 'endorsed')) as "requested!"
        from hit
        order by (operating_end_date < $3) is true, (project_type = 14) is true desc, lower(name), project_id
        limit $5 offset $6
        "#,
        &words,
        coc,
        today,
        actor.user.0,
        PAGE_SIZE,
        (page - 1) * PAGE_SIZE,
    )
    .fetch_all(&store.pool)
    .await?;
    let cocs = sqlx::query!("select coc_code, name from coc order by name")
        .fetch_all(&store.pool)
        .await?
        .into_iter()
        .map(|row| (row.coc_code, row.name))
        .collect::<Vec<_>>();
    let names = cocs
        .iter()
        .map(|(code, name)| (code.as_str(), name.as_str()))
        .collect::<HashMap<_, _>>();
    let total = rows.first().map_or(0, |row| row.total);
    let programs = rows
        .into_iter()
        .map(|row| Program {
            project: ProjectId(row.project_id),
            name: row.name,
            project_type: row.project_type,
            coordinated_entry: row.project_type == Some(14),
            closed_on: row.closed_on,
            organization: OrganizationId(row.organization_id),
            organization_name: row.organization_name,
            cocs: row
                .codes
                .into_iter()
                .map(|code| {
                    let name = names.get(code.as_str()).map(|name| (*name).to_owned());
                    (code, name)
                })
                .collect(),
            hold: hold(actor, OrganizationId(row.organization_id), row.requested),
        })
        .collect();
    Ok(Directory {
        programs,
        total,
        page,
        pages: ((total + PAGE_SIZE - 1) / PAGE_SIZE).max(1),
        cocs,
    })
}

/// How the actor stands to an organization.
pub(super) fn hold(actor: &Actor, organization: OrganizationId, requested: bool) -> Hold {
    let held = actor
        .grants
        .iter()
        .filter(|grant| grant.organization == organization)
        .map(|grant| grant.workgroup)
        .collect::<Vec<_>>();
    if !held.is_empty() {
        Hold::Held(held)
    } else if requested {
        Hold::Requested
    } else {
        Hold::Ask
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::access_request;
    use crate::testing::{self, World};
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    #[sqlx::test(migrations = "../../migrations")]
    async fn says_who_owns_what_and_whether_one_holds_it(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let world = World::new(testing::store(pool, options).await.unwrap())
            .await
            .unwrap();
        let store = &world.store;
        let nobody = world.user(&[]).await.unwrap();
        let all = directory(store, &nobody, "", None, 1).await.unwrap();
        assert_eq!((all.total, all.pages, all.programs.len()), (2, 1, 2));
        let ce = &all.programs[0];
        assert!(ce.coordinated_entry);
        assert_eq!(ce.organization_name, "Northwest CoC Coordinated Entry");
        assert_eq!(
            ce.cocs,
            [("MN-506".to_owned(), Some("Northwest".to_owned()))]
        );
        assert_eq!(ce.hold, Hold::Ask);

        let found = directory(store, &nobody, "river birch RIDGE", None, 1)
            .await
            .unwrap();
        assert_eq!(found.programs.len(), 1);
        assert_eq!(found.programs[0].name, "Riverview RRH");
        let percent = directory(store, &nobody, "%", None, 1).await.unwrap();
        assert_eq!(percent.total, 0);
        let elsewhere = directory(store, &nobody, "", Some("MN-500"), 1)
            .await
            .unwrap();
        assert_eq!(elsewhere.total, 0);
        let beyond = directory(store, &nobody, "", None, 9).await.unwrap();
        assert_eq!(beyond.programs.len(), 0);

        access_request::ask(store, &nobody, Workgroup::CeAssessor, world.ce, None)
            .await
            .unwrap();
        let asked = directory(store, &nobody, "", None, 1).await.unwrap();
        assert_eq!(asked.programs[0].hold, Hold::Requested);
        let held = world
            .user(&[(Workgroup::CeAssessor, world.ce)])
            .await
            .unwrap();
        let held = directory(store, &held, "", None, 1).await.unwrap();
        assert_eq!(
            held.programs[0].hold,
            Hold::Held(vec![Workgroup::CeAssessor])
        );
        assert_eq!(held.programs[1].hold, Hold::Ask);
    }
}

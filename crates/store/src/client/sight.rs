//! What an actor may see of people: whose records, which lists, and in whose name.

use crate::{Result, Store};
use chrono::NaiveDate;
use domain::access::{Act, Acting, Actor, Situation, Verdict, verdict};
use domain::ids::{ListAuthorityId, OrganizationId};
use domain::policy::Policy;
use domain::workgroup::Workgroup;
use uuid::Uuid;

/// A Priority List with the Coordinated Entry organizations that feed it.
#[derive(Clone, Debug)]
pub(crate) struct List {
    pub(crate) id: ListAuthorityId,
    pub(crate) name: String,
    pub(crate) organizations: Vec<OrganizationId>,
    pub(crate) policy: Policy,
    /// The day in the authority's calendar.
    pub(crate) today: NaiveDate,
}

/// The eyes of one actor. Every read of people goes through it.
#[derive(Clone, Debug)]
pub(crate) struct Sight<'a> {
    actor: &'a Actor,
    /// Organizations in whose name the actor may act, other than as an administrator.
    pub(crate) held: Vec<Uuid>,
    /// Those of them whose records the actor sees, whatever the client chose.
    pub(crate) sees: Vec<Uuid>,
    /// The actor may look behind what a client chose, with a purpose.
    pub(crate) opens: bool,
    /// An administrator is acting.
    pub(crate) administrator: bool,
    pub(crate) lists: Vec<List>,
}

impl<'a> Sight<'a> {
    /// Loads the few lists and policies that decide.
    ///
    /// # Errors
    /// [`crate::StoreError::Forbidden`] for a user without any grant.
    pub(crate) async fn of(store: &Store, actor: &'a Actor) -> Result<Self> {
        if verdict_of(actor, Act::SearchClients) == Verdict::Denied {
            return Err(crate::StoreError::Forbidden);
        }
        let administrator = actor.workgroup() == Some(Workgroup::Administrator);
        let held = if administrator {
            Vec::new()
        } else {
            actor
                .grants
                .iter()
                .filter(|grant| grant.workgroup != Workgroup::Administrator)
                .map(|grant| grant.organization.0)
                .collect()
        };
        let mut sight = Self {
            actor,
            held,
            sees: Vec::new(),
            opens: false,
            administrator,
            lists: lists(store).await?,
        };
        let restricted = |organization| {
            let policy = Policy::default();
            sight.verdict(Act::SeeRestrictedRecords, organization, false, &policy)
        };
        let sees = sight.held.iter().copied();
        let sees = sees.filter(|id| restricted(OrganizationId(*id)) == Verdict::Allowed);
        sight.sees = sees.collect();
        sight.opens = actor.chosen.is_some()
            && verdict_of(actor, Act::SeeRestrictedRecords) == Verdict::WithPurpose;
        Ok(sight)
    }

    /// Whether the actor holds an organization, as somebody who works for it.
    pub(crate) fn holds(&self, organization: OrganizationId) -> bool {
        self.held.contains(&organization.0)
    }

    /// In whose name the actor acts on a record of an organization.
    pub(crate) fn acting_on(&self, organization: OrganizationId) -> Option<Acting> {
        self.actor.acting_on(organization)
    }

    /// The verdict about an act on a household that an organization owns. `own_household`: what the
    /// database's function of that name says of it.
    pub(crate) fn verdict(
        &self,
        act: Act,
        organization: OrganizationId,
        own_household: bool,
        policy: &Policy,
    ) -> Verdict {
        let acting = self.acting_on(organization);
        let group = acting
            .map(|acting| acting.workgroup)
            .or_else(|| self.actor.workgroup());
        let Some(group) = group else {
            return Verdict::Denied;
        };
        let held = self.holds(organization);
        let situation = Situation {
            own: held,
            ce: held,
            own_household,
            ..Situation::default()
        };
        verdict(act, group, situation, policy)
    }

    /// Whether the actor may see this household's place on a list.
    pub(crate) fn sees_list(&self, list: &List, own_household: bool) -> bool {
        list.organizations.iter().any(|organization| {
            self.verdict(
                Act::SeePriorityList,
                *organization,
                own_household,
                &list.policy,
            )
            .permits()
        })
    }

    /// The list of an id.
    pub(crate) fn list(&self, id: Uuid) -> Option<&List> {
        self.lists.iter().find(|list| list.id.0 == id)
    }

    /// Whether the client's own choice keeps their records from this actor.
    pub(crate) fn restricts(&self, sharing: &str, owner: Option<Uuid>) -> bool {
        sharing != "all" && !owner.is_some_and(|owner| self.sees.contains(&owner))
    }
}

/// The verdict about an act that has no record, for the chosen workgroup or else any that was granted.
fn verdict_of(actor: &Actor, act: Act) -> Verdict {
    let group = actor
        .workgroup()
        .or_else(|| actor.grants.first().map(|grant| grant.workgroup));
    group.map_or(Verdict::Denied, |group| {
        verdict(act, group, Situation::default(), &Policy::default())
    })
}

async fn lists(store: &Store) -> Result<Vec<List>> {
    let rows = sqlx::query!(
        r#"
        select list_authority_id, list_authority.name, time_zone,
            coalesce(organizations, '{}') as "organizations!: Vec<Uuid>",
            policy_in_force(list_authority_id, ($1::timestamptz at time zone time_zone)::date)
                as "body?: sqlx::types::Json<Policy>"
        from list_authority
        left join (
            select list_authority_id, array_agg(distinct organization_id) as organizations
            from list_project
            join project using (project_id)
            group by list_authority_id) as fed using (list_authority_id)
        order by list_authority.name
        "#,
        store.clock.now(),
    )
    .fetch_all(&store.pool)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| List {
            id: row.list_authority_id.into(),
            name: row.name,
            organizations: row
                .organizations
                .into_iter()
                .map(OrganizationId::from)
                .collect(),
            policy: row.body.map(|body| body.0).unwrap_or_default(),
            today: store.clock.today(&row.time_zone),
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, World};
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    #[sqlx::test(migrations = "../../migrations")]
    async fn restricted_records_are_seen_as_the_access_matrix_says(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) -> Result<()> {
        let world = World::new(testing::store(pool, options).await?).await?;
        let own = Situation {
            own: true,
            ce: true,
            ..Situation::default()
        };
        for group in Workgroup::ALL {
            let actor = world.user(&[(group, world.ce)]).await?;
            let sight = Sight::of(&world.store, &actor).await?;
            let said = verdict(Act::SeeRestrictedRecords, group, own, &Policy::default());
            let sees = !sight.restricts("owner_only", Some(world.ce.0));
            assert_eq!(sees, said == Verdict::Allowed, "{group:?}");
            assert_eq!(sight.opens, said == Verdict::WithPurpose, "{group:?}");
            assert!(sight.restricts("owner_only", Some(world.agency.0)));
            assert!(sight.restricts("owner_only", None));
        }
        Ok(())
    }
}

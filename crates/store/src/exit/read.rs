//! The household whose stay is to end, and whether the actor may end it.

use crate::clock::Clock;
use crate::name::ShownName;
use crate::secret::Keys;
use crate::{Result, Store, StoreError, audit, policy};
use chrono::NaiveDate;
use domain::access::{Act, Acting, Actor, Situation, Verdict, verdict};
use domain::exit::{Facts, Member};
use domain::hud::Coded;
use domain::ids::{
    ClientId, EnrollmentId, HouseholdId, ListAuthorityId, OrganizationId, ProjectId,
};
use domain::person::Name;
use domain::policy::Policy;
use serde_json::json;
use sqlx::PgConnection;
use std::collections::HashMap;

/// A CE stay, before anybody is authorised for it.
#[derive(Clone, Debug)]
pub(super) struct Stay {
    pub household: HouseholdId,
    pub project: ProjectId,
    pub organization: OrganizationId,
    pub organization_name: String,
    pub list: ListAuthorityId,
    pub list_name: String,
    pub project_name: String,
    pub operating_start: Option<NaiveDate>,
    pub operating_end: Option<NaiveDate>,
    pub today: NaiveDate,
}

/// The members of a household as they may be shown, and whose stays the stand-ins stand for.
#[derive(Clone, Debug)]
pub(super) struct Household {
    pub facts: Facts,
    protected: HashMap<EnrollmentId, EnrollmentId>,
}

impl Household {
    /// The stays of members whom an administrator protects.
    pub(super) fn protected(&self) -> impl Iterator<Item = EnrollmentId> {
        self.protected.values().copied()
    }

    /// The record of a member's stay.
    pub(super) fn record(&self, shown: EnrollmentId) -> EnrollmentId {
        self.protected.get(&shown).copied().unwrap_or(shown)
    }
}

/// Finds the CE stay of an enrollment.
///
/// # Errors
/// [`StoreError::NotFound`] where there is none, it is of another project type, or the person is
/// protected.
pub(super) async fn stay(
    connection: &mut PgConnection,
    clock: Clock,
    enrollment: EnrollmentId,
) -> Result<Stay> {
    find(connection, clock, enrollment, false).await
}

/// Finds the household's CE stay by any member, also one who is protected.
///
/// # Errors
/// [`StoreError::NotFound`] where there is none, or it is of another project type.
pub(super) async fn stay_of_household(
    connection: &mut PgConnection,
    clock: Clock,
    member: EnrollmentId,
) -> Result<Stay> {
    find(connection, clock, member, true).await
}

async fn find(
    connection: &mut PgConnection,
    clock: Clock,
    enrollment: EnrollmentId,
    even_protected: bool,
) -> Result<Stay> {
    let row = sqlx::query!(
        r#"
        select e.household_id, e.project_id, p.organization_id, o.name as organization_name,
            la.list_authority_id, la.name as list_name, p.name as project_name,
            p.operating_start_date, p.operating_end_date,
            ($2::timestamptz at time zone la.time_zone)::date as "today!"
        from enrollment e
        join client c using (client_id)
        join project p using (project_id)
        join organization o using (organization_id)
        join list_authority la on la.list_authority_id = list_of_enrollment(e.enrollment_id)
        where e.enrollment_id = $1 and p.project_type = 14 and ($3 or not c.protected)
        "#,
        enrollment.0,
        clock.now(),
        even_protected,
    )
    .fetch_one(connection)
    .await?;
    Ok(Stay {
        household: HouseholdId(row.household_id),
        project: ProjectId(row.project_id),
        organization: OrganizationId(row.organization_id),
        organization_name: row.organization_name,
        list: ListAuthorityId(row.list_authority_id),
        list_name: format!("{} Priority List", row.list_name),
        project_name: row.project_name,
        operating_start: row.operating_start_date,
        operating_end: row.operating_end_date,
        today: row.today,
    })
}

/// Authorises the actor for an act on a stay; `None` where the actor holds nothing there.
pub(super) async fn authorise(
    connection: &mut PgConnection,
    actor: &Actor,
    stay: &Stay,
    wanted: Act,
) -> Result<Option<(Acting, Verdict, Policy)>> {
    let policy = policy::in_force(connection, stay.list, stay.today).await?;
    let Some(acting) = actor.acting_on(stay.organization) else {
        return Ok(None);
    };
    let own_household = sqlx::query_scalar!(
        r#"select own_household($1, $2, $3) as "own!""#,
        stay.household.0,
        actor.user.0,
        stay.today,
    )
    .fetch_one(connection)
    .await?;
    let situation = Situation {
        own: true,
        ce: true,
        own_household,
        ..Situation::default()
    };
    let answer = verdict(wanted, acting.workgroup, situation, &policy);
    Ok(Some((acting, answer, policy)))
}

/// Authorises the actor to suggest an exit: for the organization of the stay where they hold it, else in the pair
/// that they chose, for a household of their own.
pub(super) async fn authorise_suggestion(
    connection: &mut PgConnection,
    actor: &Actor,
    stay: &Stay,
) -> Result<Option<(Acting, Policy)>> {
    let policy = policy::in_force(connection, stay.list, stay.today).await?;
    let own_household = sqlx::query_scalar!(
        r#"select own_household($1, $2, $3) as "own!""#,
        stay.household.0,
        actor.user.0,
        stay.today,
    )
    .fetch_one(connection)
    .await?;
    let acting = suggesting(actor, stay.organization, own_household, &policy);
    Ok(acting.map(|acting| (acting, policy)))
}

/// The pair in which the actor suggests the exit of a household of an organization; none where they may not.
pub(crate) fn suggesting(
    actor: &Actor,
    organization: OrganizationId,
    own_household: bool,
    policy: &Policy,
) -> Option<Acting> {
    let held = actor.acting_on(organization);
    let acting = held.or(actor.chosen.map(|grant| Acting {
        workgroup: grant.workgroup,
        organization: grant.organization,
        switched: false,
    }))?;
    let situation = Situation {
        own: own_household,
        ce: held.is_some(),
        own_household,
        ..Situation::default()
    };
    let answer = verdict(Act::SuggestExit, acting.workgroup, situation, policy);
    (answer == Verdict::Allowed).then_some(acting)
}

/// Notes that the actor may not exit the household. Whether they are told why: only where they have sight of
/// the client, since the explanation says that the stay is there and whose it is.
pub(super) async fn refuse(
    store: &Store,
    actor: &Actor,
    stay: &Stay,
    enrollment: EnrollmentId,
) -> Result<bool> {
    let mut tx = store.begin(Some(actor.user)).await?;
    let explained = has_sight(&mut tx, actor, enrollment).await?;
    audit::Entry::new("exit_refused")
        .by(actor.user, actor.acting_on(stay.organization))
        .on("enrollment", enrollment)
        .detail(json!({ "explained": explained }))
        .write(&mut tx)
        .await?;
    tx.commit().await?;
    Ok(explained)
}

/// Whether the client shares with all, or the actor holds an organization that owns the record or has a stay
/// of the client.
async fn has_sight(
    connection: &mut PgConnection,
    actor: &Actor,
    enrollment: EnrollmentId,
) -> Result<bool> {
    let held = actor
        .grants
        .iter()
        .map(|grant| grant.organization.0)
        .collect::<Vec<_>>();
    if held.is_empty() {
        return Ok(false);
    }
    Ok(sqlx::query_scalar!(
        r#"
        select exists (
            select from enrollment e
            join client c using (client_id)
            left join organization o on o.organization_id = c.owning_organization_id
            where e.enrollment_id = $1 and (
                (c.sharing = 'all' and o.victim_service_provider is not true)
                or c.owning_organization_id = any($2)
                or exists (
                    select from enrollment other
                    join project p on p.project_id = other.project_id
                    where other.client_id = c.client_id and p.organization_id = any($2)))
        ) as "sight!"
        "#,
        enrollment.0,
        &held,
    )
    .fetch_one(connection)
    .await?)
}

/// Reads all members of the household, as they may be shown to whoever may exit it. What stands around them is
/// for [`super::facts::complete`].
pub(super) async fn household(
    connection: &mut PgConnection,
    keys: &Keys,
    stay: &Stay,
) -> Result<Household> {
    // The order tells nothing of those who are protected.
    let rows = sqlx::query!(
        r#"
        select e.enrollment_id, e.client_id, e.version, e.relationship_to_hoh, e.entry_date, e.exit_on,
            e.intake_unfinished, c.first_name, c.middle_name, c.last_name, c.name_suffix, c.dob, c.protected,
            c.hashed
        from enrollment e
        join client c using (client_id)
        where e.household_id = $1 and e.project_id = $2
        order by c.protected, not c.protected and e.relationship_to_hoh is not distinct from 1 desc,
            case when not c.protected then c.dob end nulls last, e.enrollment_id
        "#,
        stay.household.0,
        stay.project.0,
    )
    .fetch_all(connection)
    .await?;
    if rows.is_empty() {
        return Err(StoreError::NotFound);
    }
    let mut protected = HashMap::new();
    let members = rows
        .into_iter()
        .map(|row| {
            let record = EnrollmentId(row.enrollment_id);
            let open = !row.protected;
            let name = Name {
                first: row.first_name,
                middle: row.middle_name,
                last: row.last_name,
                suffix: row.name_suffix,
            };
            let enrollment = if open {
                record
            } else {
                let shown = stand_in(keys, record);
                protected.insert(shown, record);
                shown
            };
            Member {
                enrollment,
                client: open.then_some(ClientId(row.client_id)),
                version: row.version,
                name: ShownName::of(name, row.hashed, row.protected).short(),
                relationship: row
                    .relationship_to_hoh
                    .filter(|_| open)
                    .map(Coded::from_code),
                dob: row.dob.filter(|_| open),
                entry_on: row.entry_date,
                exit_on: row.exit_on,
                intake_unfinished: row.intake_unfinished,
                stays: Vec::new(),
                recorded: Vec::new(),
                died_on: None,
            }
        })
        .collect();
    let facts = Facts {
        household: stay.household,
        today: stay.today,
        project_name: stay.project_name.clone(),
        operating_start: stay.operating_start,
        operating_end: stay.operating_end,
        list_name: stay.list_name.clone(),
        members,
        last_contact_on: None,
        referrals: Vec::new(),
        housing: Vec::new(),
        others: Vec::new(),
    };
    Ok(Household { facts, protected })
}

/// What the browser gets in the place of a protected person's enrollment: always the same, and nothing that
/// an address or an export holds.
fn stand_in(keys: &Keys, enrollment: EnrollmentId) -> EnrollmentId {
    let hash = keys.lookup_hash("exit_member", &enrollment.to_string());
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(hash) {
        *to = from;
    }
    EnrollmentId(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

//! A client's stays as an actor may see them, and what they may do with each.

use crate::client::sight::Sight;
use crate::current_living_situation::permits;
use crate::exit::suggesting;
use crate::name::ShownName;
use crate::{Result, Store};
use chrono::NaiveDate;
use domain::access::{Act, Acting, Actor, Verdict};
use domain::hud::{Coded, LivingSituation, ProjectType, RelationshipToHoH};
use domain::ids::{ActId, ClientId, EnrollmentId, HouseholdId, OrganizationId, ProjectId};
use domain::person::Name;
use std::collections::BTreeMap;
use uuid::Uuid;

/// One person's stay in one project.
#[derive(Clone, Debug, PartialEq)]
pub struct Stay {
    /// The enrollment.
    pub enrollment: EnrollmentId,
    /// Those who stay together.
    pub household: HouseholdId,
    /// The project.
    pub project: ProjectId,
    /// Its name.
    pub project_name: String,
    /// Who owns it.
    pub organization: OrganizationId,
    /// The owner's name.
    pub organization_name: String,
    /// 2.02.6 in HUD's words.
    pub project_type: String,
    /// It is a Coordinated Entry enrollment.
    pub coordinated_entry: bool,
    /// HUD's code of the CoC that the stay counts for.
    pub coc: Option<String>,
    /// 3.10.
    pub entry_on: NaiveDate,
    /// 3.20.
    pub moved_in_on: Option<NaiveDate>,
    /// 3.11; `None` while open.
    pub exit_on: Option<NaiveDate>,
    /// 3.12 in HUD's words.
    pub destination: Option<String>,
    /// 3.15 in HUD's words.
    pub relationship: String,
    /// The intake was begun and not finished.
    pub intake_unfinished: bool,
    /// Everybody of the stay whom the actor may see, the head first; the client among them.
    pub members: Vec<Member>,
    /// What the actor may do about its end; only for open Coordinated Entry enrollments.
    pub exit: Option<ExitChoice>,
    /// The actor may record a contact on it.
    pub records_contacts: bool,
    /// The act that ended it here, where the actor may look at it, and perhaps undo it.
    pub ended_by: Option<ActId>,
}

/// A member of a household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub client: ClientId,
    /// Their name.
    pub name: ShownName,
    /// 3.15 in HUD's words.
    pub relationship: String,
    /// Head of household.
    pub head: bool,
    /// Birth date.
    pub dob: Option<NaiveDate>,
    /// Still enrolled.
    pub open: bool,
}

/// Whether the actor may exit an enrollment, and whom to ask where not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExitChoice {
    /// The answer of the access rules.
    pub verdict: Verdict,
    /// The actor may suggest the exit, where they may not save it.
    pub suggests: bool,
    /// In whose name; `None` where the organization is not held.
    pub acting: Option<Acting>,
    /// The list that the enrollment puts the household on; `None` where its project feeds none. Then nobody
    /// can exit it here, whatever the verdict.
    pub list_name: Option<String>,
    /// Names of the Priority List Managers of the organization, to ask.
    pub managers: Vec<String>,
}

/// What is shown beyond the records of organizations that the actor sees anyway.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    /// All stays: the client shares, or `opened`.
    pub(super) all: bool,
    /// All members: an administrator gave a purpose.
    pub(super) opened: bool,
}

/// Reads the stays that the actor may see.
pub(super) async fn load(
    store: &Store,
    sight: &Sight<'_>,
    actor: &Actor,
    client: ClientId,
    shown: Shown,
) -> Result<Vec<Stay>> {
    let rows = sqlx::query!(
        r#"
        select enrollment.enrollment_id, household_id, project.project_id, project.name as project_name,
            organization.organization_id, organization.name as organization_name,
            project.project_type, enrollment_coc, entry_date, move_in_date, exit_on,
            exit.destination as "destination?", exit.act_id as "act?", exit.recorded_by as "ended_by?",
            relationship_to_hoh, intake_unfinished,
            list.list_authority_id as "list?",
            own_household(household_id, $4, ($5::timestamptz at time zone list.time_zone)::date) as "own!"
        from enrollment
        join project using (project_id)
        join organization using (organization_id)
        left join list_authority list
            on list.list_authority_id = list_of_enrollment(enrollment.enrollment_id)
        left join exit on exit.enrollment_id = enrollment.enrollment_id
        where client_id = $1 and not victim_service_provider and ($2 or organization_id = any($3))
        order by exit_on is not null, entry_date desc, enrollment.enrollment_id
        "#,
        client.0,
        shown.all,
        &sight.sees,
        actor.user.0,
        store.clock.now(),
    )
    .fetch_all(&store.pool)
    .await?;
    let households = rows.iter().map(|row| row.household_id).collect::<Vec<_>>();
    let mut members = members(store, sight, client, &households, shown.opened).await?;
    let ce = rows
        .iter()
        .filter(|row| row.project_type == Some(ProjectType::CoordinatedEntry.code()))
        .map(|row| row.organization_id)
        .collect::<Vec<_>>();
    let managers = managers(store, &ce).await?;

    Ok(rows
        .into_iter()
        .map(|row| {
            let organization = OrganizationId(row.organization_id);
            let coordinated_entry = row.project_type == Some(ProjectType::CoordinatedEntry.code());
            let list = row.list.and_then(|id| sight.list(id));
            let default = domain::policy::Policy::default();
            let policy = list.map_or(&default, |list| &list.policy);
            let verdict = sight.verdict(Act::Exit, organization, row.own, policy);
            // As the page about the act decides it.
            let theirs = row.ended_by == Some(actor.user.0) || verdict.permits();
            let ended_by = row.act.filter(|_| theirs).map(ActId);
            let records_contacts =
                row.exit_on.is_none() && actor.acting_on(organization).is_some_and(permits);
            let exit = (coordinated_entry && row.exit_on.is_none()).then(|| ExitChoice {
                verdict,
                suggests: !verdict.permits()
                    && suggesting(actor, organization, row.own, policy).is_some(),
                acting: sight.acting_on(organization),
                list_name: list.map(|list| list.name.clone()),
                managers: managers
                    .get(&row.organization_id)
                    .cloned()
                    .unwrap_or_default(),
            });
            Stay {
                enrollment: row.enrollment_id.into(),
                household: row.household_id.into(),
                project: row.project_id.into(),
                project_name: row.project_name,
                organization,
                organization_name: row.organization_name,
                project_type: row.project_type.map_or_else(
                    || "Type not recorded".to_owned(),
                    |code| Coded::<ProjectType>::from_code(code).label().into_owned(),
                ),
                coordinated_entry,
                coc: row.enrollment_coc,
                entry_on: row.entry_date,
                moved_in_on: row.move_in_date,
                exit_on: row.exit_on,
                destination: row.destination.map(|code| {
                    Coded::<LivingSituation>::from_code(code)
                        .label()
                        .into_owned()
                }),
                relationship: relationship(row.relationship_to_hoh),
                intake_unfinished: row.intake_unfinished,
                members: members.remove(&row.household_id).unwrap_or_default(),
                exit,
                records_contacts,
                ended_by,
            }
        })
        .collect())
}

/// Members by household: those who share, and those of organizations whose records the actor sees.
async fn members(
    store: &Store,
    sight: &Sight<'_>,
    client: ClientId,
    households: &[Uuid],
    opened: bool,
) -> Result<BTreeMap<Uuid, Vec<Member>>> {
    let rows = sqlx::query!(
        r#"
        select household_id, client_id, first_name, last_name, name_suffix, dob, hashed, protected,
            relationship_to_hoh, exit_on is null as "open!"
        from enrollment
        join client using (client_id)
        join project using (project_id)
        where household_id = any($1) and not protected
            and (client_id = $2 or sharing = 'all' or organization_id = any($3) or $4)
        order by relationship_to_hoh = 1 desc, dob nulls last, client_id
        "#,
        households,
        client.0,
        &sight.sees,
        opened,
    )
    .fetch_all(&store.pool)
    .await?;
    let mut found: BTreeMap<Uuid, Vec<Member>> = BTreeMap::new();
    for row in rows {
        let name = Name {
            first: row.first_name,
            middle: None,
            last: row.last_name,
            suffix: row.name_suffix,
        };
        found.entry(row.household_id).or_default().push(Member {
            client: row.client_id.into(),
            name: ShownName::of(name, row.hashed, row.protected),
            relationship: relationship(row.relationship_to_hoh),
            head: row.relationship_to_hoh == Some(1),
            dob: row.dob,
            open: row.open,
        });
    }
    Ok(found)
}

fn relationship(code: Option<i32>) -> String {
    code.map_or_else(
        || "Relationship not recorded".to_owned(),
        |code| {
            Coded::<RelationshipToHoH>::from_code(code)
                .label()
                .into_owned()
        },
    )
}

/// Who keeps the lists of these organizations.
async fn managers(store: &Store, organizations: &[Uuid]) -> Result<BTreeMap<Uuid, Vec<String>>> {
    let rows = sqlx::query!(
        r#"
        select distinct organization_id as "organization_id!", manager.user_id,
            manager.display_name as "display_name!"
        from unnest($1::uuid[]) as organization_id
        cross join lateral managers_of(organization_id, $2) as manager
        order by 3, 2
        "#,
        organizations,
        store.clock.office_day(),
    )
    .fetch_all(&store.pool)
    .await?;
    let mut found: BTreeMap<Uuid, Vec<String>> = BTreeMap::new();
    for row in rows {
        found
            .entry(row.organization_id)
            .or_default()
            .push(row.display_name);
    }
    Ok(found)
}

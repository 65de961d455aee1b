//! A client's stays as an actor may see them, and what they may do with each.

use crate::client::sight::Sight;
use crate::{Result, Store};
use chrono::NaiveDate;
use domain::access::{Act, Acting, Actor, Verdict};
use domain::hud::{Coded, LivingSituation, ProjectType, RelationshipToHoH};
use domain::ids::{ClientId, EnrollmentId, HouseholdId, OrganizationId, ProjectId};
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
}

/// A member of a household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub client: ClientId,
    /// Their name.
    pub name: Name,
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
    /// In whose name; `None` where the organization is not held.
    pub acting: Option<Acting>,
    /// The list that the enrollment puts the household on.
    pub list_name: Option<String>,
    /// Names of the Priority List Managers of the organization, to ask.
    pub managers: Vec<String>,
}

pub(super) struct Loaded {
    pub(super) stays: Vec<Stay>,
    /// Enrolled with an organization that the actor holds, or assessed by the actor.
    pub(super) own_household: bool,
}

/// Reads the stays that the actor may see. `all`: the client shares, or an administrator gave a purpose.
pub(super) async fn load(
    store: &Store,
    sight: &Sight<'_>,
    actor: &Actor,
    client: ClientId,
    all: bool,
) -> Result<Loaded> {
    let rows = sqlx::query!(
        r#"
        select enrollment.enrollment_id, household_id, project.project_id, project.name as project_name,
            organization.organization_id, organization.name as organization_name,
            project.project_type, enrollment_coc, entry_date, move_in_date, exit_on,
            exit.destination as "destination?", relationship_to_hoh, intake_unfinished,
            exists (select from assessment
                where assessment.enrollment_id = enrollment.enrollment_id and assessment.recorded_by = $4)
                as "assessed_by_actor!"
        from enrollment
        join project using (project_id)
        join organization using (organization_id)
        left join exit on exit.enrollment_id = enrollment.enrollment_id
        where client_id = $1 and not victim_service_provider and ($2 or organization_id = any($3))
        order by exit_on is not null, entry_date desc, enrollment.enrollment_id
        "#,
        client.0,
        all,
        &sight.held,
        actor.user.0,
    )
    .fetch_all(&store.pool)
    .await?;
    let own_household = rows.iter().any(|row| {
        row.assessed_by_actor || row.exit_on.is_none() && sight.held.contains(&row.organization_id)
    });
    let households = rows.iter().map(|row| row.household_id).collect::<Vec<_>>();
    let mut members = members(store, sight, client, &households, all).await?;
    let ce = rows
        .iter()
        .filter(|row| row.project_type == Some(ProjectType::CoordinatedEntry.code()))
        .map(|row| row.organization_id)
        .collect::<Vec<_>>();
    let managers = managers(store, &ce).await?;

    let stays = rows
        .into_iter()
        .map(|row| {
            let organization = OrganizationId(row.organization_id);
            let coordinated_entry = row.project_type == Some(ProjectType::CoordinatedEntry.code());
            let exit = (coordinated_entry && row.exit_on.is_none()).then(|| {
                let list = sight.list_fed_by(organization);
                let default = domain::policy::Policy::default();
                let policy = list.map_or(&default, |list| &list.policy);
                ExitChoice {
                    verdict: sight.verdict(Act::Exit, organization, own_household, policy),
                    acting: sight.acting_on(organization),
                    list_name: list.map(|list| list.name.clone()),
                    managers: managers
                        .get(&row.organization_id)
                        .cloned()
                        .unwrap_or_default(),
                }
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
            }
        })
        .collect();
    Ok(Loaded {
        stays,
        own_household,
    })
}

/// Members by household: those who share, and those of organizations that the actor holds.
async fn members(
    store: &Store,
    sight: &Sight<'_>,
    client: ClientId,
    households: &[Uuid],
    all: bool,
) -> Result<BTreeMap<Uuid, Vec<Member>>> {
    let rows = sqlx::query!(
        r#"
        select household_id, client_id, first_name, last_name, name_suffix, dob, client.hashed,
            relationship_to_hoh, exit_on is null as "open!"
        from enrollment
        join client using (client_id)
        join project using (project_id)
        where household_id = any($1) and not protected
            and (client_id = $2 or sharing = 'all' or organization_id = any($3) or ($4 and $5))
        order by relationship_to_hoh = 1 desc, dob nulls last, client_id
        "#,
        households,
        client.0,
        &sight.held,
        sight.administrator,
        all,
    )
    .fetch_all(&store.pool)
    .await?;
    let mut found: BTreeMap<Uuid, Vec<Member>> = BTreeMap::new();
    for row in rows {
        let name = if row.hashed {
            Name::default()
        } else {
            Name {
                first: row.first_name,
                middle: None,
                last: row.last_name,
                suffix: row.name_suffix,
            }
        };
        found.entry(row.household_id).or_default().push(Member {
            client: row.client_id.into(),
            name,
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
        select distinct organization_id, display_name
        from user_grant
        join app_user using (user_id)
        where organization_id = any($1) and workgroup = 'priority_list_manager'
            and disabled_at is null
            and from_on <= $2 and (until_on is null or until_on > $2)
        order by display_name
        "#,
        organizations,
        store.clock.today("America/Chicago"),
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

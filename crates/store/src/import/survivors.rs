//! Victim service providers own no identified client: whose rows must lose what identifies the person.
//!
//! In doubt a row is taken as theirs: a flag is taken away only by an explicit No of the sending system, and
//! never where somebody set it here; somebody counts as served elsewhere only for a stay that stands in a
//! known project of another provider and is not deleted.

use super::{ImportError, source::Source};
use crate::Tx;
use hmis_csv::{Archive, FileKind, RawRow, value};
use std::collections::{HashMap, HashSet};
use std::io::{Read, Seek};

/// Projects of victim service providers, the stays in them, and people who have stays in no other project.
/// Held in memory: as many as those providers send.
#[derive(Clone, Debug, Default)]
pub(super) struct Survivors {
    pub(super) projects: HashSet<String>,
    pub(super) stays: HashSet<String>,
    pub(super) clients: HashSet<String>,
}

/// Projects of the source, this export included: whose they are.
#[derive(Debug, Default)]
struct Projects {
    of_providers: HashSet<String>,
    /// Known, and of nobody who serves victims.
    others: HashSet<String>,
}

/// Reads who they are, before any row of Client.csv is taken in.
pub(super) async fn find<R: Read + Seek>(
    tx: &mut Tx,
    source: &Source,
    archive: &mut Archive<R>,
    older: bool,
) -> Result<Survivors, ImportError> {
    let organizations = organizations(tx, source, archive, older).await?;
    if !organizations.values().any(|provider| *provider) {
        return Ok(Survivors::default());
    }
    let Projects {
        of_providers,
        others,
    } = projects(tx, source, archive, &organizations).await?;
    let mut survivors = Survivors {
        projects: of_providers,
        ..Survivors::default()
    };
    // What earlier exports brought, should this one hold the people without their stays, or what is
    // recorded of a stay without the stay.
    let before = sqlx::query!(
        r#"
        select distinct file, hmis_id as "hmis_id!" from finding
        where source_id = $1 and rule = 'client_in_victim_services' and file in ('Client.csv', 'Enrollment.csv')
            and hmis_id is not null
        "#,
        source.id
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in before {
        if row.file == "Client.csv" {
            survivors.clients.insert(row.hmis_id);
        } else {
            survivors.stays.insert(row.hmis_id);
        }
    }
    let (projects, clients, stays) = (
        &survivors.projects,
        &mut survivors.clients,
        &mut survivors.stays,
    );
    each(archive, FileKind::Enrollment, |row| {
        let theirs = row
            .text("ProjectID")
            .is_some_and(|id| projects.contains(id));
        if theirs {
            clients.extend(row.text("PersonalID").map(str::to_owned));
            stays.extend(row.text("EnrollmentID").map(str::to_owned));
        } else if row.text("ProjectID").is_some_and(|id| others.contains(id))
            && let Some(stay) = row.text("EnrollmentID")
        {
            stays.remove(stay);
        }
    })?;
    // Of two rows with one id, one in their project is enough.
    each(archive, FileKind::Enrollment, |row| {
        if row
            .text("ProjectID")
            .is_some_and(|id| projects.contains(id))
        {
            stays.extend(row.text("EnrollmentID").map(str::to_owned));
        } else if row.text("DateDeleted").is_none()
            && row.text("ProjectID").is_some_and(|id| others.contains(id))
            && let Some(client) = row.text("PersonalID")
        {
            clients.remove(client);
        }
    })?;
    // Stays elsewhere that an earlier export brought.
    let asked: Vec<String> = clients.iter().cloned().collect();
    let theirs: Vec<String> = projects.iter().cloned().collect();
    let elsewhere = sqlx::query_scalar!(
        r#"
        select distinct c.hmis_id
        from client c
        join enrollment e using (client_id)
        join project p using (project_id)
        where c.source_id = $1 and c.hmis_id = any($2)
            and not (p.source_id = $1 and p.hmis_id = any($3))
        "#,
        source.id,
        &asked,
        &theirs,
    )
    .fetch_all(&mut **tx)
    .await?;
    for client in elsewhere {
        clients.remove(&client);
    }
    Ok(survivors)
}

/// The known organizations, and whether they serve victims. An older export takes nothing back that a newer
/// one said.
async fn organizations<R: Read + Seek>(
    tx: &mut Tx,
    source: &Source,
    archive: &mut Archive<R>,
    older: bool,
) -> Result<HashMap<String, bool>, ImportError> {
    let known = sqlx::query!(
        r#"
        select hmis_id, victim_service_provider, recorded_by is not null as "set_here!"
        from organization
        where source_id = $1
        "#,
        source.id
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut said: HashMap<String, Option<bool>> = HashMap::new();
    each(archive, FileKind::Organization, |row| {
        let Some(id) = row.text("OrganizationID") else {
            return;
        };
        let flag = match value::code(row.get("VictimServiceProvider").unwrap_or_default()).value() {
            Some(1) => Some(true),
            Some(0) => Some(false),
            _ => None,
        };
        let entry = said.entry(id.to_owned()).or_default();
        *entry = (*entry).max(flag);
    })?;
    let mut organizations: HashMap<String, bool> = said
        .iter()
        .map(|(id, flag)| (id.clone(), *flag == Some(true)))
        .collect();
    for row in known {
        let no = !older && said.get(&row.hmis_id).copied().flatten() == Some(false);
        let keeps = row.victim_service_provider && (row.set_here || !no);
        *organizations.entry(row.hmis_id).or_default() |= keeps;
    }
    Ok(organizations)
}

/// Whose the known projects are; one that somebody changed here is whose it is here.
async fn projects<R: Read + Seek>(
    tx: &mut Tx,
    source: &Source,
    archive: &mut Archive<R>,
    organizations: &HashMap<String, bool>,
) -> Result<Projects, ImportError> {
    let mut said: HashMap<String, bool> = HashMap::new();
    each(archive, FileKind::Project, |row| {
        if let (Some(project), Some(organization)) =
            (row.text("ProjectID"), row.text("OrganizationID"))
            && let Some(provider) = organizations.get(organization)
        {
            *said.entry(project.to_owned()).or_default() |= provider;
        }
    })?;
    let known = sqlx::query!(
        r#"
        select p.hmis_id, o.hmis_id as organization, p.recorded_by is not null as "set_here!"
        from project p join organization o using (organization_id)
        where p.source_id = $1
        "#,
        source.id
    )
    .fetch_all(&mut **tx)
    .await?;
    for project in known {
        let provider = organizations.get(&project.organization).copied();
        let provider = provider.unwrap_or(false);
        let entry = said.entry(project.hmis_id).or_insert(provider);
        *entry |= provider && project.set_here;
    }
    let mut projects = Projects::default();
    for (project, provider) in said {
        if provider {
            projects.of_providers.insert(project);
        } else {
            projects.others.insert(project);
        }
    }
    Ok(projects)
}

fn each<R: Read + Seek>(
    archive: &mut Archive<R>,
    file: FileKind,
    mut look: impl FnMut(&RawRow),
) -> Result<(), ImportError> {
    let mut rows = archive.rows(file)?;
    let mut row = RawRow::new(rows.header().clone());
    while rows.read(&mut row)? {
        look(&row);
    }
    Ok(())
}
